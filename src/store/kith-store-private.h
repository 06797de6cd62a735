/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What only the files of this folder know of a store. */

#pragma once

#include "kith-recorder.h"
#include "kith-store.h"

G_BEGIN_DECLS

struct _KithStore
{
  KithDb *db;
  KithRecorder *recorder;
  char *path;
  char *uuid;
  guint64 seed;
  gboolean read_only;
  gboolean in_act;
  gint64 act;          /* the open one */
  gboolean may_commit; /* only acts write: any other commit is refused */
  guint reading;       /* depth of kith_store_begin_reading () */
  guint32 commits;
  guint32 tie_commits;   /* those that changed who is tied to whom */
  guint32 field_commits; /* those that changed fields of one's own */
};

/* The connection, for a function that writes. It is our mistake to write outside an act. */
static inline KithDb *
kith_store_get_writable_db (KithStore *self)
{
  g_assert (self->in_act);
  return self->db;
}

/* The id of the row inserted last. */
static inline gint64
kith_store_get_last_id (KithStore *self)
{
  return sqlite3_last_insert_rowid (kith_db_get_handle (self->db));
}

/* How many rows the last statement changed. */
static inline gint64
kith_store_get_changes (KithStore *self)
{
  return sqlite3_changes64 (kith_db_get_handle (self->db));
}

/* Gives back the pages held in memory, after work that may have touched all of them. */
static inline void
kith_store_release_memory (KithStore *self)
{
  sqlite3_db_release_memory (kith_db_get_handle (self->db));
}

/* Runs a statement that has the one parameter @id. */
gboolean kith_store_run_with (KithStore *self, const char *sql, gint64 id, GError **error);

/* A row as a structure of its own. */
typedef gpointer (*KithReadFunc) (KithStmt *stmt);

/* The one row of a statement that has the one parameter @id; where there is none, KITH_ERROR_NOT_FOUND with the sentence @missing. */
gpointer kith_store_get_with (KithStore *self, const char *sql, gint64 id, KithReadFunc read, const char *missing,
                              GError **error);

/* All rows of a statement, its parameters bound. @stmt: (nullable): of kith_db_prepare (), which set @error where it is %NULL */
GPtrArray *kith_store_list (KithStmt *stmt, KithReadFunc read, GDestroyNotify free_row, GError **error);

/* Now, as all dates of the store. */
static inline gint64
kith_store_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

G_END_DECLS
