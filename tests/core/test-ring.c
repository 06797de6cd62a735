/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The ring of one person's contacts: everything is counted again in the slowest way. */

#include "kith-scene.h"

#include <math.h>

typedef struct
{
  guint n, center;
  guint16 *community;
  double *strength;
  float *x, *y;
  KithRing *ring;
} Case;

static void
case_init (Case *self, guint n, guint n_communities, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  self->n = n;
  self->center = n / 3;
  self->community = g_new (guint16, n);
  self->strength = g_new (double, n);
  self->x = g_new (float, n);
  self->y = g_new (float, n);
  for (guint i = 0; i < n; i++)
    {
      /* A few large communities and many small ones. */
      double part = pow (g_rand_double (rand), 2.5);
      guint c = (guint) (part * (n_communities + 1));

      self->community[i] = c >= n_communities ? KITH_SCENE_NO_COMMUNITY : (guint16) (c * 3);
      self->strength[i] = 0.1 + g_rand_int_range (rand, 0, 12);
    }
  self->ring = kith_ring_new (n, self->center, self->community, self->strength, self->x, self->y);
}

static void
case_clear (Case *self)
{
  kith_ring_free (self->ring);
  g_free (self->community);
  g_free (self->strength);
  g_free (self->x);
  g_free (self->y);
}

static double
distance_of (const Case *self, guint i)
{
  return hypot (self->x[i], self->y[i]);
}

/* Whether a direction lies between two angles that grow from one to the other. */
static gboolean
is_within (const KithRingArc *arc, double angle)
{
  while (angle < arc->from)
    angle += 2 * G_PI;
  while (angle > arc->from + 2 * G_PI)
    angle -= 2 * G_PI;
  return angle <= arc->to + 1e-4;
}

static void
check_places (const Case *self)
{
  g_assert_cmpfloat (distance_of (self, self->center), ==, 0);
  for (guint i = 0; i < self->n; i++)
    {
      const KithRingArc *arc = kith_ring_find_arc (self->ring, self->community[i]);

      if (i == self->center)
        continue;
      g_assert_nonnull (arc);
      g_assert_true (is_within (arc, atan2 (self->y[i], self->x[i])));
      g_assert_cmpfloat (distance_of (self, i), <, self->ring->outer - 0.5);
      g_assert_cmpfloat (distance_of (self, i), >, 3);
      for (guint j = 0; j < i; j++)
        {
          g_assert_cmpfloat (hypot (self->x[i] - self->x[j], self->y[i] - self->y[j]), >, 1);
          /* In one arc nobody stands nearer than somebody who is closer. */
          if (j != self->center && self->community[i] == self->community[j] && self->strength[i] > self->strength[j])
            g_assert_cmpfloat (distance_of (self, i), <=, distance_of (self, j) + 1e-4);
        }
    }
}

static void
check_arcs (const Case *self)
{
  const KithRing *ring = self->ring;
  double whole = 0;
  guint people = 0;

  for (guint k = 0; k < ring->n_arcs; k++)
    {
      const KithRingArc *arc = &ring->arcs[k];
      guint its = 0;

      for (guint i = 0; i < self->n; i++)
        its += i != self->center && self->community[i] == arc->community;
      g_assert_cmpuint (its, ==, arc->people);
      g_assert_cmpuint (its, >, 0);
      people += its;
      g_assert_cmpfloat (arc->to, >, arc->from);
      if (k > 0)
        g_assert_cmpfloat (arc->from, >, ring->arcs[k - 1].to);
      /* Its own community first, then by size. */
      if (arc->community == self->community[self->center] && arc->community != KITH_SCENE_NO_COMMUNITY)
        g_assert_cmpuint (k, ==, 0);
      if (k > 1)
        g_assert_cmpuint (arc->people, <=, ring->arcs[k - 1].people);
      whole += arc->to - arc->from;
    }
  g_assert_cmpuint (people, ==, self->n - 1);
  g_assert_cmpfloat (whole, <, 2 * G_PI);
  if (ring->n_arcs > 0)
    g_assert_cmpfloat_with_epsilon (ring->arcs[0].from + ring->arcs[0].to, -G_PI, 1e-4);
}

static void
check_spokes (const Case *self)
{
  const KithRing *ring = self->ring;
  g_autofree guint8 *seen = g_new0 (guint8, self->n);
  double weakest = G_MAXDOUBLE, strongest = 0;

  g_assert_cmpuint (ring->n_spokes, ==, MIN (self->n - 1, KITH_RING_MOST_SPOKES));
  for (guint i = 0; i < self->n; i++)
    if (i != self->center)
      strongest = MAX (strongest, self->strength[i]);
  for (guint k = 0; k < ring->n_spokes; k++)
    {
      g_assert_cmpuint (ring->spoke[k], !=, self->center);
      g_assert_false (seen[ring->spoke[k]]++);
      g_assert_cmpfloat_with_epsilon (ring->strength[k], self->strength[ring->spoke[k]] / strongest, 1e-6);
      weakest = MIN (weakest, self->strength[ring->spoke[k]]);
    }
  for (guint i = 0; i < self->n; i++)
    if (!seen[i] && i != self->center)
      g_assert_cmpfloat (self->strength[i], <=, weakest);
}

static void
test_any (void)
{
  static const guint sizes[] = { 1, 2, 3, 4, 12, 49, 50, 51, 230, 1200 };
  static const guint communities[] = { 1, 3, 9, 60 };

  for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
    for (guint j = 0; j < G_N_ELEMENTS (communities); j++)
      {
        Case self;

        case_init (&self, sizes[k], communities[j], 7 + 10 * k + j);
        check_places (&self);
        check_arcs (&self);
        check_spokes (&self);
        case_clear (&self);
      }
}

/* Thousands of contacts still make one round picture: nothing is far out. */
static void
test_thousands (void)
{
  Case self;

  case_init (&self, 5001, 40, 3);
  check_arcs (&self);
  check_spokes (&self);
  for (guint i = 0; i < self.n; i++)
    g_assert_cmpfloat (distance_of (&self, i), <, 80);
  case_clear (&self);
}

/* In a scene the arcs are within its bounds and the names outside of the arcs' middle; a copy in other colors has the same ring. */
static void
test_scene (void)
{
  Case self;
  float radius[30], importance[30];
  guint8 shape[30] = { 0 };
  const char *names[31] = { NULL };
  KithSceneCommunity communities[9] = { 0 };
  guint32 colors[9] = { 0 };

  case_init (&self, 30, 3, 11);
  for (guint i = 0; i < 30; i++)
    {
      radius[i] = 0.5f;
      importance[i] = 1;
      names[i] = "Nea Nord";
    }
  for (guint c = 0; c < 9; c++)
    communities[c].name = (char *) "Harbour Choir";
  KithScene *scene = kith_scene_new (30, self.x, self.y, radius, self.community, shape, importance, names, 0, NULL,
                                     NULL, 9, communities);
  float outer = self.ring->outer;
  guint n_arcs = self.ring->n_arcs;
  kith_scene_take_ring (scene, self.ring);
  g_assert_cmpfloat (scene->left, <, -outer);
  g_assert_cmpfloat (scene->right, >, outer);
  g_assert_cmpfloat (scene->top, <, -outer);
  g_assert_cmpfloat (scene->bottom, >, outer);
  for (guint k = 0; k < n_arcs; k++)
    if (scene->ring->arcs[k].community != KITH_SCENE_NO_COMMUNITY)
      {
        const KithSceneCommunity *its = &scene->communities[scene->ring->arcs[k].community];

        g_assert_cmpfloat_with_epsilon (hypotf (its->x, its->y), outer, 1e-3);
      }

  g_autoptr (KithScene) other = kith_scene_new_recolored (scene, colors);
  kith_scene_unref (scene);
  g_assert_cmpuint (other->ring->n_arcs, ==, n_arcs);
  self.ring = kith_ring_new (1, 0, self.community, self.strength, self.x, self.y);
  case_clear (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ring/any", test_any);
  g_test_add_func ("/ring/thousands", test_thousands);
  g_test_add_func ("/ring/scene", test_scene);
  return g_test_run ();
}
