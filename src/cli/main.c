/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* kith-cli: everything Kith can do without a display. One command a call; bad input gives one line on standard error and a status that
 * is not 0 (1: it did not work, 2: it was called wrongly). */

#include "kith-cli.h"
#include "kith-analysis.h"
#include "kith-error.h"
#include "kith-part.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

gboolean kith_cli_json;

static const KithCommand *running;

static const KithCommand *const families[]
    = { kith_store_commands, kith_network_commands, kith_people_commands,  kith_duplicates_commands,
        kith_team_commands,  kith_map_commands,     kith_changes_commands, kith_out_commands };

gboolean
kith_cli_parse (int argc, char **argv, const GOptionEntry *entries, int at_least, int at_most, char ***words,
                GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (running->arguments);
  g_autoptr (GError) own_error = NULL;
  const GOptionEntry common[] = {
    { "json", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &kith_cli_json, N_ ("Answer in JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) copy = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *program = g_strconcat ("kith-cli ", running->name, NULL);
  int given;

  /* GOptionContext takes its program name from argv[0]. */
  g_strv_builder_add (builder, program);
  for (int i = 1; i < argc; i++)
    g_strv_builder_add (builder, argv[i]);
  copy = g_strv_builder_end (builder);
  g_set_prgname (program);

  g_option_context_set_summary (context, _ (running->summary));
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_add_main_entries (context, common, NULL);
  if (!g_option_context_parse_strv (context, &copy, &own_error))
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID, _ ("%s. Usage: kith-cli %s %s"), own_error->message,
                   running->name, running->arguments);
      return FALSE;
    }

  given = g_strv_length (copy) - 1;
  if (given < at_least || (at_most >= 0 && given > at_most))
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID, _ ("Usage: kith-cli %s %s"), running->name,
                   running->arguments);
      return FALSE;
    }
  *words = g_strdupv (copy + 1);
  return TRUE;
}

void
kith_cli_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = NULL;

  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  g_print ("%s\n", text);
}

void
kith_cli_print_file (const char *file)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  kith_cli_add_string (json, "file", file);
  json_builder_end_object (json);
  kith_cli_print_json (json);
}

void
kith_cli_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
kith_cli_add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
kith_cli_add_double (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

KithSnapshot *
kith_cli_load (KithStore *store, GError **error)
{
  g_autoptr (KithSnapshot) snapshot = kith_snapshot_load (store, NULL, NULL, error);

  /* A network that cannot be changed is shown as it is. */
  if (snapshot == NULL || snapshot->analyzed || snapshot->n == 0 || kith_store_is_read_only (store))
    return g_steal_pointer (&snapshot);
  if (!kith_analysis_find_communities (store, 0, TRUE, NULL, NULL, NULL, error))
    return NULL;
  return kith_snapshot_load (store, NULL, NULL, error);
}

static KithSnapshot *
load_only (KithStore *store, const char *only, gboolean placed, GError **error)
{
  g_autoptr (KithSnapshot) snapshot = kith_cli_load (store, error);
  g_autoptr (KithPart) part = NULL;

  if (snapshot == NULL)
    return NULL;
  if (only != NULL)
    {
      part = kith_part_parse (store, only, error);
      return part != NULL ? kith_snapshot_new_part (store, snapshot, part, NULL, NULL, NULL, error) : NULL;
    }
  if (!placed || snapshot->n_placed == snapshot->n || kith_store_is_read_only (store))
    return g_steal_pointer (&snapshot);
  if (!kith_analysis_place (store, KITH_LAYOUT_COMMUNITIES, TRUE, NULL, NULL, NULL, error))
    return NULL;
  return kith_snapshot_load (store, NULL, NULL, error);
}

KithSnapshot *
kith_cli_open (const char *path, const char *only, gboolean placed, KithStore **store, GError **error)
{
  *store = kith_store_open (path, KITH_STORE_DEFAULT, error);
  return *store != NULL ? load_only (*store, only, placed, error) : NULL;
}

static const KithCommand *
find_command (const char *name)
{
  for (gsize f = 0; f < G_N_ELEMENTS (families); f++)
    for (const KithCommand *command = families[f]; command->name != NULL; command++)
      if (g_str_equal (command->name, name))
        return command;
  return NULL;
}

static void
print_help (void)
{
  g_print ("%s\n\n", _ ("Usage: kith-cli COMMAND [OPTION…] NETWORK.kith …"));
  for (gsize f = 0; f < G_N_ELEMENTS (families); f++)
    for (const KithCommand *command = families[f]; command->name != NULL; command++)
      g_print ("  %-12s %s\n", command->name, _ (command->summary));
  g_print ("\n%s\n", _ ("“kith-cli COMMAND --help” tells the options of a command. Every command takes --json."));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  gboolean wrong_call;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, KITH_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (argc > 1 && g_str_equal (argv[1], "--version"))
    {
      g_print ("kith-cli %s\n", KITH_VERSION);
      return 0;
    }
  if (argc < 2 || g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") || g_str_equal (argv[1], "help"))
    {
      print_help ();
      return argc < 2 ? 2 : 0;
    }
  running = find_command (argv[1]);
  if (running == NULL)
    {
      g_printerr (_ ("kith-cli: there is no command “%s”; “kith-cli --help” lists them."), argv[1]);
      g_printerr ("\n");
      return 2;
    }
  if (running->run (argc - 1, argv + 1, &error))
    return 0;

  wrong_call = g_error_matches (error, KITH_ERROR, KITH_ERROR_INVALID);
  g_strdelimit (error->message, "\n", ' ');
  g_printerr ("kith-cli: %s\n", error->message);
  return wrong_call ? 2 : 1;
}
