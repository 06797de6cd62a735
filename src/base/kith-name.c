/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-name.h"

#include "kith-short-forms.h"
#include "kith-text.h"

#include <string.h>

/* --- Latin letters --- */

/* а … я, then ѐ … џ; Russian in the way of passports, Ukrainian and Serbian letters as they are read. */
static const char *const cyrillic[] = {
  "a", "b",  "v",  "g", "d",  "e",  "zh", "z",  "i",  "y",    "k",  "l", "m", "n", "o",  "p",
  "r", "s",  "t",  "u", "f",  "kh", "ts", "ch", "sh", "shch", "",   "y", "",  "e", "yu", "ya",
  "e", "yo", "dj", "g", "ye", "dz", "i",  "yi", "j",  "lj",   "nj", "c", "k", "i", "u",  "dz",
};

/* α … ω */
static const char *const greek[] = {
  "a", "v", "g", "d", "e", "z", "i", "th", "i", "k",  "l",  "m", "n",
  "x", "o", "p", "r", "s", "s", "t", "y",  "f", "ch", "ps", "o",
};

static const char *
to_latin (gunichar c)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (cyrillic) == 48 && G_N_ELEMENTS (greek) == 25);

  if (c >= 0x430 && c <= 0x45f)
    return cyrillic[c - 0x430];
  if (c >= 0x3b1 && c <= 0x3c9)
    return greek[c - 0x3b1];
  switch (c)
    {
    case 0xe6: /* æ */
      return "a";
    case 0xf8:  /* ø */
    case 0x153: /* œ */
      return "o";
    case 0xf0:  /* ð */
    case 0x111: /* đ */
      return "d";
    case 0xfe: /* þ */
      return "th";
    case 0x142: /* ł */
      return "l";
    case 0x131: /* ı */
      return "i";
    case 0x491: /* ґ */
      return "g";
    case 0x127: /* ħ */
      return "h";
    default:
      return NULL;
    }
}

char *
kith_name_dup_latin (const char *text)
{
  g_autofree char *folded = kith_text_fold (text);
  GString *out = g_string_sized_new (strlen (folded));
  gsize end = 0;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *latin = c >= 0x80 ? to_latin (c) : NULL;

      if (latin != NULL)
        g_string_append (out, latin);
      else if (g_unichar_isalnum (c) || g_unichar_ismark (c))
        g_string_append_unichar (out, c);
      else if (c != '\'' && c != 0x2019 && c != '`' && c != 0xb4 && out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  for (gsize i = 0; i < out->len; i++)
    {
      out->str[end++] = out->str[i];
      if (out->str[i + 1] == 'e' && strchr ("aou", out->str[i]) != NULL && (i == 0 || out->str[i - 1] != 'q'))
        i++;
    }
  g_string_truncate (out, end);
  return g_string_free_and_steal (out);
}

/* --- sound --- */

static gboolean
is_vowel (char c)
{
  return c != '\0' && strchr ("aeiouyj", c) != NULL;
}

/* The class of the sound that begins at @p; 0 for none. @length: letters taken */
static guint
sound_at (const char *p, guint *length)
{
  static const struct
  {
    const char *letters;
    guint sound;
  } longer[] = { { "shch", 8 }, { "tsch", 8 }, { "sch", 8 }, { "scz", 8 }, { "sh", 8 }, { "ch", 4 }, { "cz", 8 },
                 { "sz", 8 },   { "ph", 3 },   { "th", 2 },  { "ck", 4 },  { "dt", 2 }, { "tz", 8 }, { "ts", 8 },
                 { "ks", 9 },   { "qu", 4 },   { "gh", 4 },  { "kh", 4 },  { "rz", 8 } };

  for (gsize i = 0; i < G_N_ELEMENTS (longer); i++)
    if (g_str_has_prefix (p, longer[i].letters))
      {
        *length = strlen (longer[i].letters);
        return longer[i].sound;
      }
  *length = 1;
  switch (*p)
    {
    case 'b':
    case 'p':
      return 1;
    case 'd':
    case 't':
      return 2;
    case 'f':
    case 'v':
    case 'w':
      return 3;
    case 'c':
      return p[1] != '\0' && strchr ("eiy", p[1]) != NULL ? 8 : 4;
    case 'g':
    case 'k':
    case 'q':
      return 4;
    case 'l':
      return 5;
    case 'm':
      return 6;
    case 'n':
      return 7;
    case 'r':
      return 10;
    case 's':
    case 'z':
      return 8;
    case 'x':
      return 9;
    default:
      return 0;
    }
}

guint32
kith_name_sound (const char *word)
{
  guint32 sound = 0;
  guint last = 0, n = 0;

  for (const char *p = word; *p != '\0' && n < 7;)
    {
      guint length, here;

      if (*p == ' ' || (guchar) *p >= 0x80)
        {
          /* Another word, or a script that is not heard here: each letter counts as it is. */
          here = *p == ' ' ? 0 : 11 + (guchar) *p % 5;
          length = 1;
        }
      else
        here = sound_at (p, &length);
      if (here == 0 && p == word && is_vowel (*p))
        here = 15;
      if (here != 0 && here != last)
        {
          sound = sound << 4 | here;
          n++;
        }
      last = here;
      p += length;
    }
  return sound;
}

/* --- likeness --- */

#define LENGTH_MAX 64

double
kith_name_likeness (const char *a, const char *b)
{
  gsize n_a = MIN (strlen (a), LENGTH_MAX), n_b = MIN (strlen (b), LENGTH_MAX);
  gsize window = MAX (n_a, n_b) / 2, m = 0, moved = 0, prefix = 0;
  gboolean used_a[LENGTH_MAX] = { FALSE }, used_b[LENGTH_MAX] = { FALSE };
  double jaro;

  if (n_a == 0 || n_b == 0)
    return n_a == n_b;
  window = window > 0 ? window - 1 : 0;
  for (gsize i = 0; i < n_a; i++)
    for (gsize j = i > window ? i - window : 0; j < n_b && j <= i + window; j++)
      if (!used_b[j] && a[i] == b[j])
        {
          used_a[i] = used_b[j] = TRUE;
          m++;
          break;
        }
  if (m == 0)
    return 0;
  for (gsize i = 0, j = 0; i < n_a; i++)
    if (used_a[i])
      {
        while (!used_b[j])
          j++;
        moved += a[i] != b[j++];
      }
  jaro = ((double) m / (double) n_a + (double) m / (double) n_b + ((double) m - (double) moved / 2) / (double) m) / 3;
  while (prefix < 4 && prefix < n_a && prefix < n_b && a[prefix] == b[prefix])
    prefix++;
  return jaro + (double) prefix * 0.1 * (1 - jaro);
}

/* --- parts --- */

static gboolean
is_one_of (const char *word, const char *const *words)
{
  return g_strv_contains (words, word);
}

static gboolean
is_title (const char *word)
{
  static const char *const titles[]
      = { "mr",  "mrs", "ms",   "miss", "dr",   "prof", "rev",  "sir", "herr",   "frau",   "hr", "fr",
          "sr",  "sra", "mme",  "mlle", "dna",  "ing",  "dipl", "mag", "med",    "phd",    "md", "esq",
          "hon", "don", "dona", "pan",  "pani", "fru",  "lic",  "mgr", "father", "sister", NULL };

  return is_one_of (word, titles);
}

gboolean
kith_name_is_particle (const char *word)
{
  static const char *const particles[]
      = { "von", "van", "vom", "zu",  "zum", "zur", "der", "den", "de", "del", "della", "di",
          "da",  "do",  "dos", "das", "du",  "la",  "le",  "les", "el", "al",  "bin",   "ibn",
          "ben", "ter", "ten", "te",  "af",  "av",  "und", "y",   "e",  "i",   "st",    NULL };

  return is_one_of (word, particles);
}

static guint
get_generation (const char *word)
{
  static const struct
  {
    const char *word;
    guint generation;
  } words[] = { { "sr", 1 },     { "sen", 1 }, { "senior", 1 }, { "jr", 2 }, { "jun", 2 },
                { "junior", 2 }, { "ii", 2 },  { "iii", 3 },    { "iv", 4 } };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i].word))
      return words[i].generation;
  return 0;
}

static char *
join_words (char **words, guint from, guint end, gboolean particles)
{
  GString *out = g_string_new (NULL);

  for (guint i = from; i < end; i++)
    if (*words[i] != '\0' && (particles || !kith_name_is_particle (words[i])))
      g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", words[i]);
  return g_string_free_and_steal (out);
}

/* An address, masked ("nea at example.org") or not, or a number. */
static gboolean
is_no_name (const char *name)
{
  const char *at = strstr (name, " at ");

  return strpbrk (name, "@0123456789") != NULL || (at != NULL && strchr (at, '.') != NULL);
}

/* "Jr." and the like at the end goes. Returns how many words are left. */
static guint
take_generation (char **words, guint *generation)
{
  guint n = g_strv_length (words);

  for (; n > 1 && get_generation (words[n - 1]) != 0; n--)
    *generation = get_generation (words[n - 1]);
  return n;
}

void
kith_name_take_apart (KithNameParts *parts, const char *name, const char *given, const char *family)
{
  gboolean apart = given != NULL && *given != '\0' && family != NULL && *family != '\0';
  g_autofree char *latin = NULL;
  g_autofree char *latin_family = NULL;
  g_auto (GStrv) words = NULL;
  g_auto (GStrv) family_words = NULL;
  guint first = 0, end, family_end = 0, generation = 0;

  if (!apart && name != NULL && is_no_name (name))
    name = NULL;
  latin = kith_name_dup_latin (apart ? given : name);
  latin_family = kith_name_dup_latin (apart ? family : NULL);
  words = g_strsplit (latin, " ", -1);
  family_words = g_strsplit (latin_family, " ", -1);
  end = take_generation (words, &generation);
  family_end = take_generation (family_words, &generation);
  while (first + 1 < end && is_title (words[first]))
    first++;
  *parts = (KithNameParts) { .generation = generation };
  if (apart)
    parts->family = join_words (family_words, 0, family_end, FALSE);
  else if (end > first + 1)
    {
      /* The last word, with what stands before it as in "de la Cruz". */
      parts->family = g_strdup (words[--end]);
      while (end > first + 1 && kith_name_is_particle (words[end - 1]))
        end--;
    }
  if (parts->family == NULL || *parts->family == '\0')
    {
      g_free (parts->family);
      parts->family = g_steal_pointer (&latin_family);
    }
  parts->given = g_strdup (first < end ? words[first] : "");
  parts->others = join_words (words, first + 1, end, TRUE);
}

void
kith_name_parts_clear (KithNameParts *parts)
{
  g_clear_pointer (&parts->given, g_free);
  g_clear_pointer (&parts->others, g_free);
  g_clear_pointer (&parts->family, g_free);
}

/* --- given names --- */

/* "Martin" and "Martina", "Christian" and "Christiane": what comes after makes it another's name. */
static gboolean
is_other_ending (const char *rest)
{
  static const char *const endings[] = { "a", "e", "o", "ia", "ina", "ine", "na", "ne", "ette", "ella", "us", NULL };

  return is_one_of (rest, endings);
}

/* One letter too many, missing or another, but not the first or the last; or two that changed places. */
static gboolean
is_slip (const char *a, const char *b)
{
  gsize n_a = strlen (a), n_b = strlen (b), i = 0, j = 0;

  if (n_a > n_b)
    return is_slip (b, a);
  if (n_a < 4 || n_b - n_a > 1)
    return FALSE;
  while (i < n_a && a[i] == b[i])
    i++;
  while (j < n_a - i && a[n_a - 1 - j] == b[n_b - 1 - j])
    j++;
  if (i == 0)
    return FALSE;
  if (i + j + 2 == n_a && n_a == n_b && a[i] == b[i + 1] && a[i + 1] == b[i])
    return TRUE;
  return j > 0 && (n_b > n_a ? i + j >= n_a : i + j + 1 >= n_a);
}

KithGivenFit
kith_name_compare_given (const char *a, const char *b)
{
  gsize n_a = strlen (a), n_b = strlen (b);
  gsize shorter = MIN (n_a, n_b);

  if (shorter == 0)
    return KITH_GIVEN_UNKNOWN;
  if (g_str_equal (a, b))
    return shorter == 1 ? KITH_GIVEN_INITIAL : KITH_GIVEN_SAME;
  if (shorter == 1)
    return *a == *b ? KITH_GIVEN_INITIAL : KITH_GIVEN_DIFFERENT;
  if (kith_short_forms_share (a, b))
    return KITH_GIVEN_SHORT_FORM;
  if (strncmp (a, b, shorter) == 0)
    return shorter >= 3 && !is_other_ending (n_a > n_b ? a + shorter : b + shorter) ? KITH_GIVEN_SHORT_FORM
                                                                                    : KITH_GIVEN_DIFFERENT;
  if (is_slip (a, b))
    {
      guint names[KITH_SHORT_FORMS_MAX];

      /* "Marta" and "Maria" are names both, and no slip. */
      if (kith_short_forms_find (a, names) == 0 || kith_short_forms_find (b, names) == 0)
        return KITH_GIVEN_ALIKE;
    }
  return KITH_GIVEN_DIFFERENT;
}

gboolean
kith_given_names_fit (const char *a, const char *b)
{
  g_autofree char *latin_a = kith_name_dup_latin (a);
  g_autofree char *latin_b = kith_name_dup_latin (b);
  g_auto (GStrv) words_a = NULL;
  g_auto (GStrv) words_b = NULL;

  if (*latin_a == '\0' || *latin_b == '\0' || g_str_equal (latin_a, latin_b))
    return TRUE;
  words_a = g_strsplit (latin_a, " ", -1);
  words_b = g_strsplit (latin_b, " ", -1);
  for (char **x = words_a; *x != NULL; x++)
    for (char **y = words_b; *y != NULL; y++)
      switch (kith_name_compare_given (*x, *y))
        {
        case KITH_GIVEN_SAME:
        case KITH_GIVEN_SHORT_FORM:
        case KITH_GIVEN_INITIAL:
          return TRUE;
        default:
          break;
        }
  return FALSE;
}
