/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-lasso.h"

#define ROWS 512

typedef struct
{
  const double *x, *y;
  guint n;
  double top, per_unit; /* rows per map unit */
  guint start[ROWS + 1];
  guint *side; /* of each row: index of the side's first corner */
} Rows;

static guint
row_of (const Rows *rows, double y)
{
  double row = (y - rows->top) * rows->per_unit;

  return row > 0 ? (guint) MIN (row, ROWS - 1) : 0;
}

/* The sides of each row, by counting sort. */
static void
fill_rows (Rows *rows)
{
  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint k = 0; k < rows->n; k++)
        {
          double end = rows->y[(k + 1) % rows->n];
          guint first = row_of (rows, MIN (rows->y[k], end));
          guint last = row_of (rows, MAX (rows->y[k], end));

          for (guint row = first; row <= last; row++)
            if (pass == 0)
              rows->start[row + 1]++;
            else
              rows->side[rows->start[row]++] = k;
        }
      if (pass == 0)
        {
          for (guint row = 0; row < ROWS; row++)
            rows->start[row + 1] += rows->start[row];
          rows->side = g_new (guint, MAX (rows->start[ROWS], 1));
        }
    }
  /* Filling moved each start to the next one's place. */
  for (guint row = ROWS; row > 0; row--)
    rows->start[row] = rows->start[row - 1];
  rows->start[0] = 0;
}

/* How many sides a ray to the right crosses: an odd number from inside. */
static gboolean
is_inside (const Rows *rows, double x, double y)
{
  guint row = row_of (rows, y);
  gboolean inside = FALSE;

  for (guint s = rows->start[row]; s < rows->start[row + 1]; s++)
    {
      guint k = rows->side[s];
      guint next = (k + 1) % rows->n;

      if ((rows->y[k] > y) != (rows->y[next] > y)
          && x < rows->x[k] + (y - rows->y[k]) / (rows->y[next] - rows->y[k]) * (rows->x[next] - rows->x[k]))
        inside = !inside;
    }
  return inside;
}

GArray *
kith_lasso_people (const KithScene *scene, guint n_corners, const double *x, const double *y)
{
  Rows rows = { .x = x, .y = y, .n = n_corners };
  double left = G_MAXDOUBLE;
  double right = -G_MAXDOUBLE;
  double bottom = -G_MAXDOUBLE;
  guint kept = 0;

  rows.top = G_MAXDOUBLE;
  for (guint k = 0; k < n_corners; k++)
    {
      left = MIN (left, x[k]);
      right = MAX (right, x[k]);
      rows.top = MIN (rows.top, y[k]);
      bottom = MAX (bottom, y[k]);
    }
  if (n_corners < 3 || !(right > left) || !(bottom > rows.top))
    return g_array_new (FALSE, FALSE, sizeof (guint));

  rows.per_unit = ROWS / (bottom - rows.top);
  fill_rows (&rows);
  GArray *people = kith_scene_in_rectangle (scene, left, rows.top, right, bottom);
  for (guint i = 0; i < people->len; i++)
    {
      guint person = g_array_index (people, guint, i);

      if (is_inside (&rows, scene->x[person], scene->y[person]))
        g_array_index (people, guint, kept++) = person;
    }
  g_array_set_size (people, kept);
  g_free (rows.side);
  return people;
}
