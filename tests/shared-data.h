/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The shared data beside the project: hundreds of real files, which are not part of it. KITH_SHARED_DATA names their folder where it is
 * elsewhere. */

#pragma once

#include <glib.h>

/* A file or folder of the data. NULL only where there are no shared data at all; one that is missing in them is an error. */
static inline char *
shared_file (const char *name)
{
  /* not g_test_build_filename (), which a benchmark may not ask */
  const char *tests = g_getenv ("G_TEST_SRCDIR") != NULL ? g_getenv ("G_TEST_SRCDIR") : "tests";
  g_autofree char *folder = g_getenv ("KITH_SHARED_DATA") != NULL
                                ? g_strdup (g_getenv ("KITH_SHARED_DATA"))
                                : g_build_filename (tests, "..", "..", "shared", "data", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return NULL;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_error ("“%s” is missing in the shared data", name);
  return g_steal_pointer (&path);
}

/* The same for a test, which is skipped where there are no shared data. */
static inline char *
shared_file_or_skip (const char *name)
{
  char *path = shared_file (name);

  if (path == NULL)
    g_test_skip ("there is no shared data beside the project");
  return path;
}
