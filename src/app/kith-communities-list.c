/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-communities-list.h"
#include "kith-communities-model.h"
#include "kith-community-editor.h"
#include "kith-community-row.h"

#include <glib/gi18n-lib.h>

struct _KithCommunitiesList
{
  KithPanel parent_instance;

  KithCommunitiesModel *communities;
  GtkSingleSelection *selection;
  GtkListView *list_view;
  GtkLabel *note_label;
  KithCommunityEditor *editor;
  gboolean following; /* the selection is being set, not chosen */
};

G_DEFINE_FINAL_TYPE (KithCommunitiesList, kith_communities_list, KITH_TYPE_PANEL)

/* Beside @row, or in the middle of the list where its row is out of sight. */
static void
open_editor (KithCommunitiesList *self, KithCommunityItem *item, GtkWidget *row)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, 1, 1);
  GtkWidget *list = GTK_WIDGET (self->list_view);
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));

  if (session == NULL || kith_community_item_get_id (item) <= 0)
    return;
  if (row == NULL || !gtk_widget_compute_bounds (row, GTK_WIDGET (self), &bounds))
    bounds = GRAPHENE_RECT_INIT (0, (float) gtk_widget_get_height (list) / 2, (float) gtk_widget_get_width (list), 1);
  kith_community_editor_open (self->editor, session, item,
                              &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                                                (int) bounds.size.height });
}

static void
row_edit_cb (KithCommunitiesList *self, KithCommunityRow *row)
{
  open_editor (self, kith_community_row_get_item (row), GTK_WIDGET (row));
}

static void
row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, KithCommunitiesList *self)
{
  GtkWidget *row = kith_community_row_new ();

  g_signal_connect_object (row, "edit", G_CALLBACK (row_edit_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (cell, row);
}

static void
item_changed_cb (GtkListItem *cell, KithCommunityItem *item)
{
  g_autofree char *description = kith_community_row_dup_description (item);

  gtk_list_item_set_accessible_label (cell, description);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, KithCommunitiesList *self)
{
  KithCommunityItem *item = gtk_list_item_get_item (cell);

  kith_community_row_set_item (KITH_COMMUNITY_ROW (gtk_list_item_get_child (cell)), item);
  g_signal_connect_object (item, "changed", G_CALLBACK (item_changed_cb), cell, G_CONNECT_SWAPPED);
  item_changed_cb (cell, item);
}

static void
row_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *cell, KithCommunitiesList *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (cell), item_changed_cb, cell);
  kith_community_row_set_item (KITH_COMMUNITY_ROW (gtk_list_item_get_child (cell)), NULL);
}

/* The row bound to @item, if one is. */
static GtkWidget *
find_row (GtkWidget *parent, KithCommunityItem *item)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = KITH_IS_COMMUNITY_ROW (child) ? child : gtk_widget_get_first_child (child);

      if (KITH_IS_COMMUNITY_ROW (row) && kith_community_row_get_item (KITH_COMMUNITY_ROW (row)) == item)
        return row;
    }
  return NULL;
}

gboolean
kith_communities_list_edit (KithCommunitiesList *self)
{
  KithCommunityItem *item;

  g_return_val_if_fail (KITH_IS_COMMUNITIES_LIST (self), FALSE);

  item = gtk_single_selection_get_selected_item (self->selection);
  /* Those of a part are made for looking only. */
  if (item == NULL || kith_community_item_get_id (item) <= 0)
    return FALSE;
  open_editor (self, item, find_row (GTK_WIDGET (self->list_view), item));
  return TRUE;
}

static gboolean
edit_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return kith_communities_list_edit (KITH_COMMUNITIES_LIST (widget));
}

static void
selected_cb (KithCommunitiesList *self, GParamSpec *pspec, GtkSingleSelection *selection)
{
  KithCommunityItem *item = gtk_single_selection_get_selected_item (selection);
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));

  if (session != NULL && item != NULL && !self->following)
    kith_session_select_community (session, kith_community_item_get_id (item));
}

static void
community_changed (KithPanel *panel)
{
  KithCommunitiesList *self = KITH_COMMUNITIES_LIST (panel);
  KithSession *session = kith_panel_get_session (panel);

  if (session == NULL)
    return;
  self->following = TRUE;
  gtk_single_selection_set_selected (
      self->selection, kith_communities_model_find (self->communities, kith_session_get_community (session)));
  self->following = FALSE;
}

static void
snapshot_changed (KithPanel *panel)
{
  KithCommunitiesList *self = KITH_COMMUNITIES_LIST (panel);
  const KithSnapshot *snapshot = kith_panel_get_snapshot (panel);
  g_autofree char *note = NULL;

  self->following = TRUE;
  kith_communities_model_set_snapshot (self->communities, snapshot);
  self->following = FALSE;
  community_changed (panel);
  if (snapshot != NULL && snapshot->n > 0 && snapshot->n_communities == 0)
    note = g_strdup (
        _ ("No communities yet: they come from who knows whom, or who was at the same events. Import a list of "
           "ties or attendance."));
  else if (snapshot != NULL && snapshot->unconnected > 0)
    note = g_strdup_printf (ngettext ("%'u person is not connected to a community yet.",
                                      "%'u people are not connected to a community yet.", snapshot->unconnected),
                            snapshot->unconnected);
  gtk_label_set_text (self->note_label, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), note != NULL);
}

static gboolean
kith_communities_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KITH_COMMUNITIES_LIST (widget)->list_view));
}

static void
kith_communities_list_dispose (GObject *object)
{
  KithCommunitiesList *self = KITH_COMMUNITIES_LIST (object);

  if (self->editor != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->editor)));
  gtk_widget_dispose_template (GTK_WIDGET (self), KITH_TYPE_COMMUNITIES_LIST);
  g_clear_object (&self->selection);
  g_clear_object (&self->communities);
  G_OBJECT_CLASS (kith_communities_list_parent_class)->dispose (object);
}

static void
kith_communities_list_class_init (KithCommunitiesListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KithPanelClass *panel_class = KITH_PANEL_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kith_communities_list_dispose;
  widget_class->grab_focus = kith_communities_list_grab_focus;
  panel_class->snapshot_changed = snapshot_changed;
  panel_class->community_changed = community_changed;

  gtk_widget_class_add_binding (widget_class, GDK_KEY_F2, 0, edit_shortcut_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, edit_shortcut_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, edit_shortcut_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/app/kith-communities-list.ui");
  gtk_widget_class_bind_template_child (widget_class, KithCommunitiesList, list_view);
  gtk_widget_class_bind_template_child (widget_class, KithCommunitiesList, note_label);
}

static void
kith_communities_list_init (KithCommunitiesList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->communities = kith_communities_model_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->communities)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (row_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (row_bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (row_unbind_cb), self);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  self->editor = kith_community_editor_new ();
  gtk_widget_set_parent (GTK_WIDGET (self->editor), GTK_WIDGET (self));
}
