/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Networks for the tests of network and plan: made ones and real ones. */

#pragma once

#include "kith-graph.h"
#include "kith-projection.h"
#include "../shared-data.h"

#include <gio/gio.h>
#include <string.h>

typedef struct
{
  GHashTable *index; /* name → index + 1 */
  GPtrArray *name;   /* by index, owned by the table */
} Names;

static inline void
names_init (Names *self)
{
  self->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->name = g_ptr_array_new ();
}

static inline void
names_clear (Names *self)
{
  g_hash_table_unref (self->index);
  g_ptr_array_unref (self->name);
}

static inline guint
names_get (Names *self, const char *name)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, name));
  char *copy;

  if (known > 0)
    return known - 1;
  copy = g_strdup (name);
  g_ptr_array_add (self->name, copy);
  g_hash_table_insert (self->index, copy, GUINT_TO_POINTER (self->name->len));
  return self->name->len - 1;
}

static inline char *
own_file (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "files", name, NULL);
}

static inline char *
inflate (const guint8 *data, gsize size, GZlibCompressorFormat format)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (format));
  g_autoptr (GBytes) packed = g_bytes_new (data, size);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (packed);
  g_autoptr (GInputStream) unpacked = g_converter_input_stream_new (stream, converter);
  GString *text = g_string_new (NULL);
  char part[16384];
  gssize got;

  while ((got = g_input_stream_read (unpacked, part, sizeof part, NULL, NULL)) > 0)
    g_string_append_len (text, part, got);
  return g_string_free_and_steal (text);
}

/* A text file as it is, out of gzip, or the first member of a zip. */
static inline char *
read_text (const char *path)
{
  g_autofree char *data = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  if (g_str_has_suffix (path, ".gz"))
    return inflate ((guint8 *) data, size, G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  if (g_str_has_suffix (path, ".zip"))
    {
      const guint8 *head = (guint8 *) data;
      gsize start = 30 + head[26] + 256 * head[27] + head[28] + 256 * head[29];

      return inflate (head + start, size - start, G_ZLIB_COMPRESSOR_FORMAT_RAW);
    }
  return g_steal_pointer (&data);
}

/* Pairs of words from a table with or without header; weight is the third where there is one and it is asked for. */
static inline void
read_pairs (const char *path, gboolean header, gboolean weighted, Names *left, Names *right, KithTieList *pairs)
{
  g_autofree char *text = read_text (path);
  char *rest = text;

  for (char *line; (line = strsep (&rest, "\n")) != NULL;)
    {
      g_auto (GStrv) word = NULL;

      if (header)
        {
          header = FALSE;
          continue;
        }
      word = g_strsplit_set (g_strstrip (line), ", \t", 3);
      if (g_strv_length (word) < 2)
        continue;
      kith_tie_list_add (pairs, names_get (left, word[0]), names_get (right, word[1]),
                         weighted && word[2] != NULL ? g_ascii_strtod (word[2], NULL) : 1);
    }
}

static inline KithGraph *
graph_of (guint n, const KithTieList *ties)
{
  return kith_graph_new (n, ties->a->len, (guint *) ties->a->data, (guint *) ties->b->data,
                         (double *) ties->weight->data);
}

/* A network from an edge list; every pair counts once, however often and in whichever direction it stands there. */
static inline KithGraph *
graph_from_pairs (const char *path, gboolean header)
{
  g_autoptr (KithTieList) ties = kith_tie_list_new ();
  KithGraph *graph;
  Names names;

  names_init (&names);
  read_pairs (path, header, FALSE, &names, &names, ties);
  graph = graph_of (names.name->len, ties);
  for (gsize h = 0; h < 2 * (gsize) graph->m; h++)
    graph->weight[h] = 1;
  names_clear (&names);
  return graph;
}

/* A network from the source and target of the edges of GML or GraphML, by their order of appearance. */
static inline KithGraph *
graph_from_markup (const char *path)
{
  g_autofree char *text = read_text (path);
  g_autoptr (KithTieList) ties = kith_tie_list_new ();
  g_autoptr (GRegex) regex
      = g_regex_new ("source[ =]\"?(\\w+)\"?\\s+target[ =]\"?(\\w+)", G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  KithGraph *graph;
  Names names;

  names_init (&names);
  for (g_regex_match (regex, text, G_REGEX_MATCH_DEFAULT, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *source = g_match_info_fetch (match, 1);
      g_autofree char *target = g_match_info_fetch (match, 2);

      kith_tie_list_add (ties, names_get (&names, source), names_get (&names, target), 1);
    }
  graph = graph_of (names.name->len, ties);
  names_clear (&names);
  return graph;
}

/* n people in groups, each with about ties ties, a share of them anywhere; some isolates come by themselves. */
static inline KithGraph *
graph_planted (guint n, guint groups, double ties_each, double outside, gboolean weights, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (KithTieList) ties = kith_tie_list_new ();
  gsize m = (gsize) (n * ties_each / 2);

  for (gsize t = 0; t < m && n > 1; t++)
    {
      guint a = (guint) g_rand_int_range (rand, 0, (gint32) n);
      guint b = (guint) g_rand_int_range (rand, 0, (gint32) n);

      /* The group of i is i modulo groups. */
      if (g_rand_double (rand) >= outside)
        b = b - b % groups + a % groups;
      if (b < n)
        kith_tie_list_add (ties, a, b, weights ? g_rand_double_range (rand, .1, 5) : 1);
    }
  return graph_of (n, ties);
}
