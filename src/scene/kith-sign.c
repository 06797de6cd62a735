/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-sign.h"

#include <glib/gi18n-lib.h>

void
kith_sign_line_clear (KithSignLine *self)
{
  g_clear_pointer (&self->words, g_free);
}

static void
add (GArray *lines, KithSign sign, char *words, guint count)
{
  KithSignLine line = { sign, words, count };

  g_array_append_val (lines, line);
}

GArray *
kith_sign_list_squares (const KithScene *scene)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (KithSignLine));
  const KithSquares *squares = scene->squares;
  guint n[2] = { 0 };

  g_array_set_clear_func (lines, (GDestroyNotify) kith_sign_line_clear);
  for (guint s = 0; squares != NULL && s < squares->n; s++)
    n[squares->squares[s].open ? 1 : 0]++;
  if (n[0] > 0)
    add (lines, KITH_SIGN_SQUARE, g_strdup (C_ ("legend", "Event")), n[0]);
  if (n[1] > 0)
    add (lines, KITH_SIGN_OPEN_SQUARE, g_strdup (C_ ("legend", "Group")), n[1]);
  if (squares != NULL && squares->others > 0)
    /* Translators: of events and groups, of which a map shows only the largest */
    add (lines, KITH_SIGN_NONE,
         g_strdup_printf (ngettext ("%u smaller one not shown", "%u smaller ones not shown", squares->others),
                          squares->others),
         0);
  return lines;
}

void
kith_sign_draw (cairo_t *cr, KithSign sign, double x, double y, double radius, gboolean dark, guint32 ground,
                double unit)
{
  const KithSquaresLook look = { .unit = unit, .color = kith_squares_color (dark, FALSE), .ground = ground };

  switch (sign)
    {
    case KITH_SIGN_SQUARE:
    case KITH_SIGN_OPEN_SQUARE:
      kith_squares_draw_one (cr, sign == KITH_SIGN_OPEN_SQUARE, x, y, radius * 0.85, &look);
      break;
    case KITH_SIGN_NONE:
    default:
      break;
    }
}
