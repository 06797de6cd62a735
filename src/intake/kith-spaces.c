/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whose ids are these? Number 12 of one system is never number 12 of another, but a newer export, and the ties that go with a list
 * of people, are of the same. */

#include "kith-intake-private.h"
#include "kith-name.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Enough rows to see whether names under the same ids agree. */
#define NAMES_LOOKED_AT 300

/* How the ids of a file lie in one namespace. */
typedef struct
{
  guint inside;
  guint names, agree; /* of rows that name a person whose id is inside */
} Overlap;

static gboolean
has_ids (const KithTable *table)
{
  int key = kith_table_find (table, KITH_COLUMN_PERSON_KEY, 0);

  if (table->kind == KITH_TABLE_NAMES)
    return FALSE;
  /* In the export of a system names are names, and no ids of its own. */
  if (table->system != NULL && key >= 0 && table->columns[key].keys == KITH_KEYS_NAME)
    return FALSE;
  if (table->shape != KITH_SHAPE_ROWS)
    return TRUE;
  for (guint i = 0; i < table->n_columns; i++)
    if ((table->columns[i].kind == KITH_COLUMN_PERSON_ID || table->columns[i].kind == KITH_COLUMN_PERSON_KEY)
        && table->columns[i].keys != KITH_KEYS_EMAIL
        && (table->columns[i].kind == KITH_COLUMN_PERSON_ID || table->kind != KITH_TABLE_PEOPLE
            || table->columns[i].keys == KITH_KEYS_ID))
      return TRUE;
  return FALSE;
}

/* Ids that are numbers from the start count anything; codes and names are hardly the same by chance. */
static gboolean
is_telling (const char *id)
{
  return strlen (id) > 7 || strpbrk (id, "0123456789") == NULL || strspn (id, "0123456789") < strlen (id);
}

static void
look_at_id (KithIntake *intake, const char *id, const char *name, KithKeyTable *seen, Overlap *overlaps, guint *telling,
            guint *looked_at)
{
  gboolean is_new;

  kith_key_table_put (seen, id, 0, &is_new);
  if (!is_new)
    return;
  *telling += is_telling (id);
  for (guint i = 0; i < intake->matching->spaces->len; i++)
    {
      const KithIdSpace *space = intake->matching->spaces->pdata[i];
      gint64 person;

      if (!kith_key_table_find (space->ids, id, &person))
        continue;
      overlaps[i].inside++;
      if (name != NULL && *name != '\0' && overlaps[i].names < NAMES_LOOKED_AT)
        {
          g_autoptr (KithPerson) known = kith_person_get (intake->store, person, NULL);
          g_autofree char *key = kith_text_name_key (name);
          g_autofree char *given = kith_dup_given_name (intake->record.given, name);
          g_autofree char *known_given
              = known != NULL ? kith_dup_given_name (known->given, known->name) : g_strdup ("");

          overlaps[i].names++;
          ++*looked_at;
          overlaps[i].agree += known == NULL || known->name == NULL || g_str_equal (known->name, id)
                               || strchr (known->name, '@') != NULL
                               || (known->name_key != NULL && g_str_equal (known->name_key, key))
                               || kith_given_names_fit (known_given, given);
        }
    }
}

/* Goes through the whole file once, only for its ids. */
static gboolean
look_at_ids (KithIntake *intake, KithTable *table, KithKeyTable *seen, Overlap *overlaps, guint *telling,
             GError **error)
{
  g_autoptr (GError) broken = NULL;
  KithCsvRow row;
  guint looked_at = 0;

  if (table->shape == KITH_SHAPE_SQUARE)
    for (guint i = 0; i < table->n_columns; i++)
      if (table->columns[i].kind == KITH_COLUMN_MEMBERSHIP)
        look_at_id (intake, table->columns[i].head, NULL, seen, overlaps, telling, &looked_at);
  while (kith_table_next (table, &row, intake->cancellable, &broken))
    {
      const char *name = NULL;

      if (table->kind == KITH_TABLE_PEOPLE && looked_at < 50 * NAMES_LOOKED_AT)
        {
          kith_record_read (&intake->record, table, &row, 0);
          name = intake->record.name;
        }
      for (guint i = 0; i < table->n_columns; i++)
        if ((table->columns[i].kind == KITH_COLUMN_PERSON_ID || table->columns[i].kind == KITH_COLUMN_PERSON_KEY)
            && *row.cells[i] != '\0')
          look_at_id (intake, row.cells[i], name, seen, overlaps, telling, &looked_at);
    }
  if (broken != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&broken));
      return FALSE;
    }
  return kith_table_rewind (table, error);
}

static KithIdSpace *
make_space (KithIntake *intake, const char *name)
{
  g_autofree char *free_name = g_strdup (name);

  for (guint i = 2; kith_matching_find_space (intake->matching, free_name) != NULL; i++)
    {
      g_free (free_name);
      free_name = g_strdup_printf ("%s (%u)", name, i);
    }
  return kith_matching_add_space (intake->matching, free_name);
}

static KithIdSpace *
get_space (KithIntake *intake, const char *name)
{
  KithIdSpace *space = kith_matching_find_space (intake->matching, name);

  return space != NULL ? space : kith_matching_add_space (intake->matching, name);
}

/* Names under the same ids say whether they are the same people's. */
static gboolean
names_agree (const Overlap *overlap)
{
  return overlap->names == 0 || 10 * overlap->agree >= 7 * overlap->names;
}

/* The namespace that holds nearly all ids: one of this import before others, then the one they fill most of. */
static int
find_holding (KithIntake *intake, const KithTable *table, guint n, const Overlap *overlaps)
{
  int best = -1;
  double best_filled = 0;

  for (guint i = 0; i < intake->matching->spaces->len; i++)
    {
      const KithIdSpace *space = intake->matching->spaces->pdata[i];
      double filled;

      if (n == 0 || !names_agree (&overlaps[i]))
        continue;
      /* Or the other way about: a list of people that has all who are in the ties, and some whom nobody is tied to. */
      if (overlaps[i].inside * 20.0 < n * 19.0
          && (table->kind != KITH_TABLE_PEOPLE || overlaps[i].inside * 2 < n
              || overlaps[i].inside * 20.0 < kith_key_table_get_size (space->ids) * 19.0))
        continue;
      /* A list of people with names of their own joins only where there are names to agree with, or nothing but ids. */
      if (table->kind == KITH_TABLE_PEOPLE && overlaps[i].names > 0 && overlaps[i].agree == 0)
        continue;
      filled = (double) overlaps[i].inside / MAX (kith_key_table_get_size (space->ids), 1);
      if (table->kind == KITH_TABLE_PEOPLE && overlaps[i].names == 0 && filled < 0.5)
        continue;
      filled += space->in_run ? 1 : 0;
      if (filled > best_filled)
        {
          best = (int) i;
          best_filled = filled;
        }
    }
  return best;
}

/* Whether a file with the heads of an earlier one is a newer form of it, and not another system's that is made the same way. */
static gboolean
is_newer_form (KithIntake *intake, const char *source, guint n, const Overlap *overlaps, guint telling)
{
  for (guint i = 0; i < intake->matching->spaces->len; i++)
    {
      const KithIdSpace *space = intake->matching->spaces->pdata[i];

      if (!g_str_equal (space->name, source))
        continue;
      if (!names_agree (&overlaps[i]))
        return FALSE;
      /* Nothing but small numbers are the same people only where most of them are known. */
      return overlaps[i].names > 0 || 2 * telling >= n || overlaps[i].inside == 0 || 2 * overlaps[i].inside >= n;
    }
  return FALSE;
}

/* The same bytes are the same file, under whatever name; tables in it that do not belong together are told apart. */
static char *
dup_content_key (const KithTable *table)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *buffer = g_malloc (64 << 10);
  const KithFile *file = table->sheet->file;
  guint64 at = 0;
  gssize n;

  while ((n = kith_file_read (file, at, buffer, 64 << 10, NULL)) > 0)
    {
      g_checksum_update (checksum, buffer, n);
      at += n;
    }
  return g_strconcat ("file:", g_checksum_get_string (checksum),
                      g_str_has_prefix (table->name, file->name) ? table->name + strlen (file->name) : "", NULL);
}

/* What the person said of the columns is remembered with the heads, whether the table has ids or not (kith-intake.c). */
static gboolean
remember (KithIntake *intake, KithIncoming *file, const char *content, GError **error)
{
  g_autofree char *text = kith_choices_dup_text (file->table);

  return (content == NULL
          || kith_mapping_remember (intake->store, content, file->table->recognized, file->space->name, "", error))
         && (file->table->heads_key == NULL
             || kith_mapping_remember (intake->store, file->table->heads_key, file->table->recognized,
                                       file->space->name, text != NULL ? text : "", error));
}

/* The namespace remembered under a key; NULL where there is none, or none any more. */
static gboolean
recall (KithIntake *intake, const char *key, KithIdSpace **space, GError **error)
{
  g_autofree char *source = NULL;
  gboolean found = FALSE;

  *space = NULL;
  if (key == NULL)
    return TRUE;
  if (!kith_mapping_recall (intake->store, key, &found, NULL, &source, NULL, error))
    return FALSE;
  if (found && source != NULL)
    *space = kith_matching_find_space (intake->matching, source);
  return TRUE;
}

gboolean
kith_incoming_choose_space (KithIntake *intake, KithIncoming *file, GError **error)
{
  KithTable *table = file->table;
  const KithSystem *system = table->system;
  g_autoptr (KithKeyTable) seen = NULL;
  g_autofree Overlap *overlaps = NULL;
  g_autofree char *content = NULL;
  KithIdSpace *known = NULL;
  guint telling = 0, n;
  int holding;

  if (!has_ids (table))
    return TRUE;
  content = dup_content_key (table);
  if (intake->options->source != NULL && *intake->options->source != '\0')
    {
      file->space = get_space (intake, intake->options->source);
      file->space->in_run = TRUE;
      return remember (intake, file, content, error);
    }
  if (system != NULL
      && (table->kind == KITH_TABLE_PEOPLE || kith_matching_find_space (intake->matching, system->name) != NULL))
    {
      file->space = get_space (intake, system->name);
      file->space->in_run = TRUE;
      return TRUE;
    }
  if (!recall (intake, content, &file->space, error))
    return FALSE;
  if (file->space != NULL)
    {
      file->space->in_run = TRUE;
      return TRUE;
    }
  if (intake->matching->spaces->len == 0)
    {
      file->space = make_space (intake, system != NULL ? system->name : table->name);
      return remember (intake, file, content, error);
    }

  seen = kith_key_table_new ();
  overlaps = g_new0 (Overlap, intake->matching->spaces->len);
  if (!look_at_ids (intake, table, seen, overlaps, &telling, error))
    return FALSE;
  n = kith_key_table_get_size (seen);
  if (!recall (intake, table->heads_key, &known, error))
    return FALSE;
  if (known != NULL && is_newer_form (intake, known->name, n, overlaps, telling))
    {
      file->space = known;
      if (!g_str_equal (known->name, table->name))
        kith_account_note (file->account,
                           _ ("Its heads are those of an earlier file, so its ids were taken as those of “%s”."),
                           known->name);
    }
  holding = file->space == NULL ? find_holding (intake, table, n, overlaps) : -1;
  if (holding >= 0)
    {
      file->space = intake->matching->spaces->pdata[holding];
      kith_account_note (file->account,
                         /* Translators: a share of the ids in a file (a number), and where they come from */
                         _ ("%d%% of its ids are known from “%s”, so they were taken as those."),
                         (int) (100.0 * overlaps[holding].inside / n), file->space->name);
    }
  if (file->space == NULL)
    file->space = make_space (intake, system != NULL ? system->name : table->name);
  file->space->in_run = TRUE;
  return remember (intake, file, content, error);
}
