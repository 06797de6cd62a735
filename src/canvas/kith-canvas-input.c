/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pointer and touch.
 *
 *   drag, swipe              move the map, or draw the rectangle or lasso of the tool; the middle button always moves
 *   Alt + drag, or the tool  move those chosen, or whoever is there
 *   Shift + drag             choose those inside a rectangle, besides those chosen; with a tool Shift or Ctrl does
 *   wheel, pinch, Ctrl + touchpad   zoom about the pointer or the fingers, which move the map too          touchpad   move the map
 *   click                    choose                Shift or Ctrl + click   one more, or one less
 *   click on a community     emphasize it; with Shift or Ctrl choose everybody in it
 *   click on a square        choose everybody it is of
 *   double click             look closer: person or community
 *   right click, long press  what can be done with those chosen, or with the community */

#include "kith-canvas-private.h"

#include <math.h>

#define WHEEL 1.25        /* factor of one click of the wheel */
#define STEP 80.0         /* pixels an arrow key moves the map */
#define CLOSE_UP 40.0     /* pixels per map unit after a double click */
#define SLOW_SWIPE 1500.0 /* pixels per second beyond which a swipe is no faster */

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

/* The pointer tells what a click or a drag would do here. */
void
kith_canvas_show_tool (KithCanvas *self)
{
  const char *name = NULL;

  if (self->hovered_square >= 0)
    name = "pointer";
  else if (self->hovered >= 0)
    name = self->tool == KITH_CANVAS_ARRANGE ? "move" : "pointer";
  else if (self->tool == KITH_CANVAS_RECTANGLE || self->tool == KITH_CANVAS_LASSO)
    name = "crosshair";
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

/* — Click — */

static void
released_cb (KithCanvas *self, int presses, double x, double y, GtkGestureClick *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  gboolean add = (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0;
  const KithCanvasPicked picked = kith_canvas_pick_any (self, x, y);
  int person = picked.person;
  int community = picked.community;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->scene == NULL)
    return;

  self->cursor_square = picked.square;
  if (picked.square >= 0)
    {
      self->cursor = -1;
      if (presses == 1)
        kith_canvas_choose_square (self, (guint) picked.square, add);
    }
  else if (person >= 0)
    {
      self->cursor = person;
      if (presses == 1)
        kith_canvas_choose_one (self, person, add);
      else if (presses == 2 && !add)
        {
          look_closer (self, person);
          g_signal_emit (self, kith_canvas_signals[KITH_CANVAS_ACTIVATED], 0, (guint) person);
        }
    }
  else if (community >= 0)
    {
      if (presses == 1 && add)
        kith_canvas_choose_community (self, (guint) community, TRUE);
      else if (presses == 1)
        g_signal_emit (self, kith_canvas_signals[KITH_CANVAS_COMMUNITY_PICKED], 0,
                       community == self->community ? -1 : community);
      else if (presses == 2)
        {
          g_signal_emit (self, kith_canvas_signals[KITH_CANVAS_COMMUNITY_PICKED], 0, community);
          kith_canvas_show_community (self, (guint) community);
        }
    }
  else if (presses == 1 && !add)
    {
      self->cursor = -1;
      if (self->selection->len > 0)
        kith_canvas_choose_nobody (self);
      else if (self->community >= 0)
        g_signal_emit (self, kith_canvas_signals[KITH_CANVAS_COMMUNITY_PICKED], 0, -1);
    }
  else if (presses == 2)
    kith_canvas_zoom_at (self, 2, x, y, FALSE);
}

/* — Menu — */

static void
ask_menu (KithCanvas *self, double x, double y)
{
  const KithCanvasPicked picked = kith_canvas_pick_any (self, x, y);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->scene == NULL)
    return;
  if (picked.person >= 0)
    {
      self->cursor = picked.person;
      if (!kith_canvas_is_selected (self, (guint) picked.person))
        kith_canvas_choose_one (self, (guint) picked.person, FALSE);
    }
  if (picked.square >= 0)
    kith_canvas_choose_square (self, (guint) picked.square, FALSE);
  kith_canvas_hover (self, -1, -1);
  g_signal_emit (self, kith_canvas_signals[KITH_CANVAS_MENU_WANTED], 0, x, y, picked.community);
}

static void
menu_pressed_cb (KithCanvas *self, int presses, double x, double y, GtkGestureClick *gesture)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  ask_menu (self, x, y);
}

static void
long_pressed_cb (KithCanvas *self, double x, double y, GtkGestureLongPress *gesture)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  ask_menu (self, x, y);
}

/* — Drag — */

static void
drag_begin_cb (KithCanvas *self, double x, double y, GtkGestureDrag *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (button == GDK_BUTTON_SECONDARY)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  kith_canvas_stop (self);
  self->drag_x = 0;
  self->drag_y = 0;
  self->dragging = FALSE;
  self->pinched = FALSE;
  if (self->scene == NULL || button == GDK_BUTTON_MIDDLE)
    return;
  if (self->scene->ring == NULL && (self->tool == KITH_CANVAS_ARRANGE || (state & GDK_ALT_MASK) != 0))
    {
      int person = kith_canvas_pick (self, x, y);

      self->carrying = person >= 0;
      self->carried = person;
    }
  else if (self->tool != KITH_CANVAS_HAND || (state & GDK_SHIFT_MASK) != 0)
    kith_canvas_begin_gather (self, self->tool != KITH_CANVAS_HAND ? self->tool : KITH_CANVAS_RECTANGLE, x, y);
}

static void
drag_update_cb (KithCanvas *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (self->pinch > 0)
    {
      /* Both fingers move the map; the one that stays goes on from here. */
      self->drag_x = dx;
      self->drag_y = dy;
      return;
    }
  if (!self->dragging)
    {
      if (!gtk_drag_check_threshold (GTK_WIDGET (self), (int) x, (int) y, (int) (x + dx), (int) (y + dy)))
        return;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      self->dragging = TRUE;
      kith_canvas_hover (self, -1, -1);
      if (self->carrying && !kith_canvas_is_selected (self, (guint) self->carried))
        kith_canvas_choose_one (self, (guint) self->carried, FALSE);
      if (self->gathering == KITH_CANVAS_HAND)
        gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
    }

  if (self->gathering != KITH_CANVAS_HAND)
    kith_canvas_gather (self, x + dx, y + dy);
  else if (self->carrying)
    kith_canvas_carry (self, dx / self->view.scale, dy / self->view.scale);
  else
    kith_canvas_pan_by (self, self->drag_x - dx, self->drag_y - dy, TRUE);
  self->drag_x = dx;
  self->drag_y = dy;
}

static void
end_drag (KithCanvas *self)
{
  kith_canvas_end_gather (self, FALSE, FALSE);
  self->carrying = FALSE;
  self->dragging = FALSE;
  self->labels_placed = 0;
  kith_canvas_show_tool (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end_cb (KithCanvas *self, double dx, double dy, GtkGestureDrag *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  double x, y;

  if (self->dragging && self->carrying)
    kith_canvas_put_down (self);
  if (self->dragging && self->gathering != KITH_CANVAS_HAND)
    {
      gtk_gesture_drag_get_start_point (gesture, &x, &y);
      kith_canvas_gather (self, x + dx, y + dy);
      kith_canvas_end_gather (self, TRUE, (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0);
    }
  end_drag (self);
}

static void
drag_cancel_cb (KithCanvas *self, GdkEventSequence *sequence, GtkGesture *gesture)
{
  if (self->carrying)
    kith_canvas_put_back (self);
  end_drag (self);
}

void
kith_canvas_give_up_drag (KithCanvas *self)
{
  kith_canvas_put_back (self);
  end_drag (self);
  gtk_event_controller_reset (GTK_EVENT_CONTROLLER (self->click));
  gtk_event_controller_reset (GTK_EVENT_CONTROLLER (self->drag));
}

static void
swipe_cb (KithCanvas *self, double speed_x, double speed_y, GtkGestureSwipe *gesture)
{
  double speed = hypot (speed_x, speed_y);
  double limit = speed > SLOW_SWIPE ? SLOW_SWIPE / speed : 1;

  if (!self->dragging || self->pinched || self->carrying || self->gathering != KITH_CANVAS_HAND)
    return;
  kith_canvas_coast (self, -speed_x * limit, -speed_y * limit);
}

/* — Pinch — */

/* A second finger may join one that moves the map already. Whatever else that was doing is given up. */
void
kith_canvas_begin_pinch (KithCanvas *self, double x, double y)
{
  kith_canvas_stop (self);
  if (self->carrying)
    kith_canvas_put_back (self);
  kith_canvas_end_gather (self, FALSE, FALSE);
  self->pinch = 1;
  self->pinched = TRUE;
  self->pinch_x = x;
  self->pinch_y = y;
}

void
kith_canvas_pinch (KithCanvas *self, double scale, double x, double y)
{
  if (!isfinite (scale) || scale <= 0 || self->pinch <= 0)
    return;
  kith_canvas_pan_by (self, self->pinch_x - x, self->pinch_y - y, TRUE);
  kith_canvas_zoom_at (self, scale / self->pinch, x, y, TRUE);
  self->pinch = scale;
  self->pinch_x = x;
  self->pinch_y = y;
}

void
kith_canvas_end_pinch (KithCanvas *self)
{
  self->pinch = 0;
}

static void
pinch_begin_cb (KithCanvas *self, GdkEventSequence *sequence, GtkGesture *gesture)
{
  double x = self->view.width / 2;
  double y = self->view.height / 2;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_gesture_get_bounding_box_center (gesture, &x, &y);
  kith_canvas_begin_pinch (self, x, y);
}

static void
pinch_cb (KithCanvas *self, double scale, GtkGestureZoom *gesture)
{
  double x = self->pinch_x;
  double y = self->pinch_y;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  kith_canvas_pinch (self, scale, x, y);
}

static void
pinch_end_cb (KithCanvas *self, GdkEventSequence *sequence, GtkGesture *gesture)
{
  kith_canvas_end_pinch (self);
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
    kith_canvas_hover_at (self, x, y);
}

static void
leave_cb (KithCanvas *self, GtkEventController *controller)
{
  self->pointer_inside = FALSE;
  kith_canvas_hover (self, -1, -1);
}

void
kith_canvas_init_input (KithCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *swipe = gtk_gesture_swipe_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES | GTK_EVENT_CONTROLLER_SCROLL_KINETIC);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (menu, "pressed", G_CALLBACK (menu_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (menu));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect_object (hold, "pressed", G_CALLBACK (long_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (hold));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "cancel", G_CALLBACK (drag_cancel_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (swipe, "swipe", G_CALLBACK (swipe_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (swipe));
  gtk_gesture_group (drag, swipe);
  self->click = click;
  self->drag = drag;

  g_signal_connect_object (pinch, "begin", G_CALLBACK (pinch_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pinch, "scale-changed", G_CALLBACK (pinch_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pinch, "end", G_CALLBACK (pinch_end_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pinch, "cancel", G_CALLBACK (pinch_end_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  /* In one group neither takes the fingers from the other. */
  gtk_gesture_group (drag, pinch);
  self->zoom = pinch;

  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scroll, "decelerate", G_CALLBACK (decelerate_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, scroll);

  g_signal_connect_object (motion, "enter", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, motion);
}
