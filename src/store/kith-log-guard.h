/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Flipped bits in SQLite's write-ahead log. The log is a header of 32 bytes and frames: 24 bytes of head and a page each, with a sum that goes on from that of the
 * frame before; a head that names a size of the database ends a transaction, and a transaction is synced before the next begins
 * (https://www.sqlite.org/fileformat2.html, section 4).
 *
 * SQLite itself compares the sums only after a crash, and takes what follows the first frame that does not fit for a transaction that was cut off.
 * Whether a frame fits the stored sum of the one before can be told for each frame apart, so more can be known. */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define KITH_LOG_HEAD 32
#define KITH_LOG_FRAME_HEAD 24

/* Whether the first @frames frames all fit. Asked before they are folded into the database: either all of them are, or none. */
gboolean kith_log_guard_is_whole (sqlite3_file *log, gsize page_size, guint frames);

/* Asked before SQLite recovers from a crash: whether a frame does not fit although a transaction was finished at or after it and another one begun.
 * That cannot come from a cut; dropping the rest would lose acts that had been on the disk. */
gboolean kith_log_guard_is_damaged (sqlite3_file *log, gsize page_size);

G_END_DECLS
