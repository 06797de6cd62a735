/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-pack.h"

#include "kith-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const KithPack *const kith_packs[] = { &kith_pack_slack, &kith_pack_x, &kith_pack_facebook, NULL };

const char *
kith_pack_find (GPtrArray *names, const char *path)
{
  gsize length = strlen (path);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      gsize n = strlen (name);

      if (g_str_has_suffix (name, path) && (n == length || name[n - length - 1] == '/')
          && strstr (name, "__MACOSX") == NULL)
        return name;
    }
  return NULL;
}

KithFile *
kith_pack_extract (KithSource *source, KithArchive *archive, KithFile *outer, const char *name, GError **error)
{
  const char *slash = strrchr (name, '/');
  /* Translators: an archive, and a file in it */
  g_autofree char *shown = g_strdup_printf (_ ("%s: %s"), outer->name, slash != NULL ? slash + 1 : name);
  guint64 left = KITH_PACK_UNPACKED_MAX - MIN (KITH_PACK_UNPACKED_MAX, source->unpacked);
  KithFile *file = kith_archive_extract (archive, shown, left, error);

  if (file != NULL)
    source->unpacked += file->size;
  return file;
}

/* "window.YTD.tweets.part0 = " */
static gsize
find_value (KithInput *input)
{
  static const char before[] = "window.YTD.";
  gsize length;
  const guchar *head = kith_input_get_head (input, &length);
  const guchar *equals;

  if (length < sizeof before || memcmp (head, before, sizeof before - 1) != 0)
    return 0;
  equals = memchr (head, '=', MIN (length, 200));
  return equals != NULL ? (gsize) (equals - head) + 1 : 0;
}

JsonNode *
kith_pack_read_json (KithSource *source, KithArchive *archive, KithFile *outer, const char *name, GError **error)
{
  g_autoptr (KithFile) file = kith_pack_extract (source, archive, outer, name, error);
  g_autoptr (KithInput) input = file != NULL ? kith_input_new (file, error) : NULL;

  return input != NULL ? kith_json_read (input, find_value (input), source->cancellable, error) : NULL;
}

JsonNode *
kith_pack_find_json (KithSource *source, KithFile *outer, const char *name, GError **error)
{
  g_autoptr (KithArchive) archive = kith_archive_open (outer, error);
  g_autoptr (GError) broken = NULL;
  guint64 size;

  if (archive == NULL)
    return NULL;
  if (kith_archive_find (archive, name, &size, &broken))
    return kith_pack_read_json (source, archive, outer, name, error);
  if (broken != NULL)
    g_propagate_error (error, g_steal_pointer (&broken));
  else
    g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE,
                 _ ("“%s” is damaged or cut short: open it in the program it comes from, and save it again."),
                 outer->name);
  return NULL;
}
