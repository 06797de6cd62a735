/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-waiting.h"

#include "kith-pieces.h"
#include "kith-threads.h"

/* More mails than this nobody answers at once. */
#define IDS_MAX 64

typedef struct
{
  guint64 contact;
  gint64 date;
  const char *author;    /* the chunk's; NULL where it came at another time */
  guint64 author_digest; /* else */
  gboolean recalled;
  guint n;
  guint64 ids[];
} Reply;

struct _KithWaiting
{
  GHashTable *replies; /* digest of the contact → Reply */
  GStringChunk *texts;
};

KithWaiting *
kith_waiting_new (void)
{
  KithWaiting *self = g_new0 (KithWaiting, 1);

  self->replies = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->texts = g_string_chunk_new (4096);
  return self;
}

void
kith_waiting_free (KithWaiting *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->replies);
  g_string_chunk_free (self->texts);
  g_free (self);
}

/* (nullable): a new one, whose ids are to be filled in */
static Reply *
add (KithWaiting *self, guint64 contact, gint64 date, guint n)
{
  Reply *reply;

  if (n == 0 || n > IDS_MAX || g_hash_table_contains (self->replies, &contact))
    return NULL;
  reply = g_malloc0 (sizeof *reply + n * sizeof *reply->ids);
  reply->contact = contact;
  reply->date = date;
  reply->n = n;
  g_hash_table_insert (self->replies, &reply->contact, reply);
  return reply;
}

void
kith_waiting_put (KithWaiting *self, const KithThreads *threads, const char *contact, const char *author,
                  const char *date, const char *ids)
{
  g_auto (GStrv) lines = g_strsplit (ids, "\n", IDS_MAX);
  guint n = *ids != '\0' ? g_strv_length (lines) : 0;
  Reply *reply = add (self, kith_threads_digest (threads, contact),
                      *date != '\0' ? g_ascii_strtoll (date, NULL, 10) : G_MININT64, n);

  if (reply == NULL)
    return;
  reply->author = g_string_chunk_insert_const (self->texts, author);
  for (guint i = 0; i < n; i++)
    reply->ids[i] = kith_threads_digest (threads, lines[i]);
}

/* Who wrote the first of the mails that is known. */
static const char *
find_answered (const Reply *reply, KithThreads *threads)
{
  const char *author = NULL;

  for (guint i = 0; i < reply->n && author == NULL; i++)
    author = kith_threads_get_author (threads, reply->ids[i]);
  return author;
}

static const char *
find_author (const Reply *reply, KithThreads *threads)
{
  return reply->author != NULL ? reply->author : kith_threads_find (threads, reply->author_digest);
}

gboolean
kith_waiting_each_answered (KithWaiting *self, KithThreads *threads, KithWaitingFunc func, gpointer user_data)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->replies);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Reply *reply = value;
      const char *author = reply->recalled ? find_author (reply, threads) : NULL;
      const char *other = author != NULL ? find_answered (reply, threads) : NULL;

      if (other != NULL
          && !func (reply->contact, kith_threads_resolve (threads, author, NULL, NULL),
                    kith_threads_resolve (threads, other, NULL, NULL), reply->date, user_data))
        return FALSE;
    }
  return TRUE;
}

/* --- for another time --- */

/* A piece is replies one behind the other: the digest of the contact, the date, the digest of the author, how many ids there are, and their digests;
 * each 64 bits, lowest byte first. */

GPtrArray *
kith_waiting_pack (KithWaiting *self, KithThreads *threads)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GByteArray) piece = g_byte_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->replies);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Reply *reply = value;

      if (reply->recalled || find_answered (reply, threads) != NULL)
        continue;
      kith_pieces_put (piece, reply->contact);
      kith_pieces_put (piece, reply->date);
      kith_pieces_put (piece, kith_threads_digest (threads, kith_threads_resolve (threads, reply->author, NULL, NULL)));
      kith_pieces_put (piece, reply->n);
      for (guint i = 0; i < reply->n; i++)
        kith_pieces_put (piece, reply->ids[i]);
      kith_pieces_end (pieces, piece, FALSE);
    }
  kith_pieces_end (pieces, piece, TRUE);
  return pieces;
}

void
kith_waiting_recall (KithWaiting *self, gconstpointer bytes, gsize length)
{
  const guint8 *at = bytes, *end = at + length;
  guint64 contact, date, author, n;

  while (kith_pieces_take (&at, end, &contact) && kith_pieces_take (&at, end, &date)
         && kith_pieces_take (&at, end, &author) && kith_pieces_take (&at, end, &n)
         && n <= (gsize) (end - at) / sizeof n)
    {
      Reply *reply = g_hash_table_lookup (self->replies, &contact);

      if (reply != NULL)
        {
          /* It stands in these files, too. */
          reply->recalled = TRUE;
          reply = NULL;
        }
      else if ((reply = add (self, contact, (gint64) date, (guint) MIN (n, IDS_MAX + 1))) != NULL)
        {
          reply->recalled = TRUE;
          reply->author_digest = author;
        }
      for (guint i = 0; i < n; i++)
        {
          guint64 id = 0;

          kith_pieces_take (&at, end, &id);
          if (reply != NULL)
            reply->ids[i] = id;
        }
    }
}
