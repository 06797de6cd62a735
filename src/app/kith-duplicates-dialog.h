/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* People who may be in the network twice: a list of pairs, each pair side by side, and one answer each, which can be undone. */

#pragma once

#include "kith-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KITH_TYPE_DUPLICATES_DIALOG (kith_duplicates_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KithDuplicatesDialog, kith_duplicates_dialog, KITH, DUPLICATES_DIALOG, AdwDialog)

AdwDialog *kith_duplicates_dialog_new (KithSession *session);

G_END_DECLS
