/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who wrote which mail, over all files that are read together: a reply in one quarter of an archive may answer a mail in the one before. People
 * are known by their address; where an archive hides it beyond mending, by their name, and where that name has just one address elsewhere, by
 * that.
 *
 * Of files that came in at another time only digests are left, sealed by the network's secret: they say who wrote a mail as soon as its author is
 * known for another reason, by these files or by kith_threads_know (). */

#pragma once

#include "kith-waiting.h"

G_BEGIN_DECLS

/* @secret: (nullable): what digests that are kept are sealed with (kith_text_seal ()) */
KithThreads *kith_threads_new (const char *secret);
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

/* There is somebody whose key @key may be, from another time; what cannot be one is passed over. */
void kith_threads_know (KithThreads *self, const char *key);

/* Digests of ids of messages, of keys of people: what is kept of them. */
guint64 kith_threads_digest (const KithThreads *self, const char *text);

/* (nullable): the key of whom a digest stands for */
const char *kith_threads_find (KithThreads *self, guint64 person);

/* (nullable): the person who wrote the message, in these files or, where they were recalled, those before */
const char *kith_threads_get_author (KithThreads *self, guint64 message);

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

/* Once all is read: what @key stands for, with a name and an address ("" for none, or none in these files). */
const char *kith_threads_resolve (KithThreads *self, const char *key, const char **name, const char **email);

/* Bytes that are held. */
gsize kith_threads_get_size (const KithThreads *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithThreads, kith_threads_free)

G_END_DECLS
