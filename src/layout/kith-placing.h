/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Arithmetic on places: spreading dots evenly, turning one drawing towards another. All of it deterministic. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A turn (and, with mirror, x changing its sign before) about 0, 0, then a shift. */
typedef struct
{
  double cosine, sine;
  gboolean mirror;
  double shift_x, shift_y;
} KithTurn;

#define KITH_TURN_NONE ((KithTurn) { 1, 0, FALSE, 0, 0 })

static inline void
kith_turn_apply (const KithTurn *self, float *x, float *y)
{
  double from_x = self->mirror ? -*x : *x, from_y = *y;

  *x = (float) (self->cosine * from_x - self->sine * from_y + self->shift_x);
  *y = (float) (self->sine * from_x + self->cosine * from_y + self->shift_y);
}

/* Sums that give the best turn in closed form: each pair says that the arm (ax, ay) should point along (bx, by). */
typedef struct
{
  double along, across;               /* without mirroring */
  double mirror_along, mirror_across; /* with */
} KithTurnSums;

static inline void
kith_turn_sums_add (KithTurnSums *self, double ax, double ay, double bx, double by, double weight)
{
  self->along += weight * (ax * bx + ay * by);
  self->across += weight * (ax * by - ay * bx);
  self->mirror_along += weight * (-ax * bx + ay * by);
  self->mirror_across += weight * (-ax * by - ay * bx);
}

/* The turn that makes the sum of products largest; no shift. */
KithTurn kith_turn_sums_best (const KithTurnSums *self);

/**
 * kith_placing_fit:
 *
 * Turn, mirror and shift that bring @x, @y nearest to @old_x, @old_y (Procrustes without scale), over people whose old place is a number.
 * O(n)
 */
KithTurn kith_placing_fit (guint n, const float *x, const float *y, const float *old_x, const float *old_y);

/* Shifts the middle of all places to 0, 0. */
void kith_placing_center (guint n, float *x, float *y);

/* Shifts the middle of the bounding box to 0, 0. */
void kith_placing_center_box (guint n, float *x, float *y);

/* Multiplies so that the usual distance to the nearest other is 1, or less where the drawing would become boundless. */
void kith_placing_scale_to_unit (guint n, float *x, float *y);

/**
 * kith_placing_settle:
 * @ends: 2 × n_ties
 * @pull: how much of what a tie is longer than 1.5 is taken back in each round; 0 for none
 *
 * Makes the density even: dots nearer than 1 push one another apart, long ties pull. @rounds of O(n + ties), a grid finds what is near.
 */
void kith_placing_settle (guint n, float *x, float *y, gsize n_ties, const guint32 *ends, guint rounds, double pull);

G_END_DECLS
