/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Who lies under a point or in a rectangle, by a grid of cells over the scene. */

#include "kith-scene-private.h"

#include <string.h>

/* Every dot is listed in all cells its circle touches, drawn as large as it ever is; a point then needs its own cell only. */
struct _KithSceneGrid
{
  guint columns, rows;
  double left, top, per_unit; /* cells per map unit */
  guint *start;               /* columns × rows + 1 */
  guint *others;              /* columns × rows: from here on those whose middle is in another cell */
  guint *person;
};

static inline guint
cell_of (double place, double origin, double per_unit, guint cells)
{
  double cell = (place - origin) * per_unit;

  return cell <= 0 ? 0 : cell >= cells - 1 ? cells - 1 : (guint) cell;
}

static inline void
cells_around (const KithSceneGrid *grid, double x, double y, double reach, guint *left, guint *top, guint *right,
              guint *bottom)
{
  *left = cell_of (x - reach, grid->left, grid->per_unit, grid->columns);
  *right = cell_of (x + reach, grid->left, grid->per_unit, grid->columns);
  *top = cell_of (y - reach, grid->top, grid->per_unit, grid->rows);
  *bottom = cell_of (y + reach, grid->top, grid->per_unit, grid->rows);
}

KithSceneGrid *
kith_scene_grid_new (const KithScene *scene)
{
  KithSceneGrid *grid = g_new0 (KithSceneGrid, 1);
  double width = MAX (scene->right - scene->left, 1e-6);
  double height = MAX (scene->bottom - scene->top, 1e-6);
  /* About two people a cell, but no cell smaller than half the usual dot. */
  double cell = MAX (sqrt (width * height * 2 / MAX (scene->n_drawn, 1)), MAX (width, height) / 1024);
  gsize cells;

  grid->left = scene->left;
  grid->top = scene->top;
  grid->per_unit = 1 / cell;
  grid->columns = (guint) CLAMP (ceil (width / cell), 1, 1024);
  grid->rows = (guint) CLAMP (ceil (height / cell), 1, 1024);
  cells = (gsize) grid->columns * grid->rows;
  grid->start = g_new0 (guint, cells + 1);

  grid->others = g_new (guint, cells);

  /* Counted, then put in: first those whose middle is in the cell. */
  for (int pass = 0; pass < 3; pass++)
    {
      for (guint k = 0; k < scene->n_drawn; k++)
        {
          guint i = scene->order[k];
          guint left, top, right, bottom;
          gsize home = (gsize) cell_of (scene->y[i], grid->top, grid->per_unit, grid->rows) * grid->columns
                       + cell_of (scene->x[i], grid->left, grid->per_unit, grid->columns);

          if (pass == 1)
            {
              grid->person[grid->start[home]++] = i;
              continue;
            }
          cells_around (grid, scene->x[i], scene->y[i], scene->radius[i], &left, &top, &right, &bottom);
          for (guint row = top; row <= bottom; row++)
            for (guint column = left; column <= right; column++)
              {
                gsize at = (gsize) row * grid->columns + column;

                if (pass == 0)
                  grid->start[at + 1]++;
                else if (at != home)
                  grid->person[grid->start[at]++] = i;
              }
        }
      if (pass == 0)
        {
          for (gsize at = 0; at < cells; at++)
            grid->start[at + 1] += grid->start[at];
          grid->person = g_new (guint, MAX (grid->start[cells], 1));
        }
      else if (pass == 1)
        memcpy (grid->others, grid->start, cells * sizeof (guint));
    }
  memmove (grid->start + 1, grid->start, cells * sizeof (guint));
  grid->start[0] = 0;
  return grid;
}

void
kith_scene_grid_free (KithSceneGrid *grid)
{
  g_free (grid->start);
  g_free (grid->others);
  g_free (grid->person);
  g_free (grid);
}

int
kith_scene_pick (const KithScene *self, double scale, double x, double y, double slack)
{
  const KithSceneGrid *grid = self->grid;
  double per_radius = kith_scene_dot_scale (scale) / scale;
  double least = KITH_SCENE_DOT_LEAST / scale;
  double reach = MAX (slack, 0) + least;
  double best_cost = G_MAXDOUBLE;
  double best_middle = G_MAXDOUBLE;
  int best = -1;
  guint left, top, right, bottom;

  if (!(x >= self->left - reach && x <= self->right + reach && y >= self->top - reach && y <= self->bottom + reach))
    return -1;
  cells_around (grid, x, y, reach, &left, &top, &right, &bottom);
  for (guint row = top; row <= bottom; row++)
    for (guint column = left; column <= right; column++)
      {
        gsize at = (gsize) row * grid->columns + column;

        for (guint k = grid->start[at]; k < grid->start[at + 1]; k++)
          {
            guint i = grid->person[k];
            double middle = hypot (self->x[i] - x, self->y[i] - y);
            double radius = MAX (self->radius[i] * per_radius, least);
            double edge = MAX (middle - radius, 0);
            double cost = edge + 2 * MAX (KITH_SCENE_DOT_TINY / scale - radius, 0);

            /* Where dots lie over each other, the one whose middle is nearest. */
            if (edge <= slack
                && (cost < best_cost
                    || (cost == best_cost && (middle < best_middle || (middle == best_middle && (int) i < best)))))
              {
                best = (int) i;
                best_cost = cost;
                best_middle = middle;
              }
          }
      }
  return best;
}

static int
compare_people (gconstpointer a, gconstpointer b)
{
  guint i = *(const guint *) a;
  guint j = *(const guint *) b;

  return i < j ? -1 : i > j;
}

void
kith_scene_find_in_rectangle (const KithScene *self, double left, double top, double right, double bottom,
                              GArray *people)
{
  const KithSceneGrid *grid = self->grid;
  guint first_column = cell_of (left, grid->left, grid->per_unit, grid->columns);
  guint last_column = cell_of (right, grid->left, grid->per_unit, grid->columns);
  guint first_row = cell_of (top, grid->top, grid->per_unit, grid->rows);
  guint last_row = cell_of (bottom, grid->top, grid->per_unit, grid->rows);

  for (guint row = first_row; row <= last_row; row++)
    for (guint column = first_column; column <= last_column; column++)
      {
        gsize at = (gsize) row * grid->columns + column;

        if (row > first_row && row < last_row && column > first_column && column < last_column)
          {
            g_array_append_vals (people, grid->person + grid->start[at], grid->others[at] - grid->start[at]);
            continue;
          }
        for (guint k = grid->start[at]; k < grid->others[at]; k++)
          {
            guint i = grid->person[k];

            if (self->x[i] >= left && self->x[i] <= right && self->y[i] >= top && self->y[i] <= bottom)
              g_array_append_val (people, i);
          }
      }
}

GArray *
kith_scene_in_rectangle (const KithScene *self, double left, double top, double right, double bottom)
{
  GArray *people = g_array_new (FALSE, FALSE, sizeof (guint));

  kith_scene_find_in_rectangle (self, left, top, right, bottom, people);
  g_array_sort (people, compare_people);
  return people;
}
