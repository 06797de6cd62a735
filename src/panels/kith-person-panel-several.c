/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Several people chosen: how many, in how many communities, and who; each can be looked at without letting go of the others. */

#include "kith-person-panel-private.h"

#include "kith-chosen.h"
#include "kith-neighbors.h"
#include "kith-swatch.h"

#include <glib/gi18n-lib.h>

#define MOST_LISTED 60

static char *
dup_about (const KithSnapshot *snapshot, GArray *people)
{
  g_autofree guint8 *met = g_new0 (guint8, snapshot->n_communities + 1);
  g_autoptr (GArray) reached = kith_neighbors_within (snapshot->graph, (const guint *) people->data, people->len, 1);
  guint others = reached->len - people->len;
  guint n = 0;
  g_autofree char *communities = NULL;
  g_autofree char *contacts = NULL;

  for (guint i = 0; i < people->len; i++)
    {
      int community = snapshot->community[g_array_index (people, guint, i)];

      n += community >= 0 && !met[community];
      if (community >= 0)
        met[community] = 1;
    }
  communities = g_strdup_printf (ngettext ("From %'u community", "From %'u communities", n), n);
  contacts = g_strdup_printf (ngettext ("together they know %'u other person", "together they know %'u others", others),
                              others);
  /* Translators: "From 4 communities; together they know 210 others." */
  return g_strdup_printf (_ ("%s; %s."), communities, contacts);
}

static void
row_activated_cb (KithPersonPanel *self, AdwActionRow *row)
{
  const gint64 *person = g_object_get_data (G_OBJECT (row), "person");

  kith_session_show_person (kith_person_panel_get_open (self), *person);
}

static GtkWidget *
add_row (KithPersonPanel *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *dot = kith_swatch_new_disc (12);

  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), dot);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "dot", dot);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  kith_person_panel_add_row (self->several_group, self->several_rows, row);
  return row;
}

static void
show_in_row (GtkWidget *row, const KithSnapshot *snapshot, guint person)
{
  KithSwatch *dot = g_object_get_data (G_OBJECT (row), "dot");
  int community = snapshot->community[person];

  if (community < 0)
    kith_swatch_set_no_community (dot);
  else
    kith_swatch_set_color (dot, snapshot->communities[community].color);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), snapshot->name[person]);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               community < 0 ? _ ("Not connected yet") : snapshot->communities[community].name);
  g_object_set_data_full (G_OBJECT (row), "person", g_memdup2 (&snapshot->id[person], sizeof (gint64)), g_free);
}

/* Rows that are there already are shown anew: to make sixty takes longer than all else that choosing people does. */
static void
show_rows (KithPersonPanel *self, const KithSnapshot *snapshot, GArray *people)
{
  guint n = MIN (people->len, MOST_LISTED);

  if (self->several_more != NULL)
    adw_preferences_group_remove (self->several_group, g_steal_pointer (&self->several_more));
  while (self->several_rows->len > n)
    adw_preferences_group_remove (self->several_group,
                                  g_ptr_array_steal_index (self->several_rows, self->several_rows->len - 1));
  for (guint i = 0; i < n; i++)
    show_in_row (i < self->several_rows->len ? g_ptr_array_index (self->several_rows, i) : add_row (self), snapshot,
                 g_array_index (people, guint, i));
  if (people->len > n)
    {
      guint more = people->len - n;
      g_autofree char *words = g_strdup_printf (ngettext ("and %'u more", "and %'u more", more), more);

      self->several_more = adw_action_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->several_more), words);
      gtk_widget_add_css_class (self->several_more, "dimmed");
      adw_preferences_group_add (self->several_group, self->several_more);
    }
}

void
kith_person_panel_show_several (KithPersonPanel *self)
{
  KithSession *session = kith_person_panel_get_open (self);
  KithSnapshot *snapshot = kith_session_get_snapshot (session);
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *title = kith_chosen_dup_title (session);
  g_autofree char *about = NULL;
  guint n = 0;
  const gint64 *ids = kith_session_get_selection (session, &n);

  for (guint i = 0; i < n; i++)
    {
      int person = kith_snapshot_find (snapshot, ids[i]);
      guint index = (guint) person;

      if (person >= 0)
        g_array_append_val (people, index);
    }
  about = dup_about (snapshot, people);
  gtk_label_set_label (self->several_label, title);
  gtk_label_set_label (self->several_about_label, about);

  show_rows (self, snapshot, people);
  gtk_stack_set_visible_child_name (self->stack, "several");
}
