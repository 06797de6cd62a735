/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A file as a stream of UTF-8: opened with care (no folders, pipes or devices), unpacked where it is gzip, its character set
 * found, and refused in one sentence where it is something other than text. Memory does not grow with the file. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _KithInput KithInput;

/**
 * kith_input_open:
 *
 * Reads the first megabyte to find the character set: a byte order mark, the zeros of UTF-16, valid UTF-8, else what
 * uchardet makes of it. Spreadsheets, mail, network files and the like are known by their first bytes and refused with
 * %KITH_ERROR_NOT_A_TABLE and what to do instead.
 */
KithInput *kith_input_open (const char *path, GError **error);
void kith_input_free (KithInput *self);

/**
 * kith_input_read:
 *
 * Fills @buffer with up to @size bytes of UTF-8 (bytes that are no UTF-8 in a file that began as such come through as they are).
 *
 * Returns: how many; 0 at the end; -1 on error
 */
gssize kith_input_read (KithInput *self, char *buffer, gsize size, GCancellable *cancellable, GError **error);

/* The file's name as shown to people, without its folders; valid UTF-8. */
const char *kith_input_get_name (const KithInput *self);

/* "UTF-8", "UTF-16LE", "WINDOWS-1252", … */
const char *kith_input_get_charset (const KithInput *self);
gboolean kith_input_is_gzip (const KithInput *self);

/* How much of the file has been read, 0…1. */
double kith_input_get_fraction (const KithInput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithInput, kith_input_free)

G_END_DECLS
