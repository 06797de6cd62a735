/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Names of people compared: taken apart into given and family name, brought to Latin letters, by sound, by likeness, by short forms. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kith_name_dup_latin:
 *
 * Small letters without marks, Cyrillic and Greek in Latin letters, "ae", "oe" and "ue" for "ä", "ö" and "ü" (and the like) as "a", "o" and
 * "u", words parted by one space: "Jürgen  O’Neill-Müller" and "juergen oneill mueller" are the same. Other scripts stay.
 *
 * Returns: (transfer full)
 */
char *kith_name_dup_latin (const char *text);

/**
 * kith_name_sound:
 * @word: as kith_name_dup_latin () makes it
 * @sound: (out): a key that words share which are spelled differently but sound alike ("meier", "mayr"; "schmidt", "smith"); 0 for none
 *
 * After Postel's Kölner Phonetik (1969), widened to more languages: consonants by where they are made, vowels only at the beginning.
 */
guint32 kith_name_sound (const char *word);

/**
 * kith_name_likeness:
 *
 * Jaro (1989) with Winkler's (1990) bonus for a common beginning: 1 for the same, 0 for nothing in common. By bytes. O(|a| |b|)
 */
double kith_name_likeness (const char *a, const char *b);

/* Whether a word stands before a family name, as in "von Nord". @word: as kith_name_dup_latin () makes it */
gboolean kith_name_is_particle (const char *word);

/* A name in parts; each as kith_name_dup_latin () makes it, "" where there is none. */
typedef struct
{
  char *given;      /* the first given name */
  char *others;     /* further given names */
  char *family;     /* without "von", "de la" and the like */
  guint generation; /* 1 for "Sr.", 2 for "Jr.", 3 for "III", 0 where nothing is said */
} KithNameParts;

/**
 * kith_name_take_apart:
 * @name: (nullable): "Dr. Nea Maria von Nord"; taken where @given and @family are missing
 *
 * An e-mail address or a number is no name: all parts are "".
 */
void kith_name_take_apart (KithNameParts *parts, const char *name, const char *given, const char *family);
void kith_name_parts_clear (KithNameParts *parts);

typedef enum
{
  KITH_GIVEN_UNKNOWN, /* one of them is missing */
  KITH_GIVEN_SAME,
  KITH_GIVEN_SHORT_FORM, /* one stands for the other, or both for a third */
  KITH_GIVEN_INITIAL,
  KITH_GIVEN_ALIKE, /* a slip in spelling */
  KITH_GIVEN_DIFFERENT,
} KithGivenFit;

/* Two single given names. "Maria" and "Mario", "Martin" and "Martina" are different. */
KithGivenFit kith_name_compare_given (const char *a, const char *b);

/**
 * kith_given_names_fit:
 * @a, @b: given or whole names, any spelling
 *
 * Whether both can be the given name of one person: the same, an initial, one of several, a short form ("Kathy", "Katherine"). A missing
 * one fits all.
 */
gboolean kith_given_names_fit (const char *a, const char *b);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KithNameParts, kith_name_parts_clear)

G_END_DECLS
