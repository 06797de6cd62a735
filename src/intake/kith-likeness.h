/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How likely two records are one person, and in words why (Fellegi & Sunter, JASA 64:1183, 1969; METHODS 4.5). */

#pragma once

#include "kith-name.h"

G_BEGIN_DECLS

/* What two records have in common, and what speaks against. */
typedef enum
{
  KITH_LIKE_EMAIL = 1 << 0,
  KITH_LIKE_PHONE = 1 << 1,
  KITH_LIKE_HANDLE = 1 << 2,
  KITH_LIKE_WEBSITE = 1 << 3,
  KITH_LIKE_GIVEN = 1 << 4,
  KITH_LIKE_GIVEN_SHORT_FORM = 1 << 5,
  KITH_LIKE_GIVEN_INITIAL = 1 << 6,
  KITH_LIKE_GIVEN_SPELLING = 1 << 7,
  KITH_LIKE_FAMILY = 1 << 8,
  KITH_LIKE_FAMILY_SPELLING = 1 << 9,
  KITH_LIKE_FAMILY_PART = 1 << 10,
  KITH_LIKE_SWAPPED = 1 << 11, /* the given name of one is the family name of the other */
  KITH_LIKE_ADDRESS = 1 << 12, /* one is known by an address only, and it has the name of the other in it */
  KITH_LIKE_TOWN = 1 << 13,
  KITH_LIKE_ORGANIZATION = 1 << 14,
  KITH_UNLIKE_GIVEN = 1 << 16,
  KITH_UNLIKE_FAMILY = 1 << 17,
  KITH_UNLIKE_OTHERS = 1 << 18, /* further given names */
  KITH_UNLIKE_GENERATION = 1 << 19,
  KITH_UNLIKE_TOWN = 1 << 20,
  KITH_UNLIKE_ORGANIZATION = 1 << 21,
  KITH_UNLIKE_PHONE = 1 << 22,
  KITH_UNLIKE_SOURCE = 1 << 23, /* one system has both, under two numbers */
  KITH_UNLIKE_TIED = 1 << 24,   /* they are tied to each other */
} KithLikeness;

/* Two records are proposed from this likelihood on. */
#define KITH_LIKELY 0.2F

/* A record made comparable. Lists of keys are numbers that stand for texts, rising. */
typedef struct
{
  gint64 id;
  KithNameParts name;
  gboolean from_address; /* the name is one read from an address */
  guint32 family_sound, given_sound;
  guint32 family_common, given_common; /* how many people have it */
  const guint32 *emails, *phones, *handles, *websites;
  guint n_emails, n_phones, n_handles, n_websites;
  guint32 town, organization;               /* 0 for unknown */
  guint32 town_common, organization_common; /* how many people have it */
  guint64 sources;                          /* systems that have the record under a number, as bits */
} KithLikenessRecord;

/**
 * kith_likeness_compare:
 * @n: how many people there are: the more, the likelier that two have something in common by chance
 * @likeness: (out): KithLikeness
 *
 * Returns: how likely they are one person, 0 … 1. Of each agreement counts how rare it is: the same rare name says more than a common one, a
 *   telephone less than an e-mail address (households share it). Another first name is another person: 0.
 */
float kith_likeness_compare (const KithLikenessRecord *a, const KithLikenessRecord *b, guint n, guint *likeness);

/* The likelihood after something that weighs @bits was learned besides. */
float kith_likeness_weigh (float likelihood, double bits);

/* "Same phone number, same family name, first names are short forms of each other; but another town" (transfer full) */
char *kith_likeness_dup_words (guint likeness);

G_END_DECLS
