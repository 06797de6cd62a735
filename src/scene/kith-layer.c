/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-layer.h"

KithLayer *
kith_layer_new (guint n, guint n_communities)
{
  KithLayer *self = g_new0 (KithLayer, 1);

  self->n = n;
  self->n_communities = n_communities;
  self->shade = g_new0 (guint8, MAX (n, 1));
  self->pointed = g_new0 (guint8, MAX (n_communities, 1));
  self->marked = g_array_new (FALSE, FALSE, sizeof (guint));
  self->a = g_array_new (FALSE, FALSE, sizeof (guint));
  self->b = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
kith_layer_free (KithLayer *self)
{
  g_free (self->shade);
  g_free (self->pointed);
  g_array_unref (self->marked);
  g_array_unref (self->a);
  g_array_unref (self->b);
  g_free (self);
}
