/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-placing.h"
#include "kith-near.h"

#include <math.h>
#include <string.h>

/* Below this all pairs are looked at: that is faster than a grid. */
#define SMALL 96
#define LONG_TIE 1.5
#define WIDEST 12 /* extent of the loosest drawing, in roots of its people */

KithTurn
kith_turn_sums_best (const KithTurnSums *self)
{
  double plain = hypot (self->along, self->across);
  double mirrored = hypot (self->mirror_along, self->mirror_across);
  KithTurn turn = KITH_TURN_NONE;

  /* a hair of advantage must not mirror: rounding would decide */
  if (mirrored > plain * (1 + 1e-6))
    {
      turn.mirror = TRUE;
      turn.cosine = self->mirror_along / mirrored;
      turn.sine = self->mirror_across / mirrored;
    }
  else if (plain > 1e-12)
    {
      turn.cosine = self->along / plain;
      turn.sine = self->across / plain;
    }
  return turn;
}

KithTurn
kith_placing_fit (guint n, const float *x, const float *y, const float *old_x, const float *old_y)
{
  double middle_x = 0, middle_y = 0, old_middle_x = 0, old_middle_y = 0;
  KithTurnSums sums = { 0 };
  KithTurn turn;
  guint count = 0;

  for (guint i = 0; i < n; i++)
    if (isfinite (old_x[i]) && isfinite (old_y[i]))
      {
        middle_x += x[i];
        middle_y += y[i];
        old_middle_x += old_x[i];
        old_middle_y += old_y[i];
        count++;
      }
  if (count == 0)
    return KITH_TURN_NONE;
  middle_x /= count;
  middle_y /= count;
  old_middle_x /= count;
  old_middle_y /= count;
  for (guint i = 0; i < n; i++)
    if (isfinite (old_x[i]) && isfinite (old_y[i]))
      kith_turn_sums_add (&sums, x[i] - middle_x, y[i] - middle_y, old_x[i] - old_middle_x, old_y[i] - old_middle_y, 1);
  turn = kith_turn_sums_best (&sums);
  if (turn.mirror)
    middle_x = -middle_x;
  turn.shift_x = old_middle_x - (turn.cosine * middle_x - turn.sine * middle_y);
  turn.shift_y = old_middle_y - (turn.sine * middle_x + turn.cosine * middle_y);
  return turn;
}

static void
shift (guint n, float *x, float *y, double by_x, double by_y)
{
  for (guint i = 0; i < n; i++)
    {
      x[i] = (float) (x[i] + by_x);
      y[i] = (float) (y[i] + by_y);
    }
}

void
kith_placing_center (guint n, float *x, float *y)
{
  double sum_x = 0, sum_y = 0;

  for (guint i = 0; i < n; i++)
    {
      sum_x += x[i];
      sum_y += y[i];
    }
  if (n > 0)
    shift (n, x, y, -sum_x / n, -sum_y / n);
}

void
kith_placing_center_box (guint n, float *x, float *y)
{
  float left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;

  for (guint i = 0; i < n; i++)
    {
      left = fminf (left, x[i]);
      right = fmaxf (right, x[i]);
      top = fminf (top, y[i]);
      bottom = fmaxf (bottom, y[i]);
    }
  if (n > 0)
    shift (n, x, y, -(left + (double) right) / 2, -(top + (double) bottom) / 2);
}

void
kith_placing_scale_to_unit (guint n, float *x, float *y)
{
  double usual = kith_near_usual_distance (n, x, y);
  float left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;

  for (guint i = 0; i < n; i++)
    {
      left = fminf (left, x[i]);
      right = fmaxf (right, x[i]);
      top = fminf (top, y[i]);
      bottom = fmaxf (bottom, y[i]);
    }
  /* where an engine sets most people on top of each other, their distance says nothing; pushing apart will part them */
  usual = fmax (usual, fmax (right - left, bottom - top) / (WIDEST * sqrt (n)));
  if (!(usual > 0))
    return;
  for (guint i = 0; i < n; i++)
    {
      x[i] = (float) (x[i] / usual);
      y[i] = (float) (y[i] / usual);
    }
}

/* Pushes a and b apart so that they are 1 from each other, each by half. */
static void
push_apart (float *x, float *y, guint a, guint b)
{
  float dx = x[b] - x[a], dy = y[b] - y[a];
  float square = dx * dx + dy * dy;

  if (square >= 1)
    return;
  if (square < 1e-8f)
    {
      /* on the same spot: the golden angle gives each pair a way of its own */
      float angle = 2.39996323f * (float) (b % 1024);

      dx = .01f * cosf (angle);
      dy = .01f * sinf (angle);
      square = dx * dx + dy * dy;
    }
  float length = sqrtf (square), by = .5f * (1 - length) / length;

  x[a] -= by * dx;
  y[a] -= by * dy;
  x[b] += by * dx;
  y[b] += by * dy;
}

/* Squares of side 1, in a table of lists; the table is hashed so that a far outlier costs nothing. */
typedef struct
{
  guint mask;
  guint *first; /* person + 1, by square */
  guint *next;  /* person + 1, by person */
  int *column, *row;
} Squares;

static guint
square_of (const Squares *self, int column, int row)
{
  return ((guint) column * 73856093u ^ (guint) row * 19349663u) & self->mask;
}

static void
push_all_apart (Squares *squares, guint n, float *x, float *y)
{
  memset (squares->first, 0, (squares->mask + (gsize) 1) * sizeof *squares->first);
  for (guint i = n; i-- > 0;)
    {
      guint at;

      squares->column[i] = (int) floorf (CLAMP (x[i], -1e8f, 1e8f));
      squares->row[i] = (int) floorf (CLAMP (y[i], -1e8f, 1e8f));
      at = square_of (squares, squares->column[i], squares->row[i]);
      squares->next[i] = squares->first[at];
      squares->first[at] = i + 1;
    }
  for (guint i = 0; i < n; i++)
    for (int row = squares->row[i] - 1; row <= squares->row[i] + 1; row++)
      for (int column = squares->column[i] - 1; column <= squares->column[i] + 1; column++)
        for (guint other = squares->first[square_of (squares, column, row)]; other != 0;
             other = squares->next[other - 1])
          if (other - 1 > i && squares->column[other - 1] == column && squares->row[other - 1] == row)
            push_apart (x, y, i, other - 1);
}

static void
pull_ties (float *x, float *y, gsize n_ties, const guint32 *ends, float pull)
{
  for (gsize t = 0; t < n_ties; t++)
    {
      guint a = ends[2 * t], b = ends[2 * t + 1];
      float dx = x[b] - x[a], dy = y[b] - y[a];
      float length = sqrtf (dx * dx + dy * dy);

      if (length > (float) LONG_TIE)
        {
          float by = pull * (length - (float) LONG_TIE) / length;

          x[a] += by * dx;
          y[a] += by * dy;
          x[b] -= by * dx;
          y[b] -= by * dy;
        }
    }
}

void
kith_placing_settle (guint n, float *x, float *y, gsize n_ties, const guint32 *ends, guint rounds, double pull)
{
  Squares squares = { 63 };

  if (n > SMALL)
    {
      while (squares.mask < 2 * n)
        squares.mask = 2 * squares.mask + 1;
      squares.first = g_new (guint, squares.mask + (gsize) 1);
      squares.next = g_new (guint, n);
      squares.column = g_new (int, n);
      squares.row = g_new (int, n);
    }
  for (guint round = 0; round < rounds; round++)
    {
      /* the last rounds only push, so that the end is without overlap */
      if (pull > 0 && round < rounds - rounds / 4)
        pull_ties (x, y, n_ties, ends, (float) pull);
      if (n > SMALL)
        push_all_apart (&squares, n, x, y);
      else
        for (guint a = 0; a < n; a++)
          for (guint b = a + 1; b < n; b++)
            push_apart (x, y, a, b);
    }
  g_free (squares.first);
  g_free (squares.next);
  g_free (squares.column);
  g_free (squares.row);
}
