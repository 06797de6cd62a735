/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-pieces.h"

#include <string.h>

#define PIECE_SIZE (512 << 10)

void
kith_pieces_put (GByteArray *piece, guint64 number)
{
  number = GUINT64_TO_LE (number);
  g_byte_array_append (piece, (const guint8 *) &number, sizeof number);
}

gboolean
kith_pieces_take (const guint8 **at, const guint8 *end, guint64 *number)
{
  if ((gsize) (end - *at) < sizeof *number)
    return FALSE;
  memcpy (number, *at, sizeof *number);
  *number = GUINT64_FROM_LE (*number);
  *at += sizeof *number;
  return TRUE;
}

void
kith_pieces_end (GPtrArray *pieces, GByteArray *piece, gboolean last)
{
  if (piece->len <= (last ? 0 : PIECE_SIZE))
    return;
  g_ptr_array_add (pieces, g_bytes_new (piece->data, piece->len));
  g_byte_array_set_size (piece, 0);
}
