/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is meant by a word on the command line. */

#include "kith-cli.h"
#include "kith-error.h"
#include "kith-text.h"

#include <glib/gi18n.h>

int
kith_cli_find_person (const KithSnapshot *snapshot, const char *wanted, GError **error)
{
  g_autofree char *folded = kith_text_fold (wanted);
  int found = -1;
  guint n = 0;

  for (guint i = 0; i < snapshot->n; i++)
    {
      g_autofree char *name = kith_text_fold (snapshot->name[i]);

      if (g_strcmp0 (name, folded) == 0)
        {
          found = (int) i;
          n++;
        }
    }
  if (n == 0)
    {
      char *end = NULL;
      gint64 id = g_ascii_strtoll (wanted, &end, 10);

      found = end != wanted && *end == '\0' ? kith_snapshot_find (snapshot, id) : -1;
    }
  if (n < 2 && found >= 0)
    return found;
  if (n == 0)
    g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_FOUND, _ ("There is nobody called “%s”."), wanted);
  else
    g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                 ngettext ("There is %'u person called “%s”. Say which by the id that “people --json” lists.",
                           "There are %'u people called “%s”. Say which by the id that “people --json” lists.", n),
                 n, wanted);
  return -1;
}
