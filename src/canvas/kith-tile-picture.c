/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-tile-picture.h"

struct _KithTilePicture
{
  int width, height;
  int columns, rows;
  GdkTexture *pieces[]; /* columns × rows */
};

KithTilePicture *
kith_tile_picture_new (GBytes *pixels, gsize stride, int x, int y, int width, int height)
{
  int columns = (width + KITH_TILE_PIECE - 1) / KITH_TILE_PIECE;
  int rows = (height + KITH_TILE_PIECE - 1) / KITH_TILE_PIECE;
  KithTilePicture *self = g_malloc0 (sizeof *self + sizeof (GdkTexture *) * columns * rows);

  self->width = width;
  self->height = height;
  self->columns = columns;
  self->rows = rows;
  for (int row = 0; row < rows; row++)
    for (int column = 0; column < columns; column++)
      {
        int left = column * KITH_TILE_PIECE;
        int top = row * KITH_TILE_PIECE;
        int across = MIN (KITH_TILE_PIECE, width - left);
        int down = MIN (KITH_TILE_PIECE, height - top);
        g_autoptr (GBytes) part
            = g_bytes_new_from_bytes (pixels, (y + top) * stride + (x + left) * 4, (down - 1) * stride + across * 4);

        self->pieces[row * columns + column] = gdk_memory_texture_new (across, down, GDK_MEMORY_DEFAULT, part, stride);
      }
  return self;
}

void
kith_tile_picture_free (KithTilePicture *self)
{
  for (int k = 0; k < self->columns * self->rows; k++)
    g_object_unref (self->pieces[k]);
  g_free (self);
}

void
kith_tile_picture_snapshot (const KithTilePicture *self, GtkSnapshot *snapshot, const KithTileGrid *grid, double left,
                            double top)
{
  for (int row = 0; row < self->rows; row++)
    for (int column = 0; column < self->columns; column++)
      {
        double x = column * KITH_TILE_PIECE;
        double y = row * KITH_TILE_PIECE;
        KithTilePlace place
            = kith_tile_grid_place (grid, left + x, top + y, left + MIN (x + KITH_TILE_PIECE, self->width),
                                    top + MIN (y + KITH_TILE_PIECE, self->height));

        GdkTexture *piece = self->pieces[row * self->columns + column];
        graphene_rect_t rect = GRAPHENE_RECT_INIT (place.x, place.y, place.width, place.height);

        if (!kith_tile_grid_sees (grid, &place))
          continue;
        /* Cairo's usual way of making a picture much smaller looks at all its pixels, and costs ten times a frame. */
        if (grid->ratio < KITH_TILE_STRETCH / 2)
          gtk_snapshot_append_scaled_texture (snapshot, piece, GSK_SCALING_FILTER_LINEAR, &rect);
        else
          gtk_snapshot_append_texture (snapshot, piece, &rect);
      }
}
