/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whom some people know: what choosing goes by. People are indices of a graph, lists of them rise and hold nobody twice. */

#pragma once

#include "kith-graph.h"

G_BEGIN_DECLS

/**
 * kith_neighbors_within:
 * @people: n indices in any order, repetitions do no harm
 * @steps: 1 for whom they know, 2 for whom those know too
 *
 * The people themselves and everybody they can reach in so many steps. O(n + graph->n + ties of those reached)
 *
 * Returns: (transfer full): a GArray of guint
 */
GArray *kith_neighbors_within (const KithGraph *graph, const guint *people, guint n, guint steps);

/**
 * kith_neighbors_common:
 * @people: n indices in any order, repetitions do no harm
 *
 * Everybody who knows each of the people, themselves not among them; nobody where there are no people. O(graph->n + ties of the people)
 *
 * Returns: (transfer full): a GArray of guint
 */
GArray *kith_neighbors_common (const KithGraph *graph, const guint *people, guint n);

G_END_DECLS
