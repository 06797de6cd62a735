/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-health.h"

#include <math.h>

double
kith_health_t (guint freedom)
{
  const double z = 1.959963984540054;
  double v = freedom;

  /* The expansion needs some freedom. */
  if (freedom == 0)
    return INFINITY;
  if (freedom == 1)
    return 12.706204736174698;
  if (freedom == 2)
    return 4.302652729749464;
  if (freedom == 3)
    return 3.182446305284264;
  return z + (pow (z, 3) + z) / (4 * v) + (5 * pow (z, 5) + 16 * pow (z, 3) + 3 * z) / (96 * v * v)
         + (3 * pow (z, 7) + 19 * pow (z, 5) + 17 * pow (z, 3) - 15 * z) / (384 * pow (v, 3))
         + (79 * pow (z, 9) + 776 * pow (z, 7) + 1482 * pow (z, 5) - 1920 * pow (z, 3) - 945 * z)
               / (92160 * pow (v, 4));
}

void
kith_health_find (guint n, const int *group, const double *value, double middle, guint n_groups, KithHealth *health)
{
  g_autofree double *squares = g_new0 (double, MAX (n_groups, 1));

  for (guint g = 0; g < n_groups; g++)
    health[g] = (KithHealth) { 0 };
  for (guint k = 0; k < n; k++)
    if (group[k] >= 0)
      {
        health[group[k]].n++;
        health[group[k]].mean += value[k];
      }
  for (guint g = 0; g < n_groups; g++)
    if (health[g].n > 0)
      health[g].mean /= health[g].n;
  for (guint k = 0; k < n; k++)
    if (group[k] >= 0)
      squares[group[k]] += pow (value[k] - health[group[k]].mean, 2);
  for (guint g = 0; g < n_groups; g++)
    {
      KithHealth *one = &health[g];

      one->half = one->n > 1 ? kith_health_t (one->n - 1) * sqrt (squares[g] / (one->n - 1)) / sqrt (one->n) : INFINITY;
      if (one->n < KITH_HEALTH_LEAST)
        one->state = KITH_HEALTH_UNKNOWN;
      else if (one->mean - one->half > middle)
        one->state = KITH_HEALTH_GOOD;
      else if (one->mean + one->half < middle)
        one->state = KITH_HEALTH_POOR;
      else
        one->state = KITH_HEALTH_MIXED;
    }
}
