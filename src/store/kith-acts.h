/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Acts: everything a person does to a network is one act, one transaction with a label, undone and redone across restarts.
 *
 * An act is written down by its reverse: which rows came in (as ranges of their ids, so that an import of a million rows costs a few
 * bytes), and what the rows that were changed or taken away held before. Undoing applies the reverse and writes down the
 * reverse of that, which is what redoing applies. */

#pragma once

#include "kith-store.h"

G_BEGIN_DECLS

/**
 * kith_act_begin:
 * @label: translated, as in "Undo …": "Import members.csv", "Tag Nea Nord as Ambassador"
 * @joined: undone and redone together with the act before it
 *
 * Begins a transaction that may write (other writers wait a few seconds, then get KITH_ERROR_LOCKED). Acts do not nest.
 */
gboolean kith_act_begin (KithStore *store, const char *label, gboolean joined, GError **error);

/**
 * kith_act_commit:
 * @id: (out) (optional): the act, 0 where nothing was changed and so nothing recorded
 *
 * Makes the act durable and drops what had been undone before it. When it fails the act has been rolled back.
 */
gboolean kith_act_commit (KithStore *store, gint64 *id, GError **error);

/* Takes back all since kith_act_begin (). Does nothing outside an act, so it may stand in any way out. */
void kith_act_rollback (KithStore *store);

gboolean kith_act_is_open (KithStore *store);

/**
 * kith_act_undo:
 * @label: (out) (optional) (transfer full): of the act undone (the first of joined ones)
 *
 * Undoes the last act that is not undone, with those joined to it. KITH_ERROR_INVALID where there is none, or where its record was
 * dropped to bound the size of the history.
 */
gboolean kith_act_undo (KithStore *store, char **label, KithProgress *progress, GCancellable *cancellable,
                        GError **error);
gboolean kith_act_redo (KithStore *store, char **label, KithProgress *progress, GCancellable *cancellable,
                        GError **error);

/* With the network as it was. Reads only. */
typedef gboolean (*KithActLook) (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable,
                                 GError **error);

/**
 * kith_act_look_back:
 *
 * Calls @look with the network as it was before @act, and then takes that back: nothing is changed, nothing is recorded. Others cannot write
 * meanwhile. KITH_ERROR_INVALID where the record of an act since was dropped to bound the size of the history.
 */
gboolean kith_act_look_back (KithStore *store, gint64 act, KithActLook look, gpointer data, KithProgress *progress,
                             GCancellable *cancellable, GError **error);

/* Labels for menus: what undo or redo would do now; NULL where there is nothing to. */
char *kith_act_dup_undo_label (KithStore *store);
char *kith_act_dup_redo_label (KithStore *store);

typedef enum
{
  KITH_ACT_DONE,
  KITH_ACT_UNDONE,
} KithActState;

typedef struct
{
  gint64 id;
  char *label;
  gint64 time;
  KithActState state;
  gboolean joined;
  gboolean kept; /* its record is still there, so it can be undone or redone */
} KithAct;

void kith_act_free (KithAct *self);

/**
 * kith_act_list:
 * @limit: at most so many, the newest; 0 for all
 *
 * Returns: (transfer full) (element-type KithAct): newest first
 */
GPtrArray *kith_act_list (KithStore *store, guint limit, GError **error);

/**
 * kith_act_forget:
 *
 * Drops the records of all acts, so that nothing can be undone and no past value is left in the file (erasure of a person). Not part of an act.
 */
gboolean kith_act_forget (KithStore *store, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithAct, kith_act_free)

/* Rolls back at the end of the scope what was begun and not committed: g_autoptr (KithActScope) act = kith_act_scope (store); */
typedef KithStore KithActScope;

static inline KithActScope *
kith_act_scope (KithStore *store)
{
  return store;
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithActScope, kith_act_rollback)

G_END_DECLS
