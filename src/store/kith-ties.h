/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Ties between two people. The same two people have at most one tie of a kind (and, where it is directed, of a direction). */

#pragma once

#include "kith-store.h"

G_BEGIN_DECLS

typedef enum
{
  KITH_TIE_OTHER,
  KITH_TIE_STATED, /* somebody said or wrote down that they know each other: edge lists, relationships */
  KITH_TIE_REFERRED,
  KITH_TIE_HOUSEHOLD,
  KITH_TIE_TOGETHER, /* did something together that is not kept as an event */
  KITH_TIE_REPLY,    /* wrote to, answered */
  KITH_TIE_REACTION, /* liked, passed on */
} KithTieKind;

typedef struct
{
  gint64 a, b; /* people; where the tie is not directed their order means nothing */
  KithTieKind kind;
  gboolean directed;
  double weight; /* > 0; 1 where nothing is known */
  gint64 date;   /* when it began or was last seen; KITH_NO_DATE */
  gint64 ended;  /* KITH_NO_DATE while it lasts */
  gint64 import; /* 0 by hand */
} KithTie;

typedef enum
{
  KITH_PUT_ADDED,
  KITH_PUT_UPDATED,
  KITH_PUT_SAME, /* nothing was written */
} KithPut;

/* One tie, within an act. Where there is one: the new weight and dates hold. A tie of a person with themselves is KITH_ERROR_INVALID. */
gboolean kith_tie_put (KithStore *store, const KithTie *tie, KithPut *put, GError **error);

/* Fills in the weight, dates and import of the tie with these people, kind and direction. @found: (out): FALSE where there is none */
gboolean kith_tie_get (KithStore *store, KithTie *tie, gboolean *found, GError **error);

/* @removed: (out) (optional): FALSE where there was none */
gboolean kith_tie_remove (KithStore *store, const KithTie *tie, gboolean *removed, GError **error);

/* Many ties at once: collected in memory (40 bytes each), joined, sorted, and written in the order of the table, with foreign keys checked
 * as a set. Ties that are the same within one load are joined into one: weights added, earliest date and latest end kept (where one has no
 * end, there is none). So one load per file makes a second import of the same file change nothing. */
typedef struct _KithTieLoad KithTieLoad;

KithTieLoad *kith_tie_load_new (void);
void kith_tie_load_free (KithTieLoad *self);

/* Self-ties must have been left out before. */
void kith_tie_load_add (KithTieLoad *self, const KithTie *tie);

typedef struct
{
  gsize added, updated, same;
  gsize joined; /* given more than once in this load */
} KithTieLoadCounts;

/**
 * kith_tie_load_write:
 *
 * Writes what was collected, within an act, and empties the load. O(n log n). KITH_ERROR_INVALID where a person is not in the network.
 */
gboolean kith_tie_load_write (KithTieLoad *self, KithStore *store, KithTieLoadCounts *counts, KithProgress *progress,
                              GCancellable *cancellable, GError **error);

/* In one pass, by rising a, then b; a < b where the tie is not directed. A function that returns FALSE ends it. */
typedef gboolean (*KithTieFunc) (const KithTie *tie, gpointer user_data);
gboolean kith_ties_each (KithStore *store, KithTieFunc func, gpointer user_data, GCancellable *cancellable,
                         GError **error);

/* Those of one person. */
gboolean kith_ties_of (KithStore *store, gint64 person, KithTieFunc func, gpointer user_data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithTieLoad, kith_tie_load_free)

G_END_DECLS
