/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What kith-layout-worker says of a DOT file (kith-worker-dot.c), made into a network as it comes. The worker may have been taken over by the
 * file, so what it says is checked like one. */

#pragma once

#include "kith-net.h"

G_BEGIN_DECLS

typedef struct _KithDotRecords KithDotRecords;

KithDotRecords *kith_dot_records_new (KithNet *net);
void kith_dot_records_free (KithDotRecords *self);

/* Takes what was said next. Returns: FALSE where it is no record, or more than a network can hold */
gboolean kith_dot_records_take (KithDotRecords *self, const char *bytes, gsize length);

/**
 * kith_dot_records_finish:
 * @bad_line: (out): the line of the file that is no DOT; 0 for none
 *
 * Returns: FALSE where not all was said
 */
gboolean kith_dot_records_finish (KithDotRecords *self, guint64 *bad_line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithDotRecords, kith_dot_records_free)

G_END_DECLS
