/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tiles. A set of tiles is all those of one look (a scene on light or dark ground at a density: a "generation") at one scale.
 *
 * At rest the set has exactly the scale of the view. While the scale changes, that set is drawn stretched for as long as it will do, then
 * sets of whole powers of two, so that a zoom across a factor of two needs one new set and not one a frame. Under all of them lies one
 * picture of everything, always kept, so that there is never a hole. A new generation takes over when all of it that is in view is there.
 *
 * The tiles in view keep their ties apart from their dots: where a new scene has the same ties, only its dots are drawn. */

#include "kith-canvas-tiles.h"

#include "kith-tile-picture.h"
#include "kith-tile-worker.h"

#include <math.h>

#define GUARD 2         /* device pixels drawn around a tile and cut off: lines that are clipped leave a light border */
#define OVERVIEW 640    /* device pixels of the picture of everything */
#define SHOWN_LEAST 0.4 /* below, making a set smaller costs more than it shows */
#define LATER 1e6       /* device pixels: what is not needed yet is as if that far away */
#define BUDGET_LEAST (24 * 1024 * 1024)
#define BUDGET_MOST (96 * 1024 * 1024)
#define TILE_BYTES ((gsize) (KITH_TILE + 2 * GUARD) * (KITH_TILE + 2 * GUARD) * 4)

typedef struct
{
  KithTileKey key;
  KithTilePicture *picture;
  GBytes *ties;     /* nullable */
  guint ties_look;  /* which ties these are: self->ties_look then */
  guint used, seen; /* frames in which it was last asked for, and last in view */
  GList link;       /* in self->recent, newest first */
} Tile;

typedef struct
{
  guint generation;
  KithTilePicture *picture; /* nullable */
  double left, top, scale;  /* device pixels of the set from map point (0, 0), and device pixels per map unit */
} Overview;

struct _KithCanvasTiles
{
  void (*arrived) (gpointer data);
  gpointer data;

  KithScene *scene;
  gboolean dark, bands, contrast;
  double density;
  guint generation;
  guint ties_look;   /* grows when the ties look otherwise, too */
  KithTileKey shown; /* generation and scale last drawn whole; generation 0 for none */
  KithTileGrid grid; /* the set that the last frame wanted */
  double exact;      /* device pixels per map unit in the last frame */
  gboolean inwards;  /* it was growing when it last changed */
  gboolean whole;    /* it was drawn whole, if not that set, then the one for on the way */
  Overview overview, old_overview;
  GHashTable *tiles; /* KithTileKey → Tile */
  GQueue recent;
  gsize budget;
  guint frame;
  KithCanvasTilesTally tally;
  KithTileWorker *worker;
};

/* — Keeping — */

static void
tile_drop_ties (KithCanvasTiles *self, Tile *tile)
{
  if (tile->ties != NULL)
    self->tally.bytes -= TILE_BYTES;
  g_clear_pointer (&tile->ties, g_bytes_unref);
}

static void
tile_free (gpointer data)
{
  Tile *tile = data;

  kith_tile_picture_free (tile->picture);
  g_clear_pointer (&tile->ties, g_bytes_unref);
  g_free (tile);
}

static void
drop_tile (KithCanvasTiles *self, Tile *tile)
{
  tile_drop_ties (self, tile);
  self->tally.bytes -= TILE_BYTES;
  g_queue_unlink (&self->recent, &tile->link);
  g_hash_table_remove (self->tiles, &tile->key);
}

static void
overview_clear (Overview *overview)
{
  g_clear_pointer (&overview->picture, kith_tile_picture_free);
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
      else if (tile->seen != self->frame)
        tile_drop_ties (self, tile);
    }
  overview_clear (&self->old_overview);
}

static void
keep_within_budget (KithCanvasTiles *self)
{
  while (self->tally.bytes > self->budget && self->recent.tail != NULL)
    {
      Tile *tile = self->recent.tail->data;

      if (tile->used == self->frame)
        break;
      drop_tile (self, tile);
    }
}

static void
keep_overview (KithCanvasTiles *self, KithTileJob *job)
{
  overview_clear (&self->overview);
  self->overview.generation = job->key.generation;
  self->overview.scale = job->view.scale;
  self->overview.left = job->view.x * job->view.scale;
  self->overview.top = job->view.y * job->view.scale;
  self->overview.picture
      = kith_tile_picture_new (job->pixels, (gsize) job->view.width * 4, 0, 0, job->view.width, job->view.height);
}

/* Returns: whether the last frame would have looked otherwise with it */
static gboolean
keep (KithCanvasTiles *self, KithTileJob *job)
{
  gboolean in_view = job->key.scale == self->grid.scale && kith_tile_grid_has (&self->grid, job->key.i, job->key.j);

  if (job->key.generation != self->generation)
    return FALSE;
  if (job->key.scale == 0)
    {
      keep_overview (self, job);
      return !self->whole;
    }
  if (g_hash_table_contains (self->tiles, &job->key))
    return FALSE;

  Tile *tile = g_new0 (Tile, 1);
  tile->key = job->key;
  tile->picture = kith_tile_picture_new (job->pixels, (gsize) job->view.width * 4, GUARD, GUARD, KITH_TILE, KITH_TILE);
  tile->ties = in_view ? g_bytes_ref (job->ties) : NULL;
  tile->ties_look = self->ties_look;
  tile->used = tile->seen = self->frame;
  tile->link.data = tile;
  g_hash_table_insert (self->tiles, &tile->key, tile);
  g_queue_push_head_link (&self->recent, &tile->link);
  self->tally.bytes += TILE_BYTES * (in_view ? 2 : 1);
  self->tally.made++;
  self->tally.dots_only += !job->view.ties;
  keep_within_budget (self);

  return in_view;
}

static Tile *
find_tile (KithCanvasTiles *self, guint generation, double scale, int i, int j)
{
  KithTileKey key = { generation, scale, i, j };

  return g_hash_table_lookup (self->tiles, &key);
}

static guint
count_missing (KithCanvasTiles *self, guint generation, const KithTileGrid *grid)
{
  guint missing = 0;

  for (int j = grid->first_j; j <= grid->last_j; j++)
    for (int i = grid->first_i; i <= grid->last_i; i++)
      missing += find_tile (self, generation, grid->scale, i, j) == NULL;

  return missing;
}

static void
ready_cb (gpointer data)
{
  KithCanvasTiles *self = data;
  g_autoptr (GPtrArray) done = kith_tile_worker_take (self->worker);

  gboolean matters = FALSE;

  for (guint i = 0; i < done->len; i++)
    matters |= keep (self, g_ptr_array_index (done, i));
  /* A picture without holes is replaced at once, not tile by tile. */
  if (matters && (!self->whole || count_missing (self, self->generation, &self->grid) == 0))
    self->arrived (self->data);
}

/* — Drawing — */

static void
use (KithCanvasTiles *self, Tile *tile)
{
  tile->used = self->frame;
  g_queue_unlink (&self->recent, &tile->link);
  g_queue_push_head_link (&self->recent, &tile->link);
}

static void
draw_set (KithCanvasTiles *self, GtkSnapshot *snapshot, guint generation, const KithTileGrid *grid)
{
  for (int j = grid->first_j; j <= grid->last_j; j++)
    for (int i = grid->first_i; i <= grid->last_i; i++)
      {
        Tile *tile = find_tile (self, generation, grid->scale, i, j);

        if (tile == NULL)
          continue;
        use (self, tile);
        tile->seen = self->frame;
        kith_tile_picture_snapshot (tile->picture, snapshot, grid, i * (double) KITH_TILE, j * (double) KITH_TILE);
      }
}

static void
draw_overview (GtkSnapshot *snapshot, const Overview *overview, const KithTileLook *look)
{
  KithTileGrid grid;

  if (overview->picture == NULL)
    return;
  kith_tile_grid_init (&grid, overview->scale, look);
  kith_tile_picture_snapshot (overview->picture, snapshot, &grid, overview->left, overview->top);
}

/* The set shown last, stretched; %FALSE where it has not all of what is in view. */
static gboolean
get_shown (KithCanvasTiles *self, const KithTileLook *look, KithTileGrid *shown)
{
  if (self->shown.generation == 0)
    return FALSE;
  kith_tile_grid_init (shown, self->shown.scale, look);
  /* Far zoomed out, a set of large tiles would be thousands. */
  return shown->ratio > SHOWN_LEAST && count_missing (self, self->shown.generation, shown) == 0;
}

/* The set for while the scale changes: the one shown last, if it has all of what is in view and is not stretched too far. */
static void
get_way (KithCanvasTiles *self, const KithTileLook *look, KithTileGrid *way)
{
  if (self->shown.generation != self->generation || !get_shown (self, look, way) || way->ratio < KITH_TILE_STRETCH / 2
      || way->ratio > KITH_TILE_STRETCH)
    kith_tile_grid_init (way, kith_tile_grid_step (self->exact), look);
}

/* Fills the place of one tile of @grid with what there is of the set shown last, over the picture of everything where that has gaps. */
static void
draw_hole (KithCanvasTiles *self, GtkSnapshot *snapshot, const KithTileGrid *grid, int i, int j,
           const KithTileGrid *shown, const KithTileLook *look)
{
  KithTilePlace place = kith_tile_grid_place (grid, i * (double) KITH_TILE, j * (double) KITH_TILE,
                                              (i + 1) * (double) KITH_TILE, (j + 1) * (double) KITH_TILE);
  graphene_rect_t hole = GRAPHENE_RECT_INIT (place.x, place.y, place.width, place.height);
  gboolean of_old = self->shown.generation != 0 && self->shown.generation != self->generation;
  gboolean is_any = self->shown.generation != 0 && shown->ratio > SHOWN_LEAST;
  KithTileGrid part;

  /* The nudge may leave less than a pixel beside the tiles. */
  graphene_rect_inset (&hole, -1, -1);
  gtk_snapshot_push_clip (snapshot, &hole);
  if (is_any)
    kith_tile_grid_init_part (&part, shown, grid, i, j);
  if (!is_any || count_missing (self, self->shown.generation, &part) > 0)
    {
      guint32 ground = kith_raster_ground (self->dark);

      gtk_snapshot_append_color (
          snapshot,
          &(GdkRGBA) { ((ground >> 16) & 0xff) / 255.0f, ((ground >> 8) & 0xff) / 255.0f, (ground & 0xff) / 255.0f, 1 },
          &hole);
      draw_overview (snapshot, of_old ? &self->old_overview : &self->overview, look);
    }
  if (is_any)
    draw_set (self, snapshot, self->shown.generation, &part);
  gtk_snapshot_pop (snapshot);
}

/* What there is instead of a set that is not whole. Each layer costs as much as a frame, and one that is made smaller more, so there are no
 * more than needed: on the way the last set alone, if it is whole; otherwise what there is of the new one, and in its gaps of others. */
static void
draw_instead (KithCanvasTiles *self, GtkSnapshot *snapshot, const KithTileGrid *grid, const KithTileLook *look)
{
  gboolean of_old = self->shown.generation != 0 && self->shown.generation != self->generation;
  KithTileGrid shown;

  if (get_shown (self, look, &shown) && (of_old || (look->zooming && shown.ratio >= KITH_TILE_STRETCH / 2)))
    {
      draw_set (self, snapshot, self->shown.generation, &shown);
      return;
    }
  for (int j = grid->first_j; j <= grid->last_j; j++)
    for (int i = grid->first_i; i <= grid->last_i; i++)
      if (of_old || find_tile (self, self->generation, grid->scale, i, j) == NULL)
        draw_hole (self, snapshot, grid, i, j, &shown, look);
  if (!of_old)
    draw_set (self, snapshot, self->generation, grid);
}

/* — Wanting — */

static KithRasterView
usual_view (KithCanvasTiles *self, double scale)
{
  double density = self->density;

  return (KithRasterView) {
    .scale = scale,
    .dark = self->dark,
    .bands = self->bands,
    .contrast = self->contrast,
    .density = density,
    .tie_budget = kith_raster_budget (self->scene, scale, (int) (KITH_RASTER_USUAL_WIDTH * density),
                                      (int) (KITH_RASTER_USUAL_HEIGHT * density)),
  };
}

static void
want_overview (KithCanvasTiles *self, GPtrArray *wanted, double distance)
{
  double width = MAX (self->scene->right - self->scene->left, 1.0);
  double height = MAX (self->scene->bottom - self->scene->top, 1.0);
  double scale = MIN (OVERVIEW / (MAX (width, height) * 1.08), 16);
  KithRasterView view = usual_view (self, scale);

  view.width = CLAMP ((int) ceil (width * 1.08 * scale), 1, OVERVIEW);
  view.height = CLAMP ((int) ceil (height * 1.08 * scale), 1, OVERVIEW);
  view.x = self->scene->left - (view.width / scale - width) / 2;
  view.y = self->scene->top - (view.height / scale - height) / 2;
  g_ptr_array_add (wanted,
                   kith_tile_job_new ((KithTileKey) { self->generation, 0, 0, 0 }, self->scene, &view, distance));
}

/* @ring: tiles around those in view, which a pan will need next; @later: added to the distance of all */
static void
want_set (KithCanvasTiles *self, GPtrArray *wanted, const KithTileGrid *grid, const KithTileLook *look, int ring,
          double later)
{
  double step = KITH_TILE * grid->ratio;
  double near_x = grid->x + look->near_x * look->device_scale;
  double near_y = grid->y + look->near_y * look->device_scale;
  KithRasterView view = usual_view (self, grid->scale);

  view.width = view.height = KITH_TILE + 2 * GUARD;
  for (int j = grid->first_j - ring; j <= grid->last_j + ring; j++)
    for (int i = grid->first_i - ring; i <= grid->last_i + ring; i++)
      {
        gboolean in_view = kith_tile_grid_has (grid, i, j);
        Tile *tile = find_tile (self, self->generation, grid->scale, i, j);

        if (tile != NULL)
          {
            use (self, tile);
            continue;
          }

        Tile *before = find_tile (self, self->shown.generation, grid->scale, i, j);
        KithTileJob *job;
        view.x = (i * (double) KITH_TILE - GUARD) / grid->scale;
        view.y = (j * (double) KITH_TILE - GUARD) / grid->scale;
        job = kith_tile_job_new ((KithTileKey) { self->generation, grid->scale, i, j }, self->scene, &view,
                                 hypot ((i + 0.5) * step - near_x, (j + 0.5) * step - near_y) + later
                                     + (in_view ? 0 : LATER));
        if (before != NULL && before->ties != NULL && before->ties_look == self->ties_look)
          job->ties = g_bytes_ref (before->ties);
        g_ptr_array_add (wanted, job);
      }
}

/* Past the middle of what a set will do for: the one that comes next if the zoom goes on the same way about the same point. */
static void
want_next (KithCanvasTiles *self, GPtrArray *wanted, const KithTileGrid *way, const KithTileLook *look)
{
  double at = self->inwards ? way->scale * KITH_TILE_STRETCH * 1.001 : way->scale * KITH_TILE_STRETCH / 2 * 0.999;
  KithViewport view = *look->view;
  KithTileLook then = *look;
  KithTileGrid grid;

  if (self->inwards ? way->ratio < KITH_TILE_STRETCH / G_SQRT2 : way->ratio > KITH_TILE_STRETCH / G_SQRT2)
    return;
  kith_viewport_zoom (&view, at / self->exact, look->near_x, look->near_y);
  if (fabs (view.scale * look->device_scale - at) > 1e-6 * at)
    return; /* the zoom ends before */
  then.view = &view;
  kith_tile_grid_init (&grid, kith_tile_grid_step (view.scale * look->device_scale), &then);
  want_set (self, wanted, &grid, &then, 0, LATER);
}

static void
renew (KithCanvasTiles *self)
{
  self->generation++;
  if (self->overview.picture != NULL && self->overview.generation == self->shown.generation)
    {
      overview_clear (&self->old_overview);
      self->old_overview = self->overview;
      self->overview.picture = NULL;
    }
  overview_clear (&self->overview);
}

gboolean
kith_canvas_tiles_snapshot (KithCanvasTiles *self, GtkSnapshot *snapshot, const KithTileLook *look)
{
  double exact = look->view->scale * look->device_scale;
  GPtrArray *wanted;
  KithTileGrid screen, way;
  const KithTileGrid *grid;
  gboolean settled;

  if (self->scene == NULL)
    return TRUE;
  if (self->density != look->device_scale)
    {
      self->density = look->device_scale;
      self->ties_look++;
      renew (self);
    }

  self->frame++;
  if (exact != self->exact)
    self->inwards = exact > self->exact;
  self->exact = exact;
  kith_tile_grid_init (&screen, exact, look);
  get_way (self, look, &way);

  gsize in_view = kith_tile_grid_count (&screen);
  self->budget = MAX (CLAMP (4 * in_view * TILE_BYTES, BUDGET_LEAST, BUDGET_MOST), 3 * in_view * TILE_BYTES);

  guint missing = count_missing (self, self->generation, &screen);
  settled = missing == 0;
  grid = &screen;
  if (!settled && (look->zooming || count_missing (self, self->generation, &way) == 0))
    {
      grid = &way;
      in_view = kith_tile_grid_count (&way);
      missing = count_missing (self, self->generation, &way);
    }
  self->tally.seen += in_view;
  self->tally.missed += missing;
  self->grid = look->zooming ? way : screen;
  self->whole = missing == 0;

  if (missing == 0)
    {
      draw_set (self, snapshot, self->generation, grid);
      self->shown = (KithTileKey) { self->generation, grid->scale, 0, 0 };
      drop_other_generations (self);
    }
  else
    draw_instead (self, snapshot, grid, look);

  wanted = g_ptr_array_new_with_free_func (kith_tile_job_free);
  if (self->overview.generation != self->generation || self->overview.picture == NULL)
    want_overview (self, wanted, self->shown.generation == 0 ? -1 : 1e5);
  if (look->zooming)
    {
      want_set (self, wanted, &way, look, 0, 0);
      want_next (self, wanted, &way, look);
    }
  else
    want_set (self, wanted, &screen, look, 1, 0);
  kith_tile_worker_want (self->worker, wanted);

  return settled;
}

void
kith_canvas_tiles_set_scene (KithCanvasTiles *self, KithScene *scene, gboolean dark, gboolean keep_old)
{
  if (scene == NULL || self->scene == NULL || self->dark != dark || !kith_scene_same_ties (self->scene, scene))
    self->ties_look++;
  if (scene != NULL)
    kith_scene_ref (scene);
  g_clear_pointer (&self->scene, kith_scene_unref);
  self->scene = scene;
  self->dark = dark;
  renew (self);

  if (scene == NULL || !keep_old)
    {
      self->shown.generation = 0;
      drop_other_generations (self);
      kith_tile_worker_want (self->worker, g_ptr_array_new_with_free_func (kith_tile_job_free));
    }
}

void
kith_canvas_tiles_set_bands (KithCanvasTiles *self, gboolean bands)
{
  if (self->bands == bands)
    return;
  self->bands = bands;
  self->ties_look++;
  renew (self);
}

void
kith_canvas_tiles_set_contrast (KithCanvasTiles *self, gboolean contrast)
{
  if (self->contrast == contrast)
    return;
  self->contrast = contrast;
  self->ties_look++;
  renew (self);
}

void
kith_canvas_tiles_get_tally (KithCanvasTiles *self, KithCanvasTilesTally *tally)
{
  *tally = self->tally;
  tally->open = kith_tile_worker_count_open (self->worker);
}

KithCanvasTiles *
kith_canvas_tiles_new (void (*arrived) (gpointer data), gpointer data)
{
  KithCanvasTiles *self = g_new0 (KithCanvasTiles, 1);

  self->arrived = arrived;
  self->data = data;
  self->density = 1;
  self->tiles = g_hash_table_new_full (kith_tile_key_hash, kith_tile_key_equal, NULL, tile_free);
  g_queue_init (&self->recent);
  self->budget = BUDGET_LEAST;
  self->worker = kith_tile_worker_new (ready_cb, self);

  return self;
}

void
kith_canvas_tiles_free (KithCanvasTiles *self)
{
  kith_tile_worker_free (self->worker);
  g_hash_table_unref (self->tiles);
  overview_clear (&self->overview);
  overview_clear (&self->old_overview);
  g_clear_pointer (&self->scene, kith_scene_unref);
  g_free (self);
}
