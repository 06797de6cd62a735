/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The communities of a snapshot as a list; the first item, with id 0, is everybody. */

#pragma once

#include "kith-snapshot.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KITH_TYPE_COMMUNITY_ITEM (kith_community_item_get_type ())
G_DECLARE_FINAL_TYPE (KithCommunityItem, kith_community_item, KITH, COMMUNITY_ITEM, GObject)

/* The same community is the same object from snapshot to snapshot. Emits "changed" when what it holds did. */
gint64 kith_community_item_get_id (KithCommunityItem *self);
const char *kith_community_item_get_name (KithCommunityItem *self);
guint32 kith_community_item_get_color (KithCommunityItem *self); /* 0xRRGGBB for light ground */
guint kith_community_item_get_palette (KithCommunityItem *self);
guint kith_community_item_get_people (KithCommunityItem *self);
gboolean kith_community_item_get_pinned (KithCommunityItem *self);

#define KITH_TYPE_COMMUNITIES_MODEL (kith_communities_model_get_type ())
G_DECLARE_FINAL_TYPE (KithCommunitiesModel, kith_communities_model, KITH, COMMUNITIES_MODEL, GObject)

KithCommunitiesModel *kith_communities_model_new (void);
/* @snapshot: (nullable) */
void kith_communities_model_set_snapshot (KithCommunitiesModel *self, const KithSnapshot *snapshot);
/* G_MAXUINT for none. */
guint kith_communities_model_find (KithCommunitiesModel *self, gint64 id);

G_END_DECLS
