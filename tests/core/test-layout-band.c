/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The band below the map when people come: whoever stood there stays, and whoever is new takes what is free. */

#include "kith-communities.h"
#include "kith-layout.h"

#include <math.h>

#define ON_MAP 240 /* people in four communities */
#define TRIPLES 40
#define SINGLES 60
#define BEFORE (ON_MAP + 3 * TRIPLES + SINGLES)
#define N (BEFORE + 9)

typedef struct
{
  KithGraph *graph;
  int membership[N];
  guint n, n_communities;
} Network;

static void
add_tie (GArray *a, GArray *b, guint from, guint to)
{
  g_array_append_val (a, from);
  g_array_append_val (b, to);
}

/* With the newcomers: one joins the first triple, three are a triple, two a pair, one knows nobody, one somebody on the map,
 * and one somebody there and the second triple. */
static void
network_init (Network *self, guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GArray) a = g_array_new (FALSE, FALSE, sizeof (guint)), b = g_array_new (FALSE, FALSE, sizeof (guint));
  KithCommunitiesOptions options = { .resolution = 1, .seed = 1, .runs = 1 };

  self->n = n;
  for (guint i = 0; i < ON_MAP; i++)
    for (guint k = 0; k < 5; k++)
      add_tie (a, b, i,
               k < 4 ? i - i % 60 + (guint) g_rand_int_range (rand, 0, 60)
                     : (guint) g_rand_int_range (rand, 0, ON_MAP));
  for (guint t = 0; t < TRIPLES; t++)
    for (guint k = 0; k < 3; k++)
      add_tie (a, b, ON_MAP + 3 * t + k, ON_MAP + 3 * t + (k + 1) % 3);
  if (n > BEFORE)
    {
      add_tie (a, b, BEFORE, ON_MAP);
      add_tie (a, b, BEFORE + 1, BEFORE + 2);
      add_tie (a, b, BEFORE + 2, BEFORE + 3);
      add_tie (a, b, BEFORE + 4, BEFORE + 5);
      add_tie (a, b, BEFORE + 7, 0);
      add_tie (a, b, BEFORE + 8, 30);
      add_tie (a, b, BEFORE + 8, ON_MAP + 3);
      add_tie (a, b, BEFORE + 8, ON_MAP + 4);
    }
  self->graph = kith_graph_new (n, a->len, (const guint *) a->data, (const guint *) b->data, NULL);
  kith_communities_find (self->graph, &options, self->membership, &self->n_communities, NULL, NULL, NULL, NULL);
}

static void
place (const Network *self, const float *old_x, const float *old_y, float *x, float *y)
{
  KithLayoutOptions options = {
    .membership = self->membership, .n_communities = self->n_communities, .seed = 5, .old_x = old_x, .old_y = old_y
  };
  g_autoptr (GError) error = NULL;

  kith_layout_run (self->graph, &options, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_newcomers (void)
{
  g_autofree Network *before = g_new0 (Network, 1), *after = g_new0 (Network, 1);
  float old_x[N], old_y[N], x[N], y[N], map_bottom = -INFINITY, down;

  for (guint i = 0; i < N; i++)
    old_x[i] = old_y[i] = NAN;
  network_init (before, BEFORE);
  network_init (after, N);
  place (before, NULL, NULL, old_x, old_y);
  place (after, old_x, old_y, x, y);

  for (guint i = 0; i < ON_MAP; i++)
    map_bottom = fmaxf (map_bottom, y[i]);
  /* all of the band makes room together where the map has grown */
  down = y[BEFORE - 1] - old_y[BEFORE - 1];
  g_assert_cmpfloat (down, >=, 0);
  g_assert_cmpfloat (down, <, 2);
  for (guint i = ON_MAP; i < N; i++)
    {
      /* who is tied to the map now goes there */
      if (i >= ON_MAP + 3 && i < ON_MAP + 6)
        g_assert_cmpfloat (hypotf (x[i] - x[30], y[i] - y[30]), <, hypotf (old_x[i] - x[30], old_y[i] - y[30]) / 2);
      else if (i != BEFORE + 7 && i != BEFORE + 8)
        g_assert_cmpfloat (y[i], >, map_bottom + 1);
      /* all others but the triple that has grown */
      if (i >= ON_MAP + 6 && i < BEFORE)
        g_assert_cmpfloat (hypotf (x[i] - old_x[i], y[i] - old_y[i] - down), <, 1e-3);
      for (guint j = 0; j < N; j++)
        if (i != j)
          g_assert_cmpfloat (hypotf (x[i] - x[j], y[i] - y[j]), >, .7);
    }
  /* the grown triple is still about there */
  g_assert_cmpfloat (hypotf (x[ON_MAP] - old_x[ON_MAP], y[ON_MAP] - old_y[ON_MAP]), <, 8);
  g_assert_cmpfloat (kith_layout_empty (N, x, y), <, .8);
  kith_graph_unref (before->graph);
  kith_graph_unref (after->graph);
}

/* A band of other people altogether is set in rows anew. */
static void
test_others (void)
{
  g_autofree Network *after = g_new0 (Network, 1);
  float old_x[N], old_y[N], x[N], y[N], fresh_x[N], fresh_y[N];

  network_init (after, N);
  place (after, NULL, NULL, fresh_x, fresh_y);
  for (guint i = 0; i < N; i++)
    {
      gboolean known = i < ON_MAP || i % 9 == 0;

      old_x[i] = known ? fresh_x[i] : NAN;
      old_y[i] = known ? fresh_y[i] : NAN;
    }
  place (after, old_x, old_y, x, y);
  for (guint i = 0; i < N; i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpfloat (hypotf (x[i] - x[j], y[i] - y[j]), >, .3);
  kith_graph_unref (after->graph);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout-band/newcomers", test_newcomers);
  g_test_add_func ("/layout-band/others", test_others);
  return g_test_run ();
}
