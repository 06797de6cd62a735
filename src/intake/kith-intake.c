/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The line that files go through: opened all, put in the order in which they need each other, read one by one within one act. */

#include "kith-row-ties.h"

#include "kith-acts.h"
#include "kith-error.h"
#include "kith-told.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

static void
incoming_clear (gpointer data)
{
  KithIncoming *file = data;

  g_clear_pointer (&file->table, kith_table_free);
  g_clear_pointer (&file->fields, g_array_unref);
}

static void
intake_clear (KithIntake *self)
{
  g_clear_pointer (&self->matching, kith_matching_free);
  g_clear_pointer (&self->gatherings, kith_gatherings_free);
  g_clear_pointer (&self->tied, kith_pair_table_free);
  g_clear_pointer (&self->log, kith_pair_table_free);
  g_clear_pointer (&self->heard, kith_heard_free);
  g_clear_pointer (&self->logged, g_array_unref);
  g_clear_pointer (&self->told, g_hash_table_unref);
  kith_record_clear (&self->record);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KithIntake, intake_clear)

gboolean
kith_intake_kind_from_name (const char *name, KithTableKind *kind, GError **error)
{
  static const struct
  {
    const char *name;
    KithTableKind kind;
  } kinds[] = { { "auto", KITH_TABLE_AUTO },
                { "people", KITH_TABLE_PEOPLE },
                { "ties", KITH_TABLE_TIES },
                { "attendance", KITH_TABLE_ATTENDANCE },
                { "mail", KITH_TABLE_AUTO } }; /* mail is known by itself */

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (name, kinds[i].name) == 0)
      {
        *kind = kinds[i].kind;
        return TRUE;
      }
  g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
               _ ("A file can be read as people, ties or attendance, not as “%s”."), name);
  return FALSE;
}

gboolean
kith_intake_dates_from_name (const char *name, KithDateWish *dates, GError **error)
{
  if (g_strcmp0 (name, "day-first") == 0)
    *dates = KITH_DATE_WISH_DAY_FIRST;
  else if (g_strcmp0 (name, "month-first") == 0)
    *dates = KITH_DATE_WISH_MONTH_FIRST;
  else
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID, _ ("Dates can be read day-first or month-first, not “%s”."),
                   name);
      return FALSE;
    }
  return TRUE;
}

/* Names come before what they name, people before what ties them, and of people those with names first. */
static guint
get_rank (const KithTable *table)
{
  gboolean named = kith_table_find (table, KITH_COLUMN_PERSON_NAME, 0) >= 0
                   || kith_table_find (table, KITH_COLUMN_GIVEN_NAME, 0) >= 0
                   || kith_table_find (table, KITH_COLUMN_FAMILY_NAME, 0) >= 0;

  switch (table->kind)
    {
    case KITH_TABLE_NAMES:
      return 0;
    case KITH_TABLE_PEOPLE:
      return named ? 1 : 2;
    case KITH_TABLE_ATTENDANCE:
      return named ? 3 : 4;
    default:
      return 5;
    }
}

/* In how many of a hundred rows an id or an address tells who is meant. */
static guint
get_sureness (const KithTable *table)
{
  guint best = 0;

  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].side == 0
        && (table->columns[i].kind == KITH_COLUMN_PERSON_ID || table->columns[i].kind == KITH_COLUMN_EMAIL))
      best = MAX (best, table->columns[i].filled);
  return best;
}

/* The surest tables come first, so that a name alone finds who is meant in whatever order files are given. */
static int
compare_files (gconstpointer a, gconstpointer b)
{
  const KithIncoming *x = *(const KithIncoming *const *) a;
  const KithIncoming *y = *(const KithIncoming *const *) b;
  guint rank_x = get_rank (x->table), rank_y = get_rank (y->table);
  guint sure_x = get_sureness (x->table), sure_y = get_sureness (y->table);

  if (rank_x != rank_y)
    return rank_x < rank_y ? -1 : 1;
  if (sure_x != sure_y)
    return sure_x > sure_y ? -1 : 1;
  return x < y ? -1 : x > y;
}

static char *
dup_label (const KithSource *source, const char *const *paths)
{
  guint n = g_strv_length ((char **) paths);

  if (n == 1)
    /* Translators: an act, as in "Undo Import members.csv" */
    return g_strdup_printf (_ ("Import %s"), ((KithSheet *) source->sheets->pdata[0])->file->name);
  return g_strdup_printf (ngettext ("Import %'u File", "Import %'u Files", n), n);
}

/* "As you chose for a file with the same heads: “Wer” is Name." */
static void
tell_remembered (KithIncoming *file)
{
  const KithTable *table = file->table;
  g_autoptr (GString) columns = g_string_new (NULL);

  for (guint i = 0; i < table->mapped->len && i < 40; i++)
    {
      const KithTableField *field = &g_array_index (table->mapped, KithTableField, i);

      /* These are told of anyway. */
      if (field->kind == KITH_COLUMN_FIELD)
        continue;
      g_string_append_printf (columns, "%s%s = %s", columns->len > 0 ? ", " : "", table->columns[field->column].head,
                              kith_column_get_words (field->kind, field->side));
    }
  if (columns->len > 0)
    kith_account_note (file->account,
                       /* Translators: a list such as "Wer = Full name, Womit = E-mail address" */
                       _ ("Read as you chose for an earlier file with the same heads: %s."), columns->str);
  else
    kith_account_note (file->account, "%s", _ ("Read as you chose for an earlier file with the same heads."));
}

/* A sheet that says nothing of people does no harm beside others that do. */
static gboolean
can_be_passed (const GError *error)
{
  return g_error_matches (error, KITH_ERROR, KITH_ERROR_EMPTY)
         || g_error_matches (error, KITH_ERROR, KITH_ERROR_MAPPING)
         || g_error_matches (error, KITH_ERROR, KITH_ERROR_NOT_A_TABLE);
}

/* Finds out what the sheets of one file hold; those after @first in the source. */
static gboolean
open_sheets (KithIntake *intake, const KithChoices *choices, KithSource *source, guint first, const char *path,
             GArray *files, GPtrArray *accounts, GError **error)
{
  g_autoptr (GPtrArray) passed = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) first_error = NULL;
  KithAccount *account = NULL;

  for (guint i = first; i < source->sheets->len; i++)
    {
      g_autoptr (GError) unfit = NULL;
      KithSheet *sheet = source->sheets->pdata[i];
      gboolean remembered;
      KithIncoming file = { 0 };

      if (kith_choices_leave_out (choices, path, sheet))
        continue;
      file.table = kith_choices_open (choices, intake->store, path, sheet, FALSE, &remembered, &unfit);
      if (file.table == NULL)
        {
          if (first + 1 == source->sheets->len || !can_be_passed (unfit))
            {
              g_propagate_error (error, g_steal_pointer (&unfit));
              return FALSE;
            }
          g_ptr_array_add (passed, g_strdup (unfit->message));
          if (first_error == NULL)
            first_error = g_steal_pointer (&unfit);
          continue;
        }
      if (!kith_table_settle_dates (file.table, intake->cancellable, error))
        {
          kith_table_free (file.table);
          return FALSE;
        }
      if (account == NULL || !sheet->continues)
        {
          account = kith_account_new (file.table, path);
          g_ptr_array_add (accounts, account);
        }
      else
        kith_account_add_table (account, file.table);
      file.account = account;
      if (remembered)
        tell_remembered (&file);
      g_array_append_val (files, file);
    }
  if (account == NULL && first_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&first_error));
      return FALSE;
    }
  if (account == NULL)
    return TRUE;
  for (guint i = 0; i < source->notes->len; i++)
    kith_account_note (account, "%s", (const char *) source->notes->pdata[i]);
  for (guint i = 0; i < passed->len; i++)
    kith_account_note (account, "%s", (const char *) passed->pdata[i]);
  g_ptr_array_set_size (source->notes, 0);
  return TRUE;
}

static gboolean
open_files (KithIntake *intake, KithSource *source, const char *const *paths, GArray *files, GPtrArray *accounts,
            GError **error)
{
  const KithIntakeOptions *options = intake->options;
  guint n_map = options->map != NULL ? g_strv_length ((char **) options->map) : 0;
  g_autofree gboolean *map_used = g_new0 (gboolean, n_map + 1);
  const KithChoices choices = { .as = options->as,
                                .dates = options->dates,
                                .map = options->map,
                                /* Of several files each takes what it has a column for. */
                                .map_used = paths[1] != NULL ? map_used : NULL,
                                .forget = options->forget,
                                .keep_all = options->keep_all,
                                .tables = options->tables,
                                .n_tables = options->n_tables };
  gboolean any = FALSE;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      guint first = source->sheets->len;

      if (g_cancellable_set_error_if_cancelled (intake->cancellable, error)
          || !kith_source_add_path (source, paths[i], error)
          || !open_sheets (intake, &choices, source, first, paths[i], files, accounts, error))
        return FALSE;
    }
  for (guint i = 0; choices.map_used != NULL && i < n_map; i++)
    if (!map_used[i])
      {
        g_autofree char *column = g_strndup (options->map[i], strrchr (options->map[i], '=') - options->map[i]);

        g_set_error (error, KITH_ERROR, KITH_ERROR_MAPPING, _ ("None of the files has a column “%s”."), column);
        return FALSE;
      }
  for (guint i = 0; i < files->len; i++)
    any = any || g_array_index (files, KithIncoming, i).table->kind != KITH_TABLE_NAMES;
  if (!any)
    {
      g_set_error (
          error, KITH_ERROR, KITH_ERROR_EMPTY,
          _ ("“%s” holds only names of groups, events or kinds of ties: import it together with the file that says "
             "who takes part."),
          g_array_index (files, KithIncoming, 0).table->name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
add_import (KithIntake *intake, KithAccount *account, GError **error)
{
  KithImport import = { .file = account->file, .format = account->format, .recognized_as = account->recognized_as };

  if (account->import != 0)
    return TRUE;
  if (!kith_import_add (intake->store, &import, error))
    return FALSE;
  account->import = import.id;
  return TRUE;
}

static gboolean
remember_choice (KithIntake *intake, KithIncoming *file, GError **error)
{
  g_autofree char *text = kith_choices_dup_text (file->table);

  return text == NULL || file->table->heads_key == NULL
         || kith_mapping_remember (intake->store, file->table->heads_key, file->table->recognized,
                                   file->space != NULL ? file->space->name : NULL, text, error);
}

static gboolean
read_table (KithIntake *intake, KithIncoming *file, GError **error)
{
  KithAccount *account = file->account;
  guint64 people = account->people;
  gboolean done;

  if (!add_import (intake, account, error) || !kith_incoming_choose_space (intake, file, error))
    return FALSE;
  if (file->space != NULL)
    g_set_str (&account->name_space, file->space->name);
  if (!remember_choice (intake, file, error) || !kith_incoming_open_fields (intake, file, error))
    return FALSE;
  intake->gatherings->added = 0;
  switch (file->table->kind)
    {
    case KITH_TABLE_TIES:
      done = kith_incoming_read_ties (intake, file, error);
      break;
    case KITH_TABLE_ATTENDANCE:
      done = kith_incoming_read_attendance (intake, file, error);
      break;
    case KITH_TABLE_NAMES:
      done = kith_incoming_read_names (intake, file, error);
      break;
    default:
      done = kith_incoming_read_people (intake, file, error);
    }
  if (!done || !kith_incoming_tell_big (intake, file, error))
    return FALSE;

  account->events += intake->gatherings->added;
  intake->matching->changed = intake->matching->changed || intake->gatherings->added > 0;
  people = account->people - people;
  if (file->table->extra_cells > 0)
    kith_account_note (account,
                       ngettext ("Some rows have %'u cell more than there are columns; it was not used.",
                                 "Some rows have up to %'u cells more than there are columns; they were not used.",
                                 file->table->extra_cells),
                       file->table->extra_cells);
  if (people > 0 && file->table->kind != KITH_TABLE_PEOPLE)
    kith_account_note (account,
                       ngettext ("%" PRIu64 " person was not known yet and came in with it.",
                                 "%" PRIu64 " people were not known yet and came in with it.", people),
                       people);
  return TRUE;
}

static gboolean
finish_account (KithIntake *intake, KithAccount *account, GError **error)
{
  KithImport import = { .id = account->import,
                        .file = account->file,
                        .format = account->format,
                        .recognized_as = account->recognized_as,
                        .source = account->name_space,
                        .rows = account->rows,
                        .added = account->added,
                        .updated = account->updated,
                        .matched = account->matched,
                        .asked = account->asked,
                        .left_out = account->n_left_out,
                        .people = account->people,
                        .ties = account->ties,
                        .events = account->events };

  if (account->n_left_out > account->left_out->len)
    kith_account_note (account, _ ("Only the first %d rows that were left out are kept with their reasons."),
                       KITH_ACCOUNT_ROWS_MAX);
  g_assert (account->rows
            == account->added + account->updated + account->matched + account->asked + account->n_left_out);
  return kith_import_update (intake->store, &import, error);
}

/* Where tables tell of single contacts, those that other imports told of count no more. */
static gboolean
open_log (KithIntake *intake, KithIncoming *files, guint n, KithThreads *threads, GError **error)
{
  for (guint i = 0; i < n && intake->mail == NULL; i++)
    if (files[i].table->log || (threads != NULL && g_str_equal (files[i].table->recognized, "mail")))
      intake->mail = files[i].account;
  if (intake->mail == NULL)
    return TRUE;
  intake->log = kith_pair_table_new ();
  intake->logged = g_array_new (FALSE, FALSE, sizeof (KithLogged));
  intake->heard = kith_heard_new (intake->store, intake->matching, threads, error);
  return intake->heard != NULL;
}

static gboolean
read_all (KithIntake *intake, KithIncoming *files, guint n, GPtrArray *accounts, GError **error)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  double whole = 0, before = 0;
  guint tie_files = 0;

  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (order, &files[i]);
      tie_files += files[i].table->kind == KITH_TABLE_TIES || kith_row_ties_has (files[i].table);
      whole += files[i].table->sheet->file->size + 4096.0;
    }
  g_ptr_array_sort (order, compare_files);
  if (tie_files > 1)
    intake->tied = kith_pair_table_new ();
  for (guint i = 0; i < n; i++)
    {
      KithIncoming *file = order->pdata[i];
      double size = file->table->sheet->file->size + 4096.0;
      /* Translators: a file */
      g_autofree char *what = g_strdup_printf (_ ("Reading %s"), file->table->name);

      kith_progress_part (intake->progress, 0.98 * before / whole, 0.98 * (before + size) / whole);
      kith_progress_step (intake->progress, what, 0);
      before += size;
      if (!read_table (intake, file, error))
        return FALSE;
    }
  if (!kith_told_write_log (intake, error))
    return FALSE;
  for (guint i = 0; i < accounts->len; i++)
    if (!finish_account (intake, accounts->pdata[i], error))
      return FALSE;
  return TRUE;
}

GPtrArray *
kith_intake_run (KithStore *store, const char *const *paths, const KithIntakeOptions *options, KithProgress *progress,
                 GCancellable *cancellable, GError **error)
{
  static const KithIntakeOptions no_options = { 0 };
  g_auto (KithIntake) intake = {
    .store = store, .options = options != NULL ? options : &no_options, .progress = progress, .cancellable = cancellable
  };
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) kith_account_free);
  g_autoptr (KithSource) source = kith_source_new (cancellable);
  g_autoptr (GArray) files = g_array_new (FALSE, TRUE, sizeof (KithIncoming));
  g_autoptr (KithActScope) act = NULL;
  g_autofree char *label = NULL;
  KithIncoming *incoming;

  g_return_val_if_fail (paths != NULL && paths[0] != NULL, NULL);

  source->secret = kith_heard_dup_secret (store);
  kith_record_init (&intake.record);
  g_array_set_clear_func (files, incoming_clear);
  kith_progress_step (progress, _ ("Looking at the files"), -1);
  if (!open_files (&intake, source, paths, files, accounts, error))
    return NULL;

  incoming = (KithIncoming *) (gpointer) files->data;
  label = dup_label (source, paths);
  if (!kith_act_begin (store, label, FALSE, error))
    return NULL;
  act = kith_act_scope (store);
  {
    KITH_DB_WATCH (kith_store_get_db (store), cancellable);

    intake.matching = kith_matching_new (store, cancellable, error);
    if (intake.matching == NULL)
      return NULL;
    intake.gatherings = kith_gatherings_new (store, cancellable, error);
    if (intake.gatherings == NULL || !open_log (&intake, incoming, files->len, source->threads, error)
        || !read_all (&intake, incoming, files->len, accounts, error))
      return NULL;
  }
  /* Nothing new: no act, and no trace. */
  if (!intake.matching->changed || intake.options->dry_run)
    {
      kith_progress_step (progress, NULL, 1);
      return g_steal_pointer (&accounts);
    }
  kith_progress_part (progress, 0, 1);
  kith_progress_step (progress, _ ("Keeping it safe"), 0.99);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !kith_act_commit (store, NULL, error))
    return NULL;
  return g_steal_pointer (&accounts);
}
