/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-threads.h"

#include "kith-pieces.h"
#include "kith-text.h"

#include <string.h>

/* What keys begin with that are no addresses. */
#define NAME "name:"
#define MASK "mask:"

typedef struct
{
  const char *key;
  const char *name;  /* "" */
  const char *email; /* shown in part, or "" where it is hidden */
} Person;

struct _KithThreads
{
  char *secret;
  GStringChunk *texts;
  gsize size;
  GHashTable *people;       /* key → Person */
  GHashTable *known;        /* digest of a key → key */
  GHashTable *stored;       /* keys of people that the network knows */
  GHashTable *aliases;      /* address → key among those; NULL until all is read */
  GHashTable *authors;      /* digest of the id of a message → key */
  GHashTable *before;       /* the same of messages that came in at another time → digest of a key */
  GHashTable *names;        /* key of a name → key of the only person with an address who has it; "" for several */
  GHashTable *names_before; /* digest of the key of a name → that of a person; NULL for several */
  KithWaiting *waiting;
};

KithThreads *
kith_threads_new (const char *secret)
{
  KithThreads *self = g_new0 (KithThreads, 1);

  self->secret = g_strdup (secret != NULL ? secret : "");
  self->texts = g_string_chunk_new (64 << 10);
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->known = g_hash_table_new (NULL, NULL);
  self->stored = g_hash_table_new (g_str_hash, g_str_equal);
  self->authors = g_hash_table_new (NULL, NULL);
  self->before = g_hash_table_new (NULL, NULL);
  self->names = g_hash_table_new (g_str_hash, g_str_equal);
  self->names_before = g_hash_table_new (NULL, NULL);
  self->waiting = kith_waiting_new ();
  return self;
}

void
kith_threads_free (KithThreads *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->people);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->stored);
  g_clear_pointer (&self->aliases, g_hash_table_unref);
  g_hash_table_unref (self->authors);
  g_hash_table_unref (self->before);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->names_before);
  kith_waiting_free (self->waiting);
  g_string_chunk_free (self->texts);
  g_free (self->secret);
  g_free (self);
}

/* On machines of 32 bits half of a digest has to do. */
static gpointer
to_pointer (guint64 digest)
{
  return (gpointer) (gsize) digest;
}

static guint64
to_digest (gconstpointer pointer)
{
  return (guint64) (gsize) pointer;
}

guint64
kith_threads_digest (const KithThreads *self, const char *text)
{
  return kith_text_seal (self->secret, kith_text_digest (text, strlen (text)));
}

gsize
kith_threads_get_size (const KithThreads *self)
{
  return self->size;
}

static const char *
keep (KithThreads *self, const char *text)
{
  self->size += strlen (text) + 64;
  return g_string_chunk_insert (self->texts, text);
}

/* "user at example.org", "user [at] example.org", "user(at)example.org" → an address; NULL where it is none. */
static char *
dup_address (const char *masked)
{
  static const char *const masks[] = { " at ", " AT ", " [at] ", "[at]", " (at) ", "(at)", " _at_ ", "_at_", " <at> " };
  g_autofree char *text = g_strstrip (g_strdup (masked));
  g_autofree char *key = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (masks) && strchr (text, '@') == NULL; i++)
    {
      char *at = strstr (text, masks[i]);

      if (at != NULL && strchr (at + strlen (masks[i]), ' ') == NULL)
        {
          char *mended = g_strdup_printf ("%.*s@%s", (int) (at - text), text, at + strlen (masks[i]));

          g_free (text);
          text = mended;
        }
    }
  if (strchr (text, ' ') != NULL || strchr (text, '@') == NULL || kith_text_is_masked (text))
    return NULL;
  key = kith_text_email_key (text);
  return key != NULL && strchr (key, '@') != NULL && strlen (key) < 320 ? g_steal_pointer (&key) : NULL;
}

/* Archives put "Nea Nord via some-list" for people whose own address must not be shown. */
static char *
dup_name (const char *name, gboolean *via)
{
  g_autofree char *clean = kith_text_clean (name != NULL ? name : "");
  char *end = strstr (clean, " via ");
  gsize length;

  *via = end != NULL;
  if (end != NULL)
    *end = '\0';
  length = strlen (clean);
  if (length >= 2 && (*clean == '"' || *clean == '\'') && clean[length - 1] == *clean)
    return g_strndup (clean + 1, length - 2);
  return g_steal_pointer (&clean);
}

const char *
kith_threads_put_person (KithThreads *self, const char *address, const char *name)
{
  gboolean via;
  g_autofree char *called = dup_name (name, &via);
  g_autofree char *email = via ? NULL : dup_address (address);
  g_autofree char *name_key = kith_text_name_key (called);
  g_autofree char *key = NULL;
  Person *person;

  g_clear_pointer (&self->aliases, g_hash_table_unref);
  if (email != NULL)
    key = g_strdup (email);
  else if (name_key != NULL && strchr (name_key, ' ') != NULL)
    key = g_strconcat (NAME, name_key, NULL);
  else
    {
      g_autofree char *folded = kith_text_fold (*address != '\0' ? address : called);

      if (*folded == '\0')
        return NULL;
      key = g_strconcat (MASK, folded, NULL);
    }
  person = g_hash_table_lookup (self->people, key);
  if (person == NULL)
    {
      g_autofree char *mask = !via && kith_text_is_masked (address) ? kith_text_email_key (address) : NULL;

      person = g_new (Person, 1);
      *person = (Person) { .key = keep (self, key), .name = "", .email = "" };
      if (email != NULL || mask != NULL)
        person->email = keep (self, email != NULL ? email : mask);
      g_hash_table_insert (self->people, (gpointer) person->key, person);
      g_hash_table_insert (self->known, to_pointer (kith_threads_digest (self, key)), (gpointer) person->key);
    }
  if (*person->name == '\0' && *called != '\0' && strchr (called, '@') == NULL)
    person->name = keep (self, called);
  if (email != NULL && name_key != NULL && strchr (name_key, ' ') != NULL)
    {
      const char *known = g_hash_table_lookup (self->names, name_key);

      if (known == NULL)
        g_hash_table_insert (self->names, (gpointer) keep (self, name_key), (gpointer) person->key);
      else if (!g_str_equal (known, person->key))
        g_hash_table_insert (self->names, (gpointer) keep (self, name_key), (gpointer) "");
    }
  return person->key;
}

gboolean
kith_threads_put_message (KithThreads *self, const char *id, const char *person)
{
  gpointer digest = to_pointer (kith_threads_digest (self, id));

  if (g_hash_table_contains (self->authors, digest))
    return FALSE;
  self->size += 64;
  g_hash_table_insert (self->authors, digest, (gpointer) person);
  return TRUE;
}

static gboolean
is_address (const char *key)
{
  return strchr (key, '@') != NULL && strchr (key, ':') == NULL;
}

void
kith_threads_know (KithThreads *self, const char *key)
{
  gpointer digest;

  if (!is_address (key) && !g_str_has_prefix (key, NAME) && !g_str_has_prefix (key, MASK))
    return;
  digest = to_pointer (kith_threads_digest (self, key));
  g_clear_pointer (&self->aliases, g_hash_table_unref);
  key = g_string_chunk_insert (self->texts, key);
  g_hash_table_add (self->stored, (gpointer) key);
  if (!g_hash_table_contains (self->known, digest))
    g_hash_table_insert (self->known, digest, (gpointer) key);
}

const char *
kith_threads_find (KithThreads *self, guint64 person)
{
  return g_hash_table_lookup (self->known, to_pointer (person));
}

const char *
kith_threads_get_author (KithThreads *self, guint64 message)
{
  const char *author = g_hash_table_lookup (self->authors, to_pointer (message));

  return author != NULL
             ? author
             : kith_threads_find (self, to_digest (g_hash_table_lookup (self->before, to_pointer (message))));
}

KithWaiting *
kith_threads_get_waiting (KithThreads *self)
{
  return self->waiting;
}

/* (nullable): the address of the only one who has a name */
static const char *
find_named (KithThreads *self, const char *name_key)
{
  const char *here = g_hash_table_lookup (self->names, name_key);
  gpointer there = NULL;
  const char *before;

  if (g_hash_table_size (self->names_before) == 0
      || !g_hash_table_lookup_extended (self->names_before, to_pointer (kith_threads_digest (self, name_key)), NULL,
                                        &there))
    return here != NULL && *here != '\0' ? here : NULL;
  before = kith_threads_find (self, to_digest (there));
  if (there == NULL || here == NULL)
    return before;
  return *here != '\0' && (before == NULL || g_str_equal (here, before)) ? here : NULL;
}

/* Those whose address is shown for the first time, and who have been known by a name that only this address has, stay known by that. */
static const char *
find_stored (KithThreads *self, const char *address)
{
  GHashTableIter iter;
  gpointer key;

  if (self->aliases == NULL)
    {
      self->aliases = g_hash_table_new (g_str_hash, g_str_equal);
      g_hash_table_iter_init (&iter, self->stored);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        {
          const char *named = g_str_has_prefix (key, NAME) ? find_named (self, (char *) key + strlen (NAME)) : NULL;

          const char *other = named != NULL ? g_hash_table_lookup (self->aliases, named) : NULL;

          /* Of several names the first in order, so that it is the same at any time. */
          if (named != NULL && !g_hash_table_contains (self->stored, named)
              && (other == NULL || strcmp (key, other) < 0))
            g_hash_table_insert (self->aliases, (gpointer) named, key);
        }
    }
  return g_hash_table_lookup (self->aliases, address);
}

const char *
kith_threads_resolve (KithThreads *self, const char *key, const char **name, const char **email)
{
  const char *address = g_str_has_prefix (key, NAME) ? find_named (self, key + strlen (NAME)) : NULL;
  const char *stored;
  const Person *person;

  key = address != NULL ? address : key;
  person = g_hash_table_lookup (self->people, key);
  if (name != NULL)
    *name = person != NULL ? person->name : "";
  if (email != NULL)
    *email = person != NULL ? person->email : is_address (key) ? key : "";
  stored = find_stored (self, key);
  return stored != NULL ? stored : person != NULL ? person->key : key;
}

/* --- for another time --- */

/* A piece is entries of the digest of a person's key, that of the key of a name or 0, how many mails in 32 bits, and that many digests; all lowest
 * byte first. An entry with a name says that the person has it, or, with 0 for the person, that several have. */

#define LIST_MAX 32768

static void
append_entry (GPtrArray *pieces, GByteArray *piece, guint64 person, guint64 name, const guint64 *digests, guint n)
{
  guint32 count = GUINT32_TO_LE (n);

  kith_pieces_put (piece, person);
  kith_pieces_put (piece, name);
  g_byte_array_append (piece, (const guint8 *) &count, sizeof count);
  if (n > 0)
    g_byte_array_append (piece, (const guint8 *) digests, n * sizeof *digests);
  kith_pieces_end (pieces, piece, FALSE);
}

/* key → GArray of the digests of what came now. */
static GHashTable *
list_authors (KithThreads *self)
{
  GHashTable *lists = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  GHashTableIter iter;
  gpointer id, author;

  g_hash_table_iter_init (&iter, self->authors);
  while (g_hash_table_iter_next (&iter, &id, &author))
    {
      const char *key = kith_threads_resolve (self, author, NULL, NULL);
      guint64 digest = GUINT64_TO_LE (to_digest (id));
      GArray *list;

      if (g_hash_table_contains (self->before, id))
        continue;
      list = g_hash_table_lookup (lists, key);
      if (list == NULL)
        {
          list = g_array_new (FALSE, FALSE, sizeof (guint64));
          g_hash_table_insert (lists, (gpointer) key, list);
        }
      g_array_append_val (list, digest);
    }
  return lists;
}

/* Names of these files that nothing was known of before, or something else. */
static void
pack_names (KithThreads *self, GPtrArray *pieces, GByteArray *piece)
{
  GHashTableIter iter;
  gpointer name_key, address;

  g_hash_table_iter_init (&iter, self->names);
  while (g_hash_table_iter_next (&iter, &name_key, &address))
    {
      guint64 name = kith_threads_digest (self, name_key);
      guint64 person = *(const char *) address != '\0' ? kith_threads_digest (self, address) : 0;
      gpointer known;

      if (!g_hash_table_lookup_extended (self->names_before, to_pointer (name), NULL, &known)
          || (known != NULL && known != to_pointer (person)))
        append_entry (pieces, piece, person, name, NULL, 0);
    }
}

GPtrArray *
kith_threads_pack (KithThreads *self)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GHashTable) lists = list_authors (self);
  g_autoptr (GByteArray) piece = g_byte_array_new ();
  GHashTableIter iter;
  gpointer key, value;

  pack_names (self, pieces, piece);
  g_hash_table_iter_init (&iter, lists);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const GArray *digests = value;

      for (guint at = 0; at < digests->len; at += LIST_MAX)
        append_entry (pieces, piece, kith_threads_digest (self, key), 0, &g_array_index (digests, guint64, at),
                      MIN (digests->len - at, LIST_MAX));
    }
  kith_pieces_end (pieces, piece, TRUE);
  return pieces;
}

static void
recall_name (KithThreads *self, guint64 name, guint64 person)
{
  gpointer known;

  if (g_hash_table_lookup_extended (self->names_before, to_pointer (name), NULL, &known)
      && known != to_pointer (person))
    person = 0;
  g_hash_table_insert (self->names_before, to_pointer (name), to_pointer (person));
}

void
kith_threads_recall (KithThreads *self, gconstpointer bytes, gsize length)
{
  const guint8 *at = bytes, *end = at + length;
  guint64 person, name, digest;
  guint32 count;

  while (kith_pieces_take (&at, end, &person) && kith_pieces_take (&at, end, &name)
         && (gsize) (end - at) >= sizeof count)
    {
      memcpy (&count, at, sizeof count);
      count = GUINT32_FROM_LE (count);
      at += sizeof count;
      if (count > (gsize) (end - at) / sizeof (guint64))
        return;
      if (name != 0)
        recall_name (self, name, person);
      for (; count > 0 && kith_pieces_take (&at, end, &digest); count--)
        g_hash_table_insert (self->before, to_pointer (digest), to_pointer (person));
    }
}
