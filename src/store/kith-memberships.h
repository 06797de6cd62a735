/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Communities as lasting objects, and who takes part in which. A community that is no longer found ends but is kept, with its name and
 * color, so that it can come back. */

#pragma once

#include "kith-store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  char *name;    /* not NULL */
  guint palette; /* index in the palette */
  gint64 color;  /* 0xRRGGBB chosen by hand; -1 for that of the palette */
  gboolean pinned;
  gboolean named_by_hand;
  gint64 born;
  gint64 ended; /* KITH_NO_DATE while it lives */
  guint people; /* counted when read */
} KithCommunity;

void kith_community_free (KithCommunity *self);

/* Writing: within an act. */

/* @community: its id is set; people is not read. */
gboolean kith_community_add (KithStore *store, KithCommunity *community, GError **error);

/* Writes all but people. */
gboolean kith_community_update (KithStore *store, const KithCommunity *community, GError **error);

/* By hand: the name stays whatever is found later. */
gboolean kith_community_rename (KithStore *store, gint64 id, const char *name, GError **error);
gboolean kith_community_set_palette (KithStore *store, gint64 id, guint palette, GError **error);
gboolean kith_community_set_color (KithStore *store, gint64 id, gint64 color, GError **error);
gboolean kith_community_set_pinned (KithStore *store, gint64 id, gboolean pinned, GError **error);

KithCommunity *kith_community_get (KithStore *store, gint64 id, GError **error);

/* (element-type KithCommunity) living ones by falling number of people, then, if asked for, the ended ones */
GPtrArray *kith_community_list (KithStore *store, gboolean with_ended, GError **error);

/**
 * kith_memberships_write:
 * @person: n ids
 * @community: n; the community of each, 0 for none
 * @confidence: (nullable): n; in how many of 20 copies the person is in the list
 *
 * Puts these in the place of all memberships there are. Only rows that differ are written. Within an act. O(n log n)
 */
gboolean kith_memberships_write (KithStore *store, gsize n, const gint64 *person, const gint64 *community,
                                 const guint8 *confidence, GCancellable *cancellable, GError **error);

/* By rising person; people without a community and without confidence are not there. @confidence: -1 where not drawn. */
typedef gboolean (*KithMembershipFunc) (gint64 person, gint64 community, int confidence, gpointer user_data);
gboolean kith_memberships_each (KithStore *store, KithMembershipFunc func, gpointer user_data,
                                GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithCommunity, kith_community_free)

G_END_DECLS
