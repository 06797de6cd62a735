/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Replies that came before the mail they answer, kept until it comes: of each when it was written, and digests (kith_threads_digest ()) of what it
 * is, of who wrote it, and of what it may answer. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KithThreads KithThreads;
typedef struct _KithWaiting KithWaiting;

KithWaiting *kith_waiting_new (void);
void kith_waiting_free (KithWaiting *self);

/**
 * kith_waiting_put:
 * @contact: what the reply is known by in any archive
 * @author: a key of KithThreads
 * @date: seconds since 1970 as digits; "" for unknown
 * @ids: of the mails it may answer, a line each, the likeliest first
 *
 * The same reply again changes nothing.
 */
void kith_waiting_put (KithWaiting *self, const KithThreads *threads, const char *contact, const char *author,
                       const char *date, const char *ids);

/* Those that were put and are not answered by what @threads knows, as bytes for kith_waiting_recall () at another time.
 *
 * Returns: (element-type GBytes): pieces of less than a megabyte */
GPtrArray *kith_waiting_pack (KithWaiting *self, KithThreads *threads);

/* Takes one piece; what is none is passed over. */
void kith_waiting_recall (KithWaiting *self, gconstpointer bytes, gsize length);

/* @contact: digest of what the reply is known by @date: G_MININT64 for unknown. A function that returns FALSE ends the pass */
typedef gboolean (*KithWaitingFunc) (guint64 contact, const char *from, const char *to, gint64 date,
                                     gpointer user_data);

/* Those recalled whose mail @threads knows now, and whose author is still known. Returns: FALSE where @func ended it */
gboolean kith_waiting_each_answered (KithWaiting *self, KithThreads *threads, KithWaitingFunc func, gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithWaiting, kith_waiting_free)

G_END_DECLS
