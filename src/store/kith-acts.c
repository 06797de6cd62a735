/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-acts.h"
#include "kith-error.h"
#include "kith-store-private.h"

#include <glib/gi18n-lib.h>

/* All records together; of the oldest acts beyond it only the line in the history stays. The last act is always kept. */
#define HISTORY_SIZE (64 << 20)

void
kith_act_free (KithAct *self)
{
  if (self == NULL)
    return;
  g_free (self->label);
  g_free (self);
}

static gboolean
refuse_read_only (KithStore *store, GError **error)
{
  g_autofree char *name = NULL;

  if (!store->read_only)
    return FALSE;
  name = g_filename_display_basename (store->path);
  g_set_error (error, KITH_ERROR, KITH_ERROR_READ_ONLY,
               _ ("“%s” cannot be changed where it is. Copy it to a folder that you can write to."), name);
  return TRUE;
}

/* SQLite takes a transaction back by itself where it cannot go on, so there may be none any more. */
static void
roll_back (KithStore *store)
{
  kith_recorder_end (store->recorder);
  if (!sqlite3_get_autocommit (kith_db_get_handle (store->db)))
    kith_db_run (store->db, "ROLLBACK", NULL);
  store->in_act = FALSE;
}

static gboolean
commit (KithStore *store, GError **error)
{
  gboolean done;

  store->may_commit = TRUE;
  done = kith_db_run (store->db, "COMMIT", error);
  store->may_commit = FALSE;
  if (!done)
    {
      roll_back (store);
      return FALSE;
    }
  store->tie_commits += kith_recorder_moves_ties (store->recorder);
  store->field_commits += kith_recorder_moves_fields (store->recorder);
  kith_recorder_end (store->recorder);
  kith_store_release_memory (store);
  store->in_act = FALSE;
  store->commits++;
  return TRUE;
}

static gboolean
add_act (KithStore *store, const char *label, gboolean joined, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db, "INSERT INTO act (label, time, joined) VALUES (?1, ?2, ?3)", error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_text (stmt, 1, label);
  kith_stmt_bind_int (stmt, 2, kith_store_now ());
  kith_stmt_bind_int (stmt, 3, joined);
  return kith_stmt_run (stmt, error);
}

gboolean
kith_act_begin (KithStore *store, const char *label, gboolean joined, GError **error)
{
  g_assert (!store->in_act && store->reading == 0 && label != NULL);

  if (refuse_read_only (store, error) || !kith_db_run (store->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  store->in_act = TRUE;
  if (!add_act (store, label, joined, error))
    {
      roll_back (store);
      return FALSE;
    }
  store->act = kith_store_get_last_id (store);
  kith_recorder_begin (store->recorder);
  return TRUE;
}

/* Keeps the records of the newest acts that fit; those joined belong to the act they are joined to. */
static gboolean
bound_history (KithStore *store, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db, "SELECT id, size, joined FROM act WHERE kept ORDER BY id DESC", error);
  gint64 total = 0, from = 0;
  gboolean newest = TRUE;
  int row;

  if (stmt == NULL)
    return FALSE;
  while (from == 0 && (row = kith_stmt_step (stmt, error)) != 0)
    {
      if (row < 0)
        return FALSE;
      total += kith_stmt_get_int (stmt, 1);
      if (total > HISTORY_SIZE && !newest)
        from = kith_stmt_get_int (stmt, 0);
      newest &= kith_stmt_get_int (stmt, 2) != 0;
    }
  return from == 0
         || (kith_store_run_with (store, "DELETE FROM act_part WHERE act <= ?1", from, error)
             && kith_store_run_with (store, "UPDATE act SET kept = 0, size = 0 WHERE id <= ?1 AND kept", from, error));
}

static gboolean
set_act (KithStore *store, gint64 id, gboolean undone, gint64 size, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (store->db, "UPDATE act SET undone = ?2, size = ?3 WHERE id = ?1", error);

  if (stmt == NULL)
    return FALSE;
  kith_stmt_bind_int (stmt, 1, id);
  kith_stmt_bind_int (stmt, 2, undone);
  kith_stmt_bind_int (stmt, 3, size);
  return kith_stmt_run (stmt, error);
}

gboolean
kith_act_commit (KithStore *store, gint64 *id, GError **error)
{
  gint64 size = 0;

  g_assert (store->in_act);

  if (id != NULL)
    *id = 0;
  if (sqlite3_get_autocommit (kith_db_get_handle (store->db)))
    {
      roll_back (store);
      g_set_error_literal (error, KITH_ERROR, KITH_ERROR_FAILED,
                           _ ("The change could not be finished, and nothing was changed. Try again."));
      return FALSE;
    }
  if (kith_recorder_is_empty (store->recorder))
    {
      roll_back (store);
      return TRUE;
    }
  if (!kith_db_run (store->db, "DELETE FROM act WHERE undone", error)
      || !kith_recorder_write (store->recorder, store->act, TRUE, &size, error)
      || !set_act (store, store->act, FALSE, size, error) || !bound_history (store, error))
    {
      roll_back (store);
      return FALSE;
    }
  if (!commit (store, error))
    return FALSE;
  if (id != NULL)
    *id = store->act;
  return TRUE;
}

void
kith_act_rollback (KithStore *store)
{
  if (store != NULL && store->in_act)
    roll_back (store);
}

gboolean
kith_act_is_open (KithStore *store)
{
  return store->in_act;
}

/* The acts that go together at the end of what is done (newest first) or at the start of what is undone (oldest first). */
static GArray *
find_step (KithStore *store, gboolean undo, char **label, gboolean *kept, GError **error)
{
  g_autoptr (KithStmt) stmt
      = kith_db_prepare (store->db,
                         undo ? "SELECT id, label, joined, kept FROM act WHERE NOT undone ORDER BY id DESC"
                              : "SELECT id, label, joined, kept FROM act WHERE undone ORDER BY id",
                         error);
  g_autoptr (GArray) acts = g_array_new (FALSE, FALSE, sizeof (gint64));
  int row = 0;

  *label = NULL;
  *kept = TRUE;
  if (stmt == NULL)
    return NULL;
  while ((row = kith_stmt_step (stmt, error)) > 0)
    {
      gint64 id = kith_stmt_get_int (stmt, 0);
      gboolean joined = kith_stmt_get_int (stmt, 2) != 0;

      if (!undo && acts->len > 0 && !joined)
        break;
      g_array_append_val (acts, id);
      *kept &= kith_stmt_get_int (stmt, 3) != 0;
      if (undo || acts->len == 1)
        g_set_str (label, kith_stmt_get_string (stmt, 1));
      if (undo && !joined)
        break;
    }
  if (row < 0)
    {
      g_clear_pointer (label, g_free);
      return NULL;
    }
  return g_steal_pointer (&acts);
}

static gboolean
reverse_step (KithStore *store, gboolean undo, char **label, KithProgress *progress, GCancellable *cancellable,
              GError **error)
{
  gboolean kept;
  g_autofree char *first_label = NULL;
  g_autoptr (GArray) acts = find_step (store, undo, &first_label, &kept, error);

  if (acts == NULL)
    return FALSE;
  if (acts->len == 0)
    {
      g_set_error_literal (error, KITH_ERROR, KITH_ERROR_INVALID,
                           undo ? _ ("There is nothing to undo.") : _ ("There is nothing to redo."));
      return FALSE;
    }
  if (!kept)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   /* Translators: %s is an act, such as “Import members.csv” */
                   _ ("“%s” is too long ago to be undone. Go back to a backup if you need the earlier state."),
                   first_label);
      return FALSE;
    }
  for (guint i = 0; i < acts->len; i++)
    {
      gint64 id = g_array_index (acts, gint64, i), size = 0;

      kith_progress_part (progress, i / (double) acts->len, (i + 1) / (double) acts->len);
      kith_recorder_begin (store->recorder);
      if (!kith_recorder_reverse (store->recorder, id, &size, progress, cancellable, error)
          || !set_act (store, id, undo, size, error))
        return FALSE;
    }
  if (label != NULL)
    *label = g_steal_pointer (&first_label);
  return TRUE;
}

static gboolean
step (KithStore *store, gboolean undo, char **label, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  KITH_DB_WATCH (store->db, cancellable);
  g_autofree char *what = NULL;
  gboolean done = FALSE;

  g_assert (!store->in_act && store->reading == 0);

  if (label != NULL)
    *label = NULL;
  if (refuse_read_only (store, error))
    return FALSE;
  /* The state gone back to was sound; rows are put back in an order in which it may not seem so on the way. */
  kith_db_set_foreign_keys (store->db, FALSE);
  if (kith_db_run (store->db, "BEGIN IMMEDIATE", error))
    {
      store->in_act = TRUE;
      done = reverse_step (store, undo, &what, progress, cancellable, error) && bound_history (store, error);
      if (done)
        done = commit (store, error);
      else
        roll_back (store);
    }
  kith_db_set_foreign_keys (store->db, TRUE);
  if (done && label != NULL)
    *label = g_steal_pointer (&what);
  return done;
}

gboolean
kith_act_undo (KithStore *store, char **label, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  return step (store, TRUE, label, progress, cancellable, error);
}

gboolean
kith_act_redo (KithStore *store, char **label, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  return step (store, FALSE, label, progress, cancellable, error);
}

/* Undoes the acts from @act on within the transaction, the newest first. */
static gboolean
reverse_since (KithStore *store, gint64 act, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) acts = kith_act_list (store, 0, error);

  if (acts == NULL)
    return FALSE;
  for (guint i = 0; i < acts->len; i++)
    {
      const KithAct *one = acts->pdata[i];
      gint64 size = 0;

      if (one->id < act)
        break;
      if (one->state == KITH_ACT_UNDONE)
        continue;
      if (!one->kept)
        {
          g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                       /* Translators: %s is an act, such as “Import members.csv” */
                       _ ("“%s” is too long ago: how the network was before is no longer known."), one->label);
          return FALSE;
        }
      kith_recorder_begin (store->recorder);
      if (!kith_recorder_reverse (store->recorder, one->id, &size, progress, cancellable, error))
        return FALSE;
    }
  kith_recorder_end (store->recorder);
  return TRUE;
}

gboolean
kith_act_look_back (KithStore *store, gint64 act, KithActLook look, gpointer data, KithProgress *progress,
                    GCancellable *cancellable, GError **error)
{
  KITH_DB_WATCH (store->db, cancellable);
  gboolean done = FALSE;

  g_assert (!store->in_act && store->reading == 0);

  if (refuse_read_only (store, error))
    return FALSE;
  kith_db_set_foreign_keys (store->db, FALSE);
  if (kith_db_run (store->db, "BEGIN IMMEDIATE", error))
    {
      store->in_act = TRUE;
      kith_progress_part (progress, 0, .5);
      done = reverse_since (store, act, progress, cancellable, error);
      kith_progress_part (progress, .5, 1);
      done = done && look (store, data, progress, cancellable, error);
      roll_back (store);
      kith_store_release_memory (store);
    }
  kith_db_set_foreign_keys (store->db, TRUE);
  return done;
}

static char *
dup_step_label (KithStore *store, gboolean undo)
{
  g_autofree char *label = NULL;
  gboolean kept;
  g_autoptr (GArray) acts = find_step (store, undo, &label, &kept, NULL);

  return acts != NULL && acts->len > 0 && kept && !store->read_only ? g_steal_pointer (&label) : NULL;
}

char *
kith_act_dup_undo_label (KithStore *store)
{
  return dup_step_label (store, TRUE);
}

char *
kith_act_dup_redo_label (KithStore *store)
{
  return dup_step_label (store, FALSE);
}

GPtrArray *
kith_act_list (KithStore *store, guint limit, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (
      store->db, "SELECT id, label, time, undone, joined, kept FROM act ORDER BY id DESC LIMIT ?1", error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) kith_act_free);
  int row;

  if (stmt == NULL)
    return NULL;
  kith_stmt_bind_int (stmt, 1, limit > 0 ? limit : -1);
  while ((row = kith_stmt_step (stmt, error)) > 0)
    {
      KithAct *act = g_new0 (KithAct, 1);

      act->id = kith_stmt_get_int (stmt, 0);
      act->label = g_strdup (kith_stmt_get_string (stmt, 1));
      act->time = kith_stmt_get_int (stmt, 2);
      act->state = kith_stmt_get_int (stmt, 3) ? KITH_ACT_UNDONE : KITH_ACT_DONE;
      act->joined = kith_stmt_get_int (stmt, 4) != 0;
      act->kept = kith_stmt_get_int (stmt, 5) != 0;
      g_ptr_array_add (list, act);
    }
  return row == 0 ? g_steal_pointer (&list) : NULL;
}

gboolean
kith_act_forget (KithStore *store, GError **error)
{
  g_assert (!store->in_act && store->reading == 0);

  if (refuse_read_only (store, error) || !kith_db_run (store->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  store->in_act = TRUE;
  if (!kith_db_run (store->db, "DELETE FROM act_part; DELETE FROM act WHERE undone; UPDATE act SET kept = 0, size = 0",
                    error))
    {
      roll_back (store);
      return FALSE;
    }
  /* What was written over is in the log until it is folded in. */
  return commit (store, error) && kith_db_run (store->db, "PRAGMA wal_checkpoint (TRUNCATE)", error);
}
