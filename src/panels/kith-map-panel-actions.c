/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The actions "map.…" and the menu on the map, which offers them where they concern what is under the pointer. */

#include "kith-map-panel-private.h"

#include "kith-chosen.h"
#include "kith-map-arranging.h"
#include "kith-map-out.h"

#include <glib/gi18n-lib.h>

/* — Looking — */

static void
zoom_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_canvas_zoom (KITH_MAP_PANEL (widget)->canvas, 1.5);
}

static void
zoom_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_canvas_zoom (KITH_MAP_PANEL (widget)->canvas, 1 / 1.5);
}

static void
fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_canvas_fit (KITH_MAP_PANEL (widget)->canvas);
}

static void
show_selection_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithCanvas *canvas = KITH_MAP_PANEL (widget)->canvas;
  guint n = 0;
  const guint *people = kith_canvas_get_selection (canvas, &n);

  if (n > 0)
    kith_canvas_show_person (canvas, people[0]);
}

/* — Communities and places — */

/* The index of a community; -1 where it is not shown any more: a menu may stay open while the map changes under it. */
static int
find_community (KithMapPanel *self, GVariant *id)
{
  return self->shown != NULL ? kith_snapshot_find_community (self->shown, g_variant_get_int64 (id)) : -1;
}

static void
choose_community_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithMapPanel *self = KITH_MAP_PANEL (widget);
  int community = find_community (self, parameter);

  if (community >= 0)
    kith_canvas_choose_community (self->canvas, (guint) community, FALSE);
}

static void
show_community_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithMapPanel *self = KITH_MAP_PANEL (widget);
  int community = find_community (self, parameter);

  if (community >= 0)
    kith_canvas_show_community (self->canvas, (guint) community);
}

/* What is a community of a part is only its people to the network. */
static void
only_community_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithMapPanel *self = KITH_MAP_PANEL (widget);
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  int community = find_community (self, parameter);
  const KithSnapshot *shown = self->shown;
  g_autoptr (GArray) people = NULL;

  if (session == NULL || community < 0)
    return;
  if (shown->part == NULL)
    {
      kith_session_show_only (session, kith_part_new (KITH_PART_COMMUNITY, shown->communities[community].id,
                                                      shown->communities[community].name));
      return;
    }
  people = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < shown->n; i++)
    if (shown->community[i] == community)
      g_array_append_val (people, shown->id[i]);
  kith_session_show_only (session, kith_part_new_people ((const gint64 *) people->data, people->len));
}

static void
arrange_community_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithMapPanel *self = KITH_MAP_PANEL (widget);
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  int community = find_community (self, parameter);

  if (session != NULL && community >= 0 && self->shown->part == NULL)
    kith_map_arrange_community (session, self->shown->communities[community].id);
}

static void
arrange_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (widget));
  KithSnapshot *snapshot = kith_panel_get_snapshot (KITH_PANEL (widget));
  KithLayoutEngine engine;

  if (snapshot != NULL && snapshot->part != NULL)
    kith_session_tell (session, _ ("Show everybody first: the places of a part are not kept"), FALSE);
  else if (session != NULL && kith_layout_engine_from_name (g_variant_get_string (parameter, NULL), &engine))
    kith_map_arrange_anew (session, engine);
}

/* — Taking away — */

/* What is shown now; NULL for nobody. */
static KithMapOut *
take (GtkWidget *widget)
{
  KithMapPanel *self = KITH_MAP_PANEL (widget);
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));

  if (session == NULL)
    return NULL;
  if (self->shown == NULL || self->of != session)
    {
      kith_session_tell (session, _ ("Nobody is on the map yet."), FALSE);
      return NULL;
    }
  KithMapOut *out = kith_map_out_new (session, self->shown, self->canvas, 0);

  out->shown->color_by = self->color;
  out->shown->size_by = self->size;
  return out;
}

/* — Menu — */

static char *
dup_action (const char *name, gint64 community)
{
  g_autoptr (GVariant) id = g_variant_ref_sink (g_variant_new_int64 (community));

  return g_action_print_detailed_name (name, id);
}

static void
menu_wanted_cb (KithMapPanel *self, double x, double y, int community, KithCanvas *canvas)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  g_autoptr (GMenu) more = g_menu_new ();
  g_autoptr (GMenuModel) menu = NULL;
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, (float) y);

  if (session == NULL || self->shown == NULL)
    return;
  if (community >= 0)
    {
      gint64 id = self->shown->communities[community].id;
      g_autofree char *choose = dup_action ("map.choose-community", id);
      g_autofree char *show = dup_action ("map.show-community", id);
      g_autofree char *arrange = dup_action ("map.arrange-community", id);
      g_autofree char *only = dup_action ("map.only-community", id);

      g_menu_append (more, _ ("_Choose Everybody in It"), choose);
      g_menu_append (more, _ ("_Look Closer"), show);
      g_menu_append (more, _ ("Show _Only This Community"), only);
      /* The places of a part are not the network's. */
      if (self->shown->part == NULL)
        g_menu_append (more, _ ("_Arrange It Anew"), arrange);
      menu = g_object_ref (G_MENU_MODEL (more));
    }
  else
    {
      g_menu_append (more, _ ("S_how Everything"), "map.fit");
      menu = kith_chosen_create_menu (session, G_MENU_MODEL (more));
    }
  if (gtk_widget_compute_point (GTK_WIDGET (canvas), GTK_WIDGET (self), &point, &point))
    kith_chosen_popup (GTK_WIDGET (self), menu, point.x, point.y);
}

/* — Parts of the class — */

void
kith_map_panel_class_bind_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, menu_wanted_cb);
  gtk_widget_class_install_action (widget_class, "map.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "map.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "map.fit", NULL, fit_action);
  gtk_widget_class_install_action (widget_class, "map.choose-community", "x", choose_community_action);
  gtk_widget_class_install_action (widget_class, "map.show-community", "x", show_community_action);
  gtk_widget_class_install_action (widget_class, "map.only-community", "x", only_community_action);
  gtk_widget_class_install_action (widget_class, "map.arrange-community", "x", arrange_community_action);
  gtk_widget_class_install_action (widget_class, "map.arrange", "s", arrange_action);
  gtk_widget_class_install_action (widget_class, "map.show-selection", NULL, show_selection_action);
}

void
kith_map_panel_init_actions (KithMapPanel *self)
{
  kith_map_out_install (GTK_WIDGET (self), take);
}
