/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One person with whom he or she knows in a ring around, on a canvas of its own, with the communities as buttons below; property "session"
 * like the other panels. A click chooses, a double click or Enter puts somebody else in the middle.
 *
 * Actions: ring.close (Escape), ring.zoom-in, ring.zoom-out, ring.fit; out.save, out.print, out.copy
 * Signal: closed ()   the person wants to go back, or whoever was in the middle is gone
 */

#pragma once

#include "kith-canvas.h"
#include "kith-panel.h"

G_BEGIN_DECLS

#define KITH_TYPE_RING_PANEL (kith_ring_panel_get_type ())
G_DECLARE_FINAL_TYPE (KithRingPanel, kith_ring_panel, KITH, RING_PANEL, KithPanel)

GtkWidget *kith_ring_panel_new (void);

/* Somebody of the session's network. The ring comes in a moment, made in a job. */
void kith_ring_panel_show (KithRingPanel *self, gint64 person);
gint64 kith_ring_panel_get_person (KithRingPanel *self); /* 0 for nobody */
KithCanvas *kith_ring_panel_get_canvas (KithRingPanel *self);

G_END_DECLS
