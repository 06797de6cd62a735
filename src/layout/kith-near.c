/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The tree is the array of people itself: the middle of a range is its root, what is left of it has the smaller coordinate along
 * the range's longer side. Ranges of a few people are looked through. */

#include "kith-near.h"

#include <math.h>
#include <stdlib.h>

#define BUCKET 8

struct _KithNear
{
  const float *x, *y;
  guint n;
  guint *order;
  guint8 *along_y; /* for the root of each range: which coordinate it parts */
};

typedef struct
{
  const KithNear *tree;
  float x, y;
  guint but;
  guint k, have;
  guint *person; /* a heap with the farthest first */
  float *square;
} Search;

static float
coordinate (const KithNear *self, guint at, gboolean along_y)
{
  return along_y ? self->y[self->order[at]] : self->x[self->order[at]];
}

static void
swap (KithNear *self, guint a, guint b)
{
  guint keep = self->order[a];

  self->order[a] = self->order[b];
  self->order[b] = keep;
}

/* Brings the person with the middle coordinate to the middle of [from, to) (Hoare's quickselect). */
static void
part (KithNear *self, guint from, guint to, gboolean along_y)
{
  guint middle = from + (to - from) / 2;
  guint low = from, high = to - 1;

  while (low < high)
    {
      float pivot = coordinate (self, low + (high - low) / 2, along_y);
      guint i = low, j = high;

      while (i <= j)
        {
          while (coordinate (self, i, along_y) < pivot)
            i++;
          while (coordinate (self, j, along_y) > pivot)
            j--;
          if (i <= j)
            {
              swap (self, i, j);
              i++;
              if (j == 0)
                break;
              j--;
            }
        }
      if (middle <= j)
        high = j;
      else if (middle >= i)
        low = i;
      else
        return;
    }
}

static void
build (KithNear *self, guint from, guint to)
{
  while (to - from > BUCKET)
    {
      float left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
      guint middle = from + (to - from) / 2;
      gboolean along_y;

      for (guint i = from; i < to; i++)
        {
          left = fminf (left, self->x[self->order[i]]);
          right = fmaxf (right, self->x[self->order[i]]);
          top = fminf (top, self->y[self->order[i]]);
          bottom = fmaxf (bottom, self->y[self->order[i]]);
        }
      along_y = bottom - top > right - left;
      part (self, from, to, along_y);
      self->along_y[middle] = along_y;
      build (self, from, middle);
      from = middle + 1;
    }
}

KithNear *
kith_near_new (guint n, const float *x, const float *y)
{
  KithNear *self = g_new0 (KithNear, 1);

  self->x = x;
  self->y = y;
  self->order = g_new (guint, MAX (n, 1));
  self->along_y = g_new0 (guint8, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    if (isfinite (x[i]) && isfinite (y[i]))
      self->order[self->n++] = i;
  build (self, 0, self->n);
  return self;
}

void
kith_near_free (KithNear *self)
{
  if (self == NULL)
    return;
  g_free (self->order);
  g_free (self->along_y);
  g_free (self);
}

/* TRUE where a stands behind b in the answer */
static gboolean
is_farther (const Search *search, guint a, guint b)
{
  return search->square[a] != search->square[b] ? search->square[a] > search->square[b]
                                                : search->person[a] > search->person[b];
}

static void
exchange (Search *search, guint a, guint b)
{
  guint person = search->person[a];
  float square = search->square[a];

  search->person[a] = search->person[b];
  search->square[a] = search->square[b];
  search->person[b] = person;
  search->square[b] = square;
}

static void
sink (Search *search, guint at, guint end)
{
  for (guint child; (child = 2 * at + 1) < end; at = child)
    {
      if (child + 1 < end && is_farther (search, child + 1, child))
        child++;
      if (!is_farther (search, child, at))
        return;
      exchange (search, child, at);
    }
}

static void
look_at (Search *search, guint person)
{
  float dx = search->tree->x[person] - search->x, dy = search->tree->y[person] - search->y;
  float square = dx * dx + dy * dy;

  if (person == search->but)
    return;
  if (search->have < search->k)
    {
      guint at = search->have++;

      search->person[at] = person;
      search->square[at] = square;
      for (; at > 0 && is_farther (search, at, (at - 1) / 2); at = (at - 1) / 2)
        exchange (search, at, (at - 1) / 2);
    }
  else if (square < search->square[0] || (square == search->square[0] && person < search->person[0]))
    {
      search->person[0] = person;
      search->square[0] = square;
      sink (search, 0, search->have);
    }
}

static void
look_into (Search *search, guint from, guint to)
{
  const KithNear *tree = search->tree;

  while (to - from > BUCKET)
    {
      guint middle = from + (to - from) / 2, root = tree->order[middle];
      float apart = tree->along_y[middle] ? search->y - tree->y[root] : search->x - tree->x[root];

      look_at (search, root);
      if (apart < 0)
        {
          look_into (search, from, middle);
          from = middle + 1;
        }
      else
        {
          look_into (search, middle + 1, to);
          to = middle;
        }
      if (search->have == search->k && apart * apart > search->square[0])
        return;
    }
  for (guint i = from; i < to; i++)
    look_at (search, tree->order[i]);
}

guint
kith_near_find (const KithNear *self, float x, float y, guint but, guint k, guint *person, float *distance)
{
  float small[64];
  g_autofree float *large = NULL;
  Search search = { self, x, y, but, k, 0, person, distance };

  if (distance == NULL)
    search.square = k <= G_N_ELEMENTS (small) ? small : (large = g_new (float, k));
  if (k == 0)
    return 0;
  look_into (&search, 0, self->n);
  /* heapsort: the farthest to the end */
  for (guint end = search.have; end > 1; end--)
    {
      exchange (&search, 0, end - 1);
      sink (&search, 0, end - 1);
    }
  if (distance != NULL)
    for (guint i = 0; i < search.have; i++)
      distance[i] = sqrtf (distance[i]);
  return search.have;
}

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

double
kith_near_usual_distance (guint n, const float *x, const float *y)
{
  g_autoptr (KithNear) near = kith_near_new (n, x, y);
  g_autofree float *nearest = g_new (float, MAX (n, 1));
  guint count = 0, person;

  for (guint i = 0; i < n; i++)
    if (isfinite (x[i]) && isfinite (y[i]) && kith_near_find (near, x[i], y[i], i, 1, &person, &nearest[count]) == 1)
      count++;
  if (count == 0)
    return 0;
  qsort (nearest, count, sizeof *nearest, compare_floats);
  return nearest[count / 2];
}
