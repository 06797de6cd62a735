/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What lies in a ZIP archive, one entry after the other, without unpacking more than is asked for. Names in it are shown to people and
 * compared, and never used as paths. */

#pragma once

#include "kith-file.h"

G_BEGIN_DECLS

/* Slack makes a file a day and channel. */
#define KITH_ARCHIVE_ENTRIES_MAX 200000
#define KITH_ARCHIVE_UNSAID_MAX (256 << 20) /* of an entry that does not say how long it is */

typedef struct _KithArchive KithArchive;

KithArchive *kith_archive_open (KithFile *file, GError **error);
void kith_archive_free (KithArchive *self);

/**
 * kith_archive_next:
 * @name: (out): of the entry with its folders, valid UTF-8; the archive's
 * @size: (out): as the archive says; 0 where it does not
 *
 * The next entry that is a file. Returns: FALSE at the end, and on error
 */
gboolean kith_archive_next (KithArchive *self, const char **name, guint64 *size, GError **error);

/* Goes on to the entry of that name. Returns: FALSE where there is none, and on error */
gboolean kith_archive_find (KithArchive *self, const char *name, guint64 *size, GError **error);

/* Bytes of the entry. Returns: how many; 0 at its end; -1 on error, also where there are more than the archive says */
gssize kith_archive_read (KithArchive *self, void *buffer, gsize size, GError **error);

/* Takes the entry out. @max: at most so many bytes; errors: KITH_ERROR_TOO_LARGE */
KithFile *kith_archive_extract (KithArchive *self, const char *shown_name, guint64 max, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithArchive, kith_archive_free)

G_END_DECLS
