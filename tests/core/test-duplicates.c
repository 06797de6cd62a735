/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* People who are there twice: found, and nobody else; the blocks against comparing each with each; answers remembered. */

#include "kith-duplicates-private.h"
#include "kith-people.h"
#include "kith-ties.h"
#include "store-fixture.h"

#include <string.h>

typedef struct
{
  const char *name, *email, *phone, *town;
} Somebody;

static gint64
add (KithStore *store, const Somebody *somebody)
{
  g_autoptr (GError) error = NULL;
  KithPerson person = { .name = (char *) somebody->name, .town = (char *) somebody->town, .audience = -1 };

  kith_person_add (store, &person, &error);
  if (somebody->email != NULL)
    kith_contact_add (
        store, &(KithContact) { .person = person.id, .kind = KITH_CONTACT_EMAIL, .value = (char *) somebody->email },
        FALSE, NULL, &error);
  if (somebody->phone != NULL)
    kith_contact_add (
        store, &(KithContact) { .person = person.id, .kind = KITH_CONTACT_PHONE, .value = (char *) somebody->phone },
        FALSE, NULL, &error);
  g_assert_no_error (error);
  return person.id;
}

static GArray *
find (KithStore *store)
{
  g_autoptr (GError) error = NULL;
  GArray *found = kith_duplicates_find (store, NULL, NULL, &error);

  g_assert_no_error (error);
  return found;
}

static const char *const given[]
    = { "Anna", "Bob",      "Robert", "Chris", "Jürgen", "Maria", "Mario",  "Sasha",     "Aleksandra", "J.",
        "Анна", "Margaret", "Peggy",  "Jonh",  "John",   "Lin",   "Fatima", "Nea Maria", "Maria Nea",  "Wei" };
static const char *const family[]
    = { "Meier",    "Mayer", "Nord", "García Márquez", "García", "Smith",  "Smyth",  "Петрова", "Petrova", "O'Brien",
        "von Berg", "Berg",  "Ng",   "Nguyen",         "Li",     "Hansen", "Hanson", "Okafor",  "Anna",    "Robert" };

/* People among whom some are like others: the same name under other addresses, changed by a letter, with shared telephones. */
static void
add_made_up (KithStore *store, GRand *random, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const char *first = given[g_rand_int_range (random, 0, G_N_ELEMENTS (given))];
      const char *last = family[g_rand_int_range (random, 0, G_N_ELEMENTS (family))];
      g_autofree char *name = g_rand_int_range (random, 0, 20) == 0   ? NULL
                              : g_rand_int_range (random, 0, 20) == 0 ? g_strdup_printf ("%s, %s", last, first)
                                                                      : g_strdup_printf ("%s %s", first, last);
      g_autofree char *email = g_strdup_printf ("%s%u@example.org", g_rand_boolean (random) ? "p" : "bob.smith+x",
                                                (guint) g_rand_int_range (random, 0, 2 * n));
      g_autofree char *phone = g_strdup_printf ("555 %07u", (guint) g_rand_int_range (random, 0, n));
      g_autofree char *town = g_strdup_printf ("Town %d", g_rand_int_range (random, 0, 9));

      add (store, &(Somebody) { name, g_rand_boolean (random) ? email : NULL, g_rand_boolean (random) ? phone : NULL,
                                g_rand_boolean (random) ? town : NULL });
    }
}

static void
test_twin (void)
{
  for (guint seed = 0; seed < 6; seed++)
    {
      g_autoptr (StoreFixture) fixture = store_fixture_new ();
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (GError) error = NULL;
      g_autoptr (KithLikenessSet) set = NULL;
      g_autoptr (GArray) found = NULL;
      guint at = 0;

      store_fixture_begin (fixture->store);
      add_made_up (fixture->store, random, seed < 2 ? 40 : 400);
      store_fixture_commit (fixture->store);
      set = kith_likeness_set_load (fixture->store, NULL, &error);
      g_assert_no_error (error);
      found = kith_likeness_set_compare (set, NULL, NULL, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < set->records->len; i++)
        for (guint j = i + 1; j < set->records->len; j++)
          {
            const KithLikenessRecord *a = &g_array_index (set->records, KithLikenessRecord, i);
            const KithLikenessRecord *b = &g_array_index (set->records, KithLikenessRecord, j);
            guint likeness, back;
            float likelihood = kith_likeness_compare (a, b, set->records->len, &likeness);

            g_assert_cmpfloat (likelihood, ==, kith_likeness_compare (b, a, set->records->len, &back));
            g_assert_cmphex (likeness, ==, back);
            if (likelihood < KITH_LIKELY)
              continue;
            g_assert_cmpuint (at, <, found->len);
            g_assert_cmpint (g_array_index (found, KithDuplicate, at).a, ==, a->id);
            g_assert_cmpint (g_array_index (found, KithDuplicate, at).b, ==, b->id);
            at++;
          }
      g_assert_cmpuint (at, ==, found->len);
      g_assert_cmpuint (at, >, 0);
    }
}

static void
test_pairs (void)
{
  /* Each pair among people like any others; words that must be in the reason, NULL where they must not be proposed. */
  static const struct
  {
    Somebody a, b;
    const char *words;
  } pairs[] = {
    { { "Peggy Brown", "peggy@example.org", "555 123 4567", NULL },
      { "Margaret Brown", "mb@example.org", "(555) 123-4567", NULL },
      "first names are forms of each other" },
    { { "Bob Smith", "bob@example.org", "555 111 2222", NULL },
      { "Alice Smith", "alice@example.org", "555 111 2222", NULL },
      NULL }, /* a household */
    { { "Bob Berg", "family@example.org", NULL, NULL }, { "Alice Berg", "family@example.org", NULL, NULL }, NULL },
    { { "José Núñez", NULL, NULL, "Harbor" }, { "Jose Nunez", "jn@example.org", NULL, NULL }, "Same name" },
    { { "Анна Петрова", NULL, NULL, NULL }, { "Anna Petrova", "anna@example.org", NULL, NULL }, "Same name" },
    { { "Li Wei", NULL, NULL, NULL }, { "Li Wen", NULL, NULL, NULL }, NULL },
    { { "Maria Garcia", NULL, NULL, "Harbor" }, { "Mario Garcia", NULL, NULL, "Harbor" }, NULL },
    { { "Smith John", NULL, NULL, "Harbor" }, { "John Smith", "js@example.org", NULL, "Harbor" }, "swapped" },
    { { "nea.nordal@example.org", "nea.nordal@example.org", NULL, NULL },
      { "Nea Nordal", "nn@example.com", NULL, NULL },
      "address of one is made" },
    { { "nea+lists@example.org", "nea+lists@example.org", NULL, NULL },
      { "Nea Nord", "nea@example.org", NULL, NULL },
      "Same e-mail address" },
    { { "John Brown Sr.", NULL, "555 222 3333", "Harbor" },
      { "John Brown Jr.", NULL, "555 222 3333", "Harbor" },
      NULL },
    { { "Katarina Hoffmann", NULL, "555 222 3334", NULL },
      { "Kathy Hofmann", NULL, "555 222 3334", NULL },
      "spelled almost alike" },
    { { "Anna Meier", NULL, "555 222 3335", NULL },
      { "Anna Schulz", NULL, "555 222 3335", NULL },
      "but another family name" },
    { { "J. Nordqvist", NULL, "555 222 3336", NULL }, { "Johanna Nordqvist", NULL, "555 222 3336", NULL }, "initial" },
    { { "Martin Ekdahl", "ekdahl@example.org", NULL, NULL },
      { "Martina Ekdahl", "ekdahl@example.org", NULL, NULL },
      NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (StoreFixture) fixture = store_fixture_new ();
      g_autoptr (GArray) found = NULL;

      store_fixture_begin (fixture->store);
      for (guint k = 0; k < 150; k++)
        {
          g_autofree char *name = g_strdup_printf ("%c%c%c %c%c%cson", 'A' + k % 26, "aeiou"[k % 5], 'b' + k % 7,
                                                   'A' + k / 7 % 26, "aeiou"[k / 5 % 5], 'f' + k / 9 % 13);

          add (fixture->store, &(Somebody) { name, NULL, NULL, k % 2 ? "Harbor" : "Northside" });
        }
      add (fixture->store, &pairs[i].a);
      add (fixture->store, &pairs[i].b);
      store_fixture_commit (fixture->store);
      found = find (fixture->store);
      g_test_message ("%s, %s", pairs[i].a.name, pairs[i].b.name);
      g_assert_cmpuint (found->len, ==, pairs[i].words != NULL);
      if (pairs[i].words != NULL)
        {
          const KithDuplicate *pair = &g_array_index (found, KithDuplicate, 0);
          g_autofree char *words = kith_likeness_dup_words (pair->likeness);

          g_test_message ("%g %s", pair->likelihood, words);
          g_assert_cmpint (pair->a, ==, 151);
          g_assert_cmpint (pair->b, ==, 152);
          g_assert_nonnull (strstr (words, pairs[i].words));
        }
    }
}

static void
test_answers (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  KithStore *store = fixture->store;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) first = NULL;
  g_autoptr (GArray) second = NULL;
  g_autoptr (GArray) third = NULL;
  g_autoptr (GArray) fourth = NULL;
  guint open;

  store_fixture_begin (store);
  for (guint i = 0; i < 3; i++)
    add (store, &(Somebody) { i == 2 ? "Peggy Brown" : "Margaret Brown", NULL, "555 123 4567", NULL });
  add (store, &(Somebody) { "Bob Brown", "x@example.org", "555 123 4567", NULL });
  g_assert_true (kith_question_ask (store, 4, 3, KITH_QUESTION_SAME_EMAIL, 1, NULL, &error));
  store_fixture_commit (store);
  first = find (store);
  g_assert_cmpuint (first->len, ==, 4);
  g_assert_true (g_array_index (first, KithDuplicate, 3).asked);
  g_assert_cmpfloat (g_array_index (first, KithDuplicate, 3).likelihood, ==, 0);
  g_assert_true (kith_questions_count_open (store, &open, &error));
  g_assert_cmpuint (open, ==, 1);

  store_fixture_begin (store);
  kith_question_answer (store, 1, 2, KITH_ANSWER_LATER, &error);
  kith_question_answer (store, 3, 1, KITH_ANSWER_DIFFERENT, &error);
  kith_question_answer (store, 3, 4, KITH_ANSWER_DIFFERENT, &error);
  store_fixture_commit (store);
  g_assert_no_error (error);
  second = find (store);
  g_assert_cmpuint (second->len, ==, 2);
  g_assert_cmpint (g_array_index (second, KithDuplicate, 0).b, ==, 3);
  g_assert_cmpint (g_array_index (second, KithDuplicate, 1).answer, ==, KITH_ANSWER_LATER);
  g_assert_true (kith_questions_count_open (store, &open, &error));
  g_assert_cmpuint (open, ==, 0);

  /* Asking again does not take an answer away, and people who know each other are hardly one. */
  store_fixture_begin (store);
  g_assert_true (kith_question_ask (store, 3, 1, KITH_QUESTION_SAME_NAME, 2, NULL, &error));
  store_fixture_commit (store);
  third = find (store);
  g_assert_cmpuint (third->len, ==, 2);
  store_fixture_begin (store);
  kith_tie_put (store, &(KithTie) { .a = 3, .b = 2, .kind = KITH_TIE_STATED, .weight = 1 }, NULL, &error);
  store_fixture_commit (store);
  fourth = find (store);
  g_assert_true ((g_array_index (fourth, KithDuplicate, 0).likeness & KITH_UNLIKE_TIED) != 0);
  g_assert_cmpfloat (g_array_index (fourth, KithDuplicate, 0).likelihood, <,
                     g_array_index (third, KithDuplicate, 0).likelihood);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/duplicates/twin", test_twin);
  g_test_add_func ("/duplicates/pairs", test_pairs);
  g_test_add_func ("/duplicates/answers", test_answers);
  return g_test_run ();
}
