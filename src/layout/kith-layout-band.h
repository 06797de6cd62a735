/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The band below the map. */

#pragma once

#include "kith-islands.h"

G_BEGIN_DECLS

/**
 * kith_layout_band_keep:
 * @old_x: old places by person, of a map that is kept
 *
 * As kith_layout_band_place(), but whoever stood in the band stands where they stood. O(people)
 *
 * Returns: %FALSE where there was none, or it was a quite different one; nobody is placed then
 */
gboolean kith_layout_band_keep (const KithGraph *graph, const KithIslands *islands, const float *old_x,
                                const float *old_y, float *x, float *y);

/**
 * kith_layout_band_place:
 * @old_x: (nullable): old places by person, of a map that is kept; who stood in the band keeps the turn
 * @x: by person of the graph; the places of people on the map are read, those of all others are set. Small groups
 *   (KithIsland.is_crumb) are about 0, 0 before
 */
void kith_layout_band_place (const KithGraph *graph, const KithIslands *islands, const float *old_x, const float *old_y,
                             float *x, float *y);

G_END_DECLS
