/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows that tell of two people: couples under one name, and second people in columns of their own. */

#include "import-fixture.h"
#include "intake-fixture.h"
#include "kith-couple.h"
#include "kith-events.h"
#include "kith-people.h"
#include "kith-questions.h"
#include "kith-ties.h"
#include "store-fixture.h"

#include <string.h>

/* "given|family + given|family"; "" for one name. */
static void
assert_couple (const char *name, const char *given, const char *family, const char *expected)
{
  g_auto (KithCouple) couple = { 0 };
  g_autofree char *found = NULL;

  g_test_message ("%s / %s %s", name, given, family);
  if (kith_couple_read (&couple, name, given, family, FALSE))
    found = g_strdup_printf ("%s|%s + %s|%s", couple.given[0], couple.family[0], couple.given[1], couple.family[1]);
  g_assert_cmpstr (found != NULL ? found : "", ==, expected);
}

static void
test_names (void)
{
  static const char *const couples[][2] = {
    { "Anna & Bernd Muster", "Anna|Muster + Bernd|Muster" },
    { "Anna und Bernd Muster", "Anna|Muster + Bernd|Muster" },
    { "Anna&Bernd Muster", "Anna|Muster + Bernd|Muster" },
    { "anna & bernd muster", "anna|muster + bernd|muster" },
    { "ANNA AND BERND MUSTER", "ANNA|MUSTER + BERND|MUSTER" },
    { "John and Mary Jane Smith", "John|Smith + Mary Jane|Smith" },
    { "J. & M. Smith", "J.|Smith + M.|Smith" },
    { "John J. & Mary K. Smith", "John J.|Smith + Mary K.|Smith" },
    { "John Smith & Mary Jones", "John|Smith + Mary|Jones" },
    { "Anna & Bernd von der Heide", "Anna|von der Heide + Bernd|von der Heide" },
    { "Dr. Anna und Prof. Bernd Muster", "Anna|Muster + Bernd|Muster" },
    { "Smith, John and Jane", "John|Smith + Jane|Smith" },
    { "Smith, John & Jane", "John|Smith + Jane|Smith" },
    { "Smith, Brooke & John", "Brooke|Smith + John|Smith" },
    { "Smith, X. & Brooke", "X.|Smith + Brooke|Smith" },
    { "Smith, John & Jones, Mary", "John|Smith + Mary|Jones" },
    { "Mr. and Mrs. John Smith", "John|Smith + |Smith" },
    { "Mr. & Mrs. Smith", "|Smith + |Smith" },
    { "Herr und Frau Müller", "|Müller + |Müller" },
    { "Frau und Herrn Hans Müller", "Hans|Müller + |Müller" },
    { "Mr. John and Mrs. Jane O'Neill", "John|O'Neill + Jane|O'Neill" },
    { "Pedro y Luisa García López", "Pedro|García López + Luisa|García López" },
    { "Erik och Åsa Öberg", "Erik|Öberg + Åsa|Öberg" },
    { "Marie et Paul Petit", "Marie|Petit + Paul|Petit" },
    { "Marie et Paul PETIT", "Marie|PETIT + Paul|PETIT" },
    { "M. et Mme Paul Petit", "Paul|Petit + |Petit" },
  };
  static const char *const single[] = { "Anna Muster",
                                        "Marks & Spencer",
                                        "Barnes and Noble",
                                        "Smith & Sons Ltd",
                                        "Anna & Co KG",
                                        "Friends and Family of Anna",
                                        "José Ortega y Gasset",
                                        "Santiago Ramón y Cajal",
                                        "Luis Vallejo y García Mauriño",
                                        "Ana Costa e Silva",
                                        "Antoni Gaudí i Cornet",
                                        "Anna & Bernd",
                                        "Anna, Bernd & Carla Muster",
                                        "Anna & Bernd & Carla Muster",
                                        "Smith, Jones & Brown",
                                        "Wachtel, Lipton and Rosen",
                                        "Fam. Meier",
                                        "Arts and Crafts Club",
                                        "Depression and Bipolar Support Alliance",
                                        "B&W STAT LABORATORY",
                                        "Pravlik, Terris, & Millian LLP",
                                        "AIDS and Hope of Ulm",
                                        "Room 1 and Room 2",
                                        "anna@example.org & Bernd Muster",
                                        "and Bernd Muster",
                                        "Anna and",
                                        "&",
                                        "" };

  for (gsize i = 0; i < G_N_ELEMENTS (couples); i++)
    assert_couple (couples[i][0], "", "", couples[i][1]);
  for (gsize i = 0; i < G_N_ELEMENTS (single); i++)
    assert_couple (single[i], "", "", "");
  assert_couple ("", "Anna & Bernd", "Muster", "Anna|Muster + Bernd|Muster");
  assert_couple ("", "Anna und Bernd", "Muster & Schmidt", "Anna|Muster + Bernd|Schmidt");
  assert_couple ("", "Anna & Bernd", "von Nord", "Anna|von Nord + Bernd|von Nord");
  assert_couple ("", "Anna", "Muster & Schmidt", "");
  assert_couple ("", "Anna & Bernd", "", "");
}

typedef struct
{
  KithStore *store;
  GPtrArray *lines;
} Lines;

static gboolean
keep_person (const KithPerson *person, gpointer user_data)
{
  Lines *lines = user_data;
  g_autoptr (GPtrArray) contacts = kith_person_get_contacts (lines->store, person->id, NULL);
  GString *line = g_string_new (person->name);

  for (guint i = 0; i < contacts->len; i++)
    g_string_append_printf (line, " %s", ((KithContact *) contacts->pdata[i])->value);
  if (person->town != NULL)
    g_string_append_printf (line, " in %s", person->town);
  if (person->do_not_contact)
    g_string_append (line, " (not to be contacted)");
  g_ptr_array_add (lines->lines, g_string_free_and_steal (line));
  return TRUE;
}

static gboolean
keep_tie (const KithTie *tie, gpointer user_data)
{
  static const char *const kinds[] = { "other", "stated", "referred", "household", "together", "reply", "reaction" };
  Lines *lines = user_data;
  g_autoptr (KithPerson) a = kith_person_get (lines->store, tie->a, NULL);
  g_autoptr (KithPerson) b = kith_person_get (lines->store, tie->b, NULL);

  g_ptr_array_add (lines->lines, g_strdup_printf ("%s – %s %s %g", a->name, b->name, kinds[tie->kind], tie->weight));
  return TRUE;
}

static gboolean
keep_question (const KithQuestion *question, gpointer user_data)
{
  Lines *lines = user_data;
  g_autoptr (KithPerson) a = kith_person_get (lines->store, question->a, NULL);
  g_autoptr (KithPerson) b = kith_person_get (lines->store, question->b, NULL);

  g_ptr_array_add (lines->lines, g_strdup_printf ("%s = %s?", a->name, b->name));
  return TRUE;
}

/* People in the order they came, their ties, and what is asked, a line each. */
static void
assert_holds (StoreFixture *fixture, const char *expected)
{
  Lines lines = { fixture->store, g_ptr_array_new_with_free_func (g_free) };
  g_autofree char *all = NULL;

  g_assert_true (kith_people_each (fixture->store, keep_person, &lines, NULL, NULL));
  g_assert_true (kith_ties_each (fixture->store, keep_tie, &lines, NULL, NULL));
  g_assert_true (kith_questions_each (fixture->store, keep_question, &lines, NULL, NULL));
  g_ptr_array_add (lines.lines, NULL);
  all = g_strjoinv ("\n", (char **) lines.lines->pdata);
  g_assert_cmpstr (all, ==, expected);
  g_ptr_array_unref (lines.lines);
}

/* "added updated matched asked left-out, people, ties" */
static void
assert_counts (StoreFixture *fixture, const char *path, const char *expected)
{
  g_autoptr (GPtrArray) accounts = import_accounts (fixture->store, path);
  g_autofree char *counts = NULL;
  const KithAccount *account;

  account = accounts->pdata[0];
  counts = g_strdup_printf ("%d %d %d %d %d, %d people, %d ties", (int) account->added, (int) account->updated,
                            (int) account->matched, (int) account->asked, (int) account->n_left_out,
                            (int) account->people, (int) account->ties);
  g_assert_cmpstr (counts, ==, expected);
}

/* The file again changes nothing, and one step back takes all of it. */
static void
assert_act (StoreFixture *fixture, const char *path, const char *again)
{
  g_autofree char *before = store_fixture_dump (fixture->store);
  g_autofree char *after = NULL;

  assert_counts (fixture, path, again);
  after = store_fixture_dump (fixture->store);
  g_assert_cmpstr (before, ==, after);
  store_fixture_assert_sound (fixture->store);
  g_assert_true (kith_act_undo (fixture->store, NULL, NULL, NULL, NULL));
  assert_holds (fixture, "");
  g_assert_true (kith_act_redo (fixture->store, NULL, NULL, NULL, NULL));
  g_free (after);
  after = store_fixture_dump (fixture->store);
  g_assert_cmpstr (before, ==, after);
}

/* One address is of both, and nobody is asked whether they are one; of two each has one. Who has a row further down is that one. */
static void
test_one_name (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path
      = make_file ("couples.csv", "Name,Email,City,Do not contact\n"
                                  "Anna & Bernd Muster,muster@example.org,Ulm,\n"
                                  "\"Smith, John and Jane\",jane.s@example.org; john.s@example.org,Bath,yes\n"
                                  "Mr. and Mrs. Paul Ray,,Bath,\n"
                                  "Marks & Spencer,shop@example.org,Leeds,\n"
                                  "Jane Smith,jane.s@example.org,,\n");

  assert_counts (fixture, path, "5 0 0 0 0, 7 people, 3 ties");
  assert_holds (fixture, "Anna Muster muster@example.org in Ulm\n"
                         "John Smith john.s@example.org in Bath (not to be contacted)\n"
                         "Paul Ray in Bath\n"
                         "Marks & Spencer shop@example.org in Leeds\n"
                         "Jane Smith jane.s@example.org in Bath (not to be contacted)\n"
                         "Bernd Muster muster@example.org in Ulm\n"
                         "Mrs. Ray in Bath\n"
                         "Anna Muster – Bernd Muster household 1\n"
                         "John Smith – Jane Smith household 1\n"
                         "Paul Ray – Mrs. Ray household 1");
  assert_act (fixture, path, "0 0 5 0 0, 0 people, 0 ties");
}

/* An office is one, but not among names that all begin with the family name. */
static void
test_offices (void)
{
  static const char *const files[][2] = {
    { "Name,Email\nNea Nord,nea@example.org\n\"Smith, Jones & Brown\",law@example.org\n"
      "\"Smith, Jones and Brown\",more@example.org\n\"Smith, John and Brooke\",john@example.org\n",
      "Nea Nord nea@example.org\nSmith, Jones & Brown law@example.org\nSmith, Jones and Brown more@example.org\n"
      "John Smith john@example.org\nBrooke Smith john@example.org\nJohn Smith – Brooke Smith household 1" },
    { "Name,Email\n\"Nord, Nea\",nea@example.org\n\"Rask, Ole\",ole@example.org\n\"Muster, Antje & Detlev\",a@example.org\n",
      "Nea Nord nea@example.org\nOle Rask ole@example.org\nAntje Muster a@example.org\nDetlev Muster a@example.org\n"
      "Antje Muster – Detlev Muster household 1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (StoreFixture) fixture = store_fixture_new ();
      g_autofree char *path = make_file ("names.csv", files[i][0]);

      import_file (fixture->store, path);
      assert_holds (fixture, files[i][1]);
    }
}

/* Somebody of the same name in another town is another person, and asked about. */
static void
test_namesake (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *known = make_file ("known.csv", "Name,City\nJane Smith,York\nRut Rask,Ulm\n");
  g_autofree char *path
      = make_file ("couples.csv", "First name,Last name,City\nJohn & Jane,Smith,Bath\nOle & Rut,Rask,Ulm\n");

  assert_counts (fixture, known, "2 0 0 0 0, 2 people, 0 ties");
  assert_counts (fixture, path, "2 0 0 0 0, 3 people, 2 ties");
  assert_holds (fixture, "Jane Smith in York\n"
                         "Rut Rask in Ulm\n"
                         "John Smith in Bath\n"
                         "Ole Rask in Ulm\n"
                         "Jane Smith in Bath\n"
                         "Rut Rask – Ole Rask household 1\n"
                         "John Smith – Jane Smith household 1\n"
                         "Jane Smith = Jane Smith?");
}

static void
test_npsp (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = make_file (
      "npsp.csv",
      "Contact1 First Name,Contact1 Last Name,Contact1 Personal Email,Contact1 Preferred Email,Contact1 Home Phone,"
      "Contact2 First Name,Contact2 Last Name,Contact2 Personal Email,Contact2 Work Email,Contact2 Preferred Email,"
      "Account1 Name,Home City\n"
      "Nea,Nord,nea@example.org,Personal,555 0101,Max,Moor,max@example.org,m.moor@work.example,Work,Nord Ltd,Ulm\n"
      "Rut,Rask,rut@example.org,Personal,,,,,,,,Bath\n"
      ",,,,,Pia,Past,pia@example.org,,,,\n");

  assert_counts (fixture, path, "3 0 0 0 0, 4 people, 1 ties");
  assert_holds (fixture, "Nea Nord nea@example.org 555 0101 in Ulm\n"
                         "Rut Rask rut@example.org in Bath\n"
                         "Pia Past pia@example.org\n"
                         "Max Moor max@example.org m.moor@work.example in Ulm\n"
                         "Nea Nord – Max Moor household 1");
  assert_act (fixture, path, "0 0 3 0 0, 0 people, 0 ties");
}

static void
test_columns (void)
{
  static const struct
  {
    const char *text, *holds;
  } files[] = {
    /* a first name alone shares the family name */
    { "Member Name,Email,Spouse First Name,Spouse Email\nNea van der Nord,nea@example.org,Max,\nRut Rask,,,\n",
      "Nea van der Nord nea@example.org\nRut Rask\nMax van der Nord\n"
      "Nea van der Nord – Max van der Nord household 1" },
    { "First Name,Last Name,Email,Partner First Name,Partner Last Name,Partner Phone\n"
      "Nea,Nord,nea@example.org,Max,,555 0102\n",
      "Nea Nord nea@example.org\nMax Nord 555 0102\nNea Nord – Max Nord household 1" },
    { "First Name 1,Last Name 1,Email 1,First Name 2,Last Name 2,Email 2\nNea,Nord,nea@example.org,Max,Moor,max@example.org\n",
      "Nea Nord nea@example.org\nMax Moor max@example.org\nNea Nord – Max Moor household 1" },
    /* Beside a relationship the same is a tie of that kind. */
    { "First Name 1,Last Name 1,First Name 2,Last Name 2,Relationship\nNea,Nord,Max,Moor,Friend of\n",
      "Nea Nord\nMax Moor\nNea Nord – Max Moor stated 1" },
    { "First Name,Last Name,Email,Mum Name,Mum Last name,Mum email\n"
      "Susie,Jones,susie@example.org,Ada,Jones,ada@example.org\n",
      "Susie Jones susie@example.org\nAda Jones ada@example.org\nSusie Jones – Ada Jones stated 1" },
    /* A father's name is for telling people apart. */
    { "Name,Father Name,Email\nNea Nord,Ole Nord,nea@example.org\n", "Nea Nord nea@example.org" },
    /* A second address is of the same person. */
    { "Name,Email,Secondary Email\nNea Nord,a@example.org; b@example.org,c@example.org\n",
      "Nea Nord a@example.org b@example.org c@example.org" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (StoreFixture) fixture = store_fixture_new ();
      g_autofree char *path = make_file ("columns.csv", files[i].text);

      import_file (fixture->store, path);
      assert_holds (fixture, files[i].holds);
    }
}

/* A second line of heads is nobody, and what protects people is left out of whoever it is. */
static void
test_heads (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path
      = make_file ("heads.csv", "Contact1 First Name,Contact1 Last Name,Contact1 Birthdate,Contact2 First Name,"
                                "Contact2 Last Name,Contact2 Birthdate,Home City\n"
                                "NPSP__CONTACT1_FIRST_NAME__C,NPSP__CONTACT1_LAST_NAME__C,,"
                                "NPSP__CONTACT2_FIRST_NAME__C,NPSP__CONTACT2_LAST_NAME__C,,HOME_CITY\n"
                                "Nea,Nord,1980-01-01,Max,Moor,1981-01-01,Ulm\n"
                                "Contact1 First Name,Contact1 Last Name,,Contact2 First Name,,,\n");
  g_autoptr (GPtrArray) accounts = import_accounts (fixture->store, path);
  const KithAccount *account;

  account = accounts->pdata[0];
  g_assert_cmpuint (account->n_left_out, ==, 2);
  g_assert_cmpstr (g_array_index (account->left_out, KithAccountRow, 1).reason, ==,
                   "It repeats the heads of the columns.");
  g_assert_true (g_ptr_array_find_with_equal_func (
      account->notes, "Left out to protect people: Contact1 Birthdate, Contact2 Birthdate.", g_str_equal, NULL));
  assert_holds (fixture, "Nea Nord in Ulm\nMax Moor in Ulm\nNea Nord – Max Moor household 1");
}

/* Both of a couple were at the event. */
static void
test_attendance (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = make_file ("evening.csv", "Event,Name\nHarvest,Anna & Bernd Muster\nHarvest,Rut Rask\n");
  KithStoreCounts counts;

  assert_counts (fixture, path, "2 0 0 0 0, 3 people, 1 ties");
  g_assert_true (kith_store_count (fixture->store, &counts, NULL));
  g_assert_cmpuint (counts.attendance, ==, 3);
  assert_holds (fixture, "Anna Muster\nRut Rask\nBernd Muster\nAnna Muster – Bernd Muster household 1");
  assert_act (fixture, path, "0 0 2 0 0, 0 people, 0 ties");
}

/* A newer export names a partner: the row says something new. */
static void
test_newer (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *older
      = make_file ("older.csv", "Member ID,First Name,Last Name,Email\n7,Nea,Nord,nea@example.org\n");
  g_autofree char *newer
      = make_file ("newer.csv", "Member ID,First Name,Last Name,Email,Partner First Name,Partner Email\n"
                                "7,Nea,Nord,nea@example.org,Max,max@example.org\n");

  assert_counts (fixture, older, "1 0 0 0 0, 1 people, 0 ties");
  assert_counts (fixture, newer, "0 1 0 0 0, 1 people, 1 ties");
  assert_holds (fixture, "Nea Nord nea@example.org\nMax Nord max@example.org\nNea Nord – Max Nord household 1");
  assert_counts (fixture, newer, "0 0 1 0 0, 0 people, 0 ties");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/couples/names", test_names);
  g_test_add_func ("/couples/one-name", test_one_name);
  g_test_add_func ("/couples/offices", test_offices);
  g_test_add_func ("/couples/namesake", test_namesake);
  g_test_add_func ("/couples/npsp", test_npsp);
  g_test_add_func ("/couples/columns", test_columns);
  g_test_add_func ("/couples/heads", test_heads);
  g_test_add_func ("/couples/attendance", test_attendance);
  g_test_add_func ("/couples/newer", test_newer);
  status = g_test_run ();
  remove_made_files ();
  return status;
}
