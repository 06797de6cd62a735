/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks which part of the network is to be shown alone: a list of tags, groups and events to look through and to search. */

#pragma once

#include "kith-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KITH_TYPE_PART_DIALOG (kith_part_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KithPartDialog, kith_part_dialog, KITH, PART_DIALOG, AdwDialog)

AdwDialog *kith_part_dialog_new (KithSession *session);

G_END_DECLS
