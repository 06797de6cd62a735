/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-tile-picture.h"

#include <math.h>

typedef struct
{
  GdkTexture *texture; /* nullable: of @part */
  cairo_rectangle_int_t part;
} Piece;

struct _KithTilePicture
{
  GBytes *pixels;
  gsize stride, start; /* bytes */
  int width, height;
  int columns, rows;
  Piece pieces[]; /* columns × rows */
};

KithTilePicture *
kith_tile_picture_new (GBytes *pixels, gsize stride, int x, int y, int width, int height)
{
  int columns = (width + KITH_TILE_PIECE - 1) / KITH_TILE_PIECE;
  int rows = (height + KITH_TILE_PIECE - 1) / KITH_TILE_PIECE;
  KithTilePicture *self = g_malloc0 (sizeof *self + sizeof (Piece) * columns * rows);

  self->pixels = g_bytes_ref (pixels);
  self->stride = stride;
  self->start = y * stride + x * 4;
  self->width = width;
  self->height = height;
  self->columns = columns;
  self->rows = rows;
  return self;
}

void
kith_tile_picture_free (KithTilePicture *self)
{
  for (int k = 0; k < self->columns * self->rows; k++)
    g_clear_object (&self->pieces[k].texture);
  g_bytes_unref (self->pixels);
  g_free (self);
}

/* The same texture as long as the part is: GTK draws nothing anew then. */
static GdkTexture *
get_texture (KithTilePicture *self, Piece *piece, const cairo_rectangle_int_t *part)
{
  g_autoptr (GBytes) pixels = NULL;

  if (piece->texture != NULL && gdk_rectangle_equal (part, &piece->part))
    return piece->texture;
  g_clear_object (&piece->texture);
  piece->part = *part;
  pixels = g_bytes_new_from_bytes (self->pixels, self->start + part->y * self->stride + part->x * 4,
                                   (part->height - 1) * self->stride + part->width * 4);
  piece->texture = gdk_memory_texture_new (part->width, part->height, GDK_MEMORY_DEFAULT, pixels, self->stride);
  return piece->texture;
}

void
kith_tile_picture_snapshot (KithTilePicture *self, GtkSnapshot *snapshot, const KithTileGrid *grid, double left,
                            double top)
{
  /* A pixel more on each side: the nudge moves all by less than one. */
  const cairo_rectangle_int_t seen = { (int) floor (grid->x - left) - 1, (int) floor (grid->y - top) - 1,
                                       (int) ceil (grid->width) + 3, (int) ceil (grid->height) + 3 };

  for (int row = 0; row < self->rows; row++)
    for (int column = 0; column < self->columns; column++)
      {
        cairo_rectangle_int_t part = { column * KITH_TILE_PIECE, row * KITH_TILE_PIECE,
                                       MIN (KITH_TILE_PIECE, self->width - column * KITH_TILE_PIECE),
                                       MIN (KITH_TILE_PIECE, self->height - row * KITH_TILE_PIECE) };

        if (grid->cut && grid->ratio == 1 && !gdk_rectangle_intersect (&part, &seen, &part))
          continue;
        KithTilePlace place = kith_tile_grid_place (grid, left + part.x, top + part.y, left + part.x + part.width,
                                                    top + part.y + part.height);
        graphene_rect_t rect = GRAPHENE_RECT_INIT (place.x, place.y, place.width, place.height);

        if (!kith_tile_grid_sees (grid, &place))
          continue;
        GdkTexture *texture = get_texture (self, &self->pieces[row * self->columns + column], &part);
        /* Cairo's usual way of making a picture much smaller looks at all its pixels, and costs ten times a frame. */
        if (grid->ratio < KITH_TILE_STRETCH / 2)
          gtk_snapshot_append_scaled_texture (snapshot, texture, GSK_SCALING_FILTER_LINEAR, &rect);
        else
          gtk_snapshot_append_texture (snapshot, texture, &rect);
      }
}
