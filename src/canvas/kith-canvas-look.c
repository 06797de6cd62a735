/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the canvas looks: gliding to a place, coasting after a swipe, coming to rest. All movement follows the frame clock; who asked
 * the desktop for less motion gets none. */

#include "kith-canvas-private.h"

#include <math.h>

#define MARGIN 36       /* pixels around everything fitted in */
#define REST 150        /* milliseconds without a change of view */
#define FRICTION 4.0    /* per second, of coasting */
#define STANDSTILL 12.0 /* pixels per second */
#define UNFOLD 0.6      /* of the scale at which everything fits in */
#define CLOSE_UP 48.0   /* pixels per map unit at which one person is looked at */

static gboolean
rested_cb (gpointer data)
{
  KithCanvas *self = data;

  self->rest = 0;
  self->zooming = FALSE;
  self->labels_stale = TRUE;
  self->labels_placed = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, kith_canvas_signals[KITH_CANVAS_LOOKED_AT], 0);

  return G_SOURCE_REMOVE;
}

void
kith_canvas_rest_soon (KithCanvas *self)
{
  self->labels_stale = TRUE;
  g_clear_handle_id (&self->rest, g_source_remove);
  self->rest = g_timeout_add (REST, rested_cb, self);
}

void
kith_canvas_looked (KithCanvas *self, gboolean scale_changed)
{
  if (scale_changed)
    self->zooming = TRUE;
  kith_canvas_rest_soon (self);
  if (self->pointer_inside && !self->dragging && self->tick == 0)
    kith_canvas_hover_at (self, self->pointer_x, self->pointer_y);
  else if (self->pointer_inside)
    kith_canvas_hover (self, -1, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, kith_canvas_signals[KITH_CANVAS_LOOKED_AT], 0);
}

/* — Movement — */

static gboolean
wants_motion (KithCanvas *self)
{
  gboolean animations = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations, NULL);
  return animations && gtk_widget_get_mapped (GTK_WIDGET (self));
}

void
kith_canvas_stop (KithCanvas *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
}

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  KithCanvas *self = KITH_CANVAS (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double scale = self->view.scale;
  gboolean over;

  if (self->lasts > 0)
    {
      if (self->began == 0)
        self->began = now;
      double t = CLAMP ((double) (now - self->began) / self->lasts, 0, 1);
      double eased = 1 - pow (1 - t, 3);
      double width = self->view.width;
      double height = self->view.height;

      kith_viewport_between (&self->from, &self->to, eased, &self->view);
      kith_viewport_set_size (&self->view, width, height);
      over = t >= 1;
    }
  else
    {
      double seconds = self->last_frame == 0 ? 0 : (now - self->last_frame) / 1e6;
      double left = exp (-FRICTION * seconds);
      double way = (1 - left) / FRICTION;
      gboolean moved = kith_viewport_pan (&self->view, self->speed_x * way, self->speed_y * way);

      over = self->last_frame != 0 && (!moved || hypot (self->speed_x, self->speed_y) < STANDSTILL);
      self->speed_x *= left;
      self->speed_y *= left;
      self->last_frame = now;
    }

  if (over)
    self->tick = 0;
  kith_canvas_looked (self, self->view.scale != scale);

  return over ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
move (KithCanvas *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_cb, NULL, NULL);
}

void
kith_canvas_glide (KithCanvas *self, const KithViewport *to, gint64 milliseconds)
{
  self->to = *to;
  if (!wants_motion (self))
    {
      gboolean scale_changed = self->view.scale != to->scale;

      kith_canvas_stop (self);
      self->view = *to;
      kith_canvas_looked (self, scale_changed);
      return;
    }

  self->from = self->view;
  self->began = 0;
  self->lasts = milliseconds * 1000;
  move (self);
}

void
kith_canvas_coast (KithCanvas *self, double speed_x, double speed_y)
{
  if (!wants_motion (self) || hypot (speed_x, speed_y) < STANDSTILL)
    return;

  self->untouched = FALSE;
  self->lasts = 0;
  self->last_frame = 0;
  self->speed_x = speed_x;
  self->speed_y = speed_y;
  move (self);
}

void
kith_canvas_zoom_at (KithCanvas *self, double factor, double px, double py, gboolean at_once)
{
  gboolean gliding = self->tick != 0 && self->lasts > 0;
  KithViewport to = gliding ? self->to : self->view;

  self->untouched = FALSE;
  if (at_once)
    {
      kith_canvas_stop (self);
      kith_viewport_zoom (&self->view, factor, px, py);
      kith_canvas_looked (self, TRUE);
      return;
    }
  kith_viewport_zoom (&to, factor, px, py);
  kith_canvas_glide (self, &to, 160);
}

void
kith_canvas_pan_by (KithCanvas *self, double dx, double dy, gboolean at_once)
{
  gboolean gliding = self->tick != 0 && self->lasts > 0;
  KithViewport to = gliding ? self->to : self->view;

  self->untouched = FALSE;
  if (at_once)
    {
      kith_canvas_stop (self);
      if (kith_viewport_pan (&self->view, dx, dy))
        kith_canvas_looked (self, FALSE);
      return;
    }
  kith_viewport_pan (&to, dx, dy);
  kith_canvas_glide (self, &to, 140);
}

/* — For others — */

void
kith_canvas_fit (KithCanvas *self)
{
  KithViewport to = self->view;

  g_return_if_fail (KITH_IS_CANVAS (self));

  kith_viewport_fit (&to, MARGIN);
  self->untouched = TRUE;
  kith_canvas_glide (self, &to, 260);
}

void
kith_canvas_unfold (KithCanvas *self)
{
  g_return_if_fail (KITH_IS_CANVAS (self));

  if (!wants_motion (self))
    return;
  self->view.scale *= UNFOLD;
  kith_canvas_fit (self);
}

void
kith_canvas_zoom (KithCanvas *self, double factor)
{
  g_return_if_fail (KITH_IS_CANVAS (self));

  kith_canvas_zoom_at (self, factor, self->view.width / 2, self->view.height / 2, FALSE);
}

void
kith_canvas_show_place (KithCanvas *self, double x, double y)
{
  KithViewport to = self->view;
  double px, py;

  kith_viewport_to_view (&to, x, y, &px, &py);
  double edge_x = MIN (80, to.width / 4);
  double edge_y = MIN (60, to.height / 4);
  if (px >= edge_x && py >= edge_y && px <= to.width - edge_x && py <= to.height - edge_y)
    return;

  to.x = x;
  to.y = y;
  self->untouched = FALSE;
  kith_canvas_glide (self, &to, 240);
}

void
kith_canvas_show_person (KithCanvas *self, guint person)
{
  g_return_if_fail (KITH_IS_CANVAS (self));
  if (self->scene != NULL && kith_canvas_has_place (self, (int) person))
    kith_canvas_show_place (self, self->scene->x[person], self->scene->y[person]);
}

void
kith_canvas_show_community (KithCanvas *self, guint community)
{
  KithViewport to = self->view;

  g_return_if_fail (KITH_IS_CANVAS (self));
  if (self->scene == NULL || community >= self->scene->n_communities)
    return;

  const KithSceneCommunity *circle = &self->scene->communities[community];
  if (circle->people == 0)
    return;
  double radius = circle->radius * 1.3 + 1;
  kith_viewport_fit_rectangle (&to, circle->x - radius, circle->y - radius, circle->x + radius, circle->y + radius,
                               MARGIN, CLOSE_UP);
  self->untouched = FALSE;
  kith_canvas_glide (self, &to, 320);
}

const KithViewport *
kith_canvas_get_viewport (KithCanvas *self)
{
  g_return_val_if_fail (KITH_IS_CANVAS (self), NULL);

  return &self->view;
}
