/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 0x80)
      return FALSE;
  return TRUE;
}

static gboolean
is_zero_width (gunichar c)
{
  return c == 0xad || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2064)
         || c == 0xfeff;
}

static gboolean
is_mark (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK;
}

static char *
fold_ascii (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (; *text != '\0'; text++)
    {
      if (g_ascii_isspace (*text))
        {
          if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
        }
      else if (!g_ascii_iscntrl (*text))
        g_string_append_c (out, g_ascii_tolower (*text));
    }
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  return g_string_free_and_steal (out);
}

char *
kith_text_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *decomposed = NULL;
  g_autofree char *folded = NULL;
  GString *out;

  if (text == NULL)
    return g_strdup ("");
  if (is_ascii (text))
    return fold_ascii (text);

  valid = g_utf8_make_valid (text, -1);
  decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  folded = g_utf8_casefold (decomposed, -1);
  out = g_string_sized_new (strlen (folded));
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
        }
      else if (!is_zero_width (c) && !is_mark (c) && !g_unichar_iscntrl (c))
        g_string_append_unichar (out, c);
    }
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  return g_string_free_and_steal (out);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

guint64
kith_text_digest (const char *text, gsize length)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 bytes[32];
  gsize size = sizeof bytes;
  guint64 digest;

  g_checksum_update (checksum, (const guchar *) text, length);
  g_checksum_get_digest (checksum, bytes, &size);
  memcpy (&digest, bytes, sizeof digest);
  return GUINT64_FROM_LE (digest);
}

guint64
kith_text_seal (const char *secret, guint64 digest)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) secret, strlen (secret));
  guint8 bytes[32];
  gsize size = sizeof bytes;
  guint64 sealed;

  digest = GUINT64_TO_LE (digest);
  g_hmac_update (hmac, (const guchar *) &digest, sizeof digest);
  g_hmac_get_digest (hmac, bytes, &size);
  memcpy (&sealed, bytes, sizeof sealed);
  return GUINT64_FROM_LE (sealed);
}

char *
kith_text_name_key (const char *name)
{
  g_autofree char *folded = kith_text_fold (name);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  char *word = NULL;

  /* Punctuation becomes a blank in place; an apostrophe or dot inside a word goes, so that "O'Brien" is one word. */
  for (char *p = folded, *next; *p != '\0'; p = next)
    {
      gunichar c = g_utf8_get_char (p);

      next = g_utf8_next_char (p);
      if (c != '\'' && c != 0x2019 && c != '.' && !g_unichar_isalnum (c) && !g_unichar_ismark (c))
        memset (p, ' ', next - p);
    }
  for (char *p = folded; *p != '\0'; p++)
    {
      if (*p == ' ')
        {
          *p = '\0';
          word = NULL;
        }
      else if (word == NULL)
        {
          word = p;
          g_ptr_array_add (words, word);
        }
    }
  g_ptr_array_sort (words, compare_words);

  GString *out = g_string_new (NULL);
  for (guint i = 0; i < words->len; i++)
    {
      const char *w = words->pdata[i];
      gsize before = out->len;

      if (out->len > 0)
        g_string_append_c (out, ' ');
      gsize start = out->len;
      for (; *w != '\0'; w = g_utf8_next_char (w))
        {
          gunichar c = g_utf8_get_char (w);

          if (c != '\'' && c != 0x2019 && c != '.')
            g_string_append_unichar (out, c);
        }
      if (out->len == start)
        g_string_truncate (out, before);
    }
  return g_string_free_and_steal (out);
}

static gboolean
is_address_char (char c)
{
  return (guchar) c >= 0x80 || g_ascii_isalnum (c) || (c != '\0' && strchr (".!#$%&'*+/=?^_`{|}~-", c) != NULL);
}

char *
kith_text_email_key (const char *text)
{
  const char *at, *start, *end;
  g_autofree char *address = NULL;

  if (text == NULL)
    return NULL;
  at = strchr (text, '@');
  if (at == NULL)
    return NULL;
  for (start = at; start > text && is_address_char (start[-1]); start--)
    ;
  for (end = at + 1; g_ascii_isalnum (*end) || *end == '-' || *end == '.' || (guchar) *end >= 0x80; end++)
    ;
  while (end > at + 1 && (end[-1] == '.' || end[-1] == '-'))
    end--;
  if (g_ascii_strncasecmp (text, "mailto:", 7) == 0 && start < text + 7 && at > text + 7)
    start = text + 7;
  while (start < at && (*start == '\'' || *start == '.'))
    start++;
  if (start == at || end == at + 1)
    return NULL;
  address = g_strndup (start, end - start);
  return kith_text_fold (address);
}

gboolean
kith_text_is_masked (const char *address)
{
  const char *at = strchr (address, '@');
  const char *masks[] = { "...", "…", "**" };

  for (gsize i = 0; at != NULL && i < G_N_ELEMENTS (masks); i++)
    if (g_strstr_len (address, at - address, masks[i]) != NULL)
      return TRUE;
  return FALSE;
}

char *
kith_text_phone_key (const char *text)
{
  char digits[64];
  gsize n = 0;

  if (text == NULL)
    return NULL;
  for (const char *p = text; *p != '\0' && n < sizeof digits; p++)
    {
      if (g_ascii_isdigit (*p))
        digits[n++] = *p;
      else if ((*p == 'E' || *p == 'e') && (p[1] == '+' || g_ascii_isdigit (p[1])) && n > 0 && n < 8)
        return NULL;
      else if (*p == 'x' || *p == 'X')
        break;
    }
  if (n < 7)
    return NULL;
  return n > 9 ? g_strndup (digits + n - 9, 9) : g_strndup (digits, n);
}

static gboolean
says_nothing (const char *cell)
{
  static const char *const words[] = { "n/a", "#n/a", "none", "null", "-", "--", "—", "–", "tbd", "tba", "?", "." };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (cell, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* The blocks of Unicode that are set aside for scripts from right to left. */
static gboolean
is_leftwards (gunichar c)
{
  return (c >= 0x590 && c <= 0x8ff) || (c >= 0xfb1d && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfeff)
         || (c >= 0x10800 && c <= 0x10fff) || (c >= 0x1e800 && c <= 0x1efff);
}

char *
kith_text_apart (const char *name)
{
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    if (is_leftwards (g_utf8_get_char (at)))
      return g_strconcat ("\u2068", name, "\u2069", NULL);
  return g_strdup (name);
}

char *
kith_text_clean (const char *cell)
{
  g_autofree char *valid = NULL;
  GString *out;
  gsize length, drop;

  if (cell == NULL)
    return g_strdup ("");
  valid = g_utf8_make_valid (cell, -1);
  out = g_string_sized_new (strlen (valid));
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || (!is_zero_width (c) && !g_unichar_iscntrl (c)))
        g_string_append_unichar (out, c);
      else if (c == '\t')
        g_string_append_c (out, ' ');
    }
  for (drop = 0; drop < out->len; drop = g_utf8_next_char (out->str + drop) - out->str)
    if (!g_unichar_isspace (g_utf8_get_char (out->str + drop)))
      break;
  g_string_erase (out, 0, drop);
  for (length = out->len; length > 0;)
    {
      const char *last = g_utf8_prev_char (out->str + length);

      if (!g_unichar_isspace (g_utf8_get_char (last)))
        break;
      length = last - out->str;
    }
  g_string_truncate (out, length);
  if (out->len <= 8 && says_nothing (out->str))
    g_string_truncate (out, 0);
  return g_string_free_and_steal (out);
}

static char *
dup_day (GDateTime *time)
{
  /* Translators: a date as in g_date_time_format (): "21 November 2026" */
  return time != NULL ? g_date_time_format (time, _ ("%-d %B %Y")) : g_strdup ("");
}

char *
kith_text_day (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return dup_day (time);
}

char *
kith_text_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return dup_day (now);
}
