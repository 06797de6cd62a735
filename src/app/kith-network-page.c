/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-network-page.h"
#include "kith-activity-bar.h"
#include "kith-ambassadors-panel.h"
#include "kith-communities-list.h"
#include "kith-invitations-panel.h"
#include "kith-map-panel.h"
#include "kith-part-banner.h"
#include "kith-people-view.h"
#include "kith-person-panel.h"
#include "kith-questions-banner.h"
#include "kith-reports-panel.h"
#include "kith-ring-panel.h"

#include <glib/gi18n-lib.h>

struct _KithNetworkPage
{
  AdwBreakpointBin parent_instance;

  KithSession *session;
  AdwOverlaySplitView *left_split;
  AdwMultiLayoutView *layout;
  AdwOverlaySplitView *right_split;
  AdwBottomSheet *sheet;
  AdwWindowTitle *network_title;
  AdwWindowTitle *narrow_title;
  KithCommunitiesList *communities_list;
  AdwViewStack *views;
  AdwViewStack *panels;
  GtkStack *map_stack;
  GtkWidget *map_panel;
  KithRingPanel *ring_panel;
  KithPeopleView *people_view;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkWidget *before_search; /* weak: where the keyboard was */
  GtkWidget *undo_button;
  GtkToggleButton *panel_button;
  GtkMenuButton *menu_button;
  GMenu *acts_menu;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_PANEL_SHOWN,
  N_PROPS,
} KithNetworkPageProperty;

G_DEFINE_FINAL_TYPE (KithNetworkPage, kith_network_page, ADW_TYPE_BREAKPOINT_BIN)

static GParamSpec *properties[N_PROPS];

/* — The side panel: beside the map, or a sheet over it in a narrow window — */

static gboolean
is_narrow (KithNetworkPage *self)
{
  return g_strcmp0 (adw_multi_layout_view_get_layout_name (self->layout), "narrow") == 0;
}

static gboolean
get_panel_shown (KithNetworkPage *self)
{
  return is_narrow (self) ? adw_bottom_sheet_get_open (self->sheet)
                          : adw_overlay_split_view_get_show_sidebar (self->right_split);
}

static void
set_panel_shown (KithNetworkPage *self, gboolean shown)
{
  if (is_narrow (self))
    adw_bottom_sheet_set_open (self->sheet, shown);
  else
    adw_overlay_split_view_set_show_sidebar (self->right_split, shown);
}

static void
panel_shown_cb (KithNetworkPage *self, GParamSpec *pspec, GObject *object)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PANEL_SHOWN]);
}

/* — The menu, with what undo and redo would do — */

/* A label as menus want it: an underscore in what people wrote is not a mnemonic. NULL for NULL. */
static char *
dup_escaped (const char *label)
{
  g_auto (GStrv) parts = label != NULL ? g_strsplit (label, "_", -1) : NULL;

  return parts != NULL ? g_strjoinv ("__", parts) : NULL;
}

static void
labels_changed_cb (KithNetworkPage *self, GParamSpec *pspec, KithSession *session)
{
  const char *undo = kith_session_get_undo_label (session);
  g_autofree char *escaped_undo = dup_escaped (undo);
  g_autofree char *escaped_redo = dup_escaped (kith_session_get_redo_label (session));
  /* Translators: %s is what was done, such as "Import members.csv" */
  g_autofree char *tooltip = undo != NULL ? g_strdup_printf (_ ("Undo %s"), undo) : g_strdup (_ ("Nothing to Undo"));
  /* Translators: %s is what was done, such as "Import members.csv" */
  g_autofree char *undo_text = undo != NULL ? g_strdup_printf (_ ("_Undo %s"), escaped_undo) : g_strdup (_ ("_Undo"));
  g_autofree char *redo_text
      /* Translators: %s is what was done, such as "Import members.csv" */
      = escaped_redo != NULL ? g_strdup_printf (_ ("_Redo %s"), escaped_redo) : g_strdup (_ ("_Redo"));

  gtk_widget_set_tooltip_text (self->undo_button, tooltip);
  g_menu_remove_all (self->acts_menu);
  g_menu_append (self->acts_menu, undo_text, "win.undo");
  g_menu_append (self->acts_menu, redo_text, "win.redo");
  g_menu_append (self->acts_menu, _ ("_History"), "win.history");
}

/* — What the session says — */

static void
title_changed_cb (KithNetworkPage *self, GParamSpec *pspec, KithSession *session)
{
  const char *name = kith_session_get_name (session);
  guint n = kith_session_get_snapshot (session)->n;
  g_autofree char *people = g_strdup_printf (ngettext ("%'u person", "%'u people", n), n);

  adw_window_title_set_title (self->network_title, name);
  adw_window_title_set_subtitle (self->network_title, people);
  adw_window_title_set_title (self->narrow_title, name);
  adw_window_title_set_subtitle (self->narrow_title, people);
}

/* In a narrow window the list of communities lies over the map: once one is chosen, it gives way. */
static void
community_changed_cb (KithNetworkPage *self, GParamSpec *pspec, KithSession *session)
{
  if (adw_overlay_split_view_get_collapsed (self->left_split))
    adw_overlay_split_view_set_show_sidebar (self->left_split, FALSE);
}

/* Somebody picked on the map or in the table: the panel follows, unless it is where people are working. */
static void
selection_changed_cb (KithNetworkPage *self, KithSession *session)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  guint n = 0;

  kith_session_get_selection (session, &n);
  if (n > 0 && (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->panels))))
    adw_view_stack_set_visible_child_name (self->panels, "person");
}

static void
person_shown_cb (KithNetworkPage *self, gint64 person, KithSession *session)
{
  kith_network_page_show_panel (self, "person");
}

/* The ring takes the place of the map until it is closed. */
static void
contacts_shown_cb (KithNetworkPage *self, gint64 person, KithSession *session)
{
  kith_network_page_show_view (self, "map");
  if (is_narrow (self))
    set_panel_shown (self, FALSE);
  kith_ring_panel_show (self->ring_panel, person);
  gtk_stack_set_visible_child (self->map_stack, GTK_WIDGET (self->ring_panel));
  gtk_widget_grab_focus (GTK_WIDGET (self->ring_panel));
}

static void
ring_closed_cb (KithNetworkPage *self, KithRingPanel *panel)
{
  gtk_stack_set_visible_child (self->map_stack, self->map_panel);
  gtk_widget_grab_focus (GTK_WIDGET (kith_map_panel_get_canvas (KITH_MAP_PANEL (self->map_panel))));
}

static void
changes_wanted_cb (KithNetworkPage *self, gint64 act, KithSession *session)
{
  kith_network_page_show_view (self, "map");
  if (gtk_stack_get_visible_child (self->map_stack) != self->map_panel)
    gtk_widget_activate_action (GTK_WIDGET (self->ring_panel), "ring.close", NULL);
  kith_map_panel_show_changes (KITH_MAP_PANEL (self->map_panel), act);
}

static void
choose_found (KithNetworkPage *self, gboolean add)
{
  kith_network_page_show_view (self, "people");
  if (!kith_people_view_go_to_first (self->people_view, add))
    gtk_widget_error_bell (GTK_WIDGET (self->search_entry));
}

static void
search_activate_cb (KithNetworkPage *self, GtkSearchEntry *entry)
{
  choose_found (self, FALSE);
}

/* Ctrl+Enter: besides those chosen already. */
static gboolean
search_add_cb (GtkWidget *entry, GVariant *arguments, gpointer data)
{
  choose_found (data, TRUE);
  return GDK_EVENT_STOP;
}

static gboolean
is_searching (KithNetworkPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->search_bar));
}

/* Who gives up searching is back where he or she was. */
static void
search_mode_cb (KithNetworkPage *self, GParamSpec *pspec, GtkSearchBar *bar)
{
  if (!gtk_search_bar_get_search_mode (bar) && is_searching (self) && self->before_search != NULL
      && gtk_widget_get_mapped (self->before_search))
    gtk_widget_grab_focus (self->before_search);
}

/* — What the window asks for — */

void
kith_network_page_find_people (KithNetworkPage *self)
{
  g_return_if_fail (KITH_IS_NETWORK_PAGE (self));

  /* The bar takes the keyboard before it says that it is open. */
  if (!is_searching (self))
    g_set_weak_pointer (&self->before_search, gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
kith_network_page_open_menu (KithNetworkPage *self)
{
  g_return_if_fail (KITH_IS_NETWORK_PAGE (self));

  gtk_menu_button_popup (self->menu_button);
}

void
kith_network_page_show_view (KithNetworkPage *self, const char *view)
{
  g_return_if_fail (KITH_IS_NETWORK_PAGE (self));

  adw_view_stack_set_visible_child_name (self->views, view);
}

void
kith_network_page_show_panel (KithNetworkPage *self, const char *panel)
{
  g_return_if_fail (KITH_IS_NETWORK_PAGE (self));

  adw_view_stack_set_visible_child_name (self->panels, panel);
  set_panel_shown (self, TRUE);
}

void
kith_network_page_toggle_panel (KithNetworkPage *self)
{
  g_return_if_fail (KITH_IS_NETWORK_PAGE (self));

  set_panel_shown (self, !get_panel_shown (self));
}

void
kith_network_page_toggle_communities (KithNetworkPage *self)
{
  g_return_if_fail (KITH_IS_NETWORK_PAGE (self));

  adw_overlay_split_view_set_show_sidebar (self->left_split,
                                           !adw_overlay_split_view_get_show_sidebar (self->left_split));
}

void
kith_network_page_edit_community (KithNetworkPage *self)
{
  g_return_if_fail (KITH_IS_NETWORK_PAGE (self));

  adw_overlay_split_view_set_show_sidebar (self->left_split, TRUE);
  if (!kith_communities_list_edit (self->communities_list))
    {
      kith_session_tell (self->session, _ ("Choose a community first"), FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self->communities_list));
    }
}

void
kith_network_page_take_map (KithNetworkPage *self, const char *way)
{
  g_return_if_fail (KITH_IS_NETWORK_PAGE (self));

  gtk_widget_activate_action_variant (gtk_stack_get_visible_child (self->map_stack), way, NULL);
}

/* — — */

static gboolean
kith_network_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KITH_NETWORK_PAGE (widget)->communities_list));
}

static void
kith_network_page_constructed (GObject *object)
{
  KithNetworkPage *self = KITH_NETWORK_PAGE (object);
  KithSession *session = self->session;

  G_OBJECT_CLASS (kith_network_page_parent_class)->constructed (object);
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "person-shown", G_CALLBACK (person_shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changes-wanted", G_CALLBACK (changes_wanted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "contacts-shown", G_CALLBACK (contacts_shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::undo-label", G_CALLBACK (labels_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::redo-label", G_CALLBACK (labels_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::name", G_CALLBACK (title_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::snapshot", G_CALLBACK (title_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::community", G_CALLBACK (community_changed_cb), self, G_CONNECT_SWAPPED);
  g_object_bind_property (session, "search", self->search_entry, "text", G_BINDING_BIDIRECTIONAL);
  labels_changed_cb (self, NULL, session);
  title_changed_cb (self, NULL, session);
}

static void
kith_network_page_dispose (GObject *object)
{
  KithNetworkPage *self = KITH_NETWORK_PAGE (object);

  g_clear_weak_pointer (&self->before_search);
  adw_breakpoint_bin_set_child (ADW_BREAKPOINT_BIN (self), NULL);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (kith_network_page_parent_class)->dispose (object);
}

static void
kith_network_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KithNetworkPage *self = KITH_NETWORK_PAGE (object);

  switch ((KithNetworkPageProperty) id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_PANEL_SHOWN:
      g_value_set_boolean (value, get_panel_shown (self));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_network_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KithNetworkPage *self = KITH_NETWORK_PAGE (object);

  switch ((KithNetworkPageProperty) id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_PANEL_SHOWN:
      set_panel_shown (self, g_value_get_boolean (value));
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_network_page_class_init (KithNetworkPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kith_network_page_constructed;
  object_class->dispose = kith_network_page_dispose;
  object_class->get_property = kith_network_page_get_property;
  object_class->set_property = kith_network_page_set_property;
  widget_class->grab_focus = kith_network_page_grab_focus;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, KITH_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PANEL_SHOWN] = g_param_spec_boolean (
      "panel-shown", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (KITH_TYPE_ACTIVITY_BAR);
  g_type_ensure (KITH_TYPE_AMBASSADORS_PANEL);
  g_type_ensure (KITH_TYPE_COMMUNITIES_LIST);
  g_type_ensure (KITH_TYPE_INVITATIONS_PANEL);
  g_type_ensure (KITH_TYPE_MAP_PANEL);
  g_type_ensure (KITH_TYPE_PART_BANNER);
  g_type_ensure (KITH_TYPE_PEOPLE_VIEW);
  g_type_ensure (KITH_TYPE_PERSON_PANEL);
  g_type_ensure (KITH_TYPE_QUESTIONS_BANNER);
  g_type_ensure (KITH_TYPE_REPORTS_PANEL);
  g_type_ensure (KITH_TYPE_RING_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/app/kith-network-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KithNetworkPage, left_split);
  gtk_widget_class_bind_template_child (widget_class, KithNetworkPage, layout);
  gtk_widget_class_bind_template_child (widget_class, KithNetworkPage, right_split);
  gtk_widget_class_bind_template_child (widget_class, KithNetworkPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, KithNetworkPage, network_title);
  gtk_widget_class_bind_template_child (widget_class, KithNetworkPage, narrow_title);
  gtk_widget_class_bind_template_child (widget_class, KithNetworkPage, communities_list);
  gtk_widget_class_bind_template_child (widget_class, KithNetworkPage, views);
  gtk_widget_class_bind_template_child (widget_class, KithNetworkPage, panels);
  gtk_widget_class_bind_template_child (widget_class, KithNetworkPage, map_stack);
  gtk_widget_class_bind_template_child (widget_class, KithNetworkPage, map_panel);
  gtk_widget_class_bind_template_child (widget_class, KithNetworkPage, ring_panel);
  gtk_widget_class_bind_template_child (widget_class, KithNetworkPage, people_view);
  gtk_widget_class_bind_template_child (widget_class, KithNetworkPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, KithNetworkPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, KithNetworkPage, undo_button);
  gtk_widget_class_bind_template_child (widget_class, KithNetworkPage, panel_button);
  gtk_widget_class_bind_template_child (widget_class, KithNetworkPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, KithNetworkPage, acts_menu);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, panel_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, ring_closed_cb);
}

static void
kith_network_page_init (KithNetworkPage *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (shortcuts),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>Return|<Control>KP_Enter"),
                        gtk_callback_action_new (search_add_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->search_entry), shortcuts);
  g_object_bind_property (self, "panel-shown", self->panel_button, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

KithNetworkPage *
kith_network_page_new (KithSession *session)
{
  g_return_val_if_fail (KITH_IS_SESSION (session), NULL);
  g_return_val_if_fail (kith_session_get_snapshot (session) != NULL, NULL);

  return g_object_new (KITH_TYPE_NETWORK_PAGE, "session", session, NULL);
}
