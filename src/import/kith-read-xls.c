/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Workbooks of Excel before 2007, by FreeXL, which reads a sheet whole into memory. Its readers of the newer formats are not used: they leave out
 * cells with text of their own, text in several styles, and dates since 1904. */

#include "kith-error.h"
#include "kith-readers.h"
#include "kith-workbook.h"

#include <freexl.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define FILE_MAX (256 << 20)
#define CELLS_MAX (64 << 20)

static gboolean
knows_xls (const char *name, const guchar *head, gsize length)
{
  static const guchar container[] = { 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1 };

  return length >= sizeof container && memcmp (head, container, sizeof container) == 0;
}

/* A newer workbook with a password is one encrypted part in an old container. */
static gboolean
holds_encrypted (KithFile *file)
{
  static const char word[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
  g_autofree char *buffer = g_malloc (64 << 10);
  gssize n;

  for (guint64 at = 0; (n = kith_file_read (file, at, buffer, 64 << 10, NULL)) > (gssize) sizeof word;
       at += n - sizeof word)
    if (memmem (buffer, n, word, sizeof word - 1) != NULL)
      return TRUE;
  return FALSE;
}

static void
append_cell (GString *cell, const FreeXL_CellValue *value)
{
  switch (value->type)
    {
    case FREEXL_CELL_INT:
      g_string_append_printf (cell, "%d", value->value.int_value);
      break;
    case FREEXL_CELL_DOUBLE:
      kith_workbook_append_number (cell, value->value.double_value);
      break;
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
    case FREEXL_CELL_TIME:
      if (value->value.text_value != NULL)
        g_string_append (cell, value->value.text_value);
      break;
    default:
      break;
    }
}

static gboolean
read_sheet (const void *handle, KithSheet *sheet, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  guint n_rows = 0;
  gushort n_columns = 0;

  if (freexl_worksheet_dimensions (handle, &n_rows, &n_columns) != FREEXL_OK || n_columns == 0
      || n_rows > CELLS_MAX / n_columns)
    return TRUE;
  for (guint row = 0; row < n_rows; row++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_string_truncate (text, 0);
      g_array_set_size (starts, 0);
      for (guint i = 0; i < n_columns; i++)
        {
          FreeXL_CellValue value = { .type = FREEXL_CELL_NULL };
          gsize start = text->len;

          g_array_append_val (starts, start);
          if (freexl_get_cell_value (handle, row, i, &value) == FREEXL_OK)
            append_cell (text, &value);
          g_string_append_c (text, '\0');
        }
      g_ptr_array_set_size (cells, 0);
      for (guint i = 0; i < n_columns; i++)
        g_ptr_array_add (cells, text->str + g_array_index (starts, gsize, i));
      if (!kith_sheet_add_cells (sheet, row + 1, cells, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_sheets (KithSource *source, KithFile *file, const void *handle, guint n, GError **error)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) kith_sheet_free);

  for (guint i = 0; i < MIN (n, KITH_WORKBOOK_SHEETS_MAX); i++)
    {
      const char *title = NULL;
      KithSheet *sheet;

      if (freexl_select_active_worksheet (handle, i) != FREEXL_OK)
        continue;
      if (freexl_get_worksheet_name (handle, i, &title) != FREEXL_OK
          || (title != NULL && !g_utf8_validate (title, -1, NULL)))
        title = NULL;
      sheet = kith_workbook_new_sheet (file, "xls", title);
      g_ptr_array_add (sheets, sheet);
      if (!read_sheet (handle, sheet, source->cancellable, error))
        return FALSE;
    }
  return kith_workbook_finish (source, file, sheets, error);
}

static gboolean
read_xls (KithSource *source, KithInput *input, GError **error)
{
  KithFile *file = kith_input_get_file (input);
  g_autofree char *path = kith_file_dup_path (file);
  const void *handle = NULL;
  gboolean done = FALSE;
  guint n = 0, locked = 0;
  int result;

  if (file->size > FILE_MAX)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
                   _ ("“%s” is larger than any list of people: save the sheet you need as CSV, and import that."),
                   file->name);
      return FALSE;
    }
  result = freexl_open (path, &handle);
  if (result == FREEXL_OK)
    freexl_get_worksheets_count (handle, &n);
  if (result == FREEXL_OK && freexl_get_info (handle, FREEXL_BIFF_PASSWORD, &locked) == FREEXL_OK
      && locked == FREEXL_BIFF_OBFUSCATED)
    n = 0;
  if (n > 0)
    done = read_sheets (source, file, handle, n, error);
  /* FreeXL opens a workbook with a password, and finds no sheets in it. */
  else if (result == FREEXL_OK || holds_encrypted (file))
    kith_workbook_set_locked (file, error);
  else if (result == FREEXL_BIFF_WORKBOOK_NOT_FOUND)
    g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_A_TABLE,
                 _ ("“%s” is a document without sheets: save its table as CSV or in a workbook, and import that."),
                 file->name);
  else
    g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE,
                 _ ("“%s” is damaged: open it in the spreadsheet program, save it again, and import that."),
                 file->name);
  if (handle != NULL)
    freexl_close (handle);
  return done;
}

const KithReader kith_reader_xls = { .format = "xls", .knows = knows_xls, .read = read_xls };
