/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is kept of mail says nothing of who wrote it once they are gone, and does all that it is kept for. */

#include "intake-fixture.h"
#include "kith-acts.h"
#include "kith-db.h"
#include "kith-people.h"
#include "kith-ties.h"
#include "store-fixture.h"

#include <string.h>

#define OCTOBER "stores/mail/2001-October.txt"
#define NOVEMBER "stores/mail/2001-November.txt"

static void
import_one (KithStore *store, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, name, NULL);

  import_file (store, path);
}

static gboolean
take_tie (const KithTie *tie, gpointer user_data)
{
  GPtrArray *ties = ((gpointer *) user_data)[0];
  KithStore *store = ((gpointer *) user_data)[1];
  g_autoptr (KithPerson) a = kith_person_get (store, tie->a, NULL);
  g_autoptr (KithPerson) b = kith_person_get (store, tie->b, NULL);

  gboolean forth = strcmp (a->name, b->name) < 0;

  g_ptr_array_add (ties,
                   g_strdup_printf ("%s, %s %g", forth ? a->name : b->name, forth ? b->name : a->name, tie->weight));
  return TRUE;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* By name: the order of people is that of the archives. */
static char *
dup_ties (KithStore *store)
{
  g_autoptr (GPtrArray) ties = g_ptr_array_new_with_free_func (g_free);
  gpointer data[] = { ties, store };

  g_assert_true (kith_ties_each (store, take_tie, data, NULL, NULL));
  g_ptr_array_sort (ties, compare_texts);
  g_ptr_array_add (ties, NULL);
  return g_strjoinv ("; ", (char **) ties->pdata);
}

static gboolean
find_gesa (const KithPerson *person, gpointer user_data)
{
  if (g_strcmp0 (person->name, "Gesa Gone") == 0)
    *(gint64 *) user_data = person->id;
  return TRUE;
}

static void
remove_gesa (KithStore *store)
{
  gint64 gesa = 0;

  g_assert_true (kith_people_each (store, find_gesa, &gesa, NULL, NULL));
  g_assert_cmpint (gesa, !=, 0);
  store_fixture_begin (store);
  g_assert_true (kith_person_remove (store, gesa, NULL));
  store_fixture_commit (store);
}

/* Whether bytes stand anywhere in a file. */
static gboolean
has_bytes (const char *path, const char *text)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  return memmem (bytes, length, text, strlen (text)) != NULL;
}

static void
assert_gone (const char *path)
{
  g_assert_true (has_bytes (path, "li@example.org"));
  g_assert_false (has_bytes (path, "gone@example"));
  g_assert_false (has_bytes (path, "Gesa"));
  g_assert_false (has_bytes (path, "gesa"));
}

/* Nobody who is not there any more, not even undone, nor any mail. */
static void
test_removed (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *ties = NULL;
  g_autofree char *before = NULL;

  import_one (fixture->store, OCTOBER);
  remove_gesa (fixture->store);
  /* What waits is answered, but for what she wrote; nor does an answer to her bring her back. */
  import_one (fixture->store, NOVEMBER);
  ties = dup_ties (fixture->store);
  g_assert_cmpstr (ties, ==, "Li Wei, Max Moor 1; Li Wei, Nea Nord 1");
  before = store_fixture_dump (fixture->store);
  g_assert_true (kith_act_undo (fixture->store, NULL, NULL, NULL, NULL));
  g_assert_true (kith_act_redo (fixture->store, NULL, NULL, NULL, NULL));
  {
    g_autofree char *after = store_fixture_dump (fixture->store);

    g_assert_cmpstr (after, ==, before);
  }
  store_fixture_assert_sound (fixture->store);
  g_assert_true (kith_act_forget (fixture->store, NULL));
  store_fixture_reopen (fixture);
  assert_gone (fixture->path);
  g_assert_false (has_bytes (fixture->path, "1@x"));

  /* And if she writes again, it is known what she wrote before. */
  {
    g_autofree char *path = g_build_filename (fixture->folder, "2001-December.txt", NULL);
    g_autofree char *more = NULL;

    g_assert_true (
        g_file_set_contents (path,
                             "From gone@example.org  Sat Dec 15 10:00:00 2001\nFrom: Gesa Gone <gone@example.org>\n"
                             "Date: Sat, 15 Dec 2001 10:00:00 +0200\nIn-Reply-To: <4@x>\nMessage-ID: <7@x>\n\nWords\n\n"
                             "From max@example.org  Sat Dec 15 11:00:00 2001\nFrom: Max Moor <max@example.org>\n"
                             "Date: Sat, 15 Dec 2001 11:00:00 +0200\nIn-Reply-To: <3@x>\nMessage-ID: <8@x>\n\nWords\n",
                             -1, NULL));
    import_file (fixture->store, path);
    more = dup_ties (fixture->store);
    g_assert_nonnull (strstr (more, "Gesa Gone, Li Wei 1"));
    g_assert_nonnull (strstr (more, "Gesa Gone, Max Moor 1"));
  }
}

/* The same with nobody gone, in any order. */
static void
test_all (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (StoreFixture) backward = store_fixture_new ();
  g_autofree char *ties = NULL;
  g_autofree char *other = NULL;

  import_one (fixture->store, OCTOBER);
  store_fixture_reopen (fixture);
  import_one (fixture->store, NOVEMBER);
  ties = dup_ties (fixture->store);
  g_assert_cmpstr (ties, ==, "Gesa Gone, Nea Nord 2; Li Wei, Max Moor 1; Li Wei, Nea Nord 1");
  import_one (backward->store, NOVEMBER);
  store_fixture_reopen (backward);
  import_one (backward->store, OCTOBER);
  other = dup_ties (backward->store);
  g_assert_cmpstr (other, ==, ties);
}

/* A network of version 6 had names and addresses in it: they go when it is opened, also from what is free in the file, and it goes on as if it had never
 * been another. */
static void
test_old (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = store_fixture_unpack (fixture, "v6-mail");
  g_autoptr (GError) error = NULL;
  g_autofree char *ties = NULL;
  KithStore *store;
  gint64 version;

  g_assert_true (has_bytes (path, "gone@example.org"));
  store = kith_store_open (path, KITH_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  store_fixture_assert_sound (store);
  kith_store_close (store);
  assert_gone (path);

  store = kith_store_open (path, KITH_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  version = kith_store_get_version (store);
  import_one (store, OCTOBER);
  ties = dup_ties (store);
  g_assert_cmpstr (ties, ==, "");
  g_assert_cmpint (kith_store_get_version (store), !=, version); /* Gesa is back */
  remove_gesa (store);
  import_one (store, NOVEMBER);
  g_free (ties);
  ties = dup_ties (store);
  g_assert_cmpstr (ties, ==, "Li Wei, Max Moor 1; Li Wei, Nea Nord 1");
  version = kith_store_get_version (store);
  import_one (store, NOVEMBER);
  g_assert_cmpint (kith_store_get_version (store), ==, version);
  store_fixture_assert_sound (store);
  kith_store_close (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/heard/removed", test_removed);
  g_test_add_func ("/heard/all", test_all);
  g_test_add_func ("/heard/old", test_old);
  return g_test_run ();
}
