/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of ties: who the two people of a row are, and what it says of their tie. */

#include "kith-text.h"
#include "kith-told.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a word for the kind of a tie means (FORMATS 3.2). */
typedef struct
{
  KithTieKind kind;
  gboolean directed;
} Kind;

typedef struct
{
  int from, to; /* columns of plain ids; -1 where a person takes more than that to tell */
  int weight, kind, date, end, active;
  gboolean ids_are_names[2];
  GHashTable *kinds; /* text → Kind */
  KithTold told;
  guint odd_weights;
} Reading;

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->kinds, g_hash_table_unref);
  kith_told_clear (&reading->told);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
has_any (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (text, *words) != NULL)
      return TRUE;
  return FALSE;
}

static const Kind *
get_kind (KithIntake *intake, Reading *reading, const char *cell)
{
  static const char *const household[]
      = { "household", "haushalt", "hushall", "foyer", "same address", "roommate", "flatmate", NULL };
  static const char *const referred[]
      = { "referr", "recruit", "invited by", "invited", "empfohlen", "varvad", "parrain", NULL };
  static const char *const reply[] = { "repl", "message", "mail", "wrote", "mention", "antwort", "call", NULL };
  static const char *const reaction[] = { "reaction", "like", "favourite", "favorite", "boost", "retweet", NULL };
  static const char *const together[]
      = { "came together", "came with", "co-attend", "coattend", "same event", "same table", NULL };
  const Kind *known = g_hash_table_lookup (reading->kinds, cell);
  const char *name;
  g_autofree char *word = NULL;
  Kind *kind;

  if (known != NULL)
    return known;
  name = kith_gatherings_get_name (intake->gatherings, "relationship", cell, NULL);
  word = kith_text_fold (name != NULL ? name : cell);
  kind = g_new (Kind, 1);
  *kind = (Kind) { .kind = KITH_TIE_STATED };
  if (has_any (word, household))
    *kind = (Kind) { .kind = KITH_TIE_HOUSEHOLD };
  else if (has_any (word, referred))
    *kind = (Kind) { .kind = KITH_TIE_REFERRED, .directed = TRUE };
  else if (has_any (word, reaction))
    *kind = (Kind) { .kind = KITH_TIE_REACTION };
  else if (has_any (word, reply))
    *kind = (Kind) { .kind = KITH_TIE_REPLY };
  else if (has_any (word, together))
    *kind = (Kind) { .kind = KITH_TIE_TOGETHER };
  g_hash_table_insert (reading->kinds, g_strdup (cell), kind);
  return kind;
}

/* --- the two people --- */

/* An id in a column of ids: the quick way, for the millions. */
static gboolean
find_by_id (KithIntake *intake, KithIncoming *file, const char *cell, gint64 *person, GError **error)
{
  KithRecord *record = &intake->record;

  if (kith_key_table_find (file->space->ids, cell, person))
    return TRUE;
  kith_record_read_key (record, cell, KITH_KEYS_ID);
  if (!kith_matching_add (intake->matching, record, file->space, file->account->import, person, error))
    return FALSE;
  file->account->people++;
  return TRUE;
}

/* @question: set where somebody has to say who it is; @person 0 where there is nobody. */
static gboolean
find_side (KithIntake *intake, KithIncoming *file, const Reading *reading, const KithCsvRow *row, guint side,
           gint64 *person, const char **question, GError **error)
{
  int key = kith_table_find (file->table, KITH_COLUMN_PERSON_KEY, side);
  KithMatch match;
  gboolean is_new, updated;

  *person = 0;
  kith_record_read (&intake->record, file->table, row, side);
  if (reading->ids_are_names[side] && *intake->record.id == '\0')
    intake->record.id = row->cells[key];
  if (!kith_record_is_somebody (&intake->record))
    return TRUE;
  if (!kith_incoming_find_person (intake, file, reading->ids_are_names[side], &match, person, &is_new, error))
    return FALSE;
  if (*person == 0)
    {
      *question = match.question;
      return TRUE;
    }
  /* Found by name or address: the id it goes by here is known from now on. */
  if (!is_new && match.by != KITH_MATCHED_BY_ID)
    return kith_matching_update (intake->matching, &intake->record, &match, file->space, file->account->import,
                                 &updated, error);
  return TRUE;
}

/* The addresses in a cell like the "To" of a mail, each a person. */
static gboolean
find_each_address (KithIntake *intake, KithIncoming *file, GArray *people, GError **error)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < intake->record.emails->len; i++)
    g_ptr_array_add (addresses, g_strdup (intake->record.emails->pdata[i]));
  for (guint i = 0; i < addresses->len; i++)
    {
      g_auto (KithRecord) record = { 0 };
      KithMatch match;
      gint64 person;

      kith_record_init (&record);
      g_ptr_array_add (record.emails, g_strdup (addresses->pdata[i]));
      if (!kith_matching_find (intake->matching, &record, NULL, FALSE, &match, error))
        return FALSE;
      person = match.person;
      if (person == 0)
        {
          if (!kith_matching_add (intake->matching, &record, NULL, file->account->import, &person, error))
            return FALSE;
          file->account->people++;
        }
      g_array_append_val (people, person);
    }
  return TRUE;
}

/* --- one tie --- */

/* What the row says of the tie itself. @reason: set where it is none. */
static void
read_tie (KithIntake *intake, KithIncoming *file, Reading *reading, const KithCsvRow *row, KithTie *tie,
          const char **reason)
{
  const KithTable *table = file->table;
  int key = MAX (kith_table_find (table, KITH_COLUMN_PERSON_KEY, 0), 0);
  gint64 number;

  *tie = (KithTie) { .kind
                     = table->log && table->columns[key].keys == KITH_KEYS_EMAIL ? KITH_TIE_REPLY : KITH_TIE_STATED,
                     .weight = 1,
                     .date = KITH_NO_DATE,
                     .ended = KITH_NO_DATE };
  if (reading->kind >= 0)
    {
      const Kind *kind = get_kind (intake, reading, row->cells[reading->kind]);

      tie->kind = kind->kind;
      tie->directed = kind->directed;
    }
  if (reading->weight >= 0 && row->cells[reading->weight][0] != '\0')
    {
      double value;

      if (!kith_value_number (row->cells[reading->weight], &value))
        reading->odd_weights++;
      else if (value <= 0)
        *reason = _ ("Its weight is 0 or less, so it is no tie.");
      else
        tie->weight = MIN (value, 1e9);
    }
  if (reading->date >= 0 && row->cells[reading->date][0] != '\0')
    {
      const char *cell = row->cells[reading->date];

      if (!kith_value_integer (cell, &number) || !kith_value_unix_time (number, &tie->date))
        if (!kith_value_date (cell, table->columns[reading->date].dates, &tie->date, NULL))
          tie->date = KITH_NO_DATE;
    }
  if (reading->end >= 0
      && !kith_value_date (row->cells[reading->end], table->columns[reading->end].dates, &tie->ended, NULL))
    tie->ended = KITH_NO_DATE;
  /* Over, but nobody wrote down when. */
  if (reading->active >= 0 && tie->ended == KITH_NO_DATE
      && kith_value_says (row->cells[reading->active]) == KITH_SAYS_NO)
    tie->ended = tie->date != KITH_NO_DATE ? tie->date : 0;
}

static const char *
half_reason (const KithIncoming *file)
{
  const char *reason = file->table->sheet->half_reason;

  return reason != NULL ? reason : _ ("It names fewer than two people.");
}

/* The people at either end of a row. @question: set where somebody has to say who one of them is; @others empty where the row names fewer
 * than two people. */
static gboolean
find_ends (KithIntake *intake, KithIncoming *file, Reading *reading, const KithCsvRow *row, gint64 *from,
           GArray *others, const char **question, GError **error)
{
  gint64 to;

  g_array_set_size (others, 0);
  if (reading->from >= 0)
    {
      const char *a = row->cells[reading->from];
      const char *b = row->cells[reading->to];

      if (*a == '\0' || *b == '\0')
        return TRUE;
      if (!find_by_id (intake, file, a, from, error) || !find_by_id (intake, file, b, &to, error))
        return FALSE;
      g_array_append_val (others, to);
      return TRUE;
    }
  /* A line that names only one brings nobody. */
  for (guint side = 2; side-- > 0;)
    {
      kith_record_read (&intake->record, file->table, row, side);
      if (!kith_record_is_somebody (&intake->record))
        return TRUE;
    }
  if (!find_side (intake, file, reading, row, 0, from, question, error))
    return FALSE;
  if (*question != NULL || *from == 0)
    return TRUE;
  kith_record_read (&intake->record, file->table, row, 1);
  if (intake->record.emails->len > 1)
    return find_each_address (intake, file, others, error);
  if (!find_side (intake, file, reading, row, 1, &to, question, error))
    return FALSE;
  g_array_append_val (others, to);
  return TRUE;
}

static gboolean
read_row (KithIntake *intake, KithIncoming *file, Reading *reading, const KithCsvRow *row, GArray *others,
          GError **error)
{
  KithTold *told = &reading->told;
  const char *question = NULL;
  const char *reason = NULL;
  gboolean any_first = FALSE, known;
  guint ties = 0;
  gint64 from = 0;
  KithTie tie;

  if (!find_ends (intake, file, reading, row, &from, others, &question, error))
    return FALSE;
  if (question != NULL)
    return kith_incoming_ask (intake, file, row, question, error);
  if (others->len == 0)
    return kith_incoming_leave_out (intake, file, row, half_reason (file), error);
  read_tie (intake, file, reading, row, &tie, &reason);
  if (reason != NULL)
    return kith_incoming_leave_out (intake, file, row, reason, error);
  known = told->shared && !kith_heard_take (intake->heard, row);
  tie.a = from;
  for (guint i = 0; i < others->len; i++)
    {
      gboolean is_first = FALSE;

      tie.b = g_array_index (others, gint64, i);
      if (tie.b == from || tie.b == 0)
        continue;
      ties++;
      if (!known && !kith_told_put (told, &tie, &is_first, error))
        return FALSE;
      any_first = any_first || is_first;
    }
  if (ties == 0)
    return kith_incoming_leave_out (intake, file, row, _ ("It ties somebody to themselves."), error);
  if (any_first)
    told->first_rows++;
  else
    told->repeats++;
  return TRUE;
}

/* --- all of them --- */

static gboolean
read_square (KithIntake *intake, KithIncoming *file, Reading *reading, GError **error)
{
  const KithTable *table = file->table;
  int key = kith_table_find (table, KITH_COLUMN_PERSON_KEY, 0);
  gboolean id_is_name = table->columns[key].keys == KITH_KEYS_NAME;
  g_autofree gint64 *column_of = g_new0 (gint64, table->n_columns);
  g_autoptr (GError) broken = NULL;
  KithTie tie = { .kind = KITH_TIE_STATED, .date = KITH_NO_DATE, .ended = KITH_NO_DATE };
  KithCsvRow row;
  KithMatch match;
  gboolean is_new;

  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].kind == KITH_COLUMN_MEMBERSHIP)
      {
        KithCsvRow head = { .n_cells = table->n_columns };
        g_autofree char **cells = g_new (char *, table->n_columns);

        for (guint k = 0; k < table->n_columns; k++)
          cells[k] = (char *) "";
        cells[key] = table->columns[i].head;
        head.cells = cells;
        kith_record_read (&intake->record, table, &head, 0);
        if (id_is_name)
          intake->record.id = table->columns[i].head;
        if (!kith_incoming_find_person (intake, file, id_is_name, &match, &column_of[i], &is_new, error))
          return FALSE;
      }
  while (kith_incoming_next (intake, file, &row, &broken))
    {
      gboolean first = FALSE;
      guint ties = 0;

      kith_record_read (&intake->record, table, &row, 0);
      if (id_is_name)
        intake->record.id = row.cells[key];
      if (!kith_record_is_somebody (&intake->record))
        {
          if (!kith_incoming_leave_out (intake, file, &row, _ ("It has no name, e-mail address or id."), error))
            return FALSE;
          continue;
        }
      if (!kith_incoming_find_person (intake, file, id_is_name, &match, &tie.a, &is_new, error))
        return FALSE;
      if (tie.a == 0)
        {
          if (!kith_incoming_ask (intake, file, &row, match.question, error))
            return FALSE;
          continue;
        }
      for (guint i = 0; i < table->n_columns; i++)
        {
          gboolean is_first;

          tie.b = column_of[i];
          if (tie.b == 0 || tie.b == tie.a || !kith_value_number (row.cells[i], &tie.weight) || tie.weight <= 0)
            continue;
          tie.weight = MIN (tie.weight, 1e9);
          if (!kith_told_put (&reading->told, &tie, &is_first, error))
            return FALSE;
          first = first || is_first;
          ties++;
        }
      if (first)
        reading->told.first_rows++;
      else
        reading->told.repeats++;
    }
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}

gboolean
kith_incoming_read_ties (KithIntake *intake, KithIncoming *file, GError **error)
{
  const KithTable *table = file->table;
  g_auto (Reading) reading = { .from = -1, .to = -1 };
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) broken = NULL;
  KithCsvRow row;
  guint more = 0;

  reading.kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  kith_told_init (&reading.told, intake, table->log);
  if (table->log)
    kith_heard_begin (intake->heard, table);
  reading.weight = kith_table_find (table, KITH_COLUMN_TIE_WEIGHT, 0);
  reading.kind = kith_table_find (table, KITH_COLUMN_TIE_KIND, 0);
  reading.date = kith_table_find (table, KITH_COLUMN_TIE_DATE, 0);
  reading.end = kith_table_find (table, KITH_COLUMN_TIE_END, 0);
  reading.active = kith_table_find (table, KITH_COLUMN_TIE_ACTIVE, 0);
  if (table->shape == KITH_SHAPE_SQUARE)
    {
      return read_square (intake, file, &reading, error) && kith_told_write (&reading.told, intake, file, error);
    }

  for (guint side = 0; side < 2; side++)
    {
      int key = kith_table_find (table, KITH_COLUMN_PERSON_KEY, side);
      int id = kith_table_find (table, KITH_COLUMN_PERSON_ID, side);

      if (key < 0)
        key = id;
      else
        reading.ids_are_names[side] = table->columns[key].keys == KITH_KEYS_NAME;
      if (key >= 0 && table->columns[key].keys == KITH_KEYS_ID)
        *(side == 0 ? &reading.from : &reading.to) = key;
    }
  for (guint i = 0; i < table->n_columns; i++)
    more += (table->columns[i].kind >= KITH_COLUMN_PERSON_NAME && table->columns[i].kind <= KITH_COLUMN_SUBSCRIPTION)
            || (table->columns[i].side == 1 && (int) i != reading.to
                && table->columns[i].kind >= KITH_COLUMN_PERSON_KEY);
  if (reading.from < 0 || reading.to < 0 || more > 0 || file->space == NULL)
    reading.from = reading.to = -1;

  kith_record_read_key (&intake->record, "", KITH_KEYS_ID);
  while (kith_incoming_next (intake, file, &row, &broken))
    if (!read_row (intake, file, &reading, &row, others, error))
      return FALSE;
  if (broken != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&broken));
      return FALSE;
    }
  if (reading.odd_weights > 0)
    kith_account_note (file->account,
                       ngettext ("%'u weight is no number and was taken as 1.",
                                 "%'u weights are no numbers and were taken as 1.", reading.odd_weights),
                       reading.odd_weights);
  return kith_told_write (&reading.told, intake, file, error);
}
