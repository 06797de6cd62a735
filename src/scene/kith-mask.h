/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Dots as coverage of pixels: a fill, and an outline in the color of the ground that keeps touching dots apart. Small ones are kept, a
 * quarter of a pixel fine in size and place; large ones are made each time. Any number of threads. */

#pragma once

#include "kith-scene.h"

G_BEGIN_DECLS

typedef struct
{
  int left, top;                /* where the mask begins in the picture */
  int size;                     /* rows and columns */
  const guint8 *fill, *outline; /* size × size, 0…255 */
  guint8 *own;                  /* private: memory of a mask that is not kept */
} KithMask;

/* What a shape of a radius can cover at most from its middle, outline and ring included. */
#define KITH_MASK_REACH(radius) ((radius) * 1.7 + 3.0)

/* How wide the outline of a dot is, pixels: none around specks, and never more than a pixel. */
double kith_mask_outline (double radius);
/* The ring around a star: its middle line and its width, from the radius of the dot inside. */
void kith_mask_halo (double radius, double *middle, double *width);
/* The line of a ring: its width; the ring's outer border is the radius. */
double kith_mask_ring (double radius);
/* The hole of an eye: its radius; 0 where the dot is too small for one. */
double kith_mask_hole (double radius);

/* Shapes of the same area as a dot, so that sizes stay comparable, in radii of the dot. */
#define KITH_MASK_DIAMOND 1.2533 /* from the middle to a corner */
#define KITH_MASK_PEAK 0.7776    /* from the middle to an edge; to a corner it is twice as far */

void kith_mask_get (KithShape shape, double radius, double x, double y, KithMask *mask);
void kith_mask_clear (KithMask *mask);

G_END_DECLS
