/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One pass over people, contacts and numbers: texts become numbers, names come apart, and how many have each is counted. */

#include "kith-duplicates-private.h"

#include "kith-people.h"
#include "kith-text.h"

#include <string.h>

typedef struct
{
  guint first[4], n[4]; /* by the kinds of contact that are compared */
} Span;

static guint32
number_of (KithKeyTable *table, const char *key)
{
  gboolean is_new;

  if (key == NULL || *key == '\0')
    return 0;
  return *kith_key_table_put (table, key, kith_key_table_get_size (table) + 1, &is_new);
}

static gboolean
take_person (const KithPerson *person, gpointer user_data)
{
  KithLikenessSet *self = user_data;
  KithLikenessRecord record = { .id = person->id };
  g_autofree char *town = person->town != NULL ? kith_text_fold (person->town) : NULL;
  g_autofree char *organization = person->organization != NULL ? kith_name_dup_latin (person->organization) : NULL;
  const Span none = { 0 };

  kith_name_take_apart (&record.name, person->name, person->given, person->family);
  record.town = number_of (self->towns, town);
  record.organization = number_of (self->organizations, organization);
  g_array_append_val (self->records, record);
  g_array_append_val (self->spans, none);
  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const KithLikenessRecord *x = a, *y = b;

  return (x->id > y->id) - (x->id < y->id);
}

static gboolean
find_record (const KithLikenessSet *self, gint64 person, guint *at)
{
  return g_array_binary_search (self->records, &(KithLikenessRecord) { .id = person }, compare_ids, at);
}

/* One mailbox: what comes after a plus is the person's own sorting, and dots mean nothing at Gmail. */
static char *
dup_mailbox (const char *key)
{
  const char *at = strrchr (key, '@');
  GString *out;

  if (at == NULL)
    return g_strdup (key);
  out = g_string_new (NULL);
  for (const char *p = key; p < at && *p != '+'; p++)
    if (*p != '.' || (!g_str_equal (at, "@gmail.com") && !g_str_equal (at, "@googlemail.com")))
      g_string_append_c (out, *p);
  g_string_append (out, at);
  return g_string_free_and_steal (out);
}

/* "nea.nord@example.org" for somebody without a name. */
static void
read_address (KithLikenessRecord *record, const char *key)
{
  const char *at = strchr (key, '@');
  g_autofree char *local = at != NULL ? g_strndup (key, at - key) : NULL;
  g_auto (GStrv) words = NULL;

  if (local == NULL || strpbrk (local, "0123456789+") != NULL)
    return;
  g_strdelimit (local, "._-", ' ');
  words = g_strsplit (local, " ", -1);
  if (g_strv_length (words) != 2 || *words[0] == '\0' || strlen (words[1]) < 3)
    return;
  kith_name_parts_clear (&record->name);
  kith_name_take_apart (&record->name, local, NULL, NULL);
  record->from_address = TRUE;
}

static gboolean
take_contact (const KithContact *contact, gpointer user_data)
{
  KithLikenessSet *self = user_data;
  g_autofree char *mailbox = NULL;
  KithLikenessRecord *record;
  Span *span;
  guint32 number = 0;
  guint at, place;

  if (!find_record (self, contact->person, &at))
    return TRUE;
  record = &g_array_index (self->records, KithLikenessRecord, at);
  span = &g_array_index (self->spans, Span, at);
  switch (contact->kind)
    {
    case KITH_CONTACT_EMAIL:
      place = 0;
      mailbox = dup_mailbox (contact->key);
      number = number_of (self->emails, mailbox);
      if (*record->name.given == '\0' && *record->name.family == '\0')
        read_address (record, contact->key);
      break;
    case KITH_CONTACT_PHONE:
      place = 1;
      /* Fewer digits are an extension, or damaged. */
      number = strlen (contact->key) >= 7 ? number_of (self->phones, contact->key) : 0;
      break;
    case KITH_CONTACT_HANDLE:
      place = 2;
      number = number_of (self->handles, contact->key);
      break;
    case KITH_CONTACT_URL:
      place = 3;
      number = number_of (self->websites, contact->key);
      break;
    case KITH_CONTACT_POST:
    default:
      return TRUE;
    }
  if (number == 0)
    return TRUE;
  if (span->n[place]++ == 0)
    span->first[place] = self->keys->len;
  g_array_append_val (self->keys, number);
  return TRUE;
}

static gboolean
take_source (gint64 person, gint64 name_space, const char *value, gpointer user_data)
{
  KithLikenessSet *self = user_data;
  guint at;

  if (name_space >= 1 && name_space <= 64 && find_record (self, person, &at))
    g_array_index (self->records, KithLikenessRecord, at).sources |= G_GUINT64_CONSTANT (1) << (name_space - 1);
  return TRUE;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

/* The keys have stopped moving: each record gets its own, rising. Contacts come by person and kind, so each list is in one piece. */
static void
set_keys (KithLikenessSet *self)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      KithLikenessRecord *record = &g_array_index (self->records, KithLikenessRecord, i);
      const Span *span = &g_array_index (self->spans, Span, i);
      guint32 *keys[4];

      for (guint k = 0; k < 4; k++)
        {
          keys[k] = (guint32 *) (gpointer) self->keys->data + span->first[k];
          if (span->n[k] > 1)
            qsort (keys[k], span->n[k], sizeof *keys[k], compare_numbers);
        }
      record->emails = keys[0];
      record->phones = keys[1];
      record->handles = keys[2];
      record->websites = keys[3];
      record->n_emails = span->n[0];
      record->n_phones = span->n[1];
      record->n_handles = span->n[2];
      record->n_websites = span->n[3];
    }
}

static void
count_common (KithLikenessSet *self)
{
  g_autoptr (KithKeyTable) families = kith_key_table_new ();
  g_autoptr (KithKeyTable) given = kith_key_table_new ();
  g_autofree guint32 *towns = g_new0 (guint32, kith_key_table_get_size (self->towns) + 1);
  g_autofree guint32 *organizations = g_new0 (guint32, kith_key_table_get_size (self->organizations) + 1);

  for (guint i = 0; i < self->records->len; i++)
    {
      KithLikenessRecord *record = &g_array_index (self->records, KithLikenessRecord, i);
      gboolean is_new;

      ++*kith_key_table_put (families, record->name.family, 0, &is_new);
      ++*kith_key_table_put (given, record->name.given, 0, &is_new);
      towns[record->town]++;
      organizations[record->organization]++;
    }
  for (guint i = 0; i < self->records->len; i++)
    {
      KithLikenessRecord *record = &g_array_index (self->records, KithLikenessRecord, i);
      gint64 count = 0;

      kith_key_table_find (families, record->name.family, &count);
      record->family_common = count;
      kith_key_table_find (given, record->name.given, &count);
      record->given_common = count;
      record->family_sound = kith_name_sound (record->name.family);
      record->town_common = towns[record->town];
      record->organization_common = organizations[record->organization];
    }
}

KithLikenessSet *
kith_likeness_set_load (KithStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (KithLikenessSet) self = g_new0 (KithLikenessSet, 1);

  self->records = g_array_new (FALSE, FALSE, sizeof (KithLikenessRecord));
  self->keys = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->spans = g_array_new (FALSE, FALSE, sizeof (Span));
  self->emails = kith_key_table_new ();
  self->phones = kith_key_table_new ();
  self->handles = kith_key_table_new ();
  self->websites = kith_key_table_new ();
  self->towns = kith_key_table_new ();
  self->organizations = kith_key_table_new ();
  if (!kith_people_each (store, take_person, self, cancellable, error)
      || !kith_contacts_each (store, take_contact, self, cancellable, error)
      || !kith_source_ids_each (store, take_source, self, cancellable, error))
    return NULL;
  set_keys (self);
  count_common (self);
  return g_steal_pointer (&self);
}

void
kith_likeness_set_free (KithLikenessSet *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->records->len; i++)
    kith_name_parts_clear (&g_array_index (self->records, KithLikenessRecord, i).name);
  g_array_unref (self->records);
  g_array_unref (self->keys);
  g_array_unref (self->spans);
  kith_key_table_free (self->emails);
  kith_key_table_free (self->phones);
  kith_key_table_free (self->handles);
  kith_key_table_free (self->websites);
  kith_key_table_free (self->towns);
  kith_key_table_free (self->organizations);
  g_free (self);
}
