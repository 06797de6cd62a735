/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sentence comes first, then the comparison, then who and why. The session chooses the team; this shows it. */

#include "kith-ambassadors-panel.h"

#include "kith-analysis.h"
#include "kith-campaign-dialog.h"
#include "kith-member-row.h"
#include "kith-panel-acts.h"

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

/* — Figures — */

static void
put_cell (KithAmbassadorsPanel *self, int column, int row, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), column == 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (label, column == 0);
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
  /* Translators: heads of columns: people reached, people reached twice */
  put_cell (self, 1, 0, _ ("Reached"), "caption");
  put_cell (self, 2, 0, _ ("Twice"), "caption");
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

static gboolean
same_rows (KithAmbassadorsPanel *self, const KithSnapshot *snapshot, const KithTeam *team)
{
  if (team->n_members != self->rows->len)
    return FALSE;
  for (guint i = 0; i < team->n_members; i++)
    if (kith_member_row_get_person (g_ptr_array_index (self->rows, i)) != snapshot->id[team->members[i].person])
      return FALSE;

  return TRUE;
}

static void
remove_rows (KithAmbassadorsPanel *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->members_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

/* The same team keeps its rows, and so the keyboard its place. */
static void
show_members (KithAmbassadorsPanel *self, const KithSnapshot *snapshot, const KithTeam *team)
{
  if (!same_rows (self, snapshot, team))
    {
      remove_rows (self);
      for (guint i = 0; i < team->n_members; i++)
        {
          GtkWidget *row = kith_member_row_new (get_session (self), snapshot->id[team->members[i].person]);

          adw_preferences_group_add (self->members_group, row);
          g_ptr_array_add (self->rows, row);
        }
    }
  for (guint i = 0; i < team->n_members; i++)
    kith_member_row_show (g_ptr_array_index (self->rows, i), snapshot, &team->members[i]);
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
      remove_rows (self);
      show_nobody (self, kith_panel_get_snapshot (panel));
    }

  if (out > 0)
    {
      g_autofree char *words = g_strdup_printf (
          ngettext ("%'u person was taken out by hand.", "%'u people were taken out by hand.", out), out);
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
