/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the head is, and what each column is: by what the person said, the heads of a known export, and heads that are known words. */

#include "kith-recognize-private.h"

#include "kith-error.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- the head --- */

static guint
count_known (const KithSampleRow *row)
{
  guint known = 0, side;

  for (guint i = 0; i < row->n; i++)
    if (row->cells[i][0] != '\0' && strlen (row->cells[i]) < 64
        && (kith_column_for_head (row->cells[i], &side) != KITH_COLUMN_UNKNOWN
            || kith_head_is_numbered (row->cells[i])))
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
differs_from_below (const KithWork *work, guint at)
{
  const KithSampleRow *row = get_row (work, at);

  for (guint i = 0; i < row->n; i++)
    {
      guint filled = 0, values = 0, names = 0;

      if (row->cells[i][0] == '\0' || is_value (row->cells[i]))
        continue;
      for (guint k = at + 1; k < work->rows->len && filled < 50; k++)
        {
          const char *cell = get_cell (get_row (work, k), i);

          filled += *cell != '\0';
          values += *cell != '\0' && (is_value (cell) || kith_value_says (cell) != KITH_SAYS_NOTHING);
          names += kith_value_is_name (cell);
        }
      if (mostly (values, filled, 80)
          || (filled >= 2 && strchr (row->cells[i], ' ') == NULL && mostly (names, filled, 90)))
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

/* A matrix says above what it says on its left; there numbers may stand in the head. */
static gboolean
is_matrix_head (const KithWork *work)
{
  const KithSampleRow *head = get_row (work, 0);
  guint n = MIN (head->n, work->rows->len), same = 0;

  if (n < 3 || *get_cell (head, 0) != '\0' || work->rows->len > head->n)
    return FALSE;
  for (guint i = 1; i < n; i++)
    same += g_str_equal (get_cell (head, i), get_cell (get_row (work, i), 0));
  return mostly (same, n - 1, 90);
}

void
kith_work_find_head (KithWork *work)
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
  if (is_matrix_head (work))
    {
      work->head = 0;
      work->from = 1;
      return;
    }
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

void
kith_work_look_at_column (KithWork *work, guint at)
{
  KithWorkColumn *column = &work->columns[at];
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

guint
kith_work_count_distinct (const KithWorkColumn *column)
{
  return g_hash_table_size (column->values);
}

guint
kith_work_count_values (const KithWorkColumn *column, gboolean (*is_so) (const char *value))
{
  GHashTableIter iter;
  gpointer value;
  guint n = 0;

  g_hash_table_iter_init (&iter, column->values);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    n += is_so (value);
  return n;
}

gboolean
kith_work_is_unique (const KithWorkColumn *column)
{
  return column->filled > 0 && kith_work_count_distinct (column) == column->filled;
}

/* A code has a digit in it; what has none is what people call each other. */
static gboolean
is_code (const char *value)
{
  return strpbrk (value, "0123456789") != NULL && strchr (value, ' ') == NULL;
}

KithKeys
kith_work_keys_of (const KithWorkColumn *column)
{
  if (mostly (column->emails, column->filled, 60))
    return KITH_KEYS_EMAIL;
  if (mostly (column->integers, column->filled, 80))
    return KITH_KEYS_ID;
  return mostly (kith_work_count_values (column, is_code), kith_work_count_distinct (column), 60) ? KITH_KEYS_ID
                                                                                                  : KITH_KEYS_NAME;
}

void
kith_work_set_kind (KithWork *work, guint at, KithColumnKind kind, guint side)
{
  work->table->columns[at].kind = kind;
  work->table->columns[at].side = side;
}

int
kith_work_find_kind (const KithWork *work, KithColumnKind kind, guint side)
{
  return kith_table_find (work->table, kind, side);
}

gboolean
kith_work_is_mapped (const KithWork *work, guint at)
{
  return at < G_N_ELEMENTS (work->mapped) && work->mapped[at];
}

/* In a table that says who a row is about, "Referred: yes" names nobody. */
static gboolean
is_mark (const KithWork *work, guint at)
{
  static const KithColumnKind own[] = { KITH_COLUMN_PERSON_NAME, KITH_COLUMN_GIVEN_NAME, KITH_COLUMN_FAMILY_NAME,
                                        KITH_COLUMN_EMAIL, KITH_COLUMN_PERSON_ID };

  if (work->table->columns[at].kind != KITH_COLUMN_PERSON_KEY || work->table->columns[at].side != 1
      || !mostly (work->columns[at].says, work->columns[at].filled, 60)
      || kith_work_find_kind (work, KITH_COLUMN_PERSON_KEY, 0) >= 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    if (kith_work_find_kind (work, own[i], 0) >= 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_direction (const char *value)
{
  return g_ascii_strcasecmp (value, "directed") == 0 || g_ascii_strcasecmp (value, "undirected") == 0
         || g_ascii_strcasecmp (value, "mutual") == 0;
}

/* "Type" of a tie or of a line; "status" of a participation; what sounds like somebody else and is a mark. */
void
kith_work_settle_ambiguous (KithWork *work)
{
  for (guint i = 0; i < work->n; i++)
    {
      const KithWorkColumn *column = &work->columns[i];

      if (is_mark (work, i))
        kith_work_set_kind (work, i, KITH_COLUMN_UNKNOWN, 0);
      if (work->table->columns[i].kind != KITH_COLUMN_UNKNOWN || column->filled == 0)
        continue;
      if (g_str_equal (work->keys[i], "type"))
        {
          if (kith_work_count_values (column, is_direction) == kith_work_count_distinct (column))
            kith_work_set_kind (work, i, KITH_COLUMN_TIE_DIRECTION, 0);
          else if (kith_work_find_kind (work, KITH_COLUMN_PERSON_KEY, 1) >= 0)
            kith_work_set_kind (work, i, KITH_COLUMN_TIE_KIND, 0);
          else if (column->says == column->filled && kith_work_count_distinct (column) <= 2 && work->n <= 3)
            kith_work_set_kind (work, i, KITH_COLUMN_IS_EVENT, 0);
        }
      else if ((g_str_equal (work->keys[i], "status") || g_str_equal (work->keys[i], "registrationstatus"))
               && (kith_work_find_kind (work, KITH_COLUMN_EVENT_NAME, 0) >= 0
                   || kith_work_find_kind (work, KITH_COLUMN_EVENT_ID, 0) >= 0))
        kith_work_set_kind (work, i, KITH_COLUMN_ATTENDED, 0);
    }
}

void
kith_work_apply_system (KithWork *work)
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
          kith_work_set_kind (work, i, kind, side);
    }
}

static void
map_column (KithWork *work, guint at, KithColumnKind kind, guint side)
{
  const KithTableField field = { .column = at, .kind = kind, .side = side };

  /* What was guessed to be the same gives way. */
  for (guint i = 0; i < work->n; i++)
    if (!kith_column_is_shared (kind) && !kith_work_is_mapped (work, i) && work->table->columns[i].kind == kind
        && work->table->columns[i].side == side)
      kith_work_set_kind (work, i, KITH_COLUMN_UNKNOWN, 0);
  kith_work_set_kind (work, at, kind, side);
  if (at < G_N_ELEMENTS (work->mapped))
    work->mapped[at] = TRUE;
  g_array_append_val (work->table->mapped, field);
}

/* COLUMN is a head, or a number from 1; -1 where there is none. */
static int
find_column (const KithWork *work, const char *column)
{
  g_autofree char *key = kith_head_key (column);
  gint64 number;

  for (guint i = 0; i < work->n; i++)
    if (*work->keys[i] != '\0' && g_str_equal (work->keys[i], key))
      return (int) i;
  for (guint i = 0; i < work->n; i++)
    if (g_str_equal (work->table->columns[i].head, column))
      return (int) i;
  if (kith_value_integer (column, &number) && number >= 1 && number <= work->n)
    return (int) number - 1;
  return -1;
}

/* "COLUMN=FIELD" */
static gboolean
apply_entry (KithWork *work, const char *entry, gboolean *used, GError **error)
{
  const char *equals = strrchr (entry, '=');
  g_autofree char *column = NULL;
  KithColumnKind kind;
  guint side;
  int found;

  if (equals == NULL || equals == entry || equals[1] == '\0')
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_MAPPING,
                   _ ("“%s” does not say which column is what: write COLUMN=FIELD, as in “E-post=email”."), entry);
      return FALSE;
    }
  column = g_strndup (entry, equals - entry);
  if (!kith_column_from_name (equals + 1, &kind, &side))
    {
      g_autofree char *names = kith_column_dup_names ();

      g_set_error (error, KITH_ERROR, KITH_ERROR_MAPPING, _ ("There is no field “%s”; a column can be mapped to: %s."),
                   equals + 1, names);
      return FALSE;
    }
  found = find_column (work, column);
  if (found < 0 && used != NULL)
    return TRUE;
  if (found < 0)
    {
      g_autoptr (GString) heads = g_string_new (NULL);

      for (guint i = 0; i < work->n && i < 40; i++)
        g_string_append_printf (heads, "%s%s", i > 0 ? ", " : "", work->table->columns[i].head);
      g_set_error (error, KITH_ERROR, KITH_ERROR_MAPPING, _ ("“%s” has no column “%s”; its columns are: %s."),
                   work->table->name, column, heads->str);
      return FALSE;
    }
  if (used != NULL)
    *used = TRUE;
  map_column (work, found, kind, side);
  return TRUE;
}

gboolean
kith_work_apply_map (KithWork *work, const KithTableOptions *options, GError **error)
{
  if (options == NULL)
    return TRUE;
  for (guint i = 0; options->map != NULL && options->map[i] != NULL; i++)
    if (!apply_entry (work, options->map[i], options->map_used != NULL ? &options->map_used[i] : NULL, error))
      return FALSE;
  for (guint i = 0; i < options->n_fields; i++)
    if (options->fields[i].column < work->n)
      map_column (work, options->fields[i].column, options->fields[i].kind, options->fields[i].side);
  return TRUE;
}

/* One id is the person's; an id of the row or of another system steps back. */
void
kith_work_settle_ids (KithWork *work)
{
  int best = -1, best_rank = -1;

  for (guint i = 0; i < work->n; i++)
    {
      const char *key = work->keys[i];
      int rank;

      if (work->table->columns[i].kind != KITH_COLUMN_PERSON_ID || work->table->columns[i].side != 0)
        continue;
      if (kith_work_is_mapped (work, i))
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
      kith_work_set_kind (work, i, KITH_COLUMN_UNKNOWN, 0);
}
