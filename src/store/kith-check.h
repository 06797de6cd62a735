/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding damage. */

#pragma once

#include "kith-store.h"

G_BEGIN_DECLS

/**
 * kith_store_check:
 * @problems: (element-type utf8): sentences are added on what is wrong; none where all is well
 *
 * Reads the whole file: the checksum of each page, the structure (SQLite's integrity check), references between tables, and what the
 * tables promise beyond that. Changes nothing. Fails only where it could not look.
 */
gboolean kith_store_check (KithStore *store, GPtrArray *problems, KithProgress *progress, GCancellable *cancellable,
                           GError **error);

G_END_DECLS
