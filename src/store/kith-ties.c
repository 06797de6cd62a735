/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-ties.h"

#include "kith-error.h"
#include "kith-store-private.h"

#include <glib/gi18n-lib.h>

/* The column kind: 2 × KithTieKind, plus 1 where directed. */
static int
kind_column (const KithTie *tie)
{
  return 2 * tie->kind + (tie->directed != FALSE);
}

/* The end that the column a holds: the smaller one where the order means nothing. */
static gint64
first_end (const KithTie *tie)
{
  return tie->directed ? tie->a : MIN (tie->a, tie->b);
}

static gint64
second_end (const KithTie *tie)
{
  return tie->directed ? tie->b : MAX (tie->a, tie->b);
}

gboolean
kith_tie_put (KithStore *store, const KithTie *tie, KithPut *put, GError **error)
{
  KithDb *db = kith_store_get_writable_db (store);
  g_autoptr (KithStmt) stmt = NULL;

  if (tie->a == tie->b)
    {
      g_set_error_literal (error, KITH_ERROR, KITH_ERROR_INVALID,
                           _ ("A person cannot be tied to themselves. Choose two different people."));
      return FALSE;
    }
  stmt
      = kith_db_prepare (db,
                         "INSERT INTO tie (a, b, kind, weight, date, ended, import) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
                         " ON CONFLICT (a, b, kind) DO UPDATE SET weight = excluded.weight, date = excluded.date,"
                         " ended = excluded.ended, import = excluded.import WHERE weight <> excluded.weight"
                         " OR date IS NOT excluded.date OR ended IS NOT excluded.ended",
                         error);
  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, first_end (tie));
  kith_stmt_bind_int (stmt, 2, second_end (tie));
  kith_stmt_bind_int (stmt, 3, kind_column (tie));
  kith_stmt_bind_double (stmt, 4, tie->weight);
  kith_stmt_bind_date (stmt, 5, tie->date);
  kith_stmt_bind_date (stmt, 6, tie->ended);
  kith_stmt_bind_ref (stmt, 7, tie->import);
  /* Only an insert sets the last id. */
  sqlite3_set_last_insert_rowid (kith_db_get_handle (db), 0);
  if (!kith_stmt_run (stmt, error))
    return FALSE;
  if (put != NULL)
    *put = kith_store_get_changes (store) == 0   ? KITH_PUT_SAME
           : kith_store_get_last_id (store) != 0 ? KITH_PUT_ADDED
                                                 : KITH_PUT_UPDATED;
  return TRUE;
}

gboolean
kith_tie_get (KithStore *store, KithTie *tie, gboolean *found, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      store->db, "SELECT weight, date, ended, import FROM tie WHERE a = ?1 AND b = ?2 AND kind = ?3", error);
  int row;

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, first_end (tie));
  kith_stmt_bind_int (stmt, 2, second_end (tie));
  kith_stmt_bind_int (stmt, 3, kind_column (tie));
  row = kith_stmt_step (stmt, error);
  *found = row > 0;
  if (*found)
    {
      tie->weight = kith_stmt_get_double (stmt, 0);
      tie->date = kith_stmt_get_date (stmt, 1);
      tie->ended = kith_stmt_get_date (stmt, 2);
      tie->import = kith_stmt_get_int (stmt, 3);
    }
  return row >= 0;
}

gboolean
kith_tie_remove (KithStore *store, const KithTie *tie, gboolean *removed, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (kith_store_get_writable_db (store),
                                               "DELETE FROM tie WHERE a = ?1 AND b = ?2 AND kind = ?3", error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, first_end (tie));
  kith_stmt_bind_int (stmt, 2, second_end (tie));
  kith_stmt_bind_int (stmt, 3, kind_column (tie));
  if (!kith_stmt_run (stmt, error))
    return FALSE;
  if (removed != NULL)
    *removed = kith_store_get_changes (store) > 0;
  return TRUE;
}

static gboolean
each (KithStmt *stmt, KithTieFunc func, gpointer user_data, GError **error)
{
  int row;

  while ((row = kith_stmt_step (stmt, error)) > 0)
    {
      gint64 kind = kith_stmt_get_int (stmt, 2);
      KithTie tie = {
        .a = kith_stmt_get_int (stmt, 0),
        .b = kith_stmt_get_int (stmt, 1),
        .kind = kind >= 0 && kind / 2 <= KITH_TIE_REACTION ? kind / 2 : KITH_TIE_OTHER,
        .directed = kind % 2 != 0,
        .weight = kith_stmt_get_double (stmt, 3),
        .date = kith_stmt_get_date (stmt, 4),
        .ended = kith_stmt_get_date (stmt, 5),
        .import = kith_stmt_get_int (stmt, 6),
      };

      if (!func (&tie, user_data))
        return TRUE;
    }
  return row == 0;
}

gboolean
kith_ties_each (KithStore *store, KithTieFunc func, gpointer user_data, GCancellable *cancellable, GError **error)
{
  KITH_DB_WATCH (store->db, cancellable);
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      store->db, "SELECT a, b, kind, weight, date, ended, import FROM tie ORDER BY a, b, kind", error);

  return stmt != NULL && each (stmt, func, user_data, error);
}

gboolean
kith_ties_of (KithStore *store, gint64 person, KithTieFunc func, gpointer user_data, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (store->db,
                                               "SELECT a, b, kind, weight, date, ended, import FROM tie WHERE a = ?1"
                                               " UNION ALL"
                                               " SELECT a, b, kind, weight, date, ended, import FROM tie WHERE b = ?1"
                                               " ORDER BY a, b, kind",
                                               error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, person);
  return each (stmt, func, user_data, error);
}
