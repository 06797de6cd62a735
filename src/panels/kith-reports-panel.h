/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The panel "Reports": what people told us, answered and acted on or not yet. */

#pragma once

#include "kith-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KITH_TYPE_REPORTS_PANEL (kith_reports_panel_get_type ())
G_DECLARE_FINAL_TYPE (KithReportsPanel, kith_reports_panel, KITH, REPORTS_PANEL, AdwBin)

GtkWidget *kith_reports_panel_new (void);
KithSession *kith_reports_panel_get_session (KithReportsPanel *self);
void kith_reports_panel_set_session (KithReportsPanel *self, KithSession *session);

G_END_DECLS
