/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The map as tiles, drawn by a thread (kith-tile-worker) and kept for a while. The main thread only puts ready pictures side by side. */

#pragma once

#include "kith-scene.h"
#include "kith-tile-grid.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _KithCanvasTiles KithCanvasTiles;

/* @arrived: called on the main thread when something can be drawn that could not before. */
KithCanvasTiles *kith_canvas_tiles_new (void (*arrived) (gpointer data), gpointer data);
void kith_canvas_tiles_free (KithCanvasTiles *self);

/* What was drawn before stays in sight until the new pictures are ready. @keep: %FALSE where the old ones would be wrong (another map). */
void kith_canvas_tiles_set_scene (KithCanvasTiles *self, KithScene *scene, gboolean dark, gboolean keep);

/* Ties between two communities as one band, instead of each tie. */
void kith_canvas_tiles_set_bands (KithCanvasTiles *self, gboolean bands);

/* For who needs more of it. */
void kith_canvas_tiles_set_contrast (KithCanvasTiles *self, gboolean contrast);

/* Draws what there is, on the ground where something is missing, and asks for what is missing. Returns: %TRUE where all in view is at its exact scale and of the newest scene */
gboolean kith_canvas_tiles_snapshot (KithCanvasTiles *self, GtkSnapshot *snapshot, const KithTileLook *look);

/* For tests and benchmarks. */
typedef struct
{
  guint made;      /* tiles so far */
  guint dots_only; /* of these, how many took their ties from one drawn before */
  guint64 seen;    /* tiles that were in view, all frames together */
  guint64 missed;  /* of these, how many were not there yet */
  gsize bytes;     /* kept */
  guint open;      /* tiles wanted that are not among those yet */
} KithCanvasTilesTally;
void kith_canvas_tiles_get_tally (KithCanvasTiles *self, KithCanvasTilesTally *tally);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithCanvasTiles, kith_canvas_tiles_free)

G_END_DECLS
