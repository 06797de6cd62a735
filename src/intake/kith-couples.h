/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows that tell of two people: a couple under one name, or a partner or relative in columns of their own. The first is brought in like the
 * person of any row; the second once all rows are read, so that somebody who has a row of their own further down is found there. The two are
 * tied as people who live together, a relative as somebody stated to be one. */

#pragma once

#include "kith-couple.h"
#include "kith-intake-private.h"

G_BEGIN_DECLS

typedef struct _KithCouples KithCouples;

/* Returns: (nullable): %NULL where no row of the table can tell of two people; all others take %NULL, too */
KithCouples *kith_couples_new (KithIntake *intake, KithIncoming *file);
void kith_couples_free (KithCouples *self);

/* Looks for a second person in the row that intake->record was read from; the record is of the first alone from then on.
 *
 * Returns: whether the row has a couple under one name */
gboolean kith_couples_take (KithCouples *self, const KithCsvRow *row);

/* The first of the row just taken came in as @person. @event: where they were; 0 @result: as what the row was counted */
void kith_couples_note (KithCouples *self, gint64 person, gint64 event, KithRowResult result);

/* Brings in the second ones. A row that was counted as known and brings one counts as updated. */
gboolean kith_couples_write (KithCouples *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithCouples, kith_couples_free)

G_END_DECLS
