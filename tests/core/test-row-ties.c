/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Ties that rows about people carry: referrers, households, orders, whom a row names. */

#include "import-fixture.h"
#include "kith-intake.h"
#include "kith-people.h"
#include "kith-ties.h"
#include "store-fixture.h"

#include <string.h>

static KithAccount *
import (StoreFixture *fixture, const char *path, GPtrArray **accounts)
{
  const char *const paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;

  *accounts = kith_intake_run (fixture->store, paths, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return (*accounts)->pdata[0];
}

typedef struct
{
  KithStore *store;
  GPtrArray *lines;
} Ties;

static gboolean
keep_tie (const KithTie *tie, gpointer user_data)
{
  static const char *const kinds[] = { "other", "stated", "referred", "household", "together", "reply", "reaction" };
  Ties *ties = user_data;
  g_autoptr (KithPerson) a = kith_person_get (ties->store, tie->a, NULL);
  g_autoptr (KithPerson) b = kith_person_get (ties->store, tie->b, NULL);

  g_ptr_array_add (ties->lines, g_strdup_printf ("%s %s %s %s %g", a->name, tie->directed ? "→" : "–", b->name,
                                                 kinds[tie->kind], tie->weight));
  return TRUE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* All ties, a line each, sorted. */
static void
assert_ties (StoreFixture *fixture, const char *expected)
{
  Ties ties = { fixture->store, g_ptr_array_new_with_free_func (g_free) };
  g_autofree char *all = NULL;

  g_assert_true (kith_ties_each (fixture->store, keep_tie, &ties, NULL, NULL));
  g_ptr_array_sort (ties.lines, compare_lines);
  g_ptr_array_add (ties.lines, NULL);
  all = g_strjoinv ("\n", (char **) ties.lines->pdata);
  g_assert_cmpstr (all, ==, expected);
  g_ptr_array_unref (ties.lines);
}

/* The same again changes nothing, and one step back takes all of it. */
static void
assert_act (StoreFixture *fixture, const char *path)
{
  g_autofree char *before = store_fixture_dump (fixture->store);
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) accounts = NULL;

  g_assert_cmpuint (import (fixture, path, &accounts)->ties, ==, 0);
  after = store_fixture_dump (fixture->store);
  g_assert_cmpstr (before, ==, after);
  store_fixture_assert_sound (fixture->store);
  g_assert_true (kith_act_undo (fixture->store, NULL, NULL, NULL, NULL));
  assert_ties (fixture, "");
  g_assert_true (kith_act_redo (fixture->store, NULL, NULL, NULL, NULL));
}

static void
test_recruiter (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = own_file ("nationbuilder.csv");
  g_autoptr (GPtrArray) accounts = NULL;

  g_assert_cmpuint (import (fixture, path, &accounts)->ties, ==, 1);
  assert_ties (fixture, "Ines Duarte → Omar Haddad referred 1");
  assert_act (fixture, path);
}

static void
test_household (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = own_file ("everyaction.xls.txt");
  g_autoptr (GPtrArray) accounts = NULL;
  const KithAccount *account = import (fixture, path, &accounts);

  g_assert_true (has_note (account->notes, "1 household makes 1 tie."));
  g_assert_false (has_note (account->notes, "AddressID"));
  assert_ties (fixture, "Maeve Quinn – Declan Quinn household 1");
  assert_act (fixture, path);
}

static void
test_order (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = own_file ("eventbrite-attendees.csv");
  g_autoptr (GPtrArray) accounts = NULL;

  g_assert_true (has_note (import (fixture, path, &accounts)->notes, "1 order of several people makes 1 tie"));
  assert_ties (fixture, "Wen Zhao – Li Zhao together 1");
  assert_act (fixture, path);
}

/* Two orders are more than one; a household of many is none, and neither is a count of people. */
static void
test_bounds (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GString) text = g_string_new ("Name,Email,Order ID,Household ID,Household\n");
  g_autoptr (GPtrArray) accounts = NULL;
  const KithAccount *account;
  g_autofree char *path = NULL;

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (text, "Nea Nord %c,nea%u@example.org,,H-900,%u\n", 'A' + i, i, 1 + i % 4);
  g_string_append (text, "Ole Ost,ole@example.org,A1,,2\nPia Past,pia@example.org,a1,,2\n"
                         "Ole Ost,ole@example.org,A2,,2\nPia Past,pia@example.org,A2,,2\n");
  path = make_file ("bounds.csv", text->str);
  account = import (fixture, path, &accounts);
  g_assert_true (has_note (account->notes, "1 household or order has more than 12 people"));
  assert_ties (fixture, "Ole Ost – Pia Past together 2");
  assert_act (fixture, path);
}

/* The answered sheet comes back: people who are there are found wherever they stand, others come in, a first name alone is nobody. */
static void
test_survey (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = make_file ("answers.csv", "Name,Name 1,Name 2,Name 3\n"
                                                    "Nea Nord,Ole Ost,Pia Past,Rut\n"
                                                    "Ole Ost,Nea Nord,\"Rask, Rut\",\n"
                                                    "Pia Past,,,pia@example.org\n");
  g_autoptr (GPtrArray) accounts = NULL;
  const KithAccount *account = import (fixture, path, &accounts);
  KithStoreCounts counts;

  g_assert_cmpstr (account->recognized_as, ==, "answers to “Which three people do you talk to most?”");
  g_assert_cmpuint (account->rows, ==, 3);
  g_assert_true (has_note (account->notes, "“Rut”"));
  g_assert_true (kith_store_count (fixture->store, &counts, NULL));
  g_assert_cmpuint (counts.people, ==, 5);
  assert_ties (fixture, "Nea Nord – Ole Ost stated 1\n"
                        "Nea Nord – Pia Past stated 1\n"
                        "Ole Ost – Rut Rask stated 1\n"
                        "Pia Past – pia@example.org stated 1");
  assert_act (fixture, path);
}

static void
test_named (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = make_file ("named.csv", "Name,Email,Who invited you?,Came with,Spouse,Household\n"
                                                  "Nea Nord,nea@example.org,Ole Ost,Pia Past; Ole Ost,,yes\n"
                                                  "Ole Ost,ole@example.org,,,Rut Rask,no\n"
                                                  "Pia Past,pia@example.org,ole@example.org,,,yes\n");
  g_autoptr (GPtrArray) accounts = NULL;

  import (fixture, path, &accounts);
  assert_ties (fixture, "Nea Nord – Ole Ost together 1\n"
                        "Nea Nord – Pia Past together 1\n"
                        "Ole Ost – Rut Rask stated 1\n"
                        "Ole Ost → Nea Nord referred 1\n"
                        "Ole Ost → Pia Past referred 1");
  assert_act (fixture, path);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/row-ties/recruiter", test_recruiter);
  g_test_add_func ("/row-ties/household", test_household);
  g_test_add_func ("/row-ties/order", test_order);
  g_test_add_func ("/row-ties/bounds", test_bounds);
  g_test_add_func ("/row-ties/survey", test_survey);
  g_test_add_func ("/row-ties/named", test_named);
  status = g_test_run ();
  remove_made_files ();
  return status;
}
