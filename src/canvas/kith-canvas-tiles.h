/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The map as pictures of 512 by 512 device pixels, made by one worker thread and kept for a while. The main thread only puts ready
 * pictures side by side. */

#pragma once

#include "kith-scene.h"
#include "kith-viewport.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _KithCanvasTiles KithCanvasTiles;

/* @arrived: called on the main thread when something can be drawn that could not before. */
KithCanvasTiles *kith_canvas_tiles_new (void (*arrived) (gpointer data), gpointer data);
/* Waits for the worker to drop what it is doing, a millisecond or so. */
void kith_canvas_tiles_free (KithCanvasTiles *self);

/* What was drawn before stays in sight until the new pictures are ready. @keep: %FALSE where the old ones would be wrong (another map). */
void kith_canvas_tiles_set_scene (KithCanvasTiles *self, KithScene *scene, gboolean dark, gboolean keep);

typedef struct
{
  const KithViewport *view;
  double device_scale;       /* device pixels per logical one, may be 1.25 */
  double origin_x, origin_y; /* of the widget on its surface, device pixels */
  double near_x, near_y;     /* logical pixels: what is drawn first */
  gboolean zooming;          /* the scale is still changing */
} KithCanvasTilesLook;

/* Draws what there is, on the ground where something is missing, and asks for what is missing. Returns: %TRUE where all in view is at its exact scale and of the newest scene */
gboolean kith_canvas_tiles_snapshot (KithCanvasTiles *self, GtkSnapshot *snapshot, const KithCanvasTilesLook *look);

/* For tests: pictures made so far, and bytes kept. */
guint kith_canvas_tiles_count_made (KithCanvasTiles *self);
gsize kith_canvas_tiles_get_bytes (KithCanvasTiles *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithCanvasTiles, kith_canvas_tiles_free)

G_END_DECLS
