/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-social.h"

#include "kith-error.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char *id, *name, *handle, *email; /* all but the id may be NULL */
  gboolean silent;
} Person;

struct _KithSocial
{
  KithFile *file;
  const char *format;
  const KithSystem *system;
  GHashTable *index; /* id → Person */
  GPtrArray *people; /* Person, as they came */
  KithSheet *members, *ties, *contacts;
  guint64 number; /* of what was told, for rows */
  GPtrArray *notes;
};

static void
person_free (Person *person)
{
  g_free (person->id);
  g_free (person->name);
  g_free (person->handle);
  g_free (person->email);
  g_free (person);
}

static KithSheet *
sheet_new (KithSocial *self, KithTableKind as)
{
  KithSheet *sheet = kith_sheet_new (self->file, self->format, as);

  sheet->system = self->system;
  sheet->recognized = self->system->what;
  sheet->anonymous = TRUE;
  sheet->continues = as != KITH_TABLE_PEOPLE;
  return sheet;
}

KithSocial *
kith_social_new (KithFile *file, const char *format, const KithSystem *system)
{
  KithSocial *self = g_new0 (KithSocial, 1);

  self->file = kith_file_ref (file);
  self->format = format;
  self->system = system;
  self->index = g_hash_table_new (g_str_hash, g_str_equal);
  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) person_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);

  self->members = sheet_new (self, KITH_TABLE_ATTENDANCE);
  kith_sheet_add_column (self->members, "id", KITH_COLUMN_PERSON_ID, 0);
  kith_sheet_add_column (self->members, "group", KITH_COLUMN_GROUP_NAME, 0);

  self->ties = sheet_new (self, KITH_TABLE_TIES);
  kith_sheet_add_column (self->ties, "from", KITH_COLUMN_PERSON_ID, 0);
  kith_sheet_add_column (self->ties, "to", KITH_COLUMN_PERSON_ID, 1);
  kith_sheet_add_column (self->ties, "kind", KITH_COLUMN_TIE_KIND, 0);

  self->contacts = sheet_new (self, KITH_TABLE_TIES);
  kith_sheet_add_column (self->contacts, "from", KITH_COLUMN_PERSON_ID, 0);
  kith_sheet_add_column (self->contacts, "to", KITH_COLUMN_PERSON_ID, 1);
  kith_sheet_add_column (self->contacts, "kind", KITH_COLUMN_TIE_KIND, 0);
  kith_sheet_add_column (self->contacts, "date", KITH_COLUMN_TIE_DATE, 0);
  self->contacts->identity = kith_sheet_add_column (self->contacts, "contact", KITH_COLUMN_LEFT_OUT, 0);
  self->contacts->log = TRUE;
  return self;
}

void
kith_social_free (KithSocial *self)
{
  if (self == NULL)
    return;
  kith_file_unref (self->file);
  g_hash_table_unref (self->index);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->notes);
  kith_sheet_free (self->members);
  kith_sheet_free (self->ties);
  kith_sheet_free (self->contacts);
  g_free (self);
}

static void
fill_in (char **field, const char *text)
{
  if (*field == NULL && text != NULL && *text != '\0')
    *field = g_strdup (text);
}

void
kith_social_put_person (KithSocial *self, const char *id, const char *name, const char *handle, const char *email,
                        gboolean silent)
{
  Person *person = g_hash_table_lookup (self->index, id);

  if (person == NULL)
    {
      person = g_new0 (Person, 1);
      person->id = g_strdup (id);
      person->silent = silent;
      g_hash_table_insert (self->index, person->id, person);
      g_ptr_array_add (self->people, person);
    }
  fill_in (&person->name, name);
  fill_in (&person->handle, handle);
  fill_in (&person->email, email);
}

gboolean
kith_social_has_person (const KithSocial *self, const char *id)
{
  return g_hash_table_contains (self->index, id);
}

/* Whether there is such a person, who comes in from now on. */
static gboolean
wake (KithSocial *self, const char *id)
{
  Person *person = id != NULL ? g_hash_table_lookup (self->index, id) : NULL;

  if (person != NULL)
    person->silent = FALSE;
  return person != NULL;
}

static gboolean
are_two (KithSocial *self, const char *from, const char *to)
{
  return from != NULL && to != NULL && !g_str_equal (from, to) && kith_social_has_person (self, from) && wake (self, to)
         && wake (self, from);
}

gboolean
kith_social_add_contact (KithSocial *self, const char *from, const char *to, const char *kind, gint64 time,
                         const char *what, GError **error)
{
  char date[32] = "", contact[17];
  const char *cells[] = { from, to, kind, date, contact };
  g_autofree char *text = NULL;

  if (!are_two (self, from, to))
    return TRUE;
  if (time > 0)
    g_snprintf (date, sizeof date, "%" G_GINT64_FORMAT, time);
  text = g_strjoin ("\n", self->system->name, from, to, kind, what, NULL);
  g_snprintf (contact, sizeof contact, "%016" G_GINT64_MODIFIER "x", kith_text_digest (text, strlen (text)));
  return kith_sheet_add_row (self->contacts, ++self->number, cells, G_N_ELEMENTS (cells), error);
}

gboolean
kith_social_add_tie (KithSocial *self, const char *from, const char *to, const char *kind, GError **error)
{
  const char *cells[] = { from, to, kind };

  return !are_two (self, from, to)
         || kith_sheet_add_row (self->ties, ++self->number, cells, G_N_ELEMENTS (cells), error);
}

gboolean
kith_social_add_member (KithSocial *self, const char *id, const char *group, GError **error)
{
  const char *cells[] = { id, group };

  return !wake (self, id) || kith_sheet_add_row (self->members, ++self->number, cells, G_N_ELEMENTS (cells), error);
}

void
kith_social_note (KithSocial *self, char *note)
{
  g_ptr_array_add (self->notes, note);
}

static gboolean
add_people (KithSocial *self, KithSheet *sheet, GError **error)
{
  guint64 number = 0;

  kith_sheet_add_column (sheet, "id", KITH_COLUMN_PERSON_ID, 0);
  kith_sheet_add_column (sheet, "name", KITH_COLUMN_PERSON_NAME, 0);
  kith_sheet_add_column (sheet, "handle", KITH_COLUMN_HANDLE, 0);
  kith_sheet_add_column (sheet, "email", KITH_COLUMN_EMAIL, 0);
  for (guint i = 0; i < self->people->len; i++)
    {
      const Person *person = self->people->pdata[i];
      const char *cells[] = { person->id, person->name, person->handle, person->email };

      if (!person->silent && !kith_sheet_add_row (sheet, ++number, cells, G_N_ELEMENTS (cells), error))
        return FALSE;
    }
  return TRUE;
}

/* A sheet without rows is none. */
static void
hand_over (KithSource *source, KithSheet **sheet)
{
  if ((*sheet)->held > 0)
    kith_source_add (source, g_steal_pointer (sheet));
}

gboolean
kith_social_finish (KithSocial *self, KithSource *source, GError **error)
{
  g_autoptr (KithSheet) people = sheet_new (self, KITH_TABLE_PEOPLE);

  if (!add_people (self, people, error))
    return FALSE;
  if (people->held == 0)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_EMPTY, _ ("“%s” holds no people."), self->file->name);
      return FALSE;
    }
  for (guint i = 0; i < self->notes->len; i++)
    kith_sheet_note (people, "%s", (const char *) self->notes->pdata[i]);
  hand_over (source, &people);
  hand_over (source, &self->members);
  hand_over (source, &self->ties);
  hand_over (source, &self->contacts);
  return TRUE;
}
