/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A planted network placed by a formula: communities of falling size in a spiral, their people in sunflower order, ties
 * mostly inside. For tests and benchmarks of what draws; nothing of it is random between runs. */

#pragma once

#include "kith-scene.h"

static inline KithScene *
planted_scene (guint n, guint n_communities, guint ties_per_person, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree guint *start = g_new0 (guint, n_communities + 1);
  g_autofree float *x = g_new (float, n);
  g_autofree float *y = g_new (float, n);
  g_autofree float *radius = g_new (float, n);
  g_autofree float *importance = g_new (float, n);
  g_autofree double *value = g_new (double, n);
  g_autofree guint16 *community = g_new (guint16, n);
  g_autofree guint8 *shape = g_new0 (guint8, n);
  g_auto (GStrv) name = g_new0 (char *, n + 1);
  guint n_ties = n * ties_per_person;
  g_autofree guint *a = g_new (guint, n_ties);
  g_autofree guint *b = g_new (guint, n_ties);
  g_autofree KithSceneCommunity *communities = g_new0 (KithSceneCommunity, n_communities);
  static const char *const names[]
      = { "Harbour Choir", "Northside",   "Youth Club", "Allotments", "Book Circle",    "Cycling",
          "Parents",       "Repair Café", "Food Bank",  "Students",   "Sunday Walkers", "Theatre" };
  static const char *const first[]
      = { "Nea", "Anton", "Maria", "Li", "Fatima", "Jonas", "Ivy", "Amara", "Pelle", "Zoë" };
  static const char *const last[] = { "Nord", "González", "Okafor", "Berg", "Wei", "Haddad", "Lindqvist", "Smith" };
  double weight = 0, so_far = 0, angle = 0, out = 0;
  KithScene *scene;

  for (guint c = 0; c < n_communities; c++)
    weight += 1.0 / (c + 2);
  for (guint c = 0; c < n_communities; c++)
    {
      so_far += 1.0 / (c + 2);
      start[c + 1] = c + 1 == n_communities ? n : (guint) (n * so_far / weight);
    }
  for (guint c = 0; c < n_communities; c++)
    {
      double reach = sqrt ((start[c + 1] - start[c]) / G_PI) * 1.1 + 1;
      double cx, cy;

      if (c > 0)
        {
          out = MAX (out, sqrt (n / G_PI) * 0.62) + reach * 0.22;
          angle += 2 * asin (CLAMP (reach * 1.05 / out, 0, 1));
        }
      cx = out * cos (angle);
      cy = out * sin (angle);
      if (c > 0)
        angle += asin (CLAMP (reach * 0.5 / out, 0, 1));
      communities[c].name = (char *) names[c % G_N_ELEMENTS (names)];
      communities[c].color = kith_palette_color (c * 5, FALSE);
      for (guint i = start[c]; i < start[c + 1]; i++)
        {
          double r = sqrt ((i - start[c] + 0.5) / G_PI);
          double turn = 2.399963 * (i - start[c]);

          x[i] = cx + r * cos (turn);
          y[i] = cy + r * sin (turn);
          community[i] = c;
          value[i] = 1 / pow (g_rand_double_range (rand, 0.0005, 1), 0.7);
          name[i]
              = g_strdup_printf ("%s %s", first[g_rand_int_range (rand, 0, 10)], last[g_rand_int_range (rand, 0, 8)]);
          importance[i] = value[i];
          if (n > 37 && i % 37 == 5)
            shape[i] = KITH_SHAPE_RING;
          if (n > 101 && i % 101 == 50)
            shape[i] = KITH_SHAPE_DIAMOND;
          if (n > 53 && i % 53 == 11)
            shape[i] = KITH_SHAPE_STAR;
        }
    }
  for (guint t = 0; t < n_ties; t++)
    {
      guint i = t / ties_per_person;
      guint c = community[i];

      a[t] = i;
      b[t] = g_rand_int_range (rand, 0, 5) > 0 ? (guint) g_rand_int_range (rand, start[c], start[c + 1])
                                               : (guint) g_rand_int_range (rand, 0, n);
    }
  kith_scene_radii (n, value, 0.25, 1.0, radius);
  scene = kith_scene_new (n, x, y, radius, community, shape, importance, (const char *const *) name, n_ties, a, b,
                          n_communities, communities);
  return scene;
}
