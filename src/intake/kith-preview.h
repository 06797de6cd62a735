/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files before they come in: what each is taken for and what its columns hold. Nothing is written, and only the first rows are read, so
 * that it takes the same short time however large the files are. */

#pragma once

#include "kith-choices.h"

G_BEGIN_DECLS

#define KITH_PREVIEW_SAMPLES 3

typedef struct
{
  char *head; /* as in the file, "Column 3" where it has none */
  KithColumnKind kind;
  guint side;
  gboolean sensitive;  /* what its head names is left out to protect people unless they say otherwise */
  gboolean by_hand;    /* what it is was said, not found out */
  gboolean dates_open; /* nothing tells which of day and month comes first */
  KithDateOrder dates;
  KithValueKind values;                    /* of one that is kept as a field of one's own */
  char *samples[KITH_PREVIEW_SAMPLES + 1]; /* different ones, %NULL-terminated; none for a column without values */
} KithPreviewColumn;

typedef struct
{
  char *path;
  char *name;    /* of the file, or of the sheet in it */
  char *trouble; /* a sentence on why it cannot come in as it is; NULL */
  char *format;
  char *recognized_as; /* as in KithAccount; "" where nobody was found in it */
  const KithSystem *system;
  KithTableKind kind;
  gboolean is_fixed;   /* the format says what its columns are, as in a network or in mail */
  gboolean is_matrix;  /* its heads are people or events */
  gboolean continues;  /* it goes with the one before */
  KithTableKind wish;  /* the kind that was said; KITH_TABLE_AUTO */
  KithDateWish dates;  /* the order that was said */
  gboolean remembered; /* it was read as chosen for an earlier one with the same heads */
  GArray *columns;     /* KithPreviewColumn; empty where it could not be read */
  guint n_unused;      /* columns that nothing is known of, and that can be kept as fields */
  guint n_fields;      /* those that are */
  guint64 head_row;    /* as a spreadsheet shows it; 0 where there are no heads */
  guint64 rows;
  gboolean rows_counted; /* FALSE: estimated */
  GPtrArray *notes;      /* utf8: sentences */
} KithPreview;

void kith_preview_free (KithPreview *self);

/* Whether the column is one of those n_unused. */
gboolean kith_preview_is_unused (const KithPreview *self, const KithPreviewColumn *column);

/**
 * kith_preview_read:
 * @store: (nullable): that remembers what was chosen for earlier files
 * @choices: (nullable)
 *
 * A file that cannot be read is no error: its trouble says why.
 *
 * Returns: (transfer container) (element-type KithPreview): one for each table of each file, in the order of @paths; %NULL when
 *   cancelled
 */
GPtrArray *kith_preview_read (KithStore *store, const char *const *paths, const KithChoices *choices,
                              GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithPreview, kith_preview_free)

G_END_DECLS
