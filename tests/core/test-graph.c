/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The compressed adjacency against a plain matrix of weights. */

#include "network-files.h"

#include <float.h>
#include <math.h>

static void
assert_sound (const KithGraph *graph)
{
  g_assert_cmpuint (graph->offset[0], ==, 0);
  g_assert_cmpuint (graph->offset[graph->n], ==, 2 * graph->m);
  for (guint i = 0; i < graph->n; i++)
    for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
      {
        guint j = graph->neighbor[h];
        gboolean back = FALSE;

        g_assert_cmpuint (j, <, graph->n);
        g_assert_cmpuint (j, !=, i);
        g_assert_true (graph->weight[h] > 0 && isfinite (graph->weight[h]));
        if (h > graph->offset[i])
          g_assert_cmpuint (graph->neighbor[h - 1], <, j);
        for (guint k = graph->offset[j]; k < graph->offset[j + 1]; k++)
          back |= graph->neighbor[k] == i && graph->weight[k] == graph->weight[h];
        g_assert_true (back);
      }
}

static void
test_small (void)
{
  const guint a[] = { 0, 2, 1, 3, 3, 0, 9, 2 };
  const guint b[] = { 1, 1, 0, 3, 9, 2, 0, 3 };
  const double weight[] = { 1, 2, .5, 1, 1, NAN, 1, -1 };
  g_autoptr (KithGraph) graph = kith_graph_new (5, 8, a, b, weight);
  g_autoptr (KithGraph) again = kith_graph_ref (graph);

  assert_sound (graph);
  g_assert_cmpuint (graph->m, ==, 2);
  g_assert_cmpuint (kith_graph_degree (graph, 0), ==, 1);
  g_assert_cmpuint (kith_graph_degree (graph, 1), ==, 2);
  g_assert_cmpuint (kith_graph_degree (graph, 3), ==, 0);
  g_assert_cmpfloat (graph->weight[0], ==, 1.5f);
  g_assert_cmpfloat (again->weight[2], ==, 2.f);
}

static void
test_empty (void)
{
  g_autoptr (KithGraph) none = kith_graph_new (0, 0, NULL, NULL, NULL);
  g_autoptr (KithGraph) one = kith_graph_new (1, 0, NULL, NULL, NULL);
  guint component = 7;

  assert_sound (none);
  assert_sound (one);
  g_assert_cmpuint (kith_graph_components (none, NULL), ==, 0);
  g_assert_cmpuint (kith_graph_components (one, &component), ==, 1);
  g_assert_cmpuint (component, ==, 0);
}

static void
test_weights_at_the_ends (void)
{
  const guint a[] = { 0, 1, 2, 3, 4, 5, 6 };
  const guint b[] = { 1, 0, 3, 2, 5, 6, 4 };
  const double weight[] = { DBL_MAX, DBL_MAX, DBL_TRUE_MIN, 0, INFINITY, -INFINITY, 1e39 };
  g_autoptr (KithGraph) graph = kith_graph_new (7, 7, a, b, weight);

  assert_sound (graph);
  g_assert_cmpuint (graph->m, ==, 3);
  g_assert_cmpfloat (graph->weight[graph->offset[0]], ==, FLT_MAX);
  g_assert_cmpfloat (graph->weight[graph->offset[2]], ==, FLT_MIN);
  g_assert_cmpfloat (graph->weight[graph->offset[4]], ==, FLT_MAX);
}

/* The plain twin: a matrix filled in the order of the ties. */
static void
test_twin (void)
{
  for (guint32 seed = 0; seed < 60; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      guint n = (guint) g_rand_int_range (rand, 1, 40);
      guint m = (guint) g_rand_int_range (rand, 0, 300);
      g_autoptr (KithTieList) ties = kith_tie_list_new ();
      g_autofree double *plain = g_new0 (double, n *n);
      g_autoptr (KithGraph) graph = NULL;
      guint pairs = 0;

      for (guint t = 0; t < m; t++)
        {
          guint a = (guint) g_rand_int_range (rand, 0, (gint32) n + 2);
          guint b = (guint) g_rand_int_range (rand, 0, (gint32) n + 2);
          double w = g_rand_double_range (rand, -.5, 3);

          kith_tie_list_add (ties, a, b, w);
          if (a >= n || b >= n || a == b || !(w > 0))
            continue;
          plain[a * n + b] += w;
          plain[b * n + a] += w;
        }
      graph = graph_of (n, ties);
      assert_sound (graph);
      for (guint i = 0; i < n; i++)
        for (guint j = 0; j < i; j++)
          pairs += plain[i * n + j] > 0;
      g_assert_cmpuint (graph->m, ==, pairs);
      for (guint i = 0; i < n; i++)
        for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
          g_assert_cmpfloat (graph->weight[h], ==, (float) plain[i * n + graph->neighbor[h]]);
    }
}

/* The plain twin: everyone takes the lowest number among the neighbours until nothing changes. */
static void
test_components (void)
{
  for (guint32 seed = 0; seed < 40; seed++)
    {
      g_autoptr (KithGraph) graph = graph_planted (200, 20, 1.2, .02, FALSE, seed);
      g_autofree guint *component = g_new (guint, graph->n);
      g_autofree guint *lowest = g_new (guint, graph->n);
      guint count = kith_graph_components (graph, component);
      g_autofree guint *size = g_new0 (guint, count);
      gboolean changed = TRUE;

      for (guint i = 0; i < graph->n; i++)
        lowest[i] = i;
      while (changed)
        {
          changed = FALSE;
          for (guint i = 0; i < graph->n; i++)
            for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
              if (lowest[graph->neighbor[h]] < lowest[i])
                {
                  lowest[i] = lowest[graph->neighbor[h]];
                  changed = TRUE;
                }
        }
      for (guint i = 0; i < graph->n; i++)
        {
          g_assert_cmpuint (component[i], <, count);
          size[component[i]]++;
          for (guint j = 0; j < i; j++)
            g_assert_true ((component[i] == component[j]) == (lowest[i] == lowest[j]));
        }
      for (guint c = 1; c < count; c++)
        g_assert_cmpuint (size[c - 1], >=, size[c]);
    }
}

static void
test_star (void)
{
  g_autoptr (KithTieList) ties = kith_tie_list_new ();
  g_autoptr (KithGraph) graph = NULL;
  g_autofree guint *component = g_new (guint, 50001);

  for (guint i = 50000; i > 0; i--)
    kith_tie_list_add (ties, i % 2 == 0 ? 0 : i, i % 2 == 0 ? i : 0, 1);
  graph = graph_of (50001, ties);
  g_assert_cmpuint (graph->m, ==, 50000);
  g_assert_cmpuint (kith_graph_degree (graph, 0), ==, 50000);
  for (guint h = 0; h < 50000; h++)
    g_assert_cmpuint (graph->neighbor[h], ==, h + 1);
  g_assert_cmpuint (kith_graph_components (graph, component), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/small", test_small);
  g_test_add_func ("/graph/empty", test_empty);
  g_test_add_func ("/graph/weights-at-the-ends", test_weights_at_the_ends);
  g_test_add_func ("/graph/twin", test_twin);
  g_test_add_func ("/graph/components", test_components);
  g_test_add_func ("/graph/star", test_star);
  return g_test_run ();
}
