/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-painter-text.h"

PangoContext *
kith_painter_text_context (cairo_t *cr)
{
  PangoContext *context = pango_cairo_create_context (cr);
  cairo_font_options_t *options = cairo_font_options_create ();
  PangoFontDescription *family = pango_font_description_from_string ("Adwaita Sans, Cantarell, Sans");

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_font_description (context, family);
  cairo_font_options_destroy (options);
  pango_font_description_free (family);
  return context;
}

PangoLayout *
kith_painter_text_layout (PangoContext *context, const char *text, const KithTextStyle *style, double *width,
                          double *height)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_copy (pango_context_get_font_description (context));
  PangoRectangle extents;

  pango_font_description_set_absolute_size (font, style->size * PANGO_SCALE);
  if (style->bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  if (style->lines > 0)
    {
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_width (layout, (int) (style->width * PANGO_SCALE));
      if (style->lines != KITH_TEXT_ALL_LINES)
        {
          pango_layout_set_single_paragraph_mode (layout, TRUE);
          pango_layout_set_height (layout, -(int) style->lines);
          pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
        }
    }
  else
    {
      pango_layout_set_single_paragraph_mode (layout, TRUE);
      if (style->width > 0)
        {
          pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
          pango_layout_get_extents (layout, NULL, &extents);
          if (extents.width > style->width * PANGO_SCALE)
            pango_layout_set_width (layout, (int) (style->width * PANGO_SCALE));
        }
    }
  pango_layout_get_extents (layout, NULL, &extents);
  if (width != NULL)
    *width = extents.width / (double) PANGO_SCALE;
  if (height != NULL)
    *height = extents.height / (double) PANGO_SCALE;
  pango_font_description_free (font);
  return layout;
}

void
kith_painter_set_color (cairo_t *cr, guint32 color, double alpha)
{
  cairo_set_source_rgba (cr, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0, (color & 0xff) / 255.0, alpha);
}

void
kith_painter_show (cairo_t *cr, PangoLayout *layout, double x, double y, guint32 color, double halo, guint32 halo_color)
{
  if (halo > 0)
    {
      cairo_move_to (cr, x, y);
      pango_cairo_layout_path (cr, layout);
      kith_painter_set_color (cr, halo_color, 0.85);
      cairo_set_line_width (cr, 2 * halo);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_stroke (cr);
    }
  cairo_move_to (cr, x, y);
  kith_painter_set_color (cr, color, 1);
  pango_cairo_show_layout (cr, layout);
}

double
kith_painter_write (cairo_t *cr, PangoContext *context, const char *text, const KithTextStyle *style, double x,
                    double y, guint32 color)
{
  double width;
  g_autoptr (PangoLayout) layout = kith_painter_text_layout (context, text, style, &width, NULL);

  kith_painter_show (cr, layout, x, y, color, 0, 0);
  return width;
}
