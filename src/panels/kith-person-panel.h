/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The panel "Person": all about the one person selected, beginning with the communities they take part in. */

#pragma once

#include "kith-panel.h"

G_BEGIN_DECLS

#define KITH_TYPE_PERSON_PANEL (kith_person_panel_get_type ())
G_DECLARE_FINAL_TYPE (KithPersonPanel, kith_person_panel, KITH, PERSON_PANEL, KithPanel)

GtkWidget *kith_person_panel_new (void);

G_END_DECLS
