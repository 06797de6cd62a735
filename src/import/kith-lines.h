/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A file line by line, whether they end in LF, CRLF or CR. */

#pragma once

#include "kith-input.h"

G_BEGIN_DECLS

typedef struct
{
  KithInput *input; /* not owned */
  gboolean bytes;   /* read as they are; else as UTF-8 */
  GCancellable *cancellable;
  gsize max; /* longest line; longer ones are an error, or are cut where @cut */
  gboolean cut;

  char *line; /* the one at hand, with a zero behind it */
  gsize length;
  guint64 number; /* from 1 */

  char *buffer;
  gsize start, end;
  gboolean over;
  gboolean after_cr;
  GString *part;
} KithLines;

/* Begins with the first line. Of text: after kith_input_begin_text () */
void kith_lines_init (KithLines *self, KithInput *input, gboolean bytes, gsize max, GCancellable *cancellable);
void kith_lines_clear (KithLines *self);

/* FALSE at the end, and on error. Zeros in a line are blanks. */
gboolean kith_lines_next (KithLines *self, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KithLines, kith_lines_clear)

G_END_DECLS
