/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening, refusing, copying, checking, and reading while another writes. */

#include "kith-check.h"
#include "kith-error.h"
#include "kith-imports.h"
#include "kith-merging.h"
#include "kith-people.h"
#include "kith-own-fields.h"
#include "kith-places.h"
#include "kith-schema.h"
#include "kith-settings.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static void
assert_refused (const char *path, KithStoreFlags flags, KithError code)
{
  g_autoptr (GError) error = NULL;
  KithStore *store = kith_store_open (path, flags, &error);

  g_assert_null (store);
  g_assert_error (error, KITH_ERROR, (int) code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
assert_refused_with (StoreFixture *fixture, const char *bytes, gsize size, KithError code)
{
  g_autofree char *path = g_build_filename (fixture->folder, "other.kith", NULL);
  g_autofree char *after = NULL;
  gsize after_size;

  g_assert_true (g_file_set_contents (path, bytes, size, NULL));
  assert_refused (path, KITH_STORE_DEFAULT, code);
  assert_refused (path, KITH_STORE_READ_ONLY, code);
  g_assert_true (g_file_get_contents (path, &after, &after_size, NULL));
  g_assert_cmpmem (bytes, size, after, after_size);
}

static void
test_new (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *none = g_build_filename (fixture->folder, "none.kith", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "where.kith", NULL);
  g_autofree char *name = NULL;
  g_autofree char *uuid = g_strdup (kith_store_get_uuid (fixture->store));
  struct stat info;

  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_true (g_uuid_string_is_valid (uuid));
  name = kith_store_dup_name (fixture->store);
  g_assert_cmpstr (name, ==, "network");
  g_assert_cmpstr (kith_store_get_path (fixture->store), ==, fixture->path);
  store_fixture_assert_sound (fixture->store);
  store_fixture_reopen (fixture);
  g_assert_cmpstr (kith_store_get_uuid (fixture->store), ==, uuid);
  g_assert_cmpuint (kith_store_get_seed (fixture->store), ==, 1);

  assert_refused (fixture->path, KITH_STORE_NEW, KITH_ERROR_INVALID);
  assert_refused (none, KITH_STORE_DEFAULT, KITH_ERROR_NOT_FOUND);
  assert_refused (nowhere, KITH_STORE_NEW, KITH_ERROR_NOT_FOUND);
  assert_refused (nowhere, KITH_STORE_CREATE, KITH_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (none, G_FILE_TEST_EXISTS));
}

static void
test_create (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = g_build_filename (fixture->folder, "a b%3f?#.kith", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KithStore) store = kith_store_open (path, KITH_STORE_CREATE, &error);
  g_autofree char *uuid = NULL;

  g_assert_no_error (error);
  uuid = g_strdup (kith_store_get_uuid (store));
  g_assert_cmpstr (uuid, !=, kith_store_get_uuid (fixture->store));
  g_clear_pointer (&store, kith_store_close);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  store = kith_store_open (path, KITH_STORE_CREATE, &error);
  g_assert_cmpstr (uuid, ==, kith_store_get_uuid (store));
  g_clear_pointer (&store, kith_store_close);

  /* A creation that was cut off at its very start is taken up again. */
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  assert_refused (path, KITH_STORE_DEFAULT, KITH_ERROR_NOT_A_NETWORK);
  store = kith_store_open (path, KITH_STORE_CREATE, &error);
  g_assert_no_error (error);
  store_fixture_assert_sound (store);
}

static void
test_wrong_files (void)
{
  static const char plain[] = "name,email\nNea Nord,nea@example.org\n";
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *good = NULL;
  g_autofree char *bad = NULL;
  g_autofree char *zeros = g_malloc0 (5000);
  sqlite3 *other;
  gsize size;

  g_clear_pointer (&fixture->store, kith_store_close);
  assert_refused (fixture->folder, KITH_STORE_DEFAULT, KITH_ERROR_NOT_A_NETWORK);
  assert_refused ("/dev/null", KITH_STORE_DEFAULT, KITH_ERROR_NOT_A_NETWORK);
  assert_refused_with (fixture, plain, strlen (plain), KITH_ERROR_NOT_A_NETWORK);
  assert_refused_with (fixture, zeros, 5000, KITH_ERROR_NOT_A_NETWORK);
  assert_refused_with (fixture, "SQLite format 3", 16, KITH_ERROR_NOT_A_NETWORK);

  g_assert_true (g_file_get_contents (fixture->path, &good, &size, NULL));
  bad = g_memdup2 (good, size);
  bad[68] ^= 1;
  assert_refused_with (fixture, bad, size, KITH_ERROR_DAMAGED);
  memcpy (bad, good, size);
  assert_refused_with (fixture, bad, 90, KITH_ERROR_DAMAGED);
  assert_refused_with (fixture, bad, 5000, KITH_ERROR_DAMAGED);

  /* Another program's database, and one that only says it is Kith's. */
  g_unlink (fixture->path);
  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  sqlite3_exec (other, "CREATE TABLE place (id INTEGER PRIMARY KEY, url TEXT)", NULL, NULL, NULL);
  sqlite3_close (other);
  assert_refused (fixture->path, KITH_STORE_DEFAULT, KITH_ERROR_NOT_A_NETWORK);
  sqlite3_open (fixture->path, &other);
  sqlite3_exec (other, "PRAGMA application_id = 1265202280", NULL, NULL, NULL);
  sqlite3_close (other);
  assert_refused (fixture->path, KITH_STORE_DEFAULT, KITH_ERROR_DAMAGED);
}

/* Runs SQL behind the store's back, with good page sums. */
static void
tamper (const char *path, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, "kith"), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static void
test_newer (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_size, after_size;

  g_clear_pointer (&fixture->store, kith_store_close);
  tamper (fixture->path, "PRAGMA user_version = 99");
  g_assert_true (g_file_get_contents (fixture->path, &before, &before_size, NULL));
  assert_refused (fixture->path, KITH_STORE_DEFAULT, KITH_ERROR_NEWER_VERSION);
  assert_refused (fixture->path, KITH_STORE_CREATE, KITH_ERROR_NEWER_VERSION);
  g_assert_true (g_file_get_contents (fixture->path, &after, &after_size, NULL));
  g_assert_cmpmem (before, before_size, after, after_size);
  tamper (fixture->path, "PRAGMA user_version = 0");
  assert_refused (fixture->path, KITH_STORE_DEFAULT, KITH_ERROR_DAMAGED);
}

static void
test_tampered (void)
{
  static const char *const changes[] = {
    "DROP TABLE place",
    "DROP TABLE place; CREATE VIEW place AS SELECT 1 AS person, 2 AS x, 3 AS y",
    "CREATE TRIGGER t AFTER INSERT ON person BEGIN DELETE FROM tie; END",
    "ALTER TABLE person ADD COLUMN more TEXT",
    "DROP INDEX tie_a",
    "DELETE FROM setting WHERE key = 'uuid'",
    "UPDATE setting SET value = 'x' WHERE key = 'uuid'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (StoreFixture) fixture = store_fixture_new ();

      g_clear_pointer (&fixture->store, kith_store_close);
      tamper (fixture->path, changes[i]);
      assert_refused (fixture->path, KITH_STORE_DEFAULT, KITH_ERROR_DAMAGED);
    }
}

static void
test_check (void)
{
  static const char *const damage[] = {
    "PRAGMA foreign_keys = OFF; DELETE FROM person WHERE id = 3",
    "UPDATE tie SET weight = -1 WHERE id = 1",
    "UPDATE person SET import = 77 WHERE id = 1",
    "DELETE FROM act_part",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (damage); i++)
    {
      g_autoptr (StoreFixture) fixture = store_fixture_new ();
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;

      store_fixture_fill (fixture->store);
      store_fixture_assert_sound (fixture->store);
      g_clear_pointer (&fixture->store, kith_store_close);
      tamper (fixture->path, damage[i]);
      fixture->store = kith_store_open (fixture->path, KITH_STORE_READ_ONLY, &error);
      g_assert_no_error (error);
      g_assert_true (kith_store_check (fixture->store, problems, NULL, NULL, &error));
      g_assert_cmpuint (problems->len, >, 0);
    }
}

static void
test_read_only (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *after = NULL;
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  KithStoreCounts counts;
  gsize size, after_size;

  store_fixture_fill (fixture->store);
  g_clear_pointer (&fixture->store, kith_store_close);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  fixture->store = kith_store_open (fixture->path, KITH_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_true (kith_store_is_read_only (fixture->store));
  g_assert_true (kith_store_count (fixture->store, &counts, &error));
  g_assert_cmpuint (counts.people, ==, 12);
  g_assert_false (kith_act_begin (fixture->store, "Change", FALSE, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (kith_act_undo (fixture->store, NULL, NULL, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_null (kith_act_dup_undo_label (fixture->store));
  store_fixture_assert_sound (fixture->store);
  g_clear_pointer (&fixture->store, kith_store_close);
  g_assert_true (g_file_get_contents (fixture->path, &after, &after_size, NULL));
  g_assert_cmpmem (bytes, size, after, after_size);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

static void
test_reading (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KithStore) reader = kith_store_open_again (fixture->store, KITH_STORE_READ_ONLY, &error);
  KithStoreCounts counts;
  guint64 version;

  g_assert_no_error (error);
  g_assert_true (kith_store_begin_reading (reader, &error));
  g_assert_true (kith_store_begin_reading (reader, &error));
  version = kith_store_get_version (reader);
  store_fixture_fill (fixture->store);
  g_assert_true (kith_store_count (reader, &counts, &error));
  g_assert_cmpuint (counts.people, ==, 0);
  kith_store_end_reading (reader);
  g_assert_true (kith_store_count (reader, &counts, &error));
  g_assert_cmpuint (counts.people, ==, 0);
  kith_store_end_reading (reader);
  g_assert_true (kith_store_count (reader, &counts, &error));
  g_assert_cmpuint (counts.people, ==, 12);
  g_assert_cmpuint (counts.ties, ==, 11);
  g_assert_cmpuint (counts.events, ==, 1);
  g_assert_cmpuint (counts.attendance, ==, 12);
  g_assert_cmpuint (counts.communities, ==, 1);
  g_assert_cmpuint (counts.reports, ==, 1);
  g_assert_cmpuint (kith_store_get_version (reader), !=, version);
}

static void
test_backup (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = g_build_filename (fixture->folder, "copy.kith", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "copy.kith", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KithStore) copy = NULL;
  struct stat info;
  gsize size;

  store_fixture_fill (fixture->store);
  before = store_fixture_dump (fixture->store);
  g_assert_true (kith_store_backup (fixture->store, path, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (kith_store_backup (fixture->store, path, FALSE, NULL, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (kith_store_backup (fixture->store, path, TRUE, NULL, NULL, &error));
  g_assert_false (kith_store_backup (fixture->store, nowhere, TRUE, NULL, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpint (bytes[20], ==, 8); /* guarded like any network */

  copy = kith_store_open (path, KITH_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  after = store_fixture_dump (copy);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (kith_store_get_uuid (copy), ==, kith_store_get_uuid (fixture->store));
  store_fixture_assert_sound (copy);
  g_assert_true (kith_act_undo (copy, NULL, NULL, NULL, &error));
}

static void
test_settings (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  g_assert_true (kith_act_begin (fixture->store, "Set", FALSE, &error));
  g_assert_true (kith_setting_set_double (fixture->store, "half", 0.5, &error));
  g_assert_true (kith_setting_set_int (fixture->store, "many", G_MININT64, &error));
  g_assert_true (kith_setting_set (fixture->store, "gone", "x", &error));
  g_assert_true (kith_setting_set (fixture->store, "gone", NULL, &error));
  g_assert_true (kith_store_set_name (fixture->store, "Hafenküche", &error));
  g_assert_true (kith_act_commit (fixture->store, NULL, &error));
  g_assert_cmpfloat (kith_setting_get_double (fixture->store, "half", 0), ==, 0.5);
  g_assert_cmpint (kith_setting_get_int (fixture->store, "many", 0), ==, G_MININT64);
  g_assert_cmpint (kith_setting_get_int (fixture->store, "half", 7), ==, 7);
  g_assert_null (kith_setting_dup (fixture->store, "gone"));
  name = kith_store_dup_name (fixture->store);
  g_assert_cmpstr (name, ==, "Hafenküche");
}

/* A network made by each version there was. */
static void
test_old (gconstpointer data)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *packed = g_strdup_printf ("v%d", GPOINTER_TO_INT (data));
  g_autofree char *path = store_fixture_unpack (fixture, packed);
  g_autoptr (GError) error = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (KithPerson) person = NULL;
  g_autoptr (GPtrArray) imports = NULL;
  KithStoreCounts counts;
  gint64 version, pins, values, field;

  store = kith_store_open (path, KITH_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  store_fixture_assert_sound (store);
  g_assert_true (kith_db_get_int (kith_store_get_db (store), "PRAGMA user_version", 0, &version, &error));
  g_assert_cmpint (version, ==, KITH_SCHEMA_VERSION);
  g_assert_true (kith_store_count (store, &counts, &error));
  g_assert_cmpuint (counts.people, ==, 12);
  g_assert_cmpuint (counts.ties, ==, 11);
  g_assert_cmpuint (counts.attendance, ==, 12);
  g_assert_cmpuint (counts.campaigns, ==, 1);
  person = kith_person_get (store, 5, &error);
  g_assert_cmpstr (person->name, ==, "Person 4");
  imports = kith_import_list (store, &error);
  g_assert_cmpuint (imports->len, ==, 1);
  /* In the network of version 2 both acts began within one second; only since version 3 it is known which one it was. */
  g_assert_cmpint (((KithImport *) imports->pdata[0])->act, ==, GPOINTER_TO_INT (data) == 2 ? 2 : 1);
  g_assert_true (kith_db_get_int (kith_store_get_db (store), "SELECT count (*) FROM pin", 0, &pins, &error));
  g_assert_cmpint (pins, ==, GPOINTER_TO_INT (data) >= 5 ? 1 : 0);
  g_assert_true (kith_db_get_int (kith_store_get_db (store), "SELECT count (*) FROM field_value", 0, &values, &error));
  g_assert_cmpint (values, ==, GPOINTER_TO_INT (data) >= 6 ? 1 : 0);
  /* What a version brought works in networks made before it. */
  g_assert_true (kith_act_begin (store, "Merge", FALSE, &error));
  g_assert_true (kith_people_merge (store, 1, 2, 0, &error));
  g_assert_true (kith_pin_set (store, 1, TRUE, &error));
  g_assert_true (kith_own_field_put (store, "Drives", KITH_VALUE_YES_NO, &field, NULL, &error));
  g_assert_true (kith_own_value_set (store, 3, field, "yes", NULL, &error));
  g_assert_true (kith_act_commit (store, NULL, &error));
  store_fixture_assert_sound (store);
  g_assert_true (kith_act_undo (store, NULL, NULL, NULL, &error));
  if (GPOINTER_TO_INT (data) >= 2)
    {
      g_autoptr (GPtrArray) merges = kith_merges_of (store, 12, &error);

      g_assert_cmpuint (merges->len, ==, 1);
    }
  if (GPOINTER_TO_INT (data) == KITH_SCHEMA_VERSION)
    g_assert_true (kith_act_undo (store, NULL, NULL, NULL, &error));
}

/* A network of an older version is looked at and copied without being touched; the copy opens. */
static void
test_old_as_it_is (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *path = store_fixture_unpack (fixture, "v1");
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.kith", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) acts = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (KithStore) opened = NULL;
  g_autoptr (GError) error = NULL;
  KithStoreCounts counts;
  gsize length_before, length_after;

  g_assert_true (g_file_get_contents (path, &before, &length_before, NULL));
  store = kith_store_open (path, KITH_STORE_AS_IT_IS, &error);
  g_assert_no_error (error);
  g_assert_true (kith_store_is_read_only (store));
  g_assert_true (kith_store_count (store, &counts, &error));
  g_assert_cmpuint (counts.people, >, 0);
  acts = kith_act_list (store, 0, &error);
  g_assert_cmpuint (acts->len, >, 0);
  g_assert_true (kith_store_check (store, problems, NULL, NULL, &error));
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_true (kith_store_backup (store, copy, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&store, kith_store_close);
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);

  opened = kith_store_open (copy, KITH_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_false (kith_store_is_read_only (opened));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/new", test_new);
  g_test_add_func ("/store/create", test_create);
  g_test_add_func ("/store/wrong-files", test_wrong_files);
  g_test_add_func ("/store/newer", test_newer);
  g_test_add_func ("/store/tampered", test_tampered);
  g_test_add_func ("/store/check", test_check);
  g_test_add_func ("/store/read-only", test_read_only);
  g_test_add_func ("/store/reading", test_reading);
  g_test_add_func ("/store/backup", test_backup);
  g_test_add_func ("/store/settings", test_settings);
  g_test_add_func ("/store/old-as-it-is", test_old_as_it_is);
  for (int version = 1; version <= KITH_SCHEMA_VERSION; version++)
    {
      g_autofree char *name = g_strdup_printf ("/store/version-%d", version);

      g_test_add_data_func (name, GINT_TO_POINTER (version), test_old);
    }
  return g_test_run ();
}
