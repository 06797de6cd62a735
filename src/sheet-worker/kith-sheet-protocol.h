/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What kith-sheet-worker says to the program that started it: records, one behind the other. Both run on one machine from one build, so
 * numbers are in its own byte order. The worker may have been taken over by the file it reads, so whoever listens believes nothing:
 *
 *   KITH_SHEET_HELLO, number: KITH_SHEET_VERSION                      once, first
 *   KITH_SHEET_BEGIN, number: which sheet, from 0; bytes: its name    for each sheet that can be read
 *   KITH_SHEET_ROW,   number: which row, from 1, rising; bytes: cells for each row that is not blank
 *   KITH_SHEET_END,   number: a KithSheetStatus                       once, last
 *
 * A cell is one byte, KithSheetCell; behind it a number (a double) or a text (its length in 32 bits, then UTF-8 without a zero). */

#pragma once

#include <stdint.h>

#define KITH_SHEET_VERSION 0x4b534831u

#define KITH_SHEET_NAME_MAX 400u
#define KITH_SHEET_SHEETS_MAX 500u
#define KITH_SHEET_CELLS_MAX 16384u     /* in a row; Excel before 2007 knew 256 */
#define KITH_SHEET_ROW_MAX (64u << 20)  /* bytes of a row */
#define KITH_SHEET_ALL_MAX (768u << 20) /* bytes of all records */

enum
{
  KITH_SHEET_HELLO,
  KITH_SHEET_BEGIN,
  KITH_SHEET_ROW,
  KITH_SHEET_END,
};

typedef enum
{
  KITH_SHEET_DONE,
  KITH_SHEET_NO_WORKBOOK, /* a document of another kind */
  KITH_SHEET_NO_SHEETS,   /* none at all, or all behind a password */
  KITH_SHEET_BROKEN,
  KITH_SHEET_TOO_LARGE,
  KITH_SHEET_N_STATUSES,
} KithSheetStatus;

enum
{
  KITH_SHEET_CELL_BLANK,
  KITH_SHEET_CELL_NUMBER,
  KITH_SHEET_CELL_TEXT,
};

typedef struct
{
  uint32_t kind;
  uint32_t number;
  uint32_t length; /* of the bytes that follow */
} KithSheetRecord;
