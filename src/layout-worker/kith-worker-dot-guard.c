/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: MIT */

/* What Graphviz would take forever to read. Its scanner begins a word, a text or a comment anew for every few thousand bytes of it, and copies all of
 * a text that is put together ("a" + "b" + …) for each further part, so both cost the square of their length: minutes for 32 MB. */

#include "kith-worker.h"

#include <string.h>

/* Within these 128 MB take less than half a minute; no name, label or comment comes near them. */
#define MOST_BYTES ((size_t) 256 << 10)
#define MOST_PARTS 1000

/* No function of the C library looks for these: under a sanitizer each call would measure all of the text that is left. */

static bool
is_blank (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
ends_word (char c)
{
  switch (c)
    {
    case '\0':
    case '{':
    case '}':
    case '[':
    case ']':
    case ';':
    case ',':
    case ':':
    case '=':
    case '+':
    case '"':
    case '<':
    case '>':
    case '/':
    case '#':
    case '-':
      return true;
    default:
      return is_blank (c);
    }
}

/* Past the line, without its end. */
static const char *
skip_line (const char *p)
{
  while (*p != '\0' && *p != '\n')
    p++;
  return p;
}

static const char *
skip_comment (const char *p)
{
  for (p += 2; *p != '\0'; p++)
    if (*p == '*' && p[1] == '/')
      return p + 2;
  return p;
}

/* Past the closing quote. */
static const char *
skip_quoted (const char *p)
{
  for (p++; *p != '\0' && *p != '"'; p++)
    if (*p == '\\' && p[1] != '\0')
      p++;
  return *p != '\0' ? p + 1 : p;
}

/* Past the bracket that closes the first. */
static const char *
skip_markup (const char *p)
{
  size_t depth = 0;

  do
    {
      depth += *p == '<';
      depth -= *p == '>';
      p++;
    }
  while (*p != '\0' && depth > 0);
  return p;
}

/* Past the word, text, comment, run of blanks or sign at @p. @line_start: nothing but blanks comes before it in its line */
static const char *
skip_token (const char *p, bool line_start)
{
  const char *from = p;

  if (p[0] == '/' && p[1] == '*')
    return skip_comment (p);
  if ((p[0] == '/' && p[1] == '/') || (*p == '#' && line_start))
    return skip_line (p);
  if (*p == '"')
    return skip_quoted (p);
  if (*p == '<')
    return skip_markup (p);
  if (is_blank (*p))
    while (is_blank (*p))
      p++;
  else
    while (!ends_word (*p))
      p++;
  return p > from ? p : p + 1;
}

size_t
kith_worker_dot_guard (const char *text)
{
  size_t line = 1, parts = 0, bytes = 0;
  bool line_start = true, joins = false;

  for (const char *p = text, *next; *p != '\0'; p = next)
    {
      bool blank = is_blank (*p), comment;

      next = skip_token (p, line_start);
      comment = *p == '/' || (*p == '#' && line_start);
      /* A text behind a "+" is part of the one before. */
      if (*p == '"' && joins)
        {
          parts++;
          bytes += next - p;
        }
      else if (*p == '"')
        {
          parts = 1;
          bytes = next - p;
        }
      if ((!blank && (size_t) (next - p) > MOST_BYTES) || (*p == '"' && (parts > MOST_PARTS || bytes > MOST_BYTES)))
        return line;
      joins = (joins && *p != '"' && (blank || comment)) || *p == '+';
      line_start = (line_start && (blank || comment)) || (blank && memchr (p, '\n', next - p) != NULL);
      for (const char *end = p; (end = memchr (end, '\n', next - end)) != NULL; end++)
        line++;
    }
  return 0;
}
