/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done in the window, under the names that menus, keys and buttons use. */

#include "kith-window-private.h"
#include "kith-analysis.h"
#include "kith-duplicates-dialog.h"
#include "kith-fields-dialog.h"
#include "kith-history-dialog.h"
#include "kith-part-dialog.h"
#include "kith-saving.h"

#include <glib/gi18n-lib.h>

static void
show_part_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (kith_part_dialog_new (KITH_WINDOW (widget)->session), widget);
}

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
fields_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (kith_fields_dialog_new (KITH_WINDOW (widget)->session), widget);
}

static void
history_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (kith_history_dialog_new (KITH_WINDOW (widget)->session), widget);
}

static void
duplicates_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (kith_duplicates_dialog_new (KITH_WINDOW (widget)->session), widget);
}

static void
search_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_network_page_find_people (KITH_WINDOW (widget)->network);
}

static void
menu_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_network_page_open_menu (KITH_WINDOW (widget)->network);
}

static void
view_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_network_page_show_view (KITH_WINDOW (widget)->network, g_variant_get_string (parameter, NULL));
}

static void
panel_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_network_page_show_panel (KITH_WINDOW (widget)->network, g_variant_get_string (parameter, NULL));
}

static void
show_panel_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_network_page_toggle_panel (KITH_WINDOW (widget)->network);
}

static void
show_communities_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_network_page_toggle_communities (KITH_WINDOW (widget)->network);
}

static void
all_communities_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_session_select_community (KITH_WINDOW (widget)->session, 0);
}

static void
changes_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_session_show_changes (KITH_WINDOW (widget)->session, 0);
}

/* Of whoever is chosen. */
static void
ring_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithSession *session = KITH_WINDOW (widget)->session;
  gint64 person = kith_session_get_selected_person (session);

  if (person != 0)
    kith_session_show_contacts (session, person);
  else
    kith_session_tell (session, _ ("Choose a person first"), FALSE);
}

static void
edit_community_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_network_page_edit_community (KITH_WINDOW (widget)->network);
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
  kith_network_page_take_map (KITH_WINDOW (widget)->network, "out.save");
}

static void
print_map_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_network_page_take_map (KITH_WINDOW (widget)->network, "out.print");
}

static void
copy_map_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_network_page_take_map (KITH_WINDOW (widget)->network, "out.copy");
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
  static const char *const with_network[] = {
    "win.save-copy",      "win.rename-network",
    "win.save-map",       "win.save-briefing",
    "win.print-map",      "win.copy-map",
    "win.export",         "win.history",
    "win.search",         "win.menu",
    "win.view",           "win.panel",
    "win.show-panel",     "win.refresh",
    "win.duplicates",     "win.all-communities",
    "win.edit-community", "win.show-communities",
    "win.ring",           "win.show-part",
    "win.changes",        "win.fields",
  };
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean open = self->network != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (with_network); i++)
    gtk_widget_action_set_enabled (widget, with_network[i], open);
  gtk_widget_action_set_enabled (widget, "win.start", self->session != NULL);
  gtk_widget_action_set_enabled (widget, "win.undo", open && kith_session_get_undo_label (self->session) != NULL);
  gtk_widget_action_set_enabled (widget, "win.redo", open && kith_session_get_redo_label (self->session) != NULL);
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
  gtk_widget_class_install_action (widget_class, "win.print-map", NULL, print_map_activated);
  gtk_widget_class_install_action (widget_class, "win.copy-map", NULL, copy_map_activated);
  gtk_widget_class_install_action (widget_class, "win.save-briefing", NULL, save_briefing_activated);
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_activated);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_activated);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_activated);
  gtk_widget_class_install_action (widget_class, "win.fields", NULL, fields_activated);
  gtk_widget_class_install_action (widget_class, "win.history", NULL, history_activated);
  gtk_widget_class_install_action (widget_class, "win.duplicates", NULL, duplicates_activated);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_activated);
  gtk_widget_class_install_action (widget_class, "win.menu", NULL, menu_activated);
  gtk_widget_class_install_action (widget_class, "win.view", "s", view_activated);
  gtk_widget_class_install_action (widget_class, "win.panel", "s", panel_activated);
  gtk_widget_class_install_action (widget_class, "win.all-communities", NULL, all_communities_activated);
  gtk_widget_class_install_action (widget_class, "win.edit-community", NULL, edit_community_activated);
  gtk_widget_class_install_action (widget_class, "win.changes", NULL, changes_activated);
  gtk_widget_class_install_action (widget_class, "win.ring", NULL, ring_activated);
  gtk_widget_class_install_action (widget_class, "win.show-part", NULL, show_part_activated);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_activated);
  gtk_widget_class_install_action (widget_class, "win.show-panel", NULL, show_panel_activated);
  gtk_widget_class_install_action (widget_class, "win.show-communities", NULL, show_communities_activated);
}
