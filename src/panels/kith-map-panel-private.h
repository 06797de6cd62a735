/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of the view "Map" share: the widget with its properties (kith-map-panel.c), the session's people as dots and back
 * (-people), the scene and the key (-scene), what dots mean (-meaning), what is pointed out over it (-layers), actions and menu
 * (-actions). */

#pragma once

#include "kith-map-key.h"
#include "kith-map-panel.h"
#include "kith-map.h"

G_BEGIN_DECLS

/* What is pointed out over the map. */
typedef enum
{
  KITH_MAP_LAYER_NONE,
  KITH_MAP_LAYER_PLAN,    /* whom the team reaches */
  KITH_MAP_LAYER_CHANGES, /* what is different from before */
} KithMapLayer;

struct _KithMapPanel
{
  KithPanel parent_instance;

  GtkStack *stack;
  AdwStatusPage *nobody_page;
  KithCanvas *canvas;
  GtkWidget *chosen_bar;
  GtkMenuButton *chosen_button;
  KithMapKey *key;
  AdwToolbarView *layer_view;
  AdwWrapBox *layer_box;

  KithSnapshot *shown; /* nullable: whose indices the canvas has */
  KithSession *of;     /* borrowed, only compared: whose map is shown */
  gboolean telling;    /* the canvas is being told: it need not tell back */

  /* What dots mean. */
  KithMapColor color;
  KithMapSize size;
  guint choices,
      choices_kept; /* how often something else was chosen; those of the network do not count before the last is kept there */

  gboolean events; /* squares for what people have in common */

  KithMapLayer layer;
  KithSnapshot *before; /* nullable: what it is compared with */
  gint64 since;         /* when that was */
};

/* kith-map-panel.c */
void kith_map_panel_set_layer (KithMapPanel *self, KithMapLayer layer);

/* kith-map-panel-people.c */
void kith_map_panel_show_selection (KithMapPanel *self); /* without going there */
void kith_map_panel_show_team (KithMapPanel *self);
void kith_map_panel_show_pins (KithMapPanel *self);
void kith_map_panel_show_community (KithMapPanel *self);
void kith_map_panel_class_bind_people (KithMapPanelClass *klass);
void kith_map_panel_init_people (KithMapPanel *self);
void kith_map_panel_dispose_people (KithMapPanel *self);

/* kith-map-panel-scene.c; @snapshot: nullable */
void kith_map_panel_show_nobody (KithMapPanel *self, const KithSnapshot *snapshot);
void kith_map_panel_show_snapshot (KithMapPanel *self, KithSnapshot *snapshot);
void kith_map_panel_class_bind_scene (GtkWidgetClass *widget_class);

/* kith-map-panel-meaning.c */
/* What was chosen for the network; TRUE where it is something else than before. */
gboolean kith_map_panel_take_meaning (KithMapPanel *self, const KithSnapshot *snapshot);
/* Shows it at once, and keeps it in the network. */
void kith_map_panel_choose_color (KithMapPanel *self, KithMapColor color);
void kith_map_panel_choose_size (KithMapPanel *self, KithMapSize size);
void kith_map_panel_class_bind_meaning (GtkWidgetClass *widget_class);
void kith_map_panel_show_events (KithMapPanel *self, gboolean show);
/* kith-map-panel-layers.c */
void kith_map_panel_show_layer (KithMapPanel *self); /* after the scene or what the layer is about has changed */
void kith_map_panel_class_bind_layers (GtkWidgetClass *widget_class);

/* kith-map-panel-actions.c */
void kith_map_panel_class_bind_actions (GtkWidgetClass *widget_class);
void kith_map_panel_init_actions (KithMapPanel *self);

G_END_DECLS
