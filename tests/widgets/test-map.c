/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading the map: what its colors, sizes and shapes mean, what its key says of them, and that they are kept with the network. */

#include "kith-events.h"
#include "kith-map-key.h"
#include "kith-map-panel.h"
#include "kith-people.h"
#include "kith-reports.h"
#include "network-fixture.h"
#include "widget-fixture.h"

#include <adwaita.h>

typedef struct
{
  Town *town;
  KithSession *session;
  GtkWidget *window;
  GtkWidget *panel;
  KithCanvas *canvas;
} Fixture;

static void
failed_cb (KithSession *session, const char *sentence, Fixture *f)
{
  g_error ("%s", sentence);
}

static gboolean
is_drawn (gpointer canvas)
{
  return kith_canvas_get_scene (canvas) != NULL && kith_canvas_is_settled (canvas);
}

/* Friends, ambassadors, and two tiers of their own; all of the second community are pleased. */
static void
fill (Town *town)
{
  static const char *const tiers[] = { "friend", "community", "ambassador", "steward", NULL, NULL };
  g_autoptr (GError) error = NULL;
  KithStore *store = town->store->store;

  g_assert_true (kith_act_begin (store, "Fill", FALSE, &error));
  for (guint i = 0; i < TOWN_PEOPLE; i++)
    {
      KithPerson person = { .id = town->people[i], .tier = (char *) tiers[i % G_N_ELEMENTS (tiers)] };
      KithReport report = { .person = town->people[i], .what = (char *) "Heard", .tone = 2, .date = KITH_NO_DATE };

      g_assert_true (kith_person_update (store, &person, KITH_FIELD_TIER, TRUE, NULL, &error));
      if (i / TOWN_OF_EACH == 1)
        g_assert_true (kith_report_add (store, &report, &error));
    }
  g_assert_true (kith_act_commit (store, NULL, &error));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *page = adw_toolbar_view_new ();

  f->town = town_new ();
  f->session = f->town->session;
  fill (f->town);
  /* Another act of the same network, so that all is read anew. */
  kith_session_load (f->session);
  g_signal_connect (f->session, "failed", G_CALLBACK (failed_cb), f);
  f->panel = g_object_ref_sink (kith_map_panel_new ());
  f->canvas = kith_map_panel_get_canvas (KITH_MAP_PANEL (f->panel));
  gtk_widget_set_size_request (f->panel, 1000, 800);
  gtk_widget_set_halign (f->panel, GTK_ALIGN_START);
  gtk_widget_set_valign (f->panel, GTK_ALIGN_START);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (page), f->panel);
  f->window = window_with (page);
  kith_panel_set_session (KITH_PANEL (f->panel), f->session);
  wait_until (is_drawn, f->canvas);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  kith_panel_set_session (KITH_PANEL (f->panel), NULL);
  gtk_window_destroy (GTK_WINDOW (f->window));
  let_pass (20);
  g_assert_finalize_object (f->panel);
  town_free (f->town);
}

/* — Looking — */

typedef void (*Visit) (GtkWidget *widget, gpointer data);

static void
visit (GtkWidget *widget, Visit func, gpointer data)
{
  if (!gtk_widget_get_visible (widget))
    return;
  func (widget, data);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    visit (child, func, data);
}

static void
find_key (GtkWidget *widget, gpointer data)
{
  if (KITH_IS_MAP_KEY (widget))
    *(GtkWidget **) data = widget;
}

static GtkWidget *
get_key (Fixture *f)
{
  GtkWidget *key = NULL;

  visit (f->panel, find_key, &key);
  g_assert_nonnull (key);
  return key;
}

static void
add_text (GtkWidget *widget, gpointer data)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (data, "%s|", gtk_label_get_text (GTK_LABEL (widget)));
}

/* All that stands in the key, shown or folded away. */
static char *
dup_key_text (Fixture *f)
{
  GString *text = g_string_new (NULL);

  visit (get_key (f), add_text, text);
  return g_string_free_and_steal (text);
}

static void
color_by (Fixture *f, const char *name)
{
  g_assert_true (gtk_widget_activate_action (f->panel, "map.color-by", "s", name));
  let_pass (30);
  wait_until (is_drawn, f->canvas);
}

/* — Tests — */

/* The key says what the scene shows, with true counts; a line chooses its people. */
static void
test_colors (Fixture *f, gconstpointer data)
{
  static const char *const names[] = { "tier", "stance", "category", "health", "one", "community" };

  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    {
      KithScene *scene;

      color_by (f, names[k]);
      scene = kith_canvas_get_scene (f->canvas);
      g_autofree char *text = dup_key_text (f);
      g_autoptr (Picture) picture = picture_of (f->panel, names[k]);

      g_assert_true ((scene->n_kinds == 0) == g_str_equal (names[k], "community"));
      for (guint kind = 0; kind < scene->n_kinds; kind++)
        {
          g_autofree char *line = g_strdup_printf ("%s|%u|", scene->kinds[kind].name, scene->kinds[kind].people);
          guint n = 0;

          g_assert_nonnull (strstr (text, line));
          g_assert_true (gtk_widget_activate_action (f->panel, "map.choose-kind", "i", (int) kind));
          const guint *chosen = kith_canvas_get_selection (f->canvas, &n);
          g_assert_cmpuint (n, ==, scene->kinds[kind].people);
          for (guint i = 0; i < n; i++)
            g_assert_cmpuint (scene->kind[chosen[i]], ==, kind);
        }
      for (guint c = 0; scene->n_kinds == 0 && c < scene->n_communities; c++)
        g_assert_nonnull (strstr (text, scene->communities[c].name));
      kith_session_set_selection (f->session, NULL, 0);

      /* Dots are drawn in their color: somebody in no other's way. */
      for (guint i = 0, seen = 0; i < scene->n && seen < 8; i++)
        {
          double x, y;
          guint others = 0;

          kith_viewport_to_view (kith_canvas_get_viewport (f->canvas), scene->x[i], scene->y[i], &x, &y);
          for (guint j = 0; j < scene->n; j++)
            others += j != i && hypot (scene->x[i] - scene->x[j], scene->y[i] - scene->y[j]) < 1.2;
          if (others > 0 || scene->shape[i] != KITH_SHAPE_DOT
              || kith_session_is_in_team (f->session, f->town->people[i]) || x > 900 || y > 600)
            continue;
          seen++;
          g_assert_cmpuint (color_distance (pixel_at (picture, x, y), kith_scene_color (scene, i, FALSE)), <, 12);
        }
    }
}

/* Chosen, kept with the network, undone, redone, and there again when it is opened anew. */
static void
test_kept (Fixture *f, gconstpointer data)
{
  g_autofree char *color = NULL, *size = NULL;

  color_by (f, "tier");
  g_assert_cmpstr (kith_session_get_undo_label (f->session), ==, "Color the Map by “Tier”");
  g_assert_true (gtk_widget_activate_action (f->panel, "map.size-by", "s", "equal"));
  let_pass (30);
  g_assert_cmpstr (kith_session_get_snapshot (f->session)->map_color, ==, "tier");
  g_assert_cmpstr (kith_session_get_snapshot (f->session)->map_size, ==, "equal");

  kith_session_undo (f->session);
  kith_session_undo (f->session);
  let_pass (30);
  g_object_get (f->panel, "color-by", &color, "size-by", &size, NULL);
  g_assert_cmpstr (color, ==, "community");
  g_assert_cmpstr (size, ==, "audience");
  g_assert_cmpuint (kith_canvas_get_scene (f->canvas)->n_kinds, ==, 0);

  kith_session_redo (f->session);
  let_pass (30);
  g_assert_cmpuint (kith_canvas_get_scene (f->canvas)->n_kinds, >, 0);

  g_autoptr (KithSession) again = kith_session_new (f->town->store->path);
  kith_panel_set_session (KITH_PANEL (f->panel), NULL);
  kith_session_load (again);
  kith_panel_set_session (KITH_PANEL (f->panel), again);
  wait_until (is_drawn, f->canvas);
  g_clear_pointer (&color, g_free);
  g_object_get (f->panel, "color-by", &color, NULL);
  g_assert_cmpstr (color, ==, "tier");
  g_assert_cmpuint (kith_canvas_get_scene (f->canvas)->n_kinds, >, 0);
  kith_panel_set_session (KITH_PANEL (f->panel), f->session);
  kith_session_close (again);
}

/* Another color leaves the view and who is chosen as they are, and does not draw the ties again. */
static void
test_view (Fixture *f, gconstpointer data)
{
  KithViewport before;
  guint n = 0;

  kith_session_set_selection (f->session, f->town->people + 7, 3);
  kith_canvas_zoom (f->canvas, 2.5);
  wait_until (is_drawn, f->canvas);
  color_by (f, "tier");
  before = *kith_canvas_get_viewport (f->canvas);
  g_autoptr (KithScene) tiers = kith_scene_ref (kith_canvas_get_scene (f->canvas));
  color_by (f, "health");
  g_assert_true (kith_scene_same_ties (tiers, kith_canvas_get_scene (f->canvas)));
  g_assert_cmpmem (&before, sizeof before, kith_canvas_get_viewport (f->canvas), sizeof before);
  kith_canvas_get_selection (f->canvas, &n);
  g_assert_cmpuint (n, ==, 3);
}

/* Tier, ambassador, detractor and hearsay are told by shape too, and the key names the shapes that occur. */
static void
test_shapes (Fixture *f, gconstpointer data)
{
  KithScene *scene = kith_canvas_get_scene (f->canvas);
  g_autofree char *text = dup_key_text (f);
  guint count[KITH_N_SHAPES] = { 0 };
  guint n = 0;

  for (guint i = 0; i < scene->n; i++)
    count[scene->shape[i]]++;
  g_assert_cmpuint (count[KITH_SHAPE_DIAMOND], ==, 1);
  g_assert_cmpuint (count[KITH_SHAPE_RING], ==, 1);
  g_assert_cmpuint (count[KITH_SHAPE_EYE], >, 15);
  g_assert_cmpuint (count[KITH_SHAPE_STAR], >, 15);
  g_assert_cmpuint (count[KITH_SHAPE_PEAK], >, 15);
  for (KithShape shape = KITH_SHAPE_RING; shape <= KITH_SHAPE_PEAK; shape++)
    {
      static const char *const names[]
          = { "", "Known by hearsay", "Detractor", "Ambassador", "Friend", "Tier of your own" };
      g_autofree char *line = g_strdup_printf ("%s|%u|", names[shape], count[shape]);

      g_assert_nonnull (strstr (text, line));
      g_assert_true (gtk_widget_activate_action (f->panel, "map.choose-shape", "i", (int) shape));
      kith_canvas_get_selection (f->canvas, &n);
      g_assert_cmpuint (n, ==, count[shape]);
    }
}

/* Wherever the map is looked at, no name can be picked under what lies over it, with the key folded and unfolded. */
static void
test_names (Fixture *f, gconstpointer data)
{
  for (guint zoom = 0; zoom < 4; zoom++)
    {
      GtkWidget *overlay = gtk_widget_get_parent (GTK_WIDGET (f->canvas));
      guint others = 0;

      color_by (f, zoom % 2 == 0 ? "tier" : "community");
      /* Until the key has unfolded. */
      let_pass (400);
      wait_until (is_drawn, f->canvas);
      wait_for_frame (GTK_WIDGET (f->canvas));
      g_autofree char *name = g_strdup_printf ("names-%u", zoom);
      g_autoptr (Picture) picture = picture_of (f->panel, name);

      for (GtkWidget *other = gtk_widget_get_first_child (overlay); other != NULL;
           other = gtk_widget_get_next_sibling (other))
        {
          graphene_rect_t bounds;

          if (other == GTK_WIDGET (f->canvas) || !gtk_widget_get_mapped (other))
            continue;
          others++;
          g_assert_true (gtk_widget_compute_bounds (other, GTK_WIDGET (f->canvas), &bounds));
          for (float y = 0; y < bounds.size.height; y += 3)
            for (float x = 0; x < bounds.size.width; x += 3)
              g_assert_false (kith_canvas_has_name_at (f->canvas, bounds.origin.x + x, bounds.origin.y + y));
        }
      g_assert_cmpuint (others, >=, 3);
      kith_canvas_zoom (f->canvas, 1.7);
      wait_until (is_drawn, f->canvas);
    }
}

/* A part takes the place of the whole on the map; its places are not moved, and with everybody the map is as it was. */
static void
test_part (Fixture *f, gconstpointer data)
{
  g_autoptr (KithScene) before = kith_scene_ref (kith_canvas_get_scene (f->canvas));
  g_autoptr (KithSnapshot) whole = kith_snapshot_ref (kith_session_get_snapshot (f->session));
  KithSnapshot *snapshot;
  const KithScene *scene;
  guint n = 0;

  g_assert_true (gtk_widget_activate_action (f->panel, "map.choose-shape", "i", KITH_SHAPE_EYE));
  kith_canvas_get_selection (f->canvas, &n);
  g_assert_true (gtk_widget_activate_action (f->panel, "chosen.only", NULL));
  wait_until (is_drawn, f->canvas);
  snapshot = kith_session_get_snapshot (f->session);
  scene = kith_canvas_get_scene (f->canvas);
  g_assert_cmpuint (snapshot->n, ==, n);
  g_assert_cmpuint (scene->n, ==, n);
  g_assert_cmpuint (scene->n_communities, ==, snapshot->n_communities);
  g_autoptr (Picture) picture = picture_of (f->panel, "part");

  /* Moving somebody changes nothing, and arranging does not either. */
  g_autofree char *undo = g_strdup (kith_session_get_undo_label (f->session));
  kith_session_set_selection (f->session, snapshot->id, 2);
  g_signal_emit_by_name (f->canvas, "moved", 2.0, -1.0);
  g_assert_true (gtk_widget_activate_action (f->panel, "map.arrange", "s", "circo"));
  g_assert_true (gtk_widget_activate_action (f->panel, "map.arrange-community", "x", snapshot->communities[0].id));
  let_pass (30);
  g_assert_cmpstr (kith_session_get_undo_label (f->session), ==, undo);
  g_assert_cmpfloat (kith_canvas_get_scene (f->canvas)->x[0], ==, snapshot->x[0]);

  /* What is done in a part is done to the network, and shown in the part. */
  color_by (f, "tier");
  g_assert_cmpuint (kith_canvas_get_scene (f->canvas)->n, ==, n);
  g_assert_cmpuint (kith_canvas_get_scene (f->canvas)->n_kinds, ==, 1);
  color_by (f, "community");

  kith_session_show_only (f->session, NULL);
  wait_until (is_drawn, f->canvas);
  g_assert_cmpmem (kith_canvas_get_scene (f->canvas)->x, before->n * sizeof (float), before->x,
                   before->n * sizeof (float));

  /* One community alone, from the map's menu. */
  g_assert_true (gtk_widget_activate_action (f->panel, "map.only-community", "x", whole->communities[1].id));
  wait_until (is_drawn, f->canvas);
  g_assert_cmpuint (kith_canvas_get_scene (f->canvas)->n, ==, before->communities[1].people);
}

/* The last of those with a list. */
static void
find_menu_button (GtkWidget *widget, gpointer data)
{
  if (GTK_IS_MENU_BUTTON (widget) && gtk_widget_has_css_class (widget, "map-key-line"))
    *(GtkWidget **) data = widget;
}

static void
find_line (GtkWidget *widget, gpointer data)
{
  if (GTK_IS_BUTTON (widget) && GTK_IS_LABEL (gtk_button_get_child (GTK_BUTTON (widget))))
    *(GtkWidget **) data = widget;
}

static gboolean
is_open (gpointer popover)
{
  return gtk_widget_get_mapped (popover);
}

/* Events as squares: from the store to the map, to its key, and to the one selection; gone again when they are not wanted. */
static void
test_events (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KithStore *store = f->town->store->store;
  KithEvent picnic = { .kind = KITH_EVENT, .name = (char *) "Spring Picnic", .date = 1775952000 };
  KithEvent choir = { .kind = KITH_GROUP, .name = (char *) "Harbor_Choir", .date = KITH_NO_DATE };
  GtkWidget *button = NULL;
  const KithSquares *squares;
  gboolean shown = FALSE;
  guint n = 0;

  g_assert_true (kith_act_begin (store, "Meet", FALSE, &error));
  g_assert_true (kith_event_put (store, &picnic, NULL, &error) && kith_event_put (store, &choir, NULL, &error));
  for (guint i = 0; i < TOWN_PEOPLE; i += 10)
    g_assert_true (kith_attendance_put (store, picnic.id, f->town->people[i], 0, NULL, &error));
  for (guint i = 5; i < 12; i++)
    g_assert_true (kith_attendance_put (store, choir.id, f->town->people[i], 0, NULL, &error));
  g_assert_true (kith_act_commit (store, NULL, &error));
  kith_session_load (f->session);
  wait_until (is_drawn, f->canvas);
  g_assert_null (kith_canvas_get_scene (f->canvas)->squares);

  g_assert_true (gtk_widget_activate_action (f->panel, "map.events", NULL));
  g_object_get (f->panel, "events", &shown, NULL);
  g_assert_true (shown);
  wait_until (is_drawn, f->canvas);
  squares = kith_canvas_get_scene (f->canvas)->squares;
  g_assert_nonnull (squares);
  g_assert_cmpuint (squares->n, ==, 2);
  g_assert_cmpstr (squares->squares[0].words, ==, "Spring Picnic, 12 April 2026: 14 people from 6 communities");
  g_assert_cmpstr (squares->squares[1].words, ==, "Harbor_Choir: 7 people from 1 community");
  g_autoptr (Picture) picture = picture_of (f->panel, "events");

  /* Each from the key as well, by a list that keyboards and screen readers have. */
  visit (get_key (f), find_menu_button, &button);
  g_assert_nonnull (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  wait_until (is_open, gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  GtkWidget *choir_line = NULL;
  visit (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))), find_line, &choir_line);
  g_assert_nonnull (choir_line);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (choir_line)))), ==,
                   "Harbor_Choir: 7 people from 1 community");
  g_signal_emit_by_name (choir_line, "clicked");
  kith_session_get_selection (f->session, &n);
  g_assert_cmpuint (n, ==, 7);
  g_assert_true (gtk_widget_activate_action (f->panel, "map.choose-event", "x", picnic.id));
  const gint64 *chosen = kith_session_get_selection (f->session, &n);
  g_assert_cmpuint (n, ==, (TOWN_PEOPLE + 9) / 10);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (chosen[i], ==, f->town->people[10 * i]);

  /* Moved by hand, all of the choir take their square with them; the other one, of whom two are among them, moves less. */
  const double choir_x = squares->squares[1].x, picnic_x = squares->squares[0].x;
  g_assert_true (gtk_widget_activate_action (f->panel, "map.choose-event", "x", choir.id));
  g_signal_emit_by_name (f->canvas, "moved", 40.0, 0.0);
  let_pass (30);
  wait_until (is_drawn, f->canvas);
  squares = kith_canvas_get_scene (f->canvas)->squares;
  g_assert_cmpfloat (fabs (squares->squares[1].x - choir_x - 40), <, 4);
  g_assert_cmpfloat (fabs (squares->squares[0].x - picnic_x), <, 20);
  kith_session_undo (f->session);
  let_pass (30);
  wait_until (is_drawn, f->canvas);
  g_assert_cmpfloat (kith_canvas_get_scene (f->canvas)->squares->squares[1].x, ==, choir_x);

  /* Kept with the network as one act, and there again when it is opened anew; not on another's map. */
  let_pass (30);
  g_assert_cmpstr (kith_session_get_undo_label (f->session), ==, "Show Squares Where People Met");
  kith_session_undo (f->session);
  let_pass (30);
  wait_until (is_drawn, f->canvas);
  g_assert_null (kith_canvas_get_scene (f->canvas)->squares);
  kith_session_redo (f->session);
  let_pass (30);
  wait_until (is_drawn, f->canvas);
  g_assert_nonnull (kith_canvas_get_scene (f->canvas)->squares);

  g_autoptr (KithSession) again = kith_session_new (f->town->store->path);
  kith_panel_set_session (KITH_PANEL (f->panel), NULL);
  g_object_set (f->panel, "events", FALSE, NULL);
  kith_session_load (again);
  kith_panel_set_session (KITH_PANEL (f->panel), again);
  wait_until (is_drawn, f->canvas);
  g_object_get (f->panel, "events", &shown, NULL);
  g_assert_true (shown);
  g_assert_cmpuint (kith_canvas_get_scene (f->canvas)->squares->n, ==, 2);
  kith_panel_set_session (KITH_PANEL (f->panel), f->session);
  kith_session_close (again);
  wait_until (is_drawn, f->canvas);

  g_assert_true (gtk_widget_activate_action (f->panel, "map.events", NULL));
  wait_until (is_drawn, f->canvas);
  g_assert_null (kith_canvas_get_scene (f->canvas)->squares);
  let_pass (30);
  g_assert_false (kith_session_get_snapshot (f->session)->map_events);
}

static void
find_menu (GtkWidget *widget, gpointer data)
{
  if (GTK_IS_POPOVER_MENU (widget) && gtk_widget_get_parent (widget) != NULL)
    *(GtkWidget **) data = widget;
}

/* A menu that is open goes on meaning its community while people go and communities change places under it. */
static void
test_menu_stays (Fixture *f, gconstpointer data)
{
  g_autoptr (KithSnapshot) before = kith_snapshot_ref (kith_session_get_snapshot (f->session));
  gint64 id = before->communities[0].id;
  g_autoptr (GError) error = NULL;
  GtkWidget *menu = NULL;
  KithSnapshot *now;
  guint n = 0;

  g_assert_cmpuint (before->n_communities, >=, 2);
  g_signal_emit_by_name (f->canvas, "menu-wanted", 300.0, 300.0, 0);
  for (GtkWidget *child = gtk_widget_get_first_child (f->panel); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_menu (child, &menu);
  g_assert_nonnull (menu);
  GMenuModel *model = gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (menu));
  g_autoptr (GVariant) action
      = g_menu_model_get_item_attribute_value (model, 0, G_MENU_ATTRIBUTE_ACTION, G_VARIANT_TYPE_STRING);
  g_autoptr (GVariant) target = g_menu_model_get_item_attribute_value (model, 0, G_MENU_ATTRIBUTE_TARGET, NULL);
  g_assert_cmpstr (g_variant_get_string (action, NULL), ==, "map.choose-community");

  /* Half of them go: others come first now. */
  g_assert_true (kith_act_begin (f->town->store->store, "Go", FALSE, &error));
  for (guint i = 0; i < before->n; i++)
    if (before->community[i] == 0 && n++ % 2 == 0)
      g_assert_true (kith_person_remove (f->town->store->store, before->id[i], &error));
  g_assert_true (kith_act_commit (f->town->store->store, NULL, &error));
  kith_session_load (f->session);
  wait_until (is_drawn, f->canvas);
  now = kith_session_get_snapshot (f->session);
  g_assert_cmpint (kith_snapshot_find_community (now, id), >, 0);

  g_assert_true (gtk_widget_activate_action_variant (f->panel, g_variant_get_string (action, NULL), target));
  const guint *chosen = kith_canvas_get_selection (f->canvas, &n);
  g_assert_cmpuint (n, ==, now->communities[kith_snapshot_find_community (now, id)].people);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (now->communities[now->community[chosen[i]]].id, ==, id);

  /* One that is gone means nobody. */
  kith_canvas_set_selection (f->canvas, NULL, 0);
  g_assert_true (gtk_widget_activate_action (f->panel, "map.choose-community", "x", G_GINT64_CONSTANT (987654)));
  kith_canvas_get_selection (f->canvas, &n);
  g_assert_cmpuint (n, ==, 0);
}

/* More contrast, at once and back: dots keep their color and get a rim of black or white, light and dark. */
static void
test_contrast (Fixture *f, gconstpointer data)
{
  for (int dark = 0; dark < 2; dark++)
    for (int contrast = 1; contrast >= 0; contrast--)
      {
        KithScene *scene = kith_canvas_get_scene (f->canvas);
        guint32 strong = dark ? 0xffffff : 0x000000;
        guint seen = 0, rims = 0;

        g_object_set (f->canvas, "dark", dark, "contrast", contrast, NULL);
        wait_for_frame (GTK_WIDGET (f->canvas));
        wait_until (is_drawn, f->canvas);
        g_autofree char *name = g_strdup_printf ("contrast-%d-%d", dark, contrast);
        g_autoptr (Picture) picture = picture_of (f->panel, name);

        for (guint i = 0; i < scene->n; i++)
          {
            double radius = kith_scene_dot_radius (scene->radius[i], kith_canvas_get_viewport (f->canvas)->scale);
            double x, y;
            guint others = 0;
            gboolean has_rim = FALSE;

            kith_viewport_to_view (kith_canvas_get_viewport (f->canvas), scene->x[i], scene->y[i], &x, &y);
            for (guint j = 0; j < scene->n; j++)
              others += j != i && hypot (scene->x[i] - scene->x[j], scene->y[i] - scene->y[j]) < 1.2;
            if (others > 0 || scene->shape[i] != KITH_SHAPE_DOT || radius < 4 || x > 880 || y > 600
                || kith_session_is_in_team (f->session, f->town->people[i]))
              continue;
            seen++;
            g_assert_cmpuint (color_distance (pixel_at (picture, x, y), kith_scene_color (scene, i, dark)), <, 12);
            /* Upwards from the middle, just beyond the dot. */
            for (double out = radius - 1; out < radius + 2; out += 0.5)
              has_rim |= color_distance (pixel_at (picture, x, y - out), strong) < 200;
            rims += has_rim;
          }
        g_assert_cmpuint (seen, >, 5);
        if (contrast)
          g_assert_cmpuint (rims, >, seen * 3 / 4);
        else
          g_assert_cmpuint (rims, <, seen / 4);
      }
}

int
main (int argc, char **argv)
{
  widget_test_init (&argc, &argv);
  adw_init ();
#define ADD(name, func) g_test_add ("/map/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("colors", test_colors);
  ADD ("kept", test_kept);
  ADD ("view", test_view);
  ADD ("shapes", test_shapes);
  ADD ("names", test_names);
  ADD ("part", test_part);
  ADD ("events", test_events);
  ADD ("menu-stays", test_menu_stays);
  ADD ("contrast", test_contrast);
  return g_test_run ();
}
