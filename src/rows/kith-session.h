/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One open network as a window sees it: the snapshot that everything shows, the one selection, the search, the team, what can be
 * undone, and the jobs that read or change the store. Lives on the main thread; only a job's work function runs elsewhere.
 *
 * Who watches what:
 *   notify::snapshot      everything is new; people are to be found again by id
 *   selection-changed     the people selected (map, table, panels), or which of them is looked at
 *   notify::community     the community in focus (0 for none)
 *   notify::search        the text searched for
 *   notify::team          the team, its options, or that one is being chosen
 *   notify::undo-label, notify::redo-label, notify::busy
 *   person-shown (gint64) somebody asked to see all about a person: the page opens the Person panel
 *   contacts-shown (gint64) somebody asked to see a person with whom he or she knows around: the page shows the ring
 *   changes-wanted (gint64) somebody asked what has changed since before an act, 0 for the last import: the page shows it on the map
 *   told (text, undoable) a sentence for a toast, with an Undo button where undoable
 *   failed (sentence)     a job ended in an error, for a dialog
 *
 * The map, the table and the panels each have a read-write, nullable property "session" (KithPanel), which the page of the open network
 * sets.
 */

#pragma once

#include "kith-part.h"
#include "kith-snapshot.h"
#include "kith-team.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KITH_TYPE_SESSION (kith_session_get_type ())
G_DECLARE_FINAL_TYPE (KithSession, kith_session, KITH, SESSION, GObject)

/* Opens nothing yet: kith_session_load () reads the network. @path: of the live file. */
KithSession *kith_session_new (const char *path);
const char *kith_session_get_path (KithSession *self);

/* Reads the snapshot in a job; properties change when it has come. Later writes reload by themselves. */
void kith_session_load (KithSession *self);

/* Never %NULL once loaded; borrowed until notify::snapshot: take a reference to keep it or to hand it to a job. */
KithSnapshot *kith_session_get_snapshot (KithSession *self);
/* Of everybody, also while only a part is shown; for what must lack nobody, such as a list to call. Borrowed likewise. */
KithSnapshot *kith_session_get_whole (KithSession *self);

/**
 * kith_session_show_only:
 * @part: (transfer full) (nullable): %NULL for everybody again
 *
 * Has the part's communities and places worked out in a job; then it is the snapshot, so that map, table, panels and team are about it
 * alone. It is worked out again with each change of the network, for as long as anybody is in it. Nothing of it is written.
 */
void kith_session_show_only (KithSession *self, KithPart *part);

/* Counts up with each snapshot: 0 before the first. */
guint64 kith_session_get_generation (KithSession *self);
/* The network's own name: "Harbour Food Bank" */
const char *kith_session_get_name (KithSession *self);

/* — Jobs — */

/* Where a job runs. Jobs of one lane run one after another, in the order they came; lanes run at the same time. */
typedef enum
{
  KITH_LANE_WRITE, /* gets the store; the snapshot is loaded anew if the store changed */
  KITH_LANE_READ,  /* gets a store to read from, also while an import is writing */
  KITH_LANE_THINK, /* gets no store (%NULL): arrays only, such as choosing a team */
} KithLane;

/* In another thread. Must not touch the session, widgets or anything else of the main thread; @data is its own. */
typedef gboolean (*KithWorkFunc) (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable,
                                  GError **error);

/* On the main thread, after the snapshot is new. @error: %NULL for success. */
typedef void (*KithDoneFunc) (gpointer owner, gpointer data, const GError *error);

typedef struct
{
  KithLane lane;
  const char *
      label; /* copied; what is being done, for a person: "Importing members.csv". Shown with a Cancel button after a moment */
  const char *toast; /* nullable, copied; told when it succeeded and changed something: "Tagged Nea Nord" (with Undo) */
  const char
      *slot; /* nullable, copied: a newer job of the same slot cancels and drops an older one; its done is not called */
  gboolean
      shows_own_errors; /* done tells the person; otherwise "failed" is emitted. A cancelled job is never an error to tell */
  KithWorkFunc work; /* %NULL in the writing lane: only opens and reads the network */
  gpointer data;     /* taken: freed on the main thread after done */
  GDestroyNotify free_data;
  gpointer owner;    /* nullable: a GObject, watched weakly; done is not called once it is gone */
  KithDoneFunc done; /* nullable */
} KithJob;

/**
 * kith_session_run:
 *
 * Queues a job. Without a runner (tests, kith_session_set_runner) it runs at once in this thread and is done on return.
 */
void kith_session_run (KithSession *self, const KithJob *job);

/* Asks the running and waiting jobs with a Cancel button to stop. */
void kith_session_cancel (KithSession *self);

/* Ends all jobs (waiting for the one that runs to stop) and closes the store. Nothing is called back afterwards. */
void kith_session_close (KithSession *self);

/* A job that has a label runs or waits. */
gboolean kith_session_is_busy (KithSession *self);

/* The job shown, for the window's progress bar: %NULL label for none. */
char *kith_session_dup_activity (KithSession *self, double *fraction);

void kith_session_undo (KithSession *self);
void kith_session_redo (KithSession *self);
const char *kith_session_get_undo_label (KithSession *self); /* "Import members.csv", NULL for nothing */
const char *kith_session_get_redo_label (KithSession *self);

/* Asks for what has changed since before an act of the history to be shown; 0 for the last import. */
void kith_session_show_changes (KithSession *self, gint64 act);

/* Emits told or failed. */
void kith_session_tell (KithSession *self, const char *text, gboolean undoable);
void kith_session_fail (KithSession *self, const char *sentence);

/* — Selection — */

/* Ids of people, rising. Borrowed until selection-changed. */
const gint64 *kith_session_get_selection (KithSession *self, guint *n);
gboolean kith_session_is_selected (KithSession *self, gint64 person);
/* The one person looked at: the only one selected, or of several the one that was shown; 0 for none and for all of several. */
gint64 kith_session_get_selected_person (KithSession *self);
void kith_session_select_person (KithSession *self, gint64 person); /* 0 for nobody */
/* Copies; any order, repetitions and unknown people are dropped. */
void kith_session_set_selection (KithSession *self, const gint64 *people, guint n);
/* Looks at one of those selected, or selects them alone, and emits person-shown. 0: looks at all of several again. */
void kith_session_show_person (KithSession *self, gint64 person);
/* Selects somebody alone and emits contacts-shown; nothing for who is not there. */
void kith_session_show_contacts (KithSession *self, gint64 person);

/* The community in focus: drawn out on the map, listed alone in the table. 0 for all. */
gint64 kith_session_get_community (KithSession *self);
void kith_session_select_community (KithSession *self, gint64 community);
/* Index into the snapshot's communities; -1 for none. */
int kith_session_find_community (KithSession *self, gint64 community);

const char *kith_session_get_search (KithSession *self); /* as typed, never NULL */
void kith_session_set_search (KithSession *self, const char *text);

/* — The team — chosen in the background whenever the people, the size, the width or the lists below change. */

/* %NULL while there is none. @snapshot: (out) (optional): whose indices its people are; for a moment older than the current one. */
const KithTeam *kith_session_get_team (KithSession *self, KithSnapshot **snapshot);
gboolean kith_session_is_choosing (KithSession *self);
guint kith_session_get_team_size (KithSession *self);
void kith_session_set_team_size (KithSession *self, guint size);
double kith_session_get_team_wide (KithSession *self); /* 0 dense … 1 wide */
void kith_session_set_team_wide (KithSession *self, double wide);
/* Taken out or put in by hand; one undoes the other. */
void kith_session_set_out_of_team (KithSession *self, gint64 person, gboolean out);
gboolean kith_session_is_out_of_team (KithSession *self, gint64 person);
void kith_session_set_fixed_in_team (KithSession *self, gint64 person, gboolean fixed);
gboolean kith_session_is_fixed_in_team (KithSession *self, gint64 person);
guint kith_session_count_out_of_team (KithSession *self);
void kith_session_clear_team_changes (KithSession *self);
/* In the team as chosen now. O(1) */
gboolean kith_session_is_in_team (KithSession *self, gint64 person);

/* — The runner: app/kith-job.c sets it; it alone knows threads. — */

typedef struct _KithTask KithTask;
typedef void (*KithRunner) (KithSession *self, KithTask *task, gpointer data);

/* @runner is given each task (transfer full) with its lane and must see that kith_task_perform () runs in a thread of the lane and
 * kith_task_finish () afterwards on the main one. */
void kith_session_set_runner (KithSession *self, KithRunner runner, gpointer data, GDestroyNotify free_data);
KithLane kith_task_get_lane (KithTask *self);
GCancellable *kith_task_get_cancellable (KithTask *self);
void kith_task_perform (KithTask *self); /* any thread, blocks */
void kith_task_finish (KithTask *self);  /* main thread; frees it */

G_END_DECLS
