/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A drawing of a few dozen people in which everybody is as far from everybody as the ties between them are long: what Graphviz's neato
 * draws, for the thousands of small circles of a large network, where a job to another process costs more than its arithmetic. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More is not asked of it: memory and time grow by the square. */
#define KITH_STRESS_MOST 2048

/**
 * kith_stress_place:
 * @ends: 2 × n_ties; all must hang together
 * @place: (out caller-allocates): 2 × n; x, y by turns; a tie is about 1 long
 *
 * Gradient descent on the stress, pair by pair (Zheng, Pawar & Goodman, IEEE TVCG 25:2738, 2019), with distances counted in ties. The same
 * seed gives the same places. O(n × ties + n²), some hundred bytes a pair.
 */
void kith_stress_place (guint n, guint n_ties, const guint32 *ends, guint64 seed, float *place);

G_END_DECLS
