/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Building the compressed adjacency. The half-ties are dealt out to their people twice: the first deal groups them by person in the
 * order they came, the second walks the people in order and so leaves every list sorted, with parallel ties side by side and still in
 * the order they came. Adding them up in that order gives both sides of a tie bit for bit the same weight. */

#include "kith-graph.h"

#include <float.h>
#include <math.h>
#include <string.h>

typedef struct
{
  guint neighbor;
  double weight;
} HalfTie;

static inline gboolean
is_usable (guint n, guint a, guint b, double weight)
{
  return a < n && b < n && a != b && weight > 0 && isfinite (weight);
}

/* A sum of finite weights can leave the range of a float at either end. */
static inline float
to_weight (double sum)
{
  return (float) CLAMP (sum, (double) FLT_MIN, (double) FLT_MAX);
}

/* start[i] becomes the place of the first half-tie of i; returns how many there are. */
static gsize
count_to_start (guint n, gsize *start)
{
  gsize sum = 0;

  for (guint i = 0; i <= n; i++)
    {
      gsize count = start[i];

      start[i] = sum;
      sum += count;
    }
  return sum;
}

static void
deal_by_person (guint n, gsize n_ties, const guint *a, const guint *b, const double *weight, gsize *start,
                HalfTie *half)
{
  for (gsize t = 0; t < n_ties; t++)
    {
      double w = weight != NULL ? weight[t] : 1;

      if (!is_usable (n, a[t], b[t], w))
        continue;
      half[start[a[t]]++] = (HalfTie) { b[t], w };
      half[start[b[t]]++] = (HalfTie) { a[t], w };
    }
  /* Each start has run to the next one: move them back. */
  memmove (start + 1, start, n * sizeof *start);
  start[0] = 0;
}

static void
deal_sorted (guint n, gsize *start, const HalfTie *half, HalfTie *sorted)
{
  g_autofree gsize *next = g_memdup2 (start, (n + (gsize) 1) * sizeof *start);

  for (guint i = 0; i < n; i++)
    for (gsize h = start[i]; h < start[i + 1]; h++)
      sorted[next[half[h].neighbor]++] = (HalfTie) { i, half[h].weight };
}

/* How many different neighbours there are in all lists together. */
static gsize
count_joined (guint n, const gsize *start, const HalfTie *sorted)
{
  gsize count = 0;

  for (guint i = 0; i < n; i++)
    for (gsize h = start[i]; h < start[i + 1]; h++)
      count += h == start[i] || sorted[h].neighbor != sorted[h - 1].neighbor;
  return count;
}

static void
join_parallel (KithGraph *self, const gsize *start, const HalfTie *sorted)
{
  guint at = 0;

  for (guint i = 0; i < self->n; i++)
    {
      self->offset[i] = at;
      for (gsize h = start[i]; h < start[i + 1];)
        {
          guint neighbor = sorted[h].neighbor;
          double sum = 0;

          for (; h < start[i + 1] && sorted[h].neighbor == neighbor; h++)
            sum += sorted[h].weight;
          self->neighbor[at] = neighbor;
          self->weight[at] = to_weight (sum);
          at++;
        }
    }
  self->offset[self->n] = at;
  self->m = at / 2;
}

KithGraph *
kith_graph_new (guint n, gsize n_ties, const guint *a, const guint *b, const double *weight)
{
  KithGraph *self = g_new0 (KithGraph, 1);
  g_autofree gsize *start = NULL;
  g_autofree HalfTie *half = NULL;
  g_autofree HalfTie *sorted = NULL;
  gsize n_half;
  gsize n_joined;

  g_assert (n < G_MAXUINT);

  g_atomic_ref_count_init (&self->ref_count);
  self->n = n;
  self->offset = g_new0 (guint, n + (gsize) 1);

  start = g_new0 (gsize, n + (gsize) 1);
  for (gsize t = 0; t < n_ties; t++)
    if (is_usable (n, a[t], b[t], weight != NULL ? weight[t] : 1))
      {
        start[a[t]]++;
        start[b[t]]++;
      }
  n_half = count_to_start (n, start);

  half = g_new (HalfTie, n_half);
  deal_by_person (n, n_ties, a, b, weight, start, half);
  sorted = g_new (HalfTie, n_half);
  deal_sorted (n, start, half, sorted);

  n_joined = count_joined (n, start, sorted);
  g_assert (n_joined <= G_MAXUINT);
  self->neighbor = g_new (guint, n_joined);
  self->weight = g_new (float, n_joined);
  join_parallel (self, start, sorted);
  return self;
}

KithGraph *
kith_graph_ref (KithGraph *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
kith_graph_unref (KithGraph *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->offset);
  g_free (self->neighbor);
  g_free (self->weight);
  g_free (self);
}

typedef struct
{
  guint size;
  guint first; /* the order in which components were found is that of their lowest person */
} Component;

static int
compare_components (gconstpointer a, gconstpointer b)
{
  const Component *left = a;
  const Component *right = b;

  if (left->size != right->size)
    return left->size < right->size ? 1 : -1;
  return left->first < right->first ? -1 : left->first > right->first;
}

guint
kith_graph_components (const KithGraph *self, guint *component)
{
  g_autofree guint *queue = g_new (guint, self->n);
  g_autofree guint *rank = NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Component));

  for (guint i = 0; i < self->n; i++)
    component[i] = G_MAXUINT;

  for (guint i = 0; i < self->n; i++)
    {
      Component next = { 0, found->len };
      guint head = 0;

      if (component[i] != G_MAXUINT)
        continue;
      component[i] = next.first;
      queue[next.size++] = i;
      while (head < next.size)
        {
          guint person = queue[head++];

          for (guint h = self->offset[person]; h < self->offset[person + 1]; h++)
            if (component[self->neighbor[h]] == G_MAXUINT)
              {
                component[self->neighbor[h]] = next.first;
                queue[next.size++] = self->neighbor[h];
              }
        }
      g_array_append_val (found, next);
    }

  g_array_sort (found, compare_components);
  rank = g_new (guint, found->len);
  for (guint c = 0; c < found->len; c++)
    rank[g_array_index (found, Component, c).first] = c;
  for (guint i = 0; i < self->n; i++)
    component[i] = rank[component[i]];
  return found->len;
}
