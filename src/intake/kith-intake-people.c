/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of people, and of names for numbers. */

#include "kith-couples.h"
#include "kith-row-ties.h"
#include "kith-questions.h"
#include "kith-tags.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* Groups of more people than this make no ties (FORMATS: a tag on everybody is no community); events, 200. */
#define GROUP_CAP 60
#define EVENT_CAP 200

/* The last line of a sheet: "Total", and numbers. */
static gboolean
is_totals (const KithCsvRow *row)
{
  static const char *const words[] = { "total",  "totals", "grand total", "sum",    "summe", "gesamt",  "summa",
                                       "totalt", "somme",  "totale",      "totaal", "suma",  "yhteensa" };

  for (guint i = 0; i < row->n_cells; i++)
    if (row->cells[i][0] != '\0')
      {
        g_autofree char *word = strlen (row->cells[i]) < 20 ? kith_text_fold (row->cells[i]) : g_strdup ("");

        g_strdelimit (word, ":", ' ');
        g_strchomp (word);
        for (gsize k = 0; k < G_N_ELEMENTS (words); k++)
          if (g_str_equal (word, words[k]))
            return TRUE;
        return FALSE;
      }
  return FALSE;
}

/* Exports that are put together repeat their heads, and some have them twice, in words and as the names of fields. */
static gboolean
is_heads (const KithTable *table, const KithCsvRow *row)
{
  guint filled = 0, same = 0;

  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *head = NULL;
      g_autofree char *cell = NULL;

      if (row->cells[i][0] == '\0')
        continue;
      /* Below the first rows only the same words will do, and most rows are told by their first cell. */
      if (filled == 0 && row->number > table->first_row + 2 && strcmp (row->cells[i], table->columns[i].head) != 0)
        return FALSE;
      head = kith_head_key (table->columns[i].head);
      cell = strlen (row->cells[i]) < 200 ? kith_head_key (row->cells[i]) : g_strdup ("");
      filled++;
      same += *head != '\0' && strstr (cell, head) != NULL;
    }
  return filled >= 2 && 10 * same >= 6 * filled;
}

gboolean
kith_incoming_find_person (KithIntake *intake, KithIncoming *file, gboolean id_is_name, KithMatch *match,
                           gint64 *person, gboolean *is_new, GError **error)
{
  *person = 0;
  *is_new = FALSE;
  if (!kith_matching_find (intake->matching, &intake->record, file->space, id_is_name, match, error))
    return FALSE;
  if (match->person != 0)
    {
      *person = match->person;
      return TRUE;
    }
  if (!match->add)
    return TRUE;
  if (!kith_matching_add (intake->matching, &intake->record, file->space, file->account->import, person, error))
    return FALSE;
  *is_new = TRUE;
  file->account->people++;
  return match->like == 0
         || kith_question_ask (intake->store, match->like, *person, KITH_QUESTION_SAME_EMAIL, file->account->import,
                               NULL, error);
}

gboolean
kith_incoming_put_groups (KithIntake *intake, KithIncoming *file, gint64 person, gboolean *added, GError **error)
{
  *added = FALSE;
  for (guint i = 0; i < intake->record.groups->len; i++)
    {
      gboolean joined = FALSE;
      gint64 group;

      if (!kith_gatherings_put (intake->gatherings, KITH_GROUP, intake->record.groups->pdata[i], KITH_NO_DATE, NULL,
                                NULL, FALSE, file->account->import, &group, error)
          || !kith_gatherings_attend (intake->gatherings, group, person, file->account->import, &joined, error))
        return FALSE;
      *added = *added || joined;
    }
  for (guint i = 0; i < intake->record.tags->len; i++)
    {
      g_autofree char *key = kith_text_fold (intake->record.tags->pdata[i]);
      gboolean tagged = FALSE;
      gint64 tag;

      if (*key == '\0')
        continue;
      if (!kith_tag_put (intake->store, intake->record.tags->pdata[i], &tag, error)
          || !kith_person_tag_add (intake->store, person, tag, file->account->import, &tagged, error))
        return FALSE;
      *added = *added || tagged;
    }
  intake->matching->changed = intake->matching->changed || *added;
  return TRUE;
}

/* A row that has only a name in common with an earlier one, and differs in what else it tells, may be of another person: made apart, and asked
 * about. */
static gboolean
add_apart (KithIntake *intake, KithIncoming *file, gint64 *person, KithMatch *match, GError **error)
{
  *match = (KithMatch) {
    .add = TRUE,
    .like = *person,
    .question = _ ("An earlier row has the same name with another town, organization or phone. Are they one person?"),
  };
  file->account->people++;
  return kith_matching_add (intake->matching, &intake->record, file->space, file->account->import, person, error)
         && kith_question_ask (intake->store, match->like, *person, KITH_QUESTION_SAME_NAME, file->account->import,
                               NULL, error);
}

gboolean
kith_incoming_read_people (KithIntake *intake, KithIncoming *file, GError **error)
{
  g_autoptr (GError) broken = NULL;
  g_autoptr (GHashTable) named
      = g_hash_table_new (NULL, NULL); /* people that rows of this file had nothing but a name for */
  g_autoptr (KithRowTies) ties = kith_row_ties_new (file->table);
  g_autoptr (KithCouples) couples = kith_couples_new (intake, file);
  int is_event = kith_table_find (file->table, KITH_COLUMN_IS_EVENT, 0);
  /* Tables of a database that belong to a person by number only. */
  gboolean by_number = file->table->system != NULL && kith_table_find (file->table, KITH_COLUMN_PERSON_ID, 0) >= 0
                       && kith_table_find (file->table, KITH_COLUMN_PERSON_NAME, 0) < 0
                       && kith_table_find (file->table, KITH_COLUMN_GIVEN_NAME, 0) < 0;
  guint no_address = 0;
  KithCsvRow row;

  while (kith_incoming_next (intake, file, &row, &broken))
    {
      KithMatch match;
      KithRowResult result;
      gboolean is_new, updated = FALSE, joined, at_odds = FALSE;
      gint64 person;

      kith_record_read (&intake->record, file->table, &row, 0);
      kith_couples_take (couples, &row);
      if (is_totals (&row))
        {
          if (!kith_incoming_leave_out (intake, file, &row, _ ("It looks like a line of totals."), error))
            return FALSE;
          continue;
        }
      if (is_heads (file->table, &row))
        {
          if (!kith_incoming_leave_out (intake, file, &row, _ ("It repeats the heads of the columns."), error))
            return FALSE;
          continue;
        }
      no_address += intake->record.no_address;
      if (is_event >= 0 && kith_value_says (row.cells[is_event]) == KITH_SAYS_YES)
        {
          if (!kith_incoming_leave_out (intake, file, &row, _ ("It is an event, not a person."), error))
            return FALSE;
          continue;
        }
      if (by_number && *intake->record.id == '\0')
        {
          if (!kith_incoming_leave_out (intake, file, &row, _ ("It does not say whose it is."), error))
            return FALSE;
          continue;
        }
      if (!kith_record_is_somebody (&intake->record))
        {
          if (!kith_incoming_leave_out (intake, file, &row, _ ("It has no name, e-mail address or id."), error))
            return FALSE;
          continue;
        }
      if (!kith_incoming_find_person (intake, file, FALSE, &match, &person, &is_new, error))
        return FALSE;
      if (person == 0)
        {
          if (!kith_incoming_ask (intake, file, &row, match.question, error))
            return FALSE;
          continue;
        }
      if (is_new && match.question == NULL && *intake->record.id == '\0' && intake->record.emails->len == 0)
        g_hash_table_add (named, GSIZE_TO_POINTER (person));
      /* Two rows of one file with the same name. */
      else if (match.by == KITH_MATCHED_BY_NAME && !g_hash_table_add (named, GSIZE_TO_POINTER (person))
               && !kith_matching_compare (intake->matching, &intake->record, person, &at_odds, NULL, error))
        return FALSE;
      if (at_odds)
        {
          if (!add_apart (intake, file, &person, &match, error))
            return FALSE;
          is_new = TRUE;
        }
      if (!is_new
          && !kith_matching_update (intake->matching, &intake->record, &match, file->space, file->account->import,
                                    &updated, error))
        return FALSE;
      if (!kith_incoming_put_fields (intake, file, &row, person, &updated, error)
          || !kith_incoming_put_groups (intake, file, person, &joined, error))
        return FALSE;
      kith_row_ties_note (ties, &row, person);
      result = is_new ? KITH_ROW_IS_ADDED : updated || joined ? KITH_ROW_IS_UPDATED : KITH_ROW_IS_MATCHED;
      kith_couples_note (couples, person, 0, match.question != NULL ? KITH_ROW_IS_ADDED : result);
      if (match.question == NULL)
        kith_incoming_count (file, result);
      else if (!kith_incoming_ask (intake, file, &row, match.question, error))
        return FALSE;
    }
  if (broken != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&broken));
      return FALSE;
    }
  if (no_address > 0)
    kith_account_note (file->account,
                       ngettext ("In %'u row what stands under e-mail is no address; it was not kept.",
                                 "In %'u rows what stands under e-mail is no address; it was not kept.", no_address),
                       no_address);
  return kith_couples_write (couples, error) && kith_row_ties_write (ties, intake, file, error);
}

gboolean
kith_incoming_read_names (KithIntake *intake, KithIncoming *file, GError **error)
{
  g_autoptr (GError) broken = NULL;
  const KithTable *table = file->table;
  int id = kith_table_find (table, KITH_COLUMN_EVENT_ID, 0);
  int name = kith_table_find (table, KITH_COLUMN_EVENT_NAME, 0);
  int date = kith_table_find (table, KITH_COLUMN_EVENT_DATE, 0);
  const char *entity = table->system != NULL ? table->system->entity : NULL;
  KithCsvRow row;

  if (id < 0 || name < 0)
    {
      id = kith_table_find (table, KITH_COLUMN_GROUP_ID, 0);
      name = kith_table_find (table, KITH_COLUMN_GROUP_NAME, 0);
      entity = entity != NULL ? entity : "group";
    }
  entity = entity != NULL ? entity : "event";
  while (kith_incoming_next (intake, file, &row, &broken))
    {
      gint64 when = KITH_NO_DATE;

      if (id < 0 || name < 0 || *row.cells[id] == '\0' || *row.cells[name] == '\0')
        {
          if (!kith_incoming_leave_out (intake, file, &row, _ ("It has no id or no name."), error))
            return FALSE;
          continue;
        }
      if (date >= 0 && !kith_value_date (row.cells[date], table->columns[date].dates, &when, NULL))
        when = KITH_NO_DATE;
      kith_gatherings_name (intake->gatherings, entity, row.cells[id], row.cells[name], when);
      kith_incoming_count (file, KITH_ROW_IS_MATCHED);
    }
  if (broken != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&broken));
      return FALSE;
    }
  kith_account_note (file->account, "%s",
                     _ ("It holds names for the numbers in other files, and was used for those imported with it."));
  return TRUE;
}

typedef struct
{
  KithIntake *intake;
  KithIncoming *file;
  guint groups, events; /* too big */
  guint biggest;
  char *name; /* of the biggest */
  gboolean is_group;
} Big;

static gboolean
look_at_event (const KithEvent *event, gpointer user_data)
{
  Big *big = user_data;
  guint people = GPOINTER_TO_UINT (g_hash_table_lookup (big->intake->gatherings->people, GSIZE_TO_POINTER (event->id)));

  if (people <= (event->kind == KITH_GROUP ? GROUP_CAP : EVENT_CAP))
    return TRUE;
  if (event->kind == KITH_GROUP)
    big->groups++;
  else
    big->events++;
  if (people > big->biggest)
    {
      big->biggest = people;
      g_set_str (&big->name, event->name);
      big->is_group = event->kind == KITH_GROUP;
    }
  return TRUE;
}

gboolean
kith_incoming_tell_big (KithIntake *intake, KithIncoming *file, GError **error)
{
  Big big = { .intake = intake, .file = file };
  gboolean looked;

  if (g_hash_table_size (intake->gatherings->people) == 0)
    return TRUE;
  looked = kith_events_each (intake->store, look_at_event, &big, intake->cancellable, error);
  if (looked && big.biggest > 0)
    {
      guint64 pairs = (guint64) big.biggest * (big.biggest - 1) / 2;

      if (big.groups + big.events == 1)
        kith_account_note (
            file->account,
            big.is_group
                /* Translators: a group, how many people it has, how many pairs they make */
                ? _ ("The group “%s” has %u people and would make %" PRIu64 " pairs; it is kept, but makes no ties.")
                : _ ("The event “%s” had %u people and would make %" PRIu64 " pairs; it is kept, but makes no ties."),
            big.name, big.biggest, pairs);
      else
        kith_account_note (
            file->account,
            /* Translators: how many groups and events; the biggest of them; its people */
            _ ("%u groups and events are too big to make ties (more than 60 people in a group, 200 at an event), "
               "the biggest being “%s” with %u people; they are kept."),
            big.groups + big.events, big.name, big.biggest);
    }
  g_free (big.name);
  g_hash_table_remove_all (intake->gatherings->people);
  return looked;
}
