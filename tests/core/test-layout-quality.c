/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The measures of a map against plain twins that look at all distances. */

#include "kith-layout.h"

#include <math.h>
#include <stdlib.h>

#define N 530
#define GROUPS 10

typedef struct
{
  KithGraph *graph;
  int membership[N];
  float x[N], y[N];
} Fixture;

static gsize twin_i;
static const Fixture *twin;

/* People of one group in ten follow each other; every 18th is in none. Places evenly; in lines with many on one spot; on a grid with many
 * equal distances. */
static void
fixture_init (Fixture *self, guint round)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3 + round);
  g_autoptr (GArray) a = g_array_new (FALSE, FALSE, sizeof (guint)), b = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < N; i++)
    {
      self->membership[i] = i % 18 == 0 ? -1 : (int) (i * GROUPS / N);
      for (guint k = 0; k < 3 && self->membership[i] >= 0; k++)
        {
          guint other = (guint) g_rand_int_range (rand, (gint32) (i - i % (N / GROUPS)), N);

          g_array_append_val (a, i);
          g_array_append_val (b, other);
        }
      self->x[i] = round == 0 ? (float) g_rand_double (rand) : round == 1 ? (float) (i / 50) : (float) (i % 23);
      self->y[i] = round == 0 ? (float) g_rand_double (rand) : round == 1 ? 0 : (float) (i / 23);
    }
  self->graph = kith_graph_new (N, a->len, (const guint *) a->data, (const guint *) b->data, NULL);
}

static double
twin_distance (guint j)
{
  float dx = twin->x[j] - twin->x[twin_i], dy = twin->y[j] - twin->y[twin_i];

  return dx * dx + dy * dy;
}

static int
compare_twins (gconstpointer a, gconstpointer b)
{
  guint p = *(const guint *) a, q = *(const guint *) b;
  double x = twin_distance (p), y = twin_distance (q);

  return x != y ? (x > y) - (x < y) : (p > q) - (p < q);
}

static void
plain_measures (const Fixture *self, double width, double *own10, double *np, double *crowded)
{
  guint order[N];
  double sum_own = 0, sum_np = 0;
  guint n_own = 0, n_np = 0, n_crowded = 0;

  twin = self;
  for (twin_i = 0; twin_i < N; twin_i++)
    {
      guint k = kith_graph_degree (self->graph, twin_i), count = 0, own = 0, tied = 0;

      for (guint j = 0; j < N; j++)
        if (j != twin_i)
          order[count++] = j;
      qsort (order, count, sizeof *order, compare_twins);
      for (guint j = 0; j < 10; j++)
        own += self->membership[order[j]] == self->membership[twin_i];
      for (guint j = 0; j < k; j++)
        for (guint e = self->graph->offset[twin_i]; e < self->graph->offset[twin_i + 1]; e++)
          tied += self->graph->neighbor[e] == order[j];
      n_crowded += sqrt (twin_distance (order[0])) < width;
      if (self->membership[twin_i] >= 0)
        {
          sum_own += own / 10.0;
          n_own++;
        }
      if (k > 0)
        {
          sum_np += tied / (double) k;
          n_np++;
        }
    }
  *own10 = sum_own / n_own;
  *np = sum_np / n_np;
  *crowded = n_crowded / (double) N;
}

static void
test_neighbors (void)
{
  static const double widths[] = { .01, .5, .999 };

  for (guint round = 0; round < 3; round++)
    {
      g_autofree Fixture *fixture = g_new0 (Fixture, 1);
      double own10, np, crowded;

      fixture_init (fixture, round);
      plain_measures (fixture, widths[round], &own10, &np, &crowded);
      g_assert_cmpfloat_with_epsilon (kith_layout_own10 (N, fixture->x, fixture->y, fixture->membership), own10, 1e-9);
      g_assert_cmpfloat_with_epsilon (kith_layout_np (fixture->graph, fixture->x, fixture->y), np, 1e-9);
      g_assert_cmpfloat_with_epsilon (kith_layout_crowded (N, fixture->x, fixture->y, widths[round]), crowded, 1e-9);
      kith_graph_unref (fixture->graph);
    }
}

/* 400 people evenly fill a hundred squares of four; all but one of them in the left half leave half of the squares empty, whatever the
 * scale; a line and a single dot have no rectangle. */
static void
test_empty (void)
{
  float x[400], y[400];

  for (guint i = 0; i < 400; i++)
    {
      x[i] = (float) (i % 20) * 3.f;
      y[i] = (float) (i / 20) * 3.f;
    }
  g_assert_cmpfloat (kith_layout_empty (400, x, y), ==, 0);
  for (guint i = 0; i < 400; i++)
    {
      x[i] = (float) (i % 20);
      y[i] = (float) (i / 20) * 2;
    }
  x[399] = 39;
  g_assert_cmpfloat (kith_layout_empty (400, x, y), >, .4);
  g_assert_cmpfloat (kith_layout_empty (400, x, y), <, .5);
  x[0] = NAN;
  g_assert_cmpfloat (kith_layout_empty (400, x, y), <, .5);
  g_assert_cmpfloat (kith_layout_empty (1, x + 1, y + 1), ==, 0);
  g_assert_cmpfloat (kith_layout_empty (15, x + 1, y + 1), ==, 0);
  g_assert_cmpfloat (kith_layout_empty (0, NULL, NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout-quality/neighbors", test_neighbors);
  g_test_add_func ("/layout-quality/empty", test_empty);
  return g_test_run ();
}
