/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where live networks are kept: $XDG_DATA_HOME/kith/networks/, one file each, for their owner alone. */

#pragma once

#include "kith-progress.h"
#include "kith-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *path;
  char *name;
  char *uuid;     /* NULL where it cannot be opened */
  gint64 changed; /* seconds since 1970 */
  guint people;
  guint communities;
  char *problem; /* why it cannot be opened: a sentence; NULL where it can */
} KithNetworkFile;

void kith_network_file_free (KithNetworkFile *self);

char *kith_networks_dup_folder (void);

/* In the folder, wherever the path says so. */
gboolean kith_networks_contain (const char *path);

/* The path of the live file that is called @name; NULL where there is none. (transfer full) */
char *kith_networks_find (const char *name);

/**
 * kith_networks_create:
 * @for_files: made for files that may not come in after all: until kith_networks_keep () it is not listed, and it goes where it is closed,
 *   or was left by a crash, with nothing in it
 *
 * Makes an empty network with a free file name made from @name.
 *
 * Returns: (transfer full): its path
 */
char *kith_networks_create (const char *name, gboolean for_files, GError **error);

/* What it was made for has come in. Nothing where it was not made for files. */
void kith_networks_keep (const char *path);

/**
 * kith_networks_is_left:
 * @store: the network, still open
 *
 * Whether it was made for files and nothing was ever done in it, so that it goes.
 */
gboolean kith_networks_is_left (const char *path, KithStore *store);

/**
 * kith_networks_bring_in:
 * @source: a copy somewhere else
 *
 * Copies the network in @source into the folder as a new live file; @source is not touched.
 *
 * Returns: (transfer full): the path of the live file
 */
char *kith_networks_bring_in (const char *source, KithProgress *progress, GCancellable *cancellable, GError **error);

/**
 * kith_networks_list:
 *
 * Opens each for a moment. Newest first. Damaged ones are in the list too, with their problem.
 *
 * Returns: (transfer full) (element-type KithNetworkFile)
 */
GPtrArray *kith_networks_list (GCancellable *cancellable);

/* What the network in @path says of itself; never fails (problem). */
KithNetworkFile *kith_networks_look (const char *path);

/* Deletes the file and what stands beside it (-wal, -shm, -journal). Only once nobody has it open. */
gboolean kith_networks_delete (const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithNetworkFile, kith_network_file_free)

G_END_DECLS
