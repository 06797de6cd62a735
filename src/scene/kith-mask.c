/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Coverage is the distance from the shape's border, cut to one pixel, or to parts of it for small dots. */

#include "kith-mask.h"

#define QUARTERS 4
#define KEPT_RADII (12 * QUARTERS + 1) /* radii up to 12 pixels are kept */
#define SHAPE_LEAST 1.75               /* pixels of radius */
#define SHAPES KITH_N_SHAPES
#define EYE_LEAST 3.0 /* pixels of radius; below, a hole would be a gray spot */

/* A kept mask, made by whichever thread needs it first and never freed: at most 7 shapes × 49 radii × 16 places. */
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

double
kith_mask_hole (double radius)
{
  return radius < EYE_LEAST ? 0 : radius * 0.42;
}

static double
cover (double distance, double fineness)
{
  return CLAMP (0.5 - distance * fineness, 0.0, 1.0);
}

/* What is round ends with its border: a pixel more, as its middle may be anywhere in the middle pixel. Most dots are, and small ones cost as much
 * as their masks are large. */
static int
mask_size (KithShape shape, double radius)
{
  gboolean is_round = shape == KITH_SHAPE_DOT || shape == KITH_SHAPE_RING || shape == KITH_SHAPE_EYE;

  return 2 * (int) ceil (is_round ? radius + kith_mask_outline (radius) + 1 : KITH_MASK_REACH (radius)) + 1;
}

/* Both coverages of a point @dx, @dy from the middle. */
static void
sample (KithShape shape, double radius, double dx, double dy, double fineness, double *fill, double *outline)
{
  double line = kith_mask_outline (radius);
  double distance = hypot (dx, dy);

  switch (shape)
    {
    case KITH_SHAPE_RING:
      *fill
          = cover (distance - radius, fineness) * (1 - cover (distance - (radius - kith_mask_ring (radius)), fineness));
      *outline = cover (distance - radius - line, fineness);
      break;
    case KITH_SHAPE_DIAMOND:
      {
        double edge = (fabs (dx) + fabs (dy) - radius * KITH_MASK_DIAMOND) * G_SQRT2 / 2;

        *fill = cover (edge, fineness);
        *outline = cover (edge - line, fineness);
        break;
      }
    case KITH_SHAPE_STAR:
      {
        double halo, width;

        kith_mask_halo (radius, &halo, &width);
        *fill = MAX (cover (distance - radius, fineness), cover (fabs (distance - halo) - width / 2, fineness));
        *outline = cover (distance - halo - width / 2 - MAX (line, 0.6), fineness);
        break;
      }
    case KITH_SHAPE_EYE:
      {
        double hole = kith_mask_hole (radius);

        *fill = cover (distance - radius, fineness) * (hole > 0 ? 1 - cover (distance - hole, fineness) : 1);
        *outline = cover (distance - radius - line, fineness);
        break;
      }
    case KITH_SHAPE_PEAK:
      {
        double edge = MAX (dy, fabs (dx) * 0.8660254 - dy / 2) - radius * KITH_MASK_PEAK;

        *fill = cover (edge, fineness);
        *outline = cover (edge - line, fineness);
        break;
      }
    case KITH_SHAPE_DOT:
    case KITH_N_SHAPES:
    default:
      *fill = cover (distance - radius, fineness);
      *outline = line > 0 ? cover (distance - radius - line, fineness) : 0;
      break;
    }
}

/* @x, @y: 0…1, the middle within the mask's middle pixel */
static void
fill_mask (KithShape shape, double radius, double x, double y, int size, guint8 *fill, guint8 *outline)
{
  /* The smaller a dot, the worse one distance tells of a whole pixel: it is looked at in parts. */
  int parts = radius < 3 ? 4 : radius < 8 ? 2 : 1;
  int middle = size / 2;

  for (int row = 0; row < size; row++)
    for (int column = 0; column < size; column++)
      {
        double fill_sum = 0;
        double outline_sum = 0;

        for (int part = 0; part < parts * parts; part++)
          {
            double one_fill, one_outline;

            sample (shape, radius, column + (part % parts + 0.5) / parts - middle - x,
                    row + (part / parts + 0.5) / parts - middle - y, parts, &one_fill, &one_outline);
            fill_sum += one_fill;
            outline_sum += one_outline;
          }
        fill[row * size + column] = (guint8) floor (255 * fill_sum / (parts * parts) + 0.5);
        outline[row * size + column] = (guint8) floor (255 * outline_sum / (parts * parts) + 0.5);
      }
}

static const guint8 *
keep (KithShape shape, guint quarters, guint x, guint y)
{
  gpointer *slot = &kept[shape][quarters][y * QUARTERS + x];
  guint8 *made;
  double radius = quarters / (double) QUARTERS;
  int size = mask_size (shape, radius);

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
      mask->size = mask_size (shape, quarters / (double) QUARTERS);
      mask->fill = keep (shape, quarters, (guint) ((x - whole_x) * QUARTERS) % QUARTERS,
                         (guint) ((y - whole_y) * QUARTERS) % QUARTERS);
    }
  else
    {
      mask->size = mask_size (shape, radius);
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
