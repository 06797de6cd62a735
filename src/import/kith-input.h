/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A file as a stream: first of bytes, unpacked where they are gzip; then, for the readers of text, of UTF-8, its character set found,
 * and refused in one sentence where it is something other than text. Memory does not grow with the file. */

#pragma once

#include "kith-file.h"

G_BEGIN_DECLS

typedef struct _KithInput KithInput;

/* Reads the first megabyte, to look at. Errors: KITH_ERROR_EMPTY */
KithInput *kith_input_new (KithFile *file, GError **error);

/* kith_file_open (), kith_input_new () and kith_input_begin_text () in one. */
KithInput *kith_input_open (const char *path, GError **error);
void kith_input_free (KithInput *self);

/* What was read already; good until more is read. */
const guchar *kith_input_get_head (const KithInput *self, gsize *length);

/* Fills @buffer with up to @size bytes. Returns: how many; 0 at the end; -1 on error */
gssize kith_input_read_bytes (KithInput *self, guchar *buffer, gsize size, GCancellable *cancellable, GError **error);

/**
 * kith_input_begin_text:
 *
 * Finds the character set: a byte order mark, the zeros of UTF-16, valid UTF-8, else what uchardet makes of it. Before anything is read.
 * What is no text is refused with %KITH_ERROR_NOT_A_TABLE.
 */
gboolean kith_input_begin_text (KithInput *self, GError **error);

/**
 * kith_input_read:
 *
 * Fills @buffer with up to @size bytes of UTF-8 (bytes that are no UTF-8 in a file that began as such come through as they are).
 *
 * Returns: how many; 0 at the end; -1 on error
 */
gssize kith_input_read (KithInput *self, char *buffer, gsize size, GCancellable *cancellable, GError **error);

KithFile *kith_input_get_file (const KithInput *self);

/* The file's name as shown to people, without its folders; valid UTF-8. */
const char *kith_input_get_name (const KithInput *self);

/* "UTF-8", "UTF-16LE", "WINDOWS-1252", … */
const char *kith_input_get_charset (const KithInput *self);
gboolean kith_input_is_gzip (const KithInput *self);

/* How much of the file has been read, 0…1. */
double kith_input_get_fraction (const KithInput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithInput, kith_input_free)

G_END_DECLS
