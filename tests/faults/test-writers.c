/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two programs that change one network at the same time: neither loses an act, and one that has to wait too long is told so. */

#include "faults.h"
#include "kith-acts.h"
#include "kith-error.h"
#include "kith-people.h"

#include <sys/wait.h>
#include <unistd.h>

#define ACTS 120

static int
write_acts (const char *path, const char *who)
{
  g_autoptr (KithStore) store = kith_store_open (path, KITH_STORE_DEFAULT, NULL);

  if (store == NULL)
    return 2;
  for (guint i = 0; i < ACTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s %u", who, i);
      KithPerson person = { .name = name, .audience = -1 };

      if (!kith_act_begin (store, "Add", FALSE, NULL) || !kith_person_add (store, &person, NULL)
          || !kith_act_commit (store, NULL, NULL))
        return 3;
    }
  return 0;
}

static void
test_two_writers (void)
{
  g_autofree char *folder = faults_make_folder ();
  g_autofree char *path = g_build_filename (folder, "network.kith", NULL);
  g_autoptr (KithStore) store = NULL;
  g_autoptr (GError) error = NULL;
  KithStoreCounts counts;
  g_autoptr (GPtrArray) acts = NULL;
  int status;
  pid_t child;

  faults_create (path);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    _exit (write_acts (path, "Child"));
  g_assert_cmpint (write_acts (path, "Parent"), ==, 0);
  waitpid (child, &status, 0);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);

  store = kith_store_open (path, KITH_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (kith_store_count (store, &counts, &error));
  g_assert_cmpuint (counts.people, ==, 2 * ACTS);
  acts = kith_act_list (store, 0, &error);
  g_assert_cmpuint (acts->len, ==, 2 * ACTS);
  g_clear_pointer (&store, kith_store_close);
  faults_remove_folder (folder);
}

static void
test_locked (void)
{
  g_autofree char *folder = faults_make_folder ();
  g_autofree char *path = g_build_filename (folder, "network.kith", NULL);
  g_autoptr (KithStore) first = NULL;
  g_autoptr (KithStore) second = NULL;
  g_autoptr (GError) error = NULL;
  KithPerson person = { .name = (char *) "Nea Nord", .audience = -1 };
  KithStoreCounts counts;
  guint64 before;

  faults_create (path);
  first = kith_store_open (path, KITH_STORE_DEFAULT, &error);
  second = kith_store_open_again (first, KITH_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  sqlite3_busy_timeout (kith_db_get_handle (kith_store_get_db (second)), 50);
  before = kith_store_get_version (second);

  g_assert_true (kith_act_begin (first, "Add", FALSE, &error));
  g_assert_true (kith_person_add (first, &person, &error));
  g_assert_false (kith_act_begin (second, "Add", FALSE, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (kith_act_undo (second, NULL, NULL, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_LOCKED);
  g_clear_error (&error);
  /* Reading goes on, and sees what was there before. */
  g_assert_true (kith_store_count (second, &counts, &error));
  g_assert_cmpuint (counts.people, ==, 0);
  g_assert_cmpuint (kith_store_get_version (second), ==, before);
  g_assert_true (kith_act_commit (first, NULL, &error));
  g_assert_cmpuint (kith_store_get_version (second), !=, before);
  g_assert_true (kith_store_count (second, &counts, &error));
  g_assert_cmpuint (counts.people, ==, 1);
  g_clear_pointer (&first, kith_store_close);
  g_clear_pointer (&second, kith_store_close);
  faults_remove_folder (folder);
}

/* Opening a network a second time in one program must not let go of the locks that the first connection holds: POSIX locks go with any closing
 * of the file. If they did, another program would think itself alone, fold in the log and take it away under the first one. */
static void
test_locks_stay (void)
{
  g_autofree char *folder = faults_make_folder ();
  g_autofree char *path = g_build_filename (folder, "network.kith", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autoptr (KithStore) store = NULL;
  g_autoptr (KithStore) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *why = NULL;
  int status;
  pid_t child;

  faults_create (path);
  store = kith_store_open (path, KITH_STORE_DEFAULT, &error);
  g_assert_true (faults_import (store, 1, 50, &error));
  again = kith_store_open (path, KITH_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_clear_pointer (&again, kith_store_close);

  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      /* A program of its own, which shares nothing with this one. */
      execl ("/proc/self/exe", "faults-writers", "--open", path, NULL);
      _exit (9);
    }
  waitpid (child, &status, 0);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_true (faults_import (store, 2, 50, &error));
  g_clear_pointer (&store, kith_store_close);

  store = kith_store_open (path, KITH_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_cmpint (faults_look (store, 50, TRUE, &why), ==, 2);
  g_clear_pointer (&store, kith_store_close);
  faults_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--open"))
    {
      g_autoptr (KithStore) store = kith_store_open (argv[2], KITH_STORE_DEFAULT, NULL);

      return store == NULL;
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/faults/two-writers", test_two_writers);
  g_test_add_func ("/faults/locked", test_locked);
  g_test_add_func ("/faults/locks-stay", test_locks_stay);
  return g_test_run ();
}
