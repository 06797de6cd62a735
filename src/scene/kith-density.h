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
  /* Two channels at a time, 16 bits each; (v + 1 + v / 256) / 256 is v / 255 for each v below 65535. */
  const guint32 pair = 0x00ff00ff;
  guint32 rest = 255 - cover;
  guint32 red_blue = (color & pair) * cover + (under & pair) * rest + 0x007f007f;
  guint32 alpha_green = (0x00ff0000 | (color >> 8 & 0xff)) * cover + (under >> 8 & pair) * rest + 0x007f007f;

  red_blue = (red_blue + 0x00010001 + (red_blue >> 8 & pair)) >> 8 & pair;
  alpha_green = (alpha_green + 0x00010001 + (alpha_green >> 8 & pair)) & ~pair;
  return alpha_green | red_blue;
}

G_END_DECLS
