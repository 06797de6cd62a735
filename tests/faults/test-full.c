/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* No room: the file may not grow beyond a limit (what a full disk or a quota looks like). The act that hits it is refused with a sentence, all before it
 * stay, and with room again everything goes on. */

#include "faults.h"
#include "kith-acts.h"
#include "kith-error.h"
#include "kith-people.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#define PEOPLE 200

static void
limit_files (rlim_t size)
{
  struct rlimit limit;

  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = MIN (size, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_full (void)
{
  g_autofree char *folder = faults_make_folder ();
  g_autofree char *path = g_build_filename (folder, "network.kith", NULL);

  for (rlim_t limit = 200 << 10; limit <= 1200 << 10; limit += 50 << 10)
    {
      g_autoptr (KithStore) store = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *why = NULL;
      guint done = 0;
      int found;

      faults_create (path);
      store = kith_store_open (path, KITH_STORE_DEFAULT, &error);
      g_assert_no_error (error);
      limit_files (limit);
      while (done < 200 && faults_import (store, done + 1, PEOPLE, &error))
        done++;
      g_assert_error (error, KITH_ERROR, KITH_ERROR_DISK_FULL);
      g_assert_nonnull (strchr (error->message, '.'));
      g_clear_error (&error);
      g_assert_cmpint (faults_look (store, PEOPLE, FALSE, &why), ==, done);
      g_clear_pointer (&store, kith_store_close); /* still without room */

      store = kith_store_open (path, KITH_STORE_DEFAULT, &error);
      g_assert_no_error (error);
      g_assert_cmpint (faults_look (store, PEOPLE, FALSE, &why), ==, done);
      limit_files (RLIM_INFINITY);
      g_assert_true (faults_import (store, done + 1, PEOPLE, &error));
      found = faults_look (store, PEOPLE, TRUE, &why);
      if (found < 0)
        g_error ("limit %u KB: %s", (guint) (limit >> 10), why);
      g_assert_cmpint (found, ==, done + 1);
    }
  faults_remove_folder (folder);
}

/* A new network, or a copy, for which there is no room leaves nothing behind. */
static void
test_no_remains (void)
{
  g_autofree char *folder = faults_make_folder ();
  g_autofree char *path = g_build_filename (folder, "network.kith", NULL);
  g_autofree char *other = g_build_filename (folder, "other.kith", NULL);
  g_autoptr (KithStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;

  faults_create (path);
  store = kith_store_open (path, KITH_STORE_DEFAULT, &error);
  g_assert_true (faults_import (store, 1, PEOPLE, &error));
  for (rlim_t limit = 0; limit <= 100 << 10; limit += 10 << 10)
    {
      g_autoptr (KithStore) new = NULL;

      limit_files (limit);
      new = kith_store_open (other, KITH_STORE_NEW, &error);
      limit_files (RLIM_INFINITY);
      g_assert_null (new);
      g_assert_error (error, KITH_ERROR, KITH_ERROR_DISK_FULL);
      g_clear_error (&error);
      limit_files (limit);
      g_assert_false (kith_store_backup (store, other, FALSE, NULL, NULL, &error));
      limit_files (RLIM_INFINITY);
      g_assert_error (error, KITH_ERROR, KITH_ERROR_DISK_FULL);
      g_clear_error (&error);
    }
  g_clear_pointer (&store, kith_store_close);
  dir = g_dir_open (folder, 0, &error);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "network.kith");
  g_assert_null (g_dir_read_name (dir));
  faults_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGXFSZ, SIG_IGN);
  g_test_add_func ("/faults/full", test_full);
  g_test_add_func ("/faults/no-remains", test_no_remains);
  return g_test_run ();
}
