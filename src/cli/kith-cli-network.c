/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* analyze, communities: who belongs together. */

#include "kith-analysis.h"
#include "kith-cli.h"
#include "kith-error.h"

#include <glib/gi18n.h>

static gboolean
analyze (int argc, char **argv, GError **error)
{
  double resolution = 0;
  const GOptionEntry entries[] = {
    { "resolution", 'r', G_OPTION_FLAG_NONE, G_OPTION_ARG_DOUBLE, &resolution,
      N_ ("Less than 1 for fewer, larger communities; more than 1 for more, smaller ones"), "R" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autoptr (GPtrArray) news = g_ptr_array_new_with_free_func (g_free);

  if (!kith_cli_parse (argc, argv, entries, 1, 1, &words, error))
    return FALSE;
  if (resolution < 0 || resolution > 1000)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   _ ("The resolution is a number above 0, usually between 0.2 and 5."));
      return FALSE;
    }
  store = kith_store_open (words[0], KITH_STORE_DEFAULT, error);
  if (store == NULL || !kith_analysis_find_communities (store, resolution, FALSE, news, NULL, NULL, error))
    return FALSE;
  snapshot = kith_snapshot_load (store, NULL, NULL, error);
  if (snapshot == NULL)
    return FALSE;

  if (kith_cli_json)
    {
      g_autoptr (JsonBuilder) json = json_builder_new ();

      json_builder_begin_object (json);
      kith_cli_add_int (json, "communities", snapshot->n_communities);
      kith_cli_add_double (json, "modularity", snapshot->modularity);
      kith_cli_add_int (json, "people", snapshot->n);
      kith_cli_add_int (json, "ties", snapshot->graph->m);
      kith_cli_add_int (json, "unconnected", snapshot->unconnected);
      json_builder_set_member_name (json, "news");
      json_builder_begin_array (json);
      for (guint i = 0; i < news->len; i++)
        json_builder_add_string_value (json, news->pdata[i]);
      json_builder_end_array (json);
      json_builder_end_object (json);
      kith_cli_print_json (json);
      return TRUE;
    }
  g_print (ngettext ("%'u community among %'u people with %'u ties; %'u people are not connected yet.",
                     "%'u communities among %'u people with %'u ties; %'u people are not connected yet.",
                     snapshot->n_communities),
           snapshot->n_communities, snapshot->n, snapshot->graph->m, snapshot->unconnected);
  g_print ("\n");
  for (guint i = 0; i < news->len; i++)
    g_print ("%s\n", (const char *) news->pdata[i]);
  return TRUE;
}

static gboolean
communities (int argc, char **argv, GError **error)
{
  g_autofree char *only = NULL;
  const GOptionEntry entries[] = { KITH_CLI_ONLY (&only), G_OPTION_ENTRY_NULL };
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autoptr (JsonBuilder) json = NULL;

  if (!kith_cli_parse (argc, argv, entries, 1, 1, &words, error))
    return FALSE;
  snapshot = kith_cli_open (words[0], only, FALSE, &store, error);
  if (snapshot == NULL)
    return FALSE;

  if (!kith_cli_json)
    {
      for (guint c = 0; c < snapshot->n_communities; c++)
        g_print ("%7u  #%06x  %s%s\n", snapshot->communities[c].people, snapshot->communities[c].color,
                 snapshot->communities[c].name, snapshot->communities[c].pinned ? _ (" (pinned)") : "");
      return TRUE;
    }
  json = json_builder_new ();
  json_builder_begin_array (json);
  for (guint c = 0; c < snapshot->n_communities; c++)
    {
      const KithSnapshotCommunity *community = &snapshot->communities[c];
      g_autofree char *color = g_strdup_printf ("#%06x", community->color);

      json_builder_begin_object (json);
      kith_cli_add_int (json, "id", community->id);
      kith_cli_add_string (json, "name", community->name);
      kith_cli_add_string (json, "color", color);
      kith_cli_add_int (json, "people", community->people);
      json_builder_set_member_name (json, "pinned");
      json_builder_add_boolean_value (json, community->pinned);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  kith_cli_print_json (json);
  return TRUE;
}

const KithCommand kith_network_commands[] = {
  { "analyze", N_ ("NETWORK.kith"), N_ ("Find the communities"), analyze },
  { "communities", N_ ("NETWORK.kith"), N_ ("List the communities"), communities },
  { NULL, NULL, NULL, NULL },
};
