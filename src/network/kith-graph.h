/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is tied to whom, as compressed adjacency: people are 0…n-1, the ties of person i stand at
 * neighbor[offset[i]] … neighbor[offset[i + 1] - 1], in rising order, each tie once from either side. Undirected, no
 * self-ties, no parallel ties (their weights were added). Immutable once made and shared by reference between threads. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gatomicrefcount ref_count;
  guint n;         /* people */
  guint m;         /* ties, each counted once; neighbor and weight hold 2 m */
  guint *offset;   /* n + 1 */
  guint *neighbor; /* 2 m */
  float *weight;   /* 2 m, > 0 */
} KithGraph;

/**
 * kith_graph_new:
 * @n: number of people
 * @n_ties: length of @a, @b, @weight
 * @weight: (nullable): > 0 each; %NULL for 1
 *
 * Copies. Self-ties, ties out of range, and weights that are not positive and finite are left out; parallel ties and both
 * directions are joined, their weights added. O(n + ties), by counting sort.
 */
KithGraph *kith_graph_new (guint n, gsize n_ties, const guint *a, const guint *b, const double *weight);
KithGraph *kith_graph_ref (KithGraph *self);
void kith_graph_unref (KithGraph *self);

static inline guint
kith_graph_degree (const KithGraph *self, guint i)
{
  return self->offset[i + 1] - self->offset[i];
}

/**
 * kith_graph_components:
 * @component: (out caller-allocates): n numbers 0…; the largest component is 0, then by falling size
 *
 * O(n + m). Returns: the number of components
 */
guint kith_graph_components (const KithGraph *self, guint *component);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithGraph, kith_graph_unref)

G_END_DECLS
