/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A made network in the manner of Lancichinetti, Fortunato & Radicchi (2008): numbers of ties by a power law of 2.5, sizes of communities
 * by one of 1.5, a share of everybody's ties to people anywhere; and the clock of the benchmarks. */

#pragma once

#include "kith-graph.h"

#include <math.h>
#include <time.h>

/* CPU seconds of this process, threads included. */
static inline double
cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

static inline double
power_law (GRand *rand, double low, double high, double exponent)
{
  double a = pow (low, 1 - exponent);
  double b = pow (high, 1 - exponent);

  return pow (a + (b - a) * g_rand_double (rand), 1 / (1 - exponent));
}

/* Half-ties in random order become ties two by two. */
static inline void
pair_up (GRand *rand, GArray *half, GArray *a, GArray *b)
{
  guint *person = (guint *) half->data;

  for (guint k = half->len; k-- > 1;)
    {
      guint other = (guint) g_rand_int_range (rand, 0, (gint32) k + 1);
      guint keep = person[k];

      person[k] = person[other];
      person[other] = keep;
    }
  for (guint k = 0; k + 1 < half->len; k += 2)
    {
      g_array_append_val (a, person[k]);
      g_array_append_val (b, person[k + 1]);
    }
}

/* Every list of half-ties of one community, then the one of all. membership gets the communities as made. */
static inline KithGraph *
made_network (guint n, double ties_each, double outside, guint32 seed, int *membership, guint *n_communities)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GArray) a = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) b = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) anywhere = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) inside = g_array_new (FALSE, FALSE, sizeof (guint));
  double low = ties_each / 3; /* the mean of the law is about three times its least */
  guint first = 0;

  *n_communities = 0;
  while (first < n)
    {
      guint wanted = (guint) power_law (rand, 20, 800, 1.5);
      guint size = MIN (wanted, n - first);

      g_array_set_size (inside, 0);
      for (guint i = first; i < first + size; i++)
        {
          double degree = power_law (rand, low, 300, 2.5);

          membership[i] = (int) *n_communities;
          for (double d = g_rand_double (rand); d < degree; d += 1)
            g_array_append_val (g_rand_double (rand) < outside ? anywhere : inside, i);
        }
      pair_up (rand, inside, a, b);
      first += size;
      ++*n_communities;
    }
  pair_up (rand, anywhere, a, b);
  return kith_graph_new (n, a->len, (guint *) a->data, (guint *) b->data, NULL);
}
