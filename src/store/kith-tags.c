/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-tags.h"

#include "kith-error.h"
#include "kith-store-private.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>

#define AMBASSADOR 1 /* the id the schema gives the tag */

void
kith_tag_free (KithTag *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self);
}

void
kith_person_tag_free (KithPersonTag *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->topics);
  g_free (self);
}

/* The id of the tag with this key; 0 where there is none, -1 on failure. */
static gint64
find_tag (KithStore *store, const char *key, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (store->db, "SELECT id FROM tag WHERE key = ?1", error);
  int row;

  if (stmt == NULL)
    return -1;
  kith_stmt_bind_text (stmt, 1, key);
  row = kith_stmt_step (stmt, error);
  return row > 0 ? kith_stmt_get_int (stmt, 0) : row;
}

static gboolean
refuse_empty (const char *key, GError **error)
{
  if (*key != '\0')
    return FALSE;
  g_set_error_literal (error, KITH_ERROR, KITH_ERROR_INVALID, _ ("A tag needs a name. Give it one."));
  return TRUE;
}

gboolean
kith_tag_put (KithStore *store, const char *name, gint64 *id, GError **error)
{
  g_autofree char *key = kith_text_fold (name);
  g_autoptr (KithStmt) add = NULL;

  *id = 0;
  if (refuse_empty (key, error))
    return FALSE;
  *id = find_tag (store, key, error);
  if (*id != 0)
    return *id > 0;
  add = kith_db_prepare (kith_store_get_writable_db (store), "INSERT INTO tag (name, key) VALUES (?1, ?2)", error);
  if (add == NULL)
    return FALSE;
  kith_stmt_bind_text (add, 1, name);
  kith_stmt_bind_text (add, 2, key);
  if (!kith_stmt_run (add, error))
    return FALSE;
  *id = kith_store_get_last_id (store);
  return TRUE;
}

gboolean
kith_tag_rename (KithStore *store, gint64 id, const char *name, GError **error)
{
  g_autofree char *key = kith_text_fold (name);
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (kith_store_get_writable_db (store), "UPDATE tag SET name = ?2, key = ?3 WHERE id = ?1", error);
  gint64 same;

  if (stmt == NULL || refuse_empty (key, error))
    return FALSE;
  same = find_tag (store, key, error);
  if (same < 0)
    return FALSE;
  if ((same != 0 && same != id) || id == AMBASSADOR)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   id == AMBASSADOR ? _ ("This tag is Kith’s own and cannot be called “%s”.")
                                    : _ ("There is a tag “%s” already. Choose another name."),
                   name);
      return FALSE;
    }
  kith_stmt_bind_int (stmt, 1, id);
  kith_stmt_bind_text (stmt, 2, name);
  kith_stmt_bind_text (stmt, 3, key);
  return kith_stmt_run (stmt, error);
}

gboolean
kith_tag_remove (KithStore *store, gint64 id, GError **error)
{
  kith_store_get_writable_db (store);
  if (id == AMBASSADOR)
    {
      g_set_error_literal (error, KITH_ERROR, KITH_ERROR_INVALID, _ ("This tag is Kith’s own and cannot be removed."));
      return FALSE;
    }
  return kith_store_run_with (store, "DELETE FROM tag WHERE id = ?1", id, error);
}

static gpointer
read_tag (KithStmt *stmt)
{
  KithTag *tag = g_new0 (KithTag, 1);

  tag->id = kith_stmt_get_int (stmt, 0);
  tag->name = g_strdup (kith_stmt_get_string (stmt, 1));
  tag->people = kith_stmt_get_int (stmt, 2);
  return tag;
}

GPtrArray *
kith_tag_list (KithStore *store, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db,
                         "SELECT id, name, (SELECT count (*) FROM person_tag WHERE tag = tag.id) FROM tag"
                         " ORDER BY id <> 1, key",
                         error);

  return kith_store_list (stmt, read_tag, (GDestroyNotify) kith_tag_free, error);
}

gboolean
kith_person_tag_add (KithStore *store, gint64 person, gint64 tag, gint64 import, gboolean *added, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (kith_store_get_writable_db (store),
                         "INSERT INTO person_tag (person, tag, since, import) VALUES (?1, ?2, ?3, ?4)"
                         " ON CONFLICT (person, tag) DO NOTHING",
                         error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, person);
  kith_stmt_bind_int (stmt, 2, tag);
  kith_stmt_bind_int (stmt, 3, kith_store_now ());
  kith_stmt_bind_ref (stmt, 4, import);
  if (!kith_stmt_run (stmt, error))
    return FALSE;
  if (added != NULL)
    *added = kith_store_get_changes (store) > 0;
  return TRUE;
}

gboolean
kith_person_tag_remove (KithStore *store, gint64 person, gint64 tag, gboolean *removed, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (kith_store_get_writable_db (store),
                                               "DELETE FROM person_tag WHERE person = ?1 AND tag = ?2", error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, person);
  kith_stmt_bind_int (stmt, 2, tag);
  if (!kith_stmt_run (stmt, error))
    return FALSE;
  if (removed != NULL)
    *removed = kith_store_get_changes (store) > 0;
  return TRUE;
}

gboolean
kith_person_tag_set_topics (KithStore *store, gint64 person, gint64 tag, const char *topics, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      kith_store_get_writable_db (store),
      "UPDATE person_tag SET topics = ?3 WHERE person = ?1 AND tag = ?2 AND topics IS NOT ?3", error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, person);
  kith_stmt_bind_int (stmt, 2, tag);
  kith_stmt_bind_text (stmt, 3, topics != NULL && *topics != '\0' ? topics : NULL);
  return kith_stmt_run (stmt, error);
}

GPtrArray *
kith_person_tag_list (KithStore *store, gint64 person, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (store->db,
                                               "SELECT p.tag, t.name, p.topics, p.since, p.import FROM person_tag p"
                                               " JOIN tag t ON t.id = p.tag WHERE p.person = ?1"
                                               " ORDER BY p.tag <> 1, t.key",
                                               error);
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func ((GDestroyNotify) kith_person_tag_free);
  int row;

  if (stmt == NULL)
    return NULL;
  kith_stmt_bind_int (stmt, 1, person);
  while ((row = kith_stmt_step (stmt, error)) > 0)
    {
      KithPersonTag *tag = g_new0 (KithPersonTag, 1);

      tag->tag = kith_stmt_get_int (stmt, 0);
      tag->name = g_strdup (kith_stmt_get_string (stmt, 1));
      tag->topics = g_strdup (kith_stmt_get_text (stmt, 2));
      tag->since = kith_stmt_get_date (stmt, 3);
      tag->import = kith_stmt_get_int (stmt, 4);
      g_ptr_array_add (tags, tag);
    }
  return row == 0 ? g_steal_pointer (&tags) : NULL;
}

gboolean
kith_person_tags_each (KithStore *store, KithPersonTagFunc func, gpointer user_data, GCancellable *cancellable,
                       GError **error)
{
  KITH_DB_WATCH (store->db, cancellable);
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db, "SELECT person, tag, topics FROM person_tag ORDER BY person, tag", error);
  int row;

  if (stmt == NULL)
    return FALSE;
  while ((row = kith_stmt_step (stmt, error)) > 0)
    if (!func (kith_stmt_get_int (stmt, 0), kith_stmt_get_int (stmt, 1), kith_stmt_get_text (stmt, 2), user_data))
      return TRUE;
  return row == 0;
}

gboolean
kith_ambassadors_tag (KithStore *store, const gint64 *people, gsize n, guint *changed, GError **error)
{
  if (changed != NULL)
    *changed = 0;
  for (gsize i = 0; i < n; i++)
    {
      gboolean added;

      if (!kith_person_tag_add (store, people[i], AMBASSADOR, 0, &added, error))
        return FALSE;
      if (changed != NULL)
        *changed += added;
    }
  return TRUE;
}

gboolean
kith_ambassadors_untag (KithStore *store, const gint64 *people, gsize n, guint *changed, GError **error)
{
  if (changed != NULL)
    *changed = 0;
  for (gsize i = 0; i < n; i++)
    {
      gboolean removed;

      if (!kith_person_tag_remove (store, people[i], AMBASSADOR, &removed, error))
        return FALSE;
      if (changed != NULL)
        *changed += removed;
    }
  return TRUE;
}

GArray *
kith_ambassadors_list (KithStore *store, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db, "SELECT person FROM person_tag WHERE tag = 1 ORDER BY person", error);
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (gint64));
  int row;

  if (stmt == NULL)
    return NULL;
  while ((row = kith_stmt_step (stmt, error)) > 0)
    g_array_append_val (people, ((gint64) { kith_stmt_get_int (stmt, 0) }));
  return row == 0 ? g_steal_pointer (&people) : NULL;
}
