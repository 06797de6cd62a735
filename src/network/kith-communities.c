/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Leiden by igraph, and what is needed around it. The people of components of at least three are numbered anew (the "connected"), so
 * that igraph sees no isolates. Weights are brought to a mean of 1 and to multiples of 2^-16: the randomness of Leiden's refinement is
 * measured against absolute gains, so without a common scale it would act differently on small and large weights; and sums of such
 * multiples are exact, so igraph's running sums cannot drift however wide the weights range. */

#include "kith-communities.h"

#include "kith-error.h"
#include "kith-settling.h"

#include <glib/gi18n-lib.h>
#include <igraph.h>
#include <math.h>
#include <string.h>

#if IGRAPH_VERSION_MAJOR >= 1
typedef igraph_int_t KithIgraphInt;
#else
typedef igraph_integer_t KithIgraphInt;
#endif

#define HIGHEST_RESOLUTION 1000.0
#define WEIGHT_STEPS 65536.0
#define HIGHEST_WEIGHT 1048576.0 /* times the mean; 2^20 × 2^16 × the most ties stays exact in a double */
#define REFINEMENT_RANDOMNESS 0.01
#define ITERATIONS 2 /* more gave no better quality at any size */

/* igraph keeps its memory stack, its handlers and its random numbers in globals. */
static GMutex igraph_lock;
static GCancellable *igraph_cancellable; /* of the call that holds the lock */

/* igraph returns from within when told to stop. What it holds must be freed first, while the variables it holds it in are still there:
 * its error handler comes only after the innermost function has returned. */
#if IGRAPH_VERSION_MAJOR >= 1
static igraph_bool_t
interrupted_cb (void)
{
  if (!g_cancellable_is_cancelled (igraph_cancellable))
    return FALSE;
  IGRAPH_FINALLY_FREE ();
  return TRUE;
}
#else
static igraph_error_t
interrupted_cb (void *data)
{
  if (!g_cancellable_is_cancelled (igraph_cancellable))
    return IGRAPH_SUCCESS;
  IGRAPH_FINALLY_FREE ();
  return IGRAPH_INTERRUPTED;
}
#endif

static void
warning_cb (const char *reason, const char *file, int line)
{
  g_debug ("igraph: %s (%s:%d)", reason, file, line);
}

static void
enter_igraph (GCancellable *cancellable)
{
  g_mutex_lock (&igraph_lock);
  igraph_cancellable = cancellable;
  /* The one that frees igraph's memory stack and lets the error code come back. */
  igraph_set_error_handler (igraph_error_handler_ignore);
  igraph_set_warning_handler (warning_cb);
  igraph_set_interruption_handler (interrupted_cb);
}

static void
leave_igraph (void)
{
  igraph_set_interruption_handler (NULL);
  igraph_cancellable = NULL;
  g_mutex_unlock (&igraph_lock);
}

static gboolean
set_igraph_error (igraph_error_t code, GError **error)
{
  if (code == IGRAPH_INTERRUPTED)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Stopped."));
  else if (code == IGRAPH_ENOMEM)
    g_set_error_literal (error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
                         _ ("There is not enough memory to find the communities of this network. Close other programs "
                            "and try again."));
  else
    /* Translators: %s is a technical reason in English. */
    g_set_error (error, KITH_ERROR, KITH_ERROR_FAILED, _ ("The communities could not be found (%s). Please report it."),
                 igraph_strerror (code));
  return FALSE;
}

/* The connected people in arrays of igraph. */
typedef struct
{
  guint n;
  guint *person; /* n; their index in the graph */
  igraph_t graph;
  igraph_vector_t tie_weight;
  igraph_vector_t strength;
  double total; /* of all strengths: 2 m */
  gboolean has_graph, has_tie_weight, has_strength;
} Connected;

static void
connected_clear (Connected *self)
{
  g_free (self->person);
  if (self->has_graph)
    igraph_destroy (&self->graph);
  if (self->has_tie_weight)
    igraph_vector_destroy (&self->tie_weight);
  if (self->has_strength)
    igraph_vector_destroy (&self->strength);
}

/* The people of components that are large enough. Fills place with each one's number among them, G_MAXUINT for the others. */
static void
choose_connected (const KithGraph *graph, Connected *self, guint *place)
{
  guint n_components = kith_graph_components (graph, place);
  g_autofree guint *size = g_new0 (guint, n_components);

  for (guint i = 0; i < graph->n; i++)
    size[place[i]]++;
  self->person = g_new (guint, graph->n);
  for (guint i = 0; i < graph->n; i++)
    {
      if (size[place[i]] >= KITH_COMMUNITY_LEAST)
        {
          place[i] = self->n;
          self->person[self->n++] = i;
        }
      else
        place[i] = G_MAXUINT;
    }
}

static double
mean_weight (const KithGraph *graph)
{
  double sum = 0;

  for (gsize h = 0; h < 2 * (gsize) graph->m; h++)
    sum += graph->weight[h];
  return graph->m > 0 ? sum / (2.0 * graph->m) : 1;
}

static double
scaled_weight (double weight, double mean)
{
  double steps = round (MIN (weight / mean, HIGHEST_WEIGHT) * WEIGHT_STEPS);

  return MAX (steps, 1) / WEIGHT_STEPS;
}

/* Call with the lock held. */
static igraph_error_t
connected_build (Connected *self, const KithGraph *graph, const guint *place)
{
  igraph_vector_int_t ends;
  double mean = mean_weight (graph);
  igraph_error_t code;
  gsize n_ties = 0;
  gsize t = 0;

  for (guint p = 0; p < self->n; p++)
    n_ties += kith_graph_degree (graph, self->person[p]);
  n_ties /= 2;

  if ((code = igraph_vector_init (&self->tie_weight, n_ties)) != IGRAPH_SUCCESS)
    return code;
  self->has_tie_weight = TRUE;
  if ((code = igraph_vector_init (&self->strength, self->n)) != IGRAPH_SUCCESS)
    return code;
  self->has_strength = TRUE;
  if ((code = igraph_vector_int_init (&ends, 2 * n_ties)) != IGRAPH_SUCCESS)
    return code;

  for (guint p = 0; p < self->n; p++)
    {
      guint i = self->person[p];

      for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
        {
          guint q = place[graph->neighbor[h]];
          double weight = scaled_weight (graph->weight[h], mean);

          VECTOR (self->strength)[p] += weight;
          if (q < p)
            continue;
          VECTOR (self->tie_weight)[t] = weight;
          VECTOR (ends)[2 * t] = p;
          VECTOR (ends)[2 * t + 1] = q;
          t++;
        }
      self->total += VECTOR (self->strength)[p];
    }

  code = igraph_create (&self->graph, &ends, self->n, IGRAPH_UNDIRECTED);
  self->has_graph = code == IGRAPH_SUCCESS;
  igraph_vector_int_destroy (&ends);
  return code;
}

/* One run with the lock held, cold unless membership is to start from. */
static igraph_error_t
run_leiden (const Connected *self, double resolution, guint64 seed, gboolean start, igraph_vector_int_t *membership)
{
  igraph_error_t code = igraph_rng_seed (igraph_rng_default (), (igraph_uint_t) seed);
  KithIgraphInt n_found;

  if (code != IGRAPH_SUCCESS)
    return code;
  return igraph_community_leiden (&self->graph, &self->tie_weight, &self->strength,
#if IGRAPH_VERSION_MAJOR >= 1
                                  NULL,
#endif
                                  resolution / self->total, REFINEMENT_RANDOMNESS, start, ITERATIONS, membership,
                                  &n_found, NULL);
}

/* Old numbers, whatever they are, become 0…n-1; new people start by themselves. */
static void
set_start (const Connected *self, const int *start, igraph_vector_int_t *membership)
{
  g_autoptr (GHashTable) number = g_hash_table_new (NULL, NULL);
  guint next = 0;

  for (guint p = 0; p < self->n; p++)
    {
      int old = start[self->person[p]];
      gpointer known;

      if (old >= 0 && g_hash_table_lookup_extended (number, GINT_TO_POINTER (old), NULL, &known))
        {
          VECTOR (*membership)[p] = GPOINTER_TO_UINT (known);
          continue;
        }
      if (old >= 0)
        g_hash_table_insert (number, GINT_TO_POINTER (old), GUINT_TO_POINTER (next));
      VECTOR (*membership)[p] = next++;
    }
}

static guint
default_runs (const KithGraph *graph)
{
  guint64 work = (guint64) graph->n + graph->m;

  return work < 10000 ? 10 : work < 50000 ? 5 : work < 200000 ? 2 : 1;
}

/* The best membership so far. */
typedef struct
{
  const KithGraph *graph;
  const Connected *connected;
  const KithCommunitiesOptions *options;
  GCancellable *cancellable;
  igraph_vector_int_t found;
  int *tried; /* n */
  int *best;  /* n */
  double quality;
} Search;

/* Takes what was tried when its quality is above the best less margin. */
static gboolean
search_take (Search *self, double margin)
{
  double quality = kith_communities_modularity (self->graph, self->tried, self->options->resolution);

  if (quality <= self->quality - margin)
    return FALSE;
  self->quality = quality;
  memcpy (self->best, self->tried, self->graph->n * sizeof *self->best);
  return TRUE;
}

/* What igraph says of the connected people is what is tried. */
static void
take_found (Search *self)
{
  for (guint i = 0; i < self->graph->n; i++)
    self->tried[i] = KITH_NOT_CONNECTED;
  for (guint p = 0; p < self->connected->n; p++)
    self->tried[self->connected->person[p]] = (int) VECTOR (self->found)[p];
}

/* One more run. */
static igraph_error_t
search_run (Search *self, guint64 seed, gboolean warm)
{
  igraph_error_t code;

  if (warm)
    set_start (self->connected, self->options->start, &self->found);
  code = run_leiden (self->connected, self->options->resolution, seed, warm, &self->found);
  if (code == IGRAPH_SUCCESS && g_cancellable_is_cancelled (self->cancellable))
    code = IGRAPH_INTERRUPTED;
  if (code != IGRAPH_SUCCESS)
    return code;

  take_found (self);
  kith_settling_join_small (self->graph, self->tried, self->options->resolution);
  kith_settling_move (self->graph, self->tried, self->options->resolution);
  search_take (self, warm ? KITH_COMMUNITIES_WARM_MARGIN : 0);
  return code;
}

/* Takes the old membership with as few moves as can be: new people go where they are tied to most, and whoever alone would be better
 * placed elsewhere goes there. FALSE when that is no longer a membership (a community fell apart), or too far behind what a cold run found. */
static gboolean
search_keep (Search *self, const guint *place)
{
  double resolution = self->options->resolution;

  set_start (self->connected, self->options->start, &self->found);
  take_found (self);
  kith_settling_join_small (self->graph, self->tried, resolution);
  kith_settling_move (self->graph, self->tried, resolution);
  return kith_settling_is_sound (self->graph, self->tried, place) && search_take (self, KITH_COMMUNITIES_KEEP_MARGIN);
}

/* Writes communities of the connected people to membership, numbers 0…n-1 in no order. */
static gboolean
find_best (const KithGraph *graph, const Connected *connected, const guint *place,
           const KithCommunitiesOptions *options, int *membership, KithProgress *progress, GCancellable *cancellable,
           GError **error)
{
  guint runs = options->runs > 0 ? options->runs : default_runs (graph);
  Search search = { graph, connected, options, cancellable, .best = membership, .quality = -INFINITY };
  igraph_error_t code = igraph_vector_int_init (&search.found, connected->n);

  if (code != IGRAPH_SUCCESS)
    return set_igraph_error (code, error);
  search.tried = g_new (int, graph->n);

  for (guint r = 0; code == IGRAPH_SUCCESS && r < runs; r++)
    {
      kith_progress_step (progress, NULL, .05 + .9 * r / (runs + 1));
      code = search_run (&search, options->seed + r, FALSE);
    }
  if (code == IGRAPH_SUCCESS && options->start != NULL && !search_keep (&search, place))
    code = search_run (&search, options->seed, TRUE);

  g_free (search.tried);
  igraph_vector_int_destroy (&search.found);
  return code == IGRAPH_SUCCESS || set_igraph_error (code, error);
}

static gboolean
run_igraph (const KithGraph *graph, Connected *self, const guint *place, const KithCommunitiesOptions *options,
            int *membership, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  igraph_error_t code;
  gboolean ok;

  enter_igraph (cancellable);
  code = connected_build (self, graph, place);
  ok = code == IGRAPH_SUCCESS ? find_best (graph, self, place, options, membership, progress, cancellable, error)
                              : set_igraph_error (code, error);
  connected_clear (self);
  leave_igraph ();
  return ok;
}

typedef struct
{
  guint size;
  guint first;
  int number;
} Found;

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *left = a;
  const Found *right = b;

  if (left->size != right->size)
    return left->size < right->size ? 1 : -1;
  return left->first < right->first ? -1 : left->first > right->first;
}

/* Numbers anew by falling size. Returns the number of communities. */
static guint
order_by_size (guint n, int *membership)
{
  g_autofree Found *found = g_new0 (Found, n);
  g_autofree int *rank = g_new (int, n);
  guint n_found = 0;

  for (guint i = 0; i < n; i++)
    rank[i] = -1;
  for (guint i = 0; i < n; i++)
    {
      int c = membership[i];

      if (c < 0)
        continue;
      if (rank[c] < 0)
        {
          rank[c] = (int) n_found;
          found[n_found++] = (Found) { 0, i, c };
        }
      found[rank[c]].size++;
    }
  qsort (found, n_found, sizeof *found, compare_found);
  for (guint f = 0; f < n_found; f++)
    rank[found[f].number] = (int) f;
  for (guint i = 0; i < n; i++)
    if (membership[i] >= 0)
      membership[i] = rank[membership[i]];
  return n_found;
}

gboolean
kith_communities_find (const KithGraph *graph, const KithCommunitiesOptions *options, int *membership,
                       guint *n_communities, double *modularity, KithProgress *progress, GCancellable *cancellable,
                       GError **error)
{
  g_autofree guint *place = NULL;
  Connected connected = { 0 };

  if (!(options->resolution > 0 && options->resolution <= HIGHEST_RESOLUTION))
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   /* Translators: the number that asks for fewer, larger or more, smaller communities. */
                   _ ("The size of communities must be a number above 0 and up to %d; 1 is usual."),
                   (int) HIGHEST_RESOLUTION);
      return FALSE;
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  kith_progress_step (progress, _ ("Finding communities"), 0);
  place = g_new (guint, graph->n);
  choose_connected (graph, &connected, place);
  *n_communities = 0;
  if (modularity != NULL)
    *modularity = 0;

  if (connected.n == 0)
    {
      connected_clear (&connected);
      for (guint i = 0; i < graph->n; i++)
        membership[i] = KITH_NOT_CONNECTED;
      return TRUE;
    }
  if (!run_igraph (graph, &connected, place, options, membership, progress, cancellable, error))
    return FALSE;

  *n_communities = order_by_size (graph->n, membership);
  if (modularity != NULL)
    *modularity = kith_communities_modularity (graph, membership, 1);
  kith_progress_step (progress, NULL, 1);
  return TRUE;
}

double
kith_communities_modularity (const KithGraph *graph, const int *membership, double resolution)
{
  guint n_communities = 0;
  g_autofree double *strength = NULL;
  double inside = 0;
  double total = 0;
  double expected = 0;

  for (guint i = 0; i < graph->n; i++)
    if (membership[i] >= 0)
      n_communities = MAX (n_communities, (guint) membership[i] + 1);
  strength = g_new0 (double, n_communities);

  for (guint i = 0; i < graph->n; i++)
    {
      double own = 0;

      for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
        {
          own += graph->weight[h];
          if (membership[i] >= 0 && membership[graph->neighbor[h]] == membership[i])
            inside += graph->weight[h];
        }
      total += own;
      if (membership[i] >= 0)
        strength[membership[i]] += own;
      else
        expected += own * own; /* a community of one */
    }
  if (total == 0)
    return 0;
  for (guint c = 0; c < n_communities; c++)
    expected += strength[c] * strength[c];
  return inside / total - resolution * (expected / total) / total;
}
