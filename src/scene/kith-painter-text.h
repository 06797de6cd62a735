/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Words on a cairo context, the same for maps and printed sheets: one line, shortened where it is too long, with a halo where it lies
 * over other things. Sizes in the context's units. */

#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

#define KITH_TEXT_ALL_LINES G_MAXUINT

typedef struct
{
  double size;
  gboolean bold;
  double width; /* shortened to it with an ellipsis; 0 for as long as it is */
  guint lines;  /* so many lines as wide as width at most, the last one shortened; 0 for one only as wide as its text */
} KithTextStyle;

/* A context in the family of the desktop, measuring the same at every scale. */
PangoContext *kith_painter_text_context (cairo_t *cr);
/* @width, @height: (out) (optional) */
PangoLayout *kith_painter_text_layout (PangoContext *context, const char *text, const KithTextStyle *style,
                                       double *width, double *height);

void kith_painter_set_color (cairo_t *cr, guint32 color, double alpha);
/* Draws with the top left corner at x, y. @halo: width of a rim in @halo_color around the letters, 0 for none */
void kith_painter_show (cairo_t *cr, PangoLayout *layout, double x, double y, guint32 color, double halo,
                        guint32 halo_color);
/* One line at x, y; returns its width. */
double kith_painter_write (cairo_t *cr, PangoContext *context, const char *text, const KithTextStyle *style, double x,
                           double y, guint32 color);

G_END_DECLS
