/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-questions.h"

#include "kith-store-private.h"

static gboolean
put (KithStore *store, const char *sql, const KithQuestion *question, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (kith_store_get_writable_db (store), sql, error);

  g_assert (question->a != question->b);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, MIN (question->a, question->b));
  kith_stmt_bind_int (stmt, 2, MAX (question->a, question->b));
  kith_stmt_bind_int (stmt, 3, question->why);
  kith_stmt_bind_int (stmt, 4, question->answer);
  kith_stmt_bind_ref (stmt, 5, question->import);
  kith_stmt_bind_int (stmt, 6, kith_store_now ());
  return kith_stmt_run (stmt, error);
}

gboolean
kith_question_ask (KithStore *store, gint64 a, gint64 b, KithQuestionWhy why, gint64 import, gboolean *asked,
                   GError **error)
{
  const KithQuestion question = { .a = a, .b = b, .why = why, .import = import };

  if (!put (store,
            "INSERT INTO question (a, b, why, answer, import, changed) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
            " ON CONFLICT DO NOTHING",
            &question, error))
    return FALSE;
  if (asked != NULL)
    *asked = kith_store_get_changes (store) > 0;
  return TRUE;
}

gboolean
kith_question_answer (KithStore *store, gint64 a, gint64 b, KithAnswer answer, GError **error)
{
  const KithQuestion question = { .a = a, .b = b, .why = KITH_QUESTION_FOUND, .answer = answer };

  return put (store,
              "INSERT INTO question (a, b, why, answer, import, changed) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
              " ON CONFLICT (a, b) DO UPDATE SET answer = excluded.answer, changed = excluded.changed"
              " WHERE answer <> excluded.answer",
              &question, error);
}

gboolean
kith_questions_each (KithStore *store, KithQuestionFunc func, gpointer user_data, GCancellable *cancellable,
                     GError **error)
{
  KITH_DB_WATCH (store->db, cancellable);
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db, "SELECT a, b, why, answer, import FROM question ORDER BY a, b", error);
  int row;

  if (stmt == NULL)
    return FALSE;
  while ((row = kith_stmt_step (stmt, error)) > 0)
    {
      KithQuestion question = { .a = kith_stmt_get_int (stmt, 0),
                                .b = kith_stmt_get_int (stmt, 1),
                                .why = kith_stmt_get_int (stmt, 2),
                                .answer = kith_stmt_get_int (stmt, 3),
                                .import = kith_stmt_get_int (stmt, 4) };

      if (!func (&question, user_data))
        return TRUE;
    }
  return row == 0;
}

gboolean
kith_questions_count_open (KithStore *store, guint *n, GError **error)
{
  gint64 count;

  if (!kith_db_get_int (store->db, "SELECT count(*) FROM question WHERE answer = 0 AND import IS NOT NULL", 0, &count,
                        error))
    return FALSE;
  *n = count;
  return TRUE;
}
