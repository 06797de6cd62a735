/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who wrote which mail, over all files that are read together: a reply in one quarter of an archive may answer a mail in the one before. People
 * are known by their address; where an archive hides it beyond mending, by their name, and where that name has just one address elsewhere, by
 * that. */

#pragma once

#include "kith-waiting.h"

G_BEGIN_DECLS

KithThreads *kith_threads_new (void);
void kith_threads_free (KithThreads *self);

/**
 * kith_threads_put_person:
 * @address: as in a header, perhaps masked ("user at example.org")
 * @name: (nullable): as in a header, decoded
 *
 * Returns: (nullable): the key of the person, which lives as long as @self; %NULL where nothing says who it is
 */
const char *kith_threads_put_person (KithThreads *self, const char *address, const char *name);

/* Returns: FALSE where the message is known already. */
gboolean kith_threads_put_message (KithThreads *self, const char *id, const char *person);

/* (nullable): the person who wrote it, in these files or, where they were recalled, those before */
const char *kith_threads_get_author (KithThreads *self, const char *id);

/* The same by the kith_text_digest () of the id. */
const char *kith_threads_get_author_of (KithThreads *self, guint64 digest);

/* The replies that wait for what they answer. */
KithWaiting *kith_threads_get_waiting (KithThreads *self);

/**
 * kith_threads_pack:
 *
 * Who wrote which message, as bytes for kith_threads_recall() at another time; without what was recalled itself.
 *
 * Returns: (element-type GBytes): pieces of less than a megabyte
 */
GPtrArray *kith_threads_pack (KithThreads *self);

/* Takes one piece; what is none is passed over. */
void kith_threads_recall (KithThreads *self, gconstpointer bytes, gsize length);

/* Once all is read: what @key stands for, with a name and an address ("" for none). */
const char *kith_threads_resolve (KithThreads *self, const char *key, const char **name, const char **email);

/* Bytes that are held. */
gsize kith_threads_get_size (const KithThreads *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithThreads, kith_threads_free)

G_END_DECLS
