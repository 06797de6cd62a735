/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-scene.h"

#include "scene-fixture.h"

#include <math.h>

typedef struct
{
  guint n, n_ties, n_communities;
  float *x, *y, *radius, *importance;
  guint16 *community;
  guint8 *shape;
  char **name;
  guint *a, *b;
  KithSceneCommunity *communities;
} Parts;

static Parts *
parts_new (guint n, guint n_ties, guint n_communities, guint32 seed)
{
  Parts *parts = g_new0 (Parts, 1);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  parts->n = n;
  parts->n_ties = n_ties;
  parts->n_communities = n_communities;
  parts->x = g_new (float, n);
  parts->y = g_new (float, n);
  parts->radius = g_new (float, n);
  parts->importance = g_new (float, n);
  parts->community = g_new (guint16, n);
  parts->shape = g_new0 (guint8, n);
  parts->name = g_new0 (char *, n + 1);
  parts->a = g_new (guint, n_ties);
  parts->b = g_new (guint, n_ties);
  parts->communities = g_new0 (KithSceneCommunity, n_communities);
  for (guint i = 0; i < n; i++)
    {
      gboolean lost = g_rand_int_range (rand, 0, 20) == 0;

      parts->x[i] = lost ? NAN : g_rand_double_range (rand, -50, 50);
      parts->y[i] = g_rand_double_range (rand, -20, 20);
      parts->radius[i] = g_rand_double_range (rand, 0.1, 1.5);
      parts->importance[i] = g_rand_int_range (rand, 0, 5);
      parts->community[i] = g_rand_int_range (rand, 0, 9) == 0 ? KITH_SCENE_NO_COMMUNITY : i % n_communities;
      parts->name[i] = g_strdup_printf ("Person %u", i);
    }
  for (guint t = 0; t < n_ties; t++)
    {
      parts->a[t] = g_rand_int_range (rand, 0, n);
      parts->b[t] = g_rand_int_range (rand, 0, n);
    }
  for (guint c = 0; c < n_communities; c++)
    {
      parts->communities[c].name = g_strdup_printf ("Community %u", c);
      parts->communities[c].color = kith_palette_color (c, FALSE);
    }
  return parts;
}

static void
parts_free (Parts *parts)
{
  g_free (parts->x);
  g_free (parts->y);
  g_free (parts->radius);
  g_free (parts->importance);
  g_free (parts->community);
  g_free (parts->shape);
  g_strfreev (parts->name);
  g_free (parts->a);
  g_free (parts->b);
  for (guint c = 0; c < parts->n_communities; c++)
    g_free (parts->communities[c].name);
  g_free (parts->communities);
  g_free (parts);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Parts, parts_free)

static KithScene *
scene_of (const Parts *parts)
{
  return kith_scene_new (parts->n, parts->x, parts->y, parts->radius, parts->community, parts->shape, parts->importance,
                         (const char *const *) parts->name, parts->n_ties, parts->a, parts->b, parts->n_communities,
                         parts->communities);
}

static void
test_arrays (void)
{
  g_autoptr (Parts) parts = parts_new (500, 2000, 7, 1);
  g_autoptr (KithScene) scene = scene_of (parts);
  g_autoptr (KithScene) again = scene_of (parts);
  guint ties = 0;
  guint drawn = 0;
  guint64 sum = 0;
  guint64 expected = 0;

  for (guint i = 0; i < parts->n; i++)
    {
      if (isnan (parts->x[i]))
        continue;
      drawn++;
      g_assert_cmpfloat (scene->left, <=, parts->x[i] - parts->radius[i]);
      g_assert_cmpfloat (scene->right, >=, parts->x[i] + parts->radius[i]);
      g_assert_cmpfloat (scene->top, <=, parts->y[i] - parts->radius[i]);
      g_assert_cmpfloat (scene->bottom, >=, parts->y[i] + parts->radius[i]);
    }
  g_assert_cmpuint (scene->n_drawn, ==, drawn);
  for (guint k = 1; k < drawn; k++)
    g_assert_cmpfloat (scene->radius[scene->order[k - 1]], >=, scene->radius[scene->order[k]]);
  for (guint k = 1; k < scene->n_named; k++)
    g_assert_cmpfloat (scene->importance[scene->by_importance[k - 1]], >=, scene->importance[scene->by_importance[k]]);

  /* The ties are those whose people both have a place, in another order, the same each time. */
  for (guint t = 0; t < parts->n_ties; t++)
    if (!isnan (parts->x[parts->a[t]]) && !isnan (parts->x[parts->b[t]]))
      {
        ties++;
        expected += parts->a[t] * 1000003u ^ parts->b[t];
      }
  g_assert_cmpuint (scene->n_ties, ==, ties);
  for (guint t = 0; t < scene->n_ties; t++)
    sum += scene->a[t] * 1000003u ^ scene->b[t];
  g_assert_cmpuint (sum, ==, expected);
  g_assert_cmpmem (scene->a, ties * sizeof (guint), again->a, ties * sizeof (guint));
  g_assert_cmpstr (scene->name[3], ==, "Person 3");
}

static void
test_circles (void)
{
  g_autoptr (Parts) parts = parts_new (900, 0, 7, 2);
  g_autoptr (KithScene) scene = scene_of (parts);

  for (guint c = 0; c < 7; c++)
    {
      const KithSceneCommunity *circle = &scene->communities[c];
      guint people = 0, drawn = 0, inside = 0;

      for (guint i = 0; i < parts->n; i++)
        {
          if (parts->community[i] != c)
            continue;
          people++;
          if (isnan (parts->x[i]))
            continue;
          drawn++;
          inside
              += hypot (parts->x[i] - circle->x, parts->y[i] - circle->y) + parts->radius[i] <= circle->radius + 1e-3;
        }
      g_assert_cmpuint (circle->people, ==, people);
      g_assert_cmpuint (inside * 10, >=, drawn * 9 - 9);
      g_assert_cmpuint (inside, <, drawn);
    }
}

/* The plain way: look at everybody. */
static int
pick_plainly (const KithScene *scene, double scale, double x, double y, double slack)
{
  double best_cost = G_MAXDOUBLE, best_middle = G_MAXDOUBLE;
  int best = -1;

  for (guint i = 0; i < scene->n; i++)
    {
      double middle = hypot (scene->x[i] - x, scene->y[i] - y);
      double pixels = kith_scene_dot_radius (scene->radius[i], scale);
      double edge = MAX (middle - pixels / scale, 0);
      double cost = edge + 2 * MAX (KITH_SCENE_DOT_TINY - pixels, 0) / scale;

      if (isnan (middle) || edge > slack)
        continue;
      if (cost < best_cost || (cost == best_cost && middle < best_middle))
        {
          best = i;
          best_cost = cost;
          best_middle = middle;
        }
    }
  return best;
}

static void
test_pick (void)
{
  static const double scales[] = { 0.5, 3, 15, 40, 200 };
  g_autoptr (Parts) parts = parts_new (700, 0, 5, 3);
  g_autoptr (KithScene) scene = scene_of (parts);
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  guint found = 0;

  for (guint k = 0; k < 20000; k++)
    {
      double x = g_rand_double_range (rand, -55, 55);
      double y = g_rand_double_range (rand, -25, 25);
      double slack = k % 3 == 0 ? 0 : g_rand_double_range (rand, 0, 3);
      double scale = scales[k % G_N_ELEMENTS (scales)];
      int person = kith_scene_pick (scene, scale, x, y, slack);

      g_assert_cmpint (person, ==, pick_plainly (scene, scale, x, y, slack));
      found += person >= 0;
    }
  g_assert_cmpuint (found, >, 5000);
  g_assert_cmpint (kith_scene_pick (scene, 1, 1e9, 0, 1), ==, -1);
  g_assert_cmpint (kith_scene_pick (scene, 1, NAN, 0, 1), ==, -1);
}

/* One who knows all others, in the middle of a crowd of tiny dots that lie over hers: whoever points at her finds her; closer up the others
 * are found too. */
static void
test_pick_in_crowd (void)
{
  enum
  {
    ACROSS = 61,
    N = ACROSS * ACROSS
  };
  g_autofree float *x = g_new (float, N);
  g_autofree float *y = g_new (float, N);
  g_autofree float *radius = g_new (float, N);
  g_autofree guint16 *community = g_new (guint16, N);
  g_autofree guint8 *shape = g_new0 (guint8, N);
  g_autofree float *importance = g_new0 (float, N);
  g_auto (GStrv) name = g_new0 (char *, N + 1);
  g_autoptr (KithScene) scene = NULL;

  for (guint i = 0; i < N; i++)
    {
      x[i] = i % ACROSS;
      y[i] = i / ACROSS;
      radius[i] = i == N / 2 ? 2 : 0.27f;
      community[i] = KITH_SCENE_NO_COMMUNITY;
      name[i] = g_strdup ("");
    }
  scene = kith_scene_new (N, x, y, radius, community, shape, importance, (const char *const *) name, 0, NULL, NULL, 0,
                          NULL);
  for (double scale = 2; scale <= 64; scale *= 2)
    {
      guint hers = 0, others = 0;

      for (guint k = 0; k < 200; k++)
        {
          /* In pixels, within her dot. */
          double away = kith_scene_dot_radius (2, scale) * sqrt ((k + 0.5) / 200);
          double to_x = x[N / 2] + away / scale * cos (k * 2.4);
          double to_y = y[N / 2] + away / scale * sin (k * 2.4);

          hers += kith_scene_pick (scene, scale, to_x, to_y, 5 / scale) == N / 2;
        }
      for (guint i = 0; i < N; i++)
        others += kith_scene_pick (scene, scale, x[i], y[i], 5 / scale) == (int) i;
      if (scale * 0.27 < KITH_SCENE_DOT_TINY)
        g_assert_cmpuint (hers, ==, 200);
      else
        g_assert_cmpuint (others, ==, N);
      g_assert_cmpint (kith_scene_pick (scene, scale, x[3], y[3], 0), ==, 3);
    }
}

/* Ties drawn out, the same for windows and pictures: all where they are few, a sample of those of many. */
static void
test_find_ties (void)
{
  g_autoptr (Parts) parts = parts_new (700, 5000, 5, 9);
  g_autoptr (KithScene) scene = scene_of (parts);
  g_autoptr (GArray) ties = g_array_new (FALSE, FALSE, sizeof (KithSceneTie));
  g_autofree guint *people = g_new (guint, scene->n + 1);
  const guint few[] = { 3, 99999, 17 };
  guint wanted = 0;

  kith_scene_find_ties (scene, few, 3, ties);
  for (guint t = 0; t < scene->n_ties; t++)
    wanted += scene->a[t] == 3 || scene->b[t] == 3 || scene->a[t] == 17 || scene->b[t] == 17;
  g_assert_cmpuint (wanted, >, 5);
  g_assert_cmpuint (ties->len, ==, wanted);
  for (guint t = 0; t < ties->len; t++)
    g_assert_true (g_array_index (ties, KithSceneTie, t).from == 3 || g_array_index (ties, KithSceneTie, t).from == 17);

  for (guint i = 0; i <= scene->n; i++)
    people[i] = i;
  kith_scene_find_ties (scene, people, scene->n + 1, ties);
  g_assert_cmpuint (ties->len, ==, KITH_SCENE_MOST_DRAWN_OUT);
  kith_scene_find_ties (scene, people, 0, ties);
  g_assert_cmpuint (ties->len, ==, 0);
  g_assert_cmpfloat (kith_scene_tie_width (800), <, kith_scene_tie_width (100));
  g_assert_cmpfloat (kith_scene_tie_width (100), <, kith_scene_tie_width (10));
}

static void
test_rectangle (void)
{
  g_autoptr (Parts) parts = parts_new (700, 0, 5, 5);
  g_autoptr (KithScene) scene = scene_of (parts);
  g_autoptr (GArray) people = kith_scene_in_rectangle (scene, -10, -5, 17.5, 12);
  guint k = 0;

  for (guint i = 0; i < scene->n; i++)
    if (scene->x[i] >= -10 && scene->x[i] <= 17.5 && scene->y[i] >= -5 && scene->y[i] <= 12)
      {
        g_assert_cmpuint (k, <, people->len);
        g_assert_cmpuint (g_array_index (people, guint, k), ==, i);
        k++;
      }
  g_assert_cmpuint (k, ==, people->len);
  g_assert_cmpuint (k, >, 10);
}

static void
test_radii (void)
{
  const double values[] = { 0, 1, 4, NAN, -3, 2 };
  float radius[G_N_ELEMENTS (values)];

  kith_scene_radii (G_N_ELEMENTS (values), values, 0, 2, radius);
  g_assert_cmpfloat_with_epsilon (radius[0], 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (radius[1], 1, 1e-6);
  g_assert_cmpfloat_with_epsilon (radius[2], 2, 1e-6);
  g_assert_cmpfloat_with_epsilon (radius[3], 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (radius[4], 0, 1e-6);
  /* Half the value has half the area. */
  g_assert_cmpfloat_with_epsilon (radius[5] * radius[5] * 2, radius[2] * radius[2], 1e-5);

  kith_scene_radii (2, (const double[]) { 0, 0 }, 0.5, 2, radius);
  g_assert_cmpfloat (radius[0], ==, 0.5f);
}

static void
test_dot_scale (void)
{
  double last = 0;

  /* Grows without a jump, slower close up, and keeps how dots compare. */
  for (double scale = 0.1; scale < 500; scale *= 1.1)
    {
      double now = kith_scene_dot_scale (scale);

      g_assert_cmpfloat (now, >, last);
      g_assert_cmpfloat (now, <=, scale);
      last = now;
    }
  g_assert_cmpfloat (kith_scene_dot_radius (0.01, 1), ==, KITH_SCENE_DOT_LEAST);
  g_assert_cmpfloat_with_epsilon (kith_scene_dot_radius (2, 100) / kith_scene_dot_radius (1, 100), 2, 1e-9);
}

static void
test_empty (void)
{
  const float none = 0;
  const guint nobody = 0;
  const guint16 community = 0;
  const guint8 shape = 0;
  const char *const name[] = { NULL };
  const KithSceneCommunity communities = { 0 };
  g_autoptr (KithScene) scene
      = kith_scene_new (0, &none, &none, &none, &community, &shape, &none, name, 0, &nobody, &nobody, 0, &communities);
  g_autoptr (GArray) people = kith_scene_in_rectangle (scene, -1, -1, 1, 1);

  g_assert_cmpuint (scene->n_drawn, ==, 0);
  g_assert_cmpint (kith_scene_pick (scene, 1, 0, 0, 1), ==, -1);
  g_assert_cmpuint (people->len, ==, 0);
}

static void
test_recolored (void)
{
  KithScene *scene = planted_scene (200, 4, 3, 5);
  const guint32 colors[] = { 0x112233, KITH_PALETTE_FAINT, 0x445566, KITH_PALETTE_FAINT };
  KithScene *other = kith_scene_new_recolored (scene, colors);
  KithScene *third = kith_scene_new_recolored (other, colors);

  g_assert_true (kith_scene_same_ties (other, third));
  g_assert_false (kith_scene_same_ties (scene, other));

  kith_scene_unref (scene);
  kith_scene_unref (other);
  for (guint c = 0; c < 4; c++)
    g_assert_cmpuint (third->communities[c].color, ==, colors[c]);
  g_assert_cmpstr (third->communities[1].name, !=, "");
  g_assert_cmpint (kith_scene_pick (third, 20, third->x[7], third->y[7], 0), ==, 7);
  g_assert_cmpuint (kith_palette_on (KITH_PALETTE_FAINT, FALSE), ==, KITH_PALETTE_FAINT);
  g_assert_cmpuint (kith_palette_on (KITH_PALETTE_FAINT, TRUE), <, 0x808080);
  kith_scene_unref (third);
}

/* Kinds instead of communities: shared but for the colors, and again with one community standing out. */
static void
test_painted (void)
{
  KithScene *scene = planted_scene (200, 4, 3, 5);
  const guint32 colors[] = { KITH_PALETTE_FAINT, 0x112233, KITH_PALETTE_FAINT, KITH_PALETTE_FAINT };
  const KithSceneKind one[] = { { (char *) "Even", 0x123456, 0 }, { (char *) "Odd", -1, 0 } };
  const KithSceneKind other[] = { { (char *) "All", 0x654321, 0 } };
  g_autofree guint8 *kind = g_new0 (guint8, 200);
  g_autofree guint8 *none = g_new0 (guint8, 200);
  KithScene *painted, *again, *out;

  for (guint i = 0; i < 200; i++)
    kind[i] = i % 2;
  painted = kith_scene_new_painted (scene, 2, one, kind);
  again = kith_scene_new_painted (scene, 1, other, none);
  out = kith_scene_new_recolored (painted, colors);
  /* Ties have no color then, whatever the people's are. */
  g_assert_true (kith_scene_same_ties (painted, again));
  g_assert_false (kith_scene_same_ties (painted, scene));
  g_assert_false (kith_scene_same_ties (painted, out));
  g_assert_true (painted->x == scene->x && painted->grid == scene->grid);
  g_assert_cmpuint (painted->kinds[0].people, ==, 100);
  g_assert_cmpuint (painted->kinds[1].people, ==, 100);
  kith_scene_unref (scene);
  kith_scene_unref (painted);
  for (guint i = 0; i < 200; i++)
    {
      guint32 expected = out->community[i] != 1 ? KITH_PALETTE_FAINT : i % 2 ? kith_palette_none (FALSE) : 0x123456;

      g_assert_cmphex (kith_scene_color (out, i, FALSE), ==, expected);
      g_assert_cmphex (kith_scene_color (again, i, FALSE), ==, 0x654321);
    }
  g_assert_cmpstr (out->kinds[1].name, ==, "Odd");
  kith_scene_unref (out);
  kith_scene_unref (again);
}

/* Those who step back: everything else is shared, in whatever order the scenes go. */
static void
test_shaded (void)
{
  KithScene *scene = planted_scene (200, 4, 3, 5);
  const guint32 colors[] = { 0x112233, KITH_PALETTE_FAINT, 0x445566, KITH_PALETTE_FAINT };
  guint8 shade[200], other_shade[200];

  for (guint i = 0; i < 200; i++)
    {
      shade[i] = i % KITH_N_SHADES;
      other_shade[i] = i == 7 ? KITH_SHADE_FAINT : shade[i];
    }
  KithScene *shaded = kith_scene_new_shaded (scene, shade);
  KithScene *same = kith_scene_new_shaded (scene, shade);
  KithScene *other = kith_scene_new_shaded (shaded, other_shade);
  KithScene *recolored = kith_scene_new_recolored (shaded, colors);

  g_assert_true (kith_scene_same_ties (shaded, same));
  g_assert_false (kith_scene_same_ties (scene, shaded));
  g_assert_false (kith_scene_same_ties (shaded, other));
  kith_scene_unref (scene);
  kith_scene_unref (shaded);
  kith_scene_unref (same);
  for (guint i = 0; i < 200; i++)
    for (int dark = 0; dark < 2; dark++)
      {
        guint32 full = kith_palette_on (recolored->communities[recolored->community[i]].color, dark);
        guint32 faint = kith_palette_on (KITH_PALETTE_FAINT, dark);
        guint32 color = kith_scene_color (recolored, i, dark);

        if (shade[i] != KITH_SHADE_HALF)
          g_assert_cmphex (color, ==, shade[i] == KITH_SHADE_FULL ? full : faint);
        else
          for (int shift = 0; shift <= 16; shift += 8)
            g_assert_cmpint (
                ABS (2 * (int) (color >> shift & 0xff) - (int) (full >> shift & 0xff) - (int) (faint >> shift & 0xff)),
                <=, 1);
        g_assert_cmphex (kith_scene_color (other, 7, dark), ==, faint);
      }
  kith_scene_unref (other);
  kith_scene_unref (recolored);
}

/* A crowd in which everybody is tied to the next few; the first of them is an ambassador or not. */
static KithScene *
crowd (guint n_ties, gboolean ambassador)
{
  enum
  {
    N = 1000
  };
  g_autofree float *x = g_new (float, N);
  g_autofree float *y = g_new (float, N);
  g_autofree float *ones = g_new (float, N);
  g_autofree guint16 *community = g_new0 (guint16, N);
  g_autofree guint8 *shape = g_new0 (guint8, N);
  g_auto (GStrv) name = g_new0 (char *, N + 1);
  g_autofree guint *a = g_new (guint, n_ties);
  g_autofree guint *b = g_new (guint, n_ties);
  KithSceneCommunity all = { .name = (char *) "All" };

  for (guint i = 0; i < N; i++)
    {
      x[i] = (float) (i % 40);
      y[i] = (float) (i / 40);
      ones[i] = 1;
      shape[i] = KITH_SHAPE_DOT;
      name[i] = g_strdup ("");
    }
  shape[0] = ambassador ? KITH_SHAPE_STAR : KITH_SHAPE_DOT;
  for (guint t = 0; t < n_ties; t++)
    {
      a[t] = t % N;
      b[t] = (t + 1 + t / N) % N;
    }
  return kith_scene_new (N, x, y, ones, community, shape, ones, (const char *const *) name, n_ties, a, b, 1, &all);
}

static void
test_ambassadors_ties (void)
{
  g_autoptr (KithScene) few = crowd (KITH_SCENE_LEAST_TIES, FALSE);
  g_autoptr (KithScene) few_with = crowd (KITH_SCENE_LEAST_TIES, TRUE);
  g_autoptr (KithScene) many = crowd (KITH_SCENE_LEAST_TIES + 5000, FALSE);
  g_autoptr (KithScene) many_with = crowd (KITH_SCENE_LEAST_TIES + 5000, TRUE);
  guint of_one = 0, first = 0;

  /* All are drawn: the ambassador changes nothing of them. */
  g_assert_true (kith_scene_same_ties (few, few_with));
  g_assert_false (kith_scene_same_ties (many, many_with));
  for (guint t = 0; t < many_with->n_ties; t++)
    of_one += many_with->a[t] == 0 || many_with->b[t] == 0;
  g_assert_cmpuint (of_one, ==, 50);
  while (many_with->a[first] == 0 || many_with->b[first] == 0)
    first++;
  g_assert_cmpuint (first, ==, of_one);

  /* Drawn out for everybody, they are not before others. */
  g_autoptr (GArray) ties = g_array_new (FALSE, FALSE, sizeof (KithSceneTie));
  guint people[1000], drawn = 0;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    people[i] = i;
  kith_scene_find_ties (many_with, people, G_N_ELEMENTS (people), ties);
  g_assert_cmpuint (ties->len, ==, KITH_SCENE_MOST_DRAWN_OUT);
  for (guint k = 0; k < ties->len; k++)
    drawn += g_array_index (ties, KithSceneTie, k).from == 0 || g_array_index (ties, KithSceneTie, k).to == 0;
  g_assert_cmpuint (drawn, <, of_one / 2);
  g_array_set_size (ties, 0);
  people[0] = 0;
  kith_scene_find_ties (many_with, people, 1, ties);
  g_assert_cmpuint (ties->len, ==, of_one);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/arrays", test_arrays);
  g_test_add_func ("/scene/circles", test_circles);
  g_test_add_func ("/scene/pick", test_pick);
  g_test_add_func ("/scene/pick-in-crowd", test_pick_in_crowd);
  g_test_add_func ("/scene/find-ties", test_find_ties);
  g_test_add_func ("/scene/rectangle", test_rectangle);
  g_test_add_func ("/scene/radii", test_radii);
  g_test_add_func ("/scene/dot-scale", test_dot_scale);
  g_test_add_func ("/scene/empty", test_empty);
  g_test_add_func ("/scene/recolored", test_recolored);
  g_test_add_func ("/scene/painted", test_painted);
  g_test_add_func ("/scene/shaded", test_shaded);
  g_test_add_func ("/scene/ambassadors-ties", test_ambassadors_ties);

  return g_test_run ();
}
