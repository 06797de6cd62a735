/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The last touch: two people of one island change places where that brings their ties nearer. The dots stay where they are, so nothing
 * can come to overlap, and an island keeps its shape.
 *
 * A tie counts for as much as it helps to find it on the map: for a person with k ties the places that matter are the k nearest, a disc
 * of a radius that grows with √k, and each of the k ties is worth 1 / k. So the gain of a tie of length d is, from either end,
 * 1 / (k (1 + d² / (REACH k))). With plain sums of lengths, which hubs would rule, neighbourhoods came out worse than before. */

#include "kith-islands.h"

#define REACH .6f
#define TRIES 60
#define MOST_TIES 1000 /* greater hubs stay: to try them costs too much, and the engine has put them into the middle */
#define FEWEST 150     /* people; below, the lines drawn matter more, and the engine's drawing is kept */

typedef struct
{
  const KithIslands *islands;
  float *x, *y;
  float *share;        /* by index in people: one by the number of ties */
  guint *lowest, *top; /* by index in people: the island of the lowest and of the highest kind */
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
worth (const Swapping *self, guint a, guint b, float square)
{
  return self->share[a] / (1 + square * self->share[a] * (1 / REACH))
         + self->share[b] / (1 + square * self->share[b] * (1 / REACH));
}

/* What @i gains by standing at the place of @other instead of its own; the tie between the two stays as long as it is. */
static float
gain_of_move (const Swapping *self, guint i, guint other)
{
  const KithGraph *graph = self->islands->graph;
  guint person = self->islands->people[i];
  float here_x = self->x[i], here_y = self->y[i], there_x = self->x[other], there_y = self->y[other];
  float gain = 0;

  for (guint e = graph->offset[person]; e < graph->offset[person + 1]; e++)
    {
      guint at = self->islands->at[graph->neighbor[e]];
      float dx, dy, before, after;

      if (at == G_MAXUINT || at == other)
        continue;
      dx = self->x[at] - here_x;
      dy = self->y[at] - here_y;
      before = dx * dx + dy * dy;
      dx = self->x[at] - there_x;
      dy = self->y[at] - there_y;
      after = dx * dx + dy * dy;
      gain += worth (self, i, at, after) - worth (self, i, at, before);
    }
  return gain;
}

/* Tries to bring @i to where somebody it knows lives. */
static void
try_one (Swapping *self, guint i)
{
  const KithIslands *islands = self->islands;
  guint person = islands->people[i];
  guint degree = kith_graph_degree (islands->graph, person);
  const KithIsland *there;
  guint known, other;

  if (degree == 0 || degree > MOST_TIES || g_array_index (islands->islands, KithIsland, self->top[i]).is_kept)
    return;
  known = islands->at[islands->graph->neighbor[islands->graph->offset[person] + next_random (self, degree)]];
  if (known == G_MAXUINT || self->top[known] != self->top[i])
    return;
  there = &g_array_index (islands->islands, KithIsland, self->lowest[known]);
  other = there->first + next_random (self, there->count);
  if (other != i && kith_graph_degree (islands->graph, islands->people[other]) <= MOST_TIES
      && gain_of_move (self, i, other) + gain_of_move (self, other, i) > 1e-6f)
    {
      float x = self->x[i], y = self->y[i];

      self->x[i] = self->x[other];
      self->y[i] = self->y[other];
      self->x[other] = x;
      self->y[other] = y;
    }
}

void
kith_islands_swap (const KithIslands *islands, float *x, float *y, GCancellable *cancellable)
{
  Swapping self = { islands, x, y };

  if (islands->n < FEWEST)
    return;
  self.random = 88172645463325252u;
  self.share = g_new (float, islands->n);
  self.lowest = g_new (guint, islands->n);
  self.top = g_new (guint, islands->n);
  for (guint i = 0; i < islands->n; i++)
    self.share[i] = 1.f / MAX (kith_graph_degree (islands->graph, islands->people[i]), 1);
  for (guint index = 1; index < islands->islands->len; index++)
    {
      const KithIsland *island = &g_array_index (islands->islands, KithIsland, index);

      for (guint i = island->first; i < island->first + island->count; i++)
        {
          if (island->parent == 0)
            self.top[i] = index;
          if (island->n_children == 0)
            self.lowest[i] = index;
        }
    }
  for (guint try = 0; try < TRIES && !g_cancellable_is_cancelled (cancellable); try++)
    for (guint i = 0; i < islands->n; i++)
      try_one (&self, i);
  g_free (self.share);
  g_free (self.lowest);
  g_free (self.top);
}
