/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sample's two people who are there twice, from the list to one answer each, undone and done again; and taken apart in the person panel. */

#include "kith-duplicates-dialog.h"

#include "window-fixture.h"

static void
click (GtkWidget *parent, const char *text)
{
  GtkWidget *label = find_label (parent, text);
  GtkWidget *button = label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  wait_for_jobs ();
}

static void
choose_row (GtkWidget *parent, const char *text)
{
  GtkWidget *label = find_label (parent, text);
  GtkWidget *row = label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW) : NULL;

  g_assert_nonnull (row);
  gtk_widget_activate (row);
  wait_for_jobs ();
}

static void
test_sample (void)
{
  KithWindow *window = open_window ();
  GtkWidget *dialog;
  KithSession *session;
  guint n;

  take_sample (window);
  close_dialog (window);
  session = kith_window_get_session (window);
  n = kith_session_get_snapshot (session)->n;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.duplicates", NULL);
  wait_for_jobs ();
  dialog = GTK_WIDGET (get_dialog (window));
  g_assert_true (KITH_IS_DUPLICATES_DIALOG (dialog));
  g_assert_nonnull (find_label (dialog, "Sasha Nguyen and Aleksandra Nguyen"));
  keep_picture (dialog, "duplicates-list");
  choose_row (dialog, "Maggie Horvat and Margaret Horvat");
  g_assert_nonnull (find_label (dialog, "1 of 2"));
  g_assert_nonnull (find_label (dialog, "margaret.horvat@example.org"));
  let_pass (400);
  keep_picture (dialog, "duplicates-pair");

  /* The same: one fewer, and the next pair; undone, both are there and the pair is shown again. */
  click (dialog, "Same Person");
  g_assert_cmpuint (kith_session_get_snapshot (session)->n, ==, n - 1);
  g_assert_nonnull (find_label (dialog, "2 of 2"));
  g_assert_nonnull (find_label (dialog, "Merged Maggie Horvat and Margaret Horvat"));
  click (dialog, "Undo");
  g_assert_cmpuint (kith_session_get_snapshot (session)->n, ==, n);
  g_assert_nonnull (find_label (dialog, "1 of 2"));
  g_assert_nonnull (find_label (dialog, "margaret.horvat@example.org"));
  click (dialog, "Same Person");
  g_assert_cmpuint (kith_session_get_snapshot (session)->n, ==, n - 1);

  /* Undone elsewhere while a pair is shown: it is compared anew, and no answer can be given to what stood there. */
  kith_session_undo (session);
  wait_for_jobs ();
  g_assert_cmpuint (kith_session_get_snapshot (session)->n, ==, n);
  g_assert_false (gtk_widget_is_sensitive (find_label (dialog, "Same Person")));
  kith_session_redo (session);
  wait_for_jobs ();
  choose_row (dialog, "Sasha Nguyen and Aleksandra Nguyen");
  g_assert_true (gtk_widget_is_sensitive (find_label (dialog, "Same Person")));

  /* Different: none are left, and none come back when it is opened again. */
  click (dialog, "Different People");
  g_assert_cmpuint (kith_session_get_snapshot (session)->n, ==, n - 1);
  g_assert_nonnull (find_label (dialog, "Nobody Is Here Twice"));
  adw_dialog_force_close (ADW_DIALOG (dialog));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.duplicates", NULL);
  wait_for_jobs ();
  dialog = GTK_WIDGET (get_dialog (window));
  g_assert_null (find_label (dialog, "Sasha Nguyen and Aleksandra Nguyen"));
  adw_dialog_force_close (ADW_DIALOG (dialog));

  /* Taken apart in the person panel. */
  for (guint i = 0; i < n - 1; i++)
    if (g_str_equal (kith_session_get_snapshot (session)->name[i], "Margaret Horvat"))
      kith_session_show_person (session, kith_session_get_snapshot (session)->id[i]);
  wait_for_jobs ();
  g_assert_nonnull (find_label (GTK_WIDGET (window), "Merged from 2 Records"));
  click (GTK_WIDGET (window), "Separate Again…");
  dialog = GTK_WIDGET (get_dialog (window));
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  g_signal_emit_by_name (dialog, "response::separate", "separate");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  wait_for_jobs ();
  g_assert_cmpuint (kith_session_get_snapshot (session)->n, ==, n);
  close_window (window);
}

int
main (int argc, char *argv[])
{
  window_test_init (&argc, &argv);
  g_test_add_func ("/duplicates/sample", test_sample);
  return window_test_run ();
}
