/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* People who are pinned down: a map that was drawn without knowing of them is brought to them, and the others make room. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kith_layout_pins_fit:
 * @pin_x, @pin_y: n; NAN for who is not pinned
 *
 * Turns and shifts the whole map so that those pinned come as near to their pins as can be. For a map that has no old places to go by. O(n)
 */
void kith_layout_pins_fit (guint n, float *x, float *y, const float *pin_x, const float *pin_y);

/**
 * kith_layout_pins_keep:
 * @may_move: (nullable): n; 1 for those who may make room; %NULL for everybody who is not pinned
 *
 * Puts those pinned exactly where their pins are, and moves whoever is nearer to one than a map unit away from it. O(n) as long as few pins
 * are within a unit of each other.
 */
void kith_layout_pins_keep (guint n, float *x, float *y, const float *pin_x, const float *pin_y,
                            const guint8 *may_move);

G_END_DECLS
