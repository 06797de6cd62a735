/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Moving people by hand. On the way only the overlay shows them where they would be; whoever owns the scene is told in the end and makes
 * another one. */

#include "kith-canvas-private.h"

#define PUT_DOWN 700 /* milliseconds after the last key: several keys make one move */

void
kith_canvas_carry (KithCanvas *self, double shift_x, double shift_y)
{
  self->shift_x = shift_x;
  self->shift_y = shift_y;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kith_canvas_put_down (KithCanvas *self)
{
  g_clear_handle_id (&self->put_down, g_source_remove);
  self->carrying = FALSE;
  if (self->selection->len > 0 && (self->shift_x != 0 || self->shift_y != 0))
    g_signal_emit (self, kith_canvas_signals[KITH_CANVAS_MOVED], 0, self->shift_x, self->shift_y);
}

void
kith_canvas_put_back (KithCanvas *self)
{
  g_clear_handle_id (&self->put_down, g_source_remove);
  self->carrying = FALSE;
  kith_canvas_carry (self, 0, 0);
}

static gboolean
put_down_cb (gpointer data)
{
  KithCanvas *self = data;

  self->put_down = 0;
  kith_canvas_put_down (self);
  return G_SOURCE_REMOVE;
}

void
kith_canvas_carry_by_keys (KithCanvas *self, double dx, double dy)
{
  if (self->selection->len == 0 && kith_canvas_has_place (self, self->cursor))
    kith_canvas_choose_one (self, (guint) self->cursor, FALSE);
  /* The places in a ring are no one's own. */
  if (self->selection->len == 0 || self->scene->ring != NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  /* What was put down and is not in the scene yet is where they are now. */
  kith_canvas_carry (self, self->shift_x + dx / self->view.scale, self->shift_y + dy / self->view.scale);
  g_clear_handle_id (&self->put_down, g_source_remove);
  self->put_down = g_timeout_add (PUT_DOWN, put_down_cb, self);
}
