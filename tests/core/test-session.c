/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A session on a real network in a temporary folder. Jobs run at once, but for the tests of threads, which bring a runner of their own. */

#include "kith-acts.h"
#include "kith-analysis.h"
#include "kith-error.h"
#include "kith-people.h"
#include "kith-session.h"
#include "kith-ties.h"

#include <glib/gstdio.h>

#define N_CIRCLES 3
#define CIRCLE 8

typedef struct
{
  char *folder;
  char *path;
  gint64 ids[N_CIRCLES * CIRCLE];
} Fixture;

/* Three circles of people who all know each other, joined in a ring by one tie each. */
static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KithStore) store = NULL;

  self->folder = g_dir_make_tmp ("kith-session-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "circles.kith", NULL);
  store = kith_store_open (self->path, KITH_STORE_NEW, &error);
  g_assert_no_error (error);
  g_assert_true (kith_act_begin (store, "Import circles", FALSE, &error));
  for (guint i = 0; i < N_CIRCLES * CIRCLE; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u", i);
      KithPerson person = KITH_PERSON_INIT;

      person.name = name;
      g_assert_true (kith_person_add (store, &person, &error));
      self->ids[i] = person.id;
    }
  for (guint i = 0; i < N_CIRCLES * CIRCLE; i++)
    for (guint j = i + 1; j < N_CIRCLES * CIRCLE; j++)
      {
        KithTie tie = { .a = self->ids[i],
                        .b = self->ids[j],
                        .kind = KITH_TIE_STATED,
                        .weight = 1,
                        .date = KITH_NO_DATE,
                        .ended = KITH_NO_DATE };

        if (i / CIRCLE == j / CIRCLE || (i % CIRCLE == 0 && j % CIRCLE == 0))
          g_assert_true (kith_tie_put (store, &tie, NULL, &error));
      }
  g_assert_true (kith_act_commit (store, NULL, &error));
  g_assert_true (kith_analysis_find_communities (store, 1, TRUE, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static void
count_shown_cb (KithSession *session, gint64 person, guint *count)
{
  (*count)++;
}

static void
count_cb (KithSession *session, guint *count)
{
  (*count)++;
}

static void
count_notify_cb (KithSession *session, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

typedef struct
{
  char *text;
  gboolean undoable;
} Told;

static void
told_cb (KithSession *session, const char *text, gboolean undoable, Told *told)
{
  g_set_str (&told->text, text);
  told->undoable = undoable;
}

static void
failed_cb (KithSession *session, const char *sentence, char **failed)
{
  g_set_str (failed, sentence);
}

static void
test_load (Fixture *self, gconstpointer data)
{
  KithSession *session = kith_session_new (self->path);
  KithSnapshot *snapshot;

  g_assert_null (kith_session_get_snapshot (session));
  g_assert_cmpuint (kith_session_get_generation (session), ==, 0);
  kith_session_load (session);
  snapshot = kith_session_get_snapshot (session);
  g_assert_nonnull (snapshot);
  g_assert_cmpuint (snapshot->n, ==, N_CIRCLES * CIRCLE);
  g_assert_cmpuint (snapshot->n_communities, ==, N_CIRCLES);
  g_assert_cmpuint (kith_session_get_generation (session), ==, 1);
  g_assert_cmpstr (kith_session_get_name (session), ==, "circles");
  g_assert_cmpstr (kith_session_get_undo_label (session), ==, "Import circles");
  g_assert_null (kith_session_get_redo_label (session));
  g_assert_false (kith_session_is_busy (session));

  /* Nothing changed: loading again makes no new snapshot. */
  kith_session_load (session);
  g_assert_true (kith_session_get_snapshot (session) == snapshot);
  g_assert_finalize_object (session);
}

static void
test_selection (Fixture *self, gconstpointer data)
{
  KithSession *session = kith_session_new (self->path);
  gint64 many[] = { self->ids[5], 987654, self->ids[2], self->ids[5] };
  const gint64 *selection;
  guint changed = 0;
  guint n;

  kith_session_load (session);
  g_signal_connect (session, "selection-changed", G_CALLBACK (count_cb), &changed);
  kith_session_select_person (session, self->ids[3]);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpint (kith_session_get_selected_person (session), ==, self->ids[3]);
  kith_session_select_person (session, self->ids[3]);
  g_assert_cmpuint (changed, ==, 1);
  kith_session_set_selection (session, many, G_N_ELEMENTS (many));
  g_assert_cmpuint (changed, ==, 2);
  selection = kith_session_get_selection (session, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (selection[0], ==, self->ids[2]);
  g_assert_cmpint (selection[1], ==, self->ids[5]);
  g_assert_cmpint (kith_session_get_selected_person (session), ==, 0);
  g_assert_true (kith_session_is_selected (session, self->ids[2]));
  g_assert_false (kith_session_is_selected (session, self->ids[3]));

  /* Looking at one of several leaves them selected; looking at somebody else does not. */
  kith_session_show_person (session, self->ids[5]);
  g_assert_cmpint (kith_session_get_selected_person (session), ==, self->ids[5]);
  g_assert_true (kith_session_is_selected (session, self->ids[2]));
  g_assert_cmpuint (changed, ==, 3);
  kith_session_set_selection (session, many, G_N_ELEMENTS (many));
  g_assert_cmpint (kith_session_get_selected_person (session), ==, self->ids[5]);
  kith_session_show_person (session, 0);
  g_assert_cmpint (kith_session_get_selected_person (session), ==, 0);
  g_assert_cmpuint (changed, ==, 4);
  kith_session_show_person (session, self->ids[2]);
  kith_session_set_selection (session, many, 3);
  g_assert_cmpint (kith_session_get_selected_person (session), ==, self->ids[2]);
  kith_session_show_person (session, self->ids[7]);
  kith_session_get_selection (session, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (kith_session_get_selected_person (session), ==, self->ids[7]);
  kith_session_show_person (session, 0);
  g_assert_cmpint (kith_session_get_selected_person (session), ==, self->ids[7]);

  /* Asking for somebody's contacts selects him or her alone; for nobody it does nothing. */
  guint shown = 0;
  g_signal_connect (session, "contacts-shown", G_CALLBACK (count_shown_cb), &shown);
  kith_session_set_selection (session, many, G_N_ELEMENTS (many));
  kith_session_show_contacts (session, self->ids[2]);
  g_assert_cmpint (kith_session_get_selected_person (session), ==, self->ids[2]);
  g_assert_cmpuint (shown, ==, 1);
  kith_session_show_contacts (session, 987654);
  kith_session_show_contacts (session, 0);
  g_assert_cmpuint (shown, ==, 1);
  kith_session_select_person (session, self->ids[7]);
  changed = 2;
  kith_session_select_person (session, 0);
  g_assert_cmpuint (changed, ==, 3);
  kith_session_select_person (session, 987654);
  g_assert_cmpuint (changed, ==, 3);
  g_assert_finalize_object (session);
}

static void
test_community (Fixture *self, gconstpointer data)
{
  KithSession *session = kith_session_new (self->path);
  gint64 id;
  guint changed = 0;

  kith_session_load (session);
  id = kith_session_get_snapshot (session)->communities[1].id;
  g_signal_connect (session, "notify::community", G_CALLBACK (count_notify_cb), &changed);
  kith_session_select_community (session, id);
  kith_session_select_community (session, id);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpint (kith_session_find_community (session, id), ==, 1);
  kith_session_select_community (session, 4711);
  g_assert_cmpint (kith_session_get_community (session), ==, 0);

  /* Undoing the import takes the people and communities away, and with them what was selected. */
  kith_session_select_community (session, id);
  kith_session_select_person (session, self->ids[0]);
  kith_session_undo (session);
  g_assert_cmpuint (kith_session_get_snapshot (session)->n, ==, 0);
  g_assert_cmpint (kith_session_get_community (session), ==, 0);
  g_assert_cmpint (kith_session_get_selected_person (session), ==, 0);
  g_assert_null (kith_session_get_team (session, NULL));
  g_assert_null (kith_session_get_undo_label (session));
  g_assert_cmpstr (kith_session_get_redo_label (session), ==, "Import circles");
  kith_session_redo (session);
  g_assert_cmpuint (kith_session_get_snapshot (session)->n, ==, N_CIRCLES * CIRCLE);
  g_assert_nonnull (kith_session_get_team (session, NULL));
  g_assert_finalize_object (session);
}

static gboolean
rename_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (KithActScope) act = kith_act_scope (store);

  return kith_act_begin (store, "Rename network", FALSE, error) && kith_store_set_name (store, data, error)
         && kith_act_commit (store, NULL, error);
}

static gboolean
fail_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID, "It cannot be.");
  return FALSE;
}

static void
done_cb (gpointer owner, gpointer data, const GError *error)
{
  g_object_set_data (owner, "done", GUINT_TO_POINTER (error == NULL ? 1 : 2));
}

static void
test_write (Fixture *self, gconstpointer data)
{
  KithSession *session = kith_session_new (self->path);
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  Told told = { NULL };
  g_autofree char *failed = NULL;
  KithJob job = { .lane = KITH_LANE_WRITE,
                  .label = "Renaming",
                  .toast = "Renamed",
                  .work = rename_work,
                  .owner = owner,
                  .done = done_cb };

  g_signal_connect (session, "told", G_CALLBACK (told_cb), &told);
  g_signal_connect (session, "failed", G_CALLBACK (failed_cb), &failed);
  kith_session_load (session);
  job.data = g_strdup ("Rings");
  job.free_data = g_free;
  kith_session_run (session, &job);
  g_assert_cmpstr (told.text, ==, "Renamed");
  g_assert_true (told.undoable);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_object_get_data (owner, "done")), ==, 1);
  g_assert_cmpstr (kith_session_get_name (session), ==, "Rings");
  g_assert_cmpstr (kith_session_get_undo_label (session), ==, "Rename network");
  kith_session_undo (session);
  g_assert_cmpstr (kith_session_get_name (session), ==, "circles");
  g_assert_false (told.undoable);
  kith_session_redo (session);
  g_assert_cmpstr (kith_session_get_name (session), ==, "Rings");

  /* One that fails tells it in its sentence, and leaves the snapshot. */
  job.work = fail_work;
  job.data = NULL;
  job.free_data = NULL;
  g_clear_pointer (&told.text, g_free);
  kith_session_run (session, &job);
  g_assert_cmpstr (failed, ==, "It cannot be.");
  g_assert_null (told.text);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_object_get_data (owner, "done")), ==, 2);
  g_assert_finalize_object (session);
  g_free (told.text);
}

static void
test_trouble (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "not-there.kith", NULL);
  KithSession *session = kith_session_new (path);
  g_autofree char *failed = NULL;

  g_signal_connect (session, "failed", G_CALLBACK (failed_cb), &failed);
  kith_session_load (session);
  g_assert_nonnull (failed);
  g_assert_null (kith_session_get_snapshot (session));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_finalize_object (session);
}

static void
test_team (Fixture *self, gconstpointer data)
{
  KithSession *session = kith_session_new (self->path);
  const KithTeam *team;
  KithSnapshot *snapshot;
  gint64 first;

  kith_session_load (session);
  team = kith_session_get_team (session, &snapshot);
  g_assert_nonnull (team);
  g_assert_true (snapshot == kith_session_get_snapshot (session));
  g_assert_false (kith_session_is_choosing (session));
  g_assert_cmpuint (team->totals.communities_touched, ==, N_CIRCLES);
  first = snapshot->id[team->members[0].person];
  g_assert_true (kith_session_is_in_team (session, first));

  kith_session_set_team_size (session, 2);
  team = kith_session_get_team (session, NULL);
  g_assert_cmpuint (team->n_members, ==, 2);
  kith_session_set_out_of_team (session, first, TRUE);
  g_assert_false (kith_session_is_in_team (session, first));
  g_assert_cmpuint (kith_session_count_out_of_team (session), ==, 1);
  kith_session_set_fixed_in_team (session, first, TRUE);
  g_assert_false (kith_session_is_out_of_team (session, first));
  team = kith_session_get_team (session, &snapshot);
  g_assert_cmpint (snapshot->id[team->members[0].person], ==, first);
  kith_session_clear_team_changes (session);
  g_assert_false (kith_session_is_fixed_in_team (session, first));
  kith_session_set_team_wide (session, 0);
  g_assert_cmpfloat (kith_session_get_team_wide (session), ==, 0);
  g_assert_nonnull (kith_session_get_team (session, NULL));
  g_assert_finalize_object (session);
}

/* What people want of the team outlives the session, and is undone like all they do. */
static void
test_team_wishes (Fixture *self, gconstpointer data)
{
  g_autoptr (KithSession) session = kith_session_new (self->path);
  g_autoptr (KithSession) again = kith_session_new (self->path);
  Told told = { 0 };
  KithSnapshot *snapshot;
  gint64 out, in;

  kith_session_load (session);
  snapshot = kith_session_get_snapshot (session);
  out = snapshot->id[kith_session_get_team (session, NULL)->members[0].person];
  in = snapshot->id[kith_session_get_team (session, NULL)->members[1].person];
  g_signal_connect (session, "told", G_CALLBACK (told_cb), &told);
  kith_session_set_out_of_team (session, out, TRUE);
  g_assert_nonnull (told.text);
  g_assert_true (told.undoable);
  g_free (told.text);
  told.text = NULL;
  kith_session_set_fixed_in_team (session, in, TRUE);
  g_assert_nonnull (told.text);
  g_assert_nonnull (strstr (told.text, "is in the team to stay"));
  g_assert_true (told.undoable);
  g_clear_pointer (&told.text, g_free);
  /* Steps of one button or slider are one act. */
  kith_session_set_team_size (session, 4);
  kith_session_set_team_size (session, 3);
  g_assert_cmpstr (kith_session_get_undo_label (session), ==, "Change the Size of the Team");

  kith_session_load (again);
  g_assert_cmpuint (kith_session_get_team_size (again), ==, 3);
  g_assert_true (kith_session_is_out_of_team (again, out));
  g_assert_true (kith_session_is_fixed_in_team (again, in));
  g_assert_false (kith_session_is_in_team (again, out));
  kith_session_close (again);

  kith_session_undo (session);
  g_assert_cmpuint (kith_session_get_team_size (session), ==, 12);
  g_assert_true (kith_session_is_fixed_in_team (session, in));
  kith_session_undo (session);
  g_assert_false (kith_session_is_fixed_in_team (session, in));
  g_assert_true (kith_session_is_out_of_team (session, out));
  kith_session_undo (session);
  g_assert_false (kith_session_is_out_of_team (session, out));
  g_assert_true (kith_session_is_in_team (session, out));
  kith_session_redo (session);
  g_assert_true (kith_session_is_out_of_team (session, out));
  g_free (told.text);
}

/* — Jobs that wait, and jobs that come too late — */

static void
keep_task (KithSession *session, KithTask *task, gpointer data)
{
  g_ptr_array_add (data, task);
}

static gboolean
count_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  g_assert_null (store);
  (*(guint *) data)++;
  return TRUE;
}

static void
count_done (gpointer owner, gpointer data, const GError *error)
{
  (*(guint *) data) += 100;
}

static void
finish_all (GPtrArray *tasks)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      kith_task_perform (g_ptr_array_index (tasks, i));
      kith_task_finish (g_ptr_array_index (tasks, i));
    }
  g_ptr_array_set_size (tasks, 0);
}

static void
test_slots (Fixture *self, gconstpointer data)
{
  KithSession *session = kith_session_new (self->path);
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();
  guint older = 0;
  guint newer = 0;
  guint orphan = 0;
  GObject *owner = g_object_new (G_TYPE_OBJECT, NULL);
  KithJob job
      = { .lane = KITH_LANE_THINK, .slot = "same", .label = "Thinking", .work = count_work, .done = count_done };
  g_autofree char *activity = NULL;
  double fraction;

  kith_session_set_runner (session, keep_task, tasks, NULL);
  job.data = &older;
  kith_session_run (session, &job);
  job.data = &newer;
  kith_session_run (session, &job);
  g_assert_true (kith_session_is_busy (session));
  activity = kith_session_dup_activity (session, &fraction);
  g_assert_cmpstr (activity, ==, "Thinking");
  finish_all (tasks);
  /* The older one was stopped before it began, and nobody hears of it. */
  g_assert_cmpuint (older, ==, 0);
  g_assert_cmpuint (newer, ==, 101);
  g_assert_false (kith_session_is_busy (session));

  /* The owner goes before the job is done. */
  job.slot = NULL;
  job.owner = owner;
  job.data = &orphan;
  kith_session_run (session, &job);
  g_object_unref (owner);
  finish_all (tasks);
  g_assert_cmpuint (orphan, ==, 1);

  /* The session goes before the job has run. */
  job.owner = NULL;
  orphan = 0;
  kith_session_run (session, &job);
  g_assert_finalize_object (session);
  finish_all (tasks);
  g_assert_cmpuint (orphan, ==, 0);
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  KithSession *session = kith_session_new (self->path);
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();
  g_autofree char *failed = NULL;
  guint counter = 0;
  guint quiet = 0;

  g_signal_connect (session, "failed", G_CALLBACK (failed_cb), &failed);
  kith_session_set_runner (session, keep_task, tasks, NULL);
  kith_session_run (session,
                    &(KithJob) { .lane = KITH_LANE_THINK, .label = "Thinking", .work = count_work, .data = &counter });
  kith_session_run (session, &(KithJob) { .lane = KITH_LANE_THINK, .work = count_work, .data = &quiet });
  kith_session_cancel (session);
  finish_all (tasks);
  g_assert_cmpuint (counter, ==, 0);
  g_assert_cmpuint (quiet, ==, 1);
  g_assert_null (failed);
  g_assert_finalize_object (session);
}

/* Reading goes on beside a job that is writing. */
static gboolean
read_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  KithStoreCounts counts;

  if (!kith_store_count (store, &counts, error))
    return FALSE;
  *(guint *) data = counts.people;
  return TRUE;
}

typedef struct
{
  KithTask *reader;
  guint people;
} Beside;

static gpointer
perform_thread (gpointer task)
{
  kith_task_perform (task);
  return NULL;
}

static gboolean
long_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Beside *beside = data;
  g_autoptr (KithActScope) act = kith_act_scope (store);
  KithPerson person = KITH_PERSON_INIT;
  GThread *thread;

  person.name = (char *) "New Here";
  if (!kith_act_begin (store, "Add", FALSE, error) || !kith_person_add (store, &person, error))
    return FALSE;
  thread = g_thread_new ("reader", perform_thread, beside->reader);
  g_thread_join (thread);
  return kith_act_commit (store, NULL, error);
}

static void
test_lanes (Fixture *self, gconstpointer data)
{
  KithSession *session = kith_session_new (self->path);
  g_autoptr (GPtrArray) tasks = g_ptr_array_new ();
  Beside beside = { NULL };

  kith_session_load (session);
  kith_session_set_runner (session, keep_task, tasks, NULL);
  kith_session_run (session, &(KithJob) { .lane = KITH_LANE_READ, .work = read_work, .data = &beside.people });
  kith_session_run (session, &(KithJob) { .lane = KITH_LANE_WRITE, .work = long_work, .data = &beside });
  beside.reader = g_ptr_array_index (tasks, 0);
  g_assert_cmpint (kith_task_get_lane (beside.reader), ==, KITH_LANE_READ);
  kith_task_perform (g_ptr_array_index (tasks, 1));
  g_assert_cmpuint (beside.people, ==, N_CIRCLES * CIRCLE);
  kith_task_finish (g_ptr_array_index (tasks, 1));
  kith_task_finish (g_ptr_array_index (tasks, 0));
  g_assert_cmpuint (kith_session_get_snapshot (session)->n, ==, N_CIRCLES * CIRCLE + 1);
  /* The team that follows a new snapshot. */
  g_ptr_array_remove_range (tasks, 0, 2);
  finish_all (tasks);
  g_assert_finalize_object (session);
}

static void
add (const char *path, void (*test) (Fixture *self, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/session/load", test_load);
  add ("/session/selection", test_selection);
  add ("/session/community", test_community);
  add ("/session/write", test_write);
  add ("/session/trouble", test_trouble);
  add ("/session/team", test_team);
  add ("/session/team-wishes", test_team_wishes);
  add ("/session/slots", test_slots);
  add ("/session/cancel", test_cancel);
  add ("/session/lanes", test_lanes);
  return g_test_run ();
}
