/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A sheet is rows of text cells, whatever kind of file they come from, and a source is all the sheets of the files that come in
 * together. A reader (kith-readers.h) knows one format and turns a file into sheets; everything behind it (what the columns mean, who
 * the people are, the account) is the same for all formats.
 *
 * Sheets of text and of workbooks are read as they are needed. What has no rows of its own (a network, address cards, mail) becomes rows
 * held in memory: one sheet of people, one of ties or of who was where, with columns that are known beforehand. */

#pragma once

#include "kith-csv.h"
#include "kith-fields.h"
#include "kith-threads.h"

G_BEGIN_DECLS

/* All cells of one sheet that is held; no network of people comes near it. */
#define KITH_SHEET_HELD_MAX (768 << 20)

typedef enum
{
  KITH_TABLE_AUTO,
  KITH_TABLE_PEOPLE,
  KITH_TABLE_TIES,
  KITH_TABLE_ATTENDANCE,
  KITH_TABLE_NAMES, /* of events, groups or kinds of ties, by their ids; no people */
} KithTableKind;

typedef struct
{
  const char *head;    /* interned */
  KithColumnKind kind; /* KITH_COLUMN_UNKNOWN: to be found out as in any table */
  guint side;
} KithSheetColumn;

typedef struct _KithSheet KithSheet;

typedef struct
{
  gboolean (*next) (KithSheet *self, KithCsvRow *row, GCancellable *cancellable, GError **error);
  gboolean (*rewind) (KithSheet *self, GError **error);
  double (*get_fraction) (KithSheet *self); /* NULL where it does not tell */
  void (*free) (KithSheet *self);
} KithSheetClass;

/* A reader that needs more begins its own struct with this one. */
struct _KithSheet
{
  const KithSheetClass *class;
  KithFile *file;
  char *name;         /* shown: of the file, or of the sheet in it */
  const char *format; /* "csv", "xlsx", "graphml" …; with ".gz" or ".zip" where it is packed */
  char *charset;      /* NULL: UTF-8, or none that is worth telling */

  /* What the format says beforehand. */
  KithTableKind as;
  GArray *columns;          /* KithSheetColumn; NULL where the head stands among the rows, or nowhere */
  const KithSystem *system; /* whose ids they are; NULL for none */
  const char *recognized;   /* "network", "mail" …; NULL to say what is found */
  const char *half_reason;  /* why a row that names only one person does; NULL */
  gboolean continues;       /* it goes with the one before: one account for both */
  gboolean log;             /* ties are single contacts with a time */
  guint identity;           /* the column that says which contact a row is, never the first; 0 for none */
  gboolean anonymous;       /* its heads say nothing of where it comes from */
  GPtrArray *notes;         /* utf8: sentences */

  guint n_columns;      /* of most rows; 0 where not known */
  gboolean rectangular; /* rows that are shorter have blank cells at their end */
  char **hint;          /* heads in a comment above the rows; NULL */

  /* Rows that are held. */
  GPtrArray *chunks;
  gsize held;
  guint chunk;
  gsize at;
  GString *row;
  GPtrArray *cells;
};

/* Takes what is common. @class: NULL for rows that are held */
void kith_sheet_init (KithSheet *self, const KithSheetClass *class, KithFile *file, const char *format,
                      const char *name);

/* An empty one whose rows are held. */
KithSheet *kith_sheet_new (KithFile *file, const char *format, KithTableKind as);
guint kith_sheet_add_column (KithSheet *self, const char *head, KithColumnKind kind, guint side);

/* Takes the cells of a sheet of a workbook; blank ones at the end are left out. Rows are as wide as the widest. */
gboolean kith_sheet_add_cells (KithSheet *self, guint64 number, GPtrArray *cells, GError **error);

/**
 * kith_sheet_add_row:
 * @number: where in the file it stands (a line, or which one it is), from 1
 * @cells: @n; NULL for ""
 */
gboolean kith_sheet_add_row (KithSheet *self, guint64 number, const char *const *cells, guint n, GError **error);

void kith_sheet_note (KithSheet *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* As kith_csv_next (): FALSE at the end and on error; the cells are good until the next. */
gboolean kith_sheet_next (KithSheet *self, KithCsvRow *row, GCancellable *cancellable, GError **error);

/* Begins again with the first row; also called before the first. */
gboolean kith_sheet_rewind (KithSheet *self, GError **error);
double kith_sheet_get_fraction (KithSheet *self);
void kith_sheet_free (KithSheet *self);

/* The class of rows that are held, for those that do something more with them. */
gboolean kith_sheet_next_held (KithSheet *self, KithCsvRow *row, GCancellable *cancellable, GError **error);
gboolean kith_sheet_rewind_held (KithSheet *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithSheet, kith_sheet_free)

/* The sheets of all files that are read together, and what these know of each other. */
typedef struct
{
  GPtrArray *sheets;    /* KithSheet */
  GPtrArray *notes;     /* utf8: on files that hold nothing of use, of an archive; for the account of the next sheet */
  KithThreads *threads; /* of the mail; NULL before the first */
  char *secret;         /* of the network they come into, for digests; NULL where nothing is kept of them */
  GCancellable *cancellable;
  guint depth;      /* archives in archives */
  guint64 unpacked; /* bytes taken out of them */
} KithSource;

KithSource *kith_source_new (GCancellable *cancellable);
void kith_source_free (KithSource *self);

/**
 * kith_source_add_path:
 *
 * Finds the reader for the file and lets it add its sheets. Errors: a file that no reader knows or that is broken, each in one sentence that says
 * what to do.
 */
gboolean kith_source_add_path (KithSource *self, const char *path, GError **error);
gboolean kith_source_add_file (KithSource *self, KithFile *file, GError **error);

/* Takes @sheet. */
void kith_source_add (KithSource *self, KithSheet *sheet);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithSource, kith_source_free)

G_END_DECLS
