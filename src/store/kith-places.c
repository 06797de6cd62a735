/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-places.h"

#include "kith-store-private.h"

#include <math.h>

typedef struct
{
  gint64 person;
  float x, y;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *x = a, *y = b;

  return (x->person > y->person) - (x->person < y->person);
}

static gboolean
collect_place (gint64 person, float x, float y, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, ((Place) { person, x, y }));
  return TRUE;
}

static gboolean
write_place (KithStore *store, gint64 person, float x, float y, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (kith_store_get_writable_db (store),
                         "INSERT INTO place (person, x, y) VALUES (?1, ?2, ?3) ON CONFLICT (person)"
                         " DO UPDATE SET x = excluded.x, y = excluded.y WHERE x <> excluded.x OR y <> excluded.y",
                         error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, person);
  kith_stmt_bind_double (stmt, 2, x);
  kith_stmt_bind_double (stmt, 3, y);
  return kith_stmt_run (stmt, error);
}

gboolean
kith_place_set (KithStore *store, gint64 person, float x, float y, GError **error)
{
  return write_place (store, person, x, y, error)
         && kith_store_run_with (store,
                                 "UPDATE pin SET x = place.x, y = place.y FROM place WHERE place.person = pin.person"
                                 " AND pin.person = ?1 AND (pin.x <> place.x OR pin.y <> place.y)",
                                 person, error);
}

gboolean
kith_pin_set (KithStore *store, gint64 person, gboolean pinned, GError **error)
{
  return kith_store_run_with (store,
                              pinned ? "INSERT INTO pin SELECT person, x, y FROM place WHERE person = ?1"
                                       " AND NOT EXISTS (SELECT 1 FROM pin WHERE pin.person = ?1)"
                                     : "DELETE FROM pin WHERE person = ?1",
                              person, error);
}

gboolean
kith_places_write (KithStore *store, gsize n, const gint64 *person, const float *x, const float *y,
                   GCancellable *cancellable, GError **error)
{
  KITH_DB_WATCH (kith_store_get_writable_db (store), cancellable);
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GArray) after = g_array_sized_new (FALSE, FALSE, sizeof (Place), n);
  guint i = 0, j = 0;

  if (!kith_places_each (store, collect_place, before, NULL, error))
    return FALSE;
  for (gsize k = 0; k < n; k++)
    if (isfinite (x[k]) && isfinite (y[k]))
      collect_place (person[k], x[k], y[k], after);
  g_array_sort (after, compare_places);

  while (i < before->len || j < after->len)
    {
      const Place *old = i < before->len ? &g_array_index (before, Place, i) : NULL;
      const Place *new = j < after->len ? &g_array_index (after, Place, j) : NULL;

      if (new == NULL || (old != NULL && old->person < new->person))
        {
          if (!kith_store_run_with (store, "DELETE FROM place WHERE person = ?1", old->person, error))
            return FALSE;
          i++;
          continue;
        }
      if (old == NULL || old->person > new->person || old->x != new->x || old->y != new->y)
        if (!write_place (store, new->person, new->x, new->y, error))
          return FALSE;
      i += old != NULL && old->person == new->person;
      j++;
    }
  return TRUE;
}

static gboolean
each (KithStore *store, const char *sql, KithPlaceFunc func, gpointer user_data, GCancellable *cancellable,
      GError **error)
{
  KITH_DB_WATCH (store->db, cancellable);
  g_autoptr (KithStmt) stmt = kith_db_prepare (store->db, sql, error);
  int row;

  if (stmt == NULL)
    return FALSE;
  while ((row = kith_stmt_step (stmt, error)) > 0)
    if (!func (kith_stmt_get_int (stmt, 0), kith_stmt_get_double (stmt, 1), kith_stmt_get_double (stmt, 2), user_data))
      return TRUE;
  return row == 0;
}

gboolean
kith_places_each (KithStore *store, KithPlaceFunc func, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return each (store, "SELECT person, x, y FROM place ORDER BY person", func, user_data, cancellable, error);
}

gboolean
kith_pins_each (KithStore *store, KithPlaceFunc func, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return each (store, "SELECT person, x, y FROM pin ORDER BY person", func, user_data, cancellable, error);
}
