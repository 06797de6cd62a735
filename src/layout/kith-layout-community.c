/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One community of a map that stands, arranged anew: drawn as on a new map, turned towards whom its people know, and put where it was.
 * If its new shape does not fit there, other turns are tried before it has to go farther. */

#include "kith-error.h"
#include "kith-islands.h"
#include "kith-layout-pins.h"
#include "kith-packer.h"
#include "kith-placing.h"

#include <glib/gi18n-lib.h>

#include <math.h>

#define TURNS 12
#define WORTH_OF_TURN .25 /* of the radius: so much farther is as bad as being turned away from everybody known */
#define GAP 1.4           /* between its dots and those of others */

typedef struct
{
  guint n;
  guint *person;
  float *x, *y; /* about 0, 0 */
  double wish_x, wish_y;
  double radius;
} Piece;

static void
piece_clear (Piece *self)
{
  g_free (self->person);
  g_free (self->x);
  g_free (self->y);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Piece, piece_clear)

static gboolean
has_place (const KithLayoutOptions *options, guint person)
{
  return isfinite (options->old_x[person]) && isfinite (options->old_y[person]);
}

static gboolean
draw (Piece *self, const KithGraph *graph, const KithLayoutOptions *options, guint community, KithProgress *progress,
      GCancellable *cancellable, GError **error)
{
  guint threads = options->workers > 0 ? options->workers : g_get_num_processors ();
  g_autofree int *group = g_new (int, MAX (graph->n, 1));
  g_autofree float *x = g_new0 (float, MAX (graph->n, 1)), *y = g_new0 (float, MAX (graph->n, 1));
  g_autoptr (KithIslands) islands = NULL;
  g_autoptr (KithLayoutPool) pool = NULL;

  for (guint i = 0; i < graph->n; i++)
    group[i] = options->membership[i] == (int) community ? 0 : -1;
  islands = kith_islands_new (graph, group, 1, options->seed);
  if (islands->n == 0)
    return TRUE;
  pool = kith_layout_pool_new (options->workers, cancellable, error);
  if (pool == NULL || !kith_islands_split (islands, progress, .3, cancellable, error)
      || !kith_islands_draw_children (islands, pool, error) || !kith_layout_pool_finish (pool, progress, .3, .7, error))
    return FALSE;
  if (!kith_islands_arrange (islands, FALSE, threads, x, y, cancellable))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return FALSE;
    }
  self->n = islands->n;
  self->person = g_memdup2 (islands->people, self->n * sizeof *self->person);
  self->x = g_new (float, self->n);
  self->y = g_new (float, self->n);
  for (guint i = 0; i < self->n; i++)
    {
      self->x[i] = x[self->person[i]];
      self->y[i] = y[self->person[i]];
    }
  kith_placing_center (self->n, self->x, self->y);
  for (guint i = 0; i < self->n; i++)
    self->radius = fmax (self->radius, hypot (self->x[i], self->y[i]));
  return TRUE;
}

/* Where its people were; if nobody has a place, among whom they know, or in the middle of all. */
static void
find_wish (Piece *self, const KithGraph *graph, const KithLayoutOptions *options)
{
  double x[3] = { 0 }, y[3] = { 0 }, count[3] = { 0 };

  for (guint i = 0; i < self->n; i++)
    {
      guint person = self->person[i];

      if (has_place (options, person))
        {
          x[0] += options->old_x[person];
          y[0] += options->old_y[person];
          count[0]++;
        }
      for (guint e = graph->offset[person]; e < graph->offset[person + 1]; e++)
        if (has_place (options, graph->neighbor[e]))
          {
            x[1] += options->old_x[graph->neighbor[e]];
            y[1] += options->old_y[graph->neighbor[e]];
            count[1]++;
          }
    }
  for (guint i = 0; i < graph->n; i++)
    if (has_place (options, i))
      {
        x[2] += options->old_x[i];
        y[2] += options->old_y[i];
        count[2]++;
      }
  for (guint k = 0; k < 3; k++)
    if (count[k] > 0)
      {
        self->wish_x = x[k] / count[k];
        self->wish_y = y[k] / count[k];
        return;
      }
}

/* Towards whom its people know outside. */
static void
turn_towards_known (Piece *self, const KithGraph *graph, const KithLayoutOptions *options, guint community)
{
  KithTurnSums sums = { 0 };
  KithTurn turn;

  for (guint i = 0; i < self->n; i++)
    for (guint e = graph->offset[self->person[i]]; e < graph->offset[self->person[i] + 1]; e++)
      {
        guint other = graph->neighbor[e];
        double dx, dy, length;

        if (options->membership[other] == (int) community || !has_place (options, other))
          continue;
        dx = options->old_x[other] - self->wish_x;
        dy = options->old_y[other] - self->wish_y;
        length = hypot (dx, dy);
        if (length > 1e-6)
          kith_turn_sums_add (&sums, self->x[i], self->y[i], dx / length, dy / length, graph->weight[e]);
      }
  turn = kith_turn_sums_best (&sums);
  for (guint i = 0; i < self->n; i++)
    kith_turn_apply (&turn, &self->x[i], &self->y[i]);
}

/* All others as one shape that lies where it lies. */
static KithPacker *
pack_others (const Piece *self, const KithGraph *graph, const KithLayoutOptions *options, guint community)
{
  g_autoptr (GArray) x = g_array_new (FALSE, FALSE, sizeof (float)), y = g_array_new (FALSE, FALSE, sizeof (float));
  KithPacker *packer;
  double extent = 4 * self->radius, ignored;

  for (guint i = 0; i < graph->n; i++)
    if (options->membership[i] != (int) community && has_place (options, i))
      {
        g_array_append_val (x, options->old_x[i]);
        g_array_append_val (y, options->old_y[i]);
        extent = fmax (extent, hypot (options->old_x[i] - self->wish_x, options->old_y[i] - self->wish_y));
      }
  packer = kith_packer_new (GAP, fmin (extent, 40 * self->radius + 40), 1);
  kith_packer_put (packer, x->len, (const float *) x->data, (const float *) y->data, 0, 0, &ignored, &ignored);
  return packer;
}

static void
put (Piece *self, KithPacker *packer)
{
  g_autofree float *x = g_new (float, MAX (self->n, 1)), *y = g_new (float, MAX (self->n, 1));
  double least = INFINITY;
  KithTurn best = KITH_TURN_NONE;

  for (guint k = 0; k < TURNS; k++)
    {
      double angle = 2 * G_PI * k / TURNS, shift_x, shift_y,
             cost = WORTH_OF_TURN * self->radius * (1 - cos (angle)) / 2;
      KithTurn turn = { cos (angle), sin (angle), FALSE, 0, 0 };

      if (cost >= least)
        continue;
      for (guint i = 0; i < self->n; i++)
        {
          x[i] = self->x[i];
          y[i] = self->y[i];
          kith_turn_apply (&turn, &x[i], &y[i]);
        }
      kith_packer_put (packer, self->n, x, y, self->wish_x, self->wish_y, &shift_x, &shift_y);
      kith_packer_take (packer, self->n, x, y, shift_x, shift_y);
      cost += hypot (shift_x - self->wish_x, shift_y - self->wish_y);
      if (cost >= least)
        continue;
      least = cost;
      best = turn;
      best.shift_x = shift_x;
      best.shift_y = shift_y;
    }
  for (guint i = 0; i < self->n; i++)
    kith_turn_apply (&best, &self->x[i], &self->y[i]);
}

gboolean
kith_layout_run_community (const KithGraph *graph, const KithLayoutOptions *options, guint community, float *x,
                           float *y, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  g_auto (Piece) piece = { 0 };
  g_autoptr (KithPacker) packer = NULL;

  g_return_val_if_fail (options->membership != NULL && options->old_x != NULL && options->old_y != NULL, FALSE);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  kith_progress_step (progress, _ ("Arranging the map"), 0);
  if (!draw (&piece, graph, options, community, progress, cancellable, error))
    return FALSE;
  find_wish (&piece, graph, options);
  turn_towards_known (&piece, graph, options, community);
  packer = pack_others (&piece, graph, options, community);
  put (&piece, packer);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  for (guint i = 0; i < graph->n; i++)
    {
      x[i] = options->old_x[i];
      y[i] = options->old_y[i];
    }
  for (guint i = 0; i < piece.n; i++)
    {
      x[piece.person[i]] = piece.x[i];
      y[piece.person[i]] = piece.y[i];
    }
  if (options->pin_x != NULL && options->pin_y != NULL)
    {
      g_autofree guint8 *may_move = g_new0 (guint8, graph->n);

      for (guint i = 0; i < piece.n; i++)
        may_move[piece.person[i]] = 1;
      kith_layout_pins_keep (graph->n, x, y, options->pin_x, options->pin_y, may_move);
    }
  kith_progress_step (progress, NULL, 1);
  return TRUE;
}
