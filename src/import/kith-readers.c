/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-readers.h"

#include "kith-maildir.h"

#include <string.h>

#define CHUNK_SIZE (256 << 10)

const KithReader *const kith_readers[] = {
  &kith_reader_ods,
  &kith_reader_xlsx,
  &kith_reader_zip,
  &kith_reader_xls,
  &kith_reader_graphml,
  &kith_reader_gexf,
  &kith_reader_gml,
  &kith_reader_dot,
  &kith_reader_pajek,
  &kith_reader_dl,
  &kith_reader_gdf,
  &kith_reader_facebook,
  &kith_reader_x,
  &kith_reader_json,
  &kith_reader_vcard,
  &kith_reader_ldif,
  &kith_reader_mail,
  &kith_reader_text,
  NULL, /* the end */
};

const char *const *
kith_reader_suffixes (void)
{
  static const char *const suffixes[]
      = { "csv", "tsv", "tab", "txt", "gz", "zip", "xlsx", "xlsm", "xls",  "ods",  "graphml", "gexf", "gml",
          "dot", "gv",  "net", "paj", "dl", "gdf", "json", "vcf",  "ldif", "mbox", "mbx",     "eml",  NULL };

  return suffixes;
}

/* Archives and workbooks are read from anywhere in them, so they cannot stay packed. */
static KithFile *
unpack (KithSource *self, KithInput *input, GError **error)
{
  g_autoptr (KithFile) file = kith_file_new_held (kith_input_get_name (input), error);
  g_autofree guchar *buffer = g_malloc (CHUNK_SIZE);
  gssize n = file != NULL ? 1 : -1;

  while (n > 0 && (n = kith_input_read_bytes (input, buffer, CHUNK_SIZE, self->cancellable, error)) > 0)
    if (!kith_file_append (file, buffer, n, error))
      return NULL;
  return n == 0 ? g_steal_pointer (&file) : NULL;
}

gboolean
kith_source_add_file (KithSource *self, KithFile *file, GError **error)
{
  g_autoptr (KithInput) input = kith_input_new (file, error);
  const guchar *head;
  gsize length;

  if (input == NULL)
    return FALSE;
  head = kith_input_get_head (input, &length);
  if (kith_input_is_gzip (input) && length > 4
      && (memcmp (head, "PK\003\004", 4) == 0 || memcmp (head, "\320\317\021\340", 4) == 0))
    {
      g_autoptr (KithFile) unpacked = unpack (self, input, error);

      return unpacked != NULL && kith_source_add_file (self, unpacked, error);
    }
  for (guint i = 0; kith_readers[i] != NULL; i++)
    if (kith_readers[i]->knows (file->name, head, length))
      return kith_readers[i]->read (self, input, error);
  g_return_val_if_reached (FALSE);
}

gboolean
kith_source_add_path (KithSource *self, const char *path, GError **error)
{
  g_autoptr (KithFile) file = NULL;

  if (kith_is_maildir (path))
    return kith_source_add_maildir (self, path, error);
  file = kith_file_open (path, error);
  return file != NULL && kith_source_add_file (self, file, error);
}
