/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Names for communities from what their people have in common (METHODS 4.9): log-odds with an informative Dirichlet prior,
 * Monroe, Colaresi & Quinn, Political Analysis 16 (2008). Numbers only: a term is an index into the caller's list. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kith_naming_terms:
 * @membership: n people
 * @offset: n + 1; the terms of person i stand at term[offset[i]] …; a term once per person
 * @best: (out caller-allocates): 2 × n_communities; the one or two terms that name community c at best[2 c], best[2 c + 1], -1 where none:
 *   z > 1.96 and held by at least a fifth of the members; the two of one community differ, and no two communities get the
 *   same pair where it can be avoided
 *
 * O(terms + n_terms × n_communities in the worst case, sparse inside).
 */
void kith_naming_terms (guint n, const int *membership, guint n_communities, const guint *offset, const guint *term,
                        guint n_terms, int *best);

G_END_DECLS
