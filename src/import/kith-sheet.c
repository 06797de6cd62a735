/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows that are held lie one behind the other in large pieces: the number, then the cells as texts with a zero behind each. */

#include "kith-sheet.h"

#include "kith-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK_SIZE (1 << 20)

typedef struct
{
  gsize size, used;
  char bytes[];
} Chunk;

/* --- rows that are held --- */

gboolean
kith_sheet_next_held (KithSheet *self, KithCsvRow *row, GCancellable *cancellable, GError **error)
{
  const Chunk *chunk;
  const char *p;
  gsize length;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  while (self->chunk < self->chunks->len && self->at >= ((Chunk *) self->chunks->pdata[self->chunk])->used)
    {
      self->chunk++;
      self->at = 0;
    }
  if (self->chunk >= self->chunks->len)
    return FALSE;
  chunk = self->chunks->pdata[self->chunk];
  p = chunk->bytes + self->at;
  memcpy (&row->number, p, sizeof row->number);
  memcpy (&length, p + sizeof row->number, sizeof length);
  p += sizeof row->number + sizeof length;
  /* Those who read cells may change them. */
  g_string_truncate (self->row, 0);
  g_string_append_len (self->row, p, length);
  g_ptr_array_set_size (self->cells, 0);
  for (char *cell = self->row->str; cell < self->row->str + length; cell += strlen (cell) + 1)
    g_ptr_array_add (self->cells, cell);
  row->n_cells = self->cells->len;
  row->cells = (char **) self->cells->pdata;
  self->at += sizeof row->number + sizeof length + length;
  return TRUE;
}

gboolean
kith_sheet_rewind_held (KithSheet *self, GError **error)
{
  self->chunk = 0;
  self->at = 0;
  return TRUE;
}

static double
get_fraction_held (KithSheet *self)
{
  return self->chunks->len > 0 ? (double) self->chunk / self->chunks->len : 1;
}

static void
free_held (KithSheet *self)
{
  g_free (self);
}

static const KithSheetClass held_class = {
  .next = kith_sheet_next_held,
  .rewind = kith_sheet_rewind_held,
  .get_fraction = get_fraction_held,
  .free = free_held,
};

KithSheet *
kith_sheet_new (KithFile *file, const char *format, KithTableKind as)
{
  KithSheet *self = g_new0 (KithSheet, 1);

  kith_sheet_init (self, NULL, file, format, file->name);
  self->as = as;
  return self;
}

guint
kith_sheet_add_column (KithSheet *self, const char *head, KithColumnKind kind, guint side)
{
  const KithSheetColumn column = { .head = g_intern_string (head), .kind = kind, .side = side };

  if (self->columns == NULL)
    self->columns = g_array_new (FALSE, FALSE, sizeof (KithSheetColumn));
  g_array_append_val (self->columns, column);
  return self->columns->len - 1;
}

gboolean
kith_sheet_add_row (KithSheet *self, guint64 number, const char *const *cells, guint n, GError **error)
{
  Chunk *chunk = self->chunks->len > 0 ? self->chunks->pdata[self->chunks->len - 1] : NULL;
  gsize length = 0, whole;
  char *p;

  for (guint i = 0; i < n; i++)
    length += (cells[i] != NULL ? strlen (cells[i]) : 0) + 1;
  whole = sizeof number + sizeof length + length;
  if (self->held + whole > KITH_SHEET_HELD_MAX)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
                   /* Translators: a file, and a number of megabytes */
                   _ ("“%s” holds more than %d megabytes of people and ties: split it, and import the parts."),
                   self->file->name, KITH_SHEET_HELD_MAX >> 20);
      return FALSE;
    }
  if (chunk == NULL || chunk->size - chunk->used < whole)
    {
      gsize size = MAX (whole, self->chunks->len == 0 ? 4096 : CHUNK_SIZE);

      chunk = g_malloc (sizeof (Chunk) + size);
      chunk->size = size;
      chunk->used = 0;
      g_ptr_array_add (self->chunks, chunk);
    }
  p = chunk->bytes + chunk->used;
  memcpy (p, &number, sizeof number);
  memcpy (p + sizeof number, &length, sizeof length);
  p += sizeof number + sizeof length;
  for (guint i = 0; i < n; i++)
    {
      const char *cell = cells[i] != NULL ? cells[i] : "";

      p = stpcpy (p, cell) + 1;
    }
  chunk->used += whole;
  self->held += whole;
  return TRUE;
}

gboolean
kith_sheet_add_cells (KithSheet *self, guint64 number, GPtrArray *cells, GError **error)
{
  guint n = cells->len;

  while (n > 0 && (cells->pdata[n - 1] == NULL || *(const char *) cells->pdata[n - 1] == '\0'))
    n--;
  self->rectangular = TRUE;
  self->n_columns = MAX (self->n_columns, n);
  return n == 0 || kith_sheet_add_row (self, number, (const char *const *) cells->pdata, n, error);
}

/* --- any sheet --- */

void
kith_sheet_init (KithSheet *self, const KithSheetClass *class, KithFile *file, const char *format, const char *name)
{
  self->class = class != NULL ? class : &held_class;
  self->file = kith_file_ref (file);
  self->format = g_intern_string (format);
  self->name = g_strdup (name);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->chunks = g_ptr_array_new_with_free_func (g_free);
  self->row = g_string_new (NULL);
  self->cells = g_ptr_array_new ();
}

void
kith_sheet_note (KithSheet *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->notes, g_strdup_vprintf (format, args));
  va_end (args);
}

gboolean
kith_sheet_next (KithSheet *self, KithCsvRow *row, GCancellable *cancellable, GError **error)
{
  return self->class->next (self, row, cancellable, error);
}

gboolean
kith_sheet_rewind (KithSheet *self, GError **error)
{
  return self->class->rewind (self, error);
}

double
kith_sheet_get_fraction (KithSheet *self)
{
  return self->class->get_fraction (self);
}

void
kith_sheet_free (KithSheet *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->file, kith_file_unref);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->chunks, g_ptr_array_unref);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_string_free (self->row, TRUE);
  g_strfreev (self->hint);
  g_free (self->charset);
  g_free (self->name);
  self->class->free (self);
}

/* --- a source --- */

KithSource *
kith_source_new (GCancellable *cancellable)
{
  KithSource *self = g_new0 (KithSource, 1);

  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) kith_sheet_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->cancellable = cancellable;
  return self;
}

void
kith_source_free (KithSource *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->threads, kith_threads_free);
  g_free (self->secret);
  g_free (self);
}

void
kith_source_add (KithSource *self, KithSheet *sheet)
{
  g_ptr_array_add (self->sheets, sheet);
}
