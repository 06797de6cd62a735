/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Making the tree of islands: people by communities, these by Leiden again and again.
 *
 * Lowest islands of 40 people kept neighbourhoods better than those of 60 or 100 (NP .49, .47, .38 at LastFM). */

#include "kith-islands.h"
#include "kith-communities.h"

#include <math.h>
#include <string.h>

#define WHOLE_BELOW 40 /* people: no further split */
#define MOST_CHUNKS 12 /* of a group that has no communities inside */

KithIslands *
kith_islands_new (const KithGraph *graph, const int *group, guint n_groups, guint64 seed)
{
  KithIslands *self = g_new0 (KithIslands, 1);
  g_autofree guint *start = g_new0 (guint, n_groups + 2);
  KithIsland root = { 0 };
  guint n_used = 0;

  self->graph = graph;
  self->seed = seed;
  self->at = g_new (guint, MAX (graph->n, 1));
  for (guint i = 0; i < graph->n; i++)
    if (group[i] >= 0)
      start[group[i] + 2]++;
  for (guint g = 1; g < n_groups + 2; g++)
    start[g] += start[g - 1];
  self->n = start[n_groups + 1];
  self->people = g_new (guint, MAX (self->n, 1));
  self->place = g_new0 (float, MAX (2 * (gsize) self->n, 1));
  for (guint i = 0; i < graph->n; i++)
    {
      self->at[i] = G_MAXUINT;
      if (group[i] < 0)
        continue;
      self->at[i] = start[group[i] + 1]++;
      self->people[self->at[i]] = i;
    }

  self->islands = g_array_new (FALSE, TRUE, sizeof (KithIsland));
  root.count = self->n;
  root.child = 1;
  g_array_append_val (self->islands, root);
  for (guint g = 0; g < n_groups; g++)
    {
      KithIsland island = { start[g], start[g + 1] - start[g] };

      if (island.count == 0)
        continue;
      g_array_append_val (self->islands, island);
      n_used++;
    }
  g_array_index (self->islands, KithIsland, 0).n_children = n_used;
  return self;
}

void
kith_islands_free (KithIslands *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->islands->len; i++)
    g_free (g_array_index (self->islands, KithIsland, i).place);
  g_array_unref (self->islands);
  g_free (self->people);
  g_free (self->at);
  g_free (self->place);
  g_free (self->kept_x);
  g_free (self->kept_y);
  g_free (self);
}

/* splitmix64 */
guint64
kith_islands_mix (guint64 seed, guint64 value)
{
  guint64 z = seed + 0x9e3779b97f4a7c15u * (value + 1);

  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

void
kith_islands_inner_ties (const KithIslands *self, const KithIsland *island, GArray *ends, GArray *weights)
{
  const KithGraph *graph = self->graph;

  g_array_set_size (ends, 0);
  if (weights != NULL)
    g_array_set_size (weights, 0);
  for (guint i = 0; i < island->count; i++)
    {
      guint person = self->people[island->first + i];

      for (guint e = graph->offset[person]; e < graph->offset[person + 1]; e++)
        {
          guint other = self->at[graph->neighbor[e]] - island->first;
          double weight = graph->weight[e];

          if (self->at[graph->neighbor[e]] < island->first || other >= island->count || other <= i)
            continue;
          g_array_append_val (ends, i);
          g_array_append_val (ends, other);
          if (weights != NULL)
            g_array_append_val (weights, weight);
        }
    }
}

/* Where no communities are inside (a star, a dense or an even crowd): pieces of the order in which a search from the best-tied person
 * comes by. Returns the number of pieces. */
static guint
chop (const KithGraph *graph, int *piece)
{
  guint n_pieces = CLAMP (graph->n / WHOLE_BELOW, 2, MOST_CHUNKS);
  g_autofree guint *queue = g_new (guint, graph->n);
  g_autofree gboolean *seen = g_new0 (gboolean, graph->n);
  guint head = 0, tail = 0, start = 0, next = 0;

  for (guint i = 1; i < graph->n; i++)
    if (kith_graph_degree (graph, i) > kith_graph_degree (graph, start))
      start = i;
  while (tail < graph->n)
    {
      if (head == tail)
        {
          if (seen[start])
            {
              while (seen[next])
                next++;
              start = next;
            }
          seen[start] = TRUE;
          queue[tail++] = start;
        }
      guint person = queue[head++];

      for (guint e = graph->offset[person]; e < graph->offset[person + 1]; e++)
        if (!seen[graph->neighbor[e]])
          {
            seen[graph->neighbor[e]] = TRUE;
            queue[tail++] = graph->neighbor[e];
          }
    }
  for (guint i = 0; i < graph->n; i++)
    piece[queue[i]] = (int) ((guint64) i * n_pieces / graph->n);
  return n_pieces;
}

/* Finds the communities inside an island; 0 where it stays whole. People of tiny pieces join the last community. */
static gboolean
find_inside (KithIslands *self, const KithIsland *island, GArray *ends, GArray *weights, int *inside, guint *n_inside,
             GCancellable *cancellable, GError **error)
{
  KithCommunitiesOptions options = { .resolution = 1, .seed = kith_islands_mix (self->seed, island->first), .runs = 1 };
  g_autofree guint *a = NULL, *b = NULL;
  g_autoptr (KithGraph) graph = NULL;
  guint largest = 0;

  kith_islands_inner_ties (self, island, ends, weights);
  a = g_new (guint, MAX (weights->len, 1));
  b = g_new (guint, MAX (weights->len, 1));
  for (guint t = 0; t < weights->len; t++)
    {
      a[t] = g_array_index (ends, guint32, 2 * t);
      b[t] = g_array_index (ends, guint32, 2 * t + 1);
    }
  graph = kith_graph_new (island->count, weights->len, a, b, (const double *) weights->data);
  if (!kith_communities_find (graph, &options, inside, n_inside, NULL, NULL, cancellable, error))
    return FALSE;

  g_autofree guint *size = g_new0 (guint, *n_inside + 1);
  for (guint i = 0; i < island->count; i++)
    {
      if (inside[i] < 0)
        inside[i] = (int) *n_inside;
      largest = MAX (largest, ++size[inside[i]]);
    }
  if (size[*n_inside] > 0)
    (*n_inside)++;
  if (largest < island->count - island->count / 16)
    return TRUE;
  if (island->count <= 3 * WHOLE_BELOW)
    *n_inside = 0;
  else
    *n_inside = chop (graph, inside);
  return TRUE;
}

/* Sorts the people of an island by what is inside it and appends the children. */
static void
add_children (KithIslands *self, guint index, const int *inside, guint n_inside)
{
  KithIsland parent = g_array_index (self->islands, KithIsland, index);
  g_autofree guint *start = g_new0 (guint, n_inside + 1);
  g_autofree guint *before = g_memdup2 (self->people + parent.first, parent.count * sizeof *before);

  for (guint i = 0; i < parent.count; i++)
    start[inside[i] + 1]++;
  for (guint c = 1; c <= n_inside; c++)
    start[c] += start[c - 1];
  parent.child = self->islands->len;
  parent.n_children = n_inside;
  for (guint c = 0; c < n_inside; c++)
    {
      KithIsland child = { parent.first + start[c], start[c + 1] - start[c], index };

      g_array_append_val (self->islands, child);
    }
  for (guint i = 0; i < parent.count; i++)
    {
      guint at = parent.first + start[inside[i]]++;

      self->people[at] = before[i];
      self->at[before[i]] = at;
    }
  g_array_index (self->islands, KithIsland, index) = parent;
}

static void
set_heights (KithIslands *self)
{
  for (guint i = self->islands->len; i-- > 1;)
    {
      const KithIsland *island = &g_array_index (self->islands, KithIsland, i);
      KithIsland *parent = &g_array_index (self->islands, KithIsland, island->parent);

      parent->height = MAX (parent->height, island->height + 1);
    }
}

gboolean
kith_islands_split (KithIslands *self, KithProgress *progress, double share, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) weights = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree int *inside = g_new (int, MAX (self->n, 1));
  guint64 done = 0;

  for (guint i = 1; i < self->islands->len; i++)
    {
      KithIsland island = g_array_index (self->islands, KithIsland, i);
      guint n_inside = 0;

      if (island.is_kept)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (island.count > WHOLE_BELOW
          && !find_inside (self, &island, ends, weights, inside, &n_inside, cancellable, error))
        return FALSE;
      if (n_inside > 1)
        add_children (self, i, inside, n_inside);
      else
        {
          done += island.count;
          kith_progress_step (progress, NULL, share * done / (double) MAX (self->n, 1));
        }
    }
  set_heights (self);
  return TRUE;
}
