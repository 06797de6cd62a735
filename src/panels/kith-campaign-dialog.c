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
  gpointer owner;         /* borrowed: the session watches it */
  void (*saved) (gpointer owner, gpointer campaign);

  GtkWidget *save_button;
  GtkLabel *who_label;
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
  gtk_widget_set_sensitive (self->save_button, *name != '\0' && dated);
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
  g_autofree char *objective = g_strstrip (g_strdup (get_text (self->objective_row)));

  campaign->name = g_strstrip (g_strdup (get_text (self->name_row)));
  campaign->objective = *objective != '\0' ? g_steal_pointer (&objective) : NULL;
  kith_campaign_dialog_parse_date (get_text (self->date_row), &campaign->date);

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
  gtk_widget_class_bind_template_child (widget_class, KithCampaignDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, KithCampaignDialog, objective_row);
  gtk_widget_class_bind_template_child (widget_class, KithCampaignDialog, date_row);
  gtk_widget_class_bind_template_child (widget_class, KithCampaignDialog, date_popover);
  gtk_widget_class_bind_template_child (widget_class, KithCampaignDialog, calendar);
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
      g_autofree char *sentence
          = g_strdup_printf (_ ("%s will be its first invitations, each with the reason for asking."), who);

      gtk_label_set_label (self->who_label, sentence);
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
