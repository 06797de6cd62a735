/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-squares.h"

#include "kith-painter-text.h"
#include "kith-scene.h"

#include <string.h>

#define HALF 0.28           /* map units: smaller than a usual dot */
#define HALF_LEAST 3.0      /* pixels */
#define GAP 0.08            /* map units between a square and a dot */
#define APART 3.2           /* halves of a side between the middles of two */
#define WHOLE 700.0         /* pixels across of a window that shows the whole map */
#define TRIES 1500          /* places looked at around the middle */
#define STEP 300.0          /* parts of the map from one to the next, at least half a square */
#define TURN 2.399963229728 /* the golden angle: places spread evenly around */
#define MOST_LINES 800
#define MANY_LINES 100

KithSquares *
kith_squares_new (guint n, guint others)
{
  KithSquares *self = g_new0 (KithSquares, 1);

  self->n = n;
  self->others = others;
  self->squares = g_new0 (KithSquare, MAX (n, 1));
  return self;
}

void
kith_squares_free (KithSquares *self)
{
  for (guint s = 0; s < self->n; s++)
    {
      g_free (self->squares[s].name);
      g_free (self->squares[s].words);
      g_free (self->squares[s].people);
    }
  g_free (self->squares);
  g_free (self);
}

KithSquares *
kith_squares_new_renamed (const KithSquares *self, const char *const *names)
{
  KithSquares *copy = kith_squares_new (self->n, self->others);

  for (guint s = 0; s < self->n; s++)
    {
      copy->squares[s] = self->squares[s];
      copy->squares[s].name = g_strdup (names[s]);
      copy->squares[s].words = g_strdup (names[s]);
      copy->squares[s].people = g_memdup2 (self->squares[s].people, self->squares[s].n_people * sizeof (guint));
    }
  return copy;
}

/* — Places — */

/* How many dots a square there would touch; at most @most. @half: of its side, @drawn: how large dots are drawn, times their radius */
static guint
count_touched (const KithScene *scene, double x, double y, double half, double drawn, guint most)
{
  double reach = half + (GAP + scene->largest * 1.5) * drawn;
  g_autoptr (GArray) people = kith_scene_in_rectangle (scene, x - reach, y - reach, x + reach, y + reach);
  guint touched = 0;

  for (guint k = 0; k < people->len && touched < most; k++)
    {
      guint i = g_array_index (people, guint, k);
      double beside = MAX (fabs (scene->x[i] - x) - half, 0);
      double below = MAX (fabs (scene->y[i] - y) - half, 0);

      touched += hypot (beside, below) < (scene->radius[i] * kith_shape_reach (scene->shape[i]) + GAP) * drawn;
    }
  return touched;
}

static gboolean
is_apart (const KithSquares *self, guint placed, double x, double y, double apart)
{
  for (guint s = 0; s < placed; s++)
    if (fabs (self->squares[s].x - x) < apart && fabs (self->squares[s].y - y) < apart)
      return FALSE;
  return TRUE;
}

static void
find_place (KithSquares *self, guint square, const KithScene *scene, double middle_x, double middle_y)
{
  double extent = MAX (scene->right - scene->left, scene->bottom - scene->top);
  /* As it is drawn where the whole map is seen: closer up there is more room. */
  double scale = WHOLE / MAX (extent, 1);
  double drawn = kith_scene_dot_scale (scale) / scale;
  double half = kith_squares_half (scale) / scale;
  double apart = APART * half;
  double step = MAX (half / 2, extent / STEP);
  guint fewest = G_MAXUINT;

  self->squares[square].x = (float) middle_x;
  self->squares[square].y = (float) middle_y;
  for (guint k = 0; k < TRIES && fewest > 0; k++)
    {
      double away = step * sqrt (k);
      double x = middle_x + away * cos (k * TURN);
      double y = middle_y + away * sin (k * TURN);
      guint touched;

      if (x < scene->left || x > scene->right || y < scene->top || y > scene->bottom
          || !is_apart (self, square, x, y, apart))
        continue;
      touched = count_touched (scene, x, y, half, drawn, fewest);
      if (touched >= fewest)
        continue;
      fewest = touched;
      self->squares[square].x = (float) x;
      self->squares[square].y = (float) y;
    }
}

/* FALSE where none of them has a place. */
static gboolean
find_middle (const KithSquare *square, const KithScene *scene, gboolean connected, double *x, double *y)
{
  guint n = 0;

  *x = *y = 0;
  for (guint k = 0; k < square->n_people; k++)
    {
      guint i = square->people[k];

      g_assert (i < scene->n && (k == 0 || i > square->people[k - 1]));
      if (isnan (scene->x[i]) || (connected && scene->community[i] == KITH_SCENE_NO_COMMUNITY))
        continue;
      *x += scene->x[i];
      *y += scene->y[i];
      n++;
    }
  *x /= MAX (n, 1);
  *y /= MAX (n, 1);
  return n > 0;
}

void
kith_squares_place (KithSquares *self, const KithScene *scene)
{
  for (guint s = 0; s < self->n; s++)
    {
      KithSquare *square = &self->squares[s];
      double x, y;

      square->x = square->y = NAN;
      /* Who is not connected stands aside of the map. */
      if (find_middle (square, scene, TRUE, &x, &y) || find_middle (square, scene, FALSE, &x, &y))
        find_place (self, s, scene, x, y);
    }
}

/* — Under the pointer — */

double
kith_squares_half (double scale)
{
  return MAX (HALF * kith_scene_dot_scale (scale), HALF_LEAST);
}

int
kith_squares_pick (const KithSquares *self, double scale, double x, double y, double slack)
{
  double best = kith_squares_half (scale) / scale + slack;
  int found = -1;

  for (guint s = 0; s < self->n; s++)
    {
      double away = MAX (fabs (self->squares[s].x - x), fabs (self->squares[s].y - y));

      if (away < best)
        {
          best = away;
          found = (int) s;
        }
    }
  return found;
}

gboolean
kith_square_is_of (const KithSquare *self, const guint *people, guint n)
{
  return n > 0 && n == self->n_people && memcmp (self->people, people, n * sizeof *people) == 0;
}

int
kith_squares_find (const KithSquares *self, const guint *people, guint n)
{
  for (guint s = 0; self != NULL && s < self->n; s++)
    if (kith_square_is_of (&self->squares[s], people, n))
      return (int) s;
  return -1;
}

double
kith_squares_ties_alpha (const KithSquares *self, const guint *people, guint n)
{
  return kith_squares_find (self, people, n) >= 0 ? 0.22 : 0.85;
}

/* — Drawing — */

/* Neither a community's color nor that of those without one. */
static guint32
get_color (const KithMapLook *look)
{
  return look->contrast ? kith_map_look_ink (look) : look->dark ? 0xd6d6dc : 0x45454d;
}

void
kith_squares_draw_one (cairo_t *cr, gboolean open, double x, double y, double half, const KithMapLook *look)
{
  double line = CLAMP (half * 0.28, 1.2 * look->unit, 3 * look->unit);

  cairo_new_path (cr);
  cairo_rectangle (cr, x - half - look->unit, y - half - look->unit, 2 * (half + look->unit), 2 * (half + look->unit));
  kith_painter_set_color (cr, look->ground, 1);
  cairo_fill (cr);
  kith_painter_set_color (cr, get_color (look), 1);
  if (open)
    {
      cairo_rectangle (cr, x - half + line / 2, y - half + line / 2, 2 * half - line, 2 * half - line);
      cairo_set_line_width (cr, line);
      cairo_stroke (cr);
    }
  else
    {
      cairo_rectangle (cr, x - half, y - half, 2 * half, 2 * half);
      cairo_fill (cr);
    }
}

void
kith_squares_draw (const KithScene *scene, cairo_t *cr, const KithMapLook *look)
{
  const KithSquares *self = scene->squares;
  double half = kith_squares_half (look->scale / look->unit) * look->unit;

  for (guint s = 0; s < self->n; s++)
    if (!isnan (self->squares[s].x))
      kith_squares_draw_one (cr, self->squares[s].open, kith_map_look_x (look, self->squares[s].x),
                             kith_map_look_y (look, self->squares[s].y), half, look);
}

void
kith_squares_draw_lines (const KithScene *scene, guint square, cairo_t *cr, const KithMapLook *look)
{
  const KithSquare *self = &scene->squares->squares[square];
  double x = kith_map_look_x (look, self->x);
  double y = kith_map_look_y (look, self->y);
  gboolean many;

  if (isnan (self->x))
    return;
  cairo_new_path (cr);
  for (guint n = MIN (self->n_people, MOST_LINES), k = 0; k < n; k++)
    {
      guint i = self->people[(guint64) k * self->n_people / n];
      double to_x, to_y, away, short_of;

      if (isnan (scene->x[i]))
        continue;
      /* As far as the edge of the dot. */
      to_x = kith_map_look_x (look, scene->x[i]);
      to_y = kith_map_look_y (look, scene->y[i]);
      away = hypot (to_x - x, to_y - y);
      short_of = kith_scene_dot_radius (scene->radius[i], look->scale / look->unit) * look->unit;
      if (away <= short_of)
        continue;
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, to_x - (to_x - x) * short_of / away, to_y - (to_y - y) * short_of / away);
    }
  /* With a rim in the color of the ground, which sets them off from the ties they cross; those of hundreds are finer. */
  many = self->n_people > MANY_LINES;
  kith_painter_set_color (cr, look->ground, many ? 0.35 : 0.75);
  cairo_set_line_width (cr, (many ? 2.2 : 3.6) * look->unit);
  cairo_stroke_preserve (cr);
  kith_painter_set_color (cr, get_color (look), look->contrast ? 1 : many ? 0.5 : 0.85);
  cairo_set_line_width (cr, (many ? 0.8 : 1.4) * look->unit);
  cairo_stroke (cr);
}
