/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The session's selection over the table's rows. Nothing is kept here, so that table, map and panels cannot disagree; and unlike GTK's own
 * models it never looks through all rows for the selected ones. */

#pragma once

#include "kith-people-model.h"
#include "kith-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KITH_TYPE_PEOPLE_SELECTION (kith_people_selection_get_type ())
G_DECLARE_FINAL_TYPE (KithPeopleSelection, kith_people_selection, KITH, PEOPLE_SELECTION, GObject)

KithPeopleSelection *kith_people_selection_new (KithPeopleModel *people);
/* @session: (nullable) */
void kith_people_selection_set_session (KithPeopleSelection *self, KithSession *session);

G_END_DECLS
