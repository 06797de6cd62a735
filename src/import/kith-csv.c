/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A row is first only looked through, marking where its cells begin and end; nothing in the buffer is changed before the end of
 * the row is in it, so that a row cut by the end of the buffer is simply looked through again once more has been read. */

#include "kith-csv.h"

#include "kith-error.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define BUFFER_SIZE (256 << 10)

/* Looking for the end of lone quotes stops here, so that no file can make it take for ever. */
#define WASTE_MAX (64 << 20)

typedef struct
{
  gsize start, end; /* from the start of the row */
  gboolean quoted;  /* start and end are inside the quotes */
  gboolean doubled; /* has quotes to be halved */
  gboolean lone;    /* has a quote that is neither doubled nor the end */
} Cell;

typedef enum
{
  SCAN_ROW,
  SCAN_MORE,     /* the buffer ends inside the row */
  SCAN_TOO_LONG, /* more columns or a longer cell than any table has */
} Scan;

struct _KithCsv
{
  KithInput *input;
  KithCsvDialect dialect;
  guint8 stop[256]; /* 1 for bytes that end an unquoted cell */

  char *buffer; /* size + 1 */
  gsize size, start, end;
  gsize plain;   /* in the buffer: up to here no quoted cell can end, so quotes mean nothing */
  gboolean over; /* the input has given all it has */
  gsize wasted;  /* bytes looked through in vain behind lone quotes */

  /* In the buffer: where a cell that began at open_at was found to end. One that begins between the two ends there too. */
  gsize open_at, close_at;
  gsize lone_at;         /* the last quote passed over between them as part of the text */
  gboolean found_before; /* the last closing quote was known from before */

  guint64 number;
  GArray *cells;     /* Cell */
  GPtrArray *values; /* char * into buffer */
};

KithCsv *
kith_csv_new (KithInput *input, const char *text, gsize length, const KithCsvDialect *dialect)
{
  KithCsv *self = g_new0 (KithCsv, 1);

  self->input = input;
  self->dialect = *dialect;
  self->size = MAX (length, BUFFER_SIZE);
  self->buffer = g_malloc (self->size + 1);
  memcpy (self->buffer, text, length);
  self->end = length;
  self->over = input == NULL;
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  self->values = g_ptr_array_new ();
  self->stop['\n'] = self->stop['\r'] = 1;
  self->stop[(guchar) dialect->delimiter] = 1;
  if (dialect->delimiter == ' ')
    self->stop['\t'] = 1;
  return self;
}

void
kith_csv_free (KithCsv *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->cells);
  g_ptr_array_unref (self->values);
  g_free (self->buffer);
  g_free (self);
}

static inline gboolean
is_pad (char c)
{
  return c == ' ' || c == '\t';
}

/* From behind an opening quote to behind the closing one: that is the one before a delimiter or the end of the line, blanks
 * between allowed; any other quote is a broken one and part of the text. Returns NULL where none is found before @end. */
static const char *
find_closing (KithCsv *self, const char *p, const char *end, Cell *cell, const char *row)
{
  const char *limit = MIN (end, p + KITH_CSV_CELL_MAX);
  gsize at = p - self->buffer;

  cell->start = p - row;
  self->found_before = at > self->open_at && at <= self->close_at;
  if (self->found_before)
    {
      cell->doubled = TRUE;
      cell->lone = self->lone_at > at;
      p = self->buffer + self->close_at;
    }
  while ((p = memchr (p, '"', limit - p)) != NULL)
    {
      const char *after = p + 1;

      if (after < end && *after == '"')
        {
          cell->doubled = TRUE;
          p += 2;
          if (p >= limit)
            return NULL;
          continue;
        }
      while (after < end && is_pad (*after) && !self->stop[(guchar) *after])
        after++;
      if (after == end || self->stop[(guchar) *after])
        {
          cell->end = p - row;
          self->open_at = at;
          self->close_at = p - self->buffer;
          return after;
        }
      cell->lone = TRUE;
      self->lone_at = p - self->buffer;
      p++;
    }
  return NULL;
}

/* Looks through one row from self->start. @honor_quotes: whether a quote at the beginning of a cell means anything. */
static Scan
scan (KithCsv *self, gboolean honor_quotes, gsize *length, gboolean *many_lines, gboolean *lone)
{
  const char *row = self->buffer + self->start;
  const char *end = self->buffer + self->end;
  const char *p = row;
  gboolean blanks = self->dialect.delimiter == ' ';

  g_array_set_size (self->cells, 0);
  *many_lines = *lone = FALSE;
  for (;;)
    {
      Cell cell = { 0 };
      const char *first;

      if (blanks)
        while (p < end && is_pad (*p))
          p++;
      first = p;
      cell.start = p - row;

      if (honor_quotes)
        {
          while (p < end && *p == ' ')
            p++;
          if (p < end && *p == '"' && (gsize) (p - self->buffer) >= self->plain)
            {
              const char *after = find_closing (self, p + 1, end, &cell, row);

              if (after == NULL || (after == end && !self->over))
                {
                  if (!self->over && end - p < KITH_CSV_CELL_MAX)
                    return SCAN_MORE;
                  /* It is never closed: the quote is just a quote, and so are all before the place looked at. */
                  self->plain = MIN (end, p + KITH_CSV_CELL_MAX) - self->buffer;
                  cell = (Cell) { .start = first - row };
                  p = first;
                }
              else
                {
                  cell.quoted = TRUE;
                  *lone = *lone || cell.lone;
                  *many_lines = *many_lines || memchr (row + cell.start, '\n', cell.end - cell.start) != NULL
                                || memchr (row + cell.start, '\r', cell.end - cell.start) != NULL;
                  p = after;
                }
            }
          else
            p = first;
        }
      if (!cell.quoted)
        {
          while (p < end && !self->stop[(guchar) *p])
            p++;
          cell.end = p - row;
        }
      if (p == end && !self->over)
        return SCAN_MORE;
      /* Blanks at the end of the line do not begin another cell. */
      if (!blanks || cell.quoted || cell.end > cell.start)
        g_array_append_val (self->cells, cell);
      if (self->cells->len > KITH_CSV_COLUMNS_MAX)
        return SCAN_TOO_LONG;
      if (p == end)
        break;
      if (*p == '\r')
        {
          /* The other half of a CRLF may still be unread. */
          if (p + 1 == end && !self->over)
            return SCAN_MORE;
          p += p + 1 < end && p[1] == '\n' ? 2 : 1;
          break;
        }
      if (*p++ == '\n')
        break;
    }
  *length = p - row;
  return SCAN_ROW;
}

static gboolean
fill (KithCsv *self, GCancellable *cancellable, GError **error)
{
  gssize n;

  if (self->start > 0)
    {
      memmove (self->buffer, self->buffer + self->start, self->end - self->start);
      self->end -= self->start;
      self->plain -= MIN (self->plain, self->start);
      self->open_at = self->close_at = self->lone_at = 0;
      self->start = 0;
    }
  if (self->end == self->size)
    {
      if (self->size >= KITH_CSV_ROW_MAX)
        {
          g_set_error (
              error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
              _ ("Row %" PRIu64
                 " of “%s” is longer than 16 megabytes, so this is not a table of people: export it again as CSV."),
              self->number + 1, kith_input_get_name (self->input));
          return FALSE;
        }
      self->size *= 2;
      self->buffer = g_realloc (self->buffer, self->size + 1);
    }
  while (self->end < self->size && !self->over)
    {
      n = kith_input_read (self->input, self->buffer + self->end, self->size - self->end, cancellable, error);
      if (n < 0)
        return FALSE;
      if (memchr (self->buffer + self->end, 0, n) != NULL)
        {
          g_set_error (
              error, KITH_ERROR, KITH_ERROR_NOT_A_TABLE,
              _ ("“%s” holds zero bytes, so it is not a table of text, or it is damaged: export it again as CSV."),
              kith_input_get_name (self->input));
          return FALSE;
        }
      self->end += n;
      self->over = n == 0;
    }
  return TRUE;
}

static void
halve_quotes (char *from, char *end)
{
  char *to = from;

  for (; from < end; from++)
    {
      *to++ = *from;
      if (*from == '"' && from + 1 < end && from[1] == '"')
        from++;
    }
  *to = '\0';
}

/* Turns the cells that were marked into strings, in place. */
static void
cut (KithCsv *self)
{
  char *row = self->buffer + self->start;

  g_ptr_array_set_size (self->values, self->cells->len);
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);
      char *value = row + cell->start;

      row[cell->end] = '\0';
      if (cell->doubled)
        halve_quotes (value, row + cell->end);
      self->values->pdata[i] = value;
    }
}

static gboolean
is_blank_row (const KithCsv *self)
{
  const Cell *cell;

  if (self->cells->len == 0)
    return TRUE;
  cell = &g_array_index (self->cells, Cell, 0);
  if (self->cells->len > 1 || cell->quoted)
    return FALSE;
  for (gsize i = cell->start; i < cell->end; i++)
    if (!g_ascii_isspace (self->buffer[self->start + i]))
      return FALSE;
  return TRUE;
}

gboolean
kith_csv_next (KithCsv *self, KithCsvRow *row, GCancellable *cancellable, GError **error)
{
  gsize length = 0;
  gboolean many_lines = FALSE, lone = FALSE;
  gboolean is_comment = FALSE;

  for (;;)
    {
      Scan result = SCAN_MORE;

      if (self->start < self->end)
        {
          is_comment = self->dialect.comment != '\0' && self->buffer[self->start] == self->dialect.comment;
          result = scan (self, !is_comment, &length, &many_lines, &lone);
        }
      else if (self->over)
        return FALSE;
      /* A lone quote may have found its like some rows below. Where the row that this makes has the wrong number of cells, or quotes
       * stand loose in it, and its first line alone has the right number, the quote is just a quote. */
      if (result == SCAN_ROW && many_lines && self->dialect.columns > 1
          && (lone || self->cells->len != self->dialect.columns) && self->wasted < WASTE_MAX)
        {
          gsize short_length = 0;

          self->wasted += self->found_before ? 0 : length;
          if (scan (self, FALSE, &short_length, &many_lines, &lone) == SCAN_ROW
              && self->cells->len == self->dialect.columns)
            length = short_length;
          else
            scan (self, TRUE, &length, &many_lines, &lone);
        }
      if (result == SCAN_ROW)
        break;
      if (result == SCAN_TOO_LONG)
        {
          g_set_error (
              error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
              _ ("Row %" PRIu64
                 " of “%s” has more than %d columns, so this is not a table of people: export it again as CSV."),
              self->number + 1, self->input != NULL ? kith_input_get_name (self->input) : "", KITH_CSV_COLUMNS_MAX);
          return FALSE;
        }
      if (!fill (self, cancellable, error))
        return FALSE;
    }

  if (self->dialect.sep_line)
    {
      self->dialect.sep_line = FALSE;
      self->start += length;
      return kith_csv_next (self, row, cancellable, error);
    }
  self->number++;
  row->number = self->number;
  if (is_comment)
    {
      /* The whole line in one. */
      g_array_index (self->cells, Cell, 0).end = g_array_index (self->cells, Cell, self->cells->len - 1).end;
      g_array_set_size (self->cells, 1);
      cut (self);
    }
  else if (is_blank_row (self))
    {
      g_array_set_size (self->cells, 0);
      g_ptr_array_set_size (self->values, 0);
    }
  else
    cut (self);
  row->n_cells = self->values->len;
  row->cells = (char **) self->values->pdata;
  self->start += length;
  return TRUE;
}
