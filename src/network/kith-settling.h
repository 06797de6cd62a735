/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The last touches on a membership, and whether one needs any. Communities have numbers below n; below 0 are people of none. Private to
 * network. */

#pragma once

#include "kith-graph.h"

G_BEGIN_DECLS

/**
 * kith_settling_join_small:
 * @membership: each community connected and in a piece of at least KITH_COMMUNITY_LEAST people
 *
 * Whoever is left in a community of one or two goes, all of it together, to the neighbouring community with the highest gain in modularity,
 * smallest first, so that a chain of pairs grows together. (Trying lower resolutions that make no pairs raised the modularity of small sparse
 * networks by 0.0001 and is left out.) O(n + m)
 */
void kith_settling_join_small (const KithGraph *graph, int *membership, double resolution);

/**
 * kith_settling_move:
 * @membership: as kith_settling_join_small () leaves it
 *
 * People move one by one to the neighbouring community that gains the most modularity, as long as that helps and the community they leave
 * stays connected and large enough; after a few rounds over everyone it ends in any case. O(n + m) a round.
 *
 * Returns: how many moves were made; 0 means that nobody alone would be better placed
 */
guint kith_settling_move (const KithGraph *graph, int *membership, double resolution);

/* Whether exactly the people with a @place (not G_MAXUINT) have a community, and each is connected and large enough. O(n + m) */
gboolean kith_settling_is_sound (const KithGraph *graph, const int *membership, const guint *place);

G_END_DECLS
