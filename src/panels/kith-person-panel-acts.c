/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the person panel writes: fields, tags, consent, notes; each change an act of its own. Notes are saved when the keyboard leaves them
 * or somebody else is selected, so none are lost. */

#include "kith-person-panel-private.h"

#include "kith-panel-acts.h"

#include <glib/gi18n-lib.h>

/* — Writing — */

typedef struct
{
  KithPerson person;
  guint fields;
} Update;

static void
update_free (gpointer data)
{
  Update *self = data;

  kith_person_clear (&self->person);
  g_free (self);
}

static gboolean
update_write (KithStore *store, gpointer data, GError **error)
{
  Update *self = data;

  return kith_person_update (store, &self->person, self->fields, TRUE, NULL, error);
}

static const char *
get_name (KithPersonPanel *self, gint64 person)
{
  KithSnapshot *snapshot = kith_panel_get_snapshot (KITH_PANEL (self));
  int index = snapshot != NULL ? kith_snapshot_find (snapshot, person) : -1;

  return index >= 0 ? snapshot->name[index] : "";
}

static Update *
update_new (KithPersonPanel *self, guint fields)
{
  Update *update = g_new0 (Update, 1);

  update->person = (KithPerson) KITH_PERSON_INIT;
  update->person.id = self->person;
  update->fields = fields;

  return update;
}

static void
run_update (KithPersonPanel *self, Update *update, const char *label, const char *toast)
{
  kith_panel_write (kith_person_panel_get_open (self), label, toast, update_write, update, update_free, NULL, NULL);
}

static void
stance_cb (KithPersonPanel *self, GParamSpec *pspec, AdwComboRow *row)
{
  if (self->showing || self->person == 0)
    return;

  Update *update = update_new (self, KITH_FIELD_STANCE);
  /* Translators: an act, as in "Undo …"; %s is a person's name */
  g_autofree char *label = g_strdup_printf (_ ("Set Stance of %s"), get_name (self, self->person));
  g_autofree char *toast = g_strdup_printf (_ ("Set the stance of %s"), get_name (self, self->person));
  update->person.stance = (int) adw_combo_row_get_selected (row) - 2;
  run_update (self, update, label, toast);
}

static void
tier_cb (KithPersonPanel *self, GParamSpec *pspec, AdwComboRow *row)
{
  guint selected = adw_combo_row_get_selected (row);

  if (self->showing || self->person == 0 || selected == GTK_INVALID_LIST_POSITION)
    return;

  Update *update = update_new (self, KITH_FIELD_TIER);
  /* Translators: an act, as in "Undo …"; %s is a person's name */
  g_autofree char *label = g_strdup_printf (_ ("Set Tier of %s"), get_name (self, self->person));
  g_autofree char *toast = g_strdup_printf (_ ("Set the tier of %s"), get_name (self, self->person));
  update->person.tier = *self->tiers[selected] != '\0' ? g_strdup (self->tiers[selected]) : NULL;
  run_update (self, update, label, toast);
}

static void
dnc_cb (KithPersonPanel *self, GParamSpec *pspec, AdwSwitchRow *row)
{
  if (self->showing || self->person == 0)
    return;

  Update *update = update_new (self, KITH_FIELD_DO_NOT_CONTACT);
  const char *name = get_name (self, self->person);
  gboolean on = adw_switch_row_get_active (row);
  /* Translators: an act, as in "Undo …"; %s is a person's name */
  g_autofree char *label = g_strdup_printf (on ? _ ("Do Not Contact %s") : _ ("Allow Contact with %s"), name);
  g_autofree char *toast
      = g_strdup_printf (on ? _ ("%s will not be contacted") : _ ("%s may be contacted again"), name);
  update->person.do_not_contact = on;
  run_update (self, update, label, toast);
}

static void
ambassador_cb (KithPersonPanel *self, GParamSpec *pspec, AdwSwitchRow *row)
{
  if (!self->showing && self->person != 0)
    kith_panel_tag_ambassadors (kith_person_panel_get_open (self), &self->person, 1, adw_switch_row_get_active (row));
}

void
kith_person_panel_save_notes (KithPersonPanel *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->notes_view);
  GtkTextIter start, end;

  if (!self->notes_changed || self->person == 0 || kith_person_panel_get_open (self) == NULL)
    return;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_autofree char *text = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  Update *update = update_new (self, KITH_FIELD_NOTES);
  /* Translators: an act, as in "Undo …"; %s is a person's name */
  g_autofree char *label = g_strdup_printf (_ ("Change Notes on %s"), get_name (self, self->person));
  g_autofree char *toast = g_strdup_printf (_ ("Saved the notes on %s"), get_name (self, self->person));

  update->person.notes = *text != '\0' ? g_steal_pointer (&text) : NULL;
  self->notes_changed = FALSE;
  gtk_widget_set_sensitive (self->save_notes_button, FALSE);
  run_update (self, update, label, toast);
}

static void
notes_save_cb (KithPersonPanel *self, GtkButton *button)
{
  kith_person_panel_save_notes (self);
}

static void
notes_left_cb (KithPersonPanel *self, GtkEventControllerFocus *controller)
{
  kith_person_panel_save_notes (self);
}

static void
notes_changed_cb (KithPersonPanel *self, GtkTextBuffer *buffer)
{
  if (self->showing)
    return;
  self->notes_changed = TRUE;
  gtk_widget_set_sensitive (self->save_notes_button, TRUE);
}

/* — Tags — */

typedef struct
{
  gint64 person, tag;
} Untagging;

static gboolean
untag_write (KithStore *store, gpointer data, GError **error)
{
  Untagging *self = data;

  return kith_person_tag_remove (store, self->person, self->tag, NULL, error);
}

static void
tag_apply_cb (KithPersonPanel *self, AdwEntryRow *row)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));

  if (self->person == 0)
    return;
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  kith_panel_tag (kith_person_panel_get_open (self), &self->person, 1, name);
}

void
kith_person_panel_remove_tag (KithPersonPanel *self, const KithPersonTag *tag)
{
  Untagging *untagging = g_new0 (Untagging, 1);
  /* Translators: an act, as in "Undo …": a tag, and a person's name */
  g_autofree char *label = g_strdup_printf (_ ("Take Tag “%s” from %s"), tag->name, get_name (self, self->person));
  g_autofree char *toast = g_strdup_printf (_ ("Took the tag “%s” from %s"), tag->name, get_name (self, self->person));

  untagging->person = self->person;
  untagging->tag = tag->tag;
  kith_panel_write (kith_person_panel_get_open (self), label, toast, untag_write, untagging, g_free, NULL, NULL);
}

/* — Consent — */

static void
free_consent (gpointer data)
{
  kith_consent_free (data);
}

static gboolean
consent_write (KithStore *store, gpointer data, GError **error)
{
  return kith_consent_set (store, data, NULL, error);
}

void
kith_person_panel_set_consent (KithPersonPanel *self, KithChannel channel, KithConsentState state)
{
  KithConsent *consent = g_new0 (KithConsent, 1);

  consent->person = self->person;
  consent->channel = channel;
  consent->state = state;
  consent->since = g_get_real_time () / G_USEC_PER_SEC;
  /* Translators: an act, as in "Undo …"; %s is a person's name */
  g_autofree char *label = g_strdup_printf (_ ("Change What %s Agreed To"), get_name (self, self->person));
  g_autofree char *toast = g_strdup_printf (_ ("Changed what %s agreed to"), get_name (self, self->person));
  kith_panel_write (kith_person_panel_get_open (self), label, toast, consent_write, consent, free_consent, NULL, NULL);
}

/* — Binding — */

void
kith_person_panel_class_bind_acts (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, ambassador_cb);
  gtk_widget_class_bind_template_callback (widget_class, tier_cb);
  gtk_widget_class_bind_template_callback (widget_class, stance_cb);
  gtk_widget_class_bind_template_callback (widget_class, dnc_cb);
  gtk_widget_class_bind_template_callback (widget_class, tag_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, notes_save_cb);
}

void
kith_person_panel_init_acts (KithPersonPanel *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (gtk_text_view_get_buffer (self->notes_view), "changed", G_CALLBACK (notes_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (notes_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->notes_view), focus);
}
