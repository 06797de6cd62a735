/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-preview.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows looked through for samples and for how many there are. */
#define ROWS_MAX 5000
/* What is shown of one value, in characters. */
#define SAMPLE_MAX 60

static void
column_clear (gpointer data)
{
  KithPreviewColumn *column = data;

  g_free (column->head);
  for (guint i = 0; i < KITH_PREVIEW_SAMPLES; i++)
    g_free (column->samples[i]);
}

void
kith_preview_free (KithPreview *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->name);
  g_free (self->trouble);
  g_free (self->format);
  g_free (self->recognized_as);
  g_array_unref (self->columns);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

gboolean
kith_preview_is_unused (const KithPreview *self, const KithPreviewColumn *column)
{
  return column->kind == KITH_COLUMN_UNKNOWN && !column->sensitive && column->samples[0] != NULL
         && (self->kind == KITH_TABLE_PEOPLE || self->kind == KITH_TABLE_ATTENDANCE) && !self->is_matrix;
}

static KithPreview *
preview_new (const char *path, const char *name)
{
  KithPreview *self = g_new0 (KithPreview, 1);

  self->path = g_strdup (path);
  self->name = g_strdup (name);
  self->recognized_as = g_strdup ("");
  self->columns = g_array_new (FALSE, TRUE, sizeof (KithPreviewColumn));
  g_array_set_clear_func (self->columns, column_clear);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static char *
dup_sample (const char *cell)
{
  glong length = g_utf8_strlen (cell, -1);
  g_autofree char *cut = NULL;

  if (length <= SAMPLE_MAX)
    return g_strdup (cell);
  cut = g_utf8_substring (cell, 0, SAMPLE_MAX - 1);
  return g_strconcat (cut, "…", NULL);
}

static void
take_sample (KithPreviewColumn *column, const char *cell)
{
  guint n = 0;
  g_autofree char *sample = NULL;

  if (*cell == '\0' || column->samples[KITH_PREVIEW_SAMPLES - 1] != NULL)
    return;
  sample = dup_sample (cell);
  for (; column->samples[n] != NULL; n++)
    if (g_str_equal (column->samples[n], sample))
      return;
  column->samples[n] = g_steal_pointer (&sample);
}

static void
fill_columns (KithPreview *self, const KithTable *table)
{
  g_array_set_size (self->columns, table->n_columns);
  for (guint i = 0; i < table->n_columns; i++)
    {
      const KithColumn *column = &table->columns[i];
      KithPreviewColumn *shown = &g_array_index (self->columns, KithPreviewColumn, i);

      shown->head = g_strdup (column->head);
      shown->kind = column->kind;
      shown->side = column->side;
      shown->sensitive = column->kind == KITH_COLUMN_SENSITIVE || kith_head_is_sensitive (column->head);
      shown->dates = column->dates;
      shown->dates_open = column->dates_open;
      shown->values = column->values;
      self->n_fields += column->kind == KITH_COLUMN_FIELD;
    }
  for (guint i = 0; i < table->mapped->len; i++)
    g_array_index (self->columns, KithPreviewColumn, g_array_index (table->mapped, KithTableField, i).column).by_hand
        = TRUE;
}

static gboolean
is_plain_text (const KithTable *table)
{
  return g_str_equal (table->format, "csv") || g_str_equal (table->format, "tsv") || g_str_equal (table->format, "txt");
}

/* Samples, and how many rows there are: counted where the file ends before ROWS_MAX, else by how much of it they are. */
static gboolean
read_rows (KithPreview *self, KithTable *table, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) broken = NULL;
  double fraction;
  guint64 size = 0; /* of the rows read, about */
  KithCsvRow row;

  table->all_cells = TRUE;
  while (self->rows < ROWS_MAX && kith_table_next (table, &row, cancellable, &broken))
    {
      self->rows++;
      for (guint i = 0; i < row.n_cells; i++)
        {
          take_sample (&g_array_index (self->columns, KithPreviewColumn, i), row.cells[i]);
          size += strlen (row.cells[i]) + 1;
        }
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (broken != NULL)
    self->trouble = g_strdup (broken->message);
  self->rows_counted = self->rows < ROWS_MAX;
  /* How far a reader is tells little of small files, which it takes in whole pieces; the bytes of text do. */
  fraction = kith_table_get_fraction (table);
  if (!self->rows_counted && is_plain_text (table) && size > 0)
    self->rows = MAX (self->rows, (guint64) ((double) self->rows * table->sheet->file->size / size));
  else if (!self->rows_counted && fraction > 0 && fraction < 1)
    self->rows = (guint64) (self->rows / fraction);
  return TRUE;
}

static KithPreview *
read_sheet (KithStore *store, const char *path, KithSheet *sheet, const KithChoices *choices, GCancellable *cancellable,
            GError **error)
{
  g_autoptr (KithPreview) self = preview_new (path, sheet->name);
  g_autoptr (GError) broken = NULL;
  g_autoptr (KithTable) table = kith_choices_open (choices, store, path, sheet, TRUE, &self->remembered, &broken);

  if (table != NULL && !kith_table_settle_dates (table, cancellable, &broken))
    g_clear_pointer (&table, kith_table_free);
  self->continues = sheet->continues;
  if (table == NULL)
    {
      self->trouble = g_strdup (broken->message);
      return g_steal_pointer (&self);
    }
  self->format = g_strdup (table->format);
  g_set_str (&self->recognized_as, table->recognized);
  self->system = table->system;
  self->kind = table->kind;
  self->wish = table->wish.as;
  self->dates = table->wish.dates;
  self->is_fixed = sheet->columns != NULL;
  self->head_row = table->head_row;
  for (guint i = 0; i < table->notes->len; i++)
    g_ptr_array_add (self->notes, g_strdup (table->notes->pdata[i]));
  if (table->kind == KITH_TABLE_AUTO)
    self->trouble = g_strdup (_ ("No column looks like names, e-mail addresses or ids of people: say what is what."));
  fill_columns (self, table);
  self->is_matrix = table->shape != KITH_SHAPE_ROWS;
  if (!read_rows (self, table, cancellable, error))
    return NULL;
  for (guint i = 0; i < self->columns->len; i++)
    self->n_unused += kith_preview_is_unused (self, &g_array_index (self->columns, KithPreviewColumn, i));
  return g_steal_pointer (&self);
}

/* A file that cannot be read is one table with its trouble. */
static gboolean
read_file (KithStore *store, KithSource *source, const char *path, const KithChoices *choices, GPtrArray *previews,
           GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) broken = NULL;
  guint first = source->sheets->len;

  if (!kith_source_add_path (source, path, &broken))
    {
      g_autofree char *name = g_filename_display_basename (path);
      KithPreview *preview;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      preview = preview_new (path, name);
      preview->trouble = g_strdup (broken->message);
      g_ptr_array_add (previews, preview);
      g_ptr_array_set_size (source->sheets, first);
      return TRUE;
    }
  for (guint i = first; i < source->sheets->len; i++)
    {
      KithPreview *preview;

      if (kith_choices_leave_out (choices, path, source->sheets->pdata[i]))
        continue;
      preview = read_sheet (store, path, source->sheets->pdata[i], choices, cancellable, error);
      if (preview == NULL)
        return FALSE;
      g_ptr_array_add (previews, preview);
    }
  return TRUE;
}

GPtrArray *
kith_preview_read (KithStore *store, const char *const *paths, const KithChoices *choices, GCancellable *cancellable,
                   GError **error)
{
  static const KithChoices no_choices = { 0 };
  g_autoptr (KithSource) source = kith_source_new (cancellable);
  g_autoptr (GPtrArray) previews = g_ptr_array_new_with_free_func ((GDestroyNotify) kith_preview_free);

  for (; *paths != NULL; paths++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !read_file (store, source, *paths, choices != NULL ? choices : &no_choices, previews, cancellable, error))
      return NULL;
  return g_steal_pointer (&previews);
}
