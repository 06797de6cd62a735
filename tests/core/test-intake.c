/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "import-fixture.h"
#include "kith-error.h"
#include "kith-events.h"
#include "kith-imports.h"
#include "kith-intake.h"
#include "kith-keys.h"
#include "kith-merging.h"
#include "kith-people.h"
#include "kith-questions.h"
#include "kith-tags.h"
#include "kith-ties.h"
#include "store-fixture.h"

#include <string.h>

static GPtrArray *
try_import (StoreFixture *fixture, const KithIntakeOptions *options, GError **error, const char *path, ...)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  va_list args;

  va_start (args, path);
  for (; path != NULL; path = va_arg (args, const char *))
    g_ptr_array_add (paths, (gpointer) path);
  va_end (args);
  g_ptr_array_add (paths, NULL);
  return kith_intake_run (fixture->store, (const char *const *) paths->pdata, options, NULL, NULL, error);
}

/* "rows added updated matched asked left_out" */
static void
assert_account (const KithAccount *account, const char *expected)
{
  g_autofree char *counts
      = g_strdup_printf ("%d %d %d %d %d %d", (int) account->rows, (int) account->added, (int) account->updated,
                         (int) account->matched, (int) account->asked, (int) account->n_left_out);

  g_test_message ("%s", account->file);
  g_assert_cmpstr (counts, ==, expected);
}

static void
import_one (StoreFixture *fixture, const char *path, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = try_import (fixture, NULL, &error, path, NULL);

  g_assert_no_error (error);
  assert_account (accounts->pdata[0], expected);
}

static void
import_text (StoreFixture *fixture, const char *name, const char *text, const char *expected)
{
  g_autofree char *path = make_file (name, text);

  import_one (fixture, path, expected);
}

static KithStoreCounts
count (StoreFixture *fixture)
{
  KithStoreCounts counts = { 0 };

  g_assert_true (kith_store_count (fixture->store, &counts, NULL));
  return counts;
}

typedef struct
{
  const char *name;
  gint64 id;
  guint found;
} Search;

static gboolean
look_for_name (const KithPerson *person, gpointer user_data)
{
  Search *search = user_data;

  if (g_strcmp0 (person->name, search->name) == 0)
    {
      search->id = person->id;
      search->found++;
    }
  return TRUE;
}

/* The one person of that name. */
static KithPerson *
get_person (StoreFixture *fixture, const char *name)
{
  Search search = { .name = name };
  g_autoptr (GError) error = NULL;

  g_assert_true (kith_people_each (fixture->store, look_for_name, &search, NULL, &error));
  g_test_message ("%s", name);
  g_assert_cmpuint (search.found, ==, 1);
  return kith_person_get (fixture->store, search.id, &error);
}

static void
assert_contacts (StoreFixture *fixture, gint64 person, const char *expected)
{
  g_autoptr (GPtrArray) contacts = kith_person_get_contacts (fixture->store, person, NULL);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < contacts->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? " " : "", ((KithContact *) contacts->pdata[i])->value);
  g_assert_cmpstr (all->str, ==, expected);
}

static void
assert_source_ids (StoreFixture *fixture, const char *name, const char *expected)
{
  g_autoptr (KithPerson) person = get_person (fixture, name);
  g_autoptr (GPtrArray) ids = kith_person_get_source_ids (fixture->store, person->id, NULL);

  g_ptr_array_add (ids, NULL);
  {
    g_autofree char *joined = g_strjoinv (" ", (char **) ids->pdata);

    g_assert_cmpstr (joined, ==, expected);
  }
}

/* Importing the same again must change nothing and leave no act. */
static void
assert_same_again (StoreFixture *fixture, const char *path)
{
  g_autofree char *before = store_fixture_dump (fixture->store);
  g_autofree char *after = NULL;
  guint64 version = kith_store_get_version (fixture->store);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = try_import (fixture, NULL, &error, path, NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < accounts->len; i++)
    {
      const KithAccount *account = accounts->pdata[i];

      g_assert_cmpuint (account->added + account->updated, ==, 0);
      g_assert_cmpuint (account->rows, ==, account->matched + account->asked + account->n_left_out);
    }
  after = store_fixture_dump (fixture->store);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (kith_store_get_version (fixture->store), ==, version);
}

/* --- people --- */

static void
test_people (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = own_file ("medlemmar-1252.csv");
  g_autoptr (KithPerson) nea = NULL;
  g_autoptr (GPtrArray) imports = NULL;

  import_one (fixture, path, "3 3 0 0 0 0");
  nea = get_person (fixture, "Nea Nord");
  g_assert_cmpstr (nea->given, ==, "Nea");
  g_assert_cmpstr (nea->town, ==, "Malmö");
  g_assert_false (nea->stub);
  assert_contacts (fixture, nea->id, "nea@harbour.example +46 70 765 43 21");
  imports = kith_import_list (fixture->store, NULL);
  g_assert_cmpuint (imports->len, ==, 1);
  g_assert_cmpint (((KithImport *) imports->pdata[0])->rows, ==, 3);
  g_assert_cmpint (((KithImport *) imports->pdata[0])->time, >, 0);
  g_assert_cmpint (((KithImport *) imports->pdata[0])->people, ==, 3);
  g_assert_cmpint (nea->import, ==, ((KithImport *) imports->pdata[0])->id);
  assert_same_again (fixture, path);
  store_fixture_assert_sound (fixture->store);
}

static void
test_undo (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *before = store_fixture_dump (fixture->store);
  g_autofree char *path = own_file ("sign-ups.csv");
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *label = NULL;

  import_one (fixture, path, "4 3 0 0 0 1");
  after = store_fixture_dump (fixture->store);
  g_assert_true (kith_act_undo (fixture->store, &label, NULL, NULL, NULL));
  g_assert_cmpstr (label, ==, "Import sign-ups.csv");
  undone = store_fixture_dump (fixture->store);
  g_assert_cmpstr (undone, ==, before);
  g_assert_true (kith_act_redo (fixture->store, NULL, NULL, NULL, NULL));
  redone = store_fixture_dump (fixture->store);
  g_assert_cmpstr (redone, ==, after);
}

static void
test_update (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithPerson) nea = NULL;

  import_text (fixture, "members.csv", "Member ID,Name,Email,Town\n12,Nea Nord,nea@x.org,Umeå\n13,Bo Ek,bo@x.org,\n",
               "2 2 0 0 0 0");
  /* A newer export: an empty cell takes nothing away, a new value counts, a new person is new. */
  import_text (fixture, "members-2025.csv",
               "Member ID,Name,Email,Town\n12,Nea Nord-Lind,,Luleå\n13,Bo Ek,bo@x.org,\n14,Cy Dal,cy@x.org,\n",
               "3 1 1 1 0 0");
  nea = get_person (fixture, "Nea Nord-Lind");
  g_assert_cmpstr (nea->town, ==, "Luleå");
  assert_contacts (fixture, nea->id, "nea@x.org");
  assert_source_ids (fixture, "Cy Dal", "members.csv:14");
  g_assert_cmpuint (count (fixture).people, ==, 3);
}

/* What somebody wrote by hand stays. */
static void
test_by_hand (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithPerson) nea = NULL;
  g_autoptr (KithPerson) after = NULL;

  import_text (fixture, "members.csv", "Name,Email,Town\nNea Nord,nea@x.org,Umeå\n", "1 1 0 0 0 0");
  nea = get_person (fixture, "Nea Nord");
  g_set_str (&nea->town, "Skellefteå");
  g_assert_true (kith_act_begin (fixture->store, "Edit", FALSE, NULL));
  g_assert_true (kith_person_update (fixture->store, nea, KITH_FIELD_TOWN, TRUE, NULL, NULL));
  g_assert_true (kith_act_commit (fixture->store, NULL, NULL));
  import_text (fixture, "members.csv", "Name,Email,Town\nNea Nord,nea@x.org,Luleå\n", "1 0 0 1 0 0");
  after = get_person (fixture, "Nea Nord");
  g_assert_cmpstr (after->town, ==, "Skellefteå");
}

static void
test_household (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = own_file ("household.csv");
  g_autoptr (GPtrArray) imports = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  /* Mary and John share an address and stay two; Kathy and Katherine are one. */
  import_one (fixture, path, "4 2 0 1 1 0");
  g_assert_cmpuint (count (fixture).people, ==, 3);
  imports = kith_import_list (fixture->store, NULL);
  rows = kith_import_get_rows (fixture->store, ((KithImport *) imports->pdata[0])->id, 0, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (((KithImportRow *) rows->pdata[0])->row, ==, 3);
  g_assert_cmpint (((KithImportRow *) rows->pdata[0])->outcome, ==, KITH_ROW_ASKED);
  assert_same_again (fixture, path);
}

static void
test_names_alone (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();

  import_text (fixture, "a.csv", "Name,Town\nNea Nord,Umeå\n", "1 1 0 0 0 0");
  /* A unique full name finds, in any order and case; with an e-mail address of its own a row is somebody else. */
  import_text (fixture, "b.csv", "Name\n\"NORD, Nea\"\n", "1 0 1 0 0 0");
  import_text (fixture, "c.csv", "Name,Email\nNea Nord,other@x.org\n", "1 1 0 0 0 0");
  /* Now there are two, and a name alone tells no more. */
  import_text (fixture, "d.csv", "Name\nNea Nord\n", "1 0 0 0 1 0");
  /* The same name twice in one list, at odds: two people until somebody says otherwise; then the town tells which of them it is. */
  import_text (fixture, "e.csv", "Name,Town\nBo Ek,Oslo\nBo Ek,Bergen\nBo Ek,Oslo\n", "3 1 0 1 1 0");
  g_assert_cmpuint (count (fixture).people, ==, 4);
  import_text (fixture, "f.csv", "Town,Name\nOslo,Bo Ek\nBergen,Bo Ek\n", "2 0 0 2 0 0");
  g_assert_cmpuint (count (fixture).people, ==, 4);
  /* Capitals are no other town, in any alphabet. */
  import_text (fixture, "g.csv", "Name,Town\nAna Ek,Växjö\nAna Ek,Örebro\n", "2 1 0 0 1 0");
  import_text (fixture, "h.csv", "Name,Town\nAna Ek,VÄXJÖ\nAna Ek,ÖREBRO\n", "2 0 2 0 0 0");
  g_assert_cmpuint (count (fixture).people, ==, 6);
}

/* Two rows that say different things of one person: the first holds, so that the same file again changes nothing. */
static void
merge_last_two (StoreFixture *fixture, gint64 keep, gint64 gone)
{
  g_autoptr (GError) error = NULL;

  kith_act_begin (fixture->store, "Merge", FALSE, &error);
  kith_people_merge (fixture->store, keep, gone, 0, &error);
  kith_act_commit (fixture->store, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
take_question (const KithQuestion *question, gpointer user_data)
{
  g_string_append_printf (user_data, "%d-%d %d %d;", (int) question->a, (int) question->b, question->why,
                          question->answer);
  return TRUE;
}

static void
assert_questions (StoreFixture *fixture, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_true (kith_questions_each (fixture->store, take_question, text, NULL, NULL));
  g_assert_cmpstr (text->str, ==, expected);
}

/* What an import asked is kept; once answered, the same files bring back neither person nor question. */
static void
test_answered (void)
{
  static const char *const files[][2] = {
    /* by number, by address under another name, by a name alone */
    { "a.csv", "Member ID,Name,Email,Town\n1,Nea Nord,nea@x.org,Oslo\n2,Linnea Berg,nea@x.org,Bergen\n" },
    { "b.csv", "Name,Email\nLinnea Berg,nea@x.org\n" },
    { "c.csv", "Name,Town\nLinnea Berg,\nBo Ek,Oslo\nBo Ek,Bergen\n" },
  };
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_auto (GStrv) paths = g_new0 (char *, 4);

  for (guint i = 0; i < 3; i++)
    paths[i] = make_file (files[i][0], files[i][1]);
  import_one (fixture, paths[0], "2 1 0 0 1 0");
  import_one (fixture, paths[1], "1 0 0 1 0 0");
  import_one (fixture, paths[2], "3 1 0 1 1 0");
  assert_questions (fixture, "1-2 1 0;3-4 2 0;");
  merge_last_two (fixture, 1, 2);
  assert_questions (fixture, "3-4 2 0;");
  merge_last_two (fixture, 3, 4);
  assert_questions (fixture, "");
  g_assert_cmpuint (count (fixture).people, ==, 2);
  before = store_fixture_dump (fixture->store);
  import_one (fixture, paths[0], "2 0 0 2 0 0");
  import_one (fixture, paths[1], "1 0 0 1 0 0");
  import_one (fixture, paths[2], "3 0 0 3 0 0");
  g_assert_cmpuint (count (fixture).people, ==, 2);
  after = store_fixture_dump (fixture->store);
  g_assert_cmpstr (after, ==, before);
}

static void
test_at_odds (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path
      = make_file ("odds.csv", "Email,Name,Town\nnea@x.org,Nea Nord,Umeå\nnea@x.org,Nea Nord,Luleå\n");

  import_one (fixture, path, "2 1 0 1 0 0");
  assert_same_again (fixture, path);
}

static void
test_consent (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithPerson) nea = NULL;
  KithConsentState states[KITH_N_CHANNELS];

  import_text (fixture, "a.csv", "Email,Do not contact,Do Not Email,Do Not Phone\nnea@x.org,yes,1,0\n", "1 1 0 0 0 0");
  /* Never lowered. */
  import_text (fixture, "b.csv", "Email,Do not contact,email_opt_in\nnea@x.org,no,yes\n", "1 0 0 1 0 0");
  nea = get_person (fixture, "nea@x.org");
  g_assert_true (nea->do_not_contact);
  g_assert_true (kith_person_get_consents (fixture->store, nea->id, states, NULL));
  g_assert_cmpint (states[KITH_CHANNEL_EMAIL], ==, KITH_CONSENT_REFUSED);
  g_assert_cmpint (states[KITH_CHANNEL_PHONE], ==, KITH_CONSENT_UNKNOWN);
  import_text (fixture, "c.csv", "Email,Subscription Status\nbo@x.org,subscribed\nnea@x.org,subscribed\n",
               "2 1 0 1 0 0");
}

static void
test_groups (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = own_file ("followers.csv");
  g_autofree char *mailchimp = own_file ("mailchimp-audience.csv");
  g_autoptr (KithPerson) bo = NULL;
  g_autoptr (GPtrArray) tags = NULL;

  import_one (fixture, path, "2 2 0 0 0 0");
  g_assert_cmpuint (count (fixture).groups, ==, 2);
  g_assert_cmpuint (count (fixture).attendance, ==, 3);
  bo = get_person (fixture, "Bo Ek");
  g_assert_cmpint (bo->audience, ==, 3400);
  g_assert_true (bo->do_not_contact);
  assert_same_again (fixture, path);
  /* A tag says what somebody is, and is no group. */
  import_one (fixture, mailchimp, "2 2 0 0 0 0");
  g_assert_cmpuint (count (fixture).groups, ==, 2);
  tags = kith_tag_list (fixture->store, NULL);
  g_assert_cmpuint (tags->len, ==, 3);
  g_assert_cmpuint (((KithTag *) tags->pdata[1])->people, ==, 2);
  assert_same_again (fixture, mailchimp);
  assert_source_ids (fixture, "Nils Ek", "Mailchimp:abc112");
}

static void
test_left_out (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *sheet = own_file ("sign-in-sheet.csv");
  g_autofree char *ragged = own_file ("duplicate-heads.csv");
  g_autofree char *nodes = make_file ("nodes.csv", "type,name\nFALSE,EVELYN\nTRUE,6/27\n");

  import_one (fixture, sheet, "4 3 0 0 0 1");
  import_one (fixture, ragged, "3 1 1 1 0 0");
  import_one (fixture, nodes, "2 1 0 0 0 1");
  import_text (fixture, "nobody.csv", "Name,Town,Email\n,Umeå,\nNea,,\n\"¤,\",,\n", "3 1 0 0 0 2");
}

/* Formulas are just text. */
static void
test_formula (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithPerson) person = NULL;

  import_text (fixture, "a.csv", "Name,Town\n\"=HYPERLINK(\"\"http://x\"\")\",@SUM(A1)\n", "1 1 0 0 0 0");
  person = get_person (fixture, "=HYPERLINK(\"http://x\")");
  g_assert_cmpstr (person->town, ==, "@SUM(A1)");
}

/* --- ties --- */

typedef struct
{
  guint ties;
  double weight;
  KithTieKind kind;
  gint64 ended;
} Ties;

static gboolean
sum_tie (const KithTie *tie, gpointer user_data)
{
  Ties *ties = user_data;

  ties->ties++;
  ties->weight += tie->weight;
  ties->kind = tie->kind;
  ties->ended = tie->ended;
  g_assert_cmpint (tie->a, !=, tie->b);
  return TRUE;
}

static Ties
sum_ties (StoreFixture *fixture)
{
  Ties ties = { 0 };

  g_assert_true (kith_ties_each (fixture->store, sum_tie, &ties, NULL, NULL));
  return ties;
}

static void
test_ties (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *edges = own_file ("gephi-edges.csv");
  g_autofree char *nodes = own_file ("gephi-nodes.csv");
  g_autoptr (KithPerson) alma = NULL;

  /* Both directions are one tie as heavy as each says; a tie to oneself is left out, the person is not. */
  import_one (fixture, edges, "4 2 0 1 0 1");
  g_assert_cmpuint (count (fixture).people, ==, 3);
  g_assert_cmpuint (sum_ties (fixture).ties, ==, 2);
  g_assert_cmpfloat (sum_ties (fixture).weight, ==, 3);
  assert_same_again (fixture, edges);
  /* The list of people that goes with it gives them their names, and one more whom nobody is tied to. */
  import_one (fixture, nodes, "4 1 3 0 0 0");
  g_assert_cmpuint (count (fixture).people, ==, 4);
  alma = get_person (fixture, "Alma Ring");
  g_assert_cmpint (alma->audience, ==, -1); /* not known, which is not none */
  assert_source_ids (fixture, "Dan Holt", "gephi-edges.csv:d");
  assert_same_again (fixture, nodes);
  assert_same_again (fixture, edges);
  store_fixture_assert_sound (fixture->store);
}

static void
test_order_of_files (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (StoreFixture) other = store_fixture_new ();
  g_autofree char *edges = own_file ("gephi-edges.csv");
  g_autofree char *nodes = own_file ("gephi-nodes.csv");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = try_import (fixture, NULL, &error, edges, nodes, NULL);
  g_autoptr (GPtrArray) turned = try_import (other, NULL, &error, nodes, edges, NULL);

  g_assert_no_error (error);
  assert_account (accounts->pdata[0], "4 2 0 1 0 1");
  assert_account (accounts->pdata[1], "4 4 0 0 0 0");
  assert_account (turned->pdata[0], "4 4 0 0 0 0");
  g_assert_cmpuint (((KithAccount *) accounts->pdata[0])->people, ==, 0);
  g_assert_cmpuint (count (fixture).people, ==, 4);
  g_assert_cmpuint (count (other).people, ==, 4);
  g_assert_cmpstr (((KithAccount *) accounts->pdata[0])->name_space, ==, "gephi-nodes.csv");
  /* One act. */
  g_assert_true (kith_act_undo (fixture->store, NULL, NULL, NULL, NULL));
  g_assert_cmpuint (count (fixture).people, ==, 0);
  g_assert_cmpuint (count (fixture).ties, ==, 0);
}

static void
test_kinds_of_ties (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *npsp = own_file ("npsp-relationships.csv");
  g_autofree char *civicrm = own_file ("relationships.csv");

  import_one (fixture, npsp, "3 2 0 1 0 0");
  g_assert_cmpint (sum_ties (fixture).kind, ==, KITH_TIE_STATED);
  g_assert_cmpfloat (sum_ties (fixture).weight, ==, 2);
  import_one (fixture, civicrm, "2 2 0 0 0 0");
  g_assert_cmpint (sum_ties (fixture).ended, !=, KITH_NO_DATE);
  import_text (fixture, "r.csv", "from,to,relationship\n1,2,Household member of\n2,3,recruited\n", "2 2 0 0 0 0");
}

static void
test_mail_heads (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = make_file ("heads.csv", "From,To,Date,Subject\n"
                                                  "a@x.org,\"b@x.org, c@x.org, a@x.org\",1/16/2014 8:39,Hi\n"
                                                  "b@x.org,a@x.org,1/17/2014 8:39,Re\n"
                                                  "c@x.org,c@x.org,1/18/2014 8:39,Me\n");

  import_one (fixture, path, "3 1 0 1 0 1");
  g_assert_cmpuint (sum_ties (fixture).ties, ==, 2);
  g_assert_cmpfloat (sum_ties (fixture).weight, ==, 3); /* how often they wrote */
  g_assert_cmpint (sum_ties (fixture).kind, ==, KITH_TIE_REPLY);
  assert_same_again (fixture, path);
}

static void
test_square (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();

  import_text (fixture, "matrix.csv", " ,A,B,C\nA,0,1,0\nB,1,0,2\nC,0,2,5\n", "3 2 0 1 0 0");
  g_assert_cmpuint (sum_ties (fixture).ties, ==, 2);
  g_assert_cmpfloat (sum_ties (fixture).weight, ==, 3);
}

/* --- attendance --- */

static void
test_attendance (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = own_file ("sign-ups.csv");
  g_autofree char *eventbrite = own_file ("eventbrite-attendees.csv");
  g_autofree char *matrix
      = make_file ("clubs.csv", ",Lodge,Caucus,Tea\nAdams.John,0,1,1\nWarren.Dr,1,1,0\nNobody,0,0,0\n");
  g_autoptr (KithPerson) nea = NULL;
  g_autoptr (GPtrArray) events = NULL;

  import_one (fixture, path, "4 3 0 0 0 1");
  g_assert_cmpuint (count (fixture).people, ==, 2);
  g_assert_cmpuint (count (fixture).events, ==, 2);
  nea = get_person (fixture, "Nea Nord");
  events = kith_events_of (fixture->store, nea->id, NULL);
  g_assert_cmpuint (events->len, ==, 2);
  assert_same_again (fixture, path);
  import_one (fixture, eventbrite, "3 2 0 0 0 1");
  import_one (fixture, matrix, "3 3 0 0 0 0");
  g_assert_cmpuint (count (fixture).events, ==, 6);
  g_assert_cmpuint (count (fixture).attendance, ==, 9);
  assert_same_again (fixture, matrix);
}

/* Event 1 of one file is not event 1 of another. */
static void
test_numbered_events (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *again = NULL;

  import_text (fixture, "first.csv", "member_id,group_id\n101,1\n102,1\n", "2 2 0 0 0 0");
  import_text (fixture, "second.csv", "person,group id\n501,1\n502,1\n", "2 2 0 0 0 0");
  g_assert_cmpuint (count (fixture).groups, ==, 2);
  again = make_file ("second.csv", "person,group id\n501,1\n502,1\n");
  assert_same_again (fixture, again);
}

static void
test_names_for_numbers (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *members = make_file (
      "group_contact.csv", "id,group_id,contact_id,status,location_id,email_id\n1,2,42,Added,,\n2,2,43,Removed,,\n");
  g_autofree char *groups
      = make_file ("group.csv", "id,name,title,visibility,is_active,group_type,is_hidden,is_reserved\n"
                                "2,x,Newsletter Subscribers,Public Pages,1,12,0,0\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = try_import (fixture, NULL, &error, members, groups, NULL);
  g_autoptr (KithPerson) person = NULL;
  g_autoptr (GPtrArray) events = NULL;

  g_assert_no_error (error);
  assert_account (accounts->pdata[0], "2 1 0 0 0 1");
  assert_account (accounts->pdata[1], "1 0 0 1 0 0");
  person = get_person (fixture, "42");
  events = kith_events_of (fixture->store, person->id, NULL);
  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpstr (((KithEvent *) events->pdata[0])->name, ==, "Newsletter Subscribers");
}

/* --- namespaces --- */

static void
test_namespaces (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *ties = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  const KithIntakeOptions options = { .source = "Members" };

  import_text (fixture, "members.csv", "Member No,Name\n12,Nea Nord\n13,Bo Ek\n", "2 2 0 0 0 0");
  /* Number 12 of another list is another person. */
  import_text (fixture, "donors.csv", "Donor ID,Name\n12,Cy Dal\n13,Di Falk\n", "2 2 0 0 0 0");
  g_assert_cmpuint (count (fixture).people, ==, 4);
  /* Even where the heads are the same. */
  import_text (fixture, "branch.csv", "Member No,Name\n12,Eva Gran\n13,Finn Holt\n", "2 2 0 0 0 0");
  assert_source_ids (fixture, "Nea Nord", "members.csv:12");
  assert_source_ids (fixture, "Cy Dal", "donors.csv:12");
  assert_source_ids (fixture, "Eva Gran", "branch.csv:12");
  /* Said by hand. */
  ties = make_file ("more.csv", "Number,Name\n20,Gro Lund\n");
  accounts = try_import (
      fixture, &(KithIntakeOptions) { .source = "Members", .map = (const char *const[]) { "Number=id", NULL } }, &error,
      ties, NULL);
  g_assert_no_error (error);
  assert_source_ids (fixture, "Gro Lund", "Members:20");
  g_clear_pointer (&accounts, g_ptr_array_unref);
  accounts = try_import (fixture, &options, &error, ties, NULL);
  g_assert_no_error (error);
}

static void
test_ties_join (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GString) people = g_string_new ("Member No,Name\n");
  g_autoptr (GString) ties = g_string_new ("from,to\n");
  g_autofree char *people_path = NULL;
  g_autofree char *ties_path = NULL;
  g_autofree char *stranger_path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  const KithAccount *account;

  for (guint i = 0; i < 100; i++)
    {
      g_string_append_printf (people, "%u,Person P%u\n", 500 + i, i);
      g_string_append_printf (ties, "%u,%u\n", 500 + i, 500 + (i + 7) % 100);
    }
  g_string_append (ties, "500,999\n");
  people_path = make_file ("people.csv", people->str);
  ties_path = make_file ("ties.csv", ties->str);
  import_one (fixture, people_path, "100 100 0 0 0 0");
  accounts = try_import (fixture, NULL, &error, ties_path, NULL);
  g_assert_no_error (error);
  account = accounts->pdata[0];
  g_assert_cmpstr (account->name_space, ==, "people.csv");
  g_assert_cmpuint (account->people, ==, 1);
  g_assert_cmpuint (account->ties, ==, 101);
  g_assert_nonnull (strstr (account->notes->pdata[0], "people.csv"));
  /* Ids that lie elsewhere are others'. */
  stranger_path = make_file ("stranger.csv", "from,to\n500,1\n2,3\n");
  g_clear_pointer (&accounts, g_ptr_array_unref);
  accounts = try_import (fixture, NULL, &error, stranger_path, NULL);
  g_assert_no_error (error);
  g_assert_cmpuint (((KithAccount *) accounts->pdata[0])->people, ==, 4);
}

/* --- failing --- */

static void
test_unchanged (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *good = own_file ("household.csv");
  g_autofree char *head = make_file ("head.csv", "Name,Email\n");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *dry = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) stopped = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  KithTableKind kind;

  store_fixture_fill (fixture->store);
  before = store_fixture_dump (fixture->store);
  g_assert_null (try_import (fixture, NULL, &error, good, head, NULL));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_EMPTY);
  g_cancellable_cancel (cancellable);
  g_assert_null (
      kith_intake_run (fixture->store, (const char *const[]) { good, NULL }, NULL, NULL, cancellable, &stopped));
  g_assert_error (stopped, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = store_fixture_dump (fixture->store);
  g_assert_cmpstr (after, ==, before);

  g_clear_error (&error);
  accounts = try_import (fixture, &(KithIntakeOptions) { .dry_run = TRUE }, &error, good, NULL);
  g_assert_no_error (error);
  assert_account (accounts->pdata[0], "4 2 0 1 1 0");
  dry = store_fixture_dump (fixture->store);
  g_assert_cmpstr (dry, ==, before);
  g_assert_false (kith_act_is_open (fixture->store));

  g_assert_true (kith_intake_kind_from_name ("mail", &kind, &error));
  g_assert_cmpint (kind, ==, KITH_TABLE_AUTO);
  g_assert_false (kith_intake_kind_from_name ("letters", &kind, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
}

/* Two files brought in one after the other within a second are two acts, and each import knows its own, also once it was undone and done again. */
static void
test_acts (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GPtrArray) acts = NULL;
  g_autoptr (GPtrArray) imports = NULL;
  g_autoptr (GError) error = NULL;

  import_text (fixture, "one.csv", "Name\nNea Nord\n", "1 1 0 0 0 0");
  import_text (fixture, "two.csv", "Name\nOle Ost\n", "1 1 0 0 0 0");
  for (guint round = 0; round < 2; round++)
    {
      acts = kith_act_list (fixture->store, 0, &error);
      imports = kith_import_list (fixture->store, &error);
      g_assert_cmpuint (acts->len, ==, 2);
      g_assert_cmpuint (imports->len, ==, 2);
      for (guint i = 0; i < 2; i++)
        g_assert_cmpint (((KithImport *) imports->pdata[i])->act, ==, ((KithAct *) acts->pdata[i])->id);
      g_clear_pointer (&acts, g_ptr_array_unref);
      g_clear_pointer (&imports, g_ptr_array_unref);
      g_assert_true (kith_act_undo (fixture->store, NULL, NULL, NULL, &error));
      g_assert_true (kith_act_redo (fixture->store, NULL, NULL, NULL, &error));
    }
}

typedef struct
{
  KithProgress *progress;
  GCancellable *cancellable;
} Stopper;

/* Once a part of the rows is read. */
static gpointer
cancel_midway (gpointer data)
{
  Stopper *stopper = data;

  while (kith_progress_get_fraction (stopper->progress) < 0.2)
    g_thread_yield ();
  g_cancellable_cancel (stopper->cancellable);
  return NULL;
}

/* Cancelling leaves all as it was. */
static void
test_cancel_midway (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GString) text = g_string_new ("Name,Email\n");
  g_autofree char *before = store_fixture_dump (fixture->store);
  g_autofree char *after = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (KithProgress) progress = kith_progress_new ();
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GError) error = NULL;
  Stopper stopper = { progress, cancellable };
  GThread *thread;

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (text, "Nea Nord%u,nea%u@x.org\n", i, i);
  path = make_file ("many.csv", text->str);
  thread = g_thread_new ("cancel", cancel_midway, &stopper);
  accounts
      = kith_intake_run (fixture->store, (const char *const[]) { path, NULL }, NULL, progress, cancellable, &error);
  g_thread_join (thread);
  g_assert_null (accounts);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = store_fixture_dump (fixture->store);
  g_assert_cmpstr (after, ==, before);
}

/* The compact tables against GHashTable; pairs enough to be given back in steps. */
#define PAIRS 300000
static void
test_keys (void)
{
  g_autoptr (KithKeyTable) table = kith_key_table_new ();
  g_autoptr (KithPairTable) pairs = kith_pair_table_new ();
  g_autoptr (GHashTable) plain = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autofree gboolean *seen = NULL;
  KithPair pair;

  for (guint i = 0; i < 2 * PAIRS; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", g_rand_int_range (random, 0, 30000));
      g_autofree char *long_key = i % 20000 == 0 ? g_strnfill (100000, 'a' + i / 20000 % 26) : NULL;
      const char *used = long_key != NULL ? long_key : key;
      gboolean is_new;
      gint64 *value = kith_key_table_put (table, used, i, &is_new);

      g_assert_cmpint (is_new, ==, !g_hash_table_contains (plain, used));
      if (is_new)
        g_hash_table_insert (plain, g_strdup (used), GUINT_TO_POINTER (i));
      g_assert_cmpint (*value, ==, GPOINTER_TO_UINT (g_hash_table_lookup (plain, used)));
      kith_pair_table_put (pairs, i % 300, 300 + i % PAIRS, 0, 0, &is_new)->forth += 1;
    }
  g_assert_cmpuint (kith_key_table_get_size (table), ==, g_hash_table_size (plain));
  g_assert_false (kith_key_table_find (table, "nobody", NULL));
  g_assert_cmpuint (kith_pair_table_get_size (pairs), ==, PAIRS);
  /* Taken out, each is there once, with all that was said of it. */
  seen = g_new0 (gboolean, PAIRS);
  for (guint left = PAIRS; kith_pair_table_take (pairs, &pair); left--)
    {
      g_assert_cmpuint (pair.b - 300, <, PAIRS);
      g_assert_cmpuint (pair.a, ==, (pair.b - 300) % 300);
      g_assert_cmpfloat (pair.forth, ==, 2);
      g_assert_false (seen[pair.b - 300]);
      seen[pair.b - 300] = TRUE;
      g_assert_cmpuint (kith_pair_table_get_size (pairs), ==, left - 1);
    }
  for (guint i = 0; i < PAIRS; i++)
    g_assert_true (seen[i]);
}

/* Five files of a small group, each with dirt of its own, in many orders: the same people, and nobody twice. One pair remains to be asked
 * about. */
static void
test_any_order (void)
{
  static const char *const names[] = { "crm.csv", "newsletter.csv", "sign-in.csv", "contacts.vcf", "knows.tsv" };

  for (guint order = 0; order < 120; order += 7)
    {
      g_autoptr (StoreFixture) fixture = store_fixture_new ();
      g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        g_ptr_array_add (left, g_test_build_filename (G_TEST_DIST, "files", "messy", names[i], NULL));
      for (guint rest = order; left->len > 0; rest /= left->len + 1)
        g_ptr_array_add (paths, g_ptr_array_steal_index (left, rest % left->len));
      g_ptr_array_add (paths, NULL);
      for (guint again = 0; again < 2; again++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GPtrArray) accounts
              = kith_intake_run (fixture->store, (const char *const *) paths->pdata, NULL, NULL, NULL, &error);
          KithStoreCounts counts;

          g_assert_no_error (error);
          counts = count (fixture);
          g_test_message ("order %u", order);
          g_assert_cmpint (counts.people, ==, 9);
          g_assert_cmpint (counts.ties, ==, 5);
          for (guint i = 0; i < accounts->len && again > 0; i++)
            {
              const KithAccount *account = accounts->pdata[i];

              g_assert_cmpint (account->added + account->updated + account->n_left_out, ==, 0);
            }
        }
    }
}

/* Names and addresses in one column, of ties and of people. */
static void
test_names_and_addresses (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();

  import_text (
      fixture, "members.csv",
      "Name,E-mail\nZoë Brandt,zoe@example.org\nMarta Nowak,marta@example.org\nKwame Mensah,kwame@example.org\n",
      "3 3 0 0 0 0");
  import_text (fixture, "knows.csv",
               "From,To\nzoe@example.org,Marta Nowak\nMarta Nowak,KWAME@example.org\nKwame Mensah,Zoë Brandt\n"
               "Marta Nowak,Ines Ferreira <ines@example.org>\n",
               "4 4 0 0 0 0");
  g_assert_cmpint (count (fixture).people, ==, 4);
  import_text (fixture, "who.csv", "Name,Town\nines@example.org,Ghent\nMarta Nowak,Bruges\nKwame Mensah,Ghent\n",
               "3 0 3 0 0 0");
  g_assert_cmpint (count (fixture).people, ==, 4);
}

int
main (int argc, char **argv)
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/people", test_people);
  g_test_add_func ("/intake/any-order", test_any_order);
  g_test_add_func ("/intake/names-and-addresses", test_names_and_addresses);
  g_test_add_func ("/intake/undo", test_undo);
  g_test_add_func ("/intake/update", test_update);
  g_test_add_func ("/intake/by-hand", test_by_hand);
  g_test_add_func ("/intake/household", test_household);
  g_test_add_func ("/intake/names-alone", test_names_alone);
  g_test_add_func ("/intake/answered", test_answered);
  g_test_add_func ("/intake/at-odds", test_at_odds);
  g_test_add_func ("/intake/consent", test_consent);
  g_test_add_func ("/intake/groups", test_groups);
  g_test_add_func ("/intake/left-out", test_left_out);
  g_test_add_func ("/intake/formula", test_formula);
  g_test_add_func ("/intake/ties", test_ties);
  g_test_add_func ("/intake/order-of-files", test_order_of_files);
  g_test_add_func ("/intake/kinds-of-ties", test_kinds_of_ties);
  g_test_add_func ("/intake/mail-heads", test_mail_heads);
  g_test_add_func ("/intake/square", test_square);
  g_test_add_func ("/intake/attendance", test_attendance);
  g_test_add_func ("/intake/numbered-events", test_numbered_events);
  g_test_add_func ("/intake/names-for-numbers", test_names_for_numbers);
  g_test_add_func ("/intake/namespaces", test_namespaces);
  g_test_add_func ("/intake/ties-join", test_ties_join);
  g_test_add_func ("/intake/unchanged", test_unchanged);
  g_test_add_func ("/intake/acts", test_acts);
  g_test_add_func ("/intake/cancel-midway", test_cancel_midway);
  g_test_add_func ("/intake/keys", test_keys);
  failed = g_test_run ();
  remove_made_files ();
  return failed;
}
