/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Fields of one's own: what an organization keeps of people beyond what every network has, such as the size of a T-shirt. Mostly columns of
 * tables that nothing else is known of. A person has at most one value in a field; all are text as it was written, and the kind of the field
 * says what is made of them. */

#pragma once

#include "kith-store.h"
#include "kith-value-kinds.h"

G_BEGIN_DECLS

/* More than a list of them can be looked through; also what keeps a table of thousands of columns from becoming as many fields. */
#define KITH_OWN_FIELDS_MAX 200

typedef struct
{
  gint64 id;
  char *name; /* as shown */
  char *key;  /* kith_head_key () of the head it came with */
  KithValueKind kind;
  gboolean shown; /* as a column of the table of people */
} KithOwnField;

void kith_own_field_free (KithOwnField *self);

/**
 * kith_own_field_find:
 * @id: (out): 0 for none
 *
 * By the head of a column: the field that came with it, or else the one that is called so now.
 */
gboolean kith_own_field_find (KithStore *store, const char *head, gint64 *id, GError **error);

/**
 * kith_own_field_put:
 * @kind: of one that is new
 * @added: (out) (optional): whether it is
 *
 * The field that kith_own_field_find () finds, or a new one. Within an act. KITH_ERROR_INVALID for a name without letters or digits, and for
 * one more than KITH_OWN_FIELDS_MAX.
 */
gboolean kith_own_field_put (KithStore *store, const char *head, KithValueKind kind, gint64 *id, gboolean *added,
                             GError **error);

/* Tables with the head it came with are still read into it. KITH_ERROR_INVALID where another has that name. */
gboolean kith_own_field_rename (KithStore *store, gint64 id, const char *name, GError **error);

/* Values stay; where @kind is a date, those that are one are written as kith_value_dup_kept () does, day and month in the order that most of
 * them tell. */
gboolean kith_own_field_set_kind (KithStore *store, gint64 id, KithValueKind kind, GError **error);

gboolean kith_own_field_set_shown (KithStore *store, gint64 id, gboolean shown, GError **error);

/* With all values. */
gboolean kith_own_field_remove (KithStore *store, gint64 id, GError **error);

/* (transfer full) (element-type KithOwnField): in the order they came */
GPtrArray *kith_own_field_list (KithStore *store, GError **error);

/**
 * kith_own_value_set:
 * @value: (nullable): %NULL or "" takes the value away
 * @changed: (out) (optional)
 *
 * By hand: no import changes it afterwards. Within an act.
 */
gboolean kith_own_value_set (KithStore *store, gint64 person, gint64 field, const char *value, gboolean *changed,
                             GError **error);

/**
 * kith_own_value_tell:
 * @value: not ""
 * @changed: (out): whether the person had another value, or none
 *
 * By an import, within its act: takes the place of what an earlier one told; what was set by hand stays.
 */
gboolean kith_own_value_tell (KithStore *store, gint64 person, gint64 field, const char *value, gint64 import,
                              gboolean *changed, GError **error);

/* Where a value is from. */
typedef struct
{
  gint64 field;
  char *file;  /* nullable: the import's that told it; NULL where it was set by hand */
  gint64 time; /* of the import */
} KithOwnValueSource;

void kith_own_value_source_free (KithOwnValueSource *self);

/* (transfer full) (element-type KithOwnValueSource): of a person's values */
GPtrArray *kith_own_value_sources (KithStore *store, gint64 person, GError **error);

/* Values by rising person, borrowed. A function that returns FALSE ends the pass. */
typedef gboolean (*KithOwnValueFunc) (gint64 person, gint64 field, const char *value, gpointer user_data);
gboolean kith_own_values_each (KithStore *store, KithOwnValueFunc func, gpointer user_data, GCancellable *cancellable,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithOwnField, kith_own_field_free)

G_END_DECLS
