/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The session's people as the canvas's dots and back: ids here, indices there. The scene is made in a job; until it comes, the old one
 * stays, and what is selected meanwhile is told to it once it is there. */

#include "kith-map-panel.h"

#include "kith-chosen.h"
#include "kith-map-arranging.h"
#include "kith-map-legend.h"
#include "kith-map.h"
#include "kith-minimap.h"
#include "kith-people-model.h"
#include "kith-saving.h"

#include <glib/gi18n-lib.h>
#include <math.h>

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
  KithMapSize size;
  gboolean size_chosen; /* by the person; otherwise what is best for the network */
  gboolean telling;     /* the canvas is being told: it need not tell back */
};

enum
{
  PROP_0,
  PROP_SIZE_BY,
  PROP_BANDS,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (KithMapPanel, kith_map_panel, KITH_TYPE_PANEL)

static GParamSpec *properties[N_PROPS];

/* — Telling the canvas — */

static GArray *
indices_of (KithMapPanel *self, const gint64 *people, guint n)
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

static void
create_chosen_menu (GtkMenuButton *button, gpointer data)
{
  g_autoptr (GMenuModel) menu = kith_chosen_create_menu (kith_panel_get_session (data), NULL);

  gtk_menu_button_set_menu_model (button, menu);
}

static void
selection_changed (KithPanel *panel)
{
  KithMapPanel *self = KITH_MAP_PANEL (panel);
  KithSession *session = kith_panel_get_session (panel);
  guint n = 0;

  show_chosen (self);
  if (self->telling || self->shown == NULL || session == NULL)
    return;

  const gint64 *people = kith_session_get_selection (session, &n);
  g_autoptr (GArray) indices = indices_of (self, people, n);
  kith_canvas_set_selection (self->canvas, (const guint *) indices->data, indices->len);
  if (indices->len == 1)
    kith_canvas_show_person (self->canvas, g_array_index (indices, guint, 0));
}

static void
team_changed (KithPanel *panel)
{
  KithMapPanel *self = KITH_MAP_PANEL (panel);
  KithSession *session = kith_panel_get_session (panel);
  KithSnapshot *snapshot = NULL;
  const KithTeam *team = session != NULL ? kith_session_get_team (session, &snapshot) : NULL;
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (self->shown == NULL)
    return;
  for (guint i = 0; team != NULL && i < team->n_members; i++)
    g_array_append_val (people, snapshot->id[team->members[i].person]);

  g_autoptr (GArray) indices = indices_of (self, (const gint64 *) people->data, people->len);
  kith_canvas_set_team (self->canvas, (const guint *) indices->data, indices->len);
}

static int
get_community (KithMapPanel *self, KithSession *session)
{
  gint64 community = kith_session_get_community (session);

  for (guint i = 0; community != 0 && i < self->shown->n_communities; i++)
    if (self->shown->communities[i].id == community)
      return (int) i;

  return -1;
}

static void
community_changed (KithPanel *panel)
{
  KithMapPanel *self = KITH_MAP_PANEL (panel);
  KithSession *session = kith_panel_get_session (panel);

  if (self->shown == NULL || session == NULL)
    return;

  int community = get_community (self, session);
  if (community == kith_canvas_get_community (self->canvas))
    return;
  kith_canvas_set_community (self->canvas, community);
  if (community >= 0 && !self->telling)
    kith_canvas_show_community (self->canvas, (guint) community);
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
      g_autofree char *choose = g_strdup_printf ("map.choose-community(%d)", community);
      g_autofree char *show = g_strdup_printf ("map.show-community(%d)", community);
      g_autofree char *arrange = g_strdup_printf ("map.arrange-community(%d)", community);

      g_menu_append (more, _ ("_Choose Everybody in It"), choose);
      g_menu_append (more, _ ("_Look Closer"), show);
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

static void
moved_cb (KithMapPanel *self, double dx, double dy, KithCanvas *canvas)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  guint n = 0;
  const guint *people = kith_canvas_get_selection (canvas, &n);

  if (session != NULL && self->shown != NULL)
    kith_map_move_people (session, self->shown, people, n, dx, dy);
}

static char *
describe (guint person, gboolean spoken, gpointer data)
{
  KithMapPanel *self = data;

  if (self->shown == NULL || person >= self->shown->n)
    return NULL;
  if (!spoken)
    return kith_snapshot_dup_reason (self->shown, person);

  g_autofree char *figures = kith_snapshot_dup_figures (self->shown, person);
  g_autofree char *marks = kith_person_dup_marks (self->shown, person);
  return *marks == '\0' ? g_steal_pointer (&figures) : g_strdup_printf ("%s, %s", figures, marks);
}

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

/* — The scene — */

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
  KithPanel *panel = owner;

  if (error != NULL || kith_panel_get_session (panel) != making->of)
    return;

  gboolean keep_view = self->of == making->of && self->shown != NULL && self->shown->n_placed > 0;
  int cursor = keep_view ? kith_canvas_get_cursor (self->canvas) : -1;
  gint64 at = cursor >= 0 ? self->shown->id[cursor] : 0;
  g_clear_pointer (&self->shown, kith_snapshot_unref);
  self->shown = kith_snapshot_ref (making->snapshot);
  self->of = making->of;
  self->telling = TRUE;
  kith_canvas_set_scene (self->canvas, making->scene, keep_view);
  community_changed (panel);
  self->telling = FALSE;
  show_legend (self);
  team_changed (panel);

  /* Without going there: the person may have looked elsewhere since. */
  guint n = 0;
  const gint64 *people = kith_session_get_selection (making->of, &n);
  g_autoptr (GArray) indices = indices_of (self, people, n);
  kith_canvas_set_selection (self->canvas, (const guint *) indices->data, indices->len);
  kith_canvas_set_cursor (self->canvas, at != 0 ? kith_snapshot_find (self->shown, at) : -1);
  gtk_stack_set_visible_child_name (self->stack, "map");
}

static void
show_nobody (KithMapPanel *self, const KithSnapshot *snapshot)
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

static void
snapshot_changed (KithPanel *panel)
{
  KithMapPanel *self = KITH_MAP_PANEL (panel);
  KithSession *session = kith_panel_get_session (panel);
  KithSnapshot *snapshot = kith_panel_get_snapshot (panel);

  if (snapshot == NULL || snapshot->n_placed == 0)
    {
      show_nobody (self, snapshot);
      return;
    }
  if (self->of != session && self->of != NULL)
    show_nobody (self, snapshot);
  if (self->shown == NULL)
    gtk_stack_set_visible_child_name (self->stack, "waiting");

  Making *making = g_new0 (Making, 1);
  if (!self->size_chosen && self->size != kith_map_size_default (snapshot))
    {
      self->size = kith_map_size_default (snapshot);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE_BY]);
    }
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

static void
session_changed (KithPanel *panel)
{
  KithMapPanel *self = KITH_MAP_PANEL (panel);

  if (kith_panel_get_session (panel) != self->of)
    show_nobody (self, NULL);
  self->size_chosen = FALSE;
  kith_chosen_install (GTK_WIDGET (self), kith_panel_get_session (panel));
}

/* — Actions — */

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
choose_community_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithMapPanel *self = KITH_MAP_PANEL (widget);
  int community = g_variant_get_int32 (parameter);

  if (self->shown != NULL && community >= 0 && (guint) community < self->shown->n_communities)
    kith_canvas_choose_community (self->canvas, (guint) community, FALSE);
}

static void
show_community_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithMapPanel *self = KITH_MAP_PANEL (widget);
  int community = g_variant_get_int32 (parameter);

  if (self->shown != NULL && community >= 0 && (guint) community < self->shown->n_communities)
    kith_canvas_show_community (self->canvas, (guint) community);
}

static void
arrange_community_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithMapPanel *self = KITH_MAP_PANEL (widget);
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  int community = g_variant_get_int32 (parameter);

  if (session != NULL && self->shown != NULL && community >= 0 && (guint) community < self->shown->n_communities)
    kith_map_arrange_community (session, self->shown->communities[community].id);
}

static void
arrange_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (widget));
  KithLayoutEngine engine;

  if (session != NULL && kith_layout_engine_from_name (g_variant_get_string (parameter, NULL), &engine))
    kith_map_arrange_anew (session, engine);
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

/* — Class — */

static void
kith_map_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_map_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KithMapPanel *self = KITH_MAP_PANEL (object);
  KithMapSize size;

  switch (id)
    {
    case PROP_SIZE_BY:
      if (!kith_map_size_from_name (g_value_get_string (value), &size) || size == self->size)
        return;
      self->size = size;
      self->size_chosen = TRUE;
      g_object_notify_by_pspec (object, pspec);
      snapshot_changed (KITH_PANEL (self));
      break;
    case PROP_BANDS:
      kith_canvas_set_bands (self->canvas, g_value_get_boolean (value));
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
    {
      kith_canvas_set_describe (self->canvas, NULL, NULL, NULL);
      gtk_menu_button_set_create_popup_func (self->chosen_button, NULL, NULL, NULL);
    }
  g_clear_pointer (&self->shown, kith_snapshot_unref);

  G_OBJECT_CLASS (kith_map_panel_parent_class)->dispose (object);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithMapPanel *self = KITH_MAP_PANEL (widget);
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  KithExportOptions options;

  if (self->shown == NULL || session == NULL)
    return;
  kith_export_options_init (&options, kith_session_get_snapshot (session));
  options.what = KITH_EXPORT_MAP;
  options.size_by = self->size;
  options.dark = kith_canvas_get_dark (self->canvas);
  kith_saving_choose (widget, session, &options, _ ("Save Map as Picture"), kith_session_get_name (session), ".png");
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
  panel_class->selection_changed = selection_changed;
  panel_class->community_changed = community_changed;
  panel_class->team_changed = team_changed;

  properties[PROP_SIZE_BY] = g_param_spec_string ("size-by", NULL, NULL, NULL,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_BANDS]
      = g_param_spec_boolean ("bands", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (KITH_TYPE_CANVAS);
  g_type_ensure (KITH_TYPE_MAP_LEGEND);
  g_type_ensure (KITH_TYPE_MINIMAP);
  kith_panels_ensure_resources ();
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/panels/kith-map-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KithMapPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, KithMapPanel, nobody_page);
  gtk_widget_class_bind_template_child (widget_class, KithMapPanel, canvas);
  gtk_widget_class_bind_template_child (widget_class, KithMapPanel, chosen_bar);
  gtk_widget_class_bind_template_child (widget_class, KithMapPanel, chosen_button);
  gtk_widget_class_bind_template_child (widget_class, KithMapPanel, size_button);
  gtk_widget_class_bind_template_child (widget_class, KithMapPanel, legend);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, community_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, looked_at_cb);
  gtk_widget_class_bind_template_callback (widget_class, menu_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_install_action (widget_class, "map.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "map.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "map.fit", NULL, fit_action);
  gtk_widget_class_install_action (widget_class, "map.choose-community", "i", choose_community_action);
  gtk_widget_class_install_action (widget_class, "map.show-community", "i", show_community_action);
  gtk_widget_class_install_action (widget_class, "map.arrange-community", "i", arrange_community_action);
  gtk_widget_class_install_action (widget_class, "map.arrange", "s", arrange_action);
  gtk_widget_class_install_action (widget_class, "map.show-selection", NULL, show_selection_action);
  gtk_widget_class_install_action (widget_class, "map.save", NULL, save_action);
  gtk_widget_class_install_property_action (widget_class, "map.size-by", "size-by");
  gtk_widget_class_install_property_action (widget_class, "map.bands", "bands");
}

static void
kith_map_panel_init (KithMapPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kith_canvas_set_describe (self->canvas, describe, self, NULL);
  gtk_menu_button_set_create_popup_func (self->chosen_button, create_chosen_menu, self, NULL);
  g_object_bind_property (adw_style_manager_get_default (), "dark", self->canvas, "dark", G_BINDING_SYNC_CREATE);
  show_nobody (self, NULL);
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
