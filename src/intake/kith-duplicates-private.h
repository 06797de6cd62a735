/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The people of a network made comparable. */

#pragma once

#include "kith-duplicates.h"
#include "kith-keys.h"

G_BEGIN_DECLS

typedef struct
{
  GArray *records; /* KithLikenessRecord, by rising id */
  GArray *keys;    /* guint32: the addresses of all */
  GArray *spans;   /* where those of each record begin in @keys, while being read */
  KithKeyTable *emails, *phones, *handles, *websites, *towns, *organizations;
} KithLikenessSet;

KithLikenessSet *kith_likeness_set_load (KithStore *store, GCancellable *cancellable, GError **error);
void kith_likeness_set_free (KithLikenessSet *self);

/* (element-type KithDuplicate) all pairs from KITH_LIKELY on, by a, then b; of those who share a key. */
GArray *kith_likeness_set_compare (const KithLikenessSet *self, KithProgress *progress, GCancellable *cancellable,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithLikenessSet, kith_likeness_set_free)

G_END_DECLS
