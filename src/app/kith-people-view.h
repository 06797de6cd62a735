/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The view "People": everybody in a table, or those who are searched for, in one community. */

#pragma once

#include "kith-panel.h"

G_BEGIN_DECLS

#define KITH_TYPE_PEOPLE_VIEW (kith_people_view_get_type ())
G_DECLARE_FINAL_TYPE (KithPeopleView, kith_people_view, KITH, PEOPLE_VIEW, KithPanel)

/* Selects the first person listed, alone or besides the others (@add), and puts the keyboard there; for Enter in the search. FALSE where
 * nobody is listed. */
gboolean kith_people_view_go_to_first (KithPeopleView *self, gboolean add);

G_END_DECLS
