/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Killed in the middle of imports, 200 times, by a signal that nothing can catch: no finished import is lost, and none is half-done. */

#include "faults.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ROUNDS 200
#define ROUNDS_PER_NETWORK 25
#define PEOPLE 400

/* Seen by both processes. */
typedef struct
{
  volatile guint done;   /* imports that were reported as finished */
  volatile guint in_act; /* an import is going on */
} Shared;

static void
import_forever (const char *path, Shared *shared)
{
  KithStore *store = kith_store_open (path, KITH_STORE_DEFAULT, NULL);
  guint batch = shared->done;

  if (store == NULL)
    _exit (9);
  for (;;)
    {
      shared->in_act = 1;
      if (!faults_import (store, ++batch, PEOPLE, NULL))
        _exit (8);
      shared->done = batch;
      shared->in_act = 0;
    }
}

static void
test_kill (void)
{
  g_autofree char *folder = faults_make_folder ();
  g_autofree char *path = g_build_filename (folder, "network.kith", NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  Shared *shared = mmap (NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  guint inside = 0, extra = 0;

  g_assert_true (shared != MAP_FAILED);
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (KithStore) store = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *why = NULL;
      struct timespec pause = { 0, g_rand_int_range (random, 2000000, 40000000) };
      guint done;
      pid_t child;
      int status, found;

      if (round % ROUNDS_PER_NETWORK == 0)
        {
          faults_create (path);
          shared->done = 0;
        }
      shared->in_act = 0;
      child = fork ();
      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        import_forever (path, shared);
      nanosleep (&pause, NULL);
      kill (child, SIGKILL);
      waitpid (child, &status, 0);
      g_assert_true (WIFSIGNALED (status)); /* it did not end by itself, having failed */
      inside += shared->in_act;
      done = shared->done;

      store = kith_store_open (path, KITH_STORE_DEFAULT, &error);
      g_assert_no_error (error);
      found = faults_look (store, PEOPLE, round % ROUNDS_PER_NETWORK == ROUNDS_PER_NETWORK - 1, &why);
      if (found < 0)
        g_error ("round %u: %s", round, why);
      /* One more than was reported is one that was killed between finishing and saying so. */
      g_assert_cmpint (found, >=, done);
      g_assert_cmpint (found, <=, done + 1);
      extra += found > (int) done;
      shared->done = found;
    }
  g_test_message ("killed %u times, %u of them inside an import, %u just after one", ROUNDS, inside, extra);
  g_assert_cmpuint (inside, >, ROUNDS / 4); /* otherwise this proves little */
  munmap (shared, sizeof *shared);
  faults_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/faults/kill", test_kill);
  return g_test_run ();
}
