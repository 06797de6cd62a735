/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A team of 50, with reasons, substitutes and drop-out test. Goal: at most 1 CPU second at 100,000 people and 500,000 ties. And lazy greedy
 * against plain greedy, which looks at everyone in each round. */

#include "kith-team-state.h"
#include "kith-team.h"
#include "made-network.h"

#include <stdio.h>

#define ROUNDS 3

static double
time_team (const KithGraph *graph, const int *membership, guint n_communities, double wide, KithTeam **team)
{
  KithTeamOptions options = { .size = 50, .wide = wide };
  double best = INFINITY;

  *team = NULL;
  for (guint round = 0; round < ROUNDS; round++)
    {
      double start = cpu_seconds ();

      g_clear_pointer (team, kith_team_free);
      *team = kith_team_choose (graph, membership, n_communities, NULL, &options, NULL, NULL, NULL);
      best = MIN (best, cpu_seconds () - start);
    }
  return best;
}

static double
time_plain (const KithGraph *graph, const int *membership, guint n_communities, double wide, guint *people)
{
  g_autofree guint8 *taken = g_new0 (guint8, graph->n);
  KithTeamState state;
  double start = cpu_seconds ();

  kith_team_state_init (&state, graph, membership, n_communities, wide);
  for (guint k = 0; k < 50; k++)
    {
      gint64 best_gain = 0;
      guint best = 0;

      for (guint i = 0; i < graph->n; i++)
        {
          gint64 gain = taken[i] ? 0 : kith_team_state_gain (&state, i);

          if (gain > best_gain)
            {
              best_gain = gain;
              best = i;
            }
        }
      taken[best] = TRUE;
      people[k] = best;
      kith_team_state_join (&state, best);
    }
  kith_team_state_clear (&state);
  return cpu_seconds () - start;
}

static void
measure (guint n)
{
  g_autofree int *membership = g_new (int, n);
  g_autoptr (KithGraph) graph = NULL;
  guint n_communities;
  const double wide[] = { 1, .5, 0 };

  graph = made_network (n, 12.6, .2, 1, membership, &n_communities);
  printf ("people %u, ties %u, communities %u\n", graph->n, graph->m, n_communities);
  for (guint w = 0; w < G_N_ELEMENTS (wide); w++)
    {
      g_autoptr (KithTeam) team = NULL;
      guint people[50];
      double lazy = time_team (graph, membership, n_communities, wide[w], &team);
      double plain = time_plain (graph, membership, n_communities, wide[w], people);
      gboolean same = team->n_members == 50;

      for (guint k = 0; same && k < 50; k++)
        same = team->members[k].person == people[k];
      printf ("  team of 50, wide %.1f: %.3f CPU s; plain greedy choice alone: %.3f, ratio %.2f; %s\n", wide[w], lazy,
              plain, lazy / plain, same ? "the same team" : "ANOTHER TEAM");
      printf ("    reaches %u, twice %u, communities %u; biggest dots %u, %u, %u\n", team->totals.reached,
              team->totals.reached_twice, team->totals.communities_touched, team->biggest.reached,
              team->biggest.reached_twice, team->biggest.communities_touched);
    }
}

int
main (void)
{
  setvbuf (stdout, NULL, _IOLBF, 0);
  measure (10000);
  measure (100000);
  return 0;
}
