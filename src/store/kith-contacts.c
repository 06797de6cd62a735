/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Ways to reach people, what they agreed to, and their numbers in other systems: the second half of kith-people.h. */

#include "kith-error.h"
#include "kith-people.h"
#include "kith-store-private.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>

void
kith_contact_free (KithContact *self)
{
  if (self == NULL)
    return;
  g_free (self->value);
  g_free (self->key);
  g_free (self->label);
  g_free (self);
}

void
kith_consent_free (KithConsent *self)
{
  if (self == NULL)
    return;
  g_free (self->how);
  g_free (self);
}

const char *
kith_contact_kind_get_title (KithContactKind kind)
{
  switch (kind)
    {
    case KITH_CONTACT_EMAIL:
      return _ ("E-mail");
    case KITH_CONTACT_PHONE:
      return _ ("Phone");
    case KITH_CONTACT_HANDLE:
      return _ ("Name Online");
    case KITH_CONTACT_URL:
      return _ ("Web Page");
    case KITH_CONTACT_POST:
    default:
      return _ ("Post");
    }
}

static char *
make_key (KithContactKind kind, const char *value)
{
  char *key = NULL;

  if (kind == KITH_CONTACT_EMAIL)
    key = kith_text_email_key (value);
  else if (kind == KITH_CONTACT_PHONE)
    key = kith_text_phone_key (value);
  return key != NULL ? key : kith_text_fold (value);
}

static gboolean
has_contact (KithStore *store, const KithContact *contact, const char *key, gint64 *id, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      store->db, "SELECT id FROM contact WHERE person = ?1 AND kind = ?2 AND ifnull (key, value) = ?3", error);
  int row;

  *id = 0;
  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, contact->person);
  kith_stmt_bind_int (stmt, 2, contact->kind);
  kith_stmt_bind_text (stmt, 3, key);
  row = kith_stmt_step (stmt, error);
  if (row > 0)
    *id = kith_stmt_get_int (stmt, 0);
  return row >= 0;
}

gboolean
kith_contact_add (KithStore *store, KithContact *contact, gboolean is_new, gboolean *added, GError **error)
{
  KithDb *db = kith_store_get_writable_db (store);
  g_autofree char *made_key = contact->key == NULL ? make_key (contact->kind, contact->value) : NULL;
  const char *key = made_key != NULL ? made_key : contact->key;
  g_autoptr (KithStmt) stmt = NULL;

  if (added != NULL)
    *added = FALSE;
  if (!is_new)
    {
      if (!has_contact (store, contact, key, &contact->id, error))
        return FALSE;
      if (contact->id != 0)
        return TRUE;
    }
  stmt = kith_db_prepare (
      db, "INSERT INTO contact (person, kind, value, key, label, import) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", error);
  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, contact->person);
  kith_stmt_bind_int (stmt, 2, contact->kind);
  kith_stmt_bind_text (stmt, 3, contact->value);
  kith_stmt_bind_text (stmt, 4, g_str_equal (key, contact->value) ? NULL : key);
  kith_stmt_bind_text (stmt, 5, contact->label);
  kith_stmt_bind_ref (stmt, 6, contact->import);
  if (!kith_stmt_run (stmt, error))
    return FALSE;
  contact->id = kith_store_get_last_id (store);
  if (added != NULL)
    *added = TRUE;
  return TRUE;
}

gboolean
kith_contact_remove (KithStore *store, gint64 id, GError **error)
{
  kith_store_get_writable_db (store);
  return kith_store_run_with (store, "DELETE FROM contact WHERE id = ?1", id, error);
}

static void
read_contact (KithStmt *stmt, KithContact *contact)
{
  contact->id = kith_stmt_get_int (stmt, 0);
  contact->person = kith_stmt_get_int (stmt, 1);
  contact->kind = kith_stmt_get_int (stmt, 2);
  contact->value = (char *) kith_stmt_get_string (stmt, 3);
  contact->key = (char *) kith_stmt_get_string (stmt, 4);
  contact->label = (char *) kith_stmt_get_text (stmt, 5);
  contact->import = kith_stmt_get_int (stmt, 6);
}

GPtrArray *
kith_person_get_contacts (KithStore *store, gint64 person, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db,
                         "SELECT id, person, kind, value, ifnull (key, value), label, import FROM contact"
                         " WHERE person = ?1 ORDER BY kind, id",
                         error);
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) kith_contact_free);
  int row;

  if (stmt == NULL)
    return NULL;
  kith_stmt_bind_int (stmt, 1, person);
  while ((row = kith_stmt_step (stmt, error)) > 0)
    {
      KithContact *contact = g_new0 (KithContact, 1);

      read_contact (stmt, contact);
      contact->value = g_strdup (contact->value);
      contact->key = g_strdup (contact->key);
      contact->label = g_strdup (contact->label);
      g_ptr_array_add (contacts, contact);
    }
  return row == 0 ? g_steal_pointer (&contacts) : NULL;
}

gboolean
kith_contacts_each (KithStore *store, KithContactFunc func, gpointer user_data, GCancellable *cancellable,
                    GError **error)
{
  KITH_DB_WATCH (store->db, cancellable);
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db,
                         "SELECT id, person, kind, value, ifnull (key, value), label, import FROM contact"
                         " ORDER BY person, kind, id",
                         error);
  KithContact contact = { 0 };
  int row;

  if (stmt == NULL)
    return FALSE;
  while ((row = kith_stmt_step (stmt, error)) > 0)
    {
      read_contact (stmt, &contact);
      if (!func (&contact, user_data))
        return TRUE;
    }
  return row == 0;
}

gboolean
kith_consent_set (KithStore *store, const KithConsent *consent, gboolean *changed, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      kith_store_get_writable_db (store),
      "INSERT INTO consent (person, channel, state, since, how, import) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
      " ON CONFLICT (person, channel) DO UPDATE SET state = excluded.state, since = excluded.since, how = excluded.how,"
      " import = excluded.import WHERE state IS NOT excluded.state OR since IS NOT excluded.since"
      " OR how IS NOT excluded.how",
      error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, consent->person);
  kith_stmt_bind_int (stmt, 2, consent->channel);
  kith_stmt_bind_int (stmt, 3, consent->state);
  kith_stmt_bind_date (stmt, 4, consent->since);
  kith_stmt_bind_text (stmt, 5, consent->how);
  kith_stmt_bind_ref (stmt, 6, consent->import);
  if (!kith_stmt_run (stmt, error))
    return FALSE;
  if (changed != NULL)
    *changed = kith_store_get_changes (store) > 0;
  return TRUE;
}

gboolean
kith_person_get_consents (KithStore *store, gint64 person, KithConsentState *states, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db, "SELECT channel, state FROM consent WHERE person = ?1", error);
  int row;

  for (guint i = 0; i < KITH_N_CHANNELS; i++)
    states[i] = KITH_CONSENT_UNKNOWN;
  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, person);
  while ((row = kith_stmt_step (stmt, error)) > 0)
    {
      gint64 channel = kith_stmt_get_int (stmt, 0);

      if (channel >= 0 && channel < KITH_N_CHANNELS)
        states[channel] = kith_stmt_get_int (stmt, 1);
    }
  return row == 0;
}

gboolean
kith_consents_each (KithStore *store, KithConsentFunc func, gpointer user_data, GCancellable *cancellable,
                    GError **error)
{
  KITH_DB_WATCH (store->db, cancellable);
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      store->db, "SELECT person, channel, state, since, how, import FROM consent ORDER BY person, channel", error);
  int row;

  if (stmt == NULL)
    return FALSE;
  while ((row = kith_stmt_step (stmt, error)) > 0)
    {
      KithConsent consent = {
        .person = kith_stmt_get_int (stmt, 0),
        .channel = kith_stmt_get_int (stmt, 1),
        .state = kith_stmt_get_int (stmt, 2),
        .since = kith_stmt_get_date (stmt, 3),
        .how = (char *) kith_stmt_get_text (stmt, 4),
        .import = kith_stmt_get_int (stmt, 5),
      };

      if (!func (&consent, user_data))
        return TRUE;
    }
  return row == 0;
}

gboolean
kith_namespace_put (KithStore *store, const char *name, gint64 *id, GError **error)
{
  KithDb *db = kith_store_get_writable_db (store);
  g_autoptr (KithStmt) find = kith_db_prepare (db, "SELECT id FROM namespace WHERE name = ?1", error);
  g_autoptr (KithStmt) add = kith_db_prepare (db, "INSERT INTO namespace (name) VALUES (?1)", error);
  int row;

  if (find == NULL || add == NULL)
    return FALSE;
  kith_stmt_bind_text (find, 1, name);
  row = kith_stmt_step (find, error);
  if (row > 0)
    *id = kith_stmt_get_int (find, 0);
  if (row != 0)
    return row > 0;
  kith_stmt_bind_text (add, 1, name);
  if (!kith_stmt_run (add, error))
    return FALSE;
  *id = kith_store_get_last_id (store);
  return TRUE;
}

/* Whose the value is; 0 for nobody's, -1 on failure. */
static gint64
find_owner (KithStore *store, gint64 name_space, const char *value, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db, "SELECT person FROM source_id WHERE namespace = ?1 AND value = ?2", error);
  int row;

  if (stmt == NULL)
    return -1;
  kith_stmt_bind_int (stmt, 1, name_space);
  kith_stmt_bind_text (stmt, 2, value);
  row = kith_stmt_step (stmt, error);
  return row > 0 ? kith_stmt_get_int (stmt, 0) : row;
}

gboolean
kith_source_id_add (KithStore *store, gint64 person, gint64 name_space, const char *value, gint64 import,
                    gboolean *added, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (kith_store_get_writable_db (store),
                         "INSERT INTO source_id (person, namespace, value, import) VALUES (?1, ?2, ?3, ?4)"
                         " ON CONFLICT (namespace, value) DO NOTHING",
                         error);
  gboolean is_new;

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, person);
  kith_stmt_bind_int (stmt, 2, name_space);
  kith_stmt_bind_text (stmt, 3, value);
  kith_stmt_bind_ref (stmt, 4, import);
  if (!kith_stmt_run (stmt, error))
    return FALSE;
  is_new = kith_store_get_changes (store) > 0;
  if (added != NULL)
    *added = is_new;
  if (!is_new)
    {
      gint64 owner = find_owner (store, name_space, value, error);

      if (owner < 0)
        return FALSE;
      if (owner != person)
        {
          g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID, _ ("Number %s belongs to another person already."),
                       value);
          return FALSE;
        }
    }
  return TRUE;
}

GPtrArray *
kith_person_get_source_ids (KithStore *store, gint64 person, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db,
                         "SELECT n.name || ':' || s.value FROM source_id s JOIN namespace n ON n.id = s.namespace"
                         " WHERE s.person = ?1 ORDER BY s.id",
                         error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  int row;

  if (stmt == NULL)
    return NULL;
  kith_stmt_bind_int (stmt, 1, person);
  while ((row = kith_stmt_step (stmt, error)) > 0)
    g_ptr_array_add (ids, g_strdup (kith_stmt_get_string (stmt, 0)));
  return row == 0 ? g_steal_pointer (&ids) : NULL;
}

gboolean
kith_source_ids_each (KithStore *store, KithSourceIdFunc func, gpointer user_data, GCancellable *cancellable,
                      GError **error)
{
  KITH_DB_WATCH (store->db, cancellable);
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db, "SELECT person, namespace, value FROM source_id ORDER BY person, id", error);
  int row;

  if (stmt == NULL)
    return FALSE;
  while ((row = kith_stmt_step (stmt, error)) > 0)
    if (!func (kith_stmt_get_int (stmt, 0), kith_stmt_get_int (stmt, 1), kith_stmt_get_string (stmt, 2), user_data))
      return TRUE;
  return row == 0;
}

gboolean
kith_namespaces_each (KithStore *store, KithNamespaceFunc func, gpointer user_data, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db,
                         "SELECT n.id, n.name, (SELECT count (*) FROM source_id s WHERE s.namespace = n.id)"
                         " FROM namespace n ORDER BY n.id",
                         error);
  int row;

  if (stmt == NULL)
    return FALSE;
  while ((row = kith_stmt_step (stmt, error)) > 0)
    if (!func (kith_stmt_get_int (stmt, 0), kith_stmt_get_string (stmt, 1), kith_stmt_get_int (stmt, 2), user_data))
      return TRUE;
  return row == 0;
}
