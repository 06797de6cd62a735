/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The arithmetic of looking at a map. Every function leaves the view valid: finite, with its middle on the map and its scale between the
 * smallest and the largest. */

#include "kith-viewport.h"

#include <math.h>

/* A map of one person, or of people all in one place, still needs a size to fit. */
#define LEAST_EXTENT 4.0

void
kith_viewport_init (KithViewport *self)
{
  *self = (KithViewport) { .scale = 1, .width = 1, .height = 1 };
}

static void
keep_on_map (KithViewport *self)
{
  self->scale = CLAMP (self->scale, kith_viewport_smallest (self), KITH_VIEWPORT_LARGEST);
  self->x = CLAMP (self->x, self->left, self->right);
  self->y = CLAMP (self->y, self->top, self->bottom);
}

void
kith_viewport_set_size (KithViewport *self, double width, double height)
{
  self->width = MAX (width, 1);
  self->height = MAX (height, 1);
  keep_on_map (self);
}

void
kith_viewport_set_bounds (KithViewport *self, double left, double top, double right, double bottom)
{
  g_return_if_fail (isfinite (left) && isfinite (top) && isfinite (right) && isfinite (bottom));
  g_return_if_fail (left <= right && top <= bottom);

  self->left = left;
  self->top = top;
  self->right = right;
  self->bottom = bottom;
  keep_on_map (self);
}

static double
scale_for (const KithViewport *self, double width, double height, double margin)
{
  /* A margin that would eat a small view gives way to it. */
  double across = MAX (self->width - 2 * margin, self->width / 2);
  double down = MAX (self->height - 2 * margin, self->height / 2);

  return MIN (across / MAX (width, LEAST_EXTENT), down / MAX (height, LEAST_EXTENT));
}

double
kith_viewport_fit_scale (const KithViewport *self, double margin)
{
  /* Half of the largest: a network of five people should not be five balloons. */
  return MIN (scale_for (self, self->right - self->left, self->bottom - self->top, margin), KITH_VIEWPORT_LARGEST / 2);
}

double
kith_viewport_smallest (const KithViewport *self)
{
  return kith_viewport_fit_scale (self, 0) / 2;
}

void
kith_viewport_fit (KithViewport *self, double margin)
{
  self->x = (self->left + self->right) / 2;
  self->y = (self->top + self->bottom) / 2;
  self->scale = kith_viewport_fit_scale (self, margin);
  keep_on_map (self);
}

void
kith_viewport_fit_rectangle (KithViewport *self, double left, double top, double right, double bottom, double margin,
                             double largest)
{
  self->x = (left + right) / 2;
  self->y = (top + bottom) / 2;
  self->scale = MIN (scale_for (self, right - left, bottom - top, margin), largest);
  keep_on_map (self);
}

void
kith_viewport_zoom (KithViewport *self, double factor, double px, double py)
{
  double x, y;

  g_return_if_fail (isfinite (factor) && factor > 0);

  kith_viewport_to_map (self, px, py, &x, &y);
  self->scale = CLAMP (self->scale * factor, kith_viewport_smallest (self), KITH_VIEWPORT_LARGEST);
  self->x = x - (px - self->width / 2) / self->scale;
  self->y = y - (py - self->height / 2) / self->scale;
  keep_on_map (self);
}

gboolean
kith_viewport_pan (KithViewport *self, double dx, double dy)
{
  double x = self->x;
  double y = self->y;

  self->x += dx / self->scale;
  self->y += dy / self->scale;
  keep_on_map (self);

  return self->x != x || self->y != y;
}

void
kith_viewport_to_map (const KithViewport *self, double px, double py, double *x, double *y)
{
  *x = self->x + (px - self->width / 2) / self->scale;
  *y = self->y + (py - self->height / 2) / self->scale;
}

void
kith_viewport_to_view (const KithViewport *self, double x, double y, double *px, double *py)
{
  *px = (x - self->x) * self->scale + self->width / 2;
  *py = (y - self->y) * self->scale + self->height / 2;
}

void
kith_viewport_between (const KithViewport *from, const KithViewport *to, double t, KithViewport *result)
{
  double ratio = to->scale / from->scale;
  double way = t;

  /* With the scale going in powers, a middle that went evenly would rush across the screen while zoomed in. Going with the inverse of the
   * scale keeps one point of the map still on screen, as zooming about that point does. */
  if (fabs (log (ratio)) > 1e-6)
    way = (1 - pow (ratio, -t)) / (1 - 1 / ratio);

  *result = *to;
  result->scale = from->scale * pow (ratio, t);
  result->x = from->x + (to->x - from->x) * way;
  result->y = from->y + (to->y - from->y) * way;
}
