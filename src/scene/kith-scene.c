/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The scene's arrays and community circles. Everything is built in kith_scene_new and never changed after. */

#include "kith-scene-private.h"

#include <string.h>

#define NAMES_BESIDE 1.2f /* times the radius of a ring */
#define NAMES_ABOVE 1.6f  /* map units */

static int
compare_by_key (gconstpointer a, gconstpointer b, gpointer data)
{
  const float *key = data;
  guint i = *(const guint *) a;
  guint j = *(const guint *) b;

  if (key[i] != key[j])
    return key[i] > key[j] ? -1 : 1;
  return i < j ? -1 : i > j;
}

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a;
  float y = *(const float *) b;

  return (x > y) - (x < y);
}

/* The circle of a community: around the middle of its people by median, so that a few strays do not drag it away, as large as holds
 * nine of ten. */
static void
fill_circles (KithScene *self)
{
  g_autofree guint *start = g_new0 (guint, self->n_communities + 2);
  g_autofree guint *people = g_new (guint, MAX (self->n_drawn, 1));
  g_autofree float *value = NULL;
  guint most = 0;

  for (guint i = 0; i < self->n; i++)
    if (self->community[i] != KITH_SCENE_NO_COMMUNITY)
      self->communities[self->community[i]].people++;
  for (guint k = 0; k < self->n_drawn; k++)
    if (self->community[self->order[k]] != KITH_SCENE_NO_COMMUNITY)
      start[self->community[self->order[k]] + 2]++;
  for (guint c = 0; c < self->n_communities; c++)
    {
      most = MAX (most, start[c + 2]);
      start[c + 2] += start[c + 1];
    }
  for (guint k = 0; k < self->n_drawn; k++)
    {
      guint16 c = self->community[self->order[k]];

      if (c != KITH_SCENE_NO_COMMUNITY)
        people[start[c + 1]++] = self->order[k];
    }

  value = g_new (float, MAX (most, 1));
  for (guint c = 0; c < self->n_communities; c++)
    {
      KithSceneCommunity *circle = &self->communities[c];
      const guint *its = people + start[c];
      guint count = start[c + 1] - start[c];

      if (count == 0)
        {
          circle->x = circle->y = NAN;
          circle->radius = 0;
          continue;
        }
      for (guint k = 0; k < count; k++)
        value[k] = self->x[its[k]];
      qsort (value, count, sizeof (float), compare_floats);
      circle->x = (value[(count - 1) / 2] + value[count / 2]) / 2;
      for (guint k = 0; k < count; k++)
        value[k] = self->y[its[k]];
      qsort (value, count, sizeof (float), compare_floats);
      circle->y = (value[(count - 1) / 2] + value[count / 2]) / 2;
      for (guint k = 0; k < count; k++)
        value[k] = hypotf (self->x[its[k]] - circle->x, self->y[its[k]] - circle->y) + self->radius[its[k]];
      qsort (value, count, sizeof (float), compare_floats);
      circle->radius = value[(guint) ceil ((count - 1) * 0.9)];
    }
}

/* SplitMix64 (Steele, Lea, Flood 2014) with a fixed seed: the same network always draws the same sample of ties. */
static guint64
next_random (guint64 *state)
{
  guint64 z = *state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static void
swap_ties (KithScene *self, guint one, guint other)
{
  guint a = self->a[one], b = self->b[one];

  self->a[one] = self->a[other];
  self->b[one] = self->b[other];
  self->a[other] = a;
  self->b[other] = b;
}

/* Where not all ties are drawn, those of ambassadors are, unless they are many. Elsewhere the order stays, so that a new ambassador leaves the ties as
 * they are drawn. */
static void
put_ambassadors_first (KithScene *self)
{
  if (self->n_ties <= KITH_SCENE_LEAST_TIES)
    return;
  for (guint t = 0; t < self->n_ties && self->n_foremost < KITH_SCENE_LEAST_TIES / 4; t++)
    if (self->shape[self->a[t]] == KITH_SHAPE_STAR || self->shape[self->b[t]] == KITH_SHAPE_STAR)
      swap_ties (self, t, self->n_foremost++);
}

static void
take_ties (KithScene *self, guint n_ties, const guint *a, const guint *b)
{
  guint64 state = 1;
  double length = 0;

  self->a = g_new (guint, MAX (n_ties, 1));
  self->b = g_new (guint, MAX (n_ties, 1));
  for (guint t = 0; t < n_ties; t++)
    {
      g_assert (a[t] < self->n && b[t] < self->n);
      if (isnan (self->x[a[t]]) || isnan (self->x[b[t]]))
        continue;
      length += hypot (self->x[a[t]] - self->x[b[t]], self->y[a[t]] - self->y[b[t]]);
      self->a[self->n_ties] = a[t];
      self->b[self->n_ties++] = b[t];
    }
  self->tie_length = self->n_ties > 0 ? length / self->n_ties : 0;
  for (guint t = self->n_ties; t > 1; t--)
    swap_ties (self, t - 1, (guint) (((next_random (&state) >> 32) * t) >> 32));
  put_ambassadors_first (self);

  self->tie_box = g_new (float, MAX (4 * (gsize) self->n_ties, 1));
  for (guint t = 0; t < self->n_ties; t++)
    {
      float *box = self->tie_box + 4 * (gsize) t;

      box[0] = MIN (self->x[self->a[t]], self->x[self->b[t]]);
      box[1] = MIN (self->y[self->a[t]], self->y[self->b[t]]);
      box[2] = MAX (self->x[self->a[t]], self->x[self->b[t]]);
      box[3] = MAX (self->y[self->a[t]], self->y[self->b[t]]);
    }
}

static int
compare_bands (gconstpointer a, gconstpointer b)
{
  const KithSceneBand *one = a;
  const KithSceneBand *other = b;

  if (one->ties != other->ties)
    return one->ties > other->ties ? -1 : 1;
  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return (one->to > other->to) - (one->to < other->to);
}

static void
find_bands (KithScene *self)
{
  g_autoptr (GHashTable) ties = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_autoptr (GArray) bands = g_array_new (FALSE, FALSE, sizeof (KithSceneBand));
  GHashTableIter iter;
  gpointer key, count;

  for (guint t = 0; t < self->n_ties; t++)
    {
      guint a = self->community[self->a[t]];
      guint b = self->community[self->b[t]];

      if (a == b || a == KITH_SCENE_NO_COMMUNITY || b == KITH_SCENE_NO_COMMUNITY)
        continue;
      key = GUINT_TO_POINTER (MIN (a, b) << 16 | MAX (a, b));
      count = g_hash_table_lookup (ties, key);
      g_hash_table_insert (ties, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
    }
  g_hash_table_iter_init (&iter, ties);
  while (g_hash_table_iter_next (&iter, &key, &count))
    {
      KithSceneBand band = { GPOINTER_TO_UINT (key) >> 16, GPOINTER_TO_UINT (key) & 0xffff, GPOINTER_TO_UINT (count) };

      g_array_append_val (bands, band);
    }
  g_array_sort (bands, compare_bands);
  self->n_bands = MIN (bands->len, KITH_SCENE_MOST_BANDS);
  self->bands = g_memdup2 (bands->data, self->n_bands * sizeof (KithSceneBand));
}

/* Of everything that ties are drawn from but the colors; 64 bits, taken word by word (the constants are SplitMix64's). */
static guint64
stamp (guint64 so_far, gconstpointer data, gsize size)
{
  const guint8 *bytes = data;

  for (gsize at = 0; at < size; at += 8)
    {
      guint64 word = 0;

      memcpy (&word, bytes + at, MIN (size - at, 8));
      so_far = (so_far ^ word) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
      so_far ^= so_far >> 31;
    }
  return (so_far ^ size) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
}

static guint64
stamp_ties (const KithScene *self)
{
  guint64 so_far = stamp (1, self->x, self->n * sizeof (float));

  so_far = stamp (so_far, self->y, self->n * sizeof (float));
  so_far = stamp (so_far, self->community, self->n * sizeof (guint16));
  so_far = stamp (so_far, self->a, self->n_ties * sizeof (guint));
  return stamp (so_far, self->b, self->n_ties * sizeof (guint));
}

KithScene *
kith_scene_new (guint n, const float *x, const float *y, const float *radius, const guint16 *community,
                const guint8 *shape, const float *importance, const char *const *name, guint n_ties, const guint *a,
                const guint *b, guint n_communities, const KithSceneCommunity *communities)
{
  KithScene *self = g_new0 (KithScene, 1);

  g_assert (n_communities < KITH_SCENE_NO_COMMUNITY);

  g_atomic_ref_count_init (&self->ref_count);
  self->n = n;
  self->x = g_memdup2 (x, n * sizeof (float));
  self->y = g_memdup2 (y, n * sizeof (float));
  self->radius = g_memdup2 (radius, n * sizeof (float));
  self->community = g_memdup2 (community, n * sizeof (guint16));
  self->shape = g_memdup2 (shape, n * sizeof (guint8));
  self->importance = g_memdup2 (importance, n * sizeof (float));
  self->name = g_new0 (char *, (gsize) n + 1);
  self->order = g_new (guint, MAX (n, 1));
  self->by_importance = g_new (guint, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      g_assert (community[i] == KITH_SCENE_NO_COMMUNITY || community[i] < n_communities);
      self->name[i] = g_utf8_make_valid (name[i], -1);
      if (!isfinite (x[i]) || !isfinite (y[i]))
        {
          self->x[i] = self->y[i] = NAN;
          continue;
        }
      if (!(radius[i] >= 0))
        self->radius[i] = 0;
      if (self->n_drawn == 0)
        {
          self->left = self->right = x[i];
          self->top = self->bottom = y[i];
        }
      self->left = MIN (self->left, x[i] - self->radius[i]);
      self->right = MAX (self->right, x[i] + self->radius[i]);
      self->top = MIN (self->top, y[i] - self->radius[i]);
      self->bottom = MAX (self->bottom, y[i] + self->radius[i]);
      self->largest = MAX (self->largest, self->radius[i]);
      self->order[self->n_drawn++] = i;
      if (importance[i] > 0 && name[i][0] != '\0')
        self->by_importance[self->n_named++] = i;
    }
  g_sort_array (self->order, self->n_drawn, sizeof (guint), compare_by_key, self->radius);
  g_sort_array (self->by_importance, self->n_named, sizeof (guint), compare_by_key, self->importance);

  take_ties (self, n_ties, a, b);

  self->n_communities = n_communities;
  self->communities = g_new0 (KithSceneCommunity, MAX (n_communities, 1));
  for (guint c = 0; c < n_communities; c++)
    {
      self->communities[c].name = g_utf8_make_valid (communities[c].name != NULL ? communities[c].name : "", -1);
      self->communities[c].color = communities[c].color & 0xffffff;
    }
  fill_circles (self);
  self->grid = kith_scene_grid_new (self);
  find_bands (self);
  self->ties_stamp = stamp_ties (self);
  return self;
}

void
kith_scene_take_ring (KithScene *self, KithRing *ring)
{
  float across = ring->outer * NAMES_BESIDE;
  float down = ring->outer + NAMES_ABOVE;

  g_assert (self->ring == NULL && ring->center < self->n);

  self->ring = ring;
  self->left = MIN (self->left, -across);
  self->right = MAX (self->right, across);
  self->top = MIN (self->top, -down);
  self->bottom = MAX (self->bottom, down);
  if (self->community[ring->center] != KITH_SCENE_NO_COMMUNITY)
    self->communities[self->community[ring->center]].people--;
  for (guint c = 0; c < self->n_communities; c++)
    {
      const KithRingArc *arc = kith_ring_find_arc (ring, (guint16) c);

      self->communities[c].radius = 0;
      if (arc == NULL)
        continue;
      self->communities[c].x = ring->outer * cosf ((arc->from + arc->to) / 2);
      self->communities[c].y = ring->outer * sinf ((arc->from + arc->to) / 2);
    }
}

void
kith_scene_take_squares (KithScene *self, KithSquares *squares)
{
  g_assert (self->squares == NULL && self->base == NULL);

  self->squares = squares;
  kith_squares_place (squares, self);
}

KithScene *
kith_scene_ref (KithScene *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
kith_scene_unref (KithScene *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint c = 0; c < self->n_communities; c++)
    g_free (self->communities[c].name);
  g_free (self->communities);
  if (self->base != NULL)
    {
      kith_scene_free_like (self);
      g_free (self);
      return;
    }
  g_free (self->x);
  g_free (self->y);
  g_free (self->radius);
  g_free (self->community);
  g_free (self->shape);
  g_free (self->importance);
  g_strfreev (self->name);
  g_free (self->order);
  g_free (self->by_importance);
  g_free (self->a);
  g_free (self->b);
  g_free (self->tie_box);
  g_free (self->bands);
  g_clear_pointer (&self->ring, kith_ring_free);
  g_clear_pointer (&self->squares, kith_squares_free);
  kith_scene_grid_free (self->grid);
  g_free (self);
}

void
kith_scene_find_ties (const KithScene *self, const guint *people, guint n, GArray *ties)
{
  g_autofree guint8 *is_one = g_new0 (guint8, MAX (self->n, 1));

  g_array_set_size (ties, 0);
  if (n == 0)
    return;
  for (guint k = 0; k < n; k++)
    if (people[k] < self->n)
      is_one[people[k]] = 1;
  /* Ties are shuffled, but for the foremost, which come last here: of too many a fair sample is drawn out. */
  for (guint k = 0; k < self->n_ties && ties->len < KITH_SCENE_MOST_DRAWN_OUT; k++)
    {
      guint t = (self->n_foremost + k) % self->n_ties;
      guint a = self->a[t];
      guint b = self->b[t];
      KithSceneTie tie = { is_one[a] ? a : b, is_one[a] ? b : a };

      if (is_one[a] || is_one[b])
        g_array_append_val (ties, tie);
    }
  /* Those of a ring's middle stand out as they are. */
  for (guint k = 0; self->ring != NULL && k < self->ring->n_spokes; k++)
    {
      KithSceneTie tie = { self->ring->spoke[k], self->ring->center };

      if (is_one[tie.from])
        g_array_append_val (ties, tie);
    }
}

void
kith_scene_radii (guint n, const double *values, float smallest, float largest, float *radius)
{
  double most = 0;
  double base = (double) smallest * smallest;
  double span = (double) largest * largest - base;

  for (guint i = 0; i < n; i++)
    if (isfinite (values[i]))
      most = MAX (most, values[i]);
  for (guint i = 0; i < n; i++)
    {
      double value = isfinite (values[i]) ? MAX (values[i], 0) : 0;

      radius[i] = (float) sqrt (base + (most > 0 ? span * value / most : 0));
    }
}
