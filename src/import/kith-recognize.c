/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The order of evidence: what the person said (--map, --as), the heads of a known export, heads that are known words, and the
 * values. First where the head is, then what each column is, then what the table as a whole holds. */

#include "kith-recognize-private.h"

#include "kith-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
make_columns (KithWork *work, const char *const *hint)
{
  KithTable *table = work->table;
  const KithSampleRow *head = work->head != G_MAXUINT ? get_row (work, work->head) : NULL;
  g_autoptr (GString) heads = g_string_new (NULL);
  guint widest = 0, typical = 0;

  for (guint i = work->from; i < work->rows->len; i++)
    widest = MAX (widest, get_row (work, i)->n);
  typical = table->sheet->n_columns;
  work->n = MAX (head != NULL ? head->n : 0, MIN (widest, MAX (typical, head != NULL ? head->n : 1)));
  /* Blank heads at the end over blank columns are nothing. */
  table->n_columns = work->n;
  table->columns = g_new0 (KithColumn, work->n);
  work->columns = g_new0 (KithWorkColumn, work->n);
  work->keys = g_new0 (char *, work->n + 1);
  if (head == NULL && hint != NULL && g_strv_length ((char **) hint) != work->n)
    hint = NULL;
  for (guint i = 0; i < work->n; i++)
    {
      const char *text = head != NULL ? get_cell (head, i) : hint != NULL && head == NULL ? hint[i] : "";

      table->columns[i].head = g_strdup (text);
      work->keys[i] = kith_head_key (text);
      g_string_append_printf (heads, "%s|", work->keys[i]);
      kith_work_look_at_column (work, i);
      table->columns[i].filled = 100 * work->columns[i].filled / MAX (work->columns[i].rows, 1);
    }
  if (head != NULL && !table->sheet->anonymous)
    table->heads_key = g_string_free_and_steal (g_steal_pointer (&heads));
}

static void
name_columns (KithWork *work)
{
  for (guint i = 0; i < work->n; i++)
    if (*work->table->columns[i].head == '\0')
      {
        g_free (work->table->columns[i].head);
        /* Translators: the name of a column that has no head */
        work->table->columns[i].head = g_strdup_printf (_ ("Column %u"), i + 1);
      }
}

/* The heads of columns of a kind that have something in them, as many as somebody reads. */
static char *
dup_heads (const KithWork *work, KithColumnKind kind)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint more = 0;

  for (guint i = 0; i < work->n; i++)
    {
      if (work->table->columns[i].kind != kind || work->columns[i].filled == 0)
        continue;
      if (list->len > 400)
        more++;
      else
        g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", work->table->columns[i].head);
    }
  if (more > 0)
    /* Translators: how many more there are than the columns listed before */
    g_string_append_printf (list, _ (", and %u more"), more);
  return g_string_free_and_steal (g_steal_pointer (&list));
}

static void
tell_unused (KithWork *work)
{
  g_autofree char *kept = dup_heads (work, KITH_COLUMN_FIELD);
  g_autofree char *sensitive = dup_heads (work, KITH_COLUMN_SENSITIVE);
  g_autofree char *unused = dup_heads (work, KITH_COLUMN_UNKNOWN);
  GPtrArray *notes = work->table->notes;

  if (*kept != '\0')
    /* Translators: a list of columns follows */
    g_ptr_array_add (notes, g_strdup_printf (_ ("Kept as fields of your own: %s."), kept));
  if (*sensitive != '\0')
    /* Translators: a list of columns follows */
    g_ptr_array_add (notes, g_strdup_printf (_ ("Left out to protect people: %s."), sensitive));
  if (*unused != '\0')
    g_ptr_array_add (notes, g_strdup_printf (_ ("Columns not used: %s."), unused));
  if (work->head != G_MAXUINT && work->head > 0)
    g_ptr_array_add (work->table->notes,
                     g_strdup_printf (ngettext ("%'u row above the heads was passed over.",
                                                "%'u rows above the heads were passed over.", work->head),
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
force_kind (KithWork *work, KithTableKind as, GError **error)
{
  KithTable *table = work->table;
  const char *missing = NULL;

  table->kind = as;
  switch (as)
    {
    case KITH_TABLE_TIES:
      if (!kith_work_has_person (work, 1) || !kith_work_has_person (work, 0))
        {
          if (work->n >= 2 && !kith_work_has_person (work, 1))
            {
              guint a = 0, b = 1;

              if (kith_work_has_person (work, 0))
                {
                  /* One side is known; the other is the first column left over. */
                  while (a < work->n && table->columns[a].kind != KITH_COLUMN_PERSON_KEY
                         && table->columns[a].kind != KITH_COLUMN_PERSON_ID
                         && table->columns[a].kind != KITH_COLUMN_PERSON_NAME
                         && table->columns[a].kind != KITH_COLUMN_EMAIL)
                    a++;
                  for (b = 0; b < work->n && (b == a || work->columns[b].filled == 0 || kith_work_is_mapped (work, b));
                       b++)
                    ;
                }
              if (a < work->n && b < work->n)
                {
                  if (!kith_work_is_mapped (work, a))
                    kith_work_set_kind (work, a, KITH_COLUMN_PERSON_KEY, 0);
                  kith_work_set_kind (work, b, KITH_COLUMN_PERSON_KEY, 1);
                }
            }
          if (!kith_work_has_person (work, 0) || !kith_work_has_person (work, 1))
            missing = _ ("the two people of a tie: say so with the fields “from” and “to”");
        }
      break;
    case KITH_TABLE_ATTENDANCE:
      if (kith_work_find_kind (work, KITH_COLUMN_PERSON_KEY, 1) >= 0 && kith_work_find_gathering (work) < 0)
        kith_work_set_kind (work, kith_work_find_kind (work, KITH_COLUMN_PERSON_KEY, 1), KITH_COLUMN_EVENT_NAME, 0);
      if (!kith_work_has_person (work, 0) && work->n >= 2 && work->columns[0].filled > 0
          && kith_work_find_gathering (work) != 0)
        kith_work_set_kind (work, 0, KITH_COLUMN_PERSON_KEY, 0);
      if (!kith_work_has_person (work, 0))
        missing = _ ("a person: say so with the field “name”, “email” or “id”");
      else if (kith_work_find_gathering (work) < 0 && work->n == 2)
        kith_work_set_kind (work, kith_work_find_kind (work, KITH_COLUMN_PERSON_KEY, 0) == 1 ? 0 : 1,
                            KITH_COLUMN_EVENT_NAME, 0);
      break;
    default:
      if (!kith_work_has_person (work, 0))
        {
          for (guint i = 0; i < work->n && !kith_work_has_person (work, 0); i++)
            if (work->columns[i].filled > 0 && table->columns[i].kind == KITH_COLUMN_UNKNOWN
                && work->columns[i].texts > 0)
              kith_work_set_kind (work, i, KITH_COLUMN_PERSON_KEY, 0);
          if (!kith_work_has_person (work, 0) && work->n > 0 && kith_work_is_unique (&work->columns[0]))
            kith_work_set_kind (work, 0, KITH_COLUMN_PERSON_KEY, 0);
          if (!kith_work_has_person (work, 0))
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
has_own_person (const KithWork *work)
{
  return kith_work_find_kind (work, KITH_COLUMN_PERSON_ID, 0) >= 0
         || kith_work_find_kind (work, KITH_COLUMN_PERSON_NAME, 0) >= 0
         || kith_work_find_kind (work, KITH_COLUMN_GIVEN_NAME, 0) >= 0
         || kith_work_find_kind (work, KITH_COLUMN_FAMILY_NAME, 0) >= 0
         || kith_work_find_kind (work, KITH_COLUMN_EMAIL, 0) >= 0;
}

/* "Household: 3" counts people, "Referred: yes" names nobody. */
static gboolean
may_tie (const KithWorkColumn *seen, KithColumnKind kind)
{
  if (seen->filled == 0 || mostly (seen->says, seen->filled, 60))
    return FALSE;
  return kind != KITH_COLUMN_HOUSEHOLD || seen->integers < seen->filled || seen->high > 20;
}

/* What else a row about a person says of others. */
static void
find_ties (KithWork *work, guint at)
{
  KithColumn *column = &work->table->columns[at];
  KithColumnKind kind;

  if (column->kind != KITH_COLUMN_UNKNOWN || kith_work_is_mapped (work, at))
    return;
  kind = kith_tie_column_for_head (column->head);
  if (kind != KITH_COLUMN_UNKNOWN && may_tie (&work->columns[at], kind))
    kith_work_set_kind (work, at, kind, 0);
}

/* After the kind is known, columns that mean something else in it, and the keys. */
static void
settle_roles (KithWork *work)
{
  KithTable *table = work->table;

  if (table->shape != KITH_SHAPE_ROWS)
    {
      int people = kith_work_find_kind (work, KITH_COLUMN_PERSON_KEY, 0);

      table->columns[people].keys = kith_work_keys_of (&work->columns[people]);
      return;
    }
  for (guint i = 0; i < work->n; i++)
    {
      KithColumn *column = &table->columns[i];

      switch (table->kind)
        {
        case KITH_TABLE_TIES:
          /* The tie's own id and label. */
          if (kith_work_find_kind (work, KITH_COLUMN_PERSON_KEY, column->side) >= 0
              && (column->kind == KITH_COLUMN_PERSON_ID
                  || (column->kind == KITH_COLUMN_PERSON_NAME && g_str_equal (work->keys[i], "label"))))
            column->kind = KITH_COLUMN_UNKNOWN;
          if ((column->kind >= KITH_COLUMN_EVENT_NAME && column->kind <= KITH_COLUMN_MEMBERSHIP)
              || (column->kind >= KITH_COLUMN_REFERRED_BY && column->kind <= KITH_COLUMN_TOGETHER))
            column->kind = KITH_COLUMN_UNKNOWN;
          break;
        case KITH_TABLE_ATTENDANCE:
          if (column->kind == KITH_COLUMN_PERSON_KEY
              && (column->side == 1 || (!kith_work_is_mapped (work, i) && has_own_person (work))))
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
          find_ties (work, i);
          break;
        case KITH_TABLE_PEOPLE:
          if (column->kind == KITH_COLUMN_PERSON_KEY
              && (column->side == 1 || (!kith_work_is_mapped (work, i) && has_own_person (work))))
            column->kind = KITH_COLUMN_UNKNOWN;
          if ((column->kind >= KITH_COLUMN_TIE_WEIGHT && column->kind <= KITH_COLUMN_TIE_DIRECTION)
              || (column->kind >= KITH_COLUMN_EVENT_NAME && column->kind <= KITH_COLUMN_MEMBERSHIP))
            column->kind = KITH_COLUMN_UNKNOWN;
          find_ties (work, i);
          break;
        default:
          break;
        }
      column->keys = kith_work_keys_of (&work->columns[i]);
      /* Ids that the format says are ids, whatever they look like. */
      if (table->sheet->columns != NULL && column->kind == KITH_COLUMN_PERSON_ID)
        column->keys = KITH_KEYS_ID;
      /* "person" over numbers names people by number. */
      if (column->kind == KITH_COLUMN_PERSON_NAME && kith_work_find_kind (work, KITH_COLUMN_PERSON_ID, column->side) < 0
          && mostly (work->columns[i].integers, work->columns[i].filled, 80))
        column->kind = KITH_COLUMN_PERSON_KEY;
    }
  /* Both sides of a tie are of one kind. */
  {
    int from = kith_work_find_kind (work, KITH_COLUMN_PERSON_KEY, 0);
    int to = kith_work_find_kind (work, KITH_COLUMN_PERSON_KEY, 1);

    if (from >= 0 && to >= 0 && table->columns[from].keys != table->columns[to].keys)
      {
        KithKeys keys = table->columns[from].keys == KITH_KEYS_NAME || table->columns[to].keys == KITH_KEYS_NAME
                            ? KITH_KEYS_NAME
                            : KITH_KEYS_ID;

        if (table->columns[from].keys != KITH_KEYS_EMAIL && table->columns[to].keys != KITH_KEYS_EMAIL)
          table->columns[from].keys = table->columns[to].keys = keys;
      }
  }
  table->log = table->kind == KITH_TABLE_TIES && kith_work_find_kind (work, KITH_COLUMN_TIE_DATE, 0) >= 0
               && kith_work_find_kind (work, KITH_COLUMN_TIE_WEIGHT, 0) < 0
               && kith_work_find_kind (work, KITH_COLUMN_TIE_KIND, 0) < 0;
}

/* What the format says of columns is as sure as what the person says. */
static void
apply_sheet (KithWork *work)
{
  const GArray *columns = work->table->sheet->columns;

  for (guint i = 0; columns != NULL && i < columns->len; i++)
    {
      const KithSheetColumn *column = &g_array_index (columns, KithSheetColumn, i);

      if (column->kind == KITH_COLUMN_UNKNOWN)
        continue;
      kith_work_set_kind (work, i, column->kind, column->side);
      if (i < G_N_ELEMENTS (work->mapped))
        work->mapped[i] = TRUE;
    }
}

static void
work_clear (KithWork *work)
{
  for (guint i = 0; i < work->n; i++)
    g_clear_pointer (&work->columns[i].values, g_hash_table_unref);
  g_free (work->columns);
  g_strfreev (work->keys);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KithWork, work_clear)

gboolean
kith_recognize (KithTable *table, GPtrArray *rows, const char *const *hint, gboolean whole,
                const KithTableOptions *options, GError **error)
{
  static const KithTableOptions no_options = { 0 };
  g_auto (KithWork) work = { .table = table, .rows = rows, .whole = whole };
  KithTableKind as;

  if (options == NULL)
    options = &no_options;
  as = options->as;
  table->wish.as = options->as;
  table->wish.dates = options->dates;
  if (table->sheet->columns == NULL)
    kith_work_find_head (&work);
  else
    work.from = 1;
  if (table->sheet->as != KITH_TABLE_AUTO)
    as = table->sheet->as;
  if (work.from >= rows->len)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_EMPTY,
                   _ ("“%s” has heads but no rows below them, so there is nothing to bring in."), table->name);
      return FALSE;
    }
  table->first_row = get_row (&work, work.from)->number;
  table->head_row = work.head != G_MAXUINT ? get_row (&work, work.head)->number : 0;
  make_columns (&work, hint);

  table->system = kith_system_for_heads ((const char *const *) work.keys, work.n);
  if (table->sheet->columns == NULL && kith_work_find_matrix (&work) && table->system == NULL)
    {
      name_columns (&work);
      settle_roles (&work);
      if (as == KITH_TABLE_AUTO || as == table->kind)
        {
          table->recognized = table->kind == KITH_TABLE_TIES ? "ties" : "attendance";
          return kith_work_apply_map (&work, options, error);
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

      kith_work_set_kind (&work, i, kind, *work.keys[i] != '\0' ? side : 0);
    }
  kith_work_settle_others (&work);
  kith_work_apply_system (&work);
  apply_sheet (&work);
  name_columns (&work);
  if (!kith_work_apply_map (&work, options, error))
    return FALSE;
  kith_work_settle_ambiguous (&work);
  kith_work_settle_ids (&work);
  kith_work_guess_from_values (&work);

  if (as != KITH_TABLE_AUTO)
    {
      g_autoptr (GError) missing = NULL;

      kith_work_guess_names (&work);
      if (!force_kind (&work, as, &missing))
        {
          if (options->tolerant)
            {
              table->kind = KITH_TABLE_AUTO;
              table->recognized = "";
              return TRUE;
            }
          g_propagate_error (error, g_steal_pointer (&missing));
          return FALSE;
        }
    }
  else
    {
      table->kind = kind_of_system (table->system);
      if (table->kind == KITH_TABLE_AUTO)
        table->kind = kith_work_guess_kind (&work);
      if (table->kind == KITH_TABLE_AUTO
          || (table->kind == KITH_TABLE_PEOPLE && (work.head == G_MAXUINT || kith_work_is_addresses (&work))))
        {
          KithTableKind pairs = kith_work_guess_pairs (&work);

          if (pairs != KITH_TABLE_AUTO)
            table->kind = pairs;
          if (pairs == KITH_TABLE_TIES && kith_work_is_two_mode (&work, 0, 1)
              && kith_work_keys_of (&work.columns[0]) != KITH_KEYS_EMAIL)
            {
              kith_work_set_kind (&work, 1, KITH_COLUMN_EVENT_NAME, 0);
              table->kind = KITH_TABLE_ATTENDANCE;
            }
        }
      if (table->kind == KITH_TABLE_AUTO || table->kind == KITH_TABLE_PEOPLE)
        {
          kith_work_guess_names (&work);
          if (kith_work_has_person (&work, 0))
            table->kind = KITH_TABLE_PEOPLE;
        }
    }
  if (table->kind == KITH_TABLE_AUTO && options->tolerant)
    {
      table->recognized = "";
      return TRUE;
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
  kith_work_settle_own (&work, options);
  kith_work_settle_dates (&work, options);
  kith_work_tell_couples (&work);
  tell_unused (&work);
  if (table->sheet->columns != NULL)
    table->system = table->sheet->system;
  if (table->sheet->log)
    table->log = TRUE;
  if (table->system != NULL && kind_of_system (table->system) != KITH_TABLE_AUTO
      && kind_of_system (table->system) != table->kind)
    table->system = NULL;
  table->recognized = table->sheet->recognized != NULL       ? table->sheet->recognized
                      : table->system != NULL                ? table->system->what
                      : table->kind == KITH_TABLE_TIES       ? "ties"
                      : table->kind == KITH_TABLE_ATTENDANCE ? "attendance"
                      : table->kind == KITH_TABLE_NAMES      ? "names"
                                                             : "people";
  return TRUE;
}
