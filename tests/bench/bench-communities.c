/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Communities, all figures and the confidence against the one call of igraph's Leiden that they stand on. Goal: at most 1.5 × at 100,000
 * people and 500,000 ties. */

#include "kith-communities.h"
#include "kith-figures.h"
#include "made-network.h"

#include <igraph.h>
#include <stdio.h>
#include <sys/resource.h>

#define ROUNDS 3

typedef struct
{
  igraph_t graph;
  igraph_vector_t weight, strength;
  double total;
} Bare;

static void
bare_init (Bare *self, const KithGraph *graph)
{
  igraph_vector_int_t ends;
  gsize t = 0;

  igraph_vector_int_init (&ends, 2 * (gsize) graph->m);
  igraph_vector_init (&self->weight, graph->m);
  igraph_vector_init (&self->strength, graph->n);
  self->total = 2.0 * graph->m;
  for (guint i = 0; i < graph->n; i++)
    {
      VECTOR (self->strength)[i] = kith_graph_degree (graph, i);
      for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
        if (graph->neighbor[h] > i)
          {
            VECTOR (self->weight)[t] = 1;
            VECTOR (ends)[2 * t] = i;
            VECTOR (ends)[2 * t + 1] = graph->neighbor[h];
            t++;
          }
    }
  igraph_create (&self->graph, &ends, graph->n, IGRAPH_UNDIRECTED);
  igraph_vector_int_destroy (&ends);
}

static void
bare_clear (Bare *self)
{
  igraph_destroy (&self->graph);
  igraph_vector_destroy (&self->weight);
  igraph_vector_destroy (&self->strength);
}

static double
time_bare (Bare *self, guint seed)
{
  igraph_vector_int_t membership;
  double start;

  igraph_vector_int_init (&membership, igraph_vcount (&self->graph));
  igraph_rng_seed (igraph_rng_default (), seed);
  start = cpu_seconds ();
  igraph_community_leiden (&self->graph, &self->weight, &self->strength,
#if IGRAPH_VERSION_MAJOR >= 1
                           NULL,
#endif
                           1 / self->total, .01, FALSE, 2, &membership, NULL, NULL);
  start = cpu_seconds () - start;
  igraph_vector_int_destroy (&membership);
  return start;
}

static double
time_kith (const KithGraph *graph, guint seed, guint *n_communities, double *modularity, double *figures_time)
{
  KithCommunitiesOptions options = { .resolution = 1, .seed = seed };
  g_autofree int *membership = g_new (int, graph->n);
  g_autofree guint8 *times = g_new (guint8, graph->n);
  g_autoptr (KithFigures) figures = NULL;
  double start = cpu_seconds ();
  double middle;

  kith_communities_find (graph, &options, membership, n_communities, modularity, NULL, NULL, NULL);
  middle = cpu_seconds ();
  figures = kith_figures_new (graph, membership, *n_communities);
  kith_figures_confidence (graph, membership, *n_communities, NULL, 20, 20, 1, times, NULL, NULL, NULL);
  *figures_time = cpu_seconds () - middle;
  return cpu_seconds () - start;
}

static void
measure (guint n, double ties_each)
{
  g_autofree int *made = g_new (int, n);
  g_autoptr (KithGraph) graph = NULL;
  double bare_best = INFINITY;
  double kith_best = INFINITY;
  double figures_best = INFINITY;
  double modularity;
  guint n_made;
  guint n_communities;
  Bare bare;

  graph = made_network (n, ties_each, .2, 1, made, &n_made);
  bare_init (&bare, graph);
  for (guint round = 0; round < ROUNDS; round++)
    {
      double figures;

      bare_best = MIN (bare_best, time_bare (&bare, round));
      kith_best = MIN (kith_best, time_kith (graph, round, &n_communities, &modularity, &figures));
      figures_best = MIN (figures_best, figures);
    }
  bare_clear (&bare);

  printf ("people %u, ties %u, communities %u (made %u), modularity %.4f (as made %.4f)\n", graph->n, graph->m,
          n_communities, n_made, modularity, kith_communities_modularity (graph, made, 1));
  printf ("  igraph Leiden alone: %.3f CPU s\n", bare_best);
  printf ("  communities and all figures: %.3f CPU s, of it figures and 20 copies: %.3f\n", kith_best, figures_best);
  printf ("  ratio: %.2f\n", kith_best / bare_best);
}

int
main (void)
{
  struct rusage usage;

  setvbuf (stdout, NULL, _IOLBF, 0);
  measure (10000, 12.6);
  measure (100000, 12.6);
  getrusage (RUSAGE_SELF, &usage);
  printf ("peak memory: %ld MB\n", usage.ru_maxrss / 1024);
  return 0;
}
