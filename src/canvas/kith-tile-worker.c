/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One thread, one lock. A job belongs to whoever holds it: the list of wishes, then the thread, then the list of what is done. */

#include "kith-tile-worker.h"

#include <string.h>

struct _KithTileWorker
{
  void (*ready) (gpointer data);
  gpointer data;
  GMainContext *context;
  GThread *thread; /* NULL before the first wish */

  /* Under the lock */
  GMutex lock;
  GCond changed;
  gboolean stop;
  GPtrArray *wanted;         /* KithTileJob, the first to be done last in the array */
  KithTileKey working;       /* generation 0 for nothing */
  GCancellable *cancellable; /* of what is being done */
  GPtrArray *done;           /* KithTileJob */
  GSource *source;           /* @ready is about to be called */
};

gboolean
kith_tile_key_equal (gconstpointer one, gconstpointer other)
{
  const KithTileKey *a = one;
  const KithTileKey *b = other;

  return a->generation == b->generation && a->scale == b->scale && a->i == b->i && a->j == b->j;
}

guint
kith_tile_key_hash (gconstpointer data)
{
  const KithTileKey *key = data;

  return g_double_hash (&key->scale) ^ (guint) key->i * 73856093u ^ (guint) key->j * 19349663u
         ^ key->generation * 83492791u;
}

KithTileJob *
kith_tile_job_new (KithTileKey key, KithScene *scene, const KithRasterView *view, double distance)
{
  KithTileJob *job = g_new0 (KithTileJob, 1);

  job->key = key;
  job->scene = kith_scene_ref (scene);
  job->view = *view;
  job->distance = distance;
  return job;
}

void
kith_tile_job_free (gpointer data)
{
  KithTileJob *job = data;

  kith_scene_unref (job->scene);
  g_clear_pointer (&job->ties, g_bytes_unref);
  g_clear_pointer (&job->pixels, g_bytes_unref);
  g_free (job);
}

/* — The thread — */

/* Ground and ties apart from the dots: they cost most, and a new color or mark of people leaves them as they are. */
static gboolean
perform (KithTileJob *job, GCancellable *cancellable)
{
  gsize stride = (gsize) job->view.width * 4;
  gsize size = stride * job->view.height;
  KithRasterView layer = job->view;

  job->view.ties = job->ties == NULL;
  if (job->ties == NULL)
    {
      g_autofree guint8 *ties = g_malloc (size);

      layer.ties = TRUE;
      layer.dots = FALSE;
      if (!kith_raster_draw (job->scene, &layer, KITH_RASTER_GROUND, ties, stride, cancellable))
        return FALSE;
      job->ties = g_bytes_new_take (g_steal_pointer (&ties), size);
    }

  g_autofree guint8 *pixels = g_malloc (size);
  memcpy (pixels, g_bytes_get_data (job->ties, NULL), size);
  layer.ties = FALSE;
  layer.dots = TRUE;
  if (!kith_raster_draw (job->scene, &layer, KITH_RASTER_KEEP, pixels, stride, cancellable))
    return FALSE;
  job->pixels = g_bytes_new_take (g_steal_pointer (&pixels), size);
  return TRUE;
}

static gboolean
ready_cb (gpointer data)
{
  KithTileWorker *self = data;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->source, g_source_unref);
  g_mutex_unlock (&self->lock);
  self->ready (self->data);

  return G_SOURCE_REMOVE;
}

static gpointer
work (gpointer data)
{
  KithTileWorker *self = data;

  g_mutex_lock (&self->lock);
  for (;;)
    {
      while (!self->stop && self->wanted->len == 0)
        g_cond_wait (&self->changed, &self->lock);
      if (self->stop)
        break;

      KithTileJob *job = g_ptr_array_steal_index (self->wanted, self->wanted->len - 1);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      self->working = job->key;
      self->cancellable = cancellable;
      g_mutex_unlock (&self->lock);

      gboolean whole = perform (job, cancellable);

      g_mutex_lock (&self->lock);
      self->working.generation = 0;
      self->cancellable = NULL;
      if (!whole || self->stop)
        {
          kith_tile_job_free (job);
          continue;
        }
      g_ptr_array_add (self->done, job);
      if (self->source == NULL)
        {
          /* Before the next redraw, so that a tile that is ready is in it. */
          self->source = g_idle_source_new ();
          g_source_set_priority (self->source, G_PRIORITY_HIGH_IDLE);
          g_source_set_static_name (self->source, "kith-tiles");
          g_source_set_callback (self->source, ready_cb, self, NULL);
          g_source_attach (self->source, self->context);
        }
    }
  g_mutex_unlock (&self->lock);

  return NULL;
}

/* — Others' threads — */

static int
compare_far_first (gconstpointer one, gconstpointer other)
{
  const KithTileJob *a = *(const KithTileJob *const *) one;
  const KithTileJob *b = *(const KithTileJob *const *) other;

  return (a->distance < b->distance) - (a->distance > b->distance);
}

void
kith_tile_worker_want (KithTileWorker *self, GPtrArray *jobs)
{
  gboolean still_wanted = FALSE;
  GPtrArray *before;

  g_ptr_array_sort (jobs, compare_far_first);

  g_mutex_lock (&self->lock);
  for (guint i = jobs->len; i-- > 0;)
    {
      KithTileJob *job = g_ptr_array_index (jobs, i);
      gboolean known = FALSE;

      if (self->working.generation != 0 && kith_tile_key_equal (&job->key, &self->working))
        known = still_wanted = TRUE;
      for (guint k = 0; k < self->done->len && !known; k++)
        known = kith_tile_key_equal (&job->key, &((KithTileJob *) g_ptr_array_index (self->done, k))->key);
      if (known)
        g_ptr_array_remove_index (jobs, i);
    }
  if (self->cancellable != NULL && !still_wanted)
    g_cancellable_cancel (self->cancellable);
  before = self->wanted;
  self->wanted = jobs;
  if (jobs->len > 0 && self->thread == NULL)
    self->thread = g_thread_new ("kith-tiles", work, self);
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);

  g_ptr_array_unref (before);
}

guint
kith_tile_worker_count_open (KithTileWorker *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->wanted->len + (self->working.generation != 0) + self->done->len;
  g_mutex_unlock (&self->lock);

  return n;
}

GPtrArray *
kith_tile_worker_take (KithTileWorker *self)
{
  GPtrArray *done;

  g_mutex_lock (&self->lock);
  done = self->done;
  self->done = g_ptr_array_new_with_free_func (kith_tile_job_free);
  g_mutex_unlock (&self->lock);

  return done;
}

KithTileWorker *
kith_tile_worker_new (void (*ready) (gpointer data), gpointer data)
{
  KithTileWorker *self = g_new0 (KithTileWorker, 1);

  self->ready = ready;
  self->data = data;
  self->context = g_main_context_ref_thread_default ();
  self->wanted = g_ptr_array_new_with_free_func (kith_tile_job_free);
  self->done = g_ptr_array_new_with_free_func (kith_tile_job_free);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);

  return self;
}

void
kith_tile_worker_free (KithTileWorker *self)
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
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}
