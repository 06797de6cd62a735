/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-tile-picture.h"

#include <math.h>

/* Pixels of the set that a part begins and ends at while it is stretched: a narrower one would be made smaller than KITH_TILE_STRETCH says. */
#define GRAIN 64

struct _KithTilePicture
{
  GBytes *pixels;
  gsize stride, start; /* bytes */
  int width, height;
  GdkTexture *texture; /* nullable: of @part */
  cairo_rectangle_int_t part;
};

KithTilePicture *
kith_tile_picture_new (GBytes *pixels, gsize stride, int x, int y, int width, int height)
{
  KithTilePicture *self = g_new0 (KithTilePicture, 1);

  self->pixels = g_bytes_ref (pixels);
  self->stride = stride;
  self->start = y * stride + x * 4;
  self->width = width;
  self->height = height;
  return self;
}

void
kith_tile_picture_free (KithTilePicture *self)
{
  g_clear_object (&self->texture);
  g_bytes_unref (self->pixels);
  g_free (self);
}

/* From @first of @size pixels on, those in view of @length pixels on the screen, and a little more; @left: where the first is seen */
static void
cut (double left, double length, double ratio, int size, int *first, int *n)
{
  int grain = ratio == 1 ? 1 : GRAIN;
  double from = CLAMP (floor ((-left - 2) / ratio / grain) * grain, 0, size);
  double to = CLAMP (ceil ((length - left + 2) / ratio / grain) * grain, from, size);

  *first = (int) from;
  *n = (int) (to - from);
}

/* The same texture as long as the part is: GTK draws nothing anew then. */
static GdkTexture *
get_texture (KithTilePicture *self, const cairo_rectangle_int_t *part)
{
  g_autoptr (GBytes) pixels = NULL;

  if (self->texture != NULL && gdk_rectangle_equal (part, &self->part))
    return self->texture;
  g_clear_object (&self->texture);
  self->part = *part;
  pixels = g_bytes_new_from_bytes (self->pixels, self->start + part->y * self->stride + part->x * 4,
                                   (part->height - 1) * self->stride + part->width * 4);
  self->texture = gdk_memory_texture_new (part->width, part->height, GDK_MEMORY_DEFAULT, pixels, self->stride);
  return self->texture;
}

void
kith_tile_picture_snapshot (KithTilePicture *self, GtkSnapshot *snapshot, const KithTileGrid *grid, double left,
                            double top)
{
  cairo_rectangle_int_t part = { 0, 0, self->width, self->height };

  if (grid->cut)
    {
      cut (left * grid->ratio - grid->x, grid->width, grid->ratio, self->width, &part.x, &part.width);
      cut (top * grid->ratio - grid->y, grid->height, grid->ratio, self->height, &part.y, &part.height);
    }
  KithTilePlace place = kith_tile_grid_place (grid, left + part.x, top + part.y, left + part.x + part.width,
                                              top + part.y + part.height);
  graphene_rect_t rect = GRAPHENE_RECT_INIT (place.x, place.y, place.width, place.height);

  if (!kith_tile_grid_sees (grid, &place))
    return;
  /* Cairo's usual way of making a picture much smaller looks at all its pixels, and costs ten times a frame. */
  if (grid->ratio < KITH_TILE_STRETCH / 2)
    gtk_snapshot_append_scaled_texture (snapshot, get_texture (self, &part), GSK_SCALING_FILTER_LINEAR, &rect);
  else
    gtk_snapshot_append_texture (snapshot, get_texture (self, &part), &rect);
}
