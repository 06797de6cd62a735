/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-neighbors.h"

/* Everybody marked with @mark, rising. */
static GArray *
collect (const guint *marks, guint n, guint mark)
{
  GArray *people = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n; i++)
    if (marks[i] == mark)
      g_array_append_val (people, i);
  return people;
}

GArray *
kith_neighbors_within (const KithGraph *graph, const guint *people, guint n, guint steps)
{
  g_autofree guint *reached = g_new0 (guint, MAX (graph->n, 1));
  g_autofree guint *queue = g_new (guint, MAX (graph->n, 1));
  guint end = 0;
  guint begin = 0;

  for (guint k = 0; k < n; k++)
    if (people[k] < graph->n && !reached[people[k]])
      {
        reached[people[k]] = 1;
        queue[end++] = people[k];
      }
  for (guint step = 0; step < steps && begin < end; step++)
    for (guint last = end; begin < last; begin++)
      for (guint t = graph->offset[queue[begin]]; t < graph->offset[queue[begin] + 1]; t++)
        if (!reached[graph->neighbor[t]])
          {
            reached[graph->neighbor[t]] = 1;
            queue[end++] = graph->neighbor[t];
          }

  return collect (reached, graph->n, 1);
}

GArray *
kith_neighbors_common (const KithGraph *graph, const guint *people, guint n)
{
  g_autofree guint *known = g_new0 (guint, MAX (graph->n, 1)); /* how many of the people know them */
  g_autofree guint8 *is_one = g_new0 (guint8, MAX (graph->n, 1));
  guint different = 0;

  for (guint k = 0; k < n; k++)
    if (people[k] < graph->n && !is_one[people[k]])
      {
        is_one[people[k]] = 1;
        different++;
        for (guint t = graph->offset[people[k]]; t < graph->offset[people[k] + 1]; t++)
          known[graph->neighbor[t]]++;
      }
  if (different == 0)
    return g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < graph->n; i++)
    if (is_one[i])
      known[i] = 0;

  return collect (known, graph->n, different);
}
