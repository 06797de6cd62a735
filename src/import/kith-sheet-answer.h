/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What kith-sheet-worker says (kith-sheet-protocol.h), made into sheets as it comes. The worker may have been taken over by the workbook
 * it reads: every length and number is checked, and what is no answer ends in FALSE. */

#pragma once

#include "kith-sheet-protocol.h"
#include "kith-sheet.h"

G_BEGIN_DECLS

typedef struct _KithSheetAnswer KithSheetAnswer;

KithSheetAnswer *kith_sheet_answer_new (KithFile *file);
void kith_sheet_answer_free (KithSheetAnswer *self);

/* Takes what was said next. Errors: KITH_ERROR_NOT_READABLE where it is no answer, KITH_ERROR_TOO_LARGE */
gboolean kith_sheet_answer_take (KithSheetAnswer *self, const void *bytes, gsize length, GError **error);

/**
 * kith_sheet_answer_finish:
 * @status: (out): how the worker ended
 *
 * No more was said. Errors: KITH_ERROR_NOT_READABLE where it stopped in the middle
 *
 * Returns: (transfer none): KithSheet, also those without rows
 */
GPtrArray *kith_sheet_answer_finish (KithSheetAnswer *self, KithSheetStatus *status, GError **error);

/* "… could not be read …" */
void kith_sheet_answer_set_error (KithFile *file, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithSheetAnswer, kith_sheet_answer_free)

G_END_DECLS
