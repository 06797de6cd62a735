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
sample_row_new (const KithCsvRow *row, guint width)
{
  KithSampleRow *made = g_new0 (KithSampleRow, 1);
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);

  made->number = row->number;
  made->n = MAX (row->n_cells, width);
  made->cells = g_new0 (char *, made->n + 1);
  for (guint i = 0; i < made->n; i++)
    {
      made->cells[i] = g_strdup (i < row->n_cells ? kith_value_clean (row->cells[i], owned) : "");
      made->filled += made->cells[i][0] != '\0';
    }
  return made;
}

/* The first rows that have something in them. */
static GPtrArray *
read_sample (KithTable *self, gboolean *whole, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (sample_row_free);
  g_autoptr (GError) broken = NULL;
  gsize size = 0;
  KithCsvRow row;

  *whole = FALSE;
  if (self->sheet->columns != NULL)
    {
      KithSampleRow *head = g_new0 (KithSampleRow, 1);

      head->n = head->filled = self->sheet->columns->len;
      head->cells = g_new0 (char *, head->n + 1);
      for (guint i = 0; i < head->n; i++)
        head->cells[i] = g_strdup (g_array_index (self->sheet->columns, KithSheetColumn, i).head);
      g_ptr_array_add (rows, head);
    }
  while (rows->len < SAMPLE_ROWS && size < SAMPLE_SIZE)
    {
      KithSampleRow *made;

      if (!kith_sheet_next (self->sheet, &row, NULL, &broken))
        {
          if (broken != NULL)
            {
              g_propagate_error (error, g_steal_pointer (&broken));
              return NULL;
            }
          *whole = TRUE;
          break;
        }
      made = sample_row_new (&row, self->sheet->rectangular ? self->sheet->n_columns : 0);
      for (guint i = 0; i < made->n; i++)
        size += strlen (made->cells[i]) + 1;
      if (made->filled > 0)
        g_ptr_array_add (rows, made);
      else
        sample_row_free (made);
    }
  return g_steal_pointer (&rows);
}

KithTable *
kith_table_new (KithSheet *sheet, const KithTableOptions *options, GError **error)
{
  g_autoptr (KithTable) self = g_new0 (KithTable, 1);
  g_autoptr (GPtrArray) rows = NULL;
  gboolean whole;

  self->sheet = sheet;
  self->name = g_strdup (sheet->name);
  self->format = sheet->format;
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->mapped = g_array_new (FALSE, FALSE, sizeof (KithTableField));
  self->owned = g_ptr_array_new_with_free_func (g_free);
  self->cells = g_ptr_array_new ();
  if (!kith_sheet_rewind (sheet, error))
    return NULL;
  rows = read_sample (self, &whole, error);
  if (rows == NULL)
    return NULL;
  if (rows->len == 0)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_EMPTY, _ ("“%s” has no rows."), self->name);
      return NULL;
    }
  for (guint i = 0; i < sheet->notes->len; i++)
    g_ptr_array_add (self->notes, g_strdup (sheet->notes->pdata[i]));
  if (sheet->charset != NULL && !g_str_equal (sheet->charset, "UTF-8"))
    g_ptr_array_add (self->notes, g_strdup_printf (
                                      /* Translators: a character set, as in "WINDOWS-1252" */
                                      _ ("The text was read as %s."), sheet->charset));
  if (!kith_recognize (self, rows, (const char *const *) sheet->hint, whole, options, error))
    return NULL;

  sheet->n_columns = self->n_columns;
  return kith_table_rewind (self, error) ? g_steal_pointer (&self) : NULL;
}

void
kith_table_free (KithTable *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_columns; i++)
    g_free (self->columns[i].head);
  g_free (self->columns);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->mapped, g_array_unref);
  g_clear_pointer (&self->owned, g_ptr_array_unref);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_free (self->heads_key);
  g_free (self->name);
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
  self->row_number = 0;
  return kith_sheet_rewind (self->sheet, error);
}

double
kith_table_get_fraction (const KithTable *self)
{
  return kith_sheet_get_fraction (self->sheet);
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

      if (!kith_sheet_next (self->sheet, &raw, cancellable, error))
        return FALSE;
      if (raw.n_cells == 0 || raw.number < self->first_row)
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
      if (i >= raw.n_cells || !(self->all_cells || is_used (self->columns[i].kind)))
        self->cells->pdata[i] = (gpointer) "";
      else
        self->cells->pdata[i] = kith_value_clean (raw.cells[i], self->owned);
    }
  if (raw.n_cells > self->n_columns)
    self->extra_cells = MAX (self->extra_cells, raw.n_cells - self->n_columns);
  self->identity
      = self->sheet->identity > 0 && self->sheet->identity < raw.n_cells ? raw.cells[self->sheet->identity] : NULL;
  row->number = raw.number;
  row->n_cells = self->n_columns;
  row->cells = (char **) self->cells->pdata;
  self->row_number = raw.number;
  return TRUE;
}
