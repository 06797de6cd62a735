/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The session's object: its properties and signals, the snapshot, the selection, the search. Ids are kept and not indices, so that they
 * outlive a snapshot. */

#include "kith-session-private.h"

enum
{
  SELECTION_CHANGED,
  PERSON_SHOWN,
  CONTACTS_SHOWN,
  CHANGES_WANTED,
  TOLD,
  FAILED,
  N_SIGNALS,
};

G_DEFINE_FINAL_TYPE (KithSession, kith_session, G_TYPE_OBJECT)

static GParamSpec *properties[N_KITH_SESSION_PROPERTIES];
static guint signals[N_SIGNALS];

void
kith_session_notify (KithSession *self, KithSessionProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* Takes @ids. Whoever was looked at among others is so no longer when the others change. */
static void
replace_selection (KithSession *self, GArray *ids)
{
  gboolean same = ids->len == self->selection->len
                  && (ids->len == 0 || memcmp (ids->data, self->selection->data, ids->len * sizeof (gint64)) == 0);

  if (same)
    {
      g_array_unref (ids);
      return;
    }
  g_array_unref (self->selection);
  self->selection = ids;
  self->focus = ids->len == 1 ? g_array_index (ids, gint64, 0) : 0;
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

void
kith_session_take_snapshot (KithSession *self, KithSnapshot *snapshot, KithSnapshot *whole)
{
  g_autoptr (KithSnapshot) old = g_steal_pointer (&self->snapshot);
  g_autoptr (KithSnapshot) old_whole = g_steal_pointer (&self->whole);
  g_autoptr (GArray) ids = g_array_ref (self->selection);

  self->snapshot = snapshot;
  self->whole = whole;
  self->generation++;
  if (self->community != 0 && kith_session_find_community (self, self->community) < 0)
    {
      self->community = 0;
      kith_session_notify (self, KITH_SESSION_COMMUNITY);
    }
  g_object_freeze_notify (G_OBJECT (self));
  kith_session_notify (self, KITH_SESSION_SNAPSHOT);
  kith_session_take_wishes (self);
  kith_session_choose_team (self);
  g_object_thaw_notify (G_OBJECT (self));
  /* Once the new people are known to all: those who are gone are no longer selected. */
  kith_session_set_selection (self, (const gint64 *) ids->data, ids->len);
}

void
kith_session_set_labels (KithSession *self, const char *name, const char *undo, const char *redo)
{
  if (g_set_str (&self->name, name))
    kith_session_notify (self, KITH_SESSION_NAME);
  if (g_set_str (&self->undo_label, undo))
    kith_session_notify (self, KITH_SESSION_UNDO_LABEL);
  if (g_set_str (&self->redo_label, redo))
    kith_session_notify (self, KITH_SESSION_REDO_LABEL);
}

static void
kith_session_dispose (GObject *object)
{
  kith_session_close (KITH_SESSION (object));
  G_OBJECT_CLASS (kith_session_parent_class)->dispose (object);
}

static void
kith_session_finalize (GObject *object)
{
  KithSession *self = KITH_SESSION (object);

  kith_session_clear_team (self);
  g_clear_pointer (&self->snapshot, kith_snapshot_unref);
  g_clear_pointer (&self->whole, kith_snapshot_unref);
  g_clear_pointer (&self->part, kith_part_unref);
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->selection, g_array_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->undo_label, g_free);
  g_clear_pointer (&self->redo_label, g_free);
  G_OBJECT_CLASS (kith_session_parent_class)->finalize (object);
}

static void
kith_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KithSession *self = KITH_SESSION (object);

  switch ((KithSessionProperty) id)
    {
    case KITH_SESSION_SNAPSHOT:
      g_value_set_pointer (value, self->snapshot);
      break;
    case KITH_SESSION_COMMUNITY:
      g_value_set_int64 (value, self->community);
      break;
    case KITH_SESSION_SEARCH:
      g_value_set_string (value, self->search);
      break;
    case KITH_SESSION_TEAM:
      g_value_set_pointer (value, self->team);
      break;
    case KITH_SESSION_NAME:
      g_value_set_string (value, self->name);
      break;
    case KITH_SESSION_UNDO_LABEL:
      g_value_set_string (value, self->undo_label);
      break;
    case KITH_SESSION_REDO_LABEL:
      g_value_set_string (value, self->redo_label);
      break;
    case KITH_SESSION_BUSY:
      g_value_set_boolean (value, kith_session_is_busy (self));
      break;
    case N_KITH_SESSION_PROPERTIES:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KithSession *self = KITH_SESSION (object);

  switch (id)
    {
    case KITH_SESSION_COMMUNITY:
      kith_session_select_community (self, g_value_get_int64 (value));
      break;
    case KITH_SESSION_SEARCH:
      kith_session_set_search (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kith_session_class_init (KithSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags writable = readable | G_PARAM_WRITABLE;

  object_class->dispose = kith_session_dispose;
  object_class->finalize = kith_session_finalize;
  object_class->get_property = kith_session_get_property;
  object_class->set_property = kith_session_set_property;

  properties[KITH_SESSION_SNAPSHOT] = g_param_spec_pointer ("snapshot", NULL, NULL, readable);
  properties[KITH_SESSION_COMMUNITY]
      = g_param_spec_int64 ("community", NULL, NULL, G_MININT64, G_MAXINT64, 0, writable);
  properties[KITH_SESSION_SEARCH] = g_param_spec_string ("search", NULL, NULL, "", writable);
  properties[KITH_SESSION_TEAM] = g_param_spec_pointer ("team", NULL, NULL, readable);
  properties[KITH_SESSION_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, readable);
  properties[KITH_SESSION_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, readable);
  properties[KITH_SESSION_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, readable);
  properties[KITH_SESSION_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_KITH_SESSION_PROPERTIES, properties);

  signals[SELECTION_CHANGED]
      = g_signal_new ("selection-changed", KITH_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PERSON_SHOWN] = g_signal_new ("person-shown", KITH_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[CONTACTS_SHOWN] = g_signal_new ("contacts-shown", KITH_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[CHANGES_WANTED] = g_signal_new ("changes-wanted", KITH_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[TOLD] = g_signal_new ("told", KITH_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[FAILED] = g_signal_new ("failed", KITH_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static void
kith_session_init (KithSession *self)
{
  self->search = g_strdup ("");
  self->selection = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->tasks = g_ptr_array_new ();
  kith_session_init_team (self);
}

KithSession *
kith_session_new (const char *path)
{
  KithSession *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (KITH_TYPE_SESSION, NULL);
  self->path = g_strdup (path);
  self->stores = kith_stores_new (path);
  return self;
}

const char *
kith_session_get_path (KithSession *self)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), NULL);

  return self->path;
}

KithSnapshot *
kith_session_get_snapshot (KithSession *self)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), NULL);

  return self->snapshot;
}

KithSnapshot *
kith_session_get_whole (KithSession *self)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), NULL);

  return self->whole;
}

guint64
kith_session_get_generation (KithSession *self)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), 0);

  return self->generation;
}

const char *
kith_session_get_name (KithSession *self)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), NULL);

  return self->name;
}

const char *
kith_session_get_undo_label (KithSession *self)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), NULL);

  return self->undo_label;
}

const char *
kith_session_get_redo_label (KithSession *self)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), NULL);

  return self->redo_label;
}

void
kith_session_show_changes (KithSession *self, gint64 act)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  g_signal_emit (self, signals[CHANGES_WANTED], 0, act);
}

void
kith_session_tell (KithSession *self, const char *text, gboolean undoable)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  g_signal_emit (self, signals[TOLD], 0, text, undoable);
}

void
kith_session_fail (KithSession *self, const char *sentence)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  g_signal_emit (self, signals[FAILED], 0, sentence);
}

const gint64 *
kith_session_get_selection (KithSession *self, guint *n)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), NULL);

  *n = self->selection->len;
  return (const gint64 *) self->selection->data;
}

gboolean
kith_session_is_selected (KithSession *self, gint64 person)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), FALSE);

  return self->selection->len > 0 && g_array_binary_search (self->selection, &person, compare_ids, NULL);
}

gint64
kith_session_get_selected_person (KithSession *self)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), 0);

  return self->focus;
}

void
kith_session_select_person (KithSession *self, gint64 person)
{
  kith_session_set_selection (self, &person, person != 0);
}

void
kith_session_set_selection (KithSession *self, const gint64 *people, guint n)
{
  GArray *ids;
  guint kept = 0;

  g_return_if_fail (KITH_IS_SESSION (self));

  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  for (guint i = 0; i < n; i++)
    if (self->snapshot != NULL && kith_snapshot_find (self->snapshot, people[i]) >= 0)
      g_array_append_val (ids, people[i]);
  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (kept == 0 || g_array_index (ids, gint64, kept - 1) != id)
        g_array_index (ids, gint64, kept++) = id;
    }
  g_array_set_size (ids, kept);
  replace_selection (self, ids);
}

void
kith_session_show_person (KithSession *self, gint64 person)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  if (person != 0 && !kith_session_is_selected (self, person))
    kith_session_select_person (self, person);
  if (self->selection->len > 1 && self->focus != person && (person == 0 || kith_session_is_selected (self, person)))
    {
      self->focus = person;
      g_signal_emit (self, signals[SELECTION_CHANGED], 0);
    }
  if (person != 0 && kith_session_is_selected (self, person))
    g_signal_emit (self, signals[PERSON_SHOWN], 0, person);
}

void
kith_session_show_contacts (KithSession *self, gint64 person)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  kith_session_select_person (self, person);
  if (person != 0 && kith_session_is_selected (self, person))
    g_signal_emit (self, signals[CONTACTS_SHOWN], 0, person);
}

gint64
kith_session_get_community (KithSession *self)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), 0);

  return self->community;
}

void
kith_session_select_community (KithSession *self, gint64 community)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  if (community != 0 && kith_session_find_community (self, community) < 0)
    community = 0;
  if (self->community == community)
    return;
  self->community = community;
  kith_session_notify (self, KITH_SESSION_COMMUNITY);
}

int
kith_session_find_community (KithSession *self, gint64 community)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), -1);

  return self->snapshot != NULL ? kith_snapshot_find_community (self->snapshot, community) : -1;
}

const char *
kith_session_get_search (KithSession *self)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), "");

  return self->search;
}

void
kith_session_set_search (KithSession *self, const char *text)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  if (g_set_str (&self->search, text != NULL ? text : ""))
    kith_session_notify (self, KITH_SESSION_SEARCH);
}
