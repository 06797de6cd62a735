/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-viewport.h"

#include <math.h>

#define NEAR 1e-9

static void
make (KithViewport *view)
{
  kith_viewport_init (view);
  kith_viewport_set_size (view, 1400, 900);
  kith_viewport_set_bounds (view, -300, -200, 300, 200);
  kith_viewport_fit (view, 24);
}

static void
test_fit (void)
{
  KithViewport view;
  double px, py;

  make (&view);
  g_assert_cmpfloat_with_epsilon (view.x, 0, NEAR);
  g_assert_cmpfloat_with_epsilon (view.y, 0, NEAR);
  g_assert_cmpfloat_with_epsilon (view.scale, (900 - 48) / 400.0, NEAR);

  kith_viewport_to_view (&view, 0, -200, &px, &py);
  g_assert_cmpfloat_with_epsilon (px, 700, NEAR);
  g_assert_cmpfloat_with_epsilon (py, 24, NEAR);

  /* Narrower than its margins: the map still gets half of the view. */
  kith_viewport_set_size (&view, 20, 900);
  kith_viewport_fit (&view, 24);
  g_assert_cmpfloat_with_epsilon (view.scale, 10 / 600.0, NEAR);
}

static void
test_one_place (void)
{
  KithViewport view;

  kith_viewport_init (&view);
  kith_viewport_set_size (&view, 1400, 900);
  kith_viewport_set_bounds (&view, 5, 5, 5, 5);
  kith_viewport_fit (&view, 24);
  g_assert_cmpfloat (view.scale, <=, KITH_VIEWPORT_LARGEST / 2);
  g_assert_cmpfloat (view.scale, >, 1);
  g_assert_cmpfloat (view.x, ==, 5);
  g_assert_false (kith_viewport_pan (&view, 100, 100));
}

static void
test_zoom_keeps_the_point (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  KithViewport view;

  make (&view);
  for (guint i = 0; i < 2000; i++)
    {
      double px = g_rand_double_range (rand, 0, 1400);
      double py = g_rand_double_range (rand, 0, 900);
      double factor = g_rand_double_range (rand, 0.7, 1.45);
      KithViewport before = view;
      double x, y, after_x, after_y;

      kith_viewport_to_map (&view, px, py, &x, &y);
      kith_viewport_zoom (&view, factor, px, py);
      kith_viewport_to_map (&view, px, py, &after_x, &after_y);

      g_assert_cmpfloat (view.scale, >=, kith_viewport_smallest (&view));
      g_assert_cmpfloat (view.scale, <=, KITH_VIEWPORT_LARGEST);
      g_assert_cmpfloat (fabs (view.x), <=, 300);
      g_assert_cmpfloat (fabs (view.y), <=, 200);

      /* Only the edge of the map may pull the point away. */
      if (fabs (view.x) < 300 && fabs (view.y) < 200 && fabs (before.x) < 300 && fabs (before.y) < 200)
        {
          g_assert_cmpfloat_with_epsilon (x, after_x, 1e-6);
          g_assert_cmpfloat_with_epsilon (y, after_y, 1e-6);
        }
    }
}

static void
test_there_and_back (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  KithViewport view;

  make (&view);
  kith_viewport_zoom (&view, 40, 1000, 200);
  for (guint i = 0; i < 1000; i++)
    {
      double px = g_rand_double_range (rand, -100, 1500);
      double py = g_rand_double_range (rand, -100, 1000);
      double x, y, qx, qy;

      kith_viewport_to_map (&view, px, py, &x, &y);
      kith_viewport_to_view (&view, x, y, &qx, &qy);
      g_assert_cmpfloat_with_epsilon (px, qx, 1e-6);
      g_assert_cmpfloat_with_epsilon (py, qy, 1e-6);
    }
}

static void
test_pan (void)
{
  KithViewport view;

  make (&view);
  kith_viewport_zoom (&view, 8, 700, 450);
  g_assert_true (kith_viewport_pan (&view, 100, -50));
  g_assert_cmpfloat_with_epsilon (view.x, 100 / view.scale, NEAR);
  g_assert_cmpfloat_with_epsilon (view.y, -50 / view.scale, NEAR);

  g_assert_true (kith_viewport_pan (&view, 1e9, 1e9));
  g_assert_cmpfloat (view.x, ==, 300);
  g_assert_cmpfloat (view.y, ==, 200);
  g_assert_false (kith_viewport_pan (&view, 10, 10));
}

static void
test_rectangle (void)
{
  KithViewport view;
  double px, py;

  make (&view);
  kith_viewport_fit_rectangle (&view, 10, 10, 30, 20, 50, 1000);
  kith_viewport_to_view (&view, 10, 15, &px, &py);
  g_assert_cmpfloat_with_epsilon (px, 50, NEAR);
  g_assert_cmpfloat_with_epsilon (py, 450, NEAR);

  kith_viewport_fit_rectangle (&view, 10, 10, 10, 10, 50, 32);
  g_assert_cmpfloat (view.scale, ==, 32);
}

static void
test_between (void)
{
  KithViewport from, to, at;
  double px, py, first_x, first_y;

  make (&from);
  to = from;
  kith_viewport_zoom (&to, 6, 900, 300);

  kith_viewport_between (&from, &to, 0, &at);
  g_assert_cmpfloat_with_epsilon (at.x, from.x, NEAR);
  g_assert_cmpfloat_with_epsilon (at.scale, from.scale, NEAR);
  kith_viewport_between (&from, &to, 1, &at);
  g_assert_cmpfloat_with_epsilon (at.y, to.y, NEAR);
  g_assert_cmpfloat_with_epsilon (at.scale, to.scale, NEAR);

  /* The point zoomed about stands still all the way. */
  kith_viewport_to_map (&from, 900, 300, &first_x, &first_y);
  for (double t = 0; t <= 1; t += 0.05)
    {
      kith_viewport_between (&from, &to, t, &at);
      kith_viewport_to_view (&at, first_x, first_y, &px, &py);
      g_assert_cmpfloat_with_epsilon (px, 900, 1e-6);
      g_assert_cmpfloat_with_epsilon (py, 300, 1e-6);
    }

  /* The same scale: evenly. */
  to = from;
  to.x = 40;
  kith_viewport_between (&from, &to, 0.25, &at);
  g_assert_cmpfloat_with_epsilon (at.x, 10, NEAR);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/viewport/fit", test_fit);
  g_test_add_func ("/viewport/one-place", test_one_place);
  g_test_add_func ("/viewport/zoom-keeps-the-point", test_zoom_keeps_the_point);
  g_test_add_func ("/viewport/there-and-back", test_there_and_back);
  g_test_add_func ("/viewport/pan", test_pan);
  g_test_add_func ("/viewport/rectangle", test_rectangle);
  g_test_add_func ("/viewport/between", test_between);

  return g_test_run ();
}
