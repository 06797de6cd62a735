/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The real window on a private desktop: files come in, communities are renamed, people found and selected, and every act undone. */

#include "kith-account-dialog.h"
#include "kith-communities-list.h"
#include "kith-community-editor.h"
#include "kith-import-assistant.h"
#include "kith-networks.h"
#include "kith-thumbnail.h"

#include "window-fixture.h"

/* Files through the assistant, as one who takes what it proposes. */
static void
bring_in (KithWindow *window, GListStore *files)
{
  take_files (window, files);
  g_assert_true (KITH_IS_IMPORT_ASSISTANT (get_dialog (window)));
  g_signal_emit_by_name (adw_dialog_get_default_widget (get_dialog (window)), "clicked");
  wait_for_jobs ();
}

/* The page shown by the view stack that has one of this name. */
static const char *
get_shown (KithWindow *window, const char *page)
{
  GQueue widgets = G_QUEUE_INIT;
  const char *shown = NULL;

  g_queue_push_tail (&widgets, window->network);
  while (!g_queue_is_empty (&widgets))
    {
      GtkWidget *widget = g_queue_pop_head (&widgets);

      if (ADW_IS_VIEW_STACK (widget) && adw_view_stack_get_child_by_name (ADW_VIEW_STACK (widget), page) != NULL)
        shown = adw_view_stack_get_visible_child_name (ADW_VIEW_STACK (widget));
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        g_queue_push_tail (&widgets, child);
    }
  return shown;
}

static void
test_start (void)
{
  KithWindow *window = open_window ();

  g_assert_true (gtk_stack_get_visible_child (window->pages) == GTK_WIDGET (window->start_page));
  g_assert_nonnull (find_label (GTK_WIDGET (window), "Bring in Your People"));
  g_assert_null (kith_window_get_session (window));
  keep_picture (window, "window-start");
  close_window (window);
}

static void
test_sample (void)
{
  KithWindow *window = open_window ();
  KithSession *session;
  AdwDialog *dialog;
  g_autofree char *thumbnail = NULL;

  take_sample (window);
  session = kith_window_get_session (window);
  thumbnail = kith_thumbnail_dup_path (kith_session_get_path (session));
  g_assert_true (g_file_test (thumbnail, G_FILE_TEST_IS_REGULAR));
  g_assert_nonnull (session);
  g_assert_true (gtk_stack_get_visible_child (window->pages) == GTK_WIDGET (window->network));
  g_assert_cmpstr (kith_session_get_name (session), ==, "Sample Network");
  g_assert_cmpuint (kith_session_get_snapshot (session)->n_communities, ==, 9);
  dialog = get_dialog (window);
  g_assert_true (KITH_IS_ACCOUNT_DIALOG (dialog));
  g_assert_nonnull (find_label (GTK_WIDGET (dialog), "people.csv"));
  keep_picture (window, "window-account");
  close_dialog (window);
  keep_picture (window, "window-map");

  /* One act, taken back and done again. */
  g_assert_nonnull (kith_session_get_undo_label (session));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  wait_for_jobs ();
  g_assert_cmpuint (kith_session_get_snapshot (session)->n, ==, 0);
  g_assert_null (kith_session_get_undo_label (session));
  /* An empty map says what to do, and has the button for it. */
  GtkWidget *nobody = find_label (GTK_WIDGET (window), "Nobody Is on the Map Yet");
  g_assert_nonnull (nobody);
  nobody = gtk_widget_get_ancestor (nobody, ADW_TYPE_STATUS_PAGE);
  GtkWidget *bring = find_type (nobody, GTK_TYPE_BUTTON);
  g_assert_nonnull (bring);
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (bring)), ==, "win.import");
  g_assert_true (gtk_widget_is_sensitive (bring));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.redo", NULL);
  wait_for_jobs ();
  g_assert_cmpuint (kith_session_get_snapshot (session)->n_communities, ==, 9);
  g_assert_cmpint (kith_session_get_snapshot (session)->n_placed, >, 0);

  /* The same again opens the same network; a second window shows the first one's. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.start", NULL);
  wait_for_jobs ();
  g_assert_true (gtk_stack_get_visible_child (window->pages) == GTK_WIDGET (window->start_page));
  keep_picture (window, "window-recent");
  take_sample (window);
  g_assert_null (get_dialog (window));
  g_assert_cmpuint (kith_session_get_snapshot (kith_window_get_session (window))->n_communities, ==, 9);
  close_window (window);
}

static GtkColumnView *
get_table (KithWindow *window)
{
  return GTK_COLUMN_VIEW (find_type (GTK_WIDGET (window->network), GTK_TYPE_COLUMN_VIEW));
}

/* Names in scripts whose fonts have taller lines are not cut off by their row. */
static void
assert_tall_scripts_fit (GtkInscription *cell)
{
  static const char *const names[]
      = { "Nea Nord", "محمد بن عبد الله", "ศิริพร สุขสวัสดิ์", "👩‍👩‍👧‍👦 Souza", "山田太郎" };

  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (cell), names[k]);
      int height;

      pango_layout_set_attributes (layout, gtk_inscription_get_attributes (cell));
      pango_layout_get_pixel_size (layout, NULL, &height);
      g_assert_cmpint (height, <=, gtk_widget_get_height (GTK_WIDGET (cell)));
    }
}

static void
test_people (void)
{
  KithWindow *window = open_window ();
  KithSession *session;
  GtkSelectionModel *model;
  g_autoptr (GtkBitset) selected = NULL;
  gint64 community;
  guint all;

  take_sample (window);
  session = kith_window_get_session (window);
  all = kith_session_get_snapshot (session)->n;
  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "people");
  g_assert_cmpstr (get_shown (window, "map"), ==, "people");
  let_pass (100);
  keep_picture (window, "window-people");
  model = gtk_column_view_get_model (get_table (window));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, all);
  assert_tall_scripts_fit (GTK_INSCRIPTION (find_type (GTK_WIDGET (get_table (window)), GTK_TYPE_INSCRIPTION)));

  /* Found as typed; Enter goes to the first one, and the panel shows who it is. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.search", NULL);
  let_pass (300);
  hand ("type --delay 5 kofi");
  let_pass (200);
  g_assert_cmpstr (kith_session_get_search (session), ==, "kofi");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), <, all);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), >, 0);
  hand ("key Return");
  let_pass (200);
  g_assert_cmpint (kith_session_get_selected_person (session), !=, 0);
  g_assert_cmpstr (get_shown (window, "person"), ==, "person");
  g_assert_true (gtk_selection_model_is_selected (model, 0));

  /* Everybody listed, by the keys of a list. */
  hand ("key ctrl+a");
  let_pass (100);
  selected = gtk_selection_model_get_selection (model);
  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, g_list_model_get_n_items (G_LIST_MODEL (model)));
  kith_session_set_search (session, "");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, all);
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (find_type (GTK_WIDGET (window->network), GTK_TYPE_SEARCH_ENTRY))), ==, "");

  /* One community alone. */
  community = kith_session_get_snapshot (session)->communities[2].id;
  kith_session_select_community (session, community);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==,
                    kith_session_get_snapshot (session)->communities[2].people);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.all-communities", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, all);

  /* Nobody found is said, and not shown as an empty table. */
  kith_session_set_search (session, "nobody is called so");
  g_assert_nonnull (find_label (GTK_WIDGET (window->network), "Nobody Found"));
  g_assert_true (gtk_widget_get_mapped (find_label (GTK_WIDGET (window->network), "Nobody Found")));
  close_window (window);
}

static void
test_community_editor (void)
{
  KithWindow *window = open_window ();
  KithSession *session;
  const KithSnapshotCommunity *community;
  g_autofree char *before = NULL;
  g_autofree char *label = NULL;
  gint64 id;

  take_sample (window);
  session = kith_window_get_session (window);
  community = &kith_session_get_snapshot (session)->communities[1];
  id = community->id;
  before = g_strdup (community->name);
  kith_session_select_community (session, id);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.edit-community", NULL);
  let_pass (300);
  hand ("key ctrl+a");
  hand ("type --delay 5 Singers");
  hand ("key Return");
  let_pass (300);
  wait_for_jobs ();
  g_assert_cmpstr (kith_session_get_snapshot (session)->communities[kith_session_find_community (session, id)].name, ==,
                   "Singers");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  wait_for_jobs ();
  g_assert_cmpstr (kith_session_get_snapshot (session)->communities[kith_session_find_community (session, id)].name, ==,
                   before);

  /* The history has it, as undone. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.history", NULL);
  wait_for_jobs ();
  label = g_strdup_printf ("Rename %s", before);
  g_assert_nonnull (find_label (GTK_WIDGET (get_dialog (window)), label));
  close_dialog (window);
  gtk_widget_grab_focus (GTK_WIDGET (window->network));

  /* Escape leaves the name. */
  g_assert_true (kith_communities_list_edit (
      KITH_COMMUNITIES_LIST (find_type (GTK_WIDGET (window->network), KITH_TYPE_COMMUNITIES_LIST))));
  let_pass (300);
  hand ("type --delay 5 Nonsense");
  hand ("key Escape");
  let_pass (300);
  wait_for_jobs ();
  g_assert_cmpstr (kith_session_get_snapshot (session)->communities[kith_session_find_community (session, id)].name, ==,
                   before);
  close_window (window);
}

static void
test_import (void)
{
  KithWindow *window = open_window ();
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autofree char *path = NULL;

  write_file (files, "choir.csv", "Name,Email\nAna Nord,ana@example.org\nBo Süd,bo@example.org\n", -1);
  bring_in (window, files);
  g_assert_cmpstr (kith_session_get_name (kith_window_get_session (window)), ==, "choir");
  g_assert_cmpuint (kith_session_get_snapshot (kith_window_get_session (window))->n, ==, 2);
  g_assert_nonnull (find_label (GTK_WIDGET (get_dialog (window)), "Brought in 2 people."));
  close_dialog (window);

  path = g_strdup (kith_session_get_path (kith_window_get_session (window)));
  close_window (window);

  /* It is there at the next start. */
  window = open_window ();
  g_assert_nonnull (find_label (GTK_WIDGET (window->start_page), "choir"));
  kith_window_open_network (window, path);
  wait_for_jobs ();
  g_assert_cmpuint (kith_session_get_snapshot (kith_window_get_session (window))->n, ==, 2);
  close_window (window);
}

/* "Open With" on a table begins a network of its own, beside the one that is open. */
static void
test_open_with (void)
{
  KithWindow *window = open_window (), *other = NULL;
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GListStore) more = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) band = NULL;

  write_file (files, "choir.csv", "Name,Email\nAna Nord,ana@example.org\nBo Süd,bo@example.org\n", -1);
  bring_in (window, files);
  close_dialog (window);
  write_file (more, "quartet.csv", "Name\nCy Ost\nDi West\nEd Hill\n", -1);
  band = g_list_model_get_item (G_LIST_MODEL (more), 0);
  G_APPLICATION_GET_CLASS (application)->open (G_APPLICATION (application), &band, 1, "");
  wait_for_jobs ();

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l != NULL; l = l->next)
    if (KITH_IS_WINDOW (l->data) && l->data != window)
      other = l->data;
  g_assert_nonnull (other);
  wait_until (is_shown, other);
  wait_for_jobs ();
  g_assert_null (get_dialog (window));
  g_assert_true (KITH_IS_IMPORT_ASSISTANT (get_dialog (other)));
  g_signal_emit_by_name (adw_dialog_get_default_widget (get_dialog (other)), "clicked");
  wait_for_jobs ();
  g_assert_cmpstr (kith_session_get_name (kith_window_get_session (other)), ==, "quartet");
  g_assert_cmpuint (kith_session_get_snapshot (kith_window_get_session (other))->n, ==, 3);
  g_assert_cmpuint (kith_session_get_snapshot (kith_window_get_session (window))->n, ==, 2);
  close_dialog (other);
  close_window (other);
  close_window (window);

  /* A window that shows the start page is used for it. */
  window = open_window ();
  G_APPLICATION_GET_CLASS (application)->open (G_APPLICATION (application), &band, 1, "");
  wait_for_jobs ();
  g_assert_true (KITH_IS_IMPORT_ASSISTANT (get_dialog (window)));
  close_dialog (window);
  wait_for_jobs ();
  close_window (window);
}

/* What cannot be read is told in a sentence; the network made for it does not stay, the one that was there does. */
static void
test_trouble (void)
{
  KithWindow *window = open_window ();
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GListStore) more = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GListStore) damaged = g_list_store_new (G_TYPE_FILE);
  g_autofree char *path = NULL;

  write_file (files, "nothing.csv", "", -1);
  take_files (window, files);
  g_assert_true (KITH_IS_IMPORT_ASSISTANT (get_dialog (window)));
  close_dialog (window);
  wait_for_jobs ();
  g_assert_true (gtk_stack_get_visible_child (window->pages) == GTK_WIDGET (window->start_page));
  path = kith_networks_find ("nothing");
  g_assert_null (path);

  /* Nor where the whole window is closed before the files came in. */
  take_files (window, files);
  g_assert_true (KITH_IS_IMPORT_ASSISTANT (get_dialog (window)));
  path = kith_networks_find ("nothing");
  g_assert_nonnull (path);
  g_clear_pointer (&path, g_free);
  close_window (window);
  path = kith_networks_find ("nothing");
  g_assert_null (path);
  window = open_window ();

  write_file (more, "band.csv", "Name\nCy Ost\nDi West\n", -1);
  bring_in (window, more);
  close_dialog (window);
  take_files (window, files);
  g_assert_true (KITH_IS_IMPORT_ASSISTANT (get_dialog (window)));
  close_dialog (window);
  g_assert_cmpuint (kith_session_get_snapshot (kith_window_get_session (window))->n, ==, 2);

  /* Tables beside a network that is not the one open here are not brought into that. */
  write_file (files, "other.kith", "this is no network", -1);
  take_files (window, files);
  g_assert_true (ADW_IS_ALERT_DIALOG (get_dialog (window)));
  while (get_dialog (window) != NULL)
    {
      g_assert_false (KITH_IS_IMPORT_ASSISTANT (get_dialog (window)));
      close_dialog (window);
    }
  g_assert_cmpuint (kith_session_get_snapshot (kith_window_get_session (window))->n, ==, 2);

  write_file (damaged, "damaged.kith", "this is no network", -1);
  take_files (window, damaged);
  g_assert_true (ADW_IS_ALERT_DIALOG (get_dialog (window)));
  keep_picture (window, "window-error");
  close_dialog (window);
  g_assert_cmpuint (kith_session_get_snapshot (kith_window_get_session (window))->n, ==, 2);
  close_window (window);
}

static gboolean
is_narrow (gpointer data)
{
  GtkWidget *layout = find_type (data, ADW_TYPE_MULTI_LAYOUT_VIEW);

  return g_strcmp0 (adw_multi_layout_view_get_layout_name (ADW_MULTI_LAYOUT_VIEW (layout)), "narrow") == 0;
}

static void
test_narrow (void)
{
  KithWindow *window = open_window ();
  AdwBottomSheet *sheet;

  take_sample (window);
  close_window (window);
  window = open_window_of (360, 640);
  take_sample (window);
  if (get_dialog (window) != NULL)
    close_dialog (window);
  wait_until (is_narrow, window);
  sheet = ADW_BOTTOM_SHEET (find_type (GTK_WIDGET (window), ADW_TYPE_BOTTOM_SHEET));
  let_pass (300);
  keep_picture (window, "window-narrow");
  g_assert_false (adw_bottom_sheet_get_open (sheet));
  kith_session_show_person (kith_window_get_session (window),
                            kith_session_get_snapshot (kith_window_get_session (window))->id[3]);
  g_assert_true (adw_bottom_sheet_get_open (sheet));
  let_pass (600);
  keep_picture (window, "window-narrow-person");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-panel", NULL);
  g_assert_false (adw_bottom_sheet_get_open (sheet));
  close_window (window);
}

static gboolean
is_tab (GtkWidget *widget, gconstpointer text)
{
  return is_label (widget, text) && gtk_widget_get_mapped (widget)
         && gtk_widget_get_ancestor (widget, ADW_TYPE_VIEW_SWITCHER) != NULL;
}

/* The side panel's tabs can be read where it is as narrow as it gets, and the window has all its buttons. */
static void
test_tabs (void)
{
  static const char *const tabs[] = { "Team", "Person", "Invitations", "Reports" };
  g_autofree char *before = NULL;
  KithWindow *window;

  g_object_get (gtk_settings_get_default (), "gtk-decoration-layout", &before, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-decoration-layout", ":minimize,maximize,close", NULL);
  window = open_window_of (1140, 700);
  take_sample (window);
  if (get_dialog (window) != NULL)
    close_dialog (window);
  keep_picture (window, "window-tabs");
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      GtkWidget *label = find_widget (GTK_WIDGET (window->network), is_tab, tabs[i]);

      g_assert_nonnull (label);
      g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
    }
  close_window (window);
  g_object_set (gtk_settings_get_default (), "gtk-decoration-layout", before, NULL);
}

/* Lines of sentences are equally far apart, whatever script a name in them is of. */
static void
test_lines (void)
{
  static const char *const texts[] = { "Knows 3 people\nin Harbor", "Knows 3 people\nin فاطمة الزهراء", "กำลัง\nशर्मा" };
  KithWindow *window = open_window ();
  int height[G_N_ELEMENTS (texts)];

  for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      GtkWidget *label = gtk_label_new (texts[k]);

      gtk_widget_add_css_class (label, "sentences");
      gtk_box_append (GTK_BOX (box), label);
      gtk_stack_add_named (window->pages, box, "lines");
      gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, -1, NULL, &height[k], NULL, NULL);
      g_assert_cmpint (height[k], ==, height[0]);
      gtk_stack_remove (window->pages, box);
    }
  close_window (window);
}

int
main (int argc, char *argv[])
{
  window_test_init (&argc, &argv);
  g_test_add_func ("/window/start", test_start);
  g_test_add_func ("/window/sample", test_sample);
  g_test_add_func ("/window/people", test_people);
  g_test_add_func ("/window/community-editor", test_community_editor);
  g_test_add_func ("/window/import", test_import);
  g_test_add_func ("/window/open-with", test_open_with);
  g_test_add_func ("/window/trouble", test_trouble);
  g_test_add_func ("/window/narrow", test_narrow);
  g_test_add_func ("/window/tabs", test_tabs);
  g_test_add_func ("/window/lines", test_lines);
  return window_test_run ();
}
