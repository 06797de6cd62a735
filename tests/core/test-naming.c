/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Names from terms, against the formula written out for every term of every community. */

#include "kith-naming.h"

#include <math.h>

typedef struct
{
  guint n, n_communities, n_terms;
  int *membership;
  guint8 *holds;  /* n × n_terms */
  GArray *offset; /* guint */
  GArray *term;   /* guint */
} World;

static void
world_clear (World *self)
{
  g_free (self->membership);
  g_free (self->holds);
  g_array_unref (self->offset);
  g_array_unref (self->term);
}

static void
world_init (World *self, guint n, guint n_communities, guint n_terms)
{
  *self = (World) { n, n_communities, n_terms, g_new (int, n), g_new0 (guint8, n * n_terms) };
  self->offset = g_array_new (FALSE, FALSE, sizeof (guint));
  self->term = g_array_new (FALSE, FALSE, sizeof (guint));
}

static int *
world_name (World *self)
{
  int *best = g_new (int, 2 * self->n_communities);

  for (guint i = 0; i < self->n; i++)
    {
      g_array_append_val (self->offset, self->term->len);
      for (guint t = 0; t < self->n_terms; t++)
        if (self->holds[i * self->n_terms + t])
          g_array_append_val (self->term, t);
    }
  g_array_append_val (self->offset, self->term->len);
  kith_naming_terms (self->n, self->membership, self->n_communities, (guint *) self->offset->data,
                     (guint *) self->term->data, self->n_terms, best);
  return best;
}

static guint
count_holders (const World *self, int community, guint term)
{
  guint holders = 0;

  for (guint i = 0; i < self->n; i++)
    holders += self->membership[i] == community && self->holds[i * self->n_terms + term];
  return holders;
}

/* Monroe, Colaresi & Quinn, equations 15 and 18 to 20, over people, with the whole as prior. */
static double
plain_z (const World *self, int community, guint term)
{
  double y = count_holders (self, community, term);
  double y_others = 0;
  double n = 0;
  double n_others;
  double prior;
  double prior_all = self->n;
  double delta;

  for (guint i = 0; i < self->n; i++)
    {
      n += self->membership[i] == community;
      y_others += self->membership[i] != community && self->holds[i * self->n_terms + term];
    }
  n_others = self->n - n;
  prior = y + y_others;
  delta = log ((y + prior) / (n + prior_all - y - prior))
          - log ((y_others + prior) / (n_others + prior_all - y_others - prior));
  return delta / sqrt (1 / (y + prior) + 1 / (y_others + prior));
}

static void
test_twin (void)
{
  guint named = 0;

  for (guint32 seed = 0; seed < 60; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autofree int *best = NULL;
      World world;

      world_init (&world, 120, 5, 14);
      for (guint i = 0; i < world.n; i++)
        {
          world.membership[i] = g_rand_int_range (rand, -1, 5);
          for (guint t = 0; t < world.n_terms; t++)
            world.holds[i * world.n_terms + t]
                = g_rand_double (rand) < ((int) t % 5 == world.membership[i] ? .1 * (t % 7) : .08);
        }
      best = world_name (&world);
      for (guint c = 0; c < world.n_communities; c++)
        {
          double best_z = 1.96;
          int best_term = -1;
          guint members = 0;
          gboolean taken_before = FALSE;

          for (guint i = 0; i < world.n; i++)
            members += world.membership[i] == (int) c;
          for (guint t = 0; t < world.n_terms; t++)
            if (count_holders (&world, (int) c, t) * 5 >= members && plain_z (&world, (int) c, t) > best_z)
              {
                best_z = plain_z (&world, (int) c, t);
                best_term = (int) t;
              }
          for (guint other = 0; other < c; other++)
            {
              taken_before |= best_term >= 0 && best[2 * other] == best_term;
              if (best[2 * c] >= 0)
                g_assert_false (best[2 * other] == best[2 * c] && best[2 * other + 1] == best[2 * c + 1]);
            }
          if (!taken_before)
            g_assert_cmpint (best[2 * c], ==, best_term);
          if (best[2 * c + 1] >= 0)
            {
              g_assert_cmpint (best[2 * c], !=, best[2 * c + 1]);
              g_assert_cmpfloat (plain_z (&world, (int) c, (guint) best[2 * c + 1]), >, 1.96);
              g_assert_cmpuint (count_holders (&world, (int) c, (guint) best[2 * c + 1]) * 5, >=, members);
            }
          named += best[2 * c] >= 0;
        }
      world_clear (&world);
    }
  g_test_message ("%u of 300 named", named);
  g_assert_cmpuint (named, >, 150);
}

/* Choir (0) and Northside (1) for the first, the Youth club (2) and its mailing list of the same people (3) for the second; all have
 * the newsletter (4); nothing is held by a fifth of the third. */
static void
test_by_hand (void)
{
  g_autofree int *best = NULL;
  World world;

  world_init (&world, 90, 3, 6);
  for (guint i = 0; i < world.n; i++)
    {
      guint8 *holds = world.holds + i * world.n_terms;

      world.membership[i] = (int) (i / 30);
      holds[4] = 1;
      holds[0] = i < 28;
      holds[1] = i >= 5 && i < 25;
      holds[2] = holds[3] = i >= 30 && i < 55;
      holds[5] = i >= 60 && i < 65;
    }
  best = world_name (&world);
  g_assert_cmpint (best[0], ==, 0);
  g_assert_cmpint (best[1], ==, 1);
  g_assert_cmpint (best[2], ==, 2);
  g_assert_cmpint (best[3], ==, -1);
  g_assert_cmpint (best[4], ==, -1);
  g_assert_cmpint (best[5], ==, -1);
  world_clear (&world);
}

/* Two communities of the same town: the second takes something else along, or, where there is nothing, shares the name. */
static void
test_same_name (void)
{
  g_autofree int *best = NULL;
  g_autofree int *forced = NULL;
  World world;
  World twins;

  world_init (&world, 200, 2, 3);
  for (guint i = 0; i < world.n; i++)
    {
      guint8 *holds = world.holds + i * world.n_terms;

      world.membership[i] = i < 50 ? 0 : i < 90 ? 1 : -1;
      holds[0] = i < 90;
      holds[1] = i >= 50 && i < 70;
      holds[2] = i >= 90;
    }
  best = world_name (&world);
  g_assert_cmpint (best[0], ==, 0);
  g_assert_cmpint (best[1], ==, -1);
  g_assert_true (best[2] >= 0 && (best[2] != 0 || best[3] != -1));

  world_init (&twins, 200, 2, 2);
  for (guint i = 0; i < twins.n; i++)
    {
      twins.membership[i] = i < 50 ? 0 : i < 90 ? 1 : -1;
      twins.holds[i * 2] = i < 90;
      twins.holds[i * 2 + 1] = i >= 90;
    }
  forced = world_name (&twins);
  g_assert_cmpint (forced[0], ==, 0);
  g_assert_cmpint (forced[2], ==, 0);
  world_clear (&world);
  world_clear (&twins);
}

static void
test_nothing (void)
{
  const guint offset[] = { 0, 0, 0, 0 };
  const guint all_offset[] = { 0, 1, 2, 3 };
  const guint all_term[] = { 0, 0, 0 };
  const int membership[] = { 0, 0, 0 };
  int best[2] = { 5, 5 };

  kith_naming_terms (0, NULL, 0, offset, NULL, 0, NULL);
  kith_naming_terms (3, membership, 1, offset, NULL, 0, best);
  g_assert_cmpint (best[0], ==, -1);
  g_assert_cmpint (best[1], ==, -1);

  /* One community of everyone, one term of everyone: it sets nobody apart. */
  kith_naming_terms (3, membership, 1, all_offset, all_term, 1, best);
  g_assert_cmpint (best[0], ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/naming/twin", test_twin);
  g_test_add_func ("/naming/by-hand", test_by_hand);
  g_test_add_func ("/naming/same-name", test_same_name);
  g_test_add_func ("/naming/nothing", test_nothing);
  return g_test_run ();
}
