/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Every file of the shared data beside the project, and every own one: read, with each row accounted for, or refused in one sentence; never
 * a crash. What came in once changes nothing when it comes again. And the counts of well-known networks. */

#include "kith-error.h"
#include "kith-intake.h"
#include "shared-data.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* Larger files are read once only, to keep the run short. */
#define AGAIN_MAX (200 << 10)
#define SHARED_CUTS 12 /* lengths of each shared file */

static void
collect (const char *folder, GPtrArray *paths)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        collect (path, paths);
      else
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
}

static void
assert_whole (const KithAccount *account)
{
  g_assert_cmpuint (account->rows, ==,
                    account->added + account->updated + account->matched + account->asked + account->n_left_out);
  g_assert_cmpuint (account->rows, >, 0);
  for (guint i = 0; i < account->left_out->len; i++)
    g_assert_true (g_str_has_suffix (g_array_index (account->left_out, KithAccountRow, i).reason, "."));
}

static void
assert_one_sentence (const GError *error)
{
  g_test_message ("refused: %s", error->message);
  g_assert_true (error->domain == KITH_ERROR);
  g_assert_cmpint (error->code, !=, KITH_ERROR_FAILED);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
assert_read_or_refused (const char *path)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *const paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  GStatBuf info;
  guint64 version;

  g_test_message ("%s", path);
  accounts = kith_intake_run (fixture->store, paths, NULL, NULL, NULL, &error);
  if (accounts == NULL)
    {
      KithStoreCounts counts;

      assert_one_sentence (error);
      g_assert_true (kith_store_count (fixture->store, &counts, NULL));
      g_assert_cmpuint (counts.people + counts.events + counts.imports, ==, 0);
      return;
    }
  assert_whole (accounts->pdata[0]);
  if (g_stat (path, &info) != 0 || info.st_size > AGAIN_MAX)
    return;
  version = kith_store_get_version (fixture->store);
  g_ptr_array_unref (accounts);
  accounts = kith_intake_run (fixture->store, paths, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_whole (accounts->pdata[0]);
  g_assert_cmpuint (((KithAccount *) accounts->pdata[0])->added, ==, 0);
  g_assert_cmpuint (((KithAccount *) accounts->pdata[0])->updated, ==, 0);
  g_assert_cmpuint (kith_store_get_version (fixture->store), ==, version);
}

static void
test_folder (const char *folder)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  collect (folder, paths);
  g_assert_cmpuint (paths->len, >, 0);
  g_ptr_array_sort_values (paths, (GCompareFunc) strcmp);
  for (guint i = 0; i < paths->len; i++)
    assert_read_or_refused (paths->pdata[i]);
}

static void
test_own (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "files", NULL);

  test_folder (folder);
}

static void
test_shared (gconstpointer name)
{
  g_autofree char *folder = shared_file_or_skip (name);

  if (folder == NULL)
    return;
  test_folder (folder);
}

/* As it would come in; the network stays as it was whatever becomes of the file. */
static void
assert_harmless (KithStore *store, const char *before, const char *path)
{
  const KithIntakeOptions options = { .dry_run = TRUE };
  const char *const paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = kith_intake_run (store, paths, &options, NULL, NULL, &error);
  g_autofree char *after = store_fixture_dump (store);

  if (accounts == NULL)
    assert_one_sentence (error);
  else
    assert_whole (accounts->pdata[0]);
  g_assert_cmpstr (after, ==, before);
}

/* Whatever a file is cut to, it is read or refused: @lengths of it at most, from nothing to all. */
static void
cut (const char *path, guint lengths)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *folder = g_dir_make_tmp ("kith-files-XXXXXX", NULL);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *part = g_build_filename (folder, name, NULL);
  g_autofree char *before = NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_test_message ("%s, %u bytes", name, (guint) length);
  store_fixture_fill (fixture->store);
  before = store_fixture_dump (fixture->store);
  for (guint i = 0; i <= MIN (length, lengths); i++)
    {
      g_assert_true (g_file_set_contents_full (part, text, length > lengths ? length * i / lengths : i,
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      assert_harmless (fixture->store, before, part);
    }
  g_remove (part);
  g_rmdir (folder);
}

/* One file of each format, each length of it. */
static void
test_cut (void)
{
  static const char *const names[]
      = { "files/linkedin-connections.csv", "files/medlemmar-1252.csv",          "files/meetup-members.xls.txt",
          "fuzz/corpus/dl/full.dl",         "fuzz/corpus/gdf/small.gdf",         "fuzz/corpus/gexf/small.gexf",
          "fuzz/corpus/gml/small.gml",      "fuzz/corpus/graphml/small.graphml", "fuzz/corpus/json/d3.json",
          "fuzz/corpus/ldif/small.ldif",    "fuzz/corpus/mail/list.mbox",        "fuzz/corpus/pajek/one.net",
          "fuzz/corpus/vcard/new.vcf" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, names[i], NULL);

      cut (path, 2000);
    }
  /* Those that a worker reads take a process each. */
  {
    g_autofree char *workbook = g_test_build_filename (G_TEST_DIST, "files/members.xls", NULL);
    g_autofree char *dot = g_test_build_filename (G_TEST_DIST, "fuzz/corpus/dot/club", NULL);

    cut (workbook, 64);
    cut (dot, 64);
  }
}

/* The same on files that people have, in a few lengths each; by hand KITH_CUTS says in how many. */
static void
test_shared_cut (void)
{
  static const char *const names[] = { "people/civicrm-sample/civicrm_contact.csv",
                                       "people/roundcube/Csv2vcard/gmail.csv",
                                       "suites/sheetjs/1904/1904.xlsx",
                                       "suites/messytables/simple.ods",
                                       "suites/messytables/simple.xls",
                                       "networks/football.zip",
                                       "networks/les-miserables.gexf",
                                       "networks/karate-factions.graphml",
                                       "networks/karate.gml",
                                       "networks/netscience.net",
                                       "networks/Zachary_Karate_Club.dl",
                                       "suites/twitter-grapher/sample.gdf",
                                       "suites/gephi-import/dot/labels.dot",
                                       "networks/starwars/starwars-full-interactions-allCharacters-merged.json",
                                       "vcards/ez-vcard/io/text/John_Doe_EVOLUTION.vcf",
                                       "people/thunderbird-import.ldif",
                                       "mail/mbox.rlug",
                                       "mail/3GPP_TSG_SA_ITUT_AHG.LOG1712A" };
  const char *lengths = g_getenv ("KITH_CUTS");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = shared_file_or_skip (names[i]);

      if (path == NULL)
        return;
      cut (path, lengths != NULL ? (guint) atoi (lengths) : SHARED_CUTS);
    }
}

typedef struct
{
  const char *files[20];
  guint people, ties, events, groups, attendance;
} Known;

static void
test_known (void)
{
  static const Known known[] = {
    { { "networks/email-Eu-core.txt" }, 1005, 16064, 0, 0, 0 },
    { { "networks/email-Eu-core.txt", "networks/email-Eu-core-department-labels.txt" }, 1005, 16064, 0, 0, 0 },
    { { "large/lastfm-asia-edges.csv", "large/lastfm-asia-target.csv" }, 7624, 27806, 0, 0, 0 },
    { { "large/facebook_combined.txt.gz" }, 4039, 88234, 0, 0, 0 },
    { { "large/email-Enron.txt.gz" }, 36692, 183831, 0, 0, 0 },
    { { "large/CollegeMsg.txt" }, 1899, 13838, 0, 0, 0 },
    { { "large/coauthors-hep-th-edges.csv", "large/coauthors-hep-th-nodes.csv" }, 8361, 15751, 0, 0, 0 },
    { { "networks/polbooks-edges.csv", "networks/polbooks-nodes.csv" }, 105, 441, 0, 0, 0 },
    { { "networks/quaker-edges.csv", "networks/quaker-nodes.csv" }, 96, 162, 0, 0, 0 },
    { { "networks/got-nodes.csv", "networks/got-edges.csv" }, 107, 352, 0, 0, 0 },
    { { "twomode/southern-women-twomode-edges.csv", "twomode/southern-women-twomode-nodes.csv" }, 18, 0, 14, 0, 89 },
    { { "twomode/brunson-club-membership-edges.csv" }, 25, 0, 15, 0, 95 },
    { { "twomode/PaulRevereAppD.csv" }, 254, 0, 7, 0, 319 },
    { { "twomode/nashville-meetup-member-to-group-edges.csv" }, 24631, 0, 0, 602, 45583 },
    { { "people/civicrm-sample/civicrm_activity.csv", "people/civicrm-sample/civicrm_activity_contact.csv",
        "people/civicrm-sample/civicrm_address.csv", "people/civicrm-sample/civicrm_contact.csv",
        "people/civicrm-sample/civicrm_contribution.csv", "people/civicrm-sample/civicrm_email.csv",
        "people/civicrm-sample/civicrm_entity_tag.csv", "people/civicrm-sample/civicrm_event.csv",
        "people/civicrm-sample/civicrm_group.csv", "people/civicrm-sample/civicrm_group_contact.csv",
        "people/civicrm-sample/civicrm_membership.csv", "people/civicrm-sample/civicrm_membership_type.csv",
        "people/civicrm-sample/civicrm_note.csv", "people/civicrm-sample/civicrm_participant.csv",
        "people/civicrm-sample/civicrm_phone.csv", "people/civicrm-sample/civicrm_relationship.csv",
        "people/civicrm-sample/civicrm_relationship_type.csv", "people/civicrm-sample/civicrm_tag.csv" },
      202,
      218,
      500,
      11,
      1196 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (StoreFixture) fixture = store_fixture_new ();
      g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) accounts = NULL;
      g_autoptr (GError) error = NULL;
      KithStoreCounts counts;

      for (const char *const *name = known[i].files; *name != NULL; name++)
        g_ptr_array_add (paths, shared_file_or_skip (*name));
      if (paths->pdata[0] == NULL)
        return;
      g_ptr_array_add (paths, NULL);
      g_test_message ("%s", known[i].files[0]);
      accounts = kith_intake_run (fixture->store, (const char *const *) paths->pdata, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (kith_store_count (fixture->store, &counts, &error));
      g_assert_cmpuint (counts.people, ==, known[i].people);
      g_assert_cmpuint (counts.stubs, ==, 0);
      g_assert_cmpuint (counts.ties, ==, known[i].ties);
      g_assert_cmpuint (counts.events, ==, known[i].events);
      g_assert_cmpuint (counts.groups, ==, known[i].groups);
      g_assert_cmpuint (counts.attendance, ==, known[i].attendance);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/files/own", test_own);
  g_test_add_func ("/files/cut", test_cut);
  g_test_add_func ("/files/shared/cut", test_shared_cut);
  g_test_add_func ("/files/known", test_known);
  g_test_add_data_func ("/files/shared/people", "people", test_shared);
  g_test_add_data_func ("/files/shared/networks", "networks", test_shared);
  g_test_add_data_func ("/files/shared/twomode", "twomode", test_shared);
  g_test_add_data_func ("/files/shared/suites", "suites", test_shared);
  g_test_add_data_func ("/files/shared/vcards", "vcards", test_shared);
  g_test_add_data_func ("/files/shared/mail", "mail", test_shared);
  g_test_add_data_func ("/files/shared/large", "large", test_shared);
  return g_test_run ();
}
