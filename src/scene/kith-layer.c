/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-layer.h"

#include "kith-painter-text.h"

KithLayer *
kith_layer_new (guint n, guint n_communities)
{
  KithLayer *self = g_new0 (KithLayer, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n = n;
  self->n_communities = n_communities;
  self->shade = g_new0 (guint8, MAX (n, 1));
  self->pointed = g_new0 (guint8, MAX (n_communities, 1));
  self->marked = g_array_new (FALSE, FALSE, sizeof (guint));
  self->a = g_array_new (FALSE, FALSE, sizeof (guint));
  self->b = g_array_new (FALSE, FALSE, sizeof (guint));
  self->lines = kith_sign_lines_new ();
  return self;
}

KithLayer *
kith_layer_ref (KithLayer *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
kith_layer_unref (KithLayer *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->shade);
  g_free (self->pointed);
  g_array_unref (self->marked);
  g_array_unref (self->a);
  g_array_unref (self->b);
  g_array_unref (self->lines);
  g_free (self->sentence);
  g_free (self);
}

void
kith_layer_draw (const KithLayer *self, const KithScene *scene, cairo_t *cr, const KithMapLook *look)
{
  const guint *a = (const guint *) (gconstpointer) self->a->data;
  const guint *b = (const guint *) (gconstpointer) self->b->data;

  cairo_set_line_width (cr, (self->a->len > 400 ? 0.8 : 1.4) * look->unit);
  /* They come by people. */
  for (guint n = MIN (self->a->len, KITH_LAYER_MOST_TIES), i = 0; i < n; i++)
    {
      guint k = (guint) ((guint64) i * self->a->len / n);

      if (isnan (scene->x[a[k]]) || isnan (scene->x[b[k]]))
        continue;
      cairo_move_to (cr, kith_map_look_x (look, scene->x[a[k]]), kith_map_look_y (look, scene->y[a[k]]));
      cairo_line_to (cr, kith_map_look_x (look, scene->x[b[k]]), kith_map_look_y (look, scene->y[b[k]]));
      kith_painter_set_color (cr, kith_scene_color (scene, b[k], look->dark), 0.75);
      cairo_stroke (cr);
    }
  /* The largest come first. */
  for (guint c = 0, n = 0; c < self->n_communities && n < KITH_LAYER_MOST_POINTED; c++)
    if (self->pointed[c] && !isnan (scene->communities[c].x))
      {
        double radius = scene->communities[c].radius * look->scale * 1.12 + 4 * look->unit;

        kith_sign_draw_circle (cr, kith_map_look_x (look, scene->communities[c].x),
                               kith_map_look_y (look, scene->communities[c].y), MAX (radius, 8 * look->unit), look);
        n++;
      }
}
