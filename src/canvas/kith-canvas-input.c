/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pointer, touch and keys.
 *
 *   drag, swipe              move the map          wheel, pinch, Ctrl + touchpad   zoom about the pointer
 *   touchpad                 move the map          Shift + drag                    select those inside
 *   click                    select                Shift or Ctrl + click           one more, or one less
 *   click on a community     emphasize it          double click                    look closer: person or community
 *   arrows                   next person that way, or move the map when at nobody; Ctrl: along ties; Shift: move the map
 *   + − 0 Home               zoom, everything      Space, Enter, Escape            select, open, leave */

#include "kith-canvas-private.h"

#include <math.h>

#define WHEEL 1.25        /* factor of one click of the wheel */
#define STEP 80.0         /* pixels an arrow key moves the map */
#define CLOSE_UP 40.0     /* pixels per map unit after a double click */
#define SLOW_SWIPE 1500.0 /* pixels per second beyond which a swipe is no faster */

/* — Selecting — */

static void
select_one (KithCanvas *self, guint person, gboolean add)
{
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean was_in = FALSE;
  gboolean placed = FALSE;

  if (add)
    for (guint i = 0; i < self->selection->len; i++)
      {
        guint other = g_array_index (self->selection, guint, i);

        if (other == person)
          {
            was_in = TRUE;
            continue;
          }
        if (other > person && !placed && !was_in)
          {
            g_array_append_val (people, person);
            placed = TRUE;
          }
        g_array_append_val (people, other);
      }
  if (!was_in && !placed)
    g_array_append_val (people, person);

  kith_canvas_take_selection (self, people);
}

static void
select_nobody (KithCanvas *self)
{
  g_autoptr (GArray) nobody = g_array_new (FALSE, FALSE, sizeof (guint));

  kith_canvas_take_selection (self, nobody);
}

static void
select_band (KithCanvas *self, gboolean add)
{
  double left, top, right, bottom;
  graphene_rect_t rect = GRAPHENE_RECT_INIT (self->band_x, self->band_y, self->band_width, self->band_height);

  graphene_rect_normalize (&rect);
  kith_viewport_to_map (&self->view, rect.origin.x, rect.origin.y, &left, &top);
  kith_viewport_to_map (&self->view, rect.origin.x + rect.size.width, rect.origin.y + rect.size.height, &right,
                        &bottom);

  g_autoptr (GArray) inside = kith_scene_in_rectangle (self->scene, left, top, right, bottom);
  if (!add || self->selection->len == 0)
    {
      kith_canvas_take_selection (self, inside);
      return;
    }

  /* Both rising: merged. */
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0, k = 0; i < inside->len || k < self->selection->len;)
    {
      guint a = i < inside->len ? g_array_index (inside, guint, i) : G_MAXUINT;
      guint b = k < self->selection->len ? g_array_index (self->selection, guint, k) : G_MAXUINT;
      guint next = MIN (a, b);

      g_array_append_val (all, next);
      i += a == next;
      k += b == next;
    }
  kith_canvas_take_selection (self, all);
}

static void
look_closer (KithCanvas *self, guint person)
{
  KithViewport to = self->view;

  to.x = self->scene->x[person];
  to.y = self->scene->y[person];
  to.scale = MAX (to.scale, CLOSE_UP);
  self->untouched = FALSE;
  kith_canvas_glide (self, &to, 320);
}

/* — Click — */

static void
released_cb (KithCanvas *self, int presses, double x, double y, GtkGestureClick *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  gboolean add = (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;
  gboolean is_community = FALSE;
  guint index = 0;
  int person = kith_canvas_pick (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->scene == NULL)
    return;

  /* A name stands for its person or community, but not where a dot shows through it. */
  if (person < 0 && kith_canvas_labels_pick (self->labels, &self->view, x, y, &is_community, &index) && !is_community)
    person = (int) index;

  if (person >= 0)
    {
      self->cursor = person;
      if (presses == 1)
        select_one (self, person, add);
      else if (presses == 2 && !add)
        {
          look_closer (self, person);
          g_signal_emit (self, kith_canvas_signals[KITH_CANVAS_ACTIVATED], 0, (guint) person);
        }
    }
  else if (is_community)
    {
      if (presses == 1)
        g_signal_emit (self, kith_canvas_signals[KITH_CANVAS_COMMUNITY_PICKED], 0,
                       (int) index == self->community ? -1 : (int) index);
      else if (presses == 2)
        {
          g_signal_emit (self, kith_canvas_signals[KITH_CANVAS_COMMUNITY_PICKED], 0, (int) index);
          kith_canvas_show_community (self, index);
        }
    }
  else if (presses == 1 && !add)
    {
      self->cursor = -1;
      if (self->selection->len > 0)
        select_nobody (self);
      else if (self->community >= 0)
        g_signal_emit (self, kith_canvas_signals[KITH_CANVAS_COMMUNITY_PICKED], 0, -1);
    }
  else if (presses == 2)
    kith_canvas_zoom_at (self, 2, x, y, FALSE);
}

/* — Drag — */

static void
drag_begin_cb (KithCanvas *self, double x, double y, GtkGestureDrag *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  kith_canvas_stop (self);
  self->drag_x = 0;
  self->drag_y = 0;
  self->dragging = FALSE;
  self->banding = (state & GDK_SHIFT_MASK) != 0 && self->scene != NULL;
  self->band_x = x;
  self->band_y = y;
  self->band_width = 0;
  self->band_height = 0;
}

static void
drag_update_cb (KithCanvas *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;

  if (!self->dragging)
    {
      gtk_gesture_drag_get_start_point (gesture, &x, &y);
      if (!gtk_drag_check_threshold (GTK_WIDGET (self), (int) x, (int) y, (int) (x + dx), (int) (y + dy)))
        return;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      self->dragging = TRUE;
      kith_canvas_hover (self, -1);
      if (!self->banding)
        gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
    }

  if (self->banding)
    {
      self->band_width = dx;
      self->band_height = dy;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  else
    kith_canvas_pan_by (self, self->drag_x - dx, self->drag_y - dy, TRUE);
  self->drag_x = dx;
  self->drag_y = dy;
}

static void
end_drag (KithCanvas *self)
{
  self->dragging = FALSE;
  self->banding = FALSE;
  self->labels_placed = 0;
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (KithCanvas *self, double dx, double dy, GtkGestureDrag *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (self->banding && self->dragging)
    {
      self->band_width = dx;
      self->band_height = dy;
      select_band (self, (state & GDK_CONTROL_MASK) != 0);
    }
  end_drag (self);
}

static void
drag_cancel_cb (KithCanvas *self, GdkEventSequence *sequence, GtkGesture *gesture)
{
  end_drag (self);
}

static void
swipe_cb (KithCanvas *self, double speed_x, double speed_y, GtkGestureSwipe *gesture)
{
  double speed = hypot (speed_x, speed_y);
  double limit = speed > SLOW_SWIPE ? SLOW_SWIPE / speed : 1;

  if (!self->dragging || self->banding)
    return;
  kith_canvas_coast (self, -speed_x * limit, -speed_y * limit);
}

/* — Pinch — */

static void
pinch_begin_cb (KithCanvas *self, GdkEventSequence *sequence, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  kith_canvas_stop (self);
  self->pinch = 1;
}

static void
pinch_cb (KithCanvas *self, double scale, GtkGestureZoom *gesture)
{
  double x = self->view.width / 2;
  double y = self->view.height / 2;

  if (!isfinite (scale) || scale <= 0)
    return;
  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  kith_canvas_zoom_at (self, scale / self->pinch, x, y, TRUE);
  self->pinch = scale;
}

/* — Scroll — */

static gboolean
scroll_cb (KithCanvas *self, double dx, double dy, GtkEventControllerScroll *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  gboolean wheel = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;

  if (self->scene == NULL)
    return GDK_EVENT_PROPAGATE;
  if (wheel && (state & GDK_SHIFT_MASK) != 0)
    kith_canvas_pan_by (self, dx * STEP + dy * STEP, 0, FALSE);
  else if (wheel && dy != 0)
    kith_canvas_zoom_at (self, pow (WHEEL, -dy), self->pointer_x, self->pointer_y, FALSE);
  else if (wheel)
    kith_canvas_pan_by (self, dx * STEP, 0, FALSE);
  else if ((state & GDK_CONTROL_MASK) != 0)
    kith_canvas_zoom_at (self, pow (WHEEL, -dy / 40), self->pointer_x, self->pointer_y, TRUE);
  else
    kith_canvas_pan_by (self, dx, dy, TRUE);

  return GDK_EVENT_STOP;
}

static void
decelerate_cb (KithCanvas *self, double speed_x, double speed_y, GtkEventControllerScroll *controller)
{
  if (gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_SURFACE)
    kith_canvas_coast (self, speed_x, speed_y);
}

/* — Motion — */

static void
motion_cb (KithCanvas *self, double x, double y, GtkEventController *controller)
{
  self->pointer_x = x;
  self->pointer_y = y;
  self->pointer_inside = TRUE;
  if (!self->dragging)
    kith_canvas_hover (self, kith_canvas_pick (self, x, y));
}

static void
leave_cb (KithCanvas *self, GtkEventController *controller)
{
  self->pointer_inside = FALSE;
  kith_canvas_hover (self, -1);
}

/* — Keys — */

static void
arrow (KithCanvas *self, double dx, double dy, GdkModifierType state)
{
  if (self->cursor < 0 || (state & GDK_SHIFT_MASK) != 0)
    kith_canvas_pan_by (self, dx * STEP, dy * STEP, FALSE);
  else
    kith_canvas_walk (self, dx, dy, (state & GDK_CONTROL_MASK) != 0);
}

static gboolean
key_cb (KithCanvas *self, guint key, guint code, GdkModifierType state, GtkEventControllerKey *controller)
{
  if (self->scene == NULL || (state & GDK_ALT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      arrow (self, -1, 0, state);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      arrow (self, 1, 0, state);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      arrow (self, 0, -1, state);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      arrow (self, 0, 1, state);
      return GDK_EVENT_STOP;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      kith_canvas_zoom (self, 1.5);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      kith_canvas_zoom (self, 1 / 1.5);
      return GDK_EVENT_STOP;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      kith_canvas_fit (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_space:
      if (self->cursor < 0)
        kith_canvas_enter (self);
      else
        select_one (self, self->cursor, (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (self->cursor < 0)
        kith_canvas_enter (self);
      else
        {
          select_one (self, self->cursor, FALSE);
          g_signal_emit (self, kith_canvas_signals[KITH_CANVAS_ACTIVATED], 0, (guint) self->cursor);
        }
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (self->cursor < 0 && self->selection->len == 0)
        return GDK_EVENT_PROPAGATE;
      kith_canvas_move_cursor (self, -1);
      select_nobody (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

void
kith_canvas_init_input (KithCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *swipe = gtk_gesture_swipe_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));

  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "cancel", G_CALLBACK (drag_cancel_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (swipe, "swipe", G_CALLBACK (swipe_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (swipe));
  gtk_gesture_group (drag, swipe);

  g_signal_connect_object (pinch, "begin", G_CALLBACK (pinch_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pinch, "scale-changed", G_CALLBACK (pinch_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));

  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scroll, "decelerate", G_CALLBACK (decelerate_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, scroll);

  g_signal_connect_object (motion, "enter", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, motion);

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, keys);
}
