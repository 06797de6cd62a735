/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-labels.h"

#include "scene-fixture.h"

static void
measure (const char *text, gboolean is_community, double size, double *width, double *height, gpointer data)
{
  guint *measured = data;

  if (measured != NULL)
    (*measured)++;
  *width = g_utf8_strlen (text, -1) * size * (is_community ? 0.62 : 0.55);
  *height = size * 1.3;
}

static void
check_free (const GArray *labels, int width, int height)
{
  for (guint k = 0; k < labels->len; k++)
    {
      const KithLabel *one = &g_array_index (labels, KithLabel, k);

      g_assert_cmpfloat (one->x, >=, 0);
      g_assert_cmpfloat (one->y, >=, 0);
      g_assert_cmpfloat (one->x + one->width, <=, width);
      g_assert_cmpfloat (one->y + one->height, <=, height);
      for (guint j = 0; j < k; j++)
        {
          const KithLabel *other = &g_array_index (labels, KithLabel, j);

          g_assert_true (one->x >= other->x + other->width || other->x >= one->x + one->width
                         || one->y >= other->y + other->height || other->y >= one->y + one->height);
        }
    }
}

static void
test_overlap (void)
{
  static const guint sizes[] = { 20, 180, 3000, 40000 };

  for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      g_autoptr (KithScene) scene = planted_scene (sizes[k], 9, 2, 20 + k);
      double fit = 800 / (scene->right - scene->left);

      for (double zoom = 0.3; zoom < 40; zoom *= 3)
        {
          double scale = fit * zoom;
          double x = scene->communities[1].x - 450 / scale;
          double y = scene->communities[1].y - 350 / scale;
          guint measured = 0;
          g_autoptr (GArray) labels
              = kith_labels_place (scene, scale, x, y, 900, 700, 40, NULL, 0, NULL, 0, measure, &measured);
          g_autoptr (GArray) again
              = kith_labels_place (scene, scale, x, y, 900, 700, 40, NULL, 0, NULL, 0, measure, NULL);
          guint people = 0;

          check_free (labels, 900, 700);
          g_assert_cmpmem (labels->data, labels->len * sizeof (KithLabel), again->data,
                           again->len * sizeof (KithLabel));
          for (guint i = 0; i < labels->len; i++)
            people += g_array_index (labels, KithLabel, i).kind == KITH_LABEL_PERSON;
          g_assert_cmpuint (people, <=, 40);
          g_assert_cmpuint (measured, <=, 40 * 20 + 2 * 9);
        }
    }
}

/* A name lies beside its dot, and the dot of a named person is not hidden under another's name. */
static void
test_beside (void)
{
  g_autoptr (KithScene) scene = planted_scene (180, 9, 2, 30);
  double scale = 900 / (scene->right - scene->left);
  g_autoptr (GArray) labels
      = kith_labels_place (scene, scale, scene->left, scene->top, 900, 900, 60, NULL, 0, NULL, 0, measure, NULL);
  guint people = 0;

  for (guint k = 0; k < labels->len; k++)
    {
      const KithLabel *label = &g_array_index (labels, KithLabel, k);
      double x, y, radius;

      if (label->kind == KITH_LABEL_COMMUNITY)
        continue;
      people++;
      x = (scene->x[label->index] - scene->left) * scale;
      y = (scene->y[label->index] - scene->top) * scale;
      radius = kith_scene_dot_radius (scene->radius[label->index], scale);
      g_assert_cmpfloat (label->x, <=, x + 1.5 * radius + 5);
      g_assert_cmpfloat (label->x + label->width, >=, x - 1.5 * radius - 5);
      g_assert_cmpfloat (label->y, <=, y + 1.5 * radius + 5);
      g_assert_cmpfloat (label->y + label->height, >=, y - 1.5 * radius - 5);
      for (guint j = 0; j < labels->len; j++)
        {
          const KithLabel *other = &g_array_index (labels, KithLabel, j);

          g_assert_false (j != k && x > other->x && x < other->x + other->width && y > other->y
                          && y < other->y + other->height);
        }
    }
  g_assert_cmpuint (people, >, 25);
}

/* People without ties stand in rows: names go between the rows, whether those are near or far, and over nobody. */
static void
test_rows (void)
{
  enum
  {
    ACROSS = 17,
    N = 7 * ACROSS
  };
  float x[N], y[N], radius[N], importance[N];
  guint16 community[N];
  guint8 shape[N] = { 0 };
  g_auto (GStrv) name = g_new0 (char *, N + 1);
  g_autoptr (KithScene) scene = NULL;

  for (guint i = 0; i < N; i++)
    {
      x[i] = i % ACROSS;
      y[i] = i / ACROSS;
      radius[i] = 0.36f;
      importance[i] = 1;
      community[i] = KITH_SCENE_NO_COMMUNITY;
      name[i] = g_strdup_printf ("Anna Berg %u", i);
    }
  scene = kith_scene_new (N, x, y, radius, community, shape, importance, (const char *const *) name, 0, NULL, NULL, 0,
                          NULL);
  for (double scale = 28; scale <= 60; scale += 4)
    {
      double left = -40 / scale, top = -40 / scale;
      int width = (int) (ACROSS * scale) + 80, height = (int) (7 * scale) + 80;
      g_autoptr (GArray) labels
          = kith_labels_place (scene, scale, left, top, width, height, 60, NULL, 0, NULL, 0, measure, NULL);

      g_assert_cmpuint (labels->len, >=, scale < 32 ? 10 : 30);
      check_free (labels, width, height);
      for (guint k = 0; k < labels->len; k++)
        {
          const KithLabel *label = &g_array_index (labels, KithLabel, k);

          for (guint i = 0; i < N; i++)
            {
              double at_x = (x[i] - left) * scale, at_y = (y[i] - top) * scale;

              g_assert_false (at_x > label->x && at_x < label->x + label->width && at_y > label->y
                              && at_y < label->y + label->height);
            }
        }
    }
}

/* Hundreds of small communities do not hide behind their names: the largest have theirs, and most of the map is free. */
static void
test_many_communities (void)
{
  enum
  {
    ACROSS = 18,
    COMMUNITIES = ACROSS * ACROSS,
    OF_EACH = 19,
    N = COMMUNITIES * OF_EACH
  };
  g_autofree float *x = g_new (float, N);
  g_autofree float *y = g_new (float, N);
  g_autofree float *radius = g_new (float, N);
  g_autofree float *importance = g_new0 (float, N);
  g_autofree guint16 *community = g_new (guint16, N);
  g_autofree guint8 *shape = g_new0 (guint8, N);
  g_auto (GStrv) name = g_new0 (char *, N + 1);
  g_autofree KithSceneCommunity *communities = g_new0 (KithSceneCommunity, COMMUNITIES);
  g_autoptr (KithScene) scene = NULL;

  for (guint i = 0; i < N; i++)
    {
      guint c = i / OF_EACH;

      x[i] = c % ACROSS * 7 + 2.5f * cosf (i % OF_EACH);
      y[i] = c / ACROSS * 7 + 2.5f * sinf (i % OF_EACH);
      radius[i] = 0.36f;
      community[i] = c;
      communities[c].name = (char *) "Around Anna Berg";
      communities[c].color = kith_palette_color (c, FALSE);
      name[i] = g_strdup ("");
    }
  scene = kith_scene_new (N, x, y, radius, community, shape, importance, (const char *const *) name, 0, NULL, NULL,
                          COMMUNITIES, communities);
  for (double scale = 7; scale < 60; scale *= 1.5)
    {
      g_autoptr (GArray) labels
          = kith_labels_place (scene, scale, -3, -3, 900, 900, 20, NULL, 0, NULL, 0, measure, NULL);
      double area = 0;

      check_free (labels, 900, 900);
      for (guint k = 0; k < labels->len; k++)
        area += g_array_index (labels, KithLabel, k).width * g_array_index (labels, KithLabel, k).height;
      g_assert_cmpuint (labels->len, >=, MIN (12, (guint) (900 * 900 / (49 * scale * scale)) / 2));
      g_assert_cmpfloat (area, <, 900 * 900 * 0.2);
    }
}

static void
test_order (void)
{
  g_autoptr (KithScene) scene = planted_scene (3000, 9, 2, 31);
  double scale = 900 / (scene->right - scene->left);
  const guint always[] = { scene->by_importance[scene->n_named - 1], scene->by_importance[scene->n_named - 2], 99999 };
  g_autoptr (GArray) labels = kith_labels_place (scene, scale, scene->left, scene->top, 900, 900, 20, always,
                                                 G_N_ELEMENTS (always), NULL, 0, measure, NULL);
  float last = G_MAXFLOAT;
  guint k = 0;
  guint communities = 0;

  while (k < labels->len && g_array_index (labels, KithLabel, k).kind == KITH_LABEL_COMMUNITY)
    {
      communities++;
      k++;
    }
  g_assert_cmpuint (communities, >=, 7);
  g_assert_cmpuint (g_array_index (labels, KithLabel, k).index, ==, always[0]);
  g_assert_cmpuint (g_array_index (labels, KithLabel, k + 1).index, ==, always[1]);
  for (k += 2; k < labels->len; k++)
    {
      const KithLabel *label = &g_array_index (labels, KithLabel, k);

      g_assert_cmpint (label->kind, ==, KITH_LABEL_PERSON);
      g_assert_cmpfloat (scene->importance[label->index], <=, last);
      last = scene->importance[label->index];
    }
}

/* Where something lies over the picture there are no names; elsewhere there still are. */
static void
test_covered (void)
{
  guint all = 0;

  for (guint32 seed = 0; seed < 20; seed++)
    {
      g_autoptr (KithScene) scene = planted_scene (400, 9, 2, seed);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      double scale = 900 / (scene->right - scene->left) * g_rand_double_range (rand, 1, 4);
      KithLabelsBox covered[4];
      const guint always[] = { 3, 30, 300 };
      g_autoptr (GArray) labels = NULL;

      for (guint k = 0; k < G_N_ELEMENTS (covered); k++)
        {
          covered[k].left = g_rand_double_range (rand, -50, 800);
          covered[k].top = g_rand_double_range (rand, -50, 800);
          covered[k].right = covered[k].left + g_rand_double_range (rand, 10, 300);
          covered[k].bottom = covered[k].top + g_rand_double_range (rand, 10, 300);
        }
      labels = kith_labels_place (scene, scale, scene->left, scene->top, 900, 900, 40, always, 3, covered,
                                  G_N_ELEMENTS (covered), measure, NULL);
      check_free (labels, 900, 900);
      all += labels->len;
      for (guint i = 0; i < labels->len; i++)
        for (guint k = 0; k < G_N_ELEMENTS (covered); k++)
          {
            const KithLabel *label = &g_array_index (labels, KithLabel, i);

            g_assert_true (label->x >= covered[k].right || label->x + label->width <= covered[k].left
                           || label->y >= covered[k].bottom || label->y + label->height <= covered[k].top);
          }
    }
  g_assert_cmpuint (all, >, 20 * 8);
}

static void
test_nothing (void)
{
  g_autoptr (KithScene) scene = planted_scene (60, 3, 2, 32);
  g_autoptr (GArray) far = kith_labels_place (scene, 10, 1e6, 1e6, 300, 300, 40, NULL, 0, NULL, 0, measure, NULL);
  g_autoptr (GArray) tiny
      = kith_labels_place (scene, 10, scene->left, scene->top, 1, 1, 40, NULL, 0, NULL, 0, measure, NULL);

  g_assert_cmpuint (far->len, ==, 0);
  g_assert_cmpuint (tiny->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/labels/overlap", test_overlap);
  g_test_add_func ("/labels/beside", test_beside);
  g_test_add_func ("/labels/rows", test_rows);
  g_test_add_func ("/labels/many-communities", test_many_communities);
  g_test_add_func ("/labels/order", test_order);
  g_test_add_func ("/labels/covered", test_covered);
  g_test_add_func ("/labels/nothing", test_nothing);
  return g_test_run ();
}
