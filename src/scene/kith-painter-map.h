/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The map of a picture, in an area of it: ties, dots, rings, names. Heading and legend around it are kith-painter.c's. */

#pragma once

#include "kith-painter.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef struct
{
  const KithScene *scene;
  const KithPainterOptions *options;
  cairo_t *cr;
  PangoContext *context;
  GCancellable *cancellable;       /* nullable */
  double unit;                     /* the context's units per pixel of the design */
  double left, top, width, height; /* of the map's area */
  double scale, x, y;              /* the context's units per map unit; map point at the area's top left corner */
  guint32 ground, text, dim;
} KithPainterMap;

/* The map, or the view of it, as large as the area holds, in its middle. A view makes the area its own shape and the unit its pixel. */
void kith_painter_map_fit (KithPainterMap *self);
void kith_painter_map_draw (const KithPainterMap *self);

/* Of a person, in the context's units. */
double kith_painter_map_x (const KithPainterMap *self, guint person);
double kith_painter_map_y (const KithPainterMap *self, guint person);
double kith_painter_map_radius (const KithPainterMap *self, guint person);
guint32 kith_painter_map_color (const KithPainterMap *self, guint person);
void kith_painter_map_draw_dot (const KithPainterMap *self, guint person);
/* In sight of whoever looks at the part of the picture, with @around of the context's units to spare. */
gboolean kith_painter_map_is_seen (const KithPainterMap *self, double x, double y, double around);
/* Looks now and then, by @k of many things drawn. */
gboolean kith_painter_map_is_stopped (const KithPainterMap *self, guint k);

/* kith-painter-over.c */
void kith_painter_over_draw (const KithPainterMap *self);

G_END_DECLS
