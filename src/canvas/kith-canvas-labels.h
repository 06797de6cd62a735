/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The names on the map: which ones fit is decided when the view rests and now and then on the way; in between they move with the map. */

#pragma once

#include "kith-labels.h"
#include "kith-viewport.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _KithCanvasLabels KithCanvasLabels;

/* @widget: whose font and text size are used; borrowed. */
KithCanvasLabels *kith_canvas_labels_new (GtkWidget *widget);
void kith_canvas_labels_free (KithCanvasLabels *self);

/* Looks what lies over the widget: its siblings in an overlay, where there must be no names. Returns: %TRUE where that is not what it was
 * when it last looked */
gboolean kith_canvas_labels_look_around (KithCanvasLabels *self);

/* Decides anew. @always: people whose names come first. */
void kith_canvas_labels_place (KithCanvasLabels *self, const KithScene *scene, const KithViewport *view, gboolean dark,
                               gboolean contrast, const guint *always, guint n_always);
/* Forgets places and pictures: another scene, font or color. */
void kith_canvas_labels_clear (KithCanvasLabels *self);

void kith_canvas_labels_snapshot (KithCanvasLabels *self, GtkSnapshot *snapshot, const KithViewport *view,
                                  double device_scale);

/* What name lies under a point. */
gboolean kith_canvas_labels_pick (KithCanvasLabels *self, const KithViewport *view, double px, double py,
                                  KithLabelKind *kind, guint *index);
/* Whose name lies within @beside pixels of a point, or whose dot has its middle within @around; the nearest of them. */
gboolean kith_canvas_labels_pick_near (KithCanvasLabels *self, const KithViewport *view, double px, double py,
                                       double beside, double around, guint *person);
guint kith_canvas_labels_count (KithCanvasLabels *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithCanvasLabels, kith_canvas_labels_free)

G_END_DECLS
