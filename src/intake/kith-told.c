/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-told.h"

#include "kith-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

void
kith_told_init (KithTold *self, KithIntake *intake, gboolean log)
{
  *self = (KithTold) { .pairs = log ? intake->log : kith_pair_table_new (), .shared = log };
}

void
kith_told_clear (KithTold *self)
{
  if (!self->shared)
    g_clear_pointer (&self->pairs, kith_pair_table_free);
}

gboolean
kith_told_put (KithTold *self, const KithTie *tie, gboolean *is_first, GError **error)
{
  KithPair *pair;
  gboolean forth = tie->a < tie->b;
  guint8 way = tie->directed ? (forth ? 1 : 2) : 0;

  if (tie->a > G_MAXUINT || tie->b > G_MAXUINT)
    {
      g_set_error_literal (error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
                           _ ("The network has more people than Kith can tie together."));
      return FALSE;
    }
  pair = kith_pair_table_put (self->pairs, MIN (tie->a, tie->b), MAX (tie->a, tie->b), tie->kind, way, is_first);
  /* Last seen, and over only where every line says so. */
  if (tie->date != KITH_NO_DATE && (pair->date == KITH_NO_DATE || tie->date > pair->date))
    pair->date = tie->date;
  if (*is_first)
    kith_pair_set_ended (pair, tie->ended);
  else if (kith_pair_get_ended (pair) != KITH_NO_DATE)
    kith_pair_set_ended (pair,
                         tie->ended == KITH_NO_DATE ? KITH_NO_DATE : MAX (kith_pair_get_ended (pair), tie->ended));
  if (forth)
    pair->forth += tie->weight;
  else
    pair->back += tie->weight;
  return TRUE;
}

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

/* What a kind of tie is worth, and that a hundred replies are not a hundred times one, is for those who read the ties (kith_assembly_graph) to
 * say. A tie listed from either side is as heavy as the heavier says. */
gboolean
kith_told_write_pairs (KithIntake *intake, KithPairTable *pairs, gint64 import, KithTieLoadCounts *counts,
                       GError **error)
{
  g_autoptr (KithTieLoad) load = kith_tie_load_new ();
  gboolean is_log = pairs == intake->log;
  KithPair pair;

  while (kith_pair_table_take (pairs, &pair))
    {
      gboolean back = pair.directed == 2;
      KithTie tie = { .a = back ? pair.b : pair.a,
                      .b = back ? pair.a : pair.b,
                      .kind = pair.kind,
                      .directed = pair.directed != 0,
                      .weight = MAX (pair.forth, pair.back),
                      .date = pair.date,
                      .ended = kith_pair_get_ended (&pair),
                      .import = import };
      gboolean is_new = TRUE;

      /* Of two files of one import the first to tell of a pair holds, so that importing both again changes nothing. */
      if (intake->tied != NULL)
        kith_pair_table_put (intake->tied, pair.a, pair.b, pair.kind, pair.directed, &is_new);
      if (!is_new)
        continue;
      if ((is_log || pair.kind == KITH_TIE_REPLY || pair.kind == KITH_TIE_REACTION)
          && !add_to_known (intake->store, &tie, is_log ? (double) pair.forth + pair.back : 0, error))
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

gboolean
kith_told_write (KithTold *self, KithIntake *intake, KithIncoming *file, GError **error)
{
  KithTieLoadCounts counts = { 0 };
  guint n;

  if (self->shared)
    {
      const KithLogged logged = { .account = file->account, .first_rows = self->first_rows, .repeats = self->repeats };

      g_array_append_val (intake->logged, logged);
      return TRUE;
    }
  n = kith_pair_table_get_size (self->pairs);
  if (!kith_told_write_pairs (intake, self->pairs, file->account->import, &counts, error))
    return FALSE;
  file->account->ties += counts.added;
  if (counts.added == n)
    counts.added = MAX (counts.added, self->first_rows);
  count_rows (file->account, self->first_rows, self->repeats, &counts);
  return TRUE;
}

/* Replies of earlier imports whose mail has come. */
typedef struct
{
  KithIntake *intake;
  KithTold told;
  const KithIdSpace *space;
  guint n;
  GError *error;
} Answers;

static gboolean
put_answer (guint64 contact, const char *from, const char *to, gint64 date, gpointer user_data)
{
  Answers *answers = user_data;
  KithTie tie = { .kind = KITH_TIE_REPLY, .weight = 1, .date = date, .ended = KITH_NO_DATE };
  gboolean is_first;

  if (!kith_key_table_find (answers->space->ids, from, &tie.a) || !kith_key_table_find (answers->space->ids, to, &tie.b)
      || tie.a == tie.b)
    return TRUE;
  answers->n++;
  return kith_told_put (&answers->told, &tie, &is_first, &answers->error);
}

static gboolean
put_answers (KithIntake *intake, GError **error)
{
  const char *name = intake->mail->name_space;
  Answers answers = { .intake = intake };

  answers.space = name != NULL ? kith_matching_find_space (intake->matching, name) : NULL;
  if (answers.space == NULL)
    return TRUE;
  kith_told_init (&answers.told, intake, TRUE);
  if (!kith_heard_each_answered (intake->heard, put_answer, &answers))
    {
      g_propagate_error (error, answers.error);
      return FALSE;
    }
  if (answers.n > 0)
    kith_account_note (intake->mail,
                       ngettext ("%'u reply of an earlier import answers a mail in it, and counts now.",
                                 "%'u replies of earlier imports answer mails in it, and count now.", answers.n),
                       answers.n);
  return TRUE;
}

gboolean
kith_told_write_log (KithIntake *intake, GError **error)
{
  KithTieLoadCounts counts = { 0 };
  gboolean any_heard = FALSE;
  gint64 import;

  if (intake->log == NULL)
    return TRUE;
  import = intake->mail->import;
  if (!put_answers (intake, error) || !kith_told_write_pairs (intake, intake->log, import, &counts, error)
      || !kith_heard_write (intake->heard, import, &any_heard, error))
    return FALSE;
  intake->matching->changed = intake->matching->changed || any_heard;
  for (guint i = 0; i < intake->logged->len; i++)
    {
      KithLogged *logged = &g_array_index (intake->logged, KithLogged, i);

      logged->account->ties += MIN (logged->first_rows, counts.added);
      count_rows (logged->account, logged->first_rows, logged->repeats, &counts);
    }
  return TRUE;
}
