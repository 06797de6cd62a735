/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What was done to the network, newest first, also before the last start; with Undo and Redo. */

#pragma once

#include "kith-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KITH_TYPE_HISTORY_DIALOG (kith_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KithHistoryDialog, kith_history_dialog, KITH, HISTORY_DIALOG, AdwDialog)

AdwDialog *kith_history_dialog_new (KithSession *session);

G_END_DECLS
