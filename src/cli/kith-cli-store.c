/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* new, import, history, undo, redo, check, backup: what goes into the file and what can be taken back. */

#include "kith-acts.h"
#include "kith-check.h"
#include "kith-cli.h"
#include "kith-error.h"
#include "kith-intake.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

static gboolean
new_network (int argc, char **argv, GError **error)
{
  g_autofree char *name = NULL;
  const GOptionEntry entries[] = {
    { "name", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &name, N_ ("What the network is called"), N_ ("NAME") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autofree char *shown = NULL;

  if (!kith_cli_parse (argc, argv, entries, 1, 1, &words, error))
    return FALSE;
  store = kith_store_open (words[0], KITH_STORE_NEW, error);
  if (store == NULL)
    return FALSE;
  if (name != NULL
      && (!kith_act_begin (store, _ ("Name the Network"), FALSE, error) || !kith_store_set_name (store, name, error)
          || !kith_act_commit (store, NULL, error)))
    return FALSE;

  shown = kith_store_dup_name (store);
  if (kith_cli_json)
    {
      g_autoptr (JsonBuilder) json = json_builder_new ();

      json_builder_begin_object (json);
      kith_cli_add_string (json, "file", words[0]);
      kith_cli_add_string (json, "name", shown);
      json_builder_end_object (json);
      kith_cli_print_json (json);
    }
  else
    g_print (_ ("%s is an empty network called “%s”.\n"), words[0], shown);
  return TRUE;
}

static gboolean
history (int argc, char **argv, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (GPtrArray) acts = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();

  if (!kith_cli_parse (argc, argv, NULL, 1, 1, &words, error))
    return FALSE;
  store = kith_store_open (words[0], KITH_STORE_AS_IT_IS, error);
  acts = store != NULL ? kith_act_list (store, 0, error) : NULL;
  if (acts == NULL)
    return FALSE;

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "acts");
  json_builder_begin_array (json);
  for (guint k = 0; k < acts->len; k++)
    {
      const KithAct *act = acts->pdata[k];
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (act->time);
      g_autofree char *iso = time != NULL ? g_date_time_format_iso8601 (time) : NULL;
      g_autofree char *shown = time != NULL ? g_date_time_format (time, "%x %H:%M") : NULL;

      json_builder_begin_object (json);
      kith_cli_add_int (json, "id", act->id);
      kith_cli_add_string (json, "label", act->label);
      kith_cli_add_string (json, "time", iso);
      kith_cli_add_string (json, "state", act->state == KITH_ACT_DONE ? "done" : "undone");
      json_builder_set_member_name (json, "joined");
      json_builder_add_boolean_value (json, act->joined);
      json_builder_end_object (json);
      if (!kith_cli_json)
        g_print ("%4" G_GINT64_FORMAT "  %s  %s%s%s\n", act->id, shown != NULL ? shown : "", act->joined ? "  " : "",
                 act->label, act->state == KITH_ACT_DONE ? "" : _ (" (undone)"));
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  if (kith_cli_json)
    kith_cli_print_json (json);
  return TRUE;
}

static gboolean
step (int argc, char **argv, gboolean back, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autofree char *label = NULL;

  if (!kith_cli_parse (argc, argv, NULL, 1, 1, &words, error))
    return FALSE;
  store = kith_store_open (words[0], KITH_STORE_DEFAULT, error);
  if (store == NULL
      || !(back ? kith_act_undo (store, &label, NULL, NULL, error) : kith_act_redo (store, &label, NULL, NULL, error)))
    return FALSE;
  if (kith_cli_json)
    {
      g_autoptr (JsonBuilder) json = json_builder_new ();

      json_builder_begin_object (json);
      kith_cli_add_string (json, back ? "undone" : "redone", label);
      json_builder_end_object (json);
      kith_cli_print_json (json);
    }
  else
    g_print (back ? _ ("Undone: %s\n") : _ ("Done again: %s\n"), label);
  return TRUE;
}

static gboolean
undo (int argc, char **argv, GError **error)
{
  return step (argc, argv, TRUE, error);
}

static gboolean
redo (int argc, char **argv, GError **error)
{
  return step (argc, argv, FALSE, error);
}

static gboolean
check (int argc, char **argv, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  if (!kith_cli_parse (argc, argv, NULL, 1, 1, &words, error))
    return FALSE;
  store = kith_store_open (words[0], KITH_STORE_AS_IT_IS, error);
  if (store == NULL || !kith_store_check (store, problems, NULL, NULL, error))
    return FALSE;

  if (kith_cli_json)
    {
      json_builder_begin_object (json);
      json_builder_set_member_name (json, "ok");
      json_builder_add_boolean_value (json, problems->len == 0);
      json_builder_set_member_name (json, "problems");
      json_builder_begin_array (json);
      for (guint k = 0; k < problems->len; k++)
        json_builder_add_string_value (json, problems->pdata[k]);
      json_builder_end_array (json);
      json_builder_end_object (json);
      kith_cli_print_json (json);
    }
  else
    for (guint k = 0; k < problems->len; k++)
      g_print ("%s\n", (const char *) problems->pdata[k]);
  if (problems->len > 0)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_DAMAGED, _ ("%s is damaged. Go back to a copy of it that is whole."),
                   words[0]);
      return FALSE;
    }
  if (!kith_cli_json)
    g_print (_ ("%s is whole.\n"), words[0]);
  return TRUE;
}

static gboolean
backup (int argc, char **argv, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;

  if (!kith_cli_parse (argc, argv, NULL, 2, 2, &words, error))
    return FALSE;
  store = kith_store_open (words[0], KITH_STORE_AS_IT_IS, error);
  if (store == NULL || !kith_store_backup (store, words[1], FALSE, NULL, NULL, error))
    return FALSE;
  if (kith_cli_json)
    {
      g_autoptr (JsonBuilder) json = json_builder_new ();

      json_builder_begin_object (json);
      kith_cli_add_string (json, "file", words[1]);
      json_builder_end_object (json);
      kith_cli_print_json (json);
    }
  else
    g_print (_ ("Copied to %s.\n"), words[1]);
  return TRUE;
}

static void
add_rows (JsonBuilder *json, const char *name, GArray *rows)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint k = 0; k < rows->len; k++)
    {
      const KithAccountRow *row = &g_array_index (rows, KithAccountRow, k);

      json_builder_begin_object (json);
      kith_cli_add_int (json, "row", row->row);
      kith_cli_add_string (json, "reason", row->reason);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_account (JsonBuilder *json, const KithAccount *account)
{
  json_builder_begin_object (json);
  kith_cli_add_string (json, "file", account->path);
  kith_cli_add_string (json, "table", account->file);
  kith_cli_add_string (json, "format", account->format);
  kith_cli_add_string (json, "recognized_as", account->recognized_as);
  kith_cli_add_string (json, "source", account->name_space);
  kith_cli_add_int (json, "rows", account->rows);
  kith_cli_add_int (json, "added", account->added);
  kith_cli_add_int (json, "updated", account->updated);
  kith_cli_add_int (json, "matched", account->matched);
  kith_cli_add_int (json, "asked", account->asked);
  add_rows (json, "left_out", account->left_out);
  add_rows (json, "asked_rows", account->asked_rows);
  kith_cli_add_int (json, "people", account->people);
  kith_cli_add_int (json, "ties", account->ties);
  kith_cli_add_int (json, "events", account->events);
  json_builder_set_member_name (json, "notes");
  json_builder_begin_array (json);
  for (guint k = 0; k < account->notes->len; k++)
    json_builder_add_string_value (json, account->notes->pdata[k]);
  json_builder_end_array (json);
  json_builder_end_object (json);
}

/* How many rows with a reason are shown where a person reads. */
#define ROWS_SHOWN 10

static void
print_rows (const char *title, GArray *rows)
{
  for (guint k = 0; k < MIN (rows->len, ROWS_SHOWN); k++)
    {
      const KithAccountRow *row = &g_array_index (rows, KithAccountRow, k);

      if (k == 0)
        g_print ("  %s\n", title);
      g_print (_ ("    row %u: %s\n"), (guint) row->row, row->reason);
    }
  if (rows->len > ROWS_SHOWN)
    g_print (ngettext ("    and %'u more; --json lists all\n", "    and %'u more; --json lists all\n",
                       rows->len - ROWS_SHOWN),
             rows->len - ROWS_SHOWN);
}

/* "12 added, 3 updated": only what there is any of. Takes @part. */
static void
add_part (GString *words, guint64 count, char *part)
{
  if (count > 0)
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", part);
  g_free (part);
}

static void
print_account (const KithAccount *account)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GString) came = g_string_new (NULL);
  guint people = account->people, ties = account->ties, events = account->events;

  add_part (rows, account->added, g_strdup_printf (_ ("%u added"), (guint) account->added));
  add_part (rows, account->updated, g_strdup_printf (_ ("%u updated"), (guint) account->updated));
  add_part (rows, account->matched, g_strdup_printf (_ ("%u known already"), (guint) account->matched));
  add_part (rows, account->asked, g_strdup_printf (_ ("%u asked"), (guint) account->asked));
  add_part (rows, account->n_left_out, g_strdup_printf (_ ("%u left out"), (guint) account->n_left_out));
  add_part (came, people, g_strdup_printf (ngettext ("%'u person", "%'u people", people), people));
  add_part (came, ties, g_strdup_printf (ngettext ("%'u tie", "%'u ties", ties), ties));
  add_part (came, events, g_strdup_printf (ngettext ("%'u event or group", "%'u events and groups", events), events));

  /* Translators: a file's name, and what it was recognized as: "people", "CiviCRM contacts" */
  g_print (_ ("%s, read as %s\n"), account->file, account->recognized_as);
  /* Translators: "191 rows: 180 added, 11 left out" */
  g_print (ngettext ("  %'u row: %s\n", "  %'u rows: %s\n", account->rows), (guint) account->rows, rows->str);
  if (came->len > 0)
    /* Translators: "New: 191 people, 15 events and groups" */
    g_print (_ ("  New: %s\n"), came->str);
  for (guint k = 0; k < account->notes->len; k++)
    g_print ("  %s\n", (const char *) account->notes->pdata[k]);
  print_rows (_ ("Asked:"), account->asked_rows);
  print_rows (_ ("Left out:"), account->left_out);
}

/* (nullable) (transfer full): what --map and --keep say of columns, as "COLUMN=FIELD" */
static GStrv
join_columns (const char *const *map, const char *const *keep)
{
  g_autoptr (GStrvBuilder) columns = g_strv_builder_new ();

  if (map == NULL && keep == NULL)
    return NULL;
  if (map != NULL)
    g_strv_builder_addv (columns, (const char **) map);
  for (; keep != NULL && *keep != NULL; keep++)
    g_strv_builder_take (columns, g_strconcat (*keep, "=field", NULL));
  return g_strv_builder_end (columns);
}

static gboolean
import (int argc, char **argv, GError **error)
{
  g_autofree char *as = NULL;
  g_autofree char *source = NULL;
  g_autofree char *dates = NULL;
  g_auto (GStrv) map = NULL;
  g_auto (GStrv) keep = NULL;
  gboolean keep_all = FALSE;
  gboolean dry_run = FALSE;
  const GOptionEntry entries[] = {
    { "as", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &as, N_ ("What the files hold: people, ties or attendance"),
      N_ ("KIND") },
    { "source", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &source,
      N_ ("The system whose ids the files use, so that number 12 there is the same person next time"), N_ ("NAME") },
    { "map", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING_ARRAY, &map, N_ ("What a column is"), N_ ("COLUMN=FIELD") },
    { "keep", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING_ARRAY, &keep,
      N_ ("A column that is kept as a field of its own"), N_ ("COLUMN") },
    { "keep-all", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &keep_all,
      N_ ("Keep all columns as fields that nothing else is known of, but for sensitive ones"), NULL },
    { "dates", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &dates,
      N_ ("How to read dates such as 3/4/2024 where no other tells: day-first or month-first"), N_ ("ORDER") },
    { "dry-run", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &dry_run, N_ ("Tell what would come in, and change nothing"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = NULL;
  g_auto (GStrv) columns = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (GPtrArray) accounts = NULL;
  KithIntakeOptions options = { 0 };
  KithStoreCounts counts;
  gboolean existed;

  if (!kith_cli_parse (argc, argv, entries, 2, -1, &words, error)
      || (as != NULL && !kith_intake_kind_from_name (as, &options.as, error))
      || (dates != NULL && !kith_intake_dates_from_name (dates, &options.dates, error)))
    return FALSE;
  options.forget = as != NULL && options.as == KITH_TABLE_AUTO;
  options.source = source;
  columns = join_columns ((const char *const *) map, (const char *const *) keep);
  options.map = (const char *const *) columns;
  options.keep_all = keep_all;
  options.dry_run = dry_run;

  existed = g_file_test (words[0], G_FILE_TEST_EXISTS);
  store = kith_store_open (words[0], KITH_STORE_CREATE, error);
  if (store == NULL)
    return FALSE;
  accounts = kith_intake_run (store, (const char *const *) words + 1, &options, NULL, NULL, error);
  if (accounts == NULL || !kith_store_count (store, &counts, error) || (dry_run && !existed))
    {
      /* A network that nothing came into is not left behind. */
      g_clear_pointer (&store, kith_store_close);
      if (!existed)
        (void) g_unlink (words[0]);
      if (accounts == NULL || (error != NULL && *error != NULL))
        return FALSE;
    }

  if (kith_cli_json)
    {
      g_autoptr (JsonBuilder) json = json_builder_new ();

      json_builder_begin_object (json);
      json_builder_set_member_name (json, "sources");
      json_builder_begin_array (json);
      for (guint k = 0; k < accounts->len; k++)
        add_account (json, accounts->pdata[k]);
      json_builder_end_array (json);
      kith_cli_add_int (json, "people", counts.people);
      kith_cli_add_int (json, "ties", counts.ties);
      kith_cli_add_int (json, "events", counts.events);
      kith_cli_add_int (json, "groups", counts.groups);
      json_builder_end_object (json);
      kith_cli_print_json (json);
      return TRUE;
    }
  for (guint k = 0; k < accounts->len; k++)
    print_account (accounts->pdata[k]);
  g_print (_ ("Now %u people, %u ties, %u events and %u groups.\n"), counts.people, counts.ties, counts.events,
           counts.groups);
  return TRUE;
}

const KithCommand kith_store_commands[] = {
  { "new", N_ ("NETWORK.kith"), N_ ("Make an empty network"), new_network },
  { "import", N_ ("NETWORK.kith FILE…"), N_ ("Bring in people, ties and attendance"), import },
  { "history", N_ ("NETWORK.kith"), N_ ("List what was done"), history },
  { "undo", N_ ("NETWORK.kith"), N_ ("Take back the last act"), undo },
  { "redo", N_ ("NETWORK.kith"), N_ ("Do again what was taken back"), redo },
  { "check", N_ ("NETWORK.kith"), N_ ("Look for damage"), check },
  { "backup", N_ ("NETWORK.kith COPY.kith"), N_ ("Write a copy"), backup },
  { NULL, NULL, NULL, NULL },
};
