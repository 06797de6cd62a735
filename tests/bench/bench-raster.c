/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The rasteriser against cairo drawing the same lines and circles, in CPU time of one run; and what a pick and a page of names cost. */

#include "kith-labels.h"
#include "kith-raster.h"

#include "../core/scene-fixture.h"

#include <cairo.h>
#include <time.h>

#define SIZE 1200
#define TILE 516 /* as the map draws them, with their guard */

static double
cpu (clock_t since)
{
  return (clock () - since) * 1000.0 / CLOCKS_PER_SEC;
}

static double
draw (const KithScene *scene, gboolean ties, guint budget, double *scale)
{
  double span = MAX (scene->right - scene->left, scene->bottom - scene->top) + 2;
  KithRasterView view
      = { .scale = SIZE / span, .x = scene->left - 1, .y = scene->top - 1, .width = SIZE, .height = SIZE };
  g_autofree guint8 *pixels = g_malloc (SIZE * SIZE * 4);
  double best = G_MAXDOUBLE;

  view.tie_budget = budget;
  view.ties = ties;
  view.dots = !ties;
  *scale = view.scale;
  for (int k = 0; k < 3; k++)
    {
      clock_t start = clock ();

      kith_raster_draw (scene, &view, KITH_RASTER_GROUND, pixels, SIZE * 4, NULL);
      best = MIN (best, cpu (start));
    }
  return best;
}

static double
draw_with_cairo (const KithScene *scene, gboolean ties, guint budget, double scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);
  clock_t start = clock ();

  cairo_set_line_width (cr, 1);
  cairo_set_source_rgba (cr, 0.2, 0.4, 0.8, 0.2);
  if (ties)
    for (guint t = 0; t < MIN (budget, scene->n_ties); t++)
      {
        cairo_move_to (cr, (scene->x[scene->a[t]] - scene->left) * scale, (scene->y[scene->a[t]] - scene->top) * scale);
        cairo_line_to (cr, (scene->x[scene->b[t]] - scene->left) * scale, (scene->y[scene->b[t]] - scene->top) * scale);
        cairo_stroke (cr);
      }
  else
    for (guint k = 0; k < scene->n_drawn; k++)
      {
        guint i = scene->order[k];

        cairo_new_sub_path (cr);
        cairo_arc (cr, (scene->x[i] - scene->left) * scale, (scene->y[i] - scene->top) * scale,
                   kith_scene_dot_radius (scene->radius[i], scale), 0, 2 * G_PI);
        cairo_fill (cr);
      }
  cairo_surface_flush (surface);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return cpu (start);
}

/* A tile as the map's thread draws it, away from the middle by some tiles, when all of the map is @zoom windows wide: the best of some. */
static double
draw_tile (const KithScene *scene, double zoom, int away, gboolean ties)
{
  double scale = zoom * SIZE / MAX (scene->right - scene->left, scene->bottom - scene->top);
  KithRasterView view = { .scale = scale, .width = TILE, .height = TILE, .ties = ties, .dots = !ties };
  g_autofree guint8 *pixels = g_malloc (TILE * TILE * 4);
  double best = G_MAXDOUBLE;

  view.x = (scene->left + scene->right) / 2 + away * TILE / scale;
  view.y = (scene->top + scene->bottom) / 2 + away * TILE / scale;
  view.tie_budget = kith_raster_budget (scene, scale, SIZE, SIZE);
  for (int k = 0; k < 5; k++)
    {
      clock_t start = clock ();

      kith_raster_draw (scene, &view, KITH_RASTER_GROUND, pixels, TILE * 4, NULL);
      best = MIN (best, cpu (start));
    }
  return best;
}

static void
measure (const char *text, gboolean is_community, double size, double *width, double *height, gpointer data)
{
  *width = strlen (text) * size * 0.55;
  *height = size * 1.3;
}

int
main (int argc, char **argv)
{
  static const guint people[] = { 1000, 10000, 100000 };

  for (guint k = 0; k < G_N_ELEMENTS (people); k++)
    {
      g_autoptr (KithScene) scene = planted_scene (people[k], 24, 5, 1);
      double scale;
      double ties = draw (scene, TRUE, G_MAXUINT, &scale);
      double sample = draw (scene, TRUE, kith_raster_budget (scene, scale, SIZE, SIZE), &scale);
      double dots = draw (scene, FALSE, 0, &scale);
      double cairo_ties = draw_with_cairo (scene, TRUE, 20000, scale) * scene->n_ties / MIN (scene->n_ties, 20000);
      double cairo_dots = draw_with_cairo (scene, FALSE, 0, scale);
      g_autoptr (GRand) rand = g_rand_new_with_seed (2);
      clock_t start = clock ();
      guint found = 0;
      double picks, names;

      for (guint i = 0; i < 100000; i++)
        found += kith_scene_pick (scene, scale, g_rand_double_range (rand, scene->left, scene->right),
                                  g_rand_double_range (rand, scene->top, scene->bottom), 4 / scale)
                 >= 0;
      picks = cpu (start) / 100;
      start = clock ();
      g_array_unref (
          kith_labels_place (scene, scale, scene->left, scene->top, SIZE, SIZE, 40, NULL, 0, NULL, 0, measure, NULL));
      names = cpu (start);

      g_print (
          "%u people: all %u ties %.1f ms, 1/%.1f of cairo; a sample of them %.1f ms; dots %.1f ms, 1/%.1f of cairo; "
          "pick %.2f us (%u hits); names %.1f ms\n",
          people[k], scene->n_ties, ties, cairo_ties / ties, sample, dots, cairo_dots / dots, picks, found, names);
      for (double zoom = 1; zoom <= 27; zoom *= 3)
        g_print (
            "%u people, %.0f times as large: ties of a tile %.2f ms, its dots %.2f ms; of one beyond the map %.2f ms and %.2f ms\n",
            people[k], zoom, draw_tile (scene, zoom, 0, TRUE), draw_tile (scene, zoom, 0, FALSE),
            draw_tile (scene, zoom, 60, TRUE), draw_tile (scene, zoom, 60, FALSE));
    }
  return 0;
}
