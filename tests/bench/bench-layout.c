/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Places by communities against other layouts of the whole of the same network, in one run: CPU seconds with all worker processes; own10
 * (share of the ten nearest in the own community) and NP (share of ties among the nearest); the share of the map's rectangle where nobody
 * is; the share of people whose dots touch; and how far people move who stay while a twentieth comes in, median in percent of the width.
 *
 * Goals: CPU at most 1/4 of sfdp's at LastFM, 1/10 at 20,000 people, 1/40 at 50,000; 100,000 people in 8 CPU seconds, of which at most 60 %
 * on the clock; own10 at least .93 and NP at least 1.15 × UMAP's on the real ones; at most 3 % moved. sfdp stands there twice: the program as
 * Graphviz ships it, and our own worker's, which has quadtree=fast.
 *
 *   bench-layout              what ends in some minutes
 *   bench-layout --all        everything, each layout wherever it ends at all
 *   bench-layout NAME…        the named networks, everything
 *
 * Of real networks the largest connected piece is compared: igraph's UMAP knows no pieces. */

#include "kith-communities.h"
#include "kith-layout.h"
#include "lfr-network.h"
#include "layout-peers.h"
#include "../core/network-files.h"

#include <stdio.h>
#include <stdlib.h>

#define DOT .8       /* width, where the usual distance is 1 (kith-layout.h) */
#define NEWCOMERS 20 /* one in so many comes in */

typedef enum
{
  PAIRS,   /* of people */
  MEMBERS, /* two-mode: person, group */
  EVENTS,  /* two-mode: event, person */
  LFR,
  MADE,
} Form;

/* Up to how many people a layout is run */
typedef struct
{
  guint sfdp, fast, fr, drl, umap;
} Limits;

static const Limits default_limits = { 25000, 40000, 1100, 1100, 8000 };
static const Limits all_limits = { 100000, 100000, 8000, 8000, 8000 };

typedef struct
{
  const char *name;
  Form form;
  const char *file; /* below the shared data */
  gboolean header;
  guint n;
  double mixing;
  gboolean is_extra; /* only with --all or by name */
} Network;

static const Network networks[] = {
  { "email-Eu-core", PAIRS, "networks/email-Eu-core.txt" },
  { "Facebook", PAIRS, "large/facebook_combined.txt.gz" },
  { "LastFM", PAIRS, "large/lastfm-asia-edges.csv", TRUE },
  { "GitHub", PAIRS, "large/github-edges.csv.gz", TRUE },
  { "Enron", PAIRS, "large/email-Enron.txt.gz", TRUE },
  { "Nashville", MEMBERS, "twomode/nashville-meetup-member-to-group-edges.csv", TRUE },
  { "Slashdot", PAIRS, "large/soc-Slashdot0902.txt.gz" },
  { "AskUbuntu", EVENTS, "large/threads-ask-ubuntu-twomode.csv.gz", TRUE },
  { "netscience", PAIRS, "networks/netscience.gml" },
  { "LFR-1000-.2", LFR, NULL, FALSE, 1000, .2 },
  { "LFR-1000-.4", LFR, NULL, FALSE, 1000, .4 },
  { "LFR-10000-.2", LFR, NULL, FALSE, 10000, .2 },
  { "LFR-10000-.4", LFR, NULL, FALSE, 10000, .4 },
  { "LFR-50000-.2", LFR, NULL, FALSE, 50000, .2 },
  { "LFR-50000-.4", LFR, NULL, FALSE, 50000, .4, TRUE },
  { "made-20000", MADE, NULL, FALSE, 20000, .2 },
  { "made-50000", MADE, NULL, FALSE, 50000, .2, TRUE },
  { "made-100000", MADE, NULL, FALSE, 100000, .2 },
};

typedef struct
{
  const KithGraph *graph;
  const int *membership;
  guint n_communities;
  float *x, *y;
  double own_cpu, own_np, own_area;
} Comparison;

/* The people @keeps says, and their ties. */
static KithGraph *
part_of (const KithGraph *graph, const guint *number, guint n)
{
  g_autoptr (GArray) a = g_array_new (FALSE, FALSE, sizeof (guint)), b = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) weight = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < graph->n; i++)
    for (guint e = graph->offset[i]; number[i] != G_MAXUINT && e < graph->offset[i + 1]; e++)
      if (graph->neighbor[e] > i && number[graph->neighbor[e]] != G_MAXUINT)
        {
          double w = graph->weight[e];

          g_array_append_val (a, number[i]);
          g_array_append_val (b, number[graph->neighbor[e]]);
          g_array_append_val (weight, w);
        }
  return kith_graph_new (n, a->len, (const guint *) a->data, (const guint *) b->data, (const double *) weight->data);
}

static KithGraph *
largest_piece (const KithGraph *graph)
{
  g_autofree guint *component = g_new (guint, graph->n);
  g_autofree guint *number = g_new (guint, graph->n);
  guint n = 0;

  kith_graph_components (graph, component);
  for (guint i = 0; i < graph->n; i++)
    number[i] = component[i] == 0 ? n++ : G_MAXUINT;
  return part_of (graph, number, n);
}

/* People of two-mode data, tied by what they share, with the caps of FORMATS 3.2. */
static KithGraph *
graph_from_two_modes (const char *path, gboolean event_first, guint cap)
{
  g_autoptr (KithTieList) rows = kith_tie_list_new ();
  g_autoptr (KithTieList) ties = kith_tie_list_new ();
  g_autofree guint *offset = NULL, *person = NULL;
  Names left, right;
  const guint *events, *people;
  guint n_events;
  KithGraph *graph;

  names_init (&left);
  names_init (&right);
  read_pairs (path, TRUE, FALSE, &left, &right, rows);
  events = (const guint *) (event_first ? rows->a : rows->b)->data;
  people = (const guint *) (event_first ? rows->b : rows->a)->data;
  n_events = (event_first ? left : right).name->len;
  offset = g_new0 (guint, n_events + 2);
  person = g_new (guint, rows->a->len);
  for (guint r = 0; r < rows->a->len; r++)
    offset[events[r] + 2]++;
  for (guint e = 1; e < n_events + 2; e++)
    offset[e] += offset[e - 1];
  for (guint r = 0; r < rows->a->len; r++)
    person[offset[events[r] + 1]++] = people[r];
  kith_projection_add (ties, n_events, offset, person, NULL, cap, NULL);
  graph = graph_of ((event_first ? right : left).name->len, ties);
  names_clear (&left);
  names_clear (&right);
  return graph;
}

/* NULL where its file is not here. */
static KithGraph *
load (const Network *network)
{
  g_autofree char *path = network->file != NULL ? shared_file (network->file) : NULL;
  g_autofree int *membership = g_new (int, MAX (network->n, 1));
  guint n_communities;

  if (network->file != NULL && path == NULL)
    {
      printf ("%s: left out, the shared data are not here (set KITH_SHARED_DATA to their folder)\n", network->name);
      return NULL;
    }
  switch (network->form)
    {
    case MEMBERS:
      return graph_from_two_modes (path, FALSE, 200);
    case EVENTS:
      return graph_from_two_modes (path, TRUE, 200);
    case LFR:
      return lfr_network (network->n, 10, network->mixing, 1, membership, &n_communities);
    case MADE:
      return made_network (network->n, 7, network->mixing, 1, membership, &n_communities);
    case PAIRS:
    default:
      return g_str_has_suffix (path, ".gml") ? graph_from_markup (path) : graph_from_pairs (path, network->header);
    }
}

static double
rectangle (guint n, const float *x, const float *y, float *width)
{
  float left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;

  for (guint i = 0; i < n; i++)
    {
      left = fminf (left, x[i]);
      right = fmaxf (right, x[i]);
      top = fminf (top, y[i]);
      bottom = fmaxf (bottom, y[i]);
    }
  if (width != NULL)
    *width = right - left;
  return (right - left) * (double) (bottom - top);
}

/* Another's drawing has its own scale: dots are as large in it as in ours once both are printed on the same paper. */
static void
print_figures (Comparison *self, const char *name, double cpu, gboolean is_own)
{
  const KithGraph *graph = self->graph;
  double area = rectangle (graph->n, self->x, self->y, NULL);
  double np = kith_layout_np (graph, self->x, self->y);
  double dot = is_own ? DOT : DOT * sqrt (area / self->own_area);

  printf ("  %-13s %7.2f CPU s  own10 %.3f  NP %.3f  empty %2.0f %%  touching %2.0f %%", name, cpu,
          kith_layout_own10 (graph->n, self->x, self->y, self->membership), np,
          100 * kith_layout_empty (graph->n, self->x, self->y),
          100 * kith_layout_crowded (graph->n, self->x, self->y, dot));
  if (is_own)
    {
      self->own_cpu = cpu;
      self->own_np = np;
      self->own_area = area;
    }
  else
    printf ("  ours: 1/%.1f of its CPU, %.2f × its NP\n", cpu / self->own_cpu, self->own_np / np);
  fflush (stdout);
}

static void
place (const KithGraph *graph, const KithLayoutOptions *options, float *x, float *y)
{
  g_autoptr (GError) error = NULL;

  if (!kith_layout_run (graph, options, x, y, NULL, NULL, &error))
    g_error ("%s", error->message);
}

static void
find_communities (const KithGraph *graph, const int *start, int *membership, guint *n_communities)
{
  KithCommunitiesOptions options = { .resolution = 1, .seed = 1, .start = start };

  if (!kith_communities_find (graph, &options, membership, n_communities, NULL, NULL, NULL, NULL))
    g_error ("no communities");
}

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  float p = *(const float *) a, q = *(const float *) b;

  return (p > q) - (p < q);
}

/* One in twenty people is taken away; the rest is placed; all are placed with the rest's communities and places to go on from. Returns the
 * median move of the rest, as a share of the map's width. */
static double
moved (const KithGraph *graph)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autofree guint *number = g_new (guint, graph->n);
  g_autofree int *before = g_new (int, graph->n), *after = g_new (int, graph->n), *start = g_new (int, graph->n);
  g_autofree float *old_x = g_new (float, graph->n), *old_y = g_new (float, graph->n);
  g_autofree float *x = g_new (float, graph->n), *y = g_new (float, graph->n), *move = g_new (float, graph->n);
  g_autoptr (KithGraph) rest = NULL;
  guint n = 0, n_before, n_after;
  float width;

  for (guint i = 0; i < graph->n; i++)
    number[i] = g_rand_int_range (rand, 0, NEWCOMERS) == 0 ? G_MAXUINT : n++;
  rest = part_of (graph, number, n);
  find_communities (rest, NULL, before, &n_before);
  place (rest, &(KithLayoutOptions) { .membership = before, .n_communities = n_before, .seed = 1 }, x, y);
  for (guint i = 0; i < graph->n; i++)
    {
      start[i] = number[i] != G_MAXUINT ? before[number[i]] : -1;
      old_x[i] = number[i] != G_MAXUINT ? x[number[i]] : NAN;
      old_y[i] = number[i] != G_MAXUINT ? y[number[i]] : NAN;
    }
  find_communities (graph, start, after, &n_after);
  place (
      graph,
      &(KithLayoutOptions) { .membership = after, .n_communities = n_after, .seed = 1, .old_x = old_x, .old_y = old_y },
      x, y);
  rectangle (graph->n, x, y, &width);
  n = 0;
  for (guint i = 0; i < graph->n; i++)
    if (number[i] != G_MAXUINT)
      move[n++] = hypotf (x[i] - old_x[i], y[i] - old_y[i]);
  qsort (move, n, sizeof *move, compare_floats);
  return n > 0 ? move[n / 2] / width : 0;
}

static void
compare (const char *name, const KithGraph *all, const Limits *limits)
{
  g_autoptr (KithGraph) graph = largest_piece (all);
  g_autofree int *membership = g_new (int, graph->n);
  g_autofree float *x = g_new (float, graph->n), *y = g_new (float, graph->n);
  static const char *const igraph_names[] = { "igraph FR", "igraph DrL", "igraph UMAP" };
  const guint igraph_limits[] = { limits->fr, limits->drl, limits->umap };
  Comparison self = { .graph = graph, .membership = membership, .x = x, .y = y };
  KithLayoutOptions options = { .membership = membership, .seed = 1 };
  gint64 start;
  double cpu;

  find_communities (graph, NULL, membership, &self.n_communities);
  options.n_communities = self.n_communities;
  printf ("%s: %u people, %u ties, %u communities in the largest piece (of %u people)\n", name, graph->n, graph->m,
          self.n_communities, all->n);
  cpu = cpu_with_children ();
  start = g_get_monotonic_time ();
  place (graph, &options, x, y);
  cpu = cpu_with_children () - cpu;
  print_figures (&self, "communities", cpu, TRUE);
  printf ("  %.2f s by the clock\n", 1e-6 * (double) (g_get_monotonic_time () - start));
  fflush (stdout);
  if (graph->n <= limits->sfdp)
    {
      cpu = peer_sfdp (graph, x, y);
      if (cpu < 0)
        printf ("  sfdp: left out, the program is not here\n");
      else
        print_figures (&self, "sfdp", cpu, FALSE);
    }
  if (graph->n <= limits->fast)
    {
      options.engine = KITH_LAYOUT_SFDP;
      cpu = cpu_with_children ();
      place (graph, &options, x, y);
      print_figures (&self, "sfdp, fast", cpu_with_children () - cpu, FALSE);
    }
  for (guint kind = 0; kind < G_N_ELEMENTS (igraph_names); kind++)
    if (graph->n <= igraph_limits[kind])
      {
        cpu = peer_igraph ((PeerKind) kind, graph, x, y);
        print_figures (&self, igraph_names[kind], cpu, FALSE);
      }
  printf ("  moved after 5 %% came in: %.1f %% of the width\n", 100 * moved (all));
  fflush (stdout);
}

int
main (int argc, char **argv)
{
  gboolean all = FALSE;

  setvbuf (stdout, NULL, _IOLBF, 0);
  for (int i = 1; i < argc; i++)
    all = all || strcmp (argv[i], "--all") == 0;
  for (guint k = 0; k < G_N_ELEMENTS (networks); k++)
    {
      g_autoptr (KithGraph) graph = NULL;
      gboolean named = FALSE;

      for (int i = 1; i < argc; i++)
        named = named || strcmp (argv[i], networks[k].name) == 0;
      if (argc > 1 ? !all && !named : networks[k].is_extra)
        continue;
      graph = load (&networks[k]);
      if (graph != NULL)
        compare (networks[k].name, graph, argc > 1 ? &all_limits : &default_limits);
    }
  return 0;
}
