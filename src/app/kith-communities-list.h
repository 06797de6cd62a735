/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The communities at the left: color, name, how many people. The row chosen is the session's community in focus. A community is renamed,
 * recolored and kept in a small editor (F2, right click, Menu, the pencil). */

#pragma once

#include "kith-panel.h"

G_BEGIN_DECLS

#define KITH_TYPE_COMMUNITIES_LIST (kith_communities_list_get_type ())
G_DECLARE_FINAL_TYPE (KithCommunitiesList, kith_communities_list, KITH, COMMUNITIES_LIST, KithPanel)

/* Opens the editor on the community in focus. FALSE where there is none. */
gboolean kith_communities_list_edit (KithCommunitiesList *self);

G_END_DECLS
