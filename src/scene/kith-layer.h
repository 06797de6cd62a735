/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is pointed out over a map: some people step back, others have a ring, some communities a circle, and ties are drawn out. */

#pragma once

#include "kith-scene.h"

G_BEGIN_DECLS

typedef struct
{
  guint n, n_communities;
  guint8 *shade;   /* n, KithShade */
  guint8 *pointed; /* n_communities: 1 for those with a circle around */
  GArray *marked;  /* guint: people with a ring around */
  GArray *a, *b;   /* guint: people whose tie is drawn out */
} KithLayer;

/* Everybody as always, nothing pointed out. */
KithLayer *kith_layer_new (guint n, guint n_communities);
void kith_layer_free (KithLayer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithLayer, kith_layer_free)

G_END_DECLS
