/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of cells out of text: RFC 4180 and what people's programs make of it. Cells between commas, semicolons, tabs, bars, or
 * (edge lists) blanks; quoted cells with doubled, broken and lone quotes and line breaks in them; lines that end in LF, CRLF,
 * CR, or a mix; rows of different lengths; lines of comment. Reads as it goes: memory holds one piece of the file. */

#pragma once

#include "kith-input.h"

G_BEGIN_DECLS

/* No row of a table that people keep comes near these; what goes beyond is not a table. */
#define KITH_CSV_ROW_MAX (16 << 20) /* bytes */
#define KITH_CSV_CELL_MAX (1 << 20) /* bytes between two quotes */
#define KITH_CSV_COLUMNS_MAX 16384

typedef struct
{
  char delimiter;    /* ' ' for runs of blanks */
  char comment;      /* lines that begin with this are left out; '\0' for none */
  gboolean sep_line; /* the first line is "sep=;" and no row */
  guint columns;     /* cells of most rows; 0 where not known */
} KithCsvDialect;

typedef struct
{
  guint64 number; /* as a spreadsheet shows it, from 1 */
  guint n_cells;
  char **cells; /* n_cells, as in the file but for the quotes; they are the reader's, and change with the next row */
} KithCsvRow;

typedef struct _KithCsv KithCsv;

/**
 * kith_csv_sniff:
 * @text: the beginning of the file, UTF-8
 * @whole: whether that is all of it
 *
 * Each delimiter splits a few hundred lines; the one that gives the same number of cells most often wins.
 */
void kith_csv_sniff (const char *text, gsize length, gboolean whole, KithCsvDialect *dialect);

/**
 * kith_csv_new:
 * @input: (nullable): what follows @text; not owned
 * @text: what was read of it already; copied
 */
KithCsv *kith_csv_new (KithInput *input, const char *text, gsize length, const KithCsvDialect *dialect);
void kith_csv_free (KithCsv *self);

/**
 * kith_csv_next:
 *
 * Blank lines come as rows without cells, lines of comment as rows with one: both count, as in a spreadsheet.
 *
 * Returns: FALSE at the end (@error unset) or on error: a row or cell beyond all bounds, zero bytes, a file that cannot be read
 */
gboolean kith_csv_next (KithCsv *self, KithCsvRow *row, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithCsv, kith_csv_free)

G_END_DECLS
