/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the colors of dots tell, for the window, for pictures and for kith-cli alike: the community, another trait, or nothing. */

#pragma once

#include "kith-scene.h"
#include "kith-snapshot.h"

G_BEGIN_DECLS

typedef enum
{
  KITH_MAP_COLOR_COMMUNITY,
  KITH_MAP_COLOR_TIER,
  KITH_MAP_COLOR_STANCE,
  KITH_MAP_COLOR_CATEGORY,
  KITH_MAP_COLOR_HEALTH,
  KITH_MAP_COLOR_ONE, /* the same for all */
  KITH_N_MAP_COLORS,
} KithMapColor;

/* "community", "tier", "stance", "category", "health", "one"; FALSE for another name */
gboolean kith_map_color_from_name (const char *name, KithMapColor *color);
const char *kith_map_color_get_name (KithMapColor color);
/* "Community", "Tier", …, "One color"; translated */
const char *kith_map_color_get_title (KithMapColor color);

/* What was chosen for this network; else communities. */
KithMapColor kith_map_color_of (const KithSnapshot *snapshot);

/**
 * kith_map_paint:
 * @scene: made of @snapshot
 * @note: (out) (optional) (nullable) (transfer full): by what the kinds are told apart, in words
 *
 * Returns: (transfer full): @scene in those colors, with the kinds of a legend unless it is communities: O(n log n)
 */
KithScene *kith_map_paint (KithScene *scene, const KithSnapshot *snapshot, KithMapColor color, char **note);

G_END_DECLS
