/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The palette keeps its promise: any two colors stay apart for normal, protan, deutan and tritan eyes, and from the ground. */

#include "kith-raster.h"
#include "kith-scene.h"

#include <math.h>

/* Machado, Oliveira, Fernandes 2009, severity 1, on linear sRGB. */
static const double eyes[4][9] = {
  { 1, 0, 0, 0, 1, 0, 0, 0, 1 },
  { 0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998 },
  { 0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881 },
  { 1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900 },
};

static void
linear (guint32 color, double *rgb)
{
  for (int i = 0; i < 3; i++)
    {
      double v = (color >> (16 - 8 * i) & 0xff) / 255.0;

      rgb[i] = v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4);
    }
}

/* OKLab × 100 of what an eye sees. */
static void
seen (guint32 color, int eye, double *lab)
{
  double rgb[3], c[3];
  double l, m, s;

  linear (color, rgb);
  for (int i = 0; i < 3; i++)
    c[i] = CLAMP (eyes[eye][3 * i] * rgb[0] + eyes[eye][3 * i + 1] * rgb[1] + eyes[eye][3 * i + 2] * rgb[2], 0.0, 1.0);
  l = cbrt (0.4122214708 * c[0] + 0.5363325363 * c[1] + 0.0514459929 * c[2]);
  m = cbrt (0.2119034982 * c[0] + 0.6806995451 * c[1] + 0.1073969566 * c[2]);
  s = cbrt (0.0883024619 * c[0] + 0.2817188376 * c[1] + 0.6299787005 * c[2]);
  lab[0] = 100 * (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s);
  lab[1] = 100 * (1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s);
  lab[2] = 100 * (0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
}

static double
distance (guint32 a, guint32 b, int eye)
{
  double p[3], q[3];

  seen (a, eye, p);
  seen (b, eye, q);
  return sqrt ((p[0] - q[0]) * (p[0] - q[0]) + (p[1] - q[1]) * (p[1] - q[1]) + (p[2] - q[2]) * (p[2] - q[2]));
}

static double
closest (gboolean dark, int eye)
{
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < kith_palette_size (); i++)
    for (guint j = 0; j < i; j++)
      least = MIN (least, distance (kith_palette_color (i, dark), kith_palette_color (j, dark), eye));
  return least;
}

static double
luminance (guint32 color)
{
  double rgb[3];

  linear (color, rgb);
  return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

static void
test_apart (void)
{
  static const double promised[2][4] = { { 12, 7.5, 7.5, 7.5 }, { 9.5, 5.9, 5.9, 5.9 } };

  g_assert_cmpuint (kith_palette_size (), >=, 12);
  for (int dark = 0; dark < 2; dark++)
    for (int eye = 0; eye < 4; eye++)
      {
        double least = closest (dark, eye);

        g_test_message ("%s ground, eye %d: the closest pair is %.1f apart", dark ? "dark" : "light", eye, least);
        g_assert_cmpfloat (least, >=, promised[dark][eye]);
      }
}

static double
to_any_eye (guint i, guint j)
{
  double least = G_MAXDOUBLE;

  for (int eye = 0; eye < 4; eye++)
    least = MIN (least, distance (kith_palette_color (i, FALSE), kith_palette_color (j, FALSE), eye));
  return least;
}

/* Entries next to each other are those most alike: what is chosen far apart on the ring is clearly different. */
static void
test_ring (void)
{
  guint n = kith_palette_size ();

  for (guint i = 0; i < n; i++)
    {
      double beside = (to_any_eye (i, i + 1) + to_any_eye (i, i + n - 1)) / 2;
      double across = 0;

      for (guint step = 4; step <= n - 4; step++)
        across += to_any_eye (i, i + step) / (n - 7);
      g_assert_cmpfloat (beside * 1.3, <, across);
    }
}

static void
test_ground (void)
{
  for (int dark = 0; dark < 2; dark++)
    {
      double ground = luminance (kith_raster_ground (dark)) + 0.05;

      for (guint i = 0; i <= kith_palette_size (); i++)
        {
          guint32 color = i < kith_palette_size () ? kith_palette_color (i, dark) : kith_palette_none (dark);
          double own = luminance (color) + 0.05;

          g_assert_cmpfloat (MAX (own, ground) / MIN (own, ground), >=, dark ? 3.0 : 1.75);
        }
    }
}

static void
test_twins (void)
{
  g_assert_cmphex (kith_palette_color (kith_palette_size () + 3, FALSE), ==, kith_palette_color (3, FALSE));
  for (guint i = 0; i < kith_palette_size (); i++)
    {
      g_assert_cmphex (kith_palette_on (kith_palette_color (i, FALSE), TRUE), ==, kith_palette_color (i, TRUE));
      g_assert_cmphex (kith_palette_on (kith_palette_color (i, FALSE), FALSE), ==, kith_palette_color (i, FALSE));
      g_assert_cmpfloat (luminance (kith_palette_color (i, TRUE)), >, luminance (kith_palette_color (i, FALSE)));
    }
  /* A color of the user's own becomes lighter, too, and black can be seen. */
  g_assert_cmpfloat (luminance (kith_palette_on (0x802040, TRUE)), >, luminance (0x802040));
  g_assert_cmpfloat (luminance (kith_palette_on (0x000000, TRUE)), >, 0.1);
  g_assert_cmpfloat (luminance (kith_palette_on (0xffffff, TRUE)), >, 0.9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/palette/apart", test_apart);
  g_test_add_func ("/palette/ring", test_ring);
  g_test_add_func ("/palette/ground", test_ground);
  g_test_add_func ("/palette/twins", test_twins);
  return g_test_run ();
}
