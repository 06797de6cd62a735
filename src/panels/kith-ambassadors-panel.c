/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sentence comes first, then the comparison, then who and why. The session chooses the team; this shows it. */

#include "kith-ambassadors-panel.h"

#include "kith-analysis.h"
#include "kith-campaign-dialog.h"
#include "kith-panel-acts.h"
#include "kith-swatch.h"

#include <glib/gi18n-lib.h>

struct _KithAmbassadorsPanel
{
  KithPanel parent_instance;

  GtkStack *stack;
  AdwStatusPage *nobody_page;
  GtkLabel *sentence_label, *biggest_label, *drop_out_label, *changes_label;
  GtkGrid *figures;
  AdwSpinRow *size_row;
  GtkScale *wide_scale;
  AdwPreferencesGroup *members_group;
  GtkWidget *choosing_spinner, *changes_box;
  GMenuModel *member_menu;

  GPtrArray *rows; /* GtkWidget, borrowed: in members_group */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (KithAmbassadorsPanel, kith_ambassadors_panel, KITH_TYPE_PANEL)

static KithSession *
get_session (KithAmbassadorsPanel *self)
{
  return kith_panel_get_session (KITH_PANEL (self));
}

/* Ids of the team as it is shown. */
static GArray *
get_team (KithAmbassadorsPanel *self)
{
  GArray *people = g_array_new (FALSE, FALSE, sizeof (gint64));
  KithSnapshot *snapshot = NULL;
  const KithTeam *team = get_session (self) != NULL ? kith_session_get_team (get_session (self), &snapshot) : NULL;

  for (guint i = 0; team != NULL && i < team->n_members; i++)
    g_array_append_val (people, snapshot->id[team->members[i].person]);

  return people;
}

/* — One member — */

static gint64
get_person (gpointer row)
{
  return *(gint64 *) g_object_get_data (G_OBJECT (row), "person");
}

static void
member_activated_cb (KithAmbassadorsPanel *self, AdwActionRow *row)
{
  kith_session_show_person (get_session (self), get_person (row));
}

static void
tag_toggled_cb (KithAmbassadorsPanel *self, GtkToggleButton *button)
{
  gint64 person = get_person (button);

  if (!self->showing)
    kith_panel_tag_ambassadors (get_session (self), &person, 1, gtk_toggle_button_get_active (button));
}

typedef struct
{
  KithAmbassadorsPanel *panel; /* borrowed: lives longer than its rows */
  gint64 person;
} Member;

static void
invite_activate (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Member *member = data;

  kith_campaign_dialog_present (GTK_WIDGET (member->panel), get_session (member->panel), NULL, &member->person, 1,
                                NULL);
}

static void
show_activate (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Member *member = data;

  kith_session_select_person (get_session (member->panel), member->person);
}

static void
fixed_change (GSimpleAction *action, GVariant *state, gpointer data)
{
  Member *member = data;

  kith_session_set_fixed_in_team (get_session (member->panel), member->person, g_variant_get_boolean (state));
}

static void
out_activate (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Member *member = data;

  kith_session_set_out_of_team (get_session (member->panel), member->person, TRUE);
}

static void
free_member (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
add_action (GSimpleActionGroup *group, const char *name, GVariant *state, GCallback activate,
            KithAmbassadorsPanel *self, gint64 person)
{
  g_autoptr (GSimpleAction) action
      = state != NULL ? g_simple_action_new_stateful (name, NULL, state) : g_simple_action_new (name, NULL);
  Member *member = g_new0 (Member, 1);

  member->panel = self;
  member->person = person;
  g_signal_connect_data (action, state != NULL ? "change-state" : "activate", activate, member, free_member, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
}

static GtkWidget *
row_new (KithAmbassadorsPanel *self, const KithSnapshot *snapshot, const KithTeamMember *member)
{
  KithSession *session = get_session (self);
  gint64 id = snapshot->id[member->person];
  gboolean tagged = (snapshot->flags[member->person] & KITH_PERSON_AMBASSADOR) != 0;
  gboolean fixed = kith_session_is_fixed_in_team (session, id);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *tag = gtk_toggle_button_new ();
  GtkWidget *more = gtk_menu_button_new ();
  const char *name = snapshot->name[member->person];
  g_autofree char *reason = kith_snapshot_dup_reason (snapshot, member->person);
  g_autofree char *adds = kith_analysis_dup_adds (snapshot, member);
  g_autofree char *confidence = kith_snapshot_dup_confidence (snapshot, member->person);
  g_autoptr (GString) words = g_string_new (reason);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  if (adds != NULL && *adds != '\0')
    g_string_append_printf (words, "\n%s", adds);
  if (confidence != NULL && *confidence != '\0')
    g_string_append_printf (words, "\n%s", confidence);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words->str);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), kith_swatch_new (snapshot, snapshot->community[member->person], -1));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "person", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (member_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words->str, -1);

  if (fixed)
    {
      GtkWidget *pin = gtk_image_new_from_icon_name ("view-pin-symbolic");

      gtk_widget_set_tooltip_text (pin, _ ("Always in the team"));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), pin);
    }

  g_autofree char *tag_label
      = g_strdup_printf (tagged ? _ ("Untag %s as ambassador") : _ ("Tag %s as ambassador"), name);
  gtk_button_set_icon_name (GTK_BUTTON (tag), tagged ? "starred-symbolic" : "non-starred-symbolic");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tag), tagged);
  gtk_widget_set_tooltip_text (tag, tagged ? _ ("Tagged as Ambassador") : _ ("Tag as Ambassador"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (tag), GTK_ACCESSIBLE_PROPERTY_LABEL, tag_label, -1);
  gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (tag, "flat");
  gtk_widget_add_css_class (tag, "circular");
  g_object_set_data_full (G_OBJECT (tag), "person", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (tag, "toggled", G_CALLBACK (tag_toggled_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), tag);

  g_autofree char *more_label = g_strdup_printf (_ ("More on %s"), name);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (more), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (more), self->member_menu);
  gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL, more_label, -1);
  gtk_widget_set_tooltip_text (more, _ ("More"));
  gtk_widget_set_valign (more, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (more, "flat");
  gtk_widget_add_css_class (more, "circular");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), more);

  add_action (group, "invite", NULL, G_CALLBACK (invite_activate), self, id);
  add_action (group, "show", NULL, G_CALLBACK (show_activate), self, id);
  add_action (group, "fixed", g_variant_new_boolean (fixed), G_CALLBACK (fixed_change), self, id);
  add_action (group, "out", NULL, G_CALLBACK (out_activate), self, id);
  gtk_widget_insert_action_group (row, "member", G_ACTION_GROUP (group));

  return row;
}

/* — Figures — */

static void
put_cell (KithAmbassadorsPanel *self, int column, int row, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_WORD);
  gtk_widget_set_hexpand (label, column == 0);
  if (column == 0 || row == 0)
    gtk_label_set_width_chars (GTK_LABEL (label), 6);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (self->figures, label, column, row, 1, 1);
}

static void
put_totals (KithAmbassadorsPanel *self, int row, const char *title, const KithTeamTotals *totals, guint n_communities,
            const char *style)
{
  g_autofree char *reached = g_strdup_printf ("%'u", totals->reached);
  g_autofree char *twice = g_strdup_printf ("%'u", totals->reached_twice);
  /* Translators: communities touched, of how many there are */
  g_autofree char *communities = g_strdup_printf (_ ("%u of %u"), totals->communities_touched, n_communities);

  put_cell (self, 0, row, title, style);
  put_cell (self, 1, row, reached, style);
  put_cell (self, 2, row, twice, style);
  put_cell (self, 3, row, communities, style);
}

static void
show_figures (KithAmbassadorsPanel *self, const KithSnapshot *snapshot, const KithTeam *team)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->figures))) != NULL)
    gtk_grid_remove (self->figures, child);
  put_cell (self, 0, 0, "", NULL);
  put_cell (self, 1, 0, _ ("People reached"), "caption");
  put_cell (self, 2, 0, _ ("Reached twice"), "caption");
  put_cell (self, 3, 0, _ ("Communities"), "caption");
  put_totals (self, 1, _ ("This team"), &team->totals, snapshot->n_communities, "heading");
  put_totals (self, 2, _ ("Biggest dots"), &team->biggest, snapshot->n_communities, NULL);
}

/* — All of it — */

static void
set_sentence (GtkLabel *label, const char *sentence)
{
  gtk_label_set_label (label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (label), sentence != NULL && *sentence != '\0');
}

static void
show_members (KithAmbassadorsPanel *self, const KithSnapshot *snapshot, const KithTeam *team)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->members_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; team != NULL && i < team->n_members; i++)
    {
      GtkWidget *row = row_new (self, snapshot, &team->members[i]);

      adw_preferences_group_add (self->members_group, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
show_nobody (KithAmbassadorsPanel *self, const KithSnapshot *snapshot)
{
  const char *why;

  if (snapshot == NULL || snapshot->n == 0)
    why = _ ("Bring in people and how they are tied; then Kith finds a few who together reach every community.");
  else if (!snapshot->analyzed || snapshot->n_communities == 0)
    why = _ ("There are no communities yet. Bring in ties or attendance, so that Kith can tell who knows whom.");
  else
    why = _ (
        "Nobody here may be asked and reaches others. People who asked not to be contacted, are known by hearsay only, or speak "
        "against you are left out.");
  adw_status_page_set_description (self->nobody_page, why);
  gtk_stack_set_visible_child_name (self->stack, "nobody");
}

static void
team_changed (KithPanel *panel)
{
  KithAmbassadorsPanel *self = KITH_AMBASSADORS_PANEL (panel);
  KithSession *session = get_session (self);
  KithSnapshot *snapshot = NULL;
  const KithTeam *team = session != NULL ? kith_session_get_team (session, &snapshot) : NULL;
  gboolean choosing = session != NULL && kith_session_is_choosing (session);
  gboolean any = team != NULL && team->n_members > 0;
  guint out = session != NULL ? kith_session_count_out_of_team (session) : 0;

  self->showing = TRUE;
  gtk_widget_set_visible (self->choosing_spinner, choosing);
  if (session != NULL)
    {
      adw_spin_row_set_value (self->size_row, kith_session_get_team_size (session));
      gtk_range_set_value (GTK_RANGE (self->wide_scale), kith_session_get_team_wide (session));
    }

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ambassadors.tag-all", any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ambassadors.plan", any);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ambassadors.start-over", session != NULL);

  if (any)
    {
      g_autofree char *sentence = kith_analysis_dup_team_sentence (snapshot, team);
      g_autofree char *biggest = kith_analysis_dup_biggest_sentence (snapshot, team);
      g_autofree char *drop_out = kith_analysis_dup_drop_out (snapshot, team);

      set_sentence (self->sentence_label, sentence);
      set_sentence (self->biggest_label, biggest);
      set_sentence (self->drop_out_label, drop_out);
      show_figures (self, snapshot, team);
      show_members (self, snapshot, team);
      gtk_stack_set_visible_child_name (self->stack, "team");
    }
  else if (!choosing)
    {
      show_members (self, NULL, NULL);
      show_nobody (self, kith_panel_get_snapshot (panel));
    }

  if (out > 0)
    {
      g_autofree char *words = g_strdup_printf (
          ngettext ("%u person was taken out by hand.", "%u people were taken out by hand.", out), out);
      gtk_label_set_label (self->changes_label, words);
    }
  gtk_widget_set_visible (self->changes_box, out > 0);
  self->showing = FALSE;
}

static void
size_changed_cb (KithAmbassadorsPanel *self, GParamSpec *pspec, AdwSpinRow *row)
{
  if (!self->showing && get_session (self) != NULL)
    kith_session_set_team_size (get_session (self), (guint) adw_spin_row_get_value (row));
}

static void
wide_changed_cb (KithAmbassadorsPanel *self, GtkRange *range)
{
  if (!self->showing && get_session (self) != NULL)
    kith_session_set_team_wide (get_session (self), gtk_range_get_value (range));
}

static void
tag_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithAmbassadorsPanel *self = KITH_AMBASSADORS_PANEL (widget);
  g_autoptr (GArray) team = get_team (self);

  kith_panel_tag_ambassadors (get_session (self), (const gint64 *) team->data, team->len, TRUE);
}

static void
campaign_saved (gpointer owner, gpointer campaign)
{
  /* Where the window can, it shows what was made. */
  gtk_widget_activate_action (owner, "win.panel", "s", "invitations");
}

static void
plan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithAmbassadorsPanel *self = KITH_AMBASSADORS_PANEL (widget);
  g_autoptr (GArray) team = get_team (self);

  kith_campaign_dialog_present (widget, get_session (self), NULL, (const gint64 *) team->data, team->len,
                                campaign_saved);
}

static void
start_over_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kith_session_clear_team_changes (kith_panel_get_session (KITH_PANEL (widget)));
}

static void
kith_ambassadors_panel_dispose (GObject *object)
{
  KithAmbassadorsPanel *self = KITH_AMBASSADORS_PANEL (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), KITH_TYPE_AMBASSADORS_PANEL);

  G_OBJECT_CLASS (kith_ambassadors_panel_parent_class)->dispose (object);
}

static void
kith_ambassadors_panel_class_init (KithAmbassadorsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kith_ambassadors_panel_dispose;
  KITH_PANEL_CLASS (klass)->team_changed = team_changed;
  /* Reasons and tags may be new though the team is the same. */
  KITH_PANEL_CLASS (klass)->snapshot_changed = team_changed;

  kith_panels_ensure_resources ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/kith_app/Kith/panels/kith-ambassadors-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KithAmbassadorsPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, KithAmbassadorsPanel, nobody_page);
  gtk_widget_class_bind_template_child (widget_class, KithAmbassadorsPanel, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, KithAmbassadorsPanel, biggest_label);
  gtk_widget_class_bind_template_child (widget_class, KithAmbassadorsPanel, drop_out_label);
  gtk_widget_class_bind_template_child (widget_class, KithAmbassadorsPanel, changes_label);
  gtk_widget_class_bind_template_child (widget_class, KithAmbassadorsPanel, changes_box);
  gtk_widget_class_bind_template_child (widget_class, KithAmbassadorsPanel, figures);
  gtk_widget_class_bind_template_child (widget_class, KithAmbassadorsPanel, size_row);
  gtk_widget_class_bind_template_child (widget_class, KithAmbassadorsPanel, wide_scale);
  gtk_widget_class_bind_template_child (widget_class, KithAmbassadorsPanel, members_group);
  gtk_widget_class_bind_template_child (widget_class, KithAmbassadorsPanel, choosing_spinner);
  gtk_widget_class_bind_template_child (widget_class, KithAmbassadorsPanel, member_menu);
  gtk_widget_class_bind_template_callback (widget_class, size_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_changed_cb);
  gtk_widget_class_install_action (widget_class, "ambassadors.tag-all", NULL, tag_all_action);
  gtk_widget_class_install_action (widget_class, "ambassadors.plan", NULL, plan_action);
  gtk_widget_class_install_action (widget_class, "ambassadors.start-over", NULL, start_over_action);
}

static void
kith_ambassadors_panel_init (KithAmbassadorsPanel *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ambassadors.tag-all", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ambassadors.plan", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ambassadors.start-over", FALSE);
}

GtkWidget *
kith_ambassadors_panel_new (void)
{
  return g_object_new (KITH_TYPE_AMBASSADORS_PANEL, NULL);
}
