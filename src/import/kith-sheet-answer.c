/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-sheet-answer.h"

#include "kith-error.h"
#include "kith-workbook.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_STATIC_ASSERT (KITH_SHEET_SHEETS_MAX <= KITH_WORKBOOK_SHEETS_MAX);

struct _KithSheetAnswer
{
  KithFile *file;
  GPtrArray *sheets; /* KithSheet */
  GByteArray *said;  /* of it, @done are understood */
  gsize done;
  guint64 length; /* of all that was said */
  guint row;      /* the last of this sheet */
  gboolean greeted, ended;
  KithSheetStatus status;

  GString *text;
  GArray *starts; /* gsize: of cells in @text */
  GPtrArray *cells;
};

KithSheetAnswer *
kith_sheet_answer_new (KithFile *file)
{
  KithSheetAnswer *self = g_new0 (KithSheetAnswer, 1);

  self->file = kith_file_ref (file);
  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) kith_sheet_free);
  self->said = g_byte_array_new ();
  self->text = g_string_new (NULL);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->cells = g_ptr_array_new ();
  return self;
}

void
kith_sheet_answer_free (KithSheetAnswer *self)
{
  if (self == NULL)
    return;
  kith_file_unref (self->file);
  g_ptr_array_unref (self->sheets);
  g_byte_array_unref (self->said);
  g_string_free (self->text, TRUE);
  g_array_unref (self->starts);
  g_ptr_array_unref (self->cells);
  g_free (self);
}

void
kith_sheet_answer_set_error (KithFile *file, GError **error)
{
  g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE,
               _ ("“%s” could not be read: open it in a spreadsheet program, save it as XLSX or CSV, and import that."),
               file->name);
}

/* Takes @size bytes off the front of a record. */
static gboolean
take (const guint8 **at, const guint8 *end, void *value, gsize size)
{
  if ((gsize) (end - *at) < size)
    return FALSE;
  memcpy (value, *at, size);
  *at += size;
  return TRUE;
}

/* Texts end at a zero, and are UTF-8. */
static void
append_text (GString *out, const guint8 *bytes, gsize length)
{
  const char *text = (const char *) bytes;

  length = strnlen (text, length);
  if (g_utf8_validate_len (text, length, NULL))
    g_string_append_len (out, text, length);
  else
    {
      g_autofree char *valid = g_utf8_make_valid (text, length);

      g_string_append (out, valid);
    }
}

static gboolean
take_cell (KithSheetAnswer *self, const guint8 **at, const guint8 *end)
{
  guint8 kind;
  guint32 length;
  double number;

  if (!take (at, end, &kind, sizeof kind))
    return FALSE;
  switch (kind)
    {
    case KITH_SHEET_CELL_BLANK:
      return TRUE;
    case KITH_SHEET_CELL_NUMBER:
      if (!take (at, end, &number, sizeof number))
        return FALSE;
      kith_workbook_append_number (self->text, number);
      return TRUE;
    case KITH_SHEET_CELL_TEXT:
      if (!take (at, end, &length, sizeof length) || length > (gsize) (end - *at))
        return FALSE;
      append_text (self->text, *at, length);
      *at += length;
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
take_row (KithSheetAnswer *self, guint number, const guint8 *at, const guint8 *end, GError **error)
{
  if (self->sheets->len == 0 || number <= self->row)
    {
      kith_sheet_answer_set_error (self->file, error);
      return FALSE;
    }
  self->row = number;
  g_string_truncate (self->text, 0);
  g_array_set_size (self->starts, 0);
  g_ptr_array_set_size (self->cells, 0);
  while (at < end)
    {
      gsize start = self->text->len;

      if (self->starts->len == KITH_SHEET_CELLS_MAX || !take_cell (self, &at, end))
        {
          kith_sheet_answer_set_error (self->file, error);
          return FALSE;
        }
      g_array_append_val (self->starts, start);
      g_string_append_c (self->text, '\0');
    }
  for (guint i = 0; i < self->starts->len; i++)
    g_ptr_array_add (self->cells, self->text->str + g_array_index (self->starts, gsize, i));
  return kith_sheet_add_cells (self->sheets->pdata[self->sheets->len - 1], number, self->cells, error);
}

static gboolean
take_record (KithSheetAnswer *self, const KithSheetRecord *record, const guint8 *bytes, GError **error)
{
  gboolean sound = FALSE;

  switch (record->kind)
    {
    case KITH_SHEET_HELLO:
      sound = !self->greeted && record->number == KITH_SHEET_VERSION;
      self->greeted = TRUE;
      break;
    case KITH_SHEET_BEGIN:
      sound = self->greeted && self->sheets->len < KITH_SHEET_SHEETS_MAX && record->length <= KITH_SHEET_NAME_MAX;
      if (sound)
        {
          g_string_truncate (self->text, 0);
          append_text (self->text, bytes, record->length);
          g_ptr_array_add (self->sheets, kith_workbook_new_sheet (self->file, "xls", self->text->str));
          self->row = 0;
        }
      break;
    case KITH_SHEET_ROW:
      return take_row (self, record->number, bytes, bytes + record->length, error);
    case KITH_SHEET_END:
      sound = self->greeted && record->number < KITH_SHEET_N_STATUSES;
      self->status = sound ? record->number : KITH_SHEET_BROKEN;
      self->ended = TRUE;
      break;
    default:
      break;
    }
  if (!sound)
    kith_sheet_answer_set_error (self->file, error);
  return sound;
}

gboolean
kith_sheet_answer_take (KithSheetAnswer *self, const void *bytes, gsize length, GError **error)
{
  self->length += length;
  if (self->ended || self->length > KITH_SHEET_ALL_MAX)
    {
      kith_sheet_answer_set_error (self->file, error);
      return FALSE;
    }
  g_byte_array_append (self->said, bytes, length);
  while (!self->ended)
    {
      gsize have = self->said->len - self->done;
      KithSheetRecord record;

      if (have < sizeof record)
        break;
      memcpy (&record, self->said->data + self->done, sizeof record);
      if (record.length > KITH_SHEET_ROW_MAX)
        {
          kith_sheet_answer_set_error (self->file, error);
          return FALSE;
        }
      if (have - sizeof record < record.length)
        break;
      if (!take_record (self, &record, self->said->data + self->done + sizeof record, error))
        return FALSE;
      self->done += sizeof record + record.length;
    }
  if (self->done > 0)
    g_byte_array_remove_range (self->said, 0, self->done);
  self->done = 0;
  return TRUE;
}

GPtrArray *
kith_sheet_answer_finish (KithSheetAnswer *self, KithSheetStatus *status, GError **error)
{
  if (!self->ended || self->said->len > 0)
    {
      kith_sheet_answer_set_error (self->file, error);
      return NULL;
    }
  *status = self->status;
  return self->sheets;
}
