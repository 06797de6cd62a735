/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What merging and separating share: where people have things, and how those are written down. */

#pragma once

#include "kith-merging.h"

G_BEGIN_DECLS

/* A table whose rows are a person's. A row is written down as the JSON array of @rest and @values. */
typedef struct
{
  const char *table;
  const char *rest;   /* columns that never change in joining; comma-separated */
  const char *values; /* those that may */
  const char *meets;  /* SQL: the rows g and k cannot both be one person's; NULL where all can */
  const char *join;   /* SQL: what k becomes where it is joined with g */
} KithBelonging;

/* Those of one person, ended by a NULL table; and those between two. */
extern const KithBelonging kith_belongings[];
extern const KithBelonging kith_pairings[];

/* A row between two people. */
typedef struct
{
  gint64 id, a, b, kind;
} KithPairing;

/* (element-type KithPairing) of a person */
GArray *kith_pairings_of (KithStore *store, const KithBelonging *place, gint64 person, GError **error);

/* The row between these two of the same kind; 0 where there is none. */
gboolean kith_pairing_find (KithStore *store, const KithBelonging *place, const KithPairing *pairing, gint64 *id,
                            GError **error);

/* Puts @to in the place of @from, and the two in order where their order means nothing. */
void kith_pairing_move (KithPairing *pairing, const KithBelonging *place, gint64 from, gint64 to);

/* Runs a statement with @n numbers (gint64) bound to ?1, ?2 … Text in it is only names of tables and columns. */
gboolean kith_merging_run (KithStore *store, GError **error, const char *sql, int n, ...);

/* Channels refused as bits, and 1 << KITH_N_CHANNELS for "do not contact". */
gboolean kith_merging_get_refused (KithStore *store, gint64 person, guint *refused, GError **error);

/* Columns, each with @prefix before it. */
char *kith_merging_dup_columns (const char *columns, const char *prefix);

/* What a person's row holds, in the order of its record. */
#define KITH_PERSON_COLUMNS                                                                                            \
  "name, given, family, name_key, audience, stance, tier, do_not_contact, stub, town, organization, language, "        \
  "notes, import, by_hand, created, changed"

G_END_DECLS
