/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* DOT, the language of Graphviz: read by Graphviz itself, in the worker that also lays out. */

#include "kith-dot-records.h"
#include "kith-error.h"
#include "kith-program.h"
#include "kith-readers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* No network of people in DOT comes near it. */
#define DOT_MAX (128 << 20)
#define CHUNK_SIZE (256 << 10)

/* Seconds to wait for the worker, which has fewer of the processor. */
#define PATIENCE 120

static gboolean
set_unread_error (KithInput *input, GError **error)
{
  g_set_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE,
               _ ("“%s” could not be read: export it again, or as CSV tables of people and ties."),
               kith_input_get_name (input));
  return FALSE;
}

/* The text in UTF-8, whatever it was, as a file. */
static KithFile *
make_plain (KithInput *input, GCancellable *cancellable, GError **error)
{
  g_autoptr (KithFile) file = kith_file_new_held (kith_input_get_name (input), error);
  g_autofree char *buffer = g_malloc (CHUNK_SIZE);
  gssize n;

  if (file == NULL || !kith_input_begin_text (input, error))
    return NULL;
  while ((n = kith_input_read (input, buffer, CHUNK_SIZE, cancellable, error)) > 0)
    {
      if (file->size + n > DOT_MAX)
        {
          g_set_error (error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
                       /* Translators: a file, and a number of megabytes */
                       _ ("“%s” is larger than %d megabytes: export it as CSV tables of people and ties."),
                       kith_input_get_name (input), DOT_MAX >> 20);
          return NULL;
        }
      if (!kith_file_append (file, buffer, n, error))
        return NULL;
    }
  return n == 0 ? g_steal_pointer (&file) : NULL;
}

/* Lets the worker read the file, and takes down what it says. */
static gboolean
listen (KithInput *input, KithFile *file, KithDotRecords *records, GCancellable *cancellable, GError **error)
{
  g_autoptr (KithProgram) worker
      = kith_program_start ("kith-layout-worker", "--dot-in", file->fd, TRUE, PATIENCE, cancellable, error);
  g_autofree char *buffer = g_malloc (CHUNK_SIZE);
  g_autoptr (GError) unread = NULL;
  gssize n;

  if (worker == NULL)
    return FALSE;
  while ((n = kith_program_read (worker, buffer, CHUNK_SIZE, &unread)) > 0)
    if (!kith_dot_records_take (records, buffer, n))
      return set_unread_error (input, error);
  if (n == 0)
    return TRUE;
  if (!g_error_matches (unread, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return set_unread_error (input, error);
  g_propagate_error (error, g_steal_pointer (&unread));
  return FALSE;
}

static gboolean
read_dot (KithSource *source, KithInput *input, GError **error)
{
  g_autoptr (KithFile) file = make_plain (input, source->cancellable, error);
  g_autoptr (KithNet) net = kith_net_new (input, "dot");
  g_autoptr (KithDotRecords) records = kith_dot_records_new (net);
  guint64 bad_line;

  if (file == NULL || !listen (input, file, records, source->cancellable, error))
    return FALSE;
  if (!kith_dot_records_finish (records, &bad_line))
    return set_unread_error (input, error);
  if (bad_line > 0)
    return kith_net_fail (input, bad_line, error);
  return kith_net_finish (net, source, error);
}

/* Past blanks and comments. */
static const char *
skip_comments (const char *p)
{
  for (;;)
    {
      const char *end = NULL;

      p += strspn (p, " \t\r\n\f\v");
      if (g_str_has_prefix (p, "/*"))
        end = strstr (p, "*/");
      else if (g_str_has_prefix (p, "//") || *p == '#')
        end = strchr (p, '\n');
      if (end == NULL)
        return p;
      p = end + (*end == '*' ? 2 : 1);
    }
}

/* Takes a word with nothing of a word behind it. */
static gboolean
take_word (const char **p, const char *word)
{
  gsize length = strlen (word);

  if (g_ascii_strncasecmp (*p, word, length) != 0 || g_ascii_isalnum ((*p)[length]) || (*p)[length] == '_')
    return FALSE;
  *p = skip_comments (*p + length);
  return TRUE;
}

/* "strict digraph name {" behind comments. */
static gboolean
knows_dot (const char *name, const guchar *head, gsize length)
{
  g_autofree char *text = g_strndup ((const char *) head, MIN (length, 65536));
  const char *p = skip_comments (g_str_has_prefix (text, "\357\273\277") ? text + 3 : text);

  take_word (&p, "strict");
  if (!take_word (&p, "graph") && !take_word (&p, "digraph"))
    return FALSE;
  if (*p == '"')
    {
      for (p++; *p != '\0' && *p != '"'; p++)
        if (*p == '\\' && p[1] != '\0')
          p++;
      p += *p == '"';
    }
  else
    while (g_ascii_isalnum (*p) || *p == '_' || *p == '.' || *p == '-' || (guchar) *p >= 0x80)
      p++;
  return *skip_comments (p) == '{';
}

const KithReader kith_reader_dot = { .format = "dot", .knows = knows_dot, .read = read_dot };
