/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which files are to come in, and what the person said of them. And the jobs that work on a copy of it: looking at the files, trying the
 * import without keeping it, and the import. */

#pragma once

#include "kith-preview.h"
#include "kith-session.h"

G_BEGIN_DECLS

/* What was said of one table. */
typedef struct
{
  char *path;
  char *name;
  gboolean leave_out;
  KithTableKind as;
  KithDateWish dates;
  gboolean dates_by_place; /* nobody said so: it is how dates are written here */
  GArray *fields;          /* KithTableField */
} KithPlannedTable;

typedef struct
{
  GPtrArray *paths;  /* utf8, each once */
  GPtrArray *tables; /* KithPlannedTable, of those that something was said of */
} KithImportPlan;

KithImportPlan *kith_import_plan_new (void);
void kith_import_plan_free (KithImportPlan *self);
KithImportPlan *kith_import_plan_copy (const KithImportPlan *self);

/* Returns: whether it was not there already */
gboolean kith_import_plan_add (KithImportPlan *self, const char *path);
void kith_import_plan_remove (KithImportPlan *self, const char *path);

/* What was said of the table that is shown; begun with what was remembered of it. */
KithPlannedTable *kith_import_plan_get (KithImportPlan *self, const KithPreview *shown);

/* Puts what column @field->column is in the place of what was said of it. */
void kith_planned_table_set (KithPlannedTable *self, const KithTableField *field);

/* Nothing but what can be found out. */
void kith_planned_table_clear (KithPlannedTable *self);

/* A job's own copy, and what came of it. */
typedef struct
{
  KithImportPlan *plan;
  GPtrArray *previews; /* KithPreview */
  GPtrArray *accounts; /* KithAccount; NULL until the files are in */
  GPtrArray *news;     /* utf8, on communities */
} KithImportTask;

/* @previews: (nullable): files in trouble are left away */
KithImportTask *kith_import_task_new (const KithImportPlan *plan, GPtrArray *previews);
void kith_import_task_free (gpointer self);

/* KithWorkFuncs on a KithImportTask: */

/* fills in the previews, */
gboolean kith_import_task_look (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable,
                                GError **error);
/* the accounts of an import that is not kept, */
gboolean kith_import_task_try (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable,
                               GError **error);
/* those of one that is, and the news. The first half of the progress is the reading. Stopped, it leaves nothing behind. */
gboolean kith_import_task_run (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithImportPlan, kith_import_plan_free)

G_END_DECLS
