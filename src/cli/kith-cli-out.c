/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* export, report: tables and papers for others. */

#include "kith-cli.h"
#include "kith-error.h"
#include "kith-export.h"

#include <glib/gi18n.h>

static gboolean export (int argc, char **argv, GError **error)
{
  g_autofree char *output = NULL;
  g_autofree char *what = NULL;
  gboolean for_spreadsheets = FALSE;
  int team_size = 0;
  const GOptionEntry entries[] = {
    { "output", 'o', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &output,
      N_ ("The file: .csv, .tsv, .graphml, .gexf, .dot, .pdf, .png or .svg"), N_ ("FILE") },
    { "what", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &what,
      N_ ("people, ties, communities, team, call-sheet, network or map"), N_ ("WHAT") },
    { "team-size", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &team_size, N_ ("How many people to ask (12)"), "N" },
    { "for-spreadsheets", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &for_spreadsheets,
      N_ ("Make everything text that a spreadsheet could run as a formula"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autofree char *held_back = NULL;
  KithExportWhat kind = KITH_EXPORT_DEFAULT;
  KithExportOptions options;
  KithExportResult result = { 0 };
  guint total = 0;

  if (!kith_cli_parse (argc, argv, entries, 1, 1, &words, error))
    return FALSE;
  if (output == NULL || team_size < 0 || team_size > 1000
      || (what != NULL && !kith_export_what_from_name (what, &kind)))
    {
      g_set_error (
          error, KITH_ERROR, KITH_ERROR_INVALID,
          _ ("Say where the file goes with -o, and with --what one of people, ties, communities, team, call-sheet, "
             "network or map."));
      return FALSE;
    }
  snapshot = kith_cli_open (words[0], NULL, TRUE, &store, error);
  if (snapshot == NULL)
    return FALSE;
  kith_export_options_init (&options, snapshot);
  options.what = kind;
  options.team_size = team_size;
  if (for_spreadsheets)
    options.csv |= KITH_CSV_FOR_SPREADSHEETS;
  if (!kith_export_run (store, snapshot, output, &options, &result, NULL, NULL, error))
    return FALSE;

  held_back = kith_export_dup_held_back (&result);
  for (int reason = 1; reason < KITH_N_HELD_BACK; reason++)
    total += result.held_back[reason];
  if (kith_cli_json)
    {
      g_autoptr (JsonBuilder) json = json_builder_new ();

      json_builder_begin_object (json);
      kith_cli_add_string (json, "file", output);
      kith_cli_add_int (json, "rows", result.rows);
      kith_cli_add_int (json, "ties", result.ties);
      kith_cli_add_int (json, "held_back", total);
      json_builder_set_member_name (json, "held_back_reasons");
      json_builder_begin_object (json);
      for (int reason = 1; reason < KITH_N_HELD_BACK; reason++)
        kith_cli_add_int (json, kith_held_back_get_name (reason), result.held_back[reason]);
      json_builder_end_object (json);
      json_builder_end_object (json);
      kith_cli_print_json (json);
    }
  else
    {
      g_print (ngettext ("%'u row written to %s.\n", "%'u rows written to %s.\n", result.rows), result.rows, output);
      if (*held_back != '\0')
        g_print (_ ("Held back: %s.\n"), held_back);
    }
  return TRUE;
}

static gboolean
report (int argc, char **argv, GError **error)
{
  g_autofree char *output = NULL;
  g_autofree char *paper = NULL;
  int team_size = 12;
  const GOptionEntry entries[] = {
    { "output", 'o', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &output, N_ ("The page: .pdf, .png or .svg"),
      N_ ("FILE") },
    { "team-size", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &team_size, N_ ("How many people to ask (12)"), "N" },
    { "paper", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &paper, N_ ("a4 or letter (that of your language)"),
      N_ ("PAPER") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (KithSnapshot) snapshot = NULL;
  KithExportOptions options;
  KithPictureFormat format;
  KithPaper size = KITH_PAPER_A4;

  if (!kith_cli_parse (argc, argv, entries, 1, 1, &words, error))
    return FALSE;
  if (output == NULL || !kith_picture_format_from_path (output, &format) || team_size < 1 || team_size > 1000
      || (paper != NULL && (!kith_paper_from_name (paper, &size) || size > KITH_PAPER_LETTER)))
    {
      g_set_error (
          error, KITH_ERROR, KITH_ERROR_INVALID,
          _ ("Say where the page goes with -o, to a file that ends in .pdf, .png or .svg; a team has from 1 to "
             "1000 people, and the paper is a4 or letter."));
      return FALSE;
    }
  snapshot = kith_cli_open (words[0], NULL, TRUE, &store, error);
  if (snapshot == NULL)
    return FALSE;
  kith_export_options_init (&options, snapshot);
  options.what = KITH_EXPORT_BRIEFING;
  options.team_size = team_size;
  if (paper != NULL)
    options.paper = size;
  if (!kith_export_run (store, snapshot, output, &options, NULL, NULL, NULL, error))
    return FALSE;
  if (kith_cli_json)
    kith_cli_print_file (output);
  else
    g_print (_ ("The briefing is in %s.\n"), output);
  return TRUE;
}

const KithCommand kith_out_commands[] = {
  { "export", N_ ("NETWORK.kith -o FILE"), N_ ("Write people, ties, a team or a call sheet to a file"), export },
  { "report", N_ ("NETWORK.kith -o FILE"), N_ ("Write a briefing on one page, for a board"), report },
  { NULL, NULL, NULL, NULL },
};
