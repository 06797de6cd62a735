/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-events.h"

#include "kith-store-private.h"
#include "kith-text.h"

#define DAY 86400

void
kith_event_free (KithEvent *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->place);
  g_free (self);
}

static char *
make_key (const KithEvent *event)
{
  g_autofree char *name = kith_text_fold (event->name);
  gint64 day;

  if (event->date == KITH_NO_DATE)
    return g_steal_pointer (&name);
  day = event->date / DAY - (event->date % DAY < 0);
  return g_strdup_printf ("%s\n%" G_GINT64_FORMAT, name, day);
}

gboolean
kith_event_put (KithStore *store, KithEvent *event, gboolean *added, GError **error)
{
  KithDb *db = kith_store_get_writable_db (store);
  g_autofree char *key = make_key (event);
  g_autoptr (KithStmt) find = kith_db_prepare (db, "SELECT id FROM event WHERE kind = ?1 AND key = ?2", error);
  g_autoptr (KithStmt) add = NULL;
  int row;

  if (added != NULL)
    *added = FALSE;
  if (find == NULL)
    return FALSE;
  kith_stmt_bind_int (find, 1, event->kind);
  kith_stmt_bind_text (find, 2, key);
  row = kith_stmt_step (find, error);
  if (row > 0)
    event->id = kith_stmt_get_int (find, 0);
  if (row != 0)
    return row > 0;

  add = kith_db_prepare (db, "INSERT INTO event (kind, name, key, date, place, import) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                         error);
  if (add == NULL)
    return FALSE;
  kith_stmt_bind_int (add, 1, event->kind);
  kith_stmt_bind_text (add, 2, event->name);
  kith_stmt_bind_text (add, 3, key);
  kith_stmt_bind_date (add, 4, event->date);
  kith_stmt_bind_text (add, 5, event->place);
  kith_stmt_bind_ref (add, 6, event->import);
  if (!kith_stmt_run (add, error))
    return FALSE;
  event->id = kith_store_get_last_id (store);
  if (added != NULL)
    *added = TRUE;
  return TRUE;
}

gboolean
kith_event_remove (KithStore *store, gint64 id, GError **error)
{
  kith_store_get_writable_db (store);
  return kith_store_run_with (store, "DELETE FROM event WHERE id = ?1", id, error);
}

gboolean
kith_attendance_put (KithStore *store, gint64 event, gint64 person, gint64 import, gboolean *added, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (kith_store_get_writable_db (store),
                                               "INSERT INTO attendance (event, person, import) VALUES (?1, ?2, ?3)"
                                               " ON CONFLICT (event, person) DO NOTHING",
                                               error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, event);
  kith_stmt_bind_int (stmt, 2, person);
  kith_stmt_bind_ref (stmt, 3, import);
  if (!kith_stmt_run (stmt, error))
    return FALSE;
  if (added != NULL)
    *added = kith_store_get_changes (store) > 0;
  return TRUE;
}

gboolean
kith_attendance_remove (KithStore *store, gint64 event, gint64 person, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (kith_store_get_writable_db (store),
                                               "DELETE FROM attendance WHERE event = ?1 AND person = ?2", error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, event);
  kith_stmt_bind_int (stmt, 2, person);
  return kith_stmt_run (stmt, error);
}

static void
read_event (KithStmt *stmt, KithEvent *event)
{
  event->id = kith_stmt_get_int (stmt, 0);
  event->kind = kith_stmt_get_int (stmt, 1) == KITH_GROUP ? KITH_GROUP : KITH_EVENT;
  event->name = (char *) kith_stmt_get_string (stmt, 2);
  event->date = kith_stmt_get_date (stmt, 3);
  event->place = (char *) kith_stmt_get_text (stmt, 4);
  event->import = kith_stmt_get_int (stmt, 5);
}

gboolean
kith_events_each (KithStore *store, KithEventFunc func, gpointer user_data, GCancellable *cancellable, GError **error)
{
  KITH_DB_WATCH (store->db, cancellable);
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db, "SELECT id, kind, name, date, place, import FROM event ORDER BY id", error);
  KithEvent event = { 0 };
  int row;

  if (stmt == NULL)
    return FALSE;
  while ((row = kith_stmt_step (stmt, error)) > 0)
    {
      read_event (stmt, &event);
      if (!func (&event, user_data))
        return TRUE;
    }
  return row == 0;
}

gboolean
kith_attendance_each (KithStore *store, KithAttendanceFunc func, gpointer user_data, GCancellable *cancellable,
                      GError **error)
{
  KITH_DB_WATCH (store->db, cancellable);
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db, "SELECT event, person FROM attendance ORDER BY event, person", error);
  int row;

  if (stmt == NULL)
    return FALSE;
  while ((row = kith_stmt_step (stmt, error)) > 0)
    if (!func (kith_stmt_get_int (stmt, 0), kith_stmt_get_int (stmt, 1), user_data))
      return TRUE;
  return row == 0;
}

GPtrArray *
kith_events_of (KithStore *store, gint64 person, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db,
                         "SELECT e.id, e.kind, e.name, e.date, e.place, e.import FROM attendance t"
                         " JOIN event e ON e.id = t.event WHERE t.person = ?1 ORDER BY e.date DESC NULLS LAST, e.id",
                         error);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) kith_event_free);
  int row;

  if (stmt == NULL)
    return NULL;
  kith_stmt_bind_int (stmt, 1, person);
  while ((row = kith_stmt_step (stmt, error)) > 0)
    {
      KithEvent *event = g_new0 (KithEvent, 1);

      read_event (stmt, event);
      event->name = g_strdup (event->name);
      event->place = g_strdup (event->place);
      g_ptr_array_add (events, event);
    }
  return row == 0 ? g_steal_pointer (&events) : NULL;
}
