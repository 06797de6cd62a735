/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Fields of one's own: what each is called, what its values are, whether it is a column of the table of people; one is added, or removed with all
 * that people have in it. Each change is an act, undone by Undo. */

#pragma once

#include "kith-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KITH_TYPE_FIELDS_DIALOG (kith_fields_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KithFieldsDialog, kith_fields_dialog, KITH, FIELDS_DIALOG, AdwDialog)

AdwDialog *kith_fields_dialog_new (KithSession *session);

G_END_DECLS
