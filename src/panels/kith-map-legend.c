/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-map-legend.h"

#include "kith-scene.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Close up the legend would fill the window. */
#define LARGEST_RADIUS 30
#define GAP 4
#define WIDE_GAP 10

struct _KithMapLegend
{
  GtkDrawingArea parent_instance;

  double values[KITH_MAP_LEGEND_DOTS], radii[KITH_MAP_LEGEND_DOTS];
  double scale;
};

G_DEFINE_FINAL_TYPE (KithMapLegend, kith_map_legend, GTK_TYPE_DRAWING_AREA)

static double
get_radius (KithMapLegend *self, guint i)
{
  return MIN (kith_scene_dot_radius (self->radii[i], self->scale), LARGEST_RADIUS);
}

static PangoLayout *
create_text (KithMapLegend *self, guint i)
{
  g_autofree char *text = self->values[i] == floor (self->values[i]) ? g_strdup_printf ("%'.0f", self->values[i])
                                                                     : g_strdup_printf ("%.1f", self->values[i]);
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (layout, attributes);

  return layout;
}

static void
measure (KithMapLegend *self)
{
  GtkDrawingArea *area = GTK_DRAWING_AREA (self);
  double width = 0;
  double height = 20;

  for (guint i = 0; i < KITH_MAP_LEGEND_DOTS; i++)
    if (self->values[i] > 0)
      {
        g_autoptr (PangoLayout) layout = create_text (self, i);
        int across;

        pango_layout_get_pixel_size (layout, &across, NULL);
        width += 2 * get_radius (self, i) + GAP + across + WIDE_GAP;
        height = MAX (height, 2 * get_radius (self, i) + 8);
      }
  gtk_drawing_area_set_content_width (area, (int) ceil (width));
  gtk_drawing_area_set_content_height (area, (int) ceil (height));
  gtk_widget_set_visible (GTK_WIDGET (self), width > 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  KithMapLegend *self = KITH_MAP_LEGEND (area);
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (area)) == GTK_TEXT_DIR_RTL;
  double x = 0;
  GdkRGBA color;

  gtk_widget_get_color (GTK_WIDGET (area), &color);
  for (guint i = 0; i < KITH_MAP_LEGEND_DOTS; i++)
    if (self->values[i] > 0)
      {
        g_autoptr (PangoLayout) layout = create_text (self, i);
        double radius = get_radius (self, i);
        int across, down;

        pango_layout_get_pixel_size (layout, &across, &down);
        cairo_arc (cr, mirrored ? width - x - radius : x + radius, height / 2.0, radius, 0, 2 * G_PI);
        cairo_set_source_rgba (cr, color.red, color.green, color.blue, 0.35);
        cairo_fill (cr);
        x += 2 * radius + GAP;
        cairo_move_to (cr, mirrored ? width - x - across : x, (height - down) / 2.0);
        gdk_cairo_set_source_rgba (cr, &color);
        pango_cairo_show_layout (cr, layout);
        x += across + WIDE_GAP;
      }
}

static void
kith_map_legend_class_init (KithMapLegendClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kith_map_legend_init (KithMapLegend *self)
{
  self->scale = 1;
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self), draw, NULL, NULL);
}

void
kith_map_legend_set_sizes (KithMapLegend *self, const double values[KITH_MAP_LEGEND_DOTS],
                           const double radii[KITH_MAP_LEGEND_DOTS])
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_return_if_fail (KITH_IS_MAP_LEGEND (self));

  for (guint i = 0; i < KITH_MAP_LEGEND_DOTS; i++)
    {
      self->values[i] = values[i];
      self->radii[i] = radii[i];
      if (values[i] > 0)
        g_string_append_printf (words, "%s%g", words->len > 0 ? ", " : "", values[i]);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Sizes of dots"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words->str, -1);
  measure (self);
}

void
kith_map_legend_set_scale (KithMapLegend *self, double scale)
{
  g_return_if_fail (KITH_IS_MAP_LEGEND (self));

  if (self->scale == scale)
    return;
  self->scale = scale;
  measure (self);
}
