/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One report: who told what, and whether it was answered; opened, also the answer. Writes what is changed in it. */

#pragma once

#include "kith-panel.h"
#include "kith-reports.h"

G_BEGIN_DECLS

#define KITH_TYPE_REPORT_ROW (kith_report_row_get_type ())
G_DECLARE_FINAL_TYPE (KithReportRow, kith_report_row, KITH, REPORT_ROW, AdwExpanderRow)

GtkWidget *kith_report_row_new (KithSession *session);
/* What is being typed stays. */
void kith_report_row_show (KithReportRow *self, const KithReport *report);
gint64 kith_report_row_get_id (KithReportRow *self);

G_END_DECLS
