/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The ring is made in a job; until it comes, the one before stays. Ids of the session here, indices of the ring's own scene there. */

#include "kith-ring-panel.h"

#include "kith-chosen.h"
#include "kith-map-out.h"
#include "kith-map-ring.h"
#include "kith-swatch.h"
#include "kith-communities.h"
#include "kith-person-words.h"

#include <glib/gi18n-lib.h>

#define MOST_COMMUNITIES 12 /* with a button each */

struct _KithRingPanel
{
  KithPanel parent_instance;

  KithCanvas *canvas;
  GtkLabel *name_label, *sentence_label;
  AdwWrapBox *communities_box;

  gint64 person;       /* wanted in the middle; 0 for nobody */
  KithSnapshot *shown; /* nullable: whose people the ring has */
  KithMapRing *ring;   /* nullable */
  gint64 unfolded;     /* who was in the middle when it was last unfolded */
  gboolean telling;    /* the canvas is being told: it need not tell back */
};

G_DEFINE_FINAL_TYPE (KithRingPanel, kith_ring_panel, KITH_TYPE_PANEL)

static guint closed_signal;

static gint64
get_id (KithRingPanel *self, guint index)
{
  return self->shown->id[self->ring->people[index]];
}

/* — Telling the canvas — */

/* Those of them who are in the ring. */
static GArray *
dup_indices (KithRingPanel *self, const gint64 *people, guint n)
{
  GArray *indices = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n; i++)
    {
      int person = kith_snapshot_find (self->shown, people[i]);
      int found = person >= 0 ? kith_map_ring_find (self->ring, (guint) person) : -1;
      guint index = (guint) found;

      if (found >= 0)
        g_array_append_val (indices, index);
    }
  return indices;
}

static void
selection_changed (KithPanel *panel)
{
  KithRingPanel *self = KITH_RING_PANEL (panel);
  KithSession *session = kith_panel_get_session (panel);
  guint n = 0;

  if (self->telling || self->ring == NULL || session == NULL)
    return;

  const gint64 *people = kith_session_get_selection (session, &n);
  g_autoptr (GArray) indices = dup_indices (self, people, n);
  kith_canvas_set_selection (self->canvas, (const guint *) indices->data, indices->len);
}

static void
team_changed (KithPanel *panel)
{
  KithRingPanel *self = KITH_RING_PANEL (panel);
  KithSession *session = kith_panel_get_session (panel);
  KithSnapshot *snapshot = NULL;
  const KithTeam *team = session != NULL ? kith_session_get_team (session, &snapshot) : NULL;
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (self->ring == NULL)
    return;
  for (guint i = 0; team != NULL && i < team->n_members; i++)
    g_array_append_val (people, snapshot->id[team->members[i].person]);

  g_autoptr (GArray) indices = dup_indices (self, (const gint64 *) people->data, people->len);
  kith_canvas_set_team (self->canvas, (const guint *) indices->data, indices->len);
}

/* — Being told — */

static void
selected_cb (KithRingPanel *self, KithCanvas *canvas)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  guint n = 0;
  const guint *indices = kith_canvas_get_selection (canvas, &n);
  g_autofree gint64 *people = g_new (gint64, MAX (n, 1));

  if (session == NULL || self->ring == NULL)
    return;
  for (guint i = 0; i < n; i++)
    people[i] = get_id (self, indices[i]);
  self->telling = TRUE;
  kith_session_set_selection (session, people, n);
  self->telling = FALSE;
}

static void
activated_cb (KithRingPanel *self, guint index, KithCanvas *canvas)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));

  if (session == NULL || self->ring == NULL)
    return;
  if (index == self->ring->scene->ring->center)
    kith_session_show_person (session, get_id (self, index));
  else
    kith_session_show_contacts (session, get_id (self, index));
}

static void
community_picked_cb (KithRingPanel *self, int community, KithCanvas *canvas)
{
  if (self->ring != NULL && community >= 0)
    kith_canvas_choose_community (canvas, (guint) community, FALSE);
}

static void
menu_wanted_cb (KithRingPanel *self, double x, double y, int community, KithCanvas *canvas)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  g_autoptr (GMenu) more = g_menu_new ();
  g_autoptr (GMenuModel) menu = NULL;
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, (float) y);

  if (session == NULL || self->ring == NULL)
    return;
  g_menu_append (more, _ ("Save or _Print…"), "out.save");
  g_menu_append (more, _ ("_Back to the Map"), "ring.close");
  menu = kith_chosen_create_menu (session, G_MENU_MODEL (more));
  if (gtk_widget_compute_point (GTK_WIDGET (canvas), GTK_WIDGET (self), &point, &point))
    kith_chosen_popup (GTK_WIDGET (self), menu, point.x, point.y);
}

static char *
describe (guint index, gboolean spoken, gpointer data)
{
  KithRingPanel *self = data;

  return self->ring != NULL ? kith_person_dup_words (self->shown, self->ring->people[index], spoken) : NULL;
}

/* — The communities below — */

static void
community_clicked_cb (KithRingPanel *self, GtkButton *button)
{
  guint community = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "community"));

  if (self->ring != NULL && community < self->ring->scene->n_communities)
    kith_canvas_choose_community (self->canvas, community, FALSE);
}

static void
add_community (KithRingPanel *self, const KithRingArc *arc)
{
  gboolean is_one = arc->community != KITH_SCENE_NO_COMMUNITY;
  const char *name = is_one ? self->ring->scene->communities[arc->community].name : _ ("Not connected yet");
  int index = is_one ? (int) self->ring->communities[arc->community] : KITH_NOT_CONNECTED;
  g_autofree char *count = g_strdup_printf ("%'u", arc->people);
  g_autofree char *people = g_strdup_printf (ngettext ("%'u person", "%'u people", arc->people), arc->people);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *number = gtk_label_new (count);
  GtkWidget *item = box;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_add_css_class (label, "body");
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (number, "dimmed");
  gtk_box_append (GTK_BOX (box), kith_swatch_new (self->shown, index, -1));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), number);
  if (is_one)
    {
      item = gtk_button_new ();
      gtk_button_set_child (GTK_BUTTON (item), box);
      gtk_widget_add_css_class (item, "flat");
      gtk_widget_set_tooltip_text (item, _ ("Choose These People"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, people, -1);
      g_object_set_data (G_OBJECT (item), "community", GUINT_TO_POINTER (arc->community));
      g_signal_connect_object (item, "clicked", G_CALLBACK (community_clicked_cb), self, G_CONNECT_SWAPPED);
    }
  adw_wrap_box_append (self->communities_box, item);
}

static void
show_communities (KithRingPanel *self)
{
  const KithRing *ring = self->ring->scene->ring;
  guint shown = MIN (ring->n_arcs, MOST_COMMUNITIES);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->communities_box))) != NULL)
    adw_wrap_box_remove (self->communities_box, child);
  for (guint k = 0; k < shown; k++)
    add_community (self, &ring->arcs[k]);
  if (shown < ring->n_arcs)
    {
      g_autofree char *words = g_strdup_printf (
          ngettext ("and %'u more community", "and %'u more communities", ring->n_arcs - shown), ring->n_arcs - shown);
      GtkWidget *label = gtk_label_new (words);

      gtk_widget_add_css_class (label, "dimmed");
      adw_wrap_box_append (self->communities_box, label);
    }
}

/* — The ring — */

typedef struct
{
  KithSnapshot *snapshot;
  gint64 person;
  KithMapRing *ring; /* NULL where the person is gone */
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_clear_pointer (&making->ring, kith_map_ring_free);
  kith_snapshot_unref (making->snapshot);
  g_free (making);
}

static gboolean
making_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Making *making = data;
  int person = kith_snapshot_find (making->snapshot, making->person);

  if (person >= 0)
    making->ring = kith_map_ring_new (making->snapshot, (guint) person);
  return TRUE;
}

static void
clear (KithRingPanel *self)
{
  self->person = 0;
  self->unfolded = 0;
  if (self->canvas != NULL)
    kith_canvas_set_scene (self->canvas, NULL, FALSE);
  g_clear_pointer (&self->ring, kith_map_ring_free);
  g_clear_pointer (&self->shown, kith_snapshot_unref);
}

static void
ring_close (KithRingPanel *self)
{
  clear (self);
  g_signal_emit (self, closed_signal, 0);
}

static void
making_done (gpointer owner, gpointer data, const GError *error)
{
  KithRingPanel *self = owner;
  Making *making = data;
  gboolean same = self->ring != NULL && self->unfolded == making->person;

  if (error != NULL || making->person != self->person || kith_panel_get_session (KITH_PANEL (self)) == NULL)
    return;
  if (making->ring == NULL)
    {
      ring_close (self);
      return;
    }

  g_clear_pointer (&self->ring, kith_map_ring_free);
  g_clear_pointer (&self->shown, kith_snapshot_unref);
  self->ring = g_steal_pointer (&making->ring);
  self->shown = kith_snapshot_ref (making->snapshot);

  g_autofree char *sentence = kith_map_ring_dup_sentence (self->shown, self->ring);
  gtk_label_set_label (self->name_label, self->shown->name[self->ring->people[self->ring->scene->ring->center]]);
  gtk_label_set_label (self->sentence_label, sentence);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->sentence_label), sentence);
  show_communities (self);
  self->telling = TRUE;
  kith_canvas_set_scene (self->canvas, self->ring->scene, same);
  self->telling = FALSE;
  selection_changed (KITH_PANEL (self));
  team_changed (KITH_PANEL (self));
  if (same)
    return;
  self->unfolded = making->person;
  kith_canvas_unfold (self->canvas);
  kith_canvas_set_cursor (self->canvas, (int) self->ring->scene->ring->center);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
make_ring (KithRingPanel *self)
{
  KithSnapshot *snapshot = kith_panel_get_snapshot (KITH_PANEL (self));
  Making *making = NULL;

  if (self->person == 0 || snapshot == NULL)
    return;
  making = g_new0 (Making, 1);
  making->snapshot = kith_snapshot_ref (snapshot);
  making->person = self->person;
  kith_session_run (kith_panel_get_session (KITH_PANEL (self)), &(KithJob) {
                                                                    .lane = KITH_LANE_THINK,
                                                                    .slot = "ring",
                                                                    .work = making_work,
                                                                    .data = making,
                                                                    .free_data = making_free,
                                                                    .owner = self,
                                                                    .done = making_done,
                                                                });
}

static void
snapshot_changed (KithPanel *panel)
{
  make_ring (KITH_RING_PANEL (panel));
}

static void
session_changed (KithPanel *panel)
{
  clear (KITH_RING_PANEL (panel));
  kith_chosen_install (GTK_WIDGET (panel), kith_panel_get_session (panel));
}

/* — Actions — */

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ring_close (KITH_RING_PANEL (widget));
}

static KithMapOut *
take (GtkWidget *widget)
{
  KithRingPanel *self = KITH_RING_PANEL (widget);
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));

  return self->ring != NULL && session != NULL ? kith_map_out_new (session, self->shown, self->canvas, self->person)
                                               : NULL;
}

static void
zoom_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_canvas_zoom (KITH_RING_PANEL (widget)->canvas, 1.5);
}

static void
zoom_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_canvas_zoom (KITH_RING_PANEL (widget)->canvas, 1 / 1.5);
}

static void
fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_canvas_fit (KITH_RING_PANEL (widget)->canvas);
}

static void
back_pressed_cb (KithRingPanel *self, int presses, double x, double y, GtkGestureClick *gesture)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  ring_close (self);
}

/* — Class — */

static gboolean
kith_ring_panel_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KITH_RING_PANEL (widget)->canvas));
}

static void
kith_ring_panel_dispose (GObject *object)
{
  KithRingPanel *self = KITH_RING_PANEL (object);

  if (self->canvas != NULL)
    kith_canvas_set_describe (self->canvas, NULL, NULL, NULL);
  g_clear_pointer (&self->ring, kith_map_ring_free);
  g_clear_pointer (&self->shown, kith_snapshot_unref);

  G_OBJECT_CLASS (kith_ring_panel_parent_class)->dispose (object);
}

static void
kith_ring_panel_class_init (KithRingPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KithPanelClass *panel_class = KITH_PANEL_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kith_ring_panel_dispose;
  widget_class->grab_focus = kith_ring_panel_grab_focus;
  panel_class->session_changed = session_changed;
  panel_class->snapshot_changed = snapshot_changed;
  panel_class->selection_changed = selection_changed;
  panel_class->team_changed = team_changed;

  closed_signal = g_signal_new ("closed", KITH_TYPE_RING_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (KITH_TYPE_CANVAS);
  kith_panels_ensure_resources ();
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/panels/kith-ring-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KithRingPanel, canvas);
  gtk_widget_class_bind_template_child (widget_class, KithRingPanel, name_label);
  gtk_widget_class_bind_template_child (widget_class, KithRingPanel, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, KithRingPanel, communities_box);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, community_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, menu_wanted_cb);
  gtk_widget_class_install_action (widget_class, "ring.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "ring.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "ring.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "ring.fit", NULL, fit_action);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
kith_ring_panel_init (KithRingPanel *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkGesture *back = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  kith_map_out_install (GTK_WIDGET (self), take);
  kith_canvas_set_describe (self->canvas, describe, self, NULL);
  g_object_bind_property (adw_style_manager_get_default (), "dark", self->canvas, "dark", G_BINDING_SYNC_CREATE);
  g_object_bind_property (adw_style_manager_get_default (), "high-contrast", self->canvas, "contrast",
                          G_BINDING_SYNC_CREATE);

  /* Before the canvas, for which Escape chooses nobody. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape|<Alt>Left|Back"),
                                                          gtk_named_action_new ("ring.close")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (back), 8);
  g_signal_connect_object (back, "pressed", G_CALLBACK (back_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (back));
}

GtkWidget *
kith_ring_panel_new (void)
{
  return g_object_new (KITH_TYPE_RING_PANEL, NULL);
}

void
kith_ring_panel_show (KithRingPanel *self, gint64 person)
{
  g_return_if_fail (KITH_IS_RING_PANEL (self));

  self->person = person;
  make_ring (self);
}

gint64
kith_ring_panel_get_person (KithRingPanel *self)
{
  g_return_val_if_fail (KITH_IS_RING_PANEL (self), 0);

  return self->person;
}

KithCanvas *
kith_ring_panel_get_canvas (KithRingPanel *self)
{
  g_return_val_if_fail (KITH_IS_RING_PANEL (self), NULL);

  return self->canvas;
}
