/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks for name, objective and date of a campaign, and makes it, with people invited at once or without; where there are campaigns,
 * the people may join one of them instead. */

#pragma once

#include "kith-campaigns.h"
#include "kith-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KITH_TYPE_CAMPAIGN_DIALOG (kith_campaign_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KithCampaignDialog, kith_campaign_dialog, KITH, CAMPAIGN_DIALOG, AdwDialog)

/* @people: who is to be invited, ids; copied. @campaign: (nullable): one to change instead. @saved: (nullable): called with @owner and a
 * KithCampaign once it is stored, unless @owner is gone. */
void kith_campaign_dialog_present (GtkWidget *owner, KithSession *session, const KithCampaign *campaign,
                                   const gint64 *people, guint n, void (*saved) (gpointer owner, gpointer campaign));

/* "2026-11-30", "30.11.2026" or as the locale writes it; KITH_NO_DATE and TRUE for an empty text. */
gboolean kith_campaign_dialog_parse_date (const char *text, gint64 *date);

G_END_DECLS
