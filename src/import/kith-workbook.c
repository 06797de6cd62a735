/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-workbook.h"

#include "kith-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define DAY 86400

gboolean
kith_workbook_check (KithFile *file, GError **error)
{
  g_autoptr (KithArchive) archive = kith_archive_open (file, error);
  g_autoptr (GError) broken = NULL;
  guint64 whole = 0, size;
  const char *name;

  if (archive == NULL)
    return FALSE;
  while (whole <= KITH_WORKBOOK_UNPACKED_MAX && kith_archive_next (archive, &name, &size, &broken))
    whole += MIN (size, KITH_WORKBOOK_UNPACKED_MAX + 1);
  if (broken != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&broken));
      return FALSE;
    }
  if (whole <= KITH_WORKBOOK_UNPACKED_MAX)
    return TRUE;
  g_set_error (
      error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
      /* Translators: a file, and a number of megabytes */
      _ ("“%s” unpacks to more than %d megabytes, which is too much for a workbook: save the sheet you need as "
         "CSV, and import that."),
      file->name, KITH_WORKBOOK_UNPACKED_MAX >> 20);
  return FALSE;
}

gboolean
kith_workbook_read_part (KithFile *file, const char *part, gboolean optional, const KithXmlHandler *handler,
                         gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (KithArchive) archive = kith_archive_open (file, error);
  g_autoptr (GError) broken = NULL;
  guint64 size;

  if (archive == NULL)
    return FALSE;
  if (kith_archive_find (archive, part, &size, &broken))
    return kith_xml_read_entry (archive, file->name, handler, data, cancellable, error);
  if (broken != NULL)
    g_propagate_error (error, g_steal_pointer (&broken));
  else if (optional)
    return TRUE;
  else
    g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_A_TABLE,
                 _ ("“%s” is a document without sheets: save its table as CSV or in a workbook, and import that."),
                 file->name);
  return FALSE;
}

void
kith_workbook_append_number (GString *cell, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (number))
    return;
  if (number == floor (number) && fabs (number) < 1e15)
    g_string_append_printf (cell, "%" G_GINT64_FORMAT, (gint64) number);
  else
    g_string_append (cell, g_ascii_formatd (buffer, sizeof buffer, "%.15g", number));
}

void
kith_workbook_append_date (GString *cell, double serial, gboolean from_1904)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;
  gint64 seconds;

  if (!isfinite (serial) || serial < 0 || serial > 2958466)
    {
      kith_workbook_append_number (cell, serial);
      return;
    }
  seconds = (gint64) llround (serial * DAY);
  if (serial < 1 && !from_1904)
    {
      g_string_append_printf (cell, "%02d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60),
                              (int) (seconds % 60));
      return;
    }
  /* 1900 was no leap year, but Excel takes it for one: before its 29 February, days are one off. */
  if (from_1904)
    seconds -= (gint64) 24107 * DAY;
  else
    seconds -= (gint64) (serial < 60 ? 25568 : 25569) * DAY;
  time = g_date_time_new_from_unix_utc (seconds);
  text = time != NULL ? g_date_time_format (time, seconds % DAY == 0 ? "%Y-%m-%d" : "%Y-%m-%d %H:%M:%S") : NULL;
  if (text != NULL)
    g_string_append (cell, text);
}

KithSheet *
kith_workbook_new_sheet (KithFile *file, const char *format, const char *title)
{
  KithSheet *sheet = kith_sheet_new (file, format, KITH_TABLE_AUTO);

  if (title != NULL && *title != '\0' && strlen (title) < 400)
    {
      g_autofree char *shown = g_strdup (title);

      /* of one line, whatever the file says */
      for (char *c = shown; *c != '\0'; c++)
        if (g_ascii_iscntrl (*c))
          *c = ' ';
      g_free (sheet->name);
      /* Translators: a workbook, and a sheet in it */
      sheet->name = g_strdup_printf (_ ("%s: %s"), file->name, shown);
    }
  return sheet;
}

gboolean
kith_workbook_finish (KithSource *source, KithFile *file, GPtrArray *sheets, GError **error)
{
  guint filled = 0;

  for (guint i = 0; i < sheets->len; i++)
    filled += ((KithSheet *) sheets->pdata[i])->held > 0;
  for (guint i = 0; i < sheets->len; i++)
    {
      KithSheet *sheet = sheets->pdata[i];

      if (sheet->held == 0)
        continue;
      if (filled == 1)
        g_set_str (&sheet->name, file->name);
      kith_source_add (source, sheet);
      sheets->pdata[i] = NULL;
    }
  if (filled > 0)
    return TRUE;
  g_set_error (error, KITH_ERROR, KITH_ERROR_EMPTY, _ ("“%s” has no rows."), file->name);
  return FALSE;
}

void
kith_workbook_set_locked (KithFile *file, GError **error)
{
  g_set_error (
      error, KITH_ERROR, KITH_ERROR_NOT_READABLE,
      _ ("“%s” is locked with a password: open it in the spreadsheet program, save it without one, and import that."),
      file->name);
}
