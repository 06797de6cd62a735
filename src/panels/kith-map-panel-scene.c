/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the canvas draws, made of a snapshot and of what its dots mean, in a job; until the new scene comes, the old one stays, and what is
 * selected meanwhile is told to it once it is there. The legend says what the dots mean. */

#include "kith-map-panel-private.h"

#include <glib/gi18n-lib.h>

/* — Legend — */

static void
looked_at_cb (KithMapPanel *self, KithCanvas *canvas)
{
  kith_map_legend_set_scale (self->legend, kith_canvas_get_viewport (canvas)->scale);
}

static void
show_legend (KithMapPanel *self)
{
  const char *title = kith_map_size_get_title (self->size);
  double values[KITH_MAP_LEGEND_DOTS], radii[KITH_MAP_LEGEND_DOTS];

  gtk_menu_button_set_label (self->size_button, *title != '\0' ? title : _ ("Equal dots"));
  kith_map_size_legend (self->shown, self->size, values, radii);
  kith_map_legend_set_sizes (self->legend, values, radii);
  looked_at_cb (self, self->canvas);
}

/* — Scene — */

typedef struct
{
  KithSnapshot *snapshot;
  KithSession *of;
  KithMapSize size;
  KithScene *scene;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  kith_snapshot_unref (making->snapshot);
  g_clear_pointer (&making->scene, kith_scene_unref);
  g_free (making);
}

static gboolean
making_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Making *making = data;

  making->scene = kith_map_scene_new (making->snapshot, making->size);
  return TRUE;
}

static void
making_done (gpointer owner, gpointer data, const GError *error)
{
  KithMapPanel *self = owner;
  Making *making = data;

  if (error != NULL || kith_panel_get_session (KITH_PANEL (self)) != making->of)
    return;

  gboolean keep_view = self->of == making->of && self->shown != NULL && self->shown->n_placed > 0;
  int cursor = keep_view ? kith_canvas_get_cursor (self->canvas) : -1;
  gint64 at = cursor >= 0 ? self->shown->id[cursor] : 0;
  g_clear_pointer (&self->shown, kith_snapshot_unref);
  self->shown = kith_snapshot_ref (making->snapshot);
  self->of = making->of;
  self->telling = TRUE;
  kith_canvas_set_scene (self->canvas, making->scene, keep_view);
  kith_map_panel_show_community (self);
  self->telling = FALSE;
  show_legend (self);
  kith_map_panel_show_team (self);
  kith_map_panel_show_selection (self); /* without going there: the person may have looked elsewhere since */
  kith_canvas_set_cursor (self->canvas, at != 0 ? kith_snapshot_find (self->shown, at) : -1);
  gtk_stack_set_visible_child_name (self->stack, "map");
}

void
kith_map_panel_show_nobody (KithMapPanel *self, const KithSnapshot *snapshot)
{
  adw_status_page_set_description (
      self->nobody_page, snapshot == NULL || snapshot->n == 0
                             ? _ ("Bring in the people you know: a list of members, a sign-in sheet, who knows whom.")
                             : _ ("Places for these people are worked out when their ties come in."));
  gtk_stack_set_visible_child_name (self->stack, "nobody");
  kith_canvas_set_scene (self->canvas, NULL, FALSE);
  g_clear_pointer (&self->shown, kith_snapshot_unref);
  self->of = NULL;
}

void
kith_map_panel_show_snapshot (KithMapPanel *self, KithSnapshot *snapshot)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  Making *making = NULL;

  if (self->of != session && self->of != NULL)
    kith_map_panel_show_nobody (self, snapshot);
  if (self->shown == NULL)
    gtk_stack_set_visible_child_name (self->stack, "waiting");

  making = g_new0 (Making, 1);
  making->snapshot = kith_snapshot_ref (snapshot);
  making->of = session;
  making->size = self->size;
  kith_session_run (session, &(KithJob) {
                                 .lane = KITH_LANE_THINK,
                                 .slot = "map",
                                 .work = making_work,
                                 .data = making,
                                 .free_data = making_free,
                                 .owner = self,
                                 .done = making_done,
                             });
}

void
kith_map_panel_class_bind_scene (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, looked_at_cb);
}
