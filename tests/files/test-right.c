/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Right results on real files, the shared data beside the project: what others count in a file is what comes in, and what is the same in two
 * formats comes in the same. */

#include "intake-fixture.h"
#include "kith-assembly.h"
#include "kith-communities.h"
#include "kith-events.h"
#include "kith-people.h"
#include "kith-sheet.h"
#include "kith-tags.h"
#include "kith-ties.h"
#include "shared-data.h"
#include "store-fixture.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

/* --- the counts of others --- */

typedef struct
{
  guint64 rows, people, ties;
  gboolean refused;
} Came;

static Came
count (const char *path)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *const paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = kith_intake_run (fixture->store, paths, NULL, NULL, NULL, &error);
  Came came = { .refused = accounts == NULL };

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      const KithAccount *account = accounts->pdata[i];

      came.rows += account->rows;
      came.people += account->people;
      came.ties += account->ties;
    }
  return came;
}

/* What Kith counts otherwise than the readers that the index was made with, and why. @rows of the account; 0 where the file is refused */
static const struct
{
  const char *file;
  guint64 rows;
} others[] = {
  { "networks/socnetv-a/TinyDir_N3_REL2.graphml", 7 },   /* two graphs in one file, of which they read one */
  { "twomode/southern-women-twomode.graphml", 18 + 89 }, /* events are no people */
  { "twomode/SouthernWomen.paj", 18 + 89 },
  { "suites/igraph-regression/tests/regression/bug_2497.gml", 0 }, /* a node without an id */
  { "mail/numpy-discussion-2001-November.txt", 39 + 37 },          /* each mail is twice in it */
  { "mail/unix_email.mbox", 4 + 7 },                               /* letters count for each to whom they go */
  { "people/NPSP_Data_Import_Template.csv", 1 },                   /* three lines of what to do, and two of heads */
};

static gboolean
is_other (const char *file, const Came *came)
{
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (others[i].file, file))
      {
        g_assert_cmpuint (came->rows, ==, others[i].rows);
        return TRUE;
      }
  return FALSE;
}

/* Tables alone that say nothing of people, or only together with others. */
static gboolean
may_be_refused (const char *file)
{
  return g_str_has_prefix (file, "people/civicrm-");
}

static void
assert_counts (const char *file, const char *counts)
{
  g_autofree char *path = shared_file (file);
  guint a, b, c;
  Came came;

  if (g_str_has_suffix (file, "LICENSE.txt"))
    return;
  if (strstr (counts, " lines") != NULL && sscanf (counts, "%u nodes, %u", &a, &b) == 2)
    {
      /* Lists of pairs, some with a line of heads or of counts. */
      came = count (path);
      g_test_message ("%s: %s", file, counts);
      g_assert_cmpuint (came.rows, >=, b - 1);
      g_assert_cmpuint (came.rows, <=, b);
      g_assert_cmpuint (came.people, >=, a - 2);
      g_assert_cmpuint (came.people, <=, a);
    }
  else if (sscanf (counts, "%u nodes, %u ties", &a, &b) == 2)
    {
      came = count (path);
      g_test_message ("%s: %s", file, counts);
      if (is_other (file, &came))
        return;
      g_assert_cmpint (came.refused, ==, a == 0);
      g_assert_cmpuint (came.rows, ==, a + b);
      g_assert_cmpuint (came.people, ==, a);
    }
  else if (strstr (counts, " cards") != NULL && sscanf (counts, "%u", &a) == 1 && a > 0)
    {
      /* Who is only named on a card is tied to who stands on it. */
      came = count (path);
      g_test_message ("%s: %s", file, counts);
      g_assert_cmpuint (came.people - came.ties, ==, a);
    }
  else if (sscanf (counts, "%u messages, %u senders, %u replies", &a, &b, &c) == 3)
    {
      came = count (path);
      g_test_message ("%s: %s", file, counts);
      if (is_other (file, &came))
        return;
      g_assert_cmpint (came.refused, ==, a == 0);
      /* A row for everybody, each reply, and each letter that goes to somebody; mail that is in the file again counts once. */
      g_assert_cmpuint (came.rows + 2, >=, came.people + c);
      g_assert_cmpuint (came.rows, <=, came.people + a);
      g_assert_cmpuint (came.people, <=, b);
    }
  else if (sscanf (counts, "%u lines x %u cols", &a, &b) == 2 && !g_str_has_prefix (file, "suites/"))
    {
      came = count (path);
      g_test_message ("%s: %s", file, counts);
      if (!is_other (file, &came) && !(came.refused && may_be_refused (file)))
        g_assert_cmpuint (came.rows, ==, a - 1);
    }
}

static void
test_index (gconstpointer folder)
{
  g_autofree char *index = shared_file_or_skip ("FILES.tsv");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint seen = 0;

  if (index == NULL)
    return;
  g_assert_true (g_file_get_contents (index, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines + 1; *line != NULL; line++)
    {
      g_auto (GStrv) cells = g_strsplit (*line, "\t", -1);

      if (g_strv_length (cells) < 3 || !g_str_has_prefix (cells[0], folder))
        continue;
      assert_counts (cells[0], cells[2]);
      seen++;
    }
  g_assert_cmpuint (seen, >, 0);
}

/* --- the same in two formats --- */

typedef struct
{
  KithStore *store;
  gboolean by_number;
  GPtrArray *names; /* by the number of the person */
  GPtrArray *lines;
} Lines;

/* Letters only: one file writes "DAFONTOURACOSTA, L", another "da Fontoura Costa, L". */
static gboolean
take_person (const KithPerson *person, gpointer user_data)
{
  Lines *self = user_data;
  GString *letters = g_string_new (NULL);

  if (self->by_number)
    g_string_printf (letters, "%d", (int) person->id);
  for (const char *p = person->name; !self->by_number && *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (letters, g_ascii_tolower (*p));
  g_ptr_array_set_size (self->names, MAX ((gint64) self->names->len, person->id + 1));
  g_ptr_array_add (self->lines, g_strdup (letters->str));
  self->names->pdata[person->id] = g_string_free_and_steal (letters);
  return TRUE;
}

static gboolean
take_tie (const KithTie *tie, gpointer user_data)
{
  Lines *self = user_data;
  const char *a = self->names->pdata[tie->a], *b = self->names->pdata[tie->b];

  g_ptr_array_add (self->lines, g_strdup_printf ("%s - %s", strcmp (a, b) < 0 ? a : b, strcmp (a, b) < 0 ? b : a));
  return TRUE;
}

/* The people of a file and the pairs it ties together, by name, or by number in the order they came in. */
static char *
dup_network (const char *file, gboolean by_number)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = shared_file (file);
  g_autoptr (GPtrArray) accounts = import_accounts (fixture->store, path);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  Lines self = { .by_number = by_number, .names = names, .lines = lines };

  g_assert_true (kith_people_each (fixture->store, take_person, &self, NULL, NULL));
  g_assert_true (kith_ties_each (fixture->store, take_tie, &self, NULL, NULL));
  g_ptr_array_sort_values (lines, (GCompareFunc) strcmp);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
test_networks (void)
{
  static const char *const same[][3]
      = { { "networks/karate.gml", "networks/karate-factions.graphml", "networks/Zachary_Karate_Club.dl" },
          { "networks/netscience.gml", "networks/netscience.net", NULL } };
  g_autofree char *there = shared_file_or_skip (same[0][0]);

  for (gsize i = 0; there != NULL && i < G_N_ELEMENTS (same); i++)
    {
      /* The club's members have names in one of the three only. */
      g_autofree char *first = dup_network (same[i][0], i == 0);

      for (guint k = 1; k < 3 && same[i][k] != NULL; k++)
        {
          g_autofree char *other = dup_network (same[i][k], i == 0);

          g_assert_cmpstr (first, ==, other);
        }
    }
}

static gboolean
take_group (const KithEvent *event, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup (event->name));
  return TRUE;
}

/* The first person of a file: all but telephone numbers, which are too short in the suite to be any, and of websites the first three, which is what
 * a card may have. Tables call tags what cards call groups. */
static char *
dup_card (const char *file)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = shared_file (file);
  g_autoptr (GPtrArray) accounts = import_accounts (fixture->store, path);
  g_autoptr (KithPerson) person = kith_person_get (fixture->store, 1, NULL);
  g_autoptr (GPtrArray) contacts = kith_person_get_contacts (fixture->store, 1, NULL);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) tags = kith_tag_list (fixture->store, NULL);
  GString *out = g_string_new (NULL);
  guint websites = 0;

  g_string_append_printf (out, "%s|%s|%s|%s|%s|%s|%s", person->name, person->given, person->family, person->town,
                          person->organization, person->language, person->notes);
  for (guint i = 0; i < contacts->len; i++)
    {
      const KithContact *contact = contacts->pdata[i];

      if (contact->kind == KITH_CONTACT_EMAIL || (contact->kind == KITH_CONTACT_URL && ++websites <= 3))
        g_string_append_printf (out, "\n%s", contact->value);
    }
  for (guint i = 0; i < tags->len; i++)
    g_ptr_array_add (groups, g_strdup (((KithTag *) tags->pdata[i])->name));
  g_assert_true (kith_events_each (fixture->store, take_group, groups, NULL, NULL));
  g_ptr_array_sort_values (groups, (GCompareFunc) strcmp);
  for (guint i = 0; i < groups->len; i++)
    g_string_append_printf (out, "\nin %s", (const char *) groups->pdata[i]);
  return g_string_free_and_steal (out);
}

/* Roundcube tells which card each table of its suite becomes. */
static void
test_cards (void)
{
  static const char *const names[] = { "all", "email", "gmail", "outlook", "tb_plain" };
  g_autofree char *there = shared_file_or_skip ("people/roundcube");

  for (gsize i = 0; there != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *table = g_strdup_printf ("people/roundcube/Csv2vcard/%s.csv", names[i]);
      g_autofree char *card = g_strdup_printf ("people/roundcube/Csv2vcard/%s.vcf", names[i]);
      g_autofree char *of_table = dup_card (table);
      g_autofree char *of_card = dup_card (card);

      g_assert_cmpstr (of_table, ==, of_card);
    }
}

/* --- tables as others read them --- */

/* A list of objects whose members are in the order of the columns, as rows of cells. */
static void
append_json (GString *out, const char *path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *rows;

  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  rows = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      g_autoptr (GList) heads = json_object_get_members (row);

      for (GList *head = heads; i == 0 && head != NULL; head = head->next)
        g_string_append_printf (out, "%s|", (const char *) head->data);
      g_string_append (out, "\n");
      for (GList *head = heads; head != NULL; head = head->next)
        {
          g_auto (GStrv) lines = g_strsplit (json_object_get_string_member (row, head->data), "\r\n", -1);
          /* Lines within a cell end in one way here. */
          g_autofree char *cell = g_strjoinv ("\n", lines);

          g_string_append_printf (out, "%s|", cell);
        }
    }
}

static void
append_table (GString *out, const char *path)
{
  g_autoptr (KithSource) source = kith_source_new (NULL);
  g_autoptr (GError) error = NULL;
  KithSheet *sheet;
  KithCsvRow row;

  g_assert_true (kith_source_add_path (source, path, &error));
  sheet = source->sheets->pdata[0];
  g_assert_true (kith_sheet_rewind (sheet, &error));
  for (guint i = 0; kith_sheet_next (sheet, &row, NULL, &error); i++)
    {
      if (row.n_cells == 0)
        continue;
      if (i > 0)
        g_string_append (out, "\n");
      for (guint k = 0; k < row.n_cells; k++)
        g_string_append_printf (out, "%s|", row.cells[k]);
    }
  g_assert_no_error (error);
}

static void
test_spectrum (void)
{
  g_autofree char *folder = shared_file_or_skip ("suites/csv-spectrum/csvs");
  g_autoptr (GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *csv = g_build_filename (folder, name, NULL);
      g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".csv"));
      g_autofree char *json = g_strdup_printf ("%s/../json/%s.json", folder, stem);
      g_autoptr (GString) expected = g_string_new (NULL);
      g_autoptr (GString) read = g_string_new (NULL);

      g_test_message ("%s", name);
      append_json (expected, json);
      append_table (read, csv);
      g_assert_cmpstr (read->str, ==, expected->str);
      n++;
    }
  g_assert_true (dir == NULL || n == 11);
}

/* --- an archive of mail --- */

static gboolean
sum_weights (const KithTie *tie, gpointer user_data)
{
  *(double *) user_data += tie->weight;
  return TRUE;
}

static gboolean
take_id (const KithPerson *person, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, person->id);
  return TRUE;
}

/* More than a few communities, none of them most of the people, and more words within them than there were by chance, though in a list a few
 * answer everybody. */
static void
assert_communities (KithStore *store)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (KithGraph) graph = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree int *membership = NULL;
  KithAssemblyCounts counts;
  guint n_communities, tied = 0, biggest = 0;
  double modularity;

  g_assert_true (kith_people_each (store, take_id, ids, NULL, &error));
  graph = kith_assembly_graph (store, ids->len, (const gint64 *) (gpointer) ids->data, NULL, &counts, NULL, &error);
  g_assert_no_error (error);
  membership = g_new (int, ids->len);
  g_assert_true (kith_communities_find (graph, &(KithCommunitiesOptions) { .resolution = 1, .seed = 1 }, membership,
                                        &n_communities, &modularity, NULL, NULL, &error));
  for (guint i = 0; i < ids->len; i++)
    {
      tied += membership[i] >= 0;
      biggest += membership[i] == 0;
    }
  g_test_message ("%u communities of %u people, %u in the biggest, modularity %.3f", n_communities, tied, biggest,
                  modularity);
  g_assert_cmpuint (n_communities, >=, 8);
  g_assert_cmpuint (n_communities, <=, 80);
  g_assert_cmpuint (3 * biggest, <, tied);
  g_assert_cmpfloat (modularity, >, 0.25);
}

/* Eleven years of a public list: 8,792 replies. */
static void
test_archive (void)
{
  g_autofree char *folder = shared_file_or_skip ("mail/r-package-devel");
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint64 people = 0, left_out = 0;
  double weight = 0;

  if (folder == NULL)
    return;
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort_values (paths, (GCompareFunc) strcmp);
  g_ptr_array_add (paths, NULL);
  accounts = kith_intake_run (fixture->store, (const char *const *) paths->pdata, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 46);
  for (guint i = 0; i < accounts->len; i++)
    {
      const KithAccount *account = accounts->pdata[i];

      left_out += account->n_left_out;
      people += account->people;
    }
  /* Of 8,792 replies two came twice, and one has no end of its headers; each of the others is part of a tie or left out with a reason. */
  g_assert_true (kith_ties_each (fixture->store, sum_weights, &weight, NULL, &error));
  g_assert_cmpfloat (weight + left_out, ==, 8789);
  g_assert_cmpuint (left_out, <, 700);
  g_assert_cmpuint (people, ==, 1112);
  assert_communities (fixture->store);

  /* The same, quarter by quarter. */
  {
    g_autoptr (StoreFixture) one_by_one = store_fixture_new ();
    KithStoreCounts counts;
    double sum = 0;

    for (guint i = 0; paths->pdata[i] != NULL; i++)
      import_file (one_by_one->store, paths->pdata[i]);
    g_assert_true (kith_ties_each (one_by_one->store, sum_weights, &sum, NULL, &error));
    g_assert_true (kith_store_count (one_by_one->store, &counts, &error));
    g_assert_cmpfloat (sum, ==, weight);
    g_assert_cmpuint (counts.people, ==, people);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/right/index/networks", "networks/", test_index);
  g_test_add_data_func ("/right/index/twomode", "twomode/", test_index);
  g_test_add_data_func ("/right/index/people", "people/", test_index);
  g_test_add_data_func ("/right/index/vcards", "vcards/", test_index);
  g_test_add_data_func ("/right/index/suites", "suites/", test_index);
  g_test_add_data_func ("/right/index/mail", "mail/", test_index);
  g_test_add_data_func ("/right/index/large", "large/", test_index);
  g_test_add_func ("/right/networks", test_networks);
  g_test_add_func ("/right/cards", test_cards);
  g_test_add_func ("/right/spectrum", test_spectrum);
  g_test_add_func ("/right/archive", test_archive);
  return g_test_run ();
}
