/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The view "Map": a KithCanvas bound to the session (people, places, colors, the selection, the team, the community in focus), with its
 * key and zoom buttons. This, not KithCanvas, is what the network's page makes; property "session" like the other panels.
 *
 * Actions: map.zoom-in, map.zoom-out, map.fit, map.color-by::community|tier|stance|category|health|one,
 *   map.size-by::audience|ties|bridge-reach|equal, map.bands, map.events, map.choose-event(id), map.plan, map.no-layer, map.show-selection,
 *   map.arrange::communities|sfdp|neato|fdp|twopi|circo, map.arrange-community(id); out.save, out.print, out.copy
 */

#pragma once

#include "kith-canvas.h"
#include "kith-panel.h"

G_BEGIN_DECLS

#define KITH_TYPE_MAP_PANEL (kith_map_panel_get_type ())
G_DECLARE_FINAL_TYPE (KithMapPanel, kith_map_panel, KITH, MAP_PANEL, KithPanel)

GtkWidget *kith_map_panel_new (void);
KithCanvas *kith_map_panel_get_canvas (KithMapPanel *self);

/* Points out what has changed since before an act of the history, 0 for the last import; comes in a moment. */
void kith_map_panel_show_changes (KithMapPanel *self, gint64 act);

G_END_DECLS
