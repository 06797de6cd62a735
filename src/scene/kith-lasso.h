/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who stands inside a line drawn around them. */

#pragma once

#include "kith-scene.h"

G_BEGIN_DECLS

/**
 * kith_lasso_people:
 * @x, @y: n_corners map points; the line is closed from the last to the first
 *
 * People whose middle lies inside. Where the line crosses itself, what it goes around twice is outside (the even-odd rule); a point on the
 * line may fall to either side. Exact: the sides of the line are put in rows by where they stand, so that each person is held against the
 * few sides of one row. O(people in the line's bounds × sides in a row + n_corners × rows)
 *
 * Returns: (transfer full): a GArray of guint, rising
 */
GArray *kith_lasso_people (const KithScene *scene, guint n_corners, const double *x, const double *y);

G_END_DECLS
