/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Ties as colored density, then dots over them, each in bands of rows that the processor's cache holds. */

#include "kith-raster.h"

#include "kith-density.h"
#include "kith-mask.h"

#include <math.h>
#include <string.h>

#define BAND_BYTES (2200 * 1024)                      /* lanes worked on at a time: a tile's */
#define CANCEL_EVERY 4096                             /* ties or dots between two looks at the cancellable */
#define BAND_OPACITY 0.4                              /* of one line of a band */
#define BAND_WIDTH 0.4                                /* of the widest, in radii of the smaller community */
#define MOST_IN_VIEW ((double) KITH_SCENE_LEAST_TIES) /* ties drawn that have their middle in a window */
#define MOST_ACROSS 3000.0                            /* of these, if all were as long as a window is wide */
#define DISC 1.08                                     /* times the circle of a community */
#define DISC_OPACITY 36                               /* of 255 */
#define CONTRAST_TIES 2.0                             /* times as firm */
#define DOT_MOST 512.0 /* pixels of radius; only a zoom beyond all use would ask for more */

guint32
kith_raster_ground (gboolean dark)
{
  return dark ? 0x1d1d20 : 0xfafafb;
}

guint32
kith_raster_rim (gboolean dark, gboolean contrast)
{
  return !contrast ? kith_raster_ground (dark) : dark ? 0xffffff : 0x000000;
}

guint
kith_raster_budget (const KithScene *scene, double scale, int width, int height)
{
  double map_width = (scene->right - scene->left) * scale;
  double map_height = (scene->bottom - scene->top) * scale;
  double in_view = MAX (MIN (width / MAX (map_width, 1), 1) * MIN (height / MAX (map_height, 1), 1), 1e-6);
  double crossed = scene->tie_length * scale / sqrt ((double) width * height);
  double budget = MAX (MIN (MOST_IN_VIEW, MOST_ACROSS / MAX (crossed, 1e-6)) / in_view, MOST_IN_VIEW);

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

static inline guint
shade_of (const KithScene *scene, guint i)
{
  return scene->shade != NULL ? MIN (scene->shade[i], KITH_N_SHADES - 1) : KITH_SHADE_FULL;
}

/* Where in the table of colors somebody's stands: communities by guint16, once for each shade. */
static inline guint
color_of (const KithScene *scene, guint i)
{
  return shade_of (scene, i) * (G_MAXUINT16 + 1) + scene->community[i];
}

/* A wide line is that many beside each other. */
static int
lines_of_tie (const KithRasterView *view)
{
  return (int) CLAMP (floor (view->density + 0.5), 1, 8);
}

/* The part of the map in which a tie may be seen. */
typedef struct
{
  float left, top, right, bottom;
} Reach;

static Reach
reach_of_ties (const KithRasterView *view)
{
  double margin = (lines_of_tie (view) + 1) / view->scale;

  return (Reach) { (float) (view->x - margin), (float) (view->y - margin),
                   (float) (view->x + view->width / view->scale + margin),
                   (float) (view->y + view->height / view->scale + margin) };
}

static inline gboolean
may_be_seen (const KithScene *scene, guint tie, const Reach *reach)
{
  const float *box = scene->tie_box + 4 * (gsize) tie;

  return box[3] >= reach->top && box[1] <= reach->bottom && box[2] >= reach->left && box[0] <= reach->right;
}

/* Those of the sample that may be seen, in @ties (room for all). */
static guint
find_ties (const KithScene *scene, const KithRasterView *view, guint *ties)
{
  guint n = MIN (view->tie_budget, scene->n_ties);
  Reach reach = reach_of_ties (view);
  guint found = 0;

  for (guint t = 0; t < n; t++)
    {
      ties[found] = t;
      found += may_be_seen (scene, t, &reach);
    }
  return found;
}

static gboolean
draw_ties (const KithScene *scene, const KithRasterView *view, const guint *ties, guint n, const guint32 *colors,
           KithDensity *density, GCancellable *cancellable)
{
  int lines = lines_of_tie (view);
  Reach reach = reach_of_ties (view);

  for (guint k = 0; k < n; k++)
    {
      guint t = ties[k];
      guint a, b;
      double x0, y0, x1, y1;

      if (k % CANCEL_EVERY == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (!may_be_seen (scene, t, &reach))
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

          kith_density_line (density, x0 + aside_x, y0 + aside_y, x1 + aside_x, y1 + aside_y,
                             colors[color_of (scene, a)], colors[color_of (scene, b)]);
        }
    }
  return TRUE;
}

/* Ties between two communities as one band, the wider the more they are, from middle to middle. */
static void
draw_bands (const KithScene *scene, const KithRasterView *view, const guint32 *colors, KithDensity *density)
{
  double dense = view->density > 0 ? view->density : 1;

  for (guint k = scene->n_bands; k-- > 0;)
    {
      const KithSceneBand *band = &scene->bands[k];
      const KithSceneCommunity *from = &scene->communities[band->from];
      const KithSceneCommunity *to = &scene->communities[band->to];
      double x0 = (from->x - view->x) * view->scale;
      double y0 = (from->y - view->y) * view->scale;
      double x1 = (to->x - view->x) * view->scale;
      double y1 = (to->y - view->y) * view->scale;
      double length = hypot (x1 - x0, y1 - y0);
      double share = sqrt (band->ties / (double) scene->bands[0].ties);
      double width = CLAMP (share * MIN (from->radius, to->radius) * view->scale * BAND_WIDTH, 0.8 * dense, 30 * dense);
      gboolean steep = fabs (y1 - y0) > fabs (x1 - x0);
      int lines;

      if (length < 1 || MAX (x0, x1) < -width || MAX (y0, y1) < -width || MIN (x0, x1) > view->width + width
          || MIN (y0, y1) > view->height + width)
        continue;
      /* Beside each other along the shorter way, where they join without a gap. */
      lines = MAX (1, (int) round (width * length / (steep ? fabs (y1 - y0) : fabs (x1 - x0))));
      for (int line = 0; line < lines; line++)
        {
          double aside = line - (lines - 1) / 2.0;

          kith_density_line (density, x0 + (steep ? aside : 0), y0 + (steep ? 0 : aside), x1 + (steep ? aside : 0),
                             y1 + (steep ? 0 : aside), colors[band->from], colors[band->to]);
        }
    }
}

double
kith_raster_disc_radius (const KithSceneCommunity *community)
{
  return community->radius > 0 ? community->radius * DISC + 0.6 : 0;
}

static void
draw_discs (const KithScene *scene, const KithRasterView *view, const guint32 *colors, guint8 *pixels, gsize stride)
{
  for (guint c = 0; c < scene->n_communities; c++)
    {
      const KithSceneCommunity *circle = &scene->communities[c];
      double x = (circle->x - view->x) * view->scale;
      double y = (circle->y - view->y) * view->scale;
      double radius = kith_raster_disc_radius (circle) * view->scale;
      int first_row, last_row;

      if (circle->radius <= 0 || isnan (x) || x + radius < 0 || x - radius > view->width)
        continue;
      first_row = (int) MAX (floor (y - radius - 1), 0);
      last_row = (int) MIN (ceil (y + radius + 1), view->height);
      for (int row = first_row; row < last_row; row++)
        {
          guint32 *out = (guint32 *) (void *) (pixels + row * stride);
          double down = row + 0.5 - y;
          double reach = sqrt (MAX ((radius + 1) * (radius + 1) - down * down, 0));
          int first = (int) CLAMP (floor (x - reach), 0, view->width);
          int last = (int) CLAMP (ceil (x + reach), 0, view->width);

          for (int column = first; column < last; column++)
            {
              double cover = CLAMP (radius + 0.5 - hypot (column + 0.5 - x, down), 0, 1);

              if (cover > 0)
                out[column] = kith_over (out[column], colors[c], (guint) (cover * DISC_OPACITY));
            }
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
            out[column] = kith_over (out[column], ground, outline[column]);
          if (fill[column] > 0)
            out[column] = kith_over (out[column], color, fill[column]);
        }
    }
  kith_mask_clear (&mask);
}

static gboolean
draw_dots (const KithScene *scene, const KithRasterView *view, const guint32 *colors, guint8 *pixels, gsize stride,
           GCancellable *cancellable)
{
  guint32 rim = kith_raster_rim (view->dark, view->contrast);
  double density = view->density > 0 ? view->density : 1;
  double dot_scale = kith_scene_dot_scale (view->scale / density);
  /* Beyond this not even the largest is seen. */
  double margin
      = (KITH_MASK_REACH (density * MAX (scene->largest * dot_scale, KITH_SCENE_DOT_LEAST)) + 1) / view->scale;
  Reach any = { (float) (view->x - margin), (float) (view->y - margin),
                (float) (view->x + view->width / view->scale + margin),
                (float) (view->y + view->height / view->scale + margin) };
  guint32 kinds[KITH_N_SHADES][256];

  for (guint shade = 0; shade < KITH_N_SHADES; shade++)
    for (guint k = 0; k < scene->n_kinds; k++)
      kinds[shade][k] = kith_palette_shaded (scene->kinds[k].color >= 0
                                                 ? kith_palette_on ((guint32) scene->kinds[k].color, view->dark)
                                                 : kith_palette_none (view->dark),
                                             (KithShade) shade, view->dark);
  for (guint k = 0; k < scene->n_drawn; k++)
    {
      guint i = scene->order[k];

      if (k % CANCEL_EVERY == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (scene->x[i] < any.left || scene->x[i] > any.right || scene->y[i] < any.top || scene->y[i] > any.bottom)
        continue;

      double x = (scene->x[i] - view->x) * view->scale;
      double y = (scene->y[i] - view->y) * view->scale;
      double radius = MIN (density * MAX (scene->radius[i] * dot_scale, KITH_SCENE_DOT_LEAST), DOT_MOST);
      double reach = KITH_MASK_REACH (radius);

      if (x + reach < 0 || y + reach < 0 || x - reach > view->width || y - reach > view->height)
        continue;
      draw_dot (view, pixels, stride, x, y, radius, scene->shape[i],
                scene->n_kinds > 0 && !kith_scene_steps_back (scene, i) ? kinds[shade_of (scene, i)][scene->kind[i]]
                                                                        : colors[color_of (scene, i)],
                rim);
    }
  return TRUE;
}

gboolean
kith_raster_draw (const KithScene *scene, const KithRasterView *view, KithRasterUnder under, guint8 *pixels,
                  gsize stride, GCancellable *cancellable)
{
  /* Indexed by any guint16, KITH_SCENE_NO_COMMUNITY among them; once for each shade. */
  guint n_shades = scene->shade != NULL ? KITH_N_SHADES : 1;
  g_autofree guint32 *colors = g_new (guint32, n_shades * (G_MAXUINT16 + 1));

  g_assert (view->width > 0 && view->height > 0 && stride >= (gsize) view->width * 4 && stride % 4 == 0);

  for (guint shade = 0; shade < n_shades; shade++)
    {
      guint32 *shaded = colors + shade * (G_MAXUINT16 + 1);
      guint32 none = kith_palette_none (view->dark);

      for (guint c = 0; c < scene->n_communities; c++)
        shaded[c] = kith_palette_shaded (scene->n_kinds > 0 && scene->communities[c].color != KITH_PALETTE_FAINT
                                             ? none
                                             : kith_palette_on (scene->communities[c].color, view->dark),
                                         (KithShade) shade, view->dark);
      shaded[KITH_SCENE_NO_COMMUNITY] = kith_palette_shaded (none, (KithShade) shade, view->dark);
    }

  for (int row = 0; row < view->height && under != KITH_RASTER_KEEP; row++)
    {
      guint32 *out = (guint32 *) (void *) (pixels + row * stride);
      guint32 ground = under == KITH_RASTER_GROUND ? 0xff000000u | kith_raster_ground (view->dark) : 0;

      for (int column = 0; column < view->width; column++)
        out[column] = ground;
    }

  if (view->ties && view->bands)
    draw_discs (scene, view, colors, pixels, stride);

  g_autofree guint *ties = view->ties && !view->bands ? g_new (guint, MIN (view->tie_budget, scene->n_ties) + 1) : NULL;
  guint n_ties = ties != NULL ? find_ties (scene, view, ties) : 0;
  if (n_ties > 0 || (view->ties && view->bands && scene->n_bands > 0))
    {
      /* In bands that the processor's cache holds: a steep line would miss it at every step. */
      int band = CLAMP ((int) (BAND_BYTES / sizeof (guint64) / view->width), 16, view->height);
      g_autofree guint64 *lanes = g_new0 (guint64, (gsize) view->width * band);
      double opacity = view->bands
                           ? BAND_OPACITY
                           : kith_raster_tie_opacity (scene, view->scale / (view->density > 0 ? view->density : 1),
                                                      MIN (view->tie_budget, scene->n_ties));

      if (view->contrast)
        opacity = MIN (CONTRAST_TIES * opacity, 0.9);
      for (int row = 0; row < view->height; row += band)
        {
          KithRasterView part = *view;
          KithDensity density = { lanes, view->width, MIN (band, view->height - row) };

          part.y += row / view->scale;
          part.height = density.height;
          if (row > 0)
            memset (lanes, 0, (gsize) density.width * density.height * sizeof (guint64));
          if (view->bands)
            draw_bands (scene, &part, colors, &density);
          else if (!draw_ties (scene, &part, ties, n_ties, colors, &density, cancellable))
            return FALSE;
          kith_density_tone (&density, opacity, pixels + row * stride, stride);
        }
    }
  if (view->dots && !draw_dots (scene, view, colors, pixels, stride, cancellable))
    return FALSE;
  return TRUE;
}
