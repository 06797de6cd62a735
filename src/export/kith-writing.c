/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-writing.h"

#include "kith-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
set_error (const char *path, int code, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  switch (code)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      g_set_error (error, KITH_ERROR, KITH_ERROR_DISK_FULL,
                   _ ("There is no room left to write “%s”. Make room, or choose another place."), shown);
      break;
    case EACCES:
    case EPERM:
    case EROFS:
      g_set_error (error, KITH_ERROR, KITH_ERROR_READ_ONLY,
                   _ ("“%s” cannot be written to. Choose another folder, or ask for permission."), shown);
      break;
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_FOUND,
                   _ ("The folder for “%s” does not exist. Choose another folder."), shown);
      break;
    case EISDIR:
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID, _ ("“%s” is a folder. Choose a name for a file."), shown);
      break;
    default:
      g_set_error (error, KITH_ERROR, KITH_ERROR_FAILED, _ ("“%s” could not be written: %s."), shown,
                   g_strerror (code));
      break;
    }
}

static char *
draft_name (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  /* A long name is cut, so that the draft's is not too long for the folder. */
  g_autofree char *hidden = g_strdup_printf (".%.*s.XXXXXX", 200, name);

  return g_build_filename (folder, hidden, NULL);
}

KithWriting *
kith_writing_new (const char *path, GError **error)
{
  KithWriting *self;
  g_autofree char *draft = draft_name (path);
  int fd;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      set_error (path, EISDIR, error);
      return NULL;
    }
  fd = g_mkstemp_full (draft, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      set_error (path, errno, error);
      return NULL;
    }
  self = g_new0 (KithWriting, 1);
  self->path = g_strdup (path);
  self->draft = g_steal_pointer (&draft);
  self->fd = fd;
  self->stream = fdopen (fd, "w");
  return self;
}

static void
fail (KithWriting *self, int code)
{
  if (!self->failed)
    self->error_code = code != 0 ? code : EIO;
  self->failed = TRUE;
}

void
kith_writing_put_bytes (KithWriting *self, const void *bytes, gsize size)
{
  errno = 0;
  if (!self->failed && size > 0 && fwrite (bytes, 1, size, self->stream) != size)
    fail (self, errno);
}

void
kith_writing_put (KithWriting *self, const char *text)
{
  kith_writing_put_bytes (self, text, strlen (text));
}

/* The permissions the file has already, or those every new file of this person gets here: an empty one is made and asked, since the umask
 * itself cannot be read without changing it for all threads. */
static mode_t
final_mode (const char *path)
{
  g_autofree char *probe = NULL;
  struct stat there;
  mode_t mode = 0600;
  int fd;

  if (stat (path, &there) == 0 && S_ISREG (there.st_mode))
    return there.st_mode & 0777;
  probe = draft_name (path);
  fd = g_mkstemp_full (probe, O_RDWR | O_CLOEXEC, 0666);
  if (fd < 0)
    return mode;
  if (fstat (fd, &there) == 0)
    mode = there.st_mode & 0777;
  close (fd);
  g_unlink (probe);
  return mode;
}

gboolean
kith_writing_finish (KithWriting *self, GError **error)
{
  errno = 0;
  if (!self->failed && fflush (self->stream) != 0)
    fail (self, errno);
  if (!self->failed && fsync (self->fd) != 0 && errno != EINVAL && errno != EROFS)
    fail (self, errno);
  if (!self->failed)
    {
      /* A file system without permissions is no reason to lose the file. */
      if (fchmod (self->fd, final_mode (self->path)) != 0)
        errno = 0;
      if (g_rename (self->draft, self->path) != 0)
        fail (self, errno);
    }
  if (self->failed)
    {
      set_error (self->path, self->error_code, error);
      return FALSE;
    }
  g_clear_pointer (&self->draft, g_free);
  return TRUE;
}

void
kith_writing_free (KithWriting *self)
{
  if (self->stream != NULL)
    fclose (self->stream);
  if (self->draft != NULL)
    g_unlink (self->draft);
  g_free (self->draft);
  g_free (self->path);
  g_free (self);
}
