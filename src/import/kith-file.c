/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-file.h"

#include "kith-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static KithFile *
file_new (char *name)
{
  KithFile *self = g_new0 (KithFile, 1);

  /* of one line, whatever it is called */
  for (char *c = name; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  g_atomic_ref_count_init (&self->references);
  self->name = name;
  self->fd = -1;
  return self;
}

KithFile *
kith_file_ref (KithFile *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
kith_file_unref (KithFile *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->name);
  g_free (self);
}

static gboolean
set_open_error (KithFile *self, int code, GError **error)
{
  if (code == ENOENT || code == ENOTDIR)
    g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_FOUND, _ ("There is no file “%s”."), self->name);
  else if (code == EACCES || code == EPERM)
    g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE,
                 _ ("“%s” may not be read: ask its owner for permission, or copy it to your own folder."), self->name);
  else
    g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE, _ ("“%s” cannot be opened: %s."), self->name,
                 g_strerror (code));
  return FALSE;
}

static gboolean
open_path (KithFile *self, const char *path, GError **error)
{
  struct stat info;

  /* Not blocking, so that a pipe nobody writes to can be refused like any other. */
  self->fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (self->fd < 0)
    return set_open_error (self, errno, error);
  if (fstat (self->fd, &info) != 0)
    return set_open_error (self, errno, error);
  if (S_ISDIR (info.st_mode))
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_A_TABLE, _ ("“%s” is a folder: choose the files in it."),
                   self->name);
      return FALSE;
    }
  if (!S_ISREG (info.st_mode))
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_A_TABLE,
                   _ ("“%s” is a pipe or a device, not a file: save the table to a file first."), self->name);
      return FALSE;
    }
  self->size = info.st_size;
  return TRUE;
}

KithFile *
kith_file_open (const char *path, GError **error)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autoptr (KithFile) self = file_new (g_filename_display_name (base));

  return open_path (self, path, error) ? g_steal_pointer (&self) : NULL;
}

KithFile *
kith_file_new_held (const char *name, GError **error)
{
  g_autoptr (KithFile) self = file_new (g_utf8_make_valid (name, -1));

  self->held = TRUE;
  self->fd = memfd_create ("kith", MFD_CLOEXEC);
  if (self->fd >= 0)
    return g_steal_pointer (&self);
  set_open_error (self, errno, error);
  return NULL;
}

gboolean
kith_file_append (KithFile *self, const void *bytes, gsize length, GError **error)
{
  if (self->size + length > KITH_FILE_HELD_MAX)
    {
      g_set_error (
          error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
          /* Translators: a file, and a number of megabytes */
          _ ("“%s” unpacks to more than %d megabytes: unpack it yourself, and import the file that comes out."),
          self->name, KITH_FILE_HELD_MAX >> 20);
      return FALSE;
    }
  while (length > 0)
    {
      gssize n = pwrite (self->fd, bytes, length, self->size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE, _ ("“%s” could not be unpacked: %s."), self->name,
                       g_strerror (errno));
          return FALSE;
        }
      bytes = (const char *) bytes + n;
      length -= n;
      self->size += n;
    }
  return TRUE;
}

gssize
kith_file_read (const KithFile *self, guint64 offset, void *buffer, gsize size, GError **error)
{
  for (;;)
    {
      gssize n = pread (self->fd, buffer, size, offset);

      if (n >= 0)
        return n;
      if (errno != EINTR)
        {
          g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE, _ ("“%s” could not be read to its end: %s."),
                       self->name, g_strerror (errno));
          return -1;
        }
    }
}

char *
kith_file_dup_path (const KithFile *self)
{
  return g_strdup_printf ("/proc/self/fd/%d", self->fd);
}
