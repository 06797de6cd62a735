/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding people as they are typed, in the table itself, among 100,000: CPU time of the whole process from a letter to the end of the
 * frame that shows what is left. What of it is the model's, bench-people tells; the rest is GTK's rows and their drawing in software. */

#include "../core/people-fixture.h"
#include "kith-people-view.h"
#include "kith-session-private.h"
#include "made-network.h"

#include <stdio.h>

#define PEOPLE 100000
#define ROUNDS 3
#define GOAL_MS 10.0

/* The team is not what is measured here, and these people have no ties to choose one by. */
static void
leave_task (KithSession *session, KithTask *task, gpointer data)
{
}

static void
painted_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

static void
settle (void)
{
  for (gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 20; g_get_monotonic_time () < end;)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

/* Milliseconds of CPU until @text is searched for and shown; @found: until the rows that are left know whom they show, and only GTK has
 * to draw them. */
static double
time_search (KithSession *session, GtkWidget *window, const char *text, double *found)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gboolean painted = FALSE;
  gulong handler;
  double before = cpu_seconds ();

  kith_session_set_search (session, text);
  *found = (cpu_seconds () - before) * 1000;
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);
  gtk_widget_queue_draw (window);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
  return (cpu_seconds () - before) * 1000;
}

int
main (void)
{
  static const char *const texts[] = { "ana nord", "dorte 7", "p99", "example.org" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (KithSession) session = kith_session_new ("/nowhere.kith");
  KithSnapshot *snapshot;
  KithPanel *view;
  GtkWidget *window;
  double slowest = G_MAXDOUBLE;
  double found_slowest = G_MAXDOUBLE;
  double nothing, found;

  if (!gtk_init_check ())
    {
      printf ("There is no display to type on; build-aux/bench makes one.\n");
      return 0;
    }
  adw_init ();
  kith_session_set_runner (session, leave_task, NULL, NULL);
  snapshot = make_people (rand, PEOPLE, 1, 40);
  snapshot->wishes = kith_team_wishes_new ();
  kith_session_take_snapshot (session, snapshot, kith_snapshot_ref (snapshot));
  view = g_object_new (KITH_TYPE_PEOPLE_VIEW, "session", session, NULL);
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 820);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (view));
  gtk_window_present (GTK_WINDOW (window));
  /* Until it is drawn and at rest. */
  for (guint i = 0; i < 20; i++)
    settle ();
  nothing = time_search (session, window, "", &found);
  for (guint round = 0; round < ROUNDS; round++)
    {
      double slowest_here = 0;
      double found_here = 0;

      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        for (guint length = 1; length <= strlen (texts[i]) + 1; length++)
          {
            /* And all letters away at once, as Escape does. */
            g_autofree char *typed = length <= strlen (texts[i]) ? g_strndup (texts[i], length) : g_strdup ("");

            double took = time_search (session, window, typed, &found);

            slowest_here = MAX (slowest_here, took);
            found_here = MAX (found_here, found);
            settle ();
          }
      slowest = MIN (slowest, slowest_here);
      found_slowest = MIN (found_slowest, found_here);
    }
  printf ("table: a frame where nothing was typed: %.1f ms\n", nothing);
  printf ("table: slowest key, best of %d rounds: %.1f ms, %.2f of the goal\n", ROUNDS, slowest, slowest / GOAL_MS);
  printf ("table: the same until GTK draws the rows: %.1f ms, %.2f of the goal\n", found_slowest,
          found_slowest / GOAL_MS);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
