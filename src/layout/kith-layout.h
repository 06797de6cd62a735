/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Places for people on the map. The engines run in kith-layout-worker, a program of its own, so that a crash or a stop there
 * never takes the caller along (DESIGN 3). LAYOUT.md describes the engine "communities". */

#pragma once

#include "kith-graph.h"
#include "kith-progress.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  KITH_LAYOUT_COMMUNITIES, /* the default: communities as islands, laid out first */
  KITH_LAYOUT_SFDP,
  KITH_LAYOUT_NEATO,
  KITH_LAYOUT_FDP,
  KITH_LAYOUT_TWOPI,
  KITH_LAYOUT_CIRCO,
} KithLayoutEngine;

/* "communities", "sfdp", …; FALSE for an unknown name */
gboolean kith_layout_engine_from_name (const char *name, KithLayoutEngine *engine);
const char *kith_layout_engine_get_name (KithLayoutEngine engine);

typedef struct
{
  KithLayoutEngine engine;
  const int
      *membership; /* n; used by KITH_LAYOUT_COMMUNITIES, KITH_NOT_CONNECTED people get a tidy block of their own */
  guint n_communities;
  const float *old_x, *old_y; /* nullable: n; NAN for people who have no place yet; the map keeps its shape */
  const float *pin_x, *pin_y; /* nullable: n; where people are pinned down and stay, NAN for all others */
  guint64 seed;
  guint workers; /* processes at a time; 0 for the number of processors. The result does not depend on it */
} KithLayoutOptions;

/**
 * kith_layout_run:
 * @x: (out caller-allocates): n places in map units. One unit is the usual distance between neighbouring dots, so that a dot of
 *   diameter 0.8 rarely touches another. y grows downwards. The middle of a new map is 0, 0; where there are old places, the map
 *   stays where it was
 *
 * Blocks. A cancel ends the worker processes and returns within 100 ms. The same input gives the same places.
 * Errors: KITH_ERROR_ENGINE in words where the worker or an engine is missing or failed.
 */
gboolean kith_layout_run (const KithGraph *graph, const KithLayoutOptions *options, float *x, float *y,
                          KithProgress *progress, GCancellable *cancellable, GError **error);

/**
 * kith_layout_run_community:
 * @options: with membership and old places; the engine does not matter
 * @community: which is arranged anew
 * @x: (out caller-allocates): n places; the old ones of all others, to the bit
 *
 * Draws one community as on a new map and puts it where it was, or as near to that as the others leave room. Blocks; the same input gives
 * the same places; cancel and errors as kith_layout_run().
 */
gboolean kith_layout_run_community (const KithGraph *graph, const KithLayoutOptions *options, guint community, float *x,
                                    float *y, KithProgress *progress, GCancellable *cancellable, GError **error);

/**
 * kith_layout_own10:
 *
 * Share of the 10 nearest drawn people in a person's own community, mean over people with a community (LAYOUT.md). O(n log n).
 */
double kith_layout_own10 (guint n, const float *x, const float *y, const int *membership);

/**
 * kith_layout_np:
 *
 * Neighbourhood preservation: share of a person's ties among the k nearest drawn people, k = number of ties; mean over people with ties.
 */
double kith_layout_np (const KithGraph *graph, const float *x, const float *y);

/**
 * kith_layout_crowded:
 * @width: of a dot
 *
 * Share of people who are nearer to another than a dot's width, so that the two dots touch. O(n log n).
 */
double kith_layout_crowded (guint n, const float *x, const float *y, double width);

/**
 * kith_layout_empty:
 *
 * Share of the rectangle around the map where nobody is: of its squares of such a size that each would hold four people if they stood
 * evenly. O(n).
 */
double kith_layout_empty (guint n, const float *x, const float *y);

G_END_DECLS
