/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Three dots and what their sizes mean, as large as such dots are on the map now. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KITH_TYPE_MAP_LEGEND (kith_map_legend_get_type ())
G_DECLARE_FINAL_TYPE (KithMapLegend, kith_map_legend, KITH, MAP_LEGEND, GtkDrawingArea)

#define KITH_MAP_LEGEND_DOTS 3

/* @values: what the dots stand for; 0 for a dot that is not needed. @radii: of the dots, in map units. Both copied. */
void kith_map_legend_set_sizes (KithMapLegend *self, const double values[KITH_MAP_LEGEND_DOTS],
                                const double radii[KITH_MAP_LEGEND_DOTS]);

/* Pixels a map unit. */
void kith_map_legend_set_scale (KithMapLegend *self, double scale);

G_END_DECLS
