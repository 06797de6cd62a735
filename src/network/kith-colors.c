/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Choosing colours. Communities get theirs one after another, from the entries used least so far, the one that is least like the colours
 * of the communities they have ties with; after each round of the palette, two communities of that round exchange colours as long as that
 * helps. Colours kept from before are never touched. */

#include "kith-keeping.h"

#include <math.h>

#define MOST_EXCHANGES 64 /* passes over all pairs of a round; each but the last one helps, three or four are usual */

typedef struct
{
  guint n;
  guint n_palette;
  int *color;
  const double *weight;
} Colors;

/* 1 for the same entry, falling with the distance on the ring. */
static inline double
likeness (const Colors *self, int a, int b)
{
  guint distance = (guint) ABS (a - b);

  distance = MIN (distance, self->n_palette - distance);
  return 1.0 / (1.0 + distance * distance);
}

static inline double
ties (const Colors *self, guint a, guint b)
{
  double weight = self->weight[(gsize) a * self->n + b];

  return isfinite (weight) && weight > 0 ? weight : 0;
}

/* How much this community, were it of this colour, would look like those it has ties with. */
static double
clash (const Colors *self, guint community, int color, guint left_out)
{
  double sum = 0;

  for (guint other = 0; other < self->n; other++)
    if (other != community && other != left_out && self->color[other] >= 0)
      sum += ties (self, community, other) * likeness (self, color, self->color[other]);
  return sum;
}

static gboolean
exchange_if_better (Colors *self, guint a, guint b)
{
  int of_a = self->color[a];
  int of_b = self->color[b];
  double now = clash (self, a, of_a, b) + clash (self, b, of_b, a);
  double then = clash (self, a, of_b, b) + clash (self, b, of_a, a);

  if (!(then < now * (1 - 1e-9)))
    return FALSE;
  self->color[a] = of_b;
  self->color[b] = of_a;
  return TRUE;
}

static void
improve_round (Colors *self, const guint *community, guint count)
{
  gboolean better = TRUE;

  for (guint pass = 0; better && pass < MOST_EXCHANGES; pass++)
    {
      better = FALSE;
      for (guint i = 0; i + 1 < count; i++)
        for (guint j = i + 1; j < count; j++)
          better |= exchange_if_better (self, community[i], community[j]);
    }
}

static int
choose (const Colors *self, guint community, const guint *used)
{
  guint least = G_MAXUINT;
  double best_clash = INFINITY;
  int best = 0;

  for (guint p = 0; p < self->n_palette; p++)
    least = MIN (least, used[p]);
  for (guint p = 0; p < self->n_palette; p++)
    {
      double entry_clash;

      if (used[p] > least)
        continue;
      entry_clash = self->weight != NULL ? clash (self, community, (int) p, community) : 0;
      if (entry_clash < best_clash)
        {
          best_clash = entry_clash;
          best = (int) p;
        }
    }
  return best;
}

void
kith_keeping_choose_colors (guint n, int *color, const double *weight, guint n_palette)
{
  Colors colors = { n, n_palette, color, weight };
  g_autofree guint *used = g_new0 (guint, n_palette);
  g_autofree guint *members = g_new (guint, n_palette);
  guint in_round = 0;
  guint round_use = 0;

  g_assert (n_palette > 0 && n_palette <= G_MAXINT);

  for (guint c = 0; c < n; c++)
    {
      if (color[c] >= (int) n_palette)
        color[c] = -1;
      if (color[c] >= 0)
        used[color[c]]++;
    }

  for (guint c = 0; c < n; c++)
    {
      if (color[c] >= 0)
        continue;
      color[c] = choose (&colors, c, used);
      if (in_round > 0 && used[color[c]] != round_use)
        {
          if (weight != NULL)
            improve_round (&colors, members, in_round);
          in_round = 0;
        }
      round_use = used[color[c]]++;
      members[in_round++] = c;
    }
  if (weight != NULL)
    improve_round (&colors, members, in_round);
}
