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
  float *place;            /* nullable: of the children, by turns x, y: the engine's answer */
  gboolean is_kept;        /* its people keep their old places */
  gboolean is_crumb;       /* a small group tied to nobody else: for the band below the map */
  gboolean is_linked;      /* tied to the main group of its siblings, so that the engine placed it among them */
} KithIsland;

typedef struct
{
  const KithGraph *graph;
  guint n;                /* people on islands */
  guint *people;          /* n; each island's stand together */
  guint *at;              /* by person: index in people, G_MAXUINT for people on no island */
  GArray *islands;        /* KithIsland; children after their parents, the root first */
  gboolean is_keeping;    /* most islands are kept, so the whole map stays where it is */
  float *kept_x, *kept_y; /* nullable: n, by index in people: the old place, made ready on islands that are kept */
  float *place;           /* 2 n, by index in people: of a person within the lowest island, the engine's answer */
} KithIslands;

/**
 * kith_islands_new:
 * @group: n_people of the graph; the island of each person, or -1
 *
 * Only the root and its children are made.
 */
KithIslands *kith_islands_new (const KithGraph *graph, const int *group, guint n_groups);
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
 * Splits the islands by Leiden again and again until about 60 people, and hands the drawing of each to the pool as soon as it is known,
 * so that the workers draw while the next are split. Reports fractions up to @share.
 */
gboolean kith_islands_split (KithIslands *self, guint64 seed, KithLayoutPool *pool, KithProgress *progress,
                             double share, GCancellable *cancellable, GError **error);

/* Hands each of the root's children as a whole to the pool. */
gboolean kith_islands_draw_whole (KithIslands *self, KithLayoutEngine engine, guint64 seed, KithLayoutPool *pool,
                                  GError **error);

/**
 * kith_islands_arrange:
 * @x: (out caller-allocates): by person of the graph; untouched for people on no island
 *
 * Makes places of the engines' answers (all must be there): turns every island towards its neighbors, evens out the density, packs.
 *
 * Returns: %FALSE where it was cancelled; no error is set
 */
gboolean kith_islands_arrange (KithIslands *self, gboolean whole, float *x, float *y, GCancellable *cancellable);

/**
 * kith_islands_fill_rings:
 * @ends: 2 × n_ties, among the n people
 *
 * Brings people tied to one person only nearer to that one, where there are several. O(n × hubs + ties)
 */
void kith_islands_fill_rings (guint n, float *x, float *y, guint n_ties, const guint32 *ends);

/**
 * kith_islands_swap:
 * @x: by index in people; changed
 *
 * Lets people of one island change places so that ties are short where that counts. O(ties), some dozen times.
 */
void kith_islands_swap (const KithIslands *self, float *x, float *y, GCancellable *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithIslands, kith_islands_free)

G_END_DECLS
