/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-search.h"

#include "kith-fields.h"

#include <string.h>

/* One word; what stands in quotes is one too. Moves @at behind it. Returns: (nullable): NULL at the end */
static char *
take_word (const char **at)
{
  g_autoptr (GString) word = NULL;
  gboolean quoted = FALSE;

  while (**at == ' ')
    (*at)++;
  if (**at == '\0')
    return NULL;
  word = g_string_new (NULL);
  for (; **at != '\0' && (quoted || **at != ' '); (*at)++)
    if (**at == '"')
      quoted = !quoted;
    else
      g_string_append_c (word, **at);
  return g_string_free_and_steal (g_steal_pointer (&word));
}

/* "shirt:xl". @value: (out): behind the colon. Returns: the field's column; -1 where the word names none */
static int
find_column (const KithFieldColumns *fields, const char *word, const char **value)
{
  const char *colon = strchr (word, ':');
  g_autofree char *name = NULL;
  g_autofree char *key = NULL;

  if (colon == NULL)
    return -1;
  *value = colon + 1;
  name = g_strndup (word, colon - word);
  key = kith_head_key (name);
  return kith_field_columns_find_key (fields, key);
}

void
kith_search_narrow (const KithSnapshot *snapshot, const char *folded, guint8 *matches)
{
  const KithFieldColumns *fields = snapshot->fields;
  gboolean has_fields = fields != NULL && fields->n_columns > 0;
  g_autofree guint8 *hit = has_fields ? g_new (guint8, MAX (snapshot->n, 1)) : NULL;
  char *word;

  while ((word = take_word (&folded)) != NULL)
    {
      g_autofree char *owned = word;
      const char *value = word;
      int column = has_fields ? find_column (fields, word, &value) : -1;

      if (has_fields)
        kith_field_columns_match (fields, column, column >= 0 ? value : word, hit);
      for (guint i = 0; i < snapshot->n; i++)
        if (matches[i])
          matches[i] = (hit != NULL && hit[i]) || (column < 0 && strstr (snapshot->search[i], word) != NULL);
    }
}

typedef struct
{
  guint64 first; /* the first eight bytes, as a number that sorts alike */
  const char *all;
  guint index;
} Named;

static int
compare_named (gconstpointer a, gconstpointer b, gpointer data)
{
  const Named *x = a, *y = b;
  int order = x->first != y->first ? (x->first > y->first) - (x->first < y->first) : strcmp (x->all, y->all);

  return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

guint *
kith_search_rank (char *const *search, guint n)
{
  g_autofree Named *named = g_new (Named, n);
  guint *rank = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    {
      named[i] = (Named) { 0, search[i], i };
      for (guint k = 0; k < 8 && search[i][k] != '\0'; k++)
        named[i].first |= (guint64) (guchar) search[i][k] << (56 - 8 * k);
    }
  g_sort_array (named, n, sizeof *named, compare_named, NULL);
  for (guint i = 0; i < n; i++)
    rank[named[i].index] = i;
  return rank;
}

gboolean
kith_search_is_narrower (const char *folded, const char *before)
{
  /* "shirt" becomes another question with the colon, and so does a word with its quotes. */
  return g_str_has_prefix (folded, before) && strpbrk (folded, ":\"") == NULL;
}
