/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where tiles lie on the screen. A set is all tiles of one scale; its tiles lie on a grid that starts at map point (0, 0), so that a pan
 * at the same scale shows the same ones, moved by whole device pixels. Arithmetic only: knows no widget. */

#pragma once

#include "kith-viewport.h"

G_BEGIN_DECLS

#define KITH_TILE 512 /* device pixels of a tile as it is drawn */

typedef struct
{
  const KithViewport *view;
  double device_scale;       /* device pixels per logical one, may be 1.25 */
  double origin_x, origin_y; /* of the widget on its surface, device pixels */
  double near_x, near_y;     /* logical pixels: what is drawn first */
  gboolean zooming;          /* the scale is still changing */
  gboolean cut;              /* what is not in view costs as much as what is: in software */
} KithTileLook;

typedef struct
{
  double scale;                         /* of the set: its device pixels per map unit */
  double ratio;                         /* device pixels on screen per device pixel of the set; 1 at the exact scale */
  double x, y;                          /* screen's top left corner, in device pixels from map point (0, 0) */
  double width, height;                 /* of the screen, device pixels */
  int first_i, last_i, first_j, last_j; /* tiles in view */
  double device_scale;
  gboolean cut;
  double nudge_x, nudge_y; /* device pixels from the widget's corner to the next whole one of the surface */
} KithTileGrid;

void kith_tile_grid_init (KithTileGrid *self, double scale, const KithTileLook *look);

/* The scale of the set that is shown stretched while the scale changes: a power of two, at most KITH_TILE_STRETCH times too small and never
 * so much too large that making it smaller costs more than a look at each pixel (4/3). */
#define KITH_TILE_STRETCH 1.55
double kith_tile_grid_step (double exact);

typedef struct
{
  double x, y, width, height; /* logical pixels from the widget's corner */
} KithTilePlace;

/* Where device pixels @left to @right, @top to @bottom of the set, from map point (0, 0), come to lie: with every edge on a whole device pixel
 * of the surface, so that what touches in the set touches on the screen. */
KithTilePlace kith_tile_grid_place (const KithTileGrid *self, double left, double top, double right, double bottom);

/* Of @whole, the tiles that lie in the place of tile @i, @j of another set. */
void kith_tile_grid_init_part (KithTileGrid *self, const KithTileGrid *whole, const KithTileGrid *other, int i, int j);

/* Tiles in view: whether this is one, and how many there are. */
static inline gboolean
kith_tile_grid_has (const KithTileGrid *self, int i, int j)
{
  return i >= self->first_i && i <= self->last_i && j >= self->first_j && j <= self->last_j;
}

static inline guint
kith_tile_grid_count (const KithTileGrid *self)
{
  return (guint) (self->last_i - self->first_i + 1) * (guint) (self->last_j - self->first_j + 1);
}

/* Whether a place is in view at all. */
gboolean kith_tile_grid_sees (const KithTileGrid *self, const KithTilePlace *place);

G_END_DECLS
