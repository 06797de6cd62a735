/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* layout, map, export, report: pictures and files for others. */

#include "kith-analysis.h"
#include "kith-cli.h"
#include "kith-acts.h"
#include "kith-error.h"

#include "kith-export.h"
#include "kith-map-color.h"
#include "kith-map-ring.h"
#include "kith-map.h"
#include "kith-picture.h"
#include "kith-places.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static gboolean
layout_community (KithStore *store, const char *wanted, guint *placed, GError **error)
{
  g_autoptr (KithSnapshot) snapshot = kith_snapshot_load (store, NULL, NULL, error);
  gint64 id = g_ascii_strtoll (wanted, NULL, 10);

  if (snapshot == NULL)
    return FALSE;
  for (guint c = 0; c < snapshot->n_communities; c++)
    if (strcmp (snapshot->communities[c].name, wanted) == 0)
      id = snapshot->communities[c].id;
  return kith_analysis_place_community (store, id, placed, NULL, NULL, error);
}

static gboolean
layout (int argc, char **argv, GError **error)
{
  g_autofree char *name = NULL;
  gboolean anew = FALSE;
  g_autofree char *community = NULL;
  const GOptionEntry entries[] = {
    { "engine", 'e', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &name,
      N_ ("communities (default), sfdp, neato, fdp, twopi or circo"), N_ ("ENGINE") },
    { "anew", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &anew, N_ ("As if nobody had a place yet"), NULL },
    { "community", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &community,
      N_ ("Only this community anew, by name or id; nobody else moves"), N_ ("COMMUNITY") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  KithLayoutEngine engine = KITH_LAYOUT_COMMUNITIES;
  guint placed = 0;
  gint64 start = g_get_monotonic_time ();
  double seconds;

  if (!kith_cli_parse (argc, argv, entries, 1, 1, &words, error))
    return FALSE;
  if (name != NULL && !kith_layout_engine_from_name (name, &engine))
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   _ ("There is no engine “%s”; choose communities, sfdp, neato, fdp, twopi or circo."), name);
      return FALSE;
    }
  if (community != NULL && (name != NULL || anew))
    {
      g_set_error_literal (error, KITH_ERROR, KITH_ERROR_INVALID,
                           _ ("--community arranges one community only; leave out --engine and --anew."));
      return FALSE;
    }
  store = kith_store_open (words[0], KITH_STORE_DEFAULT, error);
  if (store == NULL)
    return FALSE;
  if (engine == KITH_LAYOUT_COMMUNITIES && community == NULL)
    {
      g_autoptr (KithSnapshot) snapshot = kith_cli_load (store, TRUE, error);

      if (snapshot == NULL)
        return FALSE;
    }
  if (community != NULL ? !layout_community (store, community, &placed, error)
      : anew            ? !kith_analysis_place_anew (store, engine, &placed, NULL, NULL, error)
                        : !kith_analysis_place (store, engine, FALSE, &placed, NULL, NULL, error))
    return FALSE;
  seconds = (g_get_monotonic_time () - start) / (double) G_USEC_PER_SEC;
  if (kith_cli_json)
    {
      g_autoptr (JsonBuilder) json = json_builder_new ();

      json_builder_begin_object (json);
      kith_cli_add_int (json, "placed", placed);
      kith_cli_add_double (json, "seconds", seconds);
      json_builder_end_object (json);
      kith_cli_print_json (json);
    }
  else
    g_print (ngettext ("%u person placed in %.1f seconds.\n", "%u people placed in %.1f seconds.\n", placed), placed,
             seconds);
  return TRUE;
}

/* "1600x1200" */
static gboolean
parse_size (const char *text, KithPainterOptions *options, GError **error)
{
  guint width, height;
  char rest;

  if (sscanf (text, "%ux%u%c", &width, &height, &rest) != 2 || width < 16 || height < 16
      || width > KITH_PICTURE_SIDE_MOST || height > KITH_PICTURE_SIDE_MOST)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   _ ("The size is given as 1600x1200, each side from 16 to %d."), KITH_PICTURE_SIDE_MOST);
      return FALSE;
    }
  options->width = width;
  options->height = height;
  return TRUE;
}

/* What --json holds where a file was made. */
static void
print_file (const char *file)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  kith_cli_add_string (json, "file", file);
  json_builder_end_object (json);
  kith_cli_print_json (json);
}

static gboolean
map (int argc, char **argv, GError **error)
{
  g_autofree char *output = NULL;
  g_autofree char *size = NULL;
  g_autofree char *size_by = NULL;
  g_autofree char *person = NULL;
  g_autofree char *color_by = NULL;
  g_autofree char *only = NULL;
  gboolean dark = FALSE;
  int labels = 40;
  const GOptionEntry entries[] = {
    { "output", 'o', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &output, N_ ("The picture: .png, .svg or .pdf"),
      N_ ("FILE") },
    { "size", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &size,
      N_ ("In pixels, or in points for SVG and PDF (1600x1200)"), N_ ("WIDTHxHEIGHT") },
    { "size-by", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &size_by,
      N_ ("What makes a dot big: audience, ties, bridge_reach or equal"), N_ ("KEY") },
    { "person", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &person,
      N_ ("Only this person, by name or id, with everyone he or she knows around"), N_ ("NAME") },
    { "color-by", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &color_by,
      N_ ("What colors tell: community, tier, stance, category, health or one"), N_ ("KEY") },
    KITH_CLI_ONLY (&only),
    { "dark", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &dark, N_ ("On dark ground"), NULL },
    { "labels", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &labels, N_ ("At most so many people’s names (40)"), "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autoptr (KithMapRing) ring = NULL;
  g_autoptr (KithScene) plain = NULL;
  g_autoptr (KithScene) scene = NULL;
  g_autofree char *title = NULL;
  g_autofree char *note = NULL;
  KithPainterOptions options = { .width = 1600, .height = 1200 };
  KithMapSize by;
  KithMapColor color = KITH_MAP_COLOR_COMMUNITY;
  KithPictureFormat format;

  if (!kith_cli_parse (argc, argv, entries, 1, 1, &words, error)
      || (size != NULL && !parse_size (size, &options, error)))
    return FALSE;
  if (output == NULL || !kith_picture_format_from_path (output, &format))
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   _ ("Say where the picture goes with -o, to a file that ends in .png, .svg or .pdf."));
      return FALSE;
    }
  if (size_by != NULL && !kith_map_size_from_name (size_by, &by))
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   _ ("Dots cannot be sized by “%s”; choose audience, ties, bridge_reach or equal."), size_by);
      return FALSE;
    }
  if (color_by != NULL && !kith_map_color_from_name (color_by, &color))
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   _ ("Dots cannot be colored by “%s”; choose community, tier, stance, category, health or one."),
                   color_by);
      return FALSE;
    }
  store = kith_store_open (words[0], KITH_STORE_DEFAULT, error);
  snapshot = store != NULL ? kith_cli_load_only (store, only, TRUE, error) : NULL;
  if (snapshot == NULL)
    return FALSE;

  if (size_by == NULL)
    by = kith_map_size_of (snapshot);
  if (color_by == NULL)
    color = kith_map_color_of (snapshot);
  title = kith_store_dup_name (store);
  options.dark = dark;
  options.labels = MAX (labels, 0);
  options.title = title;
  if (person != NULL)
    {
      int center = kith_cli_find_person (snapshot, person, error);

      if (center < 0)
        return FALSE;
      ring = kith_map_ring_new (snapshot, (guint) center);
      scene = kith_scene_ref (ring->scene);
      note = kith_map_ring_describe (snapshot, ring, &options);
    }
  else
    {
      plain = kith_map_scene_new (snapshot, by);
      scene = kith_map_paint (plain, snapshot, color, NULL);
      if (color != KITH_MAP_COLOR_ONE)
        options.color_title = kith_map_color_get_title (color);
      note = kith_map_describe (snapshot, by, &options);
    }
  if (!kith_picture_write (output, scene, &options, error))
    return FALSE;
  if (kith_cli_json)
    print_file (output);
  else
    g_print (_ ("The map is in %s.\n"), output);
  return TRUE;
}

static gboolean
pin (int argc, char **argv, GError **error)
{
  gboolean off = FALSE;
  const GOptionEntry entries[] = {
    { "off", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &off, N_ ("Take their pins away"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autoptr (KithActScope) act = NULL;
  g_autofree char *label = NULL;
  guint n;

  if (!kith_cli_parse (argc, argv, entries, 2, -1, &words, error))
    return FALSE;
  n = g_strv_length (words) - 1;
  store = kith_store_open (words[0], KITH_STORE_DEFAULT, error);
  snapshot = store != NULL ? kith_cli_load_only (store, NULL, TRUE, error) : NULL;
  if (snapshot == NULL)
    return FALSE;
  label = off ? g_strdup_printf (ngettext ("Unpin %u Person on the Map", "Unpin %u People on the Map", n), n)
              : g_strdup_printf (ngettext ("Pin %u Person on the Map", "Pin %u People on the Map", n), n);
  if (!kith_act_begin (store, label, FALSE, error))
    return FALSE;
  act = kith_act_scope (store);
  for (guint k = 0; k < n; k++)
    {
      int person = kith_cli_find_person (snapshot, words[k + 1], error);

      if (person < 0 || !kith_pin_set (store, snapshot->id[person], !off, error))
        return FALSE;
    }
  if (!kith_act_commit (store, NULL, error))
    return FALSE;
  if (kith_cli_json)
    {
      g_autoptr (JsonBuilder) json = json_builder_new ();

      json_builder_begin_object (json);
      kith_cli_add_int (json, off ? "unpinned" : "pinned", n);
      json_builder_end_object (json);
      kith_cli_print_json (json);
    }
  else if (off)
    g_print (ngettext ("%u person is no longer pinned.\n", "%u people are no longer pinned.\n", n), n);
  else
    g_print (ngettext ("%u person will stay there on the map.\n", "%u people will stay there on the map.\n", n), n);
  return TRUE;
}

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
  store = kith_store_open (words[0], KITH_STORE_DEFAULT, error);
  snapshot = store != NULL ? kith_cli_load_only (store, NULL, TRUE, error) : NULL;
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
      g_print (ngettext ("%u row written to %s.\n", "%u rows written to %s.\n", result.rows), result.rows, output);
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

  if (!kith_cli_parse (argc, argv, entries, 1, 1, &words, error))
    return FALSE;
  if (output == NULL || !kith_picture_format_from_path (output, &format) || team_size < 1 || team_size > 1000
      || (paper != NULL && !g_str_equal (paper, "a4") && !g_str_equal (paper, "letter")))
    {
      g_set_error (
          error, KITH_ERROR, KITH_ERROR_INVALID,
          _ ("Say where the page goes with -o, to a file that ends in .pdf, .png or .svg; a team has from 1 to "
             "1000 people, and the paper is a4 or letter."));
      return FALSE;
    }
  store = kith_store_open (words[0], KITH_STORE_DEFAULT, error);
  snapshot = store != NULL ? kith_cli_load_only (store, NULL, TRUE, error) : NULL;
  if (snapshot == NULL)
    return FALSE;
  kith_export_options_init (&options, snapshot);
  options.what = KITH_EXPORT_BRIEFING;
  options.team_size = team_size;
  if (paper != NULL)
    options.paper = g_str_equal (paper, "letter") ? KITH_PAPER_LETTER : KITH_PAPER_A4;
  if (!kith_export_run (store, snapshot, output, &options, NULL, NULL, NULL, error))
    return FALSE;
  if (kith_cli_json)
    print_file (output);
  else
    g_print (_ ("The briefing is in %s.\n"), output);
  return TRUE;
}

const KithCommand kith_map_commands[] = {
  { "layout", N_ ("NETWORK.kith"), N_ ("Place people on the map"), layout },
  { "map", N_ ("NETWORK.kith -o FILE"), N_ ("Draw the map as PNG, SVG or PDF"), map },
  { "pin", N_ ("NETWORK.kith NAME…"), N_ ("Keep people where they are on the map, whatever it is arranged like"), pin },
  { "export", N_ ("NETWORK.kith -o FILE"), N_ ("Write people, ties, a team or a call sheet to a file"), export },
  { "report", N_ ("NETWORK.kith -o FILE"), N_ ("Write a briefing on one page, for a board"), report },
  { NULL, NULL, NULL, NULL },
};
