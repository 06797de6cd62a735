/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-people-order.h"

#include <math.h>

/* What marks are worth in the column's order; ambassadors first. */
static guint
rank_marks (guint8 flags)
{
  return (flags & KITH_PERSON_AMBASSADOR ? 16 : 0) + (flags & KITH_PERSON_QUIET ? 8 : 0)
         + (flags & KITH_PERSON_DETRACTOR ? 4 : 0) + (flags & KITH_PERSON_DO_NOT_CONTACT ? 2 : 0)
         + (flags & KITH_PERSON_STUB ? 1 : 0);
}

/* The key of a person as a number; NAN for unknown. */
static double
get_number (const KithSnapshot *snapshot, KithPeopleKey key, guint person)
{
  const KithFigures *figures = snapshot->figures;

  switch (key)
    {
    case KITH_PEOPLE_BY_COMMUNITY:
      return snapshot->community[person] < 0 ? NAN : snapshot->community[person];
    case KITH_PEOPLE_BY_TIES:
      return figures->ties[person];
    case KITH_PEOPLE_BY_OUTSIDE_TIES:
      return figures->outside_ties[person];
    case KITH_PEOPLE_BY_COMMUNITIES_REACHED:
      return figures->communities_reached[person];
    case KITH_PEOPLE_BY_BRIDGE_REACH:
      return (double) figures->bridge_reach[person];
    case KITH_PEOPLE_BY_AUDIENCE:
      return snapshot->audience[person] < 0 ? NAN : (double) snapshot->audience[person];
    case KITH_PEOPLE_BY_MARKS:
      return rank_marks (snapshot->flags[person]);
    case KITH_PEOPLE_BY_NAME:
    case KITH_PEOPLE_N_KEYS:
    default:
      return 0;
    }
}

typedef struct
{
  double number;
  guint name, person;
} SortKey;

static int
compare_names (const SortKey *x, const SortKey *y)
{
  return (x->name > y->name) - (x->name < y->name);
}

static int
compare_rising (gconstpointer a, gconstpointer b, gpointer data)
{
  const SortKey *x = a, *y = b;

  if (x->number < y->number || (isnan (y->number) && !isnan (x->number)))
    return -1;
  if (x->number > y->number || (isnan (x->number) && !isnan (y->number)))
    return 1;
  return compare_names (x, y);
}

static int
compare_falling (gconstpointer a, gconstpointer b, gpointer data)
{
  const SortKey *x = a, *y = b;

  if (x->number > y->number || (isnan (y->number) && !isnan (x->number)))
    return -1;
  if (x->number < y->number || (isnan (x->number) && !isnan (y->number)))
    return 1;
  return compare_names (x, y);
}

static int
compare_names_falling (gconstpointer a, gconstpointer b, gpointer data)
{
  return compare_names (b, a);
}

/* The keys of people by a field. */
static void
fill_from_field (const KithSnapshot *snapshot, gint64 field, SortKey *keys)
{
  const KithFieldColumns *fields = snapshot->fields;
  int column = fields != NULL ? kith_field_columns_find (fields, field) : -1;
  g_autofree guint32 *rank = column >= 0 ? kith_field_columns_rank (fields, (guint) column) : NULL;

  for (guint i = 0; i < snapshot->n; i++)
    {
      guint32 text = column >= 0 ? fields->columns[column].value[i] : 0;

      keys[i].number = text != 0 ? rank[text] : NAN;
    }
}

void
kith_people_order (const KithSnapshot *snapshot, KithPeopleKey key, gint64 field, gboolean falling, guint *order)
{
  g_autofree SortKey *keys = g_new (SortKey, snapshot->n);
  GCompareDataFunc compare = falling ? compare_falling : compare_rising;

  if (field == 0 && key == KITH_PEOPLE_BY_NAME && falling)
    compare = compare_names_falling;
  for (guint i = 0; i < snapshot->n; i++)
    keys[i] = (SortKey) { get_number (snapshot, key, i), snapshot->by_name[i], i };
  if (field != 0)
    fill_from_field (snapshot, field, keys);
  g_sort_array (keys, snapshot->n, sizeof *keys, compare, NULL);
  for (guint i = 0; i < snapshot->n; i++)
    order[i] = keys[i].person;
}
