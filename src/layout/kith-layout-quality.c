/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How well a map shows communities and ties, and how well it uses its room (LAYOUT.md). */

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

double
kith_layout_crowded (guint n, const float *x, const float *y, double width)
{
  g_autoptr (KithNear) near = kith_near_new (n, x, y);
  guint crowded = 0, placed = 0;

  for (guint i = 0; i < n; i++)
    {
      guint nearest;
      float distance;

      if (!isfinite (x[i]) || !isfinite (y[i]))
        continue;
      crowded += kith_near_find (near, x[i], y[i], i, 1, &nearest, &distance) > 0 && distance < width;
      placed++;
    }
  return placed > 0 ? crowded / (double) placed : 0;
}

double
kith_layout_empty (guint n, const float *x, const float *y)
{
  float left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
  g_autofree guint8 *taken = NULL;
  guint placed = 0, columns, rows, n_taken = 0;
  double side;

  for (guint i = 0; i < n; i++)
    if (isfinite (x[i]) && isfinite (y[i]))
      {
        left = fminf (left, x[i]);
        right = fmaxf (right, x[i]);
        top = fminf (top, y[i]);
        bottom = fmaxf (bottom, y[i]);
        placed++;
      }
  if (placed == 0 || !(right > left) || !(bottom > top))
    return 0;
  side = sqrt (4. * (right - left) * (bottom - top) / placed);
  columns = (guint) fmin (ceil ((right - left) / side), placed);
  rows = (guint) fmin (ceil ((bottom - top) / side), placed);
  taken = g_new0 (guint8, (gsize) columns * rows);
  for (guint i = 0; i < n; i++)
    if (isfinite (x[i]) && isfinite (y[i]))
      {
        guint column = MIN ((guint) ((x[i] - left) / (right - left) * columns), columns - 1);
        guint row = MIN ((guint) ((y[i] - top) / (bottom - top) * rows), rows - 1);
        guint8 *cell = &taken[(gsize) row * columns + column];

        n_taken += *cell == 0;
        *cell = 1;
      }
  return 1 - n_taken / ((double) columns * rows);
}
