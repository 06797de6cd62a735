/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What else than its community the color of a person can tell: tier, stance, sort of influence, and how the relationship is doing. Each is a
 * few kinds in the order they are read, with names, counts and colors. What is not known is a kind of its own, the last and without a color:
 * nothing is guessed. */

#pragma once

#include "kith-categories.h"
#include "kith-snapshot.h"

G_BEGIN_DECLS

typedef enum
{
  KITH_TRAIT_TIER,
  KITH_TRAIT_STANCE,
  KITH_TRAIT_CATEGORY,
  KITH_TRAIT_HEALTH,
  KITH_N_TRAITS,
} KithTrait;

typedef struct
{
  const char *key; /* interned, the same in all languages: "ambassador", "mass-maven"; "" for unknown */
  char *name;      /* translated */
  guint people;    /* > 0 */
  gint64 color;    /* 0xRRGGBB on light ground, of the palette; -1 for none, where it is unknown */
} KithTraitKind;

typedef struct
{
  KithTrait trait;
  guint n_kinds; /* those that occur; at most 16 */
  KithTraitKind *kinds;
  guint8 *kind; /* n, index into kinds */
  char *note;   /* nullable: by what they are told apart, in a sentence or two; translated */
} KithTraits;

/* "tier", "stance", "category", "health"; FALSE for another name */
gboolean kith_trait_from_name (const char *name, KithTrait *trait);
const char *kith_trait_get_name (KithTrait trait);
/* "Tier", "Stance", "Influence", "Health"; translated */
const char *kith_trait_get_title (KithTrait trait);

/* O(n log n). Free with kith_traits_free (). */
KithTraits *kith_traits_new (const KithSnapshot *snapshot, KithTrait trait);
void kith_traits_free (KithTraits *self);

/* "mass-connector" and the like, as kith-cli prints them; "" for unknown */
const char *kith_category_get_key (KithCategory category);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithTraits, kith_traits_free)

G_END_DECLS
