/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-values.h"

#include "kith-text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static gboolean
is_plain (const char *cell, gsize *length)
{
  const char *p = cell;

  for (; *p != '\0'; p++)
    if ((guchar) *p < 0x20 || (guchar) *p >= 0x7f)
      return FALSE;
  *length = p - cell;
  if (*length == 0)
    return TRUE;
  if (*cell == ' ' || p[-1] == ' ')
    return FALSE;
  /* "n/a", "#N/A", "none", "null", "-", "TBD", "?", ".": left to the careful way. */
  return *length > 8 || strchr ("nN#-tT?.", *cell) == NULL;
}

/* Text that was UTF-8, taken for Windows-1252 and written as UTF-8 again. */
static char *
mend (const char *text)
{
  g_autofree char *bytes = NULL;
  gsize length;

  if (strstr (text, "\303\203\302") == NULL && strstr (text, "\303\202\302") == NULL
      && strstr (text, "\303\205\302") == NULL && strstr (text, "\303\204\302") == NULL
      && strstr (text, "\303\203\342\200") == NULL && strstr (text, "\303\203\305") == NULL
      && strstr (text, "\303\242\342\202\254") == NULL)
    return NULL;
  bytes = g_convert (text, -1, "WINDOWS-1252", "UTF-8", NULL, &length, NULL);
  if (bytes == NULL)
    {
      g_clear_pointer (&bytes, g_free);
      bytes = g_convert (text, -1, "ISO-8859-1", "UTF-8", NULL, &length, NULL);
    }
  if (bytes == NULL || strlen (bytes) != length || !g_utf8_validate (bytes, -1, NULL))
    return NULL;
  return g_steal_pointer (&bytes);
}

char *
kith_value_clean (char *cell, GPtrArray *owned)
{
  g_autofree char *converted = NULL;
  g_autofree char *mended = NULL;
  char *clean;
  gsize length;

  if (is_plain (cell, &length))
    return cell;
  if (!g_utf8_validate (cell, -1, NULL))
    {
      converted = g_convert_with_fallback (cell, -1, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL, NULL);
      if (converted != NULL)
        cell = converted;
    }
  mended = mend (cell);
  clean = kith_text_clean (mended != NULL ? mended : cell);
  length = strlen (clean);
  if (length >= 6 && (g_str_has_prefix (clean, "\342\200\234") || g_str_has_prefix (clean, "\342\200\236"))
      && (g_str_has_suffix (clean, "\342\200\235") || g_str_has_suffix (clean, "\342\200\234")))
    {
      memmove (clean, clean + 3, length - 6);
      clean[length - 6] = '\0';
    }
  g_ptr_array_add (owned, clean);
  return clean;
}

gboolean
kith_value_integer (const char *text, gint64 *value)
{
  const char *p = text;

  if (*p == '-' || *p == '+')
    p++;
  if (!g_ascii_isdigit (*p))
    return FALSE;
  for (const char *q = p; *q != '\0'; q++)
    if (!g_ascii_isdigit (*q) || q - p > 17)
      return FALSE;
  *value = g_ascii_strtoll (text, NULL, 10);
  return TRUE;
}

int
kith_value_stance (const char *text)
{
  static const struct
  {
    int stance;
    const char *words;
  } known[] = {
    { -2, "|critic|detractor|opponent|opposed|strongly opposed|against|hostile|gegner|kritiker|motstandare|opposant|"
          "detractor|detractora|opositor|contrario|tegenstander|przeciwnik|" },
    { -1,
      "|skeptic|sceptic|skeptical|sceptical|doubtful|lukewarm|leaning against|negative|skeptisch|skeptisk|sceptique|"
      "esceptico|scettico|negativ|negatif|" },
    { 1,
      "|supporter|supportive|positive|friendly|leaning for|in favor|in favour|unterstutzer|positiv|supporter|positif|"
      "partidario|sostenitore|voorstander|zwolennik|" },
    { 2, "|champion|fan|advocate|promoter|strong supporter|strongly in favor|enthusiast|fursprecher|begeistert|"
         "entusiasta|ambassadeur|" },
  };
  g_autofree char *folded = kith_text_fold (text);
  g_autofree char *word = g_strconcat ("|", folded, "|", NULL);
  gint64 number;

  if (kith_value_integer (folded, &number))
    return CLAMP (number, -2, 2) == number ? (int) number : 0;
  for (gsize k = 0; k < G_N_ELEMENTS (known) && *folded != '\0'; k++)
    if (strstr (known[k].words, word) != NULL)
      return known[k].stance;
  return 0;
}

gboolean
kith_value_number (const char *text, double *value)
{
  char buffer[64];
  gsize n = 0;
  const char *dot = strrchr (text, '.');
  const char *comma = strrchr (text, ',');
  char point = '.';
  char *end;

  /* The last of the two is the decimal one; a single comma before three digits divides thousands. */
  if (comma != NULL && dot != NULL)
    point = comma > dot ? ',' : '.';
  else if (comma != NULL && !(strlen (comma) == 4 && comma > text && comma[-1] != '0' && strchr (text, ',') == comma))
    point = ',';
  for (const char *p = text; *p != '\0'; p++)
    {
      if (n + 1 >= sizeof buffer)
        return FALSE;
      if (*p == point)
        buffer[n++] = '.';
      else if (*p == '.' || *p == ',' || *p == ' ' || *p == '\'')
        {
          if (p == text || !g_ascii_isdigit (p[-1]) || !g_ascii_isdigit (p[1]))
            return FALSE;
        }
      else if (g_ascii_isdigit (*p) || *p == '-' || *p == '+' || *p == 'e' || *p == 'E')
        buffer[n++] = *p;
      else
        return FALSE;
    }
  buffer[n] = '\0';
  if (n == 0 || g_ascii_isalpha (buffer[0]))
    return FALSE;
  *value = g_ascii_strtod (buffer, &end);
  return *end == '\0' && isfinite (*value);
}

static gboolean
is_one_of (const char *word, const char *const *words, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (word, words[i]))
      return TRUE;
  return FALSE;
}

KithSays
kith_value_says (const char *text)
{
  static const char *const yes[] = { "1",
                                     "yes",
                                     "y",
                                     "true",
                                     "t",
                                     "x",
                                     "xx",
                                     "on",
                                     "ja",
                                     "j",
                                     "oui",
                                     "o",
                                     "si",
                                     "s",
                                     "sim",
                                     "tak",
                                     "kylla",
                                     "k",
                                     "sant",
                                     "wahr",
                                     "vrai",
                                     "vero",
                                     "verdadero",
                                     "\342\234\223",
                                     "\342\234\224",
                                     "\342\230\221",
                                     "opted-out",
                                     "opted out",
                                     "opted-in",
                                     "opted in",
                                     "checked in",
                                     "checked",
                                     "attended",
                                     "1.0" };
  static const char *const no[]
      = { "0",   "no",  "n",  "false",  "f",      "off",  "nein",  "nej", "nei",          "non",         "nee",
          "nao", "nie", "ei", "falsch", "falskt", "faux", "falso", "0.0", "\342\234\227", "\342\230\220" };
  g_autofree char *word = NULL;

  if (text[0] == '0' && text[1] == '\0')
    return KITH_SAYS_NO;
  if (text[0] == '1' && text[1] == '\0')
    return KITH_SAYS_YES;
  if (strlen (text) > 16)
    return KITH_SAYS_NOTHING;
  word = kith_text_fold (text);
  if (is_one_of (word, yes, G_N_ELEMENTS (yes)))
    return KITH_SAYS_YES;
  if (is_one_of (word, no, G_N_ELEMENTS (no)))
    return KITH_SAYS_NO;
  return KITH_SAYS_NOTHING;
}

/* --- dates --- */

static int
month_named (const char *word, gsize length)
{
  /* Three letters tell the months apart in the languages of the heads, but for these. */
  static const struct
  {
    const char *start;
    int month;
  } months[] = {
    { "jan", 1 },  { "ene", 1 },  { "gen", 1 },  { "sty", 1 },  { "tam", 1 },  { "feb", 2 },  { "fev", 2 },
    { "lut", 2 },  { "hel", 2 },  { "mar", 3 },  { "mrz", 3 },  { "maa", 3 },  { "maj", 5 },  { "mai", 5 },
    { "may", 5 },  { "mag", 5 },  { "mei", 5 },  { "tou", 5 },  { "apr", 4 },  { "avr", 4 },  { "abr", 4 },
    { "kwi", 4 },  { "huh", 4 },  { "juin", 6 }, { "juil", 7 }, { "jun", 6 },  { "giu", 6 },  { "cze", 6 },
    { "kes", 6 },  { "jul", 7 },  { "lug", 7 },  { "lip", 7 },  { "hei", 7 },  { "aug", 8 },  { "aou", 8 },
    { "ago", 8 },  { "sie", 8 },  { "elo", 8 },  { "sep", 9 },  { "set", 9 },  { "wrz", 9 },  { "syy", 9 },
    { "oct", 10 }, { "okt", 10 }, { "oto", 10 }, { "out", 10 }, { "ott", 10 }, { "paz", 10 }, { "lok", 10 },
    { "nov", 11 }, { "lis", 11 }, { "dec", 12 }, { "dez", 12 }, { "des", 12 }, { "dic", 12 }, { "gru", 12 },
    { "jou", 12 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (months); i++)
    {
      gsize n = strlen (months[i].start);

      if (length >= n && strncmp (word, months[i].start, n) == 0)
        return months[i].month;
    }
  return 0;
}

static gboolean
is_day (int year, int month, int day)
{
  return year >= 1900 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= 31
         && g_date_valid_dmy (day, (GDateMonth) month, year);
}

static int
full_year (int year, gsize digits)
{
  if (digits > 2)
    return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

/* "14:40:47", "7:01 PM GMT+2" in what follows the date. */
static gint64
time_of_day (const char *text)
{
  int hour = 0, minute = 0, second = 0, used = 0;
  const char *zone;

  while (*text == ' ' || *text == 't' || *text == ',')
    text++;
  if (sscanf (text, "%2d:%2d%n", &hour, &minute, &used) < 2 || hour < 0 || hour > 24 || minute < 0 || minute > 59)
    return 0;
  text += used;
  if (*text == ':' && sscanf (text, ":%2d%n", &second, &used) == 1 && second >= 0 && second <= 60)
    text += used;
  else
    second = 0;
  if (strstr (text, "pm") != NULL && hour < 12)
    hour += 12;
  else if (strstr (text, "am") != NULL && hour == 12)
    hour = 0;
  zone = strpbrk (text, "+-");
  if (zone != NULL)
    {
      int ahead = 0, rest = 0;

      if (sscanf (zone + 1, "%2d", &ahead) == 1 && ahead <= 14)
        {
          const char *p = zone + 1 + (g_ascii_isdigit (zone[2]) ? 2 : 1);

          sscanf (*p == ':' ? p + 1 : p, "%2d", &rest);
          rest = ABS (rest) < 60 ? ABS (rest) : 0;
          return hour * 3600 + minute * 60 + second - (*zone == '+' ? 1 : -1) * (ahead * 3600 + rest * 60);
        }
    }
  return hour * 3600 + minute * 60 + second;
}

gboolean
kith_value_date (const char *text, KithDateOrder order_known, gint64 *date, int *order)
{
  g_autofree char *folded = NULL;
  struct
  {
    int value;
    gsize digits;
  } part[3] = { 0 };
  guint n = 0;
  int month = 0;
  int year, day;
  const char *p;
  gint64 seconds;

  if (order != NULL)
    *order = 0;
  if (strlen (text) > 48 || strpbrk (text, "0123456789") == NULL)
    return FALSE;
  folded = kith_text_fold (text);

  for (p = folded; *p != '\0' && n < 3;)
    {
      if (g_ascii_isdigit (*p))
        {
          const char *start = p;
          int value = 0;

          while (g_ascii_isdigit (*p) && p - start < 8)
            value = value * 10 + (*p++ - '0');
          if (g_ascii_isdigit (*p))
            return FALSE;
          part[n].digits = p - start;
          part[n++].value = value;
          if (part[0].digits == 8 && n == 1)
            {
              part[0].value = value / 10000;
              part[0].digits = 4;
              part[1].value = value / 100 % 100;
              part[2].value = value % 100;
              n = 3;
            }
        }
      else if (g_ascii_isalpha (*p))
        {
          const char *start = p;

          while (g_ascii_isalpha (*p))
            p++;
          /* "12th", "5 de marzo de 2024", "Mon, 5 Mar": other words are passed over, but not many letters in a row of them. */
          if (month == 0)
            month = month_named (start, p - start);
          if (month == 0 && p - start > 9)
            return FALSE;
        }
      else if (strchr ("/-. ,", *p) != NULL)
        p++;
      else
        return FALSE;
      if (month != 0 && n == 2)
        break;
    }

  if (month != 0)
    {
      if (n != 2)
        return FALSE;
      if (part[0].digits == 4)
        {
          year = part[0].value;
          day = part[1].value;
        }
      else
        {
          day = part[0].value;
          year = full_year (part[1].value, part[1].digits);
        }
    }
  else if (n != 3)
    return FALSE;
  else if (part[0].digits == 4)
    {
      year = part[0].value;
      month = part[1].value;
      day = part[2].value;
    }
  else
    {
      int first = part[0].value, second = part[1].value;
      gboolean month_first = order_known == KITH_DATES_MONTH_FIRST;

      if (part[0].digits > 2 || part[1].digits > 2 || part[2].digits == 3 || part[2].digits > 4)
        return FALSE;
      if (first > 12 || second > 12)
        {
          month_first = second > 12;
          if (order != NULL)
            *order = month_first ? 2 : 1;
        }
      month = month_first ? first : second;
      day = month_first ? second : first;
      year = full_year (part[2].value, part[2].digits);
    }
  if (!is_day (year, month, day))
    return FALSE;
  if (*p != '\0' && *p != ' ' && *p != 't' && *p != ',')
    return FALSE;
  {
    g_autoptr (GDateTime) midnight = g_date_time_new_utc (year, month, day, 0, 0, 0);

    seconds = g_date_time_to_unix (midnight);
  }
  if (date != NULL)
    *date = seconds + time_of_day (p);
  return TRUE;
}

gboolean
kith_value_unix_time (gint64 number, gint64 *date)
{
  const gint64 from = 631152000, to = G_GINT64_CONSTANT (4102444800);

  if (number >= from && number < to)
    *date = number;
  else if (number / 1000 >= from && number / 1000 < to)
    *date = number / 1000;
  else
    return FALSE;
  return TRUE;
}

/* --- lists --- */

static void
add_part (GPtrArray *parts, const char *text, gsize length)
{
  g_autofree char *raw = g_strndup (text, length);
  g_autofree char *clean = NULL;
  char *start = g_strstrip (raw);

  length = strlen (start);
  if (length >= 2 && *start == '"' && start[length - 1] == '"')
    {
      start[length - 1] = '\0';
      start++;
    }
  clean = kith_text_clean (start);
  if (*clean == '\0')
    return;
  for (guint i = 0; i < parts->len; i++)
    if (g_str_equal (parts->pdata[i], clean))
      return;
  g_ptr_array_add (parts, g_steal_pointer (&clean));
}

GPtrArray *
kith_value_split (const char *cell)
{
  static const char *const marks[] = { ":::", ";", "|", "\n", ",", " / " };
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  const char *mark = NULL;
  gboolean quoted = FALSE;
  const char *start = cell;
  const char *p;

  for (gsize i = 0; i < G_N_ELEMENTS (marks) && mark == NULL; i++)
    if (strstr (cell, marks[i]) != NULL)
      mark = marks[i];
  if (mark == NULL)
    {
      add_part (parts, cell, strlen (cell));
      return parts;
    }
  for (p = cell; *p != '\0' && parts->len < 256;)
    {
      if (*p == '"')
        quoted = !quoted;
      if (!quoted && g_str_has_prefix (p, mark))
        {
          add_part (parts, start, p - start);
          p += strlen (mark);
          start = p;
        }
      else
        p++;
    }
  if (parts->len < 256)
    add_part (parts, start, p - start);
  return parts;
}

gboolean
kith_value_is_email (const char *text)
{
  const char *at = strchr (text, '@');
  const char *dot;

  if (at == NULL || at == text || strlen (text) > 320)
    return FALSE;
  dot = strchr (at, '.');
  return dot != NULL && dot > at + 1 && g_ascii_isalnum (dot[1]);
}

gboolean
kith_value_is_name (const char *text)
{
  guint words = 0;
  gboolean in_word = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c) || g_unichar_ismark (c) || c == '\'' || c == 0x2019 || c == '.' || c == '-')
        {
          words += !in_word && g_unichar_isalpha (c);
          in_word = TRUE;
        }
      else if (c == ' ' || c == ',' || c == '&')
        in_word = FALSE;
      else
        return FALSE;
    }
  return words >= 2 && words <= 5;
}
