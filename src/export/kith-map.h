/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From a network to what is drawn of it: the one place that says which person is a dot of what size, shape and color, for the window, for
 * pictures and for kith-cli alike. */

#pragma once

#include "kith-painter.h"
#include "kith-snapshot.h"

G_BEGIN_DECLS

typedef enum
{
  KITH_MAP_SIZE_AUDIENCE,
  KITH_MAP_SIZE_TIES,
  KITH_MAP_SIZE_BRIDGE_REACH,
  KITH_MAP_SIZE_EQUAL,
} KithMapSize;

/* "audience", "ties", "bridge-reach" (or "bridge_reach"), "equal"; FALSE for an unknown name */
gboolean kith_map_size_from_name (const char *name, KithMapSize *size);
const char *kith_map_size_get_name (KithMapSize size);
/* What the size means, translated; "" for equal */
const char *kith_map_size_get_title (KithMapSize size);
/* Audience where it is known for enough people, else ties. */
KithMapSize kith_map_size_default (const KithSnapshot *snapshot);
/* What was chosen for this network; else the default. */
KithMapSize kith_map_size_of (const KithSnapshot *snapshot);

/* What dots of a size can tell: where nobody on the map has any of it, as bridge reach where all are one community, their ties; and where
 * there are none, they are equal. What follows takes any size and heeds this. O(n) */
KithMapSize kith_map_size_told (const KithSnapshot *snapshot, KithMapSize size);

/**
 * kith_map_scene_new:
 *
 * Dots by size, communities by color, detractors, ambassadors, people known by hearsay, friends and tiers of one's own by shape; names in the order of bridge
 * reach, ambassadors first. People without a place are left out of the drawing. O(n log n + ties)
 */
KithScene *kith_map_scene_new (const KithSnapshot *snapshot, KithMapSize size);

/* A diamond for a detractor, a star for an ambassador, a ring for somebody known by hearsay. */
KithShape kith_map_shape (const KithSnapshot *snapshot, guint person);

/* Up to three round values for a legend and the radii they have in the scene of that size, in map units; the rest is 0. */
void kith_map_size_legend (const KithSnapshot *snapshot, KithMapSize size, double *values, double *radii);

/**
 * kith_map_describe:
 * @options: its size legend, density and note are set; all else stays
 *
 * Returns: (transfer full): the note, which @options points to: "180 people · 9 communities · 21 November 2026"
 */
char *kith_map_describe (const KithSnapshot *snapshot, KithMapSize size, KithPainterOptions *options);

/* Where the people come from, in one sentence: "Source: 3 files, the newest “members.csv” of 3 May 2026." */
char *kith_map_dup_source (KithStore *store, GError **error);

G_END_DECLS
