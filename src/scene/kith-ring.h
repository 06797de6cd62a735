/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One person in the middle, and around whom he or she knows: each community an arc of the ring, the closest on the inside. Places and
 * lines for a scene, which owns the ring (kith_scene_take_ring ()). */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

#define KITH_RING_MOST_SPOKES 300 /* drawn each with a width of its own */

typedef struct
{
  guint16 community; /* KITH_SCENE_NO_COMMUNITY for those without */
  float from, to;    /* radians, from the right and clockwise, as cairo has them */
  guint people;
} KithRingArc;

typedef struct
{
  guint center;
  float inner, outer; /* radii between which the arcs are, and the dots on them, map units; the middle is 0, 0 */
  guint n_arcs;
  KithRingArc *arcs; /* clockwise: that of the center's own community at the top, then the others by falling size */
  guint n_spokes;
  guint *spoke;    /* whom the center knows, the closest first, KITH_RING_MOST_SPOKES at most */
  float *strength; /* n_spokes: of the tie, of 1 for the strongest */
} KithRing;

/**
 * kith_ring_new:
 * @n: people: @center and whom he or she knows
 * @community: n
 * @strength: n, of the tie to the center, > 0; that of the center does not matter
 * @x, @y: (out caller-allocates): n places, map units
 *
 * An arc has as large a part of the circle as of the people, but room for one at least. Up to some fifty people stand in one row with room
 * for names; more stand in rows behind each other, in each arc the stronger ties nearer. No two dots of radius 0.5 touch. O(n log n)
 */
KithRing *kith_ring_new (guint n, guint center, const guint16 *community, const double *strength, float *x, float *y);
void kith_ring_free (KithRing *self);

/* The arc of a community, %NULL for none. O(arcs) */
const KithRingArc *kith_ring_find_arc (const KithRing *self, guint16 community);

struct _KithScene;

/**
 * kith_ring_draw:
 * @scene: with a ring
 * @left, @top: map point at 0, 0 of the context
 * @scale: the context's units per map unit
 * @unit: the context's units per pixel of the design
 *
 * Arcs as bands, and the spokes in the color of whom they lead to, the wider the stronger; those within the own community dashed. Dots are drawn
 * over it by the caller.
 */
void kith_ring_draw (cairo_t *cr, const struct _KithScene *scene, double left, double top, double scale, double unit,
                     gboolean dark);

G_END_DECLS
