/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The briefing: what it says, whom it does not name, and that it is one page whatever the network holds. */

#include "kith-acts.h"
#include "kith-analysis.h"
#include "kith-error.h"
#include "kith-export.h"
#include "kith-memberships.h"
#include "kith-reports.h"
#include "kith-tags.h"
#include "kith-ties.h"

#include "store-fixture.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define NOW (g_get_real_time () / G_USEC_PER_SEC)

static gint64
add_person (KithStore *store, const char *name, gboolean do_not_contact)
{
  KithPerson person = KITH_PERSON_INIT;
  g_autoptr (GError) error = NULL;

  person.name = (char *) name;
  person.do_not_contact = do_not_contact;
  kith_person_add (store, &person, &error);
  g_assert_no_error (error);
  return person.id;
}

static void
add_report (KithStore *store, gint64 person, const char *who, KithReportKind kind, const char *what, int tone,
            gint64 date)
{
  KithReport report
      = { .person = person, .who = (char *) who, .kind = kind, .what = (char *) what, .tone = tone, .date = date };
  g_autoptr (GError) error = NULL;

  kith_report_add (store, &report, &error);
  g_assert_no_error (error);
}

/* Circles of @size, each tied inside, its first person tied to the first of the next one. */
static void
add_ties (KithStore *store, const gint64 *id, guint n, guint size)
{
  g_autoptr (KithTieLoad) load = kith_tie_load_new ();
  g_autoptr (GError) error = NULL;
  KithTieLoadCounts counts;

  for (guint i = 0; i < n; i++)
    for (guint k = 1; k <= 4; k++)
      {
        guint j = i / size * size + (i + k) % size;
        const KithTie tie
            = { MIN (id[i], id[j]), MAX (id[i], id[j]), KITH_TIE_STATED, FALSE, 1, KITH_NO_DATE, KITH_NO_DATE, 0 };

        if (i != j)
          kith_tie_load_add (load, &tie);
      }
  for (guint i = 0; i + size < n; i += size)
    {
      const KithTie tie = { id[i], id[i + size], KITH_TIE_STATED, FALSE, 1, KITH_NO_DATE, KITH_NO_DATE, 0 };

      kith_tie_load_add (load, &tie);
    }
  kith_tie_load_write (load, store, &counts, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Ends the act, looks for communities where they were not written, and gives people places by a formula. */
static KithSnapshot *
look (StoreFixture *fixture, gboolean analyze)
{
  g_autoptr (GError) error = NULL;
  KithSnapshot *snapshot;

  kith_act_commit (fixture->store, NULL, &error);
  g_assert_no_error (error);
  if (analyze)
    kith_analysis_find_communities (fixture->store, 1, FALSE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  snapshot = kith_snapshot_load (fixture->store, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < snapshot->n; i++)
    {
      double angle = i * 2.4, out = sqrt (i);

      snapshot->x[i] = (float) (out * cos (angle));
      snapshot->y[i] = (float) (out * sin (angle));
    }
  return snapshot;
}

/* What a program of poppler's says of a file; NULL where it is not installed. */
static char *
ask (const char *program, const char *path, const char *last)
{
  g_autofree char *found = g_find_program_in_path (program);
  const char *argv[] = { found, path, last, NULL };
  char *text = NULL;
  int status;

  if (found == NULL)
    {
      g_test_message ("%s is not installed: the page is not looked at by it", program);
      return NULL;
    }
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, &status, NULL));
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return text;
}

/* Writes the briefing in a form; the path of the file. */
static char *
write_briefing (StoreFixture *fixture, const KithSnapshot *snapshot, const char *name, KithPaper paper,
                const gint64 *people, guint n_people)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  KithExportOptions options;
  KithExportResult result;
  g_autoptr (GError) error = NULL;

  kith_export_options_init (&options, snapshot);
  options.what = KITH_EXPORT_BRIEFING;
  options.paper = paper;
  options.people = people;
  options.n_people = n_people;
  kith_export_run (fixture->store, snapshot, path, &options, &result, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

/* Asserts that it is one page with its fonts in it, on both papers. Returns its words on A4, "" where they cannot be read. */
static char *
brief (StoreFixture *fixture, const KithSnapshot *snapshot)
{
  char *words = NULL;

  for (int paper = KITH_PAPER_A4; paper <= KITH_PAPER_LETTER; paper++)
    {
      g_autofree char *path = write_briefing (fixture, snapshot, "briefing.pdf", paper, NULL, 0);
      g_autofree char *info = ask ("pdfinfo", path, NULL);
      g_autofree char *fonts = ask ("pdffonts", path, NULL);
      g_auto (GStrv) lines = g_strsplit (fonts != NULL ? fonts : "", "\n", -1);

      if (info != NULL)
        {
          g_assert_nonnull (strstr (info, "Pages:           1\n"));
          g_assert_nonnull (strstr (info, paper == KITH_PAPER_A4 ? "A4" : "letter"));
        }
      /* Two lines of heads; then whether embedded, a part, with Unicode, and the object's two numbers are the last columns. */
      for (guint k = 2; k < g_strv_length (lines) && *lines[k] != '\0'; k++)
        g_assert_true (g_regex_match_simple (" yes +(yes|no) +(yes|no) +[0-9]+ +[0-9]+$", lines[k], 0, 0));
      if (paper == KITH_PAPER_A4)
        words = ask ("pdftotext", path, "-");
      g_unlink (path);
    }
  return words != NULL ? words : g_strdup ("");
}

static void
assert_has (const char *words, const char *part)
{
  if (*words != '\0' && strstr (words, part) == NULL)
    g_error ("“%s” is not on the page:\n%s", part, words);
}

static void
assert_has_not (const char *words, const char *part)
{
  if (strstr (words, part) != NULL)
    g_error ("“%s” is on the page:\n%s", part, words);
}

static void
test_words (void)
{
  static const char *const names[]
      = { "Nea Nord",   "Ole Ost",    "Vera Väst", "Stig Syd",   "Do Notcontact", "Ida Innan", "Ulf Utan",
          "Mia Mellan", "Bo Bredvid", "Åke Över",  "Ulla Under", "Leo Längs",     "Ada Andra", "Tom Tredje",
          "Eva Enda",   "Sam Samma",  "Jon Jämte", "Kim Kanske", "Rut Rund",      "Liv Lång" };
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  KithCampaign campaign = { .name = (char *) "Autumn Evening", .date = 1800000000 };
  gint64 id[G_N_ELEMENTS (names)];

  kith_act_begin (fixture->store, "Fill", FALSE, &error);
  kith_store_set_name (fixture->store, "Harbour Food Bank", &error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    id[i] = add_person (fixture->store, names[i], i == 4);
  add_ties (fixture->store, id, G_N_ELEMENTS (names), 5);
  kith_ambassadors_tag (fixture->store, id, 2, NULL, &error);
  g_assert_no_error (error);
  add_report (fixture->store, id[0], NULL, KITH_REPORT_HEARING, "The hall is too cold", -1, NOW - 5 * 86400);
  add_report (fixture->store, 0, "Passerby Pia", KITH_REPORT_ABOUT_US, "Friendliest place in town", 2, NOW - 86400);
  add_report (fixture->store, id[4], NULL, KITH_REPORT_DOING, "Moves away in May", 0, NOW - 3600);
  /* As written down, in another order: still the one who is not to be named. */
  add_report (fixture->store, 0, "Notcontact, Do", KITH_REPORT_DOING, "Was here once more", 0, NOW - 7200);
  add_report (fixture->store, id[1], NULL, KITH_REPORT_SEEING, "From long ago", 0, 1000000000);
  kith_campaign_add (fixture->store, &campaign, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    {
      KithInvitation invitation = { .campaign = campaign.id, .person = id[5 * i], .channel = -1 };

      invitation.status = i == 2 ? KITH_INVITATION_AGREED : KITH_INVITATION_SENT;
      kith_invitation_add (fixture->store, &invitation, NULL, &error);
      g_assert_no_error (error);
    }
  snapshot = look (fixture, TRUE);
  g_assert_cmpuint (snapshot->n_communities, ==, 4);

  /* A community that bears the name of somebody who asked to be left alone since. */
  for (guint c = 0; c < 4; c++)
    if (c == (guint) snapshot->community[4])
      g_set_str (&snapshot->communities[c].name, "Around Do Notcontact");
  words = brief (fixture, snapshot);
  assert_has (words, "Harbour Food Bank");
  assert_has (words, "People\n");
  assert_has (words, "touch all 4 communities and reach");
  assert_has (words, "Whom to Ask");
  assert_has (words, "Nea Nord");
  assert_has (words, "Passerby Pia");
  assert_has (words, "Friendliest place in town");
  assert_has (words, "4 reports in the last three months");
  assert_has (words, "1 good");
  assert_has (words, "1 bad");
  assert_has (words, "Moves away in May");
  assert_has (words, "Autumn Evening");
  assert_has (words, "Agreed: 1");
  assert_has (words, "Sent: 2");
  /* The newest, and how many more. */
  assert_has_not (words, "From long ago");
  assert_has (words, " more\n");
  assert_has (words, "Source: what was entered by hand.");
  assert_has (words, "1 person who asked not to be contacted is not named");
  assert_has_not (words, "Notcontact");
}

/* The team that the window shows is the one on the page. */
static void
test_given_team (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autofree char *path = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id[20];
  gint64 team[3];

  kith_act_begin (fixture->store, "Fill", FALSE, &error);
  for (guint i = 0; i < G_N_ELEMENTS (id); i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %c", 'A' + i);

      id[i] = add_person (fixture->store, name, FALSE);
    }
  add_ties (fixture->store, id, G_N_ELEMENTS (id), 5);
  snapshot = look (fixture, TRUE);
  team[0] = id[3];
  team[1] = id[17];
  team[2] = 123456; /* gone since */
  path = write_briefing (fixture, snapshot, "team.pdf", KITH_PAPER_A4, team, 3);
  words = ask ("pdftotext", path, "-");
  g_unlink (path);
  if (words == NULL)
    return;
  assert_has (words, "These 2 people together");
  assert_has (words, "Person D");
  assert_has (words, "Person R");
}

/* Names without end, from right to left, in every script; far more of everything than fits. */
static void
test_too_much (void)
{
  static const char *const odd[] = { "محمد عبد الرحمن", "李伟", "שרה כהן", "Ünïcödé <b>&amp; “Quotes”", "🦀 Krabbe" };
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autofree char *words = NULL;
  g_autofree char *endless = g_strnfill (4000, 'W');
  g_autoptr (GError) error = NULL;
  gint64 id[600];

  kith_act_begin (fixture->store, "Fill", FALSE, &error);
  kith_store_set_name (fixture->store, endless, &error);
  for (guint i = 0; i < G_N_ELEMENTS (id); i++)
    {
      g_autofree char *name = i % 7 == 0 ? g_strdup_printf ("%s %u", endless, i)
                                         : g_strdup_printf ("%s %u", odd[i % G_N_ELEMENTS (odd)], i);

      id[i] = add_person (fixture->store, name, FALSE);
    }
  add_ties (fixture->store, id, G_N_ELEMENTS (id), 6);
  for (guint i = 0; i < 90; i++)
    {
      KithCampaign campaign = { .name = i % 2 ? endless : (char *) odd[i % 5], .date = KITH_NO_DATE };

      add_report (fixture->store, id[i], NULL, i % KITH_N_REPORT_KINDS, i % 2 ? endless : odd[i % 5], (int) (i % 5) - 2,
                  NOW - i);
      kith_campaign_add (fixture->store, &campaign, &error);
      g_assert_no_error (error);
    }
  snapshot = look (fixture, TRUE);
  g_assert_cmpuint (snapshot->n_communities, >, 30);
  words = brief (fixture, snapshot);
  assert_has (words, "and 88 more");
  assert_has (words, "more with");
}

/* Nobody, or nobody tied to anybody: a page that says so, in every form. */
static void
test_nothing (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithSnapshot) nobody = NULL;
  g_autoptr (KithSnapshot) untied = NULL;
  g_autofree char *words = NULL;
  g_autofree char *more = NULL;
  g_autofree char *png = NULL;
  g_autofree char *svg = NULL;
  g_autoptr (GError) error = NULL;

  nobody = kith_snapshot_load (fixture->store, NULL, NULL, &error);
  g_assert_no_error (error);
  words = brief (fixture, nobody);
  assert_has (words, "There is nobody here yet. Bring in your people first.");
  assert_has_not (words, "Whom to Ask");

  kith_act_begin (fixture->store, "Fill", FALSE, &error);
  add_person (fixture->store, "Nea Nord", FALSE);
  untied = look (fixture, TRUE);
  more = brief (fixture, untied);
  assert_has (more, "No communities yet");
  png = write_briefing (fixture, untied, "briefing.PNG", KITH_PAPER_A4, NULL, 0);
  svg = write_briefing (fixture, untied, "briefing.svg", KITH_PAPER_A4, NULL, 0);
  g_unlink (png);
  g_unlink (svg);
}

/* A hundred thousand people are one page too. */
static void
test_large (void)
{
  enum
  {
    N = 100000,
    CIRCLE = 200
  };
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autofree gint64 *id = g_new (gint64, N);
  g_autofree gint64 *community = g_new (gint64, N);
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;

  kith_act_begin (fixture->store, "Fill", FALSE, &error);
  for (guint i = 0; i < N; i++)
    {
      char name[32];

      g_snprintf (name, sizeof name, "Person %u", i);
      id[i] = add_person (fixture->store, name, FALSE);
      if (i % CIRCLE == 0)
        {
          KithCommunity circle = { .name = name, .color = -1, .born = 0, .ended = KITH_NO_DATE };

          kith_community_add (fixture->store, &circle, &error);
          g_assert_no_error (error);
          community[i] = circle.id;
        }
      else
        community[i] = community[i - 1];
    }
  add_ties (fixture->store, id, N, CIRCLE);
  kith_memberships_write (fixture->store, N, id, community, NULL, NULL, &error);
  g_assert_no_error (error);
  snapshot = look (fixture, FALSE);
  g_assert_cmpuint (snapshot->n, ==, N);
  words = brief (fixture, snapshot);
  assert_has (words, "100000");
  assert_has (words, "more with");
}

static void
test_refused (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KithSnapshot) snapshot = kith_snapshot_load (fixture->store, NULL, NULL, &error);
  g_autofree char *path = g_build_filename (fixture->folder, "briefing.csv", NULL);
  KithExportOptions options;
  KithExportWhat what;

  kith_export_options_init (&options, snapshot);
  g_assert_true (kith_export_what_from_name ("briefing", &what) && what == KITH_EXPORT_BRIEFING);
  options.what = what;
  g_assert_false (kith_export_run (fixture->store, snapshot, path, &options, NULL, NULL, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, ".pdf, .png or .svg"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/briefing/words", test_words);
  g_test_add_func ("/briefing/given-team", test_given_team);
  g_test_add_func ("/briefing/too-much", test_too_much);
  g_test_add_func ("/briefing/nothing", test_nothing);
  g_test_add_func ("/briefing/large", test_large);
  g_test_add_func ("/briefing/refused", test_refused);
  return g_test_run ();
}
