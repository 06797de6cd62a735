/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* changes: what is different since before an import, or since any act of the history. */

#include "kith-changes.h"
#include "kith-cli.h"
#include "kith-error.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_NAMED 20u /* people, and ties, in words; --json has all */

KithSnapshot *
kith_cli_look_back (KithStore *store, const char *act, gint64 *since, GError **error)
{
  gint64 id = 0;

  if (strcmp (act, "import") != 0 && !g_ascii_string_to_signed (act, 10, 1, G_MAXINT64, &id, NULL))
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   _ ("“%s” is neither the number of an act, as “kith-cli history” shows it, nor “import”."), act);
      return NULL;
    }
  return kith_changes_look_back (store, id, since, NULL, NULL, error);
}

static void
add_person (JsonBuilder *json, const KithSnapshot *snapshot, guint person)
{
  int community = snapshot->community[person];

  json_builder_begin_object (json);
  kith_cli_add_int (json, "id", snapshot->id[person]);
  kith_cli_add_string (json, "name", snapshot->name[person]);
  kith_cli_add_string (json, "community", community >= 0 ? snapshot->communities[community].name : NULL);
  json_builder_end_object (json);
}

static void
print_changes_json (const KithSnapshot *now, const KithChanges *changes, gint64 since)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (since);
  g_autofree char *iso = time != NULL ? g_date_time_format_iso8601 (time) : NULL;

  json_builder_begin_object (json);
  kith_cli_add_string (json, "since", iso);
  json_builder_set_member_name (json, "new_people");
  json_builder_begin_array (json);
  for (guint i = 0; i < now->n; i++)
    if (changes->is_new[i])
      add_person (json, now, i);
  json_builder_end_array (json);
  kith_cli_add_int (json, "people_gone", changes->gone);
  json_builder_set_member_name (json, "new_ties");
  json_builder_begin_array (json);
  for (guint t = 0; t < changes->a->len; t++)
    {
      json_builder_begin_object (json);
      kith_cli_add_int (json, "a", now->id[g_array_index (changes->a, guint, t)]);
      kith_cli_add_int (json, "b", now->id[g_array_index (changes->b, guint, t)]);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  kith_cli_add_int (json, "ties_gone", changes->lost);
  kith_cli_add_int (json, "communities_born", changes->born);
  kith_cli_add_int (json, "communities_merged", changes->merged);
  json_builder_set_member_name (json, "communities");
  json_builder_begin_array (json);
  for (guint k = 0; k < changes->news->len; k++)
    json_builder_add_string_value (json, changes->news->pdata[k]);
  json_builder_end_array (json);
  json_builder_end_object (json);
  kith_cli_print_json (json);
}

static void
print_rest (guint n)
{
  if (n > MOST_NAMED)
    /* Translators: the end of a list */
    g_print (ngettext ("  and %'u more\n", "  and %'u more\n", n - MOST_NAMED), n - MOST_NAMED);
}

static void
print_changes (const KithSnapshot *now, const KithChanges *changes, gint64 since)
{
  g_autofree char *sentence = kith_changes_dup_sentence (changes, since);
  guint named = 0;

  g_print ("%s\n", sentence);
  for (guint k = 0; k < changes->news->len; k++)
    g_print ("  %s\n", (const char *) changes->news->pdata[k]);
  if (changes->people > 0)
    g_print (_ ("New people:\n"));
  for (guint i = 0; i < now->n && named < MOST_NAMED; i++)
    if (changes->is_new[i])
      {
        int community = now->community[i];

        g_print ("  %s (%s)\n", now->name[i],
                 community >= 0 ? now->communities[community].name : _ ("not connected yet"));
        named++;
      }
  print_rest (changes->people);
  if (changes->a->len > 0)
    g_print (_ ("New ties:\n"));
  for (guint t = 0; t < MIN (changes->a->len, MOST_NAMED); t++)
    g_print ("  %s – %s\n", now->name[g_array_index (changes->a, guint, t)],
             now->name[g_array_index (changes->b, guint, t)]);
  print_rest (changes->a->len);
}

static gboolean
changes (int argc, char **argv, GError **error)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (KithSnapshot) now = NULL;
  g_autoptr (KithSnapshot) before = NULL;
  g_autoptr (KithChanges) found = NULL;
  gint64 since = 0;

  if (!kith_cli_parse (argc, argv, NULL, 1, 2, &words, error))
    return FALSE;
  now = kith_cli_open (words[0], NULL, FALSE, &store, error);
  before = now != NULL ? kith_cli_look_back (store, words[1] != NULL ? words[1] : "import", &since, error) : NULL;
  if (before == NULL)
    return FALSE;
  found = kith_changes_new (before, now);
  if (kith_cli_json)
    print_changes_json (now, found, since);
  else
    print_changes (now, found, since);
  return TRUE;
}

const KithCommand kith_changes_commands[] = {
  { "changes", N_ ("NETWORK.kith [ACT]"),
    N_ ("What is different since before an act of the history, or the last import"), changes },
  { NULL, NULL, NULL, NULL },
};
