/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The orders in which people are listed. */

#pragma once

#include "kith-snapshot.h"

G_BEGIN_DECLS

typedef enum
{
  KITH_PEOPLE_BY_NAME,
  KITH_PEOPLE_BY_COMMUNITY,
  KITH_PEOPLE_BY_TIES,
  KITH_PEOPLE_BY_OUTSIDE_TIES,
  KITH_PEOPLE_BY_COMMUNITIES_REACHED,
  KITH_PEOPLE_BY_BRIDGE_REACH,
  KITH_PEOPLE_BY_AUDIENCE,
  KITH_PEOPLE_BY_MARKS,
  KITH_PEOPLE_N_KEYS,
} KithPeopleKey;

/**
 * kith_people_order:
 * @field: a field of one's own to order by, in place of @key; 0 for none
 * @order: (out caller-allocates): n indices of people
 *
 * Whoever has the same goes by name, then by index. Who is not known by the key, or has nothing in the field, comes last whichever way.
 * O(n log n)
 */
void kith_people_order (const KithSnapshot *snapshot, KithPeopleKey key, gint64 field, gboolean falling, guint *order);

G_END_DECLS
