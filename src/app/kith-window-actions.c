/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done in the window, under the names that menus, keys and buttons use. */

#include "kith-window-private.h"
#include "kith-analysis.h"
#include "kith-history-dialog.h"
#include "kith-saving.h"

#include <glib/gi18n-lib.h>

static void
import_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_window_choose_import (KITH_WINDOW (widget));
}

static void
new_network_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_window_ask_new_network (KITH_WINDOW (widget));
}

static void
sample_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_window_open_sample (KITH_WINDOW (widget));
}

static void
open_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_window_choose_network (KITH_WINDOW (widget));
}

static void
start_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_window_close_network (KITH_WINDOW (widget));
}

static void
rename_network_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_window_ask_name (KITH_WINDOW (widget));
}

static void
save_copy_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_window_save_copy (KITH_WINDOW (widget));
}

static void
undo_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_session_undo (KITH_WINDOW (widget)->session);
}

static void
redo_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_session_redo (KITH_WINDOW (widget)->session);
}

static void
history_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (kith_history_dialog_new (KITH_WINDOW (widget)->session), widget);
}

static void
search_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithWindow *self = KITH_WINDOW (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
menu_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (KITH_WINDOW (widget)->menu_button);
}

static void
view_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_view_stack_set_visible_child_name (KITH_WINDOW (widget)->views, g_variant_get_string (parameter, NULL));
}

static void
panel_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithWindow *self = KITH_WINDOW (widget);

  adw_view_stack_set_visible_child_name (self->panels, g_variant_get_string (parameter, NULL));
  g_object_set (self, "panel-shown", TRUE, NULL);
}

static void
all_communities_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_session_select_community (KITH_WINDOW (widget)->session, 0);
}

static void
edit_community_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithWindow *self = KITH_WINDOW (widget);

  adw_overlay_split_view_set_show_sidebar (self->left_split, TRUE);
  if (!kith_communities_list_edit (self->communities_list))
    {
      kith_session_tell (self->session, _ ("Choose a community first"), FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self->communities_list));
    }
}

/* — Looking for communities again — */

static gboolean
refresh_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  return kith_analysis_look_again (store, FALSE, data, progress, cancellable, error);
}

static void
refresh_done (gpointer owner, gpointer data, const GError *error)
{
  KithWindow *self = owner;
  GPtrArray *news = data;

  if (error != NULL || self->session == NULL)
    return;
  if (news->len == 0)
    kith_session_tell (self->session, _ ("The communities are as they were"), FALSE);
  else if (news->len == 1)
    kith_session_tell (self->session, g_ptr_array_index (news, 0), TRUE);
  else
    {
      g_autofree char *text = NULL;
      AdwDialog *dialog;

      g_ptr_array_add (news, NULL);
      text = g_strjoinv ("\n", (char **) news->pdata);
      dialog = adw_alert_dialog_new (_ ("What Changed"), text);
      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
      adw_dialog_present (dialog, GTK_WIDGET (self));
    }
}

static void
refresh_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithWindow *self = KITH_WINDOW (widget);

  kith_session_run (self->session, &(KithJob) {
                                       .lane = KITH_LANE_WRITE,
                                       .label = _ ("Looking for communities"),
                                       .work = refresh_work,
                                       .data = g_ptr_array_new_with_free_func (g_free),
                                       .free_data = (GDestroyNotify) g_ptr_array_unref,
                                       .owner = self,
                                       .done = refresh_done,
                                   });
}

static void
save_map_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (KITH_WINDOW (widget)->map_panel, "map.save", NULL);
}

/* With the team as it stands beside the map. */
static void
save_briefing_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithSession *session = KITH_WINDOW (widget)->session;
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (gint64));
  KithSnapshot *snapshot = NULL;
  KithExportOptions options;
  const KithTeam *team;

  if (kith_session_get_snapshot (session) == NULL)
    return;
  kith_export_options_init (&options, kith_session_get_snapshot (session));
  team = kith_session_get_team (session, &snapshot);
  for (guint k = 0; team != NULL && k < team->n_members; k++)
    g_array_append_val (people, snapshot->id[team->members[k].person]);
  options.what = KITH_EXPORT_BRIEFING;
  options.people = (const gint64 *) people->data;
  options.n_people = people->len;
  options.team_size = kith_session_get_team_size (session);
  kith_saving_choose (widget, session, &options, _ ("Save Briefing"), kith_session_get_name (session), ".pdf");
}

static void
export_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithSession *session = KITH_WINDOW (widget)->session;
  KithExportOptions options;

  if (kith_session_get_snapshot (session) == NULL)
    return;
  kith_export_options_init (&options, kith_session_get_snapshot (session));
  /* A table of people, or with another suffix (.graphml, .gexf, .dot) the network for other programs. */
  options.what = KITH_EXPORT_DEFAULT;
  options.csv = KITH_CSV_FOR_SPREADSHEETS;
  kith_saving_choose (widget, session, &options, _ ("Export People"), kith_session_get_name (session), ".csv");
}

/* — — */

void
kith_window_update_actions (KithWindow *self)
{
  static const char *const with_network[]
      = { "win.start",    "win.save-copy",     "win.rename-network", "win.search",          "win.menu",
          "win.refresh",  "win.view",          "win.panel",          "win.all-communities", "win.edit-community",
          "win.save-map", "win.save-briefing", "win.export" };
  GtkWidget *widget = GTK_WIDGET (self);
  const char *undo = self->session != NULL ? kith_session_get_undo_label (self->session) : NULL;
  const char *redo = self->session != NULL ? kith_session_get_redo_label (self->session) : NULL;
  g_autofree char *tooltip = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (with_network); i++)
    gtk_widget_action_set_enabled (widget, with_network[i], self->session != NULL);
  gtk_widget_action_set_enabled (widget, "win.undo", undo != NULL);
  gtk_widget_action_set_enabled (widget, "win.redo", redo != NULL);
  /* Translators: %s is what was done, such as "Import members.csv" */
  tooltip = undo != NULL ? g_strdup_printf (_ ("Undo %s"), undo) : g_strdup (_ ("Nothing to Undo"));
  gtk_widget_set_tooltip_text (self->undo_button, tooltip);
}

/* A label as menus want it: an underscore in what people wrote is not a mnemonic. NULL for NULL. */
static char *
dup_escaped (const char *label)
{
  g_auto (GStrv) parts = label != NULL ? g_strsplit (label, "_", -1) : NULL;

  return parts != NULL ? g_strjoinv ("__", parts) : NULL;
}

static void
append_acts (GMenu *menu, KithSession *session)
{
  g_autofree char *undo = dup_escaped (kith_session_get_undo_label (session));
  g_autofree char *redo = dup_escaped (kith_session_get_redo_label (session));
  /* Translators: %s is what was done, such as "Import members.csv" */
  g_autofree char *undo_text = undo != NULL ? g_strdup_printf (_ ("_Undo %s"), undo) : g_strdup (_ ("_Undo"));
  /* Translators: %s is what was done, such as "Import members.csv" */
  g_autofree char *redo_text = redo != NULL ? g_strdup_printf (_ ("_Redo %s"), redo) : g_strdup (_ ("_Redo"));

  g_menu_append (menu, undo_text, "win.undo");
  g_menu_append (menu, redo_text, "win.redo");
}

void
kith_window_update_menu (KithWindow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) acts = g_menu_new ();
  g_autoptr (GMenu) people = g_menu_new ();
  g_autoptr (GMenu) out = g_menu_new ();
  g_autoptr (GMenu) network = g_menu_new ();
  g_autoptr (GMenu) help = g_menu_new ();

  if (self->session != NULL)
    append_acts (acts, self->session);
  g_menu_append (acts, _ ("_History"), "win.history");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (acts));
  g_menu_append (people, _ ("_Find People"), "win.search");
  g_menu_append (people, _ ("_Import Files…"), "win.import");
  g_menu_append (people, _ ("_Look for Communities Again"), "win.refresh");
  g_menu_append (people, _ ("_Edit Community…"), "win.edit-community");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (people));
  g_menu_append (out, _ ("Save _Map as Picture…"), "win.save-map");
  g_menu_append (out, _ ("Save _Briefing…"), "win.save-briefing");
  g_menu_append (out, _ ("E_xport People…"), "win.export");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (out));
  g_menu_append (network, _ ("_Save a Copy…"), "win.save-copy");
  g_menu_append (network, _ ("Rena_me Network…"), "win.rename-network");
  g_menu_append (network, _ ("_New Network…"), "win.new-network");
  g_menu_append (network, _ ("_Open a Copy…"), "win.open");
  g_menu_append (network, _ ("_All Networks"), "win.start");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (network));
  g_menu_append (help, _ ("New _Window"), "app.new-window");
  g_menu_append (help, _ ("_Keyboard Shortcuts"), "app.shortcuts");
  g_menu_append (help, _ ("A_bout Kith"), "app.about");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (help));
  gtk_menu_button_set_menu_model (self->menu_button, G_MENU_MODEL (menu));
}

void
kith_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_activated);
  gtk_widget_class_install_action (widget_class, "win.new-network", NULL, new_network_activated);
  gtk_widget_class_install_action (widget_class, "win.sample", NULL, sample_activated);
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_activated);
  gtk_widget_class_install_action (widget_class, "win.start", NULL, start_activated);
  gtk_widget_class_install_action (widget_class, "win.rename-network", NULL, rename_network_activated);
  gtk_widget_class_install_action (widget_class, "win.save-copy", NULL, save_copy_activated);
  gtk_widget_class_install_action (widget_class, "win.save-map", NULL, save_map_activated);
  gtk_widget_class_install_action (widget_class, "win.save-briefing", NULL, save_briefing_activated);
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_activated);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_activated);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_activated);
  gtk_widget_class_install_action (widget_class, "win.history", NULL, history_activated);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_activated);
  gtk_widget_class_install_action (widget_class, "win.menu", NULL, menu_activated);
  gtk_widget_class_install_action (widget_class, "win.view", "s", view_activated);
  gtk_widget_class_install_action (widget_class, "win.panel", "s", panel_activated);
  gtk_widget_class_install_action (widget_class, "win.all-communities", NULL, all_communities_activated);
  gtk_widget_class_install_action (widget_class, "win.edit-community", NULL, edit_community_activated);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_activated);
  gtk_widget_class_install_property_action (widget_class, "win.show-panel", "panel-shown");
  gtk_widget_class_install_property_action (widget_class, "win.show-communities", "communities-shown");
}
