/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A map people know must not be turned over by an import. A community whose people still stand together keeps their places; those who
 * came to it are put beside whom they know and room is made for them by pushing. Only communities that are new, or were torn apart,
 * are drawn anew. */

#include "kith-islands.h"
#include "kith-near.h"
#include "kith-placing.h"

#include <math.h>

#define LOOK_AT 10    /* nearest old places that are looked at for a step */
#define STEP 2.5f     /* widest step inside an island */
#define LEAST_HOME .5 /* share of a community's people who must be, for it to be kept */
#define LEAST_KEPT .5 /* share of all people in kept communities, for the map to be kept */
#define PUSH_ROUNDS 30

typedef struct
{
  KithIslands *islands;
  guint *top;        /* by index in people */
  gboolean *is_home; /* by index in people */
} Keeping;

/* At home are the people of the largest body of each community: dots that hang together by steps no wider than the room inside an
 * island. Whoever is elsewhere, in another island or in the band below the map, came from there. */
static void
find_home (Keeping *self)
{
  KithIslands *islands = self->islands;
  g_autoptr (KithNear) near = kith_near_new (islands->n, islands->kept_x, islands->kept_y);
  g_autofree guint *leads = g_new (guint, MAX (islands->n, 1));
  g_autofree guint *size = g_new0 (guint, MAX (islands->n, 1));
  g_autofree guint *largest = g_new (guint, islands->islands->len);

  for (guint i = 0; i < islands->n; i++)
    leads[i] = i;
  for (guint i = 0; i < islands->n; i++)
    {
      guint nearest[LOOK_AT], found;
      float distance[LOOK_AT];

      if (!isfinite (islands->kept_x[i]) || !isfinite (islands->kept_y[i]))
        continue;
      found = kith_near_find (near, islands->kept_x[i], islands->kept_y[i], i, LOOK_AT, nearest, distance);
      for (guint j = 0; j < found && distance[j] <= STEP; j++)
        if (self->top[nearest[j]] == self->top[i])
          {
            guint a = kith_islands_lead (leads, i), b = kith_islands_lead (leads, nearest[j]);

            leads[MAX (a, b)] = MIN (a, b);
          }
    }
  for (guint index = 0; index < islands->islands->len; index++)
    largest[index] = G_MAXUINT;
  for (guint i = 0; i < islands->n; i++)
    if (isfinite (islands->kept_x[i]) && isfinite (islands->kept_y[i]))
      {
        guint body = kith_islands_lead (leads, i), *best = &largest[self->top[i]];

        size[body]++;
        if (*best == G_MAXUINT || size[body] > size[*best])
          *best = body;
      }
  for (guint i = 0; i < islands->n; i++)
    self->is_home[i] = isfinite (islands->kept_x[i]) && isfinite (islands->kept_y[i])
                       && kith_islands_lead (leads, i) == largest[self->top[i]];
}

/* Puts those who are not at home beside the one they know best there, a little towards the others they know. */
static void
put_newcomers (Keeping *self, const KithIsland *island)
{
  KithIslands *islands = self->islands;
  const KithGraph *graph = islands->graph;
  double middle_x = 0, middle_y = 0;
  guint n_home = 0, n_put;

  for (guint i = island->first; i < island->first + island->count; i++)
    if (self->is_home[i])
      {
        middle_x += islands->kept_x[i];
        middle_y += islands->kept_y[i];
        n_home++;
      }
  /* newcomers who know only newcomers wait for these */
  do
    {
      n_put = 0;
      for (guint i = island->first; i < island->first + island->count; i++)
        {
          guint person = islands->people[i], best = G_MAXUINT;
          double x = 0, y = 0, weight = 0, best_weight = 0, angle = 2.39996323 * (i - island->first);

          if (self->is_home[i])
            continue;
          for (guint e = graph->offset[person]; e < graph->offset[person + 1]; e++)
            {
              guint at = islands->at[graph->neighbor[e]];

              if (at < island->first || at - island->first >= island->count || !self->is_home[at])
                continue;
              x += graph->weight[e] * islands->kept_x[at];
              y += graph->weight[e] * islands->kept_y[at];
              weight += graph->weight[e];
              if (graph->weight[e] > best_weight)
                {
                  best_weight = graph->weight[e];
                  best = at;
                }
            }
          if (best == G_MAXUINT)
            continue;
          islands->kept_x[i] = (float) (.6 * islands->kept_x[best] + .4 * x / weight + .5 * cos (angle));
          islands->kept_y[i] = (float) (.6 * islands->kept_y[best] + .4 * y / weight + .5 * sin (angle));
          self->is_home[i] = TRUE;
          n_put++;
        }
    }
  while (n_put > 0);
  for (guint i = island->first; i < island->first + island->count; i++)
    if (!self->is_home[i])
      {
        islands->kept_x[i] = (float) (middle_x / n_home + .01 * (i - island->first));
        islands->kept_y[i] = (float) (middle_y / n_home);
      }
}

gboolean
kith_islands_keep (KithIslands *self, const float *old_x, const float *old_y)
{
  Keeping keeping = { self };
  guint n_kept = 0;

  self->kept_x = g_new (float, MAX (self->n, 1));
  self->kept_y = g_new (float, MAX (self->n, 1));
  keeping.top = g_new0 (guint, MAX (self->n, 1));
  keeping.is_home = g_new0 (gboolean, MAX (self->n, 1));
  for (guint i = 0; i < self->n; i++)
    {
      self->kept_x[i] = old_x[self->people[i]];
      self->kept_y[i] = old_y[self->people[i]];
    }
  for (guint index = 1; index < self->islands->len; index++)
    {
      const KithIsland *island = &g_array_index (self->islands, KithIsland, index);

      for (guint i = island->first; i < island->first + island->count; i++)
        keeping.top[i] = index;
    }
  find_home (&keeping);
  for (guint index = 1; index < self->islands->len; index++)
    {
      KithIsland *island = &g_array_index (self->islands, KithIsland, index);
      guint n_home = 0;

      for (guint i = island->first; i < island->first + island->count; i++)
        n_home += keeping.is_home[i];
      island->is_kept = n_home >= LEAST_HOME * island->count && n_home > 0;
      if (island->is_kept)
        n_kept += island->count;
    }
  self->is_keeping = self->n > 0 && n_kept >= LEAST_KEPT * self->n;
  for (guint index = 1; index < self->islands->len; index++)
    {
      KithIsland *island = &g_array_index (self->islands, KithIsland, index);

      island->is_kept = island->is_kept && self->is_keeping;
      if (!island->is_kept)
        continue;
      put_newcomers (&keeping, island);
      kith_placing_settle (island->count, self->kept_x + island->first, self->kept_y + island->first, 0, NULL,
                           PUSH_ROUNDS, 0);
    }
  g_free (keeping.top);
  g_free (keeping.is_home);
  return self->is_keeping;
}
