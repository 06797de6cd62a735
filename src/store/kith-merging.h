/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two records of one person made one, and taken apart again.
 *
 * All that the one who goes had goes over to the other: contacts, consent, numbers in other systems, ties, attendance, tags, invitations,
 * reports, answers to questions. Where both have the same they are joined, and the stricter holds: "do not contact", a refusal,
 * "these are different people". What came from whom is written down, so that taking apart works later too, not only by undo. */

#pragma once

#include "kith-people.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  gint64 person; /* who stayed */
  gint64 gone;   /* the number the other had */
  char *name;    /* of the other */
  char *given, *name_key, *town, *organization;
  gint64 time;
} KithMerge;

void kith_merge_free (KithMerge *self);

/**
 * kith_merge_choose:
 *
 * Which values are taken from @gone where nobody decides otherwise: set by hand before not; then the newer, unless it is only an initial or an
 * address; then the longer. What only one of them has is taken from that one. "Do not contact", "known by hearsay" and notes are never a
 * matter of choice: kith_people_merge () joins them.
 *
 * Returns: KithFields
 */
guint kith_merge_choose (const KithPerson *keep, const KithPerson *gone);

/* The fields in which both know something, and not the same. */
guint kith_merge_differing (const KithPerson *keep, const KithPerson *gone);

/**
 * kith_people_merge:
 * @take: KithFields to be taken from @gone, as kith_merge_choose () gives them
 *
 * Within an act. Fields in which the two differed count as set by hand afterwards, so that no import brings back the other value. A tie
 * between the two is dropped.
 */
gboolean kith_people_merge (KithStore *store, gint64 keep, gint64 gone, guint take, GError **error);

/**
 * kith_people_separate:
 * @apart: (out) (optional): the person who is there again
 *
 * Takes apart the last merge of @person, within an act: each has again what they had, also after other acts. What was removed since
 * stays removed, what was added or changed since stays with @person, and a refusal that came since holds for both. The pair counts as
 * different people. KITH_ERROR_INVALID where the person was not merged.
 */
gboolean kith_people_separate (KithStore *store, gint64 person, gint64 *apart, GError **error);

/* (element-type KithMerge) of a person, the last first */
GPtrArray *kith_merges_of (KithStore *store, gint64 person, GError **error);

/* All, oldest first; texts are borrowed. A function that returns FALSE ends the pass. */
typedef gboolean (*KithMergeFunc) (const KithMerge *merge, gpointer user_data);
gboolean kith_merges_each (KithStore *store, KithMergeFunc func, gpointer user_data, GCancellable *cancellable,
                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithMerge, kith_merge_free)

G_END_DECLS
