/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two small questions: which tag, which campaign. What there is already is read in a job and offered when it has come; whoever is chosen when
 * the question is put is meant, whatever is chosen meanwhile. */

#include "kith-chosen.h"

#include "kith-campaign-dialog.h"
#include "kith-campaigns.h"
#include "kith-panel-acts.h"
#include "kith-tags.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define MOST_OFFERED 12 /* tags */

typedef struct
{
  KithSession *session;
  gint64 *people;
  guint n;
  GtkWidget *parent;   /* weak */
  AdwDialog *dialog;   /* borrowed, as all widgets: this is the dialog's */
  GtkWidget *entry;    /* of a tag */
  GtkWidget *offers;   /* AdwWrapBox */
  AdwComboRow *choice; /* of a campaign */
  GPtrArray *campaigns;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_clear_pointer (&self->campaigns, g_ptr_array_unref);
  g_clear_weak_pointer (&self->parent);
  g_object_unref (self->session);
  g_free (self->people);
  g_free (self);
}

/* @heading: with %s for "Nea Nord" or "14 people" */
static Question *
question_new (GtkWidget *parent, KithSession *session, const char *heading, const char *accept)
{
  Question *self = g_new0 (Question, 1);
  guint n = 0;
  const gint64 *people = kith_session_get_selection (session, &n);
  g_autofree char *who = kith_panel_dup_who (kith_session_get_snapshot (session), people, n);
  g_autoptr (GString) words = g_string_new (heading);

  g_string_replace (words, "%s", who, 1);
  g_set_weak_pointer (&self->parent, parent);
  self->session = g_object_ref (session);
  self->people = g_memdup2 (people, n * sizeof *people);
  self->n = n;
  self->dialog = adw_alert_dialog_new (words->str, NULL);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (self->dialog), "cancel", _ ("_Cancel"), "accept", accept, NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (self->dialog), "accept", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (self->dialog), "accept");
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self->dialog), "accept", FALSE);
  g_object_set_data_full (G_OBJECT (self->dialog), "question", self, question_free);
  return self;
}

static GtkWidget *
boxed_list (GtkWidget *row)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return list;
}

typedef struct
{
  GPtrArray *found; /* nullable */
  GPtrArray *(*read) (KithStore *store, GError **error);
} Reading;

static void
reading_free (gpointer data)
{
  g_clear_pointer (&((Reading *) data)->found, g_ptr_array_unref);
  g_free (data);
}

static gboolean
reading_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  reading->found = reading->read (store, error);
  return reading->found != NULL;
}

static void
read_for (Question *self, GPtrArray *(*read) (KithStore *store, GError **error), KithDoneFunc done)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->read = read;
  kith_session_run (self->session, &(KithJob) {
                                       .lane = KITH_LANE_READ,
                                       .work = reading_work,
                                       .data = reading,
                                       .free_data = reading_free,
                                       .owner = self->dialog,
                                       .done = done,
                                   });
}

/* — Which tag — */

static void
tag_changed_cb (Question *self, GtkEditable *entry)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self->dialog), "accept", *name != '\0');
}

static void
tag_response_cb (Question *self, const char *response, AdwAlertDialog *dialog)
{
  if (g_str_equal (response, "accept"))
    kith_panel_tag (self->session, self->people, self->n, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
offer_clicked_cb (Question *self, GtkButton *button)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), gtk_button_get_label (button));
  gtk_widget_grab_focus (self->entry);
}

static void
tags_read (gpointer owner, gpointer data, const GError *error)
{
  Question *self = g_object_get_data (owner, "question");
  Reading *reading = data;
  guint offered = 0;

  for (guint i = 0; error == NULL && i < reading->found->len && offered < MOST_OFFERED; i++)
    {
      const KithTag *tag = g_ptr_array_index (reading->found, i);
      GtkWidget *button;

      /* Given by an action of its own. */
      if (g_str_equal (tag->name, KITH_TAG_AMBASSADOR))
        continue;
      button = gtk_button_new_with_label (tag->name);
      gtk_widget_add_css_class (button, "pill");
      gtk_widget_add_css_class (button, "tag");
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (offer_clicked_cb), self);
      adw_wrap_box_append (ADW_WRAP_BOX (self->offers), button);
      offered++;
    }
  gtk_widget_set_visible (self->offers, offered > 0);
}

void
kith_chosen_ask_tag (GtkWidget *parent, KithSession *session)
{
  /* Translators: %s is a name, or "14 people" */
  Question *self = question_new (parent, session, _ ("Tag %s"), _ ("_Tag"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->entry = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), _ ("Tag"));
  adw_entry_row_set_max_length (ADW_ENTRY_ROW (self->entry), 100);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (self->entry), TRUE);
  self->offers = adw_wrap_box_new ();
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (self->offers), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (self->offers), 6);
  gtk_widget_set_visible (self->offers, FALSE);
  gtk_box_append (GTK_BOX (box), boxed_list (self->entry));
  gtk_box_append (GTK_BOX (box), self->offers);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (self->dialog), box);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (tag_changed_cb), self);
  g_signal_connect_swapped (self->dialog, "response", G_CALLBACK (tag_response_cb), self);
  read_for (self, kith_tag_list, tags_read);
  adw_dialog_set_focus (self->dialog, self->entry);
  adw_dialog_present (self->dialog, parent);
}

/* — Which campaign — */

static void
campaign_response_cb (Question *self, const char *response, AdwAlertDialog *dialog)
{
  guint at = adw_combo_row_get_selected (self->choice);

  if (!g_str_equal (response, "accept") || self->campaigns == NULL || at > self->campaigns->len)
    return;
  if (at == self->campaigns->len && self->parent != NULL)
    kith_campaign_dialog_present (self->parent, self->session, NULL, self->people, self->n, NULL);
  else if (at < self->campaigns->len)
    {
      const KithCampaign *campaign = g_ptr_array_index (self->campaigns, at);
      KithCampaign *copy = g_new0 (KithCampaign, 1);

      copy->id = campaign->id;
      copy->name = g_strdup (campaign->name);
      copy->date = campaign->date;
      kith_panel_plan_campaign (self->session, copy, self->people, self->n, NULL, NULL);
    }
}

static void
campaigns_read (gpointer owner, gpointer data, const GError *error)
{
  Question *self = g_object_get_data (owner, "question");
  Reading *reading = data;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (error != NULL)
    return;
  self->campaigns = g_steal_pointer (&reading->found);
  for (guint i = 0; i < self->campaigns->len; i++)
    gtk_string_list_append (names, ((const KithCampaign *) g_ptr_array_index (self->campaigns, i))->name);
  gtk_string_list_append (names, _ ("A new one…"));
  adw_combo_row_set_model (self->choice, G_LIST_MODEL (names));
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self->dialog), "accept", TRUE);
}

void
kith_chosen_ask_campaign (GtkWidget *parent, KithSession *session)
{
  /* Translators: %s is a name, or "14 people" */
  Question *self = question_new (parent, session, _ ("Add %s to a Campaign"), _ ("_Add"));

  self->choice = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->choice), _ ("Campaign"));
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (self->dialog), boxed_list (GTK_WIDGET (self->choice)));
  g_signal_connect_swapped (self->dialog, "response", G_CALLBACK (campaign_response_cb), self);
  read_for (self, kith_campaign_list, campaigns_read);
  adw_dialog_present (self->dialog, parent);
}
