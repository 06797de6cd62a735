/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Worker processes and the jobs they share. Jobs are handed out as workers get free; an answer goes straight into the array its
 * job named, so the result does not depend on how many workers there are or which is faster. One thread uses a pool. */

#pragma once

#include "kith-layout.h"

G_BEGIN_DECLS

typedef struct _KithLayoutPool KithLayoutPool;

/**
 * kith_layout_pool_new:
 * @workers: processes at a time; 0 for the number of processors
 *
 * Finds the worker program; processes are started when there are jobs for them.
 */
KithLayoutPool *kith_layout_pool_new (guint workers, GCancellable *cancellable, GError **error);

/* Ends all processes at once. */
void kith_layout_pool_free (KithLayoutPool *self);

/**
 * kith_layout_pool_add:
 * @engine: not KITH_LAYOUT_COMMUNITIES
 * @ends: 2 × n_ties, copied
 * @lengths: (nullable): n_ties wished lengths, copied
 * @quick: an answer soon counts for more than the last bit of quality
 * @place: 2 × n; filled with x, y by turns before kith_layout_pool_finish() returns; y grows upwards
 *
 * Queues a job and moves what can be moved without waiting.
 */
gboolean kith_layout_pool_add (KithLayoutPool *self, KithLayoutEngine engine, guint n, guint n_ties,
                               const guint32 *ends, const float *lengths, gboolean quick, guint32 seed, float *place,
                               GError **error);

/* Waits for all jobs. Reports fractions between @from and @to by the people placed. */
gboolean kith_layout_pool_finish (KithLayoutPool *self, KithProgress *progress, double from, double to, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithLayoutPool, kith_layout_pool_free)

G_END_DECLS
