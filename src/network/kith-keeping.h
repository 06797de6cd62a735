/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeping communities the same over time (METHODS 4.10): new communities are matched to old ones by Jaccard overlap and a
 * maximum-weight assignment, and what happened to each is told. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KITH_CHANGE_KEPT,
  KITH_CHANGE_GREW, /* by a tenth or more */
  KITH_CHANGE_SHRANK,
  KITH_CHANGE_BORN,
  KITH_CHANGE_MERGED, /* into another: other = the new index it went to */
  KITH_CHANGE_SPLIT,  /* off another: other = the old index it came from */
  KITH_CHANGE_DISSOLVED,
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
 * @changes: (nullable): a GArray of KithChange to fill, largest communities first
 *
 * Floor of .2 on the Jaccard overlap (Greene, Doyle & Cunningham 2010). Sparse overlaps; assignment by Kuhn–Munkres (the
 * Hungarian method) on each connected block of overlaps: O(block^3), blocks are small.
 */
void kith_keeping_match (guint n, const int *before, guint n_before, const int *after, guint n_after, int *kept,
                         GArray *changes);

/**
 * kith_keeping_choose_colors:
 * @color: n; on entry the palette index kept from before or -1; on return all are set
 * @weight: (nullable): n × n ties between communities, row by row, so that neighbours get colours far apart
 * @n_palette: size of the palette; colours repeat, least used first, when there are more communities
 */
void kith_keeping_choose_colors (guint n, int *color, const double *weight, guint n_palette);

G_END_DECLS
