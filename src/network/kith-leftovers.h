/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What Leiden leaves in communities of one or two people. Private to network. */

#pragma once

#include "kith-graph.h"

G_BEGIN_DECLS

/**
 * kith_leftovers_join:
 * @membership: numbers below n, each community connected and in a piece of at least KITH_COMMUNITY_LEAST people; below 0 for nobody's
 *
 * Whoever is left in a community of one or two goes, all of it together, to the neighbouring community with the highest gain in modularity,
 * smallest first, so that a chain of pairs grows together. (Moving people one by one afterwards, or trying lower resolutions that make no
 * pairs, raised the modularity of small sparse networks by 0.0001 and is left out.) O(n + m)
 */
void kith_leftovers_join (const KithGraph *graph, int *membership, double resolution);

G_END_DECLS
