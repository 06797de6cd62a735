/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is tied to whom, put together from what the store holds: ties of all kinds with their weights and half-lives (FORMATS 3.2), and
 * shared events and groups (METHODS 4.4). */

#pragma once

#include "kith-graph.h"
#include "kith-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  guint events;       /* events, not groups */
  guint left_out;     /* events and groups with too many people to tell who knows whom */
  gboolean from_tags; /* nothing but tags was known */
} KithAssemblyCounts;

/**
 * kith_assembly_graph:
 * @id: n ids of people, rising; indices of the graph
 * @answers: (nullable) (out caller-allocates): n; how often each has answered somebody in writing, as far as it is known who did, else how
 *   often they exchanged words
 *
 * People are tied by events where they met in a small circle or often (where hardly anybody did, once is enough), and by
 * groups that are not too large. Ages are counted from the newest date in the network that is not in the future and not from today, so that the same network gives the
 * same ties on another day.
 * O(ties + pairs); pairs are bounded.
 */
KithGraph *kith_assembly_graph (KithStore *store, guint n, const gint64 *id, double *answers,
                                KithAssemblyCounts *counts, GCancellable *cancellable, GError **error);

/* Index of an id in n rising ones, -1 for none. O(log n) */
int kith_assembly_find (guint n, const gint64 *id, gint64 wanted);

G_END_DECLS
