/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The map in a real window, under a real pointer and keyboard. */

#include "kith-canvas-private.h"
#include "kith-minimap.h"
#include "kith-raster.h"

#include "scene-fixture.h"
#include "widget-fixture.h"

#include <math.h>

typedef struct
{
  KithScene *scene;
  KithCanvas *canvas;
  GtkWidget *window;
  guint selections, looks, menus;
  int activated, community, menu_community;
  double menu_x, menu_y;
  guint moves;
  double moved_x, moved_y;
} Fixture;

static gboolean
is_settled (gpointer data)
{
  return kith_canvas_is_settled (data);
}

static void
settle (Fixture *f)
{
  wait_for_frame (GTK_WIDGET (f->canvas));
  wait_until (is_settled, f->canvas);
}

static gboolean
is_stocked (gpointer data)
{
  KithCanvasTilesTally tally;

  kith_canvas_tiles_get_tally (((KithCanvas *) data)->tiles, &tally);
  return tally.open == 0;
}

/* Until the tiles around the view are there too. */
static void
stock (Fixture *f)
{
  settle (f);
  wait_until (is_stocked, f->canvas);
}

static void
selected_cb (KithCanvas *canvas, Fixture *f)
{
  f->selections++;
}

static void
activated_cb (KithCanvas *canvas, guint person, Fixture *f)
{
  f->activated = (int) person;
}

static void
picked_cb (KithCanvas *canvas, int community, Fixture *f)
{
  f->community = community;
  kith_canvas_set_community (canvas, community);
}

static void
moved_cb (KithCanvas *canvas, double dx, double dy, Fixture *f)
{
  f->moves++;
  f->moved_x = dx;
  f->moved_y = dy;
}

static void
menu_cb (KithCanvas *canvas, double x, double y, int community, Fixture *f)
{
  f->menus++;
  f->menu_x = x;
  f->menu_y = y;
  f->menu_community = community;
}

static char *
describe (guint person, gboolean spoken, gpointer data)
{
  return spoken ? g_strdup_printf ("number %u", person) : g_strdup_printf ("Is number %u.", person);
}

static void
set_up (Fixture *f, gconstpointer people)
{
  f->scene = planted_scene (GPOINTER_TO_UINT (people), 9, 4, 3);
  f->canvas = KITH_CANVAS (g_object_ref_sink (kith_canvas_new ()));
  f->activated = -1;
  f->community = -2;
  g_signal_connect (f->canvas, "selection-changed", G_CALLBACK (selected_cb), f);
  g_signal_connect (f->canvas, "activated", G_CALLBACK (activated_cb), f);
  g_signal_connect (f->canvas, "community-picked", G_CALLBACK (picked_cb), f);
  g_signal_connect (f->canvas, "moved", G_CALLBACK (moved_cb), f);
  g_signal_connect (f->canvas, "menu-wanted", G_CALLBACK (menu_cb), f);
  kith_canvas_set_describe (f->canvas, describe, NULL, NULL);
  kith_canvas_set_scene (f->canvas, f->scene, FALSE);
  f->window = window_with (GTK_WIDGET (f->canvas));
  hand ("mousemove 2 2");
  settle (f);
}

static void
tear_down (Fixture *f, gconstpointer people)
{
  /* A hint that is still shown while its window goes leaves an object of GTK's behind (seen with 4.18). */
  hand ("mousemove 0 0");
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_assert_finalize_object (f->canvas);
  g_assert_true (g_atomic_ref_count_compare (&f->scene->ref_count, 1));
  kith_scene_unref (f->scene);
}

static void
place_of (Fixture *f, guint person, double *x, double *y)
{
  kith_viewport_to_view (kith_canvas_get_viewport (f->canvas), f->scene->x[person], f->scene->y[person], x, y);
}

/* Somebody in a community, in full view and under nobody, away from every name. */
static guint
somebody (Fixture *f, int not_in)
{
  for (guint k = f->scene->n_drawn; k-- > 0;)
    {
      guint person = f->scene->order[k];
      KithLabelKind kind;
      guint index;
      double x, y;

      if (f->scene->community[person] == KITH_SCENE_NO_COMMUNITY || (int) f->scene->community[person] == not_in
          || f->scene->shape[person] != KITH_SHAPE_DOT)
        continue;
      place_of (f, person, &x, &y);
      if (x > 40 && y > 40 && x < gtk_widget_get_width (f->window) - 40 && y < gtk_widget_get_height (f->window) - 40
          && kith_canvas_pick (f->canvas, x, y) == (int) person
          && !kith_canvas_labels_pick (f->canvas->labels, &f->canvas->view, x, y, &kind, &index)
          && !kith_canvas_labels_pick (f->canvas->labels, &f->canvas->view, x, y - 12, &kind, &index)
          && !kith_canvas_labels_pick (f->canvas->labels, &f->canvas->view, x, y + 12, &kind, &index))
        return person;
    }
  g_error ("Nobody stands free");
}

static void
click (Fixture *f, guint person, const char *keys)
{
  double x, y;

  place_of (f, person, &x, &y);
  g_autofree char *move = g_strdup_printf ("mousemove %d %d", (int) round (x), (int) round (y));
  hand (move);
  if (keys != NULL)
    {
      g_autofree char *words = g_strdup_printf ("keydown %s click 1 keyup %s", keys, keys);
      hand (words);
    }
  else
    hand ("click 1");
  settle (f);
}

static void
assert_selected (Fixture *f, guint n, ...)
{
  guint n_selected;
  const guint *people = kith_canvas_get_selection (f->canvas, &n_selected);
  va_list args;

  g_assert_cmpuint (n_selected, ==, n);
  for (guint i = 1; i < n; i++)
    g_assert_cmpuint (people[i - 1], <, people[i]);
  va_start (args, n);
  for (guint i = 0; i < n; i++)
    g_assert_true (kith_canvas_is_selected (f->canvas, va_arg (args, guint)));
  va_end (args);
}

static void
test_draws (Fixture *f, gconstpointer people)
{
  guint person = somebody (f, -1);
  double x, y;
  g_autoptr (Picture) light = picture_of (GTK_WIDGET (f->canvas), "canvas-light");

  place_of (f, person, &x, &y);
  guint32 color = f->scene->communities[f->scene->community[person]].color;
  g_assert_cmpuint (color_distance (pixel_at (light, x, y), color), <, 24);
  g_assert_cmpuint (color_distance (pixel_at (light, 3, 3), kith_raster_ground (FALSE)), <, 3);
  g_assert_cmpuint (kith_canvas_labels_count (f->canvas->labels), >=, 3);

  kith_canvas_set_dark (f->canvas, TRUE);
  settle (f);
  g_autoptr (Picture) dark = picture_of (GTK_WIDGET (f->canvas), "canvas-dark");
  g_assert_cmpuint (color_distance (pixel_at (dark, x, y), kith_palette_on (color, TRUE)), <, 24);
  g_assert_cmpuint (color_distance (pixel_at (dark, 3, 3), kith_raster_ground (TRUE)), <, 3);
}

static void
without_names (Fixture *f)
{
  kith_canvas_labels_clear (f->canvas->labels);
  gtk_widget_queue_draw (GTK_WIDGET (f->canvas));
  let_pass (60);
  g_assert_cmpuint (kith_canvas_labels_count (f->canvas->labels), ==, 0);
}

static void
test_no_seams (Fixture *f, gconstpointer people)
{
  KithViewport *view = &f->canvas->view;
  double dx = 300;
  double dy = 170;

  /* Another cut into tiles: a pan by whole pixels at the same scale shows the same pixels, moved. */
  kith_viewport_zoom (view, 3, 700, 450);
  kith_canvas_looked (f->canvas, TRUE);
  settle (f);
  without_names (f);
  g_autoptr (Picture) one = picture_of (GTK_WIDGET (f->canvas), "canvas-one");
  kith_viewport_pan (view, dx, dy);
  kith_canvas_looked (f->canvas, FALSE);
  settle (f);
  without_names (f);
  g_autoptr (Picture) two = picture_of (GTK_WIDGET (f->canvas), "canvas-two");

  guint other = 0;
  for (int y = 0; y < one->height - dy; y++)
    for (int x = 0; x < one->width - dx; x++)
      other += color_distance (pixel_at (one, x + dx, y + dy), pixel_at (two, x, y)) > 6;
  g_assert_cmpuint (other, <, 20);
}

static void
test_tiles_are_kept (Fixture *f, gconstpointer people)
{
  KithCanvasTilesTally before, after;

  kith_canvas_tiles_get_tally (f->canvas->tiles, &before);
  g_assert_cmpuint (before.made, >, 0);
  kith_canvas_pan_by (f->canvas, 30, 20, TRUE);
  settle (f);
  kith_canvas_pan_by (f->canvas, -30, -20, TRUE);
  stock (f);
  kith_canvas_tiles_get_tally (f->canvas->tiles, &after);
  /* Only the ring around the view. */
  g_assert_cmpuint (after.made, <=, before.made + 30);

  for (guint i = 0; i < 10; i++)
    {
      kith_canvas_zoom_at (f->canvas, i % 2 ? 1.9 : 1 / 1.7, 100 + 50 * i, 400, TRUE);
      settle (f);
    }
  kith_canvas_tiles_get_tally (f->canvas->tiles, &after);
  g_assert_cmpuint (after.bytes, <=, 100 * 1024 * 1024);
}

/* The same people with another mark: their ties are not drawn again. */
static void
test_new_marks (Fixture *f, gconstpointer people)
{
  const KithScene *from = f->scene;
  g_autofree guint8 *shape = g_memdup2 (from->shape, from->n);
  KithCanvasTilesTally before, after;

  for (guint i = 0; i < from->n; i += 3)
    shape[i] = KITH_SHAPE_DIAMOND;
  g_autoptr (KithScene) marked = kith_scene_new (from->n, from->x, from->y, from->radius, from->community, shape,
                                                 from->importance, (const char *const *) from->name, from->n_ties,
                                                 from->a, from->b, from->n_communities, from->communities);

  /* Ties are shuffled anew from another order, so a scene made from the first one's is another; a second made likewise is the same. */
  kith_canvas_set_scene (f->canvas, marked, TRUE);
  settle (f);
  g_autoptr (KithScene) plain = kith_scene_new (from->n, from->x, from->y, from->radius, from->community, from->shape,
                                                from->importance, (const char *const *) from->name, from->n_ties,
                                                from->a, from->b, from->n_communities, from->communities);
  g_assert_true (kith_scene_same_ties (marked, plain));
  kith_canvas_tiles_get_tally (f->canvas->tiles, &before);
  kith_canvas_set_scene (f->canvas, plain, TRUE);
  settle (f);
  kith_canvas_tiles_get_tally (f->canvas->tiles, &after);
  g_assert_cmpuint (after.dots_only - before.dots_only, >=, 4);
  g_autoptr (Picture) changed = picture_of (GTK_WIDGET (f->canvas), "canvas-marks");

  /* As if drawn whole. */
  kith_canvas_set_scene (f->canvas, NULL, FALSE);
  kith_canvas_set_scene (f->canvas, plain, FALSE);
  settle (f);
  g_autoptr (Picture) fresh = picture_of (GTK_WIDGET (f->canvas), "canvas-marks-fresh");
  guint other = 0;
  for (int y = 0; y < fresh->height; y++)
    for (int x = 0; x < fresh->width; x++)
      other += color_distance (pixel_at (changed, x, y), pixel_at (fresh, x, y)) > 3;
  g_assert_cmpuint (other, ==, 0);
  kith_canvas_set_scene (f->canvas, NULL, FALSE);
}

static void
test_click (Fixture *f, gconstpointer people)
{
  guint one = somebody (f, -1);
  guint other = somebody (f, f->scene->community[one]);

  click (f, one, NULL);
  assert_selected (f, 1, one);
  g_assert_cmpuint (f->selections, ==, 1);
  g_assert_cmpuint (f->canvas->selection_ties->len, >, 0);

  click (f, other, "shift");
  assert_selected (f, 2, one, other);
  click (f, one, "ctrl");
  assert_selected (f, 1, other);

  hand ("mousemove 5 5 click 1");
  assert_selected (f, 0);
  g_assert_cmpuint (f->selections, ==, 4);

  kith_canvas_set_selection (f->canvas, &one, 1);
  assert_selected (f, 1, one);
  g_assert_cmpuint (f->selections, ==, 4);
}

/* Where dots are small a name, and a point right beside it or its dot, means the person of that name, whoever's dots lie there. */
static void
test_click_names (Fixture *f, gconstpointer people)
{
  guint others = 0, names = 0;
  int clicked = -1;
  double click_x = 0, click_y = 0;

  for (double y = 4; y < f->canvas->view.height; y += 3)
    for (double x = 4; x < f->canvas->view.width; x += 5)
      {
        int at_dot = kith_canvas_pick (f->canvas, x, y);
        KithLabelKind kind;
        guint index;

        if (!kith_canvas_labels_pick (f->canvas->labels, &f->canvas->view, x, y, &kind, &index)
            || kind != KITH_LABEL_PERSON || (at_dot >= 0 && kith_canvas_get_dot_radius (f->canvas, at_dot) >= 4))
          continue;
        names++;
        g_assert_cmpint (kith_canvas_pick_any (f->canvas, x, y).person, ==, (int) index);
        if (at_dot < 0 || at_dot == (int) index)
          continue;
        others++;
        clicked = (int) index;
        click_x = x;
        click_y = y;
      }
  g_assert_cmpuint (names, >, 100);
  g_assert_cmpuint (others, >, 20);

  g_autofree char *words = g_strdup_printf ("mousemove %d %d click 1", (int) click_x, (int) click_y);
  hand (words);
  settle (f);
  assert_selected (f, 1, clicked);

  /* Named now, and so found by a hand that does not quite hold still. */
  place_of (f, clicked, &click_x, &click_y);
  g_assert_cmpint (kith_canvas_pick_any (f->canvas, click_x - 3, click_y).person, ==, clicked);
  g_assert_cmpint (kith_canvas_pick_any (f->canvas, click_x, click_y + 3).person, ==, clicked);
}

static void
test_double_click (Fixture *f, gconstpointer people)
{
  guint person = somebody (f, -1);
  double x, y, scale = kith_canvas_get_viewport (f->canvas)->scale;

  place_of (f, person, &x, &y);
  g_autofree char *words = g_strdup_printf ("mousemove %d %d", (int) x, (int) y);
  hand (words);
  double_click ();
  let_pass (500);
  settle (f);
  g_assert_cmpint (f->activated, ==, person);
  assert_selected (f, 1, person);
  g_assert_cmpfloat (kith_canvas_get_viewport (f->canvas)->scale, >, scale);
  place_of (f, person, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, gtk_widget_get_width (f->window) / 2.0, 2);
}

static void
test_band (Fixture *f, gconstpointer people)
{
  const KithSceneCommunity *circle = &f->scene->communities[f->scene->n_communities - 1];
  double left, top, right, bottom;
  guint n;

  kith_viewport_to_view (&f->canvas->view, circle->x - circle->radius, circle->y - circle->radius, &left, &top);
  kith_viewport_to_view (&f->canvas->view, circle->x + circle->radius, circle->y + circle->radius, &right, &bottom);
  g_autofree char *words = g_strdup_printf (
      "mousemove %d %d keydown shift mousedown 1 mousemove %d %d mousemove %d %d mouseup 1 keyup shift", (int) left - 4,
      (int) top - 4, (int) left + 20, (int) top + 20, (int) right + 4, (int) bottom + 4);
  hand (words);
  const guint *inside = kith_canvas_get_selection (f->canvas, &n);
  g_assert_cmpuint (n, >=, circle->people / 2);
  for (guint i = 0; i < n; i++)
    {
      double x, y;

      place_of (f, inside[i], &x, &y);
      g_assert_cmpfloat (x, >, left - 12);
      g_assert_cmpfloat (x, <, right + 12);
      g_assert_cmpfloat (y, >, top - 12);
      g_assert_cmpfloat (y, <, bottom + 12);
    }
}

/* With hundreds chosen their rings and ties are a picture, which goes with the map while that moves and is the same as drawn anew at rest. */
static void
test_many_chosen (Fixture *f, gconstpointer people)
{
  g_autofree guint *chosen = g_new (guint, 400);
  GdkTexture *kept;
  guint differ = 0;
  guint few = 3;

  hand ("mousemove 5 5");
  for (guint i = 0; i < 400; i++)
    chosen[i] = i;
  kith_canvas_set_selection (f->canvas, chosen, 400);
  settle (f);
  wait_for_frame (GTK_WIDGET (f->canvas));
  kept = f->canvas->kept.texture;
  g_assert_nonnull (kept);

  kith_canvas_pan_by (f->canvas, 40, 30, TRUE);
  g_autoptr (Picture) moving = picture_of (GTK_WIDGET (f->canvas), "canvas-many-moving");
  g_assert_true (f->canvas->rest == 0 || f->canvas->kept.texture == kept);
  settle (f);
  g_autoptr (Picture) resting = picture_of (GTK_WIDGET (f->canvas), "canvas-many-resting");
  g_assert_true (f->canvas->kept.texture != kept);
  /* But for the strip that came into view, and names, which are placed at rest. */
  for (int y = 40; y < resting->height - 40; y++)
    for (int x = 50; x < resting->width - 50; x++)
      differ += color_distance (pixel_at (moving, x, y), pixel_at (resting, x, y)) > 60;
  g_assert_cmpuint (differ, <, (guint) (resting->width * resting->height / 50));

  /* Others chosen are seen at once, and few are drawn anew. */
  kept = f->canvas->kept.texture;
  chosen[0] = 450;
  kith_canvas_set_selection (f->canvas, chosen, 400);
  wait_for_frame (GTK_WIDGET (f->canvas));
  g_assert_true (f->canvas->kept.texture != kept);
  kith_canvas_set_selection (f->canvas, &few, 1);
  wait_for_frame (GTK_WIDGET (f->canvas));
  g_assert_null (f->canvas->kept.texture);
}

static void
test_drag_and_wheel (Fixture *f, gconstpointer people)
{
  KithViewport before;
  double x, y, after_x, after_y;

  hand ("mousemove 400 300 click 4");
  let_pass (300);
  settle (f);
  before = f->canvas->view;
  kith_viewport_to_map (&before, 400, 300, &x, &y);
  hand ("click 4");
  let_pass (300);
  settle (f);
  kith_viewport_to_map (&f->canvas->view, 400, 300, &after_x, &after_y);
  g_assert_cmpfloat (f->canvas->view.scale, >, before.scale * 1.1);
  g_assert_cmpfloat_with_epsilon (x, after_x, 0.02);
  g_assert_cmpfloat_with_epsilon (y, after_y, 0.02);

  before = f->canvas->view;
  hand ("mousemove 600 500 mousedown 1 mousemove 620 510 mousemove 700 560");
  /* Held still, so that it does not coast. */
  let_pass (250);
  hand ("mouseup 1");
  settle (f);
  g_assert_cmpfloat_with_epsilon ((before.x - f->canvas->view.x) * before.scale, 100, 12);
  g_assert_cmpfloat_with_epsilon ((before.y - f->canvas->view.y) * before.scale, 60, 12);
  assert_selected (f, 0);
}

/* A second finger joins one that draws a rectangle, which is given up, and the map grows under both and goes with them. There are no fingers on
 * this desktop: what the toolkit would tell of them is told in its place. */
static void
test_pinch (Fixture *f, gconstpointer people)
{
  const KithViewport *view = kith_canvas_get_viewport (f->canvas);
  const double scale = view->scale;
  double x, y, at_x, at_y;

  /* Neither gesture denies the other its fingers. */
  g_assert_true (gtk_gesture_is_grouped_with (f->canvas->drag, f->canvas->zoom));
  g_assert_false (gtk_gesture_is_grouped_with (f->canvas->drag, f->canvas->click));

  kith_canvas_begin_gather (f->canvas, KITH_CANVAS_RECTANGLE, 10, 10);
  kith_canvas_gather (f->canvas, view->width, view->height);
  kith_viewport_to_map (view, 200, 150, &x, &y);
  kith_canvas_begin_pinch (f->canvas, 200, 150);
  g_assert_cmpint (f->canvas->gathering, ==, KITH_CANVAS_HAND);
  kith_canvas_pinch (f->canvas, 1.5, 220, 150);
  kith_canvas_pinch (f->canvas, NAN, 220, 150);
  kith_canvas_pinch (f->canvas, 2, 250, 180);
  g_assert_cmpfloat_with_epsilon (view->scale, 2 * scale, 1e-6);
  kith_viewport_to_view (view, x, y, &at_x, &at_y);
  g_assert_cmpfloat_with_epsilon (at_x, 250, 1e-3);
  g_assert_cmpfloat_with_epsilon (at_y, 180, 1e-3);

  /* One finger moves nothing meanwhile; the one that stays goes on from where it is. */
  f->canvas->dragging = TRUE;
  x = view->x;
  g_signal_emit_by_name (f->canvas->drag, "drag-update", 300.0, 200.0);
  g_assert_cmpfloat (view->x, ==, x);
  kith_canvas_end_pinch (f->canvas);
  g_signal_emit_by_name (f->canvas->drag, "drag-update", 320.0, 200.0);
  g_assert_cmpfloat_with_epsilon ((x - view->x) * view->scale, 20, 1e-3);
  kith_canvas_give_up_drag (f->canvas);
  g_assert_cmpuint (f->selections, ==, 0);
  g_assert_false (f->canvas->dragging);
}

static void
test_keys (Fixture *f, gconstpointer people)
{
  double scale = f->canvas->view.scale;

  gtk_widget_child_focus (f->window, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (f->canvas)));
  g_assert_cmpint (f->canvas->cursor, >=, 0);

  guint first = (guint) f->canvas->cursor;
  hand ("key Right");
  guint second = (guint) f->canvas->cursor;
  g_assert_cmpuint (second, !=, first);
  g_assert_cmpfloat (f->scene->x[second], >, f->scene->x[first]);
  hand ("key Down");
  guint third = (guint) f->canvas->cursor;
  g_assert_cmpfloat (f->scene->y[third], >, f->scene->y[second]);
  assert_selected (f, 0);

  /* Space chooses one more or one less; Enter leaves the others chosen. */
  hand ("key space");
  assert_selected (f, 1, third);
  kith_canvas_move_cursor (f->canvas, (int) first);
  hand ("key space");
  assert_selected (f, 2, first, third);
  hand ("key Return");
  g_assert_cmpint (f->activated, ==, first);
  assert_selected (f, 2, first, third);
  hand ("key space");
  assert_selected (f, 1, third);
  hand ("key Menu");
  assert_selected (f, 1, first);
  g_assert_cmpuint (f->menus, ==, 1);
  /* By its place on the keyboard: asked for F10 by name, xdotool may hold Alt as well, with which the keyboard has an F10 too. */
  hand ("keydown shift key 76 keyup shift");
  g_assert_cmpuint (f->menus, ==, 2);
  g_assert_cmpint (f->menu_community, ==, -1);

  kith_canvas_move_cursor (f->canvas, (int) third);
  hand ("key shift+Up");
  if ((guint) f->canvas->cursor != third)
    {
      gboolean tied = FALSE;

      for (guint t = 0; t < f->scene->n_ties; t++)
        tied |= (f->scene->a[t] == third && (int) f->scene->b[t] == f->canvas->cursor)
                || (f->scene->b[t] == third && (int) f->scene->a[t] == f->canvas->cursor);
      g_assert_true (tied);
    }

  hand ("key plus");
  let_pass (300);
  settle (f);
  g_assert_cmpfloat (f->canvas->view.scale, >, scale);
  hand ("key Home");
  let_pass (400);
  settle (f);
  g_assert_cmpfloat_with_epsilon (f->canvas->view.scale, scale, 1e-6);

  /* Whoever chooses nobody stays where they are; once more, and the keyboard is nowhere. */
  int at = f->canvas->cursor;
  g_assert_cmpint (at, >=, 0);
  hand ("key Escape");
  assert_selected (f, 0);
  g_assert_cmpint (f->canvas->cursor, ==, at);
  hand ("key Escape");
  g_assert_cmpint (f->canvas->cursor, ==, -1);

  /* The map moves under the keyboard; whoever it left behind is not where the next arrow begins. */
  hand ("key plus");
  let_pass (300);
  settle (f);
  double x = f->canvas->view.x;
  hand ("key ctrl+Right");
  let_pass (300);
  settle (f);
  g_assert_cmpfloat (f->canvas->view.x, >, x);
  hand ("key plus plus plus plus plus");
  let_pass (400);
  settle (f);
  hand ("key Left");
  let_pass (400);
  settle (f);
  place_of (f, (guint) f->canvas->cursor, &x, &scale);
  g_assert_cmpfloat (x, >, 0);
  g_assert_cmpfloat (x, <, f->canvas->view.width);
}

static void
test_walks_everywhere (Fixture *f, gconstpointer people)
{
  g_autofree guint8 *reached = g_new0 (guint8, f->scene->n);
  g_autofree guint *queue = g_new (guint, f->scene->n);
  guint begin = 0;
  guint end = 0;

  /* From anybody the arrows come to everybody: seen from afar too. */
  kith_canvas_enter (f->canvas);
  queue[end++] = (guint) f->canvas->cursor;
  reached[f->canvas->cursor] = 1;
  for (; begin < end; begin++)
    for (int way = 0; way < 4; way++)
      {
        f->canvas->cursor = (int) queue[begin];
        kith_canvas_walk (f->canvas, way == 0 ? 1 : way == 1 ? -1 : 0, way == 2 ? 1 : way == 3 ? -1 : 0, FALSE);
        if (!reached[f->canvas->cursor])
          {
            reached[f->canvas->cursor] = 1;
            queue[end++] = (guint) f->canvas->cursor;
          }
      }
  g_assert_cmpuint (end, ==, f->scene->n_drawn);
}

static void
test_community_keys (Fixture *f, gconstpointer people)
{
  guint n = f->scene->n_communities;

  gtk_widget_grab_focus (GTK_WIDGET (f->canvas));
  kith_canvas_move_cursor (f->canvas, -1);
  for (guint i = 0; i <= n; i++)
    {
      hand ("key bracketright");
      g_assert_cmpuint (f->scene->community[f->canvas->cursor], ==, i % n);
    }
  hand ("key bracketleft bracketleft");
  g_assert_cmpuint (f->scene->community[f->canvas->cursor], ==, n - 2);
  hand ("key Next");
  g_assert_cmpuint (f->scene->community[f->canvas->cursor], ==, n - 1);
}

static void
test_menu (Fixture *f, gconstpointer people)
{
  guint one = somebody (f, -1);
  guint other = somebody (f, f->scene->community[one]);
  double x, y;

  click (f, one, NULL);
  click (f, other, "ctrl");
  place_of (f, one, &x, &y);
  g_autofree char *words = g_strdup_printf ("mousemove %d %d click 3", (int) round (x), (int) round (y));
  hand (words);
  g_assert_cmpuint (f->menus, ==, 1);
  assert_selected (f, 2, one, other);
  g_assert_cmpfloat_with_epsilon (f->menu_x, x, 1);

  hand ("mousemove 5 5 click 3");
  g_assert_cmpuint (f->menus, ==, 2);
  assert_selected (f, 2, one, other);
  kith_canvas_set_selection (f->canvas, &other, 1);
  hand (words);
  assert_selected (f, 1, one);
}

/* Around a community with the lasso: whoever is inside, as by looking at each person in turn. */
static void
test_lasso (Fixture *f, gconstpointer people)
{
  const KithSceneCommunity *circle = &f->scene->communities[2];
  g_autoptr (GString) words = g_string_new (NULL);
  KithCanvasTilesTally before, after;
  double x, y;

  stock (f);
  kith_canvas_tiles_get_tally (f->canvas->tiles, &before);

  kith_canvas_set_tool (f->canvas, KITH_CANVAS_LASSO);
  for (int k = 0; k <= 24; k++)
    {
      kith_viewport_to_view (&f->canvas->view, circle->x + 1.15 * circle->radius * cos (k * 2 * G_PI / 24),
                             circle->y + 1.15 * circle->radius * sin (k * 2 * G_PI / 24), &x, &y);
      /* A moment for each: of what comes within one frame only the last is seen. */
      g_string_append_printf (words, "%smousemove %d %d%s sleep 0.04", k > 0 ? " " : "", (int) x, (int) y,
                              k == 0 ? " mousedown 1" : "");
    }
  hand (words->str);
  g_autoptr (Picture) picture = picture_of (GTK_WIDGET (f->canvas), "canvas-lasso");
  hand ("mouseup 1");
  settle (f);

  guint inside = 0;
  for (guint i = 0; i < f->scene->n; i++)
    {
      double out = hypot (f->scene->x[i] - circle->x, f->scene->y[i] - circle->y) / circle->radius;

      if (out < 1)
        {
          g_assert_true (kith_canvas_is_selected (f->canvas, i));
          inside++;
        }
      if (out > 1.25)
        g_assert_false (kith_canvas_is_selected (f->canvas, i));
    }
  g_assert_cmpuint (inside, >, 5);
  g_assert_cmpuint (f->selections, ==, 1);
  kith_canvas_tiles_get_tally (f->canvas->tiles, &after);
  g_assert_cmpuint (after.made, ==, before.made);

  /* Escape on the way gives up; with Ctrl a second one adds. */
  guint n;
  kith_canvas_get_selection (f->canvas, &n);
  /* One after the other: what pointer and keyboard do within the same millisecond comes in any order. */
  hand ("mousemove 10 10 mousedown 1 mousemove 400 10 mousemove 400 400");
  hand ("key Escape");
  hand ("mouseup 1");
  settle (f);
  g_assert_cmpuint (f->selections, ==, 1);
  kith_canvas_get_selection (f->canvas, &n);
  kith_canvas_choose_community (f->canvas, 1, TRUE);
  g_assert_cmpuint (f->canvas->selection->len, >, n);

  kith_canvas_set_tool (f->canvas, KITH_CANVAS_RECTANGLE);
  x = f->canvas->view.x;
  hand ("mousemove 2 2 mousedown 1 mousemove 40 40 mousemove 1200 800 mouseup 1");
  settle (f);
  g_assert_cmpfloat (f->canvas->view.x, ==, x);
  g_assert_cmpuint (f->canvas->selection->len, >, f->scene->n_drawn / 2);
  /* The middle button moves the map whatever the tool. */
  hand ("mousemove 600 500 mousedown 2 mousemove 620 510 mousemove 700 560");
  let_pass (250);
  hand ("mouseup 2");
  settle (f);
  g_assert_cmpfloat (f->canvas->view.x, !=, x);
}

static void
test_community (Fixture *f, gconstpointer people)
{
  guint inside = somebody (f, -1);
  int community = f->scene->community[inside];
  guint outside = somebody (f, community);
  double x, y, ox, oy;

  kith_canvas_set_community (f->canvas, community);
  settle (f);
  place_of (f, inside, &x, &y);
  place_of (f, outside, &ox, &oy);
  g_autoptr (Picture) picture = picture_of (GTK_WIDGET (f->canvas), "canvas-community");
  g_assert_cmpuint (color_distance (pixel_at (picture, x, y), f->scene->communities[community].color), <, 24);
  g_assert_cmpuint (color_distance (pixel_at (picture, ox, oy), KITH_PALETTE_FAINT), <, 24);

  /* Its name lets go of it, another's name takes over. */
  for (guint i = 0; i < f->scene->n_communities; i++)
    for (double at_y = 0; at_y < f->canvas->view.height; at_y += 6)
      for (double at_x = 0; at_x < f->canvas->view.width; at_x += 6)
        {
          KithLabelKind kind;
          guint index;

          if (f->community != -2
              || !kith_canvas_labels_pick (f->canvas->labels, &f->canvas->view, at_x, at_y, &kind, &index)
              || kind != KITH_LABEL_COMMUNITY || kith_canvas_pick (f->canvas, at_x, at_y) >= 0)
            continue;
          g_autofree char *words = g_strdup_printf ("mousemove %d %d click 1", (int) at_x, (int) at_y);
          hand (words);
          g_assert_cmpint (f->community, ==, (int) index == community ? -1 : (int) index);
        }
  g_assert_cmpint (f->community, !=, -2);

  kith_canvas_show_community (f->canvas, community);
  let_pass (500);
  settle (f);
  kith_viewport_to_view (&f->canvas->view, f->scene->communities[community].x, f->scene->communities[community].y, &x,
                         &y);
  g_assert_cmpfloat_with_epsilon (x, f->canvas->view.width / 2, 2);
}

static void
test_access (Fixture *f, gconstpointer people)
{
  g_autofree char *words = kith_canvas_dup_words (f->canvas, 4, FALSE);
  g_autofree char *chosen = NULL;
  g_autofree char *same = NULL;

  gtk_test_accessible_assert_role (f->canvas, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (f->canvas, GTK_ACCESSIBLE_PROPERTY_LABEL, "Map of the network");
  same = gtk_test_accessible_check_property (GTK_ACCESSIBLE (f->canvas), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");
  g_assert_nonnull (strstr (same, "people in 9 communities."));
  /* What keys do is no part of what is there. */
  g_assert_null (strstr (same, "Arrow keys"));
  g_clear_pointer (&same, g_free);
  same = gtk_test_accessible_check_property (GTK_ACCESSIBLE (f->canvas), GTK_ACCESSIBLE_PROPERTY_HELP_TEXT, "");
  g_assert_nonnull (strstr (same, "Arrow keys"));
  g_assert_true (g_str_has_prefix (words, f->scene->name[4]));
  g_assert_true (g_str_has_suffix (words, ", number 4"));
  guint four = 4;
  kith_canvas_set_selection (f->canvas, &four, 1);
  chosen = kith_canvas_dup_words (f->canvas, 4, FALSE);
  g_assert_true (g_str_has_suffix (chosen, ", number 4, chosen"));
}

static void
test_carry (Fixture *f, gconstpointer people)
{
  guint one = somebody (f, -1);
  guint other = somebody (f, f->scene->community[one]);
  double x, y, scale;

  /* Whoever is taken hold of goes along with those chosen; the map stays. */
  click (f, one, NULL);
  click (f, other, "ctrl");
  kith_canvas_set_tool (f->canvas, KITH_CANVAS_ARRANGE);
  place_of (f, one, &x, &y);
  scale = f->canvas->view.scale;
  double middle = f->canvas->view.x;
  g_autofree char *words = g_strdup_printf (
      "mousemove %d %d mousedown 1 sleep 0.05 mousemove_relative 20 10 sleep 0.05 mousemove_relative "
      "40 20 sleep 0.05",
      (int) round (x), (int) round (y));
  hand (words);
  g_autoptr (Picture) picture = picture_of (GTK_WIDGET (f->canvas), "canvas-carry");
  g_assert_cmpuint (f->moves, ==, 0);
  hand ("mouseup 1");
  g_assert_cmpuint (f->moves, ==, 1);
  g_assert_cmpfloat_with_epsilon (f->moved_x * scale, 60, 1.5);
  g_assert_cmpfloat_with_epsilon (f->moved_y * scale, 30, 1.5);
  g_assert_cmpfloat (f->canvas->view.x, ==, middle);
  assert_selected (f, 2, one, other);
  kith_canvas_put_back (f->canvas);

  /* Given up on the way. */
  hand (words);
  hand ("key Escape");
  hand ("mouseup 1");
  g_assert_cmpuint (f->moves, ==, 1);
  g_assert_cmpfloat (f->canvas->shift_x, ==, 0);

  /* By keyboard: several keys are one move. */
  kith_canvas_set_tool (f->canvas, KITH_CANVAS_HAND);
  hand ("key alt+Right alt+Right alt+Down");
  g_assert_cmpuint (f->moves, ==, 1);
  let_pass (1500);
  g_assert_cmpuint (f->moves, ==, 2);
  g_assert_cmpfloat_with_epsilon (f->moved_x * scale, 24, 0.1);
  g_assert_cmpfloat_with_epsilon (f->moved_y * scale, 12, 0.1);
}

static GtkAccessible *
find_part (GtkAccessible *within, const char *name, guint *n)
{
  GtkAccessible *found = NULL;
  GtkAccessible *next;

  for (GtkAccessible *child = gtk_accessible_get_first_accessible_child (within); child != NULL; child = next)
    {
      g_autoptr (GtkAccessible) parent = gtk_accessible_get_accessible_parent (child);
      g_autofree char *other = gtk_test_accessible_check_property (child, GTK_ACCESSIBLE_PROPERTY_LABEL, "");

      g_assert_true (parent == within);
      (*n)++;
      if (name != NULL && found == NULL && strstr (other, name) != NULL)
        found = g_object_ref (child);
      next = gtk_accessible_get_next_accessible_sibling (child);
      g_object_unref (child);
    }
  return found;
}

static void
test_parts (Fixture *f, gconstpointer people)
{
  GtkAccessible *canvas = GTK_ACCESSIBLE (f->canvas);
  guint person = f->scene->by_importance[0];
  const KithSceneCommunity *community = &f->scene->communities[f->scene->community[person]];
  g_autofree char *name = g_strdup_printf ("%s, %u p", community->name, community->people);
  guint n = 0;
  int x, y, width, height, left, top;
  double px, py;

  kith_canvas_move_cursor (f->canvas, -1);
  g_autoptr (GtkAccessible) list = find_part (canvas, name, &n);
  g_assert_nonnull (list);
  g_assert_cmpuint (n, ==, f->scene->n_communities + 1);
  gtk_test_accessible_assert_role (list, GTK_ACCESSIBLE_ROLE_LIST_BOX);

  n = 0;
  g_autoptr (GtkAccessible) part = find_part (list, f->scene->name[person], &n);
  g_assert_nonnull (part);
  gtk_test_accessible_assert_role (part, GTK_ACCESSIBLE_ROLE_OPTION);
  gtk_test_accessible_assert_state (part, GTK_ACCESSIBLE_STATE_SELECTED, FALSE);
  g_assert_true (gtk_accessible_get_platform_state (part, GTK_ACCESSIBLE_PLATFORM_STATE_FOCUSABLE));
  g_assert_false (gtk_accessible_get_platform_state (part, GTK_ACCESSIBLE_PLATFORM_STATE_FOCUSED));

  /* Where it is drawn. */
  place_of (f, person, &px, &py);
  g_assert_true (gtk_accessible_get_bounds (list, &left, &top, &width, &height));
  g_assert_true (gtk_accessible_get_bounds (part, &x, &y, &width, &height));
  g_assert_cmpfloat_with_epsilon (left + x + width / 2.0, px, 3);
  g_assert_cmpfloat_with_epsilon (top + y + height / 2.0, py, 3);

  kith_canvas_set_selection (f->canvas, &person, 1);
  gtk_test_accessible_assert_state (part, GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (f->canvas));
  kith_canvas_move_cursor (f->canvas, (int) person);
  g_assert_true (gtk_accessible_get_platform_state (part, GTK_ACCESSIBLE_PLATFORM_STATE_FOCUSED));

  /* Somebody unimportant is there as soon as the keyboard comes to them. */
  guint quiet = f->scene->by_importance[f->scene->n_named - 1];
  guint before = 0;
  guint after = 0;
  g_autofree char *their = g_strdup_printf ("%s, %u p", f->scene->communities[f->scene->community[quiet]].name,
                                            f->scene->communities[f->scene->community[quiet]].people);
  g_autoptr (GtkAccessible) theirs = find_part (canvas, their, &n);
  g_clear_object (&part);
  part = find_part (theirs, NULL, &before);
  kith_canvas_move_cursor (f->canvas, (int) quiet);
  part = find_part (theirs, f->scene->name[quiet], &after);
  g_assert_nonnull (part);
  g_assert_cmpuint (after, ==, before + 1);

  /* Whoever still holds a part of a map that is gone holds something hollow. */
  kith_canvas_set_scene (f->canvas, NULL, FALSE);
  g_assert_null (gtk_accessible_get_first_accessible_child (canvas));
  g_assert_null (gtk_accessible_get_first_accessible_child (theirs));
  g_assert_false (gtk_accessible_get_bounds (part, &x, &y, &width, &height));
  kith_canvas_set_scene (f->canvas, f->scene, FALSE);
}

static void
test_squares (Fixture *f, gconstpointer people)
{
  g_autoptr (KithScene) scene = planted_scene (GPOINTER_TO_UINT (people), 9, 4, 3);
  KithSquares *squares = kith_squares_new (2, 0);
  const KithSquare *square = &squares->squares[1];
  guint n = 0;
  double x, y;

  for (guint s = 0; s < 2; s++)
    {
      const guint its[] = { s, 10 + s, 40 + s, 90 + s };

      squares->squares[s] = (KithSquare) {
        .name = g_strdup_printf ("Picnic %u", s),
        .words = g_strdup_printf ("Picnic %u: 4 people", s),
        .open = s == 1,
        .n_people = G_N_ELEMENTS (its),
        .people = g_memdup2 (its, sizeof its),
      };
    }
  kith_scene_take_squares (scene, squares);
  kith_canvas_set_scene (f->canvas, scene, TRUE);
  settle (f);

  /* It is drawn, and lies under the pointer; nobody does. */
  kith_viewport_to_view (kith_canvas_get_viewport (f->canvas), square->x, square->y, &x, &y);
  g_autofree char *move = g_strdup_printf ("mousemove %d %d", (int) round (x), (int) round (y));
  hand (move);
  settle (f);
  g_assert_cmpint (f->canvas->hovered_square, ==, 1);
  g_assert_cmpint (f->canvas->hovered, ==, -1);
  hand ("click 1");
  settle (f);
  assert_selected (f, 4, 1, 11, 41, 91);
  g_assert_cmpint (f->community, ==, -2);
  g_assert_cmpuint (f->selections, ==, 1);

  /* Its people from the menu, too. */
  kith_canvas_set_selection (f->canvas, NULL, 0);
  hand ("click 3");
  assert_selected (f, 4, 1, 11, 41, 91);
  g_assert_cmpuint (f->menus, ==, 1);
  g_assert_cmpint (f->menu_community, ==, -1);

  /* By keys: from one to the next, around. */
  hand ("key Escape");
  hand ("mousemove 2 2");
  hand ("key e");
  int first = f->canvas->cursor_square;
  g_assert_cmpint (first, >=, 0);
  hand ("key e");
  g_assert_cmpint (f->canvas->cursor_square, ==, 1 - first);
  hand ("key shift+e");
  g_assert_cmpint (f->canvas->cursor_square, ==, first);
  hand ("key Return");
  assert_selected (f, 4, first, 10 + first, 40 + first, 90 + first);
  hand ("key e key space");
  assert_selected (f, 8, 0, 1, 10, 11, 40, 41, 90, 91);
  hand ("key Right");
  g_assert_cmpint (f->canvas->cursor_square, ==, -1);
  g_assert_cmpint (f->canvas->cursor, >=, 0);

  /* A list of its own to who does not see them. */
  g_autoptr (GtkAccessible) list = find_part (GTK_ACCESSIBLE (f->canvas), "Events and groups", &n);
  g_assert_nonnull (list);
  g_assert_cmpuint (n, ==, scene->n_communities + 2);
  n = 0;
  g_autoptr (GtkAccessible) part = find_part (list, "Picnic 1: 4 people", &n);
  g_assert_nonnull (part);
  g_assert_cmpuint (n, ==, 2);
  gtk_test_accessible_assert_role (part, GTK_ACCESSIBLE_ROLE_OPTION);
  gtk_test_accessible_assert_state (part, GTK_ACCESSIBLE_STATE_SELECTED, FALSE);
  kith_canvas_choose_square (f->canvas, 1, FALSE);
  gtk_test_accessible_assert_state (part, GTK_ACCESSIBLE_STATE_SELECTED, TRUE);

  /* A scene without squares forgets them. */
  hand ("key e");
  kith_canvas_set_scene (f->canvas, f->scene, TRUE);
  g_assert_cmpint (f->canvas->cursor_square, ==, -1);
  hand ("key e");
  g_assert_cmpint (f->canvas->cursor_square, ==, -1);
}

static void
test_new_scene (Fixture *f, gconstpointer people)
{
  g_autoptr (KithScene) other = planted_scene (300, 5, 4, 9);
  guint person = 3;

  kith_canvas_set_selection (f->canvas, &person, 1);
  kith_canvas_zoom_at (f->canvas, 2, 300, 300, TRUE);
  settle (f);
  KithViewport before = f->canvas->view;
  kith_canvas_set_scene (f->canvas, other, TRUE);
  settle (f);
  g_assert_cmpfloat (f->canvas->view.scale, ==, before.scale);
  assert_selected (f, 0);

  /* A map of another size is shown whole. */
  g_autoptr (KithScene) large = planted_scene (20000, 9, 4, 9);
  kith_canvas_set_scene (f->canvas, large, TRUE);
  settle (f);
  g_assert_cmpfloat (f->canvas->view.scale, <, before.scale / 2);

  kith_canvas_set_scene (f->canvas, NULL, FALSE);
  settle (f);
  hand ("mousemove 300 300 click 1 click 4 key plus key Right");
  kith_canvas_set_scene (f->canvas, f->scene, FALSE);
  settle (f);
  kith_canvas_set_scene (f->canvas, NULL, FALSE);
}

/* The small map: there when needed, and a way to go elsewhere. */
static void
test_minimap (void)
{
  g_autoptr (KithScene) scene = planted_scene (3000, 9, 4, 3);
  KithCanvas *canvas = KITH_CANVAS (kith_canvas_new ());
  GtkWidget *minimap = kith_minimap_new (canvas);
  GtkWidget *overlay = gtk_overlay_new ();
  Fixture f = { .canvas = canvas };

  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (canvas));
  gtk_widget_set_halign (minimap, GTK_ALIGN_END);
  gtk_widget_set_valign (minimap, GTK_ALIGN_END);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), minimap);
  kith_canvas_set_scene (canvas, scene, FALSE);
  GtkWidget *window = window_with (overlay);
  hand ("mousemove 2 2");
  settle (&f);
  g_assert_false (gtk_widget_get_visible (minimap));

  kith_canvas_zoom_at (canvas, 4, 300, 300, TRUE);
  settle (&f);
  g_assert_true (gtk_widget_get_visible (minimap));
  let_pass (200);
  g_autoptr (Picture) picture = picture_of (window, "canvas-minimap");
  int width = gtk_widget_get_width (minimap);
  int height = gtk_widget_get_height (minimap);
  int left = gtk_widget_get_width (window) - width;
  int top = gtk_widget_get_height (window) - height;
  guint colored = 0;
  for (int y = 2; y < height - 2; y++)
    for (int x = 2; x < width - 2; x++)
      colored += color_distance (pixel_at (picture, left + x, top + y), kith_raster_ground (FALSE)) > 30;
  g_assert_cmpuint (colored, >, 200);

  /* A click in its middle shows the middle of the map, and a drag from there goes along. */
  g_autofree char *click = g_strdup_printf ("mousemove %d %d click 1", left + width / 2, top + height / 2);
  hand (click);
  settle (&f);
  g_assert_cmpfloat_with_epsilon (canvas->view.x, (scene->left + scene->right) / 2, 3);
  g_assert_cmpfloat_with_epsilon (canvas->view.y, (scene->top + scene->bottom) / 2, 3);
  double x = canvas->view.x;
  hand ("mousedown 1 mousemove_relative -- -10 0 mousemove_relative -- -10 0 mouseup 1");
  settle (&f);
  g_assert_cmpfloat (canvas->view.x, <, x - 5);
  g_assert_cmpuint (canvas->selection->len, ==, 0);

  kith_canvas_fit (canvas);
  let_pass (500);
  settle (&f);
  g_assert_false (gtk_widget_get_visible (minimap));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_gone_while_drawing (void)
{
  g_autoptr (KithScene) scene = planted_scene (20000, 9, 8, 3);

  for (guint i = 0; i < 6; i++)
    {
      GtkWidget *canvas = g_object_ref_sink (kith_canvas_new ());
      kith_canvas_set_scene (KITH_CANVAS (canvas), scene, FALSE);
      GtkWidget *window = window_with (canvas);

      kith_canvas_zoom (KITH_CANVAS (canvas), 3);
      let_pass (i * 7);
      gtk_window_destroy (GTK_WINDOW (window));
      g_assert_finalize_object (canvas);
    }
  g_assert_true (g_atomic_ref_count_compare (&scene->ref_count, 1));
}

#define ADD(path, people, function) g_test_add (path, Fixture, GUINT_TO_POINTER (people), set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  widget_test_init (&argc, &argv);

  ADD ("/canvas/draws", 200, test_draws);
  ADD ("/canvas/no-seams", 3000, test_no_seams);
  ADD ("/canvas/tiles-are-kept", 3000, test_tiles_are_kept);
  ADD ("/canvas/new-marks", 3000, test_new_marks);
  ADD ("/canvas/click", 200, test_click);
  ADD ("/canvas/click-names", 20000, test_click_names);
  ADD ("/canvas/double-click", 200, test_double_click);
  ADD ("/canvas/band", 200, test_band);
  ADD ("/canvas/many-chosen", 3000, test_many_chosen);
  ADD ("/canvas/drag-and-wheel", 200, test_drag_and_wheel);
  ADD ("/canvas/pinch", 200, test_pinch);
  ADD ("/canvas/keys", 200, test_keys);
  ADD ("/canvas/walks-everywhere", 200, test_walks_everywhere);
  ADD ("/canvas/community-keys", 200, test_community_keys);
  ADD ("/canvas/menu", 200, test_menu);
  ADD ("/canvas/lasso", 200, test_lasso);
  ADD ("/canvas/carry", 200, test_carry);
  ADD ("/canvas/parts", 200, test_parts);
  ADD ("/canvas/squares", 200, test_squares);
  ADD ("/canvas/community", 200, test_community);
  ADD ("/canvas/access", 200, test_access);
  ADD ("/canvas/new-scene", 200, test_new_scene);
  g_test_add_func ("/canvas/minimap", test_minimap);
  g_test_add_func ("/canvas/gone-while-drawing", test_gone_while_drawing);

  return g_test_run ();
}
