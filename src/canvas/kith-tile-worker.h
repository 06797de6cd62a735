/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The thread that draws tiles. What is wanted is told anew with each frame and replaces what was wanted before: the worker takes the
 * nearest, and a tile that nobody wants any more is stopped half way. So nothing stale is drawn for long, and no queue grows. Knows no
 * widget. */

#pragma once

#include "kith-raster.h"

G_BEGIN_DECLS

typedef struct
{
  guint generation; /* 0 for none */
  double scale;     /* device pixels per map unit; 0 for a picture of everything */
  int i, j;
} KithTileKey;

gboolean kith_tile_key_equal (gconstpointer one, gconstpointer other);
guint kith_tile_key_hash (gconstpointer key);

typedef struct
{
  KithTileKey key;
  KithScene *scene; /* owned */
  KithRasterView view;
  GBytes *ties;    /* nullable, owned: ground and ties as drawn before; only the dots are missing */
  double distance; /* the least is done first */
  /* The answer, with @ties, and @view.ties telling whether these had to be drawn: view.height rows of view.width pixels, opaque; cairo's ARGB32 */
  GBytes *pixels;
} KithTileJob;

/* @view: all but ties and dots, which are both drawn */
KithTileJob *kith_tile_job_new (KithTileKey key, KithScene *scene, const KithRasterView *view, double distance);
void kith_tile_job_free (gpointer job);

typedef struct _KithTileWorker KithTileWorker;

/* @ready: called in the calling thread's main context as soon as there is something to take. The thread starts with the first wish. */
KithTileWorker *kith_tile_worker_new (void (*ready) (gpointer data), gpointer data);
/* Waits for the thread to drop what it is doing, a millisecond or so. @ready is not called any more. */
void kith_tile_worker_free (KithTileWorker *self);

/* @jobs: (transfer container): of KithTileJob, with kith_tile_job_free; in any order. What is done or being done already is left out. */
void kith_tile_worker_want (KithTileWorker *self, GPtrArray *jobs);
/* How many are wanted, being done, or done and not taken yet. */
guint kith_tile_worker_count_open (KithTileWorker *self);
/* Returns: (transfer full): jobs with their pixels, in the order they were done */
GPtrArray *kith_tile_worker_take (KithTileWorker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithTileWorker, kith_tile_worker_free)

G_END_DECLS
