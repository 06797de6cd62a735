/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-likeness.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Weights in bits, log2 (m / u): m how often it holds for two records of one person, u for two people met by chance. Those of what is one
 * in n by chance are kept without the log2 (n) that the odds against any pair being one person bring in again.
 *
 * Three in a hundred people are in a list twice: odds of 0.03 / n that the other record is theirs. */
#define PRIOR (-5.0)
/* Of those with an address 2 % share it with somebody, a telephone 15 %, a page (an organization's) one in three. */
#define SAME_EMAIL 5.3
#define SAME_PHONE 2.4
#define SAME_HANDLE 5.0
#define SAME_WEBSITE 1.0
/* Against; records of one person often differ so. */
#define OTHER_FAMILY (-2.0) /* marriage */
#define OTHER_TOWN (-2.0)
#define OTHER_ORGANIZATION (-1.0)
#define OTHER_PHONE (-0.7)
#define OTHER_OTHERS (-2.5)
#define OTHER_SOURCE (-1.5)
#define FROM_ADDRESS (-2.0)
/* Before anybody was counted: a family name is one in 300, a given name one in 100; as if so many people had been counted already. */
#define COUNTED 100.0
#define FAMILY_SHARE 0.003
#define GIVEN_SHARE 0.01
#define PLACE_SHARE 0.1
#define MOST_FOR_PLACE 4.0

#define LIKE_GIVEN                                                                                                     \
  (KITH_LIKE_GIVEN | KITH_LIKE_GIVEN_SHORT_FORM | KITH_LIKE_GIVEN_INITIAL | KITH_LIKE_GIVEN_SPELLING                   \
   | KITH_LIKE_SWAPPED)
#define LIKE_FAMILY (KITH_LIKE_FAMILY | KITH_LIKE_FAMILY_SPELLING | KITH_LIKE_FAMILY_PART | KITH_LIKE_SWAPPED)

static gboolean
share_key (const guint32 *a, guint n_a, const guint32 *b, guint n_b)
{
  for (guint i = 0, j = 0; i < n_a && j < n_b;)
    {
      if (a[i] == b[j])
        return TRUE;
      if (a[i] < b[j])
        i++;
      else
        j++;
    }
  return FALSE;
}

/* What the agreement in something is worth that @common of @n people have. */
static double
rarity (guint32 common, guint n, double share)
{
  return -log2 ((common + COUNTED * share) / (n + COUNTED));
}

static guint
compare_keys (const KithLikenessRecord *a, const KithLikenessRecord *b)
{
  return (share_key (a->emails, a->n_emails, b->emails, b->n_emails) ? KITH_LIKE_EMAIL : 0)
         | (share_key (a->phones, a->n_phones, b->phones, b->n_phones) ? KITH_LIKE_PHONE : 0)
         | (share_key (a->handles, a->n_handles, b->handles, b->n_handles) ? KITH_LIKE_HANDLE : 0)
         | (share_key (a->websites, a->n_websites, b->websites, b->n_websites) ? KITH_LIKE_WEBSITE : 0);
}

/* "garcia" in "garcia marquez" */
static gboolean
has_word (const char *words, const char *word)
{
  gsize length = strlen (word);

  for (const char *at = strstr (words, word); at != NULL; at = strstr (at + 1, word))
    if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
      return TRUE;
  return FALSE;
}

static guint
compare_family (const KithLikenessRecord *a, const KithLikenessRecord *b)
{
  const char *x = a->name.family, *y = b->name.family;

  if (*x == '\0' || *y == '\0')
    return 0;
  if (g_str_equal (x, y))
    return KITH_LIKE_FAMILY;
  if (a->family_sound == b->family_sound && kith_name_likeness (x, y) >= 0.85)
    return KITH_LIKE_FAMILY_SPELLING;
  if (has_word (x, y) || has_word (y, x))
    return KITH_LIKE_FAMILY_PART;
  return KITH_UNLIKE_FAMILY;
}

static guint
compare_given (const KithLikenessRecord *a, const KithLikenessRecord *b)
{
  switch (kith_name_compare_given (a->name.given, b->name.given))
    {
    case KITH_GIVEN_SAME:
      return KITH_LIKE_GIVEN;
    case KITH_GIVEN_SHORT_FORM:
      return KITH_LIKE_GIVEN_SHORT_FORM;
    case KITH_GIVEN_INITIAL:
      return KITH_LIKE_GIVEN_INITIAL;
    case KITH_GIVEN_ALIKE:
      return KITH_LIKE_GIVEN_SPELLING;
    case KITH_GIVEN_DIFFERENT:
      /* Called by the second of their given names. */
      return has_word (a->name.others, b->name.given) || has_word (b->name.others, a->name.given)
                 ? KITH_LIKE_GIVEN_SHORT_FORM
                 : KITH_UNLIKE_GIVEN;
    case KITH_GIVEN_UNKNOWN:
    default:
      return 0;
    }
}

static guint
compare_names (const KithLikenessRecord *a, const KithLikenessRecord *b)
{
  guint names = compare_family (a, b) | compare_given (a, b);

  if ((names & (KITH_UNLIKE_FAMILY | KITH_UNLIKE_GIVEN)) == (KITH_UNLIKE_FAMILY | KITH_UNLIKE_GIVEN)
      && g_str_equal (a->name.given, b->name.family) && g_str_equal (a->name.family, b->name.given))
    names = KITH_LIKE_SWAPPED;
  if (*a->name.others != '\0' && *b->name.others != '\0'
      && kith_name_compare_given (a->name.others, b->name.others) == KITH_GIVEN_DIFFERENT
      && *a->name.others != *b->name.others)
    names |= KITH_UNLIKE_OTHERS;
  if (a->name.generation != b->name.generation && (a->name.generation != 0 && b->name.generation != 0))
    names |= KITH_UNLIKE_GENERATION;
  if (a->from_address != b->from_address && (names & (KITH_LIKE_FAMILY | KITH_LIKE_SWAPPED)) != 0)
    names |= KITH_LIKE_ADDRESS;
  return names;
}

static guint
compare_rest (const KithLikenessRecord *a, const KithLikenessRecord *b, guint keys)
{
  guint rest = 0;

  if (a->town != 0 && b->town != 0)
    rest |= a->town == b->town ? KITH_LIKE_TOWN : KITH_UNLIKE_TOWN;
  if (a->organization != 0 && b->organization != 0)
    rest |= a->organization == b->organization ? KITH_LIKE_ORGANIZATION : KITH_UNLIKE_ORGANIZATION;
  if ((keys & KITH_LIKE_PHONE) == 0 && a->n_phones > 0 && b->n_phones > 0)
    rest |= KITH_UNLIKE_PHONE;
  if ((a->sources & b->sources) != 0)
    rest |= KITH_UNLIKE_SOURCE;
  return rest;
}

static double
weigh_names (const KithLikenessRecord *a, const KithLikenessRecord *b, guint n, guint likeness)
{
  double family = rarity (MAX (a->family_common, b->family_common), n, FAMILY_SHARE);
  double given = rarity (MAX (a->given_common, b->given_common), n, GIVEN_SHARE);
  double bits = 0;

  if ((likeness & (KITH_LIKE_FAMILY | KITH_LIKE_SWAPPED)) != 0)
    bits += family;
  else if ((likeness & KITH_LIKE_FAMILY_SPELLING) != 0)
    bits += family - 3;
  else if ((likeness & KITH_LIKE_FAMILY_PART) != 0)
    bits += family - 2.5;
  else if ((likeness & KITH_UNLIKE_FAMILY) != 0)
    bits += OTHER_FAMILY;
  if ((likeness & (KITH_LIKE_GIVEN | KITH_LIKE_SWAPPED)) != 0)
    bits += given;
  else if ((likeness & KITH_LIKE_GIVEN_SHORT_FORM) != 0)
    bits += given - 1.5;
  else if ((likeness & KITH_LIKE_GIVEN_SPELLING) != 0)
    bits += given - 3;
  else if ((likeness & KITH_LIKE_GIVEN_INITIAL) != 0)
    bits += 2;
  return bits;
}

float
kith_likeness_weigh (float likelihood, double bits)
{
  double odds = log2 (likelihood / (1 - CLAMP (likelihood, 1e-6, 1 - 1e-6))) + bits;

  return 1 / (1 + exp2 (-odds));
}

float
kith_likeness_compare (const KithLikenessRecord *a, const KithLikenessRecord *b, guint n, guint *likeness)
{
  guint keys = compare_keys (a, b), all;
  double bits = PRIOR;

  *likeness = all = keys | compare_names (a, b) | compare_rest (a, b, keys);
  if ((all & (KITH_UNLIKE_GIVEN | KITH_UNLIKE_GENERATION)) != 0)
    return 0;
  /* Without an address in common it takes both names. */
  if (keys == 0 && ((all & LIKE_GIVEN) == 0 || (all & LIKE_FAMILY) == 0))
    return 0;
  /* A name alone is worth its rarity among all; what is shared by address outweighs the number of people by itself. */
  if (keys == 0)
    bits -= log2 (n);
  bits += ((keys & KITH_LIKE_EMAIL) != 0 ? SAME_EMAIL : 0) + ((keys & KITH_LIKE_HANDLE) != 0 ? SAME_HANDLE : 0);
  /* A second shared address says little more than the first. */
  if ((keys & (KITH_LIKE_EMAIL | KITH_LIKE_HANDLE)) == 0)
    bits += (keys & KITH_LIKE_PHONE) != 0 ? SAME_PHONE : (keys & KITH_LIKE_WEBSITE) != 0 ? SAME_WEBSITE : 0;
  bits += weigh_names (a, b, n, all);
  if ((all & KITH_LIKE_TOWN) != 0)
    bits += MIN (rarity (a->town_common, n, PLACE_SHARE), MOST_FOR_PLACE);
  if ((all & KITH_LIKE_ORGANIZATION) != 0)
    bits += MIN (rarity (a->organization_common, n, PLACE_SHARE), MOST_FOR_PLACE);
  bits += ((all & KITH_UNLIKE_TOWN) != 0 ? OTHER_TOWN : 0) + ((all & KITH_UNLIKE_PHONE) != 0 ? OTHER_PHONE : 0)
          + ((all & KITH_UNLIKE_ORGANIZATION) != 0 ? OTHER_ORGANIZATION : 0)
          + ((all & KITH_UNLIKE_OTHERS) != 0 ? OTHER_OTHERS : 0) + ((all & KITH_UNLIKE_SOURCE) != 0 ? OTHER_SOURCE : 0)
          + ((all & KITH_LIKE_ADDRESS) != 0 ? FROM_ADDRESS : 0);
  return 1 / (1 + exp2 (-bits));
}

/* --- in words --- */

char *
kith_likeness_dup_words (guint likeness)
{
  static const struct
  {
    guint all, none; /* holds where all these bits are set, and none of those */
    const char *words;
  } phrases[] = {
    { KITH_LIKE_EMAIL, 0, N_ ("same e-mail address") },
    { KITH_LIKE_PHONE, 0, N_ ("same phone number") },
    { KITH_LIKE_HANDLE, 0, N_ ("same name online") },
    { KITH_LIKE_WEBSITE, 0, N_ ("same web page") },
    { KITH_LIKE_ADDRESS, 0, N_ ("the address of one is made of the name of the other") },
    { KITH_LIKE_GIVEN | KITH_LIKE_FAMILY, KITH_LIKE_ADDRESS, N_ ("same name") },
    { KITH_LIKE_SWAPPED, KITH_LIKE_ADDRESS, N_ ("first name and family name swapped") },
    { KITH_LIKE_FAMILY, KITH_LIKE_GIVEN | KITH_LIKE_ADDRESS, N_ ("same family name") },
    { KITH_LIKE_FAMILY_SPELLING, 0, N_ ("family names spelled almost alike") },
    { KITH_LIKE_FAMILY_PART, 0, N_ ("one family name is part of the other") },
    { KITH_LIKE_GIVEN, KITH_LIKE_FAMILY, N_ ("same first name") },
    { KITH_LIKE_GIVEN_SHORT_FORM, 0, N_ ("first names are forms of each other") },
    { KITH_LIKE_GIVEN_INITIAL, 0, N_ ("one first name is an initial that fits") },
    { KITH_LIKE_GIVEN_SPELLING, 0, N_ ("first names spelled almost alike") },
    { KITH_LIKE_TOWN, 0, N_ ("same town") },
    { KITH_LIKE_ORGANIZATION, 0, N_ ("same organization") },
  };
  static const struct
  {
    guint bit;
    const char *words;
  } against[] = {
    { KITH_UNLIKE_GIVEN, N_ ("another first name") },   { KITH_UNLIKE_FAMILY, N_ ("another family name") },
    { KITH_UNLIKE_OTHERS, N_ ("another middle name") }, { KITH_UNLIKE_GENERATION, N_ ("senior and junior") },
    { KITH_UNLIKE_TOWN, N_ ("another town") },          { KITH_UNLIKE_ORGANIZATION, N_ ("another organization") },
    { KITH_UNLIKE_PHONE, N_ ("another phone number") }, { KITH_UNLIKE_SOURCE, N_ ("two numbers in one system") },
    { KITH_UNLIKE_TIED, N_ ("tied to each other") },
  };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) but = g_string_new (NULL);
  char first[6];

  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
    if ((likeness & phrases[i].all) == phrases[i].all && (likeness & phrases[i].none) == 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", _ (phrases[i].words));
  for (gsize i = 0; i < G_N_ELEMENTS (against); i++)
    if ((likeness & against[i].bit) != 0)
      g_string_append_printf (but, "%s%s", but->len > 0 ? _ (", ") : "", _ (against[i].words));
  if (but->len > 0 && text->len > 0)
    /* Translators: between what two records have in common, and what speaks against their being one person */
    g_string_append (text, _ ("; but "));
  g_string_append (text, but->str);
  if (text->len == 0)
    return g_strdup ("");
  first[g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (text->str)), first)] = '\0';
  return g_strconcat (first, g_utf8_next_char (text->str), NULL);
}
