/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What mail leaves behind for another time is kept in pieces of bytes, none of which grows without bounds: digests and other numbers, lowest
 * byte first. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void kith_pieces_put (GByteArray *piece, guint64 number);

/* FALSE where nothing is left between @at and @end. */
gboolean kith_pieces_take (const guint8 **at, const guint8 *end, guint64 *number);

/* Once an entry is whole: where @piece holds more than a piece should, or @last and anything at all, it goes into @pieces (of GBytes), and is empty. */
void kith_pieces_end (GPtrArray *pieces, GByteArray *piece, gboolean last);

G_END_DECLS
