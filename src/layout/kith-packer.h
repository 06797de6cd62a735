/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts shapes made of dots close together without touching: each goes to the free spot nearest to where it is wished. Shapes nestle
 * into one another's bays, which circles around them could not. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KithPacker KithPacker;

/**
 * kith_packer_new:
 * @gap: dots of different shapes stay at least this far apart
 * @extent: about how wide the whole will be; sets how fine the spots are
 * @flatness: 1, or more for a whole that is wider than high
 */
KithPacker *kith_packer_new (double gap, double extent, double flatness);
void kith_packer_free (KithPacker *self);

/**
 * kith_packer_put:
 * @x: n places about the shape's own middle
 * @wish_x: where the middle should come to lie
 * @shift_x: (out): what to add to each place
 *
 * O(dots × spots tried); most spots are turned down at their first dots.
 */
void kith_packer_put (KithPacker *self, guint n, const float *x, const float *y, double wish_x, double wish_y,
                      double *shift_x, double *shift_y);

/* Takes a shape out again that lies at a shift which kith_packer_put() gave. */
void kith_packer_take (KithPacker *self, guint n, const float *x, const float *y, double shift_x, double shift_y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithPacker, kith_packer_free)

G_END_DECLS
