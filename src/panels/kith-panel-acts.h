/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Acts on people that more than one panel offers: making ambassadors of them, and inviting them. */

#pragma once

#include "kith-campaigns.h"
#include "kith-panel.h"

G_BEGIN_DECLS

/* @owner, @done: (nullable): as of kith_panel_write () */
void kith_panel_tag_ambassadors (KithSession *session, const gint64 *people, guint n, gboolean on);

/* Gives a tag of that name, white space around it aside, which is made where there is none; nothing for an empty name. */
void kith_panel_tag (KithSession *session, const gint64 *people, guint n, const char *name);

/* Takes out those who must not be contacted. @told: (out) (nullable): a sentence on who was left out, NULL for nobody */
GArray *kith_panel_may_be_asked (const KithSnapshot *snapshot, const gint64 *people, guint n, char **told);

/**
 * kith_panel_plan_campaign:
 * @campaign: (transfer full): id 0 for a new one, which is then added
 * @people: who is invited too, each with the reason in words; those who must not be contacted are left out and named
 * @done: (nullable): with @owner and a KithCampaign, whose id is set
 */
void kith_panel_plan_campaign (KithSession *session, KithCampaign *campaign, const gint64 *people, guint n,
                               gpointer owner, void (*done) (gpointer owner, gpointer campaign));

/* "Nea Nord", or "14 people" for several; for toasts and labels. */
char *kith_panel_dup_who (const KithSnapshot *snapshot, const gint64 *people, guint n);

G_END_DECLS
