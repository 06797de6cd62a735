/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-couples.h"

#include "kith-questions.h"
#include "kith-ties.h"

#include <glib/gi18n-lib.h>

/* A second person on the way in. */
typedef struct
{
  KithRecord record;
  gint64 person; /* the first */
  gint64 event;  /* where both were; 0 */
  KithRowResult result;
  guint row; /* which of those that tell of two */
  guint side;
} Second;

struct _KithCouples
{
  KithIntake *intake;
  KithIncoming *file;
  gboolean has_side[KITH_SIDE_RELATIVE + 1];
  GPtrArray *pending; /* Second: of the row at hand */
  GPtrArray *seconds; /* Second: of the rows before */
  guint rows;         /* that tell of two */
  guint unclear;      /* second ones of whom it was not clear who they are */
};

static void
second_free (gpointer data)
{
  Second *second = data;

  kith_record_clear (&second->record);
  g_free (second);
}

static gboolean
has_columns (const KithTable *table, guint side)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].side == side && table->columns[i].kind != KITH_COLUMN_UNKNOWN
        && table->columns[i].kind != KITH_COLUMN_LEFT_OUT)
      return TRUE;
  return FALSE;
}

KithCouples *
kith_couples_new (KithIntake *intake, KithIncoming *file)
{
  const KithTable *table = file->table;
  KithCouples *self = g_new0 (KithCouples, 1);

  self->intake = intake;
  self->file = file;
  self->pending = g_ptr_array_new_with_free_func (second_free);
  self->seconds = g_ptr_array_new_with_free_func (second_free);
  for (guint side = KITH_SIDE_PARTNER; side <= KITH_SIDE_RELATIVE; side++)
    self->has_side[side] = has_columns (table, side);
  if (!table->couples && !self->has_side[KITH_SIDE_PARTNER] && !self->has_side[KITH_SIDE_RELATIVE])
    g_clear_pointer (&self, kith_couples_free);
  return self;
}

void
kith_couples_free (KithCouples *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->pending);
  g_ptr_array_unref (self->seconds);
  g_free (self);
}

static Second *
second_new (guint side)
{
  Second *second = g_new0 (Second, 1);

  kith_record_init (&second->record);
  second->side = side;
  return second;
}

static void
swap_records (KithRecord *a, KithRecord *b)
{
  KithRecord kept = *a;

  *a = *b;
  *b = kept;
}

gboolean
kith_couples_take (KithCouples *self, const KithCsvRow *row)
{
  KithRecord *record;
  Second *second = NULL;
  gboolean couple = FALSE;

  if (self == NULL)
    return FALSE;
  record = &self->intake->record;
  g_ptr_array_set_size (self->pending, 0);
  for (guint side = KITH_SIDE_PARTNER; side <= KITH_SIDE_RELATIVE; side++)
    {
      if (!self->has_side[side])
        continue;
      second = second != NULL ? second : second_new (side);
      second->side = side;
      if (!kith_record_read_other (&second->record, record, self->file->table, row, side))
        continue;
      /* Who stands alone in the row is the person of the row. */
      if (kith_record_is_somebody (record))
        g_ptr_array_add (self->pending, g_steal_pointer (&second));
      else
        swap_records (record, &second->record);
    }
  if (self->file->table->couples)
    {
      KithCouple names;

      if (kith_couple_read (&names, record->name, record->given, record->family, self->file->table->sorted))
        {
          kith_couple_clear (&names);
          second = second != NULL ? second : second_new (KITH_SIDE_PARTNER);
          second->side = KITH_SIDE_PARTNER;
          couple = kith_record_split (record, &second->record, self->file->table->sorted);
          g_ptr_array_add (self->pending, g_steal_pointer (&second));
        }
    }
  if (second != NULL)
    second_free (second);
  return couple;
}

void
kith_couples_note (KithCouples *self, gint64 person, gint64 event, KithRowResult result)
{
  if (self == NULL || self->pending->len == 0 || person == 0)
    return;
  self->rows++;
  while (self->pending->len > 0)
    {
      Second *second = g_ptr_array_steal_index (self->pending, 0);

      second->person = person;
      second->event = event;
      second->result = result;
      second->row = self->rows;
      g_ptr_array_add (self->seconds, second);
    }
}

/* Made, and asked about where somebody may be the same: but not the first of the two, whose address it often is. */
static gboolean
add (KithCouples *self, Second *second, gint64 like, KithQuestionWhy why, gint64 *person, GError **error)
{
  KithIntake *intake = self->intake;
  gint64 import = self->file->account->import;

  self->file->account->people++;
  return kith_matching_add (intake->matching, &second->record, NULL, import, person, error)
         && (like == 0 || like == second->person
             || kith_question_ask (intake->store, like, *person, why, import, NULL, error));
}

/* @person: (out): 0 where it is not clear who it is @news: (out): whether there is anything new about them */
static gboolean
find_second (KithCouples *self, Second *second, gint64 *person, gboolean *news, GError **error)
{
  KithIntake *intake = self->intake;
  gboolean at_odds = FALSE;
  KithMatch match;

  *person = 0;
  *news = FALSE;
  if (!kith_matching_find (intake->matching, &second->record, NULL, FALSE, &match, error))
    return FALSE;
  if (match.person == second->person)
    return TRUE;
  if (match.person == 0 && !match.add)
    {
      self->unclear++;
      return TRUE;
    }
  if (match.person != 0 && match.by == KITH_MATCHED_BY_NAME
      && !kith_matching_compare (intake->matching, &second->record, match.person, &at_odds, NULL, error))
    return FALSE;
  *person = match.person;
  if (match.person != 0 && !at_odds)
    return kith_matching_update (intake->matching, &second->record, &match, NULL, self->file->account->import, news,
                                 error);
  *news = TRUE;
  return add (self, second, at_odds ? match.person : match.like,
              at_odds ? KITH_QUESTION_SAME_NAME : KITH_QUESTION_SAME_EMAIL, person, error);
}

/* What is known of the two already holds. */
static gboolean
tie (KithCouples *self, const Second *second, gint64 person, gboolean *added, GError **error)
{
  KithTie tie = { .a = second->person,
                  .b = person,
                  .kind = second->side == KITH_SIDE_PARTNER ? KITH_TIE_HOUSEHOLD : KITH_TIE_STATED,
                  .weight = 1,
                  .date = KITH_NO_DATE,
                  .ended = KITH_NO_DATE,
                  .import = self->file->account->import };
  gboolean found;
  KithPut put;

  *added = FALSE;
  if (!kith_tie_get (self->intake->store, &tie, &found, error))
    return FALSE;
  if (found)
    return TRUE;
  *added = TRUE;
  self->file->account->ties++;
  self->intake->matching->changed = TRUE;
  return kith_tie_put (self->intake->store, &tie, &put, error);
}

static gboolean
write_second (KithCouples *self, Second *second, GError **error)
{
  KithIntake *intake = self->intake;
  KithAccount *account = self->file->account;
  gboolean news, joined, tied, came = FALSE, done;
  gint64 person;

  if (!find_second (self, second, &person, &news, error))
    return FALSE;
  if (person == 0)
    return TRUE;
  swap_records (&intake->record, &second->record);
  done = kith_incoming_put_groups (intake, self->file, person, &joined, error);
  swap_records (&intake->record, &second->record);
  if (!done || !tie (self, second, person, &tied, error))
    return FALSE;
  if (second->event != 0
      && !kith_gatherings_attend (intake->gatherings, second->event, person, account->import, &came, error))
    return FALSE;
  intake->matching->changed = intake->matching->changed || came;
  if (second->result == KITH_ROW_IS_MATCHED && (news || joined || tied || came))
    {
      account->matched--;
      account->updated++;
      second->result = KITH_ROW_IS_UPDATED;
    }
  return TRUE;
}

gboolean
kith_couples_write (KithCouples *self, GError **error)
{
  if (self == NULL)
    return TRUE;
  for (guint i = 0; i < self->seconds->len; i++)
    {
      Second *second = self->seconds->pdata[i], *before = i > 0 ? self->seconds->pdata[i - 1] : NULL;

      /* Two in a row count it once. */
      if (before != NULL && before->row == second->row)
        second->result = before->result;
      if (!write_second (self, second, error))
        return FALSE;
    }
  if (self->rows > 0)
    kith_account_note (self->file->account,
                       ngettext ("%'u row tells of two people; they were tied to each other.",
                                 "%'u rows tell of two people each; they were tied to each other.", self->rows),
                       self->rows);
  if (self->unclear > 0)
    kith_account_note (self->file->account,
                       ngettext ("%'u second person of a row was left out: several people have that name.",
                                 "%'u second people of rows were left out: several people have those names.",
                                 self->unclear),
                       self->unclear);
  return TRUE;
}
