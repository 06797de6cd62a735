/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-memberships.h"

#include "kith-error.h"
#include "kith-store-private.h"

#include <glib/gi18n-lib.h>

void
kith_community_free (KithCommunity *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self);
}

static void
bind_community (KithStmt *stmt, const KithCommunity *community)
{
  kith_stmt_bind_text (stmt, 1, community->name);
  kith_stmt_bind_int (stmt, 2, community->palette);
  if (community->color >= 0)
    kith_stmt_bind_int (stmt, 3, community->color);
  else
    kith_stmt_bind_null (stmt, 3);
  kith_stmt_bind_int (stmt, 4, community->pinned != FALSE);
  kith_stmt_bind_int (stmt, 5, community->named_by_hand != FALSE);
  kith_stmt_bind_date (stmt, 6, community->born);
  kith_stmt_bind_date (stmt, 7, community->ended);
}

gboolean
kith_community_add (KithStore *store, KithCommunity *community, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (kith_store_get_writable_db (store),
                         "INSERT INTO community (name, palette, color, pinned, named_by_hand, born, ended)"
                         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                         error);

  if (stmt == NULL)
    return FALSE;
  bind_community (stmt, community);
  if (!kith_stmt_run (stmt, error))
    return FALSE;
  community->id = kith_store_get_last_id (store);
  return TRUE;
}

gboolean
kith_community_update (KithStore *store, const KithCommunity *community, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (kith_store_get_writable_db (store),
                         "UPDATE community SET name = ?1, palette = ?2, color = ?3, pinned = ?4, named_by_hand = ?5,"
                         " born = ?6, ended = ?7 WHERE id = ?8 AND (name <> ?1 OR palette <> ?2 OR color IS NOT ?3"
                         " OR pinned <> ?4 OR named_by_hand <> ?5 OR born IS NOT ?6 OR ended IS NOT ?7)",
                         error);

  if (stmt == NULL)
    return FALSE;
  bind_community (stmt, community);
  kith_stmt_bind_int (stmt, 8, community->id);
  return kith_stmt_run (stmt, error);
}

gboolean
kith_community_rename (KithStore *store, gint64 id, const char *name, GError **error)
{
  g_autoptr (KithCommunity) community = NULL;

  if (name == NULL || *name == '\0')
    {
      g_set_error_literal (error, KITH_ERROR, KITH_ERROR_INVALID, _ ("A community needs a name. Give it one."));
      return FALSE;
    }
  community = kith_community_get (store, id, error);
  if (community == NULL)
    return FALSE;
  g_set_str (&community->name, name);
  community->named_by_hand = TRUE;
  return kith_community_update (store, community, error);
}

gboolean
kith_community_set_palette (KithStore *store, gint64 id, guint palette, GError **error)
{
  g_autoptr (KithCommunity) community = kith_community_get (store, id, error);

  if (community == NULL)
    return FALSE;
  community->palette = palette;
  community->color = -1;
  return kith_community_update (store, community, error);
}

gboolean
kith_community_set_color (KithStore *store, gint64 id, gint64 color, GError **error)
{
  g_autoptr (KithCommunity) community = kith_community_get (store, id, error);

  if (community == NULL)
    return FALSE;
  community->color = color < 0 ? -1 : color & 0xffffff;
  return kith_community_update (store, community, error);
}

gboolean
kith_community_set_pinned (KithStore *store, gint64 id, gboolean pinned, GError **error)
{
  g_autoptr (KithCommunity) community = kith_community_get (store, id, error);

  if (community == NULL)
    return FALSE;
  community->pinned = pinned;
  return kith_community_update (store, community, error);
}

static gpointer
read_community (KithStmt *stmt)
{
  KithCommunity *community = g_new0 (KithCommunity, 1);

  community->id = kith_stmt_get_int (stmt, 0);
  community->name = g_strdup (kith_stmt_get_string (stmt, 1));
  community->palette = kith_stmt_get_int (stmt, 2);
  community->color = kith_stmt_is_null (stmt, 3) ? -1 : kith_stmt_get_int (stmt, 3) & 0xffffff;
  community->pinned = kith_stmt_get_int (stmt, 4) != 0;
  community->named_by_hand = kith_stmt_get_int (stmt, 5) != 0;
  community->born = kith_stmt_get_date (stmt, 6);
  community->ended = kith_stmt_get_date (stmt, 7);
  community->people = kith_stmt_get_int (stmt, 8);
  return community;
}

KithCommunity *
kith_community_get (KithStore *store, gint64 id, GError **error)
{
  return kith_store_get_with (
      store, "SELECT c.*, (SELECT count (*) FROM membership WHERE community = c.id) FROM community c WHERE c.id = ?1",
      id, read_community, _ ("This community is no longer in the network."), error);
}

GPtrArray *
kith_community_list (KithStore *store, gboolean with_ended, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      store->db,
      "WITH size AS (SELECT community, count (*) AS people FROM membership GROUP BY community)"
      " SELECT c.*, ifnull (size.people, 0) FROM community c LEFT JOIN size ON size.community = c.id"
      " WHERE ?1 OR c.ended IS NULL ORDER BY c.ended IS NOT NULL, ifnull (size.people, 0) DESC, c.id",
      error);

  if (stmt != NULL)
    kith_stmt_bind_int (stmt, 1, with_ended != FALSE);
  return kith_store_list (stmt, read_community, (GDestroyNotify) kith_community_free, error);
}

/* --- memberships --- */

typedef struct
{
  gint64 person;
  gint64 community; /* 0 for none */
  int confidence;   /* -1 for not drawn */
} Membership;

static int
compare_memberships (gconstpointer a, gconstpointer b)
{
  const Membership *x = a, *y = b;

  return (x->person > y->person) - (x->person < y->person);
}

static gboolean
collect_membership (gint64 person, gint64 community, int confidence, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, ((Membership) { person, community, confidence }));
  return TRUE;
}

static gboolean
write_membership (KithStore *store, const Membership *membership, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db,
                         "INSERT INTO membership (person, community, confidence) VALUES (?1, ?2, ?3)"
                         " ON CONFLICT (person) DO UPDATE SET community = excluded.community,"
                         " confidence = excluded.confidence",
                         error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, membership->person);
  kith_stmt_bind_ref (stmt, 2, membership->community);
  if (membership->confidence >= 0)
    kith_stmt_bind_int (stmt, 3, membership->confidence);
  return kith_stmt_run (stmt, error);
}

gboolean
kith_memberships_write (KithStore *store, gsize n, const gint64 *person, const gint64 *community,
                        const guint8 *confidence, GCancellable *cancellable, GError **error)
{
  KITH_DB_WATCH (kith_store_get_writable_db (store), cancellable);
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (Membership));
  g_autoptr (GArray) after = g_array_sized_new (FALSE, FALSE, sizeof (Membership), n);
  guint i = 0, j = 0;

  if (!kith_memberships_each (store, collect_membership, before, NULL, error))
    return FALSE;
  for (gsize k = 0; k < n; k++)
    if (community[k] != 0 || confidence != NULL)
      collect_membership (person[k], community[k], confidence != NULL ? confidence[k] : -1, after);
  g_array_sort (after, compare_memberships);

  while (i < before->len || j < after->len)
    {
      const Membership *old = i < before->len ? &g_array_index (before, Membership, i) : NULL;
      const Membership *new = j < after->len ? &g_array_index (after, Membership, j) : NULL;

      if (new == NULL || (old != NULL && old->person < new->person))
        {
          if (!kith_store_run_with (store, "DELETE FROM membership WHERE person = ?1", old->person, error))
            return FALSE;
          i++;
          continue;
        }
      if (old == NULL || old->person > new->person || old->community != new->community
          || old->confidence != new->confidence)
        if (!write_membership (store, new, error))
          return FALSE;
      i += old != NULL && old->person == new->person;
      j++;
    }
  return TRUE;
}

gboolean
kith_memberships_each (KithStore *store, KithMembershipFunc func, gpointer user_data, GCancellable *cancellable,
                       GError **error)
{
  KITH_DB_WATCH (store->db, cancellable);
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db, "SELECT person, community, confidence FROM membership ORDER BY person", error);
  int row;

  if (stmt == NULL)
    return FALSE;
  while ((row = kith_stmt_step (stmt, error)) > 0)
    if (!func (kith_stmt_get_int (stmt, 0), kith_stmt_get_int (stmt, 1),
               kith_stmt_is_null (stmt, 2) ? -1 : (int) kith_stmt_get_int (stmt, 2), user_data))
      return TRUE;
  return row == 0;
}
