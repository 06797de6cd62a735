/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* People who may be in a network twice. */

#pragma once

#include "kith-likeness.h"
#include "kith-progress.h"
#include "kith-questions.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 a, b;      /* people, a < b */
  float likelihood; /* of their being one, 0 … 1 */
  guint likeness;   /* KithLikeness: why */
  gboolean asked;   /* by an import, likely or not */
  KithAnswer answer;
} KithDuplicate;

/**
 * kith_duplicates_find:
 *
 * Compares all people and takes the questions of imports besides. Pairs that were answered "different" are never among them; those
 * answered "later" come last. Only people who share a key are compared (an address, a telephone, or how the family name sounds with the
 * beginning of the given name), so the time grows with the number of people and not with its square: O(n log n) where names are
 * spread as they usually are. Where a key is shared by more than 400, of those only the ones with the same given name are.
 *
 * Returns: (transfer full) (element-type KithDuplicate): the likeliest first
 */
GArray *kith_duplicates_find (KithStore *store, KithProgress *progress, GCancellable *cancellable, GError **error);

G_END_DECLS
