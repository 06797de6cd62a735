/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Ties as colored density, then dots over them. A tie adds its color to four 16-bit lanes of each pixel it crosses (how much, red, green,
 * blue), all four in one 64-bit addition; a pixel that is full takes no more, so no lane ever runs over and colors stay true. At
 * the end each pixel gets the mean color of what crosses it with an opacity of g (1 - e^(-a n)), so that dots stand out from the densest
 * glow.
 *
 * A line's pixels depend on where it runs on the whole map and not on where a picture's border cuts it: tiles join without a seam. */

#include "kith-raster.h"

#include "kith-mask.h"

#include <math.h>
#include <string.h>

#define LANE_FULL 0xff00u        /* a pixel whose first lane is above takes no more */
#define BAND_BYTES (1024 * 1024) /* lanes worked on at a time */
#define CANCEL_EVERY 4096        /* ties or dots between two looks at the cancellable */
#define OPACITIES 4096           /* steps of the tone curve, one for each 16 of the lane */
#define LINE_FIRM 255.0          /* what one whole line adds to the first lane */
#define DOT_MOST 512.0           /* pixels of radius; only a zoom beyond all use would ask for more */
#define RAMP_STEPS 14            /* colors of a tie that goes from one color to another */
#define RAMP_PIECE 16.0          /* pixels of one color at most */
#define LANES (G_GUINT64_CONSTANT (0x00ff00ff00ff00ff))
#define HALVES (G_GUINT64_CONSTANT (0x0080008000800080)) /* so that shares are rounded and not cut */

guint32
kith_raster_ground (gboolean dark)
{
  return dark ? 0x1d1d20 : 0xfafafb;
}

guint
kith_raster_budget (const KithScene *scene, double scale, int width, int height)
{
  double map_width = (scene->right - scene->left) * scale;
  double map_height = (scene->bottom - scene->top) * scale;
  double in_view = MIN (width / MAX (map_width, 1), 1) * MIN (height / MAX (map_height, 1), 1);
  double budget = 20000 / MAX (in_view, 1e-6);

  return budget >= scene->n_ties ? scene->n_ties : (guint) budget;
}

/* Opacity of a single line. Where many would cover each other each is fainter, so that the picture is a glow and never a flat
 * blot; a sample of the ties is firmer than all of them. Depends on the scene and the scale only, so that tiles agree. */
double
kith_raster_tie_opacity (const KithScene *scene, double scale, guint n_ties)
{
  double width = MAX ((scene->right - scene->left) * scale, 1);
  double height = MAX ((scene->bottom - scene->top) * scale, 1);
  double crossed = n_ties * (scene->tie_length * scale) / (width * height);

  return CLAMP (0.42 / (1 + 1.7 * pow (crossed, 0.9)), 0.004, 0.42);
}

typedef struct
{
  guint64 *lanes;
  int width, height;
} Density;

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
static void
draw_line (Density *density, double x0, double y0, double x1, double y1, guint32 from, guint32 to)
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

static gboolean
draw_ties (const KithScene *scene, const KithRasterView *view, const guint32 *colors, Density *density,
           GCancellable *cancellable)
{
  guint n = MIN (view->tie_budget, scene->n_ties);
  /* A wide line is that many beside each other. */
  int lines = (int) CLAMP (floor (view->density + 0.5), 1, 8);

  double margin = (lines + 1) / view->scale;
  double left = view->x - margin;
  double top = view->y - margin;
  double right = view->x + view->width / view->scale + margin;
  double bottom = view->y + view->height / view->scale + margin;

  for (guint t = 0; t < n; t++)
    {
      const float *box = scene->tie_box + 4 * (gsize) t;
      guint a, b;
      double x0, y0, x1, y1;

      if (t % CANCEL_EVERY == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (box[3] < top || box[1] > bottom || box[2] < left || box[0] > right)
        continue;
      a = scene->a[t];
      b = scene->b[t];
      x0 = (scene->x[a] - view->x) * view->scale;
      y0 = (scene->y[a] - view->y) * view->scale;
      x1 = (scene->x[b] - view->x) * view->scale;
      y1 = (scene->y[b] - view->y) * view->scale;
      for (int line = 0; line < lines; line++)
        {
          double aside = line - (lines - 1) / 2.0;
          double aside_x = fabs (y1 - y0) > fabs (x1 - x0) ? aside : 0;
          double aside_y = aside_x != 0 ? 0 : aside;

          draw_line (density, x0 + aside_x, y0 + aside_y, x1 + aside_x, y1 + aside_y, colors[scene->community[a]],
                     colors[scene->community[b]]);
        }
    }
  return TRUE;
}

static inline guint32
over (guint32 under, guint32 color, guint cover)
{
  guint rest = 255 - cover;
  guint32 result = 0;

  for (int shift = 0; shift <= 24; shift += 8)
    {
      guint upper = shift == 24 ? 255 : color >> shift & 0xff;
      guint sum = upper * cover + (under >> shift & 0xff) * rest + 127;

      result |= (sum / 255) << shift;
    }
  return result;
}

static void
tone (const Density *density, double opacity, guint8 *pixels, gsize stride)
{
  g_autofree guint8 *curve = g_new (guint8, OPACITIES);
  double alpha = -log (1 - MIN (opacity / KITH_RASTER_GLOW, 0.95)) / LINE_FIRM;

  for (guint i = 0; i < OPACITIES; i++)
    curve[i] = (guint8) floor (255 * KITH_RASTER_GLOW * (1 - exp (-alpha * (i + 0.5) * 16)) + 0.5);

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
          out[column] = over (out[column], color, curve[amount >> 4]);
        }
    }
}

static void
draw_dot (const KithRasterView *view, guint8 *pixels, gsize stride, double x, double y, double radius, KithShape shape,
          guint32 color, guint32 ground)
{
  KithMask mask;
  int left, top, first_row, last_row, first_column, last_column;

  kith_mask_get (shape, radius, x, y, &mask);
  left = mask.left;
  top = mask.top;
  first_row = MAX (0, -top);
  last_row = MIN (mask.size, view->height - top);
  first_column = MAX (0, -left);
  last_column = MIN (mask.size, view->width - left);
  for (int row = first_row; row < last_row; row++)
    {
      guint32 *out = (guint32 *) (void *) (pixels + (gsize) (top + row) * stride) + left;
      const guint8 *outline = mask.outline + (gsize) row * mask.size;
      const guint8 *fill = mask.fill + (gsize) row * mask.size;

      for (int column = first_column; column < last_column; column++)
        {
          if (fill[column] == 255)
            {
              out[column] = 0xff000000u | color;
              continue;
            }
          if (outline[column] > 0)
            out[column] = over (out[column], ground, outline[column]);
          if (fill[column] > 0)
            out[column] = over (out[column], color, fill[column]);
        }
    }
  kith_mask_clear (&mask);
}

static gboolean
draw_dots (const KithScene *scene, const KithRasterView *view, const guint32 *colors, guint8 *pixels, gsize stride,
           GCancellable *cancellable)
{
  guint32 ground = kith_raster_ground (view->dark);
  double density = view->density > 0 ? view->density : 1;

  for (guint k = 0; k < scene->n_drawn; k++)
    {
      guint i = scene->order[k];
      double x = (scene->x[i] - view->x) * view->scale;
      double y = (scene->y[i] - view->y) * view->scale;
      double radius = MIN (density * kith_scene_dot_radius (scene->radius[i], view->scale / density), DOT_MOST);
      double reach = KITH_MASK_REACH (radius);

      if (k % CANCEL_EVERY == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (x + reach < 0 || y + reach < 0 || x - reach > view->width || y - reach > view->height)
        continue;
      draw_dot (view, pixels, stride, x, y, radius, scene->shape[i], colors[scene->community[i]], ground);
    }
  return TRUE;
}

gboolean
kith_raster_draw (const KithScene *scene, const KithRasterView *view, KithRasterUnder under, guint8 *pixels,
                  gsize stride, GCancellable *cancellable)
{
  /* Indexed by any guint16, KITH_SCENE_NO_COMMUNITY among them. */
  g_autofree guint32 *colors = g_new (guint32, G_MAXUINT16 + 1);

  g_assert (view->width > 0 && view->height > 0 && stride >= (gsize) view->width * 4 && stride % 4 == 0);

  for (guint c = 0; c < scene->n_communities; c++)
    colors[c] = kith_palette_on (scene->communities[c].color, view->dark);
  colors[KITH_SCENE_NO_COMMUNITY] = kith_palette_none (view->dark);

  for (int row = 0; row < view->height && under != KITH_RASTER_KEEP; row++)
    {
      guint32 *out = (guint32 *) (void *) (pixels + row * stride);
      guint32 ground = under == KITH_RASTER_GROUND ? 0xff000000u | kith_raster_ground (view->dark) : 0;

      for (int column = 0; column < view->width; column++)
        out[column] = ground;
    }

  if (view->ties && MIN (view->tie_budget, scene->n_ties) > 0)
    {
      /* In bands that the processor's cache holds: a steep line would miss it at every step. */
      int band = CLAMP ((int) (BAND_BYTES / sizeof (guint64) / view->width), 16, view->height);
      g_autofree guint64 *lanes = g_new (guint64, (gsize) view->width * band);
      double opacity = kith_raster_tie_opacity (scene, view->scale / (view->density > 0 ? view->density : 1),
                                                MIN (view->tie_budget, scene->n_ties));

      for (int row = 0; row < view->height; row += band)
        {
          KithRasterView part = *view;
          Density density = { lanes, view->width, MIN (band, view->height - row) };

          part.y += row / view->scale;
          part.height = density.height;
          memset (lanes, 0, (gsize) density.width * density.height * sizeof (guint64));
          if (!draw_ties (scene, &part, colors, &density, cancellable))
            return FALSE;
          tone (&density, opacity, pixels + row * stride, stride);
        }
    }
  if (view->dots && !draw_dots (scene, view, colors, pixels, stride, cancellable))
    return FALSE;
  return TRUE;
}
