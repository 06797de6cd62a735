/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* kith-sheet-worker: the one program that links FreeXL, which believes the lengths that stand in a workbook of Excel before 2007. It is
 * given the workbook as its standard input and nothing else, and says what stands in it on its standard output (kith-sheet-protocol.h). */

#include "kith-confine.h"
#include "kith-sheet-protocol.h"

#include <freexl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* FreeXL wants a path; this one is the file it was given, without a name. */
#define GIVEN "/proc/self/fd/0"

typedef struct
{
  unsigned char *bytes;
  size_t length, room;
} Row;

static uint64_t written;

/* Nobody listens to half an answer. */
static void
give_up (void)
{
  _exit (1);
}

static void
say (uint32_t kind, uint32_t number, const void *bytes, size_t length)
{
  const KithSheetRecord record = { kind, number, (uint32_t) length };

  written += sizeof record + length;
  if (fwrite (&record, sizeof record, 1, stdout) != 1 || fwrite (bytes, 1, length, stdout) != length)
    give_up ();
}

static void
row_add (Row *row, const void *bytes, size_t length)
{
  if (row->room - row->length < length)
    {
      row->room = 2 * row->room + length + 4096;
      row->bytes = realloc (row->bytes, row->room);
      if (row->bytes == NULL)
        give_up ();
    }
  if (length > 0)
    memcpy (row->bytes + row->length, bytes, length);
  row->length += length;
}

/* Returns whether the cell is not blank. */
static bool
add_cell (Row *row, const FreeXL_CellValue *value)
{
  unsigned char kind = KITH_SHEET_CELL_BLANK;
  const char *text = NULL;
  double number = 0;
  uint32_t length;

  switch (value->type)
    {
    case FREEXL_CELL_INT:
      kind = KITH_SHEET_CELL_NUMBER;
      number = value->value.int_value;
      break;
    case FREEXL_CELL_DOUBLE:
      kind = KITH_SHEET_CELL_NUMBER;
      number = value->value.double_value;
      break;
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
    case FREEXL_CELL_TIME:
      text = value->value.text_value;
      if (text != NULL && *text != '\0')
        kind = KITH_SHEET_CELL_TEXT;
      break;
    default:
      break;
    }
  row_add (row, &kind, 1);
  if (kind == KITH_SHEET_CELL_NUMBER)
    row_add (row, &number, sizeof number);
  if (kind == KITH_SHEET_CELL_TEXT)
    {
      length = (uint32_t) strnlen (text, KITH_SHEET_ROW_MAX);
      row_add (row, &length, sizeof length);
      row_add (row, text, length);
    }
  return kind != KITH_SHEET_CELL_BLANK;
}

static KithSheetStatus
say_sheet (const void *workbook, Row *row)
{
  unsigned rows = 0;
  unsigned short columns = 0;

  if (freexl_worksheet_dimensions (workbook, &rows, &columns) != FREEXL_OK)
    return KITH_SHEET_DONE;
  if (columns > KITH_SHEET_CELLS_MAX)
    return KITH_SHEET_TOO_LARGE;
  for (unsigned at = 0; at < rows; at++)
    {
      size_t filled = 0;

      row->length = 0;
      for (unsigned short i = 0; i < columns; i++)
        {
          FreeXL_CellValue value = { .type = FREEXL_CELL_NULL };

          if (freexl_get_cell_value (workbook, at, i, &value) != FREEXL_OK)
            value.type = FREEXL_CELL_NULL;
          if (add_cell (row, &value))
            filled = row->length;
          if (row->length > KITH_SHEET_ROW_MAX)
            return KITH_SHEET_TOO_LARGE;
        }
      if (filled > 0)
        say (KITH_SHEET_ROW, at + 1, row->bytes, filled);
      if (written > KITH_SHEET_ALL_MAX - KITH_SHEET_ROW_MAX)
        return KITH_SHEET_TOO_LARGE;
    }
  return KITH_SHEET_DONE;
}

static KithSheetStatus
say_sheets (const void *workbook)
{
  unsigned n = 0, locked = FREEXL_BIFF_PLAIN;
  KithSheetStatus status = KITH_SHEET_DONE;
  Row row = { NULL, 0, 0 };

  if (freexl_get_worksheets_count (workbook, &n) != FREEXL_OK || n == 0)
    return KITH_SHEET_NO_SHEETS;
  if (freexl_get_info (workbook, FREEXL_BIFF_PASSWORD, &locked) == FREEXL_OK && locked == FREEXL_BIFF_OBFUSCATED)
    return KITH_SHEET_NO_SHEETS;
  for (unsigned i = 0; i < n && i < KITH_SHEET_SHEETS_MAX && status == KITH_SHEET_DONE; i++)
    {
      const char *name = NULL;

      if (freexl_select_active_worksheet (workbook, (unsigned short) i) != FREEXL_OK)
        continue;
      if (freexl_get_worksheet_name (workbook, (unsigned short) i, &name) != FREEXL_OK || name == NULL)
        name = "";
      say (KITH_SHEET_BEGIN, i, name, strnlen (name, KITH_SHEET_NAME_MAX));
      status = say_sheet (workbook, &row);
    }
  free (row.bytes);
  return status;
}

int
main (void)
{
  static const KithConfines confines = { .memory = (size_t) 2 << 30, .seconds = 100, .files = 16 };
  const void *workbook = NULL;
  KithSheetStatus status;

  if (kith_confine (&confines) != 0)
    return 1;
  say (KITH_SHEET_HELLO, KITH_SHEET_VERSION, "", 0);
  switch (freexl_open (GIVEN, &workbook))
    {
    case FREEXL_OK:
      status = say_sheets (workbook);
      break;
    case FREEXL_BIFF_WORKBOOK_NOT_FOUND:
      status = KITH_SHEET_NO_WORKBOOK;
      break;
    default:
      status = KITH_SHEET_BROKEN;
    }
  say (KITH_SHEET_END, status, "", 0);
  /* Nothing is closed: what FreeXL forgets to free goes with the process. */
  _exit (fflush (stdout) == 0 ? 0 : 1);
}
