/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An overlay of many lines, kept as a picture. While the map moves the picture goes with it, and is drawn anew once the map rests or has gone
 * too far: a pan with thousands chosen costs one more texture a frame, not thousands of lines. */

#include "kith-canvas-private.h"

#include <math.h>

#define FAR 0.25    /* of the view that a picture may be moved by */
#define LARGER 1.35 /* times larger or smaller that it may be stretched */

static guint
add_people (guint hash, const GArray *people)
{
  for (guint i = 0; i < people->len; i++)
    hash = hash * 31 + g_array_index (people, guint, i) + 1;
  return hash * 31 + people->len;
}

/* Whom the overlay marks, and how; a new scene or layer drops the picture. */
static guint
hash_marked (KithCanvas *self)
{
  guint hash = (self->dark ? 1 : 0) + (self->contrast ? 2 : 0);

  return add_people (add_people (add_people (hash, self->selection), self->team), self->pinned);
}

void
kith_canvas_drop_kept (KithCanvas *self)
{
  g_clear_object (&self->kept.texture);
}

/* Where the corners of the picture are now, logical pixels on whole device pixels. */
static graphene_rect_t
place_kept (KithCanvas *self)
{
  const KithViewport *of = &self->kept.view;
  double s = self->kept.device_scale;
  double left, top, right, bottom;

  kith_viewport_to_map (of, 0, 0, &left, &top);
  kith_viewport_to_map (of, gdk_texture_get_width (self->kept.texture) / s,
                        gdk_texture_get_height (self->kept.texture) / s, &right, &bottom);
  kith_viewport_to_view (&self->view, left, top, &left, &top);
  kith_viewport_to_view (&self->view, right, bottom, &right, &bottom);
  left = round (left * s) / s;
  top = round (top * s) / s;
  return GRAPHENE_RECT_INIT ((float) left, (float) top, (float) (round (right * s) / s - left),
                             (float) (round (bottom * s) / s - top));
}

static gboolean
is_near (KithCanvas *self)
{
  const KithViewport *of = &self->kept.view;
  double ratio = self->view.scale / of->scale;

  return self->rest != 0 && ratio < LARGER && ratio > 1 / LARGER
         && fabs (self->view.x - of->x) * self->view.scale < FAR * self->view.width
         && fabs (self->view.y - of->y) * self->view.scale < FAR * self->view.height;
}

static void
keep (KithCanvas *self, guint who, double device_scale, void (*draw) (KithCanvas *self, cairo_t *cr))
{
  int width = MAX ((int) ceil (self->view.width * device_scale), 1);
  int height = MAX ((int) ceil (self->view.height * device_scale), 1);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) pixels = NULL;
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, device_scale, device_scale);
  cr = cairo_create (surface);
  draw (self, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixels = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * height,
                                       (GDestroyNotify) cairo_surface_destroy, surface);

  kith_canvas_drop_kept (self);
  self->kept.texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, pixels, stride);
  self->kept.who = who;
  self->kept.view = self->view;
  self->kept.device_scale = device_scale;
}

void
kith_canvas_draw_kept (KithCanvas *self, GtkSnapshot *snapshot, void (*draw) (KithCanvas *self, cairo_t *cr))
{
  const KithViewport *of = &self->kept.view;
  double device_scale = kith_canvas_get_device_scale (self);
  guint who = hash_marked (self);
  gboolean same_view = self->view.x == of->x && self->view.y == of->y && self->view.scale == of->scale
                       && self->view.width == of->width && self->view.height == of->height;
  graphene_rect_t place;

  if (self->kept.texture == NULL || self->kept.who != who || self->kept.device_scale != device_scale
      || !(same_view || is_near (self)))
    keep (self, who, device_scale, draw);
  place = place_kept (self);
  gtk_snapshot_append_texture (snapshot, self->kept.texture, &place);
}
