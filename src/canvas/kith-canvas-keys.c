/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The map by keyboard alone. Tab comes to somebody; then
 *
 *   arrows            the nearest person that way; with Shift only along ties; with Ctrl the map moves
 *   [ ], Page Up/Down the community before, the next
 *   e, E              the next square, the one before
 *   Space             choose, or no longer        Enter            see all about them
 *   Menu, Shift+F10   what can be done            Escape           nobody chosen, then nobody at the keyboard
 *   Alt + arrows      move those chosen, or the one the keyboard is at
 *   + −               zoom about the person       0, Home          everything */

#include "kith-canvas-private.h"

#define ZOOM 1.5
#define STEP 80.0  /* pixels the map moves */
#define NUDGE 12.0 /* pixels people move */

static gboolean
is_in_view (KithCanvas *self, double *px, double *py)
{
  if (!kith_canvas_has_place (self, self->cursor))
    return FALSE;
  kith_viewport_to_view (&self->view, self->scene->x[self->cursor], self->scene->y[self->cursor], px, py);
  return *px >= 0 && *py >= 0 && *px <= self->view.width && *py <= self->view.height;
}

static void
arrow (KithCanvas *self, double dx, double dy, GdkModifierType state)
{
  double px, py;

  if ((state & GDK_ALT_MASK) != 0)
    {
      kith_canvas_carry_by_keys (self, dx * NUDGE, dy * NUDGE);
      return;
    }
  if ((state & GDK_CONTROL_MASK) != 0)
    {
      kith_canvas_pan_by (self, dx * STEP, dy * STEP, FALSE);
      return;
    }
  /* Whoever the map was moved away from is no place to go on from. */
  if (self->cursor >= 0 && self->tick == 0 && !is_in_view (self, &px, &py))
    self->cursor = -1;
  kith_canvas_walk (self, dx, dy, (state & GDK_SHIFT_MASK) != 0);
}

static void
zoom (KithCanvas *self, double factor)
{
  double px = self->view.width / 2;
  double py = self->view.height / 2;
  double at_x, at_y;

  if (is_in_view (self, &at_x, &at_y))
    {
      px = at_x;
      py = at_y;
    }
  kith_canvas_zoom_at (self, factor, px, py, FALSE);
}

static void
toggle (KithCanvas *self)
{
  kith_canvas_choose_one (self, (guint) self->cursor, TRUE);
  kith_canvas_say_choice (self);
}

static void
open_person (KithCanvas *self)
{
  /* One of several chosen leaves them chosen. */
  if (!kith_canvas_is_selected (self, (guint) self->cursor))
    kith_canvas_choose_one (self, (guint) self->cursor, FALSE);
  g_signal_emit (self, kith_canvas_signals[KITH_CANVAS_ACTIVATED], 0, (guint) self->cursor);
}

static void
ask_menu (KithCanvas *self)
{
  double px, py;

  if (!is_in_view (self, &px, &py))
    {
      px = self->view.width / 2;
      py = self->view.height / 2;
    }
  /* Several chosen are whom the menu is for, wherever the keyboard is. */
  else if (self->selection->len < 2 && !kith_canvas_is_selected (self, (guint) self->cursor))
    kith_canvas_choose_one (self, (guint) self->cursor, FALSE);
  g_signal_emit (self, kith_canvas_signals[KITH_CANVAS_MENU_WANTED], 0, px, py, -1);
}

static gboolean
key_cb (KithCanvas *self, guint key, guint code, GdkModifierType state, GtkEventControllerKey *controller)
{
  gboolean is_arrow
      = (key >= GDK_KEY_Left && key <= GDK_KEY_Down) || (key >= GDK_KEY_KP_Left && key <= GDK_KEY_KP_Down);

  if (self->scene == NULL || ((state & GDK_ALT_MASK) != 0 && !is_arrow))
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
    case GDK_KEY_bracketleft:
    case GDK_KEY_Page_Up:
      kith_canvas_walk_communities (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_bracketright:
    case GDK_KEY_Page_Down:
      kith_canvas_walk_communities (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_e:
    case GDK_KEY_E:
      if ((state & GDK_CONTROL_MASK) != 0)
        return GDK_EVENT_PROPAGATE;
      kith_canvas_walk_squares (self, (state & GDK_SHIFT_MASK) != 0 ? -1 : 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      zoom (self, ZOOM);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom (self, 1 / ZOOM);
      return GDK_EVENT_STOP;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      kith_canvas_fit (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      if (self->cursor_square >= 0)
        kith_canvas_choose_square (self, (guint) self->cursor_square, TRUE);
      else if (self->cursor < 0)
        kith_canvas_enter (self);
      else
        toggle (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (self->cursor_square >= 0)
        kith_canvas_choose_square (self, (guint) self->cursor_square, FALSE);
      else if (self->cursor < 0)
        kith_canvas_enter (self);
      else
        open_person (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Menu:
      ask_menu (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_F10:
      if ((state & GDK_SHIFT_MASK) == 0)
        return GDK_EVENT_PROPAGATE;
      ask_menu (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (self->gathering != KITH_CANVAS_HAND || self->carrying)
        kith_canvas_give_up_drag (self);
      else if (self->put_down != 0)
        kith_canvas_put_back (self);
      else if (self->cursor < 0 && self->cursor_square < 0 && self->selection->len == 0)
        return GDK_EVENT_PROPAGATE;
      else if (self->selection->len > 0)
        {
          kith_canvas_choose_nobody (self);
          kith_canvas_say_choice (self);
        }
      else
        kith_canvas_move_cursor (self, -1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Back from a menu or another window one is where one was. */
static void
entered_cb (KithCanvas *self, GtkEventController *controller)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root) && gtk_window_get_focus_visible (GTK_WINDOW (root)))
    kith_canvas_say_cursor (self);
}

void
kith_canvas_init_keys (KithCanvas *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "enter", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
