/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-table.h"

#include "kith-error.h"
#include "kith-recognize.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SAMPLE_SIZE (512 << 10)
#define SAMPLE_ROWS 2000

static void
sample_row_free (gpointer data)
{
  KithSampleRow *row = data;

  g_strfreev (row->cells);
  g_free (row);
}

static KithSampleRow *
sample_row_new (const KithCsvRow *row)
{
  KithSampleRow *made = g_new0 (KithSampleRow, 1);
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);

  made->number = row->number;
  made->n = row->n_cells;
  made->cells = g_new0 (char *, row->n_cells + 1);
  for (guint i = 0; i < row->n_cells; i++)
    {
      made->cells[i] = g_strdup (kith_value_clean (row->cells[i], owned));
      made->filled += made->cells[i][0] != '\0';
    }
  return made;
}

/* Reads the first rows; what the input gave for it stays in @text for the reader that follows. */
static GPtrArray *
read_sample (KithTable *self, GString *text, gboolean *whole, char ***hint, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (sample_row_free);
  g_autoptr (KithCsv) csv = NULL;
  KithCsvRow row;
  gboolean from_file;

  *whole = FALSE;
  g_string_set_size (text, SAMPLE_SIZE);
  g_string_set_size (text, 0);
  while (text->len < SAMPLE_SIZE)
    {
      gssize n = kith_input_read (self->input, text->str + text->len, SAMPLE_SIZE - text->len, NULL, error);

      if (n < 0)
        return NULL;
      if (n == 0)
        {
          *whole = TRUE;
          break;
        }
      text->len += n;
    }
  text->str[text->len] = '\0';
  if (memchr (text->str, 0, text->len) != NULL)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_A_TABLE,
                   _ ("“%s” holds zero bytes, so it is not a table of text, or it is damaged: export it again as CSV."),
                   self->name);
      return NULL;
    }
  kith_csv_sniff (text->str, text->len, *whole, &self->dialect);

  /* A first line longer than the sample: the reader says whether that is still a row. */
  from_file = !*whole && memchr (text->str, '\n', text->len) == NULL && memchr (text->str, '\r', text->len) == NULL;
  csv = kith_csv_new (from_file ? self->input : NULL, text->str, text->len, &self->dialect);
  while (rows->len < (from_file ? 10 : SAMPLE_ROWS))
    {
      g_autoptr (GError) broken = NULL;

      if (!kith_csv_next (csv, &row, NULL, &broken))
        {
          if (broken != NULL && broken->code != KITH_ERROR_TOO_LARGE)
            {
              g_propagate_error (error, g_steal_pointer (&broken));
              return NULL;
            }
          if (broken != NULL)
            {
              g_set_error (error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
                           _ ("“%s” has rows longer than any table of people has: export it again as CSV."),
                           self->name);
              return NULL;
            }
          break;
        }
      if (row.n_cells == 0)
        continue;
      if (self->dialect.comment != '\0' && row.cells[0][0] == self->dialect.comment)
        continue;
      KithSampleRow *made = sample_row_new (&row);
      if (made->filled > 0)
        g_ptr_array_add (rows, made);
      else
        sample_row_free (made);
    }
  /* The last row may be cut. */
  if (!*whole && !from_file && rows->len > 1 && rows->len < SAMPLE_ROWS)
    g_ptr_array_set_size (rows, rows->len - 1);

  if (self->dialect.comment != '\0')
    {
      const char *end = text->str + text->len;
      const char *last = NULL;

      for (const char *p = text->str; p < end && *p == self->dialect.comment;)
        {
          const char *next = memchr (p, '\n', end - p);

          last = p + 1;
          p = next != NULL ? next + 1 : end;
        }
      if (last != NULL)
        {
          const char *next = memchr (last, '\n', end - last);
          g_autofree char *line = g_strndup (last, (next != NULL ? next : end) - last);
          char delimiter[2] = { self->dialect.delimiter, '\0' };

          *hint = g_strsplit (g_strstrip (line), delimiter, -1);
        }
    }
  return g_steal_pointer (&rows);
}

KithTable *
kith_table_open (const char *path, const KithTableOptions *options, GError **error)
{
  g_autoptr (KithTable) self = g_new0 (KithTable, 1);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) rows = NULL;
  g_auto (GStrv) hint = NULL;
  gboolean whole;
  gboolean packed;

  self->path = g_strdup (path);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->owned = g_ptr_array_new_with_free_func (g_free);
  self->cells = g_ptr_array_new ();
  self->input = kith_input_open (path, error);
  if (self->input == NULL)
    return NULL;
  self->name = g_strdup (kith_input_get_name (self->input));
  packed = kith_input_is_gzip (self->input);

  rows = read_sample (self, text, &whole, &hint, error);
  if (rows == NULL)
    return NULL;
  if (rows->len == 0)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_EMPTY, _ ("“%s” has no rows."), self->name);
      return NULL;
    }
  switch (self->dialect.delimiter)
    {
    case '\t':
      self->format = packed ? "tsv.gz" : "tsv";
      break;
    case ' ':
      self->format = packed ? "txt.gz" : "txt";
      break;
    default:
      self->format = packed ? "csv.gz" : "csv";
    }
  if (!g_str_equal (kith_input_get_charset (self->input), "UTF-8"))
    g_ptr_array_add (self->notes, g_strdup_printf (
                                      /* Translators: a character set, as in "WINDOWS-1252" */
                                      _ ("The text was read as %s."), kith_input_get_charset (self->input)));
  if (!kith_recognize (self, rows, (const char *const *) hint, whole, options, error))
    return NULL;

  self->dialect.columns = self->n_columns;
  if (!kith_table_rewind (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
kith_table_free (KithTable *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_columns; i++)
    g_free (self->columns[i].head);
  g_free (self->columns);
  g_clear_pointer (&self->csv, kith_csv_free);
  g_clear_pointer (&self->input, kith_input_free);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->owned, g_ptr_array_unref);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_free (self->heads_key);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

int
kith_table_find (const KithTable *self, KithColumnKind kind, guint side)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].kind == kind && self->columns[i].side == side)
      return (int) i;
  return -1;
}

gboolean
kith_table_rewind (KithTable *self, GError **error)
{
  g_clear_pointer (&self->csv, kith_csv_free);
  g_clear_pointer (&self->input, kith_input_free);
  self->input = kith_input_open (self->path, error);
  if (self->input == NULL)
    return FALSE;
  self->row_number = 0;
  self->csv = kith_csv_new (self->input, "", 0, &self->dialect);
  return TRUE;
}

double
kith_table_get_fraction (const KithTable *self)
{
  return self->input != NULL ? kith_input_get_fraction (self->input) : 1;
}

static gboolean
is_used (KithColumnKind kind)
{
  return kind != KITH_COLUMN_UNKNOWN && kind != KITH_COLUMN_LEFT_OUT && kind != KITH_COLUMN_SENSITIVE;
}

gboolean
kith_table_next (KithTable *self, KithCsvRow *row, GCancellable *cancellable, GError **error)
{
  KithCsvRow raw;

  if (self->owned->len > 0)
    g_ptr_array_set_size (self->owned, 0);
  for (;;)
    {
      gboolean empty = TRUE;

      if (!kith_csv_next (self->csv, &raw, cancellable, error))
        return FALSE;
      if (raw.n_cells == 0 || raw.number < self->first_row
          || (self->dialect.comment != '\0' && raw.cells[0][0] == self->dialect.comment))
        continue;
      /* A row of nothing but delimiters is blank too. */
      for (guint i = 0; i < raw.n_cells && empty; i++)
        for (const char *p = raw.cells[i]; *p != '\0' && empty; p++)
          empty = *p == ' ' || *p == '\t';
      if (!empty)
        break;
    }

  g_ptr_array_set_size (self->cells, self->n_columns);
  for (guint i = 0; i < self->n_columns; i++)
    {
      if (i >= raw.n_cells || !is_used (self->columns[i].kind))
        self->cells->pdata[i] = (gpointer) "";
      else
        self->cells->pdata[i] = kith_value_clean (raw.cells[i], self->owned);
    }
  if (raw.n_cells > self->n_columns)
    self->extra_cells = MAX (self->extra_cells, raw.n_cells - self->n_columns);
  row->number = raw.number;
  row->n_cells = self->n_columns;
  row->cells = (char **) self->cells->pdata;
  self->row_number = raw.number;
  return TRUE;
}
