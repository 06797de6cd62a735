/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One invitation: whom, why, how it stands; opened, also by whom, how, and notes. Writes what is changed in it. */

#pragma once

#include "kith-campaigns.h"
#include "kith-panel.h"

G_BEGIN_DECLS

#define KITH_TYPE_INVITATION_ROW (kith_invitation_row_get_type ())
G_DECLARE_FINAL_TYPE (KithInvitationRow, kith_invitation_row, KITH, INVITATION_ROW, AdwExpanderRow)

GtkWidget *kith_invitation_row_new (KithSession *session);
/* What is being typed stays. */
void kith_invitation_row_show (KithInvitationRow *self, const KithInvitation *invitation);
gint64 kith_invitation_row_get_id (KithInvitationRow *self);

G_END_DECLS
