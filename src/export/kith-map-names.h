/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What people are called on a map that leaves the house: by name, by initials, or not at all. Who asked to be left alone has no name
 * there in any case, and no community has theirs. */

#pragma once

#include "kith-map-ring.h"

G_BEGIN_DECLS

typedef enum
{
  KITH_MAP_NAMES_ON,
  KITH_MAP_NAMES_INITIALS,
  KITH_MAP_NAMES_OFF,
} KithMapNames;

/* "on", "initials", "off"; FALSE for an unknown name */
gboolean kith_map_names_from_name (const char *name, KithMapNames *names);
const char *kith_map_names_get_name (KithMapNames names);

/* "Ana María López" → "AML": the first letter of each of the first words, as a reader sees letters. */
char *kith_map_dup_initials (const char *name);

/**
 * kith_map_names_scene:
 * @ring: (nullable): that @scene is of; else it is of all people of @snapshot
 * @unnamed: (out): how many in it asked to be left alone
 *
 * Where names of people are not written out, communities that are called after somebody get a number too, and events no name. O(n)
 *
 * Returns: (transfer full): the same scene under the names that may be told
 */
KithScene *kith_map_names_scene (KithScene *scene, const KithSnapshot *snapshot, const KithMapRing *ring,
                                 KithMapNames names, guint *unnamed);

G_END_DECLS
