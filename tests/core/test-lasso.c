/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-lasso.h"

#include "scene-fixture.h"

/* Whether a point is inside, by the sum of the angles under which it sees the sides: a multiple of a full turn, odd inside (by the even-odd
 * rule). Another way than the one tested, and every side is looked at. */
static gboolean
plain_inside (double px, double py, guint n, const double *x, const double *y)
{
  double turn = 0;

  for (guint k = 0; k < n; k++)
    {
      guint next = (k + 1) % n;
      double ax = x[k] - px;
      double ay = y[k] - py;
      double bx = x[next] - px;
      double by = y[next] - py;

      turn += atan2 (ax * by - ay * bx, ax * bx + ay * by);
    }
  return ((int) round (fabs (turn) / (2 * G_PI)) & 1) != 0;
}

static void
test_twin (void)
{
  g_autoptr (KithScene) scene = planted_scene (3000, 9, 2, 7);
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  guint inside = 0;

  for (guint round = 0; round < 60; round++)
    {
      guint n = (guint) g_rand_int_range (rand, 3, round % 3 == 0 ? 6 : 200);
      g_autofree double *x = g_new (double, n);
      g_autofree double *y = g_new (double, n);
      double middle_x = g_rand_double_range (rand, scene->left, scene->right);
      double middle_y = g_rand_double_range (rand, scene->top, scene->bottom);
      double reach = g_rand_double_range (rand, 1, (scene->right - scene->left) / 2);

      for (guint k = 0; k < n; k++)
        {
          /* Around a middle with a shaking hand; every fourth goes wherever it likes and across itself. */
          double angle = k * 2 * G_PI / n;
          double out = reach * g_rand_double_range (rand, 0.7, 1.3);

          x[k] = round % 4 == 3 ? middle_x + g_rand_double_range (rand, -reach, reach) : middle_x + out * cos (angle);
          y[k] = round % 4 == 3 ? middle_y + g_rand_double_range (rand, -reach, reach) : middle_y + out * sin (angle);
        }

      g_autoptr (GArray) people = kith_lasso_people (scene, n, x, y);
      guint at = 0;
      for (guint i = 0; i < scene->n; i++)
        {
          gboolean found = at < people->len && g_array_index (people, guint, at) == i;

          g_assert_cmpint (found, ==, !isnan (scene->x[i]) && plain_inside (scene->x[i], scene->y[i], n, x, y));
          at += found;
        }
      g_assert_cmpuint (at, ==, people->len);
      inside += at;
    }
  g_assert_cmpuint (inside, >, 10000);
}

static void
test_nothing (void)
{
  g_autoptr (KithScene) scene = planted_scene (300, 5, 2, 7);
  double x[] = { -1e6, 1e6, 1e6, -1e6 };
  double y[] = { -1e6, -1e6, 1e6, 1e6 };
  double flat[] = { 3, 3, 3, 3 };
  g_autoptr (GArray) all = kith_lasso_people (scene, 4, x, y);
  g_autoptr (GArray) line = kith_lasso_people (scene, 2, x, y);
  g_autoptr (GArray) level = kith_lasso_people (scene, 4, x, flat);
  g_autoptr (GArray) upright = kith_lasso_people (scene, 4, flat, y);
  g_autoptr (GArray) none = kith_lasso_people (scene, 0, NULL, NULL);

  g_assert_cmpuint (all->len, ==, scene->n_drawn);
  g_assert_cmpuint (line->len + level->len + upright->len + none->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lasso/twin", test_twin);
  g_test_add_func ("/lasso/nothing", test_nothing);
  return g_test_run ();
}
