/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The folder of live networks: what is made in it, listed, and gone again; above all networks made for files that did not come in. Crashes
 * are children that end without a word. */

#include "kith-acts.h"
#include "kith-networks.h"
#include "kith-session.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static guint
count_files (void)
{
  g_autofree char *folder = kith_networks_dup_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static guint
count_listed (void)
{
  g_autoptr (GPtrArray) files = kith_networks_list (NULL);

  return files->len;
}

static char *
create (const char *name, gboolean for_files)
{
  g_autoptr (GError) error = NULL;
  char *path = kith_networks_create (name, for_files, &error);
  struct stat info;

  g_assert_no_error (error);
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  return path;
}

/* One act, as an import would be. */
static void
add_somebody (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KithStore) store = kith_store_open (path, KITH_STORE_DEFAULT, &error);

  g_assert_no_error (error);
  g_assert_true (kith_act_begin (store, "Import", FALSE, &error));
  g_assert_true (kith_store_set_name (store, "Somebody's", &error));
  g_assert_true (kith_act_commit (store, NULL, &error));
}

static void
open_and_close (const char *path)
{
  g_autoptr (KithSession) session = kith_session_new (path);

  kith_session_load (session);
  kith_session_close (session);
}

static void delete (const char *path)
{
  g_assert_true (kith_networks_delete (path, NULL));
  g_assert_cmpuint (count_files (), ==, 0);
}

static void
test_plain (void)
{
  g_autofree char *path = create ("Choir", FALSE);
  g_autofree char *again = create ("Choir", FALSE);

  g_assert_cmpstr (path, !=, again);
  g_assert_cmpuint (count_listed (), ==, 2);
  open_and_close (path);
  g_assert_cmpuint (count_listed (), ==, 2);
  g_assert_true (kith_networks_delete (path, NULL));
  delete (again);
}

/* Not listed before something came in; gone where it is closed without. */
static void
test_for_files (void)
{
  g_autofree char *path = create ("Choir", TRUE);

  g_assert_cmpuint (count_listed (), ==, 0);
  open_and_close (path);
  g_assert_cmpuint (count_files (), ==, 0);
}

/* Something came in: it stays, also where nobody said so before it was closed, and where that was undone. */
static void
test_kept (gconstpointer data)
{
  g_autofree char *path = create ("Choir", TRUE);

  add_somebody (path);
  if (GPOINTER_TO_INT (data) == 1)
    kith_networks_keep (path);
  if (GPOINTER_TO_INT (data) == 2)
    {
      g_autoptr (KithStore) store = kith_store_open (path, KITH_STORE_DEFAULT, NULL);

      g_assert_true (kith_act_undo (store, NULL, NULL, NULL, NULL));
    }
  g_assert_cmpuint (count_listed (), ==, GPOINTER_TO_INT (data) == 1);
  open_and_close (path);
  g_assert_cmpuint (count_listed (), ==, 1);
  g_assert_cmpuint (count_files (), ==, 1);
  delete (path);
}

/* A session that was closed before the network was opened knows nothing of what is in it. */
static void
test_never_opened (void)
{
  g_autofree char *path = create ("Choir", TRUE);
  g_autoptr (KithSession) session = kith_session_new (path);

  add_somebody (path);
  kith_session_close (session);
  g_assert_cmpuint (count_files (), ==, 2);
  delete (path);
}

/* In a process of its own, which ends at once when the pipe is closed. Returns: once the network is there */
static pid_t
create_elsewhere (gboolean full, int *alive)
{
  int ready[2], hold[2];
  char byte;
  pid_t child;

  g_assert_cmpint (pipe (ready), ==, 0);
  g_assert_cmpint (pipe (hold), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      g_autofree char *path = create ("Choir", TRUE);

      close (hold[1]);
      if (full)
        add_somebody (path);
      if (write (ready[1], "x", 1) != 1 || read (hold[0], &byte, 1) < 0)
        _exit (1);
      _exit (0);
    }
  close (ready[1]);
  close (hold[0]);
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  close (ready[0]);
  *alive = hold[1];
  return child;
}

/* As long as its maker lives it is left alone; after a crash it goes where nothing came in. */
static void
test_crash (gconstpointer data)
{
  gboolean full = GPOINTER_TO_INT (data);
  int alive, status;
  pid_t child = create_elsewhere (full, &alive);

  g_assert_cmpuint (count_listed (), ==, 0);
  g_assert_cmpuint (count_files (), ==, 2);
  close (alive);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpuint (count_listed (), ==, full);
  g_assert_cmpuint (count_files (), ==, full);
  if (full)
    {
      g_autofree char *path = kith_networks_find ("Choir");

      delete (path);
    }
}

/* A mark that lost its network says nothing of the next one of that name. */
static void
test_mark_alone (void)
{
  g_autofree char *path = create ("Choir", TRUE);
  g_autofree char *again = NULL;

  g_assert_cmpint (g_unlink (path), ==, 0);
  again = create ("Choir", FALSE);
  g_assert_cmpstr (again, ==, path);
  open_and_close (again);
  g_assert_cmpuint (count_listed (), ==, 1);
  delete (again);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/network-files/plain", test_plain);
  g_test_add_func ("/network-files/for-files", test_for_files);
  g_test_add_data_func ("/network-files/kept-unsaid", GINT_TO_POINTER (0), test_kept);
  g_test_add_data_func ("/network-files/kept", GINT_TO_POINTER (1), test_kept);
  g_test_add_data_func ("/network-files/kept-undone", GINT_TO_POINTER (2), test_kept);
  g_test_add_func ("/network-files/never-opened", test_never_opened);
  g_test_add_data_func ("/network-files/crash-empty", GINT_TO_POINTER (FALSE), test_crash);
  g_test_add_data_func ("/network-files/crash-full", GINT_TO_POINTER (TRUE), test_crash);
  g_test_add_func ("/network-files/mark-alone", test_mark_alone);
  return g_test_run ();
}
