/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From the engines' answers to a map. Downwards first: each island's children get their ideal middles, turned as a whole towards whom
 * their people know outside. Then the lowest islands: density evened out, turned in the same way. Then upwards: children are packed
 * as near to their ideal places as their real shapes allow; from here on an island only moves, it no longer turns. */

#include "kith-islands.h"
#include "kith-packer.h"
#include "kith-places.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How much nearer than their ideal places the children are wished; what is free then decides. */
#define CLOSER .55
#define PACKING_PASSES 2
#define CLOSING_PASSES 3 /* more of them for the whole map */
#define WINDOW 1.5       /* wide by high, of what the map is looked at in */
#define WINDOW_TURNS 18  /* tried for the whole map, in half a circle */
#define INWARD .7        /* wished in these, of where a child lies */
#define FLATNESS 1.35    /* of the whole map: windows are wide */
#define KEPT_GAP .7 /* of the usual one: islands of a kept map may grow towards each other before they have to move */
#define LARGEST_CRUMB 9 /* people tied to nobody else that are not worth an island of their own */

typedef struct
{
  KithIslands *islands;
  gboolean whole;
  GCancellable *cancellable;
  float *middle_x,
      *middle_y; /* by index in people: the middle of the lowest island placed so far that holds the person */
  float *x, *y;  /* by index in people: within the island that is being packed */
} Arranging;

static KithIsland *
island_at (const Arranging *self, guint index)
{
  return &g_array_index (self->islands->islands, KithIsland, index);
}

/* Adds what the ties of a person to people outside the island say about its turn: the arm from the island's middle to the person should
 * point to them. Near and far count alike. */
static void
add_outside_ties (const Arranging *self, const KithIsland *island, guint at, double arm_x, double arm_y,
                  KithTurnSums *sums)
{
  const KithGraph *graph = self->islands->graph;
  guint person = self->islands->people[at];

  for (guint e = graph->offset[person]; e < graph->offset[person + 1]; e++)
    {
      guint other = self->islands->at[graph->neighbor[e]];
      double dx, dy, length;

      if (other == G_MAXUINT || (other >= island->first && other - island->first < island->count))
        continue;
      dx = self->middle_x[other] - island->x;
      dy = self->middle_y[other] - island->y;
      length = hypot (dx, dy);
      if (length > 1e-6)
        kith_turn_sums_add (sums, arm_x, arm_y, dx / length, dy / length, graph->weight[e]);
    }
}

/* The long side of the whole lies across, as windows do: from the second moments about the middle. */
static KithTurn
turn_axis_across (double xx, double xy, double yy)
{
  double angle = -.5 * atan2 (2 * xy, xx - yy);
  KithTurn turn = KITH_TURN_NONE;

  turn.cosine = cos (angle);
  turn.sine = sin (angle);
  return turn;
}

static KithTurn
turn_children_across (const KithIsland *children, guint n, const float *x, const float *y)
{
  double xx = 0, xy = 0, yy = 0;

  for (guint c = 0; c < n; c++)
    {
      xx += children[c].count * (double) x[c] * x[c];
      xy += children[c].count * (double) x[c] * y[c];
      yy += children[c].count * (double) y[c] * y[c];
    }
  return turn_axis_across (xx, xy, yy);
}

/* Gives the children of an island their ideal middles. */
static void
place_children (Arranging *self, guint index)
{
  KithIsland *island = island_at (self, index);
  KithIsland *children = island_at (self, island->child);
  g_autofree float *x = g_new0 (float, island->n_children), *y = g_new0 (float, island->n_children);
  double middle_x = 0, middle_y = 0, people = 0;
  KithTurn turn = KITH_TURN_NONE;
  guint number = 0;

  for (guint c = 0; c < island->n_children; c++)
    {
      if (!children[c].is_linked)
        continue;
      x[c] = island->place[2 * number];
      y[c] = -island->place[2 * number + 1];
      number++;
      middle_x += children[c].count * (double) x[c];
      middle_y += children[c].count * (double) y[c];
      people += children[c].count;
    }
  for (guint c = 0; c < island->n_children; c++)
    if (children[c].is_linked)
      {
        x[c] -= (float) (middle_x / people);
        y[c] -= (float) (middle_y / people);
      }
  if (index == 0)
    turn = turn_children_across (children, island->n_children, x, y);
  else
    {
      KithTurnSums sums = { 0 };

      for (guint c = 0; c < island->n_children; c++)
        for (guint i = 0; i < children[c].count; i++)
          add_outside_ties (self, island, children[c].first + i, x[c], y[c], &sums);
      turn = kith_turn_sums_best (&sums);
    }
  for (guint c = 0; c < island->n_children; c++)
    {
      kith_turn_apply (&turn, &x[c], &y[c]);
      children[c].x = island->x + x[c];
      children[c].y = island->y + y[c];
    }
}

/* Where the map is kept: children are wished where their people were, those without old places among whom they know. */
static void
place_children_of_kept_map (Arranging *self)
{
  const KithIslands *islands = self->islands;
  const KithGraph *graph = islands->graph;
  KithIsland *root = island_at (self, 0);
  KithIsland *children = island_at (self, root->child);
  float bottom = -INFINITY;
  double middle_x = 0, middle_y = 0, n_kept = 0;

  for (guint c = 0; c < root->n_children; c++)
    if (children[c].is_kept && children[c].count > 2 * LARGEST_CRUMB)
      for (guint i = children[c].first; i < children[c].first + children[c].count; i++)
        {
          bottom = fmaxf (bottom, islands->kept_y[i]);
          middle_x += islands->kept_x[i];
          middle_y += islands->kept_y[i];
          n_kept += 1;
        }
  for (guint c = 0; c < root->n_children; c++)
    {
      KithIsland *child = &children[c];
      double x = 0, y = 0, weight = 0;
      gboolean has_old;

      for (guint i = child->first; i < child->first + child->count; i++)
        if (isfinite (islands->kept_x[i]) && isfinite (islands->kept_y[i]))
          {
            x += islands->kept_x[i];
            y += islands->kept_y[i];
            weight += 1;
          }
      /* what is small and below the map comes from the band, and has grown out of it */
      if (n_kept > 0 && child->count <= 2 * LARGEST_CRUMB && y > weight * bottom)
        x = y = weight = 0;
      has_old = weight > 0;
      for (guint i = child->first; !has_old && i < child->first + child->count; i++)
        for (guint e = graph->offset[islands->people[i]]; e < graph->offset[islands->people[i] + 1]; e++)
          {
            guint at = islands->at[graph->neighbor[e]];

            if (at == G_MAXUINT || (at >= child->first && at - child->first < child->count)
                || !isfinite (islands->kept_x[at]) || !isfinite (islands->kept_y[at]))
              continue;
            x += graph->weight[e] * islands->kept_x[at];
            y += graph->weight[e] * islands->kept_y[at];
            weight += graph->weight[e];
          }
      child->x = weight > 0 ? x / weight : middle_x / MAX (n_kept, 1);
      child->y = weight > 0 ? y / weight : middle_y / MAX (n_kept, 1);
    }
}

static void
spread_middles (Arranging *self, const KithIsland *island)
{
  const KithIsland *children = island_at (self, island->child);

  for (guint c = 0; c < island->n_children; c++)
    for (guint i = children[c].first; i < children[c].first + children[c].count; i++)
      {
        self->middle_x[i] = children[c].is_kept ? self->islands->kept_x[i] : (float) children[c].x;
        self->middle_y[i] = children[c].is_kept ? self->islands->kept_y[i] : (float) children[c].y;
      }
}

static KithTurn
turn_people_across (guint n, const float *x, const float *y)
{
  double xx = 0, xy = 0, yy = 0;

  for (guint i = 0; i < n; i++)
    {
      xx += x[i] * (double) x[i];
      xy += x[i] * (double) y[i];
      yy += y[i] * (double) y[i];
    }
  return turn_axis_across (xx, xy, yy);
}

/* A lowest island, turned. */
static void
draw_lowest (Arranging *self, const KithIsland *island)
{
  float *x = self->x + island->first, *y = self->y + island->first;
  KithTurnSums sums = { 0 };
  KithTurn turn;

  if (self->whole)
    kith_islands_take_whole (self->islands, island, x, y, self->cancellable);
  else
    kith_islands_draw_lowest (self->islands, island, x, y);
  for (guint i = 0; i < island->count; i++)
    add_outside_ties (self, island, island->first + i, x[i], y[i], &sums);
  turn = self->whole ? turn_people_across (island->count, x, y) : kith_turn_sums_best (&sums);
  for (guint i = 0; i < island->count; i++)
    kith_turn_apply (&turn, &x[i], &y[i]);
}

/* A kept island, about its middle. */
static void
take_kept (Arranging *self, const KithIsland *island)
{
  for (guint i = island->first; i < island->first + island->count; i++)
    {
      self->x[i] = (float) (self->islands->kept_x[i] - island->x);
      self->y[i] = (float) (self->islands->kept_y[i] - island->y);
    }
}

/* The room between dots of different children: more between greater groups, so that each level can be seen. */
static double
gap_between_children (const Arranging *self, guint index, const KithIsland *island)
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
order_children (const Arranging *self, guint index)
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
pack_once (const Arranging *self, guint index, const Turn *order, KithPacker *packer, guint pass, double *shift_x,
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
height_of_window (const Arranging *self, const KithIsland *island, const double *shift_x, const double *shift_y,
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
static void
turn_into_window (Arranging *self)
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

static gboolean
pack_children (Arranging *self, guint index)
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
    kith_places_center (island->count, self->x + island->first, self->y + island->first);
  return TRUE;
}

/* An island with all that is inside it. */
static gboolean
arrange_inside (Arranging *self, guint index)
{
  const KithIsland *island = island_at (self, index);

  if (g_cancellable_is_cancelled (self->cancellable))
    return FALSE;
  if (island->is_kept)
    take_kept (self, island);
  else if (island->n_children == 0)
    draw_lowest (self, island);
  for (guint c = 0; c < island->n_children; c++)
    if (!arrange_inside (self, island->child + c))
      return FALSE;
  return island->n_children == 0 || pack_children (self, index);
}

static void
arrange_one (gpointer data, gpointer user_data)
{
  Arranging *self = user_data;
  guint index = GPOINTER_TO_UINT (data);

  if (arrange_inside (self, index) && !self->whole)
    kith_islands_swap (self->islands, index, self->x, self->y, self->cancellable);
}

static int
compare_sizes (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Arranging *self = user_data;
  guint p = island_at (self, GPOINTER_TO_UINT (a))->count, q = island_at (self, GPOINTER_TO_UINT (b))->count;

  return (p < q) - (p > q);
}

/* The root's children are arranged at the same time, the largest first: each only reads the ideal middles of the others. */
static void
arrange_all (Arranging *self, guint threads)
{
  const KithIsland *root = island_at (self, 0);
  GThreadPool *pool = threads > 1 ? g_thread_pool_new (arrange_one, self, (int) threads, FALSE, NULL) : NULL;

  if (pool != NULL)
    g_thread_pool_set_sort_function (pool, compare_sizes, self);
  for (guint c = 0; c < root->n_children; c++)
    {
      gpointer child = GUINT_TO_POINTER (root->child + c);

      if (pool == NULL || !g_thread_pool_push (pool, child, NULL))
        arrange_one (child, self);
    }
  if (pool != NULL)
    g_thread_pool_free (pool, FALSE, TRUE);
}

/* All steps of arranging; between any two of them a cancel is noticed. */
static gboolean
arrange (Arranging *self, guint threads)
{
  guint n_islands = self->islands->islands->len;

  for (guint i = 0; i < n_islands; i++)
    {
      KithIsland *island = island_at (self, i);

      if (island->n_children == 0)
        continue;
      if (g_cancellable_is_cancelled (self->cancellable))
        return FALSE;
      if (i == 0 && self->islands->is_keeping)
        place_children_of_kept_map (self);
      else
        place_children (self, i);
      spread_middles (self, island);
    }
  arrange_all (self, threads);
  if (!pack_children (self, 0))
    return FALSE;
  if (!self->islands->is_keeping)
    turn_into_window (self);
  return !g_cancellable_is_cancelled (self->cancellable);
}

gboolean
kith_islands_arrange (KithIslands *self, gboolean whole, guint threads, float *x, float *y, GCancellable *cancellable)
{
  Arranging arranging = { self, whole, cancellable };
  gboolean arranged;

  arranging.middle_x = g_new0 (float, MAX (self->n, 1));
  arranging.middle_y = g_new0 (float, MAX (self->n, 1));
  arranging.x = g_new0 (float, MAX (self->n, 1));
  arranging.y = g_new0 (float, MAX (self->n, 1));
  arranged = arrange (&arranging, threads);
  for (guint i = 0; i < self->n && arranged; i++)
    {
      x[self->people[i]] = arranging.x[i];
      y[self->people[i]] = arranging.y[i];
    }
  g_free (arranging.middle_x);
  g_free (arranging.middle_y);
  g_free (arranging.x);
  g_free (arranging.y);
  return arranged;
}
