/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A network: everything one organization keeps, in one file. The functions on its tables are in the headers beside this one; each that
 * writes must run inside an act (kith-acts.h).
 *
 * A KithStore is used by one thread at a time. A job in another thread opens one of its own (kith_store_open_again): readers are never
 * blocked by a writer, and see the network as it was when they began. */

#pragma once

#include "kith-db.h"
#include "kith-progress.h"

G_BEGIN_DECLS

typedef struct _KithStore KithStore;

typedef enum
{
  KITH_STORE_DEFAULT = 0,
  KITH_STORE_CREATE = 1 << 0,    /* made where there is none */
  KITH_STORE_NEW = 1 << 1,       /* made; there must be none */
  KITH_STORE_READ_ONLY = 1 << 2, /* acts are refused; the file is not touched */
  KITH_STORE_AS_IT_IS
  = 1 << 3, /* read only, and an older one too, for looking (counts, name, acts, check) and copying */
} KithStoreFlags;

/**
 * kith_store_open:
 *
 * Opens a network and brings an older one to the present form, in one transaction. A file that cannot be written to is opened for
 * reading (kith_store_is_read_only). Fails with KITH_ERROR NOT_FOUND, NOT_READABLE, NOT_A_NETWORK, NEWER_VERSION, DAMAGED, READ_ONLY,
 * LOCKED, DISK_FULL or INVALID (NEW, and there is one); then nothing has changed, and no file was left behind.
 */
KithStore *kith_store_open (const char *path, KithStoreFlags flags, GError **error);

/* A second connection to the same network, for another thread. */
KithStore *kith_store_open_again (KithStore *self, KithStoreFlags flags, GError **error);

/**
 * kith_store_close:
 *
 * Closes and frees. An open act is rolled back. Afterwards the network is one plain file, unless another connection still has it open.
 */
void kith_store_close (KithStore *self);

const char *kith_store_get_path (KithStore *self);
KithDb *kith_store_get_db (KithStore *self);
gboolean kith_store_is_read_only (KithStore *self);

/* Set at creation, the same in every copy. */
const char *kith_store_get_uuid (KithStore *self);

/* What random choices in this network start from, so that the same network gives the same communities and places. */
guint64 kith_store_get_seed (KithStore *self);

/* The name people gave the network; that of the file where they gave none. Setting it is part of an act. */
char *kith_store_dup_name (KithStore *self);
gboolean kith_store_set_name (KithStore *self, const char *name, GError **error);

/**
 * kith_store_get_version:
 *
 * Returns: a number that changes whenever anything in the network was changed by anybody, for telling whether arrays read from
 *   it are still true. 0 if it cannot be read
 */
guint64 kith_store_get_version (KithStore *self);

/* The same for people coming and going, ties, events and attendance: what an edit of a person or a tag leaves alone. As long as the
 * store is open; another one counts anew. */
guint64 kith_store_get_ties_version (KithStore *self);

/* And for fields of one's own and what people have in them. */
guint64 kith_store_get_fields_version (KithStore *self);

/**
 * kith_store_begin_reading:
 *
 * All reads until kith_store_end_reading () see one state of the network, whatever is written meanwhile. Nests, and may stand inside an act.
 */
gboolean kith_store_begin_reading (KithStore *self, GError **error);
void kith_store_end_reading (KithStore *self);

/* How much there is, for a start page or a summary. */
typedef struct
{
  guint people, stubs; /* people counts stubs too */
  guint ties, events, groups, attendance, communities, imports, campaigns, reports;
} KithStoreCounts;

gboolean kith_store_count (KithStore *self, KithStoreCounts *counts, GError **error);

/**
 * kith_store_backup:
 * @dest: written whole or not at all; must not exist unless @overwrite
 *
 * Writes the network as it is now as one plain file without history of deleted rows or side files.
 */
gboolean kith_store_backup (KithStore *self, const char *dest, gboolean overwrite, KithProgress *progress,
                            GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithStore, kith_store_close)

G_END_DECLS
