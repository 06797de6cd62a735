/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-progress.h"

/* Deeper than any job divides itself. */
#define DEPTH 8

struct _KithProgress
{
  gatomicrefcount ref_count;
  GMutex mutex; /* guards all below */
  char *what;
  double fraction;
  double from, to;                 /* of the part that steps are counted in */
  double start[DEPTH], end[DEPTH]; /* of the wholes within wholes */
  guint depth;
};

KithProgress *
kith_progress_new (void)
{
  KithProgress *self = g_new0 (KithProgress, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->what = g_strdup ("");
  self->fraction = -1;
  self->to = self->end[0] = 1;
  return self;
}

KithProgress *
kith_progress_ref (KithProgress *self)
{
  if (self != NULL)
    g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
kith_progress_unref (KithProgress *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->what);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
kith_progress_step (KithProgress *self, const char *what, double fraction)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  if (what != NULL)
    g_set_str (&self->what, what);
  self->fraction = fraction < 0 ? -1 : self->from + CLAMP (fraction, 0, 1) * (self->to - self->from);
  g_mutex_unlock (&self->mutex);
}

static void
set_part (KithProgress *self, double from, double to)
{
  double start = self->start[self->depth], length = self->end[self->depth] - start;

  self->from = start + from * length;
  self->to = start + to * length;
}

void
kith_progress_part (KithProgress *self, double from, double to)
{
  g_return_if_fail (from >= 0 && from <= to && to <= 1);

  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  set_part (self, from, to);
  g_mutex_unlock (&self->mutex);
}

void
kith_progress_enter (KithProgress *self, double from, double to)
{
  g_return_if_fail (from >= 0 && from <= to && to <= 1);

  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  g_assert (self->depth + 1 < DEPTH);
  set_part (self, from, to);
  self->depth++;
  self->start[self->depth] = self->from;
  self->end[self->depth] = self->to;
  g_mutex_unlock (&self->mutex);
}

void
kith_progress_leave (KithProgress *self)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  g_assert (self->depth > 0);
  self->depth--;
  self->from = self->start[self->depth];
  self->to = self->end[self->depth];
  g_mutex_unlock (&self->mutex);
}

char *
kith_progress_dup_what (KithProgress *self)
{
  char *what;

  if (self == NULL)
    return g_strdup ("");
  g_mutex_lock (&self->mutex);
  what = g_strdup (self->what);
  g_mutex_unlock (&self->mutex);
  return what;
}

double
kith_progress_get_fraction (KithProgress *self)
{
  double fraction;

  if (self == NULL)
    return -1;
  g_mutex_lock (&self->mutex);
  fraction = self->fraction;
  g_mutex_unlock (&self->mutex);
  return fraction;
}
