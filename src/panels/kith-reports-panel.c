/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing down comes first and needs two fields; below, what was told, the latest first. Who told it is found among the people as one types;
 * a name that is nobody's is kept as written. */

#include "kith-reports-panel.h"

#include "kith-report-row.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_REPORTS 200
#define N_MATCHES 3 /* people offered for a name */

struct _KithReportsPanel
{
  KithPanel parent_instance;

  AdwEntryRow *who_row, *what_row, *where_row;
  AdwActionRow *match_first, *match_second, *match_third;
  AdwComboRow *kind_row;
  AdwToggleGroup *tone_group;
  GtkWidget *save_row;
  GtkLabel *owed_label, *nothing_label;
  GtkWidget *filter_box;
  GtkSearchEntry *search_entry;
  GtkDropDown *state_dropdown;
  GtkListBox *list;

  gint64 person;             /* whom the name written stands for; 0 for nobody in the network */
  gint64 matches[N_MATCHES]; /* who is offered; 0 for nobody */
  GPtrArray *rows;           /* KithReportRow, borrowed */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (KithReportsPanel, kith_reports_panel, KITH_TYPE_PANEL)

static KithSession *
get_session (KithReportsPanel *self)
{
  return kith_panel_get_session (KITH_PANEL (self));
}

static char *
dup_text (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* — Who — */

static AdwActionRow *
get_match_row (KithReportsPanel *self, guint k)
{
  return k == 0 ? self->match_first : k == 1 ? self->match_second : self->match_third;
}

/* Every word typed begins a word of the name, an e-mail or the organization. */
static gboolean
fits (const char *search, const char *const *words)
{
  for (guint w = 0; words[w] != NULL; w++)
    {
      const char *at = search;
      gboolean begins = FALSE;

      while (!begins && (at = strstr (at, words[w])) != NULL)
        {
          begins = at == search || !g_ascii_isalnum (at[-1]);
          at++;
        }
      if (!begins)
        return FALSE;
    }
  return TRUE;
}

/* Those known by most first, as they are meant most often; who has exactly this name before all others. O(n) */
static guint
find_people (const KithSnapshot *snapshot, const char *text, guint *found)
{
  g_autofree char *folded = kith_text_fold (text);
  g_autofree char *key = kith_text_name_key (text);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  guint weight[N_MATCHES];
  guint n = 0;

  if (*folded == '\0')
    return 0;
  for (guint i = 0; i < snapshot->n; i++)
    if (fits (snapshot->search[i], (const char *const *) words))
      {
        g_autofree char *name_key = kith_text_name_key (snapshot->name[i]);
        guint mine = g_str_equal (key, name_key) ? G_MAXUINT : kith_graph_degree (snapshot->graph, i);
        guint at = n;

        while (at > 0 && weight[at - 1] < mine)
          at--;
        if (at == N_MATCHES)
          continue;
        n = MIN (n + 1, N_MATCHES);
        for (guint k = n - 1; k > at; k--)
          {
            found[k] = found[k - 1];
            weight[k] = weight[k - 1];
          }
        found[at] = i;
        weight[at] = mine;
      }

  return n;
}

static void
enable_save (KithReportsPanel *self)
{
  g_autofree char *who = dup_text (self->who_row);
  g_autofree char *what = dup_text (self->what_row);

  gtk_widget_set_sensitive (self->save_row, get_session (self) != NULL && *who != '\0' && *what != '\0');
}

static void
show_match (KithReportsPanel *self, const KithSnapshot *snapshot, guint k, guint person)
{
  AdwActionRow *row = get_match_row (self, k);
  int community = snapshot->community[person];
  const char *where = community >= 0 ? snapshot->communities[community].name : _ ("Not connected yet");
  gboolean meant = self->person == snapshot->id[person];
  /* Translators: %s is the name of a community */
  g_autofree char *words
      = meant ? g_strdup (where) : g_strdup_printf (_ ("%s · press here if this is who you mean"), where);

  self->matches[k] = snapshot->id[person];
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), snapshot->name[person]);
  adw_action_row_set_subtitle (row, words);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), !meant);
}

/* A report may be of somebody who is not shown now. */
static KithSnapshot *
get_everybody (KithReportsPanel *self)
{
  return kith_panel_get_snapshot (KITH_PANEL (self)) != NULL
             ? kith_session_get_whole (kith_panel_get_session (KITH_PANEL (self)))
             : NULL;
}

static void
who_changed_cb (KithReportsPanel *self, GParamSpec *pspec, AdwEntryRow *row)
{
  KithSnapshot *snapshot = get_everybody (self);
  g_autofree char *text = dup_text (row);
  guint found[N_MATCHES];
  guint n = snapshot != NULL ? find_people (snapshot, text, found) : 0;

  self->person = 0;
  if (n > 0)
    {
      g_autofree char *key = kith_text_name_key (text);
      g_autofree char *first = kith_text_name_key (snapshot->name[found[0]]);
      g_autofree char *second = n > 1 ? kith_text_name_key (snapshot->name[found[1]]) : NULL;

      /* The whole name of one person only: that is who is meant. */
      if (g_str_equal (key, first) && g_strcmp0 (key, second) != 0)
        {
          self->person = snapshot->id[found[0]];
          n = 1;
        }
    }
  for (guint k = 0; k < N_MATCHES; k++)
    {
      if (k < n)
        show_match (self, snapshot, k, found[k]);
      gtk_widget_set_visible (GTK_WIDGET (get_match_row (self, k)), k < n);
    }
  enable_save (self);
}

static void
match_activated_cb (KithReportsPanel *self, AdwActionRow *row)
{
  KithSnapshot *snapshot = get_everybody (self);
  gint64 id = 0;

  for (guint k = 0; k < N_MATCHES; k++)
    if (row == get_match_row (self, k))
      id = self->matches[k];

  int person = snapshot != NULL ? kith_snapshot_find (snapshot, id) : -1;
  if (person < 0)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->who_row), snapshot->name[person]);
  /* Of two people of one name, the one pressed. */
  self->person = id;
  show_match (self, snapshot, 0, (guint) person);
  gtk_widget_set_visible (GTK_WIDGET (self->match_first), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->match_second), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->match_third), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->what_row));
}

static void
what_changed_cb (KithReportsPanel *self, GParamSpec *pspec, AdwEntryRow *row)
{
  enable_save (self);
}

/* — Writing down — */

static void
free_report (gpointer data)
{
  kith_report_free (data);
}

static gboolean
add_write (KithStore *store, gpointer data, GError **error)
{
  return kith_report_add (store, data, error);
}

static void
added (gpointer owner, gpointer data)
{
  KithReportsPanel *self = owner;

  /* Only now: had it failed, nothing typed would be lost. Kind and place often stay for the next one. */
  gtk_editable_set_text (GTK_EDITABLE (self->who_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->what_row), "");
  adw_toggle_group_set_active (self->tone_group, 2);
  gtk_widget_grab_focus (GTK_WIDGET (self->who_row));
}

static gint64
today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) midnight = g_date_time_new_utc (g_date_time_get_year (now), g_date_time_get_month (now),
                                                        g_date_time_get_day_of_month (now), 0, 0, 0);

  return g_date_time_to_unix (midnight);
}

static void
save (KithReportsPanel *self)
{
  g_autofree char *who = dup_text (self->who_row);
  g_autofree char *what = dup_text (self->what_row);
  g_autofree char *where = dup_text (self->where_row);

  if (get_session (self) == NULL || *who == '\0' || *what == '\0')
    return;

  KithReport *report = g_new0 (KithReport, 1);
  /* Translators: an act, as in "Undo …"; %s is who told it */
  g_autofree char *label = g_strdup_printf (_ ("Report of %s"), who);
  g_autofree char *toast = g_strdup_printf (_ ("Saved the report of %s"), who);
  report->person = self->person;
  report->who = g_steal_pointer (&who);
  report->kind = (KithReportKind) adw_combo_row_get_selected (self->kind_row);
  report->what = g_steal_pointer (&what);
  report->where = *where != '\0' ? g_steal_pointer (&where) : NULL;
  report->tone = (int) adw_toggle_group_get_active (self->tone_group) - 2;
  report->date = today ();
  kith_panel_write (get_session (self), label, toast, add_write, report, free_report, self, added);
}

static void
save_cb (KithReportsPanel *self, AdwEntryRow *row)
{
  save (self);
}

static void
save_row_cb (KithReportsPanel *self, AdwButtonRow *row)
{
  save (self);
}

/* — The list — */

typedef struct
{
  KithReportFilter filter;
  char *text;
  GPtrArray *reports;
  guint counts[KITH_N_REPORT_STATES];
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_pointer (&self->reports, g_ptr_array_unref);
  g_free (self->text);
  g_free (self);
}

static gboolean
reading_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Reading *self = data;

  self->filter.text = self->text;
  self->reports = kith_report_list (store, &self->filter, error);
  return self->reports != NULL && kith_report_count (store, self->counts, error);
}

static gboolean
same_rows (KithReportsPanel *self, GPtrArray *reports, guint n)
{
  if (n != self->rows->len)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (kith_report_row_get_id (g_ptr_array_index (self->rows, i))
        != ((KithReport *) g_ptr_array_index (reports, i))->id)
      return FALSE;

  return TRUE;
}

static void
show_reports (KithReportsPanel *self, GPtrArray *reports)
{
  guint n = MIN (reports->len, MOST_REPORTS);

  if (!same_rows (self, reports, n))
    {
      gtk_list_box_remove_all (self->list);
      g_ptr_array_set_size (self->rows, 0);
      for (guint i = 0; i < n; i++)
        {
          GtkWidget *row = kith_report_row_new (get_session (self));

          gtk_list_box_append (self->list, row);
          g_ptr_array_add (self->rows, row);
        }
    }
  for (guint i = 0; i < n; i++)
    kith_report_row_show (g_ptr_array_index (self->rows, i), g_ptr_array_index (reports, i));
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
}

static void
reading_done (gpointer owner, gpointer data, const GError *error)
{
  KithReportsPanel *self = owner;
  Reading *reading = data;
  guint all = 0;
  guint owed = reading->counts[KITH_REPORT_NEW];

  if (error != NULL || get_session (self) == NULL)
    return;
  for (guint i = 0; i < KITH_N_REPORT_STATES; i++)
    all += reading->counts[i];

  show_reports (self, reading->reports);
  g_autofree char *words = owed > 0
                               ? g_strdup_printf (ngettext ("We owe %'u answer.", "We owe %'u answers.", owed), owed)
                               : g_strdup (_ ("Every report was answered."));
  gtk_label_set_label (self->owed_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->owed_label), all > 0);
  gtk_widget_set_visible (self->filter_box, all > 0);

  if (all == 0)
    gtk_label_set_label (
        self->nothing_label,
        _ ("Nothing was written down yet. What people do, learn, hear and say about you belongs here, good or bad."));
  else if (reading->reports->len == 0)
    gtk_label_set_label (self->nothing_label, _ ("No report is like that."));
  else if (reading->reports->len > MOST_REPORTS)
    {
      g_autofree char *more = g_strdup_printf (_ ("These are the latest %u of %u. Search to find the others."),
                                               MOST_REPORTS, reading->reports->len);
      gtk_label_set_label (self->nothing_label, more);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->nothing_label),
                          reading->reports->len == 0 || reading->reports->len > MOST_REPORTS);
}

static void
read_all (KithReportsPanel *self)
{
  Reading *reading = g_new0 (Reading, 1);
  guint state = gtk_drop_down_get_selected (self->state_dropdown);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  reading->filter.states = state > 0 && state <= KITH_N_REPORT_STATES ? 1u << (state - 1) : 0;
  reading->text = *text != '\0' ? g_strdup (text) : NULL;
  kith_session_run (get_session (self), &(KithJob) {
                                            .lane = KITH_LANE_READ,
                                            .slot = "reports",
                                            .work = reading_work,
                                            .data = reading,
                                            .free_data = reading_free,
                                            .owner = self,
                                            .done = reading_done,
                                        });
}

static void
filter_changed_cb (KithReportsPanel *self, GtkSearchEntry *entry)
{
  if (kith_panel_get_snapshot (KITH_PANEL (self)) != NULL)
    read_all (self);
}

static void
state_filter_cb (KithReportsPanel *self, GParamSpec *pspec, GtkDropDown *dropdown)
{
  if (kith_panel_get_snapshot (KITH_PANEL (self)) != NULL)
    read_all (self);
}

static void
snapshot_changed (KithPanel *panel)
{
  KithReportsPanel *self = KITH_REPORTS_PANEL (panel);

  if (kith_panel_get_snapshot (panel) != NULL)
    read_all (self);
}

static void
session_changed (KithPanel *panel)
{
  KithReportsPanel *self = KITH_REPORTS_PANEL (panel);

  gtk_list_box_remove_all (self->list);
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->owed_label), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing_label), FALSE);
  gtk_widget_set_visible (self->filter_box, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->who_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  enable_save (self);
}

/* — Class — */

static void
kith_reports_panel_dispose (GObject *object)
{
  KithReportsPanel *self = KITH_REPORTS_PANEL (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (kith_reports_panel_parent_class)->dispose (object);
}

static void
kith_reports_panel_class_init (KithReportsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KithPanelClass *panel_class = KITH_PANEL_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kith_reports_panel_dispose;
  panel_class->session_changed = session_changed;
  panel_class->snapshot_changed = snapshot_changed;

  kith_panels_ensure_resources ();
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/panels/kith-reports-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, KithReportsPanel, who_row);
  gtk_widget_class_bind_template_child (widget_class, KithReportsPanel, match_first);
  gtk_widget_class_bind_template_child (widget_class, KithReportsPanel, match_second);
  gtk_widget_class_bind_template_child (widget_class, KithReportsPanel, match_third);
  gtk_widget_class_bind_template_child (widget_class, KithReportsPanel, kind_row);
  gtk_widget_class_bind_template_child (widget_class, KithReportsPanel, what_row);
  gtk_widget_class_bind_template_child (widget_class, KithReportsPanel, where_row);
  gtk_widget_class_bind_template_child (widget_class, KithReportsPanel, tone_group);
  gtk_widget_class_bind_template_child (widget_class, KithReportsPanel, save_row);
  gtk_widget_class_bind_template_child (widget_class, KithReportsPanel, owed_label);
  gtk_widget_class_bind_template_child (widget_class, KithReportsPanel, nothing_label);
  gtk_widget_class_bind_template_child (widget_class, KithReportsPanel, filter_box);
  gtk_widget_class_bind_template_child (widget_class, KithReportsPanel, search_entry);
  gtk_widget_class_bind_template_child (widget_class, KithReportsPanel, state_dropdown);
  gtk_widget_class_bind_template_child (widget_class, KithReportsPanel, list);
  gtk_widget_class_bind_template_callback (widget_class, who_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, match_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, what_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, state_filter_cb);
}

static void
kith_reports_panel_init (KithReportsPanel *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) states = gtk_string_list_new (NULL);

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint k = 0; k < N_MATCHES; k++)
    adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (get_match_row (self, k)), FALSE);
  for (guint i = 0; i < KITH_N_REPORT_KINDS; i++)
    gtk_string_list_append (kinds, kith_report_kind_get_title (i));
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (kinds));
  gtk_string_list_append (states, _ ("All"));
  for (guint i = 0; i < KITH_N_REPORT_STATES; i++)
    gtk_string_list_append (states, kith_report_state_get_title (i));
  gtk_drop_down_set_model (self->state_dropdown, G_LIST_MODEL (states));
  session_changed (KITH_PANEL (self));
}

GtkWidget *
kith_reports_panel_new (void)
{
  return g_object_new (KITH_TYPE_REPORTS_PANEL, NULL);
}
