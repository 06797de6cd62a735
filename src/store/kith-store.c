/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-acts.h"
#include "kith-error.h"
#include "kith-page-guard.h"
#include "kith-schema.h"
#include "kith-settings.h"
#include "kith-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGE_SIZE 4096
#define MAX_PAGE 65536 /* SQLite's own bound */

/* What there is at a path. */
typedef enum
{
  FILE_NONE,
  FILE_EMPTY, /* nothing in it: a creation that was cut off, or somebody's touch */
  FILE_NETWORK,
} FileState;

/* A macro, so that the compiler sees the format. */
#define fail_with_name(error, code, format, path)                                                                      \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *shown_name = g_filename_display_basename (path);                                                  \
    g_set_error ((error), KITH_ERROR, (code), format, shown_name);                                                     \
  }                                                                                                                    \
  G_STMT_END

/* Looks at the first bytes without opening a connection, so that a wrong file is called what it is, and is not touched. */
static gboolean
look_at_file (const char *path, FileState *state, GError **error)
{
  g_autofree guint8 *head = g_malloc0 (MAX_PAGE);
  struct stat info;
  gsize got = 0, page;

  *state = FILE_NONE;
  if (stat (path, &info) != 0)
    {
      if (errno == ENOENT || errno == ENOTDIR)
        return TRUE;
      fail_with_name (error, KITH_ERROR_NOT_READABLE,
                      _ ("“%s” cannot be opened. Check that you are allowed to read it."), path);
      return FALSE;
    }
  if (S_ISREG (info.st_mode) && access (path, R_OK) != 0)
    {
      fail_with_name (error, KITH_ERROR_NOT_READABLE,
                      _ ("“%s” cannot be opened. Check that you are allowed to read it."), path);
      return FALSE;
    }
  if (S_ISREG (info.st_mode) && info.st_size == 0)
    {
      *state = FILE_EMPTY;
      return TRUE;
    }
  if (S_ISREG (info.st_mode) && kith_page_guard_peek (path, head, MAX_PAGE, &got) != SQLITE_OK)
    {
      fail_with_name (error, KITH_ERROR_NOT_READABLE,
                      _ ("“%s” could not be read. Check the disk it is on and try again."), path);
      return FALSE;
    }
  if (memcmp (head, "SQLite format 3", 16) == 0 && memcmp (head + 68, "Kith", 4) == 0)
    {
      *state = FILE_NETWORK;
      return TRUE;
    }
  page = kith_page_guard_page_size (head);
  if (page > 0 && page <= got && !kith_page_guard_fits (head, page, 1))
    fail_with_name (error, KITH_ERROR_DAMAGED, _ ("“%s” is damaged. Go back to a backup of it."), path);
  else
    fail_with_name (
        error, KITH_ERROR_NOT_A_NETWORK,
        _ ("“%s” is not a Kith network. Choose a file that was made by Kith, or import this one into a network."),
        path);
  return FALSE;
}

static int
refuse_commit_cb (gpointer user_data)
{
  KithStore *self = user_data;

  return !self->may_commit;
}

static gboolean
set_up_connection (KithDb *db, gboolean read_only, gboolean immutable, GError **error)
{
  /* FULL: a committed act is on the disk (with the log, NORMAL may lose the last ones when the power goes). Memory for the changes of a large
   * import is bounded by the cache; what does not fit goes to the log early. */
  if (!kith_db_run (db,
                    "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA secure_delete = ON;"
                    "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA journal_size_limit = 4194304",
                    error))
    return FALSE;
  if (read_only || immutable)
    return kith_db_run (db, "PRAGMA query_only = ON", error);
  kith_db_set_foreign_keys (db, TRUE);
  return TRUE;
}

static gboolean
make_schema (KithDb *db, GError **error)
{
  int reserve = KITH_PAGE_GUARD_RESERVE;
  g_autofree char *page = g_strdup_printf ("PRAGMA page_size = %d", PAGE_SIZE);
  int code = sqlite3_file_control (kith_db_get_handle (db), "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve);

  if (code != SQLITE_OK)
    return kith_db_fail (db, code, error);
  /* By the old journal, so that the file is whole before it has a log. */
  return kith_db_run (db, page, error) && kith_schema_migrate (db, 0, error);
}

/* A write-ahead log: an act costs one sync, and readers and a writer do not wait for each other. At the end it is folded into the file. */
static gboolean
use_log (KithDb *db, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (db, "PRAGMA journal_mode = WAL", error);

  return stmt != NULL && kith_stmt_step (stmt, error) >= 0;
}

static gboolean
read_identity (KithStore *self, GError **error)
{
  g_autofree char *uuid = kith_setting_dup (self, "uuid");

  if (uuid == NULL || !g_uuid_string_is_valid (uuid))
    {
      fail_with_name (error, KITH_ERROR_DAMAGED, _ ("“%s” is damaged. Go back to a backup of it."), self->path);
      return FALSE;
    }
  self->uuid = g_steal_pointer (&uuid);
  self->seed = kith_setting_get_int (self, "seed", 1);
  return TRUE;
}

static gboolean
check_version (KithStore *self, gboolean as_it_is, GError **error)
{
  gint64 version;
  gboolean fits;

  if (!kith_db_get_int (self->db, "PRAGMA user_version", 0, &version, error))
    return FALSE;
  if (version > KITH_SCHEMA_VERSION)
    {
      fail_with_name (error, KITH_ERROR_NEWER_VERSION,
                      _ ("“%s” was made by a newer version of Kith. Update Kith to open it."), self->path);
      return FALSE;
    }
  if (version < 1)
    {
      fail_with_name (error, KITH_ERROR_DAMAGED, _ ("“%s” is damaged. Go back to a backup of it."), self->path);
      return FALSE;
    }
  if (version < KITH_SCHEMA_VERSION && as_it_is)
    return TRUE;
  if (version < KITH_SCHEMA_VERSION && self->read_only)
    {
      fail_with_name (error, KITH_ERROR_READ_ONLY,
                      _ ("“%s” was made by an older version of Kith and has to be brought up to date, which cannot be "
                         "done where it is. Copy it to a folder that you can write to."),
                      self->path);
      return FALSE;
    }
  if (version < KITH_SCHEMA_VERSION && !kith_schema_migrate (self->db, version, error))
    return FALSE;
  if (!kith_schema_fits (self->db, &fits, error))
    return FALSE;
  if (!fits)
    fail_with_name (error, KITH_ERROR_DAMAGED, _ ("“%s” is damaged. Go back to a backup of it."), self->path);
  return fits;
}

static gboolean
open_connection (KithStore *self, FileState state, gboolean as_it_is, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  gboolean immutable;

  if (access (self->path, W_OK) != 0)
    self->read_only = TRUE;
  /* Where the folder cannot be written to there is no place for SQLite's side files; without a log nothing is missed by not having them. */
  immutable = access (folder, W_OK) != 0 && !g_file_test (log, G_FILE_TEST_EXISTS);
  self->read_only |= immutable;
  self->db = kith_db_open (self->path,
                           immutable || access (self->path, W_OK) != 0 ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE,
                           immutable, error);
  if (self->db == NULL || !set_up_connection (self->db, self->read_only, immutable, error))
    return FALSE;
  if (state != FILE_NETWORK && !make_schema (self->db, error))
    return FALSE;
  if (!check_version (self, as_it_is, error))
    return FALSE;
  if (!self->read_only && !use_log (self->db, error))
    return FALSE;
  self->recorder = kith_recorder_new (self->db);
  sqlite3_commit_hook (kith_db_get_handle (self->db), refuse_commit_cb, self);
  return read_identity (self, error);
}

static gboolean
create_file (const char *path, GError **error)
{
  g_autofd int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd >= 0)
    return TRUE;
  switch (errno)
    {
    case ENOSPC:
    case EDQUOT:
      fail_with_name (error, KITH_ERROR_DISK_FULL,
                      _ ("There is no room left on the disk for “%s”. Make some room and try again."), path);
      break;
    case EROFS:
      fail_with_name (error, KITH_ERROR_READ_ONLY,
                      _ ("“%s” cannot be made there. Choose a folder that you can write to."), path);
      break;
    case ENOENT:
    case ENOTDIR:
      fail_with_name (error, KITH_ERROR_NOT_FOUND,
                      _ ("The folder for “%s” does not exist. Choose another one, or make it first."), path);
      break;
    case EEXIST:
      fail_with_name (error, KITH_ERROR_INVALID, _ ("There is a “%s” already. Choose another name, or open it."), path);
      break;
    default:
      fail_with_name (error, KITH_ERROR_READ_ONLY,
                      _ ("“%s” cannot be made there. Choose a folder that you can write to."), path);
      break;
    }
  return FALSE;
}

KithStore *
kith_store_open (const char *path, KithStoreFlags flags, GError **error)
{
  g_autoptr (KithStore) self = NULL;
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  gboolean created = FALSE;
  FileState state;

  if ((flags & KITH_STORE_NEW) != 0)
    {
      if (!create_file (absolute, error))
        return NULL;
      created = TRUE;
      state = FILE_EMPTY;
    }
  else if (!look_at_file (absolute, &state, error))
    return NULL;
  else if (state == FILE_NONE && (flags & KITH_STORE_CREATE) != 0)
    {
      if (!create_file (absolute, error))
        return NULL;
      created = TRUE;
    }
  else if (state == FILE_NONE)
    {
      fail_with_name (error, KITH_ERROR_NOT_FOUND, _ ("There is no “%s”. Check the name, or choose another file."),
                      path);
      return NULL;
    }
  else if (state == FILE_EMPTY && (flags & KITH_STORE_CREATE) == 0)
    {
      fail_with_name (error, KITH_ERROR_NOT_A_NETWORK,
                      _ ("“%s” is empty, so it is not a Kith network. Choose another file."), path);
      return NULL;
    }

  self = g_new0 (KithStore, 1);
  self->path = g_steal_pointer (&absolute);
  self->read_only = (flags & (KITH_STORE_READ_ONLY | KITH_STORE_AS_IT_IS)) != 0;
  if (open_connection (self, state, (flags & KITH_STORE_AS_IT_IS) != 0, error))
    return g_steal_pointer (&self);
  if (created)
    {
      g_autofree char *gone = g_strdup (self->path);

      g_clear_pointer (&self, kith_store_close);
      g_unlink (gone);
    }
  return NULL;
}

KithStore *
kith_store_open_again (KithStore *self, KithStoreFlags flags, GError **error)
{
  return kith_store_open (self->path, (self->read_only ? KITH_STORE_READ_ONLY : 0) | (flags & KITH_STORE_READ_ONLY),
                          error);
}

void
kith_store_close (KithStore *self)
{
  if (self == NULL)
    return;
  kith_act_rollback (self);
  if (self->reading > 0)
    kith_db_run (self->db, "ROLLBACK", NULL);
  if (self->db != NULL && self->read_only)
    kith_db_run (self->db, "PRAGMA query_only = OFF", NULL); /* lets SQLite take away its side files */
  g_clear_pointer (&self->recorder, kith_recorder_free);
  g_clear_pointer (&self->db, kith_db_close);
  g_free (self->path);
  g_free (self->uuid);
  g_free (self);
}

const char *
kith_store_get_path (KithStore *self)
{
  return self->path;
}

KithDb *
kith_store_get_db (KithStore *self)
{
  return self->db;
}

gboolean
kith_store_is_read_only (KithStore *self)
{
  return self->read_only;
}

const char *
kith_store_get_uuid (KithStore *self)
{
  return self->uuid;
}

guint64
kith_store_get_seed (KithStore *self)
{
  return self->seed;
}

char *
kith_store_dup_name (KithStore *self)
{
  char *name = kith_setting_dup (self, KITH_SETTING_NAME);

  if (name == NULL)
    {
      name = g_filename_display_basename (self->path);
      if (g_str_has_suffix (name, ".kith") && strlen (name) > strlen (".kith"))
        name[strlen (name) - strlen (".kith")] = '\0';
    }
  return name;
}

gboolean
kith_store_set_name (KithStore *self, const char *name, GError **error)
{
  return kith_setting_set (self, KITH_SETTING_NAME, name != NULL && *name != '\0' ? name : NULL, error);
}

static guint64
get_version (KithStore *self, guint32 own_commits)
{
  gint64 others;

  /* SQLite counts what other connections committed. */
  if (!kith_db_get_int (self->db, "PRAGMA data_version", 0, &others, NULL))
    return 0;
  return (guint64) others << 32 | own_commits;
}

guint64
kith_store_get_version (KithStore *self)
{
  return get_version (self, self->commits);
}

guint64
kith_store_get_ties_version (KithStore *self)
{
  return get_version (self, self->tie_commits);
}

guint64
kith_store_get_fields_version (KithStore *self)
{
  return get_version (self, self->field_commits);
}

gboolean
kith_store_begin_reading (KithStore *self, GError **error)
{
  if (self->reading == 0 && !self->in_act)
    {
      gint64 ignored;

      if (!kith_db_run (self->db, "BEGIN", error))
        return FALSE;
      /* What is seen is settled by the first read. */
      if (!kith_db_get_int (self->db, "SELECT count (*) FROM setting", 0, &ignored, error))
        {
          kith_db_run (self->db, "ROLLBACK", NULL);
          return FALSE;
        }
    }
  self->reading += !self->in_act;
  return TRUE;
}

void
kith_store_end_reading (KithStore *self)
{
  if (self->in_act)
    return;
  g_assert (self->reading > 0);
  if (--self->reading > 0)
    return;
  kith_db_run (self->db, "COMMIT", NULL);
  kith_store_release_memory (self);
}

gboolean
kith_store_run_with (KithStore *self, const char *sql, gint64 id, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (self->db, sql, error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, id);
  return kith_stmt_run (stmt, error);
}

gpointer
kith_store_get_with (KithStore *self, const char *sql, gint64 id, KithReadFunc read, const char *missing,
                     GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (self->db, sql, error);
  int row;

  if (stmt == NULL)
    return NULL;
  kith_stmt_bind_int (stmt, 1, id);
  row = kith_stmt_step (stmt, error);
  if (row == 0)
    g_set_error_literal (error, KITH_ERROR, KITH_ERROR_NOT_FOUND, missing);
  return row > 0 ? read (stmt) : NULL;
}

GPtrArray *
kith_store_list (KithStmt *stmt, KithReadFunc read, GDestroyNotify free_row, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_row);
  int row;

  if (stmt == NULL)
    return NULL;
  while ((row = kith_stmt_step (stmt, error)) > 0)
    g_ptr_array_add (list, read (stmt));
  return row == 0 ? g_steal_pointer (&list) : NULL;
}

gboolean
kith_store_count (KithStore *self, KithStoreCounts *counts, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (self->db,
                         "SELECT (SELECT count (*) FROM person), (SELECT count (*) FROM person WHERE stub),"
                         " (SELECT count (*) FROM tie), (SELECT count (*) FROM event WHERE kind = 0),"
                         " (SELECT count (*) FROM event WHERE kind = 1), (SELECT count (*) FROM attendance),"
                         " (SELECT count (*) FROM community WHERE ended IS NULL), (SELECT count (*) FROM import),"
                         " (SELECT count (*) FROM campaign), (SELECT count (*) FROM report)",
                         error);

  if (stmt == NULL || kith_stmt_step (stmt, error) < 0)
    return FALSE;
  *counts = (KithStoreCounts) {
    .people = kith_stmt_get_int (stmt, 0),
    .stubs = kith_stmt_get_int (stmt, 1),
    .ties = kith_stmt_get_int (stmt, 2),
    .events = kith_stmt_get_int (stmt, 3),
    .groups = kith_stmt_get_int (stmt, 4),
    .attendance = kith_stmt_get_int (stmt, 5),
    .communities = kith_stmt_get_int (stmt, 6),
    .imports = kith_stmt_get_int (stmt, 7),
    .campaigns = kith_stmt_get_int (stmt, 8),
    .reports = kith_stmt_get_int (stmt, 9),
  };
  return TRUE;
}
