/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Columns that nothing is known of. Those of people can be kept as fields of one's own, of the kind that their values look like; those that
 * sound sensitive are left out unless somebody says otherwise. */

#include "kith-recognize-private.h"

#include <string.h>

#define CHOICES_MAX 12       /* different values of a column that is a choice */
#define CHOICE_LENGTH_MAX 60 /* bytes of each */
#define DIGITS_MAX 15        /* of a number; what has more is a code, and would not be the same as a number */

/* "01099" and numbers of cards are written with digits, and are no numbers. */
static gboolean
is_code (const char *value)
{
  return ((value[0] == '0' || value[0] == '+') && g_ascii_isdigit (value[1]))
         || strspn (value, "0123456789") > DIGITS_MAX;
}

static gboolean
is_long (const char *value)
{
  return strlen (value) > CHOICE_LENGTH_MAX;
}

static KithValueKind
guess_values (const KithWorkColumn *column)
{
  guint distinct = kith_work_count_distinct (column);

  if (mostly (column->says, column->filled, 95) && distinct <= 4)
    return KITH_VALUE_YES_NO;
  if (mostly (column->dates, column->filled, 95))
    return KITH_VALUE_DATE;
  if (mostly (column->numbers, column->filled, 95) && kith_work_count_values (column, is_code) == 0)
    return KITH_VALUE_NUMBER;
  if (distinct <= CHOICES_MAX && 2 * distinct <= column->filled && kith_work_count_values (column, is_long) == 0)
    return KITH_VALUE_CHOICE;
  return KITH_VALUE_TEXT;
}

static gboolean
is_about_people (const KithTable *table)
{
  return table->shape == KITH_SHAPE_ROWS && (table->kind == KITH_TABLE_PEOPLE || table->kind == KITH_TABLE_ATTENDANCE);
}

void
kith_work_settle_own (KithWork *work, const KithTableOptions *options)
{
  gboolean may_be = is_about_people (work->table);

  for (guint i = 0; i < work->n; i++)
    {
      KithColumn *column = &work->table->columns[i];
      gboolean is_own = options->own != NULL && *work->keys[i] != '\0' && g_strv_contains (options->own, work->keys[i]);

      if (column->kind == KITH_COLUMN_FIELD && !may_be)
        column->kind = KITH_COLUMN_UNKNOWN;
      if (column->kind == KITH_COLUMN_UNKNOWN && !kith_work_is_mapped (work, i))
        {
          column->side = 0;
          column->kept
              = may_be && !is_own && options->keep_all && *work->keys[i] != '\0' && work->columns[i].filled > 0;
          if (kith_head_is_sensitive (column->head))
            {
              column->kind = KITH_COLUMN_SENSITIVE;
              column->kept = FALSE;
            }
          else if (may_be && (is_own || column->kept))
            column->kind = KITH_COLUMN_FIELD;
        }
      if (column->kind == KITH_COLUMN_FIELD)
        column->values = guess_values (&work->columns[i]);
    }
}
