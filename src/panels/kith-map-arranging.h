/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where people are on the map, changed: some moved by hand, or all of them or one community arranged anew. Each is one act. */

#pragma once

#include "kith-layout.h"
#include "kith-session.h"

G_BEGIN_DECLS

/* @people: n indices in @snapshot. They move by @dx and @dy map units; those without a place are left alone. */
void kith_map_move_people (KithSession *session, const KithSnapshot *snapshot, const guint *people, guint n, double dx,
                           double dy);

/* As if nobody had a place yet. */
void kith_map_arrange_anew (KithSession *session, KithLayoutEngine engine);

/* @community: its id. Nobody else moves. */
void kith_map_arrange_community (KithSession *session, gint64 community);

/* Pins people down where they are, so that arranging leaves them there, or lets them go; ids. Who has no place on the map is left out. */
void kith_map_pin_people (KithSession *session, const gint64 *people, guint n, gboolean pinned);

G_END_DECLS
