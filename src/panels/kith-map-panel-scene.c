/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the canvas draws, made of a snapshot and of what its dots mean, in a job; until the new scene comes, the old one stays, and what is
 * selected meanwhile is told to it once it is there. The key says what the dots mean. */

#include "kith-map-panel-private.h"

#include "kith-occasions.h"

#include <glib/gi18n-lib.h>

#define ROOMY_WIDTH 520 /* pixels of the map from which its key may open by itself */
#define ROOMY_HEIGHT 420

static void
looked_at_cb (KithMapPanel *self, KithCanvas *canvas)
{
  const KithViewport *view = kith_canvas_get_viewport (canvas);

  kith_map_key_set_scale (self->key, view->scale);
  kith_map_key_set_roomy (self->key, view->width >= ROOMY_WIDTH && view->height >= ROOMY_HEIGHT);
}

/* Names make room for it. */
static void
key_resized_cb (KithMapPanel *self, KithMapKey *key)
{
  gtk_widget_queue_draw (GTK_WIDGET (self->canvas));
}

/* — Scene — */

typedef struct
{
  KithSnapshot *snapshot;
  KithSession *of;
  KithMapColor color;
  KithMapSize size;
  gboolean events;
  KithScene *scene; /* with the note: the answer */
  char *note;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  kith_snapshot_unref (making->snapshot);
  g_clear_pointer (&making->scene, kith_scene_unref);
  g_free (making->note);
  g_free (making);
}

static gboolean
making_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Making *making = data;

  g_autoptr (KithScene) plain = kith_map_scene_new (making->snapshot, making->size);

  if (making->events)
    {
      KithSquares *squares = kith_occasions_load (store, making->snapshot, cancellable, error);

      if (squares == NULL)
        return FALSE;
      kith_scene_take_squares (plain, squares);
    }
  making->scene = kith_map_paint (plain, making->snapshot, making->color, &making->note);
  return TRUE;
}

static void
making_done (gpointer owner, gpointer data, const GError *error)
{
  KithMapPanel *self = owner;
  Making *making = data;

  if (error != NULL || kith_panel_get_session (KITH_PANEL (self)) != making->of)
    return;

  const KithScene *before = kith_canvas_get_scene (self->canvas);
  gboolean wanted_now = before != NULL && before->squares == NULL;
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
  kith_map_key_show (self->key, making->scene, making->snapshot, making->color, making->note, making->size);
  looked_at_cb (self, self->canvas);
  kith_map_panel_show_team (self);
  kith_map_panel_show_pins (self);
  kith_map_panel_show_layer (self);
  kith_map_panel_show_selection (self); /* without going there: the person may have looked elsewhere since */
  kith_canvas_set_cursor (self->canvas, at != 0 ? kith_snapshot_find (self->shown, at) : -1);
  gtk_stack_set_visible_child_name (self->stack, "map");
  if (making->scene->squares != NULL && making->scene->squares->n == 0 && wanted_now)
    kith_session_tell (making->of, _ ("No two people on the map were at an event or in a group together."), FALSE);
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
  making->color = self->color;
  making->size = self->size;
  making->events = self->events;
  kith_session_run (session, &(KithJob) {
                                 .lane = self->events ? KITH_LANE_READ : KITH_LANE_THINK,
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
  gtk_widget_class_bind_template_callback (widget_class, key_resized_cb);
}
