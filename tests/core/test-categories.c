/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Sorts of influence against the rule written out: try every value as a threshold. */

#include "kith-categories.h"

#include <math.h>

/* The least value of all that leaves no more than a tenth at or above it. */
static double
plain_top (guint n, const double *values)
{
  double best = 0;
  guint known = 0;

  for (guint i = 0; i < n; i++)
    known += values[i] > 0;
  for (guint i = 0; i < n && known >= KITH_CATEGORIES_LEAST; i++)
    {
      guint above = 0;

      if (!(values[i] > 0))
        continue;
      for (guint j = 0; j < n; j++)
        above += values[j] >= values[i];
      if (above <= ceil (known / 10.0) && (best == 0 || values[i] < best))
        best = values[i];
    }
  return best;
}

static void
test_top (void)
{
  for (guint32 seed = 0; seed < 200; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      guint n = (guint) g_rand_int_range (rand, 0, 120);
      g_autofree double *values = g_new (double, n + 1);
      int many = seed % 3 == 0 ? 4 : seed % 3 == 1 ? 30 : 100000; /* alike often, now and then, hardly ever */

      for (guint i = 0; i < n; i++)
        values[i] = g_rand_int_range (rand, seed % 2 == 0 ? -1 : 0, many);
      g_assert_cmpfloat (kith_categories_top (n, values), ==, plain_top (n, values));
    }
}

/* Everybody alike: nobody stands out. */
static void
test_alike (void)
{
  double values[50];

  for (guint i = 0; i < 50; i++)
    values[i] = 7;
  g_assert_cmpfloat (kith_categories_top (50, values), ==, 0);
  values[3] = 8;
  g_assert_cmpfloat (kith_categories_top (50, values), ==, 8);
  g_assert_cmpfloat (kith_categories_top (KITH_CATEGORIES_LEAST - 1, values), ==, 0);
  g_assert_cmpfloat (kith_categories_top (0, NULL), ==, 0);
}

static void
test_kinds (void)
{
  enum
  {
    N = 100
  };
  guint ties[N];
  gint64 audience[N];
  double told[N];
  guint8 category[N];
  KithCategoryThresholds thresholds;

  for (guint i = 0; i < N; i++)
    {
      ties[i] = i < 90 ? 3 : 20 + i;       /* 90 … 99 connect */
      audience[i] = i % 10 == 0 ? 900 : 5; /* 0, 10 … 90 are followed */
      told[i] = i >= 85 && i < 95 ? 9 : 1; /* 85 … 94 tell */
    }
  ties[1] = 0;
  audience[1] = -1;
  told[1] = 0;
  ties[2] = 0;
  audience[2] = -1;
  kith_categories_find (N, ties, audience, told, category, &thresholds);
  g_assert_cmpfloat (thresholds.ties, ==, 110);
  g_assert_cmpfloat (thresholds.audience, ==, 900);
  g_assert_cmpfloat (thresholds.told, ==, 9);
  for (guint i = 0; i < N; i++)
    {
      KithCategory expected = KITH_CATEGORY_POTENTIAL;

      if (i >= 95)
        expected = KITH_CATEGORY_CONNECTOR;
      else if (i >= 90)
        expected = KITH_CATEGORY_BOTH;
      else if (i >= 85)
        expected = KITH_CATEGORY_MAVEN;
      else if (i % 10 == 0)
        expected = KITH_CATEGORY_BROADCASTER;
      else if (i == 1)
        expected = KITH_CATEGORY_UNKNOWN;
      g_assert_cmpint (category[i], ==, expected);
    }

  /* Where nothing is told of anybody, nobody is a maven, and the rest stays. */
  kith_categories_find (N, ties, audience, NULL, category, &thresholds);
  g_assert_cmpfloat (thresholds.told, ==, 0);
  g_assert_cmpint (category[92], ==, KITH_CATEGORY_CONNECTOR);
  g_assert_cmpint (category[86], ==, KITH_CATEGORY_POTENTIAL);
  g_assert_cmpint (category[2], ==, KITH_CATEGORY_UNKNOWN);
  g_assert_cmpint (category[10], ==, KITH_CATEGORY_BROADCASTER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/categories/top", test_top);
  g_test_add_func ("/categories/alike", test_alike);
  g_test_add_func ("/categories/kinds", test_kinds);
  return g_test_run ();
}
