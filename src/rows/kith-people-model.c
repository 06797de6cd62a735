/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* order: all people by the sort key. matches: whom the filter lets through, by index. shown: order without those it does not, and
 * place: its inverse.
 *
 * How a change is told decides what it costs: told as one, GTK looks through every new row for those it held (gtklistitemmanager.c); told
 * as "all gone", then "all new", it makes every widget anew. So of a large change among the same people only the end is told: the first
 * rows, those that there are widgets for, stay the same objects and become other people (renewed, and changed of each). */

#include "kith-people-model.h"
#include "kith-search.h"
#include "kith-text.h"

#include <string.h>

/* Up to so many rows a change is told in one piece, which keeps the scroll and the focus where they are. */
#define SMALL_CHANGE 500
/* At least as many as GTK keeps widgets for, about 200. */
#define FIRST_ROWS 256
/* Of these, as many as a tall screen shows; the others are told once the frame is drawn, or never, if another letter was typed meanwhile. */
#define ROWS_IN_SIGHT 64
#define LOOK_AHEAD 16 /* people: texts of so many lie anywhere in memory, which takes longer to fetch than to search */

struct _KithPersonRow
{
  GObject parent_instance;
  gint64 id;
  guint person;
  KithPeopleModel *model; /* unset when the model goes */
};

struct _KithPeopleModel
{
  GObject parent_instance;
  KithSnapshot *snapshot;
  GHashTable *rows; /* &row->id → row; those alive now */

  KithPeopleKey key;
  gint64 field; /* sorted by, in place of the key; 0 for none */
  gboolean falling;
  char *search; /* folded */
  gint64 community;

  guint *order;    /* n */
  guint8 *matches; /* n */
  guint *shown;    /* n_shown of n */
  guint *place;    /* n; G_MAXUINT for those not shown */
  guint n_shown;

  GPtrArray *late; /* rows that have yet to say that they changed */
  guint telling_late;
};

static void kith_people_model_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (KithPersonRow, kith_person_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (KithPeopleModel, kith_people_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, kith_people_model_list_init))

static guint row_changed;
static guint renewed;

static void
kith_person_row_dispose (GObject *object)
{
  KithPersonRow *self = KITH_PERSON_ROW (object);

  if (self->model != NULL)
    g_hash_table_remove (self->model->rows, &self->id);
  self->model = NULL;
  G_OBJECT_CLASS (kith_person_row_parent_class)->dispose (object);
}

static void
kith_person_row_class_init (KithPersonRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kith_person_row_dispose;
  row_changed = g_signal_new ("changed", KITH_TYPE_PERSON_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kith_person_row_init (KithPersonRow *self)
{
}

gint64
kith_person_row_get_id (KithPersonRow *self)
{
  g_return_val_if_fail (KITH_IS_PERSON_ROW (self), 0);

  return self->id;
}

const KithSnapshot *
kith_person_row_get_snapshot (KithPersonRow *self, guint *person)
{
  g_return_val_if_fail (KITH_IS_PERSON_ROW (self), NULL);

  *person = self->person;
  /* A row that outlives its person, held by a closing menu say, has nothing to show any more. */
  return self->model != NULL && self->person != G_MAXUINT ? self->model->snapshot : NULL;
}

static GType
kith_people_model_get_item_type (GListModel *list)
{
  return KITH_TYPE_PERSON_ROW;
}

static guint
kith_people_model_get_n_items (GListModel *list)
{
  return KITH_PEOPLE_MODEL (list)->n_shown;
}

static gpointer
kith_people_model_get_item (GListModel *list, guint position)
{
  KithPeopleModel *self = KITH_PEOPLE_MODEL (list);
  KithPersonRow *row;
  guint person;

  if (position >= self->n_shown)
    return NULL;
  person = self->shown[position];
  row = g_hash_table_lookup (self->rows, &self->snapshot->id[person]);
  if (row != NULL)
    return g_object_ref (row);
  row = g_object_new (KITH_TYPE_PERSON_ROW, NULL);
  row->id = self->snapshot->id[person];
  row->person = person;
  row->model = self;
  g_hash_table_insert (self->rows, &row->id, row);
  return row;
}

static void
kith_people_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = kith_people_model_get_item_type;
  iface->get_n_items = kith_people_model_get_n_items;
  iface->get_item = kith_people_model_get_item;
}

/* — Sorting and filtering — */

static void
make_order (KithPeopleModel *self)
{
  self->order = g_realloc_n (self->order, self->snapshot != NULL ? self->snapshot->n : 0, sizeof (guint));
  if (self->snapshot != NULL)
    kith_people_order (self->snapshot, self->key, self->field, self->falling, self->order);
}

/* @only_left: people who did not match before cannot match now. */
static void
make_matches (KithPeopleModel *self, gboolean only_left)
{
  const KithSnapshot *snapshot = self->snapshot;
  int community = kith_snapshot_find_community (snapshot, self->community);

  for (guint i = 0; i < snapshot->n; i++)
    {
      if (i + LOOK_AHEAD < snapshot->n)
        __builtin_prefetch (snapshot->search[i + LOOK_AHEAD]);
      if (only_left && !self->matches[i])
        continue;
      self->matches[i] = self->community == 0 || (community >= 0 && snapshot->community[i] == community);
    }
  kith_search_narrow (snapshot, self->search, self->matches);
}

/* Lists whom the filter lets through; tells nobody yet. */
static void
make_shown (KithPeopleModel *self)
{
  guint n = self->snapshot != NULL ? self->snapshot->n : 0;

  self->shown = g_realloc_n (self->shown, n, sizeof (guint));
  self->place = g_realloc_n (self->place, n, sizeof (guint));
  self->n_shown = 0;
  for (guint i = 0; i < n; i++)
    {
      guint person = self->order[i];

      self->place[person] = self->matches[person] ? self->n_shown : G_MAXUINT;
      if (self->matches[person])
        self->shown[self->n_shown++] = person;
    }
}

/* What was listed before: ids, and, where the snapshot has stayed the same, indices (NULL where not). */
typedef struct
{
  gint64 *ids;
  guint *people;
  guint n;
} Before;

static Before
remember (KithPeopleModel *self, gboolean same_snapshot)
{
  Before before = { g_new (gint64, self->n_shown), NULL, self->n_shown };

  for (guint i = 0; i < self->n_shown; i++)
    before.ids[i] = self->snapshot->id[self->shown[i]];
  if (same_snapshot)
    before.people = g_memdup2 (self->shown, self->n_shown * sizeof (guint));
  return before;
}

static gboolean
tell_late_cb (gpointer data)
{
  KithPeopleModel *self = data;
  g_autoptr (GPtrArray) late = g_steal_pointer (&self->late);

  self->late = g_ptr_array_new_with_free_func (g_object_unref);
  self->telling_late = 0;
  for (guint i = 0; i < late->len; i++)
    g_signal_emit (g_ptr_array_index (late, i), row_changed, 0);
  return G_SOURCE_REMOVE;
}

/* The rows that are held of the first @n people of @before become who is listed there now. */
static void
renew_rows (KithPeopleModel *self, const Before *before, guint n)
{
  g_autoptr (GPtrArray) held = g_ptr_array_new_full (n, NULL);

  for (guint i = 0; i < n; i++)
    {
      KithPersonRow *row = g_hash_table_lookup (self->rows, &before->ids[i]);

      g_ptr_array_add (held, row != NULL ? g_object_ref (row) : NULL);
      g_hash_table_remove (self->rows, &before->ids[i]);
    }
  for (guint i = 0; i < n; i++)
    {
      KithPersonRow *row = g_ptr_array_index (held, i);
      guint person = self->shown[i];
      KithPersonRow *other;

      if (row == NULL)
        continue;
      /* Somebody else still holds a row that is not listed any more: it is nobody's from now on. */
      other = g_hash_table_lookup (self->rows, &self->snapshot->id[person]);
      if (other != NULL)
        {
          g_hash_table_remove (self->rows, &other->id);
          other->model = NULL;
        }
      row->id = self->snapshot->id[person];
      row->person = person;
      g_hash_table_insert (self->rows, &row->id, row);
    }
  g_signal_emit (self, renewed, 0, n);
  g_ptr_array_set_size (self->late, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KithPersonRow) row = g_ptr_array_index (held, i);

      if (row != NULL && i < ROWS_IN_SIGHT)
        g_signal_emit (row, row_changed, 0);
      else if (row != NULL)
        g_ptr_array_add (self->late, g_steal_pointer (&row));
    }
  if (self->late->len > 0 && self->telling_late == 0)
    self->telling_late = g_idle_add (tell_late_cb, self);
}

static void
tell_in_steps (KithPeopleModel *self, const Before *before)
{
  GListModel *list = G_LIST_MODEL (self);
  guint n = self->n_shown;
  guint first = before->people != NULL ? MIN (MIN (n, before->n), FIRST_ROWS) : 0;
  guint now[FIRST_ROWS];

  /* The first rows as they were, while they are told of. */
  for (guint i = 0; i < first; i++)
    {
      now[i] = self->shown[i];
      self->shown[i] = before->people[i];
    }
  self->n_shown = first;
  if (before->n > first)
    g_list_model_items_changed (list, first, before->n - first, 0);
  for (guint i = 0; i < first; i++)
    self->shown[i] = now[i];
  if (first > 0)
    renew_rows (self, before, first);
  self->n_shown = n;
  if (n > first)
    g_list_model_items_changed (list, first, 0, n - first);
}

/* Frees @before. */
static void
tell_change (KithPeopleModel *self, Before *before)
{
  guint n = self->n_shown;
  guint head = 0;
  guint tail = 0;

  while (head < MIN (n, before->n) && before->ids[head] == self->snapshot->id[self->shown[head]])
    head++;
  while (tail < MIN (n, before->n) - head
         && before->ids[before->n - 1 - tail] == self->snapshot->id[self->shown[n - 1 - tail]])
    tail++;
  if (MAX (before->n, n) - head - tail > SMALL_CHANGE)
    tell_in_steps (self, before);
  else if (MAX (before->n, n) > head + tail)
    g_list_model_items_changed (G_LIST_MODEL (self), head, before->n - head - tail, n - head - tail);
  g_free (before->ids);
  g_free (before->people);
}

static void
kith_people_model_dispose (GObject *object)
{
  KithPeopleModel *self = KITH_PEOPLE_MODEL (object);
  GHashTableIter iter;
  gpointer row;

  g_clear_handle_id (&self->telling_late, g_source_remove);
  g_ptr_array_set_size (self->late, 0);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    KITH_PERSON_ROW (row)->model = NULL;
  g_hash_table_remove_all (self->rows);
  G_OBJECT_CLASS (kith_people_model_parent_class)->dispose (object);
}

static void
kith_people_model_finalize (GObject *object)
{
  KithPeopleModel *self = KITH_PEOPLE_MODEL (object);

  g_clear_pointer (&self->snapshot, kith_snapshot_unref);
  g_hash_table_unref (self->rows);
  g_ptr_array_unref (self->late);
  g_free (self->search);
  g_free (self->order);
  g_free (self->matches);
  g_free (self->shown);
  g_free (self->place);
  G_OBJECT_CLASS (kith_people_model_parent_class)->finalize (object);
}

static void
kith_people_model_class_init (KithPeopleModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kith_people_model_dispose;
  object_class->finalize = kith_people_model_finalize;
  renewed = g_signal_new ("renewed", KITH_TYPE_PEOPLE_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                          G_TYPE_UINT);
}

static void
kith_people_model_init (KithPeopleModel *self)
{
  self->rows = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->late = g_ptr_array_new_with_free_func (g_object_unref);
  self->search = g_strdup ("");
  self->key = KITH_PEOPLE_BY_BRIDGE_REACH;
  self->falling = TRUE;
}

KithPeopleModel *
kith_people_model_new (void)
{
  return g_object_new (KITH_TYPE_PEOPLE_MODEL, NULL);
}

void
kith_people_model_set_snapshot (KithPeopleModel *self, KithSnapshot *snapshot)
{
  g_autoptr (KithSnapshot) old = NULL;
  g_autoptr (GPtrArray) held = NULL;
  Before before;

  g_return_if_fail (KITH_IS_PEOPLE_MODEL (self));

  if (self->snapshot == snapshot)
    return;
  if (snapshot == NULL)
    {
      guint n = self->n_shown;

      old = g_steal_pointer (&self->snapshot);
      self->n_shown = 0;
      g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
      return;
    }
  before = remember (self, FALSE);
  old = g_steal_pointer (&self->snapshot);
  self->snapshot = kith_snapshot_ref (snapshot);
  held = g_hash_table_get_values_as_ptr_array (self->rows);
  g_ptr_array_set_free_func (held, g_object_unref);
  for (guint i = 0; i < held->len; i++)
    {
      KithPersonRow *row = g_object_ref (g_ptr_array_index (held, i));

      row->person = (guint) kith_snapshot_find (snapshot, row->id);
    }
  self->matches = g_realloc_n (self->matches, snapshot->n, sizeof (guint8));
  make_order (self);
  make_matches (self, FALSE);
  make_shown (self);
  tell_change (self, &before);
  for (guint i = 0; i < held->len; i++)
    g_signal_emit (g_ptr_array_index (held, i), row_changed, 0);
}

static void
sort_by (KithPeopleModel *self, KithPeopleKey key, gint64 field, gboolean falling)
{
  Before before;

  if (self->key == key && self->field == field && self->falling == falling)
    return;
  self->key = key;
  self->field = field;
  self->falling = falling;
  if (self->snapshot == NULL)
    return;
  before = remember (self, TRUE);
  make_order (self);
  make_shown (self);
  tell_change (self, &before);
}

void
kith_people_model_sort (KithPeopleModel *self, KithPeopleKey key, gboolean falling)
{
  g_return_if_fail (KITH_IS_PEOPLE_MODEL (self));
  g_return_if_fail (key < KITH_PEOPLE_N_KEYS);

  sort_by (self, key, 0, falling);
}

void
kith_people_model_sort_by_field (KithPeopleModel *self, gint64 field, gboolean falling)
{
  g_return_if_fail (KITH_IS_PEOPLE_MODEL (self));

  sort_by (self, self->key, field, falling);
}

void
kith_people_model_filter (KithPeopleModel *self, const char *search, gint64 community)
{
  g_autofree char *folded = kith_text_fold (search);
  Before before;
  gboolean only_left;

  g_return_if_fail (KITH_IS_PEOPLE_MODEL (self));

  if (g_str_equal (folded, self->search) && community == self->community)
    return;
  only_left = kith_search_is_narrower (folded, self->search) && community == self->community;
  g_set_str (&self->search, folded);
  self->community = community;
  if (self->snapshot == NULL)
    return;
  before = remember (self, TRUE);
  make_matches (self, only_left);
  make_shown (self);
  tell_change (self, &before);
}

gint64
kith_people_model_get_id (KithPeopleModel *self, guint position)
{
  g_return_val_if_fail (KITH_IS_PEOPLE_MODEL (self), 0);
  g_return_val_if_fail (position < self->n_shown, 0);

  return self->snapshot->id[self->shown[position]];
}

guint
kith_people_model_find (KithPeopleModel *self, gint64 person)
{
  int index;

  g_return_val_if_fail (KITH_IS_PEOPLE_MODEL (self), G_MAXUINT);

  index = self->snapshot != NULL && self->n_shown > 0 ? kith_snapshot_find (self->snapshot, person) : -1;
  return index >= 0 ? self->place[index] : G_MAXUINT;
}

guint
kith_people_model_count_all (KithPeopleModel *self)
{
  g_return_val_if_fail (KITH_IS_PEOPLE_MODEL (self), 0);

  return self->snapshot != NULL ? self->snapshot->n : 0;
}
