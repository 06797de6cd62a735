/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The figures per person (METHODS 4.2): who connects the most others across different communities. Arrays of n. Ties to people who
 * are "not connected yet" do not count as outside ties. */

#pragma once

#include "kith-graph.h"
#include "kith-progress.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  guint n;
  guint *ties;                /* k_i, number of people known */
  guint *outside_ties;        /* k_out, of them in other communities */
  guint *communities_reached; /* other communities with at least one tie */
  guint *firm_communities;    /* F_i, other communities with at least two ties */
  float *
      participation; /* P_i = 1 - sum p^2 over ties to people with a community, Guimerà & Amaral 2005; 0 without such ties */
  float *bridge_reach; /* B_i = (1 - sum p~^2) ln (1 + k_out), four pseudo-ties to the own community */
} KithFigures;

/* O(n + m). All but the ties are zero for people without a community. Free with kith_figures_free (). */
KithFigures *kith_figures_new (const KithGraph *graph, const int *membership, guint n_communities);
void kith_figures_free (KithFigures *self);

/**
 * kith_figures_top:
 * @top: (out caller-allocates): @size people by falling bridge reach, ties by index
 * @usable: (nullable): n; 0 for people who do not count
 *
 * Returns: how many there are (people with a bridge reach above 0). O(n log size)
 */
guint kith_figures_top (const KithFigures *self, const guint8 *usable, guint size, guint *top);

/**
 * kith_figures_confidence:
 * @size: length of the list meant ("the top 20")
 * @copies: how many copies of the graph with 80 % of its ties to draw (20), at most 255
 * @times: (out caller-allocates): n; in how many of the copies each person is in the list
 *
 * Memberships stay as they are; only figures are drawn anew. Each copy keeps exactly four fifths of the ties that can matter. The same
 * seed gives the same answer. O(copies × (n + m)), without memory of its own for each copy. %FALSE only when cancelled.
 */
gboolean kith_figures_confidence (const KithGraph *graph, const int *membership, guint n_communities,
                                  const guint8 *usable, guint size, guint copies, guint64 seed, guint8 *times,
                                  KithProgress *progress, GCancellable *cancellable, GError **error);

/**
 * kith_figures_profile:
 * @count: (out caller-allocates): n_communities; ties of person i into each
 *
 * The communities a person takes part in. O(ties of i + n_communities)
 */
void kith_figures_profile (const KithGraph *graph, const int *membership, guint n_communities, guint i, guint *count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithFigures, kith_figures_free)

G_END_DECLS
