/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A window that fills the private desktop, a hand on its pointer and keyboard (xdotool, so the events take the way of a person's), and a
 * look at its pixels. Every wait is for something, with an end. */

#pragma once

#include <gtk/gtk.h>
#include <stdlib.h>
#include <string.h>

/* GTK 4.24 says this of its own frame clock on X11 now and then. */
#define KNOWN_MESSAGE "gdk_frame_timings_submitted() called on submitted frame"

/* For what GTK writes to the log as fields: every warning and critical ends the test, but for the one that is known. */
static inline GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  const char *message = "";

  if (!g_log_writer_default_would_drop (level, NULL))
    g_log_writer_standard_streams (level, fields, n_fields, NULL);
  for (gsize k = 0; k < n_fields; k++)
    if (g_str_equal (fields[k].key, "MESSAGE"))
      message = fields[k].value;
  if ((level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) != 0 && strstr (message, KNOWN_MESSAGE) == NULL)
    abort ();
  return G_LOG_WRITER_HANDLED;
}

/* In the place of gtk_test_init (), which makes all warnings and criticals fatal, the known message too. */
static inline void
widget_test_init (int *argc, char ***argv)
{
  gtk_test_init (argc, argv, NULL);
  g_log_set_writer_func (write_log, NULL, NULL);
}

static inline gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Looks after everything that happens, and a hundred times a second where nothing does. */
static inline void
wait_until (gboolean (*is_so) (gpointer), gpointer data)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  guint tick = g_timeout_add (10, tick_cb, NULL);

  while (!is_so (data))
    {
      if (g_get_monotonic_time () > end)
        g_error ("Waited for nothing");
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (tick);
}

static inline gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static inline void
set_true (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static inline void
let_pass (guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add_once (milliseconds, set_true, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static inline void
child_ended_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static inline void
painted_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

/* Until @widget has been drawn anew. What it says of itself before may be of a frame that is over. */
static inline void
wait_for_frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean painted = FALSE;
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  g_object_ref (clock);
  gtk_widget_queue_draw (widget);
  wait_until (is_true, &painted);
  g_signal_handler_disconnect (clock, id);
  g_object_unref (clock);
}

/* Until all that the display has sent by now was handled, and drawn: GTK keeps the pointer's ways for the next frame. */
static inline void
take_events (void)
{
  gdk_display_sync (gdk_display_get_default ());
  while (g_main_context_iteration (NULL, FALSE))
    ;
  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (gtk_window_get_toplevels (), i);

      if (gtk_widget_get_mapped (window))
        wait_for_frame (window);
    }
}

/* xdotool with these words, while the window goes on living. When it ends, the display has everything. */
static inline void
hand (const char *words)
{
  g_autofree char *line = g_strdup_printf ("xdotool %s", words);
  g_auto (GStrv) argv = g_strsplit (line, " ", -1);
  g_autoptr (GError) error = NULL;
  gboolean ended = FALSE;
  g_autoptr (GSubprocess) child = g_subprocess_newv ((const char *const *) argv, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);
  g_subprocess_wait_check_async (child, NULL, child_ended_cb, &ended);
  wait_until (is_true, &ended);
  take_events ();
}

/* Where the pointer is. GTK goes by its own clock when it tells two clicks from one that is double, and that clock runs on where a busy machine
 * lets the window wait. And one step at a time: in each frame GTK asks X where the pointer is and what it holds, and takes a click for broken
 * off whose release X knows of and the window not yet; on a very busy machine one in many is so all the same. */
static inline void
double_click (void)
{
  GtkSettings *settings = gtk_settings_get_default ();

  g_object_set (settings, "gtk-double-click-time", 10000, NULL);
  for (guint i = 0; i < 2; i++)
    {
      hand ("mousedown 1");
      hand ("mouseup 1");
    }
  gtk_settings_reset_property (settings, "gtk-double-click-time");
}

static inline gboolean
window_is_active (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_window_is_active (data) && gtk_window_is_fullscreen (data)
         && gtk_widget_get_width (data) > 1200;
}

/* The child's corner is the desktop's corner. */
static inline GtkWidget *
window_with (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_fullscreen (GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  wait_until (window_is_active, window);

  return window;
}

typedef struct
{
  int width, height;
  guint8 *pixels; /* cairo's ARGB32 */
} Picture;

static inline void
picture_free (Picture *self)
{
  g_free (self->pixels);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Picture, picture_free)

/* What is pictured is the last frame drawn; there is none between a change and the next frame. */
static inline GskRenderNode *
drawn_node (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  return gtk_snapshot_to_node (snapshot);
}

static inline gboolean
has_node (gpointer data)
{
  g_autoptr (GskRenderNode) node = drawn_node (data);

  return node != NULL;
}

/* The widget as it is drawn now. KITH_TEST_PICTURES names a folder to keep it in, for looking at. */
static inline Picture *
picture_of (GtkWidget *widget, const char *name)
{
  gtk_widget_queue_draw (widget);
  let_pass (80);
  wait_until (has_node, widget);
  Picture *self = g_new0 (Picture, 1);

  self->width = gtk_widget_get_width (widget);
  self->height = gtk_widget_get_height (widget);
  g_autoptr (GskRenderNode) node = drawn_node (widget);
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  g_autoptr (GdkTexture) texture
      = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, self->width, self->height));
  self->pixels = g_malloc ((gsize) self->width * self->height * 4);
  gdk_texture_download (texture, self->pixels, (gsize) self->width * 4);
  if (g_getenv ("KITH_TEST_PICTURES") != NULL)
    {
      g_autofree char *file = g_strdup_printf ("%s/%s.png", g_getenv ("KITH_TEST_PICTURES"), name);
      gdk_texture_save_to_png (texture, file);
    }
  return self;
}

/* 0xRRGGBB */
static inline guint32
pixel_at (const Picture *picture, double x, double y)
{
  g_assert_cmpfloat (x, >=, 0);
  g_assert_cmpfloat (y, >=, 0);
  g_assert_cmpfloat (x, <, picture->width);
  g_assert_cmpfloat (y, <, picture->height);
  return ((const guint32 *) (gconstpointer) picture->pixels)[(gsize) y * picture->width + (gsize) x] & 0xffffff;
}

static inline guint
color_distance (guint32 one, guint32 other)
{
  guint distance = 0;

  for (int shift = 0; shift <= 16; shift += 8)
    distance += ABS ((int) (one >> shift & 0xff) - (int) (other >> shift & 0xff));
  return distance;
}
