/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of recognition share: the table at hand, its first rows, and what each column looks like. */

#pragma once

#include "kith-recognize.h"

G_BEGIN_DECLS

/* What the values of one column look like; counts of the filled ones. */
typedef struct
{
  guint rows, filled;
  guint integers, numbers, bits, dates, unix_times, emails, names, texts, says, lists;
  int day_first, month_first;
  gint64 low, high;  /* of integers */
  gboolean rising;   /* integers, each more than the one before */
  gboolean in_steps; /* rising by one */
  GHashTable *values;
} KithWorkColumn;

typedef struct
{
  KithTable *table;
  GPtrArray *rows; /* all of the sample */
  guint head;      /* index of the head row; G_MAXUINT for none */
  guint from;      /* index of the first row of data */
  gboolean whole;
  KithWorkColumn *columns;
  guint n;
  char **keys;           /* of the heads */
  gboolean mapped[4096]; /* columns that the person said what they are */
} KithWork;

static inline const KithSampleRow *
get_row (const KithWork *work, guint i)
{
  return work->rows->pdata[i];
}

static inline const char *
get_cell (const KithSampleRow *row, guint column)
{
  return column < row->n ? row->cells[column] : "";
}

static inline gboolean
mostly (guint part, guint of, guint percent)
{
  return of > 0 && 100 * part >= percent * of;
}

/* kith-recognize-columns.c: where the head is, and what the columns are */
void kith_work_find_head (KithWork *work);
void kith_work_look_at_column (KithWork *work, guint at);
guint kith_work_count_distinct (const KithWorkColumn *column);
gboolean kith_work_is_unique (const KithWorkColumn *column);
guint kith_work_count_values (const KithWorkColumn *column, gboolean (*is_so) (const char *value)); /* different ones */
KithKeys kith_work_keys_of (const KithWorkColumn *column);
void kith_work_set_kind (KithWork *work, guint at, KithColumnKind kind, guint side);
int kith_work_find_kind (const KithWork *work, KithColumnKind kind, guint side);
gboolean kith_work_is_mapped (const KithWork *work, guint at);
void kith_work_settle_ambiguous (KithWork *work);
void kith_work_apply_system (KithWork *work);
gboolean kith_work_apply_map (KithWork *work, const KithTableOptions *options, GError **error);
void kith_work_settle_ids (KithWork *work);

/* kith-recognize-dates.c: whether days or months come first */
void kith_work_settle_dates (KithWork *work, const KithTableOptions *options);

/* kith-recognize-own.c: what nothing is known of */
void kith_work_settle_own (KithWork *work, const KithTableOptions *options);
/* kith-recognize-others.c: rows that tell of two people */
gboolean kith_head_is_numbered (const char *head); /* "First Name 2" */
void kith_work_settle_others (KithWork *work);
void kith_work_tell_couples (KithWork *work);

/* kith-recognize-kind.c: what the table holds */
gboolean kith_work_has_person (const KithWork *work, guint side);
gboolean kith_work_is_two_mode (const KithWork *work, guint a, guint b);
gboolean kith_work_find_matrix (KithWork *work);
void kith_work_guess_from_values (KithWork *work);
void kith_work_guess_names (KithWork *work);
gboolean kith_work_is_addresses (const KithWork *work);
KithTableKind kith_work_guess_pairs (KithWork *work);
int kith_work_find_gathering (const KithWork *work);
KithTableKind kith_work_guess_kind (KithWork *work);

G_END_DECLS
