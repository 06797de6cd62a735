/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-member-row.h"

#include "kith-analysis.h"
#include "kith-campaign-dialog.h"
#include "kith-panel-acts.h"
#include "kith-swatch.h"

#include <glib/gi18n-lib.h>

struct _KithMemberRow
{
  AdwActionRow parent_instance;

  KithSession *session;
  gint64 person;

  GtkWidget *pin, *swatch;
  GtkToggleButton *tag;
  GtkMenuButton *more;
  gboolean fixed;
  gboolean showing;
};

enum
{
  PROP_0,
  PROP_FIXED,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (KithMemberRow, kith_member_row, ADW_TYPE_ACTION_ROW)

static GParamSpec *properties[N_PROPS];

static void
activated_cb (KithMemberRow *self)
{
  kith_session_show_person (self->session, self->person);
}

static void
tag_toggled_cb (KithMemberRow *self, GtkToggleButton *button)
{
  if (!self->showing)
    kith_panel_tag_ambassadors (self->session, &self->person, 1, gtk_toggle_button_get_active (button));
}

static void
invite_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithMemberRow *self = KITH_MEMBER_ROW (widget);

  kith_campaign_dialog_present (widget, self->session, NULL, &self->person, 1, NULL);
}

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithMemberRow *self = KITH_MEMBER_ROW (widget);

  kith_session_select_person (self->session, self->person);
  gtk_widget_activate_action (widget, "win.view", "s", "map");
}

static void
out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithMemberRow *self = KITH_MEMBER_ROW (widget);

  kith_session_set_out_of_team (self->session, self->person, TRUE);
}

static void
set_fixed (KithMemberRow *self, gboolean fixed)
{
  if (self->fixed == fixed)
    return;
  self->fixed = fixed;
  gtk_widget_set_visible (self->pin, fixed);
  if (!self->showing)
    kith_session_set_fixed_in_team (self->session, self->person, fixed);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIXED]);
}

void
kith_member_row_show (KithMemberRow *self, const KithSnapshot *snapshot, const KithTeamMember *member)
{
  gboolean tagged = (snapshot->flags[member->person] & KITH_PERSON_AMBASSADOR) != 0;
  const char *name = snapshot->name[member->person];
  g_autofree char *reason = kith_snapshot_dup_reason (snapshot, member->person);
  g_autofree char *adds = kith_analysis_dup_adds (snapshot, member);
  g_autofree char *confidence = kith_snapshot_dup_confidence (snapshot, member->person);
  g_autofree char *tag_label
      = g_strdup_printf (tagged ? _ ("Untag %s as ambassador") : _ ("Tag %s as ambassador"), name);
  g_autofree char *more_label = g_strdup_printf (_ ("More on %s"), name);
  g_autoptr (GString) words = g_string_new (reason);

  g_return_if_fail (KITH_IS_MEMBER_ROW (self));

  if (adds != NULL && *adds != '\0')
    g_string_append_printf (words, "\n%s", adds);
  /* Short, as it stands on every row; the whole sentence under the pointer. */
  if (confidence != NULL)
    {
      g_string_append_c (words, '\n');
      /* Translators: in how many of 20 copies of the network, each with some ties left out, a person was found too */
      g_string_append_printf (words, _ ("Found in %u of 20 tries"), snapshot->confidence[member->person]);
    }

  self->showing = TRUE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words->str, -1);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), confidence);

  if (self->swatch != NULL)
    adw_action_row_remove (ADW_ACTION_ROW (self), self->swatch);
  self->swatch = kith_swatch_new (snapshot, snapshot->community[member->person], -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->swatch);

  gtk_toggle_button_set_active (self->tag, tagged);
  gtk_button_set_icon_name (GTK_BUTTON (self->tag), tagged ? "starred-symbolic" : "non-starred-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->tag), tagged ? _ ("Tagged as Ambassador") : _ ("Tag as Ambassador"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tag), GTK_ACCESSIBLE_PROPERTY_LABEL, tag_label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, more_label, -1);
  set_fixed (self, kith_session_is_fixed_in_team (self->session, self->person));
  self->showing = FALSE;
}

gint64
kith_member_row_get_person (KithMemberRow *self)
{
  g_return_val_if_fail (KITH_IS_MEMBER_ROW (self), 0);

  return self->person;
}

static void
kith_member_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_FIXED:
      g_value_set_boolean (value, KITH_MEMBER_ROW (object)->fixed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_member_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_FIXED:
      set_fixed (KITH_MEMBER_ROW (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_member_row_finalize (GObject *object)
{
  g_clear_object (&KITH_MEMBER_ROW (object)->session);

  G_OBJECT_CLASS (kith_member_row_parent_class)->finalize (object);
}

static void
kith_member_row_class_init (KithMemberRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kith_member_row_get_property;
  object_class->set_property = kith_member_row_set_property;
  object_class->finalize = kith_member_row_finalize;

  properties[PROP_FIXED] = g_param_spec_boolean ("fixed", NULL, NULL, FALSE,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  kith_panels_ensure_resources ();
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/panels/kith-member-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KithMemberRow, pin);
  gtk_widget_class_bind_template_child (widget_class, KithMemberRow, tag);
  gtk_widget_class_bind_template_child (widget_class, KithMemberRow, more);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, tag_toggled_cb);
  gtk_widget_class_install_action (widget_class, "member.invite", NULL, invite_action);
  gtk_widget_class_install_action (widget_class, "member.show", NULL, show_action);
  gtk_widget_class_install_action (widget_class, "member.out", NULL, out_action);
  gtk_widget_class_install_property_action (widget_class, "member.fixed", "fixed");
}

static void
kith_member_row_init (KithMemberRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kith_member_row_new (KithSession *session, gint64 person)
{
  KithMemberRow *self = g_object_new (KITH_TYPE_MEMBER_ROW, NULL);

  self->session = g_object_ref (session);
  self->person = person;

  return GTK_WIDGET (self);
}
