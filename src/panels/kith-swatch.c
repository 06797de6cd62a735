/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-swatch.h"

#include "kith-legend.h"
#include "kith-raster.h"

#include <adwaita.h>

#define DISC 12 /* unless set */
#define BAR 8.0f

struct _KithSwatch
{
  GtkWidget parent_instance;
  guint32 light, dark;
  double share; /* negative for a disc */
  int size;     /* of the disc */
  KithShape shape;
  KithSign sign;
};

G_DEFINE_FINAL_TYPE (KithSwatch, kith_swatch, GTK_TYPE_WIDGET)

static void
dark_changed_cb (KithSwatch *self, GParamSpec *pspec, AdwStyleManager *manager)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
kith_swatch_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                     int *minimum_baseline, int *natural_baseline)
{
  KithSwatch *self = KITH_SWATCH (widget);

  if (self->share < 0)
    *minimum = *natural = self->size;
  else if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = (int) BAR;
  else
    {
      *minimum = 40;
      *natural = 60;
    }
}

static void
fill (GtkSnapshot *snapshot, const GdkRGBA *color, float x, float y, float width, float height)
{
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (x, y, width, height), height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, color, &shape.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
kith_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KithSwatch *self = KITH_SWATCH (widget);
  guint32 color = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? self->dark : self->light;
  GdkRGBA rgba = { (float) ((color >> 16) & 255) / 255.0f, (float) ((color >> 8) & 255) / 255.0f,
                   (float) (color & 255) / 255.0f, 1 };
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);

  if (self->share < 0)
    {
      float size = (float) self->size;

      if (self->shape != KITH_SHAPE_DOT || self->sign != KITH_SIGN_NONE)
        {
          cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
          gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

          if (self->sign != KITH_SIGN_NONE)
            kith_sign_draw (cr, self->sign, width / 2, height / 2, size / 2,
                            &(KithMapLook) { .unit = 1, .dark = dark, .ground = kith_raster_ground (dark) });
          else
            kith_legend_dot (cr, self->shape, width / 2, height / 2, size / 2 / kith_shape_reach (self->shape), color,
                             kith_raster_ground (dark), 1);
          cairo_destroy (cr);
          return;
        }

      fill (snapshot, &rgba, (width - size) / 2, (height - size) / 2, size, size);
      return;
    }

  GdkRGBA trough;
  float length = MAX ((float) self->share * width, BAR);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  gtk_widget_get_color (widget, &trough);
  trough.alpha *= 0.1f;
  fill (snapshot, &trough, 0, (height - BAR) / 2, width, BAR);
  fill (snapshot, &rgba, mirrored ? width - length : 0, (height - BAR) / 2, length, BAR);
}

static void
kith_swatch_class_init (KithSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = kith_swatch_measure;
  widget_class->snapshot = kith_swatch_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
kith_swatch_init (KithSwatch *self)
{
  self->share = -1;
  self->size = DISC;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (dark_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
set_colors (KithSwatch *self, guint32 light, guint32 dark)
{
  if (self->light == light && self->dark == dark)
    return;
  self->light = light;
  self->dark = dark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GtkWidget *
kith_swatch_new (const KithSnapshot *snapshot, int community, double share)
{
  KithSwatch *self = g_object_new (KITH_TYPE_SWATCH, NULL);

  self->share = MIN (share, 1);
  if (community >= 0 && (guint) community < snapshot->n_communities)
    kith_swatch_set_color (self, snapshot->communities[community].color);
  else
    kith_swatch_set_no_community (self);

  return GTK_WIDGET (self);
}

GtkWidget *
kith_swatch_new_disc (int size)
{
  KithSwatch *self = g_object_new (KITH_TYPE_SWATCH, NULL);

  self->size = size;
  return GTK_WIDGET (self);
}

void
kith_swatch_set_color (KithSwatch *self, guint32 color)
{
  g_return_if_fail (KITH_IS_SWATCH (self));

  set_colors (self, color, kith_palette_on (color, TRUE));
}

void
kith_swatch_set_no_community (KithSwatch *self)
{
  g_return_if_fail (KITH_IS_SWATCH (self));

  set_colors (self, kith_palette_none (FALSE), kith_palette_none (TRUE));
}

void
kith_swatch_set_shape (KithSwatch *self, KithShape shape)
{
  g_return_if_fail (KITH_IS_SWATCH (self));

  self->shape = shape;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kith_swatch_set_sign (KithSwatch *self, KithSign sign)
{
  g_return_if_fail (KITH_IS_SWATCH (self));

  self->sign = sign;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
