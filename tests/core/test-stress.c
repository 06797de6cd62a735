/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Small drawings: as good as a plain twin's, the same each time, and right where the answer is known. */

#include "kith-stress.h"

#include <math.h>
#include <string.h>

#define MOST 60

typedef struct
{
  guint n, n_ties;
  guint32 ends[2 * 400];
  double distance[MOST][MOST];
} Fixture;

static void
tie (Fixture *self, guint a, guint b)
{
  self->ends[2 * self->n_ties] = a;
  self->ends[2 * self->n_ties + 1] = b;
  self->n_ties++;
}

/* Distances by trying every person between every two (Floyd & Warshall). */
static void
find_distances (Fixture *self)
{
  for (guint i = 0; i < self->n; i++)
    for (guint j = 0; j < self->n; j++)
      self->distance[i][j] = i == j ? 0 : 1e9;
  for (guint t = 0; t < self->n_ties; t++)
    self->distance[self->ends[2 * t]][self->ends[2 * t + 1]] = self->distance[self->ends[2 * t + 1]][self->ends[2 * t]]
        = 1;
  for (guint k = 0; k < self->n; k++)
    for (guint i = 0; i < self->n; i++)
      for (guint j = 0; j < self->n; j++)
        self->distance[i][j] = MIN (self->distance[i][j], self->distance[i][k] + self->distance[k][j]);
}

static double
stress (const Fixture *self, const float *place)
{
  double sum = 0;

  for (guint i = 0; i < self->n; i++)
    for (guint j = i + 1; j < self->n; j++)
      {
        double length = hypot (place[2 * i] - place[2 * j], place[2 * i + 1] - place[2 * j + 1]);

        sum += (length / self->distance[i][j] - 1) * (length / self->distance[i][j] - 1);
      }
  return sum;
}

/* The plain twin: majorization, person by person (Gansner, Koren & North 2005), the best of ten starts. */
static double
stress_of_twin (const Fixture *self)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  double best = INFINITY;

  for (guint start = 0; start < 10; start++)
    {
      float place[2 * MOST];

      for (guint k = 0; k < 2 * self->n; k++)
        place[k] = (float) g_rand_double_range (rand, 0, sqrt (self->n));
      for (guint round = 0; round < 300; round++)
        for (guint i = 0; i < self->n; i++)
          {
            double x = 0, y = 0, weight = 0;

            for (guint j = 0; j < self->n; j++)
              {
                double d = self->distance[i][j], length, w;

                if (j == i)
                  continue;
                length = MAX (hypot (place[2 * i] - place[2 * j], place[2 * i + 1] - place[2 * j + 1]), 1e-9);
                w = 1 / (d * d);
                x += w * (place[2 * j] + d * (place[2 * i] - place[2 * j]) / length);
                y += w * (place[2 * j + 1] + d * (place[2 * i + 1] - place[2 * j + 1]) / length);
                weight += w;
              }
            place[2 * i] = (float) (x / weight);
            place[2 * i + 1] = (float) (y / weight);
          }
      best = MIN (best, stress (self, place));
    }
  return best;
}

/* Some drawings of random circles are a little worse than the best of ten slow ones, some better; on the whole they are as good. */
static void
test_twin (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  double own = 0, twin = 0;

  for (guint round = 0; round < 12; round++)
    {
      Fixture fixture = { .n = 10 + 4 * round };
      float place[2 * MOST], again[2 * MOST];

      for (guint i = 1; i < fixture.n; i++)
        tie (&fixture, i, (guint) g_rand_int_range (rand, 0, (gint32) i));
      for (guint k = 0; k < fixture.n * (round % 4); k++)
        {
          guint a = (guint) g_rand_int_range (rand, 0, (gint32) fixture.n);
          guint b = (guint) g_rand_int_range (rand, 0, (gint32) fixture.n);

          if (a != b)
            tie (&fixture, a, b);
        }
      find_distances (&fixture);
      kith_stress_place (fixture.n, fixture.n_ties, fixture.ends, round, place);
      kith_stress_place (fixture.n, fixture.n_ties, fixture.ends, round, again);
      g_assert_cmpmem (place, 2 * fixture.n * sizeof *place, again, 2 * fixture.n * sizeof *again);
      g_assert_cmpfloat (stress (&fixture, place), <, 1.5 * stress_of_twin (&fixture));
      own += stress (&fixture, place);
      twin += stress_of_twin (&fixture);
    }
  g_test_message ("stress %.1f, of the twin %.1f", own, twin);
  g_assert_cmpfloat (own, <, 1.1 * twin);
}

static void
test_known (void)
{
  Fixture line = { .n = 6 }, triangle = { .n = 3 }, alone = { .n = 1 };
  float place[12];

  for (guint i = 1; i < line.n; i++)
    tie (&line, i - 1, i);
  kith_stress_place (line.n, line.n_ties, line.ends, 1, place);
  g_assert_cmpfloat_with_epsilon (hypot (place[0] - place[10], place[1] - place[11]), 5, .5);

  for (guint i = 0; i < 3; i++)
    tie (&triangle, i, (i + 1) % 3);
  kith_stress_place (triangle.n, triangle.n_ties, triangle.ends, 1, place);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (
        hypot (place[2 * i] - place[2 * ((i + 1) % 3)], place[2 * i + 1] - place[2 * ((i + 1) % 3) + 1]), 1, .01);

  kith_stress_place (alone.n, 0, alone.ends, 0, place);
  g_assert_true (isfinite (place[0]) && isfinite (place[1]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stress/twin", test_twin);
  g_test_add_func ("/stress/known", test_known);
  return g_test_run ();
}
