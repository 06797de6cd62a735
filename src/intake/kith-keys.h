/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A compact table from texts to numbers: what an import keeps in memory of people, so that it holds hundreds of thousands. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KithKeyTable KithKeyTable;

KithKeyTable *kith_key_table_new (void);
void kith_key_table_free (KithKeyTable *self);
guint kith_key_table_get_size (const KithKeyTable *self);

/* @value: (out) (optional) */
gboolean kith_key_table_find (const KithKeyTable *self, const char *key, gint64 *value);

typedef void (*KithKeyTableFunc) (const char *key, gpointer user_data);
void kith_key_table_each (const KithKeyTable *self, KithKeyTableFunc func, gpointer user_data);

/* The place of the value of a key, made with @value where there was none. Good until the next is made. */
gint64 *kith_key_table_put (KithKeyTable *self, const char *key, gint64 value, gboolean *is_new);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithKeyTable, kith_key_table_free)

/* From pairs of people to what a file says of them, in the order they came: 32 bytes, as an import may bring millions. */
typedef struct
{
  guint a, b;        /* a < b */
  float forth, back; /* weights from a to b, and from b to a */
  gint64 date;       /* KITH_NO_DATE at first */
  gint64 ended : 56; /* in its own way: kith_pair_get_ended () */
  guint64 kind : 4;
  guint64 directed : 4; /* 1: a to b, 2: b to a */
} KithPair;

/* KITH_NO_DATE at first, and where a tie lasts. */
gint64 kith_pair_get_ended (const KithPair *pair);
void kith_pair_set_ended (KithPair *pair, gint64 ended);

typedef struct _KithPairTable KithPairTable;

KithPairTable *kith_pair_table_new (void);
void kith_pair_table_free (KithPairTable *self);
guint kith_pair_table_get_size (const KithPairTable *self);
const KithPair *kith_pair_table_get (const KithPairTable *self, guint i);

/* Good until the next is made. @kind and @directed are part of what makes a pair. */
KithPair *kith_pair_table_put (KithPairTable *self, guint a, guint b, guint8 kind, guint8 directed, gboolean *is_new);

/* Takes a pair out, and gives back its memory; after the first time only for taking more. Returns: FALSE where there is none left */
gboolean kith_pair_table_take (KithPairTable *self, KithPair *pair);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithPairTable, kith_pair_table_free)

G_END_DECLS
