/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Places for people, by real worker processes: the same whatever their number, no two dots on one spot, and a clear end where a worker
 * is missing, dies, or is no longer wanted. */

#include "kith-communities.h"
#include "kith-error.h"
#include "kith-layout.h"

#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  guint n;
  GArray *a, *b;
  KithGraph *graph;
  int *membership;
  guint n_communities;
  float *x, *y;
} Fixture;

static Fixture *
fixture_new (guint n)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->n = n;
  self->a = g_array_new (FALSE, FALSE, sizeof (guint));
  self->b = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

static void
fixture_tie (Fixture *self, guint a, guint b)
{
  g_array_append_val (self->a, a);
  g_array_append_val (self->b, b);
}

/* Ends the ties and finds the communities. */
static Fixture *
fixture_close (Fixture *self)
{
  KithCommunitiesOptions options = { .resolution = 1, .seed = 1, .runs = 1 };
  g_autoptr (GError) error = NULL;

  self->graph
      = kith_graph_new (self->n, self->a->len, (const guint *) self->a->data, (const guint *) self->b->data, NULL);
  self->membership = g_new0 (int, self->n + 1);
  self->x = g_new (float, self->n + 1);
  self->y = g_new (float, self->n + 1);
  kith_communities_find (self->graph, &options, self->membership, &self->n_communities, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return self;
}

static void
fixture_free (Fixture *self)
{
  g_array_unref (self->a);
  g_array_unref (self->b);
  kith_graph_unref (self->graph);
  g_free (self->membership);
  g_free (self->x);
  g_free (self->y);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

/* Groups of @size with @inside ties a person inside and one in five outside; then @isolates people alone. */
static Fixture *
planted (guint n_groups, guint size, guint inside, guint isolates)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint n = n_groups * size;
  Fixture *self = fixture_new (n + isolates);

  for (guint i = 0; i < n; i++)
    {
      guint group = i / size;

      for (guint k = 0; k < inside; k++)
        fixture_tie (self, i, group * size + g_rand_int_range (rand, 0, size));
      if (i % 5 == 0)
        fixture_tie (self, i, g_rand_int_range (rand, 0, n));
    }
  return fixture_close (self);
}

static gboolean
run_watched (Fixture *self, KithLayoutEngine engine, guint workers, KithProgress *progress, GCancellable *cancellable,
             GError **error)
{
  KithLayoutOptions options = {
    .engine = engine,
    .membership = self->membership,
    .n_communities = self->n_communities,
    .seed = 5,
    .workers = workers,
  };

  for (guint i = 0; i < self->n; i++)
    self->x[i] = self->y[i] = NAN;
  return kith_layout_run (self->graph, &options, self->x, self->y, progress, cancellable, error);
}

static gboolean
run (Fixture *self, KithLayoutEngine engine, guint workers, GCancellable *cancellable, GError **error)
{
  return run_watched (self, engine, workers, NULL, cancellable, error);
}

static void
assert_runs (Fixture *self, KithLayoutEngine engine)
{
  g_autoptr (GError) error = NULL;

  run (self, engine, 2, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < self->n; i++)
    g_assert_true (isfinite (self->x[i]) && isfinite (self->y[i]));
}

/* Share of people who are nearer than @distance to another. */
static double
crowded (const Fixture *self, double distance)
{
  guint count = 0;

  for (guint i = 0; i < self->n; i++)
    for (guint j = 0; j < self->n; j++)
      if (i != j && hypot (self->x[i] - self->x[j], self->y[i] - self->y[j]) < distance)
        {
          count++;
          break;
        }
  return count / (double) MAX (self->n, 1);
}

static void
test_names (void)
{
  KithLayoutEngine engine;

  for (guint i = KITH_LAYOUT_COMMUNITIES; i <= KITH_LAYOUT_CIRCO; i++)
    {
      g_assert_true (kith_layout_engine_from_name (kith_layout_engine_get_name ((KithLayoutEngine) i), &engine));
      g_assert_cmpuint (engine, ==, i);
    }
  g_assert_false (kith_layout_engine_from_name ("dot", &engine));
  g_assert_false (kith_layout_engine_from_name (NULL, &engine));
}

static void
test_engines (void)
{
  g_autoptr (Fixture) fixture = planted (4, 12, 2, 7);

  for (guint i = KITH_LAYOUT_COMMUNITIES; i <= KITH_LAYOUT_CIRCO; i++)
    {
      assert_runs (fixture, (KithLayoutEngine) i);
      g_assert_cmpfloat (crowded (fixture, 1e-3), ==, 0);
    }
}

/* As large and as dense as the sample network: each engine ends; circo makes a ring of every community. */
static void
test_engines_dense (void)
{
  g_autoptr (Fixture) fixture = planted (10, 20, 14, 5);

  g_assert_cmpuint (fixture->graph->m, >, 1500);
  for (guint i = KITH_LAYOUT_COMMUNITIES; i <= KITH_LAYOUT_CIRCO; i++)
    {
      assert_runs (fixture, (KithLayoutEngine) i);
      g_assert_cmpfloat (crowded (fixture, 1e-3), ==, 0);
    }
  for (guint c = 0; c < fixture->n_communities; c++)
    {
      double x = 0, y = 0, least = INFINITY, most = 0;
      guint count = 0;

      for (guint i = 0; i < fixture->n; i++)
        if (fixture->membership[i] == (int) c)
          {
            x += fixture->x[i];
            y += fixture->y[i];
            count++;
          }
      for (guint i = 0; i < fixture->n; i++)
        if (fixture->membership[i] == (int) c)
          {
            least = MIN (least, hypot (fixture->x[i] - x / count, fixture->y[i] - y / count));
            most = MAX (most, hypot (fixture->x[i] - x / count, fixture->y[i] - y / count));
          }
      g_assert_cmpfloat (most, <, 1.5 * least);
    }
}

static void
test_same_by_any_workers (void)
{
  g_autoptr (Fixture) fixture = planted (12, 90, 4, 20);
  g_autofree float *x = NULL, *y = NULL;
  static const guint workers[] = { 2, 3, 1 };

  assert_runs (fixture, KITH_LAYOUT_COMMUNITIES);
  x = g_memdup2 (fixture->x, fixture->n * sizeof *x);
  y = g_memdup2 (fixture->y, fixture->n * sizeof *y);
  for (guint i = 0; i < G_N_ELEMENTS (workers); i++)
    {
      g_autoptr (GError) error = NULL;

      run (fixture, KITH_LAYOUT_COMMUNITIES, workers[i], NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpmem (x, fixture->n * sizeof *x, fixture->x, fixture->n * sizeof *x);
      g_assert_cmpmem (y, fixture->n * sizeof *y, fixture->y, fixture->n * sizeof *y);
    }
}

static void
test_planted (void)
{
  g_autoptr (Fixture) fixture = planted (20, 100, 4, 60);

  assert_runs (fixture, KITH_LAYOUT_COMMUNITIES);
  g_assert_cmpfloat (kith_layout_own10 (fixture->n, fixture->x, fixture->y, fixture->membership), >, .95);
  g_assert_cmpfloat (kith_layout_np (fixture->graph, fixture->x, fixture->y), >, .2);
  /* dots of diameter 0.8 rarely touch, and one unit is the usual distance */
  g_assert_cmpfloat (crowded (fixture, .8), <, .05);
  g_assert_cmpfloat (crowded (fixture, .5), <, .005);
  g_assert_cmpfloat (crowded (fixture, 1.3), >, .5);
}

/* The people who are not connected stand together, away from all others, in a block that is no thin strip. */
static void
test_isolates (void)
{
  g_autoptr (Fixture) fixture = planted (4, 50, 4, 100);
  float left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY, map_bottom = -INFINITY;

  assert_runs (fixture, KITH_LAYOUT_COMMUNITIES);
  for (guint i = 0; i < fixture->n; i++)
    {
      if (fixture->membership[i] != KITH_NOT_CONNECTED)
        {
          map_bottom = fmaxf (map_bottom, fixture->y[i]);
          continue;
        }
      left = fminf (left, fixture->x[i]);
      right = fmaxf (right, fixture->x[i]);
      top = fminf (top, fixture->y[i]);
      bottom = fmaxf (bottom, fixture->y[i]);
    }
  g_assert_cmpfloat (top, >, map_bottom + 1);
  g_assert_cmpfloat (right - left, <, 4 * (bottom - top));
  g_assert_cmpfloat (bottom - top, <, 2 * (right - left));
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* One in twenty is new: the others stay where they are, and the newcomers stand with their own. */
static void
test_old_places (void)
{
  g_autoptr (Fixture) after = planted (15, 60, 4, 30);
  g_autoptr (Fixture) before = fixture_new (after->n);
  g_autofree double *moved = g_new (double, after->n);
  KithLayoutOptions options = { .engine = KITH_LAYOUT_COMMUNITIES, .seed = 5 };
  g_autoptr (GError) error = NULL;
  float left = INFINITY, right = -INFINITY;
  guint n_moved = 0;

  for (guint t = 0; t < after->a->len; t++)
    if (g_array_index (after->a, guint, t) % 20 != 3 && g_array_index (after->b, guint, t) % 20 != 3)
      fixture_tie (before, g_array_index (after->a, guint, t), g_array_index (after->b, guint, t));
  fixture_close (before);
  assert_runs (before, KITH_LAYOUT_COMMUNITIES);
  for (guint i = 3; i < before->n; i += 20)
    before->x[i] = before->y[i] = NAN;

  options.membership = after->membership;
  options.n_communities = after->n_communities;
  options.old_x = before->x;
  options.old_y = before->y;
  g_assert_true (kith_layout_run (after->graph, &options, after->x, after->y, NULL, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < after->n; i++)
    {
      g_assert_true (isfinite (after->x[i]) && isfinite (after->y[i]));
      left = fminf (left, after->x[i]);
      right = fmaxf (right, after->x[i]);
      if (isfinite (before->x[i]) && after->membership[i] >= 0)
        moved[n_moved++] = hypot (after->x[i] - before->x[i], after->y[i] - before->y[i]);
    }
  qsort (moved, n_moved, sizeof *moved, compare_doubles);
  g_assert_cmpfloat (moved[n_moved / 2], <, .03 * (right - left));
  g_assert_cmpfloat (moved[n_moved * 9 / 10], <, .1 * (right - left));
  g_assert_cmpfloat (kith_layout_own10 (after->n, after->x, after->y, after->membership), >, .9);

  /* nothing new: nobody moves by more than the settling of a dot */
  g_autofree float *x = g_memdup2 (after->x, after->n * sizeof *x), *y = g_memdup2 (after->y, after->n * sizeof *y);
  options.old_x = x;
  options.old_y = y;
  g_assert_true (kith_layout_run (after->graph, &options, after->x, after->y, NULL, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < after->n; i++)
    g_assert_cmpfloat (hypot (after->x[i] - x[i], after->y[i] - y[i]), <, 1);
}

/* Where nothing could be kept, the new map is turned towards the old one. */
static void
test_turned_to_old (void)
{
  g_autoptr (Fixture) fixture = planted (6, 40, 4, 0);
  g_autofree float *x = NULL, *y = NULL;
  KithLayoutOptions options = { .engine = KITH_LAYOUT_SFDP, .seed = 5 };
  g_autoptr (GError) error = NULL;

  assert_runs (fixture, KITH_LAYOUT_SFDP);
  x = g_new (float, fixture->n);
  y = g_new (float, fixture->n);
  for (guint i = 0; i < fixture->n; i++)
    {
      /* a quarter turn, mirrored and shifted */
      x[i] = i % 7 == 0 ? NAN : fixture->y[i] + 10;
      y[i] = fixture->x[i] - 5;
    }
  options.old_x = x;
  options.old_y = y;
  g_assert_true (kith_layout_run (fixture->graph, &options, fixture->x, fixture->y, NULL, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < fixture->n; i++)
    if (isfinite (x[i]))
      g_assert_cmpfloat (hypot (fixture->x[i] - x[i], fixture->y[i] - y[i]), <, .05);
}

static void
test_small (void)
{
  static const struct
  {
    guint n;
    guint ties[8][2];
    guint n_ties;
  } cases[] = {
    { 0, { { 0 } }, 0 },
    { 1, { { 0 } }, 0 },
    { 2, { { 0 } }, 0 },
    { 2, { { 0, 1 } }, 1 },
    { 3, { { 0, 1 } }, 1 },
    { 3, { { 0, 1 }, { 1, 2 } }, 2 },
    { 6, { { 0, 1 }, { 1, 2 }, { 3, 4 }, { 4, 5 } }, 4 },
    { 7, { { 0, 1 }, { 1, 2 }, { 0, 2 }, { 3, 4 }, { 4, 5 }, { 3, 5 }, { 2, 3 } }, 7 },
  };

  for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
    for (guint engine = KITH_LAYOUT_COMMUNITIES; engine <= KITH_LAYOUT_CIRCO; engine++)
      {
        g_autoptr (Fixture) fixture = fixture_new (cases[c].n);

        for (guint t = 0; t < cases[c].n_ties; t++)
          fixture_tie (fixture, cases[c].ties[t][0], cases[c].ties[t][1]);
        fixture_close (fixture);
        assert_runs (fixture, (KithLayoutEngine) engine);
        g_assert_cmpfloat (crowded (fixture, .5), ==, 0);
      }
}

static void
test_star (void)
{
  g_autoptr (Fixture) fixture = fixture_new (50001);

  for (guint i = 1; i <= 50000; i++)
    fixture_tie (fixture, 0, i);
  fixture_close (fixture);
  assert_runs (fixture, KITH_LAYOUT_COMMUNITIES);
}

/* A line of people is the deepest there is for a search that calls itself. */
static void
test_line (void)
{
  g_autoptr (Fixture) fixture = fixture_new (5000);

  for (guint i = 1; i < 5000; i++)
    fixture_tie (fixture, i - 1, i);
  fixture_close (fixture);
  assert_runs (fixture, KITH_LAYOUT_COMMUNITIES);
  assert_runs (fixture, KITH_LAYOUT_SFDP);
  assert_runs (fixture, KITH_LAYOUT_TWOPI);
}

/* Whatever the caller calls communities, even where these are torn apart. */
static void
test_odd_membership (void)
{
  g_autoptr (Fixture) fixture = planted (6, 40, 3, 10);

  fixture->n_communities = 5;
  for (guint i = 0; i < fixture->n; i++)
    fixture->membership[i] = (int) (i % 8) - 1; /* -1…6: some do not exist */
  assert_runs (fixture, KITH_LAYOUT_COMMUNITIES);
  g_clear_pointer (&fixture->membership, g_free);
  assert_runs (fixture, KITH_LAYOUT_COMMUNITIES);
}

static void
test_too_large (void)
{
  g_autoptr (Fixture) fixture = fixture_new (9000);
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i < 9000; i++)
    fixture_tie (fixture, i - 1, i);
  fixture_close (fixture);
  g_assert_false (run (fixture, KITH_LAYOUT_NEATO, 1, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_false (run (fixture, KITH_LAYOUT_CIRCO, 1, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_TOO_LARGE);
}

/* A worker that writes its number into a file, and somebody who waits until it is at work. */
typedef struct
{
  char *folder, *script, *pid_file;
  GCancellable *cancellable; /* what to cancel then; NULL to end the worker */
  gint done;
  GThread *thread;
} Ambush;

/* Whether it has had a twentieth of a second of the processor. */
static gboolean
is_at_work (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *stat = NULL;
  unsigned long ticks = 0;
  const char *after_name;

  if (!g_file_get_contents (path, &stat, NULL, NULL) || (after_name = strrchr (stat, ')')) == NULL)
    return FALSE;
  return sscanf (after_name, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu", &ticks) == 1
         && ticks * 20 >= (unsigned long) sysconf (_SC_CLK_TCK);
}

static gpointer
lie_in_wait (gpointer data)
{
  Ambush *self = data;

  while (!g_atomic_int_get (&self->done))
    {
      g_autofree char *number = NULL;

      if (g_file_get_contents (self->pid_file, &number, NULL, NULL) && g_str_has_suffix (number, "\n")
          && is_at_work (atoi (number)))
        {
          if (self->cancellable != NULL)
            g_cancellable_cancel (self->cancellable);
          else
            kill ((pid_t) atoi (number), SIGKILL);
          break;
        }
      g_usleep (1000);
    }
  return NULL;
}

static void
ambush_begin (Ambush *self, GCancellable *cancellable)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("kith-test-XXXXXX", NULL);
  self->script = g_build_filename (self->folder, "worker", NULL);
  self->pid_file = g_build_filename (self->folder, "pid", NULL);
  self->cancellable = cancellable;
  text = g_strdup_printf ("#!/bin/sh\necho $$ > '%s'\nexec '%s' \"$@\"\n", self->pid_file, KITH_TEST_WORKER);
  g_file_set_contents_full (self->script, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, &error);
  g_assert_no_error (error);
  g_setenv ("KITH_LAYOUT_WORKER", self->script, TRUE);
  self->thread = g_thread_new ("wait", lie_in_wait, self);
}

static void
ambush_end (Ambush *self)
{
  g_unsetenv ("KITH_LAYOUT_WORKER");
  g_atomic_int_set (&self->done, 1);
  g_thread_join (self->thread);
  g_remove (self->pid_file);
  g_remove (self->script);
  g_rmdir (self->folder);
  g_free (self->pid_file);
  g_free (self->script);
  g_free (self->folder);
}

/* Cancels a layout once it has come so far. */
typedef struct
{
  KithProgress *progress;
  GCancellable *cancellable;
  double fraction;
  gint ended;
} Watch;

static gpointer
cancel_at (gpointer data)
{
  Watch *watch = data;

  for (;;)
    {
      g_autofree char *what = kith_progress_dup_what (watch->progress);

      if (g_atomic_int_get (&watch->ended)
          || (*what != '\0' && kith_progress_get_fraction (watch->progress) >= watch->fraction))
        break;
      g_usleep (1000);
    }
  g_cancellable_cancel (watch->cancellable);
  return NULL;
}

/* Returns: whether it was cancelled before it was done; then nobody has a place */
static gboolean
run_cancelled (Fixture *fixture, KithLayoutEngine engine, double fraction)
{
  g_autoptr (KithProgress) progress = kith_progress_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Watch watch = { progress, cancellable, fraction, 0 };
  GThread *thread = g_thread_new ("cancel", cancel_at, &watch);
  gboolean whole = run_watched (fixture, engine, 2, progress, cancellable, &error);

  g_atomic_int_set (&watch.ended, 1);
  g_thread_join (thread);
  if (whole)
    {
      g_assert_no_error (error);
      return FALSE;
    }
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  for (guint i = 0; i < fixture->n; i++)
    g_assert_true (isnan (fixture->x[i]));
  return TRUE;
}

static void
test_cancel (void)
{
  g_autoptr (Fixture) fixture = planted (200, 100, 5, 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Ambush ambush = { 0 };

  ambush_begin (&ambush, cancellable);
  g_assert_false (run (fixture, KITH_LAYOUT_SFDP, 2, cancellable, &error));
  ambush_end (&ambush);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  for (guint i = 0; i < fixture->n; i++)
    g_assert_true (isnan (fixture->x[i]));

  g_clear_error (&error);
  g_assert_false (run (fixture, KITH_LAYOUT_COMMUNITIES, 2, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* In whatever step of its own work a cancel comes: splitting, drawing, packing. */
static void
test_cancel_communities (void)
{
  g_autoptr (Fixture) fixture = planted (400, 100, 4, 0);
  guint times = 0;

  for (double fraction = 0; fraction < 0.95; fraction += 0.1)
    times += run_cancelled (fixture, KITH_LAYOUT_COMMUNITIES, fraction);
  g_assert_cmpuint (times, >=, 5);
}

static void
assert_no_engine (const char *worker)
{
  g_autoptr (Fixture) fixture = planted (3, 20, 3, 0);
  g_autoptr (GError) error = NULL;

  g_setenv ("KITH_LAYOUT_WORKER", worker, TRUE);
  g_assert_false (run (fixture, KITH_LAYOUT_COMMUNITIES, 2, NULL, &error));
  g_unsetenv ("KITH_LAYOUT_WORKER");
  g_assert_error (error, KITH_ERROR, KITH_ERROR_ENGINE);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_test_message ("%s", error->message);
}

/* Programs that are not the worker, or a worker of another time. */
static void
test_wrong_worker (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kith-test-XXXXXX", NULL);
  g_autofree char *script = g_build_filename (folder, "worker", NULL);
  static const char *const scripts[] = {
    "#!/bin/sh\nexit 0\n",
    "#!/bin/sh\necho This is something else entirely\ncat >/dev/null\n",
    "#!/bin/sh\nkill -9 $$\n",
    "#!/bin/no-such-shell\n",
  };

  assert_no_engine ("/nonexistent/kith-layout-worker");
  assert_no_engine ("/");
  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_file_set_contents_full (script, scripts[i], -1, G_FILE_SET_CONTENTS_NONE, 0700, &error);
      g_assert_no_error (error);
      assert_no_engine (script);
    }
  g_remove (script);
  g_rmdir (folder);
}

/* Graphviz without any of its layout plugins, as where Debian's libgvplugin-neato-layout8 was left out. */
static void
test_no_engines (void)
{
  g_autoptr (Fixture) fixture = planted (3, 20, 3, 0);
  g_autofree char *folder = g_dir_make_tmp ("kith-test-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;

  g_setenv ("GVBINDIR", folder, TRUE);
  g_assert_false (run (fixture, KITH_LAYOUT_COMMUNITIES, 1, NULL, &error));
  g_unsetenv ("GVBINDIR");
  g_assert_error (error, KITH_ERROR, KITH_ERROR_ENGINE);
  g_assert_nonnull (strstr (error->message, "neato"));
  g_rmdir (folder);
}

static void
test_killed_worker (void)
{
  g_autoptr (Fixture) fixture = planted (200, 100, 5, 0);
  g_autoptr (GError) error = NULL;
  Ambush ambush = { 0 };

  ambush_begin (&ambush, NULL);
  g_assert_false (run (fixture, KITH_LAYOUT_SFDP, 1, NULL, &error));
  ambush_end (&ambush);
  g_assert_error (error, KITH_ERROR, KITH_ERROR_ENGINE);
}

/* Whoever is pinned stays, in any way of arranging, with old places and without; nobody else stands on a pin, and the rest is as before. */
static void
test_pins (void)
{
  g_autoptr (Fixture) self = planted (6, 40, 5, 10);
  guint n = self->n;
  g_autofree float *pin_x = g_new (float, n);
  g_autofree float *pin_y = g_new (float, n);
  g_autofree float *old_x = NULL;
  g_autofree float *old_y = NULL;
  KithLayoutOptions options = { .membership = self->membership, .n_communities = self->n_communities, .seed = 1 };
  g_autoptr (GError) error = NULL;
  double width = 0;

  kith_layout_run (self->graph, &options, self->x, self->y, NULL, NULL, &error);
  g_assert_no_error (error);
  old_x = g_memdup2 (self->x, n * sizeof (float));
  old_y = g_memdup2 (self->y, n * sizeof (float));
  for (guint i = 0; i < n; i++)
    {
      /* Every ninth, some of them moved by hand into others. */
      gboolean pinned = i % 9 == 4;
      guint with = i % 27 == 4 ? (i + 50) % n : i;

      width = MAX (width, 2 * fabsf (old_x[i]));
      pin_x[i] = pinned ? old_x[with] + (with != i) * 0.3f : NAN;
      pin_y[i] = pinned ? old_y[with] : NAN;
    }
  options.pin_x = pin_x;
  options.pin_y = pin_y;
  for (guint way = 0; way < 3; way++)
    {
      guint near = 0, moved = 0;

      options.engine = way == 2 ? KITH_LAYOUT_SFDP : KITH_LAYOUT_COMMUNITIES;
      options.old_x = way == 0 ? old_x : NULL;
      options.old_y = way == 0 ? old_y : NULL;
      kith_layout_run (self->graph, &options, self->x, self->y, NULL, NULL, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < n; i++)
        {
          g_assert_true (isfinite (self->x[i]) && isfinite (self->y[i]));
          if (isfinite (pin_x[i]))
            {
              g_assert_true (self->x[i] == pin_x[i] && self->y[i] == pin_y[i]);
              for (guint j = 0; j < n; j++)
                near += !isfinite (pin_x[j]) && hypot (self->x[i] - self->x[j], self->y[i] - self->y[j]) < 0.99;
            }
          else
            moved += hypot (self->x[i] - old_x[i], self->y[i] - old_y[i]) > 0.03 * width;
        }
      g_assert_cmpuint (near, ==, 0);
      /* Those who are not pinned stay, too, where there were old places. */
      if (way == 0)
        g_assert_cmpuint (moved, <, n / 10);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/names", test_names);
  g_test_add_func ("/layout/engines", test_engines);
  g_test_add_func ("/layout/engines-dense", test_engines_dense);
  g_test_add_func ("/layout/same-by-any-workers", test_same_by_any_workers);
  g_test_add_func ("/layout/planted", test_planted);
  g_test_add_func ("/layout/isolates", test_isolates);
  g_test_add_func ("/layout/old-places", test_old_places);
  g_test_add_func ("/layout/turned-to-old", test_turned_to_old);
  g_test_add_func ("/layout/small", test_small);
  g_test_add_func ("/layout/star", test_star);
  g_test_add_func ("/layout/line", test_line);
  g_test_add_func ("/layout/odd-membership", test_odd_membership);
  g_test_add_func ("/layout/pins", test_pins);
  g_test_add_func ("/layout/too-large", test_too_large);
  g_test_add_func ("/layout/cancel", test_cancel);
  g_test_add_func ("/layout/cancel-communities", test_cancel_communities);
  g_test_add_func ("/layout/wrong-worker", test_wrong_worker);
  g_test_add_func ("/layout/no-engines", test_no_engines);
  g_test_add_func ("/layout/killed-worker", test_killed_worker);
  return g_test_run ();
}
