/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the worker program is. */

#include "kith-layout-pool.h"
#include "kith-error.h"

#include <glib/gi18n-lib.h>

static gboolean
is_program (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) && !g_file_test (path, G_FILE_TEST_IS_DIR);
}

char *
kith_layout_worker_find (GError **error)
{
  const char *told = g_getenv ("KITH_LAYOUT_WORKER");
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  g_autofree char *beside = NULL;

  if (told != NULL && *told != '\0')
    {
      if (is_program (told))
        return g_strdup (told);
      g_set_error (
          error, KITH_ERROR, KITH_ERROR_ENGINE,
          /* Translators: KITH_LAYOUT_WORKER is the name of a setting, do not translate it */
          _ ("The program that arranges the map is not at “%s”. Correct or remove the setting KITH_LAYOUT_WORKER."),
          told);
      return NULL;
    }
  /* A program run from the folder it was built in must not meet an older worker that is installed. */
  if (folder != NULL && g_str_has_prefix (folder, KITH_BUILD_DIR G_DIR_SEPARATOR_S) && is_program (KITH_WORKER_BUILT))
    return g_strdup (KITH_WORKER_BUILT);
  if (is_program (KITH_WORKER_INSTALLED))
    return g_strdup (KITH_WORKER_INSTALLED);
  if (folder != NULL)
    {
      beside = g_build_filename (folder, "..", "libexec", "kith", "kith-layout-worker", NULL);
      if (is_program (beside))
        return g_steal_pointer (&beside);
    }
  if (is_program (KITH_WORKER_BUILT))
    return g_strdup (KITH_WORKER_BUILT);
  g_set_error (
      error, KITH_ERROR, KITH_ERROR_ENGINE,
      _ ("The map cannot be arranged: the program kith-layout-worker, a part of Kith, is missing. Install Kith again."));
  return NULL;
}
