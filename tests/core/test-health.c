/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The interval against one drawn by hand from the table of Student's t, and one group at a time. */

#include "kith-health.h"

#include <math.h>

static void
test_t (void)
{
  static const struct
  {
    guint freedom;
    double t;
  } table[] = { { 1, 12.7062 }, { 2, 4.3027 },  { 3, 3.1824 },  { 4, 2.7764 },  { 5, 2.5706 },
                { 9, 2.2622 },  { 19, 2.0930 }, { 29, 2.0452 }, { 120, 1.9799 } };

  g_assert_true (isinf (kith_health_t (0)));
  for (guint k = 0; k < G_N_ELEMENTS (table); k++)
    g_assert_cmpfloat_with_epsilon (kith_health_t (table[k].freedom), table[k].t, .001);
  for (guint freedom = 1; freedom < 300; freedom++)
    g_assert_cmpfloat (kith_health_t (freedom + 1), <, kith_health_t (freedom));
}

static void
plain_health (guint n, const int *group, const double *value, int wanted, KithHealth *health)
{
  double sum = 0, squares = 0;

  *health = (KithHealth) { 0 };
  for (guint k = 0; k < n; k++)
    if (group[k] == wanted)
      {
        health->n++;
        sum += value[k];
        squares += value[k] * value[k];
      }
  if (health->n > 0)
    health->mean = sum / health->n;
  if (health->n > 1)
    health->half = kith_health_t (health->n - 1)
                   * sqrt (MAX (squares - health->n * health->mean * health->mean, 0) / (health->n - 1) / health->n);
}

static void
test_twin (void)
{
  guint seen[KITH_N_HEALTH_STATES] = { 0 };

  for (guint32 seed = 0; seed < 60; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      guint n = (guint) g_rand_int_range (rand, 0, 150);
      g_autofree int *group = g_new (int, n + 1);
      g_autofree double *value = g_new (double, n + 1);
      KithHealth health[8];

      for (guint k = 0; k < n; k++)
        {
          group[k] = g_rand_int_range (rand, -1, 8);
          value[k] = CLAMP (g_rand_int_range (rand, -2, 3) + (group[k] % 3 - 1) * 2, -2, 2);
        }
      kith_health_find (n, group, value, 0, 8, health);
      for (int g = 0; g < 8; g++)
        {
          KithHealth expected;

          plain_health (n, group, value, g, &expected);
          g_assert_cmpuint (health[g].n, ==, expected.n);
          g_assert_cmpfloat_with_epsilon (health[g].mean, expected.mean, 1e-9);
          if (expected.n > 1)
            g_assert_cmpfloat_with_epsilon (health[g].half, expected.half, 1e-6);
          g_assert_true ((health[g].state == KITH_HEALTH_UNKNOWN) == (expected.n < KITH_HEALTH_LEAST));
          if (health[g].state == KITH_HEALTH_GOOD)
            g_assert_cmpfloat (health[g].mean - health[g].half, >, 0);
          if (health[g].state == KITH_HEALTH_POOR)
            g_assert_cmpfloat (health[g].mean + health[g].half, <, 0);
          if (health[g].state == KITH_HEALTH_MIXED)
            g_assert_cmpfloat (fabs (health[g].mean), <=, health[g].half);
          seen[health[g].state]++;
        }
    }
  for (int state = 0; state < KITH_N_HEALTH_STATES; state++)
    g_assert_cmpuint (seen[state], >, 0);
}

/* Five who all say the same leave no doubt; four say nothing. */
static void
test_few (void)
{
  const int group[] = { 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, -1 };
  const double value[] = { 1, 1, 1, 1, 1, 2, 2, 2, 2, -2, -2 };
  KithHealth health[4];

  kith_health_find (G_N_ELEMENTS (group), group, value, 0, 4, health);
  g_assert_cmpint (health[0].state, ==, KITH_HEALTH_GOOD);
  g_assert_cmpfloat (health[0].half, ==, 0);
  g_assert_cmpint (health[1].state, ==, KITH_HEALTH_UNKNOWN);
  g_assert_cmpint (health[2].state, ==, KITH_HEALTH_UNKNOWN);
  g_assert_true (isinf (health[2].half));
  g_assert_cmpuint (health[3].n, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/health/t", test_t);
  g_test_add_func ("/health/twin", test_twin);
  g_test_add_func ("/health/few", test_few);
  return g_test_run ();
}
