/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Names for communities from what their people have in common: log-odds with an informative Dirichlet prior,
 * Monroe, Colaresi & Quinn, Political Analysis 16 (2008). Numbers only: a term is an index into the caller's list. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kith_naming_terms:
 * @membership: n people; below 0 for those in no community, who still count among the others
 * @offset: n + 1; the terms of person i stand at term[offset[i]] …; a term once per person
 * @best: (out caller-allocates): 2 × n_communities; the one or two terms that name community c at best[2 c], best[2 c + 1], -1 where none
 *
 * A term can name a community when its z against everyone else is above 1.96 and at least a fifth of the members hold it. The highest z
 * comes first. A second one is given when it tells something else: of the members who hold either, at most nine in ten hold both. No two
 * communities get the same name where another choice of their eight best terms avoids it; the larger community (the lower number) chooses
 * first.
 *
 * O(terms + n_terms).
 */
void kith_naming_terms (guint n, const int *membership, guint n_communities, const guint *offset, const guint *term,
                        guint n_terms, int *best);

G_END_DECLS
