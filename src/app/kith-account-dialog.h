/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The account of an import: what each file was taken for, what became of its rows, which were left out and why. Undo takes all of it
 * back. */

#pragma once

#include "kith-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KITH_TYPE_ACCOUNT_DIALOG (kith_account_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KithAccountDialog, kith_account_dialog, KITH, ACCOUNT_DIALOG, AdwDialog)

/**
 * kith_account_dialog_new:
 * @accounts: (element-type KithAccount)
 * @news: (nullable) (element-type utf8): sentences on communities
 * @trouble: (nullable): a sentence on what did not work after the import
 */
AdwDialog *kith_account_dialog_new (KithSession *session, GPtrArray *accounts, GPtrArray *news, const char *trouble);

/* The account of imports that are past, to be read: undoing is for the history. */
AdwDialog *kith_account_dialog_new_past (KithSession *session, GPtrArray *accounts);

/* "184 people, 912 ties and 40 events"; NULL for nobody and nothing */
char *kith_account_dup_news (GPtrArray *accounts);

/**
 * kith_account_dup_no_ties:
 *
 * (nullable): what to do where people came in and nothing that ties them: which exports of the system they are from carry ties
 */
char *kith_account_dup_no_ties (GPtrArray *accounts);

/* What a table was taken for, as people say it: "List of people", "CiviCRM contacts" */
const char *kith_account_recognized_words (const char *recognized_as);

/* "Brought in 184 people, 912 ties and 40 events." */
char *kith_account_dup_summary (GPtrArray *accounts);

G_END_DECLS
