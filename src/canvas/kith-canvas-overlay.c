/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What lies over the tiles: the ties and rings of those hovered, selected, in the team or at the keyboard, and the rectangle or lasso. Where they
 * are few they are drawn anew with each frame, otherwise kept as a picture (kith-canvas-kept.c). */

#include "kith-canvas-private.h"

#include "kith-legend.h"
#include "kith-raster.h"

#include <math.h>

#define MOST_RINGS 1000 /* of a selection; more would hide the map */
#define FEW 24          /* people with strong rings */
#define FEW_LINES 150   /* up to so many are drawn anew with each frame: each costs about 40 microseconds */

double
kith_canvas_get_dot_radius (KithCanvas *self, guint person)
{
  return kith_scene_dot_radius (self->scene->radius[person], self->view.scale);
}

KithMapLook
kith_canvas_get_map_look (KithCanvas *self)
{
  KithMapLook look = {
    .scale = self->view.scale,
    .unit = 1,
    .dark = self->dark,
    .contrast = self->contrast,
    .ground = kith_raster_ground (self->dark),
  };

  kith_viewport_to_map (&self->view, 0, 0, &look.left, &look.top);
  return look;
}

static void
set_source (cairo_t *cr, guint32 color, double alpha)
{
  cairo_set_source_rgba (cr, ((color >> 16) & 0xff) / 255.0, ((color >> 8) & 0xff) / 255.0, (color & 0xff) / 255.0,
                         alpha);
}

static guint32
get_color (KithCanvas *self, guint person)
{
  return kith_scene_color (self->drawn, person, self->dark);
}

static void
to_view (KithCanvas *self, guint person, double *px, double *py)
{
  double x = self->scene->x[person];
  double y = self->scene->y[person];

  if ((self->shift_x != 0 || self->shift_y != 0) && kith_canvas_is_selected (self, person))
    {
      x += self->shift_x;
      y += self->shift_y;
    }
  kith_viewport_to_view (&self->view, x, y, px, py);
}

static gboolean
is_near_view (KithCanvas *self, double px, double py)
{
  return px >= -50 && py >= -50 && px <= self->view.width + 50 && py <= self->view.height + 50;
}

static void
draw_dot (KithCanvas *self, cairo_t *cr, guint person)
{
  double radius = MAX (kith_canvas_get_dot_radius (self, person), 2.5);
  double px, py;

  to_view (self, person, &px, &py);
  if (!is_near_view (self, px, py))
    return;
  cairo_new_path (cr);
  kith_legend_dot (cr, self->scene->shape[person], px, py, radius, get_color (self, person),
                   kith_raster_rim (self->dark, self->contrast), 1);
}

static void
stroke_ring (KithCanvas *self, cairo_t *cr, double px, double py, double radius, double width, gboolean dashed)
{
  cairo_new_path (cr);
  cairo_arc (cr, px, py, radius, 0, 2 * G_PI);
  set_source (cr, kith_raster_ground (self->dark), 0.9);
  cairo_set_line_width (cr, width + 3);
  cairo_stroke_preserve (cr);
  if (dashed)
    cairo_set_dash (cr, (double[]) { 4, 3 }, 2, 0);
  set_source (cr, self->contrast ? kith_raster_rim (self->dark, TRUE) : self->dark ? 0xffffff : 0x1b1b1f, 1);
  cairo_set_line_width (cr, self->contrast ? width + 0.8 : width);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static double
ring_radius (KithCanvas *self, guint person, double gap, double width)
{
  return MAX (kith_canvas_get_dot_radius (self, person), 2.5) * kith_shape_reach (self->scene->shape[person]) + gap
         + width / 2;
}

static void
draw_ring (KithCanvas *self, cairo_t *cr, guint person, double gap, double width)
{
  double px, py;

  to_view (self, person, &px, &py);
  if (is_near_view (self, px, py))
    stroke_ring (self, cr, px, py, ring_radius (self, person, gap, width), width, FALSE);
}

/* A ring of which many are drawn: a picture of it, right to a quarter of a device pixel, is put down for each. It takes a tenth of the time.
 * @stamps: of the same width: radius and place in the pixel → picture */
static void
stamp_ring (KithCanvas *self, cairo_t *cr, GHashTable *stamps, guint person, double gap, double width)
{
  double scale = kith_canvas_get_device_scale (self);
  guint radius = (guint) round (ring_radius (self, person, gap, width) * scale * 4);
  int middle = (int) ceil (radius / 4.0 + (width + 4) * scale / 2) + 1;
  double px, py;
  guint right, down;
  gpointer key;
  cairo_surface_t *stamp;

  to_view (self, person, &px, &py);
  if (!is_near_view (self, px, py))
    return;
  right = (guint) ((px * scale - floor (px * scale)) * 2);
  down = (guint) ((py * scale - floor (py * scale)) * 2);
  key = GUINT_TO_POINTER (radius * 4 + right * 2 + down + 1);
  stamp = g_hash_table_lookup (stamps, key);
  if (stamp == NULL)
    {
      stamp = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 2 * middle + 1, 2 * middle + 1);
      cairo_surface_set_device_scale (stamp, scale, scale);
      g_hash_table_insert (stamps, key, stamp);

      cairo_t *own = cairo_create (stamp);
      stroke_ring (self, own, (middle + right * 0.5 + 0.25) / scale, (middle + down * 0.5 + 0.25) / scale,
                   radius / 4.0 / scale, width, FALSE);
      cairo_destroy (own);
    }
  cairo_set_source_surface (cr, stamp, (floor (px * scale) - middle) / scale, (floor (py * scale) - middle) / scale);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
}

void
kith_canvas_draw_cursor (KithCanvas *self, cairo_t *cr, double px, double py, double radius)
{
  if (is_near_view (self, px, py))
    stroke_ring (self, cr, px, py, radius, 1.8, TRUE);
}

static void
draw_ties (KithCanvas *self, cairo_t *cr, GArray *ties, double alpha)
{
  double width = kith_scene_tie_width (ties->len) * (self->contrast ? 1.5 : 1);

  for (guint i = 0; i < ties->len; i++)
    {
      const KithSceneTie *tie = &g_array_index (ties, KithSceneTie, i);
      double ax, ay, bx, by;

      to_view (self, tie->from, &ax, &ay);
      to_view (self, tie->to, &bx, &by);
      if (MAX (ax, bx) < 0 || MAX (ay, by) < 0 || MIN (ax, bx) > self->view.width || MIN (ay, by) > self->view.height)
        continue;
      cairo_move_to (cr, ax, ay);
      cairo_line_to (cr, bx, by);
      set_source (cr, self->contrast ? kith_raster_rim (self->dark, TRUE) : get_color (self, tie->to), alpha);
      cairo_set_line_width (cr, width);
      cairo_stroke (cr);
    }
  for (guint i = 0; i < ties->len; i++)
    draw_dot (self, cr, g_array_index (ties, KithSceneTie, i).to);
}

gboolean
kith_canvas_has_place (KithCanvas *self, int person)
{
  return person >= 0 && (guint) person < self->scene->n && !isnan (self->scene->x[person]);
}

/* Arcs and spokes, and the dots that these lead to. */
static void
draw_ring_view (KithCanvas *self, cairo_t *cr)
{
  const KithRing *ring = self->scene->ring;
  double left, top;

  kith_viewport_to_map (&self->view, 0, 0, &left, &top);
  kith_ring_draw (cr, self->drawn, left, top, self->view.scale, 1, self->dark);
  for (guint i = 0; i < ring->n_spokes; i++)
    draw_dot (self, cr, ring->spoke[i]);
  draw_dot (self, cr, ring->center);
}

static void
draw_layer (KithCanvas *self, cairo_t *cr)
{
  const KithLayer *layer = self->layer;
  const KithMapLook look = kith_canvas_get_map_look (self);

  kith_layer_draw (layer, self->scene, cr, &look);
  /* More would hide each other; their color among the faint ones is mark enough. */
  for (guint k = 0; layer->marked->len <= KITH_LAYER_MOST_MARKED && k < layer->marked->len; k++)
    {
      guint person = g_array_index (layer->marked, guint, k);

      if (!kith_canvas_has_place (self, (int) person))
        continue;
      draw_ring (self, cr, person, 1.5, layer->marked->len <= FEW ? 1.8 : 1.2);
      draw_dot (self, cr, person);
    }
}

/* A pin stuck into the edge of each dot at the top right. Where many are pinned, only those large enough to tell whose pin it is. */
static void
draw_pins (KithCanvas *self, cairo_t *cr)
{
  const KithMapLook look = kith_canvas_get_map_look (self);

  for (guint i = 0; i < self->pinned->len; i++)
    {
      guint person = g_array_index (self->pinned, guint, i);
      double px, py, radius;

      if (!kith_canvas_has_place (self, (int) person))
        continue;
      radius = kith_canvas_get_dot_radius (self, person);
      to_view (self, person, &px, &py);
      if ((self->pinned->len > KITH_SCENE_MOST_PINS && radius < 3) || px < -20 || py < -20 || px > self->view.width + 20
          || py > self->view.height + 20)
        continue;
      kith_sign_draw_pin (cr, px + radius * 0.7, py - radius * 0.7, &look);
    }
}

/* All that does not follow the pointer. */
static void
draw_marked (KithCanvas *self, cairo_t *cr)
{
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  if (self->scene->ring != NULL)
    draw_ring_view (self, cr);
  if (self->layer != NULL)
    draw_layer (self, cr);
  draw_ties (
      self, cr, self->selection_ties,
      kith_squares_ties_alpha (self->scene->squares, (const guint *) self->selection->data, self->selection->len));

  /* Rings mean what the layer marks by them. */
  for (guint i = 0; i < self->team->len && (self->layer == NULL || self->layer->marked->len == 0); i++)
    {
      guint person = g_array_index (self->team, guint, i);

      if (!kith_canvas_has_place (self, person))
        continue;
      draw_ring (self, cr, person, 1.5, 1.8);
      draw_dot (self, cr, person);
    }
  g_autoptr (GHashTable) stamps = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) cairo_surface_destroy);
  /* A band over thousands of people rings only the first of them: the others are counted in words. */
  for (guint i = 0; i < MIN (self->selection->len, MOST_RINGS); i++)
    {
      guint person = g_array_index (self->selection, guint, i);

      if (!kith_canvas_has_place (self, person))
        continue;
      if (self->selection->len <= FEW)
        draw_ring (self, cr, person, 2, 3);
      else
        stamp_ring (self, cr, stamps, person, 2, 1.8);
      draw_dot (self, cr, person);
    }
  draw_pins (self, cr);
}

/* What does. */
static void
draw_pointed (KithCanvas *self, cairo_t *cr)
{
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  if (self->scene->squares != NULL)
    kith_canvas_draw_squares (self, cr);
  if (kith_canvas_has_place (self, self->hovered))
    {
      if (!kith_canvas_is_selected (self, self->hovered))
        {
          draw_ties (self, cr, self->hover_ties, self->selection_ties->len > 0 ? 0.35 : 0.6);
          draw_ring (self, cr, self->hovered, 1, 1.5);
        }
      draw_dot (self, cr, self->hovered);
    }
  if (kith_canvas_has_place (self, self->cursor) && gtk_widget_has_visible_focus (GTK_WIDGET (self)))
    {
      double px, py;

      to_view (self, (guint) self->cursor, &px, &py);
      kith_canvas_draw_cursor (self, cr, px, py,
                               MAX (kith_canvas_get_dot_radius (self, (guint) self->cursor), 2.5)
                                       * kith_shape_reach (self->scene->shape[self->cursor])
                                   + 7);
    }
}

/* How many lines and circles draw_marked () draws, about. */
static guint
count_marked (KithCanvas *self)
{
  return self->selection_ties->len + MIN (self->selection->len, MOST_RINGS) + self->team->len + self->pinned->len
         + (self->scene->ring != NULL ? self->scene->ring->n_spokes : 0)
         + (self->layer != NULL
                ? MIN (self->layer->a->len, KITH_LAYER_MOST_TIES) + KITH_LAYER_MOST_POINTED + KITH_LAYER_MOST_MARKED
                : 0);
}

static void
draw_at_once (KithCanvas *self, GtkSnapshot *snapshot, void (*draw) (KithCanvas *self, cairo_t *cr))
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, self->view.width, self->view.height));

  draw (self, cr);
  cairo_destroy (cr);
}

void
kith_canvas_draw_people (KithCanvas *self, GtkSnapshot *snapshot)
{
  guint marked = count_marked (self);

  /* Those that are being carried are others in each frame. */
  if (marked > FEW_LINES && self->shift_x == 0 && self->shift_y == 0)
    kith_canvas_draw_kept (self, snapshot, draw_marked);
  else
    {
      kith_canvas_drop_kept (self);
      if (marked > 0)
        draw_at_once (self, snapshot, draw_marked);
    }
  if (self->scene->squares != NULL || kith_canvas_has_place (self, self->hovered)
      || kith_canvas_has_place (self, self->cursor))
    draw_at_once (self, snapshot, draw_pointed);
}

void
kith_canvas_draw_gathering (KithCanvas *self, GtkSnapshot *snapshot)
{
  const KithCanvasPoint *corners = (const KithCanvasPoint *) self->corners->data;
  GdkRGBA color;
  double x, y;

  if (self->corners->len < 2)
    return;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, self->view.width, self->view.height));
  kith_viewport_to_view (&self->view, corners[0].x, corners[0].y, &x, &y);
  if (self->gathering == KITH_CANVAS_RECTANGLE)
    {
      double to_x, to_y;

      kith_viewport_to_view (&self->view, corners[1].x, corners[1].y, &to_x, &to_y);
      cairo_rectangle (cr, x, y, to_x - x, to_y - y);
    }
  else
    {
      cairo_move_to (cr, x, y);
      for (guint i = 1; i < self->corners->len; i++)
        {
          kith_viewport_to_view (&self->view, corners[i].x, corners[i].y, &x, &y);
          cairo_line_to (cr, x, y);
        }
      cairo_close_path (cr);
    }
  gtk_widget_get_color (GTK_WIDGET (self), &color);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, color.alpha * 0.10);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 1.25);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_destroy (cr);
}
