/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The columns only say how they are ordered; the ordering is the model's. */

#include "kith-people-view.h"
#include "kith-chosen.h"
#include "kith-field-column.h"
#include "kith-people-model.h"
#include "kith-people-selection.h"
#include "kith-person-column.h"
#include "kith-person-words.h"
#include "kith-swatch.h"

#include <glib/gi18n-lib.h>

struct _KithPeopleView
{
  KithPanel parent_instance;

  KithPeopleModel *people;
  KithPeopleSelection *selection;
  GtkColumnView *column_view;
  GtkColumnViewColumn *columns[KITH_PEOPLE_N_KEYS];
  GtkColumnViewColumn *sorted; /* the column sorted by; borrowed */
  GtkStack *stack;
  GtkRevealer *focus_revealer;
  KithSwatch *focus_dot;
  GtkLabel *focus_label;
  AdwStatusPage *not_found_page;
  GtkWidget *everybody_button;
  GtkLabel *count_label;
  GtkWidget *fields_button;
};

G_DEFINE_FINAL_TYPE (KithPeopleView, kith_people_view, KITH_TYPE_PANEL)

#define FIGURES (KITH_PERSON_COLUMN_DIGITS | KITH_PERSON_COLUMN_AT_END)

static const struct
{
  const char *title;
  int width; /* pixels; 0 for what is left over */
  KithPersonColumnFlags flags;
} column_kinds[KITH_PEOPLE_N_KEYS] = {
  [KITH_PEOPLE_BY_NAME] = { N_ ("Name"), 0, KITH_PERSON_COLUMN_NAME },
  [KITH_PEOPLE_BY_COMMUNITY] = { N_ ("Community"), 170, KITH_PERSON_COLUMN_DIMMED },
  [KITH_PEOPLE_BY_TIES] = { N_ ("Ties"), 70, FIGURES },
  [KITH_PEOPLE_BY_OUTSIDE_TIES] = { N_ ("Outside Ties"), 110, FIGURES },
  [KITH_PEOPLE_BY_COMMUNITIES_REACHED] = { N_ ("Communities Reached"), 170, FIGURES },
  [KITH_PEOPLE_BY_BRIDGE_REACH] = { N_ ("Bridge Reach"), 115, FIGURES },
  [KITH_PEOPLE_BY_AUDIENCE] = { N_ ("Audience"), 90, FIGURES },
  [KITH_PEOPLE_BY_MARKS] = { N_ ("Tags"), 160, KITH_PERSON_COLUMN_DIMMED },
};

/* The order in which the columns stand. */
static const KithPeopleKey column_order[] = {
  KITH_PEOPLE_BY_NAME,         KITH_PEOPLE_BY_COMMUNITY,
  KITH_PEOPLE_BY_BRIDGE_REACH, KITH_PEOPLE_BY_COMMUNITIES_REACHED,
  KITH_PEOPLE_BY_OUTSIDE_TIES, KITH_PEOPLE_BY_TIES,
  KITH_PEOPLE_BY_AUDIENCE,     KITH_PEOPLE_BY_MARKS,
};

/* — Cells — */

static char *
dup_cell_text (const KithSnapshot *snapshot, guint person, gint64 key)
{
  const KithFigures *figures = snapshot->figures;
  int community = snapshot->community[person];

  switch ((KithPeopleKey) key)
    {
    case KITH_PEOPLE_BY_NAME:
      return g_strdup (snapshot->name[person]);
    case KITH_PEOPLE_BY_COMMUNITY:
      return g_strdup (community < 0 ? _ ("Not connected yet") : snapshot->communities[community].name);
    case KITH_PEOPLE_BY_TIES:
      return g_strdup_printf ("%'u", figures->ties[person]);
    case KITH_PEOPLE_BY_OUTSIDE_TIES:
      return g_strdup_printf ("%'u", figures->outside_ties[person]);
    case KITH_PEOPLE_BY_COMMUNITIES_REACHED:
      return g_strdup_printf ("%'u", figures->communities_reached[person]);
    case KITH_PEOPLE_BY_BRIDGE_REACH:
      return g_strdup_printf ("%.2f", (double) figures->bridge_reach[person]);
    case KITH_PEOPLE_BY_AUDIENCE:
      return snapshot->audience[person] < 0 ? g_strdup ("")
                                            : g_strdup_printf ("%'" G_GINT64_FORMAT, snapshot->audience[person]);
    case KITH_PEOPLE_BY_MARKS:
      return kith_person_dup_marks (snapshot, person);
    case KITH_PEOPLE_N_KEYS:
    default:
      return g_strdup ("");
    }
}

/* — Rows, as a screen reader says them — */

static void
row_said_cb (GtkColumnViewRow *view_row, KithPersonRow *row)
{
  guint person;
  const KithSnapshot *snapshot = kith_person_row_get_snapshot (row, &person);
  g_autofree char *community = NULL;
  g_autofree char *marks = NULL;
  g_autofree char *label = NULL;

  if (snapshot == NULL)
    return;
  community = dup_cell_text (snapshot, person, KITH_PEOPLE_BY_COMMUNITY);
  marks = dup_cell_text (snapshot, person, KITH_PEOPLE_BY_MARKS);
  /* Translators: name of a person, community */
  label = g_strdup_printf (_ ("%s, %s"), snapshot->name[person], community);
  gtk_column_view_row_set_accessible_label (view_row, label);
  gtk_column_view_row_set_accessible_description (view_row, marks);
}

static void
row_bind_cb (GtkSignalListItemFactory *factory, GtkColumnViewRow *view_row, gpointer data)
{
  KithPersonRow *row = gtk_column_view_row_get_item (view_row);

  g_signal_connect_object (row, "changed", G_CALLBACK (row_said_cb), view_row, G_CONNECT_SWAPPED);
  row_said_cb (view_row, row);
}

static void
row_unbind_cb (GtkSignalListItemFactory *factory, GtkColumnViewRow *view_row, gpointer data)
{
  g_signal_handlers_disconnect_by_func (gtk_column_view_row_get_item (view_row), row_said_cb, view_row);
}

/* — What is listed — */

static void
show_state (KithPeopleView *self)
{
  guint all = kith_people_model_count_all (self->people);
  guint listed = g_list_model_get_n_items (G_LIST_MODEL (self->people));
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  g_autofree char *count = NULL;
  guint chosen = 0;

  if (all == 0)
    gtk_stack_set_visible_child_name (self->stack, "nobody");
  else if (listed == 0)
    gtk_stack_set_visible_child_name (self->stack, "not-found");
  else
    gtk_stack_set_visible_child_name (self->stack, "table");
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), all > 0);
  if (listed == all)
    count = g_strdup_printf (ngettext ("%'u person", "%'u people", all), all);
  else
    /* Translators: how many are listed, of how many there are */
    count = g_strdup_printf (ngettext ("%'u of %'u person", "%'u of %'u people", all), listed, all);
  if (session != NULL)
    kith_session_get_selection (session, &chosen);
  if (chosen > 1)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("%'u chosen", "%'u chosen", chosen), chosen);
      /* Translators: "14 of 190 people, 3 chosen" */
      g_autofree char *both = g_strdup_printf (_ ("%s, %s"), count, more);

      gtk_label_set_text (self->count_label, both);
    }
  else
    gtk_label_set_text (self->count_label, count);
  if (listed == 0 && all > 0)
    {
      const char *search = kith_session_get_search (session);
      g_autofree char *description
          /* Translators: %s is what was searched for */
          = *search != '\0'
                ? g_strdup_printf (_ ("Nobody here has “%s” in their name, e-mail, organization or fields."), search)
                : g_strdup (_ ("There is nobody in this community any more."));

      adw_status_page_set_description (self->not_found_page, description);
      gtk_widget_set_visible (self->everybody_button, kith_session_get_community (session) != 0);
    }
}

static void
show_focus (KithPeopleView *self)
{
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  gint64 id = session != NULL ? kith_session_get_community (session) : 0;
  int index = id != 0 ? kith_session_find_community (session, id) : -1;

  gtk_revealer_set_reveal_child (self->focus_revealer, index >= 0);
  if (index >= 0)
    {
      const KithSnapshotCommunity *community = &kith_session_get_snapshot (session)->communities[index];

      kith_swatch_set_color (self->focus_dot, community->color);
      gtk_label_set_text (self->focus_label, community->name);
    }
}

static void
session_changed (KithPanel *panel)
{
  kith_people_selection_set_session (KITH_PEOPLE_VIEW (panel)->selection, kith_panel_get_session (panel));
  kith_chosen_install (GTK_WIDGET (panel), kith_panel_get_session (panel));
}

static void
snapshot_changed (KithPanel *panel)
{
  KithPeopleView *self = KITH_PEOPLE_VIEW (panel);

  KithSnapshot *snapshot = kith_panel_get_snapshot (panel);
  const KithFieldColumns *fields = snapshot != NULL ? snapshot->fields : NULL;

  kith_people_model_set_snapshot (self->people, snapshot);
  if (kith_field_column_update (self->column_view, fields, self->sorted))
    gtk_column_view_sort_by_column (self->column_view, self->columns[KITH_PEOPLE_BY_BRIDGE_REACH], GTK_SORT_DESCENDING);
  gtk_widget_set_visible (self->fields_button, fields != NULL && fields->n_columns > 0);
  show_state (self);
  show_focus (self);
}

static void
scroll_to (KithPeopleView *self, guint place)
{
  if (gtk_column_view_get_model (self->column_view) != NULL)
    gtk_column_view_scroll_to (self->column_view, place, NULL, GTK_LIST_SCROLL_NONE, NULL);
}

/* The search, or the community in focus. */
static void
filter_changed (KithPanel *panel)
{
  KithPeopleView *self = KITH_PEOPLE_VIEW (panel);
  KithSession *session = kith_panel_get_session (panel);

  if (session == NULL)
    return;
  kith_people_model_filter (self->people, kith_session_get_search (session), kith_session_get_community (session));
  if (g_list_model_get_n_items (G_LIST_MODEL (self->people)) > 0)
    scroll_to (self, 0);
  show_state (self);
  show_focus (self);
}

/* Somebody picked on the map comes into view here. */
static void
selection_changed (KithPanel *panel)
{
  KithPeopleView *self = KITH_PEOPLE_VIEW (panel);
  KithSession *session = kith_panel_get_session (panel);
  gint64 person = session != NULL ? kith_session_get_selected_person (session) : 0;
  guint place = person != 0 ? kith_people_model_find (self->people, person) : G_MAXUINT;

  if (session == NULL || self->people == NULL)
    return;
  show_state (self);
  if (place != G_MAXUINT)
    scroll_to (self, place);
}

/* Rows are made once they are looked at: two hundred of them, and as many again for each change, cost more than all else in the page. */
static void
fill_table (KithPeopleView *self)
{
  if (gtk_column_view_get_model (self->column_view) != NULL)
    return;
  gtk_column_view_set_model (self->column_view, GTK_SELECTION_MODEL (self->selection));
  selection_changed (KITH_PANEL (self));
}

static void
sorter_changed_cb (KithPeopleView *self, GtkSorterChange change, GtkSorter *sorter)
{
  GtkColumnViewSorter *order = GTK_COLUMN_VIEW_SORTER (sorter);
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (order);
  gboolean falling = gtk_column_view_sorter_get_primary_sort_order (order) == GTK_SORT_DESCENDING;
  gboolean is_new = column != NULL && column != self->sorted;

  self->sorted = column;
  if (column != NULL && kith_field_column_get_field (column) != 0)
    {
      if (is_new && !falling && kith_field_column_is_number (column))
        {
          gtk_column_view_sort_by_column (self->column_view, column, GTK_SORT_DESCENDING);
          return;
        }
      kith_people_model_sort_by_field (self->people, kith_field_column_get_field (column), falling);
    }
  for (guint key = 0; column != NULL && key < KITH_PEOPLE_N_KEYS; key++)
    {
      if (self->columns[key] != column)
        continue;
      /* Of a figure, people want to see the largest first: that is what the first click gives. */
      if (is_new && !falling && (column_kinds[key].flags == FIGURES || key == KITH_PEOPLE_BY_MARKS))
        {
          gtk_column_view_sort_by_column (self->column_view, column, GTK_SORT_DESCENDING);
          return;
        }
      kith_people_model_sort (self->people, key, falling);
    }
  selection_changed (KITH_PANEL (self));
}

static void
activate_cb (KithPeopleView *self, guint position, GtkColumnView *view)
{
  kith_session_show_person (kith_panel_get_session (KITH_PANEL (self)),
                            kith_people_model_get_id (self->people, position));
}

/* — What can be done with those chosen: a right click, a long press, or the Menu key — */

/* The row's position, G_MAXUINT where @widget is in none. The position is in the cells' list items. */
static guint
find_row (KithPeopleView *self, GtkWidget *widget)
{
  for (; widget != NULL && widget != GTK_WIDGET (self->column_view); widget = gtk_widget_get_parent (widget))
    {
      GtkListItem *cell = kith_person_column_get_cell (widget);

      if (cell != NULL)
        return gtk_list_item_get_position (cell);
    }
  return G_MAXUINT;
}

static void
pop_up (KithPeopleView *self, double x, double y)
{
  g_autoptr (GMenuModel) menu = kith_chosen_create_menu (kith_panel_get_session (KITH_PANEL (self)), NULL);

  kith_chosen_popup (GTK_WIDGET (self), menu, x, y);
}

/* Whoever the pointer is at is chosen, unless among those chosen already. */
static void
pop_up_at (KithPeopleView *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  guint position = find_row (self, widget);

  if (position != G_MAXUINT && !gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  pop_up (self, x, y);
}

static void
menu_pressed_cb (KithPeopleView *self, int presses, double x, double y, GtkGestureClick *gesture)
{
  if (!gtk_widget_is_visible (GTK_WIDGET (self->column_view)))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  pop_up_at (self, x, y);
}

static void
long_pressed_cb (KithPeopleView *self, double x, double y, GtkGestureLongPress *gesture)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  pop_up_at (self, x, y);
}

/* By key: at the row that has the keyboard. */
static void
menu_activated (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KithPeopleView *self = KITH_PEOPLE_VIEW (widget);
  GtkWidget *row = gtk_root_get_focus (gtk_widget_get_root (widget));
  graphene_rect_t place = GRAPHENE_RECT_INIT (0, 0, 0, 0);
  KithSession *session = kith_panel_get_session (KITH_PANEL (self));
  guint position = G_MAXUINT;
  guint n = 0;

  if (row != NULL && gtk_widget_is_ancestor (row, GTK_WIDGET (self->column_view)))
    {
      GtkWidget *first = row;

      /* The row itself is GTK's; its first cell's child is ours. */
      while (first != NULL && kith_person_column_get_cell (first) == NULL)
        first = gtk_widget_get_first_child (first);
      position = find_row (self, first);
      if (!gtk_widget_compute_bounds (row, widget, &place))
        place = GRAPHENE_RECT_INIT (0, 0, 0, 0);
    }
  if (session != NULL)
    kith_session_get_selection (session, &n);
  /* Several chosen are whom the menu is for, wherever the keyboard is. */
  if (n < 2 && position != G_MAXUINT
      && !gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  pop_up (self, place.origin.x + MIN (place.size.width, 120), place.origin.y + place.size.height);
}

gboolean
kith_people_view_go_to_first (KithPeopleView *self, gboolean add)
{
  g_return_val_if_fail (KITH_IS_PEOPLE_VIEW (self), FALSE);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->people)) == 0)
    return FALSE;
  fill_table (self);
  gtk_column_view_scroll_to (self->column_view, 0, NULL, GTK_LIST_SCROLL_FOCUS, NULL);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), 0, !add);
  gtk_widget_grab_focus (GTK_WIDGET (self->column_view));
  return TRUE;
}

static void
kith_people_view_map (GtkWidget *widget)
{
  fill_table (KITH_PEOPLE_VIEW (widget));
  GTK_WIDGET_CLASS (kith_people_view_parent_class)->map (widget);
}

static void
kith_people_view_dispose (GObject *object)
{
  KithPeopleView *self = KITH_PEOPLE_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KITH_TYPE_PEOPLE_VIEW);
  g_clear_object (&self->selection);
  g_clear_object (&self->people);
  G_OBJECT_CLASS (kith_people_view_parent_class)->dispose (object);
}

static void
kith_people_view_class_init (KithPeopleViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KithPanelClass *panel_class = KITH_PANEL_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kith_people_view_dispose;
  widget_class->map = kith_people_view_map;
  panel_class->session_changed = session_changed;
  panel_class->snapshot_changed = snapshot_changed;
  panel_class->selection_changed = selection_changed;
  panel_class->community_changed = filter_changed;
  panel_class->search_changed = filter_changed;

  g_type_ensure (KITH_TYPE_SWATCH);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/kith_app/Kith/app/kith-people-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KithPeopleView, column_view);
  gtk_widget_class_bind_template_child (widget_class, KithPeopleView, stack);
  gtk_widget_class_bind_template_child (widget_class, KithPeopleView, focus_revealer);
  gtk_widget_class_bind_template_child (widget_class, KithPeopleView, focus_dot);
  gtk_widget_class_bind_template_child (widget_class, KithPeopleView, focus_label);
  gtk_widget_class_bind_template_child (widget_class, KithPeopleView, not_found_page);
  gtk_widget_class_bind_template_child (widget_class, KithPeopleView, everybody_button);
  gtk_widget_class_bind_template_child (widget_class, KithPeopleView, count_label);
  gtk_widget_class_bind_template_child (widget_class, KithPeopleView, fields_button);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "people.menu", NULL, menu_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "people.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "people.menu", NULL);
}

static void
add_column (KithPeopleView *self, KithPeopleKey key)
{
  g_autoptr (GtkColumnViewColumn) column = kith_person_column_new (_ (column_kinds[key].title), column_kinds[key].width,
                                                                   column_kinds[key].flags, dup_cell_text, key);

  gtk_column_view_append_column (self->column_view, column);
  self->columns[key] = column;
}

static void
kith_people_view_init (KithPeopleView *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();

  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (menu_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect_object (hold, "pressed", G_CALLBACK (long_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (hold));
  self->people = kith_people_model_new ();
  self->selection = kith_people_selection_new (self->people);
  for (guint i = 0; i < G_N_ELEMENTS (column_order); i++)
    add_column (self, column_order[i]);
  g_signal_connect (rows, "bind", G_CALLBACK (row_bind_cb), NULL);
  g_signal_connect (rows, "unbind", G_CALLBACK (row_unbind_cb), NULL);
  gtk_column_view_set_row_factory (self->column_view, rows);
  g_signal_connect_object (gtk_column_view_get_sorter (self->column_view), "changed", G_CALLBACK (sorter_changed_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_column_view_sort_by_column (self->column_view, self->columns[KITH_PEOPLE_BY_BRIDGE_REACH], GTK_SORT_DESCENDING);
  show_state (self);
}
