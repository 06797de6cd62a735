/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The panel "Reports": what people told us, answered and acted on or not yet. */

#pragma once

#include "kith-panel.h"

G_BEGIN_DECLS

#define KITH_TYPE_REPORTS_PANEL (kith_reports_panel_get_type ())
G_DECLARE_FINAL_TYPE (KithReportsPanel, kith_reports_panel, KITH, REPORTS_PANEL, KithPanel)

GtkWidget *kith_reports_panel_new (void);

G_END_DECLS
