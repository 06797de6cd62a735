/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A checksum in every page of a network. SQLite does not notice a flipped bit in a cell; this layer between SQLite and the file system
 * does. Each page of the database ends in eight bytes that SQLite leaves alone (its "reserved space"); they are filled when a page
 * is written and compared when it is read, and a page that does not fit is SQLITE_IOERR_DATA.
 *
 * The sum is two running 32-bit sums over the words of the page, begun with its number: every single flipped bit changes it, and so does a page
 * that came to stand in another's place, or was never written. The idea is that of SQLite's ext/misc/cksumvfs.c.
 *
 * Side files pass through, but for the write-ahead log, which has sums of its own that SQLite looks at only after a crash: it is looked at as
 * a whole before it is folded into the database (kith-log-guard.h). */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

#define KITH_PAGE_GUARD_RESERVE 8

/* The name to open with; stands on what is SQLite's default VFS at the first call. */
const char *kith_page_guard_register (void);

/* Whether a whole page (@number from 1) has the sum it should have. */
gboolean kith_page_guard_fits (const guint8 *page, gsize size, guint32 number);

/* The size of the pages of a guarded file from its first 100 bytes; 0 where it is none. */
gsize kith_page_guard_page_size (const guint8 *head);

/**
 * kith_page_guard_peek:
 * @got: (out): how many of the @size bytes there are
 *
 * Reads the beginning of a file by SQLite's own means. Any other way of opening it would, on closing, silently take away all locks this process has
 * on the file (POSIX locks belong to the process), and with them the safety of a network that is open elsewhere in it.
 *
 * Returns: a code of SQLite's
 */
int kith_page_guard_peek (const char *path, guint8 *data, gsize size, gsize *got);

G_END_DECLS
