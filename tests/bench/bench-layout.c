/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Places by communities against Graphviz's sfdp and igraph's UMAP on the whole of the same network: CPU seconds with all worker
 * processes, own10 (share of the ten nearest in the own community) and NP (share of ties among the nearest). Goals: CPU at most 1/3 of
 * sfdp's at LastFM and 1/8 at 20,000 people, own10 at least .90, NP at least UMAP's, 100,000 people in 10 CPU seconds. Of real networks the
 * largest connected piece is taken: igraph's UMAP knows no pieces. */

#include "kith-communities.h"
#include "kith-layout.h"
#include "made-network.h"
#include "../core/network-files.h"

#include <igraph.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

typedef struct
{
  double cpu, wall, own10, np;
} Figures;

typedef struct
{
  const char *name;
  const char *file; /* below the shared data */
  gboolean header;
  gboolean umap; /* it takes minutes above some thousand people */
} Real;

static double
cpu_with_children (void)
{
  struct rusage own, children;

  getrusage (RUSAGE_SELF, &own);
  getrusage (RUSAGE_CHILDREN, &children);
  return own.ru_utime.tv_sec + own.ru_stime.tv_sec + children.ru_utime.tv_sec + children.ru_stime.tv_sec
         + 1e-6 * (own.ru_utime.tv_usec + own.ru_stime.tv_usec + children.ru_utime.tv_usec + children.ru_stime.tv_usec);
}

static KithGraph *
largest_piece (const KithGraph *graph)
{
  g_autofree guint *component = g_new (guint, graph->n);
  g_autofree guint *number = g_new (guint, graph->n);
  g_autoptr (GArray) a = g_array_new (FALSE, FALSE, sizeof (guint)), b = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = 0;

  kith_graph_components (graph, component);
  for (guint i = 0; i < graph->n; i++)
    number[i] = component[i] == 0 ? n++ : G_MAXUINT;
  for (guint i = 0; i < graph->n; i++)
    for (guint e = graph->offset[i]; number[i] != G_MAXUINT && e < graph->offset[i + 1]; e++)
      if (graph->neighbor[e] > i)
        {
          g_array_append_val (a, number[i]);
          g_array_append_val (b, number[graph->neighbor[e]]);
        }
  return kith_graph_new (n, a->len, (const guint *) a->data, (const guint *) b->data, NULL);
}

static Figures
measure (const KithGraph *graph, const int *membership, guint n_communities, KithLayoutEngine engine)
{
  g_autofree float *x = g_new (float, graph->n), *y = g_new (float, graph->n);
  KithLayoutOptions options = { .engine = engine, .membership = membership, .n_communities = n_communities, .seed = 1 };
  g_autoptr (GError) error = NULL;
  Figures figures = { 0 };
  gint64 start = g_get_monotonic_time ();

  figures.cpu = cpu_with_children ();
  if (!kith_layout_run (graph, &options, x, y, NULL, NULL, &error))
    g_error ("%s", error->message);
  figures.cpu = cpu_with_children () - figures.cpu;
  figures.wall = 1e-6 * (double) (g_get_monotonic_time () - start);
  figures.own10 = kith_layout_own10 (graph->n, x, y, membership);
  figures.np = kith_layout_np (graph, x, y);
  return figures;
}

static Figures
measure_umap (const KithGraph *graph, const int *membership)
{
  g_autofree float *x = g_new (float, graph->n), *y = g_new (float, graph->n);
  igraph_vector_int_t ends;
  igraph_matrix_t places;
  igraph_t copy;
  Figures figures = { 0 };
  gsize t = 0;

  igraph_vector_int_init (&ends, 2 * (gsize) graph->m);
  for (guint i = 0; i < graph->n; i++)
    for (guint e = graph->offset[i]; e < graph->offset[i + 1]; e++)
      if (graph->neighbor[e] > i)
        {
          VECTOR (ends)[2 * t] = i;
          VECTOR (ends)[2 * t++ + 1] = graph->neighbor[e];
        }
  igraph_create (&copy, &ends, graph->n, IGRAPH_UNDIRECTED);
  igraph_matrix_init (&places, 0, 0);
  igraph_rng_seed (igraph_rng_default (), 1);
  figures.cpu = cpu_with_children ();
  igraph_layout_umap (&copy, &places, FALSE, NULL, .01, 500, FALSE);
  figures.cpu = cpu_with_children () - figures.cpu;
  for (guint i = 0; i < graph->n; i++)
    {
      x[i] = (float) MATRIX (places, i, 0);
      y[i] = (float) MATRIX (places, i, 1);
    }
  figures.own10 = kith_layout_own10 (graph->n, x, y, membership);
  figures.np = kith_layout_np (graph, x, y);
  igraph_matrix_destroy (&places);
  igraph_vector_int_destroy (&ends);
  igraph_destroy (&copy);
  return figures;
}

static void
compare (const char *name, const KithGraph *graph, gboolean sfdp, gboolean umap)
{
  g_autofree int *membership = g_new (int, graph->n);
  KithCommunitiesOptions options = { .resolution = 1, .seed = 1 };
  guint n_communities;
  Figures own, other;

  if (!kith_communities_find (graph, &options, membership, &n_communities, NULL, NULL, NULL, NULL))
    g_error ("no communities");
  own = measure (graph, membership, n_communities, KITH_LAYOUT_COMMUNITIES);
  printf ("%s, %u people, %u ties, %u communities\n", name, graph->n, graph->m, n_communities);
  printf ("  communities  %7.2f CPU s, %.2f s   own10 %.3f   NP %.3f\n", own.cpu, own.wall, own.own10, own.np);
  fflush (stdout);
  if (sfdp)
    {
      other = measure (graph, membership, n_communities, KITH_LAYOUT_SFDP);
      printf ("  sfdp         %7.2f CPU s   own10 %.3f   NP %.3f   communities take 1/%.1f of its CPU\n", other.cpu,
              other.own10, other.np, other.cpu / own.cpu);
      fflush (stdout);
    }
  if (umap)
    {
      other = measure_umap (graph, membership);
      printf ("  UMAP         %7.2f CPU s   own10 %.3f   NP %.3f   NP of communities is %.2f × that\n", other.cpu,
              other.own10, other.np, own.np / other.np);
      fflush (stdout);
    }
}

int
main (int argc, char **argv)
{
  static const Real real[] = {
    { "email-Eu-core", "networks/email-Eu-core.txt", FALSE, TRUE },
    { "Facebook", "large/facebook_combined.txt.gz", FALSE, TRUE },
    { "LastFM", "large/lastfm-asia-edges.csv", TRUE, TRUE },
    { "GitHub", "large/github-edges.csv.gz", TRUE, FALSE },
  };
  static const guint made[] = { 20000, 100000 };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (real); i++)
    {
      g_autofree char *path = shared_file (real[i].file);
      g_autoptr (KithGraph) all = NULL;
      g_autoptr (KithGraph) graph = NULL;

      if (path == NULL)
        {
          printf ("%s: left out, the shared data are not here (set KITH_SHARED_DATA to their folder)\n", real[i].name);
          continue;
        }
      all = graph_from_pairs (path, real[i].header);
      graph = largest_piece (all);
      compare (real[i].name, graph, TRUE, real[i].umap);
    }
  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    {
      g_autofree int *membership = g_new (int, made[i]);
      guint n_communities;
      g_autoptr (KithGraph) graph = made_network (made[i], 7, .2, 1, membership, &n_communities);

      compare ("made", graph, made[i] <= 20000, FALSE);
    }
  return 0;
}
