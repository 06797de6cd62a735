/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Open addressing with linear probing, at most seven tenths full; the hash is salted, so that no file can be made to fill one corner. */

#include "kith-keys.h"

#include "kith-store.h"

#include <string.h>

typedef struct
{
  guint32 key; /* where it begins in the texts; 0: free */
  guint32 hash;
  gint64 value;
} Slot;

struct _KithKeyTable
{
  Slot *slots;
  guint mask, used;
  guint32 salt;
  char *texts; /* the keys, one behind the other, from 1 on */
  gsize length, room;
};

KithKeyTable *
kith_key_table_new (void)
{
  KithKeyTable *self = g_new0 (KithKeyTable, 1);

  self->mask = 63;
  self->slots = g_new0 (Slot, self->mask + 1);
  self->salt = g_random_int ();
  self->length = 1;
  return self;
}

void
kith_key_table_free (KithKeyTable *self)
{
  if (self == NULL)
    return;
  g_free (self->slots);
  g_free (self->texts);
  g_free (self);
}

guint
kith_key_table_get_size (const KithKeyTable *self)
{
  return self->used;
}

/* FNV-1a over the salt, mixed at the end. */
static guint32
hash_key (const KithKeyTable *self, const char *key, gsize *length)
{
  guint64 hash = 0xcbf29ce484222325ull ^ ((guint64) self->salt << 16);
  const char *p = key;

  for (; *p != '\0'; p++)
    hash = (hash ^ (guchar) *p) * 0x100000001b3ull;
  *length = p - key;
  hash ^= hash >> 32;
  hash *= 0x9e3779b97f4a7c15ull;
  return hash >> 32;
}

static Slot *
find_slot (const KithKeyTable *self, const char *key, guint32 hash)
{
  guint i = hash & self->mask;

  while (self->slots[i].key != 0
         && (self->slots[i].hash != hash || strcmp (self->texts + self->slots[i].key, key) != 0))
    i = (i + 1) & self->mask;
  return &self->slots[i];
}

gboolean
kith_key_table_find (const KithKeyTable *self, const char *key, gint64 *value)
{
  gsize length;
  guint32 hash = hash_key (self, key, &length);
  const Slot *slot = find_slot (self, key, hash);

  if (slot->key == 0)
    return FALSE;
  if (value != NULL)
    *value = slot->value;
  return TRUE;
}

void
kith_key_table_each (const KithKeyTable *self, KithKeyTableFunc func, gpointer user_data)
{
  for (guint i = 0; i <= self->mask; i++)
    if (self->slots[i].key != 0)
      func (self->texts + self->slots[i].key, user_data);
}

static void
grow (KithKeyTable *self)
{
  Slot *old = self->slots;
  guint old_size = self->mask + 1;

  self->mask = 2 * old_size - 1;
  self->slots = g_new0 (Slot, self->mask + 1);
  for (guint k = 0; k < old_size; k++)
    if (old[k].key != 0)
      {
        guint i = old[k].hash & self->mask;

        while (self->slots[i].key != 0)
          i = (i + 1) & self->mask;
        self->slots[i] = old[k];
      }
  g_free (old);
}

static guint32
keep (KithKeyTable *self, const char *key, gsize length)
{
  gsize at = self->length;

  if (at + length + 1 > self->room)
    {
      self->room = MAX (4096, at + length + 1 + (at + length) / 2);
      self->texts = g_realloc (self->texts, self->room);
    }
  if (at > G_MAXUINT32)
    g_error ("out of memory: an import has more than 4 gigabytes of keys");
  memcpy (self->texts + at, key, length + 1);
  self->length += length + 1;
  return at;
}

gint64 *
kith_key_table_put (KithKeyTable *self, const char *key, gint64 value, gboolean *is_new)
{
  gsize length;
  guint32 hash = hash_key (self, key, &length);
  Slot *slot = find_slot (self, key, hash);

  *is_new = slot->key == 0;
  if (!*is_new)
    return &slot->value;
  if (10ull * (self->used + 1) > 7ull * (self->mask + 1))
    {
      grow (self);
      slot = find_slot (self, key, hash);
    }
  slot->key = keep (self, key, length);
  slot->hash = hash;
  slot->value = value;
  self->used++;
  return &slot->value;
}

/* No day that a file can name. */
#define LASTS (-(G_GINT64_CONSTANT (1) << 55))

G_STATIC_ASSERT (sizeof (KithPair) == 32);

gint64
kith_pair_get_ended (const KithPair *pair)
{
  return pair->ended == LASTS ? KITH_NO_DATE : pair->ended;
}

void
kith_pair_set_ended (KithPair *pair, gint64 ended)
{
  pair->ended = ended == KITH_NO_DATE ? LASTS : CLAMP (ended, LASTS + 1, -(LASTS + 1));
}

/* Millions of pairs are most of the memory of an import, so they lie in one piece that the system can take back from its end. */
struct _KithPairTable
{
  KithPair *pairs;
  guint n, room;
  guint32 *slots; /* index + 1; 0: free; NULL once pairs are taken out */
  guint mask;
  guint64 salt;
};

/* How much room is given back at once. */
#define ROOM_STEP 65536

KithPairTable *
kith_pair_table_new (void)
{
  KithPairTable *self = g_new0 (KithPairTable, 1);

  self->mask = 255;
  self->slots = g_new0 (guint32, self->mask + 1);
  self->salt = ((guint64) g_random_int () << 32) | g_random_int ();
  return self;
}

void
kith_pair_table_free (KithPairTable *self)
{
  if (self == NULL)
    return;
  g_free (self->slots);
  g_free (self->pairs);
  g_free (self);
}

guint
kith_pair_table_get_size (const KithPairTable *self)
{
  return self->n;
}

const KithPair *
kith_pair_table_get (const KithPairTable *self, guint i)
{
  return &self->pairs[i];
}

static guint
hash_pair (const KithPairTable *self, guint a, guint b, guint8 kind, guint8 directed)
{
  guint64 hash = (((guint64) a << 32) | b) ^ self->salt;

  hash = (hash ^ (hash >> 29)) * 0xbf58476d1ce4e5b9ull;
  hash = (hash ^ (hash >> 32) ^ ((guint64) kind << 8) ^ directed) * 0x94d049bb133111ebull;
  return hash >> 32;
}

static void
grow_pairs (KithPairTable *self)
{
  self->mask = 2 * self->mask + 1;
  g_free (self->slots);
  self->slots = g_new0 (guint32, (gsize) self->mask + 1);
  for (guint k = 0; k < self->n; k++)
    {
      const KithPair *pair = &self->pairs[k];
      guint i = hash_pair (self, pair->a, pair->b, pair->kind, pair->directed) & self->mask;

      while (self->slots[i] != 0)
        i = (i + 1) & self->mask;
      self->slots[i] = k + 1;
    }
}

KithPair *
kith_pair_table_put (KithPairTable *self, guint a, guint b, guint8 kind, guint8 directed, gboolean *is_new)
{
  guint i;
  KithPair *pair;

  g_assert (self->slots != NULL);
  if (10ull * (self->n + 1) > 7ull * (self->mask + 1))
    grow_pairs (self);
  i = hash_pair (self, a, b, kind, directed) & self->mask;
  while (self->slots[i] != 0)
    {
      pair = &self->pairs[self->slots[i] - 1];
      if (pair->a == a && pair->b == b && pair->kind == kind && pair->directed == directed)
        {
          *is_new = FALSE;
          return pair;
        }
      i = (i + 1) & self->mask;
    }
  *is_new = TRUE;
  if (self->n == self->room)
    {
      self->room = MAX (256, self->room + self->room / 2);
      self->pairs = g_renew (KithPair, self->pairs, self->room);
    }
  pair = &self->pairs[self->n++];
  self->slots[i] = self->n;
  *pair = (KithPair) { .a = a, .b = b, .kind = kind, .directed = directed, .date = KITH_NO_DATE, .ended = LASTS };
  return pair;
}

gboolean
kith_pair_table_take (KithPairTable *self, KithPair *pair)
{
  g_clear_pointer (&self->slots, g_free);
  if (self->n == 0)
    return FALSE;
  *pair = self->pairs[--self->n];
  if (self->room >= self->n + 2 * ROOM_STEP)
    {
      self->room = self->n + ROOM_STEP;
      self->pairs = g_renew (KithPair, self->pairs, self->room);
    }
  return TRUE;
}
