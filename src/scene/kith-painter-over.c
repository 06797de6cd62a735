/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What lies over the dots of a picture, as over those of a window: what a layer points out, rings, the ties of those chosen, squares, pins. */

#include "kith-painter-map.h"

#include "kith-painter-text.h"

#define MOST_RINGS 1000u /* of people chosen; more would hide the map */
#define FEW 24u          /* people with strong rings */

static gboolean
has_place (const KithPainterMap *self, guint i)
{
  return i < self->scene->n && !isnan (self->scene->x[i]);
}

static void
draw_ring (const KithPainterMap *self, guint i, double gap, double line)
{
  double radius = kith_painter_map_radius (self, i) * kith_shape_reach (self->scene->shape[i]) + gap * self->unit;

  for (int pass = 0; pass < 2; pass++)
    {
      cairo_new_sub_path (self->cr);
      cairo_arc (self->cr, kith_painter_map_x (self, i), kith_painter_map_y (self, i), radius, 0, 2 * G_PI);
      kith_painter_set_color (self->cr, pass == 0 ? self->ground : self->text, 1);
      cairo_set_line_width (self->cr, (pass == 0 ? line + 2 : line) * self->unit);
      cairo_stroke (self->cr);
    }
}

static void
draw_marked (const KithPainterMap *self)
{
  for (guint k = 0; k < self->options->n_marked; k++)
    if (has_place (self, self->options->marked[k]))
      draw_ring (self, self->options->marked[k], 2.6, 1.6);
}

/* Ties of those chosen, each in the color of the other end, and rings around them. */
static void
draw_chosen (const KithPainterMap *self)
{
  const KithScene *scene = self->scene;
  guint n = self->options->n_chosen;
  double alpha = kith_squares_ties_alpha (scene->squares, self->options->chosen, n);
  g_autoptr (GArray) ties = g_array_new (FALSE, FALSE, sizeof (KithSceneTie));

  if (n == 0)
    return;
  kith_scene_find_ties (scene, self->options->chosen, n, ties);
  cairo_set_line_width (self->cr, kith_scene_tie_width (ties->len) * self->unit);
  for (guint t = 0; t < ties->len && !kith_painter_map_is_stopped (self, t); t++)
    {
      const KithSceneTie *tie = &g_array_index (ties, KithSceneTie, t);

      cairo_move_to (self->cr, kith_painter_map_x (self, tie->from), kith_painter_map_y (self, tie->from));
      cairo_line_to (self->cr, kith_painter_map_x (self, tie->to), kith_painter_map_y (self, tie->to));
      kith_painter_set_color (self->cr, kith_painter_map_color (self, tie->to), alpha);
      cairo_stroke (self->cr);
    }
  for (guint t = 0; t < ties->len; t++)
    kith_painter_map_draw_dot (self, g_array_index (ties, KithSceneTie, t).to);
  for (guint k = 0; k < MIN (n, MOST_RINGS); k++)
    if (has_place (self, self->options->chosen[k]))
      {
        draw_ring (self, self->options->chosen[k], 3.4, n <= FEW ? 3 : 1.8);
        kith_painter_map_draw_dot (self, self->options->chosen[k]);
      }
}

static KithMapLook
get_look (const KithPainterMap *self)
{
  return (KithMapLook) {
    .left = self->x - self->left / self->scale,
    .top = self->y - self->top / self->scale,
    .scale = self->scale,
    .unit = self->unit,
    .dark = self->options->dark,
    .ground = self->ground,
  };
}

/* With lines to whose are chosen. */
static void
draw_squares (const KithPainterMap *self, const KithMapLook *look)
{
  const KithSquares *squares = self->scene->squares;

  for (guint s = 0; s < squares->n; s++)
    if (kith_square_is_of (&squares->squares[s], self->options->chosen, self->options->n_chosen))
      kith_squares_draw_lines (self->scene, s, self->cr, look);
  kith_squares_draw (self->scene, self->cr, look);
}

static void
draw_layer (const KithPainterMap *self, const KithMapLook *look)
{
  const GArray *marked = self->options->layer->marked;

  kith_layer_draw (self->options->layer, self->scene, self->cr, look);
  for (guint k = 0; marked->len <= KITH_LAYER_MOST_MARKED && k < marked->len; k++)
    {
      guint person = g_array_index (marked, guint, k);

      if (!has_place (self, person))
        continue;
      draw_ring (self, person, 2.6, marked->len <= FEW ? 1.8 : 1.2);
      kith_painter_map_draw_dot (self, person);
    }
}

static void
draw_pins (const KithPainterMap *self, const KithMapLook *look)
{
  for (guint k = 0; k < self->options->n_pinned; k++)
    {
      guint person = self->options->pinned[k];
      double radius;

      if (!has_place (self, person))
        continue;
      radius = kith_painter_map_radius (self, person);
      if (self->options->n_pinned <= KITH_SCENE_MOST_PINS || radius >= 3 * self->unit)
        kith_sign_draw_pin (self->cr, kith_painter_map_x (self, person) + radius * 0.7,
                            kith_painter_map_y (self, person) - radius * 0.7, look);
    }
}

void
kith_painter_over_draw (const KithPainterMap *self)
{
  const KithMapLook look = get_look (self);

  cairo_save (self->cr);
  cairo_set_line_cap (self->cr, CAIRO_LINE_CAP_ROUND);
  if (self->options->layer != NULL)
    draw_layer (self, &look);
  /* Rings mean what the layer marks by them. */
  if (self->options->layer == NULL || self->options->layer->marked->len == 0)
    draw_marked (self);
  draw_chosen (self);
  if (self->scene->squares != NULL)
    draw_squares (self, &look);
  draw_pins (self, &look);
  cairo_restore (self->cr);
}
