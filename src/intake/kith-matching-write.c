/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a record tells, written down: of a new person, or of one who was found. The second half of kith-matching.h. */

#include "kith-matching-private.h"

#include "kith-text.h"

#include <string.h>

static char *
or_null (const char *text)
{
  return text != NULL && *text != '\0' ? (char *) text : NULL;
}

static gboolean
put_id (KithMatching *self, gint64 person, const char *id, KithIdSpace *space, gint64 import, GError **error)
{
  gboolean is_new, added = FALSE;

  if (space == NULL || *id == '\0')
    return TRUE;
  kith_key_table_put (space->ids, id, person, &is_new);
  if (!is_new)
    return TRUE;
  if (space->id == 0 && !kith_namespace_put (self->store, space->name, &space->id, error))
    return FALSE;
  if (!kith_source_id_add (self->store, person, space->id, id, import, &added, error))
    return FALSE;
  self->changed = self->changed || added;
  return TRUE;
}

static gboolean
put_contact (KithMatching *self, gint64 person, KithContactKind kind, char *value, gboolean is_new, gint64 import,
             gboolean *changed, GError **error)
{
  KithContact contact = { .person = person, .kind = kind, .value = value, .import = import };
  gboolean added = TRUE;

  if (!kith_contact_add (self->store, &contact, is_new, &added, error))
    return FALSE;
  *changed = *changed || added;
  return TRUE;
}

static gboolean
put_contacts (KithMatching *self, const KithRecord *record, gint64 person, gboolean is_new, gint64 import,
              gboolean *changed, GError **error)
{
  for (guint i = 0; i < record->emails->len; i++)
    {
      char *key = record->emails->pdata[i];

      if (!put_contact (self, person, KITH_CONTACT_EMAIL, key, is_new, import, changed, error))
        return FALSE;
      kith_matching_know_email (self, key, person);
    }
  for (guint i = 0; i < record->phones->len; i++)
    if (!put_contact (self, person, KITH_CONTACT_PHONE, record->phones->pdata[i], is_new && i == 0, import, changed,
                      error))
      return FALSE;
  for (guint i = 0; i < record->handles->len; i++)
    {
      g_autofree char *key = kith_text_fold (record->handles->pdata[i]);

      /* Who was found by it has the whole address, or the same part already. */
      if (!is_new && kith_text_is_masked (key))
        continue;
      if (!put_contact (self, person, KITH_CONTACT_HANDLE, record->handles->pdata[i], is_new && i == 0, import, changed,
                        error))
        return FALSE;
      kith_matching_know_handle (self, key, person);
    }
  for (guint i = 0; i < record->websites->len; i++)
    if (!put_contact (self, person, KITH_CONTACT_URL, record->websites->pdata[i], is_new && i == 0, import, changed,
                      error))
      return FALSE;
  return TRUE;
}

static gboolean
put_consents (KithMatching *self, const KithRecord *record, gint64 person, gboolean is_new, gint64 import,
              gboolean *changed, GError **error)
{
  const KithWord words[KITH_N_CHANNELS] = {
    [KITH_CHANNEL_EMAIL] = record->email_word,
    [KITH_CHANNEL_PHONE] = record->phone_word,
    [KITH_CHANNEL_SMS] = record->sms_word,
    [KITH_CHANNEL_POST] = record->post_word,
  };
  KithConsentState states[KITH_N_CHANNELS] = { 0 };
  gboolean any = FALSE;

  for (int i = 0; i < KITH_N_CHANNELS; i++)
    any = any || words[i] != KITH_WORD_NONE;
  if (!any)
    return TRUE;
  if (!is_new && !kith_person_get_consents (self->store, person, states, error))
    return FALSE;
  for (int i = 0; i < KITH_N_CHANNELS; i++)
    {
      KithConsent consent = { .person = person, .channel = i, .since = KITH_NO_DATE, .import = import };
      gboolean set = FALSE;

      if (words[i] == KITH_WORD_NO && states[i] != KITH_CONSENT_REFUSED)
        consent.state = KITH_CONSENT_REFUSED;
      else if (words[i] == KITH_WORD_YES && states[i] == KITH_CONSENT_UNKNOWN)
        consent.state = KITH_CONSENT_GIVEN;
      else
        continue;
      if (!kith_consent_set (self->store, &consent, &set, error))
        return FALSE;
      *changed = *changed || set;
    }
  return TRUE;
}

/* What a record tells, as KithFields. */
static guint
fields_of (const KithRecord *record)
{
  return (*record->name != '\0' ? KITH_FIELD_NAME : 0) | (*record->given != '\0' ? KITH_FIELD_GIVEN : 0)
         | (*record->family != '\0' ? KITH_FIELD_FAMILY : 0) | (record->audience >= 0 ? KITH_FIELD_AUDIENCE : 0)
         | (record->stance != 0 ? KITH_FIELD_STANCE : 0) | (*record->town != '\0' ? KITH_FIELD_TOWN : 0)
         | (*record->organization != '\0' ? KITH_FIELD_ORGANIZATION : 0)
         | (*record->language != '\0' ? KITH_FIELD_LANGUAGE : 0) | (*record->notes != '\0' ? KITH_FIELD_NOTES : 0)
         | (record->do_not_contact ? KITH_FIELD_DO_NOT_CONTACT : 0);
}

/* People of an import lie one behind the other, so a number for each takes a tenth of a table of them. */
#define TOLD_BLOCK 1024

G_STATIC_ASSERT (KITH_FIELD_ALL <= G_MAXUINT16);

static guint
told_before (KithMatching *self, gint64 person)
{
  const guint16 *block = g_hash_table_lookup (self->told, GSIZE_TO_POINTER (person / TOLD_BLOCK));

  return block != NULL ? block[person % TOLD_BLOCK] : 0;
}

static void
remember_told (KithMatching *self, gint64 person, guint fields)
{
  gpointer key = GSIZE_TO_POINTER (person / TOLD_BLOCK);
  guint16 *block = g_hash_table_lookup (self->told, key);

  if (block == NULL)
    {
      block = g_new0 (guint16, TOLD_BLOCK);
      g_hash_table_insert (self->told, key, block);
    }
  block[person % TOLD_BLOCK] |= fields;
}

gboolean
kith_matching_add (KithMatching *self, const KithRecord *record, KithIdSpace *space, gint64 import, gint64 *person,
                   GError **error)
{
  KithPerson added = KITH_PERSON_INIT;
  g_autofree char *key = NULL;
  gboolean changed;

  /* Somebody without a name is shown by what is known instead, until a name comes. */
  if (*record->name != '\0')
    added.name = record->name;
  else if (record->handles->len > 0)
    added.name = record->handles->pdata[0];
  else if (record->emails->len > 0)
    added.name = record->emails->pdata[0];
  else
    added.name = (char *) record->id;
  added.given = or_null (record->given);
  added.family = or_null (record->family);
  added.name_key = key = kith_text_name_key (added.name);
  added.audience = record->audience;
  added.stance = record->stance;
  added.do_not_contact = record->do_not_contact;
  added.town = or_null (record->town);
  added.organization = or_null (record->organization);
  added.language = or_null (record->language);
  added.notes = or_null (record->notes);
  added.import = import;
  if (!kith_person_add (self->store, &added, error))
    return FALSE;
  *person = added.id;
  self->changed = TRUE;
  kith_matching_know_name (self, key, added.id);
  if (fields_of (record) != 0)
    remember_told (self, added.id, fields_of (record));
  return put_id (self, added.id, record->id, space, import, error)
         && put_contacts (self, record, added.id, TRUE, import, &changed, error)
         && put_consents (self, record, added.id, TRUE, import, &changed, error);
}

/* A name that only stands in for one: an address, or the person's number. */
static gboolean
is_stand_in (const char *name, const KithRecord *record)
{
  if (name == NULL || *name == '\0' || g_str_equal (name, record->id))
    return TRUE;
  if (strchr (name, '@') != NULL && strchr (name, ' ') == NULL)
    return TRUE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* "J. Berg" for "Johanna Berg". */
static gboolean
is_abbreviated (const char *name, const char *than)
{
  const char *blank = strchr (name, ' ');
  const char *last = strrchr (name, ' ');
  const char *last_than = strrchr (than, ' ');

  return blank != NULL && last_than != NULL && strlen (name) < strlen (than)
         && (blank - name == 1 || (blank - name == 2 && name[1] == '.'))
         && g_ascii_tolower (*name) == g_ascii_tolower (*than) && g_ascii_strcasecmp (last, last_than) == 0;
}

/* Found by id and found by e-mail must be the same here: the second time, whoever was found by e-mail is found by id. */
static gboolean
is_better_name (const KithRecord *record, const KithPerson *person, KithMatchedBy by)
{
  if (*record->name == '\0' || g_strcmp0 (record->name, person->name) == 0 || is_stand_in (record->name, record))
    return FALSE;
  if (is_stand_in (person->name, record))
    return TRUE;
  return by != KITH_MATCHED_BY_NAME && !is_abbreviated (record->name, person->name);
}

static void
take_text (const char *new, char **old, guint field, guint may, guint *fields)
{
  if (*new != '\0' && (may & field) != 0 && g_strcmp0 (new, *old) != 0)
    {
      g_set_str (old, new);
      *fields |= field;
    }
}

gboolean
kith_matching_update (KithMatching *self, const KithRecord *record, const KithMatch *match, KithIdSpace *space,
                      gint64 import, gboolean *updated, GError **error)
{
  g_autoptr (KithPerson) person = NULL;
  guint told = fields_of (record);
  guint before = told_before (self, match->person);
  guint fields = 0, may;
  gboolean wrote = FALSE;

  *updated = FALSE;
  if (told != 0)
    {
      person = kith_person_get (self->store, match->person, error);
      if (person == NULL)
        return FALSE;
      may = KITH_FIELD_ALL & ~person->by_hand & ~before;
      if ((may & KITH_FIELD_NAME) != 0 && is_better_name (record, person, match->by))
        {
          g_set_str (&person->name, record->name);
          g_clear_pointer (&person->name_key, g_free);
          person->name_key = kith_text_name_key (record->name);
          kith_matching_know_name (self, person->name_key, person->id);
          fields |= KITH_FIELD_NAME;
          take_text (record->given, &person->given, KITH_FIELD_GIVEN, may, &fields);
          take_text (record->family, &person->family, KITH_FIELD_FAMILY, may, &fields);
        }
      if (person->given == NULL && person->family == NULL)
        {
          g_autofree char *key = kith_text_name_key (record->name);

          if (g_strcmp0 (key, person->name_key) == 0)
            {
              take_text (record->given, &person->given, KITH_FIELD_GIVEN, may, &fields);
              take_text (record->family, &person->family, KITH_FIELD_FAMILY, may, &fields);
            }
        }
      take_text (record->town, &person->town, KITH_FIELD_TOWN, may, &fields);
      take_text (record->organization, &person->organization, KITH_FIELD_ORGANIZATION, may, &fields);
      take_text (record->language, &person->language, KITH_FIELD_LANGUAGE, may, &fields);
      /* Notes are never lost: a new one goes below. */
      if (*record->notes != '\0' && (person->notes == NULL || strstr (person->notes, record->notes) == NULL))
        {
          char *notes = person->notes != NULL ? g_strdup_printf ("%s\n%s", person->notes, record->notes)
                                              : g_strdup (record->notes);

          g_free (person->notes);
          person->notes = notes;
          fields |= KITH_FIELD_NOTES;
        }
      if (record->audience >= 0 && (may & KITH_FIELD_AUDIENCE) != 0 && record->audience != person->audience)
        {
          person->audience = record->audience;
          fields |= KITH_FIELD_AUDIENCE;
        }
      if (record->stance != 0 && (may & KITH_FIELD_STANCE) != 0 && record->stance != person->stance)
        {
          person->stance = record->stance;
          fields |= KITH_FIELD_STANCE;
        }
      if (record->do_not_contact && !person->do_not_contact)
        {
          person->do_not_contact = TRUE;
          fields |= KITH_FIELD_DO_NOT_CONTACT;
        }
      if (fields != 0 && !kith_person_update (self->store, person, fields, FALSE, &wrote, error))
        return FALSE;
      remember_told (self, match->person, told);
    }
  if (!put_contacts (self, record, match->person, FALSE, import, &wrote, error)
      || !put_consents (self, record, match->person, FALSE, import, &wrote, error)
      || !put_id (self, match->person, record->id, space, import, error))
    return FALSE;
  *updated = wrote;
  self->changed = self->changed || wrote;
  return TRUE;
}
