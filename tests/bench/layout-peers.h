/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What bench-layout sets Kith's places beside: the program sfdp of Graphviz with its own settings, and three layouts of igraph. */

#pragma once

#include "kith-graph.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <igraph.h>
#include <sys/resource.h>

typedef enum
{
  PEER_FR,
  PEER_DRL,
  PEER_UMAP,
} PeerKind;

/* CPU seconds of this process and of the children that have ended. */
static inline double
cpu_with_children (void)
{
  struct rusage own, children;

  getrusage (RUSAGE_SELF, &own);
  getrusage (RUSAGE_CHILDREN, &children);
  return own.ru_utime.tv_sec + own.ru_stime.tv_sec + children.ru_utime.tv_sec + children.ru_stime.tv_sec
         + 1e-6 * (own.ru_utime.tv_usec + own.ru_stime.tv_usec + children.ru_utime.tv_usec + children.ru_stime.tv_usec);
}

/* The whole network as DOT; points without text, so that no font costs time. */
static inline char *
peer_write_dot (const KithGraph *graph)
{
  g_autoptr (GString) dot = g_string_new ("graph {\nnode [shape=point, label=\"\"]\n");
  char *path = NULL;
  int fd = g_file_open_tmp ("kith-bench-XXXXXX.dot", &path, NULL);

  for (guint i = 0; i < graph->n; i++)
    {
      g_string_append_printf (dot, "%u\n", i);
      for (guint e = graph->offset[i]; e < graph->offset[i + 1]; e++)
        if (graph->neighbor[e] > i)
          g_string_append_printf (dot, "%u -- %u\n", i, graph->neighbor[e]);
    }
  g_string_append (dot, "}\n");
  if (fd < 0 || !g_file_set_contents (path, dot->str, (gssize) dot->len, NULL))
    g_error ("no temporary file");
  close (fd);
  return path;
}

/* Returns CPU seconds, of which reading and writing are a fiftieth; below 0 where there is no sfdp. */
static inline double
peer_sfdp (const KithGraph *graph, float *x, float *y)
{
  g_autofree char *program = g_find_program_in_path ("sfdp");
  g_autofree char *path = NULL;
  g_autofree char *plain = NULL;
  double cpu;

  if (program == NULL)
    return -1;
  path = peer_write_dot (graph);
  cpu = cpu_with_children ();
  {
    const char *argv[] = { program, "-Tplain", path, NULL };

    if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &plain, NULL, NULL, NULL))
      g_error ("sfdp did not run");
  }
  cpu = cpu_with_children () - cpu;
  g_unlink (path);
  for (guint i = 0; i < graph->n; i++)
    x[i] = y[i] = NAN;
  for (char *line = plain; line != NULL && *line != '\0';)
    {
      char *end = strchr (line, '\n');
      guint person;

      /* g_str_has_prefix () would measure all that comes after */
      if (strncmp (line, "node ", 5) == 0)
        {
          char *rest;

          person = (guint) strtoul (line + 5, &rest, 10);
          if (person < graph->n)
            {
              x[person] = (float) g_ascii_strtod (rest, &rest);
              y[person] = (float) -g_ascii_strtod (rest, NULL);
            }
        }
      line = end != NULL ? end + 1 : NULL;
    }
  return cpu;
}

/* Returns CPU seconds. */
static inline double
peer_igraph (PeerKind kind, const KithGraph *graph, float *x, float *y)
{
  igraph_layout_drl_options_t drl;
  igraph_vector_int_t ends;
  igraph_matrix_t places;
  igraph_t copy;
  double cpu;
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
  igraph_layout_drl_options_init (&drl, IGRAPH_LAYOUT_DRL_DEFAULT);
  igraph_rng_seed (igraph_rng_default (), 1);
  cpu = cpu_with_children ();
  if (kind == PEER_FR)
    igraph_layout_fruchterman_reingold (&copy, &places, FALSE, 500, sqrt (graph->n), IGRAPH_LAYOUT_AUTOGRID, NULL, NULL,
                                        NULL, NULL, NULL);
  else if (kind == PEER_DRL)
    igraph_layout_drl (&copy, &places, FALSE, &drl, NULL);
  else
    igraph_layout_umap (&copy, &places, FALSE, NULL, .01, 500, FALSE);
  cpu = cpu_with_children () - cpu;
  for (guint i = 0; i < graph->n; i++)
    {
      x[i] = (float) MATRIX (places, i, 0);
      y[i] = (float) MATRIX (places, i, 1);
    }
  igraph_matrix_destroy (&places);
  igraph_vector_int_destroy (&ends);
  igraph_destroy (&copy);
  return cpu;
}
