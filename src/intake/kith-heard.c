/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-heard.h"

#include "kith-imports.h"
#include "kith-settings.h"
#include "kith-text.h"

#include <string.h>

/* Contacts in one value of the store. */
#define PIECE 32768

struct _KithHeard
{
  KithStore *store;
  KithThreads *threads;
  char *secret;
  GHashTable *contacts; /* digests, of all imports and this one */
  GHashTable *times;    /* digest → how often it stood in this table */
  GArray *fresh;        /* guint64: digests that came with this import */
  GString *text;
  gboolean mail; /* some of what is kept is of mail */
  const KithTable *table;
};

/* On machines of 32 bits half of a digest has to do. */
static gpointer
to_pointer (guint64 digest)
{
  return (gpointer) (gsize) digest;
}

static gboolean
recall (KithHeardKind kind, gconstpointer bytes, gsize length, gpointer user_data)
{
  KithHeard *self = user_data;
  guint64 digest;

  self->mail = self->mail || kind != KITH_HEARD_CONTACTS;
  if (kind == KITH_HEARD_MESSAGES)
    {
      if (self->threads != NULL)
        kith_threads_recall (self->threads, bytes, length);
      return TRUE;
    }
  if (kind == KITH_HEARD_WAITING)
    {
      if (self->threads != NULL)
        kith_waiting_recall (kith_threads_get_waiting (self->threads), bytes, length);
      return TRUE;
    }
  for (gsize at = 0; length - at >= sizeof digest; at += sizeof digest)
    {
      memcpy (&digest, (const char *) bytes + at, sizeof digest);
      g_hash_table_add (self->contacts, to_pointer (GUINT64_FROM_LE (digest)));
    }
  return TRUE;
}

static void
know_key (const char *key, gpointer user_data)
{
  kith_threads_know (user_data, key);
}

char *
kith_heard_dup_secret (KithStore *store)
{
  char *secret = kith_setting_dup (store, KITH_SETTING_SECRET);

  return secret != NULL ? secret : g_strdup ("");
}

KithHeard *
kith_heard_new (KithStore *store, const KithMatching *matching, KithThreads *threads, GError **error)
{
  g_autoptr (KithHeard) self = g_new0 (KithHeard, 1);

  self->store = store;
  self->threads = threads;
  self->secret = kith_heard_dup_secret (store);
  self->contacts = g_hash_table_new (NULL, NULL);
  self->times = g_hash_table_new (NULL, NULL);
  self->fresh = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->text = g_string_new (NULL);
  if (!kith_import_each_heard (store, recall, self, error))
    return NULL;
  /* Of what is kept of mail it is the ids of people that say who wrote it. */
  for (guint i = 0; threads != NULL && self->mail && i < matching->spaces->len; i++)
    kith_key_table_each (((const KithIdSpace *) matching->spaces->pdata[i])->ids, know_key, threads);
  return g_steal_pointer (&self);
}

void
kith_heard_free (KithHeard *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->contacts);
  g_hash_table_unref (self->times);
  g_array_unref (self->fresh);
  g_string_free (self->text, TRUE);
  g_free (self->secret);
  g_free (self);
}

void
kith_heard_begin (KithHeard *self, const KithTable *table)
{
  g_hash_table_remove_all (self->times);
  self->table = table;
}

/* A row that stands in its table for the second time is another contact than the first, and the same in any other file. */
static guint64
digest_row (KithHeard *self, const KithCsvRow *row)
{
  guint64 digest;
  guint times;

  g_string_truncate (self->text, 0);
  if (self->table->identity != NULL)
    g_string_append (self->text, self->table->identity);
  else
    for (guint i = 0; i < row->n_cells; i++)
      g_string_append_printf (self->text, "%s\n", row->cells[i]);
  digest = kith_text_digest (self->text->str, self->text->len);
  times = GPOINTER_TO_UINT (g_hash_table_lookup (self->times, to_pointer (digest)));
  g_hash_table_insert (self->times, to_pointer (digest), GUINT_TO_POINTER (times + 1));
  if (times == 0)
    return kith_text_seal (self->secret, digest);
  g_string_append_printf (self->text, "\t%u", times);
  return kith_text_seal (self->secret, kith_text_digest (self->text->str, self->text->len));
}

static gboolean
take_digest (KithHeard *self, guint64 digest)
{
  if (!g_hash_table_add (self->contacts, to_pointer (digest)))
    return FALSE;
  digest = GUINT64_TO_LE (digest);
  g_array_append_val (self->fresh, digest);
  return TRUE;
}

gboolean
kith_heard_take (KithHeard *self, const KithCsvRow *row)
{
  return take_digest (self, digest_row (self, row));
}

typedef struct
{
  KithHeard *heard;
  KithWaitingFunc func;
  gpointer user_data;
} Answered;

static gboolean
take_answered (guint64 contact, const char *from, const char *to, gint64 date, gpointer user_data)
{
  Answered *answered = user_data;

  return !take_digest (answered->heard, contact) || answered->func (contact, from, to, date, answered->user_data);
}

gboolean
kith_heard_each_answered (KithHeard *self, KithWaitingFunc func, gpointer user_data)
{
  Answered answered = { self, func, user_data };

  return self->threads == NULL
         || kith_waiting_each_answered (kith_threads_get_waiting (self->threads), self->threads, take_answered,
                                        &answered);
}

static gboolean
write_pieces (KithHeard *self, gint64 import, KithHeardKind kind, GPtrArray *pieces, gboolean *changed, GError **error)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      gsize length;
      gconstpointer bytes = g_bytes_get_data (pieces->pdata[i], &length);

      if (!kith_import_keep_heard (self->store, import, kind, bytes, length, error))
        return FALSE;
      *changed = TRUE;
    }
  return TRUE;
}

gboolean
kith_heard_write (KithHeard *self, gint64 import, gboolean *changed, GError **error)
{
  *changed = self->fresh->len > 0;
  for (guint at = 0; at < self->fresh->len; at += PIECE)
    if (!kith_import_keep_heard (self->store, import, KITH_HEARD_CONTACTS, &g_array_index (self->fresh, guint64, at),
                                 MIN (self->fresh->len - at, PIECE) * sizeof (guint64), error))
      return FALSE;
  g_array_set_size (self->fresh, 0);
  if (self->threads != NULL)
    {
      g_autoptr (GPtrArray) messages = kith_threads_pack (self->threads);
      g_autoptr (GPtrArray) waiting = kith_waiting_pack (kith_threads_get_waiting (self->threads), self->threads);

      return write_pieces (self, import, KITH_HEARD_MESSAGES, messages, changed, error)
             && write_pieces (self, import, KITH_HEARD_WAITING, waiting, changed, error);
    }
  return TRUE;
}
