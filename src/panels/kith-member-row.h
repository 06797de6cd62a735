/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One member of the team: who, why, what he or she adds; tagged or not; a menu to invite, keep or leave out. */

#pragma once

#include "kith-panel.h"

G_BEGIN_DECLS

#define KITH_TYPE_MEMBER_ROW (kith_member_row_get_type ())
G_DECLARE_FINAL_TYPE (KithMemberRow, kith_member_row, KITH, MEMBER_ROW, AdwActionRow)

GtkWidget *kith_member_row_new (KithSession *session, gint64 person);
gint64 kith_member_row_get_person (KithMemberRow *self);
void kith_member_row_show (KithMemberRow *self, const KithSnapshot *snapshot, const KithTeamMember *member);

G_END_DECLS
