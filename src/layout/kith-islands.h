/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The communities of a network, the circles of people inside them, those inside these, and so on, as a tree: what the engine
 * "communities" draws as islands. The whole-graph engines use it too, with the pieces of the network as islands. */

#pragma once

#include "kith-layout-pool.h"

G_BEGIN_DECLS

typedef struct
{
  guint first, count;      /* people[first] … */
  guint parent;            /* 0 for the root, which is its own */
  guint child, n_children; /* islands child …; none for one drawn as a whole by an engine */
  guint height;            /* 0 for those; else one more than the highest child */
  double radius;           /* about, in map units, as if round */
  double x, y;             /* middle, in map units */
  float *place;            /* nullable: of the children that are linked, by turns x, y: the engine's answer */
  gboolean is_kept;        /* its people keep their old places */
  gboolean has_risen;      /* they do to each other, but have come up from the band below the map */
  gboolean is_crumb;       /* a small group tied to nobody else: for the band below the map */
  gboolean is_linked;      /* tied to the main group of its siblings, so that the engine placed it among them */
} KithIsland;

typedef struct
{
  const KithGraph *graph;
  guint64 seed;
  guint n;                /* people on islands */
  guint *people;          /* n; each island's stand together */
  guint *at;              /* by person: index in people, G_MAXUINT for people on no island */
  GArray *islands;        /* KithIsland; children after their parents, the root first */
  gboolean is_keeping;    /* most islands are kept, so the whole map stays where it is */
  float *kept_x, *kept_y; /* nullable: n, by index in people: the old place, made ready on islands that are kept */
  float *place;           /* 2 n, by index in people: the answer of an engine that draws the whole */
} KithIslands;

/**
 * kith_islands_new:
 * @group: n_people of the graph; the island of each person, or -1
 *
 * Only the root and its children are made.
 */
KithIslands *kith_islands_new (const KithGraph *graph, const int *group, guint n_groups, guint64 seed);
void kith_islands_free (KithIslands *self);

/**
 * kith_islands_keep:
 * @old_x: by person of the graph; NAN where there is none
 *
 * To be called before kith_islands_split(), which leaves kept islands alone. O(n log n)
 *
 * Returns: whether enough stands where it stood for the map to be kept; else all is drawn anew
 */
gboolean kith_islands_keep (KithIslands *self, const float *old_x, const float *old_y);

/**
 * kith_islands_split:
 *
 * Splits the islands by Leiden again and again until about 40 people. Reports fractions up to @share.
 */
gboolean kith_islands_split (KithIslands *self, KithProgress *progress, double share, GCancellable *cancellable,
                             GError **error);

/* Hands what is inside of every island that has others inside to the pool, to be drawn by neato. */
gboolean kith_islands_draw_children (KithIslands *self, KithLayoutPool *pool, GError **error);

/* Hands each of the root's children as a whole to the pool. The membership (nullable, by person) is for circo. */
gboolean kith_islands_draw_whole (KithIslands *self, KithLayoutEngine engine, const int *membership,
                                  guint n_communities, KithLayoutPool *pool, GError **error);

/**
 * kith_islands_keep_rings:
 * @group: n, below n_groups
 * @ends: 2 × ties, changed; weights (doubles) belong to them
 *
 * Puts a ring for each group and a tree of the strongest ties between groups in the place of the ties. O(groups × ties + people²)
 */
void kith_islands_keep_rings (guint n, const int *group, guint n_groups, GArray *ends, const GArray *weights);

/**
 * kith_islands_arrange:
 * @threads: at a time; the result does not depend on it
 * @x: (out caller-allocates): by person of the graph; untouched for people on no island
 *
 * Draws the lowest islands and makes a map of them and the engines' answers (all must be there): turns every island towards its neighbors,
 * evens out the density, packs.
 *
 * Returns: %FALSE where it was cancelled; no error is set
 */
gboolean kith_islands_arrange (KithIslands *self, gboolean whole, guint threads, float *x, float *y,
                               GCancellable *cancellable);

/* What kith_islands_arrange() is made of. Several islands can be done at the same time. x and y are the island's own, by index in it. */

/* A lowest island, its middle at 0, 0: dots about 1 apart. */
void kith_islands_draw_lowest (const KithIslands *self, const KithIsland *island, float *x, float *y);

/* The answer of an engine that has drawn the island as a whole, likewise. */
void kith_islands_take_whole (const KithIslands *self, const KithIsland *island, float *x, float *y,
                              GCancellable *cancellable);

/**
 * kith_islands_fill_rings:
 * @ends: 2 × n_ties, among the n people
 *
 * Brings people tied to one person only nearer to that one, where there are several. O(n × hubs + ties)
 */
void kith_islands_fill_rings (guint n, float *x, float *y, guint n_ties, const guint32 *ends);

/**
 * kith_islands_swap:
 * @index: one of the root's children
 * @x: by index in people; changed for those of that island
 *
 * Lets people of one community change places so that ties are short where that counts. Different communities can be done at the same time.
 * O(ties inside), some dozen times.
 */
void kith_islands_swap (const KithIslands *self, guint index, float *x, float *y, GCancellable *cancellable);

/* A number that depends only on the seed and the value. */
guint64 kith_islands_mix (guint64 seed, guint64 value);

/* The ties inside an island, people numbered from its first; weights (doubles) where wanted. */
void kith_islands_inner_ties (const KithIslands *self, const KithIsland *island, GArray *ends, GArray *weights);

/* Three places by turns x, y: how islands of up to three people look. */
extern const float kith_islands_triangle[6];

/* Who leads the group that @i belongs to, where each points to somebody nearer to the leader (union-find). */
static inline guint
kith_islands_lead (guint *leads, guint i)
{
  while (leads[i] != i)
    i = leads[i] = leads[leads[i]];
  return i;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithIslands, kith_islands_free)

G_END_DECLS
