/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whole pictures: nothing reaches the border, every kind of file is written, and a failure leaves nothing behind. */

#include "kith-error.h"
#include "kith-picture.h"
#include "kith-raster.h"

#include "scene-fixture.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <string.h>

static KithPainterOptions
options_of (double width, double height)
{
  KithPainterOptions options = { 0 };

  options.width = width;
  options.height = height;
  options.labels = 60;
  options.title
      = "Harbour Food Bank, its friends, and everybody who has ever come to one of its many evenings by the water";
  options.note = "180 people · 9 communities · 21 November 2026";
  options.size_title = "Audience";
  options.size_values[0] = 100;
  options.size_values[1] = 1000;
  options.size_values[2] = 5000;
  options.size_radii[0] = 0.3;
  options.size_radii[1] = 0.6;
  options.size_radii[2] = 1;
  return options;
}

static cairo_surface_t *
paint (const KithScene *scene, const KithPainterOptions *options)
{
  cairo_surface_t *image
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) options->width, (int) options->height);
  cairo_t *cr = cairo_create (image);

  g_assert_true (kith_painter_draw (cr, scene, options, NULL));
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  return image;
}

static guint32
pixel (cairo_surface_t *image, int x, int y)
{
  return ((guint32 *) (void *) (cairo_image_surface_get_data (image) + y * cairo_image_surface_get_stride (image)))[x];
}

/* What is drawn keeps away from the border, so nothing is cut. */
static void
test_border (void)
{
  static const guint people[] = { 1, 2, 20, 180, 3000, 30000 };
  static const int sizes[][2] = { { 320, 240 }, { 1000, 700 }, { 700, 1000 }, { 1600, 500 }, { 300, 1200 } };

  for (guint k = 0; k < G_N_ELEMENTS (people); k++)
    for (guint j = 0; j < G_N_ELEMENTS (sizes); j++)
      for (int dark = 0; dark < 2; dark++)
        {
          g_autoptr (KithScene) scene = planted_scene (people[k], MIN (people[k], 9 + 20 * (j % 2)), 3, 40 + k);
          KithPainterOptions options = options_of (sizes[j][0], sizes[j][1]);
          const guint marked[] = { 0, people[k] - 1, 77777777 };
          guint32 ground = 0xff000000 | kith_raster_ground (dark);
          guint painted = 0;
          cairo_surface_t *image;

          /* All is tried at one size; the others take turns. */
          if (j > 1 && (j + k) % 2 == dark)
            continue;
          options.dark = dark;
          options.density = people[k] > 1000;
          options.bands = people[k] > 1 && j % 2 == 1;
          options.marked = marked;
          options.n_marked = G_N_ELEMENTS (marked);
          image = paint (scene, &options);
          for (int x = 0; x < sizes[j][0]; x++)
            for (int edge = 0; edge < 4; edge++)
              {
                g_assert_cmphex (pixel (image, x, edge), ==, ground);
                g_assert_cmphex (pixel (image, x, sizes[j][1] - 1 - edge), ==, ground);
              }
          for (int y = 0; y < sizes[j][1]; y++)
            for (int edge = 0; edge < 4; edge++)
              {
                g_assert_cmphex (pixel (image, edge, y), ==, ground);
                g_assert_cmphex (pixel (image, sizes[j][0] - 1 - edge, y), ==, ground);
              }
          for (int y = 0; y < sizes[j][1]; y++)
            for (int x = 0; x < sizes[j][0]; x++)
              painted += pixel (image, x, y) != ground;
          g_assert_cmpuint (painted, >, 300);
          cairo_surface_destroy (image);
        }
}

/* A small picture for a list of networks: the map alone, and as large as it can be. */
static void
test_bare (void)
{
  g_autoptr (KithScene) scene = planted_scene (180, 9, 3, 49);
  KithPainterOptions options = options_of (160, 120);
  guint32 ground = 0xff000000 | kith_raster_ground (FALSE);
  int left = 160, right = 0, top = 120, bottom = 0;
  cairo_surface_t *image;

  options.bare = TRUE;
  image = paint (scene, &options);
  for (int y = 0; y < 120; y++)
    for (int x = 0; x < 160; x++)
      if (pixel (image, x, y) != ground)
        {
          left = MIN (left, x);
          right = MAX (right, x);
          top = MIN (top, y);
          bottom = MAX (bottom, y);
        }
  g_assert_cmpint (left, >, 0);
  g_assert_cmpint (right, <, 159);
  g_assert_true (right - left > 130 || bottom - top > 95);
  cairo_surface_destroy (image);
}

/* A picture twice as large shows the same: most of it is the smaller one, doubled. */
static void
test_sizes (void)
{
  g_autoptr (KithScene) scene = planted_scene (180, 9, 3, 50);
  KithPainterOptions small = options_of (700, 500);
  KithPainterOptions large = options_of (1400, 1000);
  cairo_surface_t *one = paint (scene, &small);
  cairo_surface_t *two = paint (scene, &large);
  guint differ = 0;

  for (int y = 0; y < 500; y++)
    for (int x = 0; x < 700; x++)
      {
        int sum = 0;

        for (int k = 0; k < 4; k++)
          sum += pixel (two, 2 * x + k % 2, 2 * y + k / 2) >> 8 & 0xff;
        differ += ABS (sum / 4 - (int) (pixel (one, x, y) >> 8 & 0xff)) > 64;
      }
  g_assert_cmpuint (differ, <, 700 * 500 / 50);
  cairo_surface_destroy (one);
  cairo_surface_destroy (two);
}

static char *
head_of (const char *path, gsize *size)
{
  char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, size, NULL));
  g_assert_cmpuint (*size, >, 1000);
  return content;
}

static void
test_files (void)
{
  static const struct
  {
    const char *name, *begin, *end;
  } kinds[] = { { "map.png", "\x89PNG", NULL }, { "map.SVG", "<?xml", "</svg>\n" }, { "map.pdf", "%PDF", "%%EOF\n" } };
  g_autofree char *folder = g_dir_make_tmp ("kith-painter-XXXXXX", NULL);
  g_autoptr (KithScene) scene = planted_scene (180, 9, 3, 51);
  g_autoptr (KithScene) large = planted_scene (25000, 9, 3, 52);

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autofree char *path = g_build_filename (folder, kinds[k].name, NULL);
      KithPainterOptions options = options_of (800, 600);
      g_autoptr (GError) error = NULL;
      g_autofree char *content = NULL;
      g_autofree char *again = NULL;
      gsize size, large_size;

      g_assert_true (kith_picture_write (path, scene, &options, NULL, &error));
      g_assert_no_error (error);
      content = head_of (path, &size);
      g_assert_true (memcmp (content, kinds[k].begin, strlen (kinds[k].begin)) == 0);
      if (kinds[k].end != NULL)
        g_assert_true (g_str_has_suffix (content, kinds[k].end) || kinds[k].begin[0] == '%');

      /* A large network over it: an image inside, so the file stays small. */
      options.density = TRUE;
      g_assert_true (kith_picture_write (path, large, &options, NULL, &error));
      g_assert_no_error (error);
      again = head_of (path, &large_size);
      g_assert_cmpuint (large_size, <, 12 * 1000 * 1000);
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  /* No draft is left. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_bad (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kith-painter-XXXXXX", NULL);
  g_autoptr (KithScene) scene = planted_scene (20, 3, 3, 53);
  KithPainterOptions options = options_of (400, 300);
  g_autofree char *odd = g_build_filename (folder, "map.gif", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "map.png", NULL);
  g_autofree char *is_folder = g_build_filename (folder, "folder.png", NULL);
  g_autofree char *fine = g_build_filename (folder, "map.png", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (kith_picture_write (odd, scene, &options, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (kith_picture_write (nowhere, scene, &options, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (g_mkdir (is_folder, 0700), ==, 0);
  g_assert_false (kith_picture_write (is_folder, scene, &options, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
  g_clear_error (&error);
  options.width = 1e9;
  g_assert_false (kith_picture_write (fine, scene, &options, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
  g_clear_error (&error);
  options.width = options.height = 16000;
  g_assert_false (kith_picture_write (fine, scene, &options, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_TOO_LARGE);
  g_clear_error (&error);
  options.width = 0.0 / 0.0;
  g_assert_false (kith_picture_write (fine, scene, &options, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);

  g_assert_cmpint (g_rmdir (is_folder), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/painter/border", test_border);
  g_test_add_func ("/painter/bare", test_bare);
  g_test_add_func ("/painter/sizes", test_sizes);
  g_test_add_func ("/painter/files", test_files);
  g_test_add_func ("/painter/bad", test_bad);
  return g_test_run ();
}
