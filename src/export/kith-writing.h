/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A file that is there whole or not at all: written under a hidden name beside its place, private to its owner until it is finished, then
 * renamed over what was there. */

#pragma once

#include <gio/gio.h>
#include <stdio.h>

G_BEGIN_DECLS

typedef struct
{
  char *path;  /* where it goes */
  char *draft; /* where it is meanwhile */
  int fd;
  FILE *stream; /* buffered, over fd */
  gboolean failed;
  int error_code; /* errno of the first failure */
} KithWriting;

KithWriting *kith_writing_new (const char *path, GError **error);

/* Any of these may be called after a failure; it is told at the end. */
void kith_writing_put (KithWriting *self, const char *text);
void kith_writing_put_bytes (KithWriting *self, const void *bytes, gsize size);

/**
 * kith_writing_finish:
 *
 * Flushes, syncs and puts the file in its place. On failure the draft is removed and the error says why in words.
 */
gboolean kith_writing_finish (KithWriting *self, GError **error);

/* Removes the draft where it was not finished. */
void kith_writing_free (KithWriting *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithWriting, kith_writing_free)

G_END_DECLS
