/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is pointed out over a map: some people step back, others have a ring, some communities a circle, and ties are drawn out. */

#pragma once

#include "kith-sign.h"

G_BEGIN_DECLS

/* More would hide each other: words tell how many more. */
#define KITH_LAYER_MOST_MARKED 200
#define KITH_LAYER_MOST_POINTED 24
#define KITH_LAYER_MOST_TIES 800

/* Immutable once filled in, and shared by reference. */
typedef struct
{
  gatomicrefcount ref_count;
  guint n, n_communities;
  guint8 *shade;   /* n, KithShade */
  guint8 *pointed; /* n_communities: 1 for those with a circle around */
  GArray *marked;  /* guint: people with a ring around */
  GArray *a, *b;   /* guint: people whose tie is drawn out */
  char *sentence;  /* nullable: what is to be seen */
  GArray *lines;   /* KithSignLine: what all that means, for a key or a legend */
} KithLayer;

/* Everybody as always, nothing pointed out. */
KithLayer *kith_layer_new (guint n, guint n_communities);
KithLayer *kith_layer_ref (KithLayer *self);
void kith_layer_unref (KithLayer *self);

/* The ties, of too many a fair sample, and the circles; rings are for who draws dots. */
void kith_layer_draw (const KithLayer *self, const KithScene *scene, cairo_t *cr, const KithMapLook *look);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithLayer, kith_layer_unref)

G_END_DECLS
