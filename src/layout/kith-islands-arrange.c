/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From the engines' answers to a map. Downwards first: each island's children get their ideal middles, turned as a whole towards whom
 * their people know outside. Then the lowest islands: density evened out, turned in the same way. Then upwards: children are packed
 * (kith-islands-pack); from here on an island only moves, it no longer turns, but for the map as a whole. */

#include "kith-islands-arranging.h"
#include "kith-placing.h"

#include <math.h>

/* Adds what the ties of a person to people outside the island say about its turn: the arm from the island's middle to the person should
 * point to them. Near and far count alike. */
static void
add_outside_ties (const KithArranging *self, const KithIsland *island, guint at, double arm_x, double arm_y,
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
place_children (KithArranging *self, guint index)
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

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  float p = *(const float *) a, q = *(const float *) b;

  return (p > q) - (p < q);
}

/* Where the old band began, if anything tells: most of those who are small groups tied to nobody stood in it. */
static double
find_old_band (const KithArranging *self, double bottom)
{
  const KithIsland *root = island_at (self, 0);
  const KithIsland *children = island_at (self, root->child);
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (float));

  for (guint c = 0; c < root->n_children; c++)
    for (guint i = children[c].first; i < children[c].first + children[c].count; i++)
      if (!children[c].is_linked && children[c].count <= LARGEST_CRUMB && self->islands->kept_y[i] > bottom)
        g_array_append_val (heights, self->islands->kept_y[i]);
  g_array_sort (heights, compare_floats);
  return heights->len > 0 ? g_array_index (heights, float, heights->len / 10) - 1 : bottom;
}

/* Where the map is kept: children are wished where their people were, those without old places among whom they know. */
static void
place_children_of_kept_map (KithArranging *self)
{
  const KithIslands *islands = self->islands;
  const KithGraph *graph = islands->graph;
  KithIsland *root = island_at (self, 0);
  KithIsland *children = island_at (self, root->child);
  float bottom = -INFINITY;
  double middle_x = 0, middle_y = 0, n_kept = 0, band;

  for (guint c = 0; c < root->n_children; c++)
    if (children[c].is_kept && children[c].count > 2 * LARGEST_CRUMB)
      for (guint i = children[c].first; i < children[c].first + children[c].count; i++)
        {
          bottom = fmaxf (bottom, islands->kept_y[i]);
          middle_x += islands->kept_x[i];
          middle_y += islands->kept_y[i];
          n_kept += 1;
        }
  band = find_old_band (self, bottom);
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
      /* what is small and stood in the band has grown out of it */
      child->has_risen = n_kept > 0 && child->count <= 2 * LARGEST_CRUMB && y > weight * band;
      if (child->has_risen)
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
spread_middles (KithArranging *self, const KithIsland *island)
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
draw_lowest (KithArranging *self, const KithIsland *island)
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

/* A kept island, about its middle, which is not where it is wished if it has come out of the band. */
static void
take_kept (KithArranging *self, const KithIsland *island)
{
  for (guint i = island->first; i < island->first + island->count; i++)
    {
      self->x[i] = self->islands->kept_x[i];
      self->y[i] = self->islands->kept_y[i];
    }
  kith_placing_center (island->count, self->x + island->first, self->y + island->first);
}

/* An island with all that is inside it. */
static gboolean
arrange_inside (KithArranging *self, guint index)
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
  return island->n_children == 0 || kith_arranging_pack (self, index);
}

static void
arrange_one (gpointer data, gpointer user_data)
{
  KithArranging *self = user_data;
  guint index = GPOINTER_TO_UINT (data);

  if (arrange_inside (self, index) && !self->whole)
    kith_islands_swap (self->islands, index, self->x, self->y, self->cancellable);
}

static int
compare_sizes (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const KithArranging *self = user_data;
  guint p = island_at (self, GPOINTER_TO_UINT (a))->count, q = island_at (self, GPOINTER_TO_UINT (b))->count;

  return (p < q) - (p > q);
}

/* The root's children are arranged at the same time, the largest first: each only reads the ideal middles of the others. */
static void
arrange_all (KithArranging *self, guint threads)
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
arrange (KithArranging *self, guint threads)
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
  if (!kith_arranging_pack (self, 0))
    return FALSE;
  if (!self->islands->is_keeping)
    kith_arranging_turn_into_window (self);
  return !g_cancellable_is_cancelled (self->cancellable);
}

gboolean
kith_islands_arrange (KithIslands *self, gboolean whole, guint threads, float *x, float *y, GCancellable *cancellable)
{
  KithArranging arranging = { self, whole, cancellable };
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
