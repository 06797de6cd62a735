/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How well a map shows communities and ties (LAYOUT.md). */

#include "kith-layout.h"
#include "kith-near.h"

#include <math.h>

double
kith_layout_own10 (guint n, const float *x, const float *y, const int *membership)
{
  g_autoptr (KithNear) near = kith_near_new (n, x, y);
  double sum = 0;
  guint people = 0;

  for (guint i = 0; i < n; i++)
    {
      guint nearest[10], found, own = 0;

      if (membership[i] < 0 || !isfinite (x[i]) || !isfinite (y[i]))
        continue;
      found = kith_near_find (near, x[i], y[i], i, 10, nearest, NULL);
      for (guint j = 0; j < found; j++)
        own += membership[nearest[j]] == membership[i];
      if (found > 0)
        {
          sum += own / (double) found;
          people++;
        }
    }
  return people > 0 ? sum / people : 0;
}

double
kith_layout_np (const KithGraph *graph, const float *x, const float *y)
{
  g_autoptr (KithNear) near = kith_near_new (graph->n, x, y);
  g_autofree guint *nearest = g_new (guint, MAX (graph->n, 1));
  g_autofree guint *seen_for = g_new0 (guint, MAX (graph->n, 1)); /* person + 1 whose tie it is */
  double sum = 0;
  guint people = 0;

  for (guint i = 0; i < graph->n; i++)
    {
      guint k = kith_graph_degree (graph, i), found, tied = 0;

      if (k == 0 || !isfinite (x[i]) || !isfinite (y[i]))
        continue;
      for (guint e = graph->offset[i]; e < graph->offset[i + 1]; e++)
        seen_for[graph->neighbor[e]] = i + 1;
      found = kith_near_find (near, x[i], y[i], i, k, nearest, NULL);
      for (guint j = 0; j < found; j++)
        tied += seen_for[nearest[j]] == i + 1;
      sum += tied / (double) k;
      people++;
    }
  return people > 0 ? sum / people : 0;
}
