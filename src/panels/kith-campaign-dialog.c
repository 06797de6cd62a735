/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-campaign-dialog.h"

#include "kith-panel-acts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _KithCampaignDialog
{
  AdwDialog parent_instance;

  KithSession *session;
  KithCampaign *campaign; /* nullable: the one edited */
  GArray *people;         /* gint64 */
  GPtrArray *campaigns;   /* nullable, KithCampaign: those there are, in the order of the row after "New Campaign" */
  gpointer owner;         /* borrowed: the session watches it */
  void (*saved) (gpointer owner, gpointer campaign);

  GtkWidget *save_button;
  GtkLabel *who_label;
  GtkWidget *campaign_group, *new_group;
  AdwComboRow *campaign_row;
  AdwEntryRow *name_row, *objective_row, *date_row;
  GtkPopover *date_popover;
  GtkCalendar *calendar;
};

G_DEFINE_FINAL_TYPE (KithCampaignDialog, kith_campaign_dialog, ADW_TYPE_DIALOG)

gboolean
kith_campaign_dialog_parse_date (const char *text, gint64 *date)
{
  GDate parsed;

  *date = KITH_NO_DATE;
  if (text[strspn (text, " \t")] == '\0')
    return TRUE;
  g_date_clear (&parsed, 1);
  g_date_set_parse (&parsed, text);
  if (!g_date_valid (&parsed) || g_date_get_year (&parsed) < 1900 || g_date_get_year (&parsed) > 2200)
    return FALSE;

  g_autoptr (GDateTime) midnight = g_date_time_new_utc (g_date_get_year (&parsed), (int) g_date_get_month (&parsed),
                                                        g_date_get_day (&parsed), 0, 0, 0);
  *date = g_date_time_to_unix (midnight);
  return TRUE;
}

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* The campaign that is there and was chosen, or NULL for a new one. */
static const KithCampaign *
get_chosen (KithCampaignDialog *self)
{
  guint selected = self->campaigns != NULL ? adw_combo_row_get_selected (self->campaign_row) : 0;

  return selected > 0 && selected <= self->campaigns->len ? self->campaigns->pdata[selected - 1] : NULL;
}

static void
changed_cb (KithCampaignDialog *self, GParamSpec *pspec, AdwEntryRow *row)
{
  g_autofree char *name = g_strstrip (g_strdup (get_text (self->name_row)));
  gint64 date;
  gboolean dated = kith_campaign_dialog_parse_date (get_text (self->date_row), &date);

  if (dated)
    gtk_widget_remove_css_class (GTK_WIDGET (self->date_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->date_row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->date_row), GTK_ACCESSIBLE_STATE_INVALID,
                               dated ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_widget_set_sensitive (self->save_button, get_chosen (self) != NULL || (*name != '\0' && dated));
}

static void
campaign_chosen_cb (KithCampaignDialog *self, GParamSpec *pspec, AdwComboRow *row)
{
  gboolean is_new = get_chosen (self) == NULL;

  gtk_widget_set_visible (self->new_group, is_new);
  gtk_button_set_label (GTK_BUTTON (self->save_button), is_new ? _ ("_Create") : _ ("_Add"));
  changed_cb (self, NULL, NULL);
}

static gboolean
list_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  GPtrArray **campaigns = data;

  *campaigns = kith_campaign_list (store, error);
  return *campaigns != NULL;
}

static void
list_free (gpointer data)
{
  GPtrArray **campaigns = data;

  g_clear_pointer (campaigns, g_ptr_array_unref);
  g_free (campaigns);
}

static void
list_done (gpointer owner, gpointer data, const GError *error)
{
  KithCampaignDialog *self = owner;
  GPtrArray **campaigns = data;
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *[]) { _ ("New Campaign"), NULL });

  if (error != NULL || (*campaigns)->len == 0)
    return;
  self->campaigns = g_steal_pointer (campaigns);
  for (guint k = 0; k < self->campaigns->len; k++)
    gtk_string_list_append (names, ((KithCampaign *) self->campaigns->pdata[k])->name);
  adw_combo_row_set_model (self->campaign_row, G_LIST_MODEL (names));
  gtk_widget_set_visible (self->campaign_group, TRUE);
  /* A whole team begins something new; one person more joins what is under way, unless a name is being typed already. */
  if (self->people->len == 1 && *get_text (self->name_row) == '\0')
    adw_combo_row_set_selected (self->campaign_row, 1);
}

static void
day_selected_cb (KithCampaignDialog *self, GtkCalendar *calendar)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  gtk_editable_set_text (GTK_EDITABLE (self->date_row), text);
  gtk_popover_popdown (self->date_popover);
}

static gboolean
edit_write (KithStore *store, gpointer data, GError **error)
{
  return kith_campaign_update (store, data, error);
}

static void
free_campaign (gpointer data)
{
  kith_campaign_free (data);
}

static void
save_cb (KithCampaignDialog *self, GtkButton *button)
{
  KithCampaign *campaign = g_new0 (KithCampaign, 1);
  const KithCampaign *chosen = get_chosen (self);
  g_autofree char *objective = g_strstrip (g_strdup (get_text (self->objective_row)));

  campaign->name = g_strstrip (g_strdup (get_text (self->name_row)));
  campaign->objective = *objective != '\0' ? g_steal_pointer (&objective) : NULL;
  kith_campaign_dialog_parse_date (get_text (self->date_row), &campaign->date);

  if (chosen != NULL)
    {
      g_set_str (&campaign->name, chosen->name);
      campaign->id = chosen->id;
    }
  if (self->campaign != NULL)
    {
      g_autofree char *label = g_strdup_printf (_ ("Change “%s”"), campaign->name);
      g_autofree char *toast = g_strdup_printf (_ ("Changed “%s”"), campaign->name);

      campaign->id = self->campaign->id;
      campaign->created = self->campaign->created;
      kith_panel_write (self->session, label, toast, edit_write, campaign, free_campaign, self->owner, self->saved);
    }
  else
    kith_panel_plan_campaign (self->session, campaign, (const gint64 *) self->people->data, self->people->len,
                              self->owner, self->saved);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
kith_campaign_dialog_finalize (GObject *object)
{
  KithCampaignDialog *self = KITH_CAMPAIGN_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->campaign, kith_campaign_free);
  g_clear_pointer (&self->campaigns, g_ptr_array_unref);
  g_array_unref (self->people);

  G_OBJECT_CLASS (kith_campaign_dialog_parent_class)->finalize (object);
}

static void
kith_campaign_dialog_class_init (KithCampaignDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = kith_campaign_dialog_finalize;

  kith_panels_ensure_resources ();
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/panels/kith-campaign-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KithCampaignDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, KithCampaignDialog, who_label);
  gtk_widget_class_bind_template_child (widget_class, KithCampaignDialog, campaign_group);
  gtk_widget_class_bind_template_child (widget_class, KithCampaignDialog, new_group);
  gtk_widget_class_bind_template_child (widget_class, KithCampaignDialog, campaign_row);
  gtk_widget_class_bind_template_child (widget_class, KithCampaignDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, KithCampaignDialog, objective_row);
  gtk_widget_class_bind_template_child (widget_class, KithCampaignDialog, date_row);
  gtk_widget_class_bind_template_child (widget_class, KithCampaignDialog, date_popover);
  gtk_widget_class_bind_template_child (widget_class, KithCampaignDialog, calendar);
  gtk_widget_class_bind_template_callback (widget_class, campaign_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
kith_campaign_dialog_init (KithCampaignDialog *self)
{
  self->people = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kith_campaign_dialog_present (GtkWidget *owner, KithSession *session, const KithCampaign *campaign,
                              const gint64 *people, guint n, void (*saved) (gpointer owner, gpointer campaign))
{
  KithCampaignDialog *self = g_object_new (KITH_TYPE_CAMPAIGN_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->owner = owner;
  self->saved = saved;
  g_array_append_vals (self->people, people, n);
  gtk_widget_set_visible (GTK_WIDGET (self->who_label), n > 0);
  if (n > 0)
    {
      g_autofree char *who = kith_panel_dup_who (kith_session_get_snapshot (session), people, n);
      /* Translators: %s is a name, or "12 people" */
      g_autofree char *sentence = g_strdup_printf (_ ("%s will be invited, each with the reason for asking."), who);

      gtk_label_set_label (self->who_label, sentence);
      kith_session_run (session, &(KithJob) { .lane = KITH_LANE_READ,
                                              .work = list_work,
                                              .data = g_new0 (GPtrArray *, 1),
                                              .free_data = list_free,
                                              .owner = self,
                                              .done = list_done });
    }
  if (campaign != NULL)
    {
      g_autoptr (GDateTime) day
          = campaign->date == KITH_NO_DATE ? NULL : g_date_time_new_from_unix_utc (campaign->date);
      g_autofree char *date = day != NULL ? g_date_time_format (day, "%Y-%m-%d") : g_strdup ("");

      self->campaign = g_new0 (KithCampaign, 1);
      self->campaign->id = campaign->id;
      self->campaign->created = campaign->created;
      adw_dialog_set_title (ADW_DIALOG (self), _ ("Change Campaign"));
      gtk_button_set_label (GTK_BUTTON (self->save_button), _ ("_Save"));
      gtk_editable_set_text (GTK_EDITABLE (self->name_row), campaign->name);
      gtk_editable_set_text (GTK_EDITABLE (self->objective_row),
                             campaign->objective != NULL ? campaign->objective : "");
      gtk_editable_set_text (GTK_EDITABLE (self->date_row), date);
    }

  adw_dialog_present (ADW_DIALOG (self), owner);
}
