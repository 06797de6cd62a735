/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which delimiter a table uses, by letting each split the first lines. */

#include "kith-csv.h"

#include <string.h>

#define ROWS_LOOKED_AT 400

typedef struct
{
  guint rows;    /* with something in them */
  guint mode;    /* cells of most rows */
  double steady; /* share of rows with that many */
  double split;  /* share of rows with more than one */
  guint first;   /* cells of the first row */
  double digits; /* share of cells that begin with a digit */
} Votes;

static void
count (const char *text, gsize length, gboolean whole, const KithCsvDialect *dialect, Votes *votes)
{
  g_autoptr (KithCsv) csv = kith_csv_new (NULL, text, length, dialect);
  KithCsvRow row;
  guint of[64] = { 0 };
  guint waiting = 0; /* the last row may be cut short */
  guint split = 0;
  guint cells = 0, digits = 0;

  memset (votes, 0, sizeof *votes);
  while (votes->rows < ROWS_LOOKED_AT && kith_csv_next (csv, &row, NULL, NULL))
    {
      if (row.n_cells == 0 || (dialect->comment != '\0' && row.cells[0][0] == dialect->comment))
        continue;
      if (waiting > 0)
        {
          of[MIN (waiting, 63)]++;
          split += waiting > 1;
          votes->rows++;
        }
      waiting = row.n_cells;
      for (guint i = 0; i < row.n_cells; i++, cells++)
        digits += g_ascii_isdigit (row.cells[i][0]);
      if (votes->first == 0)
        votes->first = waiting;
    }
  if (waiting > 0 && (whole || votes->rows == 0))
    {
      of[MIN (waiting, 63)]++;
      split += waiting > 1;
      votes->rows++;
    }
  for (guint i = 1; i < 64; i++)
    if (of[i] > of[votes->mode])
      votes->mode = i;
  if (votes->rows > 0)
    {
      votes->steady = (double) of[votes->mode] / votes->rows;
      votes->split = (double) split / votes->rows;
      votes->digits = cells > 0 ? (double) digits / cells : 0;
    }
}

/* Lines at the top that begin with "#" or "%" and are not a row that begins with an empty or numbering head. */
static char
find_comment (const char *text, gsize length)
{
  const char *end = text + length;
  guint lines = 0;

  while (text < end && (*text == '\n' || *text == '\r'))
    text++;
  if (text == end || (*text != '#' && *text != '%'))
    return '\0';
  /* "#,What's your name?" and "#id;name" are heads. */
  if (text + 1 < end && strchr (",;\t|\"", text[1]) != NULL)
    return '\0';
  for (const char *p = text; p < end && *p == *text; lines++)
    {
      const char *next = memchr (p, '\n', end - p);

      if (next == NULL)
        next = memchr (p, '\r', end - p);
      if (lines == 0 && p[1] != ' ' && p[1] != '\t' && next != NULL
          && (memchr (p, ',', next - p) != NULL || memchr (p, ';', next - p) != NULL) && next + 1 < end
          && next[1] != *text)
        return '\0';
      p = next != NULL ? next + 1 : end;
    }
  return *text;
}

/* "source target …", "from to …" as the first line. */
static gboolean
begins_as_ties (const char *text, gsize length)
{
  const char *end = memchr (text, '\n', length);
  g_autofree char *line = g_ascii_strdown (text, end != NULL ? end - text : (gssize) MIN (length, 200));

  return g_str_has_prefix (line, "source target") || g_str_has_prefix (line, "from to")
         || g_str_has_prefix (line, "src dst") || g_str_has_prefix (line, "source\ttarget");
}

void
kith_csv_sniff (const char *text, gsize length, gboolean whole, KithCsvDialect *dialect)
{
  static const struct
  {
    char delimiter;
    double favor; /* the rarer a character is in text, the more it says */
  } candidates[] = { { ',', 0 }, { ';', 0.02 }, { '\t', 0.06 }, { '|', 0.04 } };
  double best = 0;

  memset (dialect, 0, sizeof *dialect);
  dialect->delimiter = ',';
  if (length >= 5 && g_ascii_strncasecmp (text, "sep=", 4) == 0 && text[4] != '\0' && strchr (",;\t|", text[4]) != NULL
      && (length == 5 || text[5] == '\n' || text[5] == '\r'))
    {
      Votes votes;

      dialect->delimiter = text[4];
      dialect->sep_line = TRUE;
      count (text, length, whole, dialect, &votes);
      dialect->columns = votes.mode;
      return;
    }

  dialect->comment = find_comment (text, length);
  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      KithCsvDialect tried = *dialect;
      Votes votes;
      double score;

      tried.delimiter = candidates[i].delimiter;
      tried.columns = 0;
      count (text, length, whole, &tried, &votes);
      if (votes.rows == 0 || votes.split == 0)
        continue;
      score = 0.5 * (votes.mode > 1 ? votes.steady : 0) + 0.35 * votes.split
              + 0.15 * (votes.first > 1 && votes.first == votes.mode) + candidates[i].favor
              + 0.002 * MIN (votes.mode, 20);
      if (score > best)
        {
          best = score;
          dialect->delimiter = tried.delimiter;
          dialect->columns = votes.mode;
        }
    }

  /* Blanks divide edge lists, but also the words of names and prose: only where most is numbers or the heads are those of ties, and
   * nearly every line has the same few. */
  {
    KithCsvDialect tried = *dialect;
    Votes votes;

    tried.delimiter = ' ';
    tried.columns = 0;
    count (text, length, whole, &tried, &votes);
    if (votes.mode >= 2 && votes.mode <= 12 && votes.steady >= 0.9
        && ((votes.digits >= 0.4 && best < 0.7) || (votes.first == votes.mode && begins_as_ties (text, length))))
      {
        dialect->delimiter = ' ';
        dialect->columns = votes.mode;
        best = votes.steady;
      }
  }
  if (best == 0)
    dialect->columns = 1;
}
