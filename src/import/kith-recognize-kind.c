/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a table holds as a whole, by its columns and the shape of their values. */

#include "kith-recognize-private.h"

#include <string.h>

/* --- what the table holds --- */

gboolean
kith_work_has_person (const KithWork *work, guint side)
{
  static const KithColumnKind kinds[]
      = { KITH_COLUMN_PERSON_KEY,  KITH_COLUMN_PERSON_ID, KITH_COLUMN_PERSON_NAME, KITH_COLUMN_GIVEN_NAME,
          KITH_COLUMN_FAMILY_NAME, KITH_COLUMN_EMAIL,     KITH_COLUMN_HANDLE };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kith_work_find_kind (work, kinds[i], side) >= 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_disjoint (const KithWorkColumn *a, const KithWorkColumn *b)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, a->values);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    if (g_hash_table_contains (b->values, value))
      return FALSE;
  return TRUE;
}

/* From and to that never meet, and come again and again on both sides, are people and what they took part in. */
gboolean
kith_work_is_two_mode (const KithWork *work, guint a, guint b)
{
  const KithWorkColumn *from = &work->columns[a];
  const KithWorkColumn *to = &work->columns[b];

  if (from->filled < 8 || (!work->whole && from->filled < 500))
    return FALSE;
  return 2 * from->filled >= 3 * kith_work_count_distinct (from) && 2 * to->filled >= 3 * kith_work_count_distinct (to)
         && is_disjoint (from, to);
}

/* Every other column 0, 1 or nothing; or, where the heads are the rows again, numbers. */
gboolean
kith_work_find_matrix (KithWork *work)
{
  guint named = 0;
  guint first = 0;
  guint same = 0;
  gboolean bits = TRUE, numbers = TRUE;
  const KithWorkColumn *people;

  /* A second corner column that is blank is passed over. */
  while (first < work->n && work->columns[first].filled == 0)
    first++;
  if (first > 1 || work->head == G_MAXUINT || first + 3 > work->n || work->rows->len - work->from < 2)
    return FALSE;
  people = &work->columns[first];
  /* One may be without a name, on the left and above. */
  if (!kith_work_is_unique (people) || people->filled + 1 < people->rows)
    return FALSE;
  for (guint i = first + 1; i < work->n; i++)
    {
      const KithWorkColumn *column = &work->columns[i];

      if (*work->table->columns[i].head == '\0')
        {
          if (column->filled > 0 && people->filled == people->rows)
            return FALSE;
          continue;
        }
      named++;
      bits = bits && column->says == column->filled;
      numbers = numbers && column->numbers == column->filled;
      same += g_hash_table_contains (people->values, work->table->columns[i].head);
    }
  if (people->filled < people->rows && same < named)
    return FALSE;
  if (numbers && named >= 2 && mostly (same, named, 90) && mostly (same, people->filled, work->whole ? 80 : 1))
    work->table->shape = KITH_SHAPE_SQUARE;
  else if (bits && named >= 2)
    {
      guint known = 0, side;

      /* Opt-in marks of a list of people are 0 and 1 too, but have heads that are known. */
      for (guint i = first + 1; i < work->n; i++)
        known += kith_column_for_head (work->table->columns[i].head, &side) != KITH_COLUMN_UNKNOWN;
      if (3 * known > named)
        return FALSE;
      work->table->shape = KITH_SHAPE_MATRIX;
    }
  else
    return FALSE;

  for (guint i = 0; i < work->n; i++)
    if (i > first && *work->table->columns[i].head != '\0' && work->columns[i].rows > 0)
      kith_work_set_kind (work, i, KITH_COLUMN_MEMBERSHIP, 0);
    else if (i != first)
      kith_work_set_kind (work, i, KITH_COLUMN_LEFT_OUT, 0);
  kith_work_set_kind (work, first, KITH_COLUMN_PERSON_KEY, 0);
  work->table->kind = work->table->shape == KITH_SHAPE_SQUARE ? KITH_TABLE_TIES : KITH_TABLE_ATTENDANCE;
  return TRUE;
}

/* Columns without a known head that are what they are by their values. */
void
kith_work_guess_from_values (KithWork *work)
{
  /* Beside a person's name, an address under a head of its own ("Dad's e-mail") may be another's. */
  gboolean email = kith_work_find_kind (work, KITH_COLUMN_EMAIL, 0) >= 0
                   || kith_work_find_kind (work, KITH_COLUMN_EMAIL, 1) >= 0
                   || kith_work_find_kind (work, KITH_COLUMN_GIVEN_NAME, 0) >= 0
                   || kith_work_find_kind (work, KITH_COLUMN_PERSON_ID, 0) >= 0;

  for (guint i = 0; i < work->n; i++)
    if (work->table->columns[i].kind == KITH_COLUMN_UNKNOWN && !email
        && mostly (work->columns[i].emails, work->columns[i].filled, 60))
      {
        kith_work_set_kind (work, i, KITH_COLUMN_EMAIL, 0);
        email = TRUE;
      }
}

/* Under an unknown head and beside addresses, what looks like names is names where there is only one such column, or are enough of them. */
void
kith_work_guess_names (KithWork *work)
{
  int found = -1;
  guint n = 0;

  if (kith_work_find_kind (work, KITH_COLUMN_PERSON_NAME, 0) >= 0
      || kith_work_find_kind (work, KITH_COLUMN_GIVEN_NAME, 0) >= 0
      || kith_work_find_kind (work, KITH_COLUMN_FAMILY_NAME, 0) >= 0
      || (work->head != G_MAXUINT && kith_work_find_kind (work, KITH_COLUMN_EMAIL, 0) < 0))
    return;
  for (guint i = 0; i < work->n; i++)
    if (work->table->columns[i].kind == KITH_COLUMN_UNKNOWN
        && mostly (work->columns[i].names, work->columns[i].filled, 70)
        && 2 * kith_work_count_distinct (&work->columns[i]) > work->columns[i].filled)
      {
        found = n == 0 ? (int) i : found;
        n++;
      }
  if (n == 1 || (n > 1 && (work->head == G_MAXUINT || work->columns[found].filled >= 5)))
    kith_work_set_kind (work, found, KITH_COLUMN_PERSON_NAME, 0);
}

/* As many rows as columns, all numbers, zeros where they cross: a matrix without names, which tells nothing of anybody. */
static gboolean
is_square_of_numbers (const KithWork *work)
{
  if (!work->whole || work->n < 3 || work->rows->len - work->from != work->n)
    return FALSE;
  for (guint i = 0; i < work->n; i++)
    {
      double value;

      if (work->columns[i].numbers < work->columns[i].rows
          || !kith_value_number (get_cell (get_row (work, work->from + i), i), &value) || value != 0)
        return FALSE;
    }
  return TRUE;
}

/* Two columns of addresses under heads that say nothing of addresses: of two people, or two of one. */
gboolean
kith_work_is_addresses (const KithWork *work)
{
  guint side;

  for (guint i = 0; i < 2; i++)
    if (i >= work->n || !mostly (work->columns[i].emails, work->columns[i].filled, 90) || work->columns[i].filled == 0
        || kith_column_for_head (work->table->columns[i].head, &side) != KITH_COLUMN_UNKNOWN)
      return FALSE;
  return TRUE;
}

/* Two columns of the same kind of key, then numbers: an edge list. Or a number a person and a label that many share. */
KithTableKind
kith_work_guess_pairs (KithWork *work)
{
  const KithWorkColumn *a = &work->columns[0];
  const KithWorkColumn *b = work->n > 1 ? &work->columns[1] : NULL;
  KithKeys keys;

  if (work->n < 2 || work->n > 5 || !mostly (a->filled, a->rows, 90) || !mostly (b->filled, b->rows, 90))
    return KITH_TABLE_AUTO;
  if (work->table->columns[0].kind != KITH_COLUMN_UNKNOWN && work->table->columns[0].kind != KITH_COLUMN_EMAIL
      && work->table->columns[0].kind != KITH_COLUMN_PERSON_NAME)
    return KITH_TABLE_AUTO;
  if (work->table->columns[1].kind != KITH_COLUMN_UNKNOWN && work->table->columns[1].kind != KITH_COLUMN_EMAIL
      && work->table->columns[1].kind != KITH_COLUMN_PERSON_NAME)
    return KITH_TABLE_AUTO;
  if (is_square_of_numbers (work))
    return KITH_TABLE_AUTO;
  keys = kith_work_keys_of (a);
  for (guint i = 2; i < work->n; i++)
    if (work->columns[i].numbers + work->columns[i].dates < work->columns[i].filled)
      return KITH_TABLE_AUTO;
  /* Fractions and dates are no ids. */
  if (mostly (a->numbers - a->integers, a->filled, 5) || mostly (b->numbers - b->integers, b->filled, 5) || a->low < 0
      || b->low < 0 || mostly (a->dates, a->filled, 50))
    return KITH_TABLE_AUTO;

  if (work->n == 2 && a->integers == a->filled && a->filled >= 20 && a->in_steps && a->low <= 1
      && (b->integers < b->filled || 3 * kith_work_count_distinct (b) <= b->filled))
    {
      kith_work_set_kind (work, 0, KITH_COLUMN_PERSON_ID, 0);
      return KITH_TABLE_PEOPLE;
    }
  if (keys != kith_work_keys_of (b) && !kith_work_is_two_mode (work, 0, 1))
    return KITH_TABLE_AUTO;
  /* Under heads that are no words for it, only where the two columns speak of the same, or there is nothing but names. */
  if (work->head != G_MAXUINT && is_disjoint (a, b)
      && !(work->n == 2 && mostly (a->names, a->filled, 90) && mostly (b->names, b->filled, 90)))
    return KITH_TABLE_AUTO;
  if (keys != KITH_KEYS_EMAIL && a->integers < a->filled && is_disjoint (a, b) && !kith_work_is_two_mode (work, 0, 1)
      && !mostly (a->names + b->names, a->filled + b->filled, 70))
    return KITH_TABLE_AUTO;
  kith_work_set_kind (work, 0, KITH_COLUMN_PERSON_KEY, 0);
  kith_work_set_kind (work, 1, KITH_COLUMN_PERSON_KEY, 1);
  if (work->n >= 3 && work->table->columns[2].kind == KITH_COLUMN_UNKNOWN)
    {
      if (mostly (work->columns[2].unix_times, work->columns[2].filled, 90)
          || mostly (work->columns[2].dates, work->columns[2].filled, 90))
        kith_work_set_kind (work, 2, KITH_COLUMN_TIE_DATE, 0);
      else if (work->columns[2].filled > 0)
        kith_work_set_kind (work, 2, KITH_COLUMN_TIE_WEIGHT, 0);
    }
  return KITH_TABLE_TIES;
}

int
kith_work_find_gathering (const KithWork *work)
{
  static const KithColumnKind kinds[]
      = { KITH_COLUMN_EVENT_NAME, KITH_COLUMN_EVENT_ID, KITH_COLUMN_GROUP_NAME, KITH_COLUMN_GROUP_ID };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      int found = kith_work_find_kind (work, kinds[i], 0);

      if (found >= 0)
        return found;
    }
  return -1;
}

KithTableKind
kith_work_guess_kind (KithWork *work)
{
  int from = kith_work_find_kind (work, KITH_COLUMN_PERSON_KEY, 0);
  int to = kith_work_find_kind (work, KITH_COLUMN_PERSON_KEY, 1);
  int id = kith_work_find_kind (work, KITH_COLUMN_PERSON_ID, 0);
  int gathering;

  /* "id, target" with each id once is people with a label. */
  if (to >= 0 && from < 0 && id >= 0 && kith_work_is_unique (&work->columns[id]) && work->columns[id].filled > 4)
    {
      kith_work_set_kind (work, to, KITH_COLUMN_UNKNOWN, 0);
      to = -1;
    }
  if (kith_work_has_person (work, 1) && kith_work_has_person (work, 0))
    {
      if (from >= 0 && to >= 0 && kith_work_is_two_mode (work, from, to)
          && (work->table->system == NULL || work->table->system->as == NULL)
          && kith_work_keys_of (&work->columns[from]) != KITH_KEYS_EMAIL)
        {
          gboolean turned = kith_work_keys_of (&work->columns[from]) != KITH_KEYS_NAME
                            && mostly (work->columns[to].names, work->columns[to].filled, 60);

          kith_work_set_kind (work, turned ? from : to, KITH_COLUMN_EVENT_NAME, 0);
          kith_work_set_kind (work, turned ? to : from, KITH_COLUMN_PERSON_KEY, 0);
          return KITH_TABLE_ATTENDANCE;
        }
      return KITH_TABLE_TIES;
    }
  if (to >= 0 && !kith_work_has_person (work, 0))
    kith_work_set_kind (work, to, KITH_COLUMN_UNKNOWN, 0);
  /* "Source" beside nobody is where the row came from. */
  if (from >= 0 && !kith_work_is_mapped (work, from) && !g_str_equal (work->keys[from], "contact"))
    kith_work_set_kind (work, from, KITH_COLUMN_UNKNOWN, 0);
  gathering = kith_work_find_gathering (work);
  /* "woman, event": whoever the one other column names. */
  if (gathering >= 0 && !kith_work_has_person (work, 0) && work->n <= 4)
    for (guint i = 0; i < work->n && !kith_work_has_person (work, 0); i++)
      if ((int) i != gathering && work->table->columns[i].kind == KITH_COLUMN_UNKNOWN
          && mostly (work->columns[i].filled, work->columns[i].rows, 90)
          && (work->columns[i].texts == work->columns[i].filled || work->columns[i].integers == work->columns[i].filled)
          && !mostly (work->columns[i].dates, work->columns[i].filled, 50))
        kith_work_set_kind (work, i, KITH_COLUMN_PERSON_KEY, 0);
  if (gathering >= 0 && kith_work_has_person (work, 0))
    {
      KithColumnKind kind = work->table->columns[gathering].kind;

      /* A club or list beside the rest of what is known of a person, each person once, is one of their groups. */
      if (kind == KITH_COLUMN_GROUP_NAME
          && (kith_work_find_kind (work, KITH_COLUMN_EMAIL, 0) >= 0
              || kith_work_find_kind (work, KITH_COLUMN_FAMILY_NAME, 0) >= 0
              || kith_work_find_kind (work, KITH_COLUMN_PHONE, 0) >= 0))
        {
          int key = kith_work_find_kind (work, KITH_COLUMN_EMAIL, 0);

          if (key < 0)
            key = kith_work_find_kind (work, KITH_COLUMN_FAMILY_NAME, 0);
          if (key < 0)
            key = kith_work_find_kind (work, KITH_COLUMN_PHONE, 0);
          if (10 * kith_work_count_distinct (&work->columns[key]) >= 8 * work->columns[key].filled)
            {
              kith_work_set_kind (work, gathering, KITH_COLUMN_GROUPS, 0);
              return KITH_TABLE_PEOPLE;
            }
        }
      return KITH_TABLE_ATTENDANCE;
    }
  if (gathering >= 0 && !kith_work_has_person (work, 0)
      && (kith_work_find_kind (work, KITH_COLUMN_EVENT_ID, 0) >= 0
          || kith_work_find_kind (work, KITH_COLUMN_GROUP_ID, 0) >= 0)
      && (kith_work_find_kind (work, KITH_COLUMN_EVENT_NAME, 0) >= 0
          || kith_work_find_kind (work, KITH_COLUMN_GROUP_NAME, 0) >= 0))
    return KITH_TABLE_NAMES;
  /* A number alone beside many columns that say nothing of people may number anything. */
  if (id >= 0 && work->n > 8 && g_str_equal (work->keys[id], "id") && !kith_work_is_mapped (work, id))
    {
      kith_work_set_kind (work, id, KITH_COLUMN_UNKNOWN, 0);
      if (kith_work_has_person (work, 0))
        kith_work_set_kind (work, id, KITH_COLUMN_PERSON_ID, 0);
    }
  return kith_work_has_person (work, 0) ? KITH_TABLE_PEOPLE : KITH_TABLE_AUTO;
}
