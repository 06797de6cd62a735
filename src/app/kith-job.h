/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The only part of the window that knows threads: runs the jobs of a session, lane by lane, and single errands that belong to no
 * network (looking through the networks there are, copying one in). While any runs, the application does not end. */

#pragma once

#include "kith-session.h"

G_BEGIN_DECLS

/* Makes @session run its jobs in threads. */
void kith_job_serve (KithSession *session);

/* In another thread; @data is its own. */
typedef gboolean (*KithErrandFunc) (gpointer data, GCancellable *cancellable, GError **error);

/**
 * kith_job_run_errand:
 * @owner: a GObject, watched weakly
 * @done: on the main thread, unless the owner has gone
 * @data: taken; freed with @free_data on the main thread
 */
void kith_job_run_errand (gpointer owner, GCancellable *cancellable, KithErrandFunc work, gpointer data,
                          GDestroyNotify free_data, KithDoneFunc done);

/* How many jobs and errands are under way; for tests that wait until none is. */
guint kith_job_count (void);

G_END_DECLS
