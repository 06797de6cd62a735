/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is different between a network as it was and as it is: who is new, which ties are, and what became of the communities. */

#pragma once

#include "kith-keeping.h"
#include "kith-snapshot.h"

G_BEGIN_DECLS

typedef struct
{
  guint8 *is_new;       /* n people as it is: 1 for those who were not there */
  guint people, gone;   /* how many are new, and how many are no longer there */
  GArray *a, *b;        /* guint: the two people of each new tie, as it is, a < b */
  guint lost;           /* ties that are no longer there, among people who are */
  guint8 *is_different; /* n communities as it is: 1 for those that are new, and those into which another one went */
  guint born, merged;   /* communities that are new (split off ones too), and that went into another */
  GPtrArray *news;      /* char *, translated: what became of communities, those with most people first */
} KithChanges;

/**
 * kith_changes_new:
 *
 * People and communities are the same by their id. O(people + ties log ties + communities).
 */
KithChanges *kith_changes_new (const KithSnapshot *before, const KithSnapshot *now);
void kith_changes_free (KithChanges *self);
gboolean kith_changes_is_empty (const KithChanges *self);

/* "Since 12 November: 37 new people, 112 new ties, 1 new community". @since: seconds. Translated. */
char *kith_changes_dup_sentence (const KithChanges *self, gint64 since);

/**
 * kith_changes_look_back:
 * @act: of the history; 0 for the last import
 * @since: (out): when it was done
 *
 * The network as it was before an act, found by undoing all since and then taking that back: nothing is written, but others cannot write
 * meanwhile. As long as undoing takes. %KITH_ERROR_NOT_FOUND where nothing was brought in yet; else as kith_act_look_back ().
 */
KithSnapshot *kith_changes_look_back (KithStore *store, gint64 act, gint64 *since, KithProgress *progress,
                                      GCancellable *cancellable, GError **error);

/* What happened to a community, %NULL for nothing to tell. @before, @after: names. Translated. */
char *kith_change_dup_news (const KithChange *change, const char *const *before, const char *const *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithChanges, kith_changes_free)

G_END_DECLS
