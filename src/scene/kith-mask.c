/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Coverage is the distance from the shape's border, cut to one pixel: right to about 3 % for a dot of a pixel and better above. */

#include "kith-mask.h"

#define QUARTERS 4
#define KEPT_RADII (12 * QUARTERS + 1) /* radii up to 12 pixels are kept */
#define SHAPE_LEAST 1.75               /* pixels of radius */
#define SHAPES (KITH_SHAPE_STAR + 1)

/* A kept mask, made by whichever thread needs it first and never freed: at most 4 shapes × 49 radii × 16 places. */
static gpointer kept[SHAPES][KEPT_RADII][QUARTERS * QUARTERS];

double
kith_mask_outline (double radius)
{
  return CLAMP ((radius - 0.9) * 0.35, 0.0, 0.9);
}

double
kith_mask_ring (double radius)
{
  return MIN (MAX (radius * 0.34, 0.9), radius);
}

void
kith_mask_halo (double radius, double *middle, double *width)
{
  *width = MAX (radius * 0.22, 0.9);
  *middle = radius + MAX (radius * 0.24, 0.9) + *width / 2;
}

static double
cover (double distance)
{
  return CLAMP (0.5 - distance, 0.0, 1.0);
}

static int
mask_size (double radius)
{
  return 2 * (int) ceil (KITH_MASK_REACH (radius)) + 1;
}

/* @x, @y: 0…1, the middle within the mask's middle pixel */
static void
fill_mask (KithShape shape, double radius, double x, double y, int size, guint8 *fill, guint8 *outline)
{
  double line = kith_mask_outline (radius);
  int middle = size / 2;

  for (int row = 0; row < size; row++)
    for (int column = 0; column < size; column++)
      {
        double dx = column + 0.5 - middle - x;
        double dy = row + 0.5 - middle - y;
        double distance = hypot (dx, dy);
        double inside, around;

        switch (shape)
          {
          case KITH_SHAPE_RING:
            inside = cover (distance - radius) * (1 - cover (distance - (radius - kith_mask_ring (radius))));
            around = cover (distance - radius - line);
            break;
          case KITH_SHAPE_DIAMOND:
            {
              /* The same area as the dot, so that sizes stay comparable. */
              double edge = (fabs (dx) + fabs (dy) - radius * 1.2533) * G_SQRT2 / 2;

              inside = cover (edge);
              around = cover (edge - line);
              break;
            }
          case KITH_SHAPE_STAR:
            {
              double halo, width;

              kith_mask_halo (radius, &halo, &width);
              inside = MAX (cover (distance - radius), cover (fabs (distance - halo) - width / 2));
              around = cover (distance - halo - width / 2 - MAX (line, 0.6));
              break;
            }
          case KITH_SHAPE_DOT:
          default:
            inside = cover (distance - radius);
            around = cover (distance - radius - line);
            break;
          }
        /* A speck narrower than a pixel is never fuller than its area. */
        if (radius < 0.75)
          inside = MIN (inside, 4 * radius * radius);
        if (shape == KITH_SHAPE_DOT && line <= 0)
          around = 0;
        fill[row * size + column] = (guint8) floor (255 * inside + 0.5);
        outline[row * size + column] = (guint8) floor (255 * around + 0.5);
      }
}

static const guint8 *
keep (KithShape shape, guint quarters, guint x, guint y)
{
  gpointer *slot = &kept[shape][quarters][y * QUARTERS + x];
  guint8 *made;
  double radius = quarters / (double) QUARTERS;
  int size = mask_size (radius);

  made = g_atomic_pointer_get (slot);
  if (made != NULL)
    return made;
  made = g_malloc ((gsize) size * size * 2);
  fill_mask (shape, radius, (x + 0.5) / QUARTERS, (y + 0.5) / QUARTERS, size, made, made + (gsize) size * size);
  if (!g_atomic_pointer_compare_and_exchange (slot, NULL, made))
    {
      g_free (made);
      made = g_atomic_pointer_get (slot);
    }
  return made;
}

void
kith_mask_get (KithShape shape, double radius, double x, double y, KithMask *mask)
{
  double whole_x = floor (x);
  double whole_y = floor (y);
  guint quarters;

  /* Too small for a shape to be told: a plain dot. */
  if (shape >= SHAPES || radius < SHAPE_LEAST)
    shape = KITH_SHAPE_DOT;
  quarters = (guint) floor (radius * QUARTERS + 0.5);
  mask->own = NULL;
  if (quarters >= 1 && quarters < KEPT_RADII)
    {
      mask->size = mask_size (quarters / (double) QUARTERS);
      mask->fill = keep (shape, quarters, (guint) ((x - whole_x) * QUARTERS) % QUARTERS,
                         (guint) ((y - whole_y) * QUARTERS) % QUARTERS);
    }
  else
    {
      mask->size = mask_size (radius);
      mask->own = g_malloc ((gsize) mask->size * mask->size * 2);
      fill_mask (shape, radius, x - whole_x, y - whole_y, mask->size, mask->own,
                 mask->own + (gsize) mask->size * mask->size);
      mask->fill = mask->own;
    }
  mask->outline = mask->fill + (gsize) mask->size * mask->size;
  mask->left = (int) whole_x - mask->size / 2;
  mask->top = (int) whole_y - mask->size / 2;
}

void
kith_mask_clear (KithMask *mask)
{
  g_free (mask->own);
}
