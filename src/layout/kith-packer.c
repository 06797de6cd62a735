/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A grid counts, for each of its squares, how many dots have it within their gap. A shape is the set of squares its dots lie in; it fits
 * where none of them is counted. Spots are whole squares apart, so that the set is the same at every spot. */

#include "kith-packer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  gint16 column, row;
  gint32 square; /* of the distance */
} Spot;

#define SPOTS_ACROSS 192
#define STRIDE 2 /* between the spots tried at first */

struct _KithPacker
{
  double cell;
  double flatness;
  int reach;     /* of the gap, in squares */
  GArray *disc;  /* Spot: the squares within the gap of a dot */
  GArray *cells; /* Spot: scratch, the squares of a shape */
  int left, top; /* of the grid, in squares */
  int columns, rows;
  guint16 *count;
};

/* All spots around 0, 0 by rising distance: made once, for all packers and threads. */
static const GArray *
all_spots (void)
{
  static gsize made;

  if (g_once_init_enter (&made))
    {
      GArray *spots = g_array_new (FALSE, FALSE, sizeof (Spot));
      gsize radius = SPOTS_ACROSS / 2;
      /* counting sort by the square of the distance keeps equals in order of rows */
      g_autofree guint *start = g_new0 (guint, radius * radius + 2);

      for (int pass = 0; pass < 2; pass++)
        {
          for (int row = -(int) radius; row <= (int) radius; row++)
            for (int column = -(int) radius; column <= (int) radius; column++)
              {
                gsize square = (gsize) (row * row + column * column);

                if (square > radius * radius)
                  continue;
                if (pass == 0)
                  start[square + 1]++;
                else
                  g_array_index (spots, Spot, start[square]++)
                      = (Spot) { (gint16) column, (gint16) row, (gint32) square };
              }
          if (pass == 0)
            {
              for (gsize i = 1; i < radius * radius + 2; i++)
                start[i] += start[i - 1];
              g_array_set_size (spots, start[radius * radius + 1]);
            }
        }
      g_once_init_leave (&made, (gsize) spots);
    }
  return (const GArray *) made;
}

KithPacker *
kith_packer_new (double gap, double extent, double flatness)
{
  KithPacker *self = g_new0 (KithPacker, 1);
  double in_cells;

  self->flatness = flatness;
  self->cell = MAX (gap / 4, extent / SPOTS_ACROSS);
  self->disc = g_array_new (FALSE, FALSE, sizeof (Spot));
  self->cells = g_array_new (FALSE, FALSE, sizeof (Spot));
  /* between the middles of two squares; the dots in them are on average as far apart */
  in_cells = gap / self->cell;
  self->reach = (int) ceil (in_cells);
  for (int row = -self->reach; row <= self->reach; row++)
    for (int column = -self->reach; column <= self->reach; column++)
      if (row * row + column * column < in_cells * in_cells)
        {
          Spot spot = { (gint16) column, (gint16) row, row * row + column * column };

          g_array_append_val (self->disc, spot);
        }
  return self;
}

void
kith_packer_free (KithPacker *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->disc);
  g_array_unref (self->cells);
  g_free (self->count);
  g_free (self);
}

static int
compare_spots (gconstpointer a, gconstpointer b)
{
  const Spot *p = a, *q = b;

  return p->row != q->row ? (p->row > q->row) - (p->row < q->row) : (p->column > q->column) - (p->column < q->column);
}

/* The squares a shape lies in, relative to the square of its middle. Every seventh first: they lie all over the shape, so that a spot
 * which does not fit is turned down soon. */
static void
find_cells (KithPacker *self, guint n, const float *x, const float *y)
{
  g_autoptr (GArray) sorted = g_array_sized_new (FALSE, FALSE, sizeof (Spot), n);

  for (guint i = 0; i < n; i++)
    {
      Spot spot = { (gint16) CLAMP (floor (x[i] / self->cell + .5), -16000, 16000),
                    (gint16) CLAMP (floor (y[i] / self->cell + .5), -16000, 16000), 0 };

      g_array_append_val (sorted, spot);
    }
  g_array_sort (sorted, compare_spots);
  guint distinct = 0;
  for (guint i = 0; i < sorted->len; i++)
    if (i == 0 || compare_spots (&g_array_index (sorted, Spot, i), &g_array_index (sorted, Spot, i - 1)) != 0)
      g_array_index (sorted, Spot, distinct++) = g_array_index (sorted, Spot, i);
  g_array_set_size (sorted, distinct);
  g_array_set_size (self->cells, 0);
  for (guint start = 0; start < 7; start++)
    for (guint i = start; i < distinct; i += 7)
      g_array_append_val (self->cells, g_array_index (sorted, Spot, i));
}

static gboolean
fits (const KithPacker *self, int column, int row)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Spot *cell = &g_array_index (self->cells, Spot, i);
      int at_column = column + cell->column - self->left, at_row = row + cell->row - self->top;

      if (at_column >= 0 && at_row >= 0 && at_column < self->columns && at_row < self->rows
          && self->count[(gsize) at_row * self->columns + at_column] != 0)
        return FALSE;
    }
  return TRUE;
}

/* Makes the grid hold the shape at a spot, with its gap around. */
static void
make_room (KithPacker *self, int column, int row)
{
  int left = self->left, top = self->top, right = self->left + self->columns, bottom = self->top + self->rows;
  guint16 *count;
  int columns, rows;

  if (self->count == NULL)
    {
      left = right = column;
      top = bottom = row;
    }
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Spot *cell = &g_array_index (self->cells, Spot, i);

      left = MIN (left, column + cell->column - self->reach);
      right = MAX (right, column + cell->column + self->reach + 1);
      top = MIN (top, row + cell->row - self->reach);
      bottom = MAX (bottom, row + cell->row + self->reach + 1);
    }
  if (self->count != NULL && left == self->left && top == self->top && right == self->left + self->columns
      && bottom == self->top + self->rows)
    return;
  columns = right - left;
  rows = bottom - top;
  count = g_new0 (guint16, (gsize) columns * rows);
  for (int r = 0; r < self->rows; r++)
    memcpy (count + (gsize) (r + self->top - top) * columns + (self->left - left),
            self->count + (gsize) r * self->columns, self->columns * sizeof *count);
  g_free (self->count);
  self->count = count;
  self->left = left;
  self->top = top;
  self->columns = columns;
  self->rows = rows;
}

static void
stamp (KithPacker *self, int column, int row, int by)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Spot *cell = &g_array_index (self->cells, Spot, i);

      for (guint d = 0; d < self->disc->len; d++)
        {
          const Spot *spot = &g_array_index (self->disc, Spot, d);

          self->count[(gsize) (row + cell->row + spot->row - self->top) * self->columns
                      + (column + cell->column + spot->column - self->left)]
              += by;
        }
    }
}

/* From a spot that fits, step by step to those beside it that fit too and are nearer to the wished one. */
static void
go_nearer (const KithPacker *self, int wish_column, int wish_row, int *column, int *row)
{
  gboolean found = TRUE;

  while (found)
    {
      int from_column = *column, from_row = *row;
      double best = hypot (from_column - (double) wish_column, (from_row - (double) wish_row) * self->flatness) - 1e-9;

      found = FALSE;
      for (int r = from_row - 1; r <= from_row + 1; r++)
        for (int c = from_column - 1; c <= from_column + 1; c++)
          {
            double distance = hypot (c - (double) wish_column, (r - (double) wish_row) * self->flatness);

            if (distance >= best || !fits (self, c, r))
              continue;
            best = distance;
            *column = c;
            *row = r;
            found = TRUE;
          }
    }
}

void
kith_packer_put (KithPacker *self, guint n, const float *x, const float *y, double wish_x, double wish_y,
                 double *shift_x, double *shift_y)
{
  const GArray *spots = all_spots ();
  int wish_column = (int) floor (CLAMP (wish_x / self->cell + .5, -1e4, 1e4));
  int wish_row = (int) floor (CLAMP (wish_y / self->cell + .5, -1e4, 1e4));
  int column = wish_column, row = wish_row;
  gboolean found = FALSE;

  find_cells (self, n, x, y);
  for (int stride = STRIDE; !found; stride *= 2)
    {
      for (guint i = 0; i < spots->len && !found; i++)
        {
          const Spot *spot = &g_array_index (spots, Spot, i);

          column = wish_column + spot->column * stride;
          row = wish_row + (int) floor (spot->row * stride / self->flatness + .5);
          found = fits (self, column, row);
        }
    }
  go_nearer (self, wish_column, wish_row, &column, &row);
  make_room (self, column, row);
  stamp (self, column, row, 1);
  /* what fits where it is wished stays there to a hair */
  *shift_x = column == wish_column ? CLAMP (wish_x, -1e4 * self->cell, 1e4 * self->cell) : column * self->cell;
  *shift_y = row == wish_row ? CLAMP (wish_y, -1e4 * self->cell, 1e4 * self->cell) : row * self->cell;
}

void
kith_packer_take (KithPacker *self, guint n, const float *x, const float *y, double shift_x, double shift_y)
{
  find_cells (self, n, x, y);
  stamp (self, (int) floor (shift_x / self->cell + .5), (int) floor (shift_y / self->cell + .5), -1);
}
