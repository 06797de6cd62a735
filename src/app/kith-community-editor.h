/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A popover that renames, recolors and keeps a community. Each is an act of its own, done at once and undone by Undo. */

#pragma once

#include "kith-communities-model.h"
#include "kith-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KITH_TYPE_COMMUNITY_EDITOR (kith_community_editor_get_type ())
G_DECLARE_FINAL_TYPE (KithCommunityEditor, kith_community_editor, KITH, COMMUNITY_EDITOR, GtkPopover)

KithCommunityEditor *kith_community_editor_new (void);

/* @place: in the coordinates of the parent. */
void kith_community_editor_open (KithCommunityEditor *self, KithSession *session, KithCommunityItem *item,
                                 const GdkRectangle *place);

G_END_DECLS
