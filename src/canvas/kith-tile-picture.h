/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Pixels as GTK shows them. In software GTK copies a texture whole for each frame, seen or not: there the texture is only of what is in
 * view. */

#pragma once

#include "kith-tile-grid.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _KithTilePicture KithTilePicture;

/* @pixels: rows of @stride bytes, cairo's ARGB32; shared. @x, @y, @width, @height: the part that is shown */
KithTilePicture *kith_tile_picture_new (GBytes *pixels, gsize stride, int x, int y, int width, int height);
void kith_tile_picture_free (KithTilePicture *self);

/* @left, @top: device pixels of the grid's set, from map point (0, 0) */
void kith_tile_picture_snapshot (KithTilePicture *self, GtkSnapshot *snapshot, const KithTileGrid *grid, double left,
                                 double top);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithTilePicture, kith_tile_picture_free)

G_END_DECLS
