/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The connection: statements kept and borrowed, values in and out, errors, cancelling. */

#include "kith-acts.h"
#include "kith-error.h"
#include "kith-page-guard.h"
#include "store-fixture.h"

#include <string.h>

static void
test_borrow (void)
{
  static const char sql[] = "SELECT ?1";
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  KithDb *db = kith_store_get_db (fixture->store);
  g_autoptr (GError) error = NULL;
  KithStmt *first = kith_db_prepare (db, sql, &error);
  KithStmt *second = kith_db_prepare (db, sql, &error);

  g_assert_no_error (error);
  g_assert_true (first != second); /* the first is in use */
  kith_stmt_bind_int (first, 1, 1);
  kith_stmt_bind_int (second, 1, 2);
  g_assert_cmpint (kith_stmt_step (first, &error), ==, 1);
  g_assert_cmpint (kith_stmt_step (second, &error), ==, 1);
  g_assert_cmpint (kith_stmt_get_int (first, 0), ==, 1);
  g_assert_cmpint (kith_stmt_get_int (second, 0), ==, 2);
  kith_stmt_release (second);
  kith_stmt_release (first);
  second = kith_db_prepare (db, sql, &error);
  g_assert_true (first == second); /* kept, and clean */
  g_assert_cmpint (kith_stmt_step (second, &error), ==, 1);
  g_assert_true (kith_stmt_is_null (second, 0));
  kith_stmt_release (second);
}

static void
test_values (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KithStmt) stmt = kith_db_prepare (kith_store_get_db (fixture->store),
                                               "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, CAST (x'c328' AS TEXT)", &error);
  gconstpointer blob;
  gsize size;

  g_assert_no_error (error);
  g_assert_cmpint (kith_stmt_get_columns (stmt), ==, 8);
  kith_stmt_bind_int (stmt, 1, G_MININT64);
  kith_stmt_bind_double (stmt, 2, 0.1);
  kith_stmt_bind_text (stmt, 3, "Nea");
  kith_stmt_bind_text (stmt, 4, NULL);
  kith_stmt_bind_blob (stmt, 5, "a\0b", 3);
  kith_stmt_bind_date (stmt, 6, KITH_NO_DATE);
  kith_stmt_bind_ref (stmt, 7, 0);
  g_assert_cmpint (kith_stmt_step (stmt, &error), ==, 1);
  g_assert_cmpint (kith_stmt_get_int (stmt, 0), ==, G_MININT64);
  g_assert_cmpfloat (kith_stmt_get_double (stmt, 1), ==, 0.1);
  g_assert_cmpstr (kith_stmt_get_text (stmt, 2), ==, "Nea");
  g_assert_null (kith_stmt_get_text (stmt, 3));
  g_assert_cmpstr (kith_stmt_get_string (stmt, 3), ==, "");
  blob = kith_stmt_get_blob (stmt, 4, &size);
  g_assert_cmpmem (blob, size, "a\0b", 3);
  g_assert_cmpint (kith_stmt_get_date (stmt, 5), ==, KITH_NO_DATE);
  g_assert_true (kith_stmt_is_null (stmt, 6));
  g_assert_null (kith_stmt_get_text (stmt, 7)); /* not UTF-8 */
  g_assert_cmpint (kith_stmt_step (stmt, &error), ==, 0);
  g_assert_no_error (error);
}

static void
test_too_large (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KithStmt) stmt = kith_db_prepare (kith_store_get_db (fixture->store), "SELECT length (?1)", &error);
  g_autofree char *huge = g_malloc (80 << 20);

  memset (huge, 'a', (80 << 20) - 1);
  huge[(80 << 20) - 1] = '\0';
  kith_stmt_bind_text (stmt, 1, huge);
  g_assert_cmpint (kith_stmt_step (stmt, &error), ==, -1);
  g_assert_error (error, KITH_ERROR, KITH_ERROR_TOO_LARGE);
}

static void
test_errors (void)
{
  static const struct
  {
    int sqlite;
    int kith;
  } cases[] = {
    { SQLITE_BUSY, KITH_ERROR_LOCKED },           { SQLITE_BUSY_SNAPSHOT, KITH_ERROR_LOCKED },
    { SQLITE_FULL, KITH_ERROR_DISK_FULL },        { SQLITE_CORRUPT, KITH_ERROR_DAMAGED },
    { SQLITE_CORRUPT_INDEX, KITH_ERROR_DAMAGED }, { SQLITE_NOTADB, KITH_ERROR_DAMAGED },
    { SQLITE_IOERR_DATA, KITH_ERROR_DAMAGED },    { SQLITE_IOERR_READ, KITH_ERROR_NOT_READABLE },
    { SQLITE_READONLY, KITH_ERROR_READ_ONLY },    { SQLITE_READONLY_CANTINIT, KITH_ERROR_READ_ONLY },
    { SQLITE_CANTOPEN, KITH_ERROR_NOT_READABLE }, { SQLITE_TOOBIG, KITH_ERROR_TOO_LARGE },
    { SQLITE_CONSTRAINT, KITH_ERROR_FAILED },
  };
  g_autoptr (StoreFixture) fixture = store_fixture_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (kith_db_fail (kith_store_get_db (fixture->store), cases[i].sqlite, &error));
      g_assert_error (error, KITH_ERROR, cases[i].kith);
      g_assert_nonnull (strstr (error->message, "network.kith"));
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
}

static void
test_cancel (void)
{
  static const char forever[]
      = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max (i) FROM n";
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  KithDb *db = kith_store_get_db (fixture->store);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 value;

  g_cancellable_cancel (cancellable);
  {
    KITH_DB_WATCH (db, cancellable);
    {
      KithDbWatch inner = kith_db_watch (db, NULL); /* leaves the outer one */

      g_assert_false (kith_db_get_int (db, forever, 0, &value, &error));
      kith_db_watch_clear (&inner);
    }
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_clear_error (&error);
  }
  g_assert_true (kith_db_get_int (db, "SELECT count (*) FROM setting", 0, &value, &error));
  g_assert_no_error (error);
}

/* A change that is stopped half-way takes its whole act back. */
static void
test_cancel_act (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  KithDb *db = kith_store_get_db (fixture->store);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  KithStoreCounts counts;

  g_assert_true (kith_act_begin (fixture->store, "Many", FALSE, &error));
  store_fixture_add_person (fixture->store, "Nea Nord", NULL);
  g_cancellable_cancel (cancellable);
  {
    KITH_DB_WATCH (db, cancellable);
    g_assert_false (kith_db_run (db,
                                 "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)"
                                 " INSERT INTO namespace (name) SELECT i FROM n",
                                 &error));
  }
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (kith_act_commit (fixture->store, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (kith_store_count (fixture->store, &counts, &error));
  g_assert_cmpuint (counts.people, ==, 0);
}

/* Every single bit of a page counts, and so does its number. */
static void
test_page_guard (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *bytes = NULL;
  guint8 *page;
  gsize size;

  g_clear_pointer (&fixture->store, kith_store_close);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));
  g_assert_cmpuint (kith_page_guard_page_size ((const guint8 *) bytes), ==, 4096);
  page = (guint8 *) bytes + 4096;
  g_assert_true (kith_page_guard_fits (page, 4096, 2));
  g_assert_false (kith_page_guard_fits (page, 4096, 3));
  for (guint bit = 0; bit < 8 * 4096; bit++)
    {
      page[bit / 8] ^= 1 << bit % 8;
      g_assert_false (kith_page_guard_fits (page, 4096, 2));
      page[bit / 8] ^= 1 << bit % 8;
    }
  memset (page, 0, 4096);
  g_assert_false (kith_page_guard_fits (page, 4096, 2));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/db/borrow", test_borrow);
  g_test_add_func ("/db/values", test_values);
  g_test_add_func ("/db/too-large", test_too_large);
  g_test_add_func ("/db/errors", test_errors);
  g_test_add_func ("/db/cancel", test_cancel);
  g_test_add_func ("/db/cancel-act", test_cancel_act);
  g_test_add_func ("/db/page-guard", test_page_guard);
  return g_test_run ();
}
