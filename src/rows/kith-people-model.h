/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The people of a snapshot as a list model, sorted and filtered: two arrays of indices, made in place of GTK's sort and filter models,
 * which would ask for every row. A row object is a few words that name a person; it exists only while somebody holds it. */

#pragma once

#include "kith-people-order.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KITH_TYPE_PERSON_ROW (kith_person_row_get_type ())
G_DECLARE_FINAL_TYPE (KithPersonRow, kith_person_row, KITH, PERSON_ROW, GObject)

/* Emits "changed" when the person's figures did, or when it has become another person's: a large change of what is listed renews the
 * first rows in their places. */
gint64 kith_person_row_get_id (KithPersonRow *self);
/* The snapshot to read the person from, and where in it. Borrowed until "changed". */
const KithSnapshot *kith_person_row_get_snapshot (KithPersonRow *self, guint *person);

#define KITH_TYPE_PEOPLE_MODEL (kith_people_model_get_type ())
G_DECLARE_FINAL_TYPE (KithPeopleModel, kith_people_model, KITH, PEOPLE_MODEL, GObject)

/* Emits "renewed" (guint n) when its first @n rows have become other people's, who are told by each row's "changed" too. */
KithPeopleModel *kith_people_model_new (void);

/* %NULL for nobody. O(n log n). Keeps rows where they are when the order stays the same. */
void kith_people_model_set_snapshot (KithPeopleModel *self, KithSnapshot *snapshot);
/* Ties in the key go by name, then by id; unknown values come last whichever way. O(n log n) */
void kith_people_model_sort (KithPeopleModel *self, KithPeopleKey key, gboolean falling);
/* The same by a field of one's own: in the order of its kind; who has nothing in it comes last whichever way. O(n log n) */
void kith_people_model_sort_by_field (KithPeopleModel *self, gint64 field, gboolean falling);
/* @search: as of kith_search_narrow (); a further letter looks only at who is left. O(n) */
void kith_people_model_filter (KithPeopleModel *self, const char *search, gint64 community);

gint64 kith_people_model_get_id (KithPeopleModel *self, guint position);
/* GTK_INVALID_LIST_POSITION (G_MAXUINT) for people who are not listed. O(log n) */
guint kith_people_model_find (KithPeopleModel *self, gint64 person);
/* All people, listed or not. */
guint kith_people_model_count_all (KithPeopleModel *self);

G_END_DECLS
