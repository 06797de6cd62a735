/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* new, import, history, undo, redo, check, backup: what goes into the file and what can be taken back. */

#include "kith-acts.h"
#include "kith-check.h"
#include "kith-cli.h"
#include "kith-error.h"

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
  store = kith_store_open (words[0], KITH_STORE_READ_ONLY, error);
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
        g_print ("%s  %s%s%s\n", shown != NULL ? shown : "", act->joined ? "  " : "", act->label,
                 act->state == KITH_ACT_DONE ? "" : _ (" (undone)"));
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
  store = kith_store_open (words[0], KITH_STORE_READ_ONLY, error);
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
  store = kith_store_open (words[0], KITH_STORE_READ_ONLY, error);
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

const KithCommand kith_store_commands[] = {
  { "new", N_ ("NETWORK.kith"), N_ ("Make an empty network"), new_network },
  { "history", N_ ("NETWORK.kith"), N_ ("List what was done"), history },
  { "undo", N_ ("NETWORK.kith"), N_ ("Take back the last act"), undo },
  { "redo", N_ ("NETWORK.kith"), N_ ("Do again what was taken back"), redo },
  { "check", N_ ("NETWORK.kith"), N_ ("Look for damage"), check },
  { "backup", N_ ("NETWORK.kith COPY.kith"), N_ ("Write a copy"), backup },
  { NULL, NULL, NULL, NULL },
};
