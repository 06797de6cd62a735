/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person decides about a table before it comes in, and how that is remembered for the next one with the same heads. */

#pragma once

#include "kith-store.h"
#include "kith-table.h"

G_BEGIN_DECLS

/* About one table. Nothing said is left to find out. */
typedef struct
{
  const char *path;   /* of its file, as among those that come in */
  const char *name;   /* of the sheet; NULL for all of the file */
  gboolean leave_out; /* it does not come in */
  gboolean is_final;  /* all has been said: nothing remembered is used */
  KithTableKind as;
  KithDateWish dates;
  const KithTableField *fields;
  guint n_fields;
} KithTableChoice;

/* About all tables of an import, and some of them. */
typedef struct
{
  KithTableKind as;
  KithDateWish dates;
  const char *const *map;        /* (nullable): "COLUMN=FIELD" */
  gboolean *map_used;            /* (nullable): as in KithTableOptions */
  gboolean forget;               /* nothing remembered is used */
  gboolean keep_all;             /* as in KithTableOptions */
  const KithTableChoice *tables; /* (nullable) */
  guint n_tables;
} KithChoices;

/**
 * kith_choices_open:
 * @store: (nullable): that remembers
 * @path: of the file of @sheet
 * @tolerant: as in KithTableOptions
 * @remembered: (out) (optional): whether what was chosen for a table with the same heads was used
 *
 * Opens a table as the person wants it: by what they say now, else by what they said of one with the same heads.
 */
KithTable *kith_choices_open (const KithChoices *choices, KithStore *store, const char *path, KithSheet *sheet,
                              gboolean tolerant, gboolean *remembered, GError **error);

/* Whether the person does not want that table. */
gboolean kith_choices_leave_out (const KithChoices *choices, const char *path, const KithSheet *sheet);

/* (nullable) (transfer full): what the person said of @table, for kith_mapping_remember (); NULL where they said nothing */
char *kith_choices_dup_text (const KithTable *table);

G_END_DECLS
