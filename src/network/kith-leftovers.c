/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-leftovers.h"

#include "kith-communities.h"

#include <math.h>

/* Sums are of weights as they are; an expected weight is resolution × strength × strength / total. */
typedef struct
{
  const KithGraph *graph;
  int *membership;
  guint *size;      /* by community */
  double *strength; /* by community */
  double *tie;      /* by community, scratch: ties of the one that moves */
  double total;
} Merge;

static void
merge_small (Merge *self, const guint *people, guint n_people, double resolution)
{
  int own = self->membership[people[0]];
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (int));
  double best_gain = -INFINITY;
  double strength = 0;
  int best = own;

  for (guint k = 0; k < n_people; k++)
    for (guint h = self->graph->offset[people[k]]; h < self->graph->offset[people[k] + 1]; h++)
      {
        int other = self->membership[self->graph->neighbor[h]];

        strength += self->graph->weight[h];
        if (other == own)
          continue;
        if (self->tie[other] == 0)
          g_array_append_val (seen, other);
        self->tie[other] += self->graph->weight[h];
      }

  for (guint s = 0; s < seen->len; s++)
    {
      int other = g_array_index (seen, int, s);
      double expected = resolution * (strength / self->total) * self->strength[other];
      double gain = self->tie[other] - expected;

      if (gain > best_gain || (gain == best_gain && other < best))
        {
          best_gain = gain;
          best = other;
        }
      self->tie[other] = 0;
    }

  for (guint k = 0; k < n_people; k++)
    self->membership[people[k]] = best;
  self->size[best] += n_people;
  self->size[own] -= n_people;
  self->strength[best] += strength;
  self->strength[own] -= strength;
}

void
kith_leftovers_join (const KithGraph *graph, int *membership, double resolution)
{
  Merge merge = { graph, membership };
  guint n = graph->n;

  merge.size = g_new0 (guint, n);
  merge.strength = g_new0 (double, n);
  merge.tie = g_new0 (double, n);
  for (guint i = 0; i < n; i++)
    for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
      {
        merge.total += graph->weight[h];
        if (membership[i] >= 0)
          merge.strength[membership[i]] += graph->weight[h];
      }
  for (guint i = 0; i < n; i++)
    if (membership[i] >= 0)
      merge.size[membership[i]]++;

  for (guint size = 1; size < KITH_COMMUNITY_LEAST; size++)
    for (guint i = 0; i < n; i++)
      {
        guint people[KITH_COMMUNITY_LEAST] = { i };
        guint count = 1;

        if (membership[i] < 0 || merge.size[membership[i]] != size)
          continue;
        for (guint h = graph->offset[i]; h < graph->offset[i + 1] && count < size; h++)
          if (membership[graph->neighbor[h]] == membership[i])
            people[count++] = graph->neighbor[h];
        merge_small (&merge, people, count, resolution);
      }

  g_free (merge.size);
  g_free (merge.strength);
  g_free (merge.tie);
}
