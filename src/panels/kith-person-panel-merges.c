/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* That a person was made of several records, and taking them apart again. */

#include "kith-person-panel-private.h"

#include <glib/gi18n-lib.h>

static char *
dup_day (gint64 time)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (time);

  return day != NULL ? g_date_time_format (day, "%x") : g_strdup ("");
}

typedef struct
{
  gint64 person, apart;
} Separation;

static gboolean
separate_write (KithStore *store, gpointer data, GError **error)
{
  Separation *self = data;

  return kith_people_separate (store, self->person, &self->apart, error);
}

static void
separate_response_cb (KithPersonPanel *self, const char *response, AdwAlertDialog *dialog)
{
  const gint64 *person = g_object_get_data (G_OBJECT (dialog), "person");
  const char *name = g_object_get_data (G_OBJECT (dialog), "name");
  KithSession *session = kith_person_panel_get_open (self);

  if (!g_str_equal (response, "separate") || session == NULL)
    return;

  Separation *separation = g_new0 (Separation, 1);
  /* Translators: an act, as in "Undo …"; a name */
  g_autofree char *label = g_strdup_printf (_ ("Separate %s Again"), name);
  g_autofree char *toast = g_strdup_printf (_ ("Separated %s again"), name);

  separation->person = *person;
  kith_panel_write (session, label, toast, separate_write, separation, g_free, NULL, NULL);
}

static void
separate_clicked_cb (KithPersonPanel *self, GtkButton *button)
{
  const char *other = g_object_get_data (G_OBJECT (button), "other");
  const char *when = g_object_get_data (G_OBJECT (button), "when");
  const char *name = gtk_label_get_label (self->name_label);
  g_autofree char *body = NULL;
  AdwDialog *dialog;

  /* Translators: the name of who was merged, the date, and the name of the person now */
  body = g_strdup_printf (_ ("%s, merged on %s, becomes a person of their own again, with all that came from that "
                             "record. What was added or changed since stays with %s."),
                          other, when, name);
  dialog = adw_alert_dialog_new (_ ("Separate Again?"), body);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "separate", _ ("_Separate"),
                                  NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "separate");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "person", g_memdup2 (&self->person, sizeof self->person), g_free);
  g_object_set_data_full (G_OBJECT (dialog), "name", g_strdup (other), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (separate_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

void
kith_person_panel_show_merges (KithPersonPanel *self, const GPtrArray *merges)
{
  kith_person_panel_remove_rows (self->merges_group, self->merge_rows);
  gtk_widget_set_visible (GTK_WIDGET (self->merges_group), merges->len > 0);
  if (merges->len == 0)
    return;

  const KithMerge *last = g_ptr_array_index (merges, 0);
  const char *other = last->name != NULL ? last->name : _ ("Unnamed person");
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Separate Again…"));
  g_autofree char *title = g_strdup_printf (
      ngettext ("Merged from %'u Record", "Merged from %'u Records", merges->len + 1), merges->len + 1);
  g_autofree char *when = dup_day (last->time);
  /* Translators: who was merged into this person last, and the date */
  g_autofree char *subtitle = g_strdup_printf (_ ("Last with %s, %s"), other, when);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "other", g_strdup (other), g_free);
  g_object_set_data_full (G_OBJECT (button), "when", g_steal_pointer (&when), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (separate_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  kith_person_panel_add_row (self->merges_group, self->merge_rows, row);
}
