/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The panels and the map on a real network: what they show, what they write, and that it can be undone. */

#include "kith-ambassadors-panel.h"
#include "kith-campaign-dialog.h"
#include "kith-campaigns.h"
#include "kith-invitation-row.h"
#include "kith-invitations-panel.h"
#include "kith-map-arranging.h"
#include "kith-map-panel.h"
#include "kith-member-row.h"
#include "kith-neighbors.h"
#include "kith-panel-acts.h"
#include "kith-person-panel.h"
#include "kith-report-row.h"
#include "kith-reports-panel.h"
#include "kith-reports.h"
#include "kith-tags.h"
#include "kith-person-words.h"

#include "network-fixture.h"
#include "widget-fixture.h"

typedef struct
{
  Town *town;
  KithSession *session;
  GtkWidget *panel, *window;
  GString *told;
} Fixture;

/* As wide as a side panel, the map as wide as a phone lets it be. */
static void
set_up (Fixture *f, gconstpointer create)
{
  GtkWidget *(*panel_new) (void) = (GtkWidget * (*) (void) ) create;
  GtkWidget *page = adw_toolbar_view_new ();

  f->town = town_new ();
  f->session = f->town->session;
  f->told = g_string_new (NULL);
  town_listen (f->town, f->told);
  f->panel = g_object_ref_sink (panel_new ());
  gtk_widget_set_size_request (f->panel, 360, 860);
  gtk_widget_set_halign (f->panel, GTK_ALIGN_START);
  gtk_widget_set_valign (f->panel, GTK_ALIGN_START);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (page), f->panel);
  f->window = window_with (page);
  kith_panel_set_session (KITH_PANEL (f->panel), f->session);
  let_pass (50);
}

static void
tear_down (Fixture *f, gconstpointer create)
{
  kith_panel_set_session (KITH_PANEL (f->panel), NULL);
  gtk_window_destroy (GTK_WINDOW (f->window));
  let_pass (20);
  g_assert_finalize_object (f->panel);
  town_free (f->town);
  g_string_free (f->told, TRUE);
}

/* — Looking — */

typedef gboolean (*Fits) (GtkWidget *widget, gconstpointer data);

static GtkWidget *
find (GtkWidget *widget, Fits fits, gconstpointer data)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return NULL;
  if (fits (widget, data))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, fits, data);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
count (GtkWidget *widget, Fits fits, gconstpointer data)
{
  guint n = fits (widget, data) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count (child, fits, data);
  return n;
}

static gboolean
ends_so (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && g_str_has_suffix (gtk_label_get_label (GTK_LABEL (widget)), text);
}

static gboolean
says (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL;
}

static gboolean
has_title (GtkWidget *widget, gconstpointer title)
{
  return ADW_IS_PREFERENCES_ROW (widget)
         && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

static gboolean
is_a (GtkWidget *widget, gconstpointer type)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), *(const GType *) type);
}

static gboolean
is_tag_button (GtkWidget *widget, gconstpointer unused)
{
  return GTK_IS_TOGGLE_BUTTON (widget) && gtk_widget_get_ancestor (widget, KITH_TYPE_MEMBER_ROW) != NULL
         && gtk_widget_has_css_class (widget, "circular")
         && gtk_widget_get_ancestor (widget, GTK_TYPE_MENU_BUTTON) == NULL;
}

/* Waits for it: pages fade and banners slide. */
static GtkWidget *
get (Fixture *f, Fits fits, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  GtkWidget *found;

  while ((found = find (f->panel, fits, data)) == NULL && g_get_monotonic_time () < end)
    let_pass (10);
  g_assert_nonnull (found);
  return found;
}

static GtkWidget *
get_type (Fixture *f, GType type)
{
  return get (f, is_a, &type);
}

static void
undo (Fixture *f)
{
  kith_session_undo (f->session);
  let_pass (10);
}

/* — Ambassadors — */

static void
test_ambassadors (Fixture *f, gconstpointer create)
{
  KithSnapshot *snapshot = NULL;
  const KithTeam *team = kith_session_get_team (f->session, &snapshot);
  guint members = team->n_members;
  g_autofree char *sentence = kith_analysis_dup_team_sentence (snapshot, team);
  gint64 first = snapshot->id[team->members[0].person];

  g_assert_cmpuint (members, ==, 12);
  get (f, says, sentence);
  g_assert_cmpuint (count (f->panel, is_tag_button, NULL), ==, members);
  get (f, has_title, snapshot->name[team->members[0].person]);
  g_autoptr (Picture) picture = picture_of (f->panel, "ambassadors");

  /* Every size from its row. */
  GtkWidget *size = get_type (f, ADW_TYPE_SPIN_ROW);
  adw_spin_row_set_value (ADW_SPIN_ROW (size), 4);
  let_pass (10);
  g_assert_cmpuint (kith_session_get_team_size (f->session), ==, 4);
  g_assert_cmpuint (count (f->panel, is_tag_button, NULL), ==, 4);
  gtk_range_set_value (GTK_RANGE (get_type (f, GTK_TYPE_SCALE)), 0);
  g_assert_cmpfloat (kith_session_get_team_wide (f->session), ==, 0);
  gtk_range_set_value (GTK_RANGE (get_type (f, GTK_TYPE_SCALE)), 1);

  /* Tagged, one by one and all; taken back. */
  GtkWidget *tag = get (f, is_tag_button, NULL);
  gtk_test_accessible_assert_role (tag, GTK_ACCESSIBLE_ROLE_TOGGLE_BUTTON);
  first = kith_member_row_get_person (KITH_MEMBER_ROW (gtk_widget_get_ancestor (tag, KITH_TYPE_MEMBER_ROW)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tag), TRUE);
  let_pass (10);
  g_assert_true (g_str_has_prefix (f->told->str, "Tagged "));
  snapshot = kith_session_get_snapshot (f->session);
  g_assert_true (snapshot->flags[town_find (f->town, first)] & KITH_PERSON_AMBASSADOR);
  undo (f);
  snapshot = kith_session_get_snapshot (f->session);
  g_assert_false (snapshot->flags[town_find (f->town, first)] & KITH_PERSON_AMBASSADOR);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get (f, is_tag_button, NULL))));

  g_assert_true (gtk_widget_activate_action (f->panel, "ambassadors.tag-all", NULL));
  let_pass (10);
  snapshot = kith_session_get_snapshot (f->session);
  team = kith_session_get_team (f->session, NULL);
  for (guint i = 0; i < team->n_members; i++)
    g_assert_true (snapshot->flags[team->members[i].person] & KITH_PERSON_AMBASSADOR);
  undo (f);

  /* Not this one; and start over. */
  GtkWidget *row = gtk_widget_get_ancestor (get (f, is_tag_button, NULL), KITH_TYPE_MEMBER_ROW);
  g_assert_true (gtk_widget_activate_action (row, "member.out", NULL));
  let_pass (10);
  g_assert_true (kith_session_is_out_of_team (f->session, first));
  g_assert_false (kith_session_is_in_team (f->session, first));
  get (f, says, "taken out by hand");
  g_assert_true (gtk_widget_activate_action (f->panel, "ambassadors.start-over", NULL));
  let_pass (10);
  g_assert_true (kith_session_is_in_team (f->session, first));

  /* A press on a row shows the person. */
  row = gtk_widget_get_ancestor (get (f, is_tag_button, NULL), KITH_TYPE_MEMBER_ROW);
  g_signal_emit_by_name (row, "activated");
  g_assert_cmpint (kith_session_get_selected_person (f->session), ==, first);
}

static void
test_nothing_open (Fixture *f, gconstpointer create)
{
  kith_panel_set_session (KITH_PANEL (f->panel), NULL);
  let_pass (30);
  kith_panel_set_session (KITH_PANEL (f->panel), f->session);
  let_pass (30);
  kith_panel_set_session (KITH_PANEL (f->panel), NULL);
  let_pass (30);
}

/* — Person — */

static gboolean
is_notes (GtkWidget *widget, gconstpointer unused)
{
  return GTK_IS_TEXT_VIEW (widget);
}

static gboolean
is_tag (GtkWidget *widget, gconstpointer unused)
{
  return gtk_widget_has_css_class (widget, "tag");
}

static KithPerson *
read_person (Fixture *f, gint64 id)
{
  g_autoptr (GError) error = NULL;
  KithPerson *person = kith_person_get (f->town->store->store, id, &error);

  g_assert_no_error (error);
  return person;
}

static void
test_person (Fixture *f, gconstpointer create)
{
  gint64 id = f->town->people[3];
  KithSnapshot *snapshot = kith_session_get_snapshot (f->session);
  guint index = town_find (f->town, id);
  g_autofree char *reason = kith_snapshot_dup_reason (snapshot, index);

  get (f, says, "Nobody Chosen");
  kith_session_select_person (f->session, id);
  let_pass (60);
  get (f, says, snapshot->name[index]);
  get (f, says, reason);
  get (f, says, snapshot->communities[snapshot->community[index]].name);
  get (f, says, "p3@example.org");
  g_autoptr (Picture) picture = picture_of (f->panel, "person");

  /* Whoever comes to what is said of a person hears whom it is about. */
  GtkWidget *about = get (f, says, reason);
  while (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (about)) != GTK_ACCESSIBLE_ROLE_GROUP
         || !gtk_test_accessible_has_relation (GTK_ACCESSIBLE (about), GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    about = gtk_widget_get_parent (about);
  gtk_test_accessible_assert_relation (about, GTK_ACCESSIBLE_RELATION_LABELLED_BY, get (f, says, snapshot->name[index]),
                                       NULL);

  /* Ambassador, stance, tier, do not contact: each written, each taken back. */
  adw_switch_row_set_active (ADW_SWITCH_ROW (get (f, has_title, "_Ambassador")), TRUE);
  let_pass (10);
  g_assert_true (kith_session_get_snapshot (f->session)->flags[index] & KITH_PERSON_AMBASSADOR);
  undo (f);
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (get (f, has_title, "_Ambassador"))));

  adw_combo_row_set_selected (ADW_COMBO_ROW (get (f, has_title, "_Stance")), 4);
  adw_combo_row_set_selected (ADW_COMBO_ROW (get (f, has_title, "_Tier")), 2);
  let_pass (10);
  g_autoptr (KithPerson) friendly = read_person (f, id);
  g_assert_cmpint (friendly->stance, ==, 2);
  g_assert_cmpstr (friendly->tier, ==, "friend");
  undo (f);
  undo (f);
  g_autoptr (KithPerson) plain = read_person (f, id);
  g_assert_cmpint (plain->stance, ==, 0);
  g_assert_cmpstr (plain->tier, ==, NULL);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (get (f, has_title, "_Stance"))), ==, 2);

  adw_switch_row_set_active (ADW_SWITCH_ROW (get (f, has_title, "_Do Not Contact")), TRUE);
  let_pass (30);
  g_assert_true (kith_session_get_snapshot (f->session)->flags[index] & KITH_PERSON_DO_NOT_CONTACT);
  get (f, says, "Asked not to be contacted");
  undo (f);

  /* Consent */
  adw_combo_row_set_selected (ADW_COMBO_ROW (get (f, has_title, "May we write e-mail?")), KITH_CONSENT_GIVEN);
  let_pass (10);
  KithConsentState consents[KITH_N_CHANNELS];
  g_assert_true (kith_person_get_consents (f->town->store->store, id, consents, NULL));
  g_assert_cmpint (consents[KITH_CHANNEL_EMAIL], ==, KITH_CONSENT_GIVEN);
  undo (f);

  /* Tags */
  GtkWidget *entry = get (f, has_title, "Add a Tag");
  gtk_editable_set_text (GTK_EDITABLE (entry), " sings ");
  g_signal_emit_by_name (entry, "apply");
  let_pass (10);
  g_assert_cmpstr (f->told->str, ==, "Tagged Li Berg “sings”");
  GtkWidget *tag = get (f, is_tag, NULL);
  g_signal_emit_by_name (tag, "clicked");
  let_pass (10);
  g_assert_null (find (f->panel, is_tag, NULL));
  undo (f);
  get (f, is_tag, NULL);

  /* Notes are saved before somebody else is shown. */
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (get (f, is_notes, NULL)));
  gtk_text_buffer_set_text (buffer, "Bakes for every feast.", -1);
  kith_session_select_person (f->session, f->town->people[50]);
  let_pass (10);
  g_autoptr (KithPerson) noted = read_person (f, id);
  g_assert_cmpstr (noted->notes, ==, "Bakes for every feast.");
  GtkTextIter start, end;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  g_assert_true (gtk_text_iter_equal (&start, &end));

  /* Several */
  kith_session_set_selection (f->session, f->town->people, 5);
  let_pass (10);
  get (f, says, "5 People Chosen");
  g_assert_true (gtk_widget_activate_action (f->panel, "chosen.ambassadors", NULL));
  let_pass (10);
  g_assert_cmpstr (f->told->str, ==, "Tagged 5 people as ambassador");
  kith_session_select_person (f->session, 0);
  let_pass (10);
  get (f, says, "Nobody Chosen");
}

static void
collect_known (GtkWidget *widget, GArray *known)
{
  const gint64 *person = ADW_IS_ACTION_ROW (widget) ? g_object_get_data (G_OBJECT (widget), "person") : NULL;

  if (person != NULL)
    g_array_append_val (known, *person);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_known (child, known);
}

static const KithSnapshot *sorted_snapshot;

static int
compare_known (gconstpointer one, gconstpointer other)
{
  const KithGraph *graph = sorted_snapshot->graph;
  const guint *k[2] = { one, other };
  int by_weight = (graph->weight[*k[0]] < graph->weight[*k[1]]) - (graph->weight[*k[0]] > graph->weight[*k[1]]);

  return by_weight != 0 ? by_weight
                        : strcmp (sorted_snapshot->search[graph->neighbor[*k[0]]],
                                  sorted_snapshot->search[graph->neighbor[*k[1]]]);
}

/* Of those who know many, the panel lists the closest first, as by sorting all of them. */
static void
test_closest (Fixture *f, gconstpointer create)
{
  const KithSnapshot *snapshot = kith_session_get_snapshot (f->session);
  const KithGraph *graph = snapshot->graph;
  guint tried = 0;

  for (guint i = 0; i < snapshot->n; i++)
    {
      guint n = kith_graph_degree (graph, i);
      g_autofree guint *all = g_new (guint, n + 1);
      g_autoptr (GArray) known = g_array_new (FALSE, FALSE, sizeof (gint64));

      if (n <= 12)
        continue;
      tried++;
      sorted_snapshot = snapshot;
      for (guint k = 0; k < n; k++)
        all[k] = graph->offset[i] + k;
      qsort (all, n, sizeof *all, compare_known);
      kith_session_select_person (f->session, snapshot->id[i]);
      let_pass (10);
      collect_known (f->panel, known);
      g_assert_cmpuint (known->len, ==, 12);
      for (guint k = 0; k < known->len; k++)
        g_assert_cmpint (g_array_index (known, gint64, k), ==, snapshot->id[graph->neighbor[all[k]]]);
    }
  g_assert_cmpuint (tried, >, 0);
}

/* — Those chosen — */

static gboolean
is_named_row (GtkWidget *widget, gconstpointer name)
{
  return ADW_IS_ACTION_ROW (widget)
         && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), name) == 0;
}

static void
assert_chosen (Fixture *f, GArray *indices)
{
  KithSnapshot *snapshot = kith_session_get_snapshot (f->session);
  guint n = 0;
  const gint64 *people = kith_session_get_selection (f->session, &n);

  g_assert_cmpuint (n, ==, indices->len);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (people[i], ==, snapshot->id[g_array_index (indices, guint, i)]);
}

static guint
count_tagged (Fixture *f, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tags = kith_tag_list (f->town->store->store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < tags->len; i++)
    if (g_str_equal (((KithTag *) g_ptr_array_index (tags, i))->name, name))
      return ((KithTag *) g_ptr_array_index (tags, i))->people;
  return 0;
}

static void
test_chosen (Fixture *f, gconstpointer create)
{
  KithSnapshot *snapshot = kith_session_get_snapshot (f->session);
  const gint64 two[] = { f->town->people[3], f->town->people[10] };
  guint pair[] = { town_find (f->town, two[0]), town_find (f->town, two[1]) };
  g_autoptr (GArray) known = kith_neighbors_within (snapshot->graph, pair, 2, 1);
  g_autoptr (GArray) further = kith_neighbors_within (snapshot->graph, pair, 2, 2);
  g_autoptr (GArray) common = kith_neighbors_common (snapshot->graph, pair, 2);
  guint n = 0;

  /* Choosing others by those chosen. */
  g_assert_cmpuint (common->len, >, 0);
  kith_session_set_selection (f->session, two, 2);
  g_assert_true (gtk_widget_activate_action (f->panel, "chosen.contacts", "i", 1));
  assert_chosen (f, known);
  kith_session_set_selection (f->session, two, 2);
  g_assert_true (gtk_widget_activate_action (f->panel, "chosen.contacts", "i", 2));
  assert_chosen (f, further);
  kith_session_set_selection (f->session, two, 2);
  g_assert_true (gtk_widget_activate_action (f->panel, "chosen.common", NULL));
  assert_chosen (f, common);

  kith_session_set_selection (f->session, two, 2);
  g_assert_true (gtk_widget_activate_action (f->panel, "chosen.invert", NULL));
  kith_session_get_selection (f->session, &n);
  g_assert_cmpuint (n, ==, snapshot->n - 2);
  g_assert_false (kith_session_is_selected (f->session, two[0]));
  g_assert_true (gtk_widget_activate_action (f->panel, "chosen.invert", NULL));
  kith_session_get_selection (f->session, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (gtk_widget_activate_action (f->panel, "chosen.communities", NULL));
  kith_session_get_selection (f->session, &n);
  g_assert_cmpuint (n, >=, snapshot->communities[snapshot->community[pair[0]]].people);
  g_assert_true (gtk_widget_activate_action (f->panel, "chosen.all", NULL));
  kith_session_get_selection (f->session, &n);
  g_assert_cmpuint (n, ==, snapshot->n);
  g_assert_true (gtk_widget_activate_action (f->panel, "chosen.none", NULL));
  kith_session_get_selection (f->session, &n);
  g_assert_cmpuint (n, ==, 0);
  get (f, says, "Nobody Chosen");

  /* One of several is looked at, and the others stay. */
  kith_session_set_selection (f->session, f->town->people, 5);
  let_pass (30);
  get (f, says, "5 People Chosen");
  g_autoptr (Picture) picture = picture_of (f->panel, "several");
  const char *name = snapshot->name[town_find (f->town, f->town->people[2])];
  g_signal_emit_by_name (get (f, is_named_row, name), "activated");
  let_pass (30);
  g_assert_cmpint (kith_session_get_selected_person (f->session), ==, f->town->people[2]);
  g_autoptr (Picture) one = picture_of (f->panel, "one-of-several");
  g_assert_true (gtk_widget_activate_action (f->panel, "person.all-chosen", NULL));
  let_pass (30);
  g_assert_cmpint (kith_session_get_selected_person (f->session), ==, 0);
  kith_session_get_selection (f->session, &n);
  g_assert_cmpuint (n, ==, 5);

  /* A tag for all of them is one act. */
  kith_panel_tag (f->session, f->town->people, 5, "  singers ");
  let_pass (10);
  g_assert_cmpstr (f->told->str, ==, "Tagged 5 people “singers”");
  g_assert_cmpuint (count_tagged (f, "singers"), ==, 5);
  undo (f);
  g_assert_cmpuint (count_tagged (f, "singers"), ==, 0);
  kith_session_redo (f->session);
  let_pass (10);
  g_assert_cmpuint (count_tagged (f, "singers"), ==, 5);

  /* Into the team and out of it. */
  kith_session_set_selection (f->session, two, 2);
  g_assert_true (gtk_widget_activate_action (f->panel, "chosen.out-of-team", NULL));
  g_assert_false (kith_session_is_in_team (f->session, two[0]));
  g_assert_true (gtk_widget_activate_action (f->panel, "chosen.into-team", NULL));
  g_assert_true (kith_session_is_in_team (f->session, two[0]));
  g_assert_true (kith_session_is_in_team (f->session, two[1]));
}

/* — Invitations — */

static void
test_invitations (Fixture *f, gconstpointer create)
{
  const gint64 asked[] = { f->town->people[3], f->town->refused, f->town->people[60] };
  KithCampaign *campaign = g_new0 (KithCampaign, 1);
  g_autoptr (GError) error = NULL;

  get (f, says, "No Campaign Yet");
  campaign->name = g_strdup ("Harvest supper");
  campaign->objective = g_strdup ("Forty new faces at the table");
  campaign->date = 1795996800;
  kith_panel_plan_campaign (f->session, campaign, asked, G_N_ELEMENTS (asked), NULL, NULL);
  let_pass (60);
  get (f, says, "Forty new faces");
  get (f, says, "Planned: 2");
  g_assert_nonnull (strstr (f->told->str, "Added 2 people"));
  g_assert_nonnull (strstr (f->told->str, "asked not to be contacted and was not added."));

  /* Who is in it already is not added twice. */
  kith_session_set_selection (f->session, asked, 1);
  g_assert_true (gtk_widget_activate_action (f->panel, "invitations.add-selection", NULL));
  let_pass (10);
  g_assert_nonnull (strstr (f->told->str, "already"));
  g_assert_true (gtk_widget_activate_action (f->panel, "invitations.add-team", NULL));
  let_pass (60);

  g_autoptr (GPtrArray) campaigns = kith_campaign_list (f->town->store->store, &error);
  g_assert_cmpuint (campaigns->len, ==, 1);
  gint64 id = ((KithCampaign *) g_ptr_array_index (campaigns, 0))->id;
  g_autoptr (GPtrArray) invitations = kith_invitation_list (f->town->store->store, id, &error);
  g_assert_cmpuint (invitations->len, >, 10);
  for (guint i = 0; i < invitations->len; i++)
    {
      const KithInvitation *invitation = g_ptr_array_index (invitations, i);

      g_assert_cmpint (invitation->person, !=, f->town->refused);
      g_assert_cmpstr (invitation->reason, !=, NULL);
    }

  /* Agreed, and by whom; typed text stays while the list is read again. */
  GtkWidget *row = get_type (f, KITH_TYPE_INVITATION_ROW);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  let_pass (300);
  g_autoptr (Picture) picture = picture_of (f->panel, "invitations");
  GType dropdown = GTK_TYPE_DROP_DOWN;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (row, is_a, &dropdown)), KITH_INVITATION_AGREED);
  let_pass (30);
  g_assert_cmpstr (f->told->str, ==, "Li Berg: Agreed");
  get (f, says, "Agreed: 1");
  g_assert_true (row == get_type (f, KITH_TYPE_INVITATION_ROW));
  GtkWidget *sender = find (row, has_title, "Who Asks");
  gtk_editable_set_text (GTK_EDITABLE (sender), "Maria");
  g_signal_emit_by_name (sender, "apply");
  let_pass (30);
  g_autoptr (KithInvitation) agreed
      = kith_invitation_get (f->town->store->store, kith_invitation_row_get_id (KITH_INVITATION_ROW (row)), &error);
  g_assert_cmpint (agreed->status, ==, KITH_INVITATION_AGREED);
  g_assert_cmpstr (agreed->sender, ==, "Maria");
  undo (f);
  undo (f);
  g_autoptr (KithInvitation) planned = kith_invitation_get (f->town->store->store, agreed->id, &error);
  g_assert_cmpint (planned->status, ==, KITH_INVITATION_PLANNED);
  g_assert_cmpstr (planned->sender, ==, NULL);

  g_assert_true (gtk_widget_activate_action (f->panel, "invitations.remove", NULL));
  let_pass (30);
  get (f, says, "No Campaign Yet");
  undo (f);
  let_pass (30);
  get (f, says, "Forty new faces");
}

/* The dialog, in the window it has where ours has no room for dialogs. */
static GtkWidget *
get_campaign_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GType type = KITH_TYPE_CAMPAIGN_DIALOG;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      GtkWidget *dialog = find (window, is_a, &type);

      if (dialog != NULL)
        return dialog;
    }
  g_error ("There is no dialog");
}

static guint
count_invitations (Fixture *f, guint *n_campaigns)
{
  g_autoptr (GPtrArray) campaigns = kith_campaign_list (f->town->store->store, NULL);
  g_autoptr (GPtrArray) invitations = NULL;

  *n_campaigns = campaigns->len;
  invitations = kith_invitation_list (f->town->store->store, ((KithCampaign *) campaigns->pdata[0])->id, NULL);
  return invitations->len;
}

/* People join a campaign that is under way; a whole team begins a new one unless somebody says otherwise. */
static void
test_join_campaign (Fixture *f, gconstpointer create)
{
  const gint64 *people = f->town->people;
  KithCampaign *campaign = g_new0 (KithCampaign, 1);
  GType combo_type = ADW_TYPE_COMBO_ROW;
  GtkWidget *dialog, *save;
  AdwComboRow *combo;
  guint n_campaigns;

  campaign->name = g_strdup ("Harvest supper");
  campaign->date = KITH_NO_DATE;
  kith_panel_plan_campaign (f->session, campaign, people, 1, NULL, NULL);
  let_pass (60);

  kith_campaign_dialog_present (f->panel, f->session, NULL, &people[3], 1, NULL);
  let_pass (300);
  dialog = get_campaign_dialog ();
  combo = ADW_COMBO_ROW (find (dialog, is_a, &combo_type));
  save = adw_dialog_get_default_widget (ADW_DIALOG (dialog));
  g_assert_cmpuint (adw_combo_row_get_selected (combo), ==, 1);
  g_assert_null (find (dialog, has_title, "_Name"));
  g_assert_true (gtk_widget_get_sensitive (save));
  g_signal_emit_by_name (save, "clicked");
  let_pass (300);
  g_assert_cmpuint (count_invitations (f, &n_campaigns), ==, 2);
  g_assert_cmpuint (n_campaigns, ==, 1);
  get (f, says, "Planned: 2");
  undo (f);
  g_assert_cmpuint (count_invitations (f, &n_campaigns), ==, 1);

  kith_campaign_dialog_present (f->panel, f->session, NULL, &people[3], 2, NULL);
  let_pass (300);
  dialog = get_campaign_dialog ();
  combo = ADW_COMBO_ROW (find (dialog, is_a, &combo_type));
  save = adw_dialog_get_default_widget (ADW_DIALOG (dialog));
  g_assert_cmpuint (adw_combo_row_get_selected (combo), ==, 0);
  g_assert_false (gtk_widget_get_sensitive (save));
  adw_combo_row_set_selected (combo, 1);
  g_assert_true (gtk_widget_get_sensitive (save));
  adw_combo_row_set_selected (combo, 0);
  gtk_editable_set_text (GTK_EDITABLE (find (dialog, has_title, "_Name")), "Spring fair");
  g_assert_true (gtk_widget_get_sensitive (save));
  g_signal_emit_by_name (save, "clicked");
  let_pass (300);
  count_invitations (f, &n_campaigns);
  g_assert_cmpuint (n_campaigns, ==, 2);
}

static void
test_dates (void)
{
  gint64 date;

  g_assert_true (kith_campaign_dialog_parse_date ("", &date));
  g_assert_true (date == KITH_NO_DATE);
  g_assert_true (kith_campaign_dialog_parse_date ("2026-11-30", &date));
  g_assert_cmpint (date, ==, 1795996800);
  g_assert_false (kith_campaign_dialog_parse_date ("soon", &date));
  g_assert_false (kith_campaign_dialog_parse_date ("2026-13-45", &date));
}

/* — Reports — */

static void
test_reports (Fixture *f, gconstpointer create)
{
  KithSnapshot *snapshot = kith_session_get_snapshot (f->session);
  guint index = town_find (f->town, f->town->people[3]);
  GtkWidget *who = get (f, has_title, "_Who");
  GtkWidget *what = get (f, has_title, "W_hat");
  GtkWidget *save = get (f, has_title, "_Save Report");
  guint counts[KITH_N_REPORT_STATES];

  get (f, says, "Nothing was written down yet");
  g_assert_false (gtk_widget_get_sensitive (save));

  /* Found as one types; a press on it is enough. */
  gtk_editable_set_text (GTK_EDITABLE (who), "ber li");
  GtkWidget *match = get (f, has_title, snapshot->name[index]);
  g_signal_emit_by_name (match, "activated");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (who)), ==, snapshot->name[index]);
  gtk_editable_set_text (GTK_EDITABLE (what), "The bus to the harbour no longer runs");
  g_assert_true (gtk_widget_get_sensitive (save));
  g_signal_emit_by_name (save, "activated");
  let_pass (60);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (what)), ==, "");
  get (f, says, "We owe 1 answer.");

  gtk_editable_set_text (GTK_EDITABLE (who), "The baker");
  gtk_editable_set_text (GTK_EDITABLE (what), "Likes the choir");
  g_signal_emit_by_name (what, "entry-activated");
  let_pass (60);
  get (f, says, "We owe 2 answers.");
  g_autoptr (Picture) picture = picture_of (f->panel, "reports");

  g_autoptr (GPtrArray) reports = kith_report_list (f->town->store->store, NULL, NULL);
  g_assert_cmpuint (reports->len, ==, 2);
  g_assert_cmpint (((KithReport *) g_ptr_array_index (reports, 0))->person, ==, 0);
  g_assert_cmpstr (((KithReport *) g_ptr_array_index (reports, 0))->who, ==, "The baker");
  g_assert_cmpint (((KithReport *) g_ptr_array_index (reports, 1))->person, ==, f->town->people[3]);

  GType dropdown = GTK_TYPE_DROP_DOWN;
  GType row_type = KITH_TYPE_REPORT_ROW;
  GtkWidget *row = get_type (f, row_type);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (row, is_a, &dropdown)), KITH_REPORT_ACTED_ON);
  let_pass (30);
  g_assert_true (kith_report_count (f->town->store->store, counts, NULL));
  g_assert_cmpuint (counts[KITH_REPORT_ACTED_ON], ==, 1);
  undo (f);
  /* An answer answers. */
  row = get_type (f, row_type);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  GtkWidget *answer = get (f, has_title, "What We Answered or Did");
  gtk_editable_set_text (GTK_EDITABLE (answer), "Sang for the baker");
  g_signal_emit_by_name (answer, "apply");
  let_pass (30);
  g_assert_true (kith_report_count (f->town->store->store, counts, NULL));
  g_assert_cmpuint (counts[KITH_REPORT_ANSWERED], ==, 1);

  GtkWidget *search = get_type (f, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "harbour");
  let_pass (300);
  g_assert_cmpuint (count (f->panel, is_a, &row_type), ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (search), "zeppelin");
  let_pass (300);
  get (f, says, "No report is like that.");
}

/* — Map — */

static gboolean
is_drawn (gpointer canvas)
{
  return kith_canvas_get_scene (canvas) != NULL && kith_canvas_is_settled (canvas);
}

static void
test_map (Fixture *f, gconstpointer create)
{
  KithCanvas *canvas = kith_map_panel_get_canvas (KITH_MAP_PANEL (f->panel));
  gint64 id = f->town->people[3];
  guint index = town_find (f->town, id);
  KithSnapshot *snapshot = kith_session_get_snapshot (f->session);
  guint n;

  wait_until (is_drawn, canvas);
  g_assert_cmpuint (kith_canvas_get_scene (canvas)->n_drawn, ==, TOWN_PEOPLE);
  let_pass (300);
  g_autoptr (Picture) picture = picture_of (f->panel, "map");

  kith_session_select_person (f->session, id);
  const guint *selected = kith_canvas_get_selection (canvas, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (selected[0], ==, index);

  /* From the map to the others. */
  double x, y;
  kith_viewport_to_view (kith_canvas_get_viewport (canvas), snapshot->x[40], snapshot->y[40], &x, &y);
  g_autofree char *words = g_strdup_printf ("mousemove %d %d click 1", (int) round (x), (int) round (y));
  hand (words);
  g_assert_cmpint (kith_session_get_selected_person (f->session), ==, snapshot->id[40]);

  kith_session_select_community (f->session, snapshot->communities[2].id);
  g_assert_cmpint (kith_canvas_get_community (canvas), ==, 2);
  let_pass (400);
  wait_until (is_drawn, canvas);
  kith_session_select_community (f->session, 0);
  g_assert_cmpint (kith_canvas_get_community (canvas), ==, -1);

  KithScene *before = kith_scene_ref (kith_canvas_get_scene (canvas));
  g_assert_true (gtk_widget_activate_action (f->panel, "map.size-by", "s", "bridge-reach"));
  let_pass (30);
  g_assert_true (kith_canvas_get_scene (canvas) != before);
  g_assert_true (memcmp (before->radius, kith_canvas_get_scene (canvas)->radius, before->n * sizeof (float)) != 0);
  kith_scene_unref (before);
  kith_canvas_get_selection (canvas, &n);
  g_assert_cmpuint (n, ==, 1);

  double scale = kith_canvas_get_viewport (canvas)->scale;
  g_assert_true (gtk_widget_activate_action (f->panel, "map.zoom-in", NULL));
  for (guint i = 0; i < 1000 && kith_canvas_get_viewport (canvas)->scale <= scale; i++)
    let_pass (10);
  g_assert_cmpfloat (kith_canvas_get_viewport (canvas)->scale, >, scale);
  g_assert_true (gtk_widget_activate_action (f->panel, "map.fit", NULL));
  wait_until (is_drawn, canvas);

  /* Moved by hand, and taken back; the keyboard stays with whom it was at. */
  guint carried = town_find (f->town, f->town->people[3]);
  float stood = kith_session_get_snapshot (f->session)->x[carried];

  kith_session_set_selection (f->session, f->town->people + 3, 2);
  kith_canvas_set_cursor (canvas, (int) carried);
  g_signal_emit_by_name (canvas, "moved", 2.0, -1.0);
  let_pass (30);
  g_assert_cmpfloat_with_epsilon (kith_session_get_snapshot (f->session)->x[carried], stood + 2, 1e-4);
  g_assert_cmpfloat_with_epsilon (kith_canvas_get_scene (canvas)->x[carried], stood + 2, 1e-4);
  g_assert_cmpstr (kith_session_get_undo_label (f->session), ==, "Move 2 people on the Map");
  g_assert_cmpint (kith_canvas_get_cursor (canvas), ==, (int) carried);
  undo (f);
  g_assert_cmpfloat (kith_session_get_snapshot (f->session)->x[carried], ==, stood);
  kith_session_redo (f->session);
  let_pass (30);
  g_assert_cmpfloat_with_epsilon (kith_session_get_snapshot (f->session)->x[carried], stood + 2, 1e-4);
}

/* All of the map anew, by an engine of one's choice, and one community alone; each is one act. */
static void
test_arrange (Fixture *f, gconstpointer create)
{
  KithCanvas *canvas = kith_map_panel_get_canvas (KITH_MAP_PANEL (f->panel));
  g_autoptr (KithSnapshot) before = kith_snapshot_ref (kith_session_get_snapshot (f->session));
  KithSnapshot *now;
  guint moved = 0;

  wait_until (is_drawn, canvas);
  g_assert_true (gtk_widget_activate_action (f->panel, "map.arrange", "s", "circo"));
  now = kith_session_get_snapshot (f->session);
  g_assert_cmpuint (now->n_placed, ==, TOWN_PEOPLE);
  for (guint i = 0; i < now->n; i++)
    moved += now->x[i] != before->x[i] || now->y[i] != before->y[i];
  g_assert_cmpuint (moved, >, TOWN_PEOPLE / 2);
  g_assert_cmpstr (f->told->str, ==, "Arranged the map anew");
  undo (f);
  now = kith_session_get_snapshot (f->session);
  g_assert_cmpmem (now->x, now->n * sizeof (float), before->x, before->n * sizeof (float));

  moved = 0;
  g_assert_true (gtk_widget_activate_action (f->panel, "map.arrange-community", "x",
                                             kith_session_get_snapshot (f->session)->communities[1].id));
  now = kith_session_get_snapshot (f->session);
  for (guint i = 0; i < now->n; i++)
    {
      gboolean same = now->x[i] == before->x[i] && now->y[i] == before->y[i];

      g_assert_true (same || now->community[i] == 1);
      moved += !same;
    }
  g_assert_cmpuint (moved, >, 0);
  undo (f);
  now = kith_session_get_snapshot (f->session);
  g_assert_cmpmem (now->y, now->n * sizeof (float), before->y, before->n * sizeof (float));
  wait_until (is_drawn, canvas);
}

/* Pinned from the menu, marked on the map and in words, moved with the pin, and undone. */
static void
test_pinned (Fixture *f, gconstpointer create)
{
  KithCanvas *canvas = kith_map_panel_get_canvas (KITH_MAP_PANEL (f->panel));
  const gint64 two[] = { f->town->people[3], f->town->people[10] };
  guint three = town_find (f->town, two[0]);
  g_autoptr (KithSnapshot) before = kith_snapshot_ref (kith_session_get_snapshot (f->session));

  wait_until (is_drawn, canvas);
  kith_session_set_selection (f->session, two, 2);
  g_assert_true (gtk_widget_activate_action (f->panel, "chosen.pin", NULL));
  wait_until (is_drawn, canvas);
  g_assert_cmpstr (f->told->str, ==, "2 people will stay there on the map");
  g_assert_true (kith_session_get_snapshot (f->session)->flags[three] & KITH_PERSON_PINNED);
  {
    g_autofree char *words = kith_person_dup_words (kith_session_get_snapshot (f->session), three, TRUE);
    g_autoptr (Picture) picture = picture_of (f->panel, "map-pinned");
    g_assert_nonnull (strstr (words, "Pinned"));
    g_assert_cmpint (picture->width, >, 300);
  }

  kith_map_arrange_anew (f->session, KITH_LAYOUT_COMMUNITIES);
  wait_until (is_drawn, canvas);
  KithSnapshot *now = kith_session_get_snapshot (f->session);
  g_assert_true (now->x[three] == before->x[three] && now->y[three] == before->y[three]);
  g_assert_false (now->x[three + 1] == before->x[three + 1]);
  g_signal_emit_by_name (canvas, "moved", 2.0, 0.0);
  wait_until (is_drawn, canvas);
  g_assert_cmpfloat (kith_session_get_snapshot (f->session)->x[three], ==, before->x[three] + 2);
  undo (f);
  undo (f);
  g_assert_true (gtk_widget_activate_action (f->panel, "chosen.unpin", NULL));
  g_assert_false (kith_session_get_snapshot (f->session)->flags[three] & KITH_PERSON_PINNED);
  undo (f);
  g_assert_true (kith_session_get_snapshot (f->session)->flags[three] & KITH_PERSON_PINNED);
  undo (f);
  g_assert_false (kith_session_get_snapshot (f->session)->flags[three] & KITH_PERSON_PINNED);
  wait_until (is_drawn, canvas);
}

static gboolean
newcomer_write (KithStore *store, gpointer data, GError **error)
{
  const gint64 *knows = data;
  KithPerson person = KITH_PERSON_INIT;
  KithTie tie = { .b = *knows, .kind = KITH_TIE_STATED, .weight = 1, .date = KITH_NO_DATE, .ended = KITH_NO_DATE };

  person.name = (char *) "Newcomer";
  if (!kith_person_add (store, &person, error))
    return FALSE;
  tie.a = person.id;
  return kith_tie_put (store, &tie, NULL, error) && kith_place_set (store, person.id, 0, 0, error);
}

static gboolean
has_layer (gpointer data)
{
  return kith_canvas_get_layer (data) != NULL && kith_canvas_is_settled (data);
}

/* What has changed since before an act: the newcomer and the tie, in words and on the map, also when more changes; and the way back. */
static void
test_changes (Fixture *f, gconstpointer create)
{
  KithMapPanel *panel = KITH_MAP_PANEL (f->panel);
  KithCanvas *canvas = kith_map_panel_get_canvas (panel);
  guint64 generation;

  wait_until (is_drawn, canvas);
  kith_panel_write (f->session, "Add", NULL, newcomer_write, g_memdup2 (&f->town->people[3], sizeof (gint64)), g_free,
                    NULL, NULL);
  wait_until (is_drawn, canvas);
  g_autoptr (GPtrArray) acts = kith_act_list (f->town->store->store, 1, NULL);
  generation = kith_session_get_generation (f->session);
  kith_map_panel_show_changes (panel, ((KithAct *) acts->pdata[0])->id);
  wait_until (has_layer, canvas);
  /* Looking back changed nothing. */
  g_assert_cmpuint (kith_session_get_generation (f->session), ==, generation);
  const KithLayer *layer = kith_canvas_get_layer (canvas);
  g_assert_cmpuint (layer->marked->len, ==, 1);
  g_assert_cmpuint (layer->a->len, ==, 1);
  guint newcomer = g_array_index (layer->marked, guint, 0);
  g_assert_cmpstr (kith_session_get_snapshot (f->session)->name[newcomer], ==, "Newcomer");
  g_assert_cmpuint (layer->shade[newcomer], ==, KITH_SHADE_FULL);
  g_assert_cmpuint (layer->shade[town_find (f->town, f->town->people[3])], ==, KITH_SHADE_HALF);
  g_assert_cmpuint (layer->shade[town_find (f->town, f->town->people[50])], ==, KITH_SHADE_FAINT);
  g_assert_nonnull (find (f->panel, ends_so, ": 1 new person, 1 new tie"));
  {
    g_autoptr (Picture) picture = picture_of (f->panel, "map-changes");
    g_assert_cmpint (picture->width, >, 300);
  }

  /* One more comes while it is shown. */
  kith_panel_write (f->session, "Add", NULL, newcomer_write, g_memdup2 (&f->town->people[60], sizeof (gint64)), g_free,
                    NULL, NULL);
  wait_until (has_layer, canvas);
  g_assert_nonnull (find (f->panel, ends_so, ": 2 new people, 2 new ties"));
  /* The plan takes its place, and the other way round. */
  gtk_widget_activate_action (f->panel, "map.plan", NULL);
  g_assert_null (find (f->panel, ends_so, ": 2 new people, 2 new ties"));
  gtk_widget_activate_action (f->panel, "map.no-layer", NULL);
  g_assert_null (kith_canvas_get_layer (canvas));
  undo (f);
  undo (f);
  wait_until (is_drawn, canvas);
}

/* The plan over the map: who is reached how often, with the team's own numbers, and the way back. */
static void
test_plan (Fixture *f, gconstpointer create)
{
  KithMapPanel *panel = KITH_MAP_PANEL (f->panel);
  KithCanvas *canvas = kith_map_panel_get_canvas (panel);
  KithSnapshot *snapshot = kith_session_get_snapshot (f->session);
  const KithTeam *team = kith_session_get_team (f->session, NULL);
  g_autofree char *members = g_strdup_printf ("Team: %u", team->n_members);
  g_autofree char *twice = g_strdup_printf ("Reached twice: %u", team->totals.reached_twice);
  g_autofree char *once = g_strdup_printf ("Reached once: %u", team->totals.reached - team->totals.reached_twice);

  wait_until (is_drawn, canvas);
  g_assert_null (kith_canvas_get_layer (canvas));
  gtk_widget_activate_action (f->panel, "map.plan", NULL);
  wait_until (is_drawn, canvas);
  get (f, says, members);
  get (f, says, twice);
  get (f, says, once);
  get (f, says, "All communities are touched");
  g_assert_cmpuint (kith_canvas_get_layer (canvas)->n, ==, snapshot->n);
  for (guint k = 0; k < team->n_members; k++)
    g_assert_cmpuint (kith_canvas_get_layer (canvas)->shade[team->members[k].person], ==, KITH_SHADE_FULL);
  {
    g_autoptr (Picture) picture = picture_of (f->panel, "map-plan");
    g_assert_cmpint (picture->width, >, 300);
  }

  /* Another team, another plan: one person touches no more than some communities. */
  kith_session_set_team_size (f->session, 1);
  wait_until (is_drawn, canvas);
  get (f, says, "Team: 1");
  snapshot = kith_session_get_snapshot (f->session);
  guint pointed = 0;
  for (guint c = 0; c < snapshot->n_communities; c++)
    pointed += kith_canvas_get_layer (canvas)->pointed[c];
  g_assert_cmpuint (pointed, ==,
                    snapshot->n_communities - kith_session_get_team (f->session, NULL)->totals.communities_touched);

  /* It outlives a new snapshot, and goes when asked to. */
  undo (f);
  wait_until (is_drawn, canvas);
  g_assert_nonnull (kith_canvas_get_layer (canvas));
  gtk_widget_activate_action (f->panel, "map.no-layer", NULL);
  g_assert_null (kith_canvas_get_layer (canvas));
  wait_until (is_drawn, canvas);
}

#define ADD(path, create, function) g_test_add (path, Fixture, (gconstpointer) create, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  widget_test_init (&argc, &argv);
  adw_init ();

  ADD ("/panels/ambassadors", kith_ambassadors_panel_new, test_ambassadors);
  ADD ("/panels/ambassadors/nothing-open", kith_ambassadors_panel_new, test_nothing_open);
  ADD ("/panels/person", kith_person_panel_new, test_person);
  ADD ("/panels/person/closest", kith_person_panel_new, test_closest);
  ADD ("/panels/person/nothing-open", kith_person_panel_new, test_nothing_open);
  ADD ("/panels/chosen", kith_person_panel_new, test_chosen);
  ADD ("/panels/invitations", kith_invitations_panel_new, test_invitations);
  ADD ("/panels/invitations/join-campaign", kith_invitations_panel_new, test_join_campaign);
  ADD ("/panels/invitations/nothing-open", kith_invitations_panel_new, test_nothing_open);
  g_test_add_func ("/panels/dates", test_dates);
  ADD ("/panels/reports", kith_reports_panel_new, test_reports);
  ADD ("/panels/reports/nothing-open", kith_reports_panel_new, test_nothing_open);
  ADD ("/panels/map", kith_map_panel_new, test_map);
  ADD ("/panels/map/pinned", kith_map_panel_new, test_pinned);
  ADD ("/panels/map/changes", kith_map_panel_new, test_changes);
  ADD ("/panels/map/plan", kith_map_panel_new, test_plan);
  ADD ("/panels/map/arrange", kith_map_panel_new, test_arrange);
  ADD ("/panels/map/nothing-open", kith_map_panel_new, test_nothing_open);

  return g_test_run ();
}
