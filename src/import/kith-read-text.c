/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of text: CSV, TSV, edge lists. Read as they are needed, so that memory does not grow with the file. */

#include "kith-error.h"
#include "kith-readers.h"
#include "kith-sniff.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SAMPLE_SIZE (512 << 10)

typedef struct
{
  KithSheet sheet;
  KithCsvDialect dialect;
  KithInput *input;
  KithCsv *csv;
} TextSheet;

static void
free_text (KithSheet *sheet)
{
  TextSheet *self = (TextSheet *) sheet;

  g_clear_pointer (&self->csv, kith_csv_free);
  g_clear_pointer (&self->input, kith_input_free);
  g_free (self);
}

static gboolean
rewind_text (KithSheet *sheet, GError **error)
{
  TextSheet *self = (TextSheet *) sheet;

  g_clear_pointer (&self->csv, kith_csv_free);
  g_clear_pointer (&self->input, kith_input_free);
  self->input = kith_input_new (sheet->file, error);
  if (self->input == NULL || !kith_input_begin_text (self->input, error))
    return FALSE;
  self->dialect.columns = sheet->n_columns;
  self->csv = kith_csv_new (self->input, "", 0, &self->dialect);
  return TRUE;
}

static gboolean
next_text (KithSheet *sheet, KithCsvRow *row, GCancellable *cancellable, GError **error)
{
  TextSheet *self = (TextSheet *) sheet;

  while (kith_csv_next (self->csv, row, cancellable, error))
    if (row->n_cells > 0 && (self->dialect.comment == '\0' || row->cells[0][0] != self->dialect.comment))
      return TRUE;
  return FALSE;
}

static double
get_fraction_text (KithSheet *sheet)
{
  return kith_input_get_fraction (((TextSheet *) sheet)->input);
}

static const KithSheetClass text_class = {
  .next = next_text,
  .rewind = rewind_text,
  .get_fraction = get_fraction_text,
  .free = free_text,
};

/* The last line of comment above the rows, which may hold the heads. */
static char **
find_hint (const char *text, gsize length, const KithCsvDialect *dialect)
{
  const char *end = text + length;
  const char *last = NULL, *next;
  g_autofree char *line = NULL;
  const char delimiter[2] = { dialect->delimiter, '\0' };

  if (dialect->comment == '\0')
    return NULL;
  for (const char *p = text; p < end && *p == dialect->comment;)
    {
      next = memchr (p, '\n', end - p);
      last = p + 1;
      p = next != NULL ? next + 1 : end;
    }
  if (last == NULL)
    return NULL;
  next = memchr (last, '\n', end - last);
  line = g_strndup (last, (next != NULL ? next : end) - last);
  return g_strsplit (g_strstrip (line), delimiter, -1);
}

static gboolean
knows_text (const char *name, const guchar *head, gsize length)
{
  return TRUE;
}

/* What is no table of text, and none of the other formats either. */
static gboolean
refuse_foreign (KithInput *input, GError **error)
{
  const char *name = kith_input_get_name (input);
  gsize length;
  const guchar *head = kith_input_get_head (input, &length);
  const char *what = kith_sniff_foreign (head, length);

  if (what != NULL)
    /* Translators: a file, and "is a picture or a document: …" */
    g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_A_TABLE, _ ("“%s” %s."), name, what);
  return what == NULL;
}

static gboolean
read_text (KithSource *source, KithInput *input, GError **error)
{
  g_autofree char *text = g_malloc (SAMPLE_SIZE + 1);
  gsize length = 0;
  gssize n = 1;
  gboolean packed = kith_input_is_gzip (input);
  KithCsvDialect dialect;
  const char *format;
  TextSheet *self;

  if (!refuse_foreign (input, error) || !kith_input_begin_text (input, error))
    return FALSE;
  while (length < SAMPLE_SIZE && n > 0)
    {
      n = kith_input_read (input, text + length, SAMPLE_SIZE - length, source->cancellable, error);
      if (n < 0)
        return FALSE;
      length += n;
    }
  text[length] = '\0';
  if (memchr (text, 0, length) != NULL)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_A_TABLE,
                   _ ("“%s” holds zero bytes, so it is not a table of text, or it is damaged: export it again as CSV."),
                   kith_input_get_name (input));
      return FALSE;
    }
  kith_csv_sniff (text, length, n == 0, &dialect);
  switch (dialect.delimiter)
    {
    case '\t':
      format = packed ? "tsv.gz" : "tsv";
      break;
    case ' ':
      format = packed ? "txt.gz" : "txt";
      break;
    default:
      format = packed ? "csv.gz" : "csv";
    }
  self = g_new0 (TextSheet, 1);
  kith_sheet_init (&self->sheet, &text_class, kith_input_get_file (input), format, kith_input_get_name (input));
  self->dialect = dialect;
  self->sheet.n_columns = dialect.columns;
  self->sheet.hint = find_hint (text, length, &dialect);
  self->sheet.charset = g_strdup (kith_input_get_charset (input));
  kith_source_add (source, &self->sheet);
  return TRUE;
}

const KithReader kith_reader_text = { .format = "csv", .knows = knows_text, .read = read_text };
