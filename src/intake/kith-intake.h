/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Bringing files into a network: rows become people, ties, and who was where; people already there are found again; and every row is
 * accounted for. All files of one call are one act, undone as one. */

#pragma once

#include "kith-choices.h"
#include "kith-progress.h"

G_BEGIN_DECLS

typedef struct
{
  KithTableKind as;       /* what all files hold; KITH_TABLE_AUTO to find out for each */
  const char *source;     /* namespace for the ids in them ("CiviCRM"); NULL to find out */
  const char *const *map; /* "COLUMN=FIELD", for the files that have such a column; NULL */
  KithDateWish dates;     /* which of day and month comes first where the values do not tell */
  gboolean keep_all;      /* columns that nothing is known of are kept as fields of one's own, but for sensitive ones */
  gboolean forget;        /* what was said of earlier files with the same heads is not used */
  const KithTableChoice *tables; /* what is to be said of single files; NULL */
  guint n_tables;
  gboolean dry_run; /* makes the account, and leaves the network as it is */
} KithIntakeOptions;

/* A row that was not brought in as it stands. */
typedef struct
{
  guint64 row;        /* as a spreadsheet shows it, from 1 */
  const char *reason; /* a sentence; the account's */
} KithAccountRow;

/* The account keeps no more rows with their reasons than this; the counts are always whole. */
#define KITH_ACCOUNT_ROWS_MAX 100000

/* What became of one file, or of one sheet of a workbook or file of an archive. rows = added + updated + matched + asked + n_left_out */
typedef struct
{
  char *path;   /* as it was given */
  char *file;   /* its name, without folders, with that of the sheet */
  char *format; /* "csv", "xlsx", "graphml" …, with ".gz" or ".zip" where packed */
  char *
      recognized_as; /* "people", "ties", "attendance", "names", "network", "mail" …, or a known export ("CiviCRM contacts") */
  gint64 import;   /* in the network's list of imports */
  guint64 rows;    /* of data: no heads, titles, blank lines or comments */
  guint64 added;   /* brought something that was not there: a person, a tie, a participation */
  guint64 updated; /* changed what was there */
  guint64 matched; /* said what was known already */
  guint64 asked;   /* nothing was merged: whether two people are one is a question for you */
  guint64 n_left_out;
  GArray *left_out;        /* KithAccountRow, by row */
  GArray *asked_rows;      /* KithAccountRow, by row */
  guint64 people;          /* that came in with this file */
  guint64 ties, events;    /* added with this file; groups count as events */
  char *name_space;        /* of the ids in it; NULL where it has none */
  GPtrArray *notes;        /* utf8: sentences */
  GStringChunk *sentences; /* holds the reasons */
} KithAccount;

void kith_account_free (KithAccount *self);

/**
 * kith_account_load:
 * @import: KithAccount.import of one that was brought in
 *
 * The account as the network keeps it: without its notes.
 */
KithAccount *kith_account_load (KithStore *store, gint64 import, GError **error);

/**
 * kith_intake_run:
 * @paths: %NULL-terminated
 * @options: (nullable)
 * @progress: (nullable)
 *
 * The order of the files does not matter: those of people come before those of ties and attendance. A file that came in before
 * changes nothing. On error (a file that is no table, a wrong mapping, a full disk, …) and when cancelled the network is as it was.
 * Memory grows with the number of people and ties, not with tables of text; workbooks, networks and archives are held, within the bounds of
 * their readers.
 *
 * Returns: (transfer container) (element-type KithAccount): in the order of @paths, one for each file; several for one that holds several
 *   tables which do not belong together
 */
GPtrArray *kith_intake_run (KithStore *store, const char *const *paths, const KithIntakeOptions *options,
                            KithProgress *progress, GCancellable *cancellable, GError **error);

/* Which of day and month comes first, "day-first" or "month-first", as in --dates. */
gboolean kith_intake_dates_from_name (const char *name, KithDateWish *dates, GError **error);

/* What files are read as, "people", "ties", "attendance" or "mail", as in --as. */
gboolean kith_intake_kind_from_name (const char *name, KithTableKind *kind, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithAccount, kith_account_free)

G_END_DECLS
