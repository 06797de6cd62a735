/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A tie adds its color to four 16-bit lanes of each pixel it crosses (how much, red, green, blue), all four in one 64-bit addition; a pixel
 * that is full takes no more, so no lane ever runs over and colors stay true. At the end each pixel gets the mean color of what crosses it
 * with an opacity of g (1 - e^(-a n)), so that dots stand out from the densest glow.
 *
 * A line's pixels depend on where it runs on the whole map and not on where a picture's border cuts it: tiles join without a seam. */

#include "kith-density.h"

#include <math.h>

#define LANE_FULL 0xff00u /* a pixel whose first lane is above takes no more */
#define OPACITIES 4096    /* steps of the tone curve, one for each 16 of the lane */
#define LINE_FIRM 255.0   /* what one whole line adds to the first lane */
#define RAMP_STEPS 14     /* colors of a tie that goes from one color to another */
#define RAMP_PIECE 16.0   /* pixels of one color at most */
#define LANES (G_GUINT64_CONSTANT (0x00ff00ff00ff00ff))
#define HALVES (G_GUINT64_CONSTANT (0x0080008000800080)) /* so that shares are rounded and not cut */

static inline guint64
pack (guint32 color)
{
  return 255 | (guint64) (color >> 16 & 0xff) << 16 | (guint64) (color >> 8 & 0xff) << 32
         | (guint64) (color & 0xff) << 48;
}

static inline void
add (guint64 *pixel, guint64 color, guint cover)
{
  if ((*pixel & 0xffff) < LANE_FULL)
    *pixel += ((color * cover + HALVES) >> 8) & LANES;
}

static inline guint64
blend (guint32 from, guint32 to, double t)
{
  guint32 color = 0;

  for (int shift = 0; shift <= 16; shift += 8)
    {
      double a = from >> shift & 0xff;
      double b = to >> shift & 0xff;

      color |= (guint32) (a + (b - a) * t + 0.5) << shift;
    }
  return pack (color);
}

/* @n steps of a line in one color: at each the two pixels beside the line share it. @lanes: of the first step, in row or column 0
 * across; @place: 32.32, how far across */
static inline void
draw_run (guint64 *lanes, gint64 along_step, gint64 across_step, int across_size, int n, gint64 place, gint64 per_step,
          guint64 color)
{
  gint64 first = place >> 32;
  gint64 last = (place + per_step * (n - 1)) >> 32;
  guint64 whole = ((color * 255 + HALVES) >> 8) & LANES;

  if (MIN (first, last) >= 0 && MAX (first, last) + 1 < across_size)
    for (int k = 0; k < n; k++, place += per_step, lanes += along_step)
      {
        guint share = (guint) (place >> 24) & 0xff;
        guint64 *pixel = lanes + (place >> 32) * across_step;

        guint64 upper = ((color * (255 - share) + HALVES) >> 8) & LANES;

        if ((pixel[0] & 0xffff) < LANE_FULL)
          pixel[0] += upper;
        if ((pixel[across_step] & 0xffff) < LANE_FULL)
          pixel[across_step] += whole - upper;
      }
  else
    for (int k = 0; k < n; k++, place += per_step, lanes += along_step)
      {
        gint64 across = place >> 32;
        guint share = (guint) (place >> 24) & 0xff;

        if (across >= 0 && across < across_size)
          add (&lanes[across * across_step], color, 255 - share);
        if (across + 1 >= 0 && across + 1 < across_size)
          add (&lanes[(across + 1) * across_step], color, share);
      }
}

/* A line one pixel wide: at each whole step along its longer way it is shared by the two pixels beside it. */
void
kith_density_line (KithDensity *density, double x0, double y0, double x1, double y1, guint32 from, guint32 to)
{
  gboolean steep = fabs (y1 - y0) > fabs (x1 - x0);
  int along_size = steep ? density->height : density->width;
  int across_size = steep ? density->width : density->height;
  gint64 along_step = steep ? density->width : 1;
  gint64 across_step = steep ? 1 : density->width;
  double along0 = steep ? y0 : x0;
  double along1 = steep ? y1 : x1;
  double across0 = steep ? x0 : y0;
  double across1 = steep ? x1 : y1;
  double slope;
  double first, last;
  gint64 place, per_step;
  guint64 color;
  int step, end;

  if (along0 > along1)
    {
      double swap = along0;
      guint32 swap_color = from;

      along0 = along1;
      along1 = swap;
      swap = across0;
      across0 = across1;
      across1 = swap;
      from = to;
      to = swap_color;
    }
  if (along1 - along0 < 1e-9)
    return;
  slope = (across1 - across0) / (along1 - along0);

  /* Pixels whose middle lies between the ends … */
  first = ceil (MAX (along0 - 0.5, 0));
  last = floor (MIN (along1 - 0.5, along_size - 1));
  /* … and where the line is over the picture, with a pixel to spare. */
  if (slope != 0)
    {
      double enter = along0 + ((slope > 0 ? -1.0 : across_size + 1.0) - across0) / slope - 0.5;
      double leave = along0 + ((slope > 0 ? across_size + 1.0 : -1.0) - across0) / slope - 0.5;

      first = MAX (first, ceil (enter));
      last = MIN (last, floor (leave));
    }
  else if (across0 < -1 || across0 > across_size + 1)
    return;
  if (first > last)
    return;

  step = (int) first;
  end = (int) last;
  /* 32.32 fixed point: the rounding of one step, added up over the widest picture, stays far below one 255th of a pixel. */
  place = llrint ((across0 + slope * (step + 0.5 - along0) - 0.5) * 4294967296.0);
  per_step = llrint (slope * 4294967296.0);
  color = pack (from);
  while (step <= end)
    {
      int stop = end;

      if (from != to)
        {
          /* Colors change at whole multiples from the line's own start, the same in every tile. */
          double length = CLAMP ((along1 - along0) / RAMP_STEPS, 2.0, RAMP_PIECE);
          double piece = floor ((step + 0.5 - along0) / length);

          color = blend (from, to, CLAMP ((piece + 0.5) * length / (along1 - along0), 0, 1));
          stop = (int) MIN (ceil (along0 - 0.5 + (piece + 1) * length) - 1, end);
          stop = MAX (stop, step);
        }
      draw_run (density->lanes + step * along_step, along_step, across_step, across_size, stop - step + 1, place,
                per_step, color);
      place += per_step * (stop - step + 1);
      step = stop + 1;
    }
}

void
kith_density_tone (const KithDensity *density, double opacity, guint8 *pixels, gsize stride)
{
  g_autofree guint8 *curve = g_new (guint8, OPACITIES);
  double alpha = -log (1 - MIN (opacity / KITH_DENSITY_GLOW, 0.95)) / LINE_FIRM;

  for (guint i = 0; i < OPACITIES; i++)
    curve[i] = (guint8) floor (255 * KITH_DENSITY_GLOW * (1 - exp (-alpha * (i + 0.5) * 16)) + 0.5);

  for (int row = 0; row < density->height; row++)
    {
      const guint64 *lanes = density->lanes + (gsize) row * density->width;
      guint32 *out = (guint32 *) (void *) (pixels + row * stride);

      for (int column = 0; column < density->width; column++)
        {
          guint64 value = lanes[column];
          guint amount = value & 0xffff;
          float share;
          guint32 color;

          if (amount < 4)
            continue;
          share = 255.0f / amount;
          color = MIN ((guint32) ((value >> 16 & 0xffff) * share + 0.5f), 255) << 16
                  | MIN ((guint32) ((value >> 32 & 0xffff) * share + 0.5f), 255) << 8
                  | MIN ((guint32) ((value >> 48) * share + 0.5f), 255);
          out[column] = kith_over (out[column], color, curve[amount >> 4]);
        }
    }
}
