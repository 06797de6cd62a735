/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding people as they are typed, and sorting them, among 100,000. Goal: at most 10 ms of CPU for each key; the ratio is that goal
 * over the slowest key. */

#include "../core/people-fixture.h"
#include "kith-people-model.h"

#include <stdio.h>
#include <time.h>

#define PEOPLE 100000
#define ROUNDS 5
#define GOAL_MS 10.0

static double
now_ms (void)
{
  return (double) clock () * 1000 / CLOCKS_PER_SEC;
}

static void
time_search (KithPeopleModel *model, const char *text, double *slowest)
{
  for (guint length = 1; length <= strlen (text); length++)
    {
      g_autofree char *typed = g_strndup (text, length);
      double before = now_ms ();
      double took;

      kith_people_model_filter (model, typed, 0);
      took = now_ms () - before;
      *slowest = MAX (*slowest, took);
    }
  /* And all letters away at once, as Escape does. */
  {
    double before = now_ms ();

    kith_people_model_filter (model, "", 0);
    *slowest = MAX (*slowest, now_ms () - before);
  }
}

int
main (void)
{
  static const char *const texts[] = { "ana nord", "dorte 7", "p99", "nobody", "example.org" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (KithSnapshot) snapshot = make_people (rand, PEOPLE, 1, 40);
  g_autoptr (KithPeopleModel) model = kith_people_model_new ();
  double slowest_key = G_MAXDOUBLE;
  double slowest_sort = 0;
  double before = now_ms ();

  kith_people_model_set_snapshot (model, snapshot);
  printf ("people: showing %d: %.1f ms\n", PEOPLE, now_ms () - before);
  for (guint round = 0; round < ROUNDS; round++)
    {
      double slowest = 0;

      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        time_search (model, texts[i], &slowest);
      slowest_key = MIN (slowest_key, slowest);
    }
  printf ("people: slowest key, best of %d rounds: %.1f ms, %.2f of the goal\n", ROUNDS, slowest_key,
          slowest_key / GOAL_MS);
  for (guint key = 0; key < KITH_PEOPLE_N_KEYS; key++)
    {
      before = now_ms ();
      kith_people_model_sort (model, (KithPeopleKey) key, key == KITH_PEOPLE_BY_BRIDGE_REACH ? FALSE : TRUE);
      slowest_sort = MAX (slowest_sort, now_ms () - before);
    }
  printf ("people: slowest sort: %.1f ms\n", slowest_sort);
  return 0;
}
