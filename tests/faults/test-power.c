/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The power goes at every point of a series of acts, and the disk keeps what it must and, by chance, more: each time the network opens, is sound, and is in the
 * state after the last act that was reported as done, or after the one that was going on. The states are compared whole. */

#include "cut-vfs.h"
#include "faults.h"
#include "kith-acts.h"
#include "kith-check.h"
#include "kith-people.h"
#include "store-fixture.h"

#define PEOPLE 40
#define SEEDS 3 /* for each kind of cut that goes by chance */
#define MIN_IMAGES 2500

static void
finish_act (KithStore *store, GPtrArray *dumps)
{
  g_ptr_array_add (dumps, store_fixture_dump (store));
  cut_vfs_mark (dumps->len - 1);
}

static KithStore *
open_store (const char *path, KithStoreFlags flags, gboolean synced)
{
  g_autoptr (GError) error = NULL;
  KithStore *store = kith_store_open (path, flags, &error);

  g_assert_no_error (error);
  /* Folds the log into the file every now and then, as it does after larger imports. */
  g_assert_true (kith_db_run (kith_store_get_db (store), "PRAGMA wal_autocheckpoint = 40", &error));
  if (!synced)
    g_assert_true (kith_db_run (kith_store_get_db (store), "PRAGMA synchronous = OFF", &error));
  return store;
}

static void
live (const char *path, gboolean synced, GPtrArray *dumps)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KithStore) store = NULL;

  cut_vfs_reset ();
  cut_vfs_record (TRUE);
  store = open_store (path, KITH_STORE_NEW, synced);
  finish_act (store, dumps);
  for (guint batch = 1; batch <= 4; batch++)
    {
      g_assert_true (faults_import (store, batch, PEOPLE, &error));
      finish_act (store, dumps);
    }
  g_assert_true (kith_act_undo (store, NULL, NULL, NULL, &error));
  finish_act (store, dumps);
  g_assert_true (kith_act_redo (store, NULL, NULL, NULL, &error));
  finish_act (store, dumps);
  g_clear_pointer (&store, kith_store_close);
  store = open_store (path, KITH_STORE_DEFAULT, synced);
  g_assert_true (kith_act_begin (store, "Remove", FALSE, &error));
  g_assert_true (kith_person_remove (store, 7, &error));
  g_assert_true (kith_act_commit (store, NULL, &error));
  finish_act (store, dumps);
  g_assert_true (kith_act_undo (store, NULL, NULL, NULL, &error));
  finish_act (store, dumps);
  g_assert_true (faults_import (store, 5, PEOPLE, &error));
  finish_act (store, dumps);
  g_clear_pointer (&store, kith_store_close);
  cut_vfs_record (FALSE);
}

/* What is wrong with an image made after @mark; NULL where nothing is. */
static char *
look (const char *path, GPtrArray *dumps, guint mark)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KithStore) store = kith_store_open (path, KITH_STORE_DEFAULT, &error);
  g_autofree char *dump = NULL;

  if (store == NULL)
    return g_strdup (error->message);
  dump = store_fixture_try_dump (store, &error);
  if (dump == NULL)
    return g_strdup (error->message);
  if (!g_str_equal (dump, dumps->pdata[mark])
      && (mark + 1 == dumps->len || !g_str_equal (dump, dumps->pdata[mark + 1])))
    return g_strdup_printf ("the network is neither in the state after act %u nor after the next", mark);
  if (!kith_store_check (store, problems, NULL, NULL, &error))
    return g_strdup (error->message);
  return problems->len > 0 ? g_strdup (problems->pdata[0]) : NULL;
}

/* Returns how many images are not as they must be; ends with the first of them where there must be none. */
static guint
cut_everywhere (gboolean synced, guint step, guint *images)
{
  g_autofree char *alive = faults_make_folder ();
  g_autofree char *dead = faults_make_folder ();
  g_autofree char *path = g_build_filename (alive, "network.kith", NULL);
  g_autofree char *image = g_build_filename (dead, "network.kith", NULL);
  g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
  guint bad = 0;

  *images = 0;
  live (path, synced, dumps);
  for (guint point = cut_vfs_get_start (); point <= cut_vfs_get_length (); point += step)
    for (CutKind kind = 0; kind < CUT_N_KINDS; kind++)
      for (guint seed = 1; seed <= (kind == CUT_KEEPS_SOME || kind == CUT_LEAVES_NOISE ? SEEDS : 1); seed++)
        {
          guint mark = cut_vfs_rebuild (dead, point, kind, seed);
          g_autofree char *wrong = look (image, dumps, mark);

          if (wrong != NULL && synced)
            g_error ("point %u, kind %u, seed %u: %s", point, kind, seed, wrong);
          bad += wrong != NULL;
          ++*images;
        }
  faults_remove_folder (alive);
  faults_remove_folder (dead);
  return bad;
}

static void
test_power (void)
{
  guint images;

  cut_everywhere (TRUE, 1, &images);
  g_test_message ("%u operations, %u images", cut_vfs_get_length (), images);
  g_assert_cmpuint (images, >=, MIN_IMAGES);
}

/* Without syncs much is lost, and this test must see it; otherwise the other one proves nothing. */
static void
test_control (void)
{
  guint images, bad = cut_everywhere (FALSE, 10, &images);

  g_test_message ("%u of %u images are not whole without syncs", bad, images);
  g_assert_cmpuint (bad, >, images / 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cut_vfs_register ();
  g_test_add_func ("/faults/power", test_power);
  g_test_add_func ("/faults/power-control", test_control);
  return g_test_run ();
}
