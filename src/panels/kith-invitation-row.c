/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-invitation-row.h"

#include "kith-communities.h"
#include "kith-swatch.h"

#include <glib/gi18n-lib.h>

#define N_STATUSES (KITH_INVITATION_NO_ANSWER + 1)

struct _KithInvitationRow
{
  AdwExpanderRow parent_instance;

  KithSession *session;
  KithInvitation *invitation; /* as last shown */
  GtkWidget *status;          /* GtkDropDown */
  GtkWidget *swatch;
  /* Made when it is first opened */
  AdwEntryRow *sender, *notes;
  AdwComboRow *channel;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (KithInvitationRow, kith_invitation_row, ADW_TYPE_EXPANDER_ROW)

static KithInvitation *
invitation_copy (const KithInvitation *from)
{
  KithInvitation *copy = g_memdup2 (from, sizeof *from);

  copy->sender = g_strdup (from->sender);
  copy->reason = g_strdup (from->reason);
  copy->notes = g_strdup (from->notes);

  return copy;
}

static void
free_invitation (gpointer data)
{
  kith_invitation_free (data);
}

static char *
dup_name (KithInvitationRow *self)
{
  KithSnapshot *snapshot = kith_session_get_whole (self->session);
  int person = kith_snapshot_find (snapshot, self->invitation->person);

  return g_strdup (person >= 0 ? snapshot->name[person] : _ ("Somebody no longer in the network"));
}

/* — Writing — */

static gboolean
update_write (KithStore *store, gpointer data, GError **error)
{
  return kith_invitation_update (store, data, error);
}

static gboolean
remove_write (KithStore *store, gpointer data, GError **error)
{
  return kith_invitation_remove (store, ((KithInvitation *) data)->id, error);
}

/* Takes @changed. */
static void
write_change (KithInvitationRow *self, KithInvitation *changed, const char *toast)
{
  g_autofree char *name = dup_name (self);
  /* Translators: an act, as in "Undo …"; %s is a person's name */
  g_autofree char *label = g_strdup_printf (_ ("Change Invitation of %s"), name);

  /* So that a second change before the network has been read again does not take the first one back. */
  kith_invitation_free (self->invitation);
  self->invitation = invitation_copy (changed);
  kith_panel_write (self->session, label, toast, update_write, changed, free_invitation, NULL, NULL);
}

static void
status_cb (KithInvitationRow *self, GParamSpec *pspec, GtkDropDown *dropdown)
{
  KithInvitationStatus status = (KithInvitationStatus) gtk_drop_down_get_selected (dropdown);

  if (self->showing || status == self->invitation->status || (guint) status >= N_STATUSES)
    return;

  KithInvitation *changed = invitation_copy (self->invitation);
  g_autofree char *name = dup_name (self);
  /* Translators: a person's name, and how an invitation stands: "Nea Nord: Agreed" */
  g_autofree char *toast = g_strdup_printf (_ ("%s: %s"), name, kith_invitation_status_get_title (status));
  changed->status = status;
  write_change (self, changed, toast);
}

static void
channel_cb (KithInvitationRow *self, GParamSpec *pspec, AdwComboRow *row)
{
  int channel = (int) adw_combo_row_get_selected (row) - 1;

  if (self->showing || channel == self->invitation->channel || channel >= KITH_N_CHANNELS)
    return;

  KithInvitation *changed = invitation_copy (self->invitation);
  g_autofree char *name = dup_name (self);
  g_autofree char *toast = g_strdup_printf (_ ("Changed how to ask %s"), name);
  changed->channel = channel;
  write_change (self, changed, toast);
}

static void
apply_text (KithInvitationRow *self, AdwEntryRow *row, gboolean is_sender)
{
  KithInvitation *changed = invitation_copy (self->invitation);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  char **field = is_sender ? &changed->sender : &changed->notes;
  g_autofree char *name = dup_name (self);
  g_autofree char *toast
      = g_strdup_printf (is_sender ? _ ("Changed who asks %s") : _ ("Saved the notes on asking %s"), name);

  g_free (*field);
  *field = *text != '\0' ? g_steal_pointer (&text) : NULL;
  write_change (self, changed, toast);
}

static void
sender_cb (KithInvitationRow *self, AdwEntryRow *row)
{
  apply_text (self, row, TRUE);
}

static void
notes_cb (KithInvitationRow *self, AdwEntryRow *row)
{
  apply_text (self, row, FALSE);
}

static void
show_cb (KithInvitationRow *self, AdwButtonRow *row)
{
  kith_session_show_person (self->session, self->invitation->person);
}

static void
remove_cb (KithInvitationRow *self, AdwButtonRow *row)
{
  g_autofree char *name = dup_name (self);
  /* Translators: an act, as in "Undo …"; %s is a person's name */
  g_autofree char *label = g_strdup_printf (_ ("Take %s Out of the Campaign"), name);
  g_autofree char *toast = g_strdup_printf (_ ("Took %s out of the campaign"), name);

  kith_panel_write (self->session, label, toast, remove_write, invitation_copy (self->invitation), free_invitation,
                    NULL, NULL);
}

/* — Showing — */

static void
fill_details (KithInvitationRow *self)
{
  const KithInvitation *invitation = self->invitation;

  if (self->sender == NULL)
    return;
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->sender)) == NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->sender), invitation->sender != NULL ? invitation->sender : "");
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->notes)) == NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->notes), invitation->notes != NULL ? invitation->notes : "");
  adw_combo_row_set_selected (self->channel, (guint) (CLAMP (invitation->channel, -1, KITH_N_CHANNELS - 1) + 1));
}

static void
expanded_cb (KithInvitationRow *self, GParamSpec *pspec, gpointer unused)
{
  const char *const channels[]
      = { _ ("Not decided"), _ ("E-mail"), _ ("Phone call"), _ ("Text message"), _ ("Letter"), NULL };

  if (self->sender != NULL || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;

  self->sender = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->sender), _ ("Who Asks"));
  adw_entry_row_set_show_apply_button (self->sender, TRUE);
  adw_entry_row_set_max_length (self->sender, 200);
  g_signal_connect_object (self->sender, "apply", G_CALLBACK (sender_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->sender));

  self->channel = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->channel), _ ("How"));
  g_autoptr (GtkStringList) model = gtk_string_list_new (channels);
  adw_combo_row_set_model (self->channel, G_LIST_MODEL (model));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->channel));

  self->notes = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->notes), _ ("Notes"));
  adw_entry_row_set_show_apply_button (self->notes, TRUE);
  adw_entry_row_set_max_length (self->notes, 4000);
  g_signal_connect_object (self->notes, "apply", G_CALLBACK (notes_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->notes));

  GtkWidget *show = adw_button_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (show), _ ("Show the Person"));
  g_signal_connect_object (show, "activated", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), show);

  GtkWidget *remove = adw_button_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (remove), _ ("Take Out"));
  gtk_widget_add_css_class (remove, "destructive-action");
  g_signal_connect_object (remove, "activated", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), remove);

  self->showing = TRUE;
  fill_details (self);
  self->showing = FALSE;
  g_signal_connect_object (self->channel, "notify::selected", G_CALLBACK (channel_cb), self, G_CONNECT_SWAPPED);
}

void
kith_invitation_row_show (KithInvitationRow *self, const KithInvitation *invitation)
{
  KithSnapshot *snapshot = kith_session_get_whole (self->session);
  int person = kith_snapshot_find (snapshot, invitation->person);
  gboolean refused = person >= 0 && (snapshot->flags[person] & KITH_PERSON_DO_NOT_CONTACT) != 0;

  g_return_if_fail (KITH_IS_INVITATION_ROW (self));

  self->showing = TRUE;
  g_clear_pointer (&self->invitation, kith_invitation_free);
  self->invitation = invitation_copy (invitation);

  g_autofree char *name = dup_name (self);
  g_autofree char *label = g_strdup_printf (_ ("How the invitation of %s stands"), name);
  const char *reason = invitation->reason != NULL ? invitation->reason : "";
  g_autofree char *words
      = refused ? g_strdup_printf ("%s\n%s", _ ("Asked not to be contacted: do not ask."), reason) : g_strdup (reason);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), words);
  if (refused)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->status), invitation->status);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->status), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  if (self->swatch != NULL)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), self->swatch);
  self->swatch = kith_swatch_new (snapshot, person >= 0 ? snapshot->community[person] : KITH_NOT_CONNECTED, -1);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), self->swatch);
  fill_details (self);
  self->showing = FALSE;
}

gint64
kith_invitation_row_get_id (KithInvitationRow *self)
{
  return self->invitation != NULL ? self->invitation->id : 0;
}

static void
kith_invitation_row_finalize (GObject *object)
{
  KithInvitationRow *self = KITH_INVITATION_ROW (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->invitation, kith_invitation_free);

  G_OBJECT_CLASS (kith_invitation_row_parent_class)->finalize (object);
}

static void
kith_invitation_row_class_init (KithInvitationRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kith_invitation_row_finalize;
}

static void
kith_invitation_row_init (KithInvitationRow *self)
{
  const char *titles[N_STATUSES + 1] = { NULL };

  for (guint i = 0; i < N_STATUSES; i++)
    titles[i] = kith_invitation_status_get_title (i);
  self->status = gtk_drop_down_new_from_strings (titles);
  gtk_widget_set_valign (self->status, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->status, "flat");
  g_signal_connect_object (self->status, "notify::selected", G_CALLBACK (status_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_expander_row_set_title_lines (ADW_EXPANDER_ROW (self), 2);
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (self), self->status);
  g_signal_connect_object (self, "notify::expanded", G_CALLBACK (expanded_cb), self, G_CONNECT_DEFAULT);
}

GtkWidget *
kith_invitation_row_new (KithSession *session)
{
  KithInvitationRow *self = g_object_new (KITH_TYPE_INVITATION_ROW, NULL);

  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}
