/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A file to be read: one on disk, opened with care (no folders, pipes or devices), or one taken out of an archive, which lies in
 * memory under no name. Its bytes can be read from the beginning as often as wanted. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is taken out of archives is held in memory: no more than this. */
#define KITH_FILE_HELD_MAX (256 << 20)

typedef struct
{
  char *name; /* as shown to people, without folders; valid UTF-8 */
  guint64 size;
  gboolean held; /* taken out of an archive */

  int fd;
  gatomicrefcount references;
} KithFile;

KithFile *kith_file_open (const char *path, GError **error);

/* An empty one in memory. @name: shown as it is, never a path */
KithFile *kith_file_new_held (const char *name, GError **error);

/* Errors: KITH_ERROR_TOO_LARGE beyond KITH_FILE_HELD_MAX */
gboolean kith_file_append (KithFile *self, const void *bytes, gsize length, GError **error);

/* Returns: how many of the bytes from @offset on; 0 at the end; -1 on error */
gssize kith_file_read (const KithFile *self, guint64 offset, void *buffer, gsize size, GError **error);

/* A path under which libraries that want one find these very bytes, as long as the file is held. */
char *kith_file_dup_path (const KithFile *self);

KithFile *kith_file_ref (KithFile *self);
void kith_file_unref (KithFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithFile, kith_file_unref)

G_END_DECLS
