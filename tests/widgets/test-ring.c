/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody in the middle of whom he or she knows, in the page of a real network: how one gets there and back, and what can be done there. */

#include "kith-map-panel.h"
#include "kith-map-ring.h"
#include "kith-network-page.h"
#include "kith-ring-panel.h"

#include "network-fixture.h"
#include "widget-fixture.h"

typedef struct
{
  Town *town;
  KithSession *session;
  GtkWidget *page, *window;
  KithRingPanel *panel;
  KithCanvas *canvas;
  guint person; /* who reaches into other communities; index in the snapshot */
} Fixture;

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->town = town_new ();
  f->session = f->town->session;
  f->page = g_object_ref_sink (GTK_WIDGET (kith_network_page_new (f->session)));
  f->window = window_with (f->page);
  f->panel = KITH_RING_PANEL (find_type (f->page, KITH_TYPE_RING_PANEL));
  f->canvas = kith_ring_panel_get_canvas (f->panel);
  f->person = town_find (f->town, f->town->people[3]);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  let_pass (20);
  g_assert_finalize_object (f->page);
  town_free (f->town);
}

static gboolean
is_settled (gpointer data)
{
  return gtk_widget_get_mapped (data) && kith_canvas_is_settled (data);
}

static void
settle (Fixture *f)
{
  wait_until (is_settled, f->canvas);
  wait_for_frame (GTK_WIDGET (f->canvas));
  wait_until (is_settled, f->canvas);
}

static KithSnapshot *
snapshot_of (Fixture *f)
{
  return kith_session_get_snapshot (f->session);
}

static void
show (Fixture *f, guint person)
{
  kith_session_show_contacts (f->session, snapshot_of (f)->id[person]);
  settle (f);
}

/* A contact of whoever is in the middle; index in the ring. */
static guint
some_contact (Fixture *f, guint which)
{
  const KithRing *ring = kith_canvas_get_scene (f->canvas)->ring;

  g_assert_cmpuint (ring->n_spokes, >, which);
  return ring->spoke[which];
}

static gint64
id_of (Fixture *f, guint index)
{
  KithMapRing *ring = kith_map_ring_new (snapshot_of (f), f->person);
  gint64 id = snapshot_of (f)->id[ring->people[index]];

  kith_map_ring_free (ring);
  return id;
}

static void
go_to (Fixture *f, guint index)
{
  const KithScene *scene = kith_canvas_get_scene (f->canvas);
  graphene_point_t point;
  double x, y;

  kith_viewport_to_view (kith_canvas_get_viewport (f->canvas), scene->x[index], scene->y[index], &x, &y);
  g_assert_true (
      gtk_widget_compute_point (GTK_WIDGET (f->canvas), f->page, &GRAPHENE_POINT_INIT ((float) x, (float) y), &point));
  g_autofree char *words = g_strdup_printf ("mousemove %d %d", (int) point.x, (int) point.y);
  hand (words);
}

static gboolean
is_on_map (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static void
test_there_and_back (Fixture *f, gconstpointer data)
{
  GtkWidget *map = find_type (f->page, KITH_TYPE_MAP_PANEL);

  show (f, f->person);
  g_assert_cmpint (kith_ring_panel_get_person (f->panel), ==, f->town->people[3]);
  g_assert_cmpuint (kith_canvas_get_scene (f->canvas)->n_drawn, ==,
                    kith_graph_degree (snapshot_of (f)->graph, f->person) + 1);
  g_assert_true (kith_session_is_selected (f->session, f->town->people[3]));
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (f->canvas)));
  {
    g_autoptr (Picture) picture = picture_of (GTK_WIDGET (f->window), "ring");
    g_assert_cmpint (picture->width, >, 1000);
  }

  hand ("key Escape");
  wait_until (is_on_map, map);
  g_assert_cmpint (kith_ring_panel_get_person (f->panel), ==, 0);
  g_assert_true (kith_session_is_selected (f->session, f->town->people[3]));
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (kith_map_panel_get_canvas (KITH_MAP_PANEL (map)))));

  /* Back once more, by the menu's action and by the button. */
  g_assert_true (gtk_widget_activate_action (map, "chosen.ring", NULL));
  settle (f);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->panel), "ring.close", NULL));
  wait_until (is_on_map, map);
}

/* Again where the click was broken off, see double_click (). */
static void
double_click_until (Fixture *f, gint64 id)
{
  for (guint tries = 0; tries < 5 && kith_ring_panel_get_person (f->panel) != id; tries++)
    {
      double_click ();
      for (guint waited = 0; waited < 30 && kith_ring_panel_get_person (f->panel) != id; waited++)
        let_pass (100);
    }
  g_assert_cmpint (kith_ring_panel_get_person (f->panel), ==, id);
}

static void
test_pointer (Fixture *f, gconstpointer data)
{
  guint contact, n = 0;
  gint64 id;

  show (f, f->person);
  contact = some_contact (f, 1);
  id = id_of (f, contact);
  go_to (f, contact);
  hand ("click 1");
  g_assert_true (kith_session_is_selected (f->session, id));
  kith_session_get_selection (f->session, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (kith_ring_panel_get_person (f->panel), ==, f->town->people[3]);

  /* The second click of two puts whoever it is in the middle. */
  let_pass (600);
  double_click_until (f, id);
  settle (f);
  g_assert_cmpuint (kith_canvas_get_scene (f->canvas)->n_drawn, ==,
                    kith_graph_degree (snapshot_of (f)->graph, town_find (f->town, id)) + 1);
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  int at;

  show (f, f->person);
  at = kith_canvas_get_cursor (f->canvas);
  g_assert_cmpint (at, ==, (int) kith_canvas_get_scene (f->canvas)->ring->center);
  hand ("key shift+Up");
  g_assert_cmpint (kith_canvas_get_cursor (f->canvas), !=, at);
  hand ("key bracketright");
  at = kith_canvas_get_cursor (f->canvas);
  g_assert_cmpint (at, >=, 0);
  hand ("key space");
  g_assert_true (kith_session_is_selected (f->session, id_of (f, (guint) at)));
  /* Nobody is moved in a ring. */
  gint64 changed = (gint64) kith_session_get_generation (f->session);
  hand ("key alt+Up");
  let_pass (900);
  g_assert_cmpint ((gint64) kith_session_get_generation (f->session), ==, changed);
  gint64 id = id_of (f, (guint) at);
  hand ("key Return");
  settle (f);
  g_assert_cmpint (kith_ring_panel_get_person (f->panel), ==, id);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (f->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Whom this person knows");
}

/* A community's button chooses its people, and only those who are in the ring. */
static void
test_communities (Fixture *f, gconstpointer data)
{
  const KithScene *scene;
  GtkWidget *box = find_type (GTK_WIDGET (f->panel), ADW_TYPE_WRAP_BOX);
  guint n = 0;

  show (f, f->person);
  scene = kith_canvas_get_scene (f->canvas);
  GtkWidget *button = gtk_widget_get_last_child (box);
  g_assert_true (GTK_IS_BUTTON (button));
  g_signal_emit_by_name (button, "clicked");
  kith_session_get_selection (f->session, &n);
  g_assert_cmpuint (n, ==, scene->ring->arcs[scene->ring->n_arcs - 1].people);
}

static gboolean
remove_write (KithStore *store, gpointer data, GError **error)
{
  return kith_person_remove (store, *(gint64 *) data, error);
}

/* The network changes under it: whoever is gone is no longer in the middle of anything. */
static void
test_gone (Fixture *f, gconstpointer data)
{
  GtkWidget *map = find_type (f->page, KITH_TYPE_MAP_PANEL);
  guint n;
  gint64 contact;

  show (f, f->person);
  n = kith_canvas_get_scene (f->canvas)->n_drawn;
  contact = id_of (f, some_contact (f, 0));
  kith_panel_write (f->session, "Remove", NULL, remove_write, g_memdup2 (&contact, sizeof contact), g_free, NULL, NULL);
  settle (f);
  g_assert_cmpuint (kith_canvas_get_scene (f->canvas)->n_drawn, ==, n - 1);
  kith_session_undo (f->session);
  settle (f);
  g_assert_cmpuint (kith_canvas_get_scene (f->canvas)->n_drawn, ==, n);

  kith_panel_write (f->session, "Remove", NULL, remove_write, g_memdup2 (&f->town->people[3], sizeof (gint64)), g_free,
                    NULL, NULL);
  wait_until (is_on_map, map);
  g_assert_cmpint (kith_ring_panel_get_person (f->panel), ==, 0);
  kith_session_undo (f->session);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  widget_test_init (&argc, &argv);
  adw_init ();

  ADD ("/ring/there-and-back", test_there_and_back);
  ADD ("/ring/pointer", test_pointer);
  ADD ("/ring/keys", test_keys);
  ADD ("/ring/communities", test_communities);
  ADD ("/ring/gone", test_gone);
  return g_test_run ();
}
