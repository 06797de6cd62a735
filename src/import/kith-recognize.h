/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a table holds, from its first rows. */

#pragma once

#include "kith-table.h"

G_BEGIN_DECLS

/* The first rows of a file, clean. */
typedef struct
{
  guint64 number;
  guint n;      /* cells */
  guint filled; /* cells with something in them */
  char **cells;
} KithSampleRow;

/**
 * kith_recognize:
 * @rows: (element-type KithSampleRow): without comments and blank rows
 * @hint: (nullable): a comment just above the rows that may hold the heads
 * @whole: whether they are all rows of the file
 *
 * Fills in what @table is and what its columns mean.
 */
gboolean kith_recognize (KithTable *table, GPtrArray *rows, const char *const *hint, gboolean whole,
                         const KithTableOptions *options, GError **error);

G_END_DECLS
