/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-report-row.h"

#include "kith-panel-acts.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>

struct _KithReportRow
{
  AdwExpanderRow parent_instance;

  KithSession *session;
  KithReport *report; /* as last shown */
  GtkWidget *state;   /* GtkDropDown */
  /* Made when it is first opened */
  AdwEntryRow *answer;
  GtkWidget *person;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (KithReportRow, kith_report_row, ADW_TYPE_EXPANDER_ROW)

static KithReport *
report_copy (const KithReport *from)
{
  KithReport *copy = g_memdup2 (from, sizeof *from);

  copy->who = g_strdup (from->who);
  copy->what = g_strdup (from->what);
  copy->where = g_strdup (from->where);
  copy->answer = g_strdup (from->answer);

  return copy;
}

static void
free_report (gpointer data)
{
  kith_report_free (data);
}

static const char *
get_who (KithReportRow *self)
{
  return self->report->who != NULL && *self->report->who != '\0' ? self->report->who : _ ("Somebody");
}

/* — Writing — */

static gboolean
update_write (KithStore *store, gpointer data, GError **error)
{
  return kith_report_update (store, data, error);
}

static gboolean
remove_write (KithStore *store, gpointer data, GError **error)
{
  return kith_report_remove (store, ((KithReport *) data)->id, error);
}

/* Takes @changed. */
static void
write_change (KithReportRow *self, KithReport *changed, const char *toast)
{
  /* Translators: an act, as in "Undo …"; %s is who told it */
  g_autofree char *label = g_strdup_printf (_ ("Change Report of %s"), get_who (self));

  kith_report_free (self->report);
  self->report = report_copy (changed);
  kith_panel_write (self->session, label, toast, update_write, changed, free_report, NULL, NULL);
}

static void
state_cb (KithReportRow *self, GParamSpec *pspec, GtkDropDown *dropdown)
{
  KithReportState state = (KithReportState) gtk_drop_down_get_selected (dropdown);

  if (self->showing || state == self->report->state || (guint) state >= KITH_N_REPORT_STATES)
    return;

  KithReport *changed = report_copy (self->report);
  /* Translators: a person's name, and how his or her report stands: "Nea Nord: Answered" */
  g_autofree char *toast = g_strdup_printf (_ ("%s: %s"), get_who (self), kith_report_state_get_title (state));
  changed->state = state;
  write_change (self, changed, toast);
}

/* Writing down an answer is answering. */
static void
answer_cb (KithReportRow *self, AdwEntryRow *row)
{
  KithReport *changed = report_copy (self->report);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  g_autofree char *toast = g_strdup_printf (_ ("Saved the answer to %s"), get_who (self));

  g_free (changed->answer);
  changed->answer = *text != '\0' ? g_steal_pointer (&text) : NULL;
  if (changed->answer != NULL && changed->state == KITH_REPORT_NEW)
    changed->state = KITH_REPORT_ANSWERED;
  write_change (self, changed, toast);
}

static void
person_cb (KithReportRow *self, AdwButtonRow *row)
{
  kith_session_show_person (self->session, self->report->person);
}

static void
remove_cb (KithReportRow *self, AdwButtonRow *row)
{
  /* Translators: an act, as in "Undo …"; %s is who told it */
  g_autofree char *label = g_strdup_printf (_ ("Remove Report of %s"), get_who (self));
  g_autofree char *toast = g_strdup_printf (_ ("Removed the report of %s"), get_who (self));

  kith_panel_write (self->session, label, toast, remove_write, report_copy (self->report), free_report, NULL, NULL);
}

/* — Showing — */

static void
fill_details (KithReportRow *self)
{
  if (self->answer == NULL)
    return;
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->answer)) == NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->answer), self->report->answer != NULL ? self->report->answer : "");
  gtk_widget_set_visible (self->person, self->report->person != 0);
}

static void
expanded_cb (KithReportRow *self, GParamSpec *pspec, gpointer unused)
{
  if (self->answer != NULL || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;

  self->answer = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->answer), _ ("What We Answered or Did"));
  adw_entry_row_set_show_apply_button (self->answer, TRUE);
  adw_entry_row_set_max_length (self->answer, 4000);
  g_signal_connect_object (self->answer, "apply", G_CALLBACK (answer_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->answer));

  self->person = adw_button_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->person), _ ("Show the Person"));
  g_signal_connect_object (self->person, "activated", G_CALLBACK (person_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->person);

  GtkWidget *remove = adw_button_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (remove), _ ("Remove Report"));
  gtk_widget_add_css_class (remove, "destructive-action");
  g_signal_connect_object (remove, "activated", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), remove);

  fill_details (self);
}

void
kith_report_row_show (KithReportRow *self, const KithReport *report)
{
  g_autoptr (GString) words = g_string_new (report->what);
  g_autofree char *date = kith_text_day (report->date);

  g_return_if_fail (KITH_IS_REPORT_ROW (self));

  self->showing = TRUE;
  g_clear_pointer (&self->report, kith_report_free);
  self->report = report_copy (report);

  /* Translators: who, and what he or she is doing: "Nea Nord · Hearing" */
  g_autofree char *title = g_strdup_printf (_ ("%s · %s"), get_who (self), kith_report_kind_get_title (report->kind));
  g_autofree char *label = g_strdup_printf (_ ("How the report of %s stands"), get_who (self));
  g_string_append_c (words, '\n');
  if (*date != '\0')
    g_string_append (words, date);
  if (report->where != NULL)
    g_string_append_printf (words, "%s%s", *date != '\0' ? " · " : "", report->where);
  if (report->tone != 0)
    /* Translators: how good or bad what was told is, from -2 to +2 */
    g_string_append_printf (words, _ (" · tone %+d"), report->tone);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), words->str);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->state), report->state);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->state), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words->str, -1);
  fill_details (self);
  self->showing = FALSE;
}

gint64
kith_report_row_get_id (KithReportRow *self)
{
  return self->report != NULL ? self->report->id : 0;
}

static void
kith_report_row_finalize (GObject *object)
{
  KithReportRow *self = KITH_REPORT_ROW (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->report, kith_report_free);

  G_OBJECT_CLASS (kith_report_row_parent_class)->finalize (object);
}

static void
kith_report_row_class_init (KithReportRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kith_report_row_finalize;
}

static void
kith_report_row_init (KithReportRow *self)
{
  const char *titles[KITH_N_REPORT_STATES + 1] = { NULL };

  for (guint i = 0; i < KITH_N_REPORT_STATES; i++)
    titles[i] = kith_report_state_get_title (i);
  self->state = gtk_drop_down_new_from_strings (titles);
  gtk_widget_set_valign (self->state, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->state, "flat");
  g_signal_connect_object (self->state, "notify::selected", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_expander_row_set_title_lines (ADW_EXPANDER_ROW (self), 2);
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (self), self->state);
  g_signal_connect_object (self, "notify::expanded", G_CALLBACK (expanded_cb), self, G_CONNECT_DEFAULT);
}

GtkWidget *
kith_report_row_new (KithSession *session)
{
  KithReportRow *self = g_object_new (KITH_TYPE_REPORT_ROW, NULL);

  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}
