/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The arithmetic under the layout: nearest people against looking at all, packing without touching, even density, turning back. */

#include "kith-near.h"
#include "kith-packer.h"
#include "kith-placing.h"

#include <math.h>
#include <stdlib.h>

typedef struct
{
  guint person;
  float square;
} Other;

static int
compare_others (gconstpointer a, gconstpointer b)
{
  const Other *p = a, *q = b;

  return p->square != q->square ? (p->square > q->square) - (p->square < q->square)
                                : (p->person > q->person) - (p->person < q->person);
}

static void
test_near (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  float x[400], y[400];

  for (guint round = 0; round < 6; round++)
    {
      guint n = round == 0 ? 1 : 400;
      g_autoptr (KithNear) near = NULL;

      for (guint i = 0; i < n; i++)
        {
          /* anywhere; on a coarse grid; on one line; all on one spot, some nowhere */
          x[i] = round < 3    ? (float) g_rand_double (rand)
                 : round == 3 ? (float) g_rand_int_range (rand, 0, 9)
                              : (float) (i % 50);
          y[i] = round < 3 ? (float) g_rand_double (rand) : round == 3 ? (float) g_rand_int_range (rand, 0, 9) : 1;
          if (round == 5)
            x[i] = i % 10 == 0 ? NAN : 3;
        }
      near = kith_near_new (n, x, y);
      for (guint i = 0; i < n; i += 7)
        {
          Other others[400];
          guint person[400], count = 0, k = (guint) g_rand_int_range (rand, 0, 401), found;
          float distance[400], at_x = isfinite (x[i]) ? x[i] : 0, at_y = y[i];

          for (guint j = 0; j < n; j++)
            if (j != i && isfinite (x[j]))
              {
                float dx = x[j] - at_x, dy = y[j] - at_y;

                others[count++] = (Other) { j, dx * dx + dy * dy };
              }
          qsort (others, count, sizeof *others, compare_others);
          found = kith_near_find (near, at_x, at_y, i, k, person, distance);
          g_assert_cmpuint (found, ==, MIN (k, count));
          for (guint j = 0; j < found; j++)
            {
              g_assert_cmpuint (person[j], ==, others[j].person);
              g_assert_cmpfloat_with_epsilon (distance[j], sqrtf (others[j].square), 1e-6);
            }
        }
    }
}

/* Dots of two shapes are never nearer than the gap, but for the width of a square of the grid. */
static void
test_packer (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  const double gap = 3;
  g_autoptr (KithPacker) packer = kith_packer_new (gap, 40, 1.35);
  float x[12][30], y[12][30];
  double shift_x[12], shift_y[12];

  for (guint pass = 0; pass < 2; pass++)
    for (guint s = 0; s < 12; s++)
      {
        for (guint i = 0; i < 30 && pass == 0; i++)
          {
            x[s][i] = (float) g_rand_double_range (rand, -4, 4);
            y[s][i] = (float) g_rand_double_range (rand, -2, 2);
          }
        if (pass > 0)
          kith_packer_take (packer, 30, x[s], y[s], shift_x[s], shift_y[s]);
        kith_packer_put (packer, 30, x[s], y[s], 2, -1, &shift_x[s], &shift_y[s]);
      }
  for (guint s = 0; s < 12; s++)
    {
      g_assert_cmpfloat (hypot (shift_x[s], shift_y[s]), <, 40);
      for (guint t = 0; t < s; t++)
        for (guint i = 0; i < 30; i++)
          for (guint j = 0; j < 30; j++)
            g_assert_cmpfloat (
                hypot (x[s][i] + shift_x[s] - x[t][j] - shift_x[t], y[s][i] + shift_y[s] - y[t][j] - shift_y[t]), >,
                gap * .5);
    }
}

/* What fits where it is wished lies there to a hair; what is very large or far away still finds a spot. */
static void
test_packer_ends (void)
{
  g_autoptr (KithPacker) packer = kith_packer_new (1, 10, 1);
  float dot[] = { 0 }, wide[100], row[100];
  double x, y;

  kith_packer_put (packer, 1, dot, dot, .123, -.456, &x, &y);
  g_assert_cmpfloat (x, ==, .123);
  g_assert_cmpfloat (y, ==, -.456);
  for (guint i = 0; i < 100; i++)
    {
      wide[i] = (float) (10. * i - 500);
      row[i] = 0;
    }
  kith_packer_put (packer, 100, wide, row, 0, 0, &x, &y);
  kith_packer_put (packer, 100, wide, row, 0, 0, &x, &y);
  g_assert_true (fabs (y) >= .5 || fabs (x) >= .5);
  kith_packer_put (packer, 1, dot, dot, 1e30, -1e30, &x, &y);
  g_assert_true (isfinite (x) && isfinite (y));
  kith_packer_put (packer, 0, NULL, NULL, 0, 0, &x, &y);
}

/* All pairs for few, a grid for many: both must leave no crowd, from the worst of starts. */
static void
test_settle (void)
{
  static const guint sizes[] = { 2, 60, 300 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      guint n = sizes[s], crowded = 0;
      g_autofree float *x = g_new0 (float, n), *y = g_new0 (float, n);

      kith_placing_settle (n, x, y, 0, NULL, 400, 0);
      for (guint i = 0; i < n; i++)
        {
          g_assert_true (isfinite (x[i]) && isfinite (y[i]));
          for (guint j = 0; j < i; j++)
            crowded += hypot (x[i] - x[j], y[i] - y[j]) < .7;
        }
      g_assert_cmpuint (crowded, <=, n / 20);
    }
}

static void
test_settle_pulls (void)
{
  static const guint32 ends[] = { 0, 1, 1, 2 };
  float x[] = { 0, 50, -80 }, y[] = { 0, 3, 7 };

  kith_placing_settle (3, x, y, 2, ends, 200, .2);
  g_assert_cmpfloat (hypot (x[0] - x[1], y[0] - y[1]), <, 2);
  g_assert_cmpfloat (hypot (x[1] - x[2], y[1] - y[2]), <, 2);
  g_assert_cmpfloat (hypot (x[0] - x[2], y[0] - y[2]), >, .9);
}

static void
test_fit (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  float x[40], y[40], old_x[40], old_y[40];

  for (guint round = 0; round < 20; round++)
    {
      double angle = g_rand_double_range (rand, -4, 4), shift_x = g_rand_double_range (rand, -9, 9);
      KithTurn turn = { cos (angle), sin (angle), round % 2, shift_x, 3 };
      KithTurn found;

      for (guint i = 0; i < 40; i++)
        {
          x[i] = old_x[i] = (float) g_rand_double_range (rand, -10, 10);
          y[i] = old_y[i] = (float) g_rand_double_range (rand, -5, 5);
          kith_turn_apply (&turn, &old_x[i], &old_y[i]);
        }
      old_x[round] = NAN;
      found = kith_placing_fit (40, x, y, old_x, old_y);
      g_assert_cmpint (found.mirror, ==, round % 2);
      for (guint i = 0; i < 40; i++)
        {
          kith_turn_apply (&found, &x[i], &y[i]);
          if (i != round)
            g_assert_cmpfloat (hypot (x[i] - old_x[i], y[i] - old_y[i]), <, 1e-4);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/placing/near", test_near);
  g_test_add_func ("/placing/packer", test_packer);
  g_test_add_func ("/placing/packer-ends", test_packer_ends);
  g_test_add_func ("/placing/settle", test_settle);
  g_test_add_func ("/placing/settle-pulls", test_settle_pulls);
  g_test_add_func ("/placing/fit", test_fit);
  return g_test_run ();
}
