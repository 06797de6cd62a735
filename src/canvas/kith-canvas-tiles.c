/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tiles. A set of tiles is all those of one look (a scene on light or dark ground: a "generation") at one scale; its tiles lie on a grid
 * that starts at map point (0, 0), so a pan at the same scale reuses them, on whole device pixels.
 *
 * At rest the set has exactly the scale of the view. While the scale changes, sets of whole powers of two are drawn stretched, so that a
 * zoom across a factor of two needs one new set and not one a frame. Under both lies one small picture of everything, always kept, so
 * that there is never a hole.
 *
 * The wanted tiles are told anew with each frame, nearest first, and replace what was wanted before: the worker takes the first,
 * and a tile that nobody wants any more is stopped half way. So nothing stale is ever drawn for long, and no queue grows. */

#include "kith-canvas-tiles.h"

#include "kith-raster.h"

#include <math.h>

#define TILE 512
#define GUARD 2 /* device pixels drawn around a tile and cut off: lines that are clipped leave a light border */
#define OVERVIEW 1024
#define BUDGET_LEAST (24 * 1024 * 1024)
#define BUDGET_MOST (128 * 1024 * 1024)

typedef struct
{
  guint generation;
  double scale; /* device pixels per map unit; 0 for the picture of everything */
  int i, j;
} Key;

typedef struct
{
  Key key;
  GdkTexture *texture;
  guint frame; /* when it was last drawn or asked for */
  GList link;  /* in self->recent, newest first */
} Tile;

typedef struct
{
  guint generation;
  GdkTexture *texture;
  double left, top, scale; /* map point of its corner, device pixels per map unit */
} Overview;

typedef struct
{
  Key key;
  KithScene *scene;
  KithRasterView view;
  double distance; /* from where to begin */
} Job;

typedef struct
{
  Key key;
  GBytes *pixels;
  gsize stride;
  int width, height;
  double left, top, scale;
} Done;

struct _KithCanvasTiles
{
  void (*arrived) (gpointer data);
  gpointer data;

  /* Main thread */
  KithScene *scene;
  gboolean dark;
  guint generation;
  Key shown; /* generation and scale last drawn whole; generation 0 for none */
  Overview overview, old_overview;
  GHashTable *tiles; /* Key → Tile */
  GQueue recent;
  gsize bytes, budget;
  guint frame;
  guint made;

  /* Both threads, under the lock */
  GMutex lock;
  GCond changed;
  GThread *thread;
  gboolean stop;
  GPtrArray *wanted; /* Job, the first to be done last in the array */
  Key working;       /* generation 0 for nothing */
  GCancellable *cancellable;
  GPtrArray *done; /* Done */
  GSource *source;
};

static gboolean
key_equal (gconstpointer one, gconstpointer other)
{
  const Key *a = one;
  const Key *b = other;

  return a->generation == b->generation && a->scale == b->scale && a->i == b->i && a->j == b->j;
}

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;

  return g_double_hash (&key->scale) ^ (guint) key->i * 73856093u ^ (guint) key->j * 19349663u
         ^ key->generation * 83492791u;
}

static void
tile_free (gpointer data)
{
  Tile *tile = data;

  g_object_unref (tile->texture);
  g_free (tile);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  kith_scene_unref (job->scene);
  g_free (job);
}

static void
done_free (gpointer data)
{
  Done *done = data;

  g_bytes_unref (done->pixels);
  g_free (done);
}

/* — Worker — */

static Done *
perform (const Job *job, GCancellable *cancellable)
{
  gsize stride = (gsize) job->view.width * 4;
  g_autofree guint8 *pixels = g_malloc (stride * job->view.height);

  if (!kith_raster_draw (job->scene, &job->view, TRUE, pixels, stride, cancellable))
    return NULL;

  Done *done = g_new0 (Done, 1);
  done->key = job->key;
  done->stride = stride;
  done->width = job->view.width;
  done->height = job->view.height;
  done->left = job->view.x;
  done->top = job->view.y;
  done->scale = job->view.scale;
  done->pixels = g_bytes_new_take (g_steal_pointer (&pixels), stride * job->view.height);

  return done;
}

static gboolean take_done (gpointer data);

static gpointer
work (gpointer data)
{
  KithCanvasTiles *self = data;

  g_mutex_lock (&self->lock);
  for (;;)
    {
      while (!self->stop && self->wanted->len == 0)
        g_cond_wait (&self->changed, &self->lock);
      if (self->stop)
        break;

      Job *job = g_ptr_array_steal_index (self->wanted, self->wanted->len - 1);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      self->working = job->key;
      self->cancellable = cancellable;
      g_mutex_unlock (&self->lock);

      Done *done = perform (job, cancellable);
      job_free (job);

      g_mutex_lock (&self->lock);
      self->working.generation = 0;
      self->cancellable = NULL;
      if (done != NULL)
        {
          g_ptr_array_add (self->done, done);
          if (self->source == NULL && !self->stop)
            {
              /* Before the next redraw, so that a tile that is ready is in it. */
              self->source = g_idle_source_new ();
              g_source_set_priority (self->source, G_PRIORITY_HIGH_IDLE);
              g_source_set_callback (self->source, take_done, self, NULL);
              g_source_attach (self->source, NULL);
            }
        }
    }
  g_mutex_unlock (&self->lock);

  return NULL;
}

/* — Keeping — */

static void
drop_tile (KithCanvasTiles *self, Tile *tile)
{
  g_queue_unlink (&self->recent, &tile->link);
  self->bytes -= TILE * TILE * 4;
  g_hash_table_remove (self->tiles, &tile->key);
}

static void
drop_other_generations (KithCanvasTiles *self)
{
  for (GList *link = self->recent.head; link != NULL;)
    {
      Tile *tile = link->data;

      link = link->next;
      if (tile->key.generation != self->generation)
        drop_tile (self, tile);
    }
  g_clear_object (&self->old_overview.texture);
}

static void
keep_within_budget (KithCanvasTiles *self)
{
  while (self->bytes > self->budget && self->recent.tail != NULL)
    {
      Tile *tile = self->recent.tail->data;

      if (tile->frame == self->frame)
        break;
      drop_tile (self, tile);
    }
}

static void
keep (KithCanvasTiles *self, Done *done)
{
  if (done->key.generation != self->generation)
    return;

  if (done->key.scale == 0)
    {
      g_clear_object (&self->overview.texture);
      self->overview.generation = done->key.generation;
      self->overview.left = done->left;
      self->overview.top = done->top;
      self->overview.scale = done->scale;
      self->overview.texture
          = gdk_memory_texture_new (done->width, done->height, GDK_MEMORY_DEFAULT, done->pixels, done->stride);
      return;
    }

  if (g_hash_table_contains (self->tiles, &done->key))
    return;

  g_autoptr (GBytes) inner
      = g_bytes_new_from_bytes (done->pixels, GUARD * done->stride + GUARD * 4, (TILE - 1) * done->stride + TILE * 4);
  Tile *tile = g_new0 (Tile, 1);
  tile->key = done->key;
  tile->texture = gdk_memory_texture_new (TILE, TILE, GDK_MEMORY_DEFAULT, inner, done->stride);
  tile->frame = self->frame;
  tile->link.data = tile;
  g_hash_table_insert (self->tiles, &tile->key, tile);
  g_queue_push_head_link (&self->recent, &tile->link);
  self->bytes += TILE * TILE * 4;
  self->made++;
  keep_within_budget (self);
}

static gboolean
take_done (gpointer data)
{
  KithCanvasTiles *self = data;
  g_autoptr (GPtrArray) done = NULL;

  g_mutex_lock (&self->lock);
  done = g_steal_pointer (&self->done);
  self->done = g_ptr_array_new_with_free_func (done_free);
  g_clear_pointer (&self->source, g_source_unref);
  g_mutex_unlock (&self->lock);

  for (guint i = 0; i < done->len; i++)
    keep (self, g_ptr_array_index (done, i));
  self->arrived (self->data);

  return G_SOURCE_REMOVE;
}

/* — Drawing — */

/* Where a set lies on the screen. */
typedef struct
{
  guint generation;
  double scale; /* of the set */
  double ratio; /* device pixels on screen per device pixel of the set; 1 at the exact scale */
  double x, y;  /* screen's top left corner in device pixels from map point (0, 0), at the screen's scale */
  int first_i, last_i, first_j, last_j; /* tiles in view */
  double device_scale;                  /* device pixels per logical one */
  double nudge_x, nudge_y; /* device pixels from the widget's corner to the next whole one of the surface */
} Grid;

static void
grid_init (Grid *grid, guint generation, double scale, const KithCanvasTilesLook *look)
{
  double exact = look->view->scale * look->device_scale;
  double width = look->view->width * look->device_scale;
  double height = look->view->height * look->device_scale;

  grid->generation = generation;
  grid->scale = scale;
  grid->ratio = exact / scale;
  grid->x = round (look->view->x * exact - width / 2);
  grid->y = round (look->view->y * exact - height / 2);
  grid->device_scale = look->device_scale;
  grid->nudge_x = ceil (look->origin_x) - look->origin_x;
  grid->nudge_y = ceil (look->origin_y) - look->origin_y;

  double step = TILE * grid->ratio;
  grid->first_i = (int) floor ((grid->x - 1) / step);
  grid->first_j = (int) floor ((grid->y - 1) / step);
  grid->last_i = (int) floor ((grid->x + width + 1) / step);
  grid->last_j = (int) floor ((grid->y + height + 1) / step);
}

static Tile *
find_tile (KithCanvasTiles *self, const Grid *grid, int i, int j)
{
  Key key = { grid->generation, grid->scale, i, j };

  return g_hash_table_lookup (self->tiles, &key);
}

static gboolean
is_complete (KithCanvasTiles *self, const Grid *grid)
{
  for (int j = grid->first_j; j <= grid->last_j; j++)
    for (int i = grid->first_i; i <= grid->last_i; i++)
      if (find_tile (self, grid, i, j) == NULL)
        return FALSE;

  return TRUE;
}

static void
touch (KithCanvasTiles *self, Tile *tile)
{
  tile->frame = self->frame;
  g_queue_unlink (&self->recent, &tile->link);
  g_queue_push_head_link (&self->recent, &tile->link);
}

static void
draw_texture (GtkSnapshot *snapshot, const Grid *grid, GdkTexture *texture, double left, double top, double right,
              double bottom)
{
  double s = grid->device_scale;

  gtk_snapshot_append_texture (snapshot, texture,
                               &GRAPHENE_RECT_INIT ((left + grid->nudge_x) / s, (top + grid->nudge_y) / s,
                                                    (right - left) / s, (bottom - top) / s));
}

static void
draw_set (KithCanvasTiles *self, GtkSnapshot *snapshot, const Grid *grid)
{
  double step = TILE * grid->ratio;

  for (int j = grid->first_j; j <= grid->last_j; j++)
    for (int i = grid->first_i; i <= grid->last_i; i++)
      {
        Tile *tile = find_tile (self, grid, i, j);

        if (tile == NULL)
          continue;
        touch (self, tile);
        /* Edges on whole pixels, so that neighbours meet without a seam when stretched. */
        draw_texture (snapshot, grid, tile->texture, round (i * step) - grid->x, round (j * step) - grid->y,
                      round ((i + 1) * step) - grid->x, round ((j + 1) * step) - grid->y);
      }
}

static void
draw_overview (GtkSnapshot *snapshot, const Overview *overview, const Grid *screen)
{
  double ratio = screen->ratio * screen->scale / overview->scale;
  double left = overview->left * overview->scale * ratio - screen->x;
  double top = overview->top * overview->scale * ratio - screen->y;

  if (overview->texture == NULL)
    return;
  draw_texture (snapshot, screen, overview->texture, left, top,
                left + gdk_texture_get_width (overview->texture) * ratio,
                top + gdk_texture_get_height (overview->texture) * ratio);
}

/* — Wanting — */

static Job *
job_new (KithCanvasTiles *self, double scale, int width, int height)
{
  Job *job = g_new0 (Job, 1);

  job->scene = kith_scene_ref (self->scene);
  job->key.generation = self->generation;
  job->view.scale = scale;
  job->view.width = width;
  job->view.height = height;
  job->view.dark = self->dark;
  job->view.ties = TRUE;
  job->view.dots = TRUE;

  return job;
}

static void
want_overview (KithCanvasTiles *self, GPtrArray *wanted, double distance)
{
  double width = MAX (self->scene->right - self->scene->left, 1.0);
  double height = MAX (self->scene->bottom - self->scene->top, 1.0);
  double scale = MIN (OVERVIEW / (MAX (width, height) * 1.08), 16);
  int across = CLAMP ((int) ceil (width * 1.08 * scale), 1, OVERVIEW);
  int down = CLAMP ((int) ceil (height * 1.08 * scale), 1, OVERVIEW);
  Job *job = job_new (self, scale, across, down);

  job->view.x = self->scene->left - (across / scale - width) / 2;
  job->view.y = self->scene->top - (down / scale - height) / 2;
  job->view.tie_budget = kith_raster_budget (self->scene, scale, across, down);
  job->distance = distance;
  g_ptr_array_add (wanted, job);
}

static void
want_set (KithCanvasTiles *self, GPtrArray *wanted, const Grid *grid, const KithCanvasTilesLook *look, int ring)
{
  double step = TILE * grid->ratio;
  double near_x = grid->x + look->near_x * look->device_scale;
  double near_y = grid->y + look->near_y * look->device_scale;
  guint budget
      = kith_raster_budget (self->scene, grid->scale, (int) (look->view->width * look->device_scale / grid->ratio),
                            (int) (look->view->height * look->device_scale / grid->ratio));

  for (int j = grid->first_j - ring; j <= grid->last_j + ring; j++)
    for (int i = grid->first_i - ring; i <= grid->last_i + ring; i++)
      {
        gboolean in_view = i >= grid->first_i && i <= grid->last_i && j >= grid->first_j && j <= grid->last_j;
        Tile *tile = find_tile (self, grid, i, j);

        if (tile != NULL)
          {
            touch (self, tile);
            continue;
          }

        Job *job = job_new (self, grid->scale, TILE + 2 * GUARD, TILE + 2 * GUARD);
        job->key.scale = grid->scale;
        job->key.i = i;
        job->key.j = j;
        job->view.x = (i * (double) TILE - GUARD) / grid->scale;
        job->view.y = (j * (double) TILE - GUARD) / grid->scale;
        job->view.tie_budget = budget;
        job->distance = hypot ((i + 0.5) * step - near_x, (j + 0.5) * step - near_y) + (in_view ? 0 : 1e6);
        g_ptr_array_add (wanted, job);
      }
}

static int
compare_far_first (gconstpointer one, gconstpointer other)
{
  const Job *a = *(const Job *const *) one;
  const Job *b = *(const Job *const *) other;

  return (a->distance < b->distance) - (a->distance > b->distance);
}

static void
tell_wanted (KithCanvasTiles *self, GPtrArray *wanted)
{
  gboolean still_wanted = FALSE;

  g_ptr_array_sort (wanted, compare_far_first);

  g_mutex_lock (&self->lock);
  /* What is ready but not yet taken, or being worked on, need not be done again. */
  for (guint i = wanted->len; i-- > 0;)
    {
      Job *job = g_ptr_array_index (wanted, i);
      gboolean known = FALSE;

      if (self->working.generation != 0 && key_equal (&job->key, &self->working))
        known = still_wanted = TRUE;
      for (guint k = 0; k < self->done->len && !known; k++)
        known = key_equal (&job->key, &((Done *) g_ptr_array_index (self->done, k))->key);
      if (known)
        g_ptr_array_remove_index (wanted, i);
    }
  if (self->cancellable != NULL && !still_wanted)
    g_cancellable_cancel (self->cancellable);
  g_ptr_array_unref (self->wanted);
  self->wanted = g_ptr_array_ref (wanted);
  if (wanted->len > 0 && self->thread == NULL)
    self->thread = g_thread_new ("kith-tiles", work, self);
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

gboolean
kith_canvas_tiles_snapshot (KithCanvasTiles *self, GtkSnapshot *snapshot, const KithCanvasTilesLook *look)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (job_free);
  double exact = look->view->scale * look->device_scale;
  double octave = exp2 (round (log2 (exact)));
  Grid screen, step;
  gboolean settled = FALSE;

  if (self->scene == NULL)
    return TRUE;

  self->frame++;
  grid_init (&screen, self->generation, exact, look);
  grid_init (&step, self->generation, octave, look);

  gsize in_view = (gsize) (screen.last_i - screen.first_i + 1) * (screen.last_j - screen.first_j + 1) * TILE * TILE * 4;
  self->budget = MAX (CLAMP (4 * in_view, BUDGET_LEAST, BUDGET_MOST), 2 * in_view);

  if (is_complete (self, &screen))
    {
      settled = TRUE;
      draw_set (self, snapshot, &screen);
      self->shown = (Key) { self->generation, exact, 0, 0 };
      drop_other_generations (self);
    }
  else if (is_complete (self, &step))
    {
      draw_set (self, snapshot, &step);
      self->shown = (Key) { self->generation, octave, 0, 0 };
      drop_other_generations (self);
    }
  else
    {
      guint32 ground = kith_raster_ground (self->dark);
      GdkRGBA color
          = { ((ground >> 16) & 0xff) / 255.0f, ((ground >> 8) & 0xff) / 255.0f, (ground & 0xff) / 255.0f, 1 };
      gboolean of_old = self->shown.generation != 0 && self->shown.generation != self->generation;

      /* Tiles are opaque: only where some are missing does the ground have to be painted. */
      gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, 0, look->view->width, look->view->height));
      draw_overview (snapshot, of_old ? &self->old_overview : &self->overview, &screen);
      if (self->shown.generation != 0)
        {
          Grid shown;

          grid_init (&shown, self->shown.generation, self->shown.scale, look);
          /* Far zoomed out, a set of large tiles would be thousands: the picture of everything does. */
          if (shown.ratio > 0.2)
            draw_set (self, snapshot, &shown);
        }
      if (!of_old)
        draw_set (self, snapshot, look->zooming ? &step : &screen);
    }

  if (self->overview.generation != self->generation || self->overview.texture == NULL)
    want_overview (self, wanted, self->shown.generation == 0 ? -1 : 1e5);
  if (look->zooming)
    want_set (self, wanted, &step, look, 0);
  else
    want_set (self, wanted, &screen, look, 1);
  tell_wanted (self, wanted);

  return settled;
}

void
kith_canvas_tiles_set_scene (KithCanvasTiles *self, KithScene *scene, gboolean dark, gboolean keep_old)
{
  if (scene != NULL)
    kith_scene_ref (scene);
  g_clear_pointer (&self->scene, kith_scene_unref);
  self->scene = scene;
  self->dark = dark;
  self->generation++;

  if (self->overview.texture != NULL && self->overview.generation == self->shown.generation)
    {
      g_clear_object (&self->old_overview.texture);
      self->old_overview = self->overview;
      self->overview.texture = NULL;
    }
  g_clear_object (&self->overview.texture);

  if (scene == NULL || !keep_old)
    {
      g_autoptr (GPtrArray) nothing = g_ptr_array_new_with_free_func (job_free);

      self->shown.generation = 0;
      drop_other_generations (self);
      tell_wanted (self, nothing);
    }
}

guint
kith_canvas_tiles_count_made (KithCanvasTiles *self)
{
  return self->made;
}

gsize
kith_canvas_tiles_get_bytes (KithCanvasTiles *self)
{
  return self->bytes;
}

KithCanvasTiles *
kith_canvas_tiles_new (void (*arrived) (gpointer data), gpointer data)
{
  KithCanvasTiles *self = g_new0 (KithCanvasTiles, 1);

  self->arrived = arrived;
  self->data = data;
  self->tiles = g_hash_table_new_full (key_hash, key_equal, NULL, tile_free);
  g_queue_init (&self->recent);
  self->budget = BUDGET_LEAST;
  self->wanted = g_ptr_array_new_with_free_func (job_free);
  self->done = g_ptr_array_new_with_free_func (done_free);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);

  return self;
}

void
kith_canvas_tiles_free (KithCanvasTiles *self)
{
  g_mutex_lock (&self->lock);
  self->stop = TRUE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  if (self->thread != NULL)
    g_thread_join (self->thread);

  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_ptr_array_unref (self->wanted);
  g_ptr_array_unref (self->done);
  g_hash_table_unref (self->tiles);
  g_clear_object (&self->overview.texture);
  g_clear_object (&self->old_overview.texture);
  g_clear_pointer (&self->scene, kith_scene_unref);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}
