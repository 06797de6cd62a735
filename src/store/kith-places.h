/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where people stand on the map, in map units. */

#pragma once

#include "kith-store.h"

G_BEGIN_DECLS

/**
 * kith_places_write:
 * @person: n ids
 * @x: n; NAN (in either) for no place
 *
 * Puts these in the place of all there are. Only rows that differ are written. Within an act. O(n log n)
 */
gboolean kith_places_write (KithStore *store, gsize n, const gint64 *person, const float *x, const float *y,
                            GCancellable *cancellable, GError **error);

/* One person moved by hand; the pin, where there is one, goes with him or her. */
gboolean kith_place_set (KithStore *store, gint64 person, float x, float y, GError **error);

/* By rising person. A function that returns FALSE ends the pass. */
typedef gboolean (*KithPlaceFunc) (gint64 person, float x, float y, gpointer user_data);
gboolean kith_places_each (KithStore *store, KithPlaceFunc func, gpointer user_data, GCancellable *cancellable,
                           GError **error);

/**
 * kith_pin_set:
 *
 * Pins somebody down where he or she is, or takes the pin away. Nothing where it is so already, and for who has no place. Within an act.
 */
gboolean kith_pin_set (KithStore *store, gint64 person, gboolean pinned, GError **error);

/* The pins, by rising person. */
gboolean kith_pins_each (KithStore *store, KithPlaceFunc func, gpointer user_data, GCancellable *cancellable,
                         GError **error);

G_END_DECLS
