/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-imports.h"

#include "kith-error.h"
#include "kith-store-private.h"

#include <glib/gi18n-lib.h>

void
kith_import_free (KithImport *self)
{
  if (self == NULL)
    return;
  g_free (self->file);
  g_free (self->format);
  g_free (self->recognized_as);
  g_free (self->source);
  g_free (self);
}

void
kith_import_row_free (KithImportRow *self)
{
  if (self == NULL)
    return;
  g_free (self->reason);
  g_free (self->text);
  g_free (self);
}

static void
bind_import (KithStmt *stmt, const KithImport *import)
{
  kith_stmt_bind_int (stmt, 1, import->time);
  kith_stmt_bind_text (stmt, 2, import->file);
  kith_stmt_bind_text (stmt, 3, import->format);
  kith_stmt_bind_text (stmt, 4, import->recognized_as);
  kith_stmt_bind_text (stmt, 5, import->source);
  kith_stmt_bind_int (stmt, 6, import->rows);
  kith_stmt_bind_int (stmt, 7, import->added);
  kith_stmt_bind_int (stmt, 8, import->updated);
  kith_stmt_bind_int (stmt, 9, import->matched);
  kith_stmt_bind_int (stmt, 10, import->asked);
  kith_stmt_bind_int (stmt, 11, import->left_out);
  kith_stmt_bind_int (stmt, 12, import->people);
  kith_stmt_bind_int (stmt, 13, import->ties);
  kith_stmt_bind_int (stmt, 14, import->events);
}

gboolean
kith_import_add (KithStore *store, KithImport *import, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (kith_store_get_writable_db (store),
                         "INSERT INTO import (time, file, format, recognized_as, source, rows, added, updated, matched,"
                         " asked, left_out, people, ties, events, act)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
                         error);

  if (stmt == NULL)
    return FALSE;
  import->time = kith_store_now ();
  import->act = store->act;
  bind_import (stmt, import);
  kith_stmt_bind_int (stmt, 15, import->act);
  if (!kith_stmt_run (stmt, error))
    return FALSE;
  import->id = kith_store_get_last_id (store);
  return TRUE;
}

gboolean
kith_import_update (KithStore *store, const KithImport *import, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      kith_store_get_writable_db (store),
      "UPDATE import SET file = ?2, format = ?3, recognized_as = ?4, source = ?5,"
      " rows = ?6, added = ?7, updated = ?8, matched = ?9, asked = ?10, left_out = ?11, people = ?12,"
      " ties = ?13, events = ?14 WHERE id = ?15",
      error);

  if (stmt == NULL)
    return FALSE;
  bind_import (stmt, import);
  kith_stmt_bind_int (stmt, 15, import->id);
  return kith_stmt_run (stmt, error);
}

gboolean
kith_import_row_add (KithStore *store, const KithImportRow *row, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      kith_store_get_writable_db (store),
      "INSERT INTO import_row (import, row, outcome, reason, text) VALUES (?1, ?2, ?3, ?4, ?5)", error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, row->import);
  kith_stmt_bind_int (stmt, 2, row->row);
  kith_stmt_bind_int (stmt, 3, row->outcome);
  kith_stmt_bind_text (stmt, 4, row->reason);
  kith_stmt_bind_text (stmt, 5, row->text);
  return kith_stmt_run (stmt, error);
}

static gpointer
read_import (KithStmt *stmt)
{
  KithImport *import = g_new0 (KithImport, 1);

  import->id = kith_stmt_get_int (stmt, 0);
  import->time = kith_stmt_get_int (stmt, 1);
  import->file = g_strdup (kith_stmt_get_string (stmt, 2));
  import->format = g_strdup (kith_stmt_get_text (stmt, 3));
  import->recognized_as = g_strdup (kith_stmt_get_text (stmt, 4));
  import->source = g_strdup (kith_stmt_get_text (stmt, 5));
  import->rows = kith_stmt_get_int (stmt, 6);
  import->added = kith_stmt_get_int (stmt, 7);
  import->updated = kith_stmt_get_int (stmt, 8);
  import->matched = kith_stmt_get_int (stmt, 9);
  import->asked = kith_stmt_get_int (stmt, 10);
  import->left_out = kith_stmt_get_int (stmt, 11);
  import->people = kith_stmt_get_int (stmt, 12);
  import->ties = kith_stmt_get_int (stmt, 13);
  import->events = kith_stmt_get_int (stmt, 14);
  import->act = kith_stmt_get_int (stmt, 15);
  return import;
}

GPtrArray *
kith_import_list (KithStore *store, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (store->db, "SELECT * FROM import ORDER BY id DESC", error);

  return kith_store_list (stmt, read_import, (GDestroyNotify) kith_import_free, error);
}

KithImport *
kith_import_get (KithStore *store, gint64 id, GError **error)
{
  return kith_store_get_with (store, "SELECT * FROM import WHERE id = ?1", id, read_import,
                              _ ("This import is no longer in the network."), error);
}

static gpointer
read_import_row (KithStmt *stmt)
{
  KithImportRow *row = g_new0 (KithImportRow, 1);

  row->id = kith_stmt_get_int (stmt, 0);
  row->import = kith_stmt_get_int (stmt, 1);
  row->row = kith_stmt_get_int (stmt, 2);
  row->outcome = kith_stmt_get_int (stmt, 3) == KITH_ROW_ASKED ? KITH_ROW_ASKED : KITH_ROW_LEFT_OUT;
  row->reason = g_strdup (kith_stmt_get_string (stmt, 4));
  row->text = g_strdup (kith_stmt_get_text (stmt, 5));
  return row;
}

GPtrArray *
kith_import_get_rows (KithStore *store, gint64 import, guint limit, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db,
                         "SELECT id, import, row, outcome, reason, text FROM import_row WHERE import = ?1"
                         " ORDER BY row, id LIMIT ?2",
                         error);

  if (stmt != NULL)
    {
      kith_stmt_bind_int (stmt, 1, import);
      kith_stmt_bind_int (stmt, 2, limit > 0 ? limit : -1);
    }
  return kith_store_list (stmt, read_import_row, (GDestroyNotify) kith_import_row_free, error);
}

gboolean
kith_import_keep_heard (KithStore *store, gint64 import, KithHeardKind kind, gconstpointer bytes, gsize length,
                        GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (kith_store_get_writable_db (store),
                                               "INSERT INTO heard (import, kind, bytes) VALUES (?1, ?2, ?3)", error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, import);
  kith_stmt_bind_int (stmt, 2, kind);
  kith_stmt_bind_blob (stmt, 3, bytes, length);
  return kith_stmt_run (stmt, error);
}

gboolean
kith_import_each_heard (KithStore *store, KithHeardFunc func, gpointer user_data, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (store->db, "SELECT kind, bytes FROM heard ORDER BY id", error);
  int row;

  if (stmt == NULL)
    return FALSE;
  while ((row = kith_stmt_step (stmt, error)) > 0)
    {
      gsize length;
      gconstpointer bytes = kith_stmt_get_blob (stmt, 1, &length);

      if (!func (kith_stmt_get_int (stmt, 0), bytes, length, user_data))
        return TRUE;
    }
  return row == 0;
}

gboolean
kith_mapping_remember (KithStore *store, const char *heads, const char *recognized_as, const char *source,
                       const char *mapping, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      kith_store_get_writable_db (store),
      "INSERT INTO mapping (heads, recognized_as, source, mapping) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (heads)"
      " DO UPDATE SET recognized_as = excluded.recognized_as, source = excluded.source, mapping = excluded.mapping"
      " WHERE recognized_as <> excluded.recognized_as OR source IS NOT excluded.source OR mapping <> excluded.mapping",
      error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_text (stmt, 1, heads);
  kith_stmt_bind_text (stmt, 2, recognized_as);
  kith_stmt_bind_text (stmt, 3, source);
  kith_stmt_bind_text (stmt, 4, mapping);
  return kith_stmt_run (stmt, error);
}

gboolean
kith_mapping_recall (KithStore *store, const char *heads, gboolean *found, char **recognized_as, char **source,
                     char **mapping, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db, "SELECT recognized_as, source, mapping FROM mapping WHERE heads = ?1", error);
  int row;

  *found = FALSE;
  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_text (stmt, 1, heads);
  row = kith_stmt_step (stmt, error);
  if (row < 0)
    return FALSE;
  *found = row > 0;
  if (recognized_as != NULL)
    *recognized_as = row > 0 ? g_strdup (kith_stmt_get_string (stmt, 0)) : NULL;
  if (source != NULL)
    *source = row > 0 ? g_strdup (kith_stmt_get_text (stmt, 1)) : NULL;
  if (mapping != NULL)
    *mapping = row > 0 ? g_strdup (kith_stmt_get_string (stmt, 2)) : NULL;
  return TRUE;
}
