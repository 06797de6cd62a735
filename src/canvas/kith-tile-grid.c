/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything is counted in whole device pixels from map point (0, 0) at the screen's scale, and turned into logical pixels last. */

#include "kith-tile-grid.h"

#include <math.h>

void
kith_tile_grid_init (KithTileGrid *self, double scale, const KithTileLook *look)
{
  double exact = look->view->scale * look->device_scale;

  self->scale = scale;
  self->ratio = exact / scale;
  self->width = look->view->width * look->device_scale;
  self->height = look->view->height * look->device_scale;
  self->x = round (look->view->x * exact - self->width / 2);
  self->y = round (look->view->y * exact - self->height / 2);
  self->device_scale = look->device_scale;
  self->cut = look->cut;
  self->nudge_x = ceil (look->origin_x - 1e-6) - look->origin_x;
  self->nudge_y = ceil (look->origin_y - 1e-6) - look->origin_y;

  /* A pixel more on each side: the nudge moves all by less than one. */
  double step = KITH_TILE * self->ratio;
  self->first_i = (int) floor ((self->x - 1) / step);
  self->first_j = (int) floor ((self->y - 1) / step);
  self->last_i = (int) floor ((self->x + self->width + 1) / step);
  self->last_j = (int) floor ((self->y + self->height + 1) / step);
}

double
kith_tile_grid_step (double exact)
{
  return exp2 (ceil (log2 (exact / KITH_TILE_STRETCH) - 1e-9));
}

void
kith_tile_grid_init_part (KithTileGrid *self, const KithTileGrid *whole, const KithTileGrid *other, int i, int j)
{
  double of_other = KITH_TILE * other->ratio;
  double step = KITH_TILE * whole->ratio;

  *self = *whole;
  self->first_i = MAX (self->first_i, (int) floor ((i * of_other - 1) / step));
  self->first_j = MAX (self->first_j, (int) floor ((j * of_other - 1) / step));
  self->last_i = MIN (self->last_i, (int) floor (((i + 1) * of_other + 1) / step));
  self->last_j = MIN (self->last_j, (int) floor (((j + 1) * of_other + 1) / step));
}

KithTilePlace
kith_tile_grid_place (const KithTileGrid *self, double left, double top, double right, double bottom)
{
  double x = round (left * self->ratio) - self->x + self->nudge_x;
  double y = round (top * self->ratio) - self->y + self->nudge_y;
  double width = round (right * self->ratio) - round (left * self->ratio);
  double height = round (bottom * self->ratio) - round (top * self->ratio);

  return (KithTilePlace) { x / self->device_scale, y / self->device_scale, width / self->device_scale,
                           height / self->device_scale };
}

gboolean
kith_tile_grid_sees (const KithTileGrid *self, const KithTilePlace *place)
{
  return place->width > 0 && place->height > 0 && place->x < self->width / self->device_scale
         && place->y < self->height / self->device_scale && place->x + place->width > 0 && place->y + place->height > 0;
}
