/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-layout-pins.h"

#include "kith-placing.h"

#include <math.h>

#define ROUNDS 24   /* who makes room for one pin may come to stand on another */
#define FARTHER 0.1 /* map units that the next try goes, so that nobody is pushed to and fro */

static gboolean
is_pinned (const float *pin_x, const float *pin_y, guint i)
{
  return isfinite (pin_x[i]) && isfinite (pin_y[i]);
}

void
kith_layout_pins_fit (guint n, float *x, float *y, const float *pin_x, const float *pin_y)
{
  KithTurn turn = kith_placing_fit (n, x, y, pin_x, pin_y);

  for (guint i = 0; i < n; i++)
    kith_turn_apply (&turn, &x[i], &y[i]);
}

/* Pins by squares of one map unit. */
static gpointer
square_of (double x, double y)
{
  gint64 column = (gint64) floor (CLAMP (x, -1e8, 1e8));
  gint64 row = (gint64) floor (CLAMP (y, -1e8, 1e8));

  return GSIZE_TO_POINTER ((gsize) (column * 0x9e3779b1 ^ row));
}

/* @next: by person, + 1: the one before in the same square. */
static GHashTable *
find_squares (guint n, const float *pin_x, const float *pin_y, guint *next)
{
  GHashTable *squares = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n; i++)
    if (is_pinned (pin_x, pin_y, i))
      {
        gpointer square = square_of (pin_x[i], pin_y[i]);

        next[i] = GPOINTER_TO_UINT (g_hash_table_lookup (squares, square));
        g_hash_table_insert (squares, square, GUINT_TO_POINTER (i + 1));
      }
  return squares;
}

/* Away from a pin that somebody is too near to, to a distance; FALSE where there is none. */
static gboolean
make_room (guint i, double room, float *x, float *y, GHashTable *squares, const guint *next, const float *pin_x,
           const float *pin_y)
{
  for (int row = -1; row <= 1; row++)
    for (int column = -1; column <= 1; column++)
      for (guint at = GPOINTER_TO_UINT (g_hash_table_lookup (squares, square_of (x[i] + column, y[i] + row))); at > 0;
           at = next[at - 1])
        {
          double dx = x[i] - pin_x[at - 1];
          double dy = y[i] - pin_y[at - 1];
          double away = hypot (dx, dy);

          if (away >= 0.999)
            continue;
          if (away < 1e-3)
            {
              /* On the same spot: the golden angle gives each a way of its own. */
              dx = cos (2.39996323 * (i % 1024));
              dy = sin (2.39996323 * (i % 1024));
              away = 1;
            }
          x[i] = (float) (pin_x[at - 1] + room * dx / away);
          y[i] = (float) (pin_y[at - 1] + room * dy / away);
          return TRUE;
        }
  return FALSE;
}

void
kith_layout_pins_keep (guint n, float *x, float *y, const float *pin_x, const float *pin_y, const guint8 *may_move)
{
  g_autofree guint *next = g_new0 (guint, MAX (n, 1));
  g_autoptr (GHashTable) squares = find_squares (n, pin_x, pin_y, next);

  if (g_hash_table_size (squares) == 0)
    return;
  for (guint i = 0; i < n; i++)
    if (is_pinned (pin_x, pin_y, i))
      {
        x[i] = pin_x[i];
        y[i] = pin_y[i];
      }
  for (guint i = 0; i < n; i++)
    for (guint round = 0; round < ROUNDS && !is_pinned (pin_x, pin_y, i) && (may_move == NULL || may_move[i]); round++)
      if (!make_room (i, 1 + FARTHER * round, x, y, squares, next, pin_x, pin_y))
        break;
}
