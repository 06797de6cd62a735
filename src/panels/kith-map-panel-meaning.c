/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What colors and sizes of dots mean, and whether events are squares: chosen by the person, shown at once, and kept with the network. A line of the key chooses whom it is
 * about. */

#include "kith-map-panel-private.h"

#include "kith-error.h"
#include "kith-acts.h"
#include "kith-settings.h"

#include <glib/gi18n-lib.h>

gboolean
kith_map_panel_take_meaning (KithMapPanel *self, const KithSnapshot *snapshot)
{
  KithMapColor color = kith_map_color_of (snapshot);
  KithMapSize size = kith_map_size_of (snapshot);

  if (self->choices != self->choices_kept
      || (self->color == color && self->size == size && self->events == snapshot->map_events))
    return FALSE;
  self->color = color;
  self->size = size;
  self->events = snapshot->map_events;
  return TRUE;
}

/* — Keeping it — */

typedef struct
{
  const char *key, *value; /* both static; no value forgets it */
  char *label;
  guint number;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->label);
  g_free (choice);
}

static gboolean
keep_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  const Choice *choice = data;
  g_autoptr (KithActScope) act = kith_act_scope (store);

  return kith_act_begin (store, choice->label, FALSE, error)
         && kith_setting_set (store, choice->key, choice->value, error) && kith_act_commit (store, NULL, error);
}

static void
keep_done (gpointer owner, gpointer data, const GError *error)
{
  KithMapPanel *self = owner;
  const Choice *choice = data;
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));

  self->choices_kept = MAX (self->choices_kept, choice->number);
  /* What cannot be kept may still be looked at. */
  if (error != NULL && session != NULL && !g_error_matches (error, KITH_ERROR, KITH_ERROR_READ_ONLY))
    kith_session_fail (session, error->message);
}

/* Takes @label. */
static void
keep (KithMapPanel *self, const char *key, const char *value, char *label)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  Choice *choice = g_new0 (Choice, 1);

  choice->key = key;
  choice->value = value;
  choice->label = label;
  choice->number = ++self->choices;
  kith_session_run (session, &(KithJob) {
                                 .lane = KITH_LANE_WRITE,
                                 .shows_own_errors = TRUE,
                                 .work = keep_work,
                                 .data = choice,
                                 .free_data = choice_free,
                                 .owner = self,
                                 .done = keep_done,
                             });
}

static KithSnapshot *
get_snapshot (KithMapPanel *self)
{
  return kith_panel_get_session (KITH_PANEL (self)) != NULL ? kith_panel_get_snapshot (KITH_PANEL (self)) : NULL;
}

void
kith_map_panel_choose_color (KithMapPanel *self, KithMapColor color)
{
  KithSnapshot *snapshot = get_snapshot (self);

  self->color = color;
  if (snapshot == NULL)
    return;
  if (snapshot->n_placed > 0)
    kith_map_panel_show_snapshot (self, snapshot);
  keep (self, KITH_SETTING_MAP_COLOR, kith_map_color_get_name (color),
        /* Translators: an act, as in "Undo …"; %s is what colors tell then: “Community”, “Tier” … */
        g_strdup_printf (_ ("Color the Map by “%s”"), kith_map_color_get_title (color)));
}

void
kith_map_panel_choose_size (KithMapPanel *self, KithMapSize size)
{
  KithSnapshot *snapshot = get_snapshot (self);
  const char *title = kith_map_size_get_title (size);

  self->size = size;
  if (snapshot == NULL)
    return;
  if (snapshot->n_placed > 0)
    kith_map_panel_show_snapshot (self, snapshot);
  keep (self, KITH_SETTING_MAP_SIZE, kith_map_size_get_name (size),
        /* Translators: an act, as in "Undo …"; %s is what sizes tell then: “Audience”, “Ties” … */
        *title != '\0' ? g_strdup_printf (_ ("Size Dots by “%s”"), title) : g_strdup (_ ("Make All Dots Equal")));
}

void
kith_map_panel_show_events (KithMapPanel *self, gboolean show)
{
  KithSnapshot *snapshot = get_snapshot (self);

  self->events = show;
  if (snapshot == NULL)
    return;
  if (snapshot->n_placed > 0)
    kith_map_panel_show_snapshot (self, snapshot);
  keep (self, KITH_SETTING_MAP_EVENTS, show ? "1" : NULL,
        /* Translators: acts, as in "Undo …"; the squares stand for events and groups on the map */
        g_strdup (show ? _ ("Show Squares Where People Met") : _ ("Hide Squares Where People Met")));
}

/* — Lines of the key — */

/* Whom a line means: @kind of what colors tell, else @shape, else, with -1, those without a community. */
static void
choose (KithMapPanel *self, int kind, int shape)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  KithScene *scene = kith_canvas_get_scene (self->canvas);
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (session == NULL || scene == NULL || self->shown == NULL)
    return;
  for (guint i = 0; i < scene->n; i++)
    if (kind >= 0    ? scene->n_kinds > 0 && scene->kind[i] == kind
        : shape >= 0 ? scene->shape[i] == shape
                     : scene->community[i] == KITH_SCENE_NO_COMMUNITY)
      g_array_append_val (people, self->shown->id[i]);
  kith_session_set_selection (session, (const gint64 *) people->data, people->len);
}

static void
choose_kind_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose (KITH_MAP_PANEL (widget), MAX (g_variant_get_int32 (parameter), 0), -1);
}

static void
choose_shape_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose (KITH_MAP_PANEL (widget), -1, g_variant_get_int32 (parameter));
}

/* As with a click on its square. */
static void
choose_event_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithMapPanel *self = KITH_MAP_PANEL (widget);
  KithScene *scene = kith_canvas_get_scene (self->canvas);

  for (guint s = 0; scene != NULL && scene->squares != NULL && s < scene->squares->n; s++)
    if (scene->squares->squares[s].id == g_variant_get_int64 (parameter))
      {
        kith_canvas_choose_square (self->canvas, s, FALSE);
        return;
      }
}

void
kith_map_panel_class_bind_meaning (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "map.choose-kind", "i", choose_kind_action);
  gtk_widget_class_install_action (widget_class, "map.choose-shape", "i", choose_shape_action);
  gtk_widget_class_install_action (widget_class, "map.choose-event", "x", choose_event_action);
}
