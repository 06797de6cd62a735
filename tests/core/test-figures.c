/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The figures against their formulas written out over a table of people × communities. */

#include "kith-communities.h"
#include "kith-figures.h"
#include "network-files.h"

#include <math.h>

/* P and B as the papers have them, from one row of the table. */
static void
plain_scores (const guint *row, guint n_communities, guint own, double *participation, double *reach)
{
  double ties = 0;
  double sum = 0;
  double sum_pseudo = 0;

  for (guint c = 0; c < n_communities; c++)
    ties += row[c];
  *participation = *reach = 0;
  if (ties == 0)
    return;
  for (guint c = 0; c < n_communities; c++)
    {
      double p = row[c] / ties;
      double p_pseudo = (row[c] + (c == own ? 4 : 0)) / (ties + 4);

      sum += p * p;
      sum_pseudo += p_pseudo * p_pseudo;
    }
  *participation = 1 - sum;
  *reach = (1 - sum_pseudo) * log (1 + ties - row[own]);
}

static void
test_twin (void)
{
  for (guint32 seed = 0; seed < 30; seed++)
    {
      const guint n = 150;
      const guint n_communities = 9;
      g_autoptr (KithGraph) graph = graph_planted (n, n_communities, 1 + seed % 12, .3, TRUE, seed);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (KithFigures) figures = NULL;
      g_autofree int *membership = g_new (int, n);
      guint row[9];

      /* Any membership, also one that leaves people out who have ties. */
      for (guint i = 0; i < n; i++)
        membership[i] = g_rand_int_range (rand, 0, 10) == 0 ? -1 : (int) (i % n_communities);
      figures = kith_figures_new (graph, membership, n_communities);
      g_assert_cmpuint (figures->n, ==, n);

      for (guint i = 0; i < n; i++)
        {
          double participation = 0;
          double reach = 0;
          guint outside = 0;
          guint reached = 0;
          guint firm = 0;

          g_assert_cmpuint (figures->ties[i], ==, kith_graph_degree (graph, i));
          kith_figures_profile (graph, membership, n_communities, i, row);
          for (guint c = 0; c < n_communities; c++)
            {
              guint count = 0;

              for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
                count += membership[graph->neighbor[h]] == (int) c;
              g_assert_cmpuint (row[c], ==, count);
              if (membership[i] >= 0 && (int) c != membership[i])
                {
                  outside += count;
                  reached += count >= 1;
                  firm += count >= 2;
                }
            }
          if (membership[i] >= 0)
            plain_scores (row, n_communities, (guint) membership[i], &participation, &reach);
          g_assert_cmpuint (figures->outside_ties[i], ==, outside);
          g_assert_cmpuint (figures->communities_reached[i], ==, reached);
          g_assert_cmpuint (figures->firm_communities[i], ==, firm);
          g_assert_cmpfloat_with_epsilon (figures->participation[i], participation, 1e-6);
          g_assert_cmpfloat_with_epsilon (figures->bridge_reach[i], reach, 1e-5);
        }
    }
}

/* Two triangles, and 2 – 3 between them; 6 hangs on 3 and belongs nowhere yet. */
static void
test_by_hand (void)
{
  const guint a[] = { 0, 0, 1, 3, 3, 4, 2, 3 };
  const guint b[] = { 1, 2, 2, 4, 5, 5, 3, 6 };
  const int membership[] = { 0, 0, 0, 1, 1, 1, -1 };
  g_autoptr (KithGraph) graph = kith_graph_new (7, 8, a, b, NULL);
  g_autoptr (KithFigures) figures = kith_figures_new (graph, membership, 2);
  guint top[7];

  g_assert_cmpuint (figures->ties[3], ==, 4);
  g_assert_cmpuint (figures->outside_ties[3], ==, 1);
  g_assert_cmpuint (figures->communities_reached[3], ==, 1);
  g_assert_cmpuint (figures->firm_communities[3], ==, 0);
  g_assert_cmpfloat_with_epsilon (figures->participation[3], 1 - 5. / 9, 1e-6);
  g_assert_cmpfloat_with_epsilon (figures->bridge_reach[3], (1 - 37. / 49) * log (2), 1e-6);
  g_assert_cmpfloat (figures->bridge_reach[2], ==, figures->bridge_reach[3]);
  g_assert_cmpuint (figures->ties[6], ==, 1);
  g_assert_cmpfloat (figures->bridge_reach[6], ==, 0);
  g_assert_cmpfloat (figures->bridge_reach[0], ==, 0);

  g_assert_cmpuint (kith_figures_top (figures, NULL, 7, top), ==, 2);
  g_assert_cmpuint (top[0], ==, 2);
  g_assert_cmpuint (top[1], ==, 3);
}

static void
test_top (void)
{
  for (guint32 seed = 0; seed < 20; seed++)
    {
      g_autoptr (KithGraph) graph = graph_planted (200, 8, 6, .3, FALSE, seed);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (KithFigures) figures = NULL;
      int membership[200];
      guint8 usable[200];
      guint top[200];

      for (guint i = 0; i < 200; i++)
        {
          membership[i] = (int) (i % 8);
          usable[i] = g_rand_int_range (rand, 0, 4) != 0;
        }
      figures = kith_figures_new (graph, membership, 8);
      for (guint size = 0; size <= 200; size = size * 2 + 1)
        {
          guint n_top = kith_figures_top (figures, usable, size, top);
          guint8 taken[200] = { 0 };

          g_assert_cmpuint (n_top, <=, size);
          /* Each is the best of those not yet taken. */
          for (guint k = 0; k <= n_top; k++)
            {
              int best = -1;

              for (guint i = 0; i < 200; i++)
                if (usable[i] && !taken[i] && figures->bridge_reach[i] > 0
                    && (best < 0 || figures->bridge_reach[i] > figures->bridge_reach[best]))
                  best = (int) i;
              if (k < n_top)
                {
                  g_assert_cmpuint (top[k], ==, best);
                  taken[best] = 1;
                }
              else if (n_top < size)
                g_assert_cmpint (best, ==, -1);
            }
        }
    }
}

static void
test_confidence (void)
{
  g_autoptr (KithGraph) graph = graph_planted (400, 8, 8, .2, FALSE, 3);
  g_autoptr (KithFigures) figures = NULL;
  g_autofree int *membership = g_new (int, 400);
  g_autofree guint8 *usable = g_new (guint8, 400);
  g_autofree guint8 *times = g_new (guint8, 400);
  g_autofree guint8 *again = g_new (guint8, 400);
  guint top[20];
  guint sum = 0;
  guint of_top = 0;

  for (guint i = 0; i < 400; i++)
    {
      membership[i] = i % 50 == 0 ? -1 : (int) (i % 8);
      usable[i] = i % 11 != 0;
    }
  figures = kith_figures_new (graph, membership, 8);
  g_assert_cmpuint (kith_figures_top (figures, usable, 20, top), ==, 20);
  g_assert_true (kith_figures_confidence (graph, membership, 8, usable, 20, 20, 9, times, NULL, NULL, NULL));
  g_assert_true (kith_figures_confidence (graph, membership, 8, usable, 20, 20, 9, again, NULL, NULL, NULL));
  g_assert_cmpmem (times, 400, again, 400);

  for (guint i = 0; i < 400; i++)
    {
      sum += times[i];
      g_assert_cmpuint (times[i], <=, 20);
      if (!usable[i] || membership[i] < 0)
        g_assert_cmpuint (times[i], ==, 0);
    }
  g_assert_cmpuint (sum, ==, 20 * 20);
  for (guint k = 0; k < 20; k++)
    of_top += times[top[k]];
  g_test_message ("people of the list are in %.0f %% of the copies", of_top / 4.);
  g_assert_cmpuint (of_top, >, 160);
  g_assert_cmpuint (of_top, <, 400);
  /* Whoever leads by far is in all of them. */
  g_assert_cmpuint (times[top[0]], >=, 15);
}

/* Copies drawn the plain way, as graphs of their own with each tie kept by chance: how often somebody is in the list agrees. */
static void
test_confidence_twin (void)
{
  const guint n = 150;
  const guint copies = 250;
  g_autoptr (KithGraph) graph = graph_planted (n, 6, 7, .25, FALSE, 8);
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autofree int *membership = g_new (int, n);
  g_autofree guint8 *times = g_new (guint8, n);
  g_autofree guint *plain = g_new0 (guint, n);
  double difference = 0;
  guint top[10];

  for (guint i = 0; i < n; i++)
    membership[i] = (int) (i % 6);
  for (guint copy = 0; copy < copies; copy++)
    {
      g_autoptr (KithTieList) kept = kith_tie_list_new ();
      g_autoptr (KithGraph) of_kept = NULL;
      g_autoptr (KithFigures) figures = NULL;
      guint n_top;

      for (guint i = 0; i < n; i++)
        for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
          if (graph->neighbor[h] > i && g_rand_double (rand) < .8)
            kith_tie_list_add (kept, i, graph->neighbor[h], 1);
      of_kept = graph_of (n, kept);
      figures = kith_figures_new (of_kept, membership, 6);
      n_top = kith_figures_top (figures, NULL, 10, top);
      for (guint k = 0; k < n_top; k++)
        plain[top[k]]++;
    }
  g_assert_true (kith_figures_confidence (graph, membership, 6, NULL, 10, copies, 1, times, NULL, NULL, NULL));
  for (guint i = 0; i < n; i++)
    difference = MAX (difference, fabs ((double) times[i] - plain[i]) / copies);
  g_test_message ("largest difference %.3f", difference);
  g_assert_cmpfloat (difference, <, .12);
}

static void
test_shapes (void)
{
  g_autoptr (KithGraph) none = kith_graph_new (0, 0, NULL, NULL, NULL);
  g_autoptr (KithGraph) lonely = kith_graph_new (3, 0, NULL, NULL, NULL);
  g_autoptr (KithFigures) of_none = kith_figures_new (none, NULL, 0);
  const int membership[] = { -1, -1, -1 };
  const int strange[] = { 0, 0, 0 };
  g_autoptr (KithFigures) of_lonely = kith_figures_new (lonely, membership, 0);
  g_autoptr (KithFigures) of_strange = kith_figures_new (lonely, strange, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint8 times[3] = { 9, 9, 9 };
  guint top[3];

  g_assert_cmpuint (kith_figures_top (of_none, NULL, 5, NULL), ==, 0);
  g_assert_cmpuint (kith_figures_top (of_lonely, NULL, 3, top), ==, 0);
  g_assert_cmpfloat (of_strange->participation[1], ==, 0);
  g_assert_true (kith_figures_confidence (none, NULL, 0, NULL, 20, 20, 0, NULL, NULL, NULL, NULL));
  g_assert_true (kith_figures_confidence (lonely, membership, 0, NULL, 20, 20, 0, times, NULL, NULL, NULL));
  g_assert_cmpuint (times[0] + times[1] + times[2], ==, 0);

  g_cancellable_cancel (cancellable);
  g_assert_false (kith_figures_confidence (lonely, membership, 0, NULL, 20, 20, 0, times, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* One person who knows 50,000 in 500 communities. */
static void
test_star (void)
{
  g_autoptr (KithTieList) ties = kith_tie_list_new ();
  g_autoptr (KithGraph) graph = NULL;
  g_autoptr (KithFigures) figures = NULL;
  g_autofree int *membership = g_new0 (int, 50001);
  guint top;

  for (guint i = 1; i <= 50000; i++)
    {
      kith_tie_list_add (ties, 0, i, 1);
      membership[i] = (int) (i % 500);
    }
  graph = graph_of (50001, ties);
  figures = kith_figures_new (graph, membership, 500);
  g_assert_cmpuint (figures->outside_ties[0], ==, 49900);
  g_assert_cmpuint (figures->firm_communities[0], ==, 499);
  g_assert_cmpfloat_with_epsilon (figures->participation[0], 1 - 1 / 500., 1e-6);
  g_assert_cmpuint (kith_figures_top (figures, NULL, 1, &top), ==, 1);
  g_assert_cmpuint (top, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/twin", test_twin);
  g_test_add_func ("/figures/by-hand", test_by_hand);
  g_test_add_func ("/figures/top", test_top);
  g_test_add_func ("/figures/confidence", test_confidence);
  g_test_add_func ("/figures/confidence-twin", test_confidence_twin);
  g_test_add_func ("/figures/shapes", test_shapes);
  g_test_add_func ("/figures/star", test_star);
  return g_test_run ();
}
