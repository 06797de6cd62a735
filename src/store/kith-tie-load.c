/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Many ties at once: the second half of kith-ties.h. Sorted by the unique index, the rows and that index only ever grow at their ends; into a
 * table with few ties the other index is made afterwards, by sorting; and foreign keys are compared with all ids once. This is
 * what makes an import of half a million ties as cheap as one into bare tables. */

#include "kith-error.h"
#include "kith-store-private.h"
#include "kith-ties.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define KIND_BITS 4
#define MAX_ID (G_MAXINT64 >> KIND_BITS)
#define REBUILD_FROM                                                                                                   \
  5000 /* ties in a load from which making the index anew pays, if they are more than there were before */

typedef struct
{
  gint64 a;
  gint64 b_and_kind; /* b << KIND_BITS | the column kind */
  gint64 date, ended;
  double weight;
} Entry;

struct _KithTieLoad
{
  GArray *entries;
  gint64 import;
};

KithTieLoad *
kith_tie_load_new (void)
{
  KithTieLoad *self = g_new0 (KithTieLoad, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  return self;
}

void
kith_tie_load_free (KithTieLoad *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_free (self);
}

void
kith_tie_load_add (KithTieLoad *self, const KithTie *tie)
{
  gint64 a = tie->directed ? tie->a : MIN (tie->a, tie->b);
  gint64 b = tie->directed ? tie->b : MAX (tie->a, tie->b);
  Entry entry = {
    .a = a,
    .b_and_kind = b << KIND_BITS | 2 * tie->kind | (tie->directed != FALSE),
    .date = tie->date,
    .ended = tie->ended,
    .weight = tie->weight,
  };

  g_assert (a != b && a > 0 && b > 0 && a <= MAX_ID && b <= MAX_ID && tie->kind <= KITH_TIE_REACTION);
  g_array_append_val (self->entries, entry);
  self->import = tie->import;
}

static inline gboolean
is_before (const Entry *x, const Entry *y)
{
  return x->a != y->a ? x->a < y->a : x->b_and_kind < y->b_and_kind;
}

static inline gboolean
is_same (const Entry *x, const Entry *y)
{
  return x->a == y->a && x->b_and_kind == y->b_and_kind;
}

static int
compare_entries (gconstpointer x, gconstpointer y)
{
  return is_before (x, y) ? -1 : is_before (y, x);
}

static inline void
swap (Entry *x, Entry *y)
{
  Entry kept = *x;

  *x = *y;
  *y = kept;
}

/* Quicksort in place, a third of the time of qsort () for millions of ties, and without its copy of all of them; an order that makes it slow is left to that. */
static void
sort_entries (Entry *list, gsize n, guint depth)
{
  while (n > 24)
    {
      Entry pivot;
      gsize low = 0, high = n - 1;

      if (depth-- == 0)
        {
          qsort (list, n, sizeof *list, compare_entries);
          return;
        }
      /* The middle one of three, put into the middle. */
      if (is_before (&list[n / 2], &list[0]))
        swap (&list[n / 2], &list[0]);
      if (is_before (&list[n - 1], &list[0]))
        swap (&list[n - 1], &list[0]);
      if (is_before (&list[n - 1], &list[n / 2]))
        swap (&list[n - 1], &list[n / 2]);
      pivot = list[n / 2];
      for (;;)
        {
          while (is_before (&list[low], &pivot))
            low++;
          while (is_before (&pivot, &list[high]))
            high--;
          if (low >= high)
            break;
          swap (&list[low++], &list[high--]);
        }
      /* Up to high all are at most the pivot, after it at least. The smaller part by a call, the larger one in the loop. */
      if (high + 1 < n - high - 1)
        {
          sort_entries (list, high + 1, depth);
          list += high + 1;
          n -= high + 1;
        }
      else
        {
          sort_entries (list + high + 1, n - high - 1, depth);
          n = high + 1;
        }
    }
  for (gsize i = 1; i < n; i++)
    {
      Entry entry = list[i];
      gsize j = i;

      for (; j > 0 && is_before (&entry, &list[j - 1]); j--)
        list[j] = list[j - 1];
      list[j] = entry;
    }
}

/* Sorts, and joins ties that are the same. Returns how many went. */
static gsize
sort_and_join (GArray *entries)
{
  Entry *list = (Entry *) (gpointer) entries->data;
  gsize n = entries->len, kept = 0;
  gboolean sorted = TRUE;

  for (gsize i = 1; i < n && sorted; i++)
    sorted = !is_before (&list[i], &list[i - 1]);
  if (!sorted)
    sort_entries (list, n, 2 * g_bit_storage (n));
  for (gsize i = 0; i < n; i++)
    {
      if (kept > 0 && is_same (&list[kept - 1], &list[i]))
        {
          Entry *same = &list[kept - 1];

          same->weight += list[i].weight;
          if (same->date == KITH_NO_DATE || (list[i].date != KITH_NO_DATE && list[i].date < same->date))
            same->date = list[i].date;
          same->ended = same->ended == KITH_NO_DATE || list[i].ended == KITH_NO_DATE ? KITH_NO_DATE
                                                                                     : MAX (same->ended, list[i].ended);
        }
      else
        list[kept++] = list[i];
    }
  g_array_set_size (entries, kept);
  return n - kept;
}

static gboolean
read_ids (KithStore *store, GArray *ids, GError **error)
{
  g_autoptr (KithStmt) stmt = kith_db_prepare (store->db, "SELECT id FROM person ORDER BY id", error);
  int row;

  if (stmt == NULL)
    return FALSE;
  while ((row = kith_stmt_step (stmt, error)) > 0)
    g_array_append_val (ids, ((gint64) { kith_stmt_get_int (stmt, 0) }));
  return row == 0;
}

static gboolean
holds (GArray *ids, gint64 id)
{
  gint64 first, last;
  guint low = 0, high = ids->len;

  if (ids->len == 0)
    return FALSE;
  first = g_array_index (ids, gint64, 0);
  last = g_array_index (ids, gint64, ids->len - 1);
  if (id < first || id > last)
    return FALSE;
  if (last - first + 1 == ids->len)
    return TRUE; /* no gaps */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      gint64 found = g_array_index (ids, gint64, middle);

      if (found == id)
        return TRUE;
      if (found < id)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

static gboolean
check_people (KithTieLoad *self, KithStore *store, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!read_ids (store, ids, error))
    return FALSE;
  for (gsize i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (!holds (ids, entry->a) || !holds (ids, entry->b_and_kind >> KIND_BITS))
        {
          g_set_error_literal (error, KITH_ERROR, KITH_ERROR_INVALID,
                               _ ("A tie names a person who is not in the network."));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
write_entries (KithTieLoad *self, KithStore *store, KithTieLoadCounts *counts, KithProgress *progress,
               GCancellable *cancellable, GError **error)
{
  KithTie tie = { .import = self->import };

  for (gsize i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      int kind = entry->b_and_kind & ((1 << KIND_BITS) - 1);
      KithPut put;

      if (i % 4096 == 0)
        {
          kith_progress_step (progress, NULL, i / (double) self->entries->len);
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
        }
      tie.a = entry->a;
      tie.b = entry->b_and_kind >> KIND_BITS;
      tie.kind = kind / 2;
      tie.directed = kind % 2;
      tie.weight = entry->weight;
      tie.date = entry->date;
      tie.ended = entry->ended;
      if (!kith_tie_put (store, &tie, &put, error))
        return FALSE;
      counts->added += put == KITH_PUT_ADDED;
      counts->updated += put == KITH_PUT_UPDATED;
      counts->same += put == KITH_PUT_SAME;
    }
  return TRUE;
}

/* SQLite sorts in pieces of the size of its cache, as lists: in ones that fit into the processor's cache it is faster by a third for millions of ties. */
static gboolean
make_index (KithDb *db, GError **error)
{
  gint64 cache;
  g_autofree char *restore = NULL;
  gboolean done;

  if (!kith_db_get_int (db, "PRAGMA cache_size", 0, &cache, error))
    return FALSE;
  restore = g_strdup_printf ("PRAGMA cache_size = %" G_GINT64_FORMAT, cache);
  done = kith_db_run (db, "PRAGMA cache_size = -4096; CREATE INDEX tie_b ON tie (b)", error);
  kith_db_run (db, restore, NULL);
  return done;
}

gboolean
kith_tie_load_write (KithTieLoad *self, KithStore *store, KithTieLoadCounts *counts, KithProgress *progress,
                     GCancellable *cancellable, GError **error)
{
  KithDb *db = kith_store_get_writable_db (store);
  KITH_DB_WATCH (db, cancellable);
  gint64 before;
  gboolean rebuild, done;

  *counts = (KithTieLoadCounts) { .joined = sort_and_join (self->entries) };
  if (self->entries->len == 0)
    return TRUE;
  if (!check_people (self, store, error) || !kith_db_get_int (db, "SELECT count (*) FROM tie", 0, &before, error))
    return FALSE;
  rebuild = self->entries->len >= REBUILD_FROM && (gint64) self->entries->len > before;
  if (rebuild && !kith_db_run (db, "DROP INDEX tie_b", error))
    return FALSE;
  kith_db_set_foreign_keys (db, FALSE);
  done = write_entries (self, store, counts, progress, cancellable, error);
  kith_db_set_foreign_keys (db, TRUE);
  g_array_set_size (self->entries, 0);
  return done && (!rebuild || make_index (db, error));
}
