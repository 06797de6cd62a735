/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Making the tree of islands and the engines' jobs: for a lowest island its people and ties, for a higher one its children as discs,
 * tied as strongly as their people are. All jobs are independent of one another's answers.
 *
 * For these few dozen people neato with 30 rounds came out as well as sfdp and took a third of its time; on the whole of a network it would
 * be the other way round. Islands of 40 people kept neighbourhoods better than those of 60 or 100 (NP .49, .47, .38 at LastFM). */

#include "kith-islands.h"
#include "kith-communities.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WHOLE_BELOW 40 /* people: no further split */
#define STRONGEST 4    /* links kept of each child */
#define MOST_CHUNKS 12 /* of a group that has no communities inside */

KithIslands *
kith_islands_new (const KithGraph *graph, const int *group, guint n_groups)
{
  KithIslands *self = g_new0 (KithIslands, 1);
  g_autofree guint *start = g_new0 (guint, n_groups + 2);
  KithIsland root = { 0 };
  guint n_used = 0;

  self->graph = graph;
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

/* A number for each job that depends only on who is in it and the seed given (splitmix64). */
static guint64
mix (guint64 seed, guint64 value)
{
  guint64 z = seed + 0x9e3779b97f4a7c15u * (value + 1);

  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

/* The ties inside an island, people numbered from its first. */
static void
inner_ties (const KithIslands *self, const KithIsland *island, GArray *ends, GArray *weights)
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

static guint
root_of (guint *leads, guint i)
{
  while (leads[i] != i)
    i = leads[i] = leads[leads[i]];
  return i;
}

/* Engines set the pieces of what is not connected side by side in rows. A thin tie from each piece's best-tied person to the best-tied
 * of all keeps them around the others instead. */
static void
tie_pieces_together (guint n, GArray *ends)
{
  g_autofree guint *leads = g_new (guint, n);
  g_autofree guint *degree = g_new0 (guint, n);
  g_autofree guint *best = g_new (guint, n);
  guint hub = 0;

  for (guint i = 0; i < n; i++)
    leads[i] = best[i] = i;
  for (guint t = 0; t < ends->len; t += 2)
    {
      guint a = g_array_index (ends, guint32, t), b = g_array_index (ends, guint32, t + 1);

      degree[a]++;
      degree[b]++;
      a = root_of (leads, a);
      b = root_of (leads, b);
      leads[MAX (a, b)] = MIN (a, b);
    }
  for (guint i = 0; i < n; i++)
    {
      guint piece = root_of (leads, i);

      if (degree[i] > degree[best[piece]])
        best[piece] = i;
      if (degree[i] > degree[hub])
        hub = i;
    }
  for (guint i = 0; i < n; i++)
    if (root_of (leads, i) == i && root_of (leads, hub) != i)
      {
        guint32 pair[2] = { hub, best[i] };

        g_array_append_vals (ends, pair, 2);
      }
}

static gboolean
draw_people (KithIslands *self, const KithIsland *island, KithLayoutEngine engine, gboolean quick, guint64 seed,
             KithLayoutPool *pool, GArray *ends, GError **error)
{
  float *place = self->place + 2 * (gsize) island->first;

  inner_ties (self, island, ends, NULL);
  if (island->count <= 3)
    {
      /* a dot, a pair, or a triangle */
      static const float triangle[] = { 0, 0, 1, 0, .5f, .866f };

      memcpy (place, triangle, 2 * island->count * sizeof *place);
      return TRUE;
    }
  tie_pieces_together (island->count, ends);
  return kith_layout_pool_add (pool, engine, island->count, ends->len / 2, (const guint32 *) ends->data, NULL, quick,
                               (guint32) mix (seed, island->first), place, error);
}

typedef struct
{
  guint a, b; /* children */
  double weight;
} Link;

static int
compare_links (gconstpointer a, gconstpointer b)
{
  const Link *p = a, *q = b;

  return p->a != q->a ? (p->a > q->a) - (p->a < q->a) : (p->b > q->b) - (p->b < q->b);
}

static int
compare_links_by_weight (gconstpointer a, gconstpointer b)
{
  const Link *p = a, *q = b;

  return p->weight != q->weight ? (p->weight < q->weight) - (p->weight > q->weight) : compare_links (a, b);
}

/* How strongly the children are tied: the weight between two, against what their sizes let expect. */
static GArray *
links_between (const KithIslands *self, const KithIsland *island)
{
  const KithIsland *children = &g_array_index (self->islands, KithIsland, island->child);
  g_autofree guint *child_of = g_new (guint, island->count);
  g_autofree double *sum = g_new0 (double, island->n_children);
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (guint));
  GArray *links = g_array_new (FALSE, FALSE, sizeof (Link));

  for (guint c = 0; c < island->n_children; c++)
    for (guint i = 0; i < children[c].count; i++)
      child_of[children[c].first - island->first + i] = c;
  for (guint c = 0; c < island->n_children; c++)
    {
      g_array_set_size (seen, 0);
      for (guint i = children[c].first; i < children[c].first + children[c].count; i++)
        {
          guint person = self->people[i];

          for (guint e = self->graph->offset[person]; e < self->graph->offset[person + 1]; e++)
            {
              guint at = self->at[self->graph->neighbor[e]], other;

              if (at < island->first || at - island->first >= island->count)
                continue;
              other = child_of[at - island->first];
              if (other <= c)
                continue;
              if (sum[other] == 0)
                g_array_append_val (seen, other);
              sum[other] += self->graph->weight[e];
            }
        }
      for (guint s = 0; s < seen->len; s++)
        {
          guint other = g_array_index (seen, guint, s);
          Link link = { c, other, sum[other] / sqrt ((double) children[c].count * children[other].count) };

          g_array_append_val (links, link);
          sum[other] = 0;
        }
    }
  return links;
}

/* Keeps each child's strongest links, and those that hold everything together that is together. */
static void
keep_strongest (guint n_children, GArray *links)
{
  g_autofree guint *kept = g_new0 (guint, n_children);
  g_autofree guint *leads = g_new (guint, n_children);
  guint count = 0;

  g_array_sort (links, compare_links_by_weight);
  for (guint c = 0; c < n_children; c++)
    leads[c] = c;
  for (guint l = 0; l < links->len; l++)
    {
      Link *link = &g_array_index (links, Link, l);
      guint a = root_of (leads, link->a), b = root_of (leads, link->b);

      if (kept[link->a] >= STRONGEST && kept[link->b] >= STRONGEST && a == b)
        continue;
      kept[link->a]++;
      kept[link->b]++;
      leads[MAX (a, b)] = MIN (a, b);
      g_array_index (links, Link, count++) = *link;
    }
  g_array_set_size (links, count);
}

/* Marks the children that are tied, over however many others, to the main group of their siblings. */
static void
mark_linked (KithIslands *self, guint index, const GArray *links)
{
  const KithIsland *island = &g_array_index (self->islands, KithIsland, index);
  KithIsland *children = &g_array_index (self->islands, KithIsland, island->child);
  g_autofree guint *leads = g_new (guint, island->n_children);
  g_autofree guint *people = g_new0 (guint, island->n_children);
  guint main_group = 0;

  for (guint c = 0; c < island->n_children; c++)
    leads[c] = c;
  for (guint l = 0; l < links->len; l++)
    {
      guint a = root_of (leads, g_array_index (links, Link, l).a),
            b = root_of (leads, g_array_index (links, Link, l).b);

      leads[MAX (a, b)] = MIN (a, b);
    }
  for (guint c = 0; c < island->n_children; c++)
    people[root_of (leads, c)] += children[c].count;
  for (guint c = 0; c < island->n_children; c++)
    if (people[c] > people[main_group])
      main_group = c;
  for (guint c = 0; c < island->n_children; c++)
    children[c].is_linked = root_of (leads, c) == main_group;
}

/* The job of a higher island: only children tied to the main group are in it; the others are packed around later. */
static gboolean
draw_children (KithIslands *self, guint index, guint64 seed, KithLayoutPool *pool, GError **error)
{
  KithIsland *island = &g_array_index (self->islands, KithIsland, index);
  const KithIsland *children = &g_array_index (self->islands, KithIsland, island->child);
  g_autoptr (GArray) links = links_between (self, island);
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (float));
  g_autofree guint *number = g_new (guint, island->n_children);
  guint n_linked = 0;

  mark_linked (self, index, links);
  if (index == 0 && self->is_keeping)
    return TRUE;
  keep_strongest (island->n_children, links);
  for (guint c = 0; c < island->n_children; c++)
    {
      number[c] = n_linked;
      n_linked += children[c].is_linked;
    }
  for (guint l = 0; l < links->len; l++)
    {
      const Link *link = &g_array_index (links, Link, l);
      float length = (float) (children[link->a].radius + children[link->b].radius);

      if (!children[link->a].is_linked)
        continue;
      g_array_append_val (ends, number[link->a]);
      g_array_append_val (ends, number[link->b]);
      g_array_append_val (lengths, length);
    }
  island->place = g_new0 (float, 2 * (gsize) island->n_children);
  if (n_linked < 2)
    return TRUE;
  /* the outline of the whole map is worth the time, unless there are hundreds of pieces */
  return kith_layout_pool_add (pool, KITH_LAYOUT_NEATO, n_linked, lengths->len, (const guint32 *) ends->data,
                               (const float *) lengths->data, index > 0 || n_linked > 120, (guint32) mix (seed, index),
                               island->place, error);
}

static double
usual_radius (guint count)
{
  return .62 * sqrt (count) + .3;
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
find_inside (KithIslands *self, const KithIsland *island, guint64 seed, GArray *ends, GArray *weights, int *inside,
             guint *n_inside, GCancellable *cancellable, GError **error)
{
  KithCommunitiesOptions options = { .resolution = 1, .seed = mix (seed, island->first), .runs = 1 };
  g_autofree guint *a = NULL, *b = NULL;
  g_autoptr (KithGraph) graph = NULL;
  guint largest = 0;

  inner_ties (self, island, ends, weights);
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
set_radii (KithIslands *self)
{
  for (guint i = 0; i < self->islands->len; i++)
    {
      KithIsland *island = &g_array_index (self->islands, KithIsland, i);

      island->radius = usual_radius (island->count);
    }
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
kith_islands_split (KithIslands *self, guint64 seed, KithLayoutPool *pool, KithProgress *progress, double share,
                    GCancellable *cancellable, GError **error)
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
          && !find_inside (self, &island, seed, ends, weights, inside, &n_inside, cancellable, error))
        return FALSE;
      if (n_inside > 1)
        add_children (self, i, inside, n_inside);
      else
        {
          if (!draw_people (self, &island, KITH_LAYOUT_NEATO, TRUE, seed, pool, ends, error))
            return FALSE;
          done += island.count;
          kith_progress_step (progress, NULL, share * done / (double) MAX (self->n, 1));
        }
    }
  set_radii (self);
  set_heights (self);
  for (guint i = 0; i < self->islands->len; i++)
    if (g_array_index (self->islands, KithIsland, i).n_children > 0 && !draw_children (self, i, seed, pool, error))
      return FALSE;
  return TRUE;
}

gboolean
kith_islands_draw_whole (KithIslands *self, KithLayoutEngine engine, guint64 seed, KithLayoutPool *pool, GError **error)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 1; i < self->islands->len; i++)
    {
      KithIsland island = g_array_index (self->islands, KithIsland, i);

      if (!draw_people (self, &island, engine, FALSE, seed, pool, ends, error))
        return FALSE;
    }
  set_radii (self);
  set_heights (self);
  g_array_index (self->islands, KithIsland, 0).place
      = g_new0 (float, 2 * (gsize) MAX (g_array_index (self->islands, KithIsland, 0).n_children, 1));
  return TRUE;
}
