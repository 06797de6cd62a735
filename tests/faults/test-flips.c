/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* 500 flipped bits, and coarser damage: all of it is noticed by the check, and nothing read is ever other than what was written. */

#include "faults.h"
#include "kith-acts.h"
#include "kith-check.h"
#include "kith-error.h"
#include "store-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FLIPS 500
#define OTHERS 300

typedef struct
{
  StoreFixture *fixture;
  char *good;
  gsize size;
  char *dump;
} Flips;

static void
set_up (Flips *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->fixture = store_fixture_new ();
  store_fixture_fill (self->fixture->store);
  g_assert_true (kith_act_begin (self->fixture->store, "Many", FALSE, &error));
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u", i);
      g_autofree char *email = g_strdup_printf ("more%u@example.org", i);

      store_fixture_add_person (self->fixture->store, name, email);
    }
  g_assert_true (kith_act_commit (self->fixture->store, NULL, &error));
  /* Some pages that nothing uses. */
  g_assert_true (kith_act_undo (self->fixture->store, NULL, NULL, NULL, &error));
  self->dump = store_fixture_dump (self->fixture->store);
  g_clear_pointer (&self->fixture->store, kith_store_close);
  g_assert_true (g_file_get_contents (self->fixture->path, &self->good, &self->size, &error));
}

static void
tear_down (Flips *self, gconstpointer data)
{
  store_fixture_free (self->fixture);
  g_free (self->good);
  g_free (self->dump);
}

static void
assert_says_damage (const GError *error, const char *what)
{
  if (!g_error_matches (error, KITH_ERROR, KITH_ERROR_DAMAGED)
      && !g_error_matches (error, KITH_ERROR, KITH_ERROR_NOT_A_NETWORK))
    g_error ("%s: %s", what, error->message);
}

/* Returns whether the damage was noticed; what is read without an error must be what was written. */
static gboolean
look (Flips *self, const char *bytes, gsize size, const char *what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KithStore) store = NULL;
  g_autofree char *dump = NULL;

  g_assert_true (g_file_set_contents_full (self->fixture->path, bytes, size, G_FILE_SET_CONTENTS_NONE, 0600, &error));
  store = kith_store_open (self->fixture->path, KITH_STORE_DEFAULT, &error);
  if (store == NULL)
    {
      assert_says_damage (error, what);
      return TRUE;
    }
  dump = store_fixture_try_dump (store, &error);
  if (dump == NULL)
    assert_says_damage (error, what);
  else
    g_assert_cmpstr (dump, ==, self->dump);
  g_clear_error (&error);
  if (!kith_store_check (store, problems, NULL, NULL, &error))
    {
      assert_says_damage (error, what);
      return TRUE;
    }
  return problems->len > 0;
}

static void
test_flips (Flips *self, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autofree char *bytes = g_memdup2 (self->good, self->size);

  g_assert_false (look (self, self->good, self->size, "nothing"));
  for (guint i = 0; i < FLIPS; i++)
    {
      gsize byte = g_rand_int_range (random, 0, self->size);
      guint bit = g_rand_int_range (random, 0, 8);
      g_autofree char *what = g_strdup_printf ("bit %u of byte %" G_GSIZE_FORMAT, bit, byte);

      /* The first hundred are spread over the header, where a bit means most. */
      if (i < 100)
        byte = i;
      bytes[byte] ^= 1 << bit;
      if (!look (self, bytes, self->size, what))
        g_error ("%s went unnoticed", what);
      bytes[byte] ^= 1 << bit;
    }
}

static void
test_others (Flips *self, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);

  for (guint i = 0; i < OTHERS; i++)
    {
      g_autofree char *bytes = g_memdup2 (self->good, self->size);
      g_autofree char *what = NULL;
      gsize size = self->size;
      gsize page = 4096 * (gsize) g_rand_int_range (random, 0, size / 4096);
      gsize other = 4096 * (gsize) g_rand_int_range (random, 0, size / 4096);
      gsize sector = 512 * (gsize) g_rand_int_range (random, 0, size / 512);

      switch (i % 5)
        {
        case 0:
          what = g_strdup_printf ("zeroed page at %" G_GSIZE_FORMAT, page);
          memset (bytes + page, 0, 4096);
          break;
        case 1:
          size = g_rand_int_range (random, 1, size);
          what = g_strdup_printf ("cut to %" G_GSIZE_FORMAT, size);
          break;
        case 2:
          what = g_strdup_printf ("page %" G_GSIZE_FORMAT " in the place of %" G_GSIZE_FORMAT, other, page);
          memcpy (bytes + page, bytes + other, 4096);
          break;
        case 3:
          what = g_strdup_printf ("noise at %" G_GSIZE_FORMAT, sector);
          for (gsize j = 0; j < 512; j++)
            bytes[sector + j] = g_rand_int (random);
          break;
        default:
          what = g_strdup ("32 bits");
          for (guint j = 0; j < 32; j++)
            bytes[g_rand_int_range (random, 0, size)] ^= 1 << g_rand_int_range (random, 0, 8);
          break;
        }
      if (memcmp (bytes, self->good, size) == 0 && size == self->size)
        continue;
      if (!look (self, bytes, size, what))
        g_error ("%s went unnoticed", what);
    }
}

/* A bit that flips in the log before it is folded into the file: the page is not given a good sum. The network stays in a state that it was in, and sound. */
static void
test_log (Flips *self, gconstpointer data)
{
  g_autofree char *log = g_strconcat (self->fixture->path, "-wal", NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  guint noticed = 0;

  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KithStore) store = NULL;
      g_autofree char *after = NULL;
      g_autofree char *dump = NULL;
      struct stat info;
      guint8 byte;
      off_t at;
      int fd;

      g_assert_true (g_file_set_contents_full (self->fixture->path, self->good, self->size, G_FILE_SET_CONTENTS_NONE,
                                               0600, &error));
      store = kith_store_open (self->fixture->path, KITH_STORE_DEFAULT, &error);
      g_assert_no_error (error);
      g_assert_true (kith_act_redo (store, NULL, NULL, NULL, &error));
      after = store_fixture_dump (store);
      fd = open (log, O_RDWR | O_CLOEXEC);
      g_assert_cmpint (fstat (fd, &info), ==, 0);
      at = g_rand_int_range (random, 32, info.st_size);
      g_assert_cmpint (pread (fd, &byte, 1, at), ==, 1);
      byte ^= 1 << g_rand_int_range (random, 0, 8);
      g_assert_cmpint (pwrite (fd, &byte, 1, at), ==, 1);
      close (fd);
      if (!kith_db_run (kith_store_get_db (store), "PRAGMA wal_checkpoint (PASSIVE)", &error))
        {
          assert_says_damage (error, "log");
          noticed++;
        }
      g_clear_pointer (&store, kith_store_close);
      g_clear_error (&error);
      store = kith_store_open (self->fixture->path, KITH_STORE_DEFAULT, &error);
      g_assert_no_error (error);
      dump = store_fixture_dump (store);
      if (!g_str_equal (dump, after))
        g_assert_cmpstr (dump, ==, self->dump);
      store_fixture_assert_sound (store);
    }
  g_test_message ("%u of 40 noticed while folding", noticed);
  g_assert_cmpuint (noticed, >, 20); /* a page may be in the log more than once, and only its last state is folded in */
}

/* A bit that flips in the log that a crash left behind. In the last act it cannot be told from one that was cut off, so that may be gone; anywhere else it is
 * damage and said to be, and never are finished acts dropped in silence. */
static void
test_crashed_log (Flips *self, gconstpointer data)
{
  g_autofree char *folder = faults_make_folder ();
  g_autofree char *path = g_build_filename (folder, "crashed.kith", NULL);
  g_autofree char *crashed_log = g_strconcat (path, "-wal", NULL);
  g_autofree char *crashed_shared = g_strconcat (path, "-shm", NULL);
  g_autofree char *log = g_strconcat (self->fixture->path, "-wal", NULL);
  g_autofree char *before_last = NULL;
  g_autofree char *last = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *log_bytes = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (6);
  g_autoptr (KithStore) store = kith_store_open (self->fixture->path, KITH_STORE_DEFAULT, NULL);
  guint refused = 0;
  gsize size, log_size;

  for (guint act = 0; act < 6; act++)
    {
      g_assert_true (kith_act_begin (store, "Add", FALSE, NULL));
      for (guint i = 0; i < 20; i++)
        store_fixture_add_person (store, "Nea Nord", "nea@example.org");
      g_assert_true (kith_act_commit (store, NULL, NULL));
      if (act == 4)
        before_last = store_fixture_dump (store);
    }
  last = store_fixture_dump (store);
  g_assert_true (g_file_get_contents (self->fixture->path, &bytes, &size, NULL));
  g_assert_true (g_file_get_contents (log, &log_bytes, &log_size, NULL));

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KithStore) found = NULL;
      g_autofree char *dump = NULL;
      gsize at
          = i < 56 ? i : (gsize) g_rand_int_range (random, 56, log_size); /* the header and the first head bit by bit */
      guint bit = g_rand_int_range (random, 0, 8);

      g_unlink (crashed_shared);
      g_assert_true (g_file_set_contents_full (path, bytes, size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      log_bytes[at] ^= 1 << bit;
      g_assert_true (g_file_set_contents_full (crashed_log, log_bytes, log_size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      log_bytes[at] ^= 1 << bit;
      found = kith_store_open (path, KITH_STORE_DEFAULT, &error);
      if (found == NULL)
        {
          g_assert_error (error, KITH_ERROR, KITH_ERROR_DAMAGED);
          refused++;
          continue;
        }
      dump = store_fixture_dump (found);
      if (!g_str_equal (dump, last) && !g_str_equal (dump, before_last))
        g_error ("bit %u of byte %" G_GSIZE_FORMAT " of the log: acts are gone", bit, at);
      store_fixture_assert_sound (found);
    }
  g_test_message ("%u of 200 refused", refused);
  g_clear_pointer (&store, kith_store_close);
  faults_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/faults/flips", Flips, NULL, set_up, test_flips, tear_down);
  g_test_add ("/faults/log", Flips, NULL, set_up, test_log, tear_down);
  g_test_add ("/faults/crashed-log", Flips, NULL, set_up, test_crashed_log, tear_down);
  g_test_add ("/faults/damage", Flips, NULL, set_up, test_others, tear_down);
  return g_test_run ();
}
