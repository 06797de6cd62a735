/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The account of imports as a table: the rows that were asked about or left out, for whoever mends the file they came from. */

#include "kith-export-private.h"

#include "kith-imports.h"

static gboolean
write_import (KithStore *store, KithCsvWriter *csv, gint64 id, KithExportResult *result, GError **error)
{
  g_autoptr (KithImport) import = kith_import_get (store, id, error);
  g_autoptr (GPtrArray) rows = import != NULL ? kith_import_get_rows (store, id, 0, error) : NULL;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const KithImportRow *row = rows->pdata[i];

      kith_csv_writer_text (csv, import->file);
      kith_csv_writer_int (csv, row->row);
      kith_csv_writer_text (csv, row->outcome == KITH_ROW_ASKED ? "asked" : "left out");
      kith_csv_writer_text (csv, row->reason);
      kith_csv_writer_text (csv, row->text);
      kith_csv_writer_end (csv);
      result->rows++;
    }
  return TRUE;
}

gboolean
kith_export_account (KithStore *store, KithCsvWriter *csv, const KithExportOptions *options, KithExportResult *result,
                     GError **error)
{
  static const char *const heads[] = { "file", "row", "outcome", "reason", "text", NULL };
  g_autoptr (GPtrArray) all = NULL;

  kith_csv_writer_heads (csv, heads);
  for (guint i = 0; i < options->n_imports; i++)
    if (!write_import (store, csv, options->imports[i], result, error))
      return FALSE;
  if (options->n_imports > 0)
    return TRUE;
  all = kith_import_list (store, error);
  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    if (!write_import (store, csv, ((const KithImport *) all->pdata[i])->id, result, error))
      return FALSE;
  return TRUE;
}
