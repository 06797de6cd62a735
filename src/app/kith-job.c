/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Each session has a queue a lane. The task at its head runs in a thread of GLib's pool and is finished on the main thread; then
 * the next one starts. */

#include "kith-job.h"

#include <gio/gio.h>

#define N_LANES (KITH_LANE_THINK + 1)

typedef struct
{
  grefcount ref_count; /* main thread only */
  GQueue waiting[N_LANES];
  gboolean running[N_LANES];
} Lanes;

typedef struct
{
  Lanes *lanes;
  KithTask *task;
  KithLane lane;
} Run;

typedef struct
{
  GWeakRef owner;
  KithErrandFunc work;
  gpointer data;
  GDestroyNotify free_data;
  KithDoneFunc done;
} Errand;

static guint under_way;

static void
begin (void)
{
  under_way++;
  if (g_application_get_default () != NULL)
    g_application_hold (g_application_get_default ());
}

static void
end (void)
{
  under_way--;
  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
}

guint
kith_job_count (void)
{
  return under_way;
}

static void
lanes_unref (gpointer data)
{
  Lanes *self = data;

  if (g_ref_count_dec (&self->ref_count))
    g_free (self);
}

/* Starting one and ending one call each other. */
static void start_next (Lanes *self, KithLane lane);

static void
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  kith_task_perform (((Run *) data)->task);
  g_task_return_boolean (task, TRUE);
}

static void
run_ended (GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = g_task_get_task_data (G_TASK (result));

  /* The next one starts first: what finishing this one calls may wait for it. */
  run->lanes->running[run->lane] = FALSE;
  start_next (run->lanes, run->lane);
  kith_task_finish (run->task);
  lanes_unref (run->lanes);
  end ();
}

static void
start_next (Lanes *self, KithLane lane)
{
  g_autoptr (GTask) gtask = NULL;
  Run *run;

  if (self->running[lane] || g_queue_is_empty (&self->waiting[lane]))
    return;
  run = g_new0 (Run, 1);
  run->task = g_queue_pop_head (&self->waiting[lane]);
  run->lane = lane;
  run->lanes = self;
  g_ref_count_inc (&self->ref_count);
  self->running[lane] = TRUE;
  gtask = g_task_new (NULL, NULL, run_ended, NULL);
  g_task_set_source_tag (gtask, start_next);
  g_task_set_task_data (gtask, run, g_free);
  g_task_run_in_thread (gtask, run_thread);
}

static void
take_task (KithSession *session, KithTask *task, gpointer data)
{
  Lanes *self = data;
  KithLane lane = kith_task_get_lane (task);

  begin ();
  g_queue_push_tail (&self->waiting[lane], task);
  start_next (self, lane);
}

void
kith_job_serve (KithSession *session)
{
  Lanes *lanes = g_new0 (Lanes, 1);

  g_ref_count_init (&lanes->ref_count);
  kith_session_set_runner (session, take_task, lanes, lanes_unref);
}

static void
errand_free (gpointer data)
{
  Errand *self = data;

  if (self->free_data != NULL)
    self->free_data (self->data);
  g_weak_ref_clear (&self->owner);
  g_free (self);
}

static void
errand_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Errand *errand = data;
  GError *error = NULL;

  if (errand->work (errand->data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
errand_ended (GObject *source, GAsyncResult *result, gpointer data)
{
  Errand *errand = g_task_get_task_data (G_TASK (result));
  g_autoptr (GObject) owner = g_weak_ref_get (&errand->owner);
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (owner != NULL)
    errand->done (owner, errand->data, error);
  end ();
}

void
kith_job_run_errand (gpointer owner, GCancellable *cancellable, KithErrandFunc work, gpointer data,
                     GDestroyNotify free_data, KithDoneFunc done)
{
  g_autoptr (GTask) gtask = g_task_new (NULL, cancellable, errand_ended, NULL);
  Errand *errand = g_new0 (Errand, 1);

  g_weak_ref_init (&errand->owner, owner);
  errand->work = work;
  errand->data = data;
  errand->free_data = free_data;
  errand->done = done;
  begin ();
  g_task_set_source_tag (gtask, kith_job_run_errand);
  g_task_set_task_data (gtask, errand, errand_free);
  /* A copied network that a cancel came too late for is handed over all the same, so that it is not forgotten. */
  g_task_set_check_cancellable (gtask, FALSE);
  g_task_run_in_thread (gtask, errand_thread);
}
