/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-thumbnail.h"
#include "kith-map.h"
#include "kith-raster.h"

#include <cairo.h>
#include <glib/gstdio.h>

/* Share of the picture that stays free around the map. */
#define MARGIN 0.06

typedef struct
{
  KithSnapshot *snapshot;
  char *path;
} Keep;

static void
keep_free (gpointer data)
{
  Keep *self = data;

  kith_snapshot_unref (self->snapshot);
  g_free (self->path);
  g_free (self);
}

char *
kith_thumbnail_dup_path (const char *path)
{
  g_autofree char *key = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
  g_autofree char *file = g_strconcat (key, ".png", NULL);

  return g_build_filename (g_get_user_cache_dir (), "kith", "maps", file, NULL);
}

static cairo_status_t
append_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A picture that cannot be kept is no trouble: the start page does without. */
static gboolean
keep_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Keep *self = data;
  g_autoptr (KithScene) scene = kith_map_scene_new (self->snapshot, KITH_MAP_SIZE_EQUAL);
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, KITH_THUMBNAIL_WIDTH, KITH_THUMBNAIL_HEIGHT);
  g_autoptr (GByteArray) png = g_byte_array_new ();
  g_autofree char *folder = g_path_get_dirname (self->path);
  double width = MAX (1.0, (double) (scene->right - scene->left));
  double height = MAX (1.0, (double) (scene->bottom - scene->top));
  double scale = (1 - 2 * MARGIN) * MIN (KITH_THUMBNAIL_WIDTH / width, KITH_THUMBNAIL_HEIGHT / height);
  KithRasterView view = {
    .scale = scale,
    .x = (double) scene->left + width / 2 - KITH_THUMBNAIL_WIDTH / 2.0 / scale,
    .y = (double) scene->top + height / 2 - KITH_THUMBNAIL_HEIGHT / 2.0 / scale,
    .width = KITH_THUMBNAIL_WIDTH,
    .height = KITH_THUMBNAIL_HEIGHT,
    .tie_budget = 4000,
    .ties = TRUE,
    .dots = TRUE,
  };

  cairo_surface_flush (surface);
  if (kith_raster_draw (scene, &view, KITH_RASTER_CLEAR, cairo_image_surface_get_data (surface),
                        (gsize) cairo_image_surface_get_stride (surface), cancellable))
    {
      cairo_surface_mark_dirty (surface);
      if (cairo_surface_write_to_png_stream (surface, append_cb, png) == CAIRO_STATUS_SUCCESS
          && g_mkdir_with_parents (folder, 0700) == 0)
        g_file_set_contents_full (self->path, (const char *) png->data, png->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                  NULL);
    }
  cairo_surface_destroy (surface);
  return TRUE;
}

void
kith_thumbnail_keep (KithSession *session)
{
  KithSnapshot *snapshot = kith_session_get_whole (session);
  Keep *keep;

  if (snapshot == NULL || snapshot->n_placed == 0)
    return;
  keep = g_new0 (Keep, 1);
  keep->snapshot = kith_snapshot_ref (snapshot);
  keep->path = kith_thumbnail_dup_path (kith_session_get_path (session));
  kith_session_run (session, &(KithJob) {
                                 .lane = KITH_LANE_THINK,
                                 .slot = "thumbnail",
                                 .work = keep_work,
                                 .data = keep,
                                 .free_data = keep_free,
                             });
}

void
kith_thumbnail_delete (const char *path)
{
  g_autofree char *picture = kith_thumbnail_dup_path (path);

  g_unlink (picture);
}
