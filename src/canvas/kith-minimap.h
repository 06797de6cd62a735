/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The whole map in a corner, with what of it is in view: there while the canvas shows a part only. Clicking or dragging in it moves the
 * canvas. For the pointer alone: keys and screen readers have the canvas itself. */

#pragma once

#include "kith-canvas.h"

G_BEGIN_DECLS

#define KITH_TYPE_MINIMAP (kith_minimap_get_type ())
G_DECLARE_FINAL_TYPE (KithMinimap, kith_minimap, KITH, MINIMAP, GtkWidget)

/* Property "canvas" */
GtkWidget *kith_minimap_new (KithCanvas *canvas);

G_END_DECLS
