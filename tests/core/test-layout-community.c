/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One community arranged anew: nobody else moves, it stays about where it was, lies on nobody, and is a drawing of its own again. */

#include "kith-communities.h"
#include "kith-layout.h"

#include <math.h>
#include <string.h>

#define GROUPS 8
#define SIZE 60
#define N (GROUPS * SIZE + 10) /* some know nobody */

typedef struct
{
  KithGraph *graph;
  int membership[N];
  float old_x[N], old_y[N], x[N], y[N];
  KithLayoutOptions options;
} Fixture;

static void
fixture_init (Fixture *self)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GArray) a = g_array_new (FALSE, FALSE, sizeof (guint)), b = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N; i++)
    {
      self->membership[i] = i < GROUPS * SIZE ? (int) (i / SIZE) : KITH_NOT_CONNECTED;
      for (guint k = 0; k < 5 && i < GROUPS * SIZE; k++)
        {
          guint other = k < 4 ? i - i % SIZE + (guint) g_rand_int_range (rand, 0, SIZE)
                              : (guint) g_rand_int_range (rand, 0, GROUPS * SIZE);

          g_array_append_val (a, i);
          g_array_append_val (b, other);
        }
    }
  self->graph = kith_graph_new (N, a->len, (const guint *) a->data, (const guint *) b->data, NULL);
  self->options = (KithLayoutOptions) { .membership = self->membership, .n_communities = GROUPS, .seed = 5 };
  kith_layout_run (self->graph, &self->options, self->old_x, self->old_y, NULL, NULL, &error);
  g_assert_no_error (error);
  self->options.old_x = self->old_x;
  self->options.old_y = self->old_y;
}

static void
middle_of (const Fixture *self, const float *x, const float *y, int community, double *middle_x, double *middle_y)
{
  *middle_x = *middle_y = 0;
  for (guint i = 0; i < N; i++)
    if (self->membership[i] == community)
      {
        *middle_x += x[i] / SIZE;
        *middle_y += y[i] / SIZE;
      }
}

static void
test_each (void)
{
  g_autofree Fixture *self = g_new0 (Fixture, 1);
  double width = 0;

  fixture_init (self);
  for (guint i = 0; i < N; i++)
    width = MAX (width, 2 * fabsf (self->old_x[i]));
  for (int community = 0; community < GROUPS; community++)
    {
      g_autoptr (GError) error = NULL;
      double was_x, was_y, is_x, is_y;
      float again_x[N], again_y[N];

      kith_layout_run_community (self->graph, &self->options, (guint) community, self->x, self->y, NULL, NULL, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < N; i++)
        {
          if (self->membership[i] != community)
            {
              g_assert_true (self->x[i] == self->old_x[i] && self->y[i] == self->old_y[i]);
              continue;
            }
          for (guint j = 0; j < N; j++)
            if (i != j)
              g_assert_cmpfloat (hypot (self->x[i] - self->x[j], self->y[i] - self->y[j]), >,
                                 self->membership[j] == community ? .5 : .8);
        }
      middle_of (self, self->old_x, self->old_y, community, &was_x, &was_y);
      middle_of (self, self->x, self->y, community, &is_x, &is_y);
      g_assert_cmpfloat (hypot (was_x - is_x, was_y - is_y), <, .25 * width);
      g_assert_cmpfloat (kith_layout_own10 (N, self->x, self->y, self->membership), >, .9);

      self->options.workers = 1;
      kith_layout_run_community (self->graph, &self->options, (guint) community, again_x, again_y, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpmem (self->x, sizeof self->x, again_x, sizeof again_x);
      g_assert_cmpmem (self->y, sizeof self->y, again_y, sizeof again_y);
      self->options.workers = 0;
    }
  kith_graph_unref (self->graph);
}

/* Those pinned stay, in the community that is arranged as everywhere. */
static void
test_pins (void)
{
  g_autofree Fixture *self = g_new0 (Fixture, 1);
  float pin_x[N], pin_y[N];
  g_autoptr (GError) error = NULL;

  fixture_init (self);
  for (guint i = 0; i < N; i++)
    {
      pin_x[i] = i % 5 == 2 ? self->old_x[i] : NAN;
      pin_y[i] = i % 5 == 2 ? self->old_y[i] : NAN;
    }
  self->options.pin_x = pin_x;
  self->options.pin_y = pin_y;
  kith_layout_run_community (self->graph, &self->options, 1, self->x, self->y, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N; i++)
    {
      if (self->membership[i] != 1 || isfinite (pin_x[i]))
        g_assert_true (self->x[i] == self->old_x[i] && self->y[i] == self->old_y[i]);
      for (guint j = 0; j < N; j++)
        if (isfinite (pin_x[i]) && !isfinite (pin_x[j]) && self->membership[j] == 1)
          g_assert_cmpfloat (hypot (self->x[i] - self->x[j], self->y[i] - self->y[j]), >, .7);
    }
  kith_graph_unref (self->graph);
}

/* A community nobody of which has a place comes near whom its people know; one without people, and a cancel, move nobody. */
static void
test_ends (void)
{
  g_autofree Fixture *self = g_new0 (Fixture, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  fixture_init (self);
  for (guint i = 0; i < SIZE; i++)
    self->old_x[i] = self->old_y[i] = NAN;
  kith_layout_run_community (self->graph, &self->options, 0, self->x, self->y, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < SIZE; i++)
    g_assert_true (isfinite (self->x[i]) && fabsf (self->x[i]) < 1000);

  kith_layout_run_community (self->graph, &self->options, GROUPS + 3, self->x, self->y, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (self->x, sizeof self->x, self->old_x, sizeof self->old_x);

  memset (self->x, 0, sizeof self->x);
  g_cancellable_cancel (cancellable);
  g_assert_false (
      kith_layout_run_community (self->graph, &self->options, 1, self->x, self->y, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  for (guint i = 0; i < N; i++)
    g_assert_cmpfloat (self->x[i], ==, 0);
  kith_graph_unref (self->graph);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout-community/each", test_each);
  g_test_add_func ("/layout-community/pins", test_pins);
  g_test_add_func ("/layout-community/ends", test_ends);
  return g_test_run ();
}
