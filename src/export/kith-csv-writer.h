/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Cells and rows of CSV (RFC 4180), safe to be opened by a spreadsheet: a text that a spreadsheet would run as a formula gets a ' in front
 * (OWASP, CWE-1236; quoting alone does not help). */

#pragma once

#include "kith-writing.h"

G_BEGIN_DECLS

typedef enum
{
  KITH_CSV_PLAIN = 0, /* for mail merge and other programs: phone numbers, numbers and handles stay as they are */
  KITH_CSV_FOR_SPREADSHEETS
  = 1 << 0, /* everything that could be a formula is made text, phone numbers too; with a byte order mark */
  KITH_CSV_SEMICOLON = 1 << 1, /* where the comma is for decimals */
  KITH_CSV_TAB = 1 << 2,
} KithCsvFlags;

typedef struct
{
  KithWriting *writing;
  KithCsvFlags flags;
  gboolean in_row;
} KithCsvWriter;

/* Writes the byte order mark where there is to be one. */
void kith_csv_writer_init (KithCsvWriter *self, KithWriting *writing, KithCsvFlags flags);
void kith_csv_writer_text (KithCsvWriter *self, const char *text); /* NULL is an empty cell */
void kith_csv_writer_int (KithCsvWriter *self, gint64 number);
void kith_csv_writer_double (KithCsvWriter *self, double number); /* with a point; empty if not finite */
void kith_csv_writer_date (KithCsvWriter *self, gint64 seconds);  /* 2026-11-21; empty for KITH_NO_DATE */
void kith_csv_writer_end (KithCsvWriter *self);
/* Heads, ended by NULL, as one row. */
void kith_csv_writer_heads (KithCsvWriter *self, const char *const *heads);

/* Whether a spreadsheet might run this text. */
gboolean kith_csv_is_formula (const char *text, KithCsvFlags flags);

G_END_DECLS
