/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What an import would do, in rows of a list: who is new, what is known, what is asked, and what is left out and why. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @accounts: (element-type KithAccount): of an import that was tried */
void kith_import_summary_fill (GtkListBox *list, GPtrArray *accounts);

/* "New: 184 people, 912 ties and 40 events" */
char *kith_import_summary_dup_title (GPtrArray *accounts);

/* Whether the import would change anything. */
gboolean kith_import_summary_is_news (GPtrArray *accounts);

G_END_DECLS
