/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Communities: against all partitions of tiny networks, against igraph itself and published facts on real ones, and on the shapes that
 * break things. */

#include "kith-communities.h"
#include "kith-error.h"
#include "network-files.h"

#include <igraph.h>
#include <math.h>

typedef struct
{
  int *membership;
  guint n;
  double modularity;
} Found;

static Found
find (const KithGraph *graph, const KithCommunitiesOptions *options)
{
  Found found = { g_new (int, graph->n) };
  g_autoptr (GError) error = NULL;

  g_assert_true (
      kith_communities_find (graph, options, found.membership, &found.n, &found.modularity, NULL, NULL, &error));
  g_assert_no_error (error);
  return found;
}

static void
found_clear (Found *self)
{
  g_free (self->membership);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

/* The plain way, pair by pair. */
static double
plain_modularity (const KithGraph *graph, const int *membership, double resolution)
{
  g_autofree double *strength = g_new0 (double, graph->n);
  double total = 0;
  double sum = 0;

  for (guint i = 0; i < graph->n; i++)
    for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
      {
        strength[i] += graph->weight[h];
        total += graph->weight[h];
      }
  if (total == 0)
    return 0;
  for (guint i = 0; i < graph->n; i++)
    for (guint j = 0; j < graph->n; j++)
      {
        double tie = 0;

        if (i != j && (membership[i] < 0 || membership[i] != membership[j]))
          continue;
        for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
          if (graph->neighbor[h] == j)
            tie = graph->weight[h];
        sum += tie - resolution * strength[i] * strength[j] / total;
      }
  return sum / total;
}

/* What the header promises of every answer. */
static void
assert_sound (const KithGraph *graph, const Found *found)
{
  g_autofree guint *component = g_new (guint, graph->n);
  guint n_components = kith_graph_components (graph, component);
  g_autofree guint *component_size = g_new0 (guint, n_components);
  g_autofree guint *size = g_new0 (guint, found->n);
  g_autofree guint *first = g_new (guint, found->n);
  g_autofree guint8 *met = g_new0 (guint8, graph->n);
  g_autofree guint *queue = g_new (guint, graph->n);

  for (guint i = 0; i < graph->n; i++)
    component_size[component[i]]++;
  for (guint i = 0; i < graph->n; i++)
    {
      int c = found->membership[i];

      g_assert_cmpint (c, >=, KITH_NOT_CONNECTED);
      g_assert_cmpint (c, <, (int) found->n);
      g_assert_true ((c < 0) == (component_size[component[i]] < KITH_COMMUNITY_LEAST));
      if (c >= 0 && size[c]++ == 0)
        first[c] = i;
    }
  for (guint c = 0; c < found->n; c++)
    {
      guint count = 0;
      guint head = 0;

      g_assert_cmpuint (size[c], >=, KITH_COMMUNITY_LEAST);
      if (c > 0)
        g_assert_true (size[c] < size[c - 1] || (size[c] == size[c - 1] && first[c] > first[c - 1]));
      met[first[c]] = 1;
      queue[count++] = first[c];
      while (head < count)
        {
          guint i = queue[head++];

          for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
            if (!met[graph->neighbor[h]] && found->membership[graph->neighbor[h]] == (int) c)
              {
                met[graph->neighbor[h]] = 1;
                queue[count++] = graph->neighbor[h];
              }
        }
      g_assert_cmpuint (count, ==, size[c]); /* connected */
    }
}

static void
test_modularity (void)
{
  for (guint32 seed = 0; seed < 20; seed++)
    {
      g_autoptr (KithGraph) graph = graph_planted (60, 5, 5, .2, seed % 2, seed);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autofree int *membership = g_new (int, 60);

      for (guint i = 0; i < 60; i++)
        membership[i] = g_rand_int_range (rand, -1, 6);
      g_assert_cmpfloat_with_epsilon (kith_communities_modularity (graph, membership, 1.3),
                                      plain_modularity (graph, membership, 1.3), 1e-9);
    }
}

/* The best of all partitions into communities of three or more. Leiden knows nothing of the three: where pairs would be better still, ours
 * is what is left after they were joined, which need not be the best. */
typedef struct
{
  const KithGraph *graph;
  int *membership;
  double best;
} Search;

static void
try_all (Search *self, guint i, int n_communities)
{
  if (i == self->graph->n)
    {
      guint size[16] = { 0 };
      double modularity = plain_modularity (self->graph, self->membership, 1);
      guint least = self->graph->n;

      for (guint k = 0; k < self->graph->n; k++)
        size[self->membership[k]]++;
      for (int c = 0; c < n_communities; c++)
        least = MIN (least, size[c]);
      if (least >= KITH_COMMUNITY_LEAST)
        self->best = MAX (self->best, modularity);
      return;
    }
  for (int c = 0; c <= n_communities; c++)
    {
      self->membership[i] = c;
      try_all (self, i + 1, MAX (n_communities, c + 1));
    }
}

static void
test_all_partitions (void)
{
  guint equal = 0;
  guint tried = 0;

  for (guint32 seed = 0; tried < 25; seed++)
    {
      g_autoptr (KithGraph) graph = graph_planted (9, 3, 3.5, .15, seed % 2, seed);
      guint component[9];
      int membership[9];
      Search search = { graph, membership, -1 };
      KithCommunitiesOptions options = { .resolution = 1, .seed = seed };
      g_auto (Found) found = { 0 };

      if (kith_graph_components (graph, component) != 1)
        continue;
      tried++;
      try_all (&search, 0, 0);
      found = find (graph, &options);
      assert_sound (graph, &found);
      g_assert_cmpfloat (found.modularity, <=, search.best + 1e-6);
      g_assert_cmpfloat (found.modularity, >=, search.best - .2);
      equal += found.modularity > search.best - 1e-4;
    }
  g_test_message ("%u of %u are the best of all partitions", equal, tried);
  g_assert_cmpuint (equal, >=, tried * 8 / 10);
}

/* igraph's Leiden as it comes, the best of ten; its own modularity of ours. */
static void
assert_agrees_with_igraph (const KithGraph *graph, const Found *found, double *igraph_best)
{
  igraph_t g;
  igraph_vector_int_t ends;
  igraph_vector_t weight;
  igraph_vector_t strength;
  igraph_vector_int_t membership;
  double total = 0;
  double modularity;
  gsize t = 0;

  igraph_vector_int_init (&ends, 2 * (gsize) graph->m);
  igraph_vector_init (&weight, graph->m);
  igraph_vector_init (&strength, graph->n);
  igraph_vector_int_init (&membership, graph->n);
  for (guint i = 0; i < graph->n; i++)
    for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
      {
        VECTOR (strength)[i] += graph->weight[h];
        total += graph->weight[h];
        if (graph->neighbor[h] < i)
          continue;
        VECTOR (weight)[t] = graph->weight[h];
        VECTOR (ends)[2 * t] = i;
        VECTOR (ends)[2 * t + 1] = graph->neighbor[h];
        t++;
      }
  igraph_create (&g, &ends, graph->n, IGRAPH_UNDIRECTED);

  for (guint i = 0, alone = found->n; i < graph->n; i++)
    VECTOR (membership)[i] = found->membership[i] >= 0 ? found->membership[i] : (int) alone++;
  igraph_modularity (&g, &membership, &weight, 1, FALSE, &modularity);
  g_assert_cmpfloat_with_epsilon (modularity, found->modularity, 1e-6);

  *igraph_best = -1;
  for (guint run = 0; run < 10; run++)
    {
      igraph_rng_seed (igraph_rng_default (), run);
      igraph_community_leiden (&g, &weight, &strength,
#if IGRAPH_VERSION_MAJOR >= 1
                               NULL,
#endif
                               1 / total, .01, FALSE, 2, &membership, NULL, NULL);
      igraph_modularity (&g, &membership, &weight, 1, FALSE, &modularity);
      *igraph_best = MAX (*igraph_best, modularity);
    }
  g_assert_cmpfloat_with_epsilon (found->modularity, *igraph_best, .01);

  igraph_vector_int_destroy (&ends);
  igraph_vector_destroy (&weight);
  igraph_vector_destroy (&strength);
  igraph_vector_int_destroy (&membership);
  igraph_destroy (&g);
}

/* Zachary 1977; the largest modularity of all partitions is .4198, of four communities (Brandes et al. 2008). */
static void
test_karate (void)
{
  g_autofree char *path = own_file ("karate.csv");
  g_autoptr (KithGraph) graph = graph_from_pairs (path, TRUE);

  g_assert_cmpuint (graph->n, ==, 34);
  g_assert_cmpuint (graph->m, ==, 78);
  for (guint64 seed = 0; seed < 10; seed++)
    {
      KithCommunitiesOptions options = { .resolution = 1, .seed = seed };
      g_auto (Found) found = find (graph, &options);
      double igraph_best;

      assert_sound (graph, &found);
      g_assert_cmpuint (found.n, ==, 4);
      g_assert_cmpfloat_with_epsilon (found.modularity, .4198, 5e-5);
      assert_agrees_with_igraph (graph, &found, &igraph_best);
    }
}

/* name, people, ties, communities from … to, modularity from … to; published where known: football .6046 and polbooks .5272 are the best of
 * all partitions (Aloise et al. 2010), Facebook about .835. */
typedef struct
{
  const char *file;
  gboolean markup;
  gboolean header;
  guint n, m;
  guint least, most;
  double low, high;
} Real;

static const Real real[] = {
  { "networks/football.zip", TRUE, FALSE, 115, 613, 9, 12, .5946, .6047 },
  { "networks/polbooks-edges.csv", FALSE, TRUE, 105, 441, 4, 6, .5222, .5273 },
  { "networks/dhhs-tobacco-collaboration.graphml", TRUE, FALSE, 54, 447, 2, 8, .15, .5 },
  { "networks/email-Eu-core.txt", FALSE, FALSE, 1005, 16064, 5, 12, .40, .45 },
  { "large/facebook_combined.txt.gz", FALSE, FALSE, 4039, 88234, 12, 20, .83, .84 },
  { "large/lastfm-asia-edges.csv", FALSE, TRUE, 7624, 27806, 20, 36, .80, .83 },
};

static void
test_real (gconstpointer data)
{
  const Real *expected = data;
  g_autofree char *path = shared_file_or_skip (expected->file);
  g_autoptr (KithGraph) graph = NULL;
  KithCommunitiesOptions options = { .resolution = 1, .seed = 7 };
  g_auto (Found) found = { 0 };
  double igraph_best;

  if (path == NULL)
    return;
  graph = expected->markup ? graph_from_markup (path) : graph_from_pairs (path, expected->header);
  g_assert_cmpuint (graph->n, ==, expected->n);
  g_assert_cmpuint (graph->m, ==, expected->m);
  found = find (graph, &options);
  assert_sound (graph, &found);
  assert_agrees_with_igraph (graph, &found, &igraph_best);
  g_test_message ("%s: %u communities, modularity %.4f (igraph %.4f)", expected->file, found.n, found.modularity,
                  igraph_best);
  g_assert_cmpuint (found.n, >=, expected->least);
  g_assert_cmpuint (found.n, <=, expected->most);
  g_assert_cmpfloat (found.modularity, >=, expected->low);
  g_assert_cmpfloat (found.modularity, <=, expected->high);
}

static void
test_random_sound (void)
{
  for (guint32 seed = 0; seed < 16; seed++)
    {
      g_autoptr (KithGraph) graph = graph_planted (300, 12, .5 + seed % 8, .15, seed % 2, seed);
      const double resolution[] = { .2, 1, 3, 40 };

      for (guint r = 0; r < G_N_ELEMENTS (resolution); r++)
        {
          KithCommunitiesOptions options = { .resolution = resolution[r], .seed = seed };
          g_auto (Found) found = find (graph, &options);
          g_auto (Found) again = find (graph, &options);

          assert_sound (graph, &found);
          g_assert_cmpmem (found.membership, graph->n * sizeof (int), again.membership, graph->n * sizeof (int));
          g_assert_cmpfloat (found.modularity, ==, again.modularity);
        }
    }
}

/* A scale of the weights, however large, changes nothing. */
static void
test_scale (void)
{
  g_autoptr (KithGraph) graph = graph_planted (200, 8, 6, .2, TRUE, 5);
  KithCommunitiesOptions options = { .resolution = 1, .seed = 3 };
  g_auto (Found) found = find (graph, &options);
  const float scale[] = { 1e-30f, .25f, 65536.f, 1e30f };

  for (guint s = 0; s < G_N_ELEMENTS (scale); s++)
    {
      g_autoptr (KithTieList) ties = kith_tie_list_new ();
      g_autoptr (KithGraph) scaled = NULL;
      g_auto (Found) of_scaled = { 0 };

      for (guint i = 0; i < graph->n; i++)
        for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
          if (graph->neighbor[h] > i)
            kith_tie_list_add (ties, i, graph->neighbor[h], (double) graph->weight[h] * scale[s]);
      scaled = graph_of (graph->n, ties);
      of_scaled = find (scaled, &options);
      g_assert_cmpfloat_with_epsilon (of_scaled.modularity, found.modularity, .02);
      assert_sound (scaled, &of_scaled);
    }
}

static void
test_wild_weights (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (KithTieList) ties = kith_tie_list_new ();
  g_autoptr (KithGraph) graph = NULL;
  KithCommunitiesOptions options = { .resolution = 1 };
  g_auto (Found) found = { 0 };

  for (guint t = 0; t < 3000; t++)
    kith_tie_list_add (ties, (guint) g_rand_int_range (rand, 0, 500), (guint) g_rand_int_range (rand, 0, 500),
                       t % 50 == 0 ? NAN : exp (g_rand_double_range (rand, -300, 300)));
  graph = graph_of (500, ties);
  found = find (graph, &options);
  assert_sound (graph, &found);
  g_assert_true (isfinite (found.modularity));
}

static void
test_shapes (void)
{
  KithCommunitiesOptions options = { .resolution = 1 };
  const guint a[] = { 0, 1, 3, 5, 6, 7 };
  const guint b[] = { 1, 2, 4, 6, 7, 5 };

  {
    g_autoptr (KithGraph) none = kith_graph_new (0, 0, NULL, NULL, NULL);
    g_auto (Found) found = find (none, &options);

    g_assert_cmpuint (found.n, ==, 0);
    g_assert_cmpfloat (found.modularity, ==, 0);
  }
  {
    g_autoptr (KithGraph) lonely = kith_graph_new (1, 0, NULL, NULL, NULL);
    g_auto (Found) found = find (lonely, &options);

    g_assert_cmpuint (found.n, ==, 0);
    g_assert_cmpint (found.membership[0], ==, KITH_NOT_CONNECTED);
  }
  {
    /* A line of three, a pair, a triangle, somebody alone. */
    g_autoptr (KithGraph) pieces = kith_graph_new (9, 6, a, b, NULL);
    g_auto (Found) found = find (pieces, &options);

    assert_sound (pieces, &found);
    g_assert_cmpuint (found.n, ==, 2);
    g_assert_cmpint (found.membership[0], ==, 0);
    g_assert_cmpint (found.membership[2], ==, 0);
    g_assert_cmpint (found.membership[3], ==, KITH_NOT_CONNECTED);
    g_assert_cmpint (found.membership[5], ==, 1);
    g_assert_cmpint (found.membership[8], ==, KITH_NOT_CONNECTED);
  }
  {
    /* A star is one community. */
    g_autoptr (KithTieList) ties = kith_tie_list_new ();
    g_autoptr (KithGraph) star = NULL;
    g_auto (Found) found = { 0 };

    for (guint i = 1; i <= 50000; i++)
      kith_tie_list_add (ties, 0, i, 1);
    star = graph_of (50001, ties);
    found = find (star, &options);
    g_assert_cmpuint (found.n, ==, 1);
    g_assert_cmpfloat_with_epsilon (found.modularity, 0, 1e-9);
  }
  {
    /* Ten cliques that know nothing of each other, sizes 3 to 12. */
    g_autoptr (KithTieList) ties = kith_tie_list_new ();
    g_autoptr (KithGraph) cliques = NULL;
    g_auto (Found) found = { 0 };
    guint first = 0;

    for (guint size = 3; size <= 12; first += size++)
      for (guint i = 0; i < size; i++)
        for (guint j = 0; j < i; j++)
          kith_tie_list_add (ties, first + i, first + j, 1);
    cliques = graph_of (first, ties);
    found = find (cliques, &options);
    assert_sound (cliques, &found);
    g_assert_cmpuint (found.n, ==, 10);
    g_assert_cmpint (found.membership[0], ==, 9);
    g_assert_cmpint (found.membership[first - 1], ==, 0);
  }
}

/* An old membership keeps people where they were unless something clearly better is there. */
static void
test_warm (void)
{
  guint same_cold = 0;
  guint same_warm = 0;
  guint all = 0;

  for (guint32 seed = 0; seed < 10; seed++)
    {
      g_autoptr (KithGraph) graph = graph_planted (400, 10, 5, .3, FALSE, seed);
      KithCommunitiesOptions cold = { .resolution = 1, .seed = 1, .runs = 3 };
      g_auto (Found) before = find (graph, &cold);
      KithCommunitiesOptions other = { .resolution = 1, .seed = 99, .runs = 3 };
      KithCommunitiesOptions warm = { .resolution = 1, .seed = 99, .runs = 3, .start = before.membership };
      g_auto (Found) of_cold = find (graph, &other);
      g_auto (Found) of_warm = find (graph, &warm);

      assert_sound (graph, &of_warm);
      g_assert_cmpfloat (of_warm.modularity, >=, of_cold.modularity - KITH_COMMUNITIES_KEEP_MARGIN - 1e-9);
      for (guint i = 0; i < graph->n; i += 2)
        for (guint j = 1; j < graph->n; j += 2)
          {
            gboolean together = before.membership[i] == before.membership[j];

            all++;
            same_cold += (of_cold.membership[i] == of_cold.membership[j]) == together;
            same_warm += (of_warm.membership[i] == of_warm.membership[j]) == together;
          }
    }
  g_test_message ("pairs as before: %.4f cold, %.4f warm", same_cold / (double) all, same_warm / (double) all);
  g_assert_cmpuint (same_warm, >, same_cold);
}

/* One in twenty is new: of the others, nearly all pairs are together or apart as before, also where communities are so blurred that another
 * seed alone puts many elsewhere. */
static void
test_newcomers (void)
{
  guint changed_warm = 0, changed_cold = 0;

  for (guint32 seed = 0; seed < 5; seed++)
    {
      g_autoptr (KithGraph) graph = graph_planted (1000, 12, 4, .45, FALSE, seed);
      KithCommunitiesOptions cold = { .resolution = 1, .seed = 1 };
      g_auto (Found) before = find (graph, &cold);
      g_autofree int *start = g_memdup2 (before.membership, graph->n * sizeof *start);
      KithCommunitiesOptions options = { .resolution = 1, .seed = 7 + seed, .start = start };
      KithCommunitiesOptions other = { .resolution = 1, .seed = 7 + seed };
      g_auto (Found) after = { 0 }, of_cold = find (graph, &other);
      guint all = 0, changed = 0;

      for (guint i = 0; i < graph->n; i += 20)
        start[i] = -1;
      after = find (graph, &options);
      assert_sound (graph, &after);
      g_assert_cmpfloat (after.modularity, >=, of_cold.modularity - KITH_COMMUNITIES_KEEP_MARGIN - 1e-9);
      for (guint i = 0; i < graph->n; i++)
        for (guint j = 0; j < i; j++)
          {
            gboolean together = before.membership[i] == before.membership[j];

            if (start[i] < 0 || start[j] < 0)
              continue;
            all++;
            changed += (after.membership[i] == after.membership[j]) != together;
            changed_cold += (of_cold.membership[i] == of_cold.membership[j]) != together;
          }
      g_assert_cmpuint (changed, <, all / 50);
      changed_warm += changed;
    }
  g_test_message ("%u pairs are not as before; %u in cold runs", changed_warm, changed_cold);
  g_assert_cmpuint (changed_warm, <, changed_cold / 10);
}

/* Looking again, with any seed, changes nothing. */
static void
test_again (void)
{
  for (guint32 seed = 0; seed < 12; seed++)
    {
      g_autoptr (KithGraph) graph = graph_planted (500, 12, 2 + seed % 6, .25, seed % 2, seed);
      KithCommunitiesOptions cold = { .resolution = 1, .seed = 1 };
      g_auto (Found) found = find (graph, &cold);
      KithCommunitiesOptions again = { .resolution = 1, .seed = 1, .start = found.membership };
      g_auto (Found) of_again = find (graph, &again);

      g_assert_cmpmem (found.membership, graph->n * sizeof (int), of_again.membership, graph->n * sizeof (int));
    }
}

/* The modularity with one person moved, where that leaves a community that is connected and large enough; else 0. */
static double
modularity_moved (const KithGraph *graph, const Found *found, guint person, int to)
{
  g_autofree int *moved = g_memdup2 (found->membership, graph->n * sizeof *moved);
  g_autofree int *part = g_new (int, graph->n);
  int own = moved[person];
  guint left = 0;
  guint met = 0;
  gboolean grown = TRUE;

  moved[person] = to;
  for (guint i = 0; i < graph->n; i++)
    {
      part[i] = moved[i] == own && left++ == 0;
      met += part[i];
    }
  while (grown)
    {
      grown = FALSE;
      for (guint i = 0; i < graph->n; i++)
        for (guint h = graph->offset[i]; part[i] && h < graph->offset[i + 1]; h++)
          if (moved[graph->neighbor[h]] == own && !part[graph->neighbor[h]])
            {
              part[graph->neighbor[h]] = 1;
              grown = TRUE;
              met++;
            }
    }
  return left >= KITH_COMMUNITY_LEAST && met == left ? plain_modularity (graph, moved, 1) : 0;
}

static void
test_nobody_better_placed (void)
{
  for (guint32 seed = 0; seed < 8; seed++)
    {
      g_autoptr (KithGraph) graph = graph_planted (60, 5, 3 + seed % 4, .3, seed % 2, seed);
      KithCommunitiesOptions options = { .resolution = 1, .seed = seed };
      g_auto (Found) found = find (graph, &options);

      for (guint i = 0; i < graph->n; i++)
        for (int c = 0; found.membership[i] >= 0 && c < (int) found.n; c++)
          g_assert_cmpfloat (modularity_moved (graph, &found, i, c), <=, found.modularity + 1e-6);
    }
}

/* Numbers of all kinds in an old membership, and new people. */
static void
test_warm_strange (void)
{
  g_autoptr (KithGraph) graph = graph_planted (300, 10, 6, .2, FALSE, 1);
  g_autofree int *start = g_new (int, 300);
  KithCommunitiesOptions options = { .resolution = 1, .start = start };
  g_auto (Found) found = { 0 };

  for (guint i = 0; i < 300; i++)
    start[i] = i % 7 == 0 ? G_MININT + (int) i : i % 3 == 0 ? G_MAXINT - (int) i % 5 : (int) (i * 1000);
  found = find (graph, &options);
  assert_sound (graph, &found);
}

static void
test_bad_options (void)
{
  g_autoptr (KithGraph) graph = graph_planted (50, 5, 4, .2, FALSE, 1);
  const double bad[] = { 0, -1, NAN, INFINITY, 1001 };
  int membership[50];
  guint n_communities;

  for (guint k = 0; k < G_N_ELEMENTS (bad); k++)
    {
      KithCommunitiesOptions options = { .resolution = bad[k] };
      g_autoptr (GError) error = NULL;

      g_assert_false (kith_communities_find (graph, &options, membership, &n_communities, NULL, NULL, NULL, &error));
      g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
    }
}

typedef struct
{
  KithProgress *progress;
  GCancellable *cancellable;
} Watch;

/* Once the search is under way. */
static gpointer
cancel_begun (gpointer data)
{
  Watch *watch = data;

  while (kith_progress_get_fraction (watch->progress) <= 0)
    g_usleep (1000);
  g_cancellable_cancel (watch->cancellable);
  return NULL;
}

static void
test_cancel (void)
{
  g_autoptr (KithGraph) graph = graph_planted (60000, 600, 10, .3, FALSE, 1);
  KithCommunitiesOptions options = { .resolution = 1, .runs = 50 };
  KithCommunitiesOptions small = { .resolution = 1 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree int *membership = g_new (int, graph->n);
  guint n_communities;
  g_autoptr (KithProgress) progress = kith_progress_new ();
  Watch watch = { progress, cancellable };
  GThread *thread = g_thread_new ("cancel", cancel_begun, &watch);
  g_autoptr (KithGraph) after = graph_planted (200, 8, 6, .2, FALSE, 1);
  g_auto (Found) found = { 0 };

  g_assert_false (
      kith_communities_find (graph, &options, membership, &n_communities, NULL, progress, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);

  /* igraph is left as it was found. */
  g_assert_cmpint (IGRAPH_FINALLY_STACK_SIZE (), ==, 0);
  found = find (after, &small);
  assert_sound (after, &found);
}

static gpointer
find_in_thread (gpointer data)
{
  KithGraph *graph = data;
  KithCommunitiesOptions options = { .resolution = 1, .seed = 42 };
  Found *found = g_new (Found, 1);

  *found = find (graph, &options);
  return found;
}

static void
test_threads (void)
{
  g_autoptr (KithGraph) graph = graph_planted (500, 10, 6, .3, TRUE, 2);
  GThread *thread[4];
  g_autofree Found *first = NULL;

  for (guint t = 0; t < 4; t++)
    thread[t] = g_thread_new ("find", find_in_thread, graph);
  for (guint t = 0; t < 4; t++)
    {
      g_autofree Found *found = g_thread_join (thread[t]);

      if (first == NULL)
        {
          first = g_steal_pointer (&found);
          continue;
        }
      g_assert_cmpmem (first->membership, graph->n * sizeof (int), found->membership, graph->n * sizeof (int));
      found_clear (found);
    }
  found_clear (first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/communities/modularity", test_modularity);
  g_test_add_func ("/communities/all-partitions", test_all_partitions);
  g_test_add_func ("/communities/karate", test_karate);
  for (guint r = 0; r < G_N_ELEMENTS (real); r++)
    {
      g_autofree char *name = g_path_get_basename (real[r].file);
      g_autofree char *path = g_strconcat ("/communities/real/", name, NULL);

      g_test_add_data_func (path, &real[r], test_real);
    }
  g_test_add_func ("/communities/random-sound", test_random_sound);
  g_test_add_func ("/communities/scale", test_scale);
  g_test_add_func ("/communities/wild-weights", test_wild_weights);
  g_test_add_func ("/communities/shapes", test_shapes);
  g_test_add_func ("/communities/warm", test_warm);
  g_test_add_func ("/communities/newcomers", test_newcomers);
  g_test_add_func ("/communities/again", test_again);
  g_test_add_func ("/communities/nobody-better-placed", test_nobody_better_placed);
  g_test_add_func ("/communities/warm-strange", test_warm_strange);
  g_test_add_func ("/communities/bad-options", test_bad_options);
  g_test_add_func ("/communities/cancel", test_cancel);
  g_test_add_func ("/communities/threads", test_threads);
  return g_test_run ();
}
