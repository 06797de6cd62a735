/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is not named on what leaves the house: those who asked to be left alone, neither themselves nor by the name of a community. */

#pragma once

#include "kith-snapshot.h"

G_BEGIN_DECLS

/**
 * kith_discretion_new:
 * @everybody: hide the names of all people, not only of those who asked
 *
 * Returns: (transfer full): a set of names not to be told. O(n)
 */
GHashTable *kith_discretion_new (const KithSnapshot *snapshot, gboolean everybody);

/* Whether this is the name of one of them, or of a community called after one. */
gboolean kith_discretion_hides (GHashTable *hidden, const char *name);

/* The community's name where it may be told, else "Community 7". */
char *kith_discretion_dup_community (GHashTable *hidden, const KithSnapshot *snapshot, guint community);

G_END_DECLS
