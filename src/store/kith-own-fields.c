/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-own-fields.h"

#include "kith-error.h"
#include "kith-fields.h"
#include "kith-store-private.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
kith_own_field_free (KithOwnField *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->key);
  g_free (self);
}

static gpointer
read_field (KithStmt *stmt)
{
  KithOwnField *field = g_new0 (KithOwnField, 1);

  field->id = kith_stmt_get_int (stmt, 0);
  field->name = g_strdup (kith_stmt_get_string (stmt, 1));
  field->key = g_strdup (kith_stmt_get_string (stmt, 2));
  field->kind = (KithValueKind) CLAMP (kith_stmt_get_int (stmt, 3), 0, KITH_N_VALUE_KINDS - 1);
  field->shown = kith_stmt_get_int (stmt, 4) != 0;
  return field;
}

GPtrArray *
kith_own_field_list (KithStore *store, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db, "SELECT id, name, key, kind, shown FROM field ORDER BY id", error);

  return kith_store_list (stmt, read_field, (GDestroyNotify) kith_own_field_free, error);
}

/* Names are compared as heads are: there are few fields. @but: a field that does not count */
static gint64
find_named (const GPtrArray *fields, const char *key, gint64 but)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const KithOwnField *field = fields->pdata[i];
      g_autofree char *name = kith_head_key (field->name);

      if (field->id != but && g_str_equal (name, key))
        return field->id;
    }
  return 0;
}

static gint64
find_by_key (const GPtrArray *fields, const char *key)
{
  for (guint i = 0; i < fields->len; i++)
    if (g_str_equal (((const KithOwnField *) fields->pdata[i])->key, key))
      return ((const KithOwnField *) fields->pdata[i])->id;
  return find_named (fields, key, 0);
}

gboolean
kith_own_field_find (KithStore *store, const char *head, gint64 *id, GError **error)
{
  g_autoptr (GPtrArray) fields = kith_own_field_list (store, error);
  g_autofree char *key = kith_head_key (head);

  *id = fields != NULL && *key != '\0' ? find_by_key (fields, key) : 0;
  return fields != NULL;
}

static gboolean
refuse_empty (const char *key, GError **error)
{
  if (*key != '\0')
    return FALSE;
  g_set_error_literal (error, KITH_ERROR, KITH_ERROR_INVALID,
                       _ ("A field needs a name with letters or digits. Give it one."));
  return TRUE;
}

gboolean
kith_own_field_put (KithStore *store, const char *head, KithValueKind kind, gint64 *id, gboolean *added, GError **error)
{
  g_autoptr (GPtrArray) fields = kith_own_field_list (store, error);
  g_autofree char *key = kith_head_key (head);
  g_autofree char *name = kith_text_clean (head);
  g_autoptr (KithStmt) stmt = NULL;

  *id = 0;
  if (added != NULL)
    *added = FALSE;
  if (fields == NULL || refuse_empty (key, error))
    return FALSE;
  *id = find_by_key (fields, key);
  if (*id != 0)
    return TRUE;
  if (fields->len >= KITH_OWN_FIELDS_MAX)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   /* Translators: a name of a field, and a number */
                   _ ("“%s” cannot be kept: a network has at most %u fields of its own."), name, KITH_OWN_FIELDS_MAX);
      return FALSE;
    }
  stmt = kith_db_prepare (kith_store_get_writable_db (store),
                          "INSERT INTO field (name, key, kind, shown) VALUES (?1, ?2, ?3, 0)", error);
  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_text (stmt, 1, name);
  kith_stmt_bind_text (stmt, 2, key);
  kith_stmt_bind_int (stmt, 3, kind);
  if (!kith_stmt_run (stmt, error))
    return FALSE;
  *id = kith_store_get_last_id (store);
  if (added != NULL)
    *added = TRUE;
  return TRUE;
}

gboolean
kith_own_field_rename (KithStore *store, gint64 id, const char *name, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (kith_store_get_writable_db (store),
                                               "UPDATE field SET name = ?2 WHERE id = ?1 AND name <> ?2", error);
  g_autoptr (GPtrArray) fields = stmt != NULL ? kith_own_field_list (store, error) : NULL;
  g_autofree char *key = kith_head_key (name);

  if (fields == NULL || refuse_empty (key, error))
    return FALSE;
  if (find_named (fields, key, id) != 0)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID, _ ("There is a field “%s” already. Choose another name."),
                   name);
      return FALSE;
    }
  kith_stmt_bind_int (stmt, 1, id);
  kith_stmt_bind_text (stmt, 2, name);
  return kith_stmt_run (stmt, error);
}

/* A statement with a field and a number. */
static gboolean
set_number (KithStore *store, const char *sql, gint64 id, gint64 number, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (kith_store_get_writable_db (store), sql, error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, id);
  kith_stmt_bind_int (stmt, 2, number);
  return kith_stmt_run (stmt, error);
}

/* --- dates --- */

typedef struct
{
  gint64 id;
  char *value;
} Written;

static void
written_clear (gpointer data)
{
  g_free (((Written *) data)->value);
}

/* The values of a field that are dates. */
static GArray *
read_dates (KithStore *store, gint64 field, KithDateOrder *dates, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db, "SELECT id, value FROM field_value WHERE field = ?1 AND value <> ''", error);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (Written));
  int day_first = 0, month_first = 0, row;

  g_array_set_clear_func (values, written_clear);
  if (stmt == NULL)
    return NULL;
  kith_stmt_bind_int (stmt, 1, field);
  while ((row = kith_stmt_step (stmt, error)) > 0)
    {
      const char *value = kith_stmt_get_string (stmt, 1);
      int order;

      /* Several lines are of several people made one. */
      if (strchr (value, '\n') != NULL || !kith_value_date (value, KITH_DATES_DAY_FIRST, NULL, &order))
        continue;
      day_first += order == 1;
      month_first += order == 2;
      g_array_append_val (values, ((Written) { kith_stmt_get_int (stmt, 0), g_strdup (value) }));
    }
  *dates = month_first > day_first ? KITH_DATES_MONTH_FIRST : KITH_DATES_DAY_FIRST;
  return row == 0 ? g_steal_pointer (&values) : NULL;
}

static gboolean
write_dates (KithStore *store, gint64 field, GError **error)
{
  KithDateOrder dates = KITH_DATES_DAY_FIRST;
  g_autoptr (GArray) values = read_dates (store, field, &dates, error);
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      store->db, "UPDATE field_value SET value = ?2 WHERE id = ?1 AND value <> ?2", values != NULL ? error : NULL);

  if (values == NULL || stmt == NULL)
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    {
      const Written *written = &g_array_index (values, Written, i);
      g_autofree char *kept = kith_value_dup_kept (KITH_VALUE_DATE, written->value, dates);

      kith_stmt_bind_int (stmt, 1, written->id);
      kith_stmt_bind_text (stmt, 2, kept);
      if (!kith_stmt_run (stmt, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kith_own_field_set_kind (KithStore *store, gint64 id, KithValueKind kind, GError **error)
{
  return set_number (store, "UPDATE field SET kind = ?2 WHERE id = ?1 AND kind <> ?2", id, kind, error)
         && (kind != KITH_VALUE_DATE || write_dates (store, id, error));
}

gboolean
kith_own_field_set_shown (KithStore *store, gint64 id, gboolean shown, GError **error)
{
  return set_number (store, "UPDATE field SET shown = ?2 WHERE id = ?1 AND shown <> ?2", id, shown, error);
}

gboolean
kith_own_field_remove (KithStore *store, gint64 id, GError **error)
{
  kith_store_get_writable_db (store);
  return kith_store_run_with (store, "DELETE FROM field WHERE id = ?1", id, error);
}

/* --- values --- */

gboolean
kith_own_value_set (KithStore *store, gint64 person, gint64 field, const char *value, gboolean *changed, GError **error)
{
  /* What nobody had is not taken away. */
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (kith_store_get_writable_db (store),
                         "INSERT INTO field_value (person, field, value, by_hand) SELECT ?1, ?2, ?3, 1"
                         " WHERE ?3 <> '' OR EXISTS (SELECT 1 FROM field_value WHERE person = ?1 AND field = ?2)"
                         " ON CONFLICT (person, field) DO UPDATE SET value = ?3, by_hand = 1, import = NULL"
                         " WHERE value <> ?3",
                         error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, person);
  kith_stmt_bind_int (stmt, 2, field);
  kith_stmt_bind_text (stmt, 3, value != NULL ? value : "");
  if (!kith_stmt_run (stmt, error))
    return FALSE;
  if (changed != NULL)
    *changed = kith_store_get_changes (store) > 0;
  return TRUE;
}

gboolean
kith_own_value_tell (KithStore *store, gint64 person, gint64 field, const char *value, gint64 import, gboolean *changed,
                     GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (kith_store_get_writable_db (store),
                         "INSERT INTO field_value (person, field, value, by_hand, import) VALUES (?1, ?2, ?3, 0, ?4)"
                         " ON CONFLICT (person, field) DO UPDATE SET value = ?3, import = ?4"
                         " WHERE NOT by_hand AND value <> ?3",
                         error);

  *changed = FALSE;
  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, person);
  kith_stmt_bind_int (stmt, 2, field);
  kith_stmt_bind_text (stmt, 3, value);
  kith_stmt_bind_ref (stmt, 4, import);
  if (!kith_stmt_run (stmt, error))
    return FALSE;
  *changed = kith_store_get_changes (store) > 0;
  return TRUE;
}

void
kith_own_value_source_free (KithOwnValueSource *self)
{
  if (self == NULL)
    return;
  g_free (self->file);
  g_free (self);
}

static gpointer
read_source (KithStmt *stmt)
{
  KithOwnValueSource *source = g_new0 (KithOwnValueSource, 1);

  source->field = kith_stmt_get_int (stmt, 0);
  source->file = g_strdup (kith_stmt_get_text (stmt, 1));
  source->time = kith_stmt_get_int (stmt, 2);
  return source;
}

GPtrArray *
kith_own_value_sources (KithStore *store, gint64 person, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      store->db,
      "SELECT field, import.file, import.time FROM field_value LEFT JOIN import ON import.id = field_value.import"
      " WHERE person = ?1 AND value <> ''",
      error);

  if (stmt != NULL)
    kith_stmt_bind_int (stmt, 1, person);
  return kith_store_list (stmt, read_source, (GDestroyNotify) kith_own_value_source_free, error);
}

gboolean
kith_own_values_each (KithStore *store, KithOwnValueFunc func, gpointer user_data, GCancellable *cancellable,
                      GError **error)
{
  KITH_DB_WATCH (store->db, cancellable);
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      store->db, "SELECT person, field, value FROM field_value WHERE value <> '' ORDER BY person, field", error);
  int row;

  if (stmt == NULL)
    return FALSE;
  while ((row = kith_stmt_step (stmt, error)) > 0)
    if (!func (kith_stmt_get_int (stmt, 0), kith_stmt_get_int (stmt, 1), kith_stmt_get_string (stmt, 2), user_data))
      return TRUE;
  return row == 0;
}
