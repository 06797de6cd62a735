/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The panel "Ambassadors": the team that together reaches every community, why each of them, what if one declines; tagging and inviting.
 * Actions: ambassadors.tag-all, ambassadors.plan (makes a campaign of the team), ambassadors.start-over */

#pragma once

#include "kith-panel.h"

G_BEGIN_DECLS

#define KITH_TYPE_AMBASSADORS_PANEL (kith_ambassadors_panel_get_type ())
G_DECLARE_FINAL_TYPE (KithAmbassadorsPanel, kith_ambassadors_panel, KITH, AMBASSADORS_PANEL, KithPanel)

GtkWidget *kith_ambassadors_panel_new (void);

G_END_DECLS
