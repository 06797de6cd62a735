/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Ties, one by one and in bulk: the bulk load against putting them one by one, and the same again. */

#include "kith-acts.h"
#include "kith-error.h"
#include "kith-people.h"
#include "kith-ties.h"
#include "store-fixture.h"

#define PEOPLE 200

static StoreFixture *
begin (void)
{
  StoreFixture *fixture = store_fixture_new ();

  g_assert_true (kith_act_begin (fixture->store, "Test", FALSE, NULL));
  for (guint i = 0; i < PEOPLE; i++)
    store_fixture_add_person (fixture->store, "Somebody", NULL);
  return fixture;
}

static gboolean
take (const KithTie *tie, gpointer user_data)
{
  g_string_append_printf (user_data, "%d %d %d %d %g %d %d;", (int) tie->a, (int) tie->b, tie->kind, tie->directed,
                          tie->weight, tie->date == KITH_NO_DATE ? -1 : (int) tie->date,
                          tie->ended == KITH_NO_DATE ? -1 : (int) tie->ended);
  return TRUE;
}

static char *
list (KithStore *store)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_true (kith_ties_each (store, take, out, NULL, NULL));
  return g_strdup (out->str);
}

static void
test_put (void)
{
  g_autoptr (StoreFixture) fixture = begin ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) of_two = g_string_new (NULL);
  g_autofree char *all = NULL;
  KithTie tie = { .a = 5, .b = 2, .kind = KITH_TIE_STATED, .weight = 1, .date = KITH_NO_DATE, .ended = KITH_NO_DATE };
  KithPut put;
  gboolean removed;

  g_assert_true (kith_tie_put (fixture->store, &tie, &put, &error));
  g_assert_cmpint (put, ==, KITH_PUT_ADDED);
  tie.a = 2;
  tie.b = 5;
  g_assert_true (kith_tie_put (fixture->store, &tie, &put, &error));
  g_assert_cmpint (put, ==, KITH_PUT_SAME);
  tie.date = 100;
  g_assert_true (kith_tie_put (fixture->store, &tie, &put, &error));
  g_assert_cmpint (put, ==, KITH_PUT_UPDATED);
  tie.directed = TRUE;
  g_assert_true (kith_tie_put (fixture->store, &tie, &put, &error));
  g_assert_cmpint (put, ==, KITH_PUT_ADDED);
  tie.a = 5;
  tie.b = 2;
  tie.kind = KITH_TIE_REPLY;
  tie.weight = 2.5;
  g_assert_true (kith_tie_put (fixture->store, &tie, &put, &error));
  g_assert_cmpint (put, ==, KITH_PUT_ADDED);
  all = list (fixture->store);
  g_assert_cmpstr (all, ==, "2 5 1 0 1 100 -1;2 5 1 1 1 100 -1;5 2 5 1 2.5 100 -1;");
  g_assert_true (kith_ties_of (fixture->store, 2, take, of_two, &error));
  g_assert_cmpstr (of_two->str, ==, all);
  g_assert_true (kith_tie_remove (fixture->store, &tie, &removed, &error));
  g_assert_true (removed);
  g_assert_true (kith_tie_remove (fixture->store, &tie, &removed, &error));
  g_assert_false (removed);
  tie.b = 5;
  g_assert_false (kith_tie_put (fixture->store, &tie, &put, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
}

/* The plain way: joined by looking through what was there before, put one by one. */
static void
load_plainly (KithStore *store, GArray *ties)
{
  for (guint i = 0; i < ties->len; i++)
    {
      KithTie joined = g_array_index (ties, KithTie, i);

      joined.weight = 0;
      for (guint j = 0; j < ties->len; j++)
        {
          const KithTie *other = &g_array_index (ties, KithTie, j);
          gboolean same = other->a == joined.a && other->b == joined.b;
          gboolean turned = other->a == joined.b && other->b == joined.a;

          if (other->kind != joined.kind || other->directed != joined.directed
              || !(same || (turned && !joined.directed)))
            continue;
          joined.weight += other->weight;
          if (joined.date == KITH_NO_DATE || (other->date != KITH_NO_DATE && other->date < joined.date))
            joined.date = other->date;
          if (joined.ended != KITH_NO_DATE)
            joined.ended = other->ended == KITH_NO_DATE ? KITH_NO_DATE : MAX (joined.ended, other->ended);
        }
      g_assert_true (kith_tie_put (store, &joined, NULL, NULL));
    }
}

static GArray *
make (GRand *random, guint n)
{
  GArray *ties = g_array_new (FALSE, FALSE, sizeof (KithTie));

  for (guint i = 0; i < n; i++)
    {
      KithTie tie = { .kind = g_rand_int_range (random, 0, KITH_TIE_REACTION + 1),
                      .directed = g_rand_boolean (random),
                      .weight = g_rand_int_range (random, 1, 9),
                      .date = g_rand_boolean (random) ? g_rand_int_range (random, 0, 1000) : KITH_NO_DATE,
                      .ended = g_rand_boolean (random) ? g_rand_int_range (random, 0, 1000) : KITH_NO_DATE };

      tie.a = g_rand_int_range (random, 1, PEOPLE / 10);
      do
        tie.b = g_rand_int_range (random, 1, PEOPLE / 10);
      while (tie.a == tie.b);
      g_array_append_val (ties, tie);
    }
  return ties;
}

static void
test_load (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint round = 0; round < 4; round++)
    {
      g_autoptr (StoreFixture) bulk = begin ();
      g_autoptr (StoreFixture) plain = begin ();
      g_autoptr (GArray) ties = make (random, 1500);
      g_autoptr (KithTieLoad) load = kith_tie_load_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *fast = NULL;
      g_autofree char *slow = NULL;
      KithTieLoadCounts counts, again;

      for (guint i = 0; i < ties->len; i++)
        kith_tie_load_add (load, &g_array_index (ties, KithTie, i));
      g_assert_true (kith_tie_load_write (load, bulk->store, &counts, NULL, NULL, &error));
      load_plainly (plain->store, ties);
      fast = list (bulk->store);
      slow = list (plain->store);
      g_assert_cmpstr (fast, ==, slow);
      g_assert_cmpuint (counts.added + counts.joined, ==, ties->len);

      for (guint i = ties->len; i-- > 0;)
        kith_tie_load_add (load, &g_array_index (ties, KithTie, i));
      g_assert_true (kith_tie_load_write (load, bulk->store, &again, NULL, NULL, &error));
      g_assert_cmpuint (again.added + again.updated, ==, 0);
      g_assert_cmpuint (again.same, ==, counts.added);
      g_assert_true (kith_act_commit (bulk->store, NULL, &error));
      store_fixture_assert_sound (bulk->store);
    }
}

/* Large enough that an index is made anew; undone and done again. */
static void
test_large (void)
{
  g_autoptr (StoreFixture) fixture = begin ();
  g_autoptr (KithTieLoad) load = kith_tie_load_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  KithTieLoadCounts counts;

  g_assert_true (kith_act_commit (fixture->store, NULL, &error));
  before = list (fixture->store);
  g_assert_true (kith_act_begin (fixture->store, "Load", FALSE, &error));
  for (gint64 a = 1; a <= PEOPLE; a++)
    for (gint64 b = a + 1; b <= PEOPLE; b++)
      kith_tie_load_add (load, &(KithTie) { .a = b, .b = a, .weight = 1, .date = KITH_NO_DATE, .ended = KITH_NO_DATE });
  g_assert_true (kith_tie_load_write (load, fixture->store, &counts, NULL, NULL, &error));
  g_assert_cmpuint (counts.added, ==, PEOPLE * (PEOPLE - 1) / 2);
  g_assert_true (kith_act_commit (fixture->store, NULL, &error));
  after = list (fixture->store);
  store_fixture_reopen (fixture);
  store_fixture_assert_sound (fixture->store);
  g_assert_true (kith_act_undo (fixture->store, NULL, NULL, NULL, &error));
  undone = list (fixture->store);
  g_assert_cmpstr (undone, ==, before);
  g_assert_true (kith_act_redo (fixture->store, NULL, NULL, NULL, &error));
  redone = list (fixture->store);
  g_assert_cmpstr (redone, ==, after);
  store_fixture_assert_sound (fixture->store);
}

static void
test_stranger (void)
{
  g_autoptr (StoreFixture) fixture = begin ();
  g_autoptr (KithTieLoad) load = kith_tie_load_new ();
  g_autoptr (GError) error = NULL;
  KithTieLoadCounts counts;

  kith_tie_load_add (load,
                     &(KithTie) { .a = 1, .b = PEOPLE + 1, .weight = 1, .date = KITH_NO_DATE, .ended = KITH_NO_DATE });
  g_assert_false (kith_tie_load_write (load, fixture->store, &counts, NULL, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
  g_clear_error (&error);
  kith_act_rollback (fixture->store);
  g_assert_true (kith_act_begin (fixture->store, "Gap", FALSE, &error));
  for (guint i = 0; i < 3; i++)
    store_fixture_add_person (fixture->store, "Somebody", NULL);
  g_assert_true (kith_person_remove (fixture->store, 2, &error));
  kith_tie_load_free (g_steal_pointer (&load));
  load = kith_tie_load_new ();
  kith_tie_load_add (load, &(KithTie) { .a = 1, .b = 2, .weight = 1, .date = KITH_NO_DATE, .ended = KITH_NO_DATE });
  g_assert_false (kith_tie_load_write (load, fixture->store, &counts, NULL, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ties/put", test_put);
  g_test_add_func ("/ties/load", test_load);
  g_test_add_func ("/ties/large", test_large);
  g_test_add_func ("/ties/stranger", test_stranger);
  return g_test_run ();
}
