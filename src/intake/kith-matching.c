/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-matching-private.h"

#include "kith-merging.h"
#include "kith-name.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Those who share a key. The value in the table is the only person, or, for several, -1 less the index of a link; so is what follows in a link. */
typedef struct
{
  gint64 person;
  gint64 next;
} Link;

/* What was known of somebody who is one with another now. */
typedef struct
{
  char *given, *town, *organization;
} Alias;

static void
alias_free (gpointer data)
{
  Alias *alias = data;

  g_free (alias->given);
  g_free (alias->town);
  g_free (alias->organization);
  g_free (alias);
}

static void
space_free (gpointer data)
{
  KithIdSpace *space = data;

  g_free (space->name);
  kith_key_table_free (space->ids);
  g_free (space);
}

KithIdSpace *
kith_matching_find_space (KithMatching *self, const char *name)
{
  for (guint i = 0; i < self->spaces->len; i++)
    {
      KithIdSpace *space = self->spaces->pdata[i];

      if (g_str_equal (space->name, name))
        return space;
    }
  return NULL;
}

KithIdSpace *
kith_matching_add_space (KithMatching *self, const char *name)
{
  KithIdSpace *space = g_new0 (KithIdSpace, 1);

  space->name = g_strdup (name);
  space->ids = kith_key_table_new ();
  space->in_run = TRUE;
  g_ptr_array_add (self->spaces, space);
  return space;
}

/* --- keys --- */

static void
know_single (KithKeyTable *table, const char *key, gint64 person)
{
  gboolean is_new;
  gint64 *value;

  if (key == NULL || *key == '\0')
    return;
  value = kith_key_table_put (table, key, person, &is_new);
  if (!is_new && *value != person)
    *value = -1;
}

/* The next of those who share a key, from the last that came on. @at: (inout): first the value in the table */
static gboolean
next_in_chain (const KithMatching *self, gint64 *at, gint64 *person)
{
  const Link *link;

  if (*at == 0)
    return FALSE;
  if (*at > 0)
    {
      *person = *at;
      *at = 0;
      return TRUE;
    }
  link = &g_array_index (self->links, Link, -(*at + 1));
  *person = link->person;
  *at = link->next;
  return TRUE;
}

/* Adds the person to the chain of those who have the key. Returns: whether they were not in it */
static gboolean
know_in_chain (KithMatching *self, KithKeyTable *table, const char *key, gint64 person)
{
  Link link = { .person = person };
  gboolean is_new;
  gint64 *value;
  gint64 known;
  guint steps = 0;

  if (key == NULL || *key == '\0')
    return FALSE;
  value = kith_key_table_put (table, key, person, &is_new);
  if (is_new)
    return TRUE;
  for (gint64 at = *value; next_in_chain (self, &at, &known);)
    if (known == person || ++steps > 100)
      return FALSE;
  link.next = *value;
  g_array_append_val (self->links, link);
  *value = -(gint64) self->links->len;
  return TRUE;
}

static void
put_whole (const char *key, gpointer user_data)
{
  KithMatching *self = user_data;
  gint64 at, person;

  if (kith_key_table_find (self->emails, key, &at))
    while (next_in_chain (self, &at, &person))
      kith_masks_put (self->masks, key, person);
}

static void
need_masks (KithMatching *self)
{
  if (self->masks != NULL)
    return;
  self->masks = kith_masks_new ();
  kith_key_table_each (self->emails, put_whole, self);
}

void
kith_matching_know_email (KithMatching *self, const char *key, gint64 person)
{
  if (know_in_chain (self, self->emails, key, person) && self->masks != NULL)
    kith_masks_put (self->masks, key, person);
}

void
kith_matching_know_name (KithMatching *self, const char *key, gint64 person)
{
  know_in_chain (self, self->names, key, person);
}

void
kith_matching_know_handle (KithMatching *self, const char *key, gint64 person)
{
  if (key == NULL || !kith_text_is_masked (key))
    {
      know_single (self->handles, key, person);
      return;
    }
  need_masks (self);
  kith_masks_put (self->masks, key, person);
}

/* It is known of that other still. */
static gboolean
know_alias (const KithMerge *merge, gpointer user_data)
{
  KithMatching *self = user_data;
  GPtrArray *aliases = g_hash_table_lookup (self->aliases, GSIZE_TO_POINTER (merge->person));
  Alias *alias = g_new0 (Alias, 1);

  if (aliases == NULL)
    {
      aliases = g_ptr_array_new_with_free_func (alias_free);
      g_hash_table_insert (self->aliases, GSIZE_TO_POINTER (merge->person), aliases);
    }
  alias->given = kith_dup_given_name (merge->given, merge->name);
  alias->town = g_strdup (merge->town);
  alias->organization = g_strdup (merge->organization);
  g_ptr_array_add (aliases, alias);
  kith_matching_know_name (self, merge->name_key, merge->person);
  return TRUE;
}

static gboolean
know_key (KithKeyKind key_kind, gint64 person, gint64 kind, const char *key, gpointer user_data)
{
  KithMatching *self = user_data;

  switch (key_kind)
    {
    case KITH_KEY_NAME:
      kith_matching_know_name (self, key, person);
      break;
    case KITH_KEY_CONTACT:
      if (kind == KITH_CONTACT_EMAIL && key != NULL)
        kith_matching_know_email (self, key, person);
      else if (kind == KITH_CONTACT_HANDLE)
        kith_matching_know_handle (self, key, person);
      break;
    case KITH_KEY_SOURCE_ID:
      for (guint i = 0; i < self->spaces->len; i++)
        {
          KithIdSpace *space = self->spaces->pdata[i];
          gboolean is_new;

          if (space->id == kind)
            kith_key_table_put (space->ids, key, person, &is_new);
        }
      break;
    default:
      break;
    }
  return TRUE;
}

static gboolean
know_space (gint64 id, const char *name, guint values, gpointer user_data)
{
  KithIdSpace *space = kith_matching_add_space (user_data, name);

  space->id = id;
  space->in_run = FALSE;
  return TRUE;
}

KithMatching *
kith_matching_new (KithStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (KithMatching) self = g_new0 (KithMatching, 1);

  self->store = store;
  self->spaces = g_ptr_array_new_with_free_func (space_free);
  self->emails = kith_key_table_new ();
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
  self->names = kith_key_table_new ();
  self->handles = kith_key_table_new ();
  self->told = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->aliases = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  if (!kith_namespaces_each (store, know_space, self, error)
      || !kith_people_each_key (store, know_key, self, cancellable, error)
      || !kith_merges_each (store, know_alias, self, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
kith_matching_free (KithMatching *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->spaces);
  kith_key_table_free (self->emails);
  kith_key_table_free (self->names);
  kith_key_table_free (self->handles);
  kith_masks_free (self->masks);
  g_array_unref (self->links);
  g_hash_table_unref (self->told);
  g_hash_table_unref (self->aliases);
  g_free (self);
}

/* --- finding --- */

/* Names of one person with given and family swapped fit as well, and so do those of who was made one with them. */
static gboolean
names_fit (KithMatching *self, const KithRecord *record, const KithPerson *person)
{
  g_autofree char *given = kith_dup_given_name (record->given, record->name);
  g_autofree char *other = kith_dup_given_name (person->given, person->name);
  const GPtrArray *aliases = g_hash_table_lookup (self->aliases, GSIZE_TO_POINTER (person->id));
  g_autofree char *key = NULL;

  if (kith_given_names_fit (given, other))
    return TRUE;
  for (guint i = 0; aliases != NULL && i < aliases->len; i++)
    if (kith_given_names_fit (given, ((const Alias *) aliases->pdata[i])->given))
      return TRUE;
  key = kith_text_name_key (record->name);
  return person->name_key != NULL && g_str_equal (key, person->name_key);
}

static gboolean
is_same (const char *told, const char *known)
{
  g_autofree char *a = known != NULL ? kith_text_fold (told) : NULL;
  g_autofree char *b = known != NULL ? kith_text_fold (known) : NULL;

  return known != NULL && g_str_equal (a, b);
}

gboolean
kith_matching_compare (KithMatching *self, const KithRecord *record, gint64 id, gboolean *at_odds, gboolean *agree,
                       GError **error)
{
  g_autoptr (KithPerson) person = kith_person_get (self->store, id, error);
  const GPtrArray *aliases = g_hash_table_lookup (self->aliases, GSIZE_TO_POINTER (id));
  g_autoptr (GPtrArray) contacts = NULL;
  gboolean phones = FALSE, same_phone = FALSE, same_town, same_organization;

  if (person == NULL)
    return FALSE;
  same_town = is_same (record->town, person->town);
  same_organization = is_same (record->organization, person->organization);
  for (guint i = 0; aliases != NULL && i < aliases->len; i++)
    {
      const Alias *alias = aliases->pdata[i];

      same_town = same_town || is_same (record->town, alias->town);
      same_organization = same_organization || is_same (record->organization, alias->organization);
    }
  *at_odds = (*record->town != '\0' && person->town != NULL && !same_town)
             || (*record->organization != '\0' && person->organization != NULL && !same_organization);
  contacts = !*at_odds && record->phones->len > 0 ? kith_person_get_contacts (self->store, id, error) : NULL;
  if (contacts == NULL && !*at_odds && record->phones->len > 0)
    return FALSE;
  for (guint i = 0; contacts != NULL && i < contacts->len; i++)
    {
      const KithContact *contact = contacts->pdata[i];
      g_autofree char *known = NULL;

      if (contact->kind != KITH_CONTACT_PHONE)
        continue;
      phones = TRUE;
      known = kith_text_phone_key (contact->value);
      for (guint k = 0; k < record->phones->len && !same_phone; k++)
        {
          g_autofree char *key = kith_text_phone_key (record->phones->pdata[k]);

          same_phone = g_strcmp0 (key, known) == 0;
        }
    }
  *at_odds = *at_odds || (phones && !same_phone);
  if (agree != NULL)
    *agree = !*at_odds && (same_town || same_organization || same_phone);
  return TRUE;
}

/* Of several with the name, the only one with whom something else agrees. */
static gboolean
find_by_name (KithMatching *self, const KithRecord *record, gint64 first, KithMatch *match, GError **error)
{
  gint64 found = first;
  gint64 candidate;

  if (first < 0)
    {
      found = 0;
      for (gint64 at = first; next_in_chain (self, &at, &candidate);)
        {
          gboolean at_odds, agree;

          if (!kith_matching_compare (self, record, candidate, &at_odds, &agree, error))
            return FALSE;
          if (agree)
            found = found == 0 ? candidate : -1;
        }
    }
  if (found > 0)
    *match = (KithMatch) { .person = found, .by = KITH_MATCHED_BY_NAME };
  else
    *match = (KithMatch) { .question
                           = _ ("Several people have this name, and nothing in the row tells which of them it is.") };
  return TRUE;
}

/* Whether what is known of both names can be of one person. */
static gboolean
may_be (KithMatching *self, const KithRecord *record, const KithPerson *person)
{
  g_autofree char *key = kith_text_name_key (record->name);

  if (strchr (key, ' ') == NULL || strchr (person->name_key, ' ') == NULL || strchr (person->name, '@') != NULL)
    return names_fit (self, record, person);
  return g_str_equal (key, person->name_key);
}

/* Whether the address that the person has in part is @email, and they have no other that it can be. */
static gboolean
lacks_address (KithMatching *self, gint64 person, const char *email, gboolean *lacks, GError **error)
{
  g_autoptr (GPtrArray) contacts = kith_person_get_contacts (self->store, person, error);

  *lacks = FALSE;
  if (contacts == NULL)
    return FALSE;
  for (guint i = 0; i < contacts->len; i++)
    {
      const KithContact *mask = contacts->pdata[i];
      gboolean taken = FALSE;

      if (mask->kind != KITH_CONTACT_HANDLE || !kith_mask_fits (mask->value, email))
        continue;
      for (guint k = 0; k < contacts->len && !taken; k++)
        {
          const KithContact *other = contacts->pdata[k];

          taken = other->kind == KITH_CONTACT_EMAIL && kith_mask_fits (mask->value, other->value);
        }
      *lacks = *lacks || !taken;
    }
  return TRUE;
}

/* Takes those out of @people who cannot be meant. @email: (nullable): whole; who has one already that their part can be is somebody else */
static gboolean
keep_possible (KithMatching *self, const KithRecord *record, const char *email, GArray *people, GError **error)
{
  for (guint i = people->len; i-- > 0;)
    {
      gint64 id = g_array_index (people, gint64, i);
      g_autoptr (KithPerson) person = kith_person_get (self->store, id, error);
      gboolean lacks = TRUE;

      if (person == NULL || (email != NULL && !lacks_address (self, id, email, &lacks, error)))
        return FALSE;
      if (!lacks || !may_be (self, record, person))
        g_array_remove_index (people, i);
    }
  return TRUE;
}

static gboolean
has_mask (const KithRecord *record)
{
  for (guint i = 0; i < record->handles->len; i++)
    if (kith_text_is_masked (record->handles->pdata[i]))
      return TRUE;
  return FALSE;
}

/* Whether both say how they are called; may_be () has compared it. */
static gboolean
are_named (KithMatching *self, const KithRecord *record, gint64 id, gboolean *named, GError **error)
{
  g_autoptr (KithPerson) person = kith_person_get (self->store, id, error);
  g_autofree char *given = kith_dup_given_name (record->given, record->name);

  *named = person != NULL && *given != '\0' && strchr (person->name, '@') == NULL;
  return person != NULL;
}

/* By an address that the record has whole and somebody else in part, or the other way about. Where several people may be meant, or no name tells,
 * somebody is made apart and asked about. Leaves @match alone where there is nobody. */
static gboolean
find_masked (KithMatching *self, const KithRecord *record, KithMatch *match, GError **error)
{
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean sure = FALSE;

  if (has_mask (record))
    need_masks (self);
  if (self->masks == NULL)
    return TRUE;
  for (guint i = 0; i < record->emails->len && people->len == 0; i++)
    {
      kith_masks_find (self->masks, record->emails->pdata[i], FALSE, people);
      if (!keep_possible (self, record, record->emails->pdata[i], people, error))
        return FALSE;
    }
  /* Who came with the same part before is nearer than whose address it may be. */
  for (guint i = 0; i < 2 * record->handles->len && people->len == 0; i++)
    {
      const char *handle = record->handles->pdata[i % record->handles->len];

      if (kith_text_is_masked (handle))
        kith_masks_find (self->masks, handle, i >= record->handles->len, people);
      if (!keep_possible (self, record, NULL, people, error))
        return FALSE;
      sure = people->len > 0 && i < record->handles->len;
    }
  if (people->len == 1 && !sure && !are_named (self, record, g_array_index (people, gint64, 0), &sure, error))
    return FALSE;
  if (people->len == 1 && sure)
    *match = (KithMatch) { .person = g_array_index (people, gint64, 0), .by = KITH_MATCHED_BY_EMAIL };
  else if (people->len == 1)
    *match = (KithMatch) {
      .add = TRUE,
      .like = g_array_index (people, gint64, 0),
      .question = _ ("Of one of the two the e-mail address is shown only in part, and no name tells; they were kept "
                     "apart. Are they one person?"),
    };
  else if (people->len > 1)
    *match = (KithMatch) {
      .add = TRUE,
      .like = g_array_index (people, gint64, 0),
      .question = _ ("Of several people the e-mail address is shown only in part, and may be this one; they were kept "
                     "apart. Are they one person?"),
    };
  return TRUE;
}

gboolean
kith_matching_find (KithMatching *self, const KithRecord *record, KithIdSpace *space, gboolean id_is_name,
                    KithMatch *match, GError **error)
{
  gint64 found, candidate;
  gint64 shared = 0;

  *match = (KithMatch) { .add = TRUE };
  if (*record->id != '\0' && space != NULL && kith_key_table_find (space->ids, record->id, &found))
    {
      *match = (KithMatch) { .person = found, .by = KITH_MATCHED_BY_ID };
      return TRUE;
    }
  for (guint i = 0; i < record->emails->len; i++)
    {
      if (!kith_key_table_find (self->emails, record->emails->pdata[i], &found))
        continue;
      while (next_in_chain (self, &found, &candidate))
        {
          g_autoptr (KithPerson) person = kith_person_get (self->store, candidate, error);

          if (person == NULL)
            return FALSE;
          if (names_fit (self, record, person))
            {
              *match = (KithMatch) { .person = candidate, .by = KITH_MATCHED_BY_EMAIL };
              return TRUE;
            }
          shared = candidate;
        }
    }
  if (shared != 0)
    {
      match->like = shared;
      match->question = _ (
          "Somebody with another first name has the same e-mail address; they were kept apart. Are they one person?");
      return TRUE;
    }
  if (!find_masked (self, record, match, error))
    return FALSE;
  if (match->person != 0 || match->question != NULL || (*record->id != '\0' && !id_is_name) || record->emails->len > 0
      || has_mask (record))
    return TRUE;

  if (record->handles->len > 0)
    {
      g_autofree char *key = kith_text_fold (record->handles->pdata[0]);

      if (kith_key_table_find (self->handles, key, &found) && found > 0)
        {
          *match = (KithMatch) { .person = found, .by = KITH_MATCHED_BY_NAME };
          return TRUE;
        }
      if (*record->name == '\0')
        return TRUE;
    }
  {
    g_autofree char *key = kith_text_name_key (record->name);

    if (*key == '\0' || !kith_key_table_find (self->names, key, &found))
      return TRUE;
    return find_by_name (self, record, found, match, error);
  }
}
