/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of the view "Map" share: the widget with its properties (kith-map-panel.c), the session's people as dots and back
 * (-people), the scene and the legend (-scene), actions and menu (-actions). */

#pragma once

#include "kith-map-legend.h"
#include "kith-map-panel.h"
#include "kith-map.h"

G_BEGIN_DECLS

struct _KithMapPanel
{
  KithPanel parent_instance;

  GtkStack *stack;
  AdwStatusPage *nobody_page;
  KithCanvas *canvas;
  GtkWidget *chosen_bar;
  GtkMenuButton *chosen_button;
  GtkMenuButton *size_button;
  KithMapLegend *legend;

  KithSnapshot *shown; /* nullable: whose indices the canvas has */
  KithSession *of;     /* borrowed, only compared: whose map is shown */
  gboolean telling;    /* the canvas is being told: it need not tell back */

  /* What dots mean. */
  KithMapSize size;
  gboolean size_chosen; /* by the person; otherwise what is best for the network */
};

/* kith-map-panel-people.c */
void kith_map_panel_show_selection (KithMapPanel *self); /* without going there */
void kith_map_panel_show_team (KithMapPanel *self);
void kith_map_panel_show_community (KithMapPanel *self);
void kith_map_panel_class_bind_people (KithMapPanelClass *klass);
void kith_map_panel_init_people (KithMapPanel *self);
void kith_map_panel_dispose_people (KithMapPanel *self);

/* kith-map-panel-scene.c; @snapshot: nullable */
void kith_map_panel_show_nobody (KithMapPanel *self, const KithSnapshot *snapshot);
void kith_map_panel_show_snapshot (KithMapPanel *self, KithSnapshot *snapshot);
void kith_map_panel_class_bind_scene (GtkWidgetClass *widget_class);

/* kith-map-panel-actions.c */
void kith_map_panel_class_bind_actions (GtkWidgetClass *widget_class);

G_END_DECLS
