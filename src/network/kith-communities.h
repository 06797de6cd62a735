/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Communities by the Leiden algorithm (igraph), METHODS 4.1: Traag, Waltman, van Eck, Sci. Rep. 9:5233 (2019), modularity with
 * resolution. igraph 0.10 and 1.0. Its random numbers are process-wide: calls are serialised inside. */

#pragma once

#include "kith-graph.h"
#include "kith-progress.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KITH_NOT_CONNECTED (-1) /* membership of isolates and of pieces of one or two people */

typedef struct
{
  double resolution; /* 1 is modularity; less gives fewer, larger communities */
  guint64 seed;
  guint runs;       /* cold runs, the best by quality is kept; 0 for the default by size */
  const int *start; /* nullable: n, an old membership for a warm run that competes with the cold ones */
} KithCommunitiesOptions;

/**
 * kith_communities_find:
 * @membership: (out caller-allocates): n; 0… by falling size of community, or KITH_NOT_CONNECTED
 * @n_communities: (out)
 * @modularity: (out) (optional): of the partition found, resolution 1, weighted, over connected people
 *
 * The same graph, options and igraph give the same result. About igraph's own Leiden time × runs.
 */
gboolean kith_communities_find (const KithGraph *graph, const KithCommunitiesOptions *options, int *membership,
                                guint *n_communities, double *modularity, KithProgress *progress,
                                GCancellable *cancellable, GError **error);

/* Modularity of any membership (KITH_NOT_CONNECTED people count as communities of their own). O(n + m). */
double kith_communities_modularity (const KithGraph *graph, const int *membership, double resolution);

G_END_DECLS
