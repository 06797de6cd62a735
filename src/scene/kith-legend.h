/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What colors, sizes and shapes mean, beside or below a map: communities with their number of people (as many as fit, then how many
 * more), three dots with their values, and the shapes that occur. */

#pragma once

#include "kith-painter.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

typedef struct
{
  const KithScene *scene;
  const KithPainterOptions *options;
  PangoContext *context;
  double unit;       /* the context's units per pixel of the design */
  double dot_scale;  /* the context's units per map unit of a dot's radius */
  guint32 text, dim; /* colors */
} KithLegend;

/* The width that a column needs, within bounds. */
double kith_legend_column_width (const KithLegend *self);
void kith_legend_draw_column (const KithLegend *self, cairo_t *cr, double x, double y, double width, double height);
/* The height that a row of columns below the map needs. */
double kith_legend_row_height (const KithLegend *self, double width);
void kith_legend_draw_row (const KithLegend *self, cairo_t *cr, double x, double y, double width, double height);

/* What a shape says of somebody, translated; "" for a plain dot. */
const char *kith_legend_shape_name (KithShape shape);

/* One dot as a path filled on the context, with its outline in the color of the ground. */
void kith_legend_dot (cairo_t *cr, KithShape shape, double x, double y, double radius, guint32 color, guint32 ground,
                      double unit);

G_END_DECLS
