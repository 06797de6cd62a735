/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which part of the map is seen, and how large: a middle, a scale and a size, in double precision, so that a map of a million people
 * can be looked at one by one. Knows no widget. Map units have y growing downwards, like pixels; pixels are logical ones. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double x, y;                     /* map point in the middle of the view */
  double scale;                    /* pixels per map unit, > 0 */
  double width, height;            /* of the view, pixels */
  double left, top, right, bottom; /* what there is to see, map units */
} KithViewport;

#define KITH_VIEWPORT_LARGEST 160.0 /* pixels per map unit: one dot fills a hand */

void kith_viewport_init (KithViewport *self);

/* The middle and the scale stay. */
void kith_viewport_set_size (KithViewport *self, double width, double height);
/* What there is to see. Does not move the view. */
void kith_viewport_set_bounds (KithViewport *self, double left, double top, double right, double bottom);

/* The scale at which everything is in view with @margin pixels around, and below which one cannot go (half of it). */
double kith_viewport_fit_scale (const KithViewport *self, double margin);
double kith_viewport_smallest (const KithViewport *self);

void kith_viewport_fit (KithViewport *self, double margin);
/* Puts a rectangle of the map into the middle, at most at the scale @largest. */
void kith_viewport_fit_rectangle (KithViewport *self, double left, double top, double right, double bottom,
                                  double margin, double largest);

/* The map point under (px, py) stays there. Stops at the smallest and the largest scale. */
void kith_viewport_zoom (KithViewport *self, double factor, double px, double py);
/* Moves what is seen by pixels; the middle of the view never leaves the map. Returns: FALSE where nothing moved */
gboolean kith_viewport_pan (KithViewport *self, double dx, double dy);

void kith_viewport_to_map (const KithViewport *self, double px, double py, double *x, double *y);
void kith_viewport_to_view (const KithViewport *self, double x, double y, double *px, double *py);

/* Somewhere between two views; t from 0 to 1. Looks even on the way: the scale goes in powers, and the middle with it. */
void kith_viewport_between (const KithViewport *from, const KithViewport *to, double t, KithViewport *result);

G_END_DECLS
