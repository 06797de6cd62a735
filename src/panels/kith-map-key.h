/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The key to the map: what colors, shapes and sizes mean, how many people there are of each, and menus to have them mean something else.
 * A line chooses its people.
 *
 * Properties: color-menu, size-menu (GMenuModel, write only)
 *
 * Signal: resized (), once its lines have been shown or folded away
 */

#pragma once

#include "kith-map-color.h"
#include "kith-map.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KITH_TYPE_MAP_KEY (kith_map_key_get_type ())
G_DECLARE_FINAL_TYPE (KithMapKey, kith_map_key, KITH, MAP_KEY, AdwBin)

/* @scene: of @snapshot, colored by @color; @note: (nullable): by what its kinds are told apart. Nothing is kept but texts. */
void kith_map_key_show (KithMapKey *self, const KithScene *scene, const KithSnapshot *snapshot, KithMapColor color,
                        const char *note, KithMapSize size);

/* Pixels a map unit: for the dots that show sizes. */
void kith_map_key_set_scale (KithMapKey *self, double scale);

/* Whether there is room for lines, so that they may come by themselves. */
void kith_map_key_set_roomy (KithMapKey *self, gboolean roomy);

G_END_DECLS
