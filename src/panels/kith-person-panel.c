/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One person. What the snapshot knows (communities, reason, ties) is there at once; what only the store knows (contact, tags, notes) is read
 * in a job, and until it has come the rows for it cannot be used. */

#include "kith-person-panel-private.h"

#include "kith-campaign-dialog.h"
#include "kith-chosen.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (KithPersonPanel, kith_person_panel, KITH_TYPE_PANEL)

KithSession *
kith_person_panel_get_open (KithPersonPanel *self)
{
  return kith_panel_get_session (KITH_PANEL (self));
}

int
kith_person_panel_get_index (KithPersonPanel *self, KithSnapshot **snapshot)
{
  *snapshot = kith_panel_get_snapshot (KITH_PANEL (self));
  return *snapshot != NULL && self->person != 0 ? kith_snapshot_find (*snapshot, self->person) : -1;
}

void
kith_person_panel_add_row (AdwPreferencesGroup *group, GPtrArray *rows, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, row);
}

void
kith_person_panel_remove_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

/* — Tags — */

static void
untag_cb (KithPersonPanel *self, GtkButton *button)
{
  kith_person_panel_remove_tag (self, g_object_get_data (G_OBJECT (button), "tag"));
}

static void
remove_tags (KithPersonPanel *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tags_box))) != NULL)
    adw_wrap_box_remove (self->tags_box, child);
}

static void
free_tag (gpointer data)
{
  kith_person_tag_free (data);
}

static void
show_tags (KithPersonPanel *self, GPtrArray *tags)
{
  guint shown = 0;

  remove_tags (self);
  for (guint i = 0; i < tags->len; i++)
    {
      KithPersonTag *tag = g_ptr_array_index (tags, i);

      /* Has a switch of its own. */
      if (g_strcmp0 (tag->name, KITH_TAG_AMBASSADOR) == 0)
        continue;

      GtkWidget *button = gtk_button_new ();
      GtkWidget *content = adw_button_content_new ();
      g_autofree char *tip = g_strdup_printf (_ ("Take the tag “%s” away"), tag->name);
      KithPersonTag *copy = g_new0 (KithPersonTag, 1);

      copy->tag = tag->tag;
      copy->name = g_strdup (tag->name);
      adw_button_content_set_label (ADW_BUTTON_CONTENT (content), tag->name);
      adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "window-close-symbolic");
      gtk_button_set_child (GTK_BUTTON (button), content);
      gtk_widget_set_tooltip_text (button, tip);
      gtk_widget_add_css_class (button, "pill");
      gtk_widget_add_css_class (button, "tag");
      g_object_set_data_full (G_OBJECT (button), "tag", copy, free_tag);
      g_signal_connect_object (button, "clicked", G_CALLBACK (untag_cb), self, G_CONNECT_SWAPPED);
      adw_wrap_box_append (self->tags_box, button);
      shown++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->tags_box), shown > 0);
}

/* — Contact — */

static const char *
get_channel_question (KithChannel channel)
{
  switch (channel)
    {
    case KITH_CHANNEL_EMAIL:
      return _ ("May we write e-mail?");
    case KITH_CHANNEL_PHONE:
      return _ ("May we call?");
    case KITH_CHANNEL_SMS:
      return _ ("May we send text messages?");
    case KITH_CHANNEL_POST:
    case KITH_N_CHANNELS:
    default:
      return _ ("May we write letters?");
    }
}

static void
consent_cb (KithPersonPanel *self, GParamSpec *pspec, AdwComboRow *row)
{
  if (!self->showing && self->person != 0)
    kith_person_panel_set_consent (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "channel")),
                                   (KithConsentState) adw_combo_row_get_selected (row));
}

static void
add_consent_rows (KithPersonPanel *self)
{
  const char *const answers[] = { _ ("Not asked"), _ ("Yes"), _ ("No"), NULL };

  for (guint channel = 0; channel < KITH_N_CHANNELS; channel++)
    {
      GtkWidget *row = adw_combo_row_new ();
      g_autoptr (GtkStringList) model = gtk_string_list_new (answers);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), get_channel_question (channel));
      adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
      g_object_set_data (G_OBJECT (row), "channel", GUINT_TO_POINTER (channel));
      g_signal_connect_object (row, "notify::selected", G_CALLBACK (consent_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->consent_group, row);
      self->consent_rows[channel] = ADW_COMBO_ROW (row);
    }
}

static void
show_contacts (KithPersonPanel *self, GPtrArray *contacts, const KithConsentState *consents)
{
  guint channels = 0;
  gboolean any = FALSE;

  kith_person_panel_remove_rows (self->contact_group, self->contact_rows);
  for (guint i = 0; i < contacts->len; i++)
    {
      const KithContact *contact = g_ptr_array_index (contacts, i);
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *title
          = contact->label != NULL
                ? g_strdup_printf ("%s (%s)", kith_contact_kind_get_title (contact->kind), contact->label)
                : g_strdup (kith_contact_kind_get_title (contact->kind));

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), contact->value);
      adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
      gtk_widget_add_css_class (row, "property");
      kith_person_panel_add_row (self->contact_group, self->contact_rows, row);

      channels |= contact->kind == KITH_CONTACT_EMAIL   ? 1 << KITH_CHANNEL_EMAIL
                  : contact->kind == KITH_CONTACT_PHONE ? 1 << KITH_CHANNEL_PHONE | 1 << KITH_CHANNEL_SMS
                  : contact->kind == KITH_CONTACT_POST  ? 1 << KITH_CHANNEL_POST
                                                        : 0;
    }

  for (guint channel = 0; channel < KITH_N_CHANNELS; channel++)
    {
      gboolean asked = (channels & 1 << channel) != 0 || consents[channel] != KITH_CONSENT_UNKNOWN;

      adw_combo_row_set_selected (self->consent_rows[channel], consents[channel]);
      gtk_widget_set_visible (GTK_WIDGET (self->consent_rows[channel]), asked);
      any |= asked;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->consent_group), any);

  if (contacts->len == 0)
    {
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("No e-mail, phone or address is known"));
      gtk_widget_add_css_class (row, "dimmed");
      kith_person_panel_add_row (self->contact_group, self->contact_rows, row);
    }
}

/* — What only the store knows — */

typedef struct
{
  gint64 id;
  KithPerson *person;
  GPtrArray *contacts, *tags, *merges, *sources;
  KithConsentState consents[KITH_N_CHANNELS];
} Details;

static void
details_free (gpointer data)
{
  Details *self = data;

  g_clear_pointer (&self->person, kith_person_free);
  g_clear_pointer (&self->contacts, g_ptr_array_unref);
  g_clear_pointer (&self->tags, g_ptr_array_unref);
  g_clear_pointer (&self->merges, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_free (self);
}

static gboolean
details_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Details *self = data;

  self->person = kith_person_get (store, self->id, error);
  if (self->person == NULL)
    return FALSE;
  self->contacts = kith_person_get_contacts (store, self->id, error);
  if (self->contacts == NULL)
    return FALSE;
  self->tags = kith_person_tag_list (store, self->id, error);
  self->merges = kith_merges_of (store, self->id, error);
  self->sources = kith_own_value_sources (store, self->id, error);
  return self->tags != NULL && self->merges != NULL && self->sources != NULL
         && kith_person_get_consents (store, self->id, self->consents, error);
}

/* The three tiers there always are, and the user's own word where the person has one. */
static void
show_tier (KithPersonPanel *self, const char *tier)
{
  static const char *const usual[] = { "", "community", "friend", "ambassador", NULL };
  gboolean own = tier != NULL && !g_strv_contains (usual, tier);
  const char *own_tier = self->tiers != NULL ? self->tiers[G_N_ELEMENTS (usual) - 1] : NULL;

  /* Only where it differs: the list must not go from under a person who is choosing from it. */
  if (self->tiers == NULL || g_strcmp0 (own_tier, own ? tier : NULL) != 0)
    {
      const char *const titles[]
          = { _ ("Not set"), _ ("Community"), _ ("Friend"), _ ("Ambassador"), own ? tier : NULL, NULL };
      const char *const tiers[] = { usual[0], usual[1], usual[2], usual[3], own ? tier : NULL, NULL };
      g_autoptr (GtkStringList) model = gtk_string_list_new (titles);

      g_strfreev (self->tiers);
      self->tiers = g_strdupv ((char **) tiers);
      adw_combo_row_set_model (self->tier_row, G_LIST_MODEL (model));
    }
  for (guint i = 0; self->tiers[i] != NULL; i++)
    if (g_str_equal (self->tiers[i], tier != NULL ? tier : ""))
      adw_combo_row_set_selected (self->tier_row, i);
}

static void
set_details_sensitive (KithPersonPanel *self, gboolean sensitive)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->contact_group), sensitive);
  gtk_widget_set_sensitive (GTK_WIDGET (self->consent_group), sensitive);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tag_row), sensitive);
  gtk_widget_set_sensitive (GTK_WIDGET (self->notes_view), sensitive);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tier_row), sensitive);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stance_row), sensitive);
}

static void
details_done (gpointer owner, gpointer data, const GError *error)
{
  KithPersonPanel *self = owner;
  Details *details = data;

  /* Somebody who has just been taken out of the network is no error to tell; the next snapshot knows. */
  if (error != NULL || details->id != self->person)
    return;

  const KithPerson *person = details->person;
  const char *parts[4] = { NULL };
  guint n = 0;

  self->showing = TRUE;
  if (person->organization != NULL)
    parts[n++] = person->organization;
  if (person->town != NULL)
    parts[n++] = person->town;
  if (person->stub)
    parts[n++] = _ ("Known by hearsay only");
  g_autofree char *about = g_strjoinv (" · ", (char **) parts);
  gtk_label_set_label (self->about_label, about);
  gtk_widget_set_visible (GTK_WIDGET (self->about_label), *about != '\0');

  adw_banner_set_revealed (self->dnc_banner, person->do_not_contact);
  adw_switch_row_set_active (self->dnc_row, person->do_not_contact);
  adw_combo_row_set_selected (self->stance_row, (guint) (CLAMP (person->stance, -2, 2) + 2));
  show_tier (self, person->tier);
  show_contacts (self, details->contacts, details->consents);
  show_tags (self, details->tags);
  kith_person_panel_show_merges (self, details->merges);
  kith_person_panel_show_sources (self, details->sources);
  if (!self->notes_changed)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->notes_view), person->notes != NULL ? person->notes : "",
                              -1);
  set_details_sensitive (self, TRUE);
  self->showing = FALSE;
}

static void
read_details (KithPersonPanel *self)
{
  Details *details = g_new0 (Details, 1);

  details->id = self->person;
  kith_session_run (kith_person_panel_get_open (self), &(KithJob) {
                                                           .lane = KITH_LANE_READ,
                                                           .slot = "person",
                                                           .shows_own_errors = TRUE,
                                                           .work = details_work,
                                                           .data = details,
                                                           .free_data = details_free,
                                                           .owner = self,
                                                           .done = details_done,
                                                       });
}

/* — All of it — */

static void
show_person (KithPersonPanel *self)
{
  KithSnapshot *snapshot;
  int person = kith_person_panel_get_index (self, &snapshot);
  g_autofree char *reason = NULL;

  if (person < 0)
    {
      self->person = 0;
      gtk_stack_set_visible_child_name (self->stack, "nobody");
      return;
    }

  reason = kith_snapshot_dup_reason (snapshot, (guint) person);
  self->showing = TRUE;
  gtk_label_set_label (self->name_label, snapshot->name[person]);
  gtk_label_set_label (self->reason_label, reason);
  adw_switch_row_set_active (self->ambassador_row, (snapshot->flags[person] & KITH_PERSON_AMBASSADOR) != 0);
  adw_banner_set_revealed (self->dnc_banner, (snapshot->flags[person] & KITH_PERSON_DO_NOT_CONTACT) != 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "person.invite",
                                 (snapshot->flags[person] & KITH_PERSON_DO_NOT_CONTACT) == 0);
  kith_person_panel_show_communities (self, snapshot, (guint) person);
  kith_person_panel_show_figures (self, snapshot, (guint) person);
  kith_person_panel_show_fields (self, snapshot, (guint) person);
  kith_person_panel_show_ties (self, snapshot, (guint) person);
  self->showing = FALSE;
  gtk_stack_set_visible_child_name (self->stack, "person");
  read_details (self);
}

static void
selection_changed (KithPanel *panel)
{
  KithPersonPanel *self = KITH_PERSON_PANEL (panel);
  KithSession *session = kith_person_panel_get_open (self);
  gint64 person = session != NULL ? kith_session_get_selected_person (session) : 0;
  guint n = 0;

  if (session != NULL)
    kith_session_get_selection (session, &n);
  gtk_widget_set_visible (self->several_button, n > 1);
  if (n > 1)
    {
      g_autofree char *title = kith_chosen_dup_title (session);
      adw_button_content_set_label (self->several_content, title);
    }
  if (person != 0 && person == self->person)
    return;
  kith_person_panel_save_notes (self);
  if (n > 1 && person == 0)
    {
      self->person = 0;
      kith_person_panel_show_several (self);
      return;
    }

  self->person = person;
  self->all_ties = FALSE;
  self->notes_changed = FALSE;
  gtk_widget_set_sensitive (self->save_notes_button, FALSE);
  self->showing = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->notes_view), "", -1);
  gtk_editable_set_text (GTK_EDITABLE (self->tag_row), "");
  remove_tags (self);
  kith_person_panel_remove_rows (self->contact_group, self->contact_rows);
  kith_person_panel_remove_rows (self->merges_group, self->merge_rows);
  gtk_widget_set_visible (GTK_WIDGET (self->merges_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->about_label), FALSE);
  set_details_sensitive (self, FALSE);
  self->showing = FALSE;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  show_person (self);
}

static void
snapshot_changed (KithPanel *panel)
{
  KithPersonPanel *self = KITH_PERSON_PANEL (panel);

  KithSession *session = kith_person_panel_get_open (self);
  guint n = 0;

  if (session != NULL)
    kith_session_get_selection (session, &n);
  if (self->person != 0)
    show_person (self);
  else if (n > 1)
    kith_person_panel_show_several (self);
}

static void
session_changed (KithPanel *panel)
{
  KithPersonPanel *self = KITH_PERSON_PANEL (panel);

  /* Notes of another network: they were saved when the keyboard left them. */
  self->person = 0;
  self->notes_changed = FALSE;
  g_clear_pointer (&self->fields, kith_field_columns_unref);
  kith_chosen_install (GTK_WIDGET (self), kith_panel_get_session (panel));
}

/* — Actions — */

static void
invite_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithPersonPanel *self = KITH_PERSON_PANEL (widget);

  kith_campaign_dialog_present (widget, kith_person_panel_get_open (self), NULL, &self->person, self->person != 0,
                                NULL);
}

static void
all_chosen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_session_show_person (kith_panel_get_session (KITH_PANEL (widget)), 0);
}

static void
kith_person_panel_dispose (GObject *object)
{
  KithPersonPanel *self = KITH_PERSON_PANEL (object);

  g_clear_pointer (&self->tiers, g_strfreev);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_clear_pointer (&self->contact_rows, g_ptr_array_unref);
  g_clear_pointer (&self->field_rows, g_ptr_array_unref);
  g_clear_pointer (&self->value_rows, g_ptr_array_unref);
  g_clear_pointer (&self->fields, kith_field_columns_unref);
  g_clear_pointer (&self->tie_rows, g_ptr_array_unref);
  g_clear_pointer (&self->merge_rows, g_ptr_array_unref);
  g_clear_pointer (&self->several_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (kith_person_panel_parent_class)->dispose (object);
}

static void
kith_person_panel_class_init (KithPersonPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KithPanelClass *panel_class = KITH_PANEL_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kith_person_panel_dispose;
  panel_class->session_changed = session_changed;
  panel_class->snapshot_changed = snapshot_changed;
  panel_class->selection_changed = selection_changed;

  kith_panels_ensure_resources ();
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/panels/kith-person-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, several_label);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, several_about_label);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, several_group);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, several_button);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, several_content);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, name_label);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, about_label);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, reason_label);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, dnc_banner);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, communities);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, why_row);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, ambassador_row);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, dnc_row);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, tier_row);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, stance_row);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, tags_box);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, tag_row);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, contact_group);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, consent_group);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, ties_group);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, merges_group);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, notes_view);
  gtk_widget_class_bind_template_child (widget_class, KithPersonPanel, save_notes_button);
  kith_person_panel_class_bind_acts (widget_class);
  kith_person_panel_class_bind_fields (widget_class);
  gtk_widget_class_install_action (widget_class, "person.invite", NULL, invite_action);
  gtk_widget_class_install_action (widget_class, "person.all-chosen", NULL, all_chosen_action);
}

static void
kith_person_panel_init (KithPersonPanel *self)
{
  self->showing = TRUE;
  self->figures = g_ptr_array_new ();
  self->contact_rows = g_ptr_array_new ();
  self->field_rows = g_ptr_array_new ();
  self->value_rows = g_ptr_array_new ();
  self->tie_rows = g_ptr_array_new ();
  self->merge_rows = g_ptr_array_new ();
  self->several_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_consent_rows (self);
  kith_person_panel_init_acts (self);
  show_tier (self, NULL);
  self->showing = FALSE;
}

GtkWidget *
kith_person_panel_new (void)
{
  return g_object_new (KITH_TYPE_PERSON_PANEL, NULL);
}
