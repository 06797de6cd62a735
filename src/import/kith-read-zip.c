/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* ZIP archives around any of the formats: the export of a service as a whole (kith-pack.h), else each file in it is taken out and read as if it
 * came alone. What is no file of people or ties is passed over, and said so. How much is unpacked, and archives in archives, are bounded. */

#include "kith-error.h"
#include "kith-pack.h"
#include "kith-readers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEPTH_MAX 3
#define NOTES_MAX 20

/* What programs put beside what people packed, and what is never data. */
static gboolean
is_passed (const char *name)
{
  static const char *const suffixes[]
      = { ".jpg", ".jpeg", ".png", ".gif", ".mp4",  ".mov",  ".mp3", ".pdf", ".html", ".htm",
          ".css", ".svg",  ".md",  ".doc", ".docx", ".webp", ".exe", ".ttf", ".woff" };
  g_autofree char *lower = g_ascii_strdown (name, -1);
  const char *slash = strrchr (lower, '/');
  const char *base = slash != NULL ? slash + 1 : lower;

  if (*base == '.' || *base == '\0' || strstr (lower, "__macosx/") != NULL || g_str_has_prefix (base, "readme")
      || g_str_has_prefix (base, "license"))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (base, suffixes[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_fatal (const GError *error)
{
  return error->domain != KITH_ERROR;
}

static gboolean
read_entry (KithSource *source, KithArchive *archive, KithFile *outer, const char *name, GError **error)
{
  g_autoptr (KithFile) file = kith_pack_extract (source, archive, outer, name, error);
  g_autoptr (GError) unfit = NULL;
  guint before = source->sheets->len;

  if (file == NULL)
    return FALSE;
  if (!kith_source_add_file (source, file, &unfit))
    {
      if (is_fatal (unfit))
        {
          g_propagate_error (error, g_steal_pointer (&unfit));
          return FALSE;
        }
      g_ptr_array_set_size (source->sheets, before);
      if (source->notes->len < NOTES_MAX)
        g_ptr_array_add (source->notes, g_strdup (unfit->message));
      return TRUE;
    }
  for (guint i = before; i < source->sheets->len; i++)
    {
      KithSheet *sheet = source->sheets->pdata[i];

      if (!g_str_has_suffix (sheet->format, ".zip"))
        {
          g_autofree char *format = g_strconcat (sheet->format, ".zip", NULL);

          sheet->format = g_intern_string (format);
        }
    }
  return TRUE;
}

static gboolean
read_entries (KithSource *source, KithFile *file, GError **error)
{
  g_autoptr (KithArchive) archive = kith_archive_open (file, error);
  g_autoptr (GError) broken = NULL;
  guint before = source->sheets->len;
  const char *name;
  guint64 size;

  if (archive == NULL)
    return FALSE;
  while (kith_archive_next (archive, &name, &size, &broken))
    {
      if (g_cancellable_set_error_if_cancelled (source->cancellable, error))
        return FALSE;
      if (!is_passed (name) && !read_entry (source, archive, file, name, error))
        return FALSE;
    }
  if (broken != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&broken));
      return FALSE;
    }
  if (source->sheets->len > before)
    return TRUE;
  g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_A_TABLE,
               _ ("“%s” holds no file with people or ties: unpack it, and see what is in it."), file->name);
  return FALSE;
}

/* The names of all files in it. */
static GPtrArray *
list_names (KithSource *source, KithFile *file, GError **error)
{
  g_autoptr (KithArchive) archive = kith_archive_open (file, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) broken = NULL;
  const char *name;
  guint64 size;

  if (archive == NULL)
    return NULL;
  while (kith_archive_next (archive, &name, &size, &broken))
    g_ptr_array_add (names, g_strdup (name));
  if (broken == NULL)
    return g_steal_pointer (&names);
  g_propagate_error (error, g_steal_pointer (&broken));
  return NULL;
}

static gboolean
read_archive (KithSource *source, KithFile *file, GError **error)
{
  g_autoptr (GPtrArray) names = list_names (source, file, error);

  if (names == NULL)
    return FALSE;
  for (guint i = 0; kith_packs[i] != NULL; i++)
    if (kith_packs[i]->knows (names))
      return kith_packs[i]->read (source, file, names, error);
  return read_entries (source, file, error);
}

static gboolean
read_zip (KithSource *source, KithInput *input, GError **error)
{
  KithFile *file = kith_input_get_file (input);
  gboolean done;

  if (source->depth >= DEPTH_MAX)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
                   _ ("“%s” lies in archives within archives: unpack them, and import the files you need."),
                   file->name);
      return FALSE;
    }
  source->depth++;
  done = read_archive (source, file, error);
  source->depth--;
  return done;
}

static gboolean
knows_zip (const char *name, const guchar *head, gsize length)
{
  return length >= 4 && (memcmp (head, "PK\003\004", 4) == 0 || memcmp (head, "PK\005\006", 4) == 0);
}

const KithReader kith_reader_zip = { .format = "zip", .knows = knows_zip, .read = read_zip };
