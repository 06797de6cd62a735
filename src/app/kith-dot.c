/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-dot.h"

#include <adwaita.h>

struct _KithDot
{
  GtkWidget parent_instance;
  guint32 light, dark;
  int size;
};

G_DEFINE_FINAL_TYPE (KithDot, kith_dot, GTK_TYPE_WIDGET)

static void
dark_changed_cb (KithDot *self, GParamSpec *pspec, AdwStyleManager *manager)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
kith_dot_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                  int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = KITH_DOT (widget)->size;
}

static void
kith_dot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KithDot *self = KITH_DOT (widget);
  guint32 color = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? self->dark : self->light;
  GdkRGBA rgba = { (float) ((color >> 16) & 255) / 255.0f, (float) ((color >> 8) & 255) / 255.0f,
                   (float) (color & 255) / 255.0f, 1 };
  float size = (float) self->size;
  float x = ((float) gtk_widget_get_width (widget) - size) / 2;
  float y = ((float) gtk_widget_get_height (widget) - size) / 2;
  GskRoundedRect disc;

  gsk_rounded_rect_init_from_rect (&disc, &GRAPHENE_RECT_INIT (x, y, size, size), size / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_color (snapshot, &rgba, &disc.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
kith_dot_class_init (KithDotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = kith_dot_measure;
  widget_class->snapshot = kith_dot_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
kith_dot_init (KithDot *self)
{
  self->size = 12;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (dark_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
kith_dot_new (void)
{
  return g_object_new (KITH_TYPE_DOT, NULL);
}

static void
set_colors (KithDot *self, guint32 light, guint32 dark)
{
  if (self->light == light && self->dark == dark)
    return;
  self->light = light;
  self->dark = dark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kith_dot_set_color (KithDot *self, guint32 color, guint palette)
{
  g_return_if_fail (KITH_IS_DOT (self));

  set_colors (self, color, color == kith_palette_color (palette, FALSE) ? kith_palette_color (palette, TRUE) : color);
}

void
kith_dot_set_no_community (KithDot *self)
{
  g_return_if_fail (KITH_IS_DOT (self));

  set_colors (self, kith_palette_none (FALSE), kith_palette_none (TRUE));
}

void
kith_dot_set_size (KithDot *self, int size)
{
  g_return_if_fail (KITH_IS_DOT (self));

  self->size = size;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
