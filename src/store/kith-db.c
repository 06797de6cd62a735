/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-db.h"

#include "kith-error.h"
#include "kith-page-guard.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#define BUSY_MS 5000     /* how long another writer is waited for */
#define WATCH_STEPS 5000 /* steps of SQLite's machine between two looks at the cancellable; well below a millisecond */
#define MAX_VALUE                                                                                                      \
  (64 << 20) /* bytes in one value or row; far above all that is written, far below what could exhaust memory */

struct _KithDb
{
  sqlite3 *handle;
  char *shown_name; /* of the file, for messages */
  GHashTable *kept; /* address of the SQL → KithStmt */
  GCancellable *cancellable;
};

struct _KithStmt
{
  KithDb *db;
  sqlite3_stmt *handle;
  gboolean kept;
  gboolean borrowed;
  gboolean too_large; /* something bound is */
};

static int
progress_cb (gpointer user_data)
{
  KithDb *self = user_data;

  return g_cancellable_is_cancelled (self->cancellable);
}

static int
error_code_for (KithDb *self, int code)
{
  int system = self->handle != NULL ? sqlite3_system_errno (self->handle) : 0;

  switch (code)
    {
    case SQLITE_IOERR_DATA:
    case SQLITE_IOERR_CORRUPTFS:
      return KITH_ERROR_DAMAGED;
    case SQLITE_READONLY_RECOVERY:
    case SQLITE_READONLY_CANTINIT:
      return KITH_ERROR_READ_ONLY;
    default:
      break;
    }
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return KITH_ERROR_LOCKED;
    case SQLITE_FULL:
      return KITH_ERROR_DISK_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return KITH_ERROR_DAMAGED;
    case SQLITE_READONLY:
      return KITH_ERROR_READ_ONLY;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return KITH_ERROR_NOT_READABLE;
    case SQLITE_IOERR:
      /* A quota or a limit on the size of files is a full disk to the person in front of it. */
      return system == EFBIG || system == EDQUOT || system == ENOSPC ? KITH_ERROR_DISK_FULL : KITH_ERROR_NOT_READABLE;
    case SQLITE_TOOBIG:
      return KITH_ERROR_TOO_LARGE;
    default:
      return KITH_ERROR_FAILED;
    }
}

gboolean
kith_db_fail (KithDb *self, int code, GError **error)
{
  const char *name = self->shown_name;

  if ((code & 0xff) == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Stopped. Nothing was changed."));
      return FALSE;
    }
  switch (error_code_for (self, code))
    {
    case KITH_ERROR_LOCKED:
      g_set_error (error, KITH_ERROR, KITH_ERROR_LOCKED,
                   _ ("“%s” is being changed by another window or program. Close it there, or try again in a moment."),
                   name);
      break;
    case KITH_ERROR_DISK_FULL:
      g_set_error (error, KITH_ERROR, KITH_ERROR_DISK_FULL,
                   _ ("There is no room left on the disk that holds “%s”. Make some room and try again."), name);
      break;
    case KITH_ERROR_DAMAGED:
      g_set_error (error, KITH_ERROR, KITH_ERROR_DAMAGED, _ ("“%s” is damaged. Go back to a backup of it."), name);
      break;
    case KITH_ERROR_READ_ONLY:
      g_set_error (error, KITH_ERROR, KITH_ERROR_READ_ONLY,
                   _ ("“%s” cannot be changed where it is. Copy it to a folder that you can write to."), name);
      break;
    case KITH_ERROR_NOT_READABLE:
      if ((code & 0xff) == SQLITE_IOERR)
        g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE,
                     _ ("The disk that holds “%s” could not be read or written. Check the disk and try again."), name);
      else
        g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE,
                     _ ("“%s” cannot be opened. Check that you may read it, and write to its folder."), name);
      break;
    case KITH_ERROR_TOO_LARGE:
      g_set_error (error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
                   _ ("A text is too long to be kept in “%s”. Shorten it and try again."), name);
      break;
    default:
      g_set_error (error, KITH_ERROR, KITH_ERROR_FAILED,
                   _ ("Kith made a mistake while working on “%s” (%s). Nothing was changed; please report this."), name,
                   self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code));
      break;
    }
  return FALSE;
}

KithDb *
kith_db_open (const char *path, int flags, gboolean immutable, GError **error)
{
  g_autoptr (KithDb) self = g_new0 (KithDb, 1);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *name = g_path_get_basename (absolute);
  g_autofree char *escaped = g_uri_escape_string (absolute, "/", FALSE);
  g_autofree char *uri = g_strdup_printf ("file:%s%s", escaped, immutable ? "?immutable=1" : "");
  int code;

  self->shown_name = g_filename_display_name (name);
  self->kept = g_hash_table_new (NULL, NULL);
  code = sqlite3_open_v2 (uri, &self->handle, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                          kith_page_guard_register ());
  if (code != SQLITE_OK)
    {
      kith_db_fail (self, code, error);
      return NULL;
    }
  sqlite3_busy_timeout (self->handle, BUSY_MS);
  sqlite3_limit (self->handle, SQLITE_LIMIT_LENGTH, MAX_VALUE);
  sqlite3_limit (self->handle, SQLITE_LIMIT_ATTACHED, 1); /* VACUUM INTO takes one */
  /* A network may come from anywhere: nothing in its schema may call functions or change what SQLite keeps for itself. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  return g_steal_pointer (&self);
}

void
kith_db_close (KithDb *self)
{
  GHashTableIter iter;
  KithStmt *stmt;

  if (self == NULL)
    return;
  g_hash_table_iter_init (&iter, self->kept);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &stmt))
    {
      g_assert (!stmt->borrowed);
      sqlite3_finalize (stmt->handle);
      g_free (stmt);
    }
  g_hash_table_unref (self->kept);
  sqlite3_close_v2 (self->handle);
  g_clear_object (&self->cancellable);
  g_free (self->shown_name);
  g_free (self);
}

sqlite3 *
kith_db_get_handle (KithDb *self)
{
  return self->handle;
}

static KithStmt *
prepare (KithDb *self, const char *sql, gboolean keep, GError **error)
{
  sqlite3_stmt *handle = NULL;
  int code = sqlite3_prepare_v3 (self->handle, sql, -1, keep ? SQLITE_PREPARE_PERSISTENT : 0, &handle, NULL);
  KithStmt *stmt;

  if (code != SQLITE_OK)
    {
      kith_db_fail (self, code, error);
      return NULL;
    }
  stmt = g_new0 (KithStmt, 1);
  stmt->db = self;
  stmt->handle = handle;
  stmt->kept = keep;
  stmt->borrowed = TRUE;
  return stmt;
}

KithStmt *
kith_db_prepare (KithDb *self, const char *sql, GError **error)
{
  KithStmt *stmt = g_hash_table_lookup (self->kept, sql);

  if (stmt != NULL && !stmt->borrowed)
    {
      stmt->borrowed = TRUE;
      return stmt;
    }
  if (stmt != NULL)
    return prepare (self, sql, FALSE, error);
  stmt = prepare (self, sql, TRUE, error);
  if (stmt != NULL)
    g_hash_table_insert (self->kept, (gpointer) sql, stmt);
  return stmt;
}

KithStmt *
kith_db_prepare_once (KithDb *self, const char *sql, GError **error)
{
  return prepare (self, sql, FALSE, error);
}

void
kith_stmt_release (KithStmt *self)
{
  if (self == NULL)
    return;
  if (!self->kept)
    {
      sqlite3_finalize (self->handle);
      g_free (self);
      return;
    }
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  self->too_large = FALSE;
  self->borrowed = FALSE;
}

/* Binding fails only on a number that the statement does not have (our mistake), and on a value beyond MAX_VALUE, of which the next step tells. */
static void
check_bound (KithStmt *self, int parameter, int code)
{
  g_assert (code == SQLITE_OK || code == SQLITE_TOOBIG);
  self->too_large |= code == SQLITE_TOOBIG;
}

void
kith_stmt_bind_int (KithStmt *self, int parameter, gint64 value)
{
  check_bound (self, parameter, sqlite3_bind_int64 (self->handle, parameter, value));
}

void
kith_stmt_bind_double (KithStmt *self, int parameter, double value)
{
  check_bound (self, parameter, sqlite3_bind_double (self->handle, parameter, value));
}

void
kith_stmt_bind_text (KithStmt *self, int parameter, const char *text)
{
  check_bound (self, parameter, sqlite3_bind_text (self->handle, parameter, text, -1, SQLITE_STATIC));
}

void
kith_stmt_bind_text_sized (KithStmt *self, int parameter, const char *text, gsize size)
{
  check_bound (self, parameter, sqlite3_bind_text64 (self->handle, parameter, text, size, SQLITE_STATIC, SQLITE_UTF8));
}

void
kith_stmt_bind_blob (KithStmt *self, int parameter, gconstpointer data, gsize size)
{
  check_bound (self, parameter, sqlite3_bind_blob64 (self->handle, parameter, data, size, SQLITE_STATIC));
}

void
kith_stmt_bind_date (KithStmt *self, int parameter, gint64 date)
{
  if (date == KITH_NO_DATE)
    kith_stmt_bind_null (self, parameter);
  else
    kith_stmt_bind_int (self, parameter, date);
}

void
kith_stmt_bind_ref (KithStmt *self, int parameter, gint64 id)
{
  if (id == 0)
    kith_stmt_bind_null (self, parameter);
  else
    kith_stmt_bind_int (self, parameter, id);
}

void
kith_stmt_bind_null (KithStmt *self, int parameter)
{
  check_bound (self, parameter, sqlite3_bind_null (self->handle, parameter));
}

int
kith_stmt_step (KithStmt *self, GError **error)
{
  int code = self->too_large ? SQLITE_TOOBIG : sqlite3_step (self->handle);

  if (code == SQLITE_ROW)
    return 1;
  if (code == SQLITE_DONE)
    return 0;
  kith_db_fail (self->db, code, error);
  sqlite3_reset (self->handle);
  return -1;
}

gboolean
kith_stmt_run (KithStmt *self, GError **error)
{
  int row;

  while ((row = kith_stmt_step (self, error)) > 0)
    ;
  sqlite3_reset (self->handle);
  return row == 0;
}

gint64
kith_stmt_get_int (KithStmt *self, int column)
{
  return sqlite3_column_int64 (self->handle, column);
}

double
kith_stmt_get_double (KithStmt *self, int column)
{
  return sqlite3_column_double (self->handle, column);
}

const char *
kith_stmt_get_text (KithStmt *self, int column)
{
  const char *text = (const char *) sqlite3_column_text (self->handle, column);

  return text != NULL && g_utf8_validate (text, sqlite3_column_bytes (self->handle, column), NULL) ? text : NULL;
}

const char *
kith_stmt_get_string (KithStmt *self, int column)
{
  const char *text = kith_stmt_get_text (self, column);

  return text != NULL ? text : "";
}

gconstpointer
kith_stmt_get_blob (KithStmt *self, int column, gsize *size)
{
  gconstpointer data = sqlite3_column_blob (self->handle, column);

  *size = sqlite3_column_bytes (self->handle, column);
  return data;
}

gint64
kith_stmt_get_date (KithStmt *self, int column)
{
  return kith_stmt_is_null (self, column) ? KITH_NO_DATE : kith_stmt_get_int (self, column);
}

int
kith_stmt_get_columns (KithStmt *self)
{
  return sqlite3_column_count (self->handle);
}

gboolean
kith_stmt_is_null (KithStmt *self, int column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

gboolean
kith_db_run (KithDb *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || kith_db_fail (self, code, error);
}

gboolean
kith_db_get_int (KithDb *self, const char *sql, gint64 fallback, gint64 *value, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (self, sql, error);
  int row;

  if (stmt == NULL || (row = kith_stmt_step (stmt, error)) < 0)
    return FALSE;
  *value = row > 0 && !kith_stmt_is_null (stmt, 0) ? kith_stmt_get_int (stmt, 0) : fallback;
  return TRUE;
}

static void
set_watched (KithDb *self, GCancellable *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
  sqlite3_progress_handler (self->handle, WATCH_STEPS, cancellable != NULL ? progress_cb : NULL, self);
}

KithDbWatch
kith_db_watch (KithDb *self, GCancellable *cancellable)
{
  KithDbWatch watch = { self, self->cancellable != NULL ? g_object_ref (self->cancellable) : NULL };

  if (cancellable != NULL)
    set_watched (self, cancellable);
  return watch;
}

void
kith_db_watch_clear (KithDbWatch *watch)
{
  if (watch->db != NULL)
    set_watched (watch->db, watch->before);
  g_clear_object (&watch->before);
  watch->db = NULL;
}

void
kith_db_set_foreign_keys (KithDb *self, gboolean on)
{
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_FKEY, on, NULL);
}
