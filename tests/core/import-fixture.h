/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files for the tests of import and intake: those in tests/files, and made ones in a folder of their own. */

#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

static inline char *
own_file (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "files", name, NULL);
}

static inline char *
made_folder (void)
{
  static char *folder = NULL;

  if (folder == NULL)
    folder = g_dir_make_tmp ("kith-import-XXXXXX", NULL);
  return folder;
}

static inline char *
make_file_sized (const char *name, const char *bytes, gssize length)
{
  char *path = g_build_filename (made_folder (), name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
  return path;
}

static inline char *
make_file (const char *name, const char *text)
{
  return make_file_sized (name, text, -1);
}

/* Whether one of the notes (char *) of a table or an account has @part in it. */
static inline gboolean
has_note (GPtrArray *notes, const char *part)
{
  for (guint i = 0; i < notes->len; i++)
    if (strstr (notes->pdata[i], part) != NULL)
      return TRUE;
  return FALSE;
}

static inline void
remove_made_files (void)
{
  g_autoptr (GDir) dir = g_dir_open (made_folder (), 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (made_folder (), name, NULL);

      g_remove (path);
    }
  g_rmdir (made_folder ());
}
