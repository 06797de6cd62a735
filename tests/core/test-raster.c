/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The rasteriser against a slow twin in double precision, and its tiles against one picture. */

#include "kith-mask.h"
#include "kith-density.h"
#include "kith-raster.h"

#include "scene-fixture.h"

#include <math.h>
#include <string.h>

static guint8 *
draw (const KithScene *scene, const KithRasterView *view, KithRasterUnder under)
{
  guint8 *pixels = g_malloc ((gsize) view->width * view->height * 4);

  g_assert_true (kith_raster_draw (scene, view, under, pixels, (gsize) view->width * 4, NULL));
  return pixels;
}

static KithRasterView
whole_view (const KithScene *scene, int size)
{
  double span = MAX (scene->right - scene->left, scene->bottom - scene->top) + 4;
  KithRasterView view = { 0 };

  view.scale = size / span;
  view.x = scene->left - 2;
  view.y = scene->top - 2;
  view.width = view.height = size;
  view.tie_budget = G_MAXUINT;
  view.ties = view.dots = TRUE;
  return view;
}

/* What part of how many lines crosses a pixel, and their mean color, in doubles: for each pixel and each line the plain rule. */
static void
density_plainly (const KithScene *scene, const KithRasterView *view, int column, int row, double *amount, double *rgb)
{
  memset (rgb, 0, 3 * sizeof (double));
  *amount = 0;
  for (guint t = 0; t < scene->n_ties; t++)
    {
      guint a = scene->a[t];
      guint b = scene->b[t];
      double x0 = (scene->x[a] - view->x) * view->scale;
      double y0 = (scene->y[a] - view->y) * view->scale;
      double x1 = (scene->x[b] - view->x) * view->scale;
      double y1 = (scene->y[b] - view->y) * view->scale;
      gboolean steep = fabs (y1 - y0) > fabs (x1 - x0);
      double along = (steep ? row : column) + 0.5;
      double across = (steep ? column : row) + 0.5;
      double start = steep ? y0 : x0;
      double end = steep ? y1 : x1;
      double t_along = (along - start) / (end - start);
      double share;

      if (start == end || t_along < 0 || t_along > 1)
        continue;
      share = 1 - fabs ((steep ? x0 + (x1 - x0) * t_along : y0 + (y1 - y0) * t_along) - across);
      if (share <= 0)
        continue;
      *amount += share;
      for (int i = 0; i < 3; i++)
        {
          double from = scene->communities[scene->community[a]].color >> (16 - 8 * i) & 0xff;
          double to = scene->communities[scene->community[b]].color >> (16 - 8 * i) & 0xff;

          rgb[i] += share * (from + (to - from) * t_along);
        }
    }
  for (int i = 0; i < 3; i++)
    rgb[i] = *amount > 0 ? rgb[i] / *amount : 0;
}

static void
test_twin (void)
{
  g_autoptr (KithScene) scene = planted_scene (60, 4, 3, 7);
  KithRasterView view = whole_view (scene, 160);
  g_autofree guint8 *pixels = NULL;
  double alpha = -1;
  guint compared = 0;

  view.dots = FALSE;
  pixels = draw (scene, &view, KITH_RASTER_CLEAR);
  for (int row = 0; row < view.height; row++)
    for (int column = 0; column < view.width; column++)
      {
        guint32 pixel = ((const guint32 *) (void *) pixels)[row * view.width + column];
        double amount, rgb[3];
        double opacity = (pixel >> 24) / 255.0 / KITH_DENSITY_GLOW;

        density_plainly (scene, &view, column, row, &amount, rgb);
        if (amount < 0.1)
          {
            g_assert_cmpfloat (opacity, <, 0.08);
            continue;
          }
        /* One pixel tells how strong a line is; all others must then be as 1 - e^(-a n) says. */
        if (alpha < 0 && amount > 1)
          alpha = -log (1 - opacity) / amount;
        if (alpha < 0)
          continue;
        g_assert_cmpfloat_with_epsilon (opacity, 1 - exp (-alpha * amount), 0.02);
        if (opacity > 0.2)
          for (int i = 0; i < 3; i++)
            g_assert_cmpfloat_with_epsilon ((pixel >> (16 - 8 * i) & 0xff) / (opacity * KITH_DENSITY_GLOW), rgb[i], 16);
        compared++;
      }
  g_assert_cmpuint (compared, >, 2000);
}

static void
test_dots_twin (void)
{
  g_autoptr (KithScene) scene = planted_scene (80, 5, 0, 8);
  KithRasterView view = whole_view (scene, 300);
  g_autofree guint8 *pixels = NULL;
  guint found = 0;

  view.ties = FALSE;
  pixels = draw (scene, &view, KITH_RASTER_CLEAR);
  for (guint i = 0; i < scene->n; i++)
    {
      double x = (scene->x[i] - view.x) * view.scale;
      double y = (scene->y[i] - view.y) * view.scale;
      guint32 pixel = ((const guint32 *) (void *) pixels)[(int) y * view.width + (int) x];

      gboolean alone = scene->shape[i] == KITH_SHAPE_DOT;

      for (guint j = 0; j < scene->n && alone; j++)
        alone = j == i
                || hypot (scene->x[j] - scene->x[i], scene->y[j] - scene->y[i]) * view.scale
                       > kith_scene_dot_radius (scene->radius[j], view.scale) * 1.7 + 4;
      if (alone)
        g_assert_cmphex (pixel, ==, 0xff000000 | scene->communities[scene->community[i]].color);
      found += alone;
    }

  g_assert_cmpuint (found, >, 10);

  /* A single dot covers as many pixels as its area, wherever in a pixel it lies. */
  for (double radius = 0.75; radius < 30; radius += 0.25)
    for (double aside = 0; aside < 1; aside += 0.13)
      for (KithShape shape = KITH_SHAPE_DOT; shape <= KITH_SHAPE_DIAMOND; shape++)
        {
          KithMask mask;
          double expected = G_PI * radius * radius;
          double covered = 0;

          if (shape == KITH_SHAPE_RING && radius >= 1.75)
            expected -= G_PI * (radius - kith_mask_ring (radius)) * (radius - kith_mask_ring (radius));
          kith_mask_get (shape, radius, 10 + aside, 20 - aside, &mask);
          for (int k = 0; k < mask.size * mask.size; k++)
            covered += mask.fill[k] / 255.0;
          g_assert_cmpfloat (fabs (covered - expected), <=, 0.04 * expected);
          kith_mask_clear (&mask);
        }
}

/* Tiles put together are the picture drawn at once; 1 of 255 may be lost in rounding where lines are clipped. */
static void
test_tiles (void)
{
  g_autoptr (KithScene) scene = planted_scene (2000, 9, 5, 9);
  KithRasterView whole = whole_view (scene, 768);
  g_autofree guint8 *pixels = draw (scene, &whole, KITH_RASTER_GROUND);
  guint different = 0;

  for (int row = 0; row < 3; row++)
    for (int column = 0; column < 3; column++)
      {
        KithRasterView view = whole;
        g_autofree guint8 *tile = NULL;

        view.x += column * 256 / whole.scale;
        view.y += row * 256 / whole.scale;
        view.width = view.height = 256;
        tile = draw (scene, &view, KITH_RASTER_GROUND);
        for (int y = 0; y < 256; y++)
          for (int x = 0; x < 256 * 4; x++)
            {
              int one = tile[y * 1024 + x];
              int other = pixels[(row * 256 + y) * 3072 + column * 1024 + x];

              g_assert_cmpint (ABS (one - other), <=, 2);
              different += one != other;
            }
      }
  g_test_message ("%u of %u values differ", different, 768 * 768 * 4);
  g_assert_cmpuint (different, <, 768 * 768 / 100);
}

static void
test_layers (void)
{
  g_autoptr (KithScene) scene = planted_scene (500, 6, 4, 10);
  KithRasterView view = whole_view (scene, 256);
  g_autofree guint8 *once = draw (scene, &view, KITH_RASTER_GROUND);
  g_autofree guint8 *again = draw (scene, &view, KITH_RASTER_GROUND);
  g_autofree guint8 *dark = NULL;
  g_autofree guint8 *blank = NULL;

  g_assert_cmpmem (once, 256 * 256 * 4, again, 256 * 256 * 4);
  view.dark = TRUE;
  dark = draw (scene, &view, KITH_RASTER_GROUND);
  g_assert_cmphex (((guint32 *) (void *) dark)[0], ==, 0xff000000 | kith_raster_ground (TRUE));
  view.ties = view.dots = FALSE;
  blank = draw (scene, &view, KITH_RASTER_CLEAR);
  for (guint i = 0; i < 256 * 256 * 4; i++)
    g_assert_cmpuint (blank[i], ==, 0);
}

static void
test_saturated (void)
{
  /* So many ties along one way that every lane would run over: the color stays the community's own. */
  const guint n = 400;
  const guint n_ties = 6000;
  const KithSceneCommunity communities[] = { { (char *) "One", 0xb95194 } };
  g_autoptr (GRand) rand = g_rand_new_with_seed (15);
  g_autofree float *x = g_new (float, n);
  g_autofree float *y = g_new (float, n);
  g_autofree float *radius = g_new0 (float, n);
  g_autofree guint16 *community = g_new0 (guint16, n);
  g_autofree guint8 *shape = g_new0 (guint8, n);
  g_autofree const char **name = g_new (const char *, n);
  g_autofree guint *a = g_new0 (guint, n_ties);
  g_autofree guint *b = g_new0 (guint, n_ties);
  g_autoptr (KithScene) scene = NULL;
  g_autofree guint8 *pixels = NULL;
  KithRasterView view;
  guint firm = 0;

  for (guint i = 0; i < n; i++)
    {
      x[i] = (i % 2) * 10 + g_rand_double_range (rand, 0, 0.1);
      y[i] = g_rand_double_range (rand, 0, 0.1);
      name[i] = "";
    }
  for (guint t = 0; t < n_ties; t++)
    {
      a[t] = 2 * g_rand_int_range (rand, 0, n / 2);
      b[t] = 2 * g_rand_int_range (rand, 0, n / 2) + 1;
    }
  scene = kith_scene_new (n, x, y, radius, community, shape, radius, name, n_ties, a, b, 1, communities);
  view = whole_view (scene, 200);
  view.dots = FALSE;
  pixels = draw (scene, &view, KITH_RASTER_CLEAR);
  for (guint k = 0; k < 200 * 200; k++)
    {
      guint32 pixel = ((guint32 *) (void *) pixels)[k];

      if (pixel >> 24 < 128)
        continue;
      firm++;
      for (int shift = 0; shift <= 16; shift += 8)
        g_assert_cmpint (ABS ((int) ((pixel >> shift & 0xff) * 255 / (pixel >> 24)) - (int) (0xb95194 >> shift & 0xff)),
                         <=, 6);
    }
  g_assert_cmpuint (firm, >, 100);
}

static void
test_budget (void)
{
  g_autoptr (KithScene) scene = planted_scene (20000, 9, 5, 11);
  double span = scene->right - scene->left;
  guint last = 0;

  g_assert_cmpuint (kith_raster_budget (scene, 1000 / span, 1000, 1000), >=, 20000);
  g_assert_cmpuint (kith_raster_budget (scene, 1000 / span, 1000, 1000), <=, 60000);
  for (double scale = 100 / span; scale < 1e5 / span; scale *= 1.3)
    {
      guint budget = kith_raster_budget (scene, scale, 1000, 1000);

      g_assert_cmpuint (budget, >=, last);
      last = budget;
    }
  g_assert_cmpuint (last, ==, scene->n_ties);
}

/* Where ties are long, many cross a window that have their middle elsewhere: fewer are drawn, but never fewer than from afar. */
static void
test_budget_of_long_ties (void)
{
  g_autoptr (KithScene) scene = planted_scene (20000, 2, 20, 11);
  double span = MAX (scene->right - scene->left, scene->bottom - scene->top);
  guint last = 0;

  for (double zoom = 1; zoom < 100; zoom *= 1.3)
    {
      guint budget = kith_raster_budget (scene, zoom * 1000 / span, 1000, 1000);
      double in_view = 1e6
                       / ((scene->right - scene->left) * (scene->bottom - scene->top) * (zoom * 1000 / span)
                          * (zoom * 1000 / span));
      double windows_long = scene->tie_length * zoom / span;

      g_assert_cmpuint (budget, >=, MAX (last, 20000));
      if (budget > 20000)
        g_assert_cmpfloat (budget * in_view * windows_long, <=, 3001);
      last = budget;
    }
  g_assert_cmpuint (last, ==, scene->n_ties);
}

static void
test_cancel (void)
{
  g_autoptr (KithScene) scene = planted_scene (500, 6, 4, 12);
  KithRasterView view = whole_view (scene, 64);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree guint8 *pixels = g_malloc (64 * 64 * 4);

  g_cancellable_cancel (cancellable);
  g_assert_false (kith_raster_draw (scene, &view, KITH_RASTER_GROUND, pixels, 64 * 4, cancellable));
}

/* Far away, far in, and beside the map: nothing is read or written outside (the sanitizers watch). */
static void
test_extremes (void)
{
  g_autoptr (KithScene) scene = planted_scene (300, 6, 4, 13);
  static const double scales[] = { 1e-6, 0.01, 1, 77.7, 5e3, 1e7 };

  for (guint k = 0; k < G_N_ELEMENTS (scales); k++)
    for (int dx = -1; dx <= 1; dx++)
      for (int dy = -1; dy <= 1; dy++)
        {
          KithRasterView view = whole_view (scene, 70);
          g_autofree guint8 *pixels = NULL;

          view.scale = scales[k];
          view.x = scene->x[7] + (dx * 60 - 35) / view.scale;
          view.y = scene->y[7] + (dy * 60 - 35) / view.scale;
          view.height = 33;
          pixels = draw (scene, &view, dx == 0);
        }
}

static gpointer
draw_in_thread (gpointer data)
{
  const KithScene *scene = data;
  KithRasterView view = whole_view (scene, 300);

  return draw (scene, &view, KITH_RASTER_GROUND);
}

static void
test_threads (void)
{
  g_autoptr (KithScene) scene = planted_scene (900, 6, 4, 14);
  GThread *threads[4];
  guint8 *pixels[4];

  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new ("raster", draw_in_thread, scene);
  for (int i = 0; i < 4; i++)
    pixels[i] = g_thread_join (threads[i]);
  for (int i = 0; i < 4; i++)
    {
      g_assert_cmpmem (pixels[i], 300 * 300 * 4, pixels[0], 300 * 300 * 4);
      if (i > 0)
        g_free (pixels[i]);
    }
  g_free (pixels[0]);
}

/* Bands: as wide as the ties they stand for are many, beneath the discs of their communities, and the same cut into tiles. */
/* Each dot has the color of its shade in its middle. */
static void
test_shaded (void)
{
  g_autoptr (KithScene) scene = planted_scene (60, 3, 2, 8);
  guint8 shade[60];

  for (guint i = 0; i < 60; i++)
    shade[i] = i * 7 % KITH_N_SHADES;
  g_autoptr (KithScene) shaded = kith_scene_new_shaded (scene, shade);
  for (int dark = 0; dark < 2; dark++)
    {
      KithRasterView view = whole_view (scene, 700);

      view.dark = dark;
      g_autofree guint8 *pixels = draw (shaded, &view, KITH_RASTER_GROUND);
      /* The last ones drawn lie under nobody. */
      for (guint k = shaded->n_drawn - 10; k < shaded->n_drawn; k++)
        {
          guint i = shaded->order[k];
          guint x = (guint) ((shaded->x[i] - view.x) * view.scale);
          guint y = (guint) ((shaded->y[i] - view.y) * view.scale);

          if (shaded->shape[i] != KITH_SHAPE_RING
              && kith_scene_pick (shaded, view.scale, shaded->x[i], shaded->y[i], 0) == (int) i)
            g_assert_cmphex (((guint32 *) (void *) pixels)[y * 700 + x] & 0xffffff, ==,
                             kith_scene_color (shaded, i, dark));
        }
    }
}

static void
test_bands (void)
{
  g_autoptr (KithScene) scene = planted_scene (2000, 7, 4, 5);
  KithRasterView whole = whole_view (scene, 512);
  guint counted = 0;

  for (guint k = 0; k < scene->n_bands; k++)
    {
      const KithSceneBand *band = &scene->bands[k];
      guint ties = 0;

      g_assert_cmpuint (band->from, <, band->to);
      for (guint t = 0; t < scene->n_ties; t++)
        {
          guint a = scene->community[scene->a[t]];
          guint b = scene->community[scene->b[t]];

          ties += MIN (a, b) == band->from && MAX (a, b) == band->to;
        }
      g_assert_cmpuint (band->ties, ==, ties);
      if (k > 0)
        g_assert_cmpuint (band->ties, <=, scene->bands[k - 1].ties);
      counted += ties;
    }
  guint between = 0;
  for (guint t = 0; t < scene->n_ties; t++)
    between += scene->community[scene->a[t]] != scene->community[scene->b[t]];
  g_assert_cmpuint (counted, ==, between);

  whole.bands = TRUE;
  whole.dots = FALSE;
  g_autofree guint8 *pixels = draw (scene, &whole, KITH_RASTER_GROUND);
  for (guint part = 0; part < 4; part++)
    {
      KithRasterView view = whole;

      view.width = view.height = 256;
      view.x += part % 2 * 256 / view.scale;
      view.y += part / 2 * 256 / view.scale;
      g_autofree guint8 *tile = draw (scene, &view, KITH_RASTER_GROUND);
      guint other = 0;
      for (int row = 2; row < 254; row++)
        for (int at = 8; at < 254 * 4; at++)
          other += ABS (tile[row * 1024 + at] - pixels[(row + part / 2 * 256) * 2048 + part % 2 * 1024 + at]) > 6;
      g_assert_cmpuint (other, <, 40);
    }

  /* A disc lies under a community, and bands over it. */
  const KithSceneCommunity *circle = &scene->communities[scene->bands[0].from];
  const KithSceneCommunity *other = &scene->communities[scene->bands[0].to];
  double x = (circle->x - whole.x) * whole.scale;
  double y = (circle->y - whole.y) * whole.scale;
  guint far = 0;
  for (guint step = 1; step < 50; step++)
    {
      int column = (int) (x + step * 0.02 * (other->x - circle->x) * whole.scale);
      int row = (int) (y + step * 0.02 * (other->y - circle->y) * whole.scale);
      guint32 ground = kith_raster_ground (FALSE);
      guint distance = 0;

      for (int channel = 0; channel < 3; channel++)
        distance += ABS (pixels[row * 2048 + column * 4 + channel] - (int) (ground >> (8 * channel) & 0xff));
      far += distance > 30;
    }
  g_assert_cmpuint (far, ==, 49);
}

/* Two channels at a time, against one by one with a division: every cover over every pair of values. */
static void
test_over (void)
{
  for (guint32 cover = 0; cover < 256; cover++)
    for (guint32 under = 0; under < 256; under++)
      for (guint32 color = 0; color < 256; color++)
        {
          /* All four channels differ, so that none takes another's place or carry. */
          guint32 unders[4] = { under, 255 - under, under ^ 0x55, 255 };
          guint32 colors[4] = { color, color ^ 0xaa, 255 - color, 255 };
          guint32 expected = 0;

          for (guint k = 0; k < 4; k++)
            expected |= (colors[k] * cover + unders[k] * (255 - cover) + 127) / 255 << 8 * k;
          if (kith_over (unders[0] | unders[1] << 8 | unders[2] << 16 | unders[3] << 24,
                         colors[0] | colors[1] << 8 | colors[2] << 16, cover)
              != expected)
            g_error ("%u over %u by %u", color, under, cover);
        }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/raster/threads", test_threads);
  g_test_add_func ("/raster/twin", test_twin);
  g_test_add_func ("/raster/dots-twin", test_dots_twin);
  g_test_add_func ("/raster/tiles", test_tiles);
  g_test_add_func ("/raster/layers", test_layers);
  g_test_add_func ("/raster/saturated", test_saturated);
  g_test_add_func ("/raster/budget", test_budget);
  g_test_add_func ("/raster/budget-of-long-ties", test_budget_of_long_ties);
  g_test_add_func ("/raster/cancel", test_cancel);
  g_test_add_func ("/raster/extremes", test_extremes);
  g_test_add_func ("/raster/shaded", test_shaded);
  g_test_add_func ("/raster/bands", test_bands);
  g_test_add_func ("/raster/over", test_over);

  return g_test_run ();
}
