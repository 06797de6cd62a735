/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the parts of an import share. */

#pragma once

#include "kith-gatherings.h"
#include "kith-heard.h"
#include "kith-imports.h"
#include "kith-intake.h"
#include "kith-matching.h"

G_BEGIN_DECLS

typedef struct
{
  KithStore *store;
  const KithIntakeOptions *options;
  KithMatching *matching;
  KithGatherings *gatherings;
  KithPairTable *tied; /* pairs that files of this import have told of; NULL where only one file tells of ties */
  KithPairTable *log;  /* pairs in mail and the like, which all files of this import tell of together; NULL for none */
  GArray *logged;      /* KithLogged: the files that told */
  KithHeard *heard;    /* the contacts that made them */
  KithAccount *mail;   /* of the first file of mail or of a log, not owned; NULL */
  GHashTable *told;    /* what rows have told of fields of one's own; NULL before the first (kith-intake-fields.c) */
  KithProgress *progress;
  GCancellable *cancellable;
  KithRecord record; /* of the row at hand */
} KithIntake;

/* What one file brought to the log. */
typedef struct
{
  KithAccount *account;
  guint64 first_rows, repeats;
} KithLogged;

/* One table on its way in. */
typedef struct
{
  KithTable *table;
  KithAccount *account; /* not owned; one for all tables that belong together */
  KithIdSpace *space;   /* of the ids in it; NULL where it has none */
  GArray *fields;       /* of columns that are kept as fields of one's own (kith-intake-fields.c); NULL for none */
  guint64 step;         /* rows since progress was last told */
} KithIncoming;

typedef enum
{
  KITH_ROW_IS_ADDED,
  KITH_ROW_IS_UPDATED,
  KITH_ROW_IS_MATCHED,
} KithRowResult;

KithAccount *kith_account_new (const KithTable *table, const char *path);

/* Tells what was found in another table of the same file. */
void kith_account_add_table (KithAccount *self, const KithTable *table);
void kith_account_note (KithAccount *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Counts the row, and keeps why. */
gboolean kith_incoming_leave_out (KithIntake *intake, KithIncoming *file, const KithCsvRow *row, const char *reason,
                                  GError **error);
gboolean kith_incoming_ask (KithIntake *intake, KithIncoming *file, const KithCsvRow *row, const char *question,
                            GError **error);
void kith_incoming_count (KithIncoming *file, KithRowResult result);

/* The next row; tells how far it is. */
gboolean kith_incoming_next (KithIntake *intake, KithIncoming *file, KithCsvRow *row, GError **error);

/**
 * kith_incoming_find_person:
 * @person: (out): 0 where the row cannot be brought in; then it has been accounted for
 *
 * The person that intake->record tells of, found or made.
 */
gboolean kith_incoming_find_person (KithIntake *intake, KithIncoming *file, gboolean id_is_name, KithMatch *match,
                                    gint64 *person, gboolean *is_new, GError **error);

/* Chooses the namespace of the ids in a file, and says in the account where they join one that was there. */
gboolean kith_incoming_choose_space (KithIntake *intake, KithIncoming *file, GError **error);

gboolean kith_incoming_read_people (KithIntake *intake, KithIncoming *file, GError **error);
gboolean kith_incoming_read_ties (KithIntake *intake, KithIncoming *file, GError **error);
gboolean kith_incoming_read_attendance (KithIntake *intake, KithIncoming *file, GError **error);
gboolean kith_incoming_read_names (KithIntake *intake, KithIncoming *file, GError **error);

/* The groups and tags of intake->record. @added: (out): whether one was new to the person */
gboolean kith_incoming_put_groups (KithIntake *intake, KithIncoming *file, gint64 person, gboolean *added,
                                   GError **error);

/* Finds or makes the fields that columns are kept as; */
gboolean kith_incoming_open_fields (KithIntake *intake, KithIncoming *file, GError **error);

/* and puts what the row says into them. @changed: (inout): set where something about the person changed */
gboolean kith_incoming_put_fields (KithIntake *intake, KithIncoming *file, const KithCsvRow *row, gint64 person,
                                   gboolean *changed, GError **error);

/* Tells of groups and events too big to make ties. */
gboolean kith_incoming_tell_big (KithIntake *intake, KithIncoming *file, GError **error);

G_END_DECLS
