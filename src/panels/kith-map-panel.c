/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The widget of the view "Map": its template, its properties, and whose map it shows. */

#include "kith-map-panel-private.h"

#include "kith-chosen.h"
#include "kith-minimap.h"

enum
{
  PROP_0,
  PROP_COLOR_BY,
  PROP_SIZE_BY,
  PROP_BANDS,
  PROP_EVENTS,
  PROP_PLAN,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (KithMapPanel, kith_map_panel, KITH_TYPE_PANEL)

static GParamSpec *properties[N_PROPS];

static void
session_changed (KithPanel *panel)
{
  KithMapPanel *self = KITH_MAP_PANEL (panel);

  if (kith_panel_get_session (panel) != self->of)
    kith_map_panel_show_nobody (self, NULL);
  self->choices = self->choices_kept = 0;
  kith_map_panel_set_layer (self, KITH_MAP_LAYER_NONE);
  kith_chosen_install (GTK_WIDGET (self), kith_panel_get_session (panel));
}

static void
snapshot_changed (KithPanel *panel)
{
  KithMapPanel *self = KITH_MAP_PANEL (panel);
  KithSnapshot *snapshot = kith_panel_get_snapshot (panel);

  if (snapshot == NULL || snapshot->n_placed == 0)
    {
      kith_map_panel_show_nobody (self, snapshot);
      return;
    }
  if (kith_map_panel_take_meaning (self, snapshot))
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOR_BY]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE_BY]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EVENTS]);
    }
  kith_map_panel_show_snapshot (self, snapshot);
}

void
kith_map_panel_set_layer (KithMapPanel *self, KithMapLayer layer)
{
  if (self->layer == layer)
    return;
  self->layer = layer;
  if (layer != KITH_MAP_LAYER_CHANGES)
    g_clear_pointer (&self->before, kith_snapshot_unref);
  kith_map_panel_show_layer (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAN]);
}

/* — Class — */

static void
kith_map_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_COLOR_BY:
      g_value_set_string (value, kith_map_color_get_name (KITH_MAP_PANEL (object)->color));
      break;
    case PROP_SIZE_BY:
      g_value_set_string (value, kith_map_size_get_name (KITH_MAP_PANEL (object)->size));
      break;
    case PROP_BANDS:
      {
        KithCanvas *canvas = KITH_MAP_PANEL (object)->canvas;

        /* Actions look before the template is there. */
        g_value_set_boolean (value, canvas != NULL && kith_canvas_get_bands (canvas));
      }
      break;
    case PROP_EVENTS:
      g_value_set_boolean (value, KITH_MAP_PANEL (object)->events);
      break;
    case PROP_PLAN:
      g_value_set_boolean (value, KITH_MAP_PANEL (object)->layer == KITH_MAP_LAYER_PLAN);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_map_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KithMapPanel *self = KITH_MAP_PANEL (object);
  KithMapColor color;
  KithMapSize size;

  switch (id)
    {
    case PROP_COLOR_BY:
      if (!kith_map_color_from_name (g_value_get_string (value), &color) || color == self->color)
        return;
      kith_map_panel_choose_color (self, color);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SIZE_BY:
      if (!kith_map_size_from_name (g_value_get_string (value), &size) || size == self->size)
        return;
      kith_map_panel_choose_size (self, size);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_BANDS:
      kith_canvas_set_bands (self->canvas, g_value_get_boolean (value));
      break;
    case PROP_EVENTS:
      if (self->events == g_value_get_boolean (value))
        return;
      kith_map_panel_show_events (self, g_value_get_boolean (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_PLAN:
      kith_map_panel_set_layer (self, g_value_get_boolean (value) ? KITH_MAP_LAYER_PLAN : KITH_MAP_LAYER_NONE);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_map_panel_dispose (GObject *object)
{
  KithMapPanel *self = KITH_MAP_PANEL (object);

  if (self->canvas != NULL)
    kith_map_panel_dispose_people (self);
  g_clear_pointer (&self->shown, kith_snapshot_unref);
  g_clear_pointer (&self->before, kith_snapshot_unref);

  G_OBJECT_CLASS (kith_map_panel_parent_class)->dispose (object);
}

static void
kith_map_panel_class_init (KithMapPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KithPanelClass *panel_class = KITH_PANEL_CLASS (klass);

  object_class->get_property = kith_map_panel_get_property;
  object_class->set_property = kith_map_panel_set_property;
  object_class->dispose = kith_map_panel_dispose;
  panel_class->session_changed = session_changed;
  panel_class->snapshot_changed = snapshot_changed;

  properties[PROP_COLOR_BY] = g_param_spec_string (
      "color-by", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SIZE_BY] = g_param_spec_string ("size-by", NULL, NULL, NULL,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_BANDS]
      = g_param_spec_boolean ("bands", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_EVENTS] = g_param_spec_boolean ("events", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_PLAN] = g_param_spec_boolean ("plan", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (KITH_TYPE_CANVAS);
  g_type_ensure (KITH_TYPE_MAP_KEY);
  g_type_ensure (KITH_TYPE_MINIMAP);
  kith_panels_ensure_resources ();
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/panels/kith-map-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KithMapPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, KithMapPanel, nobody_page);
  gtk_widget_class_bind_template_child (widget_class, KithMapPanel, canvas);
  gtk_widget_class_bind_template_child (widget_class, KithMapPanel, chosen_bar);
  gtk_widget_class_bind_template_child (widget_class, KithMapPanel, chosen_button);
  gtk_widget_class_bind_template_child (widget_class, KithMapPanel, key);
  kith_map_panel_class_bind_people (klass);
  kith_map_panel_class_bind_scene (widget_class);
  kith_map_panel_class_bind_meaning (widget_class);
  kith_map_panel_class_bind_layers (widget_class);
  kith_map_panel_class_bind_actions (widget_class);
  gtk_widget_class_install_property_action (widget_class, "map.color-by", "color-by");
  gtk_widget_class_install_property_action (widget_class, "map.size-by", "size-by");
  gtk_widget_class_install_property_action (widget_class, "map.bands", "bands");
  gtk_widget_class_install_property_action (widget_class, "map.events", "events");
  gtk_widget_class_install_property_action (widget_class, "map.plan", "plan");
}

static void
kith_map_panel_init (KithMapPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kith_map_panel_init_people (self);
  kith_map_panel_init_actions (self);
  g_object_bind_property (adw_style_manager_get_default (), "dark", self->canvas, "dark", G_BINDING_SYNC_CREATE);
  g_object_bind_property (adw_style_manager_get_default (), "high-contrast", self->canvas, "contrast",
                          G_BINDING_SYNC_CREATE);
  kith_map_panel_show_nobody (self, NULL);
}

GtkWidget *
kith_map_panel_new (void)
{
  return g_object_new (KITH_TYPE_MAP_PANEL, NULL);
}

KithCanvas *
kith_map_panel_get_canvas (KithMapPanel *self)
{
  g_return_val_if_fail (KITH_IS_MAP_PANEL (self), NULL);

  return self->canvas;
}
