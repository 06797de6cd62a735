/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the readers of workbooks share: bounds, and cells as staff see them – no "4.47E+11" for a telephone number, no "12.0" for an id,
 * dates as dates. */

#pragma once

#include "kith-archive.h"
#include "kith-sheet.h"
#include "kith-xml.h"

G_BEGIN_DECLS

/* Of all that is in a workbook, unpacked; a sheet of 100,000 people and 20 columns is about 80 MB. */
#define KITH_WORKBOOK_UNPACKED_MAX (768 << 20)
#define KITH_WORKBOOK_SHEETS_MAX 500

/* Whether the archive says that it is small enough to be read. Errors: KITH_ERROR_TOO_LARGE */
gboolean kith_workbook_check (KithFile *file, GError **error);

/* Reads a part of the workbook. @optional: that there is no such part is no error; otherwise it is KITH_ERROR_NOT_A_TABLE */
gboolean kith_workbook_read_part (KithFile *file, const char *part, gboolean optional, const KithXmlHandler *handler,
                                  gpointer data, GCancellable *cancellable, GError **error);

void kith_workbook_append_number (GString *cell, double number);

/* @serial: days since the end of 1899, or since 1904 began */
void kith_workbook_append_date (GString *cell, double serial, gboolean from_1904);

/* A sheet that has no rows yet; its name is the workbook's and its own. */
KithSheet *kith_workbook_new_sheet (KithFile *file, const char *format, const char *title);

/* Adds those sheets that have rows. Errors: KITH_ERROR_EMPTY */
gboolean kith_workbook_finish (KithSource *source, KithFile *file, GPtrArray *sheets, GError **error);

void kith_workbook_set_locked (KithFile *file, GError **error);

G_END_DECLS
