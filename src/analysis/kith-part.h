/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A part of a network looked at alone: whoever has a tag, was at an event, is in a group or a community, or was chosen. Its people, with the
 * ties among them, make a snapshot like any other, with communities, figures and places of its own; so whatever shows, draws, sorts
 * or chooses needs to know nothing of it. Nothing of it is ever written to the network. */

#pragma once

#include "kith-snapshot.h"

G_BEGIN_DECLS

typedef enum
{
  KITH_PART_TAG,
  KITH_PART_EVENT,
  KITH_PART_GROUP,
  KITH_PART_COMMUNITY,
  KITH_PART_PEOPLE,
} KithPartKind;

/* Immutable, shared by reference. */
struct _KithPart
{
  gatomicrefcount ref_count;
  KithPartKind kind;
  gint64 id;      /* of the tag, event, group or community */
  char *name;     /* its name; NULL for people chosen */
  GArray *people; /* nullable: gint64, of people chosen */
};

KithPart *kith_part_new (KithPartKind kind, gint64 id, const char *name);
KithPart *kith_part_new_people (const gint64 *people, guint n);
KithPart *kith_part_ref (KithPart *self);
void kith_part_unref (KithPart *self);

/**
 * kith_part_parse:
 * @text: "tag:Donor", "event:Spring Fair", "group:Harbor Choir", "community:Northside"; case aside
 *
 * KITH_ERROR_INVALID where it is none of these, KITH_ERROR_NOT_FOUND where there is none of that name.
 */
KithPart *kith_part_parse (KithStore *store, const char *text, GError **error);

/* "tag “Donor”", "the people chosen"; as it stands in a sentence; translated. */
char *kith_part_dup_title (const KithPart *self);

/* All that a part can be made of but people: (element-type KithPartChoice), tags, then groups and events, by name. */
typedef struct
{
  KithPart *part;
  guint people;
  gint64 date; /* of an event; KITH_NO_DATE */
} KithPartChoice;
void kith_part_choice_free (KithPartChoice *self);
GPtrArray *kith_part_list (KithStore *store, GCancellable *cancellable, GError **error);

/**
 * kith_snapshot_new_part:
 * @store: that @whole was read from
 * @before: (nullable): the same part as it was: its communities and places are gone on from, and taken as they are where people and ties are
 *   the same
 *
 * Those of @whole who are meant, with the ties among them. Their communities are found by Leiden and keep name and color of the one they
 * carry on in @before, or else in @whole; their ids are below 0, since the store has none of them, and those of @before
 * where they carry these on. Places come from the layout worker.
 * KITH_ERROR_NOT_FOUND where it is nobody. O(whole + what finding and placing take for the part)
 */
KithSnapshot *kith_snapshot_new_part (KithStore *store, const KithSnapshot *whole, KithPart *part,
                                      const KithSnapshot *before, KithProgress *progress, GCancellable *cancellable,
                                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithPart, kith_part_unref)

G_END_DECLS
