/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A page of a printed paper, such as the call sheet or the briefing: words, lines and dots on it. Sizes are points; colors are those of
 * light ground. A page that does not draw only measures, so that what comes below is known before it is drawn. */

#pragma once

#include "kith-paper.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

#define KITH_PAGE_TEXT 0x26262au
#define KITH_PAGE_DIM 0x6d6d74u
#define KITH_PAGE_HAIR 0xd5d5dau

typedef struct
{
  cairo_t *cr;
  PangoContext *context;
  double width, height;
  gboolean draw; /* else only measured */
} KithPage;

/* White paper to draw on. */
void kith_page_init (KithPage *self, cairo_t *cr, KithPaper paper);
void kith_page_clear (KithPage *self);

/* A text within a width, on as many lines as it needs, @lines at most; the last is shortened where there is more. Returns the height. */
double kith_page_paragraph (KithPage *self, const char *text, double size, gboolean bold, guint32 color, double x,
                            double y, double width, guint lines);
/* A text on one line, shortened to a width, or 0 for as long as it is. Returns its width. */
double kith_page_line (KithPage *self, const char *text, double size, gboolean bold, guint32 color, double x, double y,
                       double width);
double kith_page_measure (KithPage *self, const char *text, double size);
void kith_page_rule (KithPage *self, double x, double y, double width, guint32 color, double thickness);
void kith_page_dot (KithPage *self, double x, double y, double radius, guint32 color);

G_END_DECLS
