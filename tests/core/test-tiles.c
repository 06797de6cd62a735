/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where tiles lie, at whole and broken scales of the screen, and the thread that draws them. */

#include "kith-tile-grid.h"
#include "kith-tile-worker.h"

#include "scene-fixture.h"

#include <math.h>
#include <string.h>

static const double scales[] = { 1, 1.25, 1.5, 1.75, 2 };

static void
make_look (GRand *rand, double device_scale, KithViewport *view, KithTileLook *look)
{
  kith_viewport_init (view);
  kith_viewport_set_size (view, g_rand_int_range (rand, 200, 1600), g_rand_int_range (rand, 200, 1200));
  kith_viewport_set_bounds (view, -300, -200, 300, 200);
  kith_viewport_fit (view, 24);
  kith_viewport_zoom (view, exp2 (g_rand_double_range (rand, -1, 5)), 40, 70);
  kith_viewport_pan (view, g_rand_double_range (rand, -4000, 4000), g_rand_double_range (rand, -4000, 4000));
  /* Shadows and bars of the window put the map anywhere, in whole logical pixels. */
  *look = (KithTileLook) {
    .view = view,
    .device_scale = device_scale,
    .origin_x = g_rand_int_range (rand, 0, 60) * device_scale,
    .origin_y = g_rand_int_range (rand, 0, 60) * device_scale,
  };
}

static void
assert_whole (double value)
{
  g_assert_cmpfloat_with_epsilon (value, round (value), 1e-6);
}

static KithTilePlace
place (const KithTileGrid *grid, int i, int j)
{
  double step = KITH_TILE;

  return kith_tile_grid_place (grid, i * step, j * step, (i + 1) * step, (j + 1) * step);
}

static void
test_whole_pixels (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint round = 0; round < 2000; round++)
    {
      double s = scales[round % G_N_ELEMENTS (scales)];
      KithViewport view;
      KithTileLook look;
      KithTileGrid grid;
      gboolean exact = round % 3 > 0;
      double scale;

      make_look (rand, s, &view, &look);
      scale = exact ? view.scale * s : kith_tile_grid_step (view.scale * s);
      kith_tile_grid_init (&grid, scale, &look);
      g_assert_cmpint (kith_tile_grid_count (&grid), >, 0);
      for (int j = grid.first_j; j <= grid.last_j; j++)
        for (int i = grid.first_i; i <= grid.last_i; i++)
          {
            KithTilePlace here = place (&grid, i, j);
            KithTilePlace beside = place (&grid, i + 1, j);
            KithTilePlace below = place (&grid, i, j + 1);

            /* On whole pixels of the surface, each where the last one ends. */
            assert_whole (here.x * s + look.origin_x);
            assert_whole (here.y * s + look.origin_y);
            assert_whole (here.width * s);
            assert_whole (here.height * s);
            g_assert_cmpfloat_with_epsilon (here.x + here.width, beside.x, 1e-6);
            g_assert_cmpfloat_with_epsilon (here.y + here.height, below.y, 1e-6);
            if (exact)
              {
                g_assert_cmpfloat_with_epsilon (here.width * s, KITH_TILE, 1e-6);
                g_assert_cmpfloat_with_epsilon (here.height * s, KITH_TILE, 1e-6);
              }
          }

      /* Nothing in view is left out. */
      KithTilePlace first = place (&grid, grid.first_i, grid.first_j);
      KithTilePlace last = place (&grid, grid.last_i, grid.last_j);
      g_assert_cmpfloat (first.x, <=, 0);
      g_assert_cmpfloat (first.y, <=, 0);
      g_assert_cmpfloat (last.x + last.width, >=, view.width);
      g_assert_cmpfloat (last.y + last.height, >=, view.height);
    }
}

/* A tile lies where its people are: within a pixel of where the view has them. */
static void
test_true_places (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);

  for (guint round = 0; round < 500; round++)
    {
      double s = scales[round % G_N_ELEMENTS (scales)];
      KithViewport view;
      KithTileLook look;
      KithTileGrid grid;
      double px, py;

      make_look (rand, s, &view, &look);
      kith_tile_grid_init (&grid, round % 2 ? view.scale * s : kith_tile_grid_step (view.scale * s), &look);
      KithTilePlace here = place (&grid, grid.first_i, grid.last_j);
      kith_viewport_to_view (&view, grid.first_i * KITH_TILE / grid.scale, grid.last_j * KITH_TILE / grid.scale, &px,
                             &py);
      g_assert_cmpfloat_with_epsilon (here.x, px, 2 / s);
      g_assert_cmpfloat_with_epsilon (here.y, py, 2 / s);
    }
}

static void
test_pan_moves_by_whole_pixels (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint k = 0; k < G_N_ELEMENTS (scales); k++)
    {
      KithViewport view;
      KithTileLook look;
      KithTileGrid before, after;

      make_look (rand, scales[k], &view, &look);
      view.x = view.y = 0;
      kith_tile_grid_init (&before, view.scale * scales[k], &look);
      kith_viewport_pan (&view, 3.3, -1.7);
      kith_tile_grid_init (&after, view.scale * scales[k], &look);
      assert_whole ((place (&after, 0, 0).x - place (&before, 0, 0).x) * scales[k]);
      assert_whole ((place (&after, 0, 0).y - place (&before, 0, 0).y) * scales[k]);
    }
}

static void
test_step (void)
{
  for (double exact = 0.001; exact < 500; exact *= 1.01)
    {
      double ratio = exact / kith_tile_grid_step (exact);

      g_assert_cmpfloat (ratio, >, KITH_TILE_STRETCH / 2 - 1e-4);
      g_assert_cmpfloat (ratio, <, KITH_TILE_STRETCH + 1e-4);
      /* No part of a tile (64 pixels at least) is so much smaller on the screen that cairo looks at all its pixels: 3/4. */
      g_assert_cmpfloat (floor (64 * ratio) / 64, >, 0.75);
      assert_whole (log2 (kith_tile_grid_step (exact)));
    }
}

/* In the place of a tile lie those tiles of another set that have a pixel in it, of those in view. */
static void
test_part (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (guint round = 0; round < 300; round++)
    {
      KithViewport view;
      KithTileLook look;
      KithTileGrid grid, other, part;

      make_look (rand, scales[round % G_N_ELEMENTS (scales)], &view, &look);
      kith_tile_grid_init (&grid, view.scale * look.device_scale, &look);
      kith_tile_grid_init (&other, kith_tile_grid_step (grid.scale) * exp2 (g_rand_int_range (rand, -1, 2)), &look);
      kith_tile_grid_init_part (&part, &other, &grid, grid.first_i, grid.last_j);
      KithTilePlace hole = place (&grid, grid.first_i, grid.last_j);
      for (int j = other.first_j; j <= other.last_j; j++)
        for (int i = other.first_i; i <= other.last_i; i++)
          {
            KithTilePlace tile = place (&other, i, j);

            if (tile.x < hole.x + hole.width && hole.x < tile.x + tile.width && tile.y < hole.y + hole.height
                && hole.y < tile.y + tile.height)
              g_assert_true (kith_tile_grid_has (&part, i, j));
            else if (tile.x > hole.x + hole.width + 2 || hole.x > tile.x + tile.width + 2
                     || tile.y > hole.y + hole.height + 2 || hole.y > tile.y + tile.height + 2)
              g_assert_false (kith_tile_grid_has (&part, i, j));
          }
    }
}

/* — The thread — */

typedef struct
{
  GMainLoop *loop;
  KithTileWorker *worker;
  GPtrArray *done;
  guint wanted;
} Waiting;

static void
ready_cb (gpointer data)
{
  Waiting *self = data;

  if (self->done == NULL)
    self->done = g_ptr_array_new_with_free_func (kith_tile_job_free);
  g_ptr_array_extend_and_steal (self->done, kith_tile_worker_take (self->worker));
  if (self->done->len >= self->wanted)
    g_main_loop_quit (self->loop);
}

static void
wait_for (Waiting *self, guint wanted)
{
  self->wanted = wanted;
  if (self->done == NULL || self->done->len < wanted)
    g_main_loop_run (self->loop);
}

static KithTileJob *
job (KithScene *scene, guint generation, int i)
{
  KithRasterView view = { .scale = 6, .x = scene->left + i * 10, .y = scene->top, .width = 160, .height = 120 };

  view.tie_budget = G_MAXUINT;
  return kith_tile_job_new ((KithTileKey) { generation, view.scale, i, 0 }, scene, &view, i);
}

static void
test_worker (void)
{
  g_autoptr (KithScene) scene = planted_scene (800, 6, 4, 2);
  Waiting self = { g_main_loop_new (NULL, FALSE) };
  GPtrArray *jobs = g_ptr_array_new_with_free_func (kith_tile_job_free);

  self.worker = kith_tile_worker_new (ready_cb, &self);
  for (int i = 5; i >= 0; i--)
    g_ptr_array_add (jobs, job (scene, 1, i));
  kith_tile_worker_want (self.worker, jobs);
  wait_for (&self, 6);

  for (guint k = 0; k < 6; k++)
    {
      const KithTileJob *done = g_ptr_array_index (self.done, k);
      g_autofree guint8 *plainly = g_malloc (160 * 120 * 4);
      KithRasterView view = done->view;

      /* Nearest first, and the same as drawn at once. */
      g_assert_cmpint (done->key.i, ==, k);
      view.ties = view.dots = TRUE;
      kith_raster_draw (scene, &view, KITH_RASTER_GROUND, plainly, 160 * 4, NULL);
      g_assert_cmpmem (g_bytes_get_data (done->pixels, NULL), g_bytes_get_size (done->pixels), plainly, 160 * 120 * 4);
      g_assert_true (done->view.ties);
    }

  /* The same ties under new dots. */
  KithTileJob *again = job (scene, 2, 3);
  again->ties = g_bytes_ref (((KithTileJob *) g_ptr_array_index (self.done, 3))->ties);
  jobs = g_ptr_array_new_with_free_func (kith_tile_job_free);
  g_ptr_array_add (jobs, again);
  kith_tile_worker_want (self.worker, jobs);
  wait_for (&self, 7);
  const KithTileJob *redone = g_ptr_array_index (self.done, 6);
  g_assert_false (redone->view.ties);
  g_assert_true (g_bytes_equal (redone->pixels, ((KithTileJob *) g_ptr_array_index (self.done, 3))->pixels));

  kith_tile_worker_free (self.worker);
  g_ptr_array_unref (self.done);
  g_main_loop_unref (self.loop);
  g_assert_true (g_atomic_ref_count_compare (&scene->ref_count, 1));
}

/* Wishes that change all the time, as in a zoom; then the thread is stopped half way. */
static void
test_worker_changes_its_mind (void)
{
  g_autoptr (KithScene) scene = planted_scene (6000, 6, 6, 2);

  for (guint round = 0; round < 8; round++)
    {
      Waiting self = { g_main_loop_new (NULL, FALSE) };

      self.worker = kith_tile_worker_new (ready_cb, &self);
      self.wanted = G_MAXUINT;
      for (guint frame = 0; frame < 30; frame++)
        {
          GPtrArray *jobs = g_ptr_array_new_with_free_func (kith_tile_job_free);

          for (int i = 0; i < 6; i++)
            g_ptr_array_add (jobs, job (scene, 1 + frame / 3, i));
          kith_tile_worker_want (self.worker, jobs);
          /* Now at once, before any is there, now when some are. */
          g_main_context_iteration (NULL, frame % 4 == 3);
        }
      /* What was wanted last comes. */
      guint last = 0;
      while (last != 0x3f)
        {
          g_main_context_iteration (NULL, TRUE);
          for (guint k = 0; self.done != NULL && k < self.done->len; k++)
            {
              const KithTileKey *key = &((KithTileJob *) g_ptr_array_index (self.done, k))->key;

              last |= key->generation == 10 ? 1u << key->i : 0;
            }
        }

      if (round % 2)
        {
          GPtrArray *jobs = g_ptr_array_new_with_free_func (kith_tile_job_free);

          g_ptr_array_add (jobs, job (scene, 99, 0));
          kith_tile_worker_want (self.worker, jobs);
        }
      kith_tile_worker_free (self.worker);
      g_ptr_array_unref (self.done);
      g_main_loop_unref (self.loop);
      g_assert_true (g_atomic_ref_count_compare (&scene->ref_count, 1));
    }
}

/* — Many threads — */

static gpointer
draw_all (gpointer data)
{
  KithScene *scene = data;
  double span = MAX (scene->right - scene->left, scene->bottom - scene->top);
  KithRasterView view = { .scale = 240 / span, .x = scene->left, .y = scene->top, .width = 240, .height = 240 };
  guint8 *pixels = g_malloc (240 * 240 * 4);

  view.tie_budget = G_MAXUINT;
  view.ties = view.dots = TRUE;
  for (guint round = 0; round < 6; round++)
    {
      view.density = 1 + round % 3 * 0.5;
      view.dark = round % 2;
      kith_raster_draw (scene, &view, KITH_RASTER_GROUND, pixels, 240 * 4, NULL);
    }
  kith_scene_unref (scene);
  return pixels;
}

static void
test_many_threads (void)
{
  g_autoptr (KithScene) scene = planted_scene (2000, 6, 4, 2);
  GThread *threads[4];
  guint8 *pixels[G_N_ELEMENTS (threads)];

  for (guint k = 0; k < G_N_ELEMENTS (threads); k++)
    threads[k] = g_thread_new ("draw", draw_all, kith_scene_ref (scene));
  for (guint k = 0; k < G_N_ELEMENTS (threads); k++)
    pixels[k] = g_thread_join (threads[k]);
  for (guint k = 1; k < G_N_ELEMENTS (threads); k++)
    g_assert_cmpmem (pixels[0], 240 * 240 * 4, pixels[k], 240 * 240 * 4);
  for (guint k = 0; k < G_N_ELEMENTS (threads); k++)
    g_free (pixels[k]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tiles/whole-pixels", test_whole_pixels);
  g_test_add_func ("/tiles/true-places", test_true_places);
  g_test_add_func ("/tiles/pan-moves-by-whole-pixels", test_pan_moves_by_whole_pixels);
  g_test_add_func ("/tiles/step", test_step);
  g_test_add_func ("/tiles/part", test_part);
  g_test_add_func ("/tiles/worker", test_worker);
  g_test_add_func ("/tiles/worker-changes-its-mind", test_worker_changes_its_mind);
  g_test_add_func ("/tiles/many-threads", test_many_threads);

  return g_test_run ();
}
