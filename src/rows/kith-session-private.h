/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the three files of the session share: its state, its jobs (kith-session-jobs.c), its team (kith-session-team.c). */

#pragma once

#include "kith-part.h"
#include "kith-session.h"

G_BEGIN_DECLS

/* The open files, shared by the jobs that still run when the session is gone. One connection a lane, opened by its first job. */
typedef struct
{
  gatomicrefcount ref_count;
  char *path;
  GMutex write_lock, read_lock; /* held for the whole of a job: a lane is one at a time whatever the runner does */
  KithStore *writer, *reader;
  KithSnapshot *shown;   /* the newest of all people; under write_lock, like the next */
  guint64 shown_version; /* kith_store_get_version () of it */
  KithPart *part;        /* nullable: what was asked for last, and what came of it */
  KithSnapshot *shown_part;
} KithStores;

KithStores *kith_stores_new (const char *path);
void kith_stores_unref (KithStores *self);

struct _KithSession
{
  GObject parent_instance;

  char *path;
  char *name;
  KithSnapshot *snapshot; /* what is shown: the same as the next, or a part of it */
  KithSnapshot *whole;
  KithPart *part; /* nullable: asked for */
  guint64 generation;
  gboolean closed;

  GArray *selection; /* gint64, rising */
  gint64 focus;      /* one of them; 0 for all */
  gint64 community;
  char *search;

  KithStores *stores;
  GPtrArray *tasks; /* borrowed; queued or running, oldest first */
  guint n_labeled;
  char *undo_label, *redo_label;
  KithRunner runner;
  gpointer runner_data;
  GDestroyNotify free_runner_data;

  KithTeam *team;
  KithSnapshot *team_snapshot;
  GHashTable *team_ids; /* gint64 *, owned, as a set */
  KithTeamWishes *wishes;
  guint wishes_saving; /* counts changes; those of the snapshot do not count before the last one is saved */
  guint wishes_saved;
  gboolean choosing;
};

typedef enum
{
  KITH_SESSION_SNAPSHOT = 1,
  KITH_SESSION_COMMUNITY,
  KITH_SESSION_SEARCH,
  KITH_SESSION_TEAM,
  KITH_SESSION_NAME,
  KITH_SESSION_UNDO_LABEL,
  KITH_SESSION_REDO_LABEL,
  KITH_SESSION_BUSY,
  N_KITH_SESSION_PROPERTIES,
} KithSessionProperty;

void kith_session_notify (KithSession *self, KithSessionProperty property);
/* Takes both; drops what the snapshot no longer holds from the selection; has the team chosen anew. */
void kith_session_take_snapshot (KithSession *self, KithSnapshot *snapshot, KithSnapshot *whole);
void kith_session_set_labels (KithSession *self, const char *name, const char *undo, const char *redo);

void kith_session_choose_team (KithSession *self);

/* Takes the wishes that came with the snapshot, unless newer ones are on their way into the network. */
void kith_session_take_wishes (KithSession *self);
void kith_session_init_team (KithSession *self);
void kith_session_clear_team (KithSession *self);

G_END_DECLS
