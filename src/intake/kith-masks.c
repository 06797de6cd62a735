/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-masks.h"

#include "kith-text.h"

#include <string.h>

typedef struct
{
  const char *address; /* the chunk's */
  gint64 person;
} Entry;

struct _KithMasks
{
  GStringChunk *texts;
  GHashTable *masked, *whole; /* first letter and what is behind the "@" → GArray of Entry */
};

KithMasks *
kith_masks_new (void)
{
  KithMasks *self = g_new0 (KithMasks, 1);

  self->texts = g_string_chunk_new (4096);
  self->masked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->whole = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  return self;
}

void
kith_masks_free (KithMasks *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->masked);
  g_hash_table_unref (self->whole);
  g_string_chunk_free (self->texts);
  g_free (self);
}

/* NULL where nothing is to be known of it: the first letter is hidden, too. */
static char *
dup_corner (const char *address)
{
  const char *at = strchr (address, '@');

  if (at == NULL || at == address || strchr (".*", *address) != NULL || g_str_has_prefix (address, "…"))
    return NULL;
  return g_strdup_printf ("%.*s%s", (int) (g_utf8_next_char (address) - address), address, at);
}

gboolean
kith_mask_fits (const char *mask, const char *address)
{
  const char *mask_at = strchr (mask, '@'), *at = strchr (address, '@');
  const char *from = mask, *to;
  gsize before, after;

  if (mask_at == NULL || at == NULL || strcmp (mask_at, at) != 0)
    return FALSE;
  while (from < mask_at && strncmp (from, "...", 3) != 0 && strncmp (from, "**", 2) != 0
         && !g_str_has_prefix (from, "…"))
    from++;
  to = from;
  while (*to == '.' || *to == '*' || g_str_has_prefix (to, "…"))
    to = g_utf8_next_char (to);
  before = from - mask;
  after = mask_at - to;
  return to > from && (gsize) (at - address) > before + after && strncmp (mask, address, before) == 0
         && strncmp (to, at - after, after) == 0;
}

void
kith_masks_put (KithMasks *self, const char *address, gint64 person)
{
  GHashTable *table = kith_text_is_masked (address) ? self->masked : self->whole;
  char *corner = dup_corner (address);
  GArray *entries = corner != NULL ? g_hash_table_lookup (table, corner) : NULL;
  Entry entry = { .person = person };

  if (corner == NULL)
    return;
  if (entries == NULL)
    {
      entries = g_array_new (FALSE, FALSE, sizeof (Entry));
      g_hash_table_insert (table, g_strdup (corner), entries);
    }
  entry.address = g_string_chunk_insert (self->texts, address);
  g_array_append_val (entries, entry);
  g_free (corner);
}

static void
add_once (GArray *people, gint64 person)
{
  for (guint i = 0; i < people->len; i++)
    if (g_array_index (people, gint64, i) == person)
      return;
  g_array_append_val (people, person);
}

void
kith_masks_find (const KithMasks *self, const char *address, gboolean whole, GArray *people)
{
  gboolean is_masked = kith_text_is_masked (address);
  g_autofree char *corner = dup_corner (address);
  const GArray *entries = corner != NULL ? g_hash_table_lookup (whole ? self->whole : self->masked, corner) : NULL;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      gboolean fits = whole == is_masked
                          ? kith_mask_fits (whole ? address : entry->address, whole ? entry->address : address)
                          : g_str_equal (entry->address, address);

      if (fits)
        add_once (people, entry->person);
    }
}
