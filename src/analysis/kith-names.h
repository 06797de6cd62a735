/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Names for communities that have none yet (METHODS 4.9): what their people have in common (groups, events, tags, towns, organizations), else the
 * person most others there know, else a number. */

#pragma once

#include "kith-snapshot.h"

G_BEGIN_DECLS

/**
 * kith_names_find:
 * @membership: people of @snapshot
 * @name: n_communities; those that are NULL are filled in (transfer full), the others are kept; no two are made the same
 *
 * One pass over people, groups, events and tags. Writes nothing.
 */
gboolean kith_names_find (KithStore *store, const KithSnapshot *snapshot, const int *membership, guint n_communities,
                          char **name, GCancellable *cancellable, GError **error);

G_END_DECLS
