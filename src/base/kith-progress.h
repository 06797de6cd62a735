/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How far a long job is, written by the thread that works and read by another.
 * Every function takes NULL for "nobody is watching". */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KithProgress KithProgress;

KithProgress *kith_progress_new (void);
KithProgress *kith_progress_ref (KithProgress *self);
void kith_progress_unref (KithProgress *self);

/**
 * kith_progress_step:
 * @what: (nullable): what is being done now, for a person ("Reading members.csv"), or %NULL to keep the last
 * @fraction: 0…1 of the whole job, or a negative number where it cannot be known
 *
 * Cheap enough to be called a few thousand times a second. Any thread.
 */
void kith_progress_step (KithProgress *self, const char *what, double fraction);

/**
 * kith_progress_part:
 *
 * Makes the steps that follow count from @from to @to of the whole, so that a function that reports 0…1 can be one
 * part of a longer job. The part holds until it is set again.
 */
void kith_progress_part (KithProgress *self, double from, double to);

/**
 * kith_progress_enter:
 *
 * Makes @from to @to of the present whole the whole of what is called next, which may divide it into parts of its own, until
 * kith_progress_leave (). Nests.
 */
void kith_progress_enter (KithProgress *self, double from, double to);
void kith_progress_leave (KithProgress *self);

/**
 * kith_progress_dup_what:
 *
 * Returns: (transfer full): the last step, "" before the first
 */
char *kith_progress_dup_what (KithProgress *self);
double kith_progress_get_fraction (KithProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithProgress, kith_progress_unref)

G_END_DECLS
