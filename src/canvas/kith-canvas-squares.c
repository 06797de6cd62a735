/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The squares over the map, for pointer, keys and screen reader: one under the pointer or at the keyboard says what it is and has lines to
 * its people, and who activates it chooses them. */

#include "kith-canvas-private.h"

#include <glib/gi18n-lib.h>

gboolean
kith_canvas_has_square (KithCanvas *self, int square)
{
  return self->scene != NULL && self->scene->squares != NULL && square >= 0 && (guint) square < self->scene->squares->n
         && !isnan (self->scene->squares->squares[square].x);
}

void
kith_canvas_choose_square (KithCanvas *self, guint square, gboolean add)
{
  const KithSquare *chosen;
  GArray *people;

  g_return_if_fail (KITH_IS_CANVAS (self));
  if (!kith_canvas_has_square (self, (int) square))
    return;
  chosen = &self->scene->squares->squares[square];
  people = g_array_sized_new (FALSE, FALSE, sizeof (guint), chosen->n_people);
  g_array_append_vals (people, chosen->people, chosen->n_people);
  kith_canvas_choose_all (self, people, add);
}

/* By rows from the top, as one reads. */
static int
compare (const KithSquares *squares, int a, int b)
{
  if (squares->squares[a].y != squares->squares[b].y)
    return squares->squares[a].y < squares->squares[b].y ? -1 : 1;
  return (squares->squares[a].x > squares->squares[b].x) - (squares->squares[a].x < squares->squares[b].x);
}

void
kith_canvas_walk_squares (KithCanvas *self, int by)
{
  const KithSquares *squares = self->scene->squares;
  int from = self->cursor_square;
  int next = -1;
  int first = -1;

  for (guint s = 0; squares != NULL && s < squares->n; s++)
    {
      int at = (int) s;

      if (!kith_canvas_has_square (self, at))
        continue;
      if (first < 0 || compare (squares, at, first) * by < 0)
        first = at;
      if (from >= 0 && compare (squares, at, from) * by > 0 && (next < 0 || compare (squares, at, next) * by < 0))
        next = at;
    }
  /* After the last comes the first. */
  if (next < 0)
    next = first;
  if (next < 0)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  self->cursor = -1;
  self->cursor_square = next;
  kith_canvas_show_place (self, squares->squares[next].x, squares->squares[next].y);
  kith_canvas_update_parts (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), squares->squares[next].words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

void
kith_canvas_draw_squares (KithCanvas *self, cairo_t *cr)
{
  const KithSquares *squares = self->scene->squares;
  const guint *people = (const guint *) self->selection->data;
  const KithMapLook look = kith_canvas_get_map_look (self);
  KithMapLook carried = look;
  double half = kith_squares_half (self->view.scale);

  /* Those of whom all are carried go with them; others follow once they are put down. */
  carried.left -= self->shift_x;
  carried.top -= self->shift_y;
  for (guint s = 0; s < squares->n; s++)
    if (kith_square_is_of (&squares->squares[s], people, self->selection->len))
      kith_squares_draw_lines (self->scene, s, cr, &carried);
    else if ((int) s == self->hovered_square || (int) s == self->cursor_square)
      kith_squares_draw_lines (self->scene, s, cr, &look);
  kith_squares_draw (self->scene, cr, &look);
  for (guint s = 0; (carried.left != look.left || carried.top != look.top) && s < squares->n; s++)
    if (kith_square_is_of (&squares->squares[s], people, self->selection->len)
        && kith_canvas_has_square (self, (int) s))
      kith_squares_draw_one (cr, squares->squares[s].open, kith_map_look_x (&carried, squares->squares[s].x),
                             kith_map_look_y (&carried, squares->squares[s].y), half, &carried);
  if (kith_canvas_has_square (self, self->cursor_square) && gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    {
      double px, py;

      kith_viewport_to_view (&self->view, squares->squares[self->cursor_square].x,
                             squares->squares[self->cursor_square].y, &px, &py);
      kith_canvas_draw_cursor (self, cr, px, py, half * G_SQRT2 + 5);
    }
}
