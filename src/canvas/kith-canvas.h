/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The map: shows a KithScene, is panned and zoomed by pointer, touch and keys, and says what was picked. People and communities are
 * indices into the scene. Drawing happens in another thread (kith-canvas-tiles.c).
 *
 * Signals:
 *   selection-changed ()      by the person at the map; kith_canvas_get_selection () tells who
 *   menu-wanted (double x, double y, int community)
 *                             a right click, long press or the Menu key there, pixels: a menu for those selected, or for the community
 *   activated (guint person)  Enter or a double click on somebody
 *   community-picked (int)    a click on the name of a community, -1 for a click on the name of the emphasized one
 *   moved (double dx, double dy)
 *                             those selected were moved by so many map units; they are drawn there until the scene is another
 *   looked-at ()              another part of the map is seen
 */

#pragma once

#include "kith-layer.h"
#include "kith-scene.h"
#include "kith-viewport.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KITH_TYPE_CANVAS (kith_canvas_get_type ())
G_DECLARE_FINAL_TYPE (KithCanvas, kith_canvas, KITH, CANVAS, GtkWidget)

GtkWidget *kith_canvas_new (void);

/* @keep_view: the place looked at stays where the map is of about the same size; otherwise everything is fitted in. %NULL shows nothing. */
void kith_canvas_set_scene (KithCanvas *self, KithScene *scene, gboolean keep_view);
KithScene *kith_canvas_get_scene (KithCanvas *self);
/* The same, or with all but one community faded. */
KithScene *kith_canvas_get_drawn (KithCanvas *self);

/* Property "dark" */
void kith_canvas_set_dark (KithCanvas *self, gboolean dark);
gboolean kith_canvas_get_dark (KithCanvas *self);

/* Property "contrast": for who needs more of it: dots with a rim, black or white names, firmer ties and rings. */
void kith_canvas_set_contrast (KithCanvas *self, gboolean contrast);

/* Property "bands": one band between two communities instead of each tie, for an overview. */
void kith_canvas_set_bands (KithCanvas *self, gboolean bands);
gboolean kith_canvas_get_bands (KithCanvas *self);

/* Rising indices. Setting emits nothing. */
void kith_canvas_set_selection (KithCanvas *self, const guint *people, guint n);
const guint *kith_canvas_get_selection (KithCanvas *self, guint *n);

/* Where the keyboard is, -1 for nowhere; setting says nothing and moves nothing. */
int kith_canvas_get_cursor (KithCanvas *self);
void kith_canvas_set_cursor (KithCanvas *self, int person);

/* People ringed and named. */
void kith_canvas_set_team (KithCanvas *self, const guint *people, guint n);
const guint *kith_canvas_get_team (KithCanvas *self, guint *n);

/* People with the mark of a pin. Goes with the scene. */
void kith_canvas_set_pinned (KithCanvas *self, const guint *people, guint n);
const guint *kith_canvas_get_pinned (KithCanvas *self, guint *n);

/* What is pointed out over the map; (transfer full), %NULL for nothing, and for another size than the scene's. Goes with the scene. */
void kith_canvas_take_layer (KithCanvas *self, KithLayer *layer);
KithLayer *kith_canvas_get_layer (KithCanvas *self);

/* The others fade; -1 for none. */
void kith_canvas_set_community (KithCanvas *self, int community);
int kith_canvas_get_community (KithCanvas *self);

/* What a drag does; with Shift the hand chooses too, with Alt it moves people. Property "tool", a uint. */
typedef enum
{
  KITH_CANVAS_HAND, /* moves the map */
  KITH_CANVAS_RECTANGLE,
  KITH_CANVAS_LASSO,
  KITH_CANVAS_ARRANGE, /* moves the people chosen; where there is nobody, the map */
} KithCanvasTool;

void kith_canvas_set_tool (KithCanvas *self, KithCanvasTool tool);
KithCanvasTool kith_canvas_get_tool (KithCanvas *self);

/* Everybody in it, as if picked at the map. */
void kith_canvas_choose_community (KithCanvas *self, guint community, gboolean add);

/* The people of a square of the scene, as if picked at the map. */
void kith_canvas_choose_square (KithCanvas *self, guint square, gboolean add);

/* What is said of a person under the pointer, or read out of one at the keyboard (@spoken), besides the name and the community:
 * (transfer full) (nullable), plain text. */
typedef char *(*KithCanvasDescribe) (guint person, gboolean spoken, gpointer data);
void kith_canvas_set_describe (KithCanvas *self, KithCanvasDescribe describe, gpointer data, GDestroyNotify free_data);

/* Where to look. Animated unless the person asked for less motion. */
void kith_canvas_fit (KithCanvas *self);
void kith_canvas_unfold (KithCanvas *self); /* from smaller than fits in: for a scene that has just come */
void kith_canvas_zoom (KithCanvas *self, double factor);
void kith_canvas_show_person (KithCanvas *self, guint person); /* moves no further than needed */
void kith_canvas_show_community (KithCanvas *self, guint community);
const KithViewport *kith_canvas_get_viewport (KithCanvas *self);

/* Whether a name lies under a point of the widget. For tests. */
gboolean kith_canvas_has_name_at (KithCanvas *self, double px, double py);

/* %TRUE when everything in view is drawn at its exact scale, names too, and nothing moves. For tests and screenshots. */
gboolean kith_canvas_is_settled (KithCanvas *self);

G_END_DECLS
