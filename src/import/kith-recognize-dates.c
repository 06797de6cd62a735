/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "3/5/2024" is in March or in May. A number above twelve in either place tells for the whole column: the more of them there are in one place, the
 * surer it is that the others are slips, which are read as the only day they can be. */

#include "kith-recognize-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* About every second date tells; fewer than this many of a hundred may be slips, or the first days of a month. */
#define THIN 5

/* "3/5/2024" and "03-05-2024", but not "3.5.2024", which begins with the day wherever it is written, nor "3-May-2024". */
static gboolean
is_open (const char *value)
{
  gsize digits = strspn (value, "0123456789");

  return (digits == 1 || digits == 2) && (value[digits] == '/' || value[digits] == '-')
         && g_ascii_isdigit (value[digits + 1]);
}

static gboolean
holds_dates (const KithColumn *column)
{
  return column->kind == KITH_COLUMN_TIE_DATE || column->kind == KITH_COLUMN_EVENT_DATE
         || column->kind == KITH_COLUMN_TIE_END
         || (column->kind == KITH_COLUMN_FIELD && column->values == KITH_VALUE_DATE);
}

/* By what the rows say, else by what the person says, else by where the table is from. @may_be_open: whether its dates are of a kind that may be
 * read in either way */
static void
decide (const KithTable *table, KithColumn *column, KithDateWish wish, gboolean may_be_open)
{
  gboolean month_first = table->system != NULL && table->system->month_first;
  gboolean told = column->day_first != column->month_first;

  if (told)
    month_first = column->month_first > column->day_first;
  else if (wish != KITH_DATE_WISH_NONE)
    month_first = wish == KITH_DATE_WISH_MONTH_FIRST;
  column->dates = month_first ? KITH_DATES_MONTH_FIRST : KITH_DATES_DAY_FIRST;
  column->dates_open = may_be_open && !told && (wish != KITH_DATE_WISH_NONE || !month_first);
}

void
kith_work_settle_dates (KithWork *work, const KithTableOptions *options)
{
  for (guint i = 0; i < work->n; i++)
    {
      KithColumn *column = &work->table->columns[i];
      const KithWorkColumn *seen = &work->columns[i];
      gboolean open;

      if (!holds_dates (column))
        continue;
      open = seen->dates > 0 && kith_work_count_values (seen, is_open) > 0;
      column->day_first = seen->day_first;
      column->month_first = seen->month_first;
      column->dates_thin = !work->whole
                           && (open ? !mostly (MAX (column->day_first, column->month_first), seen->dates, THIN)
                                    : seen->filled == 0 && work->table->sheet->columns == NULL);
      decide (work->table, column, options != NULL ? options->dates : KITH_DATE_WISH_NONE, open);
    }
}

/* What all rows say of one column. */
typedef struct
{
  guint64 row;   /* the first that tells; 0 */
  gboolean open; /* some of its dates may be read in either way */
} Asked;

static gboolean
ask_all (KithTable *self, Asked *asked, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) broken = NULL;
  KithCsvRow row;

  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].dates_thin)
      self->columns[i].day_first = self->columns[i].month_first = 0;
  if (!kith_table_rewind (self, error))
    return FALSE;
  while (kith_table_next (self, &row, cancellable, &broken))
    for (guint i = 0; i < self->n_columns; i++)
      {
        KithColumn *column = &self->columns[i];
        int order = 0;

        if (!column->dates_thin || *row.cells[i] == '\0'
            || !kith_value_date (row.cells[i], KITH_DATES_DAY_FIRST, NULL, &order))
          continue;
        asked[i].open = asked[i].open || is_open (row.cells[i]);
        column->day_first += order == 1;
        column->month_first += order == 2;
        if (order != 0 && asked[i].row == 0)
          asked[i].row = row.number;
      }
  if (broken != NULL)
    g_propagate_error (error, g_steal_pointer (&broken));
  return broken == NULL && kith_table_rewind (self, error);
}

/* @row: that told where the first rows did not; 0 */
static void
tell (KithTable *self, const KithColumn *column, guint64 row)
{
  gboolean month_first = column->dates == KITH_DATES_MONTH_FIRST;
  gboolean slips = (month_first ? column->day_first : column->month_first) > 0;
  char *note = NULL;

  if (slips)
    note = g_strdup_printf (
        /* Translators: the head of a column */
        month_first
            ? _ ("The dates in “%s” were read as month/day/year, except those that can only be day/month/year.")
            : _ ("The dates in “%s” were read as day/month/year, except those that can only be month/day/year."),
        column->head);
  else if (column->dates_open && self->wish.dates == KITH_DATE_WISH_NONE)
    note = g_strdup_printf (_ ("The dates in “%s” were read as day/month/year; none of them says otherwise."),
                            column->head);
  else if (row > 0)
    note = g_strdup_printf (
        /* Translators: the head of a column, and the number of the first row that tells */
        month_first ? _ ("The dates in “%s” were read as month/day/year, as row %" PRIu64 " shows.")
                    : _ ("The dates in “%s” were read as day/month/year, as row %" PRIu64 " shows."),
        column->head, row);
  if (note != NULL)
    g_ptr_array_add (self->notes, note);
}

gboolean
kith_table_settle_dates (KithTable *self, GCancellable *cancellable, GError **error)
{
  g_autofree Asked *asked = g_new0 (Asked, self->n_columns + 1);
  gboolean any = FALSE;

  for (guint i = 0; i < self->n_columns; i++)
    any = any || self->columns[i].dates_thin;
  if (any && !ask_all (self, asked, cancellable, error))
    return FALSE;
  for (guint i = 0; i < self->n_columns; i++)
    {
      KithColumn *column = &self->columns[i];

      if (column->dates_thin)
        decide (self, column, self->wish.dates, asked[i].open);
      column->dates_thin = FALSE;
      if (holds_dates (column))
        tell (self, column, asked[i].row);
    }
  return TRUE;
}
