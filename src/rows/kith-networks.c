/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* SQLite must not run in folders that are synced or shown through a portal, so the files people work on live in Kith's own folder and
 * never where a file dialog points.
 *
 * Beside a network that was made for files lies an empty file, its mark, until they have come in. It is locked as long as the process that
 * made it lives; one that is not was left by a crash. */

#include "kith-networks.h"
#include "kith-acts.h"
#include "kith-error.h"
#include "kith-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#define SUFFIX ".kith"
#define MARK "-new"
#define LONGEST_FILE_NAME 80 /* characters, of at most four bytes: well below the 255 bytes a name may have */

static GHashTable *marks; /* path → the open file: those made here */
G_LOCK_DEFINE_STATIC (marks);

void
kith_network_file_free (KithNetworkFile *self)
{
  g_free (self->path);
  g_free (self->name);
  g_free (self->uuid);
  g_free (self->problem);
  g_free (self);
}

char *
kith_networks_dup_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "kith", "networks", NULL);
}

gboolean
kith_networks_contain (const char *path)
{
  g_autofree char *folder = kith_networks_dup_folder ();
  g_autoptr (GFile) parent = g_file_new_for_path (folder);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return g_file_has_prefix (file, parent);
}

static char *
dup_made_folder (GError **error)
{
  g_autofree char *folder = kith_networks_dup_folder ();

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return g_steal_pointer (&folder);
  g_set_error (
      error, KITH_ERROR, KITH_ERROR_READ_ONLY,
      /* Translators: %s is a folder, the second why it failed */
      _ ("The folder for networks, “%s”, could not be made (%s). Check that your home folder can be written to."),
      folder, g_strerror (errno));
  return NULL;
}

/* A name as a file can have it: no separators or control characters, not hidden, not too long. */
static char *
dup_file_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autoptr (GString) result = g_string_new (NULL);
  guint length = 0;

  for (const char *c = valid; *c != '\0' && length < LONGEST_FILE_NAME; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (letter == '/' || letter == '\\' || g_unichar_iscntrl (letter) || (letter == '.' && result->len == 0))
        continue;
      g_string_append_unichar (result, letter);
      length++;
    }
  g_strstrip (result->str);
  return g_strdup (*result->str != '\0' ? result->str : "network");
}

/* A path where there is nothing yet. */
static char *
dup_free_path (const char *name, GError **error)
{
  g_autofree char *folder = dup_made_folder (error);
  g_autofree char *base = dup_file_name (name);

  if (folder == NULL)
    return NULL;
  for (guint i = 1;; i++)
    {
      g_autofree char *file = i == 1 ? g_strconcat (base, SUFFIX, NULL) : g_strdup_printf ("%s %u" SUFFIX, base, i);
      g_autofree char *path = g_build_filename (folder, file, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        {
          kith_networks_keep (path); /* no mark of another one that has gone */
          return g_steal_pointer (&path);
        }
    }
}

char *
kith_networks_find (const char *name)
{
  g_autofree char *folder = kith_networks_dup_folder ();
  g_autofree char *base = dup_file_name (name);
  g_autofree char *file = g_strconcat (base, SUFFIX, NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}

/* — Made for files — */

static char *
dup_mark (const char *path)
{
  return g_strconcat (path, MARK, NULL);
}

static gboolean
set_mark (const char *path, GError **error)
{
  g_autofree char *mark = dup_mark (path);
  int file = g_open (mark, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

  if (file < 0 || flock (file, LOCK_EX | LOCK_NB) != 0)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_READ_ONLY, _ ("“%s” could not be written: %s."), mark,
                   g_strerror (errno));
      if (file >= 0)
        close (file);
      return FALSE;
    }
  G_LOCK (marks);
  if (marks == NULL)
    marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_insert (marks, g_strdup (path), GINT_TO_POINTER (file));
  G_UNLOCK (marks);
  return TRUE;
}

static gboolean
has_mark (const char *path)
{
  g_autofree char *mark = dup_mark (path);

  return g_file_test (mark, G_FILE_TEST_EXISTS);
}

/* Whether whoever set the mark has gone. */
static gboolean
is_abandoned (const char *path)
{
  g_autofree char *mark = dup_mark (path);
  int file = g_open (mark, O_RDWR | O_CLOEXEC, 0);
  gboolean is_free = file >= 0 && flock (file, LOCK_EX | LOCK_NB) == 0;

  if (file >= 0)
    close (file);
  return is_free;
}

void
kith_networks_keep (const char *path)
{
  g_autofree char *mark = dup_mark (path);
  gpointer file;

  g_unlink (mark);
  G_LOCK (marks);
  if (marks != NULL && g_hash_table_lookup_extended (marks, path, NULL, &file))
    {
      close (GPOINTER_TO_INT (file));
      g_hash_table_remove (marks, path);
    }
  G_UNLOCK (marks);
}

gboolean
kith_networks_is_left (const char *path, KithStore *store)
{
  g_autoptr (GPtrArray) acts = NULL;

  if (!has_mark (path))
    return FALSE;
  /* What is undone counts too: it can be done again. */
  acts = kith_act_list (store, 2, NULL);
  return acts != NULL && acts->len <= 1;
}

/* What was left by a crash. Returns: whether the network is gone */
static gboolean
settle (const char *path)
{
  g_autoptr (KithStore) store = kith_store_open (path, KITH_STORE_AS_IT_IS, NULL);
  gboolean is_left = store != NULL && kith_networks_is_left (path, store);

  g_clear_pointer (&store, kith_store_close);
  if (is_left && kith_networks_delete (path, NULL))
    return TRUE;
  kith_networks_keep (path);
  return FALSE;
}

char *
kith_networks_create (const char *name, gboolean for_files, GError **error)
{
  g_autofree char *path = dup_free_path (name, error);
  g_autoptr (KithStore) store = NULL;
  g_autoptr (KithActScope) act = NULL;

  if (path == NULL || (for_files && !set_mark (path, error)))
    return NULL;
  store = kith_store_open (path, KITH_STORE_NEW, error);
  if (store == NULL)
    return NULL;
  act = kith_act_scope (store);
  if (!kith_act_begin (store, _ ("New network"), FALSE, error) || !kith_store_set_name (store, name, error)
      || !kith_act_commit (store, NULL, error))
    return NULL;
  /* Undoing everything in a new network must not take its name away. */
  return kith_act_forget (store, error) ? g_steal_pointer (&path) : NULL;
}

char *
kith_networks_bring_in (const char *source, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (KithStore) store = kith_store_open (source, KITH_STORE_AS_IT_IS, error);
  g_autofree char *name = store != NULL ? kith_store_dup_name (store) : NULL;
  g_autofree char *path = store != NULL ? dup_free_path (name, error) : NULL;

  if (path == NULL || !kith_store_backup (store, path, FALSE, progress, cancellable, error))
    return NULL;
  return g_steal_pointer (&path);
}

KithNetworkFile *
kith_networks_look (const char *path)
{
  KithNetworkFile *self = g_new0 (KithNetworkFile, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (KithStore) store = kith_store_open (path, KITH_STORE_AS_IT_IS, &error);
  g_autofree char *base = g_path_get_basename (path);
  KithStoreCounts counts = { 0 };
  GStatBuf info;

  self->path = g_strdup (path);
  if (g_stat (path, &info) == 0)
    self->changed = info.st_mtime;
  if (store != NULL && kith_store_count (store, &counts, &error))
    {
      self->name = kith_store_dup_name (store);
      self->uuid = g_strdup (kith_store_get_uuid (store));
      self->people = counts.people;
      self->communities = counts.communities;
      return self;
    }
  if (g_str_has_suffix (base, SUFFIX))
    base[strlen (base) - strlen (SUFFIX)] = '\0';
  self->name = g_filename_display_name (base);
  self->problem = g_strdup (error->message);
  return self;
}

static int
compare_changed (gconstpointer a, gconstpointer b)
{
  const KithNetworkFile *x = a, *y = b;

  if (x->changed != y->changed)
    return x->changed < y->changed ? 1 : -1;
  return g_strcmp0 (x->path, y->path);
}

GPtrArray *
kith_networks_list (GCancellable *cancellable)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) kith_network_file_free);
  g_autofree char *folder = kith_networks_dup_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL && !g_cancellable_is_cancelled (cancellable))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_str_has_suffix (name, SUFFIX) || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
        continue;
      if (!has_mark (path) || (is_abandoned (path) && !settle (path)))
        g_ptr_array_add (files, kith_networks_look (path));
    }
  g_ptr_array_sort_values (files, compare_changed);
  return files;
}

gboolean
kith_networks_delete (const char *path, GError **error)
{
  const char *const beside[] = { "-wal", "-shm", "-journal", MARK };

  if (g_unlink (path) != 0 && errno != ENOENT)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_READ_ONLY, _ ("“%s” could not be deleted (%s)."), path,
                   g_strerror (errno));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *other = g_strconcat (path, beside[i], NULL);

      g_unlink (other);
    }
  kith_networks_keep (path);
  return TRUE;
}
