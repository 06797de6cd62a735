/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tags on people. One tag is Kith's own: the ambassador's, which goes with topics. */

#pragma once

#include "kith-store.h"

G_BEGIN_DECLS

/* The name the ambassador tag is stored under; shown translated. It exists in every network. */
#define KITH_TAG_AMBASSADOR "ambassador"

typedef struct
{
  gint64 id;
  char *name;
  guint people;
} KithTag;

typedef struct
{
  gint64 tag;
  char *name;
  char *topics; /* what the person speaks for us about, one a line; NULL */
  gint64 since;
  gint64 import; /* 0 by hand */
} KithPersonTag;

void kith_tag_free (KithTag *self);
void kith_person_tag_free (KithPersonTag *self);

/* Finds the tag of that folded name, or makes it. Within an act where it may have to be made. */
gboolean kith_tag_put (KithStore *store, const char *name, gint64 *id, GError **error);
gboolean kith_tag_rename (KithStore *store, gint64 id, const char *name, GError **error);
gboolean kith_tag_remove (KithStore *store, gint64 id, GError **error);

/* (element-type KithTag) by name; the ambassador's first */
GPtrArray *kith_tag_list (KithStore *store, GError **error);

/* @added: (out) (optional): FALSE where the person has it. Within an act. */
gboolean kith_person_tag_add (KithStore *store, gint64 person, gint64 tag, gint64 import, gboolean *added,
                              GError **error);
gboolean kith_person_tag_remove (KithStore *store, gint64 person, gint64 tag, gboolean *removed, GError **error);
gboolean kith_person_tag_set_topics (KithStore *store, gint64 person, gint64 tag, const char *topics, GError **error);

/* (element-type KithPersonTag) */
GPtrArray *kith_person_tag_list (KithStore *store, gint64 person, GError **error);

/* All, by rising person; topics are borrowed. A function that returns FALSE ends the pass. */
typedef gboolean (*KithPersonTagFunc) (gint64 person, gint64 tag, const char *topics, gpointer user_data);
gboolean kith_person_tags_each (KithStore *store, KithPersonTagFunc func, gpointer user_data, GCancellable *cancellable,
                                GError **error);

/* The ambassador tag, for many people at once: within an act. @changed: (out) (optional): how many were not (or were) before */
gboolean kith_ambassadors_tag (KithStore *store, const gint64 *people, gsize n, guint *changed, GError **error);
gboolean kith_ambassadors_untag (KithStore *store, const gint64 *people, gsize n, guint *changed, GError **error);

/* (element-type gint64) by rising id */
GArray *kith_ambassadors_list (KithStore *store, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithTag, kith_tag_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithPersonTag, kith_person_tag_free)

G_END_DECLS
