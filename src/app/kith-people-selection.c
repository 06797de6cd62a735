/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-people-selection.h"

struct _KithPeopleSelection
{
  GObject parent_instance;
  KithPeopleModel *people;
  KithSession *session;
};

static GType
kith_people_selection_get_item_type (GListModel *list)
{
  return KITH_TYPE_PERSON_ROW;
}

static guint
kith_people_selection_get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (KITH_PEOPLE_SELECTION (list)->people));
}

static gpointer
kith_people_selection_get_item (GListModel *list, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (KITH_PEOPLE_SELECTION (list)->people), position);
}

static void
kith_people_selection_list_init (GListModelInterface *iface)
{
  iface->get_item_type = kith_people_selection_get_item_type;
  iface->get_n_items = kith_people_selection_get_n_items;
  iface->get_item = kith_people_selection_get_item;
}

static gboolean
kith_people_selection_is_selected (GtkSelectionModel *model, guint position)
{
  KithPeopleSelection *self = KITH_PEOPLE_SELECTION (model);

  return self->session != NULL && position < g_list_model_get_n_items (G_LIST_MODEL (self->people))
         && kith_session_is_selected (self->session, kith_people_model_get_id (self->people, position));
}

static GtkBitset *
kith_people_selection_get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  KithPeopleSelection *self = KITH_PEOPLE_SELECTION (model);
  GtkBitset *result = gtk_bitset_new_empty ();
  guint n = 0;
  const gint64 *people = self->session != NULL ? kith_session_get_selection (self->session, &n) : NULL;

  for (guint i = 0; i < n; i++)
    {
      guint place = kith_people_model_find (self->people, people[i]);

      if (place != G_MAXUINT && place >= position && place - position < n_items)
        gtk_bitset_add (result, place);
    }
  return result;
}

static gboolean
kith_people_selection_set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  KithPeopleSelection *self = KITH_PEOPLE_SELECTION (model);
  guint n_listed = g_list_model_get_n_items (G_LIST_MODEL (self->people));
  gboolean all = gtk_bitset_get_size (mask) >= n_listed;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint position;
  guint n = 0;
  const gint64 *people = self->session != NULL ? kith_session_get_selection (self->session, &n) : NULL;

  if (self->session == NULL)
    return FALSE;
  /* People who are selected but not listed now stay so only while others are added to them. */
  for (guint i = 0; i < n && !all; i++)
    {
      guint place = kith_people_model_find (self->people, people[i]);

      if (place == G_MAXUINT || !gtk_bitset_contains (mask, place))
        g_array_append_val (ids, people[i]);
    }
  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    if (position < n_listed && (all || gtk_bitset_contains (mask, position)))
      {
        gint64 id = kith_people_model_get_id (self->people, position);

        g_array_append_val (ids, id);
      }
  kith_session_set_selection (self->session, (const gint64 *) ids->data, ids->len);
  return TRUE;
}

/* Puts one person in, or takes one out, and leaves all others as they are, listed or not. */
static gboolean
set_one (KithPeopleSelection *self, guint position, gboolean in)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n = 0;
  const gint64 *people;
  gint64 id;

  if (self->session == NULL || position >= g_list_model_get_n_items (G_LIST_MODEL (self->people)))
    return FALSE;
  id = kith_people_model_get_id (self->people, position);
  people = kith_session_get_selection (self->session, &n);
  for (guint i = 0; i < n; i++)
    if (people[i] != id)
      g_array_append_val (ids, people[i]);
  if (in)
    g_array_append_val (ids, id);
  kith_session_set_selection (self->session, (const gint64 *) ids->data, ids->len);
  return TRUE;
}

static gboolean
kith_people_selection_select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  KithPeopleSelection *self = KITH_PEOPLE_SELECTION (model);

  if (!unselect_rest)
    return set_one (self, position, TRUE);
  if (self->session == NULL || position >= g_list_model_get_n_items (G_LIST_MODEL (self->people)))
    return FALSE;
  kith_session_select_person (self->session, kith_people_model_get_id (self->people, position));
  return TRUE;
}

static gboolean
kith_people_selection_unselect_item (GtkSelectionModel *model, guint position)
{
  return set_one (KITH_PEOPLE_SELECTION (model), position, FALSE);
}

static void
kith_people_selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->select_item = kith_people_selection_select_item;
  iface->unselect_item = kith_people_selection_unselect_item;
  iface->is_selected = kith_people_selection_is_selected;
  iface->get_selection_in_range = kith_people_selection_get_selection_in_range;
  iface->set_selection = kith_people_selection_set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KithPeopleSelection, kith_people_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, kith_people_selection_list_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, kith_people_selection_model_init))

static void
items_changed_cb (KithPeopleSelection *self, guint position, guint removed, guint added, GListModel *people)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* The first rows have become other people, who may be selected or not. */
static void
renewed_cb (KithPeopleSelection *self, guint n, KithPeopleModel *people)
{
  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}

static void
selection_changed_cb (KithPeopleSelection *self, KithSession *session)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->people));

  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}

static void
kith_people_selection_dispose (GObject *object)
{
  KithPeopleSelection *self = KITH_PEOPLE_SELECTION (object);

  kith_people_selection_set_session (self, NULL);
  g_clear_object (&self->people);
  G_OBJECT_CLASS (kith_people_selection_parent_class)->dispose (object);
}

static void
kith_people_selection_class_init (KithPeopleSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kith_people_selection_dispose;
}

static void
kith_people_selection_init (KithPeopleSelection *self)
{
}

KithPeopleSelection *
kith_people_selection_new (KithPeopleModel *people)
{
  KithPeopleSelection *self = g_object_new (KITH_TYPE_PEOPLE_SELECTION, NULL);

  self->people = g_object_ref (people);
  g_signal_connect_object (people, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (people, "renewed", G_CALLBACK (renewed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
kith_people_selection_set_session (KithPeopleSelection *self, KithSession *session)
{
  g_return_if_fail (KITH_IS_PEOPLE_SELECTION (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
}
