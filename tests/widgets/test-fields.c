/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Fields of one's own in the real window: shown and set of a person, as columns of the table, and changed in their dialog. */

#include "kith-fields-dialog.h"
#include "kith-intake.h"
#include "kith-people-model.h"
#include "kith-people-view.h"
#include "kith-person-panel.h"

#include "window-fixture.h"

/* --- a network with fields --- */

static gboolean
bring_in (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  static const KithIntakeOptions options = { .keep_all = TRUE };
  const char *const paths[] = { data, NULL };
  g_autoptr (GPtrArray) accounts = kith_intake_run (store, paths, &options, progress, cancellable, error);

  return accounts != NULL;
}

static void
bring_in_text (KithWindow *window, const char *name, const char *text)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = NULL;

  write_file (files, name, text, -1);
  file = g_list_model_get_item (G_LIST_MODEL (files), 0);
  kith_session_run (kith_window_get_session (window), &(KithJob) {
                                                          .lane = KITH_LANE_WRITE,
                                                          .label = "Importing",
                                                          .work = bring_in,
                                                          .data = g_file_get_path (file),
                                                          .free_data = g_free,
                                                      });
  wait_for_jobs ();
}

static KithWindow *
open_with_fields (void)
{
  KithWindow *window = open_window ();

  take_sample (window);
  bring_in_text (window, "members.csv",
                 "Name,E-mail,Shirt size,Joined,Shifts,Drives,Dish\n"
                 "Nea Nord,nea@example.org,M,2021-04-03,12,yes,Soup\n"
                 "Olle Berg,olle@example.org,L,2021-04-13,3,no,Pie\n"
                 "Ada Ek,ada@example.org,M,2020-05-05,7,yes,Stew\n"
                 "Di Gren,di@example.org,L,2022-02-02,105,no,\n");
  return window;
}

static const KithFieldColumns *
get_fields (KithWindow *window)
{
  return kith_session_get_snapshot (kith_window_get_session (window))->fields;
}

static gint64
find_person (KithWindow *window, const char *name)
{
  const KithSnapshot *snapshot = kith_session_get_snapshot (kith_window_get_session (window));

  for (guint i = 0; i < snapshot->n; i++)
    if (g_str_equal (snapshot->name[i], name))
      return snapshot->id[i];
  g_assert_not_reached ();
}

static int
find_column (KithWindow *window, const char *name)
{
  const KithFieldColumns *fields = get_fields (window);

  for (guint c = 0; c < fields->n_columns; c++)
    if (g_str_equal (fields->columns[c].name, name))
      return (int) c;
  return -1;
}

static void
assert_value (KithWindow *window, const char *person, const char *field, const char *expected)
{
  const KithSnapshot *snapshot = kith_session_get_snapshot (kith_window_get_session (window));
  int column = find_column (window, field);

  g_assert_cmpint (column, >=, 0);
  g_assert_cmpstr (kith_field_columns_get (snapshot->fields, (guint) column,
                                           (guint) kith_snapshot_find (snapshot, find_person (window, person))),
                   ==, expected);
}

static void
undo (KithWindow *window)
{
  kith_session_undo (kith_window_get_session (window));
  wait_for_jobs ();
}

/* --- what is on the screen --- */

static gboolean
is_row (GtkWidget *widget, gconstpointer title)
{
  return ADW_IS_PREFERENCES_ROW (widget)
         && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

static GtkWidget *
find_row (gpointer parent, const char *title)
{
  GtkWidget *row = find_widget (parent, is_row, title);

  g_assert_nonnull (row);
  return row;
}

static void
type_into (GtkWidget *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
  wait_for_jobs ();
}

/* --- the tests --- */

static void
test_person (void)
{
  KithWindow *window = open_with_fields ();
  GtkWidget *panel = find_type (GTK_WIDGET (window), KITH_TYPE_PERSON_PANEL);
  GtkWidget *dish, *drives;

  kith_session_show_person (kith_window_get_session (window), find_person (window, "Nea Nord"));
  wait_for_jobs ();
  let_pass (300);
  keep_picture (window, "fields-person");
  dish = find_row (panel, "Dish");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (dish)), ==, "Soup");
  g_assert_null (find_widget (panel, is_row, "Empty Fields"));

  g_assert_true (g_str_has_prefix (gtk_widget_get_tooltip_text (dish), "From members.csv, imported on "));
  type_into (dish, "  Pancakes ");
  assert_value (window, "Nea Nord", "Dish", "Pancakes");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (dish), ==, "Set by hand");
  g_assert_true (find_row (panel, "Dish") == dish);
  undo (window);
  assert_value (window, "Nea Nord", "Dish", "Soup");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (dish)), ==, "Soup");
  /* What is there already is no act. */
  type_into (dish, "Soup");
  g_assert_cmpstr (kith_session_get_undo_label (kith_window_get_session (window)), ==, "Import members.csv");

  drives = find_row (panel, "Drives");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (drives)), ==, 1);
  adw_combo_row_set_selected (ADW_COMBO_ROW (drives), 2);
  wait_for_jobs ();
  assert_value (window, "Nea Nord", "Drives", "no");
  undo (window);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (drives)), ==, 1);

  /* A date is kept so that it reads the same everywhere; one that is none stays what it is. */
  type_into (find_row (panel, "Joined"), "13/4/2019");
  assert_value (window, "Nea Nord", "Joined", "2019-04-13");
  type_into (find_row (panel, "Joined"), "long ago");
  assert_value (window, "Nea Nord", "Joined", "long ago");

  /* What others have is offered. */
  g_assert_true (gtk_widget_activate_action (panel, "person.field", "(xs)",
                                             get_fields (window)->columns[find_column (window, "Shirt size")].id, "L"));
  wait_for_jobs ();
  assert_value (window, "Nea Nord", "Shirt size", "L");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  wait_for_jobs ();
  assert_value (window, "Nea Nord", "Shirt size", "M");

  /* What is emptied goes to the others that are. */
  type_into (find_row (panel, "Dish"), "");
  assert_value (window, "Nea Nord", "Dish", "");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (find_row (panel, "Empty Fields")), TRUE);
  type_into (find_row (panel, "Dish"), "Cake");
  assert_value (window, "Nea Nord", "Dish", "Cake");
  g_assert_null (find_widget (panel, is_row, "Empty Fields"));
  /* The next test finds the network as this one did. */
  for (guint i = 0; i < 4; i++)
    undo (window);
  assert_value (window, "Nea Nord", "Joined", "2021-04-03");
  close_window (window);
}

static void
open_dialog (KithWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.fields", NULL);
  let_pass (300);
  g_assert_true (KITH_IS_FIELDS_DIALOG (get_dialog (window)));
}

static void
set_shown (KithWindow *window, const char *field, gboolean shown)
{
  GtkWidget *row = find_row (get_dialog (window), field);

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  let_pass (300);
  adw_switch_row_set_active (ADW_SWITCH_ROW (find_row (row, "_Column in the Table")), shown);
  wait_for_jobs ();
}

static GtkColumnView *
get_table (KithWindow *window)
{
  return GTK_COLUMN_VIEW (find_type (find_type (GTK_WIDGET (window), KITH_TYPE_PEOPLE_VIEW), GTK_TYPE_COLUMN_VIEW));
}

static GtkColumnViewColumn *
get_column (KithWindow *window, guint at)
{
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (get_table (window)), at);

  return column;
}

static void
assert_first (KithWindow *window, const char *name)
{
  GListModel *people = G_LIST_MODEL (gtk_column_view_get_model (get_table (window)));
  g_autoptr (KithPersonRow) row = g_list_model_get_item (people, 0);
  guint person;
  const KithSnapshot *snapshot = kith_person_row_get_snapshot (row, &person);

  g_assert_cmpstr (snapshot->name[person], ==, name);
}

static void
test_table (void)
{
  KithWindow *window = open_with_fields ();
  KithSession *session = kith_window_get_session (window);
  guint n;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.view", "s", "people");
  wait_for_jobs ();
  n = g_list_model_get_n_items (gtk_column_view_get_columns (get_table (window)));
  open_dialog (window);
  set_shown (window, "Shifts", TRUE);
  set_shown (window, "Joined", TRUE);
  keep_picture (window, "fields-dialog");
  close_dialog (window);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (get_table (window))), ==, n + 2);
  g_assert_cmpstr (gtk_column_view_column_get_title (get_column (window, 2)), ==, "Joined");
  g_assert_cmpstr (gtk_column_view_column_get_title (get_column (window, 3)), ==, "Shifts");

  /* Of figures the largest first; of dates the earliest. Whoever has none comes last. */
  gtk_column_view_sort_by_column (get_table (window), get_column (window, 3), GTK_SORT_ASCENDING);
  assert_first (window, "Di Gren");
  gtk_column_view_sort_by_column (get_table (window), get_column (window, 3), GTK_SORT_ASCENDING);
  assert_first (window, "Olle Berg");
  gtk_column_view_sort_by_column (get_table (window), get_column (window, 2), GTK_SORT_ASCENDING);
  assert_first (window, "Ada Ek");
  keep_picture (window, "fields-table");

  kith_session_set_search (session, "drives:no");
  wait_for_jobs ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (get_table (window)))), ==, 2);
  kith_session_set_search (session, "shifts:>5 pie");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (get_table (window)))), ==, 0);
  kith_session_set_search (session, "");

  /* The column that all is sorted by goes, and comes again. */
  undo (window);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (get_table (window))), ==, n + 1);
  kith_session_redo (session);
  wait_for_jobs ();
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (get_table (window))), ==, n + 2);
  close_window (window);
}

static void
test_dialog (void)
{
  KithWindow *window = open_with_fields ();
  KithSession *session = kith_window_get_session (window);
  GtkWidget *row;

  open_dialog (window);
  row = find_row (get_dialog (window), "Dish");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  let_pass (300);
  type_into (find_row (row, "_Name"), "Favorite dish");
  g_assert_cmpint (find_column (window, "Favorite dish"), >=, 0);
  g_assert_true (find_row (get_dialog (window), "Favorite dish") == row);

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (row, "_Holds")), KITH_VALUE_CHOICE);
  wait_for_jobs ();
  g_assert_cmpint (get_fields (window)->columns[find_column (window, "Favorite dish")].kind, ==, KITH_VALUE_CHOICE);

  g_signal_emit_by_name (find_row (row, "_Remove Field"), "activated");
  wait_for_jobs ();
  g_assert_cmpint (find_column (window, "Favorite dish"), ==, -1);
  g_assert_nonnull (find_label_with (GTK_WIDGET (get_dialog (window)), "Removed the field “Favorite dish”"));
  g_assert_null (find_widget (GTK_WIDGET (get_dialog (window)), is_row, "Favorite dish"));
  undo (window);
  assert_value (window, "Nea Nord", "Favorite dish", "Soup");
  undo (window);
  g_assert_cmpint (get_fields (window)->columns[find_column (window, "Favorite dish")].kind, ==, KITH_VALUE_TEXT);
  undo (window);
  assert_value (window, "Nea Nord", "Dish", "Soup");

  type_into (find_row (get_dialog (window), "Add a Field"), "Hat");
  g_assert_cmpint (find_column (window, "Hat"), >=, 0);
  g_assert_cmpstr (kith_session_get_undo_label (session), ==, "Add Field “Hat”");
  find_row (get_dialog (window), "Hat");
  close_dialog (window);
  close_window (window);
}

/* --- people who may be there twice --- */

/* Rows at or below a widget. */
static guint
count_rows (GtkWidget *parent, const char *title)
{
  guint n = is_row (parent, title) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_rows (child, title);
  return n;
}

/* What either has stands beside what the other has, and all of it is there when they are one. */
static void
test_duplicates (void)
{
  KithWindow *window = open_with_fields ();
  GtkWidget *dialog;

  bring_in_text (window, "others.csv", "Name,E-mail,Shirt size,Drives,Joined\nNea Nord,nea.nord@example.org,L,yes,\n");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.duplicates", NULL);
  wait_for_jobs ();
  dialog = GTK_WIDGET (get_dialog (window));
  gtk_widget_activate (find_row (dialog, "Nea Nord and Nea Nord"));
  wait_for_jobs ();
  g_assert_cmpuint (count_rows (dialog, "Shirt size"), ==, 2);
  g_assert_nonnull (find_label (dialog, "M"));
  g_assert_nonnull (find_label (dialog, "L"));
  g_assert_cmpuint (count_rows (dialog, "Dish"), ==, 2);
  g_assert_nonnull (find_label (dialog, "Soup"));
  g_assert_cmpuint (count_rows (dialog, "Drives"), ==, 2);
  g_assert_nonnull (find_label (dialog, "Yes"));
  let_pass (400);
  keep_picture (dialog, "duplicates-fields");
  g_signal_emit_by_name (gtk_widget_get_ancestor (find_label (dialog, "Same Person"), GTK_TYPE_BUTTON), "clicked");
  wait_for_jobs ();
  assert_value (window, "Nea Nord", "Shirt size", "M\nL");
  assert_value (window, "Nea Nord", "Dish", "Soup");
  assert_value (window, "Nea Nord", "Drives", "yes");
  kith_session_undo (kith_window_get_session (window));
  wait_for_jobs ();
  assert_value (window, "Nea Nord", "Shirt size", "M");
  kith_session_redo (kith_window_get_session (window));
  wait_for_jobs ();
  assert_value (window, "Nea Nord", "Shirt size", "M\nL");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  close_window (window);
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv);
  g_test_add_func ("/fields/person", test_person);
  g_test_add_func ("/fields/table", test_table);
  g_test_add_func ("/fields/dialog", test_dialog);
  g_test_add_func ("/fields/duplicates", test_duplicates);
  return window_test_run ();
}
