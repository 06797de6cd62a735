/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-community-row.h"
#include "kith-swatch.h"

#include <glib/gi18n-lib.h>

struct _KithCommunityRow
{
  GtkWidget parent_instance;

  KithCommunityItem *item;
  KithSwatch *dot;
  GtkLabel *name_label;
  GtkWidget *pin_image;
  GtkLabel *people_label;
  GtkWidget *edit_button;
  GtkWidget *overlay; /* bound, so that it goes with the template */
};

enum
{
  EDIT,
  N_SIGNALS,
};

G_DEFINE_FINAL_TYPE (KithCommunityRow, kith_community_row, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

/* One of the network; those of a part of it, below 0, are made for looking only. */
static gboolean
is_community (KithCommunityRow *self)
{
  return self->item != NULL && kith_community_item_get_id (self->item) > 0;
}

static void
ask_for_editor (KithCommunityRow *self)
{
  if (is_community (self))
    g_signal_emit (self, signals[EDIT], 0);
}

static void
secondary_pressed_cb (KithCommunityRow *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  ask_for_editor (self);
}

static void
long_pressed_cb (KithCommunityRow *self, double x, double y, GtkGestureLongPress *gesture)
{
  ask_for_editor (self);
}

static void
edit_clicked_cb (KithCommunityRow *self, GtkButton *button)
{
  ask_for_editor (self);
}

static void
item_changed_cb (KithCommunityRow *self, KithCommunityItem *item)
{
  g_autofree char *people = g_strdup_printf ("%'u", kith_community_item_get_people (item));

  gtk_widget_set_opacity (GTK_WIDGET (self->dot), kith_community_item_get_id (item) != 0 ? 1 : 0);
  kith_swatch_set_color (self->dot, kith_community_item_get_color (item));
  gtk_label_set_text (self->name_label, kith_community_item_get_name (item));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name_label), kith_community_item_get_name (item));
  gtk_label_set_text (self->people_label, people);
  gtk_widget_set_visible (self->pin_image, kith_community_item_get_pinned (item));
  gtk_widget_set_visible (self->edit_button, is_community (self));
  if (is_community (self))
    gtk_widget_add_css_class (GTK_WIDGET (self->people_label), "covered");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->people_label), "covered");
}

char *
kith_community_row_dup_description (KithCommunityItem *item)
{
  guint n = kith_community_item_get_people (item);
  g_autofree char *people = g_strdup_printf (ngettext ("%'u person", "%'u people", n), n);

  if (kith_community_item_get_pinned (item))
    /* Translators: name of a community, number of people; "kept" is what its pin says */
    return g_strdup_printf (_ ("%s, %s, kept"), kith_community_item_get_name (item), people);
  /* Translators: name of a community, number of people */
  return g_strdup_printf (_ ("%s, %s"), kith_community_item_get_name (item), people);
}

KithCommunityItem *
kith_community_row_get_item (KithCommunityRow *self)
{
  g_return_val_if_fail (KITH_IS_COMMUNITY_ROW (self), NULL);

  return self->item;
}

void
kith_community_row_set_item (KithCommunityRow *self, KithCommunityItem *item)
{
  g_return_if_fail (KITH_IS_COMMUNITY_ROW (self));

  if (self->item == item)
    return;
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (item != NULL)
    {
      g_signal_connect_object (item, "changed", G_CALLBACK (item_changed_cb), self, G_CONNECT_SWAPPED);
      item_changed_cb (self, item);
    }
}

static void
kith_community_row_dispose (GObject *object)
{
  KithCommunityRow *self = KITH_COMMUNITY_ROW (object);

  kith_community_row_set_item (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KITH_TYPE_COMMUNITY_ROW);
  G_OBJECT_CLASS (kith_community_row_parent_class)->dispose (object);
}

static void
kith_community_row_class_init (KithCommunityRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kith_community_row_dispose;
  signals[EDIT]
      = g_signal_new ("edit", KITH_TYPE_COMMUNITY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (KITH_TYPE_SWATCH);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/app/kith-community-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KithCommunityRow, dot);
  gtk_widget_class_bind_template_child (widget_class, KithCommunityRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, KithCommunityRow, pin_image);
  gtk_widget_class_bind_template_child (widget_class, KithCommunityRow, people_label);
  gtk_widget_class_bind_template_child (widget_class, KithCommunityRow, edit_button);
  gtk_widget_class_bind_template_child (widget_class, KithCommunityRow, overlay);
  gtk_widget_class_bind_template_callback (widget_class, secondary_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, long_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_clicked_cb);
}

static void
kith_community_row_init (KithCommunityRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kith_community_row_new (void)
{
  return g_object_new (KITH_TYPE_COMMUNITY_ROW, NULL);
}
