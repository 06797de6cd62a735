/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of ties. All that a file says of two people is gathered first and written as one tie at the end, so that a pair named in both
 * directions, or a hundred times, is one. */

#include "kith-intake-private.h"

#include "kith-error.h"
#include "kith-text.h"
#include "kith-ties.h"

#include <glib/gi18n-lib.h>
#include <math.h>
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
  int weight, kind, date, end, active, direction;
  gboolean ids_are_names[2];
  GHashTable *kinds; /* text → Kind */
  KithPairTable *pairs;
  gboolean shared;    /* the pairs are those of the import's log */
  guint64 first_rows; /* rows that told of a pair not told of before in this file */
  guint64 repeats;    /* other rows with a tie */
  guint odd_weights;
} Reading;

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->kinds, g_hash_table_unref);
  if (!reading->shared)
    g_clear_pointer (&reading->pairs, kith_pair_table_free);
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

static gboolean
gather (KithIntake *intake, Reading *reading, gint64 from, gint64 to, const Kind *kind, gboolean directed,
        double weight, gint64 date, gint64 ended, gboolean *is_first, GError **error)
{
  KithPair *pair;
  gboolean forth = from < to;
  guint8 way = directed ? (forth ? 1 : 2) : 0;

  if (from > G_MAXUINT || to > G_MAXUINT)
    {
      g_set_error_literal (error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
                           _ ("The network has more people than Kith can tie together."));
      return FALSE;
    }
  pair = kith_pair_table_put (reading->pairs, forth ? from : to, forth ? to : from, kind->kind, way, is_first);
  if (*is_first)
    {
      pair->date = date;
      pair->ended = ended;
    }
  else
    {
      /* Last seen, and over only where every line says so. */
      if (date != KITH_NO_DATE && (pair->date == KITH_NO_DATE || date > pair->date))
        pair->date = date;
      if (pair->ended != KITH_NO_DATE)
        pair->ended = ended == KITH_NO_DATE ? KITH_NO_DATE : MAX (pair->ended, ended);
    }
  if (forth)
    pair->forth += weight;
  else
    pair->back += weight;
  pair->count++;
  return TRUE;
}

/* What the row says of the tie itself. @reason: set where it is none. */
static void
read_tie (KithIntake *intake, KithIncoming *file, Reading *reading, const KithCsvRow *row, Kind *kind, double *weight,
          gint64 *date, gint64 *ended, const char **reason)
{
  const KithTable *table = file->table;
  gint64 number;

  *kind = (Kind) { .kind = file->table->log
                                   && table->columns[MAX (kith_table_find (table, KITH_COLUMN_PERSON_KEY, 0), 0)].keys
                                          == KITH_KEYS_EMAIL
                               ? KITH_TIE_REPLY
                               : KITH_TIE_STATED };
  *date = *ended = KITH_NO_DATE;
  if (reading->kind >= 0)
    *kind = *get_kind (intake, reading, row->cells[reading->kind]);
  *weight = 1;
  if (reading->weight >= 0 && row->cells[reading->weight][0] != '\0')
    {
      double value;

      if (!kith_value_number (row->cells[reading->weight], &value))
        reading->odd_weights++;
      else if (value <= 0)
        *reason = _ ("Its weight is 0 or less, so it is no tie.");
      else
        *weight = MIN (value, 1e9);
    }
  if (reading->date >= 0 && row->cells[reading->date][0] != '\0')
    {
      const char *cell = row->cells[reading->date];

      if (!kith_value_integer (cell, &number) || !kith_value_unix_time (number, date))
        if (!kith_value_date (cell, table->columns[reading->date].dates, date, NULL))
          *date = KITH_NO_DATE;
    }
  if (reading->end >= 0 && !kith_value_date (row->cells[reading->end], table->columns[reading->end].dates, ended, NULL))
    *ended = KITH_NO_DATE;
  /* Over, but nobody wrote down when. */
  if (reading->active >= 0 && *ended == KITH_NO_DATE && kith_value_says (row->cells[reading->active]) == KITH_SAYS_NO)
    *ended = *date != KITH_NO_DATE ? *date : 0;
}

static const char *
half_reason (const KithIncoming *file)
{
  const char *reason = file->table->sheet->half_reason;

  return reason != NULL ? reason : _ ("It names fewer than two people.");
}

static gboolean
read_row (KithIntake *intake, KithIncoming *file, Reading *reading, const KithCsvRow *row, GArray *people,
          GError **error)
{
  const char *question = NULL;
  const char *reason = NULL;
  gint64 from = 0, to = 0, date, ended;
  gboolean any_first = FALSE, known;
  guint ties = 0;
  double weight;
  Kind kind;

  if (reading->from >= 0)
    {
      const char *a = row->cells[reading->from];
      const char *b = row->cells[reading->to];

      if (*a == '\0' || *b == '\0')
        return kith_incoming_leave_out (intake, file, row, half_reason (file), error);
      if (!find_by_id (intake, file, a, &from, error) || !find_by_id (intake, file, b, &to, error))
        return FALSE;
    }
  else
    {
      g_autoptr (GArray) ends = NULL;

      /* A line that names only one brings nobody. */
      kith_record_read (&intake->record, file->table, row, 1);
      if (!kith_record_is_somebody (&intake->record))
        return kith_incoming_leave_out (intake, file, row, half_reason (file), error);
      kith_record_read (&intake->record, file->table, row, 0);
      if (!kith_record_is_somebody (&intake->record))
        return kith_incoming_leave_out (intake, file, row, half_reason (file), error);
      if (!find_side (intake, file, reading, row, 0, &from, &question, error))
        return FALSE;
      kith_record_read (&intake->record, file->table, row, 1);
      if (question == NULL && intake->record.emails->len > 1)
        {
          g_array_set_size (people, 0);
          if (!find_each_address (intake, file, people, error))
            return FALSE;
        }
      else if (question == NULL)
        {
          if (!find_side (intake, file, reading, row, 1, &to, &question, error))
            return FALSE;
          g_array_set_size (people, 0);
          g_array_append_val (people, to);
        }
      if (question != NULL)
        return kith_incoming_ask (intake, file, row, question, error);
      if (from == 0)
        return kith_incoming_leave_out (intake, file, row, half_reason (file), error);
    }

  read_tie (intake, file, reading, row, &kind, &weight, &date, &ended, &reason);
  if (reason != NULL)
    return kith_incoming_leave_out (intake, file, row, reason, error);
  known = reading->shared && !kith_heard_take (intake->heard, row);
  if (reading->from >= 0)
    {
      if (from != to)
        {
          ties++;
          if (!known
              && !gather (intake, reading, from, to, &kind, kind.directed, weight, date, ended, &any_first, error))
            return FALSE;
        }
    }
  else
    for (guint i = 0; i < people->len; i++)
      {
        gboolean is_first = FALSE;

        to = g_array_index (people, gint64, i);
        if (to == from || to == 0)
          continue;
        ties++;
        if (!known && !gather (intake, reading, from, to, &kind, kind.directed, weight, date, ended, &is_first, error))
          return FALSE;
        any_first = any_first || is_first;
      }
  if (ties == 0)
    return kith_incoming_leave_out (intake, file, row, _ ("It ties somebody to themselves."), error);
  if (any_first)
    reading->first_rows++;
  else
    reading->repeats++;
  return TRUE;
}

/* --- all of them --- */

/* What single contacts weigh together with those that were known: replies are counted; of other contacts the hundredth says little. @contacts: 0
 * for a table, which counts for itself: it may not know of all that is known, so what it says can only add. */
static gboolean
add_to_known (KithStore *store, KithTie *tie, double contacts, GError **error)
{
  KithTie known = { .a = tie->a, .b = tie->b, .kind = tie->kind, .directed = tie->directed };
  gboolean found;

  if (!kith_tie_get (store, &known, &found, error))
    return FALSE;
  if (found && known.date != KITH_NO_DATE && (tie->date == KITH_NO_DATE || known.date > tie->date))
    tie->date = known.date;
  if (contacts == 0)
    tie->weight = found ? MAX (known.weight, tie->weight) : tie->weight;
  else if (tie->kind == KITH_TIE_REPLY)
    tie->weight = (found ? known.weight : 0) + contacts;
  else
    tie->weight = found && known.weight > 50 ? known.weight : log2 (exp2 (found ? known.weight : 0) + contacts);
  return TRUE;
}

/* Writes what is known of pairs of people as ties. Those of the log are added to what was known; a tie listed from either side is as heavy as
 * the heavier says. What a kind of tie is worth, and that a hundred replies are not a hundred times one, is for those who read the ties
 * (kith_assembly_graph) to say. */
static gboolean
write_pairs (KithIntake *intake, KithPairTable *pairs, gint64 import, KithTieLoadCounts *counts, GError **error)
{
  g_autoptr (KithTieLoad) load = kith_tie_load_new ();
  guint n = kith_pair_table_get_size (pairs);

  for (guint i = 0; i < n; i++)
    {
      const KithPair *pair = kith_pair_table_get (pairs, i);
      gboolean back = pair->directed == 2;
      KithTie tie = { .a = back ? pair->b : pair->a,
                      .b = back ? pair->a : pair->b,
                      .kind = pair->kind,
                      .directed = pair->directed != 0,
                      .weight = MAX (pair->forth, pair->back),
                      .date = pair->date,
                      .ended = pair->ended,
                      .import = import };
      gboolean is_new = TRUE;

      /* Of two files of one import the first to tell of a pair holds, so that importing both again changes nothing. */
      if (intake->tied != NULL)
        kith_pair_table_put (intake->tied, pair->a, pair->b, pair->kind, pair->directed, &is_new);
      if (!is_new)
        continue;
      if ((pairs == intake->log || pair->kind == KITH_TIE_REPLY || pair->kind == KITH_TIE_REACTION)
          && !add_to_known (intake->store, &tie, pairs == intake->log ? (double) pair->forth + pair->back : 0, error))
        return FALSE;
      kith_tie_load_add (load, &tie);
    }
  if (!kith_tie_load_write (load, intake->store, counts, NULL, intake->cancellable, error))
    return FALSE;
  intake->matching->changed = intake->matching->changed || counts->added > 0 || counts->updated > 0;
  return TRUE;
}

/* Rows, not ties: a row with many addresses may tell of several, and the counts are used up from file to file. */
static void
count_rows (KithAccount *account, guint64 first_rows, guint64 repeats, KithTieLoadCounts *counts)
{
  guint64 added = MIN (first_rows, counts->added);
  guint64 updated = MIN (first_rows - added, counts->updated);

  account->added += added;
  account->updated += updated;
  account->matched += first_rows - added - updated + repeats;
  counts->added -= added;
  counts->updated -= updated;
}

static gboolean
write_ties (KithIntake *intake, KithIncoming *file, Reading *reading, GError **error)
{
  KithTieLoadCounts counts = { 0 };
  guint n;

  if (reading->shared)
    {
      const KithLogged logged
          = { .account = file->account, .first_rows = reading->first_rows, .repeats = reading->repeats };

      g_array_append_val (intake->logged, logged);
      return TRUE;
    }
  n = kith_pair_table_get_size (reading->pairs);
  if (!write_pairs (intake, reading->pairs, file->account->import, &counts, error))
    return FALSE;
  g_clear_pointer (&reading->pairs, kith_pair_table_free);
  file->account->ties += counts.added;
  if (counts.added == n)
    counts.added = MAX (counts.added, reading->first_rows);
  count_rows (file->account, reading->first_rows, reading->repeats, &counts);
  return TRUE;
}

gboolean
kith_intake_write_log (KithIntake *intake, GError **error)
{
  KithTieLoadCounts counts = { 0 };
  gboolean any_heard = FALSE;
  gint64 import;

  if (intake->log == NULL)
    return TRUE;
  import = g_array_index (intake->logged, KithLogged, 0).account->import;
  if (!write_pairs (intake, intake->log, import, &counts, error)
      || !kith_heard_write (intake->heard, import, &any_heard, error))
    return FALSE;
  intake->matching->changed = intake->matching->changed || any_heard;
  g_clear_pointer (&intake->log, kith_pair_table_free);
  for (guint i = 0; i < intake->logged->len; i++)
    {
      KithLogged *logged = &g_array_index (intake->logged, KithLogged, i);

      logged->account->ties += MIN (logged->first_rows, counts.added);
      count_rows (logged->account, logged->first_rows, logged->repeats, &counts);
    }
  return TRUE;
}

static gboolean
read_square (KithIntake *intake, KithIncoming *file, Reading *reading, GError **error)
{
  const KithTable *table = file->table;
  int key = kith_table_find (table, KITH_COLUMN_PERSON_KEY, 0);
  gboolean id_is_name = table->columns[key].keys == KITH_KEYS_NAME;
  g_autofree gint64 *column_of = g_new0 (gint64, table->n_columns);
  g_autoptr (GError) broken = NULL;
  const Kind kind = { .kind = KITH_TIE_STATED };
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
      gint64 person;

      kith_record_read (&intake->record, table, &row, 0);
      if (id_is_name)
        intake->record.id = row.cells[key];
      if (!kith_record_is_somebody (&intake->record))
        {
          if (!kith_incoming_leave_out (intake, file, &row, _ ("It has no name, e-mail address or id."), error))
            return FALSE;
          continue;
        }
      if (!kith_incoming_find_person (intake, file, id_is_name, &match, &person, &is_new, error))
        return FALSE;
      if (person == 0)
        {
          if (!kith_incoming_ask (intake, file, &row, match.question, error))
            return FALSE;
          continue;
        }
      for (guint i = 0; i < table->n_columns; i++)
        {
          gboolean is_first;
          double weight;

          if (column_of[i] == 0 || column_of[i] == person || !kith_value_number (row.cells[i], &weight) || weight <= 0)
            continue;
          if (!gather (intake, reading, person, column_of[i], &kind, FALSE, MIN (weight, 1e9), KITH_NO_DATE,
                       KITH_NO_DATE, &is_first, error))
            return FALSE;
          first = first || is_first;
          ties++;
        }
      if (first)
        reading->first_rows++;
      else
        reading->repeats++;
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
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) broken = NULL;
  KithCsvRow row;
  guint others = 0;

  reading.kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reading.shared = table->log;
  if (reading.shared)
    kith_heard_begin (intake->heard, table);
  reading.pairs = reading.shared ? intake->log : kith_pair_table_new ();
  reading.weight = kith_table_find (table, KITH_COLUMN_TIE_WEIGHT, 0);
  reading.kind = kith_table_find (table, KITH_COLUMN_TIE_KIND, 0);
  reading.date = kith_table_find (table, KITH_COLUMN_TIE_DATE, 0);
  reading.end = kith_table_find (table, KITH_COLUMN_TIE_END, 0);
  reading.active = kith_table_find (table, KITH_COLUMN_TIE_ACTIVE, 0);
  if (table->shape == KITH_SHAPE_SQUARE)
    {
      if (!read_square (intake, file, &reading, error))
        return FALSE;
      return write_ties (intake, file, &reading, error);
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
    others += (table->columns[i].kind >= KITH_COLUMN_PERSON_NAME && table->columns[i].kind <= KITH_COLUMN_SUBSCRIPTION)
              || (table->columns[i].side == 1 && (int) i != reading.to
                  && table->columns[i].kind >= KITH_COLUMN_PERSON_KEY);
  if (reading.from < 0 || reading.to < 0 || others > 0 || file->space == NULL)
    reading.from = reading.to = -1;

  kith_record_read_key (&intake->record, "", KITH_KEYS_ID);
  while (kith_incoming_next (intake, file, &row, &broken))
    if (!read_row (intake, file, &reading, &row, people, error))
      return FALSE;
  if (broken != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&broken));
      return FALSE;
    }
  if (reading.odd_weights > 0)
    kith_account_note (file->account,
                       ngettext ("%u weight is no number and was taken as 1.",
                                 "%u weights are no numbers and were taken as 1.", reading.odd_weights),
                       reading.odd_weights);
  return write_ties (intake, file, &reading, error);
}
