/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Squares over a map: where they stand, what lies under a point, and that events and groups of a network are what they should be, against
 * the plain way. */

#include "kith-acts.h"
#include "kith-analysis.h"
#include "kith-events.h"
#include "kith-map.h"
#include "kith-occasions.h"
#include "kith-sign.h"

#include "scene-fixture.h"
#include "store-fixture.h"

#include <math.h>

#define WHOLE 700.0

/* @n squares of people picked by chance: of one community each, and every third of everywhere. */
static KithSquares *
planted_squares (const KithScene *scene, guint n, guint32 seed)
{
  KithSquares *squares = kith_squares_new (n, 3);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint s = 0; s < n; s++)
    {
      KithSquare *square = &squares->squares[s];
      g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (guint));

      for (guint i = 0; i < scene->n; i++)
        if ((s % 3 == 0 || scene->community[i] == s % scene->n_communities) && g_rand_int_range (rand, 0, 3) == 0)
          g_array_append_val (people, i);
      square->id = 100 + s;
      square->name = g_strdup_printf ("Square %u", s);
      square->words = g_strdup_printf ("Square %u: %u people", s, people->len);
      square->open = s % 2;
      square->n_people = people->len;
      square->people = g_memdup2 (people->data, people->len * sizeof (guint));
    }
  return squares;
}

static KithScene *
scene_with_squares (guint n_people, guint n)
{
  KithScene *scene = planted_scene (n_people, 9, 4, 5);

  kith_scene_take_squares (scene, planted_squares (scene, n, 11));
  return scene;
}

/* On the map, near the middle of their people, and upon nobody and no other square, as they are drawn where the whole map is seen; where
 * people stand close, upon as few as can be. */
static void
test_places (void)
{
  static const guint sizes[] = { 60, 200, 3000 };

  for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      g_autoptr (KithScene) scene = scene_with_squares (sizes[k], 20);
      g_autoptr (KithScene) again = scene_with_squares (sizes[k], 20);
      double extent = MAX (scene->right - scene->left, scene->bottom - scene->top);
      double scale = WHOLE / extent;
      double half = kith_squares_half (scale);

      for (guint s = 0; s < 20; s++)
        {
          const KithSquare *square = &scene->squares->squares[s];
          double x = 0, y = 0;
          guint touched = 0;

          if (square->n_people == 0)
            {
              g_assert_true (isnan (square->x));
              continue;
            }
          g_assert_cmpfloat (square->x, ==, again->squares->squares[s].x);
          g_assert_cmpfloat (square->y, ==, again->squares->squares[s].y);
          g_assert_true (square->x >= scene->left && square->x <= scene->right);
          g_assert_true (square->y >= scene->top && square->y <= scene->bottom);
          for (guint p = 0; p < square->n_people; p++)
            {
              x += scene->x[square->people[p]] / square->n_people;
              y += scene->y[square->people[p]] / square->n_people;
            }
          g_assert_cmpfloat (hypot (square->x - x, square->y - y), <, extent * 0.15);
          for (guint i = 0; i < scene->n; i++)
            {
              double beside = MAX (fabs (scene->x[i] - square->x) * scale - half, 0);
              double below = MAX (fabs (scene->y[i] - square->y) * scale - half, 0);

              touched += hypot (beside, below) < kith_scene_dot_radius (scene->radius[i], scale) - 0.01;
            }
          /* Three thousand leave no room between them. */
          g_assert_cmpuint (touched, <=, sizes[k] > 1000 ? 1 : 0);
          for (guint other = 0; other < s; other++)
            g_assert_true (isnan (scene->squares->squares[other].x)
                           || fabs (scene->squares->squares[other].x - square->x) * scale > 2 * half
                           || fabs (scene->squares->squares[other].y - square->y) * scale > 2 * half);
          g_assert_cmpint (kith_squares_pick (scene->squares, scale, square->x, square->y, 0), ==, s);
        }
      g_assert_cmpint (kith_squares_pick (scene->squares, scale, scene->left - extent, 0, 0), ==, -1);
    }
}

/* A square whose people have no place is nowhere; a crowded map still has one for it. */
static void
test_nowhere (void)
{
  const float x[] = { 0, NAN, 0.1f, 0.2f }, y[] = { 0, NAN, 0, 0 }, radius[] = { 5, 1, 5, 5 };
  const float importance[4] = { 0 };
  const guint16 community[]
      = { KITH_SCENE_NO_COMMUNITY, KITH_SCENE_NO_COMMUNITY, KITH_SCENE_NO_COMMUNITY, KITH_SCENE_NO_COMMUNITY };
  const guint8 shape[4] = { 0 };
  const char *const names[] = { "a", "b", "c", "d" };
  g_autoptr (KithScene) scene
      = kith_scene_new (4, x, y, radius, community, shape, importance, names, 0, NULL, NULL, 0, NULL);
  KithSquares *squares = kith_squares_new (2, 0);
  const guint none[] = { 1 }, all[] = { 0, 1, 2, 3 };

  squares->squares[0] = (KithSquare) { 1, g_strdup ("None"), g_strdup (""), FALSE, 1, g_memdup2 (none, sizeof none) };
  squares->squares[1] = (KithSquare) { 2, g_strdup ("All"), g_strdup (""), FALSE, 4, g_memdup2 (all, sizeof all) };
  kith_scene_take_squares (scene, squares);
  g_assert_true (isnan (squares->squares[0].x));
  g_assert_true (isfinite (squares->squares[1].x));
  g_assert_true (kith_square_is_of (&squares->squares[1], all, 4));
  g_assert_false (kith_square_is_of (&squares->squares[1], all, 3));
  g_assert_false (kith_square_is_of (&squares->squares[0], all, 1));
  g_assert_cmpint (kith_squares_pick (squares, 10, 1000, 1000, 0), ==, -1);
}

/* Over ties of whatever color the lines of a square are seen: their own color in the middle, that of the ground beside it. */
static void
test_lines (void)
{
  const float x[] = { -10, 10, -10, 10 };
  const float y[] = { -10, -10, 10, 10 };
  const float radius[] = { 0.4f, 0.4f, 0.4f, 0.4f };
  const guint16 community[] = { 0, 0, 0, 0 };
  const guint8 shape[4] = { 0 };
  const float importance[4] = { 0 };
  const char *const names[] = { "", "", "", "", NULL };
  const KithSceneCommunity one = { .color = 0xaa0000 };
  const guint all[] = { 0, 1, 2, 3 }, few[] = { 0, 1, 2 };
  KithSquares *squares = kith_squares_new (1, 0);
  g_autoptr (KithScene) scene
      = kith_scene_new (4, x, y, radius, community, shape, importance, names, 0, NULL, NULL, 1, &one);

  squares->squares[0] = (KithSquare) { 1, g_strdup (""), g_strdup (""), FALSE, 4, g_memdup2 (all, sizeof all) };
  kith_scene_take_squares (scene, squares);
  g_assert_cmpint (kith_squares_find (squares, all, 4), ==, 0);
  g_assert_cmpint (kith_squares_find (squares, few, 3), ==, -1);
  g_assert_cmpint (kith_squares_find (NULL, all, 4), ==, -1);
  g_assert_cmpfloat (kith_squares_ties_alpha (squares, all, 4), <, kith_squares_ties_alpha (squares, few, 3));

  for (int dark = 0; dark < 2; dark++)
    {
      const KithMapLook look
          = { .left = -11, .top = -11, .scale = 10, .unit = 1, .dark = dark, .ground = dark ? 0x1c1c1f : 0xfafafa };
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 220, 220);
      cairo_t *cr = cairo_create (surface);
      const guint32 *pixels;
      int middle_row, middle, brightest = 0, darkest = 255;

      cairo_set_source_rgb (cr, 0.67, 0, 0);
      cairo_paint (cr);
      kith_squares_draw_lines (scene, 0, cr, &look);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      pixels = (const guint32 *) cairo_image_surface_get_data (surface);
      /* Across the line to the first of them, half way. */
      middle_row = (int) ((kith_map_look_y (&look, squares->squares[0].y) + kith_map_look_y (&look, y[0])) / 2);
      middle = (int) ((kith_map_look_x (&look, squares->squares[0].x) + kith_map_look_x (&look, x[0])) / 2);
      for (int at = middle - 8; at <= middle + 8; at++)
        {
          int green = (pixels[middle_row * cairo_image_surface_get_stride (surface) / 4 + at] >> 8) & 0xff;

          brightest = MAX (brightest, green);
          darkest = MIN (darkest, green);
        }
      /* There is no green in the ties. */
      g_assert_cmpint (brightest, >, 120);
      g_assert_cmpint (darkest, ==, 0);
      cairo_surface_destroy (surface);
    }
}

/* Scenes made of one that has squares have them too, under other names where they are renamed. */
static void
test_like (void)
{
  g_autoptr (KithScene) scene = scene_with_squares (60, 2);
  g_autofree guint32 *colors = g_new0 (guint32, scene->n_communities);
  g_autoptr (KithScene) recolored = kith_scene_new_recolored (scene, colors);
  const char *const names[] = { "", "Other", NULL };
  g_autofree const char **communities = g_new0 (const char *, scene->n_communities);
  g_autoptr (KithScene) renamed = NULL;
  g_autoptr (GArray) lines = kith_sign_list_squares (scene);

  for (guint c = 0; c < scene->n_communities; c++)
    communities[c] = "";
  renamed = kith_scene_new_renamed (recolored, g_strdupv (scene->name), communities, names);
  g_assert_true (recolored->squares == scene->squares);
  g_assert_cmpstr (renamed->squares->squares[1].name, ==, "Other");
  g_assert_cmpstr (renamed->squares->squares[0].words, ==, "");
  g_assert_cmpfloat (renamed->squares->squares[1].x, ==, scene->squares->squares[1].x);
  g_assert_cmpuint (renamed->squares->others, ==, 3);

  g_assert_cmpuint (lines->len, ==, 3);
  g_assert_cmpint (g_array_index (lines, KithSignLine, 0).sign, ==, KITH_SIGN_SQUARE);
  g_assert_cmpuint (g_array_index (lines, KithSignLine, 1).count, ==, 1);
  g_assert_cmpstr (g_array_index (lines, KithSignLine, 2).words, ==, "3 smaller ones not shown");
}

/* — Of a network — */

#define PEOPLE 30
#define EVENTS 25

static gboolean
was_there (guint person, guint event)
{
  return event == 0 ? person == 4 : (person * 7 + event * 3) % (event % 5 + 2) == 0 && person < 3 + event;
}

/* Each event with at least two people, the largest first, among equals the latest, as many as a map takes. */
static void
test_occasions (void)
{
  StoreFixture *fixture = store_fixture_new ();
  KithStore *store = fixture->store;
  g_autoptr (GError) error = NULL;
  g_autoptr (KithSnapshot) snapshot = NULL;
  gint64 event_ids[EVENTS];
  gint64 people[PEOPLE];
  KithSquares *squares;
  guint met = 0;

  g_assert_true (kith_act_begin (store, "Fill", FALSE, &error));
  for (guint i = 0; i < PEOPLE; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u", i);

      people[i] = store_fixture_add_person (store, name, NULL);
    }
  for (guint e = 0; e < EVENTS; e++)
    {
      g_autofree char *name = g_strdup_printf ("Meeting %u", e);
      KithEvent event = { .kind = e % 4 == 3 ? KITH_GROUP : KITH_EVENT,
                          .name = name,
                          .date = e % 4 == 3 ? KITH_NO_DATE : 1700000000 + (gint64) e * 86400 };
      guint n = 0;

      g_assert_true (kith_event_put (store, &event, NULL, &error));
      event_ids[e] = event.id;
      for (guint i = 0; i < PEOPLE; i++)
        if (was_there (i, e))
          {
            g_assert_true (kith_attendance_put (store, event.id, people[i], 0, NULL, &error));
            n++;
          }
      met += n >= 2;
    }
  g_assert_true (kith_act_commit (store, NULL, &error));
  g_assert_true (kith_analysis_look_again (store, FALSE, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  snapshot = kith_snapshot_load (store, NULL, NULL, &error);
  g_assert_no_error (error);
  squares = kith_occasions_load (store, snapshot, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (squares->n, ==, 16);
  g_assert_cmpuint (squares->others, ==, met - 16);
  for (guint s = 0; s < squares->n; s++)
    {
      const KithSquare *square = &squares->squares[s];
      guint e = 0, n = 0;

      while (event_ids[e] != square->id)
        e++;
      g_assert_true (square->open == (e % 4 == 3));
      for (guint i = 0; i < PEOPLE; i++)
        if (was_there (i, e))
          g_assert_cmpint (kith_snapshot_find (snapshot, people[i]), ==, square->people[n++]);
      g_assert_cmpuint (square->n_people, ==, n);
      g_assert_true (s == 0 || n <= squares->squares[s - 1].n_people);
      g_assert_true (g_str_has_prefix (square->words, square->name));
      g_assert_nonnull (strstr (square->words, " people"));
      g_assert_true ((strstr (square->words, "2023") != NULL) == !square->open);
    }
  kith_squares_free (squares);
  store_fixture_free (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/squares/places", test_places);
  g_test_add_func ("/squares/nowhere", test_nowhere);
  g_test_add_func ("/squares/lines", test_lines);
  g_test_add_func ("/squares/like", test_like);
  g_test_add_func ("/squares/occasions", test_occasions);
  return g_test_run ();
}
