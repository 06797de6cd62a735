/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-chosen.h"

#include "kith-campaign-dialog.h"
#include "kith-map-arranging.h"
#include "kith-neighbors.h"
#include "kith-panel-acts.h"
#include "kith-saving.h"

#include <glib/gi18n-lib.h>

#define MOST_FOR_TEAM 100 /* more are no team to put in by hand */

/* What a group of actions is about; lives as long as the group. */
typedef struct
{
  GtkWidget *widget; /* weak */
  KithSession *session;
  GActionMap *group; /* borrowed */
} Chosen;

static void
chosen_free (gpointer data)
{
  Chosen *self = data;

  g_clear_weak_pointer (&self->widget);
  g_object_unref (self->session);
  g_free (self);
}

/* — Choosing others — */

/* Indices of those chosen. */
static GArray *
get_people (Chosen *self)
{
  KithSnapshot *snapshot = kith_session_get_snapshot (self->session);
  GArray *people = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = 0;
  const gint64 *ids = kith_session_get_selection (self->session, &n);

  for (guint i = 0; i < n; i++)
    {
      int person = kith_snapshot_find (snapshot, ids[i]);
      guint index = (guint) person;

      if (person >= 0)
        g_array_append_val (people, index);
    }
  return people;
}

static void
say (Chosen *self)
{
  guint n = 0;
  g_autofree char *words = NULL;

  kith_session_get_selection (self->session, &n);
  words = n == 0 ? g_strdup (_ ("Nobody chosen"))
                 : g_strdup_printf (ngettext ("%'u person chosen", "%'u people chosen", n), n);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->widget), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Takes @people, indices. */
static void
choose (Chosen *self, GArray *people)
{
  KithSnapshot *snapshot = kith_session_get_snapshot (self->session);
  g_autofree gint64 *ids = g_new (gint64, MAX (people->len, 1));

  for (guint i = 0; i < people->len; i++)
    ids[i] = snapshot->id[g_array_index (people, guint, i)];
  kith_session_set_selection (self->session, ids, people->len);
  g_array_unref (people);
  say (self);
}

static void
contacts_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Chosen *self = data;
  g_autoptr (GArray) people = get_people (self);

  choose (self, kith_neighbors_within (kith_session_get_snapshot (self->session)->graph, (const guint *) people->data,
                                       people->len, (guint) CLAMP (g_variant_get_int32 (parameter), 1, 2)));
}

static void
common_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Chosen *self = data;
  g_autoptr (GArray) people = get_people (self);
  GArray *common = kith_neighbors_common (kith_session_get_snapshot (self->session)->graph,
                                          (const guint *) people->data, people->len);

  if (common->len == 0)
    {
      g_array_unref (common);
      kith_session_tell (self->session, _ ("Nobody knows all of them"), FALSE);
      return;
    }
  choose (self, common);
}

static void
communities_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Chosen *self = data;
  KithSnapshot *snapshot = kith_session_get_snapshot (self->session);
  g_autoptr (GArray) people = get_people (self);
  g_autofree guint8 *meant = g_new0 (guint8, snapshot->n_communities + 1);
  GArray *all = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < people->len; i++)
    {
      int community = snapshot->community[g_array_index (people, guint, i)];

      if (community >= 0)
        meant[community] = 1;
    }
  for (guint i = 0, k = 0; i < snapshot->n; i++)
    {
      gboolean was_chosen = k < people->len && g_array_index (people, guint, k) == i;

      k += was_chosen;
      if (was_chosen || (snapshot->community[i] >= 0 && meant[snapshot->community[i]]))
        g_array_append_val (all, i);
    }
  choose (self, all);
}

/* Everybody, or everybody but those chosen. */
static void
choose_rest (Chosen *self, gboolean all)
{
  KithSnapshot *snapshot = kith_session_get_snapshot (self->session);
  g_autoptr (GArray) people = get_people (self);
  GArray *rest = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0, k = 0; i < snapshot->n; i++)
    {
      gboolean was_chosen = k < people->len && g_array_index (people, guint, k) == i;

      k += was_chosen;
      if (all || !was_chosen)
        g_array_append_val (rest, i);
    }
  choose (self, rest);
}

static void
invert_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  choose_rest (data, FALSE);
}

static void
all_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  choose_rest (data, TRUE);
}

static void
none_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  choose (data, g_array_new (FALSE, FALSE, sizeof (guint)));
}

/* — Doing something with them — */

static void
open_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Chosen *self = data;

  kith_session_show_person (self->session, kith_session_get_selected_person (self->session));
}

static void
ring_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Chosen *self = data;

  kith_session_show_contacts (self->session, kith_session_get_selected_person (self->session));
}

/* A dialog gives the keyboard back to whoever had it when it came: not to the item of a menu that is going. So the menu goes first. */
typedef struct
{
  GActionMap *group; /* keeps what it is about alive */
  void (*ask) (GtkWidget *parent, KithSession *session);
} Asking;

static gboolean
ask_cb (gpointer data)
{
  Asking *asking = data;
  Chosen *self = g_object_get_data (G_OBJECT (asking->group), "chosen");
  guint n = 0;

  kith_session_get_selection (self->session, &n);
  if (n > 0 && self->widget != NULL && gtk_widget_get_root (self->widget) != NULL)
    asking->ask (self->widget, self->session);
  g_object_unref (asking->group);
  g_free (asking);
  return G_SOURCE_REMOVE;
}

static void
ask_later (Chosen *self, void (*ask) (GtkWidget *parent, KithSession *session))
{
  Asking *asking = g_new0 (Asking, 1);

  asking->group = g_object_ref (self->group);
  asking->ask = ask;
  g_idle_add (ask_cb, asking);
}

static void
tag_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask_later (data, kith_chosen_ask_tag);
}

static void
ambassadors_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Chosen *self = data;
  guint n = 0;
  const gint64 *people = kith_session_get_selection (self->session, &n);

  kith_panel_tag_ambassadors (self->session, people, n, TRUE);
}

static void
only_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Chosen *self = data;
  guint n = 0;
  const gint64 *people = kith_session_get_selection (self->session, &n);

  kith_session_show_only (self->session, kith_part_new_people (people, n));
}

static void
campaign_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask_later (data, kith_chosen_ask_campaign);
}

static void
invite (GtkWidget *parent, KithSession *session)
{
  guint n = 0;
  const gint64 *people = kith_session_get_selection (session, &n);

  kith_campaign_dialog_present (parent, session, NULL, people, n, NULL);
}

static void
invite_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask_later (data, invite);
}

static void
save (GtkWidget *parent, KithSession *session)
{
  g_autofree char *title = kith_chosen_dup_title (session);
  KithExportOptions options;

  kith_export_options_init (&options, kith_session_get_snapshot (session));
  options.what = KITH_EXPORT_PEOPLE;
  options.csv = KITH_CSV_FOR_SPREADSHEETS;
  options.people = kith_session_get_selection (session, &options.n_people);
  kith_saving_choose (parent, session, &options, _ ("Save People as Table"), title, ".csv");
}

static void
save_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask_later (data, save);
}

static void
set_each (Chosen *self, void (*set) (KithSession *session, gint64 person, gboolean is_so))
{
  guint n = 0;
  const gint64 *people = kith_session_get_selection (self->session, &n);

  for (guint i = 0; i < n; i++)
    set (self->session, people[i], TRUE);
}

static void
into_team_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  set_each (data, kith_session_set_fixed_in_team);
}

static void
out_of_team_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  set_each (data, kith_session_set_out_of_team);
}

static void
pin (Chosen *self, gboolean pinned)
{
  guint n = 0;
  const gint64 *people = kith_session_get_selection (self->session, &n);

  kith_map_pin_people (self->session, people, n, pinned);
}

static void
pin_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  pin (data, TRUE);
}

static void
unpin_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  pin (data, FALSE);
}

static const GActionEntry entries[] = {
  { "contacts", contacts_activated, "i", NULL, NULL, { 0 } },
  { "common", common_activated, NULL, NULL, NULL, { 0 } },
  { "communities", communities_activated, NULL, NULL, NULL, { 0 } },
  { "invert", invert_activated, NULL, NULL, NULL, { 0 } },
  { "all", all_activated, NULL, NULL, NULL, { 0 } },
  { "none", none_activated, NULL, NULL, NULL, { 0 } },
  { "open", open_activated, NULL, NULL, NULL, { 0 } },
  { "ring", ring_activated, NULL, NULL, NULL, { 0 } },
  { "only", only_activated, NULL, NULL, NULL, { 0 } },
  { "tag", tag_activated, NULL, NULL, NULL, { 0 } },
  { "ambassadors", ambassadors_activated, NULL, NULL, NULL, { 0 } },
  { "campaign", campaign_activated, NULL, NULL, NULL, { 0 } },
  { "invite", invite_activated, NULL, NULL, NULL, { 0 } },
  { "save", save_activated, NULL, NULL, NULL, { 0 } },
  { "into-team", into_team_activated, NULL, NULL, NULL, { 0 } },
  { "pin", pin_activated, NULL, NULL, NULL, { 0 } },
  { "unpin", unpin_activated, NULL, NULL, NULL, { 0 } },
  { "out-of-team", out_of_team_activated, NULL, NULL, NULL, { 0 } },
};

/* How many must be chosen for each. */
static void
update (Chosen *self)
{
  static const struct
  {
    const char *name;
    guint least, most;
  } needs[] = {
    { "contacts", 1, G_MAXUINT },    { "common", 2, G_MAXUINT },        { "communities", 1, G_MAXUINT },
    { "none", 1, G_MAXUINT },        { "only", 2, G_MAXUINT },          { "tag", 1, G_MAXUINT },
    { "ambassadors", 1, G_MAXUINT }, { "campaign", 1, G_MAXUINT },      { "invite", 1, G_MAXUINT },
    { "save", 1, G_MAXUINT },        { "into-team", 1, MOST_FOR_TEAM }, { "out-of-team", 1, MOST_FOR_TEAM },
    { "pin", 1, G_MAXUINT },         { "unpin", 1, G_MAXUINT },
  };
  KithSnapshot *snapshot = kith_session_get_snapshot (self->session);
  guint n = 0;

  kith_session_get_selection (self->session, &n);
  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->group, needs[i].name)),
                                 n >= needs[i].least && n <= needs[i].most);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->group, "open")),
                               kith_session_get_selected_person (self->session) != 0);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->group, "ring")),
                               kith_session_get_selected_person (self->session) != 0);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->group, "all")),
                               snapshot != NULL && n < snapshot->n);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->group, "invert")),
                               snapshot != NULL && snapshot->n > 0);
}

static void
selection_changed_cb (KithSession *session, GActionGroup *group)
{
  update (g_object_get_data (G_OBJECT (group), "chosen"));
}

static void
snapshot_changed_cb (KithSession *session, GParamSpec *pspec, GActionGroup *group)
{
  update (g_object_get_data (G_OBJECT (group), "chosen"));
}

void
kith_chosen_install (GtkWidget *widget, KithSession *session)
{
  g_autoptr (GSimpleActionGroup) group = NULL;
  Chosen *self;

  gtk_widget_insert_action_group (widget, "chosen", NULL);
  if (session == NULL)
    return;
  group = g_simple_action_group_new ();
  self = g_new0 (Chosen, 1);
  g_set_weak_pointer (&self->widget, widget);
  self->session = g_object_ref (session);
  self->group = G_ACTION_MAP (group);
  g_action_map_add_action_entries (self->group, entries, G_N_ELEMENTS (entries), self);
  g_object_set_data_full (G_OBJECT (group), "chosen", self, chosen_free);
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (selection_changed_cb), group, G_CONNECT_DEFAULT);
  g_signal_connect_object (session, "notify::snapshot", G_CALLBACK (snapshot_changed_cb), group, G_CONNECT_DEFAULT);
  update (self);
  gtk_widget_insert_action_group (widget, "chosen", G_ACTION_GROUP (group));
}

/* — The menu — */

char *
kith_chosen_dup_title (KithSession *session)
{
  KithSnapshot *snapshot = kith_session_get_snapshot (session);
  guint n = 0;
  const gint64 *people = kith_session_get_selection (session, &n);
  int person = n == 1 && snapshot != NULL ? kith_snapshot_find (snapshot, people[0]) : -1;

  if (person >= 0)
    return g_strdup (snapshot->name[person]);
  if (n == 0)
    return g_strdup (_ ("Nobody Chosen"));
  return g_strdup_printf (ngettext ("%'u Person Chosen", "%'u People Chosen", n), n);
}

/* What can be done with pins: some are pinned, some are not. */
static void
add_pins (GMenu *menu, KithSession *session)
{
  KithSnapshot *snapshot = kith_session_get_snapshot (session);
  guint n = 0;
  const gint64 *people = kith_session_get_selection (session, &n);
  guint pinned = 0;

  for (guint i = 0; i < n; i++)
    {
      int person = kith_snapshot_find (snapshot, people[i]);

      pinned += person >= 0 && (snapshot->flags[person] & KITH_PERSON_PINNED) != 0;
    }
  if (pinned < n)
    g_menu_append (menu, _ ("_Pin Where They Are on the Map"), "chosen.pin");
  if (pinned > 0)
    g_menu_append (menu, _ ("_Unpin"), "chosen.unpin");
}

GMenuModel *
kith_chosen_create_menu (KithSession *session, GMenuModel *more)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) about = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();
  g_autoptr (GMenu) acts = g_menu_new ();
  g_autofree char *title = kith_chosen_dup_title (session);
  guint n = 0;

  kith_session_get_selection (session, &n);
  if (n == 1)
    {
      g_menu_append (about, _ ("_See All About Them"), "chosen.open");
      g_menu_append (about, _ ("Whom They Know in a _Ring"), "chosen.ring");
    }
  if (n > 0)
    {
      g_autoptr (GMenu) whom = g_menu_new ();

      g_menu_append (whom, _ ("Everyone They _Know"), "chosen.contacts(1)");
      g_menu_append (whom, _ ("…and Everyone _Those Know"), "chosen.contacts(2)");
      if (n > 1)
        g_menu_append (whom, _ ("_Common Contacts"), "chosen.common");
      g_menu_append (whom, _ ("Their Whole C_ommunities"), "chosen.communities");
      g_menu_append (whom, _ ("Everybody _Else"), "chosen.invert");
      g_menu_append_submenu (about, _ ("_Choose"), G_MENU_MODEL (whom));

      if (n > 1)
        g_menu_append (acts, _ ("S_how Only These"), "chosen.only");
      g_menu_append (acts, _ ("_Tag…"), "chosen.tag");
      g_menu_append (acts, _ ("Tag as _Ambassadors"), "chosen.ambassadors");
      g_menu_append (acts, _ ("Put into the Tea_m"), "chosen.into-team");
      g_menu_append (acts, _ ("_Leave out of the Team"), "chosen.out-of-team");
      add_pins (acts, session);
      g_menu_append (acts, _ ("Add to Campa_ign…"), "chosen.campaign");
      g_menu_append (acts, _ ("_Plan Invitations…"), "chosen.invite");
      g_menu_append (acts, _ ("_Save as Table…"), "chosen.save");
    }
  g_menu_append (others, _ ("Choose _Everybody"), "chosen.all");
  g_menu_append (others, _ ("Choose _Nobody"), "chosen.none");

  g_menu_append_section (menu, title, G_MENU_MODEL (about));
  if (n > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (acts));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  if (more != NULL)
    g_menu_append_section (menu, NULL, more);
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static gboolean
unparent_idle (gpointer data)
{
  gtk_widget_unparent (data);
  return G_SOURCE_REMOVE;
}

static void
popover_closed_cb (GtkPopover *popover, GtkWidget *before)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (popover));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (popover)))
    gtk_widget_grab_focus (before);
  /* Not before what was chosen from it has been done. */
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_idle, g_object_ref (popover), g_object_unref);
}

static void
parent_gone_cb (GtkWidget *popover, GtkWidget *parent)
{
  if (gtk_widget_get_parent (popover) == parent)
    gtk_widget_unparent (popover);
}

void
kith_chosen_popup (GtkWidget *parent, GMenuModel *menu, double x, double y)
{
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *before = focus != NULL ? focus : parent;
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);

  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_widget_set_parent (popover, parent);
  g_signal_connect_object (popover, "closed", G_CALLBACK (popover_closed_cb), before, G_CONNECT_DEFAULT);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (parent_gone_cb), popover, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));
}
