/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The colors of communities. Found by annealing over OKLab with the smallest distance of any pair as seen by normal, protan, deutan
 * and tritan eyes (Machado, Oliveira, Fernandes 2009), then put in the shortest ring, in which entries next to each other look
 * most alike, as kith_keeping_choose_colors wants it; the twins on dark ground keep the hue. test-palette measures what is promised. */

#include "kith-scene.h"

static const struct
{
  guint32 light, dark;
} palette[] = {
  { 0x417ad7, 0x629af4 }, /* blue */
  { 0xa18cf8, 0xbaaefe }, /* lavender */
  { 0xacbbf2, 0xc8d4ff }, /* ice */
  { 0x33afb8, 0x5dcad3 }, /* teal */
  { 0x4cd394, 0x71ebae }, /* mint */
  { 0xe6b726, 0xfdd054 }, /* gold */
  { 0xd48377, 0xef9f93 }, /* salmon */
  { 0x958801, 0xb2a63f }, /* olive */
  { 0x2b725a, 0x51927a }, /* forest */
  { 0xa83907, 0xca5f39 }, /* rust */
  { 0xb95194, 0xd872b2 }, /* orchid */
  { 0x7448ab, 0x936bcc }, /* violet */
};

guint
kith_palette_size (void)
{
  return G_N_ELEMENTS (palette);
}

guint32
kith_palette_color (guint index, gboolean dark)
{
  index %= G_N_ELEMENTS (palette);
  return dark ? palette[index].dark : palette[index].light;
}

guint32
kith_palette_none (gboolean dark)
{
  return dark ? 0x7d7d83 : 0xa3a3a8;
}

static double
to_linear (guint32 color, int shift)
{
  double v = ((color >> shift) & 0xff) / 255.0;

  return v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4);
}

static guint32
from_linear (double v)
{
  v = CLAMP (v, 0.0, 1.0);
  v = v <= 0.0031308 ? 12.92 * v : 1.055 * pow (v, 1 / 2.4) - 0.055;
  return (guint32) floor (255 * v + 0.5);
}

/* The same line through OKLab (Ottosson 2020) as the palette's twins: lightness 0.17 + 0.88 L, chroma × 0.95, less where sRGB ends. */
static guint32
lighten (guint32 color)
{
  double r = to_linear (color, 16);
  double g = to_linear (color, 8);
  double b = to_linear (color, 0);
  double l = cbrt (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  double m = cbrt (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  double s = cbrt (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  double light = 0.17 + 0.88 * (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s);
  double green_red = 0.95 * (1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s);
  double blue_yellow = 0.95 * (0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);

  /* Black would stay too dark to be seen. */
  light = CLAMP (light, 0.55, 1.0);
  for (int i = 0;; i++)
    {
      l = pow (light + 0.3963377774 * green_red + 0.2158037573 * blue_yellow, 3);
      m = pow (light - 0.1055613458 * green_red - 0.0638541728 * blue_yellow, 3);
      s = pow (light - 0.0894841775 * green_red - 1.2914855480 * blue_yellow, 3);
      r = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
      g = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
      b = -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s;
      if (i == 60 || (MIN (r, MIN (g, b)) >= -0.0005 && MAX (r, MAX (g, b)) <= 1.0005))
        break;
      green_red *= 0.95;
      blue_yellow *= 0.95;
    }
  return from_linear (r) << 16 | from_linear (g) << 8 | from_linear (b);
}

guint32
kith_palette_on (guint32 color, gboolean dark)
{
  if (!dark)
    return color & 0xffffff;
  if ((color & 0xffffff) == KITH_PALETTE_FAINT)
    return 0x46464b;
  for (guint i = 0; i < G_N_ELEMENTS (palette); i++)
    if (palette[i].light == (color & 0xffffff))
      return palette[i].dark;
  return lighten (color);
}

guint32
kith_palette_shaded (guint32 full, KithShade shade, gboolean dark)
{
  guint32 faint = kith_palette_on (KITH_PALETTE_FAINT, dark);
  guint32 half = 0;

  if (shade != KITH_SHADE_HALF)
    return shade == KITH_SHADE_FULL ? full : faint;
  for (int shift = 0; shift <= 16; shift += 8)
    half |= (((full >> shift & 0xff) + (faint >> shift & 0xff) + 1) / 2) << shift;
  return half;
}
