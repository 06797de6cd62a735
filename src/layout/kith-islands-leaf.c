/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The drawing of a lowest island: everybody as far from everybody as ties lie between them, rings filled, dots one apart. */

#include "kith-islands.h"
#include "kith-placing.h"
#include "kith-stress.h"

#include <math.h>

#define SETTLE_ROUNDS 40
#define SETTLE_PULL .08

/* a dot, a pair, or a triangle */
const float kith_islands_triangle[6] = { 0, 0, 1, 0, .5f, .866f };

/* What is not connected has no distance. A tie from each piece's best-tied person to the best-tied
 * of all keeps them around the others. */
static void
tie_pieces_together (guint n, GArray *ends)
{
  g_autofree guint *leads = g_new (guint, n);
  g_autofree guint *degree = g_new0 (guint, n);
  g_autofree guint *best = g_new (guint, n);
  guint hub = 0;

  for (guint i = 0; i < n; i++)
    leads[i] = best[i] = i;
  for (guint t = 0; t < ends->len; t += 2)
    {
      guint a = g_array_index (ends, guint32, t), b = g_array_index (ends, guint32, t + 1);

      degree[a]++;
      degree[b]++;
      a = kith_islands_lead (leads, a);
      b = kith_islands_lead (leads, b);
      leads[MAX (a, b)] = MIN (a, b);
    }
  for (guint i = 0; i < n; i++)
    {
      guint piece = kith_islands_lead (leads, i);

      if (degree[i] > degree[best[piece]])
        best[piece] = i;
      if (degree[i] > degree[hub])
        hub = i;
    }
  for (guint i = 0; i < n; i++)
    if (kith_islands_lead (leads, i) == i && kith_islands_lead (leads, hub) != i)
      {
        guint32 pair[2] = { hub, best[i] };

        g_array_append_vals (ends, pair, 2);
      }
}

static void
take_places (guint n, const float *place, float *x, float *y)
{
  for (guint i = 0; i < n; i++)
    {
      x[i] = place[2 * i];
      y[i] = -place[2 * i + 1];
    }
}

void
kith_islands_draw_lowest (const KithIslands *self, const KithIsland *island, float *x, float *y)
{
  guint n = island->count, n_ties;
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree float *place = NULL;

  if (n <= 3)
    {
      take_places (n, kith_islands_triangle, x, y);
      kith_placing_center (n, x, y);
      return;
    }
  kith_islands_inner_ties (self, island, ends, NULL);
  n_ties = ends->len / 2;
  tie_pieces_together (n, ends);
  place = g_new (float, 2 * (gsize) n);
  kith_stress_place (n, ends->len / 2, (const guint32 *) ends->data, kith_islands_mix (self->seed, island->first),
                     place);
  take_places (n, place, x, y);
  kith_placing_scale_to_unit (n, x, y);
  kith_islands_fill_rings (n, x, y, n_ties, (const guint32 *) ends->data);
  kith_placing_settle (n, x, y, n_ties, (const guint32 *) ends->data, SETTLE_ROUNDS, SETTLE_PULL);
  kith_placing_center (n, x, y);
}

void
kith_islands_take_whole (const KithIslands *self, const KithIsland *island, float *x, float *y,
                         GCancellable *cancellable)
{
  take_places (island->count, self->place + 2 * (gsize) island->first, x, y);
  kith_placing_scale_to_unit (island->count, x, y);
  /* it may be everybody at once */
  for (guint round = 0; round < SETTLE_ROUNDS && !g_cancellable_is_cancelled (cancellable); round += 5)
    kith_placing_settle (island->count, x, y, 0, NULL, 5, 0);
  kith_placing_center (island->count, x, y);
}
