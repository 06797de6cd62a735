/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Five communities of dots on spirals, with one person between them who knows somebody in each: what Kith is for. */

#include "kith-start-picture.h"
#include "kith-scene.h"

#include <adwaita.h>
#include <math.h>

#define WIDTH 440.0
#define HEIGHT 176.0

typedef struct
{
  double x, y;
  guint people;
  guint palette;
} Island;

static const Island islands[] = {
  { 66, 104, 19, 0 }, { 150, 48, 14, 5 }, { 236, 128, 24, 9 }, { 318, 52, 16, 3 }, { 384, 118, 12, 10 },
};
static const double connector[2] = { 226, 62 };

#define KITH_TYPE_START_PICTURE (kith_start_picture_get_type ())
G_DECLARE_FINAL_TYPE (KithStartPicture, kith_start_picture, KITH, START_PICTURE, GObject)

struct _KithStartPicture
{
  GObject parent_instance;
};

/* Where dot @i of an island lies: a sunflower, so that dots never touch. */
static void
get_place (const Island *island, guint i, double *x, double *y)
{
  double r = 7.6 * sqrt (i + 0.3);
  double angle = i * 2.39996 + island->x;

  *x = island->x + r * cos (angle);
  *y = island->y + r * sin (angle);
}

static void
kith_start_picture_snapshot (GdkPaintable *paintable, GdkSnapshot *snapshot, double width, double height)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  double scale = MIN (width / WIDTH, height / HEIGHT);
  double ink = dark ? 1 : 0;

  cairo_translate (cr, (width - WIDTH * scale) / 2, (height - HEIGHT * scale) / 2);
  cairo_scale (cr, scale, scale);
  for (guint c = 0; c < G_N_ELEMENTS (islands); c++)
    {
      const Island *island = &islands[c];
      guint32 color = kith_palette_color (island->palette, dark);
      double x, y, r = ((color >> 16) & 255) / 255.0, g = ((color >> 8) & 255) / 255.0, b = (color & 255) / 255.0;

      cairo_set_line_width (cr, 0.8);
      cairo_set_source_rgba (cr, r, g, b, 0.35);
      for (guint i = 1; i < island->people; i++)
        for (guint back = 1; back <= 3; back += 2)
          if (i >= back)
            {
              get_place (island, i, &x, &y);
              cairo_move_to (cr, x, y);
              get_place (island, (i - back) / 2, &x, &y);
              cairo_line_to (cr, x, y);
            }
      cairo_stroke (cr);
      cairo_set_line_width (cr, 1.2);
      cairo_set_source_rgba (cr, ink, ink, ink, 0.4);
      cairo_move_to (cr, connector[0], connector[1]);
      get_place (island, 1, &x, &y);
      cairo_line_to (cr, x, y);
      cairo_stroke (cr);
      cairo_set_source_rgb (cr, r, g, b);
      for (guint i = 0; i < island->people; i++)
        {
          get_place (island, i, &x, &y);
          cairo_new_sub_path (cr);
          cairo_arc (cr, x, y, 3.1 + (i * 7 % 5) * 0.45, 0, 2 * G_PI);
        }
      cairo_fill (cr);
    }
  cairo_arc (cr, connector[0], connector[1], 6.5, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, ink, ink, ink);
  cairo_fill (cr);
  cairo_arc (cr, connector[0], connector[1], 10.5, 0, 2 * G_PI);
  cairo_set_line_width (cr, 1.6);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static int
kith_start_picture_get_width (GdkPaintable *paintable)
{
  return (int) WIDTH;
}

static int
kith_start_picture_get_height (GdkPaintable *paintable)
{
  return (int) HEIGHT;
}

static void
kith_start_picture_paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = kith_start_picture_snapshot;
  iface->get_intrinsic_width = kith_start_picture_get_width;
  iface->get_intrinsic_height = kith_start_picture_get_height;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KithStartPicture, kith_start_picture, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, kith_start_picture_paintable_init))

static void
kith_start_picture_class_init (KithStartPictureClass *klass)
{
}

static void
dark_changed_cb (KithStartPicture *self, GParamSpec *pspec, AdwStyleManager *manager)
{
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
}

static void
kith_start_picture_init (KithStartPicture *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (dark_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

GdkPaintable *
kith_start_picture_new (void)
{
  return GDK_PAINTABLE (g_object_new (KITH_TYPE_START_PICTURE, NULL));
}
