/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-sign.h"

#include "kith-painter-text.h"

#include <glib/gi18n-lib.h>

/* What shades are of, where they are of nobody in particular: on light and on dark ground */
#define ANYBODY 0x5e5e64
#define ANYBODY_DARK 0xc8c8ce

/* — Lines — */

static void
line_clear (gpointer data)
{
  g_free (((KithSignLine *) data)->words);
}

GArray *
kith_sign_lines_new (void)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (KithSignLine));

  g_array_set_clear_func (lines, line_clear);
  return lines;
}

void
kith_sign_add (GArray *lines, KithSign sign, const char *words, guint count)
{
  KithSignLine line = { sign, g_strdup (words), count };

  g_array_append_val (lines, line);
}

GArray *
kith_sign_list_squares (const KithScene *scene)
{
  GArray *lines = kith_sign_lines_new ();
  const KithSquares *squares = scene->squares;
  guint n[2] = { 0 };

  for (guint s = 0; squares != NULL && s < squares->n; s++)
    n[squares->squares[s].open ? 1 : 0]++;
  if (n[0] > 0)
    kith_sign_add (lines, KITH_SIGN_SQUARE, C_ ("legend", "Event"), n[0]);
  if (n[1] > 0)
    kith_sign_add (lines, KITH_SIGN_OPEN_SQUARE, C_ ("legend", "Group"), n[1]);
  if (squares != NULL && squares->others > 0)
    {
      /* Translators: of events and groups, of which a map shows only the largest */
      g_autofree char *others = g_strdup_printf (
          ngettext ("%'u smaller one not shown", "%'u smaller ones not shown", squares->others), squares->others);

      kith_sign_add (lines, KITH_SIGN_NONE, others, 0);
    }
  return lines;
}

/* — Drawing — */

void
kith_sign_draw_pin (cairo_t *cr, double x, double y, const KithMapLook *look)
{
  double unit = look->unit;

  for (int pass = 0; pass < 2; pass++)
    {
      kith_painter_set_color (cr, pass == 0 ? look->ground : kith_map_look_ink (look), 1);
      cairo_set_line_width (cr, (pass == 0 ? 4 : 1.4) * unit);
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x + 4.5 * unit, y - 4.5 * unit);
      cairo_stroke (cr);
      cairo_arc (cr, x + 5.5 * unit, y - 5.5 * unit, (pass == 0 ? 4.3 : 3) * unit, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

void
kith_sign_draw_circle (cairo_t *cr, double x, double y, double radius, const KithMapLook *look)
{
  double unit = look->unit;

  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  kith_painter_set_color (cr, look->ground, 0.8);
  cairo_set_line_width (cr, 5 * unit);
  cairo_stroke_preserve (cr);
  cairo_set_dash (cr, (double[]) { 7 * unit, 5 * unit }, 2, 0);
  kith_painter_set_color (cr, kith_map_look_ink (look), 0.9);
  cairo_set_line_width (cr, 2 * unit);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_disc (cairo_t *cr, double x, double y, double radius, KithShade shade, const KithMapLook *look)
{
  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  kith_painter_set_color (cr, kith_palette_shaded (look->dark ? ANYBODY_DARK : ANYBODY, shade, look->dark), 1);
  cairo_fill (cr);
}

void
kith_sign_draw (cairo_t *cr, KithSign sign, double x, double y, double radius, const KithMapLook *look)
{
  double line = MAX (radius / 4, look->unit);

  switch (sign)
    {
    case KITH_SIGN_SQUARE:
    case KITH_SIGN_OPEN_SQUARE:
      kith_squares_draw_one (cr, sign == KITH_SIGN_OPEN_SQUARE, x, y, radius * 0.85, look);
      break;
    case KITH_SIGN_FULL:
      draw_disc (cr, x, y, radius, KITH_SHADE_FULL, look);
      break;
    case KITH_SIGN_HALF:
      draw_disc (cr, x, y, radius, KITH_SHADE_HALF, look);
      break;
    case KITH_SIGN_FAINT:
      draw_disc (cr, x, y, radius, KITH_SHADE_FAINT, look);
      break;
    case KITH_SIGN_RING:
      draw_disc (cr, x, y, radius * 0.55, KITH_SHADE_FULL, look);
      cairo_new_path (cr);
      cairo_arc (cr, x, y, radius - line / 2, 0, 2 * G_PI);
      kith_painter_set_color (cr, kith_map_look_ink (look), 1);
      cairo_set_line_width (cr, line);
      cairo_stroke (cr);
      break;
    case KITH_SIGN_CIRCLE:
      cairo_new_path (cr);
      cairo_arc (cr, x, y, radius - line / 2, 0, 2 * G_PI);
      kith_painter_set_color (cr, kith_map_look_ink (look), 0.9);
      cairo_set_line_width (cr, line);
      cairo_set_dash (cr, (double[]) { radius * 0.55, radius * 0.5 }, 2, 0);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
      break;
    case KITH_SIGN_TIE:
      cairo_move_to (cr, x - radius, y);
      cairo_line_to (cr, x + radius, y);
      kith_painter_set_color (cr, look->dark ? ANYBODY_DARK : ANYBODY, 1);
      cairo_set_line_width (cr, line);
      cairo_stroke (cr);
      break;
    case KITH_SIGN_PIN:
      kith_sign_draw_pin (cr, x - 4 * look->unit, y + 4 * look->unit, look);
      break;
    case KITH_SIGN_NONE:
    default:
      break;
    }
}
