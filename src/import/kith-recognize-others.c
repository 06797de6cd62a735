/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows that tell of two people: columns of a partner or a relative, and couples under one name. */

#include "kith-recognize-private.h"

#include "kith-couple.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_of_people (KithColumnKind kind)
{
  return kind == KITH_COLUMN_PERSON_NAME || kind == KITH_COLUMN_GIVEN_NAME || kind == KITH_COLUMN_FAMILY_NAME
         || kind == KITH_COLUMN_EMAIL || kind == KITH_COLUMN_PHONE;
}

/* What "Contact2 Work Email" or "Last Name 2" is without its number; UNKNOWN where the only digit in it is not @digit. */
static KithColumnKind
without_number (const char *key, char digit)
{
  const char *at = strchr (key, digit);
  g_autofree char *rest = NULL;
  KithColumnKind kind;
  guint side;

  if (at == NULL)
    return KITH_COLUMN_UNKNOWN;
  rest = g_strdup_printf ("%.*s%s", (int) (at - key), key, at + 1);
  if (strpbrk (rest, "0123456789") != NULL)
    return KITH_COLUMN_UNKNOWN;
  kind = kith_column_for_head (rest, &side);
  return side == 0 && is_of_people (kind) ? kind : KITH_COLUMN_UNKNOWN;
}

gboolean
kith_head_is_numbered (const char *head)
{
  g_autofree char *key = kith_head_key (head);

  return without_number (key, '1') != KITH_COLUMN_UNKNOWN || without_number (key, '2') != KITH_COLUMN_UNKNOWN;
}

/* "First Name 1" and "First Name 2" are of two people, and then so are "Email 1" and "Email 2". */
static void
settle_numbered (KithWork *work)
{
  gboolean two = FALSE;
  guint second = KITH_SIDE_PARTNER;

  for (guint i = 0; i < work->n; i++)
    {
      KithColumnKind kind = without_number (work->keys[i], '2');

      two = two || kind == KITH_COLUMN_GIVEN_NAME || kind == KITH_COLUMN_FAMILY_NAME;
      /* Beside what ties them it is a table of ties. */
      if (work->table->columns[i].kind == KITH_COLUMN_TIE_KIND
          || work->table->columns[i].kind == KITH_COLUMN_TIE_WEIGHT)
        second = 1;
    }
  for (guint i = 0; two && i < work->n; i++)
    {
      KithColumnKind kind = without_number (work->keys[i], '2');
      guint side = kind != KITH_COLUMN_UNKNOWN ? second : 0;

      if (kind == KITH_COLUMN_UNKNOWN)
        kind = without_number (work->keys[i], '1');
      /* "Preferred Email" may say which. */
      if (kind != KITH_COLUMN_UNKNOWN
          && (kind != KITH_COLUMN_EMAIL || work->columns[i].filled == 0
              || mostly (work->columns[i].emails, work->columns[i].filled, 60)))
        kith_work_set_kind (work, i, kind, side);
    }
}

static gboolean
has (const KithWork *work, KithColumnKind kind, guint side)
{
  return kith_work_find_kind (work, kind, side) >= 0;
}

void
kith_work_settle_others (KithWork *work)
{
  gboolean partner, relative;

  settle_numbered (work);
  /* A name alone, "Spouse Name", ties the person to somebody who may have a row of their own. */
  partner = has (work, KITH_COLUMN_GIVEN_NAME, KITH_SIDE_PARTNER) || has (work, KITH_COLUMN_EMAIL, KITH_SIDE_PARTNER)
            || has (work, KITH_COLUMN_PHONE, KITH_SIDE_PARTNER);
  /* The name of a father is for telling people apart, and no reason to bring him in. */
  relative = has (work, KITH_COLUMN_EMAIL, KITH_SIDE_RELATIVE) || has (work, KITH_COLUMN_PHONE, KITH_SIDE_RELATIVE);
  for (guint i = 0; i < work->n; i++)
    {
      const KithColumn *column = &work->table->columns[i];

      if ((column->side == KITH_SIDE_PARTNER && !partner
           && (column->kind != KITH_COLUMN_PERSON_NAME
               || kith_tie_column_for_head (column->head) != KITH_COLUMN_UNKNOWN))
          || (column->side == KITH_SIDE_RELATIVE && !relative))
        kith_work_set_kind (work, i, KITH_COLUMN_UNKNOWN, 0);
    }
}

/* Whether most names have one comma, and nothing that joins two people. */
static gboolean
are_sorted (KithWork *work, int name)
{
  guint names = 0, with_comma = 0;

  for (guint i = work->from; name >= 0 && i < work->rows->len; i++)
    {
      const char *cell = get_cell (get_row (work, i), name);
      const char *comma = strchr (cell, ',');

      if (strchr (cell, ' ') == NULL || kith_couple_may_join (cell))
        continue;
      names++;
      with_comma += comma != NULL && strchr (comma + 1, ',') == NULL;
    }
  return 2 * with_comma > names;
}

void
kith_work_tell_couples (KithWork *work)
{
  KithTable *table = work->table;
  int name = kith_work_find_kind (work, KITH_COLUMN_PERSON_NAME, 0);
  int given = kith_work_find_kind (work, KITH_COLUMN_GIVEN_NAME, 0);
  int family = kith_work_find_kind (work, KITH_COLUMN_FAMILY_NAME, 0);

  table->couples = table->shape == KITH_SHAPE_ROWS && table->sheet->columns == NULL
                   && (table->kind == KITH_TABLE_PEOPLE || table->kind == KITH_TABLE_ATTENDANCE);
  table->sorted = are_sorted (work, name);
  for (guint i = work->from; table->couples && i < work->rows->len; i++)
    {
      g_auto (KithCouple) couple = { 0 };
      const KithSampleRow *row = get_row (work, i);

      if (kith_couple_read (&couple, name >= 0 ? get_cell (row, name) : "", given >= 0 ? get_cell (row, given) : "",
                            family >= 0 ? get_cell (row, family) : "", table->sorted))
        {
          g_ptr_array_add (table->notes,
                           /* Translators: the names of two people, as in "Nea Nord" and "Max Nord" */
                           g_strdup_printf (_ ("Couples under one name become two people who live together, such as "
                                               "“%s” and “%s”."),
                                            couple.name[0], couple.name[1]));
          break;
        }
    }
}
