/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The import assistant in the real window: what it says before anything is written, columns that are changed, files that are no tables, and
 * that nothing stays where it is left or stopped. */

#include "kith-account-dialog.h"
#include "kith-import-assistant.h"
#include "kith-import-columns.h"
#include "kith-networks.h"

#include "window-fixture.h"

static gboolean
says (KithWindow *window, const char *text)
{
  return find_label_with (GTK_WIDGET (get_dialog (window)), text) != NULL;
}

static GtkWidget *
get_import_button (KithWindow *window)
{
  g_assert_true (KITH_IS_IMPORT_ASSISTANT (get_dialog (window)));
  return adw_dialog_get_default_widget (get_dialog (window));
}

static void
press_import (KithWindow *window)
{
  g_assert_true (gtk_widget_get_sensitive (get_import_button (window)));
  g_signal_emit_by_name (get_import_button (window), "clicked");
}

static AdwNavigationView *
get_pages (KithWindow *window)
{
  return ADW_NAVIGATION_VIEW (find_type (GTK_WIDGET (get_dialog (window)), ADW_TYPE_NAVIGATION_VIEW));
}

static guint
count_people (KithWindow *window)
{
  return kith_session_get_snapshot (kith_window_get_session (window))->n;
}

/* From files to import in one press; nothing is written before, and all of it is one act. */
static void
test_straight (void)
{
  KithWindow *window = open_window ();
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  GtkWidget *button;

  write_file (files, "choir.csv", "Name,Email\nNea Nord,nea@example.org\nOle Ost,ole@example.org\nTotal,2\n", -1);
  write_file (files, "friends.csv", "From,To\nNea Nord,Ole Ost\n", -1);
  take_files (window, files);
  g_assert_true (says (window, "New: 2 people and 1 tie"));
  g_assert_true (says (window, "List of people, 3 rows"));
  g_assert_true (says (window, "Rows left out"));
  g_assert_cmpuint (count_people (window), ==, 0);
  g_assert_null (kith_session_get_undo_label (kith_window_get_session (window)));
  keep_picture (window, "import-files");

  button = get_import_button (window);
  g_assert_true (gtk_widget_get_sensitive (button));
  hand ("key Return");
  let_pass (400); /* a button pressed by key shows it first */
  wait_for_jobs ();
  g_assert_true (KITH_IS_ACCOUNT_DIALOG (get_dialog (window)));
  g_assert_true (says (window, "Brought in 2 people and 1 tie."));
  g_assert_cmpuint (count_people (window), ==, 2);
  g_assert_true (says (window, "Save Rows to Look At…"));
  keep_picture (window, "import-account");
  adw_dialog_force_close (get_dialog (window));

  /* Later the history has it. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.history", NULL);
  wait_for_jobs ();
  g_assert_true (gtk_widget_activate (gtk_widget_get_ancestor (
      find_label_with (GTK_WIDGET (get_dialog (window)), "Import 2 Files"), ADW_TYPE_ACTION_ROW)));
  wait_for_jobs ();
  let_pass (400);
  keep_picture (window, "import-history");
  g_assert_true (KITH_IS_ACCOUNT_DIALOG (get_dialog (window)));
  g_assert_true (says (window, "Brought in 2 people and 1 tie."));
  g_assert_true (says (window, "choir.csv"));
  g_assert_false (says (window, "Undo Import"));
  adw_dialog_force_close (get_dialog (window));
  let_pass (400);
  adw_dialog_force_close (get_dialog (window));
  let_pass (400);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  wait_for_jobs ();
  g_assert_cmpuint (count_people (window), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.redo", NULL);
  wait_for_jobs ();
  g_assert_cmpuint (count_people (window), ==, 2);

  /* Known already: there is nothing to import. */
  take_files (window, files);
  g_assert_true (says (window, "Nothing new"));
  g_assert_false (gtk_widget_get_sensitive (get_import_button (window)));
  adw_dialog_force_close (get_dialog (window));
  g_assert_cmpuint (count_people (window), ==, 2);
  close_window (window);
}

static void
open_columns (KithWindow *window, const char *file)
{
  GtkWidget *label = find_label_with (GTK_WIDGET (get_dialog (window)), file);

  g_assert_true (gtk_widget_activate (gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW)));
  let_pass (500);
  g_assert_true (KITH_IS_IMPORT_COLUMNS (adw_navigation_view_get_visible_page (get_pages (window))));
}

/* The chooser of a column, by its head. */
static AdwComboRow *
get_chooser (KithWindow *window, const char *head)
{
  GtkWidget *page = GTK_WIDGET (adw_navigation_view_get_visible_page (get_pages (window)));
  GtkWidget *label = find_label_with (page, head);

  g_assert_nonnull (label);
  return ADW_COMBO_ROW (gtk_widget_get_ancestor (label, ADW_TYPE_COMBO_ROW));
}

static const char *
get_chosen (AdwComboRow *row)
{
  return gtk_string_object_get_string (adw_combo_row_get_selected_item (row));
}

static void
choose (AdwComboRow *row, const char *word)
{
  GListModel *words = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (words); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (words, i);

      if (g_str_equal (gtk_string_object_get_string (item), word))
        {
          adw_combo_row_set_selected (row, i);
          wait_for_jobs ();
          return;
        }
    }
  g_error ("No “%s” to choose", word);
}

/* A column is changed, the other pages follow, back works, and leaving it leaves nothing. */
static void
test_columns (void)
{
  KithWindow *window = open_window ();
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autofree char *path = NULL;

  write_file (files, "odd.csv",
              "Wer,Womit,Birthday,Wo\nNea Nord,nea@example.org,1.2.1980,Malmö\nOle Ost,ole@example.org,,Lund\n", -1);
  take_files (window, files);
  g_assert_true (says (window, "New: 2 people"));
  open_columns (window, "odd.csv");
  keep_picture (window, "import-columns");
  g_assert_cmpstr (get_chosen (get_chooser (window, "Womit")), ==, "E-mail address");
  g_assert_cmpstr (get_chosen (get_chooser (window, "Birthday")), ==, "Leave out");
  g_assert_true (says (window, "Left out to protect people"));
  g_assert_true (says (window, "nea@example.org · ole@example.org"));
  choose (get_chooser (window, "Wo"), "Town");
  g_assert_cmpstr (get_chosen (get_chooser (window, "Wo")), ==, "Town");

  /* Nobody is left to be found, which is said; and taken back. */
  choose (get_chooser (window, "Wer"), "Leave out");
  choose (get_chooser (window, "Womit"), "Leave out");
  g_assert_true (says (window, "No column looks like names"));
  choose (get_chooser (window, "Wer"), "Full name");
  g_assert_false (says (window, "No column looks like names"));

  hand ("key alt+Left");
  let_pass (500);
  g_assert_cmpstr (adw_navigation_page_get_tag (adw_navigation_view_get_visible_page (get_pages (window))), ==,
                   "files");
  g_assert_true (says (window, "New: 2 people"));

  hand ("key Escape");
  let_pass (500);
  wait_for_jobs ();
  g_assert_null (get_dialog (window));
  g_assert_null (kith_window_get_session (window));
  g_assert_true (gtk_stack_get_visible_child (window->pages) == GTK_WIDGET (window->start_page));
  path = kith_networks_find ("odd");
  g_assert_null (path);
  close_window (window);
}

/* What nothing is known of is offered, kept where somebody says so, and then part of the network. */
static void
test_keep (void)
{
  KithWindow *window = open_window ();
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  const KithFieldColumns *fields;
  GtkWidget *button;

  write_file (files, "shirts.csv",
              "Name,Shirt size,Shifts,Religion\nNea Nord,M,3,none\nOle Ost,L,12,yes\nPia Past,M,,\nTor Tal,L,7,\n", -1);
  take_files (window, files);
  g_assert_true (says (window, "2 columns are not used, but can be kept"));
  open_columns (window, "shirts.csv");
  g_assert_true (says (window, "2 columns are not used"));
  g_assert_cmpstr (get_chosen (get_chooser (window, "Shirt size")), ==, "Leave out");
  button = gtk_widget_get_ancestor (
      find_label_with (GTK_WIDGET (adw_navigation_view_get_visible_page (get_pages (window))), "Keep as Fields"),
      GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  wait_for_jobs ();
  keep_picture (window, "import-keep");
  g_assert_cmpstr (get_chosen (get_chooser (window, "Shirt size")), ==, "Keep as a field");
  g_assert_true (says (window, "Field of your own: Choice"));
  g_assert_cmpstr (get_chosen (get_chooser (window, "Shifts")), ==, "Keep as a field");
  g_assert_cmpstr (get_chosen (get_chooser (window, "Religion")), ==, "Leave out");
  choose (get_chooser (window, "Shifts"), "Leave out");
  adw_navigation_view_pop (get_pages (window));
  let_pass (500);
  g_assert_true (says (window, "1 column is kept as a field"));
  press_import (window);
  wait_for_jobs ();
  adw_dialog_force_close (get_dialog (window));
  fields = kith_session_get_snapshot (kith_window_get_session (window))->fields;
  g_assert_cmpuint (fields->n_columns, ==, 1);
  g_assert_cmpstr (fields->columns[0].name, ==, "Shirt size");
  g_assert_cmpuint (fields->columns[0].people, ==, 4);
  kith_session_undo (kith_window_get_session (window));
  wait_for_jobs ();
  g_assert_cmpuint (kith_session_get_snapshot (kith_window_get_session (window))->fields->n_columns, ==, 0);
  close_window (window);
}

/* Import is pressed at once after a column was changed, while the files are still being looked at: the import runs, with that change. */
static void
test_at_once (void)
{
  KithWindow *window = open_window ();
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GString) text = g_string_new ("Name,Wo\n");
  AdwComboRow *chooser;
  GListModel *words;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "Nea Nord %05u,Lund\n", i);
  write_file (files, "places.csv", text->str, -1);
  take_files (window, files);
  open_columns (window, "places.csv");
  chooser = get_chooser (window, "Wo");
  words = adw_combo_row_get_model (chooser);
  adw_navigation_view_pop (get_pages (window));
  for (guint i = 0; i < g_list_model_get_n_items (words); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (words, i);

      if (g_str_equal (gtk_string_object_get_string (item), "Town"))
        adw_combo_row_set_selected (chooser, i);
    }
  press_import (window);
  wait_for_jobs ();
  g_assert_true (KITH_IS_ACCOUNT_DIALOG (get_dialog (window)));
  g_assert_cmpuint (count_people (window), ==, 20000);
  adw_dialog_force_close (get_dialog (window));
  close_window (window);
}

/* One sentence for a file that is no table; the others are kept, and more can be added. */
static void
test_wrong_file (void)
{
  KithWindow *window = open_window ();
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GListStore) more = g_list_store_new (G_TYPE_FILE);

  write_file (files, "picture.csv", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
  take_files (window, files);
  g_assert_true (says (window, "Nothing here can be brought in"));
  g_assert_true (says (window, "“picture.csv” is a picture"));
  g_assert_false (gtk_widget_get_sensitive (get_import_button (window)));

  write_file (more, "plain.csv", "Name\nPia Past\n", -1);
  take_files (window, more);
  g_assert_true (says (window, "New: 1 person"));
  g_assert_true (says (window, "“picture.csv” is a picture"));
  keep_picture (window, "import-wrong-file");
  press_import (window);
  wait_for_jobs ();
  g_assert_true (says (window, "Brought in 1 person."));
  adw_dialog_force_close (get_dialog (window));
  g_assert_cmpuint (count_people (window), ==, 1);
  close_window (window);
}

/* Stopped at any moment, the network is as it was. */
static void
test_stopped (void)
{
  KithWindow *window = open_window ();
  g_autoptr (GListStore) first = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GString) text = g_string_new ("Name,Email,Groups\n");
  static const guint waits[] = { 0, 30, 150, 600 };

  write_file (first, "one.csv", "Name\nPia Past\n", -1);
  take_files (window, first);
  press_import (window);
  wait_for_jobs ();
  adw_dialog_force_close (get_dialog (window));

  for (guint i = 0; i < 40000; i++)
    g_string_append_printf (text, "Nea Nord %05u,nea%05u@example.org,Group %u\n", i, i, i / 20);
  write_file (files, "many.csv", text->str, -1);
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      take_files (window, files);
      g_assert_true (says (window, "New: 40,000 people") || says (window, "New: 40000 people"));
      press_import (window);
      let_pass (waits[i]);
      /* The way of Escape as well as of the button. */
      if (i == 0)
        g_assert_false (adw_dialog_close (get_dialog (window)));
      else
        g_signal_emit_by_name (gtk_root_get_focus (GTK_ROOT (window)), "clicked");
      if (i == 1)
        keep_picture (window, "import-progress");
      wait_for_jobs ();
      g_assert_true (KITH_IS_IMPORT_ASSISTANT (get_dialog (window)));
      g_assert_cmpuint (count_people (window), ==, 1);
      g_assert_true (says (window, "New: 40"));
      adw_dialog_force_close (get_dialog (window));
      let_pass (300);
    }
  g_assert_nonnull (kith_window_get_session (window));
  close_window (window);
}

/* Dates that may be read either way are read as here; until somebody says otherwise, nothing was chosen that could be guessed again. */
static void
test_dates (void)
{
  KithWindow *window = open_window ();
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  AdwComboRow *chooser;

  write_file (files, "ties.csv", "From,To,Relationship,Since\nNea Nord,Ole Ost,friends,03/04/2024\n", -1);
  take_files (window, files);
  open_columns (window, "ties.csv");
  chooser = get_chooser (window, "Dates Such as 03/04/2024");
  g_assert_cmpstr (get_chosen (chooser), ==, "Month first: March 4");
  g_assert_false (says (window, "Guess Again"));
  choose (chooser, "Day first: 3 April");
  g_assert_true (says (window, "Guess Again"));
  g_signal_emit_by_name (
      gtk_widget_get_ancestor (find_label_with (GTK_WIDGET (get_dialog (window)), "Guess Again"), GTK_TYPE_BUTTON),
      "clicked");
  wait_for_jobs ();
  g_assert_cmpstr (get_chosen (get_chooser (window, "Dates Such as 03/04/2024")), ==, "Month first: March 4");
  g_assert_false (says (window, "Guess Again"));
  adw_dialog_force_close (get_dialog (window));
  close_window (window);
}

/* Heads as long as the questions of a form leave room for what is chosen; and what was noticed of a single file is in sight when it is in. */
static void
test_long_heads (void)
{
  KithWindow *window = open_window ();
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  GtkWidget *chosen;

  write_file (files, "form.csv",
              "Full name as it should appear on the badge and in the printed program,Email,"
              "Which of the following evening workshops would you like to attend if places are left?\n"
              "Nea Nord,nea@example.org,\"Printing, welding and woodwork for beginners and their grandparents\"\n"
              "Ole Ost,ole@example.org,\"Printing, welding and woodwork for all who have done it before\"\n",
              -1);
  take_files (window, files);
  open_columns (window, "form.csv");
  chosen = find_label (GTK_WIDGET (get_chooser (window, "Which of the following")), "Leave out");
  g_assert_nonnull (chosen);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (chosen))));
  chosen = find_label (GTK_WIDGET (get_chooser (window, "Email")), "E-mail address");
  g_assert_nonnull (chosen);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (chosen))));
  keep_picture (window, "import-long-heads");
  adw_navigation_view_pop (get_pages (window));
  let_pass (400);
  g_signal_emit_by_name (get_import_button (window), "clicked");
  wait_for_jobs ();
  g_assert_true (KITH_IS_ACCOUNT_DIALOG (get_dialog (window)));
  let_pass (400);
  g_assert_true (says (window, "Columns not used: Which of the following"));
  keep_picture (window, "import-account-single");
  adw_dialog_force_close (get_dialog (window));
  close_window (window);
}

int
main (int argc, char *argv[])
{
  window_test_init (&argc, &argv);
  g_test_add_func ("/import/straight", test_straight);
  g_test_add_func ("/import/columns", test_columns);
  g_test_add_func ("/import/long-heads", test_long_heads);
  g_test_add_func ("/import/dates", test_dates);
  g_test_add_func ("/import/keep", test_keep);
  g_test_add_func ("/import/at-once", test_at_once);
  g_test_add_func ("/import/wrong-file", test_wrong_file);
  g_test_add_func ("/import/stopped", test_stopped);
  return window_test_run ();
}
