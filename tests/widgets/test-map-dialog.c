/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "Save or Print Map" on a real network: what it shows and says, what it remembers, and its ways out: printer, clipboard. */

#include "kith-map-dialog.h"
#include "kith-map-memory.h"
#include "kith-map-panel.h"
#include "kith-map-preview.h"
#include "kith-map-printing.h"
#include "kith-panel.h"

#include "network-fixture.h"
#include "widget-fixture.h"

#include <glib/gstdio.h>

typedef struct
{
  Town *town;
  GtkWidget *panel, *window;
  GString *told;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *page = adw_toolbar_view_new ();
  GtkWidget *bin = adw_bin_new ();

  f->town = town_new ();
  f->told = g_string_new (NULL);
  town_listen (f->town, f->told);
  f->panel = g_object_ref_sink (kith_map_panel_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (page), f->panel);
  adw_bin_set_child (ADW_BIN (bin), page);
  f->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (f->window), bin);
  gtk_window_fullscreen (GTK_WINDOW (f->window));
  gtk_window_present (GTK_WINDOW (f->window));
  wait_until (window_is_active, f->window);
  kith_panel_set_session (KITH_PANEL (f->panel), f->town->session);
  let_pass (200);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  kith_panel_set_session (KITH_PANEL (f->panel), NULL);
  gtk_window_destroy (GTK_WINDOW (f->window));
  let_pass (20);
  g_assert_finalize_object (f->panel);
  town_free (f->town);
  g_string_free (f->told, TRUE);
}

static KithCanvas *
canvas_of (Fixture *f)
{
  return kith_map_panel_get_canvas (KITH_MAP_PANEL (f->panel));
}

static KithMapOut *
out_of (Fixture *f)
{
  return kith_map_out_new (f->town->session, kith_session_get_snapshot (f->town->session), canvas_of (f), 0);
}

/* — Looking — */

typedef gboolean (*Fits) (GtkWidget *widget, gconstpointer data);

static GtkWidget *
find (GtkWidget *widget, Fits fits, gconstpointer data)
{
  if (fits (widget, data))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, fits, data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_a (GtkWidget *widget, gconstpointer type)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *) type);
}

static gboolean
has_title (GtkWidget *widget, gconstpointer title)
{
  return ADW_IS_PREFERENCES_ROW (widget)
         && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

static gboolean
is_button (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static gboolean
does (GtkWidget *widget, gconstpointer action)
{
  return GTK_IS_ACTIONABLE (widget)
         && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0;
}

static gboolean
is_settled (gpointer preview)
{
  return kith_map_preview_is_settled (preview);
}

/* The dialog, opened as a person does it, its preview drawn. */
static GtkWidget *
open_dialog (Fixture *f, const char *action, KithMapPreview **preview)
{
  const GType type = KITH_TYPE_MAP_PREVIEW;
  AdwDialog *dialog;

  g_assert_true (gtk_widget_activate_action (f->panel, action, NULL));
  let_pass (300);
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (f->window));
  g_assert_true (KITH_IS_MAP_DIALOG (dialog));
  *preview = KITH_MAP_PREVIEW (find (GTK_WIDGET (dialog), is_a, &type));
  g_assert_nonnull (*preview);
  wait_until (is_settled, *preview);
  return GTK_WIDGET (dialog);
}

static GtkWidget *
row (GtkWidget *dialog, const char *title)
{
  GtkWidget *found = find (dialog, has_title, title);

  if (found == NULL)
    g_error ("There is no row “%s”", title);
  return found;
}

static gboolean
has_no_dialog (gpointer window)
{
  return adw_window_get_visible_dialog (window) == NULL;
}

/* — Tests — */

static void
test_choices (Fixture *f, gconstpointer data)
{
  KithMapPreview *preview;
  GtkWidget *dialog = open_dialog (f, "out.save", &preview);
  KithMapChoices choices;
  KithPictureFormat format;
  guint dark = 0, light = 0;

  g_autoptr (Picture) first = picture_of (GTK_WIDGET (preview), "map-dialog-preview");
  for (int x = 0; x < first->width; x++)
    light += pixel_at (first, x, first->height / 2) == 0xffffff;
  g_assert_cmpuint (light, >, 20);

  adw_combo_row_set_selected (ADW_COMBO_ROW (row (dialog, "_Names of People")), KITH_MAP_NAMES_INITIALS);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row (dialog, "Si_ze")), KITH_PAPER_A3);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row (dialog, "_Orientation")), 1);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row (dialog, "_Map")), 1);
  adw_spin_row_set_value (ADW_SPIN_ROW (row (dialog, "Sheets _Across")), 3);
  adw_spin_row_set_value (ADW_SPIN_ROW (row (dialog, "Sheets Do_wn")), 2);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row (dialog, "_Legend")), FALSE);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row (dialog, "_Dark Background")), TRUE);
  g_assert_false (kith_map_preview_is_settled (preview));
  wait_until (is_settled, preview);
  g_autoptr (Picture) second = picture_of (GTK_WIDGET (preview), "map-dialog-poster");
  for (int x = 0; x < second->width; x++)
    dark += color_distance (pixel_at (second, x, second->height / 4), 0x1d1d20) < 6;
  g_assert_cmpuint (dark, >, 20);
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (gtk_widget_get_next_sibling (GTK_WIDGET (preview)))),
                            "A3, portrait · 6 sheets · "));

  /* It is there again the next time, and in what is copied without asking. */
  adw_dialog_close (ADW_DIALOG (dialog));
  wait_until (has_no_dialog, f->window);
  kith_map_memory_load (&choices, &format);
  g_assert_cmpuint (choices.names, ==, KITH_MAP_NAMES_INITIALS);
  g_assert_cmpuint (choices.paper, ==, KITH_PAPER_A3);
  g_assert_cmpuint (choices.across, ==, 3);
  g_assert_cmpuint (choices.down, ==, 2);
  g_assert_false (choices.whole || choices.landscape || choices.legend);
  g_assert_true (choices.dark && choices.heading);
  g_assert_cmpuint (format, ==, KITH_PICTURE_PDF);

  dialog = open_dialog (f, "out.print", &preview);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row (dialog, "Si_ze"))), ==, KITH_PAPER_A3);
  g_assert_cmpfloat (adw_spin_row_get_value (ADW_SPIN_ROW (row (dialog, "Sheets _Across"))), ==, 3);
  g_assert_true (adw_dialog_get_default_widget (ADW_DIALOG (dialog)) == find (dialog, is_button, "_Print…"));
  adw_dialog_close (ADW_DIALOG (dialog));
  wait_until (has_no_dialog, f->window);

  kith_map_choices_init (&choices);
  kith_map_memory_store (&choices, KITH_PICTURE_PDF);
}

/* What a screen reader is told of each part. */
static void
test_access (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *title;
    GtkAccessibleRole role;
  } rows[]
      = { { "_Map", GTK_ACCESSIBLE_ROLE_COMBO_BOX },          { "_Names of People", GTK_ACCESSIBLE_ROLE_COMBO_BOX },
          { "_Heading", GTK_ACCESSIBLE_ROLE_SWITCH },         { "_Legend", GTK_ACCESSIBLE_ROLE_SWITCH },
          { "_Dark Background", GTK_ACCESSIBLE_ROLE_SWITCH }, { "Si_ze", GTK_ACCESSIBLE_ROLE_COMBO_BOX },
          { "_Orientation", GTK_ACCESSIBLE_ROLE_COMBO_BOX },  { "_Kind of File", GTK_ACCESSIBLE_ROLE_COMBO_BOX } };
  GtkAccessible *map = GTK_ACCESSIBLE (canvas_of (f));
  KithMapPreview *preview;
  GtkWidget *dialog;
  GtkWidget *copy;

  gtk_test_accessible_assert_role (map, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (map, GTK_ACCESSIBLE_PROPERTY_LABEL, "Map of the network");
  g_assert_true (gtk_test_accessible_has_property (map, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));

  dialog = open_dialog (f, "out.save", &preview);
  gtk_test_accessible_assert_role (dialog, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_test_accessible_assert_property (dialog, GTK_ACCESSIBLE_PROPERTY_LABEL, "Save or Print Map");
  gtk_test_accessible_assert_role (preview, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (preview, GTK_ACCESSIBLE_PROPERTY_LABEL, "Preview");
  gtk_test_accessible_assert_property (preview, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "A4, landscape");
  for (guint k = 0; k < G_N_ELEMENTS (rows); k++)
    gtk_test_accessible_assert_role (row (dialog, rows[k].title), rows[k].role);
  gtk_test_accessible_assert_state (row (dialog, "_Legend"), GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row (dialog, "_Legend")), FALSE);
  gtk_test_accessible_assert_state (row (dialog, "_Legend"), GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_FALSE);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row (dialog, "_Legend")), TRUE);
  copy = find (dialog, does, "dialog.copy");
  g_assert_nonnull (copy);
  gtk_test_accessible_assert_role (copy, GTK_ACCESSIBLE_ROLE_BUTTON);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (copy), ==, "Copy as Picture");
  adw_dialog_close (ADW_DIALOG (dialog));
  wait_until (has_no_dialog, f->window);
}

static gboolean
has_told (gpointer told)
{
  return ((GString *) told)->len > 0;
}

/* Printed to a file by the toolkit itself: two sheets, the team's names on them and not the one who refused. */
static void
test_print (Fixture *f, gconstpointer data)
{
  g_autoptr (KithMapOut) out = out_of (f);
  g_autofree char *path = g_build_filename (f->town->store->folder, "printed.pdf", NULL);
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  const char *argv[] = { tool, path, "-", NULL };
  g_autofree char *words = NULL;
  KithMapChoices choices;

  kith_map_choices_init (&choices);
  choices.paper = KITH_PAPER_A5;
  choices.across = 2;
  kith_map_print (f->panel, out, &choices, path);
  wait_until (has_told, f->told);
  g_assert_cmpstr (f->told->str, ==, "Printed the map");
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  if (tool == NULL)
    {
      g_test_skip ("pdftotext is not installed");
      return;
    }
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &words, NULL, NULL, NULL));
  g_assert_nonnull (strstr (words, "Harbour Food Bank"));
  g_assert_nonnull (strstr (words, "Row 1, column 1"));
  g_assert_nonnull (strstr (words, "Row 1, column 2"));
  g_assert_nonnull (strstr (words, "1 person who asked not to be contacted is not named"));
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
pasted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  *(GdkTexture **) data = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (object), result, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
test_copy (Fixture *f, gconstpointer data)
{
  g_autoptr (GdkTexture) texture = NULL;

  g_assert_true (gtk_widget_activate_action (f->panel, "out.copy", NULL));
  wait_until (has_told, f->told);
  g_assert_cmpstr (f->told->str, ==, "Copied the map as a picture");
  gdk_clipboard_read_texture_async (gtk_widget_get_clipboard (f->panel), NULL, pasted_cb, &texture);
  wait_until (is_set, &texture);
  g_assert_cmpint (gdk_texture_get_width (texture), >, 2000);
  g_assert_cmpint (gdk_texture_get_width (texture), >, gdk_texture_get_height (texture));
}

/* What is on the canvas goes out with it: the view, the rings, the faded communities. */
static void
test_view (Fixture *f, gconstpointer data)
{
  KithCanvas *canvas = canvas_of (f);
  const KithViewport *view = kith_canvas_get_viewport (canvas);
  guint n = 0;

  kith_session_set_selection (f->town->session, f->town->people, 3);
  kith_session_select_community (f->town->session, kith_session_get_snapshot (f->town->session)->communities[0].id);
  let_pass (400);
  g_autoptr (KithMapOut) out = out_of (f);
  g_assert_true (kith_map_out_has_view (out));
  g_assert_cmpfloat (out->shown->view.scale, ==, view->scale);
  g_assert_cmpfloat_with_epsilon (out->shown->view.x + out->shown->view.width / 2 / view->scale, view->x, 1e-6);
  g_assert_cmpuint (out->shown->chosen->len, ==, 3);
  kith_canvas_get_team (canvas, &n);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (out->shown->team->len, ==, n);
  g_assert_true (out->shown->drawn != out->shown->scene);
}

static gboolean
has_layer (gpointer canvas)
{
  return kith_canvas_get_layer (canvas) != NULL && kith_canvas_is_settled (canvas);
}

/* So does what is pointed out over it, and it stays what it was when the map goes on. */
static void
test_layers (Fixture *f, gconstpointer data)
{
  KithCanvas *canvas = canvas_of (f);
  KithSession *session = f->town->session;
  const KithTeam *team;
  guint first;

  kith_session_set_selection (session, &f->town->people[2], 1);
  g_assert_true (gtk_widget_activate_action (f->panel, "chosen.pin", NULL));
  g_assert_true (gtk_widget_activate_action (f->panel, "map.plan", NULL));
  wait_until (has_layer, canvas);
  let_pass (200);
  g_autoptr (KithMapOut) out = out_of (f);
  team = kith_session_get_team (session, NULL);
  g_assert_true (out->shown->layer == kith_canvas_get_layer (canvas));
  g_assert_cmpuint (out->shown->layer->marked->len, ==, team->n_members);
  g_assert_cmpuint (out->shown->pinned->len, ==, 1);
  g_assert_cmpint (out->shown->snapshot->id[g_array_index (out->shown->pinned, guint, 0)], ==, f->town->people[2]);
  first = out->shown->layer->lines->len;
  g_assert_true (gtk_widget_activate_action (f->panel, "map.no-layer", NULL));
  g_assert_null (kith_canvas_get_layer (canvas));
  g_assert_cmpuint (out->shown->layer->lines->len, ==, first);

  KithMapChoices choices;
  g_autoptr (GError) error = NULL;
  kith_map_choices_init (&choices);
  g_autoptr (KithMapSheet) sheet = kith_map_sheet_new (f->town->store->store, out->shown, &choices, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kith_map_sheet_get_people (sheet), ==, TOWN_PEOPLE);
}

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
  adw_init ();
  g_test_add ("/map-dialog/choices", Fixture, NULL, set_up, test_choices, tear_down);
  g_test_add ("/map-dialog/access", Fixture, NULL, set_up, test_access, tear_down);
  g_test_add ("/map-dialog/print", Fixture, NULL, set_up, test_print, tear_down);
  g_test_add ("/map-dialog/copy", Fixture, NULL, set_up, test_copy, tear_down);
  g_test_add ("/map-dialog/view", Fixture, NULL, set_up, test_view, tear_down);
  g_test_add ("/map-dialog/layers", Fixture, NULL, set_up, test_layers, tear_down);
  return g_test_run ();
}
