/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One person of a network and whom he or she knows, as a scene with a ring: for the window, for pictures and for kith-cli alike. The scene
 * has indices of its own. */

#pragma once

#include "kith-painter.h"
#include "kith-snapshot.h"

G_BEGIN_DECLS

typedef struct
{
  KithScene *scene;
  guint *people;      /* scene->n: index in the snapshot, rising; the one in the middle is scene->ring->center */
  guint *communities; /* scene->n_communities: index in the snapshot */
} KithMapRing;

/**
 * kith_map_ring_new:
 *
 * The ties among the contacts are drawn too; the community of the person in the middle says that it is. Names of the closest come first.
 * O(n + ties of the contacts).
 */
KithMapRing *kith_map_ring_new (const KithSnapshot *snapshot, guint person);
void kith_map_ring_free (KithMapRing *self);

/* Index in the scene of somebody of the snapshot, -1 for none. O(log n) */
int kith_map_ring_find (const KithMapRing *self, guint person);

/* "Knows 23 people: 9 in Harbour Choir, 8 in Northside, 3 in Youth Club, and 3 in 2 other communities." Translated. */
char *kith_map_ring_dup_sentence (const KithSnapshot *snapshot, const KithMapRing *self);

/**
 * kith_map_ring_describe:
 * @options: its title, note and names are set; all else stays
 *
 * Returns: (transfer full): the note, which @options points to. The title is the name in @snapshot
 */
char *kith_map_ring_describe (const KithSnapshot *snapshot, const KithMapRing *self, KithPainterOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithMapRing, kith_map_ring_free)

G_END_DECLS
