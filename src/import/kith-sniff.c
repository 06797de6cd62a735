/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-sniff.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHEET                                                                                                          \
  N_ ("is an old spreadsheet file: open it in the spreadsheet program, save it as a newer workbook, and import that")
#define NETWORK                                                                                                        \
  N_ ("is a network file of another program: export its people and its ties there as CSV tables, and import those")
#define DATA N_ ("holds structured data, not a table: export it as CSV, and import that")
#define PICTURE N_ ("is a picture or a document: save the table in it as CSV or in a workbook, and import that")
#define PAGE N_ ("is a web page or XML: open it in a spreadsheet program, save the table as CSV, and import that")
#define PACKED N_ ("is a packed archive of a kind that Kith does not open: unpack it, and import the files in it")
#define DATABASE N_ ("is a database: export its tables as CSV, and import those")
#define KITH_FILE N_ ("is a database, perhaps a network of Kith: open it instead of importing it")

typedef struct
{
  const char *magic;
  guint length; /* 0: text, compared without regard to case after leading blanks */
  const char *what;
} Magic;

static const Magic magics[] = {
  { "\011\010\020\000", 4, SHEET },
  { "\011\010\010\000", 4, SHEET },
  { "\011\004\006\000", 4, SHEET },
  { "\011\002\006\000", 4, SHEET },
  { "%PDF", 4, PICTURE },
  { "\211PNG", 4, PICTURE },
  { "\377\330\377", 3, PICTURE },
  { "GIF8", 4, PICTURE },
  { "{\\rtf", 5, PICTURE },
  { "SQLite format 3", 15, KITH_FILE },
  { "BZh", 3, PACKED },
  { "\375"
    "7zXZ",
    5, PACKED },
  { "\050\265\057\375", 4, PACKED },
  { "7z\274\257\047\034", 6, PACKED },
  { "Rar!", 4, PACKED },
  { "<!doctype", 0, PAGE },
  { "<html", 0, PAGE },
  { "<table", 0, PAGE },
  { "<", 0, NULL }, /* a page, a network or a spreadsheet, by what follows */
  { "*network", 0, NETWORK },
  { "*node", 0, NETWORK },
  { "*tie", 0, NETWORK },
  { "data:", 0, NETWORK },
  { "graph {", 0, NETWORK },
  { "digraph", 0, NETWORK },
  { "strict graph", 0, NETWORK },
  { "strict digraph", 0, NETWORK },
  { "(tlp ", 0, NETWORK },
  { "#type multiplex", 0, NETWORK },
  { "#type multilayer", 0, NETWORK },
  { "#layers", 0, NETWORK },
  { "window.ytd.", 0, DATA },
  { "-- mysql dump", 0, DATABASE },
  { "create table", 0, DATABASE },
  { "insert into", 0, DATABASE },
};

/* The first bytes with the blanks of other character sets taken out, small letters; enough to compare with. */
static gsize
opening (const guchar *bytes, gsize length, char *out, gsize size)
{
  gsize n = 0;

  for (gsize i = 0; i < length && n + 1 < size; i++)
    {
      guchar c = bytes[i];

      if (c == 0 || c == 0xef || c == 0xbb || c == 0xbf || c == 0xfe || c == 0xff)
        continue;
      if (n == 0 && g_ascii_isspace (c))
        continue;
      out[n++] = g_ascii_tolower (c);
    }
  out[n] = '\0';
  return n;
}

const char *
kith_sniff_foreign (const guchar *bytes, gsize length)
{
  char text[4096];

  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    if (magics[i].length > 0 && length >= magics[i].length && memcmp (bytes, magics[i].magic, magics[i].length) == 0)
      {
        return _ (magics[i].what);
      }

  opening (bytes, MIN (length, 8192), text, sizeof text);
  if (text[0] == '{' && (strchr (text, ':') != NULL || text[1] == '\0'))
    return _ (DATA);
  if (text[0] == '[' && (strchr (text, '{') != NULL || strchr (text, '[') > text))
    return _ (DATA);
  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    if (magics[i].length == 0)
      {
        g_autofree char *magic = g_ascii_strdown (magics[i].magic, -1);

        if (!g_str_has_prefix (text, magic))
          continue;
        if (magics[i].what != NULL)
          return _ (magics[i].what);
        /* "<a@b.org>" may begin a table; a tag has a letter, "?" or "!" after it and an end before any "@". */
        if (g_ascii_isalpha (text[1]) || text[1] == '?' || text[1] == '!')
          {
            const char *end = strchr (text, '>');
            const char *at = strchr (text, '@');

            if (strstr (text, "<workbook") != NULL || strstr (text, "<office:") != NULL)
              return _ (SHEET);
            if (end != NULL && (at == NULL || at > end))
              return _ (PAGE);
          }
      }
  /* DOT may begin with comments. */
  if (strstr (text, "\ndigraph ") != NULL || strstr (text, "\ngraph {") != NULL
      || (g_str_has_prefix (text, "graph ") && strchr (text, '{') != NULL)
      || (text[0] == '/' && strchr (text, '{') != NULL && strstr (text, "graph") != NULL))
    return _ (NETWORK);
  return NULL;
}

gboolean
kith_sniff_is_binary (const guchar *bytes, gsize length)
{
  gsize controls = 0;

  for (gsize i = 0; i < length; i++)
    {
      guchar c = bytes[i];

      if (c == 0)
        return TRUE;
      controls += c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b;
    }
  return controls > 8 && controls > length / 20;
}
