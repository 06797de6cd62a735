/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The map on a Wayland desktop whose scale is given, as the compositor puts it on the screen (grim takes a picture of that): at 1.25 and 1.5,
 * too, each device pixel is one the rasteriser made. A tile half a pixel beside its place, or a gap between two, would be seen here. */

#include "kith-canvas-private.h"
#include "kith-raster.h"

#include "../core/scene-fixture.h"
#include "widget-fixture.h"

#include <glib/gstdio.h>

static double wanted_scale;

static gboolean
has_wanted_scale (gpointer window)
{
  GdkSurface *surface = gtk_native_get_surface (window);

  return surface != NULL && gdk_surface_get_scale (surface) == wanted_scale && gtk_window_is_fullscreen (window)
         && gtk_widget_get_mapped (window);
}

static gboolean
is_settled (gpointer canvas)
{
  return kith_canvas_is_settled (canvas);
}

/* The screen, device pixels: so many that each scale has whole logical ones, or the compositor would stretch the window by a hair. The pointer is
 * in the middle of it. */
static GdkTexture *
look_at_screen (void)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "screen.png", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "grim", "-t", "png", path, NULL);
  gboolean ended = FALSE;
  GdkTexture *texture;

  g_assert_no_error (error);
  g_subprocess_wait_check_async (child, NULL, child_ended_cb, &ended);
  wait_until (is_true, &ended);
  texture = gdk_texture_new_from_filename (path, &error);
  g_assert_no_error (error);
  g_unlink (path);
  return texture;
}

/* What the rasteriser makes of the whole view in one piece. */
static guint8 *
draw_at_once (KithCanvas *canvas, KithScene *scene, int width, int height)
{
  const KithViewport *seen = kith_canvas_get_viewport (canvas);
  double exact = seen->scale * wanted_scale;
  KithRasterView view = {
    .scale = exact,
    .x = round (seen->x * exact - seen->width * wanted_scale / 2) / exact,
    .y = round (seen->y * exact - seen->height * wanted_scale / 2) / exact,
    .width = width,
    .height = height,
    .tie_budget = kith_raster_budget (scene, exact, (int) (KITH_RASTER_USUAL_WIDTH * wanted_scale),
                                      (int) (KITH_RASTER_USUAL_HEIGHT * wanted_scale)),
    .ties = TRUE,
    .dots = TRUE,
    .density = wanted_scale,
  };
  guint8 *pixels = g_malloc ((gsize) width * height * 4);

  g_assert_true (kith_raster_draw (scene, &view, KITH_RASTER_GROUND, pixels, (gsize) width * 4, NULL));
  return pixels;
}

static void
test_whole_pixels (void)
{
  g_autoptr (KithScene) named = planted_scene (3000, 9, 5, 3);
  char **names = g_new0 (char *, named->n + 1);
  g_autofree const char **communities = g_new (const char *, named->n_communities);
  g_autoptr (KithScene) scene = NULL;
  GtkWidget *window = gtk_window_new ();
  KithCanvas *canvas = KITH_CANVAS (kith_canvas_new ());

  /* Names are drawn by others. */
  for (guint i = 0; i < named->n; i++)
    names[i] = g_strdup ("");
  for (guint c = 0; c < named->n_communities; c++)
    communities[c] = "";
  scene = kith_scene_new_renamed (named, names, communities, NULL);

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (canvas));
  gtk_window_fullscreen (GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  wait_until (has_wanted_scale, window);
  kith_canvas_set_scene (canvas, scene, FALSE);
  for (guint round = 0; round < 3; round++)
    {
      g_autoptr (GdkTexture) screen = NULL;
      g_autofree guint8 *expected = NULL;
      g_autofree guint8 *pixels = NULL;
      guint differ = 0;
      int width, height;

      wait_until (is_settled, canvas);
      wait_for_frame (GTK_WIDGET (canvas));
      wait_for_frame (GTK_WIDGET (canvas));
      screen = look_at_screen ();
      width = gdk_texture_get_width (screen);
      height = gdk_texture_get_height (screen);
      g_assert_cmpint (width, ==, 1500);
      pixels = g_malloc ((gsize) width * height * 4);
      gdk_texture_download (screen, pixels, (gsize) width * 4);
      expected = draw_at_once (canvas, scene, width, height);
      for (int k = 0; k < width * height; k++)
        differ += color_distance (((guint32 *) (gpointer) pixels)[k], ((guint32 *) (gpointer) expected)[k]) > 12;
      g_test_message ("%u of %d pixels differ", differ, width * height);
      g_assert_cmpuint (differ, <, (guint) (width * height / 1000));

      /* Closer, and by parts of a pixel aside. */
      kith_canvas_zoom_at (canvas, 1.7, 310, 220, TRUE);
      kith_canvas_pan_by (canvas, 3.3, -7.6, TRUE);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  widget_test_init (&argc, &argv);
  wanted_scale = g_ascii_strtod (argc > 1 ? argv[1] : "1", NULL);
  g_test_add_func ("/wayland/whole-pixels", test_whole_pixels);
  return g_test_run ();
}
