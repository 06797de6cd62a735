/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One connection to SQLite: statements kept by the address of their text, and errors turned into sentences.
 * A KithDb, and all that is made from it, is used by one thread at a time.
 *
 * Errors: SQLite's codes become those of KITH_ERROR (locked, disk full, damaged, read-only …); a stopped statement is
 * G_IO_ERROR_CANCELLED. */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* What stands for "no date" in every date of the store; dates are seconds since 1970 in UTC, days are their midnight. */
#define KITH_NO_DATE G_MININT64

typedef struct _KithDb KithDb;
typedef struct _KithStmt KithStmt;

/**
 * kith_db_open:
 * @flags: of sqlite3_open_v2 (); URIs are not taken
 * @immutable: the file is on a medium that nobody can write to
 *
 * Opens through the page guard (kith-page-guard.h). Sets nothing that writes to the file.
 */
KithDb *kith_db_open (const char *path, int flags, gboolean immutable, GError **error);
void kith_db_close (KithDb *self);
sqlite3 *kith_db_get_handle (KithDb *self);

/**
 * kith_db_prepare:
 * @sql: a string literal (the address is the key under which the statement is kept)
 *
 * Borrows the statement; releasing it resets it. While it is borrowed a second caller gets one of its own.
 */
KithStmt *kith_db_prepare (KithDb *self, const char *sql, GError **error);

/* The same for text made at run time; not kept. */
KithStmt *kith_db_prepare_once (KithDb *self, const char *sql, GError **error);
void kith_stmt_release (KithStmt *self);

/* Parameters count from 1. Text and blobs are not copied: they must live until the statement is run, bound anew or released. */
void kith_stmt_bind_int (KithStmt *self, int parameter, gint64 value);
void kith_stmt_bind_double (KithStmt *self, int parameter, double value);
void kith_stmt_bind_text (KithStmt *self, int parameter, const char *text); /* NULL is SQL's NULL */
void kith_stmt_bind_text_sized (KithStmt *self, int parameter, const char *text, gsize size);
void kith_stmt_bind_blob (KithStmt *self, int parameter, gconstpointer data, gsize size);
void kith_stmt_bind_date (KithStmt *self, int parameter, gint64 date); /* KITH_NO_DATE is SQL's NULL */
void kith_stmt_bind_ref (KithStmt *self, int parameter, gint64 id);    /* 0 is SQL's NULL */
void kith_stmt_bind_null (KithStmt *self, int parameter);

/**
 * kith_stmt_step:
 *
 * Returns: 1 where there is a row, 0 at the end, -1 with @error set
 */
int kith_stmt_step (KithStmt *self, GError **error);

/* Steps to the end, and makes the statement ready to be bound and run again. */
gboolean kith_stmt_run (KithStmt *self, GError **error);

/* Columns count from 0. Text is borrowed until the next step, and valid UTF-8: text in a file that is not (it was made by something else) counts as
 * none. NULL for SQL's NULL. */
gint64 kith_stmt_get_int (KithStmt *self, int column);
double kith_stmt_get_double (KithStmt *self, int column);
const char *kith_stmt_get_text (KithStmt *self, int column);
const char *kith_stmt_get_string (KithStmt *self, int column); /* never NULL: "" */
gconstpointer kith_stmt_get_blob (KithStmt *self, int column, gsize *size);
gint64 kith_stmt_get_date (KithStmt *self, int column); /* KITH_NO_DATE for NULL */
int kith_stmt_get_columns (KithStmt *self);             /* how many there are; before the first step too */
gboolean kith_stmt_is_null (KithStmt *self, int column);

/* Runs statements without parameters or results. */
gboolean kith_db_run (KithDb *self, const char *sql, GError **error);

/* The one number that @sql asks for; @fallback where it gives no row. */
gboolean kith_db_get_int (KithDb *self, const char *sql, gint64 fallback, gint64 *value, GError **error);

/* Sets @error from the connection's last failure. Always returns FALSE. */
gboolean kith_db_fail (KithDb *self, int code, GError **error);

/* Foreign keys are on; bulk loads that check their keys as a set, and undo, do without for a moment. */
void kith_db_set_foreign_keys (KithDb *self, gboolean on);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithDb, kith_db_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithStmt, kith_stmt_release)

/* A cancellable asked every few thousand steps of any statement, until the end of the scope: KITH_DB_WATCH (db, cancellable);
 * with NULL the one watched by the caller stays. A stopped statement that writes takes its whole act back. */
typedef struct
{
  KithDb *db;
  GCancellable *before;
} KithDbWatch;

KithDbWatch kith_db_watch (KithDb *self, GCancellable *cancellable);
void kith_db_watch_clear (KithDbWatch *watch);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KithDbWatch, kith_db_watch_clear)

#define KITH_DB_WATCH(db, cancellable)                                                                                 \
  G_GNUC_UNUSED g_auto (KithDbWatch) kith_db_watch_scope = kith_db_watch ((db), (cancellable))

G_END_DECLS
