/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What sort of influence people have on each other: the Peer Influence Pyramid (Forrester, 2010), whose five kinds are told apart by how many
 * somebody knows, how many follow them, and how much they tell. Numbers only. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KITH_CATEGORY_UNKNOWN,     /* no ties, no audience, nothing told: there is nothing to go by */
  KITH_CATEGORY_POTENTIAL,   /* a modest circle of their own: most people */
  KITH_CATEGORY_BROADCASTER, /* followed by very many, without knowing very many */
  KITH_CATEGORY_CONNECTOR,   /* knows very many */
  KITH_CATEGORY_MAVEN,       /* tells very much: answers, reports, topics */
  KITH_CATEGORY_BOTH,        /* connector and maven */
  KITH_N_CATEGORIES,
} KithCategory;

/* "Very many" is what at most this share of those have of whom anything is known. */
#define KITH_CATEGORIES_TOP 0.1
/* Of fewer there is no top to speak of. */
#define KITH_CATEGORIES_LEAST 20

/* From how much on it is very many; 0 where nobody has. */
typedef struct
{
  double ties, audience, told;
} KithCategoryThresholds;

/**
 * kith_categories_top:
 * @values: n; those above 0 are known
 *
 * The least value that counts as very much: at most a tenth of the known ones, rounded up, are that large. Where so many are alike that it
 * would be more, the next larger one counts. O(n log n)
 *
 * Returns: 0 where none is, or fewer than KITH_CATEGORIES_LEAST are known
 */
double kith_categories_top (guint n, const double *values);

/**
 * kith_categories_find:
 * @ties: n, people known
 * @audience: n, people who follow; below 0 for unknown
 * @told: (nullable): n, what somebody has answered, reported and speaks about; %NULL where nothing of the kind is known
 * @category: (out caller-allocates): n, KithCategory
 *
 * Each kind by its own threshold, so that they say the same whatever else is known. O(n log n)
 */
void kith_categories_find (guint n, const guint *ties, const gint64 *audience, const double *told, guint8 *category,
                           KithCategoryThresholds *thresholds);

G_END_DECLS
