/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-neighbors.h"

#include <string.h>

#define N 60

typedef struct
{
  KithGraph *graph;
  gboolean tied[N][N];
} Net;

static void
net_init (Net *net, GRand *rand, guint n_ties)
{
  guint a[N * 4], b[N * 4];

  memset (net, 0, sizeof *net);
  for (guint t = 0; t < n_ties; t++)
    {
      a[t] = (guint) g_rand_int_range (rand, 0, N);
      b[t] = (guint) g_rand_int_range (rand, 0, N);
      if (a[t] != b[t])
        net->tied[a[t]][b[t]] = net->tied[b[t]][a[t]] = TRUE;
    }
  net->graph = kith_graph_new (N, n_ties, a, b, NULL);
}

static gboolean
has (const guint *people, guint n, guint person)
{
  for (guint k = 0; k < n; k++)
    if (people[k] == person)
      return TRUE;
  return FALSE;
}

/* In @steps or fewer, by trying every way. */
static gboolean
plain_reaches (const Net *net, guint from, guint to, guint steps)
{
  if (from == to)
    return TRUE;
  for (guint i = 0; steps > 0 && i < N; i++)
    if (net->tied[from][i] && plain_reaches (net, i, to, steps - 1))
      return TRUE;
  return FALSE;
}

static void
assert_is (GArray *found, const gboolean *wanted)
{
  guint at = 0;

  for (guint i = 0; i < N; i++)
    {
      gboolean is_in = at < found->len && g_array_index (found, guint, at) == i;

      g_assert_cmpint (is_in, ==, wanted[i]);
      at += is_in;
    }
  g_assert_cmpuint (at, ==, found->len);
}

static void
test_twin (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint round = 0; round < 200; round++)
    {
      Net net;
      guint people[5];
      guint n = (guint) g_rand_int_range (rand, 0, 6);
      gboolean wanted[N];

      net_init (&net, rand, (guint) g_rand_int_range (rand, 10, N * 4));
      for (guint k = 0; k < n; k++)
        people[k] = (guint) g_rand_int_range (rand, 0, N);

      for (guint steps = 0; steps <= 3; steps++)
        {
          g_autoptr (GArray) within = kith_neighbors_within (net.graph, people, n, steps);

          for (guint i = 0; i < N; i++)
            {
              wanted[i] = FALSE;
              for (guint k = 0; k < n; k++)
                wanted[i] |= plain_reaches (&net, people[k], i, steps);
            }
          assert_is (within, wanted);
        }

      g_autoptr (GArray) common = kith_neighbors_common (net.graph, people, n);
      for (guint i = 0; i < N; i++)
        {
          wanted[i] = n > 0 && !has (people, n, i);
          for (guint k = 0; k < n; k++)
            wanted[i] = wanted[i] && net.tied[i][people[k]];
        }
      assert_is (common, wanted);
      kith_graph_unref (net.graph);
    }
}

static void
test_nobody (void)
{
  g_autoptr (KithGraph) graph = kith_graph_new (0, 0, NULL, NULL, NULL);
  guint gone = 7;
  g_autoptr (GArray) within = kith_neighbors_within (graph, &gone, 1, 2);
  g_autoptr (GArray) common = kith_neighbors_common (graph, &gone, 1);

  g_assert_cmpuint (within->len + common->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/neighbors/twin", test_twin);
  g_test_add_func ("/neighbors/nobody", test_nobody);
  return g_test_run ();
}
