/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The map in a window of 1400 by 900 beside a window that only puts one ready picture there, which no map can beat: the floor. Each is
 * measured in a process of its own, in turns, in milliseconds of CPU, since a display that is not there has no presentation time; of each
 * figure the median of the rounds is printed, as a ratio, with its goal.
 *
 *   pan    a hand that moves the map to and fro, its tiles drawn already      zoom   a pinch out and in again
 *   drive  one long drag over the map, which finds tiles that are not there   first  from the start of the program until all is drawn
 *
 * bench-map floor | PEOPLE [pan | zoom | drive] measures one alone, and one movement alone for ten seconds: for a profiler.
 * bench-map scene PEOPLE writes down what is drawn, for others to draw the same (bench-peers.py). */

#include "kith-canvas-private.h"

#include "../core/scene-fixture.h"

#include <gtk/gtk.h>
#include <time.h>

#define WIDTH 1400
#define HEIGHT 900
#define BAR                                                                                                            \
  47 /* above, as in the program: to send a window's every pixel anew takes cairo 2.5 times as long as all but a strip */
#define FRAMES 120
#define ROUNDS 3

/* — The floor — */

#define FLOOR_TYPE (floor_get_type ())
G_DECLARE_FINAL_TYPE (Floor, floor, FLOOR, , GtkWidget)

struct _Floor
{
  GtkWidget parent_instance;
  GdkTexture *texture;
  double x, y, scale;
};

G_DEFINE_FINAL_TYPE (Floor, floor, GTK_TYPE_WIDGET)

static void
floor_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  Floor *self = (Floor *) widget;

  gtk_snapshot_append_texture (
      snapshot, self->texture,
      &GRAPHENE_RECT_INIT (-self->x, -self->y, (WIDTH + 60) * self->scale, (HEIGHT + 30) * self->scale));
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
  const guint width = WIDTH + 60;
  const guint height = HEIGHT + 30;
  guint32 *picture = g_new (guint32, width * height);

  for (guint i = 0; i < width * height; i++)
    picture[i] = 0xff000000 | (i * 2654435761u >> 8);
  g_autoptr (GBytes) pixels = g_bytes_new_take (picture, width * height * 4);

  self->texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, pixels, width * 4);
  self->scale = 1;
}

/* — Movements — */

typedef void (*Step) (GtkWidget *widget, guint i);

static void
floor_pan (GtkWidget *widget, guint i)
{
  ((Floor *) widget)->x = i % 60;
  ((Floor *) widget)->y = i % 30;
}

static void
floor_zoom (GtkWidget *widget, guint i)
{
  ((Floor *) widget)->scale = pow (1.03, (double) (i < FRAMES / 2 ? i : FRAMES - i) * 0.3);
}

static void
map_pan (GtkWidget *widget, guint i)
{
  kith_canvas_pan_by (KITH_CANVAS (widget), (i / 30) % 2 ? -8 : 8, (i / 60) % 2 ? -4 : 4, TRUE);
}

static void
map_zoom (GtkWidget *widget, guint i)
{
  kith_canvas_zoom_at (KITH_CANVAS (widget), i < FRAMES / 2 ? 1.03 : 1 / 1.03, WIDTH * 0.4, HEIGHT * 0.6, TRUE);
}

/* 900 pixels in a second, there and back. */
static void
map_drive (GtkWidget *widget, guint i)
{
  kith_canvas_pan_by (KITH_CANVAS (widget), i < FRAMES / 2 ? 15 : -15, i < FRAMES / 2 ? 4 : -4, TRUE);
}

/* — Measuring one — */

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

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

typedef struct
{
  double median, p95; /* of frames, main thread */
  double process;     /* mean of a frame, all threads */
} Figures;

static Figures
measure (GtkWidget *widget, Step step)
{
  double frames[FRAMES];
  double start = now (CLOCK_PROCESS_CPUTIME_ID);
  Figures figures;

  for (guint i = 0; i < FRAMES; i++)
    {
      double before = now (CLOCK_THREAD_CPUTIME_ID);

      step (widget, i);
      frame (widget);
      frames[i] = now (CLOCK_THREAD_CPUTIME_ID) - before;
    }
  figures.process = (now (CLOCK_PROCESS_CPUTIME_ID) - start) / FRAMES;
  qsort (frames, FRAMES, sizeof (double), compare_doubles);
  figures.median = frames[FRAMES / 2];
  figures.p95 = frames[FRAMES * 95 / 100];
  return figures;
}

/* Megabytes: the most there ever were. */
static double
memory (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL) || (line = strstr (status, "VmHWM:")) == NULL)
    return 0;
  return g_ascii_strtod (line + strlen ("VmHWM:"), NULL) / 1024;
}

static GtkWidget *
show (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_widget_set_margin_top (widget, BAR);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (widget) || gtk_widget_get_width (widget) < 100)
    g_main_context_iteration (NULL, TRUE);

  return window;
}

static void
settle (GtkWidget *widget)
{
  while (KITH_IS_CANVAS (widget) && !kith_canvas_is_settled (KITH_CANVAS (widget)))
    let_pass (2);
}

/* Prints a line of figures for the parent to read. @only: one movement alone */
static void
measure_one (guint people, const char *only)
{
  static const struct
  {
    const char *name;
    Step map, nothing;
  } movements[]
      = { { "pan", map_pan, floor_pan }, { "zoom", map_zoom, floor_zoom }, { "drive", map_drive, floor_pan } };
  double before = now (CLOCK_PROCESS_CPUTIME_ID);
  g_autoptr (KithScene) scene = people > 0 ? planted_scene (people, 12, 5, 1) : NULL;
  double making = now (CLOCK_PROCESS_CPUTIME_ID) - before;
  GtkWidget *widget = people > 0 ? kith_canvas_new () : g_object_new (FLOOR_TYPE, NULL);

  if (people > 0)
    kith_canvas_set_scene (KITH_CANVAS (widget), scene, FALSE);
  GtkWidget *window = show (widget);
  settle (widget);
  frame (widget);
  g_print ("first=%.1f ", now (CLOCK_PROCESS_CPUTIME_ID) - making);

  if (people > 0)
    kith_canvas_zoom (KITH_CANVAS (widget), 3);
  let_pass (800);
  settle (widget);
  for (guint m = 0; m < G_N_ELEMENTS (movements); m++)
    {
      gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
      KithCanvasTilesTally tally = { 0 }, after = { 0 };
      Figures figures;

      if (only != NULL && !g_str_equal (only, movements[m].name))
        continue;
      if (people > 0)
        kith_canvas_tiles_get_tally (KITH_CANVAS (widget)->tiles, &tally);
      do
        figures = measure (widget, people > 0 ? movements[m].map : movements[m].nothing);
      while (only != NULL && g_get_monotonic_time () < end);
      if (people > 0)
        kith_canvas_tiles_get_tally (KITH_CANVAS (widget)->tiles, &after);
      g_print ("%s=%.3f %s95=%.3f %sprocess=%.3f %smissed=%.3f ", movements[m].name, figures.median, movements[m].name,
               figures.p95, movements[m].name, figures.process, movements[m].name,
               after.seen > tally.seen ? 100.0 * (after.missed - tally.missed) / (after.seen - tally.seen) : 0);
      settle (widget);
      let_pass (300);
    }

  if (people > 0)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (2);
      double start = now (CLOCK_PROCESS_CPUTIME_ID);
      guint hits = 0;

      for (guint i = 0; i < 100000; i++)
        hits += kith_canvas_pick (KITH_CANVAS (widget), g_rand_double_range (rand, 0, WIDTH),
                                  g_rand_double_range (rand, 0, HEIGHT))
                >= 0;
      g_print ("pick=%.3f hits=%u ", (now (CLOCK_PROCESS_CPUTIME_ID) - start) / 100, hits);
    }
  g_print ("memory=%.1f\n", memory ());
  gtk_window_destroy (GTK_WINDOW (window));
  let_pass (50);
}

/* — All, side by side — */

static const char *const subjects[] = { "floor", "1000", "10000", "100000" };
#define N_SUBJECTS G_N_ELEMENTS (subjects)
#define MOST_FIGURES 24

typedef struct
{
  char *name[MOST_FIGURES];
  double value[MOST_FIGURES][ROUNDS];
} Table;

static gboolean
run_one (const char *program, const char *subject, Table *table, guint round)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  g_auto (GStrv) words = NULL;
  guint n = 0;
  int status;

  if (!g_spawn_sync (NULL, (char *[]) { (char *) program, (char *) subject, NULL }, NULL, G_SPAWN_DEFAULT, NULL, NULL,
                     &out, NULL, &status, &error)
      || !g_spawn_check_wait_status (status, &error))
    {
      g_print ("%s: %s\n", subject, error->message);
      return FALSE;
    }
  words = g_strsplit_set (out, " \n", -1);
  for (guint w = 0; words[w] != NULL && n < MOST_FIGURES; w++)
    {
      char *equals = strchr (words[w], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      if (table->name[n] == NULL)
        table->name[n] = g_strdup (words[w]);
      table->value[n++][round] = g_ascii_strtod (equals + 1, NULL);
    }
  return TRUE;
}

static double
figure (Table *table, const char *name)
{
  for (guint n = 0; n < MOST_FIGURES && table->name[n] != NULL; n++)
    if (g_str_equal (table->name[n], name))
      {
        qsort (table->value[n], ROUNDS, sizeof (double), compare_doubles);
        return table->value[n][ROUNDS / 2];
      }
  return NAN;
}

static void
say (const char *subject, const char *what, double value, const char *unit, double goal)
{
  g_print ("%6s people: %-34s %7.2f %s", subject, what, value, unit);
  if (goal > 0)
    g_print (" (goal %g: %s)", goal, value <= goal ? "met" : "missed");
  g_print ("\n");
}

static int
measure_all (const char *program)
{
  static Table tables[N_SUBJECTS];

  for (guint round = 0; round < ROUNDS; round++)
    for (guint s = 0; s < N_SUBJECTS; s++)
      if (!run_one (program, subjects[s], &tables[s], round))
        return 1;

  Table *nothing = &tables[0];
  g_print ("floor: pan %.2f ms a frame, zoom %.2f ms, first picture %.0f ms, %.0f MB\n", figure (nothing, "pan"),
           figure (nothing, "zoom"), figure (nothing, "first"), figure (nothing, "memory"));
  for (guint s = 1; s < N_SUBJECTS; s++)
    {
      Table *map = &tables[s];
      gboolean largest = s == N_SUBJECTS - 1;

      say (subjects[s], "pan, main thread", figure (map, "pan") / figure (nothing, "pan"), "x floor", 1.3);
      say (subjects[s], "pan, 95 of 100 frames", figure (map, "pan95") / figure (map, "pan"), "x median", 2.5);
      say (subjects[s], "pan, whole process", figure (map, "panprocess") / figure (nothing, "panprocess"), "x floor",
           largest ? 2.5 : 0);
      say (subjects[s], "drive, main thread", figure (map, "drive") / figure (nothing, "pan"), "x floor", 0);
      say (subjects[s], "drive, 95 of 100 frames", figure (map, "drive95") / figure (map, "drive"), "x median", 0);
      say (subjects[s], "drive, whole process", figure (map, "driveprocess") / figure (nothing, "panprocess"),
           "x floor", 0);
      say (subjects[s], "drive, tiles not there yet", figure (map, "drivemissed"), "%", 2);
      say (subjects[s], "zoom, main thread", figure (map, "zoom") / figure (nothing, "zoom"), "x floor", 2);
      say (subjects[s], "zoom, 95 of 100 frames", figure (map, "zoom95") / figure (map, "zoom"), "x median", 2.5);
      say (subjects[s], "zoom, whole process", figure (map, "zoomprocess") / figure (nothing, "zoomprocess"), "x floor",
           largest ? 2.5 : 0);
      say (subjects[s], "zoom, tiles not there yet", figure (map, "zoommissed"), "%", 0);
      say (subjects[s], "first complete picture", figure (map, "first") / figure (nothing, "first"), "x floor",
           largest ? 3 : 0);
      say (subjects[s], "memory beyond the floor's", figure (map, "memory") - figure (nothing, "memory"), "MB", 150);
      say (subjects[s], "who is under the pointer", figure (map, "pick"), "us", 5);
    }
  return 0;
}

static void
print_floats (const char *name, const float *values, guint n)
{
  g_print ("%s: [", name);
  for (guint i = 0; i < n; i++)
    g_print ("%s%.4g", i > 0 ? "," : "", values[i]);
  g_print ("],\n");
}

static void
print_scene (guint people)
{
  g_autoptr (KithScene) scene = planted_scene (people, 12, 5, 1);

  g_print ("const scene = {\n");
  print_floats ("x", scene->x, scene->n);
  print_floats ("y", scene->y, scene->n);
  print_floats ("radius", scene->radius, scene->n);
  g_print ("color: [");
  for (guint i = 0; i < scene->n; i++)
    g_print ("%s%u", i > 0 ? "," : "", kith_scene_color (scene, i, FALSE));
  for (guint end = 0; end < 2; end++)
    {
      const guint *ends = end == 0 ? scene->a : scene->b;

      g_print ("],\n%s: [", end == 0 ? "a" : "b");
      for (guint t = 0; t < scene->n_ties; t++)
        g_print ("%s%u", t > 0 ? "," : "", ends[t]);
    }
  g_print ("]};\n");
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "scene"))
    {
      print_scene ((guint) g_ascii_strtoull (argv[2], NULL, 10));
      return 0;
    }
  if (!gtk_init_check ())
    {
      g_print ("There is no display: skipped.\n");
      return 77;
    }
  if (argc == 1)
    return measure_all (argv[0]);
  measure_one ((guint) g_ascii_strtoull (argv[1], NULL, 10), argc > 2 ? argv[2] : NULL);
  return 0;
}
