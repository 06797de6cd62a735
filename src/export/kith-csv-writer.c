/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-csv-writer.h"

#include "kith-db.h"

#include <math.h>
#include <string.h>

void
kith_csv_writer_init (KithCsvWriter *self, KithWriting *writing, KithCsvFlags flags)
{
  self->writing = writing;
  self->flags = flags;
  self->in_row = FALSE;
  if (flags & KITH_CSV_FOR_SPREADSHEETS)
    kith_writing_put (writing, "\xef\xbb\xbf");
}

static gboolean
only_of (const char *text, const char *allowed)
{
  return text[strspn (text, allowed)] == '\0';
}

gboolean
kith_csv_is_formula (const char *text, KithCsvFlags flags)
{
  /* Spreadsheets look past blanks. */
  const char *first = text + strspn (text, " \xc2\xa0");

  /* Full-width = + - @, which are taken for the plain ones in some settings: U+FF1D, U+FF0B, U+FF0D, U+FF20. */
  if (g_str_has_prefix (first, "\xef\xbc\x9d") || g_str_has_prefix (first, "\xef\xbc\x8b")
      || g_str_has_prefix (first, "\xef\xbc\x8d") || g_str_has_prefix (first, "\xef\xbc\xa0"))
    return TRUE;
  switch (first[0])
    {
    case '=':
    case '\t':
    case '\r':
    case '\n':
      return TRUE;
    case '+':
    case '-':
      if (flags & KITH_CSV_FOR_SPREADSHEETS)
        return first[1] != '\0';
      /* A phone number or a number is nothing to run; "+1+cmd|…" is. */
      return !only_of (first + 1, "0123456789 ().,/-\xc2\xa0");
    case '@':
      if (flags & KITH_CSV_FOR_SPREADSHEETS)
        return TRUE;
      return !only_of (first + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-@");
    default:
      return FALSE;
    }
}

static char
delimiter (const KithCsvWriter *self)
{
  return self->flags & KITH_CSV_TAB ? '\t' : self->flags & KITH_CSV_SEMICOLON ? ';' : ',';
}

static void
begin_cell (KithCsvWriter *self)
{
  char between[2] = { delimiter (self), '\0' };

  if (self->in_row)
    kith_writing_put (self->writing, between);
  self->in_row = TRUE;
}

void
kith_csv_writer_text (KithCsvWriter *self, const char *text)
{
  gboolean defuse;
  char special[] = { delimiter (self), '"', '\n', '\r', '\0' };

  begin_cell (self);
  if (text == NULL || text[0] == '\0')
    return;
  defuse = kith_csv_is_formula (text, self->flags);
  /* Blanks at the ends are kept by quotes. */
  if (strpbrk (text, special) == NULL && text[0] != ' ' && text[strlen (text) - 1] != ' ')
    {
      if (defuse)
        kith_writing_put (self->writing, "'");
      kith_writing_put (self->writing, text);
      return;
    }
  kith_writing_put (self->writing, defuse ? "\"'" : "\"");
  for (;;)
    {
      const char *quote = strchr (text, '"');

      if (quote == NULL)
        break;
      kith_writing_put_bytes (self->writing, text, quote - text + 1);
      kith_writing_put (self->writing, "\"");
      text = quote + 1;
    }
  kith_writing_put (self->writing, text);
  kith_writing_put (self->writing, "\"");
}

void
kith_csv_writer_int (KithCsvWriter *self, gint64 number)
{
  char text[32];

  begin_cell (self);
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, number);
  kith_writing_put (self->writing, text);
}

void
kith_csv_writer_double (KithCsvWriter *self, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  begin_cell (self);
  if (!isfinite (number))
    return;
  g_ascii_formatd (text, sizeof text, "%.6g", number);
  kith_writing_put (self->writing, text);
}

void
kith_csv_writer_date (KithCsvWriter *self, gint64 seconds)
{
  g_autoptr (GDateTime) date = seconds != KITH_NO_DATE ? g_date_time_new_from_unix_utc (seconds) : NULL;
  g_autofree char *text = date != NULL ? g_date_time_format (date, "%Y-%m-%d") : NULL;

  begin_cell (self);
  if (text != NULL)
    kith_writing_put (self->writing, text);
}

void
kith_csv_writer_end (KithCsvWriter *self)
{
  kith_writing_put (self->writing, self->flags & KITH_CSV_FOR_SPREADSHEETS ? "\r\n" : "\n");
  self->in_row = FALSE;
}

void
kith_csv_writer_heads (KithCsvWriter *self, const char *const *heads)
{
  for (; *heads != NULL; heads++)
    kith_csv_writer_text (self, *heads);
  kith_csv_writer_end (self);
}
