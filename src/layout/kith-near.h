/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is drawn nearest to whom: a k-d tree over places (Bentley 1975), laid out in one array without pointers. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KithNear KithNear;

/* Keeps @x and @y, which must stay as they are. NAN places are left out. O(n log n) */
KithNear *kith_near_new (guint n, const float *x, const float *y);
void kith_near_free (KithNear *self);

/**
 * kith_near_find:
 * @person: (out caller-allocates): k people by rising distance, those at the same distance by index
 * @distance: (out caller-allocates) (nullable): k distances
 *
 * The @k nearest to a place, without @but (G_MAXUINT for nobody). Returns: how many there are
 */
guint kith_near_find (const KithNear *self, float x, float y, guint but, guint k, guint *person, float *distance);

/* The median over people of the distance to the nearest other; 0 for less than two people. */
double kith_near_usual_distance (guint n, const float *x, const float *y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithNear, kith_near_free)

G_END_DECLS
