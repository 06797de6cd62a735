/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-categories.h"

#include <math.h>

static int
compare_falling (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x < y) - (x > y);
}

double
kith_categories_top (guint n, const double *values)
{
  g_autofree double *known = g_new (double, MAX (n, 1));
  guint count = 0, most, first;

  for (guint i = 0; i < n; i++)
    if (values[i] > 0)
      known[count++] = values[i];
  if (count < KITH_CATEGORIES_LEAST)
    return 0;
  qsort (known, count, sizeof *known, compare_falling);
  most = (guint) ceil (count * KITH_CATEGORIES_TOP - 1e-9);
  /* known[most] is one too many: whatever is as small as that does not count. */
  first = most;
  while (first > 0 && known[first - 1] <= known[most])
    first--;
  return first > 0 ? known[first - 1] : 0;
}

void
kith_categories_find (guint n, const guint *ties, const gint64 *audience, const double *told, guint8 *category,
                      KithCategoryThresholds *thresholds)
{
  g_autofree double *value = g_new (double, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    value[i] = ties[i];
  thresholds->ties = kith_categories_top (n, value);
  for (guint i = 0; i < n; i++)
    value[i] = (double) audience[i];
  thresholds->audience = kith_categories_top (n, value);
  thresholds->told = told != NULL ? kith_categories_top (n, told) : 0;

  for (guint i = 0; i < n; i++)
    {
      gboolean connects = thresholds->ties > 0 && ties[i] >= thresholds->ties;
      gboolean tells = thresholds->told > 0 && told[i] >= thresholds->told;
      gboolean is_followed = thresholds->audience > 0 && (double) audience[i] >= thresholds->audience;

      if (connects || tells)
        category[i] = connects && tells ? KITH_CATEGORY_BOTH : connects ? KITH_CATEGORY_CONNECTOR : KITH_CATEGORY_MAVEN;
      else if (is_followed)
        category[i] = KITH_CATEGORY_BROADCASTER;
      else if (ties[i] > 0 || audience[i] > 0 || (told != NULL && told[i] > 0))
        category[i] = KITH_CATEGORY_POTENTIAL;
      else
        category[i] = KITH_CATEGORY_UNKNOWN;
    }
}
