/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is found by some words. */

#pragma once

#include "kith-snapshot.h"

G_BEGIN_DECLS

/**
 * kith_search_narrow:
 * @folded: of kith_text_fold (); words with blanks between, in quotes where there is a blank in them
 * @matches: (inout): n; 0 for whoever is not found, the others stay
 *
 * Every word must be found in the name, an e-mail, the organization, the town, or in a field of one's own that is text. "shirt:xl" looks in the
 * field that is called so, or like it, alone; "shirt:" finds who has something in it, "shifts:>5" and "joined:<2021" compare.
 * O(words × (n + texts of fields))
 */
void kith_search_narrow (const KithSnapshot *snapshot, const char *folded, guint8 *matches);

/**
 * kith_search_rank:
 * @search: (array length=n): as in a snapshot, names first
 *
 * The place of each in the alphabet, counted from 0, those with equal strings in the order they have: so that whatever sorts people by names,
 * or by something else and then by names, compares numbers. O(n log n); some 20 ms for 100,000
 *
 * Returns: (transfer full): n
 */
guint *kith_search_rank (char *const *search, guint n);

/* Whether @folded finds nobody whom @before did not. */
gboolean kith_search_is_narrower (const char *folded, const char *before);

G_END_DECLS
