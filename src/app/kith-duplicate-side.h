/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One of two people who may be one: what is known of them, as a list that stands beside the other's. */

#pragma once

#include "kith-people.h"
#include "kith-snapshot.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct
{
  KithPerson *person;
  GPtrArray *contacts;   /* KithContact */
  GPtrArray *source_ids; /* utf8: "namespace:value" */
  char *file;            /* whose import they came with; NULL by hand */
} KithDuplicateSide;

/* In a job. */
KithDuplicateSide *kith_duplicate_side_load (KithStore *store, gint64 person, GError **error);
void kith_duplicate_side_free (KithDuplicateSide *self);

/* What is chosen where both know something: two buttons of a group for each field, the first for the first person. */
#define KITH_DUPLICATE_CHOICES 7

typedef struct
{
  guint field; /* KithFields */
  GtkCheckButton *first, *second;
} KithDuplicateChoice;

/**
 * kith_duplicate_sides_show:
 * @choices: (out): KITH_DUPLICATE_CHOICES; borrowed from the lists; those with field 0 are no choice
 *
 * Fills the two lists.
 */
void kith_duplicate_sides_show (GtkListBox *first_list, GtkListBox *second_list, const KithDuplicateSide *first,
                                const KithDuplicateSide *second, const KithSnapshot *snapshot,
                                KithDuplicateChoice *choices);

/* KithFields that are taken from the second. */
guint kith_duplicate_choices_get (const KithDuplicateChoice *choices, guint otherwise);

/* "Both know Ana Nord, Bo Quist and 3 others." */
char *kith_duplicate_dup_common (const KithSnapshot *snapshot, gint64 first, gint64 second);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithDuplicateSide, kith_duplicate_side_free)

G_END_DECLS
