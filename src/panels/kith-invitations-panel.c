/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One campaign at a time, chosen above; its invitations below, each as it stands. */

#include "kith-invitations-panel.h"

#include "kith-campaign-dialog.h"
#include "kith-invitation-row.h"
#include "kith-panel-acts.h"
#include "kith-saving.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>

struct _KithInvitationsPanel
{
  KithPanel parent_instance;

  GtkStack *stack;
  GtkDropDown *campaigns_dropdown;
  GtkLabel *objective_label, *counts_label;
  AdwPreferencesGroup *invitations_group;

  GPtrArray *campaigns; /* KithCampaign, newest first; NULL before the first reading */
  gint64 campaign;      /* chosen; 0 for none */
  GPtrArray *rows;      /* KithInvitationRow, borrowed */
  GtkWidget *empty_row; /* nullable, borrowed */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (KithInvitationsPanel, kith_invitations_panel, KITH_TYPE_PANEL)

static KithSession *
get_session (KithInvitationsPanel *self)
{
  return kith_panel_get_session (KITH_PANEL (self));
}

static KithCampaign *
get_campaign (KithInvitationsPanel *self, guint *position)
{
  for (guint i = 0; self->campaigns != NULL && i < self->campaigns->len; i++)
    {
      KithCampaign *campaign = g_ptr_array_index (self->campaigns, i);

      if (campaign->id != self->campaign)
        continue;
      if (position != NULL)
        *position = i;
      return campaign;
    }
  return NULL;
}

static KithCampaign *
campaign_copy (const KithCampaign *from)
{
  KithCampaign *copy = g_memdup2 (from, sizeof *from);

  copy->name = g_strdup (from->name);
  copy->objective = g_strdup (from->objective);

  return copy;
}

/* — Reading — */

typedef struct
{
  gint64 campaign;
  GArray *known; /* ids of the campaigns read before; nullable */
  GPtrArray *campaigns, *invitations;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_pointer (&self->known, g_array_unref);
  g_clear_pointer (&self->campaigns, g_ptr_array_unref);
  g_clear_pointer (&self->invitations, g_ptr_array_unref);
  g_free (self);
}

/* A campaign that was not there before is what the person has just made; else the one chosen; else the newest. */
static gint64
choose_campaign (const Reading *self)
{
  gint64 chosen = 0;

  for (guint i = 0; i < self->campaigns->len; i++)
    {
      gint64 id = ((KithCampaign *) g_ptr_array_index (self->campaigns, i))->id;
      gboolean known = self->known == NULL;

      for (guint k = 0; !known && k < self->known->len; k++)
        known = g_array_index (self->known, gint64, k) == id;
      if (!known)
        return id;
      if (id == self->campaign)
        chosen = id;
    }
  if (chosen == 0 && self->campaigns->len > 0)
    chosen = ((KithCampaign *) g_ptr_array_index (self->campaigns, 0))->id;

  return chosen;
}

static gboolean
reading_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  self->campaigns = kith_campaign_list (store, error);
  if (self->campaigns == NULL)
    return FALSE;
  self->campaign = choose_campaign (self);
  if (self->campaign == 0)
    return TRUE;
  self->invitations = kith_invitation_list (store, self->campaign, error);
  return self->invitations != NULL;
}

static void
show_counts (KithInvitationsPanel *self, GPtrArray *invitations, const KithCampaign *campaign)
{
  guint counts[KITH_INVITATION_NO_ANSWER + 1] = { 0 };
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *date = kith_text_day (campaign->date);

  for (guint i = 0; i < invitations->len; i++)
    counts[((KithInvitation *) g_ptr_array_index (invitations, i))->status]++;
  if (*date != '\0')
    g_string_append (words, date);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > 0)
      {
        /* Translators: how invitations stand, and how many: "Agreed: 3" */
        g_string_append_printf (words, words->len > 0 ? " · " : "");
        g_string_append_printf (words, _ ("%s: %u"), kith_invitation_status_get_title (i), counts[i]);
      }
  gtk_label_set_label (self->counts_label, words->str);
  gtk_widget_set_visible (GTK_WIDGET (self->counts_label), words->len > 0);
  gtk_label_set_label (self->objective_label, campaign->objective != NULL ? campaign->objective : "");
  gtk_widget_set_visible (GTK_WIDGET (self->objective_label), campaign->objective != NULL);
}

static gboolean
same_rows (KithInvitationsPanel *self, GPtrArray *invitations)
{
  if (invitations->len != self->rows->len)
    return FALSE;
  for (guint i = 0; i < invitations->len; i++)
    if (kith_invitation_row_get_id (g_ptr_array_index (self->rows, i))
        != ((KithInvitation *) g_ptr_array_index (invitations, i))->id)
      return FALSE;

  return TRUE;
}

/* Rows that stay are kept, open as they are, with what is being typed into them. */
static void
show_invitations (KithInvitationsPanel *self, GPtrArray *invitations)
{
  if (!same_rows (self, invitations))
    {
      for (guint i = 0; i < self->rows->len; i++)
        adw_preferences_group_remove (self->invitations_group, g_ptr_array_index (self->rows, i));
      g_ptr_array_set_size (self->rows, 0);
      for (guint i = 0; i < invitations->len; i++)
        {
          GtkWidget *row = kith_invitation_row_new (get_session (self));

          adw_preferences_group_add (self->invitations_group, row);
          g_ptr_array_add (self->rows, row);
        }
    }
  for (guint i = 0; i < invitations->len; i++)
    kith_invitation_row_show (g_ptr_array_index (self->rows, i), g_ptr_array_index (invitations, i));

  if (self->empty_row != NULL)
    adw_preferences_group_remove (self->invitations_group, self->empty_row);
  self->empty_row = NULL;
  if (invitations->len == 0)
    {
      self->empty_row = adw_action_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->empty_row), _ ("Nobody is invited yet"));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->empty_row),
                                   _ ("Add the team, or the people selected on the map."));
      adw_preferences_group_add (self->invitations_group, self->empty_row);
    }
}

static void
enable_actions (KithInvitationsPanel *self)
{
  KithSession *session = get_session (self);
  gboolean any = get_campaign (self, NULL) != NULL;
  gboolean people = any && self->rows->len > 0;
  const KithTeam *team = session != NULL ? kith_session_get_team (session, NULL) : NULL;
  guint n = 0;

  if (session != NULL)
    kith_session_get_selection (session, &n);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "invitations.new", session != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "invitations.edit", any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "invitations.remove", any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "invitations.add-team", any && team != NULL && team->n_members > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "invitations.add-selection", any && n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "invitations.call-sheet", people);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "invitations.mail-merge", people);
}

static void
show_campaigns (KithInvitationsPanel *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint position = 0;

  for (guint i = 0; i < self->campaigns->len; i++)
    gtk_string_list_append (names, ((KithCampaign *) g_ptr_array_index (self->campaigns, i))->name);
  get_campaign (self, &position);
  gtk_drop_down_set_model (self->campaigns_dropdown, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->campaigns_dropdown, position);
}

static void
reading_done (gpointer owner, gpointer data, const GError *error)
{
  KithInvitationsPanel *self = owner;
  Reading *reading = data;

  if (error != NULL || get_session (self) == NULL)
    return;

  self->showing = TRUE;
  g_clear_pointer (&self->campaigns, g_ptr_array_unref);
  self->campaigns = g_ptr_array_ref (reading->campaigns);
  self->campaign = reading->campaign;
  show_campaigns (self);
  if (reading->invitations != NULL)
    {
      show_counts (self, reading->invitations, get_campaign (self, NULL));
      show_invitations (self, reading->invitations);
    }
  gtk_stack_set_visible_child_name (self->stack, self->campaign != 0 ? "campaign" : "none");
  self->showing = FALSE;
  enable_actions (self);
}

static void
read_all (KithInvitationsPanel *self)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->campaign = self->campaign;
  if (self->campaigns != NULL)
    {
      reading->known = g_array_new (FALSE, FALSE, sizeof (gint64));
      for (guint i = 0; i < self->campaigns->len; i++)
        g_array_append_val (reading->known, ((KithCampaign *) g_ptr_array_index (self->campaigns, i))->id);
    }
  kith_session_run (get_session (self), &(KithJob) {
                                            .lane = KITH_LANE_READ,
                                            .slot = "invitations",
                                            .work = reading_work,
                                            .data = reading,
                                            .free_data = reading_free,
                                            .owner = self,
                                            .done = reading_done,
                                        });
}

static void
snapshot_changed (KithPanel *panel)
{
  KithInvitationsPanel *self = KITH_INVITATIONS_PANEL (panel);

  if (kith_panel_get_snapshot (panel) != NULL)
    read_all (self);
  else
    gtk_stack_set_visible_child_name (self->stack, "none");
  enable_actions (self);
}

static void
session_changed (KithPanel *panel)
{
  KithInvitationsPanel *self = KITH_INVITATIONS_PANEL (panel);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->invitations_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->campaigns, g_ptr_array_unref);
  self->campaign = 0;
}

static void
actions_changed (KithPanel *panel)
{
  enable_actions (KITH_INVITATIONS_PANEL (panel));
}

static void
campaign_selected_cb (KithInvitationsPanel *self, GParamSpec *pspec, GtkDropDown *dropdown)
{
  guint position = gtk_drop_down_get_selected (dropdown);

  if (self->showing || self->campaigns == NULL || position >= self->campaigns->len)
    return;
  self->campaign = ((KithCampaign *) g_ptr_array_index (self->campaigns, position))->id;
  read_all (self);
}

/* — Campaigns — */

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_campaign_dialog_present (widget, get_session (KITH_INVITATIONS_PANEL (widget)), NULL, NULL, 0, NULL);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithInvitationsPanel *self = KITH_INVITATIONS_PANEL (widget);

  kith_campaign_dialog_present (widget, get_session (self), get_campaign (self, NULL), NULL, 0, NULL);
}

static gboolean
remove_write (KithStore *store, gpointer data, GError **error)
{
  return kith_campaign_remove (store, *(gint64 *) data, error);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithInvitationsPanel *self = KITH_INVITATIONS_PANEL (widget);
  const KithCampaign *campaign = get_campaign (self, NULL);
  /* Translators: an act, as in "Undo …"; %s is the name of a campaign */
  g_autofree char *label = g_strdup_printf (_ ("Remove “%s”"), campaign->name);
  g_autofree char *toast = g_strdup_printf (_ ("Removed “%s”"), campaign->name);

  kith_panel_write (get_session (self), label, toast, remove_write, g_memdup2 (&campaign->id, sizeof campaign->id),
                    g_free, NULL, NULL);
}

/* — Adding people — */

static void
add_team_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithInvitationsPanel *self = KITH_INVITATIONS_PANEL (widget);
  KithSnapshot *snapshot = NULL;
  const KithTeam *team = kith_session_get_team (get_session (self), &snapshot);
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; team != NULL && i < team->n_members; i++)
    g_array_append_val (people, snapshot->id[team->members[i].person]);
  kith_panel_plan_campaign (get_session (self), campaign_copy (get_campaign (self, NULL)),
                            (const gint64 *) people->data, people->len, NULL, NULL);
}

static void
add_selection_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithInvitationsPanel *self = KITH_INVITATIONS_PANEL (widget);
  guint n = 0;
  const gint64 *people = kith_session_get_selection (get_session (self), &n);

  kith_panel_plan_campaign (get_session (self), campaign_copy (get_campaign (self, NULL)), people, n, NULL, NULL);
}

/* — Files — */

static void
save_list (KithInvitationsPanel *self, KithExportWhat what, const char *title, const char *suffix)
{
  const KithCampaign *campaign = get_campaign (self, NULL);
  KithSession *session = get_session (self);
  KithExportOptions options;

  kith_export_options_init (&options, kith_session_get_whole (session));
  options.what = what;
  options.campaign = campaign->id;
  kith_saving_choose (GTK_WIDGET (self), session, &options, title, campaign->name, suffix);
}

static void
call_sheet_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save_list (KITH_INVITATIONS_PANEL (widget), KITH_EXPORT_CALL_SHEET, _ ("Save Call Sheet"), ".pdf");
}

static void
mail_merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save_list (KITH_INVITATIONS_PANEL (widget), KITH_EXPORT_TEAM, _ ("Save Mail-Merge Table"), ".csv");
}

/* — Class — */

static void
kith_invitations_panel_dispose (GObject *object)
{
  KithInvitationsPanel *self = KITH_INVITATIONS_PANEL (object);

  self->showing = TRUE;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->campaigns, g_ptr_array_unref);

  G_OBJECT_CLASS (kith_invitations_panel_parent_class)->dispose (object);
}

static void
kith_invitations_panel_class_init (KithInvitationsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KithPanelClass *panel_class = KITH_PANEL_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kith_invitations_panel_dispose;
  panel_class->session_changed = session_changed;
  panel_class->snapshot_changed = snapshot_changed;
  panel_class->selection_changed = actions_changed;
  panel_class->team_changed = actions_changed;

  kith_panels_ensure_resources ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kith_app/Kith/panels/kith-invitations-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KithInvitationsPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, KithInvitationsPanel, campaigns_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KithInvitationsPanel, objective_label);
  gtk_widget_class_bind_template_child (widget_class, KithInvitationsPanel, counts_label);
  gtk_widget_class_bind_template_child (widget_class, KithInvitationsPanel, invitations_group);
  gtk_widget_class_bind_template_callback (widget_class, campaign_selected_cb);
  gtk_widget_class_install_action (widget_class, "invitations.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "invitations.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "invitations.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "invitations.add-team", NULL, add_team_action);
  gtk_widget_class_install_action (widget_class, "invitations.add-selection", NULL, add_selection_action);
  gtk_widget_class_install_action (widget_class, "invitations.call-sheet", NULL, call_sheet_action);
  gtk_widget_class_install_action (widget_class, "invitations.mail-merge", NULL, mail_merge_action);
}

static void
kith_invitations_panel_init (KithInvitationsPanel *self)
{
  self->showing = TRUE;
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->showing = FALSE;
  enable_actions (self);
}

GtkWidget *
kith_invitations_panel_new (void)
{
  return g_object_new (KITH_TYPE_INVITATIONS_PANEL, NULL);
}
