/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-pauses FILE.kith : the real window with that network (bench-start makes one of 100,000 people), a hand that does one thing after the
 * other, and for each the longest pause: CPU time of the main thread from one look for events to the next, in which nothing a person does is
 * answered. Frames are among them. Goal: 50 ms. */

#include "../widgets/window-fixture.h"
#include "kith-canvas.h"
#include "kith-map-panel.h"

#include <stdio.h>
#include <time.h>

#define GOAL_MS 50.0

static double looked_at; /* when the main thread last looked for events, its CPU time in milliseconds */
static double longest;
static double all;

static double
main_thread_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static int
look_for_events (GPollFD *fds, guint n, int timeout)
{
  double pause = main_thread_ms () - looked_at;
  int result;

  longest = MAX (longest, pause);
  all += pause;
  result = g_poll (fds, n, timeout);
  looked_at = main_thread_ms ();
  return result;
}

static KithWindow *window;
static KithCanvas *canvas;

static gboolean
is_at_rest (gpointer data)
{
  return kith_job_count () == 0
         && (canvas == NULL || !gtk_widget_get_mapped (GTK_WIDGET (canvas)) || kith_canvas_is_settled (canvas));
}

/* Long enough for whatever waits for a rest of the hand to begin. */
static void
rest (void)
{
  for (guint i = 0; i < 3; i++)
    {
      let_pass (250);
      wait_until (is_at_rest, NULL);
    }
}

static void
say (const char *what)
{
  KithSession *session = kith_window_get_session (window);
  guint chosen = 0;

  rest ();
  if (session != NULL)
    kith_session_get_selection (session, &chosen);
  printf ("pauses: %-36s %6u chosen, longest %5.1f ms, all %6.1f ms%s\n", what, chosen, longest, all,
          longest > GOAL_MS ? " (goal 50: missed)" : "");
  fflush (stdout);
  longest = all = 0;
}

static void
act (const char *action, GVariant *parameter)
{
  gtk_widget_activate_action_variant (canvas != NULL ? GTK_WIDGET (canvas) : GTK_WIDGET (window), action, parameter);
}

static void
leave_dialog (void)
{
  if (get_dialog (window) != NULL)
    adw_dialog_force_close (get_dialog (window));
}

static gboolean
is_open (gpointer data)
{
  return window->network != NULL && is_at_rest (NULL);
}

static void
choose_by_hand (KithCanvasTool tool)
{
  kith_canvas_set_tool (canvas, tool);
  hand (
      "mousemove 500 300 mousedown 1 mousemove 700 320 sleep 0.05 mousemove 900 400 sleep 0.05 mousemove 880 650 sleep 0.05 "
      "mousemove 700 700 sleep 0.05 mouseup 1");
  kith_canvas_set_tool (canvas, KITH_CANVAS_HAND);
}

static void
do_all (const char *path)
{
  KithSession *session;
  gint64 best;

  kith_window_open_network (window, path);
  wait_until (is_open, NULL);
  session = kith_window_get_session (window);
  canvas = KITH_CANVAS (find_type (GTK_WIDGET (window), KITH_TYPE_CANVAS));
  say ("opening");
  hand (
      "mousemove 500 300 sleep 0.05 mousemove 620 330 sleep 0.05 mousemove 700 400 sleep 0.05 mousemove 720 420 sleep 0.05");
  say ("moving the pointer over the map");
  choose_by_hand (KITH_CANVAS_RECTANGLE);
  say ("choosing by a rectangle");
  choose_by_hand (KITH_CANVAS_LASSO);
  say ("choosing by a lasso");
  act ("chosen.contacts", g_variant_new_int32 (1));
  say ("everyone they know");
  act ("chosen.invert", NULL);
  say ("everybody else");
  act ("chosen.all", NULL);
  say ("everybody");
  act ("chosen.none", NULL);
  say ("nobody");

  kith_session_select_community (session, kith_session_get_snapshot (session)->communities[0].id);
  say ("one community in focus");
  kith_session_select_community (session, 0);
  say ("all communities again");
  act ("map.choose-community", g_variant_new_int64 (kith_session_get_snapshot (session)->communities[0].id));
  say ("choosing a whole community");
  hand ("mousemove 700 450 click 3");
  say ("the menu on the map");
  hand ("key Escape");
  act ("chosen.none", NULL);
  say ("closing it");

  best = kith_session_get_snapshot (session)->id[0];
  kith_session_select_person (session, best);
  say ("choosing somebody");
  act ("win.ring", NULL);
  say ("his or her ring");
  kith_session_show_contacts (session, 0);
  say ("back to the map");
  act ("win.changes", NULL);
  say ("what has changed");
  leave_dialog ();
  say ("as it is again");
  act ("win.save-map", NULL);
  say ("the dialog for saving the map");
  leave_dialog ();
  say ("closing it");
  act ("win.print-map", NULL);
  say ("the dialog for printing the map");
  leave_dialog ();
  say ("closing it");
  act ("win.duplicates", NULL);
  say ("who may be there twice");
  leave_dialog ();
  say ("closing it");
  act ("win.history", NULL);
  say ("history");
  leave_dialog ();
  say ("closing it");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  say ("dark");
  act ("win.view", g_variant_new_string ("people"));
  say ("the table");
  kith_session_set_search (session, "ana");
  say ("finding somebody in it");
  act ("chosen.all", NULL);
  say ("choosing everybody in it");
  kith_session_set_search (session, "");
  say ("finding nobody");
  act ("win.view", g_variant_new_string ("map"));
  say ("the map again");
  act ("win.refresh", NULL);
  say ("looking for communities again");
  canvas = NULL;
  act ("win.start", NULL);
  say ("back to the start page");
}

int
main (int argc, char **argv)
{
  if (argc != 2)
    {
      fprintf (stderr, "usage: bench-pauses FILE.kith\n");
      return 2;
    }
  window_test_init (&argc, &argv);
  g_main_context_set_poll_func (NULL, look_for_events);
  looked_at = main_thread_ms ();
  window = open_window_of (1400, 900);
  say ("the window");
  do_all (argv[1]);
  close_window (window);
  g_object_unref (application);
  return 0;
}
