/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-settings.h"

#include "kith-store-private.h"

char *
kith_setting_dup (KithStore *store, const char *key)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (store->db, "SELECT value FROM setting WHERE key = ?1", NULL);

  if (stmt == NULL)
    return NULL;
  kith_stmt_bind_text (stmt, 1, key);
  return kith_stmt_step (stmt, NULL) > 0 ? g_strdup (kith_stmt_get_text (stmt, 0)) : NULL;
}

gint64
kith_setting_get_int (KithStore *store, const char *key, gint64 fallback)
{
  g_autofree char *text = kith_setting_dup (store, key);
  gint64 value;

  return text != NULL && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value, NULL) ? value : fallback;
}

double
kith_setting_get_double (KithStore *store, const char *key, double fallback)
{
  g_autofree char *text = kith_setting_dup (store, key);
  char *end;
  double value;

  if (text == NULL || *text == '\0')
    return fallback;
  value = g_ascii_strtod (text, &end);
  return *end == '\0' ? value : fallback;
}

gboolean
kith_setting_set (KithStore *store, const char *key, const char *value, GError **error)
{
  KithDb *db = kith_store_get_writable_db (store);
  g_autoptr (KithStmt) stmt = NULL;

  stmt = kith_db_prepare (db,
                          value != NULL ? "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key)"
                                          " DO UPDATE SET value = excluded.value WHERE value <> excluded.value"
                                        : "DELETE FROM setting WHERE key = ?1",
                          error);
  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_text (stmt, 1, key);
  if (value != NULL)
    kith_stmt_bind_text (stmt, 2, value);
  return kith_stmt_run (stmt, error);
}

gboolean
kith_setting_set_int (KithStore *store, const char *key, gint64 value, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  return kith_setting_set (store, key, text, error);
}

gboolean
kith_setting_set_double (KithStore *store, const char *key, double value, GError **error)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return kith_setting_set (store, key, g_ascii_dtostr (text, sizeof text, value), error);
}
