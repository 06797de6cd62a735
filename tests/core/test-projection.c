/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Ties from shared events against the plain sum over all events of every pair. */

#include "kith-communities.h"
#include "network-files.h"

#include <math.h>

static void
test_twin (void)
{
  for (guint32 seed = 0; seed < 30; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      const guint n = 25;
      const guint events = 30;
      const guint cap = 12;
      g_autofree guint8 *attends = g_new0 (guint8, n * events);
      g_autofree double *decay = g_new (double, events);
      g_autoptr (GArray) offset = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autoptr (GArray) person = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autoptr (GArray) left_out = g_array_new (FALSE, FALSE, sizeof (KithLeftOutEvent));
      g_autoptr (KithTieList) ties = kith_tie_list_new ();
      g_autoptr (KithGraph) graph = NULL;
      guint n_large = 0;

      for (guint e = 0; e < events; e++)
        {
          double share = g_rand_double (rand);
          guint size = 0;

          g_array_append_val (offset, person->len);
          decay[e] = g_rand_int_range (rand, 0, 5) == 0 ? 0 : g_rand_double (rand);
          for (guint i = 0; i < n; i++)
            if (g_rand_double (rand) < share * share)
              {
                attends[e * n + i] = 1;
                g_array_append_val (person, i);
                size++;
              }
          n_large += size > cap && decay[e] > 0;
        }
      g_array_append_val (offset, person->len);
      kith_projection_add (ties, events, (guint *) offset->data, (guint *) person->data, decay, cap, left_out);
      graph = graph_of (n, ties);

      g_assert_cmpuint (left_out->len, ==, n_large);
      for (guint l = 0; l < left_out->len; l++)
        {
          KithLeftOutEvent *event = &g_array_index (left_out, KithLeftOutEvent, l);

          g_assert_cmpuint (event->people, >, cap);
          g_assert_cmpuint (event->pairs, ==, event->people * (event->people - 1) / 2);
        }
      for (guint i = 0; i < n; i++)
        for (guint j = 0; j < i; j++)
          {
            double expected = 0;
            double got = 0;

            for (guint e = 0; e < events; e++)
              {
                guint size = 0;

                for (guint k = 0; k < n; k++)
                  size += attends[e * n + k];
                if (size <= cap && attends[e * n + i] && attends[e * n + j])
                  expected += decay[e] / (size - 1);
              }
            for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
              if (graph->neighbor[h] == j)
                got = graph->weight[h];
            g_assert_cmpfloat_with_epsilon (got, expected, 1e-5);
          }
    }
}

static void
test_one_per_event (void)
{
  const guint offset[] = { 0, 0, 1, 3, 7 };
  const guint person[] = { 4, 0, 1, 0, 1, 2, 3 };
  const double bad[] = { 1, 1, NAN, INFINITY };
  g_autoptr (KithTieList) ties = kith_tie_list_new ();
  g_autoptr (KithTieList) none = kith_tie_list_new ();
  double of_zero = 0;

  kith_projection_add (ties, 4, offset, person, NULL, 200, NULL);
  g_assert_cmpuint (ties->a->len, ==, 1 + 6);
  for (guint t = 0; t < ties->a->len; t++)
    if (g_array_index (ties->a, guint, t) == 0 || g_array_index (ties->b, guint, t) == 0)
      of_zero += g_array_index (ties->weight, double, t);
  g_assert_cmpfloat_with_epsilon (of_zero, 2, 1e-12);

  kith_projection_add (none, 4, offset, person, bad, 200, NULL);
  g_assert_cmpuint (none->a->len, ==, 0);
  kith_projection_add (none, 0, offset, person, NULL, 200, NULL);
  g_assert_cmpuint (none->a->len, ==, 0);
}

/* What would make more ties than a machine holds is left out and told. The list is only said to be that long. */
static void
test_bounded (void)
{
  const guint offset[] = { 0, 4 };
  const guint person[] = { 0, 1, 2, 3 };
  g_autoptr (GArray) left_out = g_array_new (FALSE, FALSE, sizeof (KithLeftOutEvent));
  g_autoptr (KithTieList) ties = kith_tie_list_new ();

  ties->a->len = KITH_PROJECTION_MOST_TIES - 5;
  kith_projection_add (ties, 1, offset, person, NULL, 200, left_out);
  g_assert_cmpuint (ties->a->len, ==, KITH_PROJECTION_MOST_TIES - 5);
  ties->a->len = 0;
  g_assert_cmpuint (left_out->len, ==, 1);
  g_assert_cmpuint (g_array_index (left_out, KithLeftOutEvent, 0).people, ==, 4);
  g_assert_cmpuint (g_array_index (left_out, KithLeftOutEvent, 0).pairs, ==, 6);
}

/* Davis, Gardner & Gardner 1941: 18 women at 14 events. Newman's weights tell the two groups apart better than counts do. */
static void
test_southern_women (void)
{
  g_autofree char *path = own_file ("southern-women.csv");
  g_autoptr (KithTieList) pairs = kith_tie_list_new ();
  g_autoptr (KithTieList) newman = kith_tie_list_new ();
  g_autoptr (KithTieList) counts = kith_tie_list_new ();
  g_autoptr (KithGraph) by_newman = NULL;
  g_autoptr (KithGraph) by_count = NULL;
  KithCommunitiesOptions options = { .resolution = 1, .seed = 1 };
  guint offset[15] = { 0 };
  guint person[89];
  int newman_membership[18];
  int count_membership[18];
  guint n_newman;
  guint n_count;
  double q_newman;
  double q_count;
  Names women;
  Names events;

  names_init (&women);
  names_init (&events);
  read_pairs (path, TRUE, FALSE, &women, &events, pairs);
  g_assert_cmpuint (women.name->len, ==, 18);
  g_assert_cmpuint (events.name->len, ==, 14);
  g_assert_cmpuint (pairs->a->len, ==, 89);

  for (guint e = 0, at = 0; e < 14; e++)
    {
      for (guint p = 0; p < 89; p++)
        if (g_array_index (pairs->b, guint, p) == e)
          person[at++] = g_array_index (pairs->a, guint, p);
      offset[e + 1] = at;
      for (guint i = offset[e]; i < at; i++)
        for (guint j = offset[e]; j < i; j++)
          kith_tie_list_add (counts, person[i], person[j], 1);
    }
  kith_projection_add (newman, 14, offset, person, NULL, 200, NULL);
  by_newman = graph_of (18, newman);
  by_count = graph_of (18, counts);
  g_assert_cmpuint (by_newman->m, ==, 139);

  g_assert_true (
      kith_communities_find (by_newman, &options, newman_membership, &n_newman, &q_newman, NULL, NULL, NULL));
  g_assert_true (kith_communities_find (by_count, &options, count_membership, &n_count, &q_count, NULL, NULL, NULL));
  g_test_message ("modularity %.3f by counts, %.3f by Newman's weights", q_count, q_newman);
  g_assert_cmpfloat_with_epsilon (q_count, .152, .01);
  g_assert_cmpfloat_with_epsilon (q_newman, .261, .01);

  /* The cores that all of the 21 analyses collected by Freeman (2003) agree on. */
  g_assert_cmpint (newman_membership[names_get (&women, "EVELYN")], ==, newman_membership[names_get (&women, "LAURA")]);
  g_assert_cmpint (newman_membership[names_get (&women, "EVELYN")], ==,
                   newman_membership[names_get (&women, "THERESA")]);
  g_assert_cmpint (newman_membership[names_get (&women, "NORA")], ==, newman_membership[names_get (&women, "SYLVIA")]);
  g_assert_cmpint (newman_membership[names_get (&women, "EVELYN")], !=, newman_membership[names_get (&women, "NORA")]);
  names_clear (&women);
  names_clear (&events);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/projection/twin", test_twin);
  g_test_add_func ("/projection/one-per-event", test_one_per_event);
  g_test_add_func ("/projection/bounded", test_bounded);
  g_test_add_func ("/projection/southern-women", test_southern_women);
  return g_test_run ();
}
