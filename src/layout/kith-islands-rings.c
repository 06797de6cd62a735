/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What circo gets of a dense network. It sets on one circle whoever is tied to each other by more than one way, so of most networks it
 * would make a single circle of everybody, in hours. Here every community becomes a circle, its people side by side who know each other
 * best, and the circles hang on each other by the strongest tie between them. */

#include "kith-islands.h"

#include <stdlib.h>

typedef struct
{
  guint a, b;
  int low, high; /* their groups */
  double weight;
} Bridge;

static int
compare_by_groups (gconstpointer a, gconstpointer b)
{
  const Bridge *p = a, *q = b;

  if (p->low != q->low)
    return (p->low > q->low) - (p->low < q->low);
  if (p->high != q->high)
    return (p->high > q->high) - (p->high < q->high);
  if (p->weight != q->weight)
    return (p->weight < q->weight) - (p->weight > q->weight);
  return p->a != q->a ? (p->a > q->a) - (p->a < q->a) : (p->b > q->b) - (p->b < q->b);
}

static int
compare_by_weight (gconstpointer a, gconstpointer b)
{
  const Bridge *p = a, *q = b;

  return p->weight != q->weight ? (p->weight < q->weight) - (p->weight > q->weight) : compare_by_groups (a, b);
}

/* For each two groups that are tied the strongest tie, with the weight of all. */
static GArray *
find_bridges (const int *group, const GArray *ends, const GArray *weights)
{
  GArray *bridges = g_array_new (FALSE, FALSE, sizeof (Bridge));
  guint count = 0;

  for (guint t = 0; t < weights->len; t++)
    {
      guint a = g_array_index (ends, guint32, 2 * t), b = g_array_index (ends, guint32, 2 * t + 1);
      Bridge bridge = { a, b, MIN (group[a], group[b]), MAX (group[a], group[b]), g_array_index (weights, double, t) };

      if (bridge.low != bridge.high)
        g_array_append_val (bridges, bridge);
    }
  g_array_sort (bridges, compare_by_groups);
  for (guint k = 0; k < bridges->len; k++)
    {
      const Bridge *bridge = &g_array_index (bridges, Bridge, k);
      Bridge *last = count > 0 ? &g_array_index (bridges, Bridge, count - 1) : NULL;

      if (last != NULL && last->low == bridge->low && last->high == bridge->high)
        last->weight += bridge->weight;
      else
        g_array_index (bridges, Bridge, count++) = *bridge;
    }
  g_array_set_size (bridges, count);
  return bridges;
}

/* From one to whom of the others that one knows best, and so on, and back to the first. */
static void
add_ring (const guint *people, guint count, const double *tie, GArray *ends)
{
  g_autofree gboolean *seen = g_new0 (gboolean, count);
  guint at = 0;

  seen[0] = TRUE;
  for (guint k = 1; k < count; k++)
    {
      guint best = G_MAXUINT;
      guint32 pair[2] = { people[at] };

      for (guint i = 0; i < count; i++)
        if (!seen[i] && (best == G_MAXUINT || tie[(gsize) at * count + i] > tie[(gsize) at * count + best]))
          best = i;
      pair[1] = people[best];
      g_array_append_vals (ends, pair, 2);
      seen[best] = TRUE;
      at = best;
    }
  if (count > 2)
    {
      guint32 pair[2] = { people[at], people[0] };

      g_array_append_vals (ends, pair, 2);
    }
}

static void
add_rings (guint n, const int *group, guint n_groups, const GArray *old_ends, const GArray *weights, GArray *ends)
{
  g_autofree guint *start = g_new0 (guint, n_groups + 2);
  g_autofree guint *people = g_new (guint, n);
  g_autofree guint *at = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    start[group[i] + 2]++;
  for (guint g = 1; g < n_groups + 2; g++)
    start[g] += start[g - 1];
  for (guint i = 0; i < n; i++)
    {
      at[i] = start[group[i] + 1]++;
      people[at[i]] = i;
    }
  for (guint g = 0; g < n_groups; g++)
    {
      guint first = start[g], count = start[g + 1] - start[g];
      g_autofree double *tie = g_new0 (double, MAX ((gsize) count * count, 1));

      for (guint t = 0; t < weights->len; t++)
        {
          guint a = g_array_index (old_ends, guint32, 2 * t), b = g_array_index (old_ends, guint32, 2 * t + 1);

          if (group[a] == (int) g && group[b] == (int) g)
            tie[(gsize) (at[a] - first) * count + at[b] - first] = tie[(gsize) (at[b] - first) * count + at[a] - first]
                = g_array_index (weights, double, t);
        }
      if (count > 1)
        add_ring (people + first, count, tie, ends);
    }
}

void
kith_islands_keep_rings (guint n, const int *group, guint n_groups, GArray *ends, const GArray *weights)
{
  g_autoptr (GArray) bridges = find_bridges (group, ends, weights);
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree guint *leads = g_new (guint, MAX (n_groups, 1));

  add_rings (n, group, n_groups, ends, weights, rings);
  g_array_sort (bridges, compare_by_weight);
  for (guint g = 0; g < n_groups; g++)
    leads[g] = g;
  for (guint k = 0; k < bridges->len; k++)
    {
      const Bridge *bridge = &g_array_index (bridges, Bridge, k);
      guint a = kith_islands_lead (leads, (guint) bridge->low), b = kith_islands_lead (leads, (guint) bridge->high);
      guint32 pair[2] = { bridge->a, bridge->b };

      if (a == b)
        continue;
      leads[MAX (a, b)] = MIN (a, b);
      g_array_append_vals (rings, pair, 2);
    }
  g_array_set_size (ends, 0);
  g_array_append_vals (ends, rings->data, rings->len);
}
