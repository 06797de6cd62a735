/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Ties as colored density: what a picture's lines add up to, and the tone that makes pixels of it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KITH_DENSITY_GLOW 0.7 /* opacity of ties at most, however many cross */

typedef struct
{
  guint64 *lanes; /* width × height, zeros to begin with */
  int width, height;
} KithDensity;

/* A line one pixel wide between two points, in pixels, that goes from one color to another. */
void kith_density_line (KithDensity *density, double x0, double y0, double x1, double y1, guint32 from, guint32 to);

/* Puts all lines over the pixels; @opacity: of a single one */
void kith_density_tone (const KithDensity *density, double opacity, guint8 *pixels, gsize stride);

/* A color over a premultiplied pixel, @cover of 255 of it. */
static inline guint32
kith_over (guint32 under, guint32 color, guint cover)
{
  guint rest = 255 - cover;
  guint32 result = 0;

  for (int shift = 0; shift <= 24; shift += 8)
    {
      guint upper = shift == 24 ? 255 : color >> shift & 0xff;
      guint sum = upper * cover + (under >> shift & 0xff) * rest + 127;

      result |= (sum / 255) << shift;
    }
  return result;
}

G_END_DECLS
