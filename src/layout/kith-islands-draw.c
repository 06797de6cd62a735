/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The engines' jobs: for an island with others inside, these as discs, tied as strongly as their people are; for an engine that draws the
 * whole, each piece of the network with its people. All jobs are independent of one another's answers. */

#include "kith-islands.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define STRONGEST 4 /* links kept of each child */

/* Circo's time grows by the square of the ties that close circles: with 170 it takes ten seconds, with 400 minutes. */
#define CIRCO_CIRCLES 60

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
      guint a = kith_islands_lead (leads, link->a), b = kith_islands_lead (leads, link->b);

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
      guint a = kith_islands_lead (leads, g_array_index (links, Link, l).a),
            b = kith_islands_lead (leads, g_array_index (links, Link, l).b);

      leads[MAX (a, b)] = MIN (a, b);
    }
  for (guint c = 0; c < island->n_children; c++)
    people[kith_islands_lead (leads, c)] += children[c].count;
  for (guint c = 0; c < island->n_children; c++)
    if (people[c] > people[main_group])
      main_group = c;
  for (guint c = 0; c < island->n_children; c++)
    children[c].is_linked = kith_islands_lead (leads, c) == main_group;
}

/* The job of a higher island: only children tied to the main group are in it; the others are packed around later. */
static gboolean
draw_children (KithIslands *self, guint index, KithLayoutPool *pool, GError **error)
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
                               (const float *) lengths->data, index > 0 || n_linked > 120,
                               (guint32) kith_islands_mix (self->seed, index), island->place, error);
}

static double
usual_radius (guint count)
{
  return .62 * sqrt (count) + .3;
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

gboolean
kith_islands_draw_children (KithIslands *self, KithLayoutPool *pool, GError **error)
{
  set_radii (self);
  for (guint i = 0; i < self->islands->len; i++)
    if (g_array_index (self->islands, KithIsland, i).n_children > 0 && !draw_children (self, i, pool, error))
      return FALSE;
  return TRUE;
}

/* The groups of an island's people, from 0; whoever is in none is one alone. Returns how many. */
static guint
find_groups (const KithIslands *self, const KithIsland *island, const int *membership, guint n_communities, int *group)
{
  g_autofree int *number = g_new (int, MAX (n_communities, 1));
  guint n_groups = 0;

  for (guint c = 0; c < n_communities; c++)
    number[c] = -1;
  for (guint i = 0; i < island->count; i++)
    {
      int community = membership != NULL ? membership[self->people[island->first + i]] : -1;

      if (community < 0 || (guint) community >= n_communities)
        group[i] = (int) n_groups++;
      else
        {
          if (number[community] < 0)
            number[community] = (int) n_groups++;
          group[i] = number[community];
        }
    }
  return n_groups;
}

gboolean
kith_islands_draw_whole (KithIslands *self, KithLayoutEngine engine, const int *membership, guint n_communities,
                         KithLayoutPool *pool, GError **error)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) weights = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 1; i < self->islands->len; i++)
    {
      KithIsland island = g_array_index (self->islands, KithIsland, i);
      float *place = self->place + 2 * (gsize) island.first;

      if (island.count <= 3)
        {
          memcpy (place, kith_islands_triangle, 2 * island.count * sizeof *place);
          continue;
        }
      kith_islands_inner_ties (self, &island, ends, weights);
      if (engine == KITH_LAYOUT_CIRCO && weights->len > island.count + CIRCO_CIRCLES)
        {
          g_autofree int *group = g_new (int, island.count);
          guint n_groups = find_groups (self, &island, membership, n_communities, group);

          kith_islands_keep_rings (island.count, group, n_groups, ends, weights);
        }
      if (!kith_layout_pool_add (pool, engine, island.count, ends->len / 2, (const guint32 *) ends->data, NULL, FALSE,
                                 (guint32) kith_islands_mix (self->seed, island.first), place, error))
        return FALSE;
    }
  set_radii (self);
  g_array_index (self->islands, KithIsland, 0).height = 1;
  g_array_index (self->islands, KithIsland, 0).place
      = g_new0 (float, 2 * (gsize) MAX (g_array_index (self->islands, KithIsland, 0).n_children, 1));
  return TRUE;
}
