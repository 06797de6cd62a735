/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The session's jobs. A task is one job on its way: queued by kith_session_run, performed in a thread of its lane, finished on the main
 * thread. It holds no reference to the session, so a closed window does not wait for its jobs; what they made is dropped. */

#include "kith-session-private.h"
#include "kith-acts.h"
#include "kith-networks.h"

#include <glib/gi18n-lib.h>

struct _KithTask
{
  KithLane lane;
  char *label, *toast, *slot;
  gboolean shows_own_errors;
  KithWorkFunc work;
  gpointer data;
  GDestroyNotify free_data;
  gboolean has_owner;
  GWeakRef owner;
  KithDoneFunc done;

  GWeakRef session;
  KithStores *stores;
  KithPart *part; /* nullable: what is to be shown, in the writing lane */
  GCancellable *cancellable;
  KithProgress *progress;
  gboolean dropped; /* main thread only: superseded, or the session is closed */

  /* Filled in by kith_task_perform. */
  GError *error;
  gboolean changed;
  KithSnapshot *snapshot; /* the new one, where the store changed or something else is to be shown */
  KithSnapshot *whole;
  GError *part_error; /* it cannot be shown */
  char *name, *undo_label, *redo_label;
};

KithStores *
kith_stores_new (const char *path)
{
  KithStores *self = g_new0 (KithStores, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->path = g_strdup (path);
  g_mutex_init (&self->write_lock);
  g_mutex_init (&self->read_lock);
  return self;
}

void
kith_stores_unref (KithStores *self)
{
  gboolean was_open, is_left;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  was_open = self->writer != NULL;
  is_left = was_open && kith_networks_is_left (self->path, self->writer);
  g_clear_pointer (&self->shown, kith_snapshot_unref);
  g_clear_pointer (&self->shown_part, kith_snapshot_unref);
  g_clear_pointer (&self->part, kith_part_unref);
  g_clear_pointer (&self->reader, kith_store_close);
  g_clear_pointer (&self->writer, kith_store_close);
  if (is_left)
    kith_networks_delete (self->path, NULL);
  else if (was_open)
    kith_networks_keep (self->path);
  g_mutex_clear (&self->write_lock);
  g_mutex_clear (&self->read_lock);
  g_free (self->path);
  g_free (self);
}

static void
kith_task_free (KithTask *self)
{
  if (self->free_data != NULL)
    self->free_data (self->data);
  g_weak_ref_clear (&self->owner);
  g_weak_ref_clear (&self->session);
  kith_stores_unref (self->stores);
  g_object_unref (self->cancellable);
  kith_progress_unref (self->progress);
  g_clear_pointer (&self->snapshot, kith_snapshot_unref);
  g_clear_pointer (&self->whole, kith_snapshot_unref);
  g_clear_pointer (&self->part, kith_part_unref);
  g_clear_error (&self->error);
  g_clear_error (&self->part_error);
  g_free (self->name);
  g_free (self->undo_label);
  g_free (self->redo_label);
  g_free (self->label);
  g_free (self->toast);
  g_free (self->slot);
  g_free (self);
}

KithLane
kith_task_get_lane (KithTask *self)
{
  return self->lane;
}

GCancellable *
kith_task_get_cancellable (KithTask *self)
{
  return self->cancellable;
}

/* With the write lock held. Both at once, so that a reader never waits for an import to end. */
static gboolean
open_stores (KithStores *stores, GError **error)
{
  if (stores->writer != NULL)
    return TRUE;
  stores->writer = kith_store_open (stores->path, KITH_STORE_DEFAULT, error);
  if (stores->writer == NULL)
    return FALSE;
  g_mutex_lock (&stores->read_lock);
  stores->reader = kith_store_open_again (stores->writer, KITH_STORE_READ_ONLY, error);
  g_mutex_unlock (&stores->read_lock);
  if (stores->reader != NULL)
    return TRUE;
  g_clear_pointer (&stores->writer, kith_store_close);
  return FALSE;
}

/* Reads what has changed: with the lock held. FALSE where nothing can be shown. */
static gboolean
read_whole (KithTask *self)
{
  KithStores *stores = self->stores;
  KithSnapshot *whole;

  kith_progress_step (self->progress, _ ("Reading the network"), 0);
  stores->shown_version = kith_store_get_version (stores->writer);
  /* A network that was written to must be shown as it now is, so after work this cannot be cancelled. */
  whole = kith_snapshot_load_again (stores->writer, stores->shown, self->progress,
                                    self->work != NULL ? NULL : self->cancellable,
                                    self->error == NULL ? &self->error : NULL);
  g_clear_pointer (&stores->shown, kith_snapshot_unref);
  stores->shown = whole;
  if (whole == NULL)
    stores->shown_version = 0;
  self->name = kith_store_dup_name (stores->writer);
  self->undo_label = kith_act_dup_undo_label (stores->writer);
  self->redo_label = kith_act_dup_redo_label (stores->writer);
  return whole != NULL;
}

/* The part that is to be shown, as it now is; where that cannot be, everybody. */
static void
make_part (KithTask *self)
{
  KithStores *stores = self->stores;
  g_autoptr (KithSnapshot) before = g_steal_pointer (&stores->shown_part);

  if (self->part != NULL)
    stores->shown_part
        = kith_snapshot_new_part (stores->writer, stores->shown, self->part, self->part == stores->part ? before : NULL,
                                  self->progress, self->work != NULL ? NULL : self->cancellable, &self->part_error);
  g_clear_pointer (&stores->part, kith_part_unref);
  if (stores->shown_part != NULL)
    stores->part = kith_part_ref (self->part);
}

/* The writing lane, with its lock held: the work, then what changed is read anew, even where the work failed or was stopped half-way
 * between two acts. */
static void
perform_writing (KithTask *self)
{
  KithStores *stores = self->stores;

  if (!open_stores (stores, &self->error))
    return;
  if (self->work != NULL)
    {
      kith_progress_enter (self->progress, 0, .9);
      self->work (stores->writer, self->data, self->progress, self->cancellable, &self->error);
      kith_progress_leave (self->progress);
    }
  self->changed = kith_store_get_version (stores->writer) != stores->shown_version;
  if (!self->changed && self->part == stores->part)
    return;
  kith_progress_part (self->progress, self->work != NULL ? .9 : 0, 1);
  if (self->changed && !read_whole (self))
    return;
  kith_progress_enter (self->progress, self->work != NULL ? .9 : 0, 1);
  make_part (self);
  kith_progress_leave (self->progress);
  self->whole = kith_snapshot_ref (stores->shown);
  self->snapshot = kith_snapshot_ref (stores->shown_part != NULL ? stores->shown_part : stores->shown);
}

static void
perform_reading (KithTask *self)
{
  KithStores *stores = self->stores;
  gboolean open;

  g_mutex_lock (&stores->read_lock);
  open = stores->reader != NULL;
  g_mutex_unlock (&stores->read_lock);
  if (!open)
    {
      g_mutex_lock (&stores->write_lock);
      open = open_stores (stores, &self->error);
      g_mutex_unlock (&stores->write_lock);
    }
  if (!open)
    return;
  g_mutex_lock (&stores->read_lock);
  self->work (stores->reader, self->data, self->progress, self->cancellable, &self->error);
  g_mutex_unlock (&stores->read_lock);
}

void
kith_task_perform (KithTask *self)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
    return;
  switch (self->lane)
    {
    case KITH_LANE_WRITE:
      g_mutex_lock (&self->stores->write_lock);
      perform_writing (self);
      g_mutex_unlock (&self->stores->write_lock);
      break;
    case KITH_LANE_READ:
      perform_reading (self);
      break;
    case KITH_LANE_THINK:
    default:
      self->work (NULL, self->data, self->progress, self->cancellable, &self->error);
    }
}

static void
count_labeled (KithSession *session, KithTask *task, int by)
{
  gboolean was_busy = session->n_labeled > 0;

  if (task->label == NULL)
    return;
  session->n_labeled += by;
  if (was_busy != (session->n_labeled > 0))
    kith_session_notify (session, KITH_SESSION_BUSY);
}

static void
tell_result (KithTask *self, KithSession *session)
{
  if (self->error == NULL)
    {
      if (self->toast != NULL && (self->changed || self->lane != KITH_LANE_WRITE))
        kith_session_tell (session, self->toast, self->changed && session->undo_label != NULL);
    }
  else if (!self->shows_own_errors && !g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      kith_session_fail (session, self->error->message);
    }
}

/* What cannot be shown now cannot be with the next change either. Where that was not asked for, what was is done all the same. */
static void
give_up_part (KithTask *self, KithSession *session)
{
  if (session->part == self->part)
    g_clear_pointer (&session->part, kith_part_unref);
  if (self->work != NULL)
    kith_session_tell (session, self->part_error->message, FALSE);
  else if (self->error == NULL)
    self->error = g_steal_pointer (&self->part_error);
}

void
kith_task_finish (KithTask *self)
{
  g_autoptr (KithSession) session = g_weak_ref_get (&self->session);
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);

  if (session != NULL && !session->closed)
    {
      g_ptr_array_remove (session->tasks, self);
      if (self->name != NULL)
        kith_session_set_labels (session, self->name, self->undo_label, self->redo_label);
      if (self->part_error != NULL)
        give_up_part (self, session);
      if (self->snapshot != NULL)
        kith_session_take_snapshot (session, g_steal_pointer (&self->snapshot), g_steal_pointer (&self->whole));
      count_labeled (session, self, -1);
      if (!self->dropped && !session->closed)
        {
          if (self->done != NULL && (owner != NULL || !self->has_owner))
            self->done (owner, self->data, self->error);
          tell_result (self, session);
        }
    }
  kith_task_free (self);
}

void
kith_session_run (KithSession *self, const KithJob *job)
{
  KithTask *task;

  g_return_if_fail (KITH_IS_SESSION (self));
  g_return_if_fail (!self->closed);

  task = g_new0 (KithTask, 1);
  task->lane = job->lane;
  task->label = g_strdup (job->label);
  task->toast = g_strdup (job->toast);
  task->slot = g_strdup (job->slot);
  task->shows_own_errors = job->shows_own_errors;
  task->work = job->work;
  task->data = job->data;
  task->free_data = job->free_data;
  task->has_owner = job->owner != NULL;
  task->done = job->done;
  g_weak_ref_init (&task->owner, job->owner);
  g_weak_ref_init (&task->session, self);
  g_atomic_ref_count_inc (&self->stores->ref_count);
  task->stores = self->stores;
  task->part = self->part != NULL ? kith_part_ref (self->part) : NULL;
  task->cancellable = g_cancellable_new ();
  task->progress = kith_progress_new ();

  for (guint i = 0; task->slot != NULL && i < self->tasks->len; i++)
    {
      KithTask *older = g_ptr_array_index (self->tasks, i);

      if (g_strcmp0 (older->slot, task->slot) != 0)
        continue;
      older->dropped = TRUE;
      g_cancellable_cancel (older->cancellable);
    }
  g_ptr_array_add (self->tasks, task);
  count_labeled (self, task, 1);
  if (self->runner != NULL)
    {
      self->runner (self, task, self->runner_data);
      return;
    }
  kith_task_perform (task);
  kith_task_finish (task);
}

void
kith_session_load (KithSession *self)
{
  kith_session_run (self, &(KithJob) { .lane = KITH_LANE_WRITE, .label = _ ("Opening the network"), .slot = "load" });
}

void
kith_session_show_only (KithSession *self, KithPart *part)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  g_clear_pointer (&self->part, kith_part_unref);
  self->part = part;
  kith_session_run (self, &(KithJob) {
                              .lane = KITH_LANE_WRITE,
                              .label = part != NULL ? _ ("Looking at a part of the network") : NULL,
                              .slot = "part",
                          });
}

void
kith_session_cancel (KithSession *self)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  for (guint i = 0; i < self->tasks->len; i++)
    {
      KithTask *task = g_ptr_array_index (self->tasks, i);

      if (task->label != NULL)
        g_cancellable_cancel (task->cancellable);
    }
}

void
kith_session_close (KithSession *self)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  if (self->closed)
    return;
  self->closed = TRUE;
  for (guint i = 0; i < self->tasks->len; i++)
    {
      KithTask *task = g_ptr_array_index (self->tasks, i);

      task->dropped = TRUE;
      g_cancellable_cancel (task->cancellable);
    }
  g_ptr_array_set_size (self->tasks, 0);
  kith_session_set_runner (self, NULL, NULL, NULL);
  /* The files are closed here, or by the last job that still runs. */
  g_clear_pointer (&self->stores, kith_stores_unref);
}

gboolean
kith_session_is_busy (KithSession *self)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), FALSE);

  return self->n_labeled > 0;
}

char *
kith_session_dup_activity (KithSession *self, double *fraction)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), NULL);

  *fraction = -1;
  for (guint i = 0; i < self->tasks->len; i++)
    {
      KithTask *task = g_ptr_array_index (self->tasks, i);
      g_autofree char *what = NULL;

      if (task->label == NULL)
        continue;
      *fraction = kith_progress_get_fraction (task->progress);
      what = kith_progress_dup_what (task->progress);
      return *what != '\0' ? g_steal_pointer (&what) : g_strdup (task->label);
    }
  return NULL;
}

static gboolean
undo_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  return kith_act_undo (store, data, progress, cancellable, error);
}

static gboolean
redo_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  return kith_act_redo (store, data, progress, cancellable, error);
}

static void
undo_done (gpointer owner, gpointer data, const GError *error)
{
  char **label = data;
  g_autofree char *text = NULL;

  /* Translators: %s is what was done, such as "Import members.csv" */
  text = error == NULL ? g_strdup_printf (_ ("Undone: %s"), *label) : NULL;
  if (text != NULL)
    kith_session_tell (owner, text, FALSE);
}

static void
redo_done (gpointer owner, gpointer data, const GError *error)
{
  char **label = data;
  g_autofree char *text = NULL;

  /* Translators: %s is what was done, such as "Import members.csv" */
  text = error == NULL ? g_strdup_printf (_ ("Done again: %s"), *label) : NULL;
  if (text != NULL)
    kith_session_tell (owner, text, TRUE);
}

static void
label_free (gpointer data)
{
  char **label = data;

  g_free (*label);
  g_free (label);
}

void
kith_session_undo (KithSession *self)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  if (self->undo_label != NULL)
    kith_session_run (self, &(KithJob) { .lane = KITH_LANE_WRITE,
                                         .label = _ ("Undoing"),
                                         .work = undo_work,
                                         .data = g_new0 (char *, 1),
                                         .free_data = label_free,
                                         .owner = self,
                                         .done = undo_done });
}

void
kith_session_redo (KithSession *self)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  if (self->redo_label != NULL)
    kith_session_run (self, &(KithJob) { .lane = KITH_LANE_WRITE,
                                         .label = _ ("Redoing"),
                                         .work = redo_work,
                                         .data = g_new0 (char *, 1),
                                         .free_data = label_free,
                                         .owner = self,
                                         .done = redo_done });
}

void
kith_session_set_runner (KithSession *self, KithRunner runner, gpointer data, GDestroyNotify free_data)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  if (self->free_runner_data != NULL)
    self->free_runner_data (self->runner_data);
  self->runner = runner;
  self->runner_data = data;
  self->free_runner_data = free_data;
}
