/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Is this somebody we know? By id within its namespace, then e-mail with a given name that fits, then an address of which one shows only a part
 * where nobody else can be meant, then, where a row has nothing better, a handle or the exact full name, where only one person has it. Two people
 * who are there are never made one. */

#pragma once

#include "kith-keys.h"
#include "kith-masks.h"
#include "kith-people.h"
#include "kith-record.h"

G_BEGIN_DECLS

/* The ids of another system, or of one file. */
typedef struct
{
  char *name;
  gint64 id; /* 0 before the first id is stored */
  KithKeyTable *ids;
  gboolean in_run; /* made or used by a file of this import */
} KithIdSpace;

typedef enum
{
  KITH_MATCHED_NOT,
  KITH_MATCHED_BY_ID,
  KITH_MATCHED_BY_EMAIL,
  KITH_MATCHED_BY_NAME,
} KithMatchedBy;

typedef struct
{
  gint64 person; /* 0: nobody */
  KithMatchedBy by;
  gboolean add;         /* nobody: make one */
  const char *question; /* NULL, or why this is one for the user; with add: made apart, never merged */
  gint64 like;          /* with add and question: who may be the same person */
} KithMatch;

typedef struct
{
  KithStore *store;
  GPtrArray *spaces; /* KithIdSpace */
  KithKeyTable *emails;
  GArray *links;         /* Link: those who share an address, as chains; values of @emails lead there */
  KithKeyTable *names;   /* by name key; the same chains */
  KithKeyTable *handles; /* value the person, -1 for several */
  KithMasks *masks;      /* of addresses; NULL until there is one that is shown in part */
  GHashTable *aliases;   /* person → GPtrArray of Alias: who was made one with them */
  GHashTable *told;      /* person → fields that a row of this import has told already, in blocks of people */
  gboolean changed;      /* something was written to the network */
} KithMatching;

/* Reads the keys of all people there are. */
KithMatching *kith_matching_new (KithStore *store, GCancellable *cancellable, GError **error);
void kith_matching_free (KithMatching *self);

/* (nullable) */
KithIdSpace *kith_matching_find_space (KithMatching *self, const char *name);
KithIdSpace *kith_matching_add_space (KithMatching *self, const char *name);

/**
 * kith_matching_find:
 * @space: (nullable): of the record's id
 * @id_is_name: the id is what people call the person, so that it may be looked for among names too
 */
gboolean kith_matching_find (KithMatching *self, const KithRecord *record, KithIdSpace *space, gboolean id_is_name,
                             KithMatch *match, GError **error);

/**
 * kith_matching_compare:
 * @at_odds: (out): whether record and person differ in town, organization or phone
 * @agree: (out) (optional): whether they agree in one of these, and are not at odds
 *
 * For those who have only a name in common.
 */
gboolean kith_matching_compare (KithMatching *self, const KithRecord *record, gint64 person, gboolean *at_odds,
                                gboolean *agree, GError **error);

/* Makes a person of the record. */
gboolean kith_matching_add (KithMatching *self, const KithRecord *record, KithIdSpace *space, gint64 import,
                            gint64 *person, GError **error);

/**
 * kith_matching_update:
 * @updated: (out): whether something about the person changed (an id of theirs that became known does not count)
 *
 * Adds what the record knows more, and puts newer values in place of older ones; what was set by hand stays, and so does what an
 * earlier row of the same import said. "Do not contact" and refusals are only ever raised.
 */
gboolean kith_matching_update (KithMatching *self, const KithRecord *record, const KithMatch *match, KithIdSpace *space,
                               gint64 import, gboolean *updated, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithMatching, kith_matching_free)

G_END_DECLS
