/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-readers.h"

const KithReader *const kith_readers[] = {
  &kith_reader_ods,   &kith_reader_xlsx, &kith_reader_xls, &kith_reader_graphml, &kith_reader_gexf, &kith_reader_gml,
  &kith_reader_pajek, &kith_reader_dl,   &kith_reader_gdf, &kith_reader_json,    &kith_reader_text, NULL, /* the end */
};

const char *const *
kith_reader_suffixes (void)
{
  static const char *const suffixes[] = { "csv",     "tsv",  "tab", "txt", "gz",  "xlsx", "xlsm", "xls",  "ods",
                                          "graphml", "gexf", "gml", "net", "paj", "dl",   "gdf",  "json", NULL };

  return suffixes;
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
  for (guint i = 0; kith_readers[i] != NULL; i++)
    if (kith_readers[i]->knows (file->name, head, length))
      return kith_readers[i]->read (self, input, error);
  g_return_val_if_reached (FALSE);
}

gboolean
kith_source_add_path (KithSource *self, const char *path, GError **error)
{
  g_autoptr (KithFile) file = kith_file_open (path, error);

  return file != NULL && kith_source_add_file (self, file, error);
}
