/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What tables tell of two people. All that a table says of a pair is gathered first and written as one tie at its end, so that a pair named in
 * both directions, or a hundred times, is one; tables of single contacts (mail) gather together. */

#pragma once

#include "kith-intake-private.h"
#include "kith-ties.h"

G_BEGIN_DECLS

typedef struct
{
  KithPairTable *pairs;
  gboolean shared;    /* the pairs are those of the import's log */
  guint64 first_rows; /* rows that told of a pair not told of before in this table */
  guint64 repeats;    /* other rows with a tie */
} KithTold;

/* @log: the table is one of single contacts */
void kith_told_init (KithTold *self, KithIntake *intake, gboolean log);
void kith_told_clear (KithTold *self);

/* @tie: from a to b, whether directed or not; its import is not used. @is_first: (out): whether nothing was told of the pair before */
gboolean kith_told_put (KithTold *self, const KithTie *tie, gboolean *is_first, GError **error);

/* Writes the ties and counts the rows in the account of @file; of a log only what kith_told_write_log () needs is noted. */
gboolean kith_told_write (KithTold *self, KithIntake *intake, KithIncoming *file, GError **error);

/* Writes what all tables of the log told of together. */
gboolean kith_told_write_log (KithIntake *intake, GError **error);

/* Writes pairs as ties and takes them out of @pairs, so that they are not held twice. */
gboolean kith_told_write_pairs (KithIntake *intake, KithPairTable *pairs, gint64 import, KithTieLoadCounts *counts,
                                GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KithTold, kith_told_clear)

G_END_DECLS
