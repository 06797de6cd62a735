/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The map in a window of 1400 by 900: what a frame of panning and of zooming costs, against a window that only puts one ready picture
 * there; and how long until all is drawn. CPU time, since a display that is not there has no presentation time. */

#include "kith-canvas.h"

#include "../core/scene-fixture.h"

#include <gtk/gtk.h>
#include <time.h>

#define WIDTH 1400
#define HEIGHT 900
#define FRAMES 120

/* — The floor — */

#define FLOOR_TYPE (floor_get_type ())
G_DECLARE_FINAL_TYPE (Floor, floor, FLOOR, , GtkWidget)

struct _Floor
{
  GtkWidget parent_instance;
  GdkTexture *texture;
  int x, y;
};

G_DEFINE_FINAL_TYPE (Floor, floor, GTK_TYPE_WIDGET)

static void
floor_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  Floor *self = (Floor *) widget;

  gtk_snapshot_append_texture (snapshot, self->texture, &GRAPHENE_RECT_INIT (self->x, self->y, WIDTH, HEIGHT));
}

static void
floor_finalize (GObject *object)
{
  g_clear_object (&((Floor *) object)->texture);

  G_OBJECT_CLASS (floor_parent_class)->finalize (object);
}

static void
floor_class_init (FloorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = floor_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = floor_snapshot;
}

static void
floor_init (Floor *self)
{
  guint32 *picture = g_new (guint32, WIDTH * HEIGHT);

  for (guint i = 0; i < WIDTH * HEIGHT; i++)
    picture[i] = 0xff000000 | (i * 2654435761u >> 8);
  g_autoptr (GBytes) pixels = g_bytes_new_take (picture, WIDTH * HEIGHT * 4);

  self->texture = gdk_memory_texture_new (WIDTH, HEIGHT, GDK_MEMORY_DEFAULT, pixels, WIDTH * 4);
}

/* — Measuring — */

static double
now (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static void
let_pass (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static void
frame (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gint64 counter = gdk_frame_clock_get_frame_counter (clock);

  gtk_widget_queue_draw (widget);
  while (gdk_frame_clock_get_frame_counter (clock) == counter)
    g_main_context_iteration (NULL, TRUE);
}

typedef void (*Step) (GtkWidget *widget, guint i);

static void
floor_step (GtkWidget *widget, guint i)
{
  ((Floor *) widget)->x = (int) (i % 60);
  ((Floor *) widget)->y = (int) (i % 30);
}

/* The view is the canvas's own; the benchmark moves it as a hand would, frame by frame. */
static void
pan_step (GtkWidget *widget, guint i)
{
  KithViewport *view = (KithViewport *) kith_canvas_get_viewport (KITH_CANVAS (widget));

  kith_viewport_pan (view, (i / 30) % 2 ? -8 : 8, (i / 60) % 2 ? -4 : 4);
}

static void
zoom_step (GtkWidget *widget, guint i)
{
  kith_canvas_zoom (KITH_CANVAS (widget), i < FRAMES / 2 ? 1.03 : 1 / 1.03);
}

/* Milliseconds of CPU a frame: of the main thread, and of the whole process. */
static void
measure (GtkWidget *widget, Step step, double *main_thread, double *process)
{
  double thread_start = now (CLOCK_THREAD_CPUTIME_ID);
  double process_start = now (CLOCK_PROCESS_CPUTIME_ID);

  for (guint i = 0; i < FRAMES; i++)
    {
      step (widget, i);
      frame (widget);
    }
  *main_thread = (now (CLOCK_THREAD_CPUTIME_ID) - thread_start) / FRAMES;
  *process = (now (CLOCK_PROCESS_CPUTIME_ID) - process_start) / FRAMES;
}

static GtkWidget *
show (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (widget) || gtk_widget_get_width (widget) < 100)
    g_main_context_iteration (NULL, TRUE);

  return window;
}

static void
measure_map (guint people, double floor_main, double floor_process)
{
  g_autoptr (KithScene) scene = planted_scene (people, 12, 5, 1);
  GtkWidget *canvas = kith_canvas_new ();
  double start = now (CLOCK_PROCESS_CPUTIME_ID);
  double main_thread, process;

  kith_canvas_set_scene (KITH_CANVAS (canvas), scene, FALSE);
  GtkWidget *window = show (canvas);
  while (!kith_canvas_is_settled (KITH_CANVAS (canvas)))
    g_main_context_iteration (NULL, TRUE);
  g_print ("%6u people: whole map drawn after %.0f ms of CPU\n", people, now (CLOCK_PROCESS_CPUTIME_ID) - start);

  kith_canvas_zoom (KITH_CANVAS (canvas), 3);
  let_pass (600);
  measure (canvas, pan_step, &main_thread, &process);
  g_print ("%6u people: pan  %.2f x floor (goal 1.3), process %.2f x\n", people, main_thread / floor_main,
           process / floor_process);
  measure (canvas, zoom_step, &main_thread, &process);
  g_print ("%6u people: zoom %.2f x floor (goal 2.0), process %.2f x\n", people, main_thread / floor_main,
           process / floor_process);
  gtk_window_destroy (GTK_WINDOW (window));
  let_pass (50);
}

int
main (void)
{
  double floor_main, floor_process;

  if (!gtk_init_check ())
    {
      g_print ("There is no display: skipped.\n");
      return 77;
    }

  GtkWidget *nothing = g_object_new (FLOOR_TYPE, NULL);
  GtkWidget *window = show (nothing);
  measure (nothing, floor_step, &floor_main, &floor_process);
  measure (nothing, floor_step, &floor_main, &floor_process);
  g_print ("floor: %.2f ms a frame, process %.2f ms\n", floor_main, floor_process);
  gtk_window_destroy (GTK_WINDOW (window));
  let_pass (50);

  measure_map (1000, floor_main, floor_process);
  measure_map (10000, floor_main, floor_process);
  measure_map (100000, floor_main, floor_process);
  return 0;
}
