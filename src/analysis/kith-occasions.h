/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Events that people were at together, and groups they are in, as squares for a map. */

#pragma once

#include "kith-snapshot.h"
#include "kith-squares.h"

G_BEGIN_DECLS

/**
 * kith_occasions_load:
 * @snapshot: whose indices the squares have
 *
 * The events and groups in which at least two people of @snapshot were, those with most of them first, among equals the latest; one for
 * eight people of the map, but 16 to 40, which leave it readable. Groups are open squares. Their words: "Spring Picnic, 12 April 2026: 34 people from 5 communities"; translated. Their places are not set yet.
 * O(who was where).
 */
KithSquares *kith_occasions_load (KithStore *store, const KithSnapshot *snapshot, GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
