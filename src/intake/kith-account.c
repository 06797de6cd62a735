/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The account: every row ends in one of its counts. */

#include "kith-intake-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TEXT_MAX 200
#define ROWS_A_STEP 2000

KithAccount *
kith_account_new (const KithTable *table, const char *path)
{
  KithAccount *self = g_new0 (KithAccount, 1);

  self->path = g_strdup (path);
  self->file = g_strdup (table->name);
  self->format = g_strdup (table->format);
  self->recognized_as = g_strdup (table->recognized);
  self->left_out = g_array_new (FALSE, FALSE, sizeof (KithAccountRow));
  self->asked_rows = g_array_new (FALSE, FALSE, sizeof (KithAccountRow));
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->sentences = g_string_chunk_new (1024);
  kith_account_add_table (self, table);
  return self;
}

void
kith_account_add_table (KithAccount *self, const KithTable *table)
{
  for (guint i = 0; i < table->notes->len; i++)
    if (!g_ptr_array_find_with_equal_func (self->notes, table->notes->pdata[i], g_str_equal, NULL))
      g_ptr_array_add (self->notes, g_strdup (table->notes->pdata[i]));
}

KithAccount *
kith_account_load (KithStore *store, gint64 id, GError **error)
{
  g_autoptr (KithImport) import = kith_import_get (store, id, error);
  g_autoptr (GPtrArray) rows
      = import != NULL ? kith_import_get_rows (store, id, 2 * KITH_ACCOUNT_ROWS_MAX, error) : NULL;
  KithAccount *self;

  if (rows == NULL)
    return NULL;
  self = g_new0 (KithAccount, 1);
  self->file = g_strdup (import->file);
  self->format = g_strdup (import->format);
  self->recognized_as = g_strdup (import->recognized_as != NULL ? import->recognized_as : "");
  self->name_space = g_strdup (import->source);
  self->import = id;
  self->rows = (guint64) import->rows;
  self->added = (guint64) import->added;
  self->updated = (guint64) import->updated;
  self->matched = (guint64) import->matched;
  self->asked = (guint64) import->asked;
  self->n_left_out = (guint64) import->left_out;
  self->people = (guint64) import->people;
  self->ties = (guint64) import->ties;
  self->events = (guint64) import->events;
  self->left_out = g_array_new (FALSE, FALSE, sizeof (KithAccountRow));
  self->asked_rows = g_array_new (FALSE, FALSE, sizeof (KithAccountRow));
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->sentences = g_string_chunk_new (1024);
  for (guint i = 0; i < rows->len; i++)
    {
      const KithImportRow *row = rows->pdata[i];
      const KithAccountRow kept
          = { .row = (guint64) row->row, .reason = g_string_chunk_insert_const (self->sentences, row->reason) };

      g_array_append_val (row->outcome == KITH_ROW_ASKED ? self->asked_rows : self->left_out, kept);
    }
  return self;
}

void
kith_account_free (KithAccount *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->file);
  g_free (self->format);
  g_free (self->recognized_as);
  g_free (self->name_space);
  g_array_unref (self->left_out);
  g_array_unref (self->asked_rows);
  g_ptr_array_unref (self->notes);
  g_string_chunk_free (self->sentences);
  g_free (self);
}

void
kith_account_note (KithAccount *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->notes, g_strdup_vprintf (format, args));
  va_end (args);
}

/* The row as it stood, for whoever wants to mend it; cut at a character. */
static char *
dup_text (const KithCsvRow *row)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < row->n_cells && text->len <= TEXT_MAX; i++)
    if (row->cells[i][0] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", row->cells[i]);
  if (text->len > TEXT_MAX)
    {
      const char *end = g_utf8_find_prev_char (text->str, text->str + TEXT_MAX);

      g_string_truncate (text, end != NULL ? (gsize) (end - text->str) : 0);
      g_string_append (text, "…");
    }
  return g_string_free_and_steal (text);
}

static gboolean
keep_row (KithIntake *intake, KithIncoming *file, GArray *rows, const KithCsvRow *row, KithRowOutcome outcome,
          const char *reason, GError **error)
{
  KithAccountRow kept = { .row = row->number };
  g_autofree char *text = NULL;
  KithImportRow stored
      = { .import = file->account->import, .row = row->number, .outcome = outcome, .reason = (char *) reason };

  if (rows->len >= KITH_ACCOUNT_ROWS_MAX)
    return TRUE;
  kept.reason = g_string_chunk_insert_const (file->account->sentences, reason);
  g_array_append_val (rows, kept);
  /* Of a mail there is nothing to mend, and what it says of people would stay when they go. */
  stored.text = text = file->table->sheet->log ? NULL : dup_text (row);
  return kith_import_row_add (intake->store, &stored, error);
}

gboolean
kith_incoming_leave_out (KithIntake *intake, KithIncoming *file, const KithCsvRow *row, const char *reason,
                         GError **error)
{
  file->account->n_left_out++;
  return keep_row (intake, file, file->account->left_out, row, KITH_ROW_LEFT_OUT, reason, error);
}

gboolean
kith_incoming_ask (KithIntake *intake, KithIncoming *file, const KithCsvRow *row, const char *question, GError **error)
{
  file->account->asked++;
  return keep_row (intake, file, file->account->asked_rows, row, KITH_ROW_ASKED, question, error);
}

void
kith_incoming_count (KithIncoming *file, KithRowResult result)
{
  switch (result)
    {
    case KITH_ROW_IS_ADDED:
      file->account->added++;
      break;
    case KITH_ROW_IS_UPDATED:
      file->account->updated++;
      break;
    default:
      file->account->matched++;
    }
}

gboolean
kith_incoming_next (KithIntake *intake, KithIncoming *file, KithCsvRow *row, GError **error)
{
  if (!kith_table_next (file->table, row, intake->cancellable, error))
    return FALSE;
  file->account->rows++;
  if (++file->step >= ROWS_A_STEP)
    {
      file->step = 0;
      kith_progress_step (intake->progress, NULL, kith_table_get_fraction (file->table));
      if (g_cancellable_set_error_if_cancelled (intake->cancellable, error))
        return FALSE;
    }
  return TRUE;
}
