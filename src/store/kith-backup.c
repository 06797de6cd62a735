/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Copies of a network as one plain file. */

#include "kith-error.h"
#include "kith-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

static gboolean
fail_to_write (const char *path, int code, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (code == ENOSPC || code == EDQUOT || code == EFBIG)
    g_set_error (error, KITH_ERROR, KITH_ERROR_DISK_FULL,
                 _ ("There is no room left on the disk for “%s”. Make some room and try again."), name);
  else if (code == ENOENT || code == ENOTDIR)
    g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_FOUND,
                 _ ("The folder for “%s” does not exist. Choose another one, or make it first."), name);
  else
    g_set_error (error, KITH_ERROR, KITH_ERROR_READ_ONLY,
                 _ ("“%s” cannot be written there. Choose a folder that you can write to."), name);
  return FALSE;
}

/* Syncs the folder, so that the new name is on the disk too. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofd int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd >= 0)
    fsync (fd);
}

static gboolean
vacuum_into (KithStore *self, const char *path, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (self->db, "VACUUM INTO ?1", error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_text (stmt, 1, path);
  return kith_stmt_run (stmt, error);
}

gboolean
kith_store_backup (KithStore *self, const char *dest, gboolean overwrite, KithProgress *progress,
                   GCancellable *cancellable, GError **error)
{
  KITH_DB_WATCH (self->db, cancellable);
  g_autofree char *absolute = g_canonicalize_filename (dest, NULL);
  g_autofree char *partial = g_strdup_printf ("%s.%08x.part", absolute, g_random_int ());
  gboolean done;
  int fd;

  g_assert (!self->in_act && self->reading == 0);

  kith_progress_step (progress, _ ("Saving a copy"), -1);
  if (!overwrite && g_file_test (absolute, G_FILE_TEST_EXISTS))
    {
      g_autofree char *name = g_filename_display_basename (absolute);

      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID, _ ("There is a “%s” already. Choose another name."), name);
      return FALSE;
    }
  /* Made here, for its mode and for a clear word on why not; SQLite takes an empty file. */
  fd = g_open (partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail_to_write (absolute, errno, error);
  g_close (fd, NULL);

  if (self->read_only)
    kith_db_run (self->db, "PRAGMA query_only = OFF", NULL);
  self->may_commit = TRUE;
  done = vacuum_into (self, partial, error);
  self->may_commit = FALSE;
  if (self->read_only)
    kith_db_run (self->db, "PRAGMA query_only = ON", NULL);

  if (done && g_rename (partial, absolute) != 0)
    done = fail_to_write (absolute, errno, error);
  if (done)
    sync_folder (absolute);
  else
    g_unlink (partial);
  return done;
}
