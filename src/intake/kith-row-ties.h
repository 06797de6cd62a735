/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Ties that rows about people carry: who referred them, whom they name, who shares their household or their order. People who are named are
 * looked for once all rows of the table are in, so that it does not matter who comes first. */

#pragma once

#include "kith-intake-private.h"

G_BEGIN_DECLS

typedef struct _KithRowTies KithRowTies;

/* Whether the table has columns of that kind. */
gboolean kith_row_ties_has (const KithTable *table);

/* (nullable): NULL where it has none */
KithRowTies *kith_row_ties_new (const KithTable *table);
void kith_row_ties_free (KithRowTies *self);

/* What @row says of the ties of @person. NULL for @self says nothing. */
void kith_row_ties_note (KithRowTies *self, const KithCsvRow *row, gint64 person);

/* Writes them, and tells of them in the account. Who is named by address or full name and is not there comes in too. */
gboolean kith_row_ties_write (KithRowTies *self, KithIntake *intake, KithIncoming *file, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithRowTies, kith_row_ties_free)

G_END_DECLS
