/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of who was where: a row a participation, or a row a person and a column an event. */

#include "kith-couples.h"
#include "kith-row-ties.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Where a row says that the person was. */
typedef struct
{
  int name, id, date, place, attended;
  KithEventKind kind;
  char *entity; /* of numbers: "group"; as kith_gatherings_get_name () takes it */
  char *label;  /* of numbers, as shown: "Group" */
  char *whole;  /* the event that the file is of, where no column says */
} Where;

static void
where_clear (Where *where)
{
  g_free (where->entity);
  g_free (where->label);
  g_free (where->whole);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Where, where_clear)

/* "group_id" → "group", "membership_type_id" → "membership type", "Event" → "event". */
static char *
dup_entity (const char *head)
{
  GString *words = g_string_new (NULL);

  for (const char *p = head; *p != '\0'; p++)
    {
      if (*p == '_' || *p == '-' || *p == ' ')
        g_string_append_c (words, ' ');
      else
        {
          if (g_ascii_isupper (*p) && p > head && g_ascii_islower (p[-1]))
            g_string_append_c (words, ' ');
          g_string_append_c (words, g_ascii_tolower (*p));
        }
    }
  if (words->len > 3 && g_str_has_suffix (words->str, " id"))
    g_string_truncate (words, words->len - 3);
  return g_string_free_and_steal (words);
}

static char *
dup_stem (const char *file)
{
  g_autofree char *stem = g_strdup (file);
  char *dot;

  if (g_str_has_suffix (stem, ".gz"))
    stem[strlen (stem) - 3] = '\0';
  dot = strrchr (stem, '.');
  if (dot != NULL && dot > stem)
    *dot = '\0';
  g_strdelimit (stem, "_", ' ');
  return g_steal_pointer (&stem);
}

static void
find_where (const KithTable *table, Where *where)
{
  int column;

  where->date = kith_table_find (table, KITH_COLUMN_EVENT_DATE, 0);
  where->place = kith_table_find (table, KITH_COLUMN_EVENT_PLACE, 0);
  where->attended = kith_table_find (table, KITH_COLUMN_ATTENDED, 0);
  where->kind = KITH_EVENT;
  where->name = kith_table_find (table, KITH_COLUMN_EVENT_NAME, 0);
  where->id = kith_table_find (table, KITH_COLUMN_EVENT_ID, 0);
  if (where->name < 0 && where->id < 0)
    {
      where->name = kith_table_find (table, KITH_COLUMN_GROUP_NAME, 0);
      where->id = kith_table_find (table, KITH_COLUMN_GROUP_ID, 0);
      if (where->name >= 0 || where->id >= 0)
        where->kind = KITH_GROUP;
    }
  column = where->id >= 0 ? where->id : where->name;
  if (column < 0)
    {
      where->whole = dup_stem (table->name);
      return;
    }
  where->entity = dup_entity (table->columns[column].head);
  if (g_str_equal (where->entity, "to") || g_str_equal (where->entity, "target")
      || g_str_has_prefix (where->entity, "column"))
    g_set_str (&where->entity, where->kind == KITH_GROUP ? "group" : "event");
  where->label = g_strdup (where->entity);
  where->label[0] = g_ascii_toupper (where->label[0]);
}

/* Words of those who did not come. */
static gboolean
stayed_away (const char *cell)
{
  static const char *const words[]
      = { "not attending", "no-show", "no show", "noshow",   "cancel",         "declin",   "refund",
          "removed",       "deleted", "absent",  "waitlist", "waiting",        "rejected", "did not",
          "abgesagt",      "avbokad", "annul",   "expired",  "pending in cart" };
  g_autofree char *word = NULL;

  if (*cell == '\0')
    return FALSE;
  if (kith_value_says (cell) == KITH_SAYS_NO)
    return TRUE;
  word = kith_text_fold (cell);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (word, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_number (const char *text)
{
  return *text != '\0' && text[strspn (text, "0123456789")] == '\0';
}

static gboolean
put_event (KithIntake *intake, KithIncoming *file, const Where *where, const KithCsvRow *row, gint64 *event,
           GError **error)
{
  const char *name = where->name >= 0 ? row->cells[where->name] : "";
  const char *id = where->id >= 0 ? row->cells[where->id] : "";
  const char *place = where->place >= 0 && row->cells[where->place][0] != '\0' ? row->cells[where->place] : NULL;
  g_autofree char *labeled = NULL;
  gint64 date = KITH_NO_DATE, known_date = KITH_NO_DATE;
  gboolean number = FALSE;

  *event = 0;
  if (where->whole != NULL)
    name = where->whole;
  else if (*name == '\0' || is_number (name))
    {
      const char *key = *id != '\0' ? id : name;
      const char *known;

      if (*key == '\0')
        return TRUE;
      known = kith_gatherings_get_name (intake->gatherings, where->entity, key, &known_date);
      if (known != NULL)
        name = known;
      else
        {
          number = TRUE;
          name = labeled = is_number (key) ? g_strdup_printf ("%s %s", where->label, key) : g_strdup (key);
        }
    }
  if (where->date < 0
      || !kith_value_date (row->cells[where->date], file->table->columns[where->date].dates, &date, NULL))
    date = known_date;
  return kith_gatherings_put (intake->gatherings, where->kind, name, date, place,
                              file->space != NULL ? file->space->name : NULL, number, file->account->import, event,
                              error);
}

/* What the row says of the person beside where they were, then the participation. */
static gboolean
attend (KithIntake *intake, KithIncoming *file, const KithCsvRow *row, const KithMatch *match, gint64 person,
        gboolean is_new, const gint64 *events, guint n_events, KithCouples *couples, GError **error)
{
  KithRowResult result;
  gboolean updated = FALSE, joined = FALSE, added = FALSE;

  if (!is_new
      && !kith_matching_update (intake->matching, &intake->record, match, file->space, file->account->import, &updated,
                                error))
    return FALSE;
  for (guint i = 0; i < n_events; i++)
    {
      gboolean came = FALSE;

      if (!kith_gatherings_attend (intake->gatherings, events[i], person, file->account->import, &came, error))
        return FALSE;
      added = added || came;
    }
  if (!kith_incoming_put_fields (intake, file, row, person, &updated, error)
      || !kith_incoming_put_groups (intake, file, person, &joined, error))
    return FALSE;
  intake->matching->changed = intake->matching->changed || added;
  result = is_new || added ? KITH_ROW_IS_ADDED : updated || joined ? KITH_ROW_IS_UPDATED : KITH_ROW_IS_MATCHED;
  kith_couples_note (couples, person, n_events > 0 ? events[0] : 0,
                     match->question != NULL ? KITH_ROW_IS_ADDED : result);
  if (match->question != NULL)
    return kith_incoming_ask (intake, file, row, match->question, error);
  kith_incoming_count (file, result);
  return TRUE;
}

/* Finds the person of a row, or accounts for it. */
static gboolean
find_person (KithIntake *intake, KithIncoming *file, const KithCsvRow *row, gboolean id_is_name, KithMatch *match,
             gint64 *person, gboolean *is_new, GError **error)
{
  *person = 0;
  if (!kith_record_is_somebody (&intake->record))
    return kith_incoming_leave_out (intake, file, row, _ ("It has no name, e-mail address or id."), error);
  if (!kith_incoming_find_person (intake, file, id_is_name, match, person, is_new, error))
    return FALSE;
  return *person != 0 || kith_incoming_ask (intake, file, row, match->question, error);
}

static gboolean
read_matrix (KithIntake *intake, KithIncoming *file, GError **error)
{
  const KithTable *table = file->table;
  int key = kith_table_find (table, KITH_COLUMN_PERSON_KEY, 0);
  gboolean id_is_name = table->columns[key].keys == KITH_KEYS_NAME;
  g_autofree gint64 *event_of = g_new0 (gint64, table->n_columns);
  g_autofree gint64 *events = g_new (gint64, table->n_columns);
  g_autoptr (GError) broken = NULL;
  KithCsvRow row;

  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].kind == KITH_COLUMN_MEMBERSHIP
        && !kith_gatherings_put (intake->gatherings, KITH_EVENT, table->columns[i].head, KITH_NO_DATE, NULL, NULL,
                                 FALSE, file->account->import, &event_of[i], error))
      return FALSE;
  while (kith_incoming_next (intake, file, &row, &broken))
    {
      KithMatch match;
      gboolean is_new;
      gint64 person;
      guint n = 0;

      kith_record_read (&intake->record, table, &row, 0);
      if (id_is_name && *intake->record.id == '\0')
        intake->record.id = row.cells[key];
      if (!find_person (intake, file, &row, id_is_name, &match, &person, &is_new, error))
        return FALSE;
      if (person == 0)
        continue;
      for (guint i = 0; i < table->n_columns; i++)
        if (event_of[i] != 0 && kith_value_says (row.cells[i]) == KITH_SAYS_YES)
          events[n++] = event_of[i];
      if (!attend (intake, file, &row, &match, person, is_new, events, n, NULL, error))
        return FALSE;
    }
  if (broken == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}

gboolean
kith_incoming_read_attendance (KithIntake *intake, KithIncoming *file, GError **error)
{
  const KithTable *table = file->table;
  int key = kith_table_find (table, KITH_COLUMN_PERSON_KEY, 0);
  gboolean id_is_name
      = key >= 0 && table->columns[key].keys == KITH_KEYS_NAME && kith_table_find (table, KITH_COLUMN_PERSON_ID, 0) < 0;
  g_auto (Where) where = { 0 };
  g_autoptr (KithRowTies) ties = kith_row_ties_new (table);
  g_autoptr (KithCouples) couples = kith_couples_new (intake, file);
  g_autoptr (GError) broken = NULL;
  KithCsvRow row;

  if (table->shape == KITH_SHAPE_MATRIX)
    return read_matrix (intake, file, error);
  find_where (table, &where);
  while (kith_incoming_next (intake, file, &row, &broken))
    {
      KithMatch match;
      gboolean is_new;
      gint64 person, event;

      if (where.attended >= 0 && stayed_away (row.cells[where.attended]))
        {
          if (!kith_incoming_leave_out (intake, file, &row, _ ("It says that the person did not take part."), error))
            return FALSE;
          continue;
        }
      if (!put_event (intake, file, &where, &row, &event, error))
        return FALSE;
      if (event == 0)
        {
          if (!kith_incoming_leave_out (intake, file, &row, _ ("It names no event or group."), error))
            return FALSE;
          continue;
        }
      kith_record_read (&intake->record, table, &row, 0);
      if (!kith_couples_take (couples, &row) && id_is_name && *intake->record.id == '\0')
        intake->record.id = row.cells[key];
      if (!find_person (intake, file, &row, id_is_name, &match, &person, &is_new, error))
        return FALSE;
      if (person != 0 && !attend (intake, file, &row, &match, person, is_new, &event, 1, couples, error))
        return FALSE;
      kith_row_ties_note (ties, &row, person);
    }
  if (broken == NULL)
    return kith_couples_write (couples, error) && kith_row_ties_write (ties, intake, file, error);
  g_propagate_error (error, g_steal_pointer (&broken));
  return FALSE;
}
