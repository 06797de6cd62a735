/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The last touch: two people of one community change places where that brings their ties nearer. The dots stay where they are, so nothing
 * can come to overlap, and an island keeps its shape.
 *
 * A tie counts for as much as it helps to find it on the map: for a person with k ties the places that matter are the k nearest, a disc
 * of a radius that grows with √k, and each of the k ties is worth 1 / k. So the gain of a tie of length d is, from either end,
 * 1 / (k (1 + u²)), where u = d² / (REACH k). With plain sums of lengths, which hubs would rule, neighborhoods came out worse than before;
 * with u in place of u² by a hundredth.
 *
 * Ties to other communities are too long to be worth anything here, so each community is a task of its own, on a copy of its ties that
 * stays in the processor's cache. */

#include "kith-islands.h"

#define REACH .6f
#define TRIES 80
#define MOST_TIES 1000 /* greater hubs stay: to try them costs too much, and the engine has put them into the middle */
#define FEWEST 150     /* people; below, the lines drawn matter more, and the engine's drawing is kept */

typedef struct
{
  const KithIslands *islands;
  const KithIsland *island;
  float *x, *y;    /* of the community's people, as all below */
  float *share;    /* one by the number of ties */
  guint *offset;   /* into neighbor */
  guint *neighbor; /* within the community */
  guint *lowest;   /* first of the lowest island each is in */
  guint *n_lowest; /* and how many are there */
  guint64 random;
} Swapping;

/* xorshift64* (Vigna 2016); a fixed start, so that the same map comes out every time */
static guint
next_random (Swapping *self, guint below)
{
  self->random ^= self->random >> 12;
  self->random ^= self->random << 25;
  self->random ^= self->random >> 27;
  return (guint) (((self->random * 0x2545f4914f6cdd1du) >> 32) * below >> 32);
}

static inline float
worth (float a, float b, float square)
{
  float by_a = square * a * (1 / REACH), by_b = square * b * (1 / REACH);

  return a / (1 + by_a * by_a) + b / (1 + by_b * by_b);
}

/* What @i gains by standing at the place of @other instead of its own; the tie between the two stays as long as it is. */
static float
gain_of_move (const Swapping *self, guint i, guint other)
{
  float here_x = self->x[i], here_y = self->y[i], there_x = self->x[other], there_y = self->y[other];
  float gain = 0;

  for (guint e = self->offset[i]; e < self->offset[i + 1]; e++)
    {
      guint at = self->neighbor[e];
      float dx, dy, before, after;

      if (at == other)
        continue;
      dx = self->x[at] - here_x;
      dy = self->y[at] - here_y;
      before = dx * dx + dy * dy;
      dx = self->x[at] - there_x;
      dy = self->y[at] - there_y;
      after = dx * dx + dy * dy;
      gain += worth (self->share[i], self->share[at], after) - worth (self->share[i], self->share[at], before);
    }
  return gain;
}

/* Tries to bring @i to where somebody it knows lives. */
static void
try_one (Swapping *self, guint i)
{
  guint degree = self->offset[i + 1] - self->offset[i], known, other;

  if (degree == 0 || degree > MOST_TIES)
    return;
  known = self->neighbor[self->offset[i] + next_random (self, degree)];
  other = self->lowest[known] + next_random (self, self->n_lowest[known]);
  if (other != i && self->offset[other + 1] - self->offset[other] <= MOST_TIES
      && gain_of_move (self, i, other) + gain_of_move (self, other, i) > 1e-6f)
    {
      float x = self->x[i], y = self->y[i];

      self->x[i] = self->x[other];
      self->y[i] = self->y[other];
      self->x[other] = x;
      self->y[other] = y;
    }
}

/* Copies the ties inside the community. */
static void
copy_ties (Swapping *self)
{
  const KithIslands *islands = self->islands;
  const KithGraph *graph = islands->graph;
  guint first = self->island->first, count = self->island->count, n_ties = 0;

  for (guint i = 0; i < count; i++)
    n_ties += kith_graph_degree (graph, islands->people[first + i]);
  self->offset = g_new (guint, count + 1);
  self->neighbor = g_new (guint, MAX (n_ties, 1));
  self->share = g_new (float, count);
  n_ties = 0;
  for (guint i = 0; i < count; i++)
    {
      guint person = islands->people[first + i];

      self->offset[i] = n_ties;
      self->share[i] = 1.f / MAX (kith_graph_degree (graph, person), 1);
      for (guint e = graph->offset[person]; e < graph->offset[person + 1]; e++)
        {
          guint at = islands->at[graph->neighbor[e]];

          if (at >= first && at - first < count)
            self->neighbor[n_ties++] = at - first;
        }
    }
  self->offset[count] = n_ties;
}

static void
find_lowest (Swapping *self, guint index)
{
  const KithIsland *island = &g_array_index (self->islands->islands, KithIsland, index);

  for (guint c = 0; c < island->n_children; c++)
    find_lowest (self, island->child + c);
  for (guint i = island->first; i < island->first + island->count && island->n_children == 0; i++)
    {
      self->lowest[i - self->island->first] = island->first - self->island->first;
      self->n_lowest[i - self->island->first] = island->count;
    }
}

void
kith_islands_swap (const KithIslands *islands, guint index, float *x, float *y, GCancellable *cancellable)
{
  const KithIsland *island = &g_array_index (islands->islands, KithIsland, index);
  Swapping self = { islands, island, x + island->first, y + island->first };

  if (islands->n < FEWEST || island->is_kept)
    return;
  self.random = 88172645463325252u;
  copy_ties (&self);
  self.lowest = g_new (guint, island->count);
  self.n_lowest = g_new (guint, island->count);
  find_lowest (&self, index);
  for (guint try = 0; try < TRIES && !g_cancellable_is_cancelled (cancellable); try++)
    for (guint i = 0; i < island->count; i++)
      try_one (&self, i);
  g_free (self.share);
  g_free (self.offset);
  g_free (self.neighbor);
  g_free (self.lowest);
  g_free (self.n_lowest);
}
