/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The band of a map that is kept. Set in rows anew it would move as a whole whenever somebody comes, so whoever stood in it stands where
 * they stood, as long as the map leaves them there; groups that are new or have changed, and people who are new, take what is free. */

#include "kith-layout-band.h"
#include "kith-near.h"
#include "kith-packer.h"
#include "kith-placing.h"

#include <math.h>

#define GROUP_GAP                                                                                                      \
  1.35 /* less than between those set in rows, so that a group that has grown by one finds room where it was */
#define NEXT_TO_MAP 1.6 /* nearer to the map nobody of the band stands */
#define LEAST_KEPT .5   /* share of the band's people who must stand where they stood; else it is set in rows anew */

typedef struct
{
  const KithGraph *graph;
  const KithIslands *islands;
  const float *old_x, *old_y;
  float *x, *y;
  gboolean *is_set;           /* by person: on the map, or has its place in the band */
  double left, right, bottom; /* of the map */
  double down;                /* how far the whole band goes down because the map grew */
} Keeping;

static gboolean
has_old (const Keeping *self, guint person)
{
  return isfinite (self->old_x[person]) && isfinite (self->old_y[person]);
}

/* A small group stays if all its people stood together in the band. */
static gboolean
group_stays (const Keeping *self, const KithIsland *island, double top)
{
  double wide = 3 * sqrt (island->count) + 1;
  guint first = self->islands->people[island->first];

  for (guint k = island->first; k < island->first + island->count; k++)
    {
      guint person = self->islands->people[k];

      if (!has_old (self, person) || self->old_y[person] < top - 1e-3
          || hypot (self->old_x[person] - self->old_x[first], self->old_y[person] - self->old_y[first]) > wide)
        return FALSE;
    }
  return TRUE;
}

static void
set_old (Keeping *self, guint person)
{
  self->x[person] = self->old_x[person];
  self->y[person] = (float) (self->old_y[person] + self->down);
  self->is_set[person] = TRUE;
}

/* Everybody who has a place so far, as one shape that lies where it lies. */
static KithPacker *
pack_all (const Keeping *self, double gap, double extent)
{
  g_autoptr (GArray) x = g_array_new (FALSE, FALSE, sizeof (float)), y = g_array_new (FALSE, FALSE, sizeof (float));
  KithPacker *packer = kith_packer_new (gap, extent, 1);
  double ignored;

  for (guint i = 0; i < self->graph->n; i++)
    if (self->is_set[i])
      {
        g_array_append_val (x, self->x[i]);
        g_array_append_val (y, self->y[i]);
      }
  kith_packer_put (packer, x->len, (const float *) x->data, (const float *) y->data, 0, 0, &ignored, &ignored);
  return packer;
}

/* Puts the small groups that have no place yet as near as they can be to where most of them stood, or to the end of the band. */
static void
put_groups (Keeping *self, double end_x, double end_y)
{
  g_autoptr (KithPacker) packer = NULL;

  for (guint index = 1; index < self->islands->islands->len; index++)
    {
      const KithIsland *island = &g_array_index (self->islands->islands, KithIsland, index);
      g_autofree float *x = g_new (float, MAX (island->count, 1)), *y = g_new (float, MAX (island->count, 1));
      double wish_x = 0, wish_y = 0, shift_x, shift_y;
      guint n_old = 0;

      if (!island->is_crumb || self->is_set[self->islands->people[island->first]])
        continue;
      for (guint k = 0; k < island->count; k++)
        {
          guint person = self->islands->people[island->first + k];

          x[k] = self->x[person];
          y[k] = self->y[person];
          if (has_old (self, person) && self->old_y[person] + self->down > self->bottom)
            {
              wish_x += self->old_x[person];
              wish_y += self->old_y[person] + self->down;
              n_old++;
            }
        }
      kith_placing_center (island->count, x, y);
      if (packer == NULL)
        packer = pack_all (self, GROUP_GAP, 60);
      kith_packer_put (packer, island->count, x, y, n_old > 0 ? wish_x / n_old : end_x,
                       n_old > 0 ? wish_y / n_old : end_y, &shift_x, &shift_y);
      for (guint k = 0; k < island->count; k++)
        {
          guint person = self->islands->people[island->first + k];

          self->x[person] = (float) (x[k] + shift_x);
          self->y[person] = (float) (y[k] + shift_y);
          self->is_set[person] = TRUE;
        }
    }
}

/* Puts those who know nobody, or only each other, one by one on the free squares of the block, or of a new one at the end of the band. */
static void
put_singles (Keeping *self, double left, double right, double top)
{
  guint columns = (guint) MAX (floor (right - left + .5) + 1, 8), at = 0;
  g_autoptr (KithNear) near = NULL;
  g_autofree float *taken_x = g_new (float, MAX (self->graph->n, 1)), *taken_y = g_new (float, MAX (self->graph->n, 1));
  guint n_taken = 0;

  for (guint i = 0; i < self->graph->n; i++)
    if (self->is_set[i])
      {
        taken_x[n_taken] = self->x[i];
        taken_y[n_taken++] = self->y[i];
      }
  near = kith_near_new (n_taken, taken_x, taken_y);
  for (guint i = 0; i < self->graph->n; i++)
    {
      if (self->is_set[i])
        continue;
      for (;; at++)
        {
          float x = (float) (left + at % columns), y = (float) (top + at / columns), distance;
          guint nearest;

          if (kith_near_find (near, x, y, G_MAXUINT, 1, &nearest, &distance) > 0 && distance < .9f)
            continue;
          self->x[i] = x;
          self->y[i] = y;
          self->is_set[i] = TRUE;
          at++;
          break;
        }
    }
}

/* The old top of the band: whoever was below the map's old bottom. Sets how far the band must go down. */
static gboolean
find_band (Keeping *self, double *old_top)
{
  double old_bottom = -INFINITY;

  self->left = INFINITY;
  self->right = self->bottom = -INFINITY;
  for (guint index = 1; index < self->islands->islands->len; index++)
    {
      const KithIsland *island = &g_array_index (self->islands->islands, KithIsland, index);

      if (island->parent != 0 || island->is_crumb)
        continue;
      for (guint k = island->first; k < island->first + island->count; k++)
        {
          guint person = self->islands->people[k];

          self->is_set[person] = TRUE;
          self->left = fmin (self->left, self->x[person]);
          self->right = fmax (self->right, self->x[person]);
          self->bottom = fmax (self->bottom, self->y[person]);
          if (island->is_kept && !island->has_risen && has_old (self, person))
            old_bottom = fmax (old_bottom, self->old_y[person]);
        }
    }
  if (!isfinite (old_bottom))
    return FALSE;
  *old_top = INFINITY;
  for (guint i = 0; i < self->graph->n; i++)
    if (!self->is_set[i] && has_old (self, i) && self->old_y[i] > old_bottom + NEXT_TO_MAP)
      *old_top = fmin (*old_top, self->old_y[i]);
  if (!isfinite (*old_top))
    return FALSE;
  self->down = fmax (0, self->bottom + NEXT_TO_MAP - *old_top);
  return TRUE;
}

gboolean
kith_layout_band_keep (const KithGraph *graph, const KithIslands *islands, const float *old_x, const float *old_y,
                       float *x, float *y)
{
  g_autofree gboolean *is_set = g_new0 (gboolean, MAX (graph->n, 1));
  Keeping self = { graph, islands, old_x, old_y, x, y, is_set };
  double top, left = INFINITY, right = -INFINITY, upper = INFINITY, band_right = -INFINITY, lowest = -INFINITY;
  g_autoptr (GArray) stays = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_band = 0;

  if (!find_band (&self, &top))
    return FALSE;
  for (guint index = 1; index < islands->islands->len; index++)
    {
      const KithIsland *island = &g_array_index (islands->islands, KithIsland, index);

      if (!island->is_crumb)
        continue;
      n_band += island->count;
      if (group_stays (&self, island, top))
        g_array_append_vals (stays, islands->people + island->first, island->count);
    }
  for (guint i = 0; i < graph->n; i++)
    if (islands->at[i] == G_MAXUINT)
      {
        n_band++;
        if (has_old (&self, i) && old_y[i] >= top - 1e-3)
          g_array_append_val (stays, i);
      }
  if (stays->len < LEAST_KEPT * n_band)
    return FALSE;
  for (guint k = 0; k < stays->len; k++)
    {
      guint person = g_array_index (stays, guint, k);

      set_old (&self, person);
      band_right = fmax (band_right, x[person]);
      lowest = fmax (lowest, y[person]);
      if (islands->at[person] != G_MAXUINT)
        continue;
      left = fmin (left, x[person]);
      right = fmax (right, x[person]);
      upper = fmin (upper, y[person]);
    }
  put_groups (&self, (self.left + band_right) / 2, lowest);
  if (!isfinite (left))
    {
      left = band_right + 4;
      right = left + 7;
      upper = top + self.down;
    }
  put_singles (&self, left, right, upper);
  return TRUE;
}
