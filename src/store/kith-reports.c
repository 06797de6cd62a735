/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-reports.h"

#include "kith-error.h"
#include "kith-store-private.h"
#include "kith-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
kith_report_free (KithReport *self)
{
  if (self == NULL)
    return;
  g_free (self->who);
  g_free (self->what);
  g_free (self->where);
  g_free (self->answer);
  g_free (self);
}

const char *
kith_report_kind_get_title (KithReportKind kind)
{
  switch (kind)
    {
    case KITH_REPORT_LEARNING:
      return _ ("Learning");
    case KITH_REPORT_HEARING:
      return _ ("Hearing");
    case KITH_REPORT_SEEING:
      return _ ("Seeing");
    case KITH_REPORT_INTERESTED_IN:
      return _ ("Interested in");
    case KITH_REPORT_ABOUT_US:
      return _ ("Saying about us");
    case KITH_REPORT_DOING:
    case KITH_N_REPORT_KINDS:
    default:
      return _ ("Doing");
    }
}

const char *
kith_report_state_get_title (KithReportState state)
{
  switch (state)
    {
    case KITH_REPORT_ANSWERED:
      return _ ("Answered");
    case KITH_REPORT_ACTED_ON:
      return _ ("Acted On");
    case KITH_REPORT_NEW:
    case KITH_N_REPORT_STATES:
    default:
      return _ ("New");
    }
}

static gboolean
check_report (const KithReport *report, GError **error)
{
  if (report->what != NULL && *report->what != '\0')
    return TRUE;
  g_set_error_literal (error, KITH_ERROR, KITH_ERROR_INVALID, _ ("A report needs some words. Say what you heard."));
  return FALSE;
}

static void
bind_report (KithStmt *stmt, const KithReport *report)
{
  kith_stmt_bind_ref (stmt, 2, report->person);
  kith_stmt_bind_text (stmt, 3, report->who);
  kith_stmt_bind_int (stmt, 4, report->kind);
  kith_stmt_bind_text (stmt, 5, report->what);
  kith_stmt_bind_text (stmt, 6, report->where);
  kith_stmt_bind_int (stmt, 7, CLAMP (report->tone, -2, 2));
  kith_stmt_bind_date (stmt, 8, report->date);
  kith_stmt_bind_int (stmt, 9, report->state);
  kith_stmt_bind_text (stmt, 10, report->answer);
  kith_stmt_bind_int (stmt, 11, kith_store_now ());
}

gboolean
kith_report_add (KithStore *store, KithReport *report, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      kith_store_get_writable_db (store),
      "INSERT INTO report (person, who, kind, what, place, tone, date, state, answer, created, changed)"
      " VALUES (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11)",
      error);

  if (stmt == NULL || !check_report (report, error))
    return FALSE;
  bind_report (stmt, report);
  if (!kith_stmt_run (stmt, error))
    return FALSE;
  report->id = kith_store_get_last_id (store);
  return TRUE;
}

gboolean
kith_report_update (KithStore *store, const KithReport *report, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      kith_store_get_writable_db (store),
      "UPDATE report SET person = ?2, who = ?3, kind = ?4, what = ?5, place = ?6, tone = ?7, date = ?8, state = ?9,"
      " answer = ?10, changed = ?11 WHERE id = ?1 AND (person IS NOT ?2 OR who IS NOT ?3 OR kind <> ?4 OR what <> ?5"
      " OR place IS NOT ?6 OR tone <> ?7 OR date IS NOT ?8 OR state <> ?9 OR answer IS NOT ?10)",
      error);

  if (stmt == NULL || !check_report (report, error))
    return FALSE;
  bind_report (stmt, report);
  kith_stmt_bind_int (stmt, 1, report->id);
  return kith_stmt_run (stmt, error);
}

gboolean
kith_report_remove (KithStore *store, gint64 id, GError **error)
{
  kith_store_get_writable_db (store);
  return kith_store_run_with (store, "DELETE FROM report WHERE id = ?1", id, error);
}

#define REPORT_COLUMNS                                                                                                 \
  "SELECT r.id, r.person, ifnull (p.name, r.who), r.kind, r.what, r.place, r.tone, r.date, r.state, r.answer,"         \
  " r.created, r.changed FROM report r LEFT JOIN person p ON p.id = r.person"

static gpointer
read_report (KithStmt *stmt)
{
  KithReport *report = g_new0 (KithReport, 1);
  gint64 kind = kith_stmt_get_int (stmt, 3), tone = kith_stmt_get_int (stmt, 6), state = kith_stmt_get_int (stmt, 8);

  report->id = kith_stmt_get_int (stmt, 0);
  report->person = kith_stmt_get_int (stmt, 1);
  report->who = g_strdup (kith_stmt_get_text (stmt, 2));
  report->kind = CLAMP (kind, 0, KITH_N_REPORT_KINDS - 1);
  report->what = g_strdup (kith_stmt_get_string (stmt, 4));
  report->where = g_strdup (kith_stmt_get_text (stmt, 5));
  report->tone = CLAMP (tone, -2, 2);
  report->date = kith_stmt_get_date (stmt, 7);
  report->state = CLAMP (state, 0, KITH_N_REPORT_STATES - 1);
  report->answer = g_strdup (kith_stmt_get_text (stmt, 9));
  report->created = kith_stmt_get_int (stmt, 10);
  report->changed = kith_stmt_get_int (stmt, 11);
  return report;
}

KithReport *
kith_report_get (KithStore *store, gint64 id, GError **error)
{
  return kith_store_get_with (store, REPORT_COLUMNS " WHERE r.id = ?1", id, read_report,
                              _ ("This report is no longer in the network."), error);
}

/* @words: folded, NULL for none. Reports are few: folding them as they are read is cheaper than keeping a folded copy true. */
static gboolean
has_words (const KithReport *report, char **words)
{
  g_autofree char *all = NULL;
  g_autofree char *folded = NULL;

  if (words == NULL)
    return TRUE;
  all = g_strjoin (" ", report->who != NULL ? report->who : "", report->what,
                   report->where != NULL ? report->where : "", report->answer, NULL);
  folded = kith_text_fold (all);
  for (char **word = words; *word != NULL; word++)
    if (strstr (folded, *word) == NULL)
      return FALSE;
  return TRUE;
}

GPtrArray *
kith_report_list (KithStore *store, const KithReportFilter *filter, GError **error)
{
  static const KithReportFilter everything = { 0 };
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db,
                         REPORT_COLUMNS " WHERE (?1 = 0 OR (?1 >> r.kind) & 1) AND (?2 = 0 OR (?2 >> r.state) & 1)"
                                        " AND (?3 = 0 OR r.person = ?3) ORDER BY r.date DESC NULLS LAST, r.id DESC",
                         error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) kith_report_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  int row;

  if (stmt == NULL)
    return NULL;
  if (filter == NULL)
    filter = &everything;
  text = kith_text_fold (filter->text);
  if (*text != '\0')
    words = g_strsplit (text, " ", -1);
  kith_stmt_bind_int (stmt, 1, filter->kinds);
  kith_stmt_bind_int (stmt, 2, filter->states);
  kith_stmt_bind_int (stmt, 3, filter->person);
  while ((row = kith_stmt_step (stmt, error)) > 0)
    {
      g_autoptr (KithReport) report = read_report (stmt);

      if (has_words (report, words))
        g_ptr_array_add (list, g_steal_pointer (&report));
    }
  return row == 0 ? g_steal_pointer (&list) : NULL;
}

gboolean
kith_report_tones_each (KithStore *store, KithReportToneFunc func, gpointer user_data, GCancellable *cancellable,
                        GError **error)
{
  KITH_DB_WATCH (store->db, cancellable);
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      store->db, "SELECT person, tone FROM report WHERE person IS NOT NULL ORDER BY person, id", error);
  int row;

  if (stmt == NULL)
    return FALSE;
  while ((row = kith_stmt_step (stmt, error)) > 0)
    if (!func (kith_stmt_get_int (stmt, 0), (int) CLAMP (kith_stmt_get_int (stmt, 1), -2, 2), user_data))
      return TRUE;
  return row == 0;
}

gboolean
kith_report_count (KithStore *store, guint *counts, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (store->db, "SELECT state, count (*) FROM report GROUP BY state", error);
  int row;

  memset (counts, 0, KITH_N_REPORT_STATES * sizeof *counts);
  if (stmt == NULL)
    return FALSE;
  while ((row = kith_stmt_step (stmt, error)) > 0)
    {
      gint64 state = kith_stmt_get_int (stmt, 0);

      if (state >= 0 && state < KITH_N_REPORT_STATES)
        counts[state] = kith_stmt_get_int (stmt, 1);
    }
  return row == 0;
}
