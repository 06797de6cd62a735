/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What an act did, written down so that it can be reversed.
 *
 * While recording, SQLite tells of each row before it changes. Of a row that came in only its id is kept, as part of a range; of a row
 * that was there before, all it held, the first time it is touched. Reversing is: take away what came in, then put back what was
 * there. It is recorded in the same way, and that record is how to do the act again.
 *
 * A record is a list of entries, in parts of about a megabyte; all numbers are little-endian base-128, signed ones zigzag:
 *   'R' table first-id (last-id - first-id)           rows that came in
 *   'O' table id columns value…                       a row as it was; a value is 'n', 'i' number, 'd' 8 bytes, 't' length bytes, 'b' length bytes */

#pragma once

#include "kith-db.h"
#include "kith-progress.h"

G_BEGIN_DECLS

typedef struct _KithRecorder KithRecorder;

/* One for each connection; must go before it does. */
KithRecorder *kith_recorder_new (KithDb *db);
void kith_recorder_free (KithRecorder *self);

/* From here on changes are recorded, until kith_recorder_end (), which forgets what was not written. */
void kith_recorder_begin (KithRecorder *self);
void kith_recorder_end (KithRecorder *self);

/* Whether nothing was changed since it began. */
gboolean kith_recorder_is_empty (KithRecorder *self);

/* Whether anything was changed since it began that says who is tied to whom: ties, events, attendance, or which people there are. */
gboolean kith_recorder_moves_ties (KithRecorder *self);

/* The same for fields of one's own and what people have in them. */
gboolean kith_recorder_moves_fields (KithRecorder *self);

/**
 * kith_recorder_write:
 * @act: whose record it is
 * @all: also what is still being collected; otherwise whole parts only, to keep memory bounded
 * @size: (inout): bytes written are added
 */
gboolean kith_recorder_write (KithRecorder *self, gint64 act, gboolean all, gint64 *size, GError **error);

/**
 * kith_recorder_reverse:
 * @act: whose record is applied and replaced by its reverse
 * @size: (out): of the new record
 *
 * Within a transaction, while recording, with foreign keys off. KITH_ERROR_DAMAGED where the record does not fit the network.
 */
gboolean kith_recorder_reverse (KithRecorder *self, gint64 act, gint64 *size, KithProgress *progress,
                                GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithRecorder, kith_recorder_free)

G_END_DECLS
