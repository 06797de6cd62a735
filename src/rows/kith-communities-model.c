/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-communities-model.h"

#include <glib/gi18n-lib.h>

struct _KithCommunityItem
{
  GObject parent_instance;
  gint64 id;
  char *name;
  guint32 color;
  guint palette;
  guint people;
  gboolean pinned;
};

struct _KithCommunitiesModel
{
  GObject parent_instance;
  GPtrArray *items;
};

static void kith_communities_model_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (KithCommunityItem, kith_community_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (KithCommunitiesModel, kith_communities_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, kith_communities_model_list_init))

static guint item_changed;

static void
kith_community_item_finalize (GObject *object)
{
  g_free (KITH_COMMUNITY_ITEM (object)->name);
  G_OBJECT_CLASS (kith_community_item_parent_class)->finalize (object);
}

static void
kith_community_item_class_init (KithCommunityItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kith_community_item_finalize;
  item_changed
      = g_signal_new ("changed", KITH_TYPE_COMMUNITY_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kith_community_item_init (KithCommunityItem *self)
{
}

gint64
kith_community_item_get_id (KithCommunityItem *self)
{
  return self->id;
}

const char *
kith_community_item_get_name (KithCommunityItem *self)
{
  return self->name;
}

guint32
kith_community_item_get_color (KithCommunityItem *self)
{
  return self->color;
}

guint
kith_community_item_get_palette (KithCommunityItem *self)
{
  return self->palette;
}

guint
kith_community_item_get_people (KithCommunityItem *self)
{
  return self->people;
}

gboolean
kith_community_item_get_pinned (KithCommunityItem *self)
{
  return self->pinned;
}

static GType
kith_communities_model_get_item_type (GListModel *list)
{
  return KITH_TYPE_COMMUNITY_ITEM;
}

static guint
kith_communities_model_get_n_items (GListModel *list)
{
  return KITH_COMMUNITIES_MODEL (list)->items->len;
}

static gpointer
kith_communities_model_get_item (GListModel *list, guint position)
{
  KithCommunitiesModel *self = KITH_COMMUNITIES_MODEL (list);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
kith_communities_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = kith_communities_model_get_item_type;
  iface->get_n_items = kith_communities_model_get_n_items;
  iface->get_item = kith_communities_model_get_item;
}

static void
kith_communities_model_finalize (GObject *object)
{
  g_ptr_array_unref (KITH_COMMUNITIES_MODEL (object)->items);
  G_OBJECT_CLASS (kith_communities_model_parent_class)->finalize (object);
}

static void
kith_communities_model_class_init (KithCommunitiesModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kith_communities_model_finalize;
}

static void
kith_communities_model_init (KithCommunitiesModel *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

KithCommunitiesModel *
kith_communities_model_new (void)
{
  return g_object_new (KITH_TYPE_COMMUNITIES_MODEL, NULL);
}

guint
kith_communities_model_find (KithCommunitiesModel *self, gint64 id)
{
  g_return_val_if_fail (KITH_IS_COMMUNITIES_MODEL (self), G_MAXUINT);

  for (guint i = 0; i < self->items->len; i++)
    if (KITH_COMMUNITY_ITEM (g_ptr_array_index (self->items, i))->id == id)
      return i;
  return G_MAXUINT;
}

/* The item of the one there was, or a new one; (transfer full). */
static KithCommunityItem *
take_item (GHashTable *old, const KithSnapshotCommunity *now)
{
  KithCommunityItem *item = g_hash_table_lookup (old, &now->id);
  gboolean changed;

  item = item != NULL ? g_object_ref (item) : g_object_new (KITH_TYPE_COMMUNITY_ITEM, NULL);
  changed = g_set_str (&item->name, now->name) || item->color != now->color || item->palette != now->palette
            || item->people != now->people || item->pinned != now->pinned;
  item->id = now->id;
  item->color = now->color;
  item->palette = now->palette;
  item->people = now->people;
  item->pinned = now->pinned;
  if (changed)
    g_signal_emit (item, item_changed, 0);
  return item;
}

void
kith_communities_model_set_snapshot (KithCommunitiesModel *self, const KithSnapshot *snapshot)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GHashTable) old = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint head = 0;
  guint tail = 0;

  g_return_if_fail (KITH_IS_COMMUNITIES_MODEL (self));

  before = g_steal_pointer (&self->items);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < before->len; i++)
    g_hash_table_insert (old, &KITH_COMMUNITY_ITEM (g_ptr_array_index (before, i))->id, g_ptr_array_index (before, i));
  if (snapshot != NULL)
    {
      KithSnapshotCommunity everybody = { .name = (char *) _ ("Everybody"), .people = snapshot->n };

      g_ptr_array_add (self->items, take_item (old, &everybody));
      for (guint i = 0; i < snapshot->n_communities; i++)
        g_ptr_array_add (self->items, take_item (old, &snapshot->communities[i]));
    }
  while (head < MIN (before->len, self->items->len)
         && g_ptr_array_index (before, head) == g_ptr_array_index (self->items, head))
    head++;
  while (tail < MIN (before->len, self->items->len) - head
         && g_ptr_array_index (before, before->len - 1 - tail)
                == g_ptr_array_index (self->items, self->items->len - 1 - tail))
    tail++;
  if (before->len != self->items->len || head + tail < before->len)
    g_list_model_items_changed (G_LIST_MODEL (self), head, before->len - head - tail, self->items->len - head - tail);
}
