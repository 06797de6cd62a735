/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Fields of one's own in arrays: a number for each person and field, which stands for a text. Each text is there once, however many people have
 * it, so that a hundred thousand people with ten fields are four megabytes and the texts. Immutable, shared by reference. */

#pragma once

#include "kith-own-fields.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  char *name;
  char *key; /* of its name, as typed in a search: letters and digits only */
  KithValueKind kind;
  gboolean shown; /* as a column of the table of people */
  guint people;   /* with a value */
  guint32 *value; /* n, index into texts; 0 for none */
} KithFieldColumn;

typedef struct _KithFieldColumns KithFieldColumns;

struct _KithFieldColumns
{
  gatomicrefcount ref_count;
  guint n; /* people */
  guint n_columns;
  KithFieldColumn *columns; /* in the order they came */
  guint n_texts;
  const char **texts;      /* n_texts; the first is "" */
  const char **folded;     /* n_texts, of kith_text_fold (); NULL where no column that is searched has it */
  GStringChunk *chunk;     /* holds them */
  KithFieldColumns *whole; /* nullable: that holds them instead */
};

/**
 * kith_field_columns_load:
 * @id: n, rising
 *
 * One pass over the values. O(n × fields + values)
 */
KithFieldColumns *kith_field_columns_load (KithStore *store, guint n, const gint64 *id, GCancellable *cancellable,
                                           GError **error);

/* Those of some of the people: @from: n, the index of each in @whole */
KithFieldColumns *kith_field_columns_new_part (KithFieldColumns *whole, guint n, const guint *from);

KithFieldColumns *kith_field_columns_ref (KithFieldColumns *self);
void kith_field_columns_unref (KithFieldColumns *self);

/* The column of a field; -1 for one that is not there. */
int kith_field_columns_find (const KithFieldColumns *self, gint64 field);

/* As it is kept; "" for none. */
static inline const char *
kith_field_columns_get (const KithFieldColumns *self, guint column, guint person)
{
  return self->texts[self->columns[column].value[person]];
}

/* As a person reads it: dates in their own writing, "Yes" and "No", several values with a dot between them. Translated. */
char *kith_field_value_dup_shown (KithValueKind kind, const char *text);

/**
 * kith_field_columns_rank:
 *
 * Where each text of a column stands among those of its kind: numbers by size, dates by time, no before yes, text by the alphabet; after
 * those, what is not of its kind. O(texts × log texts)
 *
 * Returns: (transfer full): n_texts; 0 for texts that nobody has in this column
 */
guint32 *kith_field_columns_rank (const KithFieldColumns *self, guint column);

/**
 * kith_field_columns_match:
 * @column: -1 for all that are text or choices
 * @folded: of kith_text_fold (); for one column of numbers or dates also "<2021", ">=12" and the like
 * @hit: (out caller-allocates): n; TRUE for people who have it in the column
 *
 * O(texts × length + n × columns)
 */
void kith_field_columns_match (const KithFieldColumns *self, int column, const char *folded, guint8 *hit);

/* The column that is called so, as key; else the only one whose name begins so, or has it in it. -1 for none, and for several. */
int kith_field_columns_find_key (const KithFieldColumns *self, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithFieldColumns, kith_field_columns_unref)

G_END_DECLS
