/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-page.h"

#include "kith-painter-text.h"

#include <string.h>

#define LONGEST 2000 /* bytes of a text set at most: a sheet is no book */

void
kith_page_init (KithPage *self, cairo_t *cr, KithPaper paper)
{
  self->cr = cr;
  self->context = kith_painter_text_context (cr);
  self->draw = FALSE;
  kith_paper_get_size (paper, &self->width, &self->height);
  kith_painter_set_color (cr, 0xffffff, 1);
  cairo_paint (cr);
}

void
kith_page_clear (KithPage *self)
{
  g_clear_object (&self->context);
}

/* Letters that the paper's font does not have come from others with more room above them: what stands on one line with other words is
 * lifted by it. Returns by how much; @height: of a line in the paper's own font */
static double
lift (KithPage *self, PangoLayout *layout, const KithTextStyle *style, double *height)
{
  g_autoptr (PangoLayout) plain = kith_painter_text_layout (self->context, "x", style, NULL, height);

  return (pango_layout_get_baseline (layout) - pango_layout_get_baseline (plain)) / (double) PANGO_SCALE;
}

/* On one line; @used, @height: (out) */
static void
one_line (KithPage *self, const char *text, double size, gboolean bold, guint32 color, double x, double y, double width,
          double *used, double *height)
{
  const KithTextStyle style = { size, bold, width };
  g_autoptr (PangoLayout) layout = kith_painter_text_layout (self->context, text, &style, used, NULL);
  double up = lift (self, layout, &style, height);

  if (self->draw)
    kith_painter_show (self->cr, layout, x, y - up, color, 0, 0);
}

double
kith_page_line (KithPage *self, const char *text, double size, gboolean bold, guint32 color, double x, double y,
                double width)
{
  double used, height;

  one_line (self, text, size, bold, color, x, y, width, &used, &height);
  return used;
}

double
kith_page_paragraph (KithPage *self, const char *text, double size, gboolean bold, guint32 color, double x, double y,
                     double width, guint lines)
{
  const KithTextStyle style = { size, bold, width, lines };
  g_autofree char *cut = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  double used, height;

  if (text[0] == '\0')
    return 0;
  if (strlen (text) > LONGEST)
    {
      g_autofree char *head = g_strndup (text, LONGEST);
      const char *end;

      g_utf8_validate (head, -1, &end);
      text = cut = g_strdup_printf ("%.*s…", (int) (end - head), head);
    }
  if (lines == 1)
    {
      one_line (self, text, size, bold, color, x, y, width, &used, &height);
      return height;
    }
  layout = kith_painter_text_layout (self->context, text, &style, NULL, &height);
  if (self->draw)
    kith_painter_show (self->cr, layout, x, y, color, 0, 0);
  return height;
}

double
kith_page_measure (KithPage *self, const char *text, double size)
{
  const KithTextStyle style = { size };
  double width;
  g_autoptr (PangoLayout) layout = kith_painter_text_layout (self->context, text, &style, &width, NULL);

  return width;
}

void
kith_page_rule (KithPage *self, double x, double y, double width, guint32 color, double thickness)
{
  if (!self->draw)
    return;
  cairo_move_to (self->cr, x, y);
  cairo_line_to (self->cr, x + width, y);
  kith_painter_set_color (self->cr, color, 1);
  cairo_set_line_width (self->cr, thickness);
  cairo_stroke (self->cr);
}

void
kith_page_dot (KithPage *self, double x, double y, double radius, guint32 color)
{
  if (!self->draw)
    return;
  cairo_new_sub_path (self->cr);
  cairo_arc (self->cr, x, y, radius, 0, 2 * G_PI);
  kith_painter_set_color (self->cr, color, 1);
  cairo_fill (self->cr);
}
