/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the snapshot knows of one person: the communities they take part in, the figures behind the reason, whom they know. */

#include "kith-person-panel-private.h"

#include "kith-swatch.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_COMMUNITIES 8
#define FEW_TIES 12
#define MOST_TIES 500

typedef struct
{
  int community;
  guint people;
  double weight;
} Share;

static int
compare_shares (gconstpointer one, gconstpointer other)
{
  const Share *a = one;
  const Share *b = other;

  if (a->weight != b->weight)
    return a->weight < b->weight ? 1 : -1;
  return (a->community > b->community) - (a->community < b->community);
}

static void
community_clicked_cb (KithPersonPanel *self, GtkButton *button)
{
  gint64 *community = g_object_get_data (G_OBJECT (button), "community");

  kith_session_select_community (kith_person_panel_get_open (self), *community);
}

void
kith_person_panel_show_communities (KithPersonPanel *self, const KithSnapshot *snapshot, guint person)
{
  const KithGraph *graph = snapshot->graph;
  g_autofree Share *shares = g_new0 (Share, snapshot->n_communities + 1);
  double total = 0;
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->communities))) != NULL)
    gtk_grid_remove (self->communities, child);

  for (guint i = 0; i < snapshot->n_communities; i++)
    shares[i].community = (int) i;
  for (guint k = graph->offset[person]; k < graph->offset[person + 1]; k++)
    {
      int community = snapshot->community[graph->neighbor[k]];

      if (community < 0)
        continue;
      shares[community].people++;
      shares[community].weight += graph->weight[k];
      total += graph->weight[k];
    }
  qsort (shares, snapshot->n_communities, sizeof *shares, compare_shares);

  for (; n < MIN (snapshot->n_communities, MOST_COMMUNITIES) && shares[n].people > 0; n++)
    {
      const KithSnapshotCommunity *community = &snapshot->communities[shares[n].community];
      GtkWidget *button = gtk_button_new ();
      GtkWidget *name = gtk_label_new (community->name);
      g_autofree char *count
          = g_strdup_printf (ngettext ("%'u person", "%'u people", shares[n].people), shares[n].people);
      GtkWidget *people = gtk_label_new (count);
      GtkWidget *bar = kith_swatch_new (snapshot, shares[n].community, shares[n].weight / total);

      gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
      gtk_label_set_xalign (GTK_LABEL (name), 0);
      gtk_label_set_max_width_chars (GTK_LABEL (name), 24);
      gtk_button_set_child (GTK_BUTTON (button), name);
      gtk_widget_set_tooltip_text (button, community->name);
      gtk_widget_add_css_class (button, "flat");
      if (shares[n].community == snapshot->community[person])
        gtk_widget_add_css_class (name, "heading");
      else
        gtk_widget_add_css_class (name, "body");
      g_object_set_data_full (G_OBJECT (button), "community", g_memdup2 (&community->id, sizeof community->id), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (community_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_widget_set_hexpand (bar, TRUE);
      gtk_label_set_xalign (GTK_LABEL (people), 1);
      gtk_widget_add_css_class (people, "numeric");
      gtk_widget_add_css_class (people, "dimmed");
      gtk_grid_attach (self->communities, button, 0, (int) n, 1, 1);
      gtk_grid_attach (self->communities, bar, 1, (int) n, 1, 1);
      gtk_grid_attach (self->communities, people, 2, (int) n, 1, 1);
    }

  guint more = 0;
  while (n + more < snapshot->n_communities && shares[n + more].people > 0)
    more++;
  if (n == 0 || more > 0)
    {
      g_autofree char *words
          = n == 0 ? g_strdup (_ ("Not connected to any community yet."))
                   : g_strdup_printf (ngettext ("and %'u more community", "and %'u more communities", more), more);
      GtkWidget *label = gtk_label_new (words);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "dimmed");
      gtk_grid_attach (self->communities, label, 0, (int) n, 3, 1);
    }
}

static void
add_figure (KithPersonPanel *self, const char *title, const char *words, const char *value)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (words != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  if (value != NULL)
    {
      GtkWidget *label = gtk_label_new (value);

      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  adw_expander_row_add_row (self->why_row, row);
  g_ptr_array_add (self->figures, row);
}

void
kith_person_panel_show_figures (KithPersonPanel *self, const KithSnapshot *snapshot, guint person)
{
  const KithFigures *figures = snapshot->figures;
  g_autofree char *confidence = kith_snapshot_dup_confidence (snapshot, person);
  g_autofree char *ties = g_strdup_printf ("%u", figures->ties[person]);
  g_autofree char *outside = g_strdup_printf ("%u", figures->outside_ties[person]);
  g_autofree char *reached = g_strdup_printf ("%u", figures->communities_reached[person]);
  g_autofree char *firm = g_strdup_printf ("%u", figures->firm_communities[person]);
  g_autofree char *spread = g_strdup_printf ("%.0f %%", 100 * figures->participation[person]);
  g_autofree char *bridge = g_strdup_printf ("%.2f", figures->bridge_reach[person]);
  g_autofree char *audience = snapshot->audience[person] >= 0
                                  ? g_strdup_printf ("%'" G_GINT64_FORMAT, snapshot->audience[person])
                                  : g_strdup (_ ("not known"));

  for (guint i = 0; i < self->figures->len; i++)
    adw_expander_row_remove (self->why_row, g_ptr_array_index (self->figures, i));
  g_ptr_array_set_size (self->figures, 0);

  add_figure (self, _ ("People known"), NULL, ties);
  add_figure (self, _ ("Of them in other communities"), NULL, outside);
  add_figure (self, _ ("Other communities reached"), NULL, reached);
  add_figure (self, _ ("Reached firmly"),
              _ ("By at least two people, so that word gets through even if one keeps it to themselves"), firm);
  add_figure (self, _ ("Spread"),
              /* xgettext:no-c-format */
              _ ("How evenly the people known are spread over communities: 0 % means all in one"), spread);
  add_figure (
      self, _ ("Bridge reach"),
      _ ("Grows with the number of people known in other communities and with how evenly they are spread. It is what ambassadors "
         "are found by"),
      bridge);
  add_figure (self, _ ("Audience"), _ ("How many read or follow this person. It plays no part in finding ambassadors"),
              audience);
  if (confidence != NULL)
    add_figure (self, _ ("How sure this is"), confidence, NULL);
}

typedef struct
{
  guint person;
  float weight;
  const char *name; /* folded */
} Tie;

static int
compare_ties (const Tie *a, const Tie *b)
{
  if (a->weight != b->weight)
    return a->weight < b->weight ? 1 : -1;
  return strcmp (a->name, b->name);
}

/* The closest @most of whom somebody knows, the closest first: whoever is closer than the last of those found so far takes a place among
 * them. To sort all of fifty thousand would be noticed. */
static Tie *
find_closest (const KithSnapshot *snapshot, guint person, guint most)
{
  const KithGraph *graph = snapshot->graph;
  Tie *closest = g_new (Tie, most + 1);
  guint n = 0;

  for (guint k = graph->offset[person]; k < graph->offset[person + 1]; k++)
    {
      guint other = graph->neighbor[k];
      Tie tie = { other, graph->weight[k], snapshot->search[other] };
      guint at = n;

      while (at > 0 && compare_ties (&tie, &closest[at - 1]) < 0)
        at--;
      if (at == most)
        continue;
      memmove (closest + at + 1, closest + at, (n - at) * sizeof *closest);
      closest[at] = tie;
      n = MIN (n + 1, most);
    }
  return closest;
}

static void
tie_activated_cb (KithPersonPanel *self, AdwActionRow *row)
{
  kith_session_select_person (kith_person_panel_get_open (self),
                              *(gint64 *) g_object_get_data (G_OBJECT (row), "person"));
}

static void
all_ties_cb (KithPersonPanel *self, AdwButtonRow *row)
{
  KithSnapshot *snapshot;
  int person = kith_person_panel_get_index (self, &snapshot);

  self->all_ties = TRUE;
  if (person >= 0)
    kith_person_panel_show_ties (self, snapshot, (guint) person);
}

void
kith_person_panel_show_ties (KithPersonPanel *self, const KithSnapshot *snapshot, guint person)
{
  guint n = kith_graph_degree (snapshot->graph, person);
  guint shown = MIN (n, self->all_ties ? MOST_TIES : FEW_TIES);
  g_autofree Tie *ties = find_closest (snapshot, person, shown);

  kith_person_panel_remove_rows (self->ties_group, self->tie_rows);
  g_autofree char *words
      = n > 0 ? g_strdup_printf (ngettext ("%'u person, the closest first", "%'u people, the closest first", n), n)
              : g_strdup (_ ("Nobody yet: no tie or shared event was brought in."));
  adw_preferences_group_set_description (self->ties_group, words);
  for (guint k = 0; k < shown; k++)
    {
      guint other = ties[k].person;
      int community = snapshot->community[other];
      GtkWidget *row = adw_action_row_new ();
      const char *where = community >= 0 ? snapshot->communities[community].name : _ ("Not connected yet");

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), snapshot->name[other]);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), where);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), kith_swatch_new (snapshot, community, -1));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data_full (G_OBJECT (row), "person", g_memdup2 (&snapshot->id[other], sizeof (gint64)), g_free);
      g_signal_connect_object (row, "activated", G_CALLBACK (tie_activated_cb), self, G_CONNECT_SWAPPED);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, snapshot->name[other],
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, where, -1);
      kith_person_panel_add_row (self->ties_group, self->tie_rows, row);
    }
  if (shown < MIN (n, MOST_TIES))
    {
      GtkWidget *row = adw_button_row_new ();
      guint all = MIN (n, MOST_TIES);
      g_autofree char *title = g_strdup_printf (ngettext ("Show %'u Person", "Show All %'u People", all), all);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      g_signal_connect_object (row, "activated", G_CALLBACK (all_ties_cb), self, G_CONNECT_SWAPPED);
      kith_person_panel_add_row (self->ties_group, self->tie_rows, row);
    }
}
