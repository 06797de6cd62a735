/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The panel "Invitations": campaigns, whom they ask, and what came of it; mail-merge table and call sheet. */

#pragma once

#include "kith-panel.h"

G_BEGIN_DECLS

#define KITH_TYPE_INVITATIONS_PANEL (kith_invitations_panel_get_type ())
G_DECLARE_FINAL_TYPE (KithInvitationsPanel, kith_invitations_panel, KITH, INVITATIONS_PANEL, KithPanel)

GtkWidget *kith_invitations_panel_new (void);

G_END_DECLS
