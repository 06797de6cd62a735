/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The map as pixels, off the main thread: ties as colored density (four lanes a pixel, toned by 1 - e^(-a n)), dots from masks. No text. Reads an immutable scene; any number of threads. */

#pragma once

#include "kith-scene.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  double scale;      /* device pixels per map unit */
  double x, y;       /* map point at the top left corner of the picture */
  int width, height; /* device pixels */
  gboolean dark;
  gboolean contrast;   /* for who needs it: dots with a rim, firmer ties */
  guint tie_budget;    /* ties drawn at most (a prefix of the scene's order); G_MAXUINT for all */
  gboolean ties, dots; /* which layers */
  gboolean bands;      /* instead of each tie, one band between two communities */
  double
      density; /* device pixels per pixel of the design: 2 on a HiDPI screen; 0 counts as 1. Dots and lines grow with it */
} KithRasterView;

typedef enum
{
  KITH_RASTER_CLEAR,  /* transparent */
  KITH_RASTER_GROUND, /* the opaque ground */
  KITH_RASTER_KEEP,   /* what is in the pixels already */
} KithRasterUnder;

/**
 * kith_raster_draw:
 * @under: what the layers are drawn on
 * @pixels: (inout): height × stride bytes, cairo's ARGB32 (premultiplied, native endian; GDK_MEMORY_DEFAULT)
 *
 * Returns: %FALSE where @cancellable was triggered; @pixels is then undefined
 */
gboolean kith_raster_draw (const KithScene *scene, const KithRasterView *view, KithRasterUnder under, guint8 *pixels,
                           gsize stride, GCancellable *cancellable);

/* The window that the ties are sampled for, so that a larger one shows the same ties. */
#define KITH_RASTER_USUAL_WIDTH 1400
#define KITH_RASTER_USUAL_HEIGHT 900

/* Ties to draw at a scale, so that a picture of any part costs about the same: 20,000 when the whole map is in view, closer up as many as
 * keeps 20,000 in view, but fewer where they are so long that most of what is seen of ties only passes through; all when few are in view. */
guint kith_raster_budget (const KithScene *scene, double scale, int width, int height);

/* Opacity of a single tie among @n_ties of the scene, @scale in pixels of the design per map unit: the fainter the more cross. */
double kith_raster_tie_opacity (const KithScene *scene, double scale, guint n_ties);

/* Of the disc behind a community where ties are drawn as bands, map units. */
double kith_raster_disc_radius (const KithSceneCommunity *community);

/* 0xRRGGBB of the ground under the map. */
guint32 kith_raster_ground (gboolean dark);
/* What is around dots, and in their holes: the ground, which keeps them apart, or with more contrast black or white. */
guint32 kith_raster_rim (gboolean dark, gboolean contrast);

G_END_DECLS
