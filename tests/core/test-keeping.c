/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeping communities: the assignment against all assignments, the changes by hand, and that colours stay and keep apart. */

#include "kith-keeping.h"

#include "kith-communities.h"
#include "network-files.h"

#define LEAST_OVERLAP .2

static double
plain_jaccard (guint n, const int *before, int b, const int *after, int a)
{
  guint both = 0;
  guint either = 0;

  for (guint i = 0; i < n; i++)
    {
      both += before[i] == b && after[i] == a;
      either += before[i] == b || after[i] == a;
    }
  return either > 0 ? (double) both / either : 0;
}

/* The best sum of overlaps of all assignments. */
static double
best_of_all (guint n_after, guint n_before, const double *overlap, guint a, guint taken)
{
  double best;

  if (a == n_after)
    return 0;
  best = best_of_all (n_after, n_before, overlap, a + 1, taken);
  for (guint b = 0; b < n_before; b++)
    {
      double share = overlap[a * n_before + b];

      if (share >= LEAST_OVERLAP && !(taken & (1u << b)))
        best = MAX (best, share + best_of_all (n_after, n_before, overlap, a + 1, taken | (1u << b)));
    }
  return best;
}

static void
test_twin (void)
{
  for (guint32 seed = 0; seed < 300; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      const guint n = 60;
      guint n_before = (guint) g_rand_int_range (rand, 1, 8);
      guint n_after = (guint) g_rand_int_range (rand, 1, 8);
      int noise = g_rand_int_range (rand, 1, 100);
      g_autofree double *overlap = g_new0 (double, n_before *n_after);
      int before[60];
      int after[60];
      int kept[8];
      guint used = 0;
      double sum = 0;

      for (guint i = 0; i < n; i++)
        {
          before[i] = g_rand_int_range (rand, -1, (gint32) n_before);
          after[i] = g_rand_int_range (rand, 0, 100) < noise || before[i] < 0
                         ? g_rand_int_range (rand, -1, (gint32) n_after)
                         : before[i] % (int) n_after;
        }
      for (guint a = 0; a < n_after; a++)
        for (guint b = 0; b < n_before; b++)
          overlap[a * n_before + b] = plain_jaccard (n, before, (int) b, after, (int) a);

      kith_keeping_match (n, before, n_before, after, n_after, kept, NULL);
      for (guint a = 0; a < n_after; a++)
        {
          if (kept[a] < 0)
            continue;
          g_assert_cmpint (kept[a], <, (int) n_before);
          g_assert_false (used & (1u << kept[a]));
          used |= 1u << kept[a];
          g_assert_cmpfloat (overlap[a * n_before + (guint) kept[a]], >=, LEAST_OVERLAP);
          sum += overlap[a * n_before + (guint) kept[a]];
        }
      g_assert_cmpfloat_with_epsilon (sum, best_of_all (n_after, n_before, overlap, 0, 0), 1e-9);
    }
}

/* Writes count people of one old and one new community. */
static guint
put (int *before, int *after, guint at, guint count, int b, int a)
{
  for (guint k = 0; k < count; k++, at++)
    {
      before[at] = b;
      after[at] = a;
    }
  return at;
}

static const KithChange *
find_change (const GArray *changes, int before, int after)
{
  for (guint k = 0; k < changes->len; k++)
    {
      const KithChange *change = &g_array_index (changes, KithChange, k);

      if (change->before == before && change->after == after)
        return change;
    }
  g_assert_not_reached ();
}

/* One of each kind. */
static void
test_changes (void)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (KithChange));
  int before[400];
  int after[400];
  int kept[7];
  guint n = 0;
  const KithChange *change;

  n = put (before, after, n, 50, 0, 0); /* 0 stays */
  n = put (before, after, n, 20, 1, 1); /* 1 grows by half */
  n = put (before, after, n, 10, -1, 1);
  n = put (before, after, n, 20, 2, 2); /* 2 shrinks */
  n = put (before, after, n, 10, 2, -1);
  n = put (before, after, n, 40, 3, 3); /* 3 goes on, and something of it becomes 4 */
  n = put (before, after, n, 15, 3, 4);
  n = put (before, after, n, 12, -1, 5); /* 5 is new */
  n = put (before, after, n, 60, 4, 6);  /* 4 goes on in 6, and takes 5 in */
  n = put (before, after, n, 14, 5, 6);
  n = put (before, after, n, 9, 6, -1); /* 6 is gone */
  kith_keeping_match (n, before, 7, after, 7, kept, changes);

  g_assert_cmpint (kept[0], ==, 0);
  g_assert_cmpint (kept[1], ==, 1);
  g_assert_cmpint (kept[2], ==, 2);
  g_assert_cmpint (kept[3], ==, 3);
  g_assert_cmpint (kept[4], ==, -1);
  g_assert_cmpint (kept[5], ==, -1);
  g_assert_cmpint (kept[6], ==, 4);
  g_assert_cmpuint (changes->len, ==, 9);

  g_assert_cmpint (find_change (changes, 0, 0)->kind, ==, KITH_CHANGE_KEPT);
  g_assert_cmpint (find_change (changes, 1, 1)->kind, ==, KITH_CHANGE_GREW);
  g_assert_cmpint (find_change (changes, 2, 2)->kind, ==, KITH_CHANGE_SHRANK);
  change = find_change (changes, -1, 4);
  g_assert_cmpint (change->kind, ==, KITH_CHANGE_SPLIT);
  g_assert_cmpint (change->other, ==, 3);
  g_assert_cmpuint (change->people_after, ==, 15);
  change = find_change (changes, -1, 5);
  g_assert_cmpint (change->kind, ==, KITH_CHANGE_BORN);
  g_assert_cmpint (change->other, ==, -1);
  change = find_change (changes, 5, -1);
  g_assert_cmpint (change->kind, ==, KITH_CHANGE_MERGED);
  g_assert_cmpint (change->other, ==, 6);
  g_assert_cmpuint (change->people_before, ==, 14);
  g_assert_cmpint (find_change (changes, 6, -1)->kind, ==, KITH_CHANGE_DISSOLVED);

  for (guint k = 1; k < changes->len; k++)
    {
      const KithChange *a = &g_array_index (changes, KithChange, k - 1);
      const KithChange *b = &g_array_index (changes, KithChange, k);

      g_assert_cmpuint (MAX (a->people_before, a->people_after), >=, MAX (b->people_before, b->people_after));
    }
}

static void
test_nobody (void)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (KithChange));
  const int nowhere[] = { -1, -1 };
  const int here[] = { 0, 0 };
  int kept[1];

  kith_keeping_match (0, NULL, 0, NULL, 0, NULL, changes);
  g_assert_cmpuint (changes->len, ==, 0);
  kith_keeping_match (2, nowhere, 0, here, 1, kept, changes);
  g_assert_cmpint (kept[0], ==, -1);
  g_assert_cmpint (g_array_index (changes, KithChange, 0).kind, ==, KITH_CHANGE_BORN);
  kith_keeping_match (2, here, 1, nowhere, 0, NULL, changes);
  g_assert_cmpint (g_array_index (changes, KithChange, 1).kind, ==, KITH_CHANGE_DISSOLVED);
}

/* Very many small communities that all overlap in one chain still come to an end, each kept by one at most. */
static void
test_chain (void)
{
  const guint n = 60000;
  g_autofree int *before = g_new (int, n);
  g_autofree int *after = g_new (int, n);
  g_autofree int *kept = g_new (int, n / 3 + 1);
  g_autofree guint8 *used = g_new0 (guint8, n / 3 + 1);
  guint matched = 0;

  for (guint i = 0; i < n; i++)
    {
      before[i] = (int) (i / 3);
      after[i] = (int) ((i + 1) / 3);
    }
  kith_keeping_match (n, before, n / 3, after, n / 3 + 1, kept, NULL);
  for (guint a = 0; a <= n / 3; a++)
    if (kept[a] >= 0)
      {
        g_assert_false (used[kept[a]]);
        used[kept[a]] = TRUE;
        matched++;
      }
  g_assert_cmpuint (matched, ==, n / 3);
}

/* The point of it all: other seeds, hardly any other names. METHODS' figures are 23 % of people without matching, 4.4 % with. */
static void
test_stability (void)
{
  g_autoptr (KithGraph) graph = graph_planted (1500, 12, 6, .2, FALSE, 1);
  KithCommunitiesOptions options = { .resolution = 1, .seed = 1, .runs = 1 };
  g_autofree int *before = g_new (int, graph->n);
  g_autofree int *after = g_new (int, graph->n);
  guint n_before;
  guint changed_by_size = 0;
  guint changed = 0;

  kith_communities_find (graph, &options, before, &n_before, NULL, NULL, NULL, NULL);
  for (options.seed = 2; options.seed < 12; options.seed++)
    {
      g_autofree int *kept = NULL;
      guint n_after;

      kith_communities_find (graph, &options, after, &n_after, NULL, NULL, NULL, NULL);
      kept = g_new (int, n_after);
      kith_keeping_match (graph->n, before, n_before, after, n_after, kept, NULL);
      for (guint i = 0; i < graph->n; i++)
        if (after[i] >= 0)
          {
            changed_by_size += after[i] != before[i];
            changed += kept[after[i]] != before[i];
          }
    }
  g_test_message ("another color: %.1f %% by size, %.1f %% matched", changed_by_size / 150., changed / 150.);
  g_assert_cmpuint (changed, <, changed_by_size / 2);
}

static void
test_colors_kept (void)
{
  int color[] = { -1, 3, -1, 7, -1, 99 };

  kith_keeping_choose_colors (6, color, NULL, 8);
  g_assert_cmpint (color[1], ==, 3);
  g_assert_cmpint (color[3], ==, 7);
  for (guint i = 0; i < 6; i++)
    {
      g_assert_cmpint (color[i], >=, 0);
      g_assert_cmpint (color[i], <, 8);
      for (guint j = 0; j < i; j++)
        g_assert_cmpint (color[i], !=, color[j]);
    }
}

static void
test_colors_repeat_evenly (void)
{
  for (guint32 seed = 0; seed < 40; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      const guint n = 40;
      int color[40];
      guint used[12] = { 0 };
      g_autofree double *weight = g_new0 (double, n *n);
      guint least = n;
      guint most = 0;

      for (guint i = 0; i < n; i++)
        {
          color[i] = -1;
          for (guint j = 0; j < i; j++)
            weight[i * n + j] = weight[j * n + i] = g_rand_int_range (rand, 0, 4) == 0 ? g_rand_double (rand) : 0;
        }
      kith_keeping_choose_colors (n, color, weight, 12);
      for (guint i = 0; i < n; i++)
        used[color[i]]++;
      for (guint p = 0; p < 12; p++)
        {
          least = MIN (least, used[p]);
          most = MAX (most, used[p]);
        }
      g_assert_cmpuint (most - least, <=, 1);
      /* The largest have one of their own. */
      for (guint i = 0; i < 12; i++)
        for (guint j = 0; j < i; j++)
          g_assert_cmpint (color[i], !=, color[j]);
    }
}

static guint
ring_distance (int a, int b, guint n)
{
  guint distance = (guint) ABS (a - b);

  return MIN (distance, n - distance);
}

/* A ring of communities with ties to the next ones gets colours that are not next to each other. */
static void
test_colors_apart (void)
{
  const guint n = 10;
  g_autofree double *weight = g_new0 (double, n *n);
  int color[10];

  for (guint i = 0; i < n; i++)
    {
      color[i] = -1;
      weight[i * n + (i + 1) % n] = weight[(i + 1) % n * n + i] = 10;
    }
  kith_keeping_choose_colors (n, color, weight, 10);
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (ring_distance (color[i], color[(i + 1) % n], n), >=, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keeping/twin", test_twin);
  g_test_add_func ("/keeping/changes", test_changes);
  g_test_add_func ("/keeping/nobody", test_nobody);
  g_test_add_func ("/keeping/chain", test_chain);
  g_test_add_func ("/keeping/stability", test_stability);
  g_test_add_func ("/keeping/colors-kept", test_colors_kept);
  g_test_add_func ("/keeping/colors-repeat-evenly", test_colors_repeat_evenly);
  g_test_add_func ("/keeping/colors-apart", test_colors_apart);
  return g_test_run ();
}
