/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeping communities the same over time: new communities are matched to old ones by Jaccard overlap and a maximum-weight assignment,
 * and what happened to each is told. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KITH_CHANGE_KEPT,
  KITH_CHANGE_GREW, /* by a tenth or more */
  KITH_CHANGE_SHRANK,
  KITH_CHANGE_BORN,
  KITH_CHANGE_MERGED,    /* more than half of its people went into one other: other = that one's new index */
  KITH_CHANGE_SPLIT,     /* more than half of its people came from one other: other = that one's old index */
  KITH_CHANGE_DISSOLVED, /* ended, its people gone or spread */
} KithChangeKind;

typedef struct
{
  KithChangeKind kind;
  int before; /* old index, -1 for born and split */
  int after;  /* new index, -1 for merged and dissolved */
  int other;  /* see the kind; -1 otherwise */
  guint people_before, people_after;
} KithChange;

/**
 * kith_keeping_match:
 * @n: people that exist now
 * @before: n; old community of each person, -1 for none
 * @n_before: number of old communities
 * @after: n; new community, -1 for none
 * @kept: (out caller-allocates): n_after; the old community each new one carries on, or -1
 * @changes: (nullable): a GArray of KithChange to which one for each old and new community is added, largest communities first
 *
 * Floor of .2 on the Jaccard overlap (Greene, Doyle & Cunningham 2010), so that a community can go on in at most five others; the sum of
 * the overlaps of the pairs is the largest possible. Kuhn–Munkres (the Hungarian method) by shortest augmenting paths over these few
 * pairs: O(n + communities × block log block), where a block is a set of communities that overlap in a chain.
 */
void kith_keeping_match (guint n, const int *before, guint n_before, const int *after, guint n_after, int *kept,
                         GArray *changes);

/**
 * kith_keeping_tell:
 * @kept: n_after; the old community each new one carries on, or -1; no old one twice
 *
 * What kith_keeping_match () tells, for a matching that was changed afterwards (pinned names win).
 */
void kith_keeping_tell (guint n, const int *before, guint n_before, const int *after, guint n_after, const int *kept,
                        GArray *changes);

/**
 * kith_keeping_choose_colors:
 * @color: n; on entry the palette index kept from before or -1; on return all are set
 * @weight: (nullable): n × n ties between communities, row by row, so that neighbours get colours far apart
 * @n_palette: size of the palette, a ring in which entries next to each other look most alike; colours repeat, least used first, when
 *   there are more communities. Largest communities first in the order of the numbers: they get a colour of their own
 *
 * O(n^2 × n_palette).
 */
void kith_keeping_choose_colors (guint n, int *color, const double *weight, guint n_palette);

G_END_DECLS
