/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Given names that stand for one another: "Peggy" and "Margaret", "Sasha" and "Aleksandra". */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KITH_SHORT_FORMS_MAX 6 /* names that one word can stand for */

/**
 * kith_short_forms_find:
 * @word: a given name, as kith_name_dup_latin () makes it
 * @names: (out): at most KITH_SHORT_FORMS_MAX numbers of the names it can stand for
 *
 * Returns: how many there are; 0 for a word that is not in the table. O(1)
 */
guint kith_short_forms_find (const char *word, guint *names);

/* Whether there is a name that both can stand for. */
gboolean kith_short_forms_share (const char *a, const char *b);

G_END_DECLS
