/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A sheet of rows with what its columns mean: people, ties between people, who was at which event or in which group, or names for
 * the numbers that other tables use. Found from the heads and the shape of the values; a person's wish comes before either. */

#pragma once

#include "kith-sheet.h"
#include "kith-value-kinds.h"

G_BEGIN_DECLS

typedef enum
{
  KITH_SHAPE_ROWS,
  KITH_SHAPE_MATRIX, /* a row a person, a column an event, 0 or 1 */
  KITH_SHAPE_SQUARE, /* a row a person, a column a person, a number their tie */
} KithTableShape;

/* By what people are known in a column that may hold anything. */
typedef enum
{
  KITH_KEYS_ID,
  KITH_KEYS_EMAIL,
  KITH_KEYS_NAME,
} KithKeys;

typedef struct
{
  char *head; /* as in the file, "Column 3" where it has none */
  KithColumnKind kind;
  guint side;
  guint filled;  /* in a hundred, of the first rows */
  KithKeys keys; /* of a KITH_COLUMN_PERSON_KEY */
  KithDateOrder dates;
  guint day_first, month_first; /* dates that tell which of the two comes first */
  gboolean dates_open;          /* none tells, nor does anything else */
  gboolean dates_thin;          /* hardly any of the first rows tells, and there are more */
  KithValueKind values;         /* of a KITH_COLUMN_FIELD, as its first values look */
  gboolean kept;                /* a KITH_COLUMN_FIELD by KithTableOptions.keep_all */
} KithColumn;

/* What a person says a column is. */
typedef struct
{
  guint column; /* from 0 */
  KithColumnKind kind;
  guint side;
} KithTableField;

/* For dates whose values do not tell ("3/4/2024"). */
typedef enum
{
  KITH_DATE_WISH_NONE,
  KITH_DATE_WISH_DAY_FIRST,
  KITH_DATE_WISH_MONTH_FIRST,
} KithDateWish;

typedef struct
{
  char *name;         /* of the file, without folders, or of the sheet in it */
  const char *format; /* "csv", "xlsx", "graphml" …; with ".gz" or ".zip" where it is packed */
  KithTableKind kind;
  KithTableShape shape;
  const KithSystem *system; /* NULL where it is no known export */
  const char *recognized;   /* "people", "ties", …, or the known export */
  char *heads_key;          /* the same for files with the same heads; NULL where there are none */
  guint64 head_row;         /* as a spreadsheet shows it; 0 where there are no heads */
  GArray *mapped;           /* KithTableField: what the person said of columns, by map and fields of the options */
  struct
  {
    KithTableKind as;
    KithDateWish dates;
  } wish;             /* and of the table as a whole */
  gboolean all_cells; /* rows come with what is in columns that are not used, too: for a preview */
  KithColumn *columns;
  guint n_columns;
  gboolean couples; /* a name may be that of two people */
  gboolean sorted;  /* names begin with the family name: "Smith, John" */
  gboolean log;     /* ties are single contacts with a time: how often is what counts */
  GPtrArray *notes; /* utf8: sentences on what was found and what is not used */

  KithSheet *sheet;  /* not owned */
  guint64 first_row; /* of data */
  guint64 row_number;
  const char *identity; /* of the row at hand: which contact it is; NULL where only the row as a whole tells */
  guint extra_cells;    /* in the longest row, beyond the columns */
  GPtrArray *owned;
  GPtrArray *cells;
} KithTable;

typedef struct
{
  KithTableKind as;
  const char *const *map; /* (nullable): "COLUMN=FIELD" */
  gboolean *
      map_used; /* (nullable): one for each of @map, set where there is such a column; else one that is missing is an error */
  const KithTableField *fields; /* (nullable): the same by number; comes after @map */
  guint n_fields;
  KithDateWish dates;
  const char *const *own; /* (nullable): keys of heads that are fields of the network's own */
  gboolean keep_all;      /* columns of people that nothing is known of become such fields, unless they are sensitive */
  gboolean tolerant;      /* a table in which nobody can be found is opened too, as KITH_TABLE_AUTO */
} KithTableOptions;

/**
 * kith_table_new:
 * @sheet: must live as long
 *
 * Finds out what a sheet holds from its first rows. Errors: KITH_ERROR_EMPTY for a head without rows, KITH_ERROR_MAPPING for a wrong @map
 * and where no column could be a person, and those of the reader.
 */
KithTable *kith_table_new (KithSheet *sheet, const KithTableOptions *options, GError **error);
void kith_table_free (KithTable *self);

/* The column of a kind and side; -1 for none. */
int kith_table_find (const KithTable *self, KithColumnKind kind, guint side);

/**
 * kith_table_next:
 * @row: n_columns clean cells, "" where the row is shorter; good until the next
 *
 * The next row of data: heads, titles, blank rows and comments are passed over.
 *
 * Returns: FALSE at the end, and on error
 */
gboolean kith_table_next (KithTable *self, KithCsvRow *row, GCancellable *cancellable, GError **error);

/**
 * kith_table_settle_dates:
 *
 * Where the first rows do not say whether days or months come first, all rows are asked; and says in the notes what was found. Time is that of reading
 * the table where it has to be asked, else none. To be called before the first row is taken.
 */
gboolean kith_table_settle_dates (KithTable *self, GCancellable *cancellable, GError **error);

/* Begins again with the first row of data. */
gboolean kith_table_rewind (KithTable *self, GError **error);

double kith_table_get_fraction (const KithTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithTable, kith_table_free)

G_END_DECLS
