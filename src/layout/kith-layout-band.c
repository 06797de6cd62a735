/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The band below the map: on the left small groups that are tied to nobody else, set in rows like words, on the right a block of the
 * people who are not connected yet, pairs side by side. It is compact, and never wider than the map if that can be. */

#include "kith-layout-band.h"

#include <math.h>

#define GROUP_GAP 1.9 /* room between the dots of two small groups */
#define FLATNESS 2.5  /* wide by high, where the map leaves the room */
#define WHOLE_FLATNESS 1.2

typedef struct
{
  guint island;
  double left, right, top, bottom; /* of its dots */
  float old_x, old_y;              /* upper left corner it had, or NAN */
} Group;

typedef struct
{
  guint person;
  gboolean is_pair; /* the first of two who know each other; the second follows */
  guint other;
  float old_x, old_y;
} Single;

/* By rows from the top, from left to right; what has no old place comes last. */
static int
compare_old (float ax, float ay, float bx, float by)
{
  if (!isfinite (ay) || !isfinite (by))
    return isfinite (by) - isfinite (ay);
  if (roundf (ay) != roundf (by))
    return ay < by ? -1 : 1;
  return (ax > bx) - (ax < bx);
}

/* Groups come by falling size; those that stood in the band before keep their order. */
static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *p = a, *q = b;
  int old = compare_old (p->old_x, p->old_y, q->old_x, q->old_y);

  return old != 0 ? old : (p->island > q->island) - (p->island < q->island);
}

/* Pairs first, so that an even number of columns keeps each in one row. */
static int
compare_singles (gconstpointer a, gconstpointer b)
{
  const Single *p = a, *q = b;
  int old = compare_old (p->old_x, p->old_y, q->old_x, q->old_y);

  if (p->is_pair != q->is_pair)
    return q->is_pair - p->is_pair;
  return old != 0 ? old : (p->person > q->person) - (p->person < q->person);
}

static GArray *
find_groups (const KithIslands *islands, const float *old_x, const float *old_y, const float *x, const float *y,
             double *area)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (Group));

  *area = 0;
  for (guint i = 1; i < islands->islands->len; i++)
    {
      const KithIsland *island = &g_array_index (islands->islands, KithIsland, i);
      Group group = { i, INFINITY, -INFINITY, INFINITY, -INFINITY, NAN, NAN };

      if (!island->is_crumb)
        continue;
      for (guint k = island->first; k < island->first + island->count; k++)
        {
          group.left = MIN (group.left, x[islands->people[k]]);
          group.right = MAX (group.right, x[islands->people[k]]);
          group.top = MIN (group.top, y[islands->people[k]]);
          group.bottom = MAX (group.bottom, y[islands->people[k]]);
          if (old_x != NULL)
            {
              group.old_x = fminf (group.old_x, old_x[islands->people[k]]);
              group.old_y = fminf (group.old_y, old_y[islands->people[k]]);
            }
        }
      *area += (group.right - group.left + GROUP_GAP) * (group.bottom - group.top + GROUP_GAP);
      g_array_append_val (groups, group);
    }
  g_array_sort (groups, compare_groups);
  return groups;
}

static GArray *
find_block (const KithGraph *graph, const KithIslands *islands, const float *old_x, const float *old_y)
{
  g_autoptr (GArray) singles = g_array_new (FALSE, FALSE, sizeof (Single));
  GArray *block = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gboolean *is_taken = g_new0 (gboolean, MAX (graph->n, 1));

  for (guint i = 0; i < graph->n; i++)
    {
      Single single = { i, FALSE, i, old_x != NULL ? old_x[i] : NAN, old_y != NULL ? old_y[i] : NAN };

      if (islands->at[i] != G_MAXUINT || is_taken[i])
        continue;
      for (guint e = graph->offset[i]; e < graph->offset[i + 1] && !single.is_pair; e++)
        {
          single.other = graph->neighbor[e];
          single.is_pair = islands->at[single.other] == G_MAXUINT && !is_taken[single.other];
        }
      is_taken[i] = TRUE;
      if (single.is_pair)
        is_taken[single.other] = TRUE;
      g_array_append_val (singles, single);
    }
  g_array_sort (singles, compare_singles);
  for (guint i = 0; i < singles->len; i++)
    {
      const Single *single = &g_array_index (singles, Single, i);

      g_array_append_val (block, single->person);
      if (single->is_pair)
        g_array_append_val (block, single->other);
    }
  return block;
}

/* The room between the map and the band, and between its parts: on a small map four units would be a gulf. */
static double
room_around (const KithGraph *graph)
{
  return CLAMP (1.6 + .04 * sqrt (graph->n), 2, 4);
}

/* Sets the groups in rows from 0, 0; returns the width taken. They come by falling size, so a row is about even in height. */
static double
set_groups (const KithIslands *islands, GArray *groups, double width, float *x, float *y, double *height)
{
  double at_x = 0, at_y = 0, row_height = 0, widest = 0;

  for (guint g = 0; g < groups->len; g++)
    {
      const Group *group = &g_array_index (groups, Group, g);
      const KithIsland *island = &g_array_index (islands->islands, KithIsland, group->island);

      if (at_x > 0 && at_x + group->right - group->left > width)
        {
          at_y += row_height + GROUP_GAP;
          at_x = row_height = 0;
        }
      for (guint k = island->first; k < island->first + island->count; k++)
        {
          x[islands->people[k]] += (float) (at_x - group->left);
          y[islands->people[k]] += (float) (at_y - group->top);
        }
      widest = MAX (widest, at_x + group->right - group->left);
      row_height = MAX (row_height, group->bottom - group->top);
      at_x += group->right - group->left + GROUP_GAP;
    }
  *height = at_y + row_height;
  return widest;
}

void
kith_layout_band_place (const KithGraph *graph, const KithIslands *islands, const float *old_x, const float *old_y,
                        float *x, float *y)
{
  double left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY, area, height;
  double groups_width = 0, groups_height = 0, block_width, width, start;
  g_autoptr (GArray) groups = find_groups (islands, old_x, old_y, x, y, &area);
  g_autoptr (GArray) block = find_block (graph, islands, old_x, old_y);
  double room = room_around (graph);
  gboolean has_map = FALSE, is_stacked;
  guint columns = 0;

  if (groups->len + block->len == 0)
    return;
  for (guint i = 1; i < islands->islands->len; i++)
    {
      const KithIsland *island = &g_array_index (islands->islands, KithIsland, i);

      if (island->parent != 0 || island->is_crumb)
        continue;
      has_map = TRUE;
      for (guint k = island->first; k < island->first + island->count; k++)
        {
          left = MIN (left, x[islands->people[k]]);
          right = MAX (right, x[islands->people[k]]);
          top = MIN (top, y[islands->people[k]]);
          bottom = MAX (bottom, y[islands->people[k]]);
        }
    }

  height = sqrt ((area + block->len) / FLATNESS);
  if (has_map)
    {
      /* no wider than the map, or than a flat whole would be if there is more in the band than above it */
      double total = area + block->len + (right - left) * (bottom - top);

      height = MAX (height, (area + block->len) / MAX (right - left, WHOLE_FLATNESS * sqrt (total)));
    }
  /* a few groups beside thousands of people would be a thin column: they go above these instead */
  is_stacked = groups->len > 0 && area < .2 * block->len;
  if (block->len > 0)
    {
      columns = (guint) ceil ((is_stacked ? area + block->len : block->len) / MAX (height, 1));
      columns = block->len <= 6 ? block->len : MIN (columns + columns % 2, block->len);
    }
  if (groups->len > 0)
    groups_width
        = set_groups (islands, groups, is_stacked ? MAX (columns - 1., 1) : area / height, x, y, &groups_height);
  block_width = columns > 0 ? columns - 1 : 0;
  width = is_stacked ? MAX (groups_width, block_width)
                     : groups_width + (groups->len > 0 && block->len > 0 ? room : 0) + block_width;
  start = (has_map ? (left + right) / 2 : 0) - width / 2;
  bottom = has_map ? bottom + room : 0;
  for (guint g = 0; g < groups->len; g++)
    {
      const KithIsland *island = &g_array_index (islands->islands, KithIsland, g_array_index (groups, Group, g).island);

      for (guint k = island->first; k < island->first + island->count; k++)
        {
          x[islands->people[k]] += (float) start;
          y[islands->people[k]] += (float) bottom;
        }
    }
  if (is_stacked)
    bottom += groups_height + room / 2;
  else
    start += width - block_width;
  for (guint i = 0; i < block->len; i++)
    {
      guint person = g_array_index (block, guint, i);

      x[person] = (float) (start + i % columns);
      y[person] = (float) (bottom + i / columns);
    }
}
