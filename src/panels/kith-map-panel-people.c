/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The session's people as the canvas's dots and back: ids there, indices here. Who is chosen, the team, and the community in focus are
 * told to the canvas; what is chosen, opened, moved and asked on it is told to the session. */

#include "kith-map-panel-private.h"

#include "kith-chosen.h"
#include "kith-map-arranging.h"
#include "kith-person-words.h"

#include <glib/gi18n-lib.h>

static GArray *
dup_indices (KithMapPanel *self, const gint64 *people, guint n)
{
  GArray *indices = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);

  for (guint i = 0; i < n; i++)
    {
      int person = kith_snapshot_find (self->shown, people[i]);
      guint index = (guint) person;

      if (person >= 0)
        g_array_append_val (indices, index);
    }

  return indices;
}

/* — Telling the canvas — */

static void
show_chosen (KithMapPanel *self)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  guint n = 0;

  if (session != NULL)
    kith_session_get_selection (session, &n);
  gtk_widget_set_visible (self->chosen_bar, n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.show-selection", n > 0);
  if (n > 0)
    {
      g_autofree char *title = kith_chosen_dup_title (session);

      gtk_menu_button_set_label (self->chosen_button, title);
    }
}

void
kith_map_panel_show_selection (KithMapPanel *self)
{
  guint n = 0;
  const gint64 *people = kith_session_get_selection (kith_panel_get_session (KITH_PANEL (self)), &n);
  g_autoptr (GArray) indices = dup_indices (self, people, n);

  kith_canvas_set_selection (self->canvas, (const guint *) indices->data, indices->len);
}

static void
selection_changed (KithPanel *panel)
{
  KithMapPanel *self = KITH_MAP_PANEL (panel);
  guint n = 0;

  show_chosen (self);
  if (self->telling || self->shown == NULL || kith_panel_get_session (panel) == NULL)
    return;
  kith_map_panel_show_selection (self);

  const guint *chosen = kith_canvas_get_selection (self->canvas, &n);
  if (n == 1)
    kith_canvas_show_person (self->canvas, chosen[0]);
}

void
kith_map_panel_show_team (KithMapPanel *self)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  KithSnapshot *snapshot = NULL;
  const KithTeam *team = session != NULL ? kith_session_get_team (session, &snapshot) : NULL;
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (self->shown == NULL)
    return;
  for (guint i = 0; team != NULL && i < team->n_members; i++)
    g_array_append_val (people, snapshot->id[team->members[i].person]);

  g_autoptr (GArray) indices = dup_indices (self, (const gint64 *) people->data, people->len);
  kith_canvas_set_team (self->canvas, (const guint *) indices->data, indices->len);
}

void
kith_map_panel_show_pins (KithMapPanel *self)
{
  g_autoptr (GArray) pinned = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->shown->n; i++)
    if (self->shown->flags[i] & KITH_PERSON_PINNED)
      g_array_append_val (pinned, i);
  kith_canvas_set_pinned (self->canvas, (const guint *) pinned->data, pinned->len);
}

void
kith_map_panel_show_community (KithMapPanel *self)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));

  if (self->shown == NULL || session == NULL)
    return;

  int community = kith_snapshot_find_community (self->shown, kith_session_get_community (session));
  if (community == kith_canvas_get_community (self->canvas))
    return;
  kith_canvas_set_community (self->canvas, community);
  if (community >= 0 && !self->telling)
    kith_canvas_show_community (self->canvas, (guint) community);
}

static void
team_changed (KithPanel *panel)
{
  kith_map_panel_show_team (KITH_MAP_PANEL (panel));
  if (KITH_MAP_PANEL (panel)->layer == KITH_MAP_LAYER_PLAN)
    kith_map_panel_show_layer (KITH_MAP_PANEL (panel));
}

static void
community_changed (KithPanel *panel)
{
  kith_map_panel_show_community (KITH_MAP_PANEL (panel));
}

/* — Being told — */

static void
selected_cb (KithMapPanel *self, KithCanvas *canvas)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  guint n = 0;
  const guint *indices = kith_canvas_get_selection (canvas, &n);
  g_autofree gint64 *people = g_new (gint64, MAX (n, 1));

  if (session == NULL || self->shown == NULL)
    return;
  for (guint i = 0; i < n; i++)
    people[i] = self->shown->id[indices[i]];
  self->telling = TRUE;
  kith_session_set_selection (session, people, n);
  self->telling = FALSE;
}

static void
activated_cb (KithMapPanel *self, guint person, KithCanvas *canvas)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));

  if (session == NULL || self->shown == NULL)
    return;
  self->telling = TRUE;
  kith_session_show_person (session, self->shown->id[person]);
  self->telling = FALSE;
}

static void
community_picked_cb (KithMapPanel *self, int community, KithCanvas *canvas)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));

  if (session == NULL || self->shown == NULL)
    return;
  self->telling = TRUE;
  kith_session_select_community (session, community >= 0 ? self->shown->communities[community].id : 0);
  self->telling = FALSE;
}

static void
moved_cb (KithMapPanel *self, double dx, double dy, KithCanvas *canvas)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  guint n = 0;
  const guint *people = kith_canvas_get_selection (canvas, &n);

  if (session == NULL || self->shown == NULL)
    return;
  if (self->shown->part != NULL)
    {
      /* Made anew, the scene has them where they were. */
      kith_session_tell (session, _ ("Show everybody first: the places of a part are not kept"), FALSE);
      kith_map_panel_show_snapshot (self, self->shown);
    }
  else
    kith_map_move_people (session, self->shown, people, n, dx, dy);
}

static void
create_chosen_menu (GtkMenuButton *button, gpointer data)
{
  g_autoptr (GMenuModel) menu = kith_chosen_create_menu (kith_panel_get_session (data), NULL);

  gtk_menu_button_set_menu_model (button, menu);
}

static char *
describe (guint person, gboolean spoken, gpointer data)
{
  KithMapPanel *self = data;

  return self->shown != NULL && person < self->shown->n ? kith_person_dup_words (self->shown, person, spoken) : NULL;
}

/* — Parts of the class — */

void
kith_map_panel_class_bind_people (KithMapPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KithPanelClass *panel_class = KITH_PANEL_CLASS (klass);

  panel_class->selection_changed = selection_changed;
  panel_class->community_changed = community_changed;
  panel_class->team_changed = team_changed;
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, community_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
}

void
kith_map_panel_init_people (KithMapPanel *self)
{
  kith_canvas_set_describe (self->canvas, describe, self, NULL);
  gtk_menu_button_set_create_popup_func (self->chosen_button, create_chosen_menu, self, NULL);
}

void
kith_map_panel_dispose_people (KithMapPanel *self)
{
  kith_canvas_set_describe (self->canvas, NULL, NULL, NULL);
  gtk_menu_button_set_create_popup_func (self->chosen_button, NULL, NULL, NULL);
}
