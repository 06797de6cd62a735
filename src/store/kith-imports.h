/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Imports with their account: every row of a file ended as added, updated, matched, asked or left out, and the last two are kept with
 * their reason. And what was learned on the way: which column is what in a file with these heads. */

#pragma once

#include "kith-store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  gint64 time;         /* the store sets it */
  gint64 act;          /* the one it was part of; the store sets it; 0 where an older version did not write it down */
  char *file;          /* the file's name without folders */
  char *format;        /* "csv" */
  char *recognized_as; /* "people", "ties", "attendance", "mail", or the name of a known export */
  char *source;        /* the namespace its ids are in; NULL */
  gint64 rows;         /* = added + updated + matched + asked + left_out */
  gint64 added, updated, matched, asked, left_out;
  gint64 people; /* that came in with it */
  gint64 ties;   /* added */
  gint64 events; /* added */
} KithImport;

void kith_import_free (KithImport *self);

/* Within an act. Add it first (its id is what people, ties and the rest refer to), update it with the counts at the end; its time
 * and act stay. */
gboolean kith_import_add (KithStore *store, KithImport *import, GError **error);
gboolean kith_import_update (KithStore *store, const KithImport *import, GError **error);

typedef enum
{
  KITH_ROW_ASKED,
  KITH_ROW_LEFT_OUT,
} KithRowOutcome;

typedef struct
{
  gint64 id;
  gint64 import;
  gint64 row; /* line or record in the file, from 1, the head included where there is one */
  KithRowOutcome outcome;
  char *reason; /* a sentence */
  char *text;   /* the row, cut to some length; NULL */
} KithImportRow;

void kith_import_row_free (KithImportRow *self);
gboolean kith_import_row_add (KithStore *store, const KithImportRow *row, GError **error);

/* (element-type KithImport) newest first */
GPtrArray *kith_import_list (KithStore *store, GError **error);
KithImport *kith_import_get (KithStore *store, gint64 id, GError **error);

/* (element-type KithImportRow) by row; at most @limit, 0 for all */
GPtrArray *kith_import_get_rows (KithStore *store, gint64 import, guint limit, GError **error);

typedef enum
{
  KITH_HEARD_CONTACTS, /* digests of single contacts */
  KITH_HEARD_MESSAGES, /* digests of mails, and of who wrote them */
  KITH_HEARD_WAITING,  /* replies whose mail has not come yet */
} KithHeardKind;

/* What an import told of, for later ones: bytes that mean something to those who keep them. Within an act, up to a megabyte at a time. */
gboolean kith_import_keep_heard (KithStore *store, gint64 import, KithHeardKind kind, gconstpointer bytes, gsize length,
                                 GError **error);

/* Of all imports, in the order it was kept. A function that returns FALSE ends it. */
typedef gboolean (*KithHeardFunc) (KithHeardKind kind, gconstpointer bytes, gsize length, gpointer user_data);
gboolean kith_import_each_heard (KithStore *store, KithHeardFunc func, gpointer user_data, GError **error);

/**
 * kith_mapping_remember:
 * @heads: the key of a file's heads, whatever the caller makes of them
 * @recognized_as: what the file was read as
 * @source: (nullable): the namespace of its ids
 * @mapping: the mapping as text, for the caller to read
 *
 * Puts it in the place of an older one for the same heads. Within an act.
 */
gboolean kith_mapping_remember (KithStore *store, const char *heads, const char *recognized_as, const char *source,
                                const char *mapping, GError **error);

/* @found: FALSE where these heads were never seen. Texts: (out) (optional) (nullable) (transfer full) */
gboolean kith_mapping_recall (KithStore *store, const char *heads, gboolean *found, char **recognized_as, char **source,
                              char **mapping, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithImport, kith_import_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithImportRow, kith_import_row_free)

G_END_DECLS
