/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-import-plan.h"

#include "kith-acts.h"
#include "kith-analysis.h"
#include "kith-intake.h"

static void
planned_table_free (gpointer data)
{
  KithPlannedTable *self = data;

  g_free (self->path);
  g_free (self->name);
  g_array_unref (self->fields);
  g_free (self);
}

static KithPlannedTable *
planned_table_new (const char *path, const char *name)
{
  KithPlannedTable *self = g_new0 (KithPlannedTable, 1);

  self->path = g_strdup (path);
  self->name = g_strdup (name);
  self->fields = g_array_new (FALSE, FALSE, sizeof (KithTableField));
  return self;
}

KithImportPlan *
kith_import_plan_new (void)
{
  KithImportPlan *self = g_new0 (KithImportPlan, 1);

  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->tables = g_ptr_array_new_with_free_func (planned_table_free);
  return self;
}

void
kith_import_plan_free (KithImportPlan *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->paths);
  g_ptr_array_unref (self->tables);
  g_free (self);
}

KithImportPlan *
kith_import_plan_copy (const KithImportPlan *self)
{
  KithImportPlan *copy = kith_import_plan_new ();

  for (guint i = 0; i < self->paths->len; i++)
    g_ptr_array_add (copy->paths, g_strdup (self->paths->pdata[i]));
  for (guint i = 0; i < self->tables->len; i++)
    {
      const KithPlannedTable *table = self->tables->pdata[i];
      KithPlannedTable *made = planned_table_new (table->path, table->name);

      made->leave_out = table->leave_out;
      made->as = table->as;
      made->dates = table->dates;
      made->dates_by_place = table->dates_by_place;
      g_array_append_vals (made->fields, table->fields->data, table->fields->len);
      g_ptr_array_add (copy->tables, made);
    }
  return copy;
}

gboolean
kith_import_plan_add (KithImportPlan *self, const char *path)
{
  if (g_ptr_array_find_with_equal_func (self->paths, path, g_str_equal, NULL))
    return FALSE;
  g_ptr_array_add (self->paths, g_strdup (path));
  return TRUE;
}

void
kith_import_plan_remove (KithImportPlan *self, const char *path)
{
  guint at;

  for (guint i = self->tables->len; i > 0; i--)
    if (g_str_equal (((KithPlannedTable *) self->tables->pdata[i - 1])->path, path))
      g_ptr_array_remove_index (self->tables, i - 1);
  if (g_ptr_array_find_with_equal_func (self->paths, path, g_str_equal, &at))
    g_ptr_array_remove_index (self->paths, at);
}

KithPlannedTable *
kith_import_plan_get (KithImportPlan *self, const KithPreview *shown)
{
  KithPlannedTable *made;

  for (guint i = 0; i < self->tables->len; i++)
    {
      KithPlannedTable *table = self->tables->pdata[i];

      if (g_str_equal (table->path, shown->path) && g_str_equal (table->name, shown->name))
        return table;
    }
  made = planned_table_new (shown->path, shown->name);
  made->as = shown->wish;
  made->dates = shown->dates;
  for (guint i = 0; i < shown->columns->len; i++)
    {
      const KithPreviewColumn *column = &g_array_index (shown->columns, KithPreviewColumn, i);
      const KithTableField field = { .column = i, .kind = column->kind, .side = column->side };

      if (column->by_hand)
        g_array_append_val (made->fields, field);
    }
  g_ptr_array_add (self->tables, made);
  return made;
}

void
kith_planned_table_set (KithPlannedTable *self, const KithTableField *field)
{
  for (guint i = self->fields->len; i > 0; i--)
    if (g_array_index (self->fields, KithTableField, i - 1).column == field->column)
      g_array_remove_index (self->fields, i - 1);
  g_array_append_vals (self->fields, field, 1);
}

void
kith_planned_table_clear (KithPlannedTable *self)
{
  self->as = KITH_TABLE_AUTO;
  self->dates = KITH_DATE_WISH_NONE;
  self->dates_by_place = FALSE;
  g_array_set_size (self->fields, 0);
}

/* --- the jobs --- */

/* Whether nothing in the file can come in. */
static gboolean
is_hopeless (GPtrArray *previews, const char *path)
{
  gboolean any = FALSE;

  for (guint i = 0; previews != NULL && i < previews->len; i++)
    {
      const KithPreview *preview = previews->pdata[i];

      if (!g_str_equal (preview->path, path))
        continue;
      if (preview->trouble == NULL)
        return FALSE;
      any = TRUE;
    }
  return any;
}

KithImportTask *
kith_import_task_new (const KithImportPlan *plan, GPtrArray *previews)
{
  KithImportTask *self = g_new0 (KithImportTask, 1);

  self->plan = kith_import_plan_copy (plan);
  self->news = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < plan->paths->len; i++)
    if (is_hopeless (previews, plan->paths->pdata[i]))
      kith_import_plan_remove (self->plan, plan->paths->pdata[i]);
  return self;
}

void
kith_import_task_free (gpointer data)
{
  KithImportTask *self = data;

  if (self->accounts != NULL)
    g_ptr_array_set_free_func (self->accounts, (GDestroyNotify) kith_account_free);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_pointer (&self->previews, g_ptr_array_unref);
  g_ptr_array_unref (self->news);
  kith_import_plan_free (self->plan);
  g_free (self);
}

/* The plan as the core takes it. The result is of the task's texts. */
static KithTableChoice *
dup_choices (const KithImportPlan *plan)
{
  KithTableChoice *choices = g_new0 (KithTableChoice, plan->tables->len + 1);

  for (guint i = 0; i < plan->tables->len; i++)
    {
      const KithPlannedTable *table = plan->tables->pdata[i];

      choices[i] = (KithTableChoice) { .path = table->path,
                                       .name = table->name,
                                       .leave_out = table->leave_out,
                                       .is_final = TRUE,
                                       .as = table->as,
                                       .dates = table->dates,
                                       .fields = (const KithTableField *) (gpointer) table->fields->data,
                                       .n_fields = table->fields->len };
    }
  return choices;
}

/* NULL-terminated; the texts are the plan's. */
static const char **
dup_paths (const KithImportPlan *plan)
{
  const char **paths = g_new0 (const char *, plan->paths->len + 1);

  for (guint i = 0; i < plan->paths->len; i++)
    paths[i] = plan->paths->pdata[i];
  return paths;
}

gboolean
kith_import_task_look (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable,
                       GError **error)
{
  KithImportTask *self = data;
  g_autofree KithTableChoice *tables = dup_choices (self->plan);
  g_autofree const char **paths = dup_paths (self->plan);
  const KithChoices choices = { .tables = tables, .n_tables = self->plan->tables->len };

  self->previews = kith_preview_read (store, paths, &choices, cancellable, error);
  return self->previews != NULL;
}

static gboolean
bring_in (KithImportTask *self, KithStore *store, gboolean dry_run, KithProgress *progress, GCancellable *cancellable,
          GError **error)
{
  g_autofree KithTableChoice *tables = dup_choices (self->plan);
  g_autofree const char **paths = dup_paths (self->plan);
  const KithIntakeOptions options = { .tables = tables, .n_tables = self->plan->tables->len, .dry_run = dry_run };

  self->accounts = kith_intake_run (store, paths, &options, progress, cancellable, error);
  return self->accounts != NULL;
}

gboolean
kith_import_task_try (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable,
                      GError **error)
{
  return bring_in (data, store, TRUE, progress, cancellable, error);
}

/* The last thing done; 0 for nothing. */
static gint64
get_last_act (KithStore *store)
{
  g_autoptr (GPtrArray) acts = kith_act_list (store, 1, NULL);

  return acts != NULL && acts->len > 0 ? ((const KithAct *) acts->pdata[0])->id : 0;
}

gboolean
kith_import_task_run (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable,
                      GError **error)
{
  KithImportTask *self = data;
  gint64 before = get_last_act (store);
  g_autoptr (GError) trouble = NULL;
  gboolean done, is_act;

  kith_progress_enter (progress, 0, .5);
  done = bring_in (self, store, FALSE, progress, cancellable, error);
  kith_progress_leave (progress);
  if (!done)
    return FALSE;
  is_act = get_last_act (store) != before;
  kith_progress_enter (progress, .5, 1);
  done = kith_analysis_refresh (store, self->news, progress, cancellable, &trouble);
  kith_progress_leave (progress);
  if (done)
    return TRUE;
  /* Whoever stops an import wants none of it. Where it changed nothing, the last step is an earlier one. */
  if (g_error_matches (trouble, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (is_act && !kith_act_undo (store, NULL, NULL, NULL, error))
        return FALSE;
      g_ptr_array_set_free_func (self->accounts, (GDestroyNotify) kith_account_free);
      g_clear_pointer (&self->accounts, g_ptr_array_unref);
    }
  g_propagate_error (error, g_steal_pointer (&trouble));
  return FALSE;
}
