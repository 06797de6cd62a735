/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A part of the network in the whole application: found in the dialog, told by the banner, shown by everything, and left again. */

#include "window-fixture.h"

#include "kith-part-banner.h"
#include "kith-part-dialog.h"

static gboolean
has_no_dialog (gpointer window)
{
  return get_dialog (window) == NULL;
}

static void
test_whole_way (void)
{
  KithWindow *window = open_window_of (1300, 800);
  KithSession *session;
  guint everybody, part;
  GtkWidget *banner;

  take_sample (window);
  close_dialog (window); /* what came in */
  session = window->session;
  everybody = kith_session_get_snapshot (session)->n;
  banner = gtk_widget_get_first_child (find_type (GTK_WIDGET (window), KITH_TYPE_PART_BANNER));
  g_assert_false (adw_banner_get_revealed (ADW_BANNER (banner)));

  /* With the keyboard alone: what is typed is searched for, Enter takes it. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-part", NULL);
  wait_for_jobs ();
  g_assert_true (KITH_IS_PART_DIALOG (get_dialog (window)));
  hand ("type zzzz");
  g_assert_nonnull (find_label_with (GTK_WIDGET (get_dialog (window)), "Nothing Found"));
  hand ("key ctrl+a");
  hand ("type HARBOUR");
  g_assert_nonnull (find_label_with (GTK_WIDGET (get_dialog (window)), "Group · "));
  hand ("key Return");
  wait_for_jobs ();
  wait_until (has_no_dialog, window);

  part = kith_session_get_snapshot (session)->n;
  g_assert_cmpuint (part, <, everybody);
  g_assert_cmpuint (kith_session_get_whole (session)->n, ==, everybody);
  g_assert_true (adw_banner_get_revealed (ADW_BANNER (banner)));
  g_autofree char *says = g_strdup_printf ("Showing %u of %u people: group “Harbour Choir”", part, everybody);
  g_assert_cmpstr (adw_banner_get_title (ADW_BANNER (banner)), ==, says);
  g_autofree char *subtitle = g_strdup_printf ("%u people", part);
  g_assert_nonnull (find_label (GTK_WIDGET (window), subtitle));
  wait_until (is_idle, NULL);
  g_autoptr (Picture) picture = picture_of (GTK_WIDGET (window), "part-window");

  g_signal_emit_by_name (banner, "button-clicked");
  wait_for_jobs ();
  g_assert_false (adw_banner_get_revealed (ADW_BANNER (banner)));
  g_assert_cmpuint (kith_session_get_snapshot (session)->n, ==, everybody);
  /* Nothing of it was an act. */
  g_assert_null (strstr (kith_session_get_undo_label (session), "Part"));
  close_window (window);
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv);
  g_test_add_func ("/part/whole-way", test_whole_way);
  return window_test_run ();
}
