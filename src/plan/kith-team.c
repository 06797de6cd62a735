/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lazy greedy. What somebody adds to a team can only shrink as the team grows, so an old gain is a bound on the gain now: candidates stand
 * in a heap by their last known gain, and only those whose bound reaches the best gain found in this round are looked at again. */

#include "kith-team.h"

#include "kith-error.h"
#include "kith-team-state.h"

#include <glib/gi18n-lib.h>

/* Two roundings can make a gain seem to grow by a step or two. */
#define SLACK 4

typedef struct
{
  gint64 bound;
  guint person;
} Candidate;

static inline gboolean
is_before (Candidate a, Candidate b)
{
  return a.bound > b.bound || (a.bound == b.bound && a.person < b.person);
}

typedef struct
{
  Candidate *item; /* a heap, the best at the root */
  guint n;
} Heap;

static void
heap_sink (Heap *self, guint at)
{
  Candidate moving = self->item[at];

  for (guint child; (child = 2 * at + 1) < self->n; at = child)
    {
      if (child + 1 < self->n && is_before (self->item[child + 1], self->item[child]))
        child++;
      if (!is_before (self->item[child], moving))
        break;
      self->item[at] = self->item[child];
    }
  self->item[at] = moving;
}

static Candidate
heap_pop (Heap *self)
{
  Candidate top = self->item[0];

  self->item[0] = self->item[--self->n];
  if (self->n > 0)
    heap_sink (self, 0);
  return top;
}

static void
heap_push (Heap *self, Candidate item)
{
  guint at = self->n++;

  for (; at > 0 && is_before (item, self->item[(at - 1) / 2]); at = (at - 1) / 2)
    self->item[at] = self->item[(at - 1) / 2];
  self->item[at] = item;
}

/* Everybody who may be asked, with what he or she would add to a team of none. */
static gboolean
gather_candidates (KithTeamState *state, const guint8 *excluded, GArray *candidates, GCancellable *cancellable,
                   GError **error)
{
  for (guint i = 0; i < state->graph->n; i++)
    {
      Candidate candidate = { 0, i };

      if (i % 8192 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (excluded != NULL && excluded[i])
        continue;
      candidate.bound = kith_team_state_gain (state, i);
      if (candidate.bound > 0)
        g_array_append_val (candidates, candidate);
    }
  return TRUE;
}

/* Takes the best of the heap out of it; its bound is 0 where nobody adds anything. held is scratch. */
static Candidate
take_best (KithTeamState *state, Heap *heap, GArray *held)
{
  Candidate best = { 0, G_MAXUINT };

  g_array_set_size (held, 0);
  while (heap->n > 0 && heap->item[0].bound + SLACK >= best.bound)
    {
      Candidate candidate = heap_pop (heap);

      candidate.bound = kith_team_state_gain (state, candidate.person);
      if (candidate.bound <= 0)
        continue;
      if (best.person == G_MAXUINT)
        {
          best = candidate;
          continue;
        }
      if (is_before (candidate, best))
        {
          g_array_append_val (held, best);
          best = candidate;
        }
      else
        g_array_append_val (held, candidate);
    }
  for (guint k = 0; k < held->len; k++)
    heap_push (heap, g_array_index (held, Candidate, k));
  return best;
}

/* The members: fixed ones as they come, then the chosen. in_team is filled. */
static gboolean
choose_members (KithTeamState *state, const KithTeamOptions *options, const GArray *candidates, GArray *members,
                guint8 *in_team, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autofree Candidate *item = g_new (Candidate, candidates->len);
  g_autoptr (GArray) held = g_array_new (FALSE, FALSE, sizeof (Candidate));
  Heap heap = { item, 0 };

  for (guint k = 0; k < options->n_fixed; k++)
    {
      guint person = options->fixed[k];

      if (person >= state->graph->n || in_team[person] || (options->excluded != NULL && options->excluded[person]))
        continue;
      in_team[person] = TRUE;
      g_array_append_val (members, person);
      kith_team_state_join (state, person);
    }

  for (guint k = 0; k < candidates->len; k++)
    if (!in_team[g_array_index (candidates, Candidate, k).person])
      item[heap.n++] = g_array_index (candidates, Candidate, k);
  for (guint at = heap.n / 2; at-- > 0;)
    heap_sink (&heap, at);

  while (members->len < options->size)
    {
      Candidate best;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      best = take_best (state, &heap, held);
      if (best.bound <= 0)
        break;
      in_team[best.person] = TRUE;
      g_array_append_val (members, best.person);
      kith_team_state_join (state, best.person);
      kith_progress_step (progress, NULL, .2 + .3 * members->len / options->size);
    }
  return TRUE;
}

/* What a member adds to those before, then joins. fresh is scratch, by community, 0 between calls. */
static void
explain_pick (KithTeamState *state, KithTeamMember *member, guint *fresh)
{
  const KithGraph *graph = state->graph;
  guint first = graph->offset[member->person];
  guint end = graph->offset[member->person + 1];
  double most = 0;

  member->main_community = -1;
  for (guint h = first; h < end; h++)
    {
      guint touch = state->touch[graph->neighbor[h]];
      int c = state->membership[graph->neighbor[h]];

      member->adds_reached += touch == 0;
      member->adds_twice += touch == 1;
      if (touch == 0 && c >= 0)
        fresh[c]++;
    }

  for (guint h = first; h < end; h++)
    {
      int c = state->membership[graph->neighbor[h]];
      double worth;

      if (c < 0 || fresh[c] == 0)
        continue;
      member->adds_communities += state->once[c] == 0;
      worth = kith_team_state_worth_of_more (state, (guint) c, fresh[c]);
      if (worth > most || (worth == most && c < member->main_community))
        {
          most = worth;
          member->main_community = c;
          member->main_people = fresh[c];
        }
      fresh[c] = 0;
    }
  kith_team_state_join (state, member->person);
}

/* What only this member reaches. */
static void
explain_drop (const KithTeamState *state, KithTeamMember *member, guint *alone)
{
  const KithGraph *graph = state->graph;
  guint first = graph->offset[member->person];
  guint end = graph->offset[member->person + 1];

  for (guint h = first; h < end; h++)
    {
      int c = state->membership[graph->neighbor[h]];

      if (state->touch[graph->neighbor[h]] != 1)
        continue;
      member->drop_reached++;
      if (c >= 0)
        alone[c]++;
    }
  for (guint h = first; h < end; h++)
    {
      int c = state->membership[graph->neighbor[h]];

      if (c < 0 || alone[c] == 0)
        continue;
      member->drop_communities += alone[c] == state->once[c];
      alone[c] = 0;
    }
}

static void
explain_members (KithTeamState *state, KithTeam *team)
{
  g_autofree guint *scratch = g_new0 (guint, state->n_communities);
  gint64 worst_loss = -1;

  kith_team_state_reset (state);
  for (guint k = 0; k < team->n_members; k++)
    explain_pick (state, &team->members[k], scratch);
  for (guint k = 0; k < team->n_members; k++)
    {
      gint64 loss = kith_team_state_loss (state, team->members[k].person);

      explain_drop (state, &team->members[k], scratch);
      if (loss > worst_loss)
        {
          worst_loss = loss;
          team->worst_drop_member = (int) k;
        }
    }

  team->value = kith_team_state_value (state);
  kith_team_state_totals (state, &team->totals);
  if (team->worst_drop_member >= 0)
    {
      guint person = team->members[team->worst_drop_member].person;

      kith_team_state_leave (state, person);
      kith_team_state_totals (state, &team->worst_drop);
      kith_team_state_join (state, person);
    }
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *left = a;
  const Candidate *right = b;

  if (left->bound != right->bound)
    return left->bound < right->bound ? 1 : -1;
  return left->person < right->person ? -1 : left->person > right->person;
}

/* Who could step in for each. The gain over a smaller team bounds the gain over a larger one, so the members are put back by halves: at
 * each step the candidates get their gain over the team without one part, which bounds their gains in all steps below. The best gain
 * over the whole team bounds the best of every step from below, so whoever falls under it is out. */
typedef struct
{
  KithTeamState *state;
  KithTeam *team;
  gint64 least;
  GCancellable *cancellable;
  KithProgress *progress;
} Substitutes;

/* Looks the best up in candidates sorted by falling bound. */
static int
best_of (KithTeamState *state, const GArray *candidates)
{
  Candidate best = { 0, G_MAXUINT };

  for (guint k = 0; k < candidates->len; k++)
    {
      Candidate candidate = g_array_index (candidates, Candidate, k);

      if (candidate.bound + SLACK < best.bound)
        break;
      candidate.bound = kith_team_state_gain (state, candidate.person);
      if (candidate.bound > 0 && (best.person == G_MAXUINT || is_before (candidate, best)))
        best = candidate;
    }
  return best.person == G_MAXUINT ? -1 : (int) best.person;
}

static void
join_range (Substitutes *self, guint from, guint to, gboolean join)
{
  for (guint k = from; k < to; k++)
    {
      if (join)
        kith_team_state_join (self->state, self->team->members[k].person);
      else
        kith_team_state_leave (self->state, self->team->members[k].person);
    }
}

/* Members from…to - 1 are not in the state, all others are. */
static void
find_substitutes (Substitutes *self, guint from, guint to, const GArray *bounds)
{
  g_autoptr (GArray) candidates = NULL;
  guint middle = from + (to - from) / 2;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (to - from == 1)
    {
      self->team->members[from].substitute = best_of (self->state, bounds);
      kith_progress_step (self->progress, NULL, .6 + .4 * to / self->team->n_members);
      return;
    }

  candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  for (guint k = 0; k < bounds->len; k++)
    {
      Candidate candidate = g_array_index (bounds, Candidate, k);

      if (from > 0 || to < self->team->n_members) /* over a team of none they have it */
        candidate.bound = kith_team_state_gain (self->state, candidate.person);
      if (candidate.bound + SLACK >= self->least)
        g_array_append_val (candidates, candidate);
    }
  g_array_sort (candidates, compare_candidates);

  join_range (self, middle, to, TRUE);
  find_substitutes (self, from, middle, candidates);
  join_range (self, middle, to, FALSE);
  join_range (self, from, middle, TRUE);
  find_substitutes (self, middle, to, candidates);
  join_range (self, from, middle, FALSE);
}

/* On entry the state holds the whole team, on return nobody. */
static void
find_all_substitutes (Substitutes *self, GArray *candidates)
{
  g_array_sort (candidates, compare_candidates);
  for (guint k = 0; k < candidates->len; k++)
    {
      gint64 gain = kith_team_state_gain (self->state, g_array_index (candidates, Candidate, k).person);

      self->least = MAX (self->least, gain);
    }
  join_range (self, 0, self->team->n_members, FALSE);
  if (self->team->n_members > 0)
    find_substitutes (self, 0, self->team->n_members, candidates);
}

/* The biggest dots, for comparison. */
typedef struct
{
  gint64 size;
  guint person;
} Dot;

static int
compare_dots (gconstpointer a, gconstpointer b)
{
  const Dot *left = a;
  const Dot *right = b;

  if (left->size != right->size)
    return left->size < right->size ? 1 : -1;
  return left->person < right->person ? -1 : left->person > right->person;
}

static void
choose_biggest (KithTeamState *state, const gint64 *size_of_dot, KithTeam *team)
{
  g_autoptr (GArray) dots = g_array_new (FALSE, FALSE, sizeof (Dot));
  guint count;

  for (guint i = 0; i < state->graph->n; i++)
    {
      Dot dot = { size_of_dot != NULL ? size_of_dot[i] : (gint64) kith_graph_degree (state->graph, i), i };

      if (state->membership[i] >= 0)
        g_array_append_val (dots, dot);
    }
  g_array_sort (dots, compare_dots);

  count = MIN (team->n_members, dots->len);
  team->biggest_people = g_new (guint, count);
  kith_team_state_reset (state);
  for (guint k = 0; k < count; k++)
    {
      team->biggest_people[k] = g_array_index (dots, Dot, k).person;
      kith_team_state_join (state, team->biggest_people[k]);
    }
  kith_team_state_totals (state, &team->biggest);
}

static gboolean
complete_team (KithTeamState *state, KithTeam *team, GArray *candidates, const guint8 *in_team,
               const gint64 *size_of_dot, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Substitutes substitutes = { state, team, 1, cancellable, progress };
  guint n_free = 0;

  explain_members (state, team);

  for (guint k = 0; k < candidates->len; k++)
    if (!in_team[g_array_index (candidates, Candidate, k).person])
      g_array_index (candidates, Candidate, n_free++) = g_array_index (candidates, Candidate, k);
  g_array_set_size (candidates, n_free);
  find_all_substitutes (&substitutes, candidates);
  choose_biggest (state, size_of_dot, team);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

KithTeam *
kith_team_choose (const KithGraph *graph, const int *membership, guint n_communities, const gint64 *size_of_dot,
                  const KithTeamOptions *options, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (KithTeam) team = NULL;
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint8 *in_team = NULL;
  KithTeamState state;
  gboolean ok;

  if (!(options->wide >= 0 && options->wide <= 1))
    {
      g_set_error_literal (error, KITH_ERROR, KITH_ERROR_INVALID,
                           _ ("How wide a team is must be a number from 0 (dense) to 1 (wide)."));
      return NULL;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  kith_progress_step (progress, _ ("Choosing a team"), 0);
  in_team = g_new0 (guint8, graph->n);
  kith_team_state_init (&state, graph, membership, n_communities, options->wide);
  ok = gather_candidates (&state, options->excluded, candidates, cancellable, error)
       && choose_members (&state, options, candidates, members, in_team, progress, cancellable, error);
  if (ok)
    {
      team = g_new0 (KithTeam, 1);
      team->n_members = members->len;
      team->members = g_new0 (KithTeamMember, members->len);
      team->worst_drop_member = -1;
      team->worst_drop.worst_community = -1;
      for (guint k = 0; k < members->len; k++)
        {
          team->members[k].person = g_array_index (members, guint, k);
          team->members[k].substitute = -1;
        }
      ok = complete_team (&state, team, candidates, in_team, size_of_dot, progress, cancellable, error);
    }
  kith_team_state_clear (&state);
  if (!ok)
    return NULL;
  kith_progress_step (progress, NULL, 1);
  return g_steal_pointer (&team);
}

void
kith_team_free (KithTeam *self)
{
  g_free (self->members);
  g_free (self->biggest_people);
  g_free (self);
}

static void
state_of_set (KithTeamState *state, const KithGraph *graph, const int *membership, guint n_communities, double wide,
              const guint *people, guint n_people)
{
  kith_team_state_init (state, graph, membership, n_communities, wide);
  for (guint k = 0; k < n_people; k++)
    kith_team_state_join (state, people[k]);
}

void
kith_team_measure (const KithGraph *graph, const int *membership, guint n_communities, const guint *people,
                   guint n_people, KithTeamTotals *totals)
{
  KithTeamState state;

  state_of_set (&state, graph, membership, n_communities, 1, people, n_people);
  kith_team_state_totals (&state, totals);
  kith_team_state_clear (&state);
}

double
kith_team_value (const KithGraph *graph, const int *membership, guint n_communities, double wide, const guint *people,
                 guint n_people)
{
  KithTeamState state;
  double value;

  state_of_set (&state, graph, membership, n_communities, wide, people, n_people);
  value = kith_team_state_value (&state);
  kith_team_state_clear (&state);
  return value;
}
