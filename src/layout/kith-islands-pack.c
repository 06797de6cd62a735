/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Children are packed as near to their ideal places as their real shapes allow, in several passes, of which the best is taken. */

#include "kith-islands-arranging.h"
#include "kith-packer.h"
#include "kith-placing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How much nearer than their ideal places the children are wished; what is free then decides. */
#define CLOSER .55
#define PACKING_PASSES 2
#define CLOSING_PASSES 3 /* more of them for the whole map */
#define INWARD .7        /* wished in these, of where a child lies */
#define FLATNESS 1.35    /* of the whole map: windows are wide */
#define WINDOW 1.5       /* wide by high, of what the map is looked at in */
#define WINDOW_TURNS 18  /* tried for the whole map, in half a circle */
#define KEPT_GAP .7 /* of the usual one: islands of a kept map may grow towards each other before they have to move */

/* The room between dots of different children: more between greater groups, so that each level can be seen. */
static double
gap_between_children (const KithArranging *self, guint index, const KithIsland *island)
{
  if (index == 0)
    return MIN (1.9 + .015 * sqrt (self->islands->n), 8);
  return 1.05 + .2 * MIN (island->height, 3);
}

typedef struct
{
  guint child;
  double distance;
} Turn;

static int
compare_distances (gconstpointer a, gconstpointer b)
{
  const Turn *p = a, *q = b;

  return p->distance != q->distance ? (p->distance > q->distance) - (p->distance < q->distance)
                                    : (p->child > q->child) - (p->child < q->child);
}

/* Which children come first: those in the middle, the others by falling size. On a kept map, those that are kept, by falling size. */
static Turn *
order_children (const KithArranging *self, guint index)
{
  const KithIsland *island = island_at (self, index);
  const KithIsland *children = island_at (self, island->child);
  gboolean is_keeping = index == 0 && self->islands->is_keeping;
  Turn *order = g_new (Turn, island->n_children);

  for (guint c = 0; c < island->n_children; c++)
    {
      order[c].child = c;
      if (is_keeping)
        order[c].distance = children[c].is_kept ? -(double) children[c].count : 1 / (double) children[c].count;
      else if (children[c].is_linked)
        order[c].distance = hypot (children[c].x - island->x, children[c].y - island->y);
      else
        order[c].distance = 1e9 - children[c].count;
    }
  qsort (order, island->n_children, sizeof *order, compare_distances);
  return order;
}

/* Puts each child where it is wished, or near to that; on later passes, with all others there already, and at last inwards. */
static gboolean
pack_once (const KithArranging *self, guint index, const Turn *order, KithPacker *packer, guint pass, double *shift_x,
           double *shift_y)
{
  const KithIsland *island = island_at (self, index);
  const KithIsland *children = island_at (self, island->child);
  gboolean is_keeping = index == 0 && self->islands->is_keeping;

  for (guint o = 0; o < island->n_children; o++)
    {
      guint c = order[o].child;
      const KithIsland *child = &children[c];
      const float *x = self->x + child->first, *y = self->y + child->first;
      double closer = is_keeping ? 1 : child->is_linked ? CLOSER : 0;
      double wish_x = closer * (child->x - island->x), wish_y = closer * (child->y - island->y);

      if (child->is_crumb)
        continue;
      if (g_cancellable_is_cancelled (self->cancellable))
        return FALSE;
      if (pass > 0)
        kith_packer_take (packer, child->count, x, y, shift_x[c], shift_y[c]);
      if (pass >= PACKING_PASSES)
        {
          wish_x = INWARD * shift_x[c];
          wish_y = INWARD * shift_y[c];
        }
      kith_packer_put (packer, child->count, x, y, wish_x, wish_y, &shift_x[c], &shift_y[c]);
    }
  return TRUE;
}

/* How high a window of the usual shape has to be for the map, turned by an angle: the less, the larger it is drawn. */
static double
height_of_window (const KithArranging *self, const KithIsland *island, const double *shift_x, const double *shift_y,
                  double angle)
{
  const KithIsland *children = island_at (self, island->child);
  double cosine = cos (angle), sine = sin (angle);
  double left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;

  for (guint c = 0; c < island->n_children; c++)
    for (guint i = children[c].first; i < children[c].first + children[c].count && !children[c].is_crumb; i++)
      {
        double x = self->x[i] + shift_x[c], y = self->y[i] + shift_y[c];

        left = fmin (left, cosine * x - sine * y);
        right = fmax (right, cosine * x - sine * y);
        top = fmin (top, sine * x + cosine * y);
        bottom = fmax (bottom, sine * x + cosine * y);
      }
  return right >= left ? fmax ((right - left) / WINDOW, bottom - top) : 0;
}

/* The packed map as a whole may be turned for nothing. */
void
kith_arranging_turn_into_window (KithArranging *self)
{
  const KithIsland *root = island_at (self, 0);
  g_autofree double *still = g_new0 (double, root->n_children);
  double least = .97 * height_of_window (self, root, still, still, 0); /* what gains little is not worth a slant */
  KithTurn turn = KITH_TURN_NONE;

  for (guint k = 1; k < WINDOW_TURNS; k++)
    {
      double angle = G_PI * k / WINDOW_TURNS, height = height_of_window (self, root, still, still, angle);

      if (height >= least)
        continue;
      least = height;
      turn.cosine = cos (angle);
      turn.sine = sin (angle);
    }
  for (guint i = 0; i < self->islands->n; i++)
    kith_turn_apply (&turn, &self->x[i], &self->y[i]);
}

gboolean
kith_arranging_pack (KithArranging *self, guint index)
{
  const KithIsland *island = island_at (self, index);
  KithIsland *children = island_at (self, island->child);
  g_autofree Turn *order = order_children (self, index);
  g_autofree double *shift_x = g_new0 (double, island->n_children), *shift_y = g_new0 (double, island->n_children);
  gboolean is_keeping = index == 0 && self->islands->is_keeping;
  double gap = gap_between_children (self, index, island) * (is_keeping ? KEPT_GAP : 1);
  g_autoptr (KithPacker) packer = kith_packer_new (gap, 2.4 * island->radius, index == 0 ? FLATNESS : 1);
  guint passes = is_keeping ? 1 : index == 0 ? PACKING_PASSES + CLOSING_PASSES : PACKING_PASSES;
  g_autofree double *best_x = g_new0 (double, island->n_children), *best_y = g_new0 (double, island->n_children);
  double least = INFINITY, height;

  for (guint o = 1; index == 0 && o < island->n_children; o++)
    {
      KithIsland *child = &children[order[o].child];

      child->is_crumb = !child->is_linked && child->count <= LARGEST_CRUMB;
    }
  for (guint pass = 0; pass < passes; pass++)
    {
      if (!pack_once (self, index, order, packer, pass, shift_x, shift_y))
        return FALSE;
      if (pass + 1 < MIN (passes, PACKING_PASSES))
        continue;
      height = index == 0 ? height_of_window (self, island, shift_x, shift_y, 0) : 0;
      if (height >= least)
        continue;
      least = height;
      memcpy (best_x, shift_x, island->n_children * sizeof *best_x);
      memcpy (best_y, shift_y, island->n_children * sizeof *best_y);
    }
  for (guint c = 0; c < island->n_children; c++)
    for (guint i = children[c].first; i < children[c].first + children[c].count; i++)
      {
        self->x[i] += (float) best_x[c];
        self->y[i] += (float) best_y[c];
      }
  if (index > 0)
    kith_placing_center (island->count, self->x + island->first, self->y + island->first);
  return TRUE;
}
