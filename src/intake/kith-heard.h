/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Single contacts – a reply, a letter – that the imports of this network have told of, so that archives that overlap, or one that comes again
 * with the months since, end as if all had come in together: each contact counts once. Of a contact 8 bytes are kept, from which nobody can
 * say what it was. And who wrote which mail, so that an answer in a later archive finds whom it answers, and the replies that wait for their mail. */

#pragma once

#include "kith-store.h"
#include "kith-table.h"

G_BEGIN_DECLS

typedef struct _KithHeard KithHeard;

/**
 * kith_heard_new:
 * @threads: (nullable): the mail that comes in; it learns who wrote what came before
 *
 * Reads what is kept. Memory and time grow with the contacts there are: 1 million are about 40 MB.
 */
KithHeard *kith_heard_new (KithStore *store, KithThreads *threads, GError **error);
void kith_heard_free (KithHeard *self);

/* A table begins: rows that are the same within it are several contacts, as are those of several tables that differ. */
void kith_heard_begin (KithHeard *self, const KithTable *table);

/* Returns: whether nobody has told of this contact before */
gboolean kith_heard_take (KithHeard *self, const KithCsvRow *row);

/* The replies of earlier imports whose mail came with this one, and which nobody has told of before; they count as told of from now on. */
gboolean kith_heard_each_answered (KithHeard *self, KithWaitingFunc func, gpointer user_data);

/* Keeps what was new, within an act. @changed: (out): whether anything was */
gboolean kith_heard_write (KithHeard *self, gint64 import, gboolean *changed, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithHeard, kith_heard_free)

G_END_DECLS
