/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Communities by the Leiden algorithm (igraph): Traag, Waltman, van Eck, Sci. Rep. 9:5233 (2019), modularity with resolution. igraph
 * 0.10 and 1.0. Its random numbers, and in Debian's build its memory stack too, are process-wide: calls are serialised inside, so that
 * these functions can be called from any thread. Nothing else in Kith may call igraph. */

#pragma once

#include "kith-graph.h"
#include "kith-progress.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KITH_NOT_CONNECTED (-1) /* membership of isolates and of pieces of one or two people */

/* The fewest people that are called a community. */
#define KITH_COMMUNITY_LEAST 3

/* The old membership wins, with as few moves as newcomers make necessary, as long as no cold run is better by more than this; after that
 * a run that starts from it, as long as that is not worse by more than the second. For people, that their communities and their places on
 * the map stay the same is worth more than the third decimal of the modularity: cold runs of different seeds lie as far apart, and in large
 * networks put a third of all people elsewhere (measured where one in twenty was new). */
#define KITH_COMMUNITIES_KEEP_MARGIN 0.01
#define KITH_COMMUNITIES_WARM_MARGIN 0.002

typedef struct
{
  double resolution; /* 1 is modularity; less gives fewer, larger communities; above 0 and at most 1000 */
  guint64 seed;
  guint runs; /* cold runs, the best is kept; 0 for the default by size: 10 for a few hundred people, 1 for 100,000 */
  const int
      *start; /* nullable: n, an old membership to go on from (KITH_COMMUNITIES_KEEP_MARGIN); below 0 for new people */
} KithCommunitiesOptions;

/**
 * kith_communities_find:
 * @membership: (out caller-allocates): n; 0… by falling size of community, communities of one size by their lowest person, or
 *   KITH_NOT_CONNECTED
 * @n_communities: (out)
 * @modularity: (out) (optional): of the partition found, resolution 1, weighted, over connected people; 0 where there are none
 *
 * Every community is connected and has at least three people: where Leiden leaves one or two by themselves inside a larger piece, they go
 * to the neighbouring community that loses the least modularity. Nobody alone would be better placed elsewhere. The same graph, options
 * and igraph give the same result, and a result to start from gives itself. The time of igraph's own Leiden × runs, and a tenth.
 * KITH_ERROR_INVALID for a resolution out of range; G_IO_ERROR_CANCELLED within some milliseconds.
 */
gboolean kith_communities_find (const KithGraph *graph, const KithCommunitiesOptions *options, int *membership,
                                guint *n_communities, double *modularity, KithProgress *progress,
                                GCancellable *cancellable, GError **error);

/* Modularity of any membership (KITH_NOT_CONNECTED people count as communities of their own). O(n + m). */
double kith_communities_modularity (const KithGraph *graph, const int *membership, double resolution);

G_END_DECLS
