/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The order of evidence: what the person said (--map, --as), the heads of a known export, heads that are known words, and the
 * values. First where the head is, then what each column is, then what the table as a whole holds. */

#include "kith-recognize.h"

#include "kith-error.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the values of one column look like; counts of the filled ones. */
typedef struct
{
  guint rows, filled;
  guint integers, numbers, bits, dates, unix_times, emails, names, texts, says, lists;
  int day_first, month_first;
  gint64 low, high;  /* of integers */
  gboolean rising;   /* integers, each more than the one before */
  gboolean in_steps; /* rising by one */
  GHashTable *values;
} Column;

typedef struct
{
  KithTable *table;
  GPtrArray *rows; /* all of the sample */
  guint head;      /* index of the head row; G_MAXUINT for none */
  guint from;      /* index of the first row of data */
  gboolean whole;
  Column *columns;
  guint n;
  char **keys; /* of the heads */
  gboolean mapped[4096];
} Work;

static const KithSampleRow *
get_row (const Work *work, guint i)
{
  return work->rows->pdata[i];
}

static const char *
get_cell (const KithSampleRow *row, guint column)
{
  return column < row->n ? row->cells[column] : "";
}

static gboolean
mostly (guint part, guint of, guint percent)
{
  return of > 0 && 100 * part >= percent * of;
}

/* --- the head --- */

static guint
count_known (const KithSampleRow *row)
{
  guint known = 0, side;

  for (guint i = 0; i < row->n; i++)
    if (row->cells[i][0] != '\0' && strlen (row->cells[i]) < 64
        && kith_column_for_head (row->cells[i], &side) != KITH_COLUMN_UNKNOWN)
      known++;
  return known;
}

/* Numbers, dates and addresses stand below heads, never in them. */
static gboolean
is_value (const char *cell)
{
  double number;

  return kith_value_number (cell, &number) || kith_value_is_email (cell) || kith_value_date (cell, 0, NULL, NULL);
}

static gboolean
may_be_head (const KithSampleRow *row)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint values = 0, doubles = 0;

  for (guint i = 0; i < row->n; i++)
    {
      if (row->cells[i][0] == '\0')
        continue;
      values += is_value (row->cells[i]);
      doubles += !g_hash_table_add (seen, row->cells[i]);
    }
  return row->filled > 0 && 4 * values <= row->filled && 3 * doubles <= row->filled;
}

/* Whether what stands below is of another shape than the row. */
static gboolean
differs_from_below (const Work *work, guint at)
{
  const KithSampleRow *row = get_row (work, at);

  for (guint i = 0; i < row->n; i++)
    {
      guint filled = 0, values = 0;

      if (row->cells[i][0] == '\0' || is_value (row->cells[i]))
        continue;
      for (guint k = at + 1; k < work->rows->len && filled < 50; k++)
        {
          const char *cell = get_cell (get_row (work, k), i);

          filled += *cell != '\0';
          values += *cell != '\0' && (is_value (cell) || kith_value_says (cell) != KITH_SAYS_NOTHING);
        }
      if (mostly (values, filled, 80))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_known_export (const KithSampleRow *row)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < row->n; i++)
    g_ptr_array_add (keys, strlen (row->cells[i]) < 64 ? kith_head_key (row->cells[i]) : g_strdup (""));
  return kith_system_for_heads ((const char *const *) keys->pdata, keys->len) != NULL;
}

static void
find_head (Work *work)
{
  guint counts[64] = { 0 };
  guint mode = 1, first = 0;

  for (guint i = 0; i < work->rows->len; i++)
    counts[MIN (get_row (work, i)->n, 63)]++;
  for (guint i = 1; i < 64; i++)
    if (counts[i] > counts[mode])
      mode = i;

  work->head = G_MAXUINT;
  work->from = 0;
  /* Titles stand above the head, alone or nearly so. */
  while (first + 1 < work->rows->len && first < 20 && mode >= 3 && get_row (work, first)->filled < MIN (mode, 3)
         && (get_row (work, first)->n < mode || get_row (work, first)->filled <= 1))
    first++;
  for (guint i = 0; i < work->rows->len && i <= first + 12; i++)
    {
      const KithSampleRow *row = get_row (work, i);
      guint known = count_known (row);
      gboolean enough = i <= first ? 10 * known >= 3 * row->filled : 2 * known >= row->filled && known >= 2;

      if (is_known_export (row))
        {
          work->head = i;
          work->from = i + 1;
          return;
        }
      if (known > 0 && enough && may_be_head (row) && (row->filled >= 2 || mode == 1 || row->filled == mode)
          && (i <= first || 2 * row->n >= mode))
        {
          work->head = i;
          work->from = i + 1;
          return;
        }
    }
  if (first < work->rows->len && may_be_head (get_row (work, first)) && differs_from_below (work, first))
    {
      work->head = first;
      work->from = first + 1;
    }
  else if (mode >= 3)
    work->from = first;
}

/* --- the columns --- */

static void
look_at_column (Work *work, guint at)
{
  Column *column = &work->columns[at];
  gint64 before = 0;

  column->values = g_hash_table_new (g_str_hash, g_str_equal);
  column->rising = column->in_steps = TRUE;
  for (guint i = work->from; i < work->rows->len; i++)
    {
      const char *cell = get_cell (get_row (work, i), at);
      gint64 integer, date;
      double number;
      int order;

      column->rows++;
      if (*cell == '\0')
        continue;
      column->filled++;
      g_hash_table_add (column->values, (gpointer) cell);
      column->says += kith_value_says (cell) != KITH_SAYS_NOTHING;
      if (kith_value_integer (cell, &integer))
        {
          if (column->integers > 0)
            {
              column->rising = column->rising && integer > before;
              column->in_steps = column->in_steps && integer == before + 1;
            }
          before = integer;
          column->low = column->integers == 0 ? integer : MIN (column->low, integer);
          column->high = column->integers == 0 ? integer : MAX (column->high, integer);
          column->integers++;
          column->bits += integer == 0 || integer == 1;
          column->unix_times += kith_value_unix_time (integer, &date);
        }
      if (kith_value_number (cell, &number))
        column->numbers++;
      else
        {
          column->emails += kith_value_is_email (cell);
          column->names += kith_value_is_name (cell);
          column->texts++;
          column->lists += strpbrk (cell, ";|") != NULL || strstr (cell, "::") != NULL;
        }
      if (kith_value_date (cell, KITH_DATES_DAY_FIRST, NULL, &order))
        {
          column->dates++;
          column->day_first += order == 1;
          column->month_first += order == 2;
        }
    }
}

static guint
count_distinct (const Column *column)
{
  return g_hash_table_size (column->values);
}

static gboolean
is_unique (const Column *column)
{
  return column->filled > 0 && count_distinct (column) == column->filled;
}

static KithKeys
keys_of (const Column *column)
{
  if (mostly (column->emails, column->filled, 60))
    return KITH_KEYS_EMAIL;
  if (mostly (column->integers, column->filled, 80))
    return KITH_KEYS_ID;
  /* A code has a digit in it; what has none is what people call each other. */
  {
    GHashTableIter iter;
    gpointer value;
    guint codes = 0;

    g_hash_table_iter_init (&iter, column->values);
    while (g_hash_table_iter_next (&iter, &value, NULL))
      codes += strpbrk (value, "0123456789") != NULL && strchr (value, ' ') == NULL;
    return mostly (codes, count_distinct (column), 60) ? KITH_KEYS_ID : KITH_KEYS_NAME;
  }
}

static void
set_kind (Work *work, guint at, KithColumnKind kind, guint side)
{
  work->table->columns[at].kind = kind;
  work->table->columns[at].side = side;
}

static int
find_kind (const Work *work, KithColumnKind kind, guint side)
{
  return kith_table_find (work->table, kind, side);
}

static gboolean
is_mapped (const Work *work, guint at)
{
  return at < G_N_ELEMENTS (work->mapped) && work->mapped[at];
}

/* "Type" of a tie or of a line; "status" of a participation. */
static void
settle_ambiguous (Work *work)
{
  for (guint i = 0; i < work->n; i++)
    {
      const Column *column = &work->columns[i];
      GHashTableIter iter;
      gpointer value;
      guint directed = 0;

      if (work->table->columns[i].kind != KITH_COLUMN_UNKNOWN || column->filled == 0)
        continue;
      g_hash_table_iter_init (&iter, column->values);
      while (g_hash_table_iter_next (&iter, &value, NULL))
        directed += g_ascii_strcasecmp (value, "directed") == 0 || g_ascii_strcasecmp (value, "undirected") == 0
                    || g_ascii_strcasecmp (value, "mutual") == 0;
      if (g_str_equal (work->keys[i], "type"))
        {
          if (directed == count_distinct (column))
            set_kind (work, i, KITH_COLUMN_TIE_DIRECTION, 0);
          else if (find_kind (work, KITH_COLUMN_PERSON_KEY, 1) >= 0)
            set_kind (work, i, KITH_COLUMN_TIE_KIND, 0);
          else if (column->says == column->filled && count_distinct (column) <= 2 && work->n <= 3)
            set_kind (work, i, KITH_COLUMN_IS_EVENT, 0);
        }
      else if ((g_str_equal (work->keys[i], "status") || g_str_equal (work->keys[i], "registrationstatus"))
               && (find_kind (work, KITH_COLUMN_EVENT_NAME, 0) >= 0 || find_kind (work, KITH_COLUMN_EVENT_ID, 0) >= 0))
        set_kind (work, i, KITH_COLUMN_ATTENDED, 0);
    }
}

static void
apply_system (Work *work)
{
  g_auto (GStrv) pairs = NULL;

  if (work->table->system == NULL || work->table->system->columns == NULL)
    return;
  pairs = g_strsplit (work->table->system->columns, " ", -1);
  for (char **pair = pairs; *pair != NULL; pair++)
    {
      char *equals = strchr (*pair, '=');
      KithColumnKind kind;
      guint side;

      if (equals == NULL)
        continue;
      *equals = '\0';
      if (!kith_column_from_name (equals + 1, &kind, &side))
        g_assert_not_reached ();
      for (guint i = 0; i < work->n; i++)
        if (g_str_equal (work->keys[i], *pair))
          set_kind (work, i, kind, side);
    }
}

/* "COLUMN=FIELD", COLUMN a head or its number. */
static gboolean
apply_map (Work *work, const KithTableOptions *options, GError **error)
{
  for (const char *const *entry = options != NULL ? options->map : NULL; entry != NULL && *entry != NULL; entry++)
    {
      const char *equals = strrchr (*entry, '=');
      g_autofree char *column = NULL;
      g_autofree char *key = NULL;
      KithColumnKind kind;
      guint side;
      gint64 number;
      int found = -1;

      if (equals == NULL || equals == *entry || equals[1] == '\0')
        {
          g_set_error (error, KITH_ERROR, KITH_ERROR_MAPPING,
                       _ ("“%s” does not say which column is what: write COLUMN=FIELD, as in “E-post=email”."), *entry);
          return FALSE;
        }
      column = g_strndup (*entry, equals - *entry);
      key = kith_head_key (column);
      for (guint i = 0; i < work->n && found < 0; i++)
        if (*work->keys[i] != '\0' && g_str_equal (work->keys[i], key))
          found = (int) i;
      for (guint i = 0; i < work->n && found < 0; i++)
        if (g_str_equal (work->table->columns[i].head, column))
          found = (int) i;
      if (found < 0 && kith_value_integer (column, &number) && number >= 1 && number <= work->n)
        found = (int) number - 1;
      if (found < 0)
        {
          g_autoptr (GString) heads = g_string_new (NULL);

          for (guint i = 0; i < work->n && i < 40; i++)
            g_string_append_printf (heads, "%s%s", i > 0 ? ", " : "", work->table->columns[i].head);
          g_set_error (error, KITH_ERROR, KITH_ERROR_MAPPING, _ ("“%s” has no column “%s”; its columns are: %s."),
                       work->table->name, column, heads->str);
          return FALSE;
        }
      if (!kith_column_from_name (equals + 1, &kind, &side))
        {
          g_autofree char *names = kith_column_dup_names ();

          g_set_error (error, KITH_ERROR, KITH_ERROR_MAPPING,
                       _ ("There is no field “%s”; a column can be mapped to: %s."), equals + 1, names);
          return FALSE;
        }
      /* What was guessed to be the same gives way. */
      for (guint i = 0; i < work->n; i++)
        if (kind != KITH_COLUMN_EMAIL && kind != KITH_COLUMN_PHONE && kind != KITH_COLUMN_GROUPS
            && kind != KITH_COLUMN_TAGS && !is_mapped (work, i) && work->table->columns[i].kind == kind
            && work->table->columns[i].side == side)
          set_kind (work, i, KITH_COLUMN_UNKNOWN, 0);
      set_kind (work, found, kind, side);
      if (found < (int) G_N_ELEMENTS (work->mapped))
        work->mapped[found] = TRUE;
    }
  return TRUE;
}

/* One id is the person's; an id of the row or of another system steps back. */
static void
settle_ids (Work *work)
{
  int best = -1, best_rank = -1;

  for (guint i = 0; i < work->n; i++)
    {
      const char *key = work->keys[i];
      int rank;

      if (work->table->columns[i].kind != KITH_COLUMN_PERSON_ID || work->table->columns[i].side != 0)
        continue;
      if (is_mapped (work, i))
        rank = 9;
      else if (work->columns[i].filled == 0)
        rank = 0;
      else if (g_str_has_prefix (key, "ext"))
        rank = 1;
      else if (g_str_equal (key, "contactid"))
        rank = 6;
      else if (g_str_equal (key, "id") || g_str_equal (key, "recordid"))
        rank = work->table->system != NULL ? 5 : 2;
      else
        rank = 4;
      if (rank > best_rank)
        {
          best = (int) i;
          best_rank = rank;
        }
    }
  for (guint i = 0; i < work->n; i++)
    if ((int) i != best && work->table->columns[i].kind == KITH_COLUMN_PERSON_ID && work->table->columns[i].side == 0)
      set_kind (work, i, KITH_COLUMN_UNKNOWN, 0);
}

/* --- what the table holds --- */

static gboolean
has_person (const Work *work, guint side)
{
  static const KithColumnKind kinds[]
      = { KITH_COLUMN_PERSON_KEY,  KITH_COLUMN_PERSON_ID, KITH_COLUMN_PERSON_NAME, KITH_COLUMN_GIVEN_NAME,
          KITH_COLUMN_FAMILY_NAME, KITH_COLUMN_EMAIL,     KITH_COLUMN_HANDLE };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (find_kind (work, kinds[i], side) >= 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_disjoint (const Column *a, const Column *b)
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
static gboolean
is_two_mode (const Work *work, guint a, guint b)
{
  const Column *from = &work->columns[a];
  const Column *to = &work->columns[b];

  if (from->filled < 8 || (!work->whole && from->filled < 500))
    return FALSE;
  return 2 * from->filled >= 3 * count_distinct (from) && 2 * to->filled >= 3 * count_distinct (to)
         && is_disjoint (from, to);
}

/* Every other column 0, 1 or nothing; or, where the heads are the rows again, numbers. */
static gboolean
find_matrix (Work *work)
{
  guint named = 0;
  guint first = 0;
  guint same = 0;
  gboolean bits = TRUE, numbers = TRUE;
  const Column *people;

  /* A second corner column that is blank is passed over. */
  while (first < work->n && work->columns[first].filled == 0)
    first++;
  if (first > 1 || work->head == G_MAXUINT || first + 3 > work->n || work->rows->len - work->from < 2)
    return FALSE;
  people = &work->columns[first];
  if (!is_unique (people) || people->filled < people->rows)
    return FALSE;
  for (guint i = first + 1; i < work->n; i++)
    {
      const Column *column = &work->columns[i];

      if (*work->table->columns[i].head == '\0')
        {
          if (column->filled > 0)
            return FALSE;
          continue;
        }
      named++;
      bits = bits && column->says == column->filled;
      numbers = numbers && column->numbers == column->filled;
      same += g_hash_table_contains (people->values, work->table->columns[i].head);
    }
  if (numbers && named >= 2 && mostly (same, named, 90) && mostly (same, people->rows, work->whole ? 80 : 1))
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
      set_kind (work, i, KITH_COLUMN_MEMBERSHIP, 0);
    else if (i != first)
      set_kind (work, i, KITH_COLUMN_LEFT_OUT, 0);
  set_kind (work, first, KITH_COLUMN_PERSON_KEY, 0);
  work->table->kind = work->table->shape == KITH_SHAPE_SQUARE ? KITH_TABLE_TIES : KITH_TABLE_ATTENDANCE;
  return TRUE;
}

/* Columns without a known head that are what they are by their values. */
static void
guess_from_values (Work *work)
{
  /* Beside a person's name, an address under a head of its own ("Dad's e-mail") may be another's. */
  gboolean email = find_kind (work, KITH_COLUMN_EMAIL, 0) >= 0 || find_kind (work, KITH_COLUMN_EMAIL, 1) >= 0
                   || find_kind (work, KITH_COLUMN_GIVEN_NAME, 0) >= 0
                   || find_kind (work, KITH_COLUMN_PERSON_ID, 0) >= 0;

  for (guint i = 0; i < work->n; i++)
    if (work->table->columns[i].kind == KITH_COLUMN_UNKNOWN && !email
        && mostly (work->columns[i].emails, work->columns[i].filled, 60))
      {
        set_kind (work, i, KITH_COLUMN_EMAIL, 0);
        email = TRUE;
      }
}

static void
guess_names (Work *work)
{
  if (find_kind (work, KITH_COLUMN_PERSON_NAME, 0) >= 0 || find_kind (work, KITH_COLUMN_GIVEN_NAME, 0) >= 0
      || find_kind (work, KITH_COLUMN_FAMILY_NAME, 0) >= 0)
    return;
  for (guint i = 0; i < work->n; i++)
    if (work->table->columns[i].kind == KITH_COLUMN_UNKNOWN
        && mostly (work->columns[i].names, work->columns[i].filled, 70)
        && (work->head == G_MAXUINT || (find_kind (work, KITH_COLUMN_EMAIL, 0) >= 0 && work->columns[i].filled >= 5))
        && 2 * count_distinct (&work->columns[i]) > work->columns[i].filled)
      {
        set_kind (work, i, KITH_COLUMN_PERSON_NAME, 0);
        return;
      }
}

/* As many rows as columns, all numbers, zeros where they cross: a matrix without names, which tells nothing of anybody. */
static gboolean
is_square_of_numbers (const Work *work)
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

/* Two columns of the same kind of key, then numbers: an edge list. Or a number a person and a label that many share. */
static KithTableKind
guess_pairs (Work *work)
{
  const Column *a = &work->columns[0];
  const Column *b = work->n > 1 ? &work->columns[1] : NULL;
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
  keys = keys_of (a);
  for (guint i = 2; i < work->n; i++)
    if (work->columns[i].numbers + work->columns[i].dates < work->columns[i].filled)
      return KITH_TABLE_AUTO;
  /* Fractions and dates are no ids. */
  if (mostly (a->numbers - a->integers, a->filled, 5) || mostly (b->numbers - b->integers, b->filled, 5) || a->low < 0
      || b->low < 0 || mostly (a->dates, a->filled, 50))
    return KITH_TABLE_AUTO;

  if (work->n == 2 && a->integers == a->filled && a->filled >= 20 && a->in_steps && a->low <= 1
      && (b->integers < b->filled || 3 * count_distinct (b) <= b->filled))
    {
      set_kind (work, 0, KITH_COLUMN_PERSON_ID, 0);
      return KITH_TABLE_PEOPLE;
    }
  if (keys != keys_of (b) && !is_two_mode (work, 0, 1))
    return KITH_TABLE_AUTO;
  /* Under heads that are no words for it, only where the two columns speak of the same. */
  if (work->head != G_MAXUINT && is_disjoint (a, b))
    return KITH_TABLE_AUTO;
  if (keys != KITH_KEYS_EMAIL && a->integers < a->filled && is_disjoint (a, b) && !is_two_mode (work, 0, 1)
      && !mostly (a->names + b->names, a->filled + b->filled, 70))
    return KITH_TABLE_AUTO;
  set_kind (work, 0, KITH_COLUMN_PERSON_KEY, 0);
  set_kind (work, 1, KITH_COLUMN_PERSON_KEY, 1);
  if (work->n >= 3 && work->table->columns[2].kind == KITH_COLUMN_UNKNOWN)
    {
      if (mostly (work->columns[2].unix_times, work->columns[2].filled, 90)
          || mostly (work->columns[2].dates, work->columns[2].filled, 90))
        set_kind (work, 2, KITH_COLUMN_TIE_DATE, 0);
      else if (work->columns[2].filled > 0)
        set_kind (work, 2, KITH_COLUMN_TIE_WEIGHT, 0);
    }
  return KITH_TABLE_TIES;
}

static int
find_gathering (const Work *work)
{
  static const KithColumnKind kinds[]
      = { KITH_COLUMN_EVENT_NAME, KITH_COLUMN_EVENT_ID, KITH_COLUMN_GROUP_NAME, KITH_COLUMN_GROUP_ID };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      int found = find_kind (work, kinds[i], 0);

      if (found >= 0)
        return found;
    }
  return -1;
}

static KithTableKind
guess_kind (Work *work)
{
  int from = find_kind (work, KITH_COLUMN_PERSON_KEY, 0);
  int to = find_kind (work, KITH_COLUMN_PERSON_KEY, 1);
  int id = find_kind (work, KITH_COLUMN_PERSON_ID, 0);
  int gathering;

  /* "id, target" with each id once is people with a label. */
  if (to >= 0 && from < 0 && id >= 0 && is_unique (&work->columns[id]) && work->columns[id].filled > 4)
    {
      set_kind (work, to, KITH_COLUMN_UNKNOWN, 0);
      to = -1;
    }
  if (has_person (work, 1) && has_person (work, 0))
    {
      if (from >= 0 && to >= 0 && is_two_mode (work, from, to)
          && (work->table->system == NULL || work->table->system->as == NULL)
          && keys_of (&work->columns[from]) != KITH_KEYS_EMAIL)
        {
          gboolean turned = keys_of (&work->columns[from]) != KITH_KEYS_NAME
                            && mostly (work->columns[to].names, work->columns[to].filled, 60);

          set_kind (work, turned ? from : to, KITH_COLUMN_EVENT_NAME, 0);
          set_kind (work, turned ? to : from, KITH_COLUMN_PERSON_KEY, 0);
          return KITH_TABLE_ATTENDANCE;
        }
      return KITH_TABLE_TIES;
    }
  if (to >= 0 && !has_person (work, 0))
    set_kind (work, to, KITH_COLUMN_UNKNOWN, 0);
  /* "Source" beside nobody is where the row came from. */
  if (from >= 0 && !is_mapped (work, from) && !g_str_equal (work->keys[from], "contact"))
    set_kind (work, from, KITH_COLUMN_UNKNOWN, 0);
  gathering = find_gathering (work);
  /* "woman, event": whoever the one other column names. */
  if (gathering >= 0 && !has_person (work, 0) && work->n <= 4)
    for (guint i = 0; i < work->n && !has_person (work, 0); i++)
      if ((int) i != gathering && work->table->columns[i].kind == KITH_COLUMN_UNKNOWN
          && mostly (work->columns[i].filled, work->columns[i].rows, 90)
          && (work->columns[i].texts == work->columns[i].filled || work->columns[i].integers == work->columns[i].filled)
          && !mostly (work->columns[i].dates, work->columns[i].filled, 50))
        set_kind (work, i, KITH_COLUMN_PERSON_KEY, 0);
  if (gathering >= 0 && has_person (work, 0))
    {
      KithColumnKind kind = work->table->columns[gathering].kind;

      /* A club or list beside the rest of what is known of a person, each person once, is one of their groups. */
      if (kind == KITH_COLUMN_GROUP_NAME
          && (find_kind (work, KITH_COLUMN_EMAIL, 0) >= 0 || find_kind (work, KITH_COLUMN_FAMILY_NAME, 0) >= 0
              || find_kind (work, KITH_COLUMN_PHONE, 0) >= 0))
        {
          int key = find_kind (work, KITH_COLUMN_EMAIL, 0);

          if (key < 0)
            key = find_kind (work, KITH_COLUMN_FAMILY_NAME, 0);
          if (key < 0)
            key = find_kind (work, KITH_COLUMN_PHONE, 0);
          if (10 * count_distinct (&work->columns[key]) >= 8 * work->columns[key].filled)
            {
              set_kind (work, gathering, KITH_COLUMN_GROUPS, 0);
              return KITH_TABLE_PEOPLE;
            }
        }
      return KITH_TABLE_ATTENDANCE;
    }
  if (gathering >= 0 && !has_person (work, 0)
      && (find_kind (work, KITH_COLUMN_EVENT_ID, 0) >= 0 || find_kind (work, KITH_COLUMN_GROUP_ID, 0) >= 0)
      && (find_kind (work, KITH_COLUMN_EVENT_NAME, 0) >= 0 || find_kind (work, KITH_COLUMN_GROUP_NAME, 0) >= 0))
    return KITH_TABLE_NAMES;
  /* A number alone beside many columns that say nothing of people may number anything. */
  if (id >= 0 && work->n > 8 && g_str_equal (work->keys[id], "id") && !is_mapped (work, id))
    {
      set_kind (work, id, KITH_COLUMN_UNKNOWN, 0);
      if (has_person (work, 0))
        set_kind (work, id, KITH_COLUMN_PERSON_ID, 0);
    }
  return has_person (work, 0) ? KITH_TABLE_PEOPLE : KITH_TABLE_AUTO;
}

/* --- all together --- */

static void
make_columns (Work *work, const char *const *hint)
{
  KithTable *table = work->table;
  const KithSampleRow *head = work->head != G_MAXUINT ? get_row (work, work->head) : NULL;
  g_autoptr (GString) heads = g_string_new (NULL);
  guint widest = 0, typical = 0;

  for (guint i = work->from; i < work->rows->len; i++)
    widest = MAX (widest, get_row (work, i)->n);
  typical = table->dialect.columns;
  work->n = MAX (head != NULL ? head->n : 0, MIN (widest, MAX (typical, head != NULL ? head->n : 1)));
  /* Blank heads at the end over blank columns are nothing. */
  table->n_columns = work->n;
  table->columns = g_new0 (KithColumn, work->n);
  work->columns = g_new0 (Column, work->n);
  work->keys = g_new0 (char *, work->n + 1);
  if (head == NULL && hint != NULL && g_strv_length ((char **) hint) != work->n)
    hint = NULL;
  for (guint i = 0; i < work->n; i++)
    {
      const char *text = head != NULL ? get_cell (head, i) : hint != NULL && head == NULL ? hint[i] : "";

      table->columns[i].head = g_strdup (text);
      work->keys[i] = kith_head_key (text);
      g_string_append_printf (heads, "%s|", work->keys[i]);
      look_at_column (work, i);
    }
  if (head != NULL)
    table->heads_key = g_string_free_and_steal (g_steal_pointer (&heads));
}

static void
name_columns (Work *work)
{
  for (guint i = 0; i < work->n; i++)
    if (*work->table->columns[i].head == '\0')
      {
        g_free (work->table->columns[i].head);
        /* Translators: the name of a column that has no head */
        work->table->columns[i].head = g_strdup_printf (_ ("Column %u"), i + 1);
      }
}

static void
settle_dates (Work *work)
{
  for (guint i = 0; i < work->n; i++)
    {
      KithColumn *column = &work->table->columns[i];
      const Column *seen = &work->columns[i];

      if (column->kind != KITH_COLUMN_TIE_DATE && column->kind != KITH_COLUMN_EVENT_DATE
          && column->kind != KITH_COLUMN_TIE_END)
        continue;
      if (seen->day_first != seen->month_first)
        column->dates = seen->day_first > seen->month_first ? KITH_DATES_DAY_FIRST : KITH_DATES_MONTH_FIRST;
      else if (work->table->system != NULL && work->table->system->month_first)
        column->dates = KITH_DATES_MONTH_FIRST;
      else
        {
          GHashTableIter iter;
          gpointer value;
          gboolean slashes = FALSE;

          g_hash_table_iter_init (&iter, seen->values);
          while (g_hash_table_iter_next (&iter, &value, NULL) && !slashes)
            slashes = strchr (value, '/') != NULL && strchr (value, '/') - (char *) value <= 2;
          column->dates = KITH_DATES_DAY_FIRST;
          if (slashes && seen->dates > 0)
            g_ptr_array_add (
                work->table->notes,
                g_strdup_printf (
                    _ ("The dates in “%s” were read as day/month/year; none of the first rows says otherwise."),
                    column->head));
        }
    }
}

static void
tell_unused (Work *work)
{
  g_autoptr (GString) unused = g_string_new (NULL);
  g_autoptr (GString) sensitive = g_string_new (NULL);
  guint more = 0;

  for (guint i = 0; i < work->n; i++)
    {
      const KithColumn *column = &work->table->columns[i];

      if (work->columns[i].filled == 0)
        continue;
      if (column->kind == KITH_COLUMN_SENSITIVE)
        g_string_append_printf (sensitive, "%s%s", sensitive->len > 0 ? ", " : "", column->head);
      else if (column->kind == KITH_COLUMN_UNKNOWN)
        {
          if (unused->len > 400)
            more++;
          else
            g_string_append_printf (unused, "%s%s", unused->len > 0 ? ", " : "", column->head);
        }
    }
  if (sensitive->len > 0)
    g_ptr_array_add (work->table->notes,
                     /* Translators: a list of columns follows */
                     g_strdup_printf (_ ("Left out to protect people: %s."), sensitive->str));
  if (unused->len > 0 && more > 0)
    g_ptr_array_add (work->table->notes,
                     /* Translators: a list of columns, and how many more there are */
                     g_strdup_printf (_ ("Columns not used: %s, and %u more."), unused->str, more));
  else if (unused->len > 0)
    g_ptr_array_add (work->table->notes, g_strdup_printf (_ ("Columns not used: %s."), unused->str));
  if (work->head != G_MAXUINT && work->head > 0)
    g_ptr_array_add (work->table->notes,
                     g_strdup_printf (ngettext ("%u row above the heads was passed over.",
                                                "%u rows above the heads were passed over.", work->head),
                                      work->head));
}

static KithTableKind
kind_of_system (const KithSystem *system)
{
  if (system == NULL || system->as == NULL)
    return KITH_TABLE_AUTO;
  if (g_str_equal (system->as, "ties"))
    return KITH_TABLE_TIES;
  if (g_str_equal (system->as, "attendance"))
    return KITH_TABLE_ATTENDANCE;
  if (g_str_equal (system->as, "names"))
    return KITH_TABLE_NAMES;
  return KITH_TABLE_PEOPLE;
}

/* A wish (--as) needs columns it can be true of: the first ones, where no head says which. */
static gboolean
force_kind (Work *work, KithTableKind as, GError **error)
{
  KithTable *table = work->table;
  const char *missing = NULL;

  table->kind = as;
  switch (as)
    {
    case KITH_TABLE_TIES:
      if (!has_person (work, 1) || !has_person (work, 0))
        {
          if (work->n >= 2 && !has_person (work, 1))
            {
              guint a = 0, b = 1;

              if (has_person (work, 0))
                {
                  /* One side is known; the other is the first column left over. */
                  while (a < work->n && table->columns[a].kind != KITH_COLUMN_PERSON_KEY
                         && table->columns[a].kind != KITH_COLUMN_PERSON_ID
                         && table->columns[a].kind != KITH_COLUMN_PERSON_NAME
                         && table->columns[a].kind != KITH_COLUMN_EMAIL)
                    a++;
                  for (b = 0; b < work->n && (b == a || work->columns[b].filled == 0 || is_mapped (work, b)); b++)
                    ;
                }
              if (a < work->n && b < work->n)
                {
                  if (!is_mapped (work, a))
                    set_kind (work, a, KITH_COLUMN_PERSON_KEY, 0);
                  set_kind (work, b, KITH_COLUMN_PERSON_KEY, 1);
                }
            }
          if (!has_person (work, 0) || !has_person (work, 1))
            missing = _ ("the two people of a tie: say so with the fields “from” and “to”");
        }
      break;
    case KITH_TABLE_ATTENDANCE:
      if (find_kind (work, KITH_COLUMN_PERSON_KEY, 1) >= 0 && find_gathering (work) < 0)
        set_kind (work, find_kind (work, KITH_COLUMN_PERSON_KEY, 1), KITH_COLUMN_EVENT_NAME, 0);
      if (!has_person (work, 0) && work->n >= 2 && work->columns[0].filled > 0 && find_gathering (work) != 0)
        set_kind (work, 0, KITH_COLUMN_PERSON_KEY, 0);
      if (!has_person (work, 0))
        missing = _ ("a person: say so with the field “name”, “email” or “id”");
      else if (find_gathering (work) < 0 && work->n == 2)
        set_kind (work, find_kind (work, KITH_COLUMN_PERSON_KEY, 0) == 1 ? 0 : 1, KITH_COLUMN_EVENT_NAME, 0);
      break;
    default:
      if (!has_person (work, 0))
        {
          for (guint i = 0; i < work->n && !has_person (work, 0); i++)
            if (work->columns[i].filled > 0 && table->columns[i].kind == KITH_COLUMN_UNKNOWN
                && work->columns[i].texts > 0)
              set_kind (work, i, KITH_COLUMN_PERSON_KEY, 0);
          if (!has_person (work, 0) && work->n > 0 && is_unique (&work->columns[0]))
            set_kind (work, 0, KITH_COLUMN_PERSON_KEY, 0);
          if (!has_person (work, 0))
            missing = _ ("a person: say so with the field “name”, “email” or “id”");
        }
    }
  if (missing == NULL)
    return TRUE;
  g_set_error (error, KITH_ERROR, KITH_ERROR_MAPPING,
               /* Translators: a file, and what was looked for in vain */
               _ ("No column of “%s” holds %s."), table->name, missing);
  return FALSE;
}

/* Whether something other than a key that may be anybody's ("recruiter") says whom a row is about. */
static gboolean
has_own_person (const Work *work)
{
  return find_kind (work, KITH_COLUMN_PERSON_ID, 0) >= 0 || find_kind (work, KITH_COLUMN_PERSON_NAME, 0) >= 0
         || find_kind (work, KITH_COLUMN_GIVEN_NAME, 0) >= 0 || find_kind (work, KITH_COLUMN_FAMILY_NAME, 0) >= 0
         || find_kind (work, KITH_COLUMN_EMAIL, 0) >= 0;
}

/* After the kind is known, columns that mean something else in it, and the keys. */
static void
settle_roles (Work *work)
{
  KithTable *table = work->table;

  if (table->shape != KITH_SHAPE_ROWS)
    {
      int people = find_kind (work, KITH_COLUMN_PERSON_KEY, 0);

      table->columns[people].keys = keys_of (&work->columns[people]);
      return;
    }
  for (guint i = 0; i < work->n; i++)
    {
      KithColumn *column = &table->columns[i];

      switch (table->kind)
        {
        case KITH_TABLE_TIES:
          /* The tie's own id and label. */
          if (find_kind (work, KITH_COLUMN_PERSON_KEY, column->side) >= 0
              && (column->kind == KITH_COLUMN_PERSON_ID
                  || (column->kind == KITH_COLUMN_PERSON_NAME && g_str_equal (work->keys[i], "label"))))
            column->kind = KITH_COLUMN_UNKNOWN;
          if (column->kind >= KITH_COLUMN_EVENT_NAME && column->kind <= KITH_COLUMN_MEMBERSHIP)
            column->kind = KITH_COLUMN_UNKNOWN;
          break;
        case KITH_TABLE_ATTENDANCE:
          if (column->kind == KITH_COLUMN_PERSON_KEY
              && (column->side == 1 || (!is_mapped (work, i) && has_own_person (work))))
            column->kind = KITH_COLUMN_UNKNOWN;
          if (column->kind == KITH_COLUMN_TIE_DATE
              && (g_str_equal (work->keys[i], "date") || g_str_equal (work->keys[i], "datum")
                  || g_str_equal (work->keys[i], "fecha") || g_str_equal (work->keys[i], "dato")
                  || g_str_equal (work->keys[i], "data")))
            column->kind = KITH_COLUMN_EVENT_DATE;
          if (column->kind == KITH_COLUMN_TIE_WEIGHT || column->kind == KITH_COLUMN_TIE_KIND
              || column->kind == KITH_COLUMN_TIE_END || column->kind == KITH_COLUMN_TIE_ACTIVE
              || column->kind == KITH_COLUMN_TIE_DIRECTION)
            column->kind = KITH_COLUMN_UNKNOWN;
          break;
        case KITH_TABLE_PEOPLE:
          if (column->kind == KITH_COLUMN_PERSON_KEY
              && (column->side == 1 || (!is_mapped (work, i) && has_own_person (work))))
            column->kind = KITH_COLUMN_UNKNOWN;
          if ((column->kind >= KITH_COLUMN_TIE_WEIGHT && column->kind <= KITH_COLUMN_TIE_DIRECTION)
              || (column->kind >= KITH_COLUMN_EVENT_NAME && column->kind <= KITH_COLUMN_MEMBERSHIP))
            column->kind = KITH_COLUMN_UNKNOWN;
          break;
        default:
          break;
        }
      column->keys = keys_of (&work->columns[i]);
      /* "person" over numbers names people by number. */
      if (column->kind == KITH_COLUMN_PERSON_NAME && find_kind (work, KITH_COLUMN_PERSON_ID, column->side) < 0
          && mostly (work->columns[i].integers, work->columns[i].filled, 80))
        column->kind = KITH_COLUMN_PERSON_KEY;
    }
  /* Both sides of a tie are of one kind. */
  {
    int from = find_kind (work, KITH_COLUMN_PERSON_KEY, 0);
    int to = find_kind (work, KITH_COLUMN_PERSON_KEY, 1);

    if (from >= 0 && to >= 0 && table->columns[from].keys != table->columns[to].keys)
      {
        KithKeys keys = table->columns[from].keys == KITH_KEYS_NAME || table->columns[to].keys == KITH_KEYS_NAME
                            ? KITH_KEYS_NAME
                            : KITH_KEYS_ID;

        if (table->columns[from].keys != KITH_KEYS_EMAIL && table->columns[to].keys != KITH_KEYS_EMAIL)
          table->columns[from].keys = table->columns[to].keys = keys;
      }
  }
  table->log = table->kind == KITH_TABLE_TIES && find_kind (work, KITH_COLUMN_TIE_DATE, 0) >= 0
               && find_kind (work, KITH_COLUMN_TIE_WEIGHT, 0) < 0 && find_kind (work, KITH_COLUMN_TIE_KIND, 0) < 0;
}

static void
work_clear (Work *work)
{
  for (guint i = 0; i < work->n; i++)
    g_clear_pointer (&work->columns[i].values, g_hash_table_unref);
  g_free (work->columns);
  g_strfreev (work->keys);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

gboolean
kith_recognize (KithTable *table, GPtrArray *rows, const char *const *hint, gboolean whole,
                const KithTableOptions *options, GError **error)
{
  g_auto (Work) work = { .table = table, .rows = rows, .whole = whole };
  KithTableKind as = options != NULL ? options->as : KITH_TABLE_AUTO;

  find_head (&work);
  if (work.from >= rows->len)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_EMPTY,
                   _ ("“%s” has heads but no rows below them, so there is nothing to bring in."), table->name);
      return FALSE;
    }
  table->first_row = get_row (&work, work.from)->number;
  make_columns (&work, hint);

  table->system = kith_system_for_heads ((const char *const *) work.keys, work.n);
  if (find_matrix (&work) && table->system == NULL)
    {
      name_columns (&work);
      settle_roles (&work);
      if (as == KITH_TABLE_AUTO || as == table->kind)
        {
          table->recognized = table->kind == KITH_TABLE_TIES ? "ties" : "attendance";
          return options == NULL || options->map == NULL || options->map[0] == NULL
                 || apply_map (&work, options, error);
        }
      table->shape = KITH_SHAPE_ROWS;
      table->kind = KITH_TABLE_AUTO;
    }
  table->shape = KITH_SHAPE_ROWS;
  for (guint i = 0; i < work.n; i++)
    {
      guint side;
      KithColumnKind kind
          = *work.keys[i] != '\0' ? kith_column_for_head (table->columns[i].head, &side) : KITH_COLUMN_UNKNOWN;

      set_kind (&work, i, kind, *work.keys[i] != '\0' ? side : 0);
    }
  apply_system (&work);
  name_columns (&work);
  if (!apply_map (&work, options, error))
    return FALSE;
  settle_ambiguous (&work);
  settle_ids (&work);
  guess_from_values (&work);

  if (as != KITH_TABLE_AUTO)
    {
      guess_names (&work);
      if (!force_kind (&work, as, error))
        return FALSE;
    }
  else
    {
      table->kind = kind_of_system (table->system);
      if (table->kind == KITH_TABLE_AUTO)
        table->kind = guess_kind (&work);
      if (table->kind == KITH_TABLE_AUTO || (table->kind == KITH_TABLE_PEOPLE && work.head == G_MAXUINT))
        {
          KithTableKind pairs = guess_pairs (&work);

          if (pairs != KITH_TABLE_AUTO)
            table->kind = pairs;
          if (pairs == KITH_TABLE_TIES && is_two_mode (&work, 0, 1) && keys_of (&work.columns[0]) != KITH_KEYS_EMAIL)
            {
              set_kind (&work, 1, KITH_COLUMN_EVENT_NAME, 0);
              table->kind = KITH_TABLE_ATTENDANCE;
            }
        }
      if (table->kind == KITH_TABLE_AUTO || table->kind == KITH_TABLE_PEOPLE)
        {
          guess_names (&work);
          if (has_person (&work, 0))
            table->kind = KITH_TABLE_PEOPLE;
        }
    }
  if (table->kind == KITH_TABLE_AUTO)
    {
      g_set_error (
          error, KITH_ERROR, KITH_ERROR_MAPPING,
          _ ("No column of “%s” looks like names, e-mail addresses or ids of people: give the columns heads such as "
             "“Name” and “E-mail”, or say which is what with --map."),
          table->name);
      return FALSE;
    }
  settle_roles (&work);
  settle_dates (&work);
  tell_unused (&work);
  if (table->system != NULL && kind_of_system (table->system) != KITH_TABLE_AUTO
      && kind_of_system (table->system) != table->kind)
    table->system = NULL;
  table->recognized = table->system != NULL                  ? table->system->what
                      : table->kind == KITH_TABLE_TIES       ? "ties"
                      : table->kind == KITH_TABLE_ATTENDANCE ? "attendance"
                      : table->kind == KITH_TABLE_NAMES      ? "names"
                                                             : "people";
  return TRUE;
}
