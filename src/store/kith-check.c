/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-check.h"

#include "kith-error.h"
#include "kith-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define MAX_PROBLEMS 100
#define LOCK_BYTE 0x40000000 /* SQLite never writes the page that holds this byte of the file */

static void
add_problem (GPtrArray *problems, char *problem)
{
  if (problems->len < MAX_PROBLEMS)
    g_ptr_array_add (problems, problem);
  else
    g_free (problem);
}

/* Whether all that is in the log is in the file too. Until then a page of the file may be half-written, where writing it was cut off and will be
 * done again. */
static gboolean
fold_log (KithStore *store, gboolean *folded, GError **error)
{
  g_autoptr (KithStmt) stmt = NULL;
  int row;

  *folded = FALSE;
  if (store->read_only)
    {
      g_autofree char *log = g_strconcat (store->path, "-wal", NULL);
      GStatBuf info;

      *folded = g_stat (log, &info) != 0 || info.st_size == 0;
      return TRUE;
    }
  stmt = kith_db_prepare (store->db, "PRAGMA wal_checkpoint (PASSIVE)", error);
  if (stmt == NULL || (row = kith_stmt_step (stmt, error)) < 0)
    return FALSE;
  *folded = row > 0 && kith_stmt_get_int (stmt, 0) == 0 && kith_stmt_get_int (stmt, 1) == kith_stmt_get_int (stmt, 2);
  return TRUE;
}

/* The pages in the file itself, those that no table uses included. */
static gboolean
check_pages (KithStore *store, GPtrArray *problems, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  sqlite3_file *file = NULL;
  sqlite3_int64 size;
  gint64 page_size;
  g_autofree guint8 *page = NULL;
  g_autoptr (GError) local = NULL;
  gboolean folded;
  guint damaged = 0;

  if (!fold_log (store, &folded, &local))
    {
      if (!g_error_matches (local, KITH_ERROR, KITH_ERROR_DAMAGED))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      add_problem (problems, g_strdup (local->message));
    }
  sqlite3_file_control (kith_db_get_handle (store->db), "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (!kith_db_get_int (store->db, "PRAGMA page_size", 0, &page_size, error))
    return FALSE;
  if (file == NULL || file->pMethods == NULL || file->pMethods->xFileSize (file, &size) != SQLITE_OK)
    return kith_db_fail (store->db, SQLITE_IOERR_READ, error);
  page = g_malloc (page_size);
  for (sqlite3_int64 at = 0; at < size; at += page_size)
    {
      int code;

      if (at / page_size % 1024 == 0)
        {
          kith_progress_step (progress, NULL, at / (double) size);
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
        }
      if (at / page_size == LOCK_BYTE / page_size)
        continue;
      code = file->pMethods->xRead (file, page, page_size, at);
      if (code != SQLITE_OK && code != SQLITE_IOERR_DATA)
        return kith_db_fail (store->db, code, error);
      damaged += code == SQLITE_IOERR_DATA;
    }
  if (damaged > 0 && folded)
    add_problem (problems, g_strdup_printf (
                               ngettext ("%'u page of the file was changed by something other than Kith.",
                                         "%'u pages of the file were changed by something other than Kith.", damaged),
                               damaged));
  return TRUE;
}

typedef enum
{
  PROBLEM_STRUCTURE,
  PROBLEM_ORPHAN,
  PROBLEM_VALUE,
  PROBLEM_ORDER,
  PROBLEM_RECORD,
} Problem;

/* What each finds is a row with the name of something; "ok" is SQLite's word for nothing found. */
static const struct
{
  Problem problem;
  const char *sql;
  int since; /* version of the tables it looks at; 0 for the first */
} checks[] = {
  { PROBLEM_STRUCTURE, "PRAGMA integrity_check (50)" },
  { PROBLEM_ORPHAN, "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check" },
  { PROBLEM_ORPHAN,
    "SELECT 'person' FROM person WHERE import IS NOT NULL AND import NOT IN (SELECT id FROM import) LIMIT 1" },
  { PROBLEM_ORPHAN,
    "SELECT 'field_value' FROM field_value WHERE import IS NOT NULL AND import NOT IN"
    " (SELECT id FROM import) LIMIT 1",
    6 },
  { PROBLEM_VALUE, "SELECT 'field' FROM field WHERE name = '' OR key = '' LIMIT 1", 6 },
  { PROBLEM_VALUE, "SELECT 'tie' FROM tie WHERE (kind % 2 = 0 AND a > b) OR weight <= 0 LIMIT 1" },
  { PROBLEM_ORDER, "SELECT label FROM act WHERE NOT undone AND id > (SELECT min (id) FROM act WHERE undone) LIMIT 1" },
  { PROBLEM_RECORD, "SELECT label FROM act WHERE kept AND id NOT IN (SELECT act FROM act_part) LIMIT 1" },
};

static char *
dup_problem (Problem problem, const char *name)
{
  switch (problem)
    {
    case PROBLEM_STRUCTURE:
      /* Translators: %s is a technical message in English */
      return g_strdup_printf (_ ("The structure of the file is damaged: %s"), name);
    case PROBLEM_ORPHAN:
      /* Translators: %s is the name of a table inside the file, in English */
      return g_strdup_printf (_ ("Something in “%s” belongs to something that is no longer there."), name);
    case PROBLEM_VALUE:
      /* Translators: %s is the name of a table inside the file, in English */
      return g_strdup_printf (_ ("A value in “%s” is not one that Kith writes."), name);
    case PROBLEM_ORDER:
      /* Translators: %s is an act, such as “Import members.csv” */
      return g_strdup_printf (_ ("The history is out of order at “%s”."), name);
    case PROBLEM_RECORD:
      /* Translators: %s is an act, such as “Import members.csv” */
      return g_strdup_printf (_ ("What is needed to undo “%s” is missing."), name);
    default:
      g_assert_not_reached ();
    }
}

/* Adds a line for each thing found; what is too damaged to be asked is a line too. */
static gboolean
check_by (KithStore *store, const char *sql, Problem problem, GPtrArray *problems, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KithStmt) stmt = kith_db_prepare (store->db, sql, &local);
  int row = -1;

  while (stmt != NULL && (row = kith_stmt_step (stmt, &local)) > 0)
    if (g_strcmp0 (kith_stmt_get_text (stmt, 0), "ok") != 0)
      add_problem (problems, dup_problem (problem, kith_stmt_get_string (stmt, 0)));
  if (row == 0)
    return TRUE;
  if (!g_error_matches (local, KITH_ERROR, KITH_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  add_problem (problems, g_strdup (local->message));
  return TRUE;
}

static gboolean
check_tables (KithStore *store, GPtrArray *problems, KithProgress *progress, GError **error)
{
  gint64 version;

  if (!kith_db_get_int (store->db, "PRAGMA user_version", 0, &version, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      kith_progress_step (progress, NULL, i / (double) G_N_ELEMENTS (checks));
      if (checks[i].since <= version && !check_by (store, checks[i].sql, checks[i].problem, problems, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kith_store_check (KithStore *store, GPtrArray *problems, KithProgress *progress, GCancellable *cancellable,
                  GError **error)
{
  KITH_DB_WATCH (store->db, cancellable);

  kith_progress_part (progress, 0, 0.3);
  if (!check_pages (store, problems, progress, cancellable, error))
    return FALSE;
  kith_progress_part (progress, 0.3, 1);
  return check_tables (store, problems, progress, error);
}
