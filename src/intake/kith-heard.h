/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Single contacts – a reply, a letter – that the imports of this network have told of, so that archives that overlap, or one that comes again
 * with the months since, end as if all had come in together: each contact counts once. And who wrote which mail, so that an answer in a later
 * archive finds whom it answers, and the replies that wait for their mail.
 *
 * No name, no address and no id of a mail is kept for it, only digests of 8 bytes, sealed by a secret that each network has of its own
 * (kith_text_seal ()). So these rows alone, be it in the history, in another program's hands or on a page of an old copy, say nothing, cannot be tried
 * with a list of addresses, and are not those of another network. It is no lock: the secret lies in the settings of the same file, and whoever has
 * all of that can try for a mail or an address that they know already whether it was told of here. Who a digest stands for is found by what the
 * network knows of people otherwise; of somebody who was removed it says nothing any more, and what waits for them is not answered. */

#pragma once

#include "kith-matching.h"
#include "kith-store.h"
#include "kith-table.h"

G_BEGIN_DECLS

typedef struct _KithHeard KithHeard;

/* What digests of this network are sealed with. Returns: (transfer full) */
char *kith_heard_dup_secret (KithStore *store);

/**
 * kith_heard_new:
 * @matching: the people there are
 * @threads: (nullable): the mail that comes in, made with the same secret; it learns who wrote what came before
 *
 * Reads what is kept. Memory and time grow with the contacts there are: 1 million are about 40 MB.
 */
KithHeard *kith_heard_new (KithStore *store, const KithMatching *matching, KithThreads *threads, GError **error);
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
