/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Workbooks of Excel before 2007, by FreeXL in a program of its own (src/sheet-worker): on hostile files FreeXL reads past what it holds. Its
 * readers of the newer formats are not used: they leave out cells with text of their own, text in several styles, and dates since 1904. */

#include "kith-error.h"
#include "kith-program.h"
#include "kith-readers.h"
#include "kith-sheet-answer.h"
#include "kith-workbook.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FILE_MAX (256 << 20)
#define CHUNK_SIZE (256 << 10)

/* Seconds to wait for the worker, which has fewer of the processor. */
#define PATIENCE 120

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

/* Lets the worker read the file, and takes down what it says. */
static gboolean
listen (KithFile *file, KithSheetAnswer *answer, GCancellable *cancellable, GError **error)
{
  g_autoptr (KithProgram) worker
      = kith_program_start ("kith-sheet-worker", NULL, file->fd, TRUE, PATIENCE, cancellable, error);
  g_autofree char *buffer = g_malloc (CHUNK_SIZE);
  g_autoptr (GError) unread = NULL;
  gssize n = 0;

  if (worker == NULL)
    return FALSE;
  while ((n = kith_program_read (worker, buffer, CHUNK_SIZE, &unread)) > 0)
    if (!kith_sheet_answer_take (answer, buffer, n, error))
      return FALSE;
  if (n == 0)
    return TRUE;
  if (g_error_matches (unread, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&unread));
  else
    kith_sheet_answer_set_error (file, error);
  return FALSE;
}

static gboolean
set_status_error (KithFile *file, KithSheetStatus status, GError **error)
{
  /* FreeXL opens a workbook with a password, and finds no sheets in it. */
  if (status == KITH_SHEET_NO_SHEETS || (status != KITH_SHEET_TOO_LARGE && holds_encrypted (file)))
    kith_workbook_set_locked (file, error);
  else if (status == KITH_SHEET_TOO_LARGE)
    g_set_error (error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
                 _ ("“%s” is larger than any list of people: save the sheet you need as CSV, and import that."),
                 file->name);
  else if (status == KITH_SHEET_NO_WORKBOOK)
    g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_A_TABLE,
                 _ ("“%s” is a document without sheets: save its table as CSV or in a workbook, and import that."),
                 file->name);
  else
    g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE,
                 _ ("“%s” is damaged: open it in the spreadsheet program, save it again, and import that."),
                 file->name);
  return FALSE;
}

static gboolean
read_xls (KithSource *source, KithInput *input, GError **error)
{
  KithFile *file = kith_input_get_file (input);
  g_autoptr (KithSheetAnswer) answer = kith_sheet_answer_new (file);
  KithSheetStatus status;
  GPtrArray *sheets;

  if (file->size > FILE_MAX)
    return set_status_error (file, KITH_SHEET_TOO_LARGE, error);
  if (!listen (file, answer, source->cancellable, error))
    return FALSE;
  sheets = kith_sheet_answer_finish (answer, &status, error);
  if (sheets == NULL)
    return FALSE;
  if (status != KITH_SHEET_DONE)
    return set_status_error (file, status, error);
  return kith_workbook_finish (source, file, sheets, error);
}

const KithReader kith_reader_xls = { .format = "xls", .knows = knows_xls, .read = read_xls };
