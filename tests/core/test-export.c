/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A real network with hostile names, written out in every form and read back. */

#include "kith-acts.h"
#include "kith-analysis.h"
#include "kith-call-sheet.h"
#include "kith-csv.h"
#include "kith-error.h"
#include "kith-export.h"
#include "kith-intake.h"
#include "kith-map-layers.h"
#include "kith-map-ring.h"
#include "kith-tags.h"
#include "kith-ties.h"

#include <glib/gstdio.h>
#include <libxml/xmlreader.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#define N 15

/* Three groups of five, all tied inside, and one person of each tied to the next group. */
static const struct
{
  const char *name, *email, *phone, *notes;
} people[N] = {
  { "Nea Nord", "nea@example.org", "+46 70 123 45 67", NULL },
  { "=HYPERLINK(\"http://x\")", "evil@example.org", "+1+cmd|' /C calc'!A0", "=1+1" },
  { "Comma, Person", "c@example.org", NULL, "two\nlines, and \"quotes\"" },
  { "@SUM(1+1)*cmd", NULL, NULL, "-2+3+cmd|x" },
  { "Özgür & Søn <b>", "o@example.org", "0701234567", NULL },
  { "Semi;Colon", NULL, NULL, "＝1+1" },
  { "Do Not Contact", "dnc@example.org", "555 123 4567", NULL },
  { "Hear Say", NULL, NULL, NULL },
  { "No Mail Please", "nomail@example.org", NULL, NULL },
  { "Phone Only", "refused@example.org", "+44 20 7946 0000", NULL },
  { "Tab\tPerson", NULL, NULL, "back\\slash \"quoted\"" },
  { "  Blank Ends ", NULL, NULL, NULL },
  { "李 伟", "li@example.org", NULL, NULL },
  { "-dash", NULL, NULL, "- a list" },
  { "Last", "last@example.org", NULL, NULL },
};

typedef struct
{
  char *folder;
  KithStore *store;
  KithSnapshot *snapshot;
  gint64 id[N];
  gint64 campaign;
} Fixture;

static void
add_contact (KithStore *store, gint64 person, KithContactKind kind, const char *value)
{
  KithContact contact = { .person = person, .kind = kind, .value = (char *) value };
  g_autoptr (GError) error = NULL;

  if (value == NULL)
    return;
  kith_contact_add (store, &contact, FALSE, NULL, &error);
  g_assert_no_error (error);
}

static void
add_tie (KithTieLoad *load, gint64 a, gint64 b)
{
  const KithTie tie = { MIN (a, b), MAX (a, b), KITH_TIE_STATED, FALSE, 1, KITH_NO_DATE, KITH_NO_DATE, 0 };

  kith_tie_load_add (load, &tie);
}

static void
fill (Fixture *fixture, GError **error)
{
  KithStore *store = fixture->store;
  g_autoptr (KithTieLoad) load = kith_tie_load_new ();
  KithConsent refusal = { .state = KITH_CONSENT_REFUSED, .since = KITH_NO_DATE };
  KithCampaign campaign
      = { .name = (char *) "Sushi, = free", .objective = (char *) "Bring ten new people along.", .date = 1800000000 };
  KithTieLoadCounts counts;

  kith_act_begin (store, "Fill", FALSE, error);
  g_assert_no_error (*error);
  kith_store_set_name (store, "Harbour Food Bank", error);
  for (guint i = 0; i < N; i++)
    {
      KithPerson person = KITH_PERSON_INIT;

      person.name = (char *) people[i].name;
      person.notes = (char *) people[i].notes;
      person.do_not_contact = i == 6;
      person.stub = i == 7;
      person.stance = i == 5 ? -2 : 0;
      person.audience = i * 100;
      kith_person_add (store, &person, error);
      g_assert_no_error (*error);
      fixture->id[i] = person.id;
      add_contact (store, person.id, KITH_CONTACT_EMAIL, people[i].email);
      add_contact (store, person.id, KITH_CONTACT_PHONE, people[i].phone);
    }
  add_contact (store, fixture->id[0], KITH_CONTACT_HANDLE, "@nea_nord");
  add_contact (store, fixture->id[0], KITH_CONTACT_EMAIL, "second@example.org");
  refusal.person = fixture->id[8];
  refusal.channel = KITH_CHANNEL_EMAIL;
  kith_consent_set (store, &refusal, NULL, error);
  refusal.person = fixture->id[9];
  kith_consent_set (store, &refusal, NULL, error);
  g_assert_no_error (*error);

  for (guint g = 0; g < 3; g++)
    {
      for (guint i = 0; i < 5; i++)
        for (guint j = 0; j < i; j++)
          add_tie (load, fixture->id[5 * g + i], fixture->id[5 * g + j]);
      add_tie (load, fixture->id[5 * g], fixture->id[(5 * g + 6) % N]);
    }
  kith_tie_load_write (load, store, &counts, NULL, NULL, error);
  g_assert_no_error (*error);
  kith_ambassadors_tag (store, fixture->id, 1, NULL, error);
  g_assert_no_error (*error);

  kith_campaign_add (store, &campaign, error);
  g_assert_no_error (*error);
  fixture->campaign = campaign.id;
  for (guint i = 0; i < 13; i++)
    {
      KithInvitation invitation = { .campaign = campaign.id, .person = fixture->id[i], .channel = -1 };

      invitation.status = i % 5;
      invitation.sender = (char *) (i % 2 ? "Ana" : NULL);
      invitation.notes = (char *) (i == 0 ? "=cmd" : NULL);
      kith_invitation_add (store, &invitation, NULL, error);
      g_assert_no_error (*error);
    }
  kith_act_commit (store, NULL, error);
  g_assert_no_error (*error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("kith-export-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "net.kith", NULL);
  fixture->store = kith_store_open (path, KITH_STORE_CREATE, &error);
  g_assert_no_error (error);
  fill (fixture, &error);
  kith_analysis_find_communities (fixture->store, 1, FALSE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->snapshot = kith_snapshot_load (fixture->store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->snapshot->n, ==, N);
  g_assert_cmpuint (fixture->snapshot->n_communities, ==, 3);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  kith_snapshot_unref (fixture->snapshot);
  kith_store_close (fixture->store);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      /* No draft was left behind. */
      g_assert_false (name[0] == '.');
      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

static char *export (Fixture *fixture, const char *name, const KithExportOptions *options, KithExportResult *result)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  kith_export_run (fixture->store, fixture->snapshot, path, options, result, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

/* Rows of cells, read with Kith's own reader. */
static GPtrArray *
read_table (const char *path, char delimiter)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *text = NULL;
  gsize length;
  KithCsvDialect dialect = { .delimiter = delimiter };
  g_autoptr (KithCsv) csv = NULL;
  g_autoptr (GError) error = NULL;
  const char *begin;
  KithCsvRow row;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_true (g_utf8_validate_len (text, length, NULL));
  begin = g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text;
  csv = kith_csv_new (NULL, begin, length - (begin - text), &dialect);
  while (kith_csv_next (csv, &row, NULL, &error))
    {
      char **cells = g_new0 (char *, row.n_cells + 1);

      for (guint k = 0; k < row.n_cells; k++)
        cells[k] = g_strdup (row.cells[k]);
      g_ptr_array_add (rows, cells);
    }
  g_assert_no_error (error);
  return rows;
}

/* The cell of a row by its head. */
static const char *
cell (GPtrArray *rows, guint row, const char *head)
{
  const char *const *heads = g_ptr_array_index (rows, 0);

  for (guint k = 0; heads[k] != NULL; k++)
    if (strcmp (heads[k], head) == 0)
      return ((char **) g_ptr_array_index (rows, row))[k];
  g_assert_not_reached ();
}

static void
test_formula (void)
{
  static const struct
  {
    const char *text;
    gboolean plain, spreadsheet;
  } cases[] = {
    { "", FALSE, FALSE },
    { "Nea", FALSE, FALSE },
    { "=1+1", TRUE, TRUE },
    { "  =1+1", TRUE, TRUE },
    { "+46 70 123 45 67", FALSE, TRUE },
    { "+46-70 (123)", FALSE, TRUE },
    { "-3.5", FALSE, TRUE },
    { "-", FALSE, FALSE },
    { "+1+cmd|x", TRUE, TRUE },
    { "-2+3+cmd|x", TRUE, TRUE },
    { "- a list", TRUE, TRUE },
    { "@nea_nord", FALSE, TRUE },
    { "@nea@example.social", FALSE, TRUE },
    { "@SUM(1)", TRUE, TRUE },
    { "\t=1", TRUE, TRUE },
    { "\r=1", TRUE, TRUE },
    { "＝1+1", TRUE, TRUE },
    { "＠SUM", TRUE, TRUE },
    { "a=1", FALSE, FALSE },
    { "'=1", FALSE, FALSE },
  };

  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_assert_cmpint (kith_csv_is_formula (cases[k].text, KITH_CSV_PLAIN), ==, cases[k].plain);
      g_assert_cmpint (kith_csv_is_formula (cases[k].text, KITH_CSV_FOR_SPREADSHEETS), ==, cases[k].spreadsheet);
    }
}

static void
test_people (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "people.csv", "people-sheet.csv", "people-semicolon.csv", "people.tsv" };
  static const KithCsvFlags flags[] = { KITH_CSV_PLAIN, KITH_CSV_FOR_SPREADSHEETS, KITH_CSV_SEMICOLON, KITH_CSV_PLAIN };
  static const char delimiters[] = { ',', ',', ';', '\t' };

  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    {
      KithExportOptions options;
      KithExportResult result;
      g_autofree char *path = NULL;
      g_autofree char *bytes = NULL;
      g_autoptr (GPtrArray) rows = NULL;
      gboolean spreadsheet = flags[k] & KITH_CSV_FOR_SPREADSHEETS;

      kith_export_options_init (&options, fixture->snapshot);
      options.csv = flags[k];
      path = export (fixture, names[k], &options, &result);
      g_file_get_contents (path, &bytes, NULL, NULL);
      g_assert_cmpint (g_str_has_prefix (bytes, "\xef\xbb\xbf"), ==, spreadsheet);
      rows = read_table (path, delimiters[k]);
      g_assert_cmpuint (rows->len, ==, N + 1);
      g_assert_cmpuint (result.rows, ==, N);
      g_assert_cmpuint (result.held_back[KITH_HELD_BACK_DO_NOT_CONTACT], ==, 1);
      g_assert_cmpuint (result.held_back[KITH_HELD_BACK_REFUSED], ==, 2);

      for (guint i = 0; i < N; i++)
        {
          const char *name = cell (rows, i + 1, "name");
          gboolean defused = kith_csv_is_formula (people[i].name, flags[k]);

          /* What was written is what is read, but for the ' before a formula. */
          g_assert_cmpint (name[0] == '\'', ==, defused);
          g_assert_cmpstr (name + defused, ==, people[i].name);
          for (guint c = 0; ((char **) g_ptr_array_index (rows, i + 1))[c] != NULL; c++)
            if (strcmp (((char **) g_ptr_array_index (rows, 0))[c], "stance") != 0)
              g_assert_false (kith_csv_is_formula (((char **) g_ptr_array_index (rows, i + 1))[c], flags[k]));
        }
      g_assert_cmpstr (cell (rows, 1, "phone"), ==, spreadsheet ? "'+46 70 123 45 67" : "+46 70 123 45 67");
      g_assert_cmpstr (cell (rows, 1, "handle"), ==, spreadsheet ? "'@nea_nord" : "@nea_nord");
      g_assert_cmpstr (cell (rows, 1, "other_contacts"), ==, "second@example.org");
      g_assert_cmpstr (cell (rows, 1, "ambassador"), ==, "yes");
      g_assert_cmpstr (cell (rows, 3, "notes"), ==, people[2].notes);
      g_assert_cmpstr (cell (rows, 6, "stance"), ==, "-2");
      g_assert_cmpstr (cell (rows, 7, "email"), ==, "");
      g_assert_cmpstr (cell (rows, 7, "phone"), ==, "");
      g_assert_cmpstr (cell (rows, 7, "do_not_contact"), ==, "yes");
      g_assert_cmpstr (cell (rows, 9, "email"), ==, "");
      g_assert_cmpstr (cell (rows, 10, "email"), ==, "");
      g_assert_cmpstr (cell (rows, 10, "phone"), ==, spreadsheet ? "'+44 20 7946 0000" : "+44 20 7946 0000");
    }
}

static void
test_ties (Fixture *fixture, gconstpointer data)
{
  KithExportOptions options;
  KithExportResult result;
  g_autofree char *path = NULL;
  g_autofree char *circles = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) communities = NULL;

  kith_export_options_init (&options, fixture->snapshot);
  options.what = KITH_EXPORT_TIES;
  path = export (fixture, "ties.csv", &options, &result);
  rows = read_table (path, ',');
  g_assert_cmpuint (result.rows, ==, 33);
  g_assert_cmpuint (rows->len, ==, 34);
  g_assert_cmpstr (cell (rows, 1, "kind"), ==, "stated");
  for (guint k = 1; k < rows->len; k++)
    g_assert_cmpstr (cell (rows, k, "source"), !=, cell (rows, k, "target"));

  options.what = KITH_EXPORT_COMMUNITIES;
  circles = export (fixture, "communities.csv", &options, &result);
  communities = read_table (circles, ',');
  g_assert_cmpuint (result.rows, ==, 3);
  g_assert_cmpstr (cell (communities, 1, "people"), ==, "5");
}

static void
test_team (Fixture *fixture, gconstpointer data)
{
  KithExportOptions options;
  KithExportResult result;
  g_autofree char *path = NULL;
  g_autofree char *words = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  kith_export_options_init (&options, fixture->snapshot);
  options.what = KITH_EXPORT_TEAM;
  options.campaign = fixture->campaign;
  path = export (fixture, "team.csv", &options, &result);
  rows = read_table (path, ',');
  /* Thirteen invited; one must not be contacted, one is known by hearsay, one refused the only way there is. */
  g_assert_cmpuint (result.rows, ==, 10);
  g_assert_cmpuint (rows->len, ==, 11);
  g_assert_cmpuint (result.held_back[KITH_HELD_BACK_DO_NOT_CONTACT], ==, 1);
  g_assert_cmpuint (result.held_back[KITH_HELD_BACK_HEARSAY], ==, 1);
  g_assert_cmpuint (result.held_back[KITH_HELD_BACK_REFUSED], ==, 1);
  words = kith_export_dup_held_back (&result);
  g_assert_nonnull (strstr (words, "1 asked not to be contacted"));
  g_file_get_contents (path, &bytes, NULL, NULL);
  g_assert_null (strstr (bytes, "dnc@example.org"));
  g_assert_null (strstr (bytes, "nomail@example.org"));
  g_assert_null (strstr (bytes, "refused@example.org"));
  g_assert_cmpstr (cell (rows, 1, "phone"), ==, "+46 70 123 45 67");
  g_assert_cmpstr (cell (rows, 1, "notes"), ==, "'=cmd");
  g_assert_cmpstr (cell (rows, 1, "status"), ==, "planned");
  g_assert_cmpstr (cell (rows, 2, "sender"), ==, "Ana");
  g_assert_cmpstr (cell (rows, 1, "campaign"), ==, "Sushi, = free");
  for (guint k = 1; k < rows->len; k++)
    g_assert_cmpuint (strlen (cell (rows, k, "reason")), >, 5);
}

/* What Kith writes Kith reads: the same people, tied as before, in a new network. */
static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  KithExportOptions options;
  KithExportResult result;
  g_autofree char *list = NULL;
  g_autofree char *ties = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "again.kith", NULL);
  g_autoptr (KithStore) again = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;

  kith_export_options_init (&options, fixture->snapshot);
  list = export (fixture, "people.csv", &options, &result);
  options.what = KITH_EXPORT_TIES;
  ties = export (fixture, "ties.csv", &options, &result);
  again = kith_store_open (path, KITH_STORE_CREATE, &error);
  g_assert_no_error (error);
  accounts = kith_intake_run (again, (const char *const[]) { list, ties, NULL }, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  snapshot = kith_snapshot_load (again, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (snapshot->n, ==, N);
  g_assert_cmpuint (snapshot->graph->m, ==, 33);
  for (guint i = 0; i < N; i++)
    {
      g_assert_cmpuint (kith_graph_degree (snapshot->graph, i), ==, kith_graph_degree (fixture->snapshot->graph, i));
      g_assert_cmpint (snapshot->audience[i], ==, fixture->snapshot->audience[i]);
      g_assert_cmpint (snapshot->stance[i], ==, fixture->snapshot->stance[i]);
    }
  g_assert_cmpuint (snapshot->flags[6] & KITH_PERSON_DO_NOT_CONTACT, !=, 0);
}

/* Only those asked for are written, and only of them is told who was held back. */
static void
test_some_people (Fixture *fixture, gconstpointer data)
{
  gint64 some[] = { fixture->id[0], fixture->id[4], fixture->id[6] };
  KithExportOptions options;
  KithExportResult result;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  kith_export_options_init (&options, fixture->snapshot);
  options.people = some;
  options.n_people = G_N_ELEMENTS (some);
  path = export (fixture, "some.csv", &options, &result);
  g_assert_cmpuint (result.rows, ==, 3);
  g_assert_cmpuint (result.held_back[KITH_HELD_BACK_DO_NOT_CONTACT], ==, 1);
  g_assert_cmpuint (result.held_back[KITH_HELD_BACK_REFUSED], ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Nea Nord"));
  g_assert_nonnull (strstr (text, "Özgür"));
  g_assert_null (strstr (text, "Phone Only"));

  options.n_people = 0;
  g_free (g_steal_pointer (&path));
  path = export (fixture, "nobody.csv", &options, &result);
  g_assert_cmpuint (result.rows, ==, 0);
}

/* Ids and names of people, and pairs of ties, out of GraphML or GEXF. */
static void
read_xml (const char *path, GHashTable *names, guint *ties)
{
  xmlTextReader *reader = xmlReaderForFile (path, NULL, XML_PARSE_NONET);
  int status;

  *ties = 0;
  g_assert_nonnull (reader);
  while ((status = xmlTextReaderRead (reader)) == 1)
    {
      const char *element = (const char *) xmlTextReaderConstLocalName (reader);

      if (xmlTextReaderNodeType (reader) != XML_READER_TYPE_ELEMENT)
        continue;
      if (strcmp (element, "edge") == 0)
        (*ties)++;
      if (strcmp (element, "node") == 0)
        {
          xmlChar *label = xmlTextReaderGetAttribute (reader, BAD_CAST "label");

          if (label != NULL)
            g_hash_table_add (names, g_strdup ((char *) label));
          xmlFree (label);
        }
      if (strcmp (element, "data") == 0)
        {
          xmlChar *key = xmlTextReaderGetAttribute (reader, BAD_CAST "key");

          if (strcmp ((char *) key, "name") == 0)
            {
              xmlChar *text = xmlTextReaderReadString (reader);

              g_hash_table_add (names, g_strdup ((char *) text));
              xmlFree (text);
            }
          xmlFree (key);
        }
    }
  g_assert_cmpint (status, ==, 0);
  xmlFreeTextReader (reader);
}

static void
test_graphs (Fixture *fixture, gconstpointer data)
{
  static const char *const files[] = { "net.graphml", "net.GEXF" };

  for (guint k = 0; k < G_N_ELEMENTS (files); k++)
    {
      KithExportOptions options;
      KithExportResult result;
      g_autofree char *path = NULL;
      g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      guint ties;

      kith_export_options_init (&options, fixture->snapshot);
      path = export (fixture, files[k], &options, &result);
      read_xml (path, names, &ties);
      g_assert_cmpuint (ties, ==, 33);
      g_assert_cmpuint (result.rows, ==, N);
      g_assert_cmpuint (result.ties, ==, 33);
      g_assert_cmpuint (g_hash_table_size (names), ==, N);
      for (guint i = 0; i < N; i++)
        g_assert_true (g_hash_table_contains (names, people[i].name));
    }
}

static void
test_dot (Fixture *fixture, gconstpointer data)
{
  KithExportOptions options;
  KithExportResult result;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *dot = g_find_program_in_path ("nop");
  guint ties = 0;

  kith_export_options_init (&options, fixture->snapshot);
  path = export (fixture, "net.dot", &options, &result);
  g_file_get_contents (path, &text, NULL, NULL);
  for (const char *at = text; (at = strstr (at, " -- ")) != NULL; at++)
    ties++;
  g_assert_cmpuint (ties, ==, 33);
  g_assert_nonnull (strstr (text, "xlabel=\"=HYPERLINK(\\\"http://x\\\")\""));
  /* Graphviz itself reads it, where it is installed. */
  if (dot != NULL)
    {
      const char *argv[] = { dot, path, NULL };
      g_autofree char *out = NULL;
      int status;

      g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, &status, NULL));
      g_assert_true (g_spawn_check_wait_status (status, NULL));
      g_assert_nonnull (strstr (out, "李 伟"));
    }
}

static void
test_call_sheet (Fixture *fixture, gconstpointer data)
{
  for (int paper = KITH_PAPER_A4; paper <= KITH_PAPER_LETTER; paper++)
    {
      KithExportOptions options;
      KithExportResult result;
      g_autofree char *path = NULL;
      g_autofree char *pdf = NULL;
      g_autofree char *reader = g_find_program_in_path ("pdftotext");
      g_autofree char *text = NULL;
      int status;

      kith_export_options_init (&options, fixture->snapshot);
      options.paper = paper;
      options.campaign = fixture->campaign;
      path = export (fixture, "sheet.pdf", &options, &result);
      g_assert_cmpuint (result.rows, ==, 10);
      g_file_get_contents (path, &pdf, NULL, NULL);
      g_assert_true (g_str_has_prefix (pdf, "%PDF"));
      if (reader == NULL)
        {
          g_test_message ("pdftotext is not installed: the words on the sheet are not looked at");
          continue;
        }
      {
        const char *argv[] = { reader, "-layout", path, "-", NULL };

        g_assert_true (
            g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, &status, NULL));
      }
      g_assert_nonnull (strstr (text, "Sushi, = free"));
      g_assert_nonnull (strstr (text, "Bring ten new people along."));
      g_assert_nonnull (strstr (text, "Nea Nord"));
      g_assert_nonnull (strstr (text, "+46 70 123 45 67"));
      g_assert_nonnull (strstr (text, "Page 3 of 3"));
      g_assert_nonnull (strstr (text, "3 people are not on this sheet"));
      g_assert_null (strstr (text, "Do Not Contact"));
      g_assert_null (strstr (text, "dnc@example.org"));
      g_assert_null (strstr (text, "refused@example.org"));
    }
}

/* Without a campaign a team is chosen; with nobody to ask there is still a sheet that says so. */
static void
test_no_campaign (Fixture *fixture, gconstpointer data)
{
  KithExportOptions options;
  KithExportResult result;
  g_autofree char *path = NULL;
  g_autofree char *none = g_build_filename (fixture->folder, "none.pdf", NULL);
  g_autoptr (GError) error = NULL;
  KithAsks empty = { (char *) "Net", (char *) "Nobody", (char *) "", KITH_NO_DATE, (char *) "" };
  guint pages = 0;

  kith_act_begin (fixture->store, "Remove", FALSE, &error);
  kith_campaign_remove (fixture->store, fixture->campaign, &error);
  kith_act_commit (fixture->store, NULL, &error);
  g_assert_no_error (error);
  kith_export_options_init (&options, fixture->snapshot);
  options.team_size = 3;
  path = export (fixture, "sheet.pdf", &options, &result);
  g_assert_cmpuint (result.rows, >=, 1);
  g_assert_cmpuint (result.rows + result.held_back[KITH_HELD_BACK_REFUSED], <=, 3);
  g_assert_cmpuint (result.held_back[KITH_HELD_BACK_DO_NOT_CONTACT], ==, 0);

  empty.asks = g_ptr_array_new ();
  g_assert_true (kith_call_sheet_write (none, &empty, KITH_PAPER_A4, &pages, &error));
  g_assert_cmpuint (pages, ==, 1);
  g_ptr_array_unref (empty.asks);
}

/* Where all are one community nobody reaches another: dots and legend tell ties then, so that the one who knows all stands out; and
 * where nobody is tied, nothing. */
static void
check_size_told (KithSnapshot *snapshot)
{
  double values[3], radii[3], of_ties[3], radii_of_ties[3];
  g_autoptr (KithScene) ties = kith_map_scene_new (snapshot, KITH_MAP_SIZE_TIES);
  g_autoptr (KithScene) reach = NULL;
  g_autoptr (KithScene) nothing = NULL;
  KithPainterOptions options = { 0 };
  g_autofree char *note = NULL;

  g_assert_cmpint (kith_map_size_told (snapshot, KITH_MAP_SIZE_BRIDGE_REACH), ==, KITH_MAP_SIZE_BRIDGE_REACH);
  memset (snapshot->figures->bridge_reach, 0, snapshot->n * sizeof (float));
  reach = kith_map_scene_new (snapshot, KITH_MAP_SIZE_BRIDGE_REACH);
  g_assert_cmpint (kith_map_size_told (snapshot, KITH_MAP_SIZE_BRIDGE_REACH), ==, KITH_MAP_SIZE_TIES);
  g_assert_cmpmem (reach->radius, reach->n * sizeof (float), ties->radius, ties->n * sizeof (float));
  kith_map_size_legend (snapshot, KITH_MAP_SIZE_BRIDGE_REACH, values, radii);
  kith_map_size_legend (snapshot, KITH_MAP_SIZE_TIES, of_ties, radii_of_ties);
  g_assert_cmpmem (values, sizeof values, of_ties, sizeof of_ties);
  g_assert_cmpmem (radii, sizeof radii, radii_of_ties, sizeof radii_of_ties);
  note = kith_map_describe (snapshot, KITH_MAP_SIZE_BRIDGE_REACH, &options);
  g_assert_cmpstr (options.size_title, ==, kith_map_size_get_title (KITH_MAP_SIZE_TIES));

  memset (snapshot->figures->ties, 0, snapshot->n * sizeof (guint));
  g_assert_cmpint (kith_map_size_told (snapshot, KITH_MAP_SIZE_TIES), ==, KITH_MAP_SIZE_EQUAL);
  nothing = kith_map_scene_new (snapshot, KITH_MAP_SIZE_BRIDGE_REACH);
  for (guint i = 1; i < nothing->n; i++)
    g_assert_cmpfloat (nothing->radius[i], ==, nothing->radius[0]);
}

/* Sizes, shapes and names of dots, and a legend that tells the truth about them. */
static void
test_map (Fixture *fixture, gconstpointer data)
{
  KithSnapshot *snapshot = fixture->snapshot;
  KithExportOptions options;
  KithExportResult result;
  KithMapSize size;
  g_autofree char *nobody = NULL;
  g_autofree char *path = NULL;

  /* Nobody has a place yet: a picture that says so. */
  kith_export_options_init (&options, snapshot);
  nobody = export (fixture, "nobody.svg", &options, &result);
  g_assert_cmpuint (result.rows, ==, 0);

  for (guint i = 0; i < N; i++)
    {
      snapshot->x[i] = i % 5;
      snapshot->y[i] = i / 5 * 1.5f;
    }
  for (size = KITH_MAP_SIZE_AUDIENCE; size <= KITH_MAP_SIZE_EQUAL; size++)
    {
      g_autoptr (KithScene) scene = kith_map_scene_new (snapshot, size);
      double values[3], radii[3];
      KithMapSize again;

      g_assert_true (kith_map_size_from_name (kith_map_size_get_name (size), &again));
      g_assert_cmpint (again, ==, size);
      kith_map_size_legend (snapshot, size, values, radii);
      g_assert_cmpuint (scene->n_ties, ==, 33);
      g_assert_cmpuint (scene->n_communities, ==, 3);
      g_assert_cmpint (scene->shape[0], ==, KITH_SHAPE_STAR);
      g_assert_cmpint (scene->shape[5], ==, KITH_SHAPE_DIAMOND);
      g_assert_cmpint (scene->shape[7], ==, KITH_SHAPE_RING);
      g_assert_cmpuint (scene->by_importance[0], ==, 0);
      if (size == KITH_MAP_SIZE_EQUAL)
        {
          g_assert_cmpfloat (values[0], ==, 0);
          g_assert_cmpfloat (scene->radius[3], ==, scene->radius[11]);
          continue;
        }
      g_assert_cmpfloat (values[0], >, 0);
      if (size != KITH_MAP_SIZE_AUDIENCE)
        continue;
      /* 100, 200 and so on: whoever has a value of the legend has its radius. */
      for (guint k = 0; k < 3 && values[k] > 0; k++)
        for (guint i = 0; i < N; i++)
          if (snapshot->audience[i] == values[k])
            g_assert_cmpfloat_with_epsilon (scene->radius[i], radii[k], 1e-5);
      g_assert_cmpfloat (scene->radius[14], >, scene->radius[1]);
      g_assert_cmpfloat (values[2], ==, 1000);
    }
  g_assert_false (kith_map_size_from_name ("weight", &size));
  check_size_told (snapshot);

  options.map.width = 500;
  options.map.height = 400;
  path = export (fixture, "map.png", &options, &result);
  g_assert_cmpuint (result.rows, ==, N);
}

/* A book as notes, and names without end: the sheet stays a sheet. */
/* Everybody's ring holds whom he or she knows and all ties among them, each once: as a spoke or as a tie. */
static void
test_ring (Fixture *fixture, gconstpointer data)
{
  const KithSnapshot *snapshot = fixture->snapshot;
  const KithGraph *graph = snapshot->graph;

  for (guint person = 0; person < snapshot->n; person++)
    {
      g_autoptr (KithMapRing) ring = kith_map_ring_new (snapshot, person);
      const KithScene *scene = ring->scene;
      guint ties = 0;

      g_assert_cmpuint (scene->n, ==, kith_graph_degree (graph, person) + 1);
      g_assert_cmpuint (ring->people[scene->ring->center], ==, person);
      for (guint i = 0; i < snapshot->n; i++)
        {
          int at = kith_map_ring_find (ring, i);
          gboolean known = i == person;

          for (guint k = graph->offset[person]; k < graph->offset[person + 1]; k++)
            known |= graph->neighbor[k] == i;
          g_assert_cmpint (at >= 0, ==, known);
          if (at < 0)
            continue;
          g_assert_cmpuint (ring->people[at], ==, i);
          g_assert_cmpstr (scene->name[at], ==, snapshot->name[i]);
          if (snapshot->community[i] >= 0)
            g_assert_cmpuint (ring->communities[scene->community[at]], ==, (guint) snapshot->community[i]);
          else
            g_assert_cmpuint (scene->community[at], ==, KITH_SCENE_NO_COMMUNITY);
          for (guint k = graph->offset[i]; k < graph->offset[i + 1]; k++)
            ties += graph->neighbor[k] > i && kith_map_ring_find (ring, graph->neighbor[k]) >= 0;
        }
      g_assert_cmpuint (scene->n_ties + scene->ring->n_spokes, ==, ties);

      g_autofree char *sentence = kith_map_ring_dup_sentence (snapshot, ring);
      g_autofree char *number = g_strdup_printf ("Knows %u ", scene->n - 1);
      g_assert_true (scene->n == 1 ? g_str_equal (sentence, "Not connected to anyone yet.")
                                   : g_str_has_prefix (sentence, number));
    }

  KithExportOptions options;
  KithExportResult result;
  kith_export_options_init (&options, snapshot);
  options.what = KITH_EXPORT_MAP;
  options.ring = snapshot->id[0];
  for (guint k = 0; k < 3; k++)
    {
      const char *const names[] = { "ring.png", "ring.svg", "ring.pdf" };
      g_autofree char *written = export (fixture, names[k], &options, &result);

      g_assert_cmpuint (strlen (written), >, 3);
      g_assert_cmpuint (result.rows, ==, kith_graph_degree (graph, 0) + 1);
    }
  options.ring = 987654;
  g_autofree char *path = g_build_filename (fixture->folder, "nobody.png", NULL);
  g_autoptr (GError) error = NULL;
  g_assert_false (kith_export_run (fixture->store, snapshot, path, &options, NULL, NULL, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Who steps back for a plan, counted person by person, and the same totals as the team's own. */
static void
test_plan (Fixture *fixture, gconstpointer data)
{
  const KithSnapshot *snapshot = fixture->snapshot;
  const KithGraph *graph = snapshot->graph;

  for (guint size = 0; size <= 3; size++)
    {
      const guint team[] = { 0, 6, 11 };
      KithPlanReach reach;
      KithTeamTotals totals;
      g_autoptr (KithLayer) layer = kith_map_layer_plan (snapshot, team, size, &reach);
      guint unreached = 0, untouched = 0;

      for (guint i = 0; i < snapshot->n; i++)
        {
          guint touches = 0;
          gboolean in_team = FALSE;

          for (guint k = 0; k < size; k++)
            {
              in_team |= team[k] == i;
              for (guint t = graph->offset[i]; t < graph->offset[i + 1]; t++)
                touches += graph->neighbor[t] == team[k];
            }
          unreached += touches == 0 && !in_team;
          g_assert_cmpuint (layer->shade[i], ==,
                            in_team || touches > 1 ? KITH_SHADE_FULL
                            : touches == 1         ? KITH_SHADE_HALF
                                                   : KITH_SHADE_FAINT);
        }
      kith_team_measure (graph, snapshot->community, snapshot->n_communities, team, size, &totals);
      g_assert_cmpuint (reach.team, ==, size);
      g_assert_cmpuint (reach.twice, ==, totals.reached_twice);
      g_assert_cmpuint (reach.once, ==, totals.reached - totals.reached_twice);
      g_assert_cmpuint (reach.unreached, ==, unreached);
      for (guint c = 0; c < snapshot->n_communities; c++)
        untouched += layer->pointed[c];
      g_assert_cmpuint (reach.untouched, ==, untouched);
      g_assert_cmpuint (untouched, ==, snapshot->n_communities - totals.communities_touched);
    }
}

static void
test_long (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KithAsks) asks = kith_asks_of_campaign (fixture->store, fixture->snapshot, fixture->campaign, &error);
  g_autofree char *path = g_build_filename (fixture->folder, "long.pdf", NULL);
  guint pages = 0;

  g_assert_no_error (error);
  for (guint k = 0; k < asks->asks->len; k++)
    {
      KithAsk *ask = g_ptr_array_index (asks->asks, k);
      g_autofree char *words = g_strnfill (100000, 'x');
      GString *text = g_string_new (NULL);

      for (guint i = 0; i < 20000; i++)
        g_string_append (text, "ö lot ");
      g_free (ask->reason);
      ask->reason = g_string_free_and_steal (text);
      g_free (ask->name);
      ask->name = g_steal_pointer (&words);
    }
  g_assert_true (kith_call_sheet_write (path, asks, KITH_PAPER_A4, &pages, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (pages, <=, 14);
}

static void
test_bad (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *file;
    KithExportWhat what;
  } cases[]
      = { { "a.xyz", KITH_EXPORT_DEFAULT },    { "people", KITH_EXPORT_PEOPLE },    { "a.csv", KITH_EXPORT_MAP },
          { "a.png", KITH_EXPORT_PEOPLE },     { "a.csv", KITH_EXPORT_CALL_SHEET }, { "a.graphml", KITH_EXPORT_TIES },
          { "a.pdf", KITH_EXPORT_COMMUNITIES } };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *cancelled = g_build_filename (fixture->folder, "cancelled.graphml", NULL);
  KithExportOptions options;
  g_autoptr (GError) error = NULL;
  KithExportWhat what;

  kith_export_options_init (&options, fixture->snapshot);
  for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, cases[k].file, NULL);

      options.what = cases[k].what;
      g_assert_false (kith_export_run (fixture->store, fixture->snapshot, path, &options, NULL, NULL, NULL, &error));
      g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      g_clear_error (&error);
    }
  options.what = KITH_EXPORT_DEFAULT;
  g_cancellable_cancel (cancellable);
  g_assert_false (
      kith_export_run (fixture->store, fixture->snapshot, cancelled, &options, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (cancelled, G_FILE_TEST_EXISTS));
  g_assert_true (kith_export_what_from_name ("call-sheet", &what) && what == KITH_EXPORT_CALL_SHEET);
  g_assert_false (kith_export_what_from_name ("", &what));
  g_assert_false (kith_export_what_from_name ("nothing", &what));
}

/* What stood there stays until the new file is whole, and its permissions are kept. */
static void
test_replace (Fixture *fixture, gconstpointer data)
{
  KithExportOptions options;
  KithExportResult result;
  g_autofree char *path = g_build_filename (fixture->folder, "kept.csv", NULL);
  g_autofree char *written = NULL;
  g_autofree char *text = NULL;
  GStatBuf there;

  g_file_set_contents (path, "old", -1, NULL);
  g_chmod (path, 0640);
  kith_export_options_init (&options, fixture->snapshot);
  written = export (fixture, "kept.csv", &options, &result);
  g_file_get_contents (written, &text, NULL, NULL);
  g_assert_true (g_str_has_prefix (text, "id,name,"));
  g_assert_cmpint (g_stat (path, &there), ==, 0);
  g_assert_cmpint (there.st_mode & 0777, ==, 0640);
}

/* No room: the old file stays, the error says why, and no draft is left (tear_down looks). */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  static const char *const files[] = { "full.csv", "full.graphml", "full.pdf", "full.png", "full.svg" };
  struct rlimit limit, small;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  small = limit;
  small.rlim_cur = 200;
  for (guint k = 0; k < G_N_ELEMENTS (files); k++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, files[k], NULL);
      g_autofree char *text = NULL;
      KithExportOptions options;
      g_autoptr (GError) error = NULL;
      gboolean done;

      g_file_set_contents (path, "old", -1, NULL);
      kith_export_options_init (&options, fixture->snapshot);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
      done = kith_export_run (fixture->store, fixture->snapshot, path, &options, NULL, NULL, NULL, &error);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
      g_assert_false (done);
      g_assert_error (error, KITH_ERROR, KITH_ERROR_DISK_FULL);
      g_file_get_contents (path, &text, NULL, NULL);
      g_assert_cmpstr (text, ==, "old");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/formula", test_formula);
#define ADD(name, function) g_test_add ("/export/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("people", test_people);
  ADD ("ties", test_ties);
  ADD ("round-trip", test_round_trip);
  ADD ("some-people", test_some_people);
  ADD ("team", test_team);
  ADD ("graphs", test_graphs);
  ADD ("dot", test_dot);
  ADD ("call-sheet", test_call_sheet);
  ADD ("no-campaign", test_no_campaign);
  ADD ("map", test_map);
  ADD ("ring", test_ring);
  ADD ("plan", test_plan);
  ADD ("long", test_long);
  ADD ("bad", test_bad);
  ADD ("replace", test_replace);
  ADD ("full", test_full);
  return g_test_run ();
}
