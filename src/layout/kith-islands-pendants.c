/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* People who know one person only of those drawn with them. Engines set them on a circle around that person: an empty ring that takes
 * much room, and all rings look alike. Here they fill the sector they stand in, as the seeds of a sunflower do. */

#include "kith-islands.h"

#include <math.h>
#include <stdlib.h>

#define FEWEST 4         /* fewer make no ring */
#define ROOM 1.0         /* area of a dot */
#define LEAST_SECTOR 1.2 /* radians */

typedef struct
{
  guint person;
  float angle;
} Pendant;

static int
compare_angles (gconstpointer a, gconstpointer b)
{
  const Pendant *p = a, *q = b;

  return p->angle != q->angle ? (p->angle > q->angle) - (p->angle < q->angle)
                              : (p->person > q->person) - (p->person < q->person);
}

/* Keeps each one's direction and gives out distances so that the sector is filled evenly; those side by side get different ones. */
static void
fill_sector (GArray *pendants, guint hub, float *x, float *y)
{
  Pendant *first = (Pendant *) pendants->data;
  guint n = pendants->len;
  float widest = first[0].angle + 2 * (float) G_PI - first[n - 1].angle, sector;
  double inner = 1, outer;

  for (guint i = 1; i < n; i++)
    widest = MAX (widest, first[i].angle - first[i - 1].angle);
  sector = MAX (2 * (float) G_PI - widest, (float) LEAST_SECTOR);
  outer = sqrt (inner * inner + 2 * ROOM * n / sector);
  for (guint i = 0; i < n; i++)
    {
      double share = fmod ((i + .5) * .61803398875, 1);
      double radius = sqrt (inner * inner + share * (outer * outer - inner * inner));

      x[first[i].person] = (float) (x[hub] + radius * cos (first[i].angle));
      y[first[i].person] = (float) (y[hub] + radius * sin (first[i].angle));
    }
}

void
kith_islands_fill_rings (guint n, float *x, float *y, guint n_ties, const guint32 *ends)
{
  g_autofree guint *degree = g_new0 (guint, MAX (n, 1));
  g_autofree guint *known = g_new0 (guint, MAX (n, 1)); /* the last one tied to */
  g_autoptr (GArray) pendants = g_array_new (FALSE, FALSE, sizeof (Pendant));
  guint best = 0;

  for (guint t = 0; t < n_ties; t++)
    {
      guint a = ends[2 * t], b = ends[2 * t + 1];

      degree[a]++;
      degree[b]++;
      known[a] = b;
      known[b] = a;
    }
  for (guint i = 0; i < n; i++)
    if (degree[i] > degree[best])
      best = i;
  for (guint hub = 0; hub < n; hub++)
    {
      if (degree[hub] < FEWEST && hub != best)
        continue;
      g_array_set_size (pendants, 0);
      for (guint i = 0; i < n; i++)
        /* who is tied to nobody here was set around the best-tied */
        if (i != hub && ((degree[i] == 1 && known[i] == hub) || (degree[i] == 0 && hub == best)))
          {
            Pendant pendant = { i, atan2f (y[i] - y[hub], x[i] - x[hub]) };

            g_array_append_val (pendants, pendant);
          }
      if (pendants->len < FEWEST)
        continue;
      g_array_sort (pendants, compare_angles);
      fill_sector (pendants, hub, x, y);
    }
}
