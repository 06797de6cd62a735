/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-archive.h"

#include "kith-error.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>

#define CHUNK_SIZE (64 << 10)

struct _KithArchive
{
  KithFile *file;
  struct archive *archive;
  char *name; /* of the entry */
  guint entries;
  guint64 left; /* bytes that the entry may still have */
};

static gboolean
set_broken (KithArchive *self, GError **error)
{
  g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE,
               _ ("“%s” is a ZIP archive, but damaged or cut short: get it again from where it came."),
               self->file->name);
  return FALSE;
}

KithArchive *
kith_archive_open (KithFile *file, GError **error)
{
  g_autoptr (KithArchive) self = g_new0 (KithArchive, 1);
  g_autofree char *path = kith_file_dup_path (file);

  self->file = kith_file_ref (file);
  self->archive = archive_read_new ();
  archive_read_support_format_zip_seekable (self->archive);
  archive_read_set_options (self->archive, "zip:hdrcharset=UTF-8");
  if (archive_read_open_filename (self->archive, path, CHUNK_SIZE) != ARCHIVE_OK)
    {
      set_broken (self, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
kith_archive_free (KithArchive *self)
{
  if (self == NULL)
    return;
  archive_read_free (self->archive);
  kith_file_unref (self->file);
  g_free (self->name);
  g_free (self);
}

gboolean
kith_archive_next (KithArchive *self, const char **name, guint64 *size, GError **error)
{
  for (;;)
    {
      struct archive_entry *entry;
      const char *path;
      int result = archive_read_next_header (self->archive, &entry);

      if (result == ARCHIVE_EOF)
        return FALSE;
      if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
        return set_broken (self, error);
      if (++self->entries > KITH_ARCHIVE_ENTRIES_MAX)
        {
          g_set_error (error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
                       _ ("“%s” holds more than %d files: unpack it, and import those that hold people."),
                       self->file->name, KITH_ARCHIVE_ENTRIES_MAX);
          return FALSE;
        }
      path = archive_entry_pathname_utf8 (entry);
      if (path == NULL)
        path = archive_entry_pathname (entry);
      if (path == NULL || archive_entry_filetype (entry) != AE_IFREG)
        continue;
      g_free (self->name);
      self->name = g_utf8_make_valid (path, -1);
      *name = self->name;
      *size = archive_entry_size_is_set (entry) ? MAX (archive_entry_size (entry), 0) : 0;
      self->left = archive_entry_size_is_set (entry) ? *size : KITH_ARCHIVE_UNSAID_MAX;
      if (archive_entry_is_data_encrypted (entry))
        {
          g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE,
                       _ ("“%s” is locked with a password: unpack it, and import the files in it."), self->file->name);
          return FALSE;
        }
      return TRUE;
    }
}

gboolean
kith_archive_find (KithArchive *self, const char *name, guint64 *size, GError **error)
{
  const char *found;

  while (kith_archive_next (self, &found, size, error))
    if (g_str_equal (found, name))
      return TRUE;
  return FALSE;
}

gssize
kith_archive_read (KithArchive *self, void *buffer, gsize size, GError **error)
{
  la_ssize_t n = archive_read_data (self->archive, buffer, size);

  /* What says that it is small may unpack to anything. */
  if (n < 0 || (guint64) n > self->left)
    {
      set_broken (self, error);
      return -1;
    }
  self->left -= n;
  return n;
}

KithFile *
kith_archive_extract (KithArchive *self, const char *shown_name, guint64 max, GError **error)
{
  g_autoptr (KithFile) file = kith_file_new_held (shown_name, error);
  g_autofree char *buffer = g_malloc (CHUNK_SIZE);

  if (file == NULL)
    return NULL;
  for (;;)
    {
      gssize n = kith_archive_read (self, buffer, CHUNK_SIZE, error);

      if (n < 0)
        return NULL;
      if (n == 0)
        return g_steal_pointer (&file);
      if (file->size + n > max)
        {
          g_set_error (error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
                       _ ("“%s” unpacks to more than Kith reads at once: unpack it, and import the files you need."),
                       self->file->name);
          return NULL;
        }
      if (!kith_file_append (file, buffer, n, error))
        return NULL;
    }
}
