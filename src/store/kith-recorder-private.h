/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What recording and reversing share. */

#pragma once

#include "kith-recorder.h"

G_BEGIN_DECLS

#define KITH_RECORDER_PART (1 << 20) /* bytes at which a part is ended */

typedef struct
{
  const char *name;
  const char *seen_as;      /* SQLite's own copy of the name, to find the table fast */
  gboolean ties;            /* its rows say who is tied to whom */
  gboolean fields;          /* its rows are fields of one's own, or their values */
  GArray *came;             /* ranges of ids, rising */
  GHashTable *came_between; /* ids that came out of order */
  GHashTable *kept;         /* ids of the rows whose old state is recorded */
  KithStmt *take, *put;     /* while reversing */
  int columns;
} KithRecorderTable;

struct _KithRecorder
{
  KithDb *db;
  KithRecorderTable *tables;
  guint n_tables;
  gboolean recording;
  gboolean empty;
  gboolean moves_ties;
  gboolean moves_fields;
  GByteArray *current;
  GPtrArray *parts; /* whole ones that are not written yet */
};

G_END_DECLS
