/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* layout, map: places, and pictures of them. */

#include "kith-analysis.h"
#include "kith-cli.h"
#include "kith-acts.h"
#include "kith-error.h"

#include "kith-map-layers.h"
#include "kith-map-sheet.h"
#include "kith-places.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define ACROSS 1000  /* pixels of a view */
#define CLOSEST 90.0 /* pixels per map unit there */

/* By name or id; -1 for none. */
static int
find_community (const KithSnapshot *snapshot, const char *wanted)
{
  gint64 id = g_ascii_strtoll (wanted, NULL, 10);

  for (guint c = 0; c < snapshot->n_communities; c++)
    if (strcmp (snapshot->communities[c].name, wanted) == 0)
      return (int) c;
  return kith_snapshot_find_community (snapshot, id);
}

static gboolean
layout_community (KithStore *store, const char *wanted, guint *placed, GError **error)
{
  g_autoptr (KithSnapshot) snapshot = kith_snapshot_load (store, NULL, NULL, error);
  int community;

  if (snapshot == NULL)
    return FALSE;
  community = find_community (snapshot, wanted);
  return kith_analysis_place_community (store, community >= 0 ? snapshot->communities[community].id : 0, placed, NULL,
                                        NULL, error);
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
      g_autoptr (KithSnapshot) snapshot = kith_cli_load (store, error);

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
    g_print (ngettext ("%'u person placed in %.1f seconds.\n", "%'u people placed in %.1f seconds.\n", placed), placed,
             seconds);
  return TRUE;
}

/* "1600x1200" */
static gboolean
parse_size (const char *text, KithMapChoices *choices, GError **error)
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
  choices->width = width;
  choices->height = height;
  return TRUE;
}

/* One community and what is around it, in the shape of the picture. */
static gboolean
look_at (KithStore *store, KithMapShown *shown, const char *wanted, KithMapChoices *choices, GError **error)
{
  int community = find_community (shown->snapshot, wanted);
  const KithSceneCommunity *circle;
  double width = choices->width, height = choices->height;
  double radius, shape;

  if (community < 0)
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   _ ("There is no community “%s”; “kith-cli communities” lists them."), wanted);
      return FALSE;
    }
  if (width <= 0)
    {
      KithMapPaper paper;

      kith_map_paper_init (&paper, choices);
      kith_map_paper_get_picture (&paper, &width, &height);
    }
  shown->scene = kith_map_shown_dup_scene (shown, store, error);
  if (shown->scene == NULL)
    return FALSE;
  circle = &shown->scene->communities[community];
  radius = circle->radius * 1.3 + 1;
  shape = sqrt (width / height);
  shown->view.width = ACROSS * shape;
  shown->view.height = ACROSS / shape;
  shown->view.scale = MIN (MIN (shown->view.width, shown->view.height) / (2 * radius), CLOSEST);
  shown->view.x = circle->x - shown->view.width / shown->view.scale / 2;
  shown->view.y = circle->y - shown->view.height / shown->view.scale / 2;
  choices->whole = FALSE;
  return TRUE;
}

static GArray *
list_pinned (const KithSnapshot *snapshot)
{
  GArray *pinned = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < snapshot->n; i++)
    if (snapshot->flags[i] & KITH_PERSON_PINNED)
      g_array_append_val (pinned, i);
  return pinned;
}

static gboolean
point_out_plan (KithMapShown *shown, GError **error)
{
  const KithSnapshot *snapshot = shown->snapshot;
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (KithTeam) team = kith_analysis_choose_team (snapshot, snapshot->wishes, NULL, NULL, error);
  KithPlanReach reach;

  if (team == NULL)
    return FALSE;
  for (guint k = 0; k < team->n_members; k++)
    g_array_append_val (people, team->members[k].person);
  shown->layer = kith_map_layer_plan (snapshot, (const guint *) people->data, people->len, &reach);
  return TRUE;
}

static gboolean
point_out_changes (KithStore *store, KithMapShown *shown, const char *act, GError **error)
{
  gint64 since;
  g_autoptr (KithSnapshot) before = kith_cli_look_back (store, act, &since, error);
  g_autoptr (KithChanges) changes = NULL;

  if (before == NULL)
    return FALSE;
  changes = kith_changes_new (before, shown->snapshot);
  shown->layer = kith_map_layer_changes (shown->snapshot, changes, since);
  return TRUE;
}

static gboolean
refuse_choices (GError **error)
{
  g_set_error_literal (
      error, KITH_ERROR, KITH_ERROR_INVALID,
      _ ("Names are on, initials or off; the paper is a5, a4, a3, a2, a1, a0, letter, legal or "
         "tabloid; a poster is given as 2x3, at most 10x10; --size goes without a paper, and --view without --person."));
  return FALSE;
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
  g_autofree char *names = NULL;
  g_autofree char *paper = NULL;
  g_autofree char *poster = NULL;
  g_autofree char *view = NULL;
  g_autofree char *since = NULL;
  gboolean dark = FALSE, portrait = FALSE, no_legend = FALSE, no_heading = FALSE, bands = FALSE, events = FALSE,
           plan = FALSE, pins = FALSE;
  int labels = -1;
  const GOptionEntry entries[] = {
    { "output", 'o', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &output, N_ ("The picture: .png, .svg or .pdf"),
      N_ ("FILE") },
    { "size", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &size,
      N_ ("In pixels, or in points for SVG and PDF (1600x1200)"), N_ ("WIDTHxHEIGHT") },
    { "paper", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &paper,
      N_ ("Fitted to paper: a5 to a0, letter, legal or tabloid"), N_ ("PAPER") },
    { "portrait", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &portrait, N_ ("Paper upright"), NULL },
    { "poster", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &poster,
      N_ ("So many sheets across and down, to be glued together (2x3)"), N_ ("ACROSSxDOWN") },
    { "view", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &view,
      N_ ("Only this community and what is around it, by name or id"), N_ ("COMMUNITY") },
    { "names", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &names, N_ ("People’s names: on (default), initials or off"),
      N_ ("NAMES") },
    { "labels", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &labels,
      N_ ("At most so many people’s names (40, and more on larger paper)"), "N" },
    { "size-by", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &size_by,
      N_ ("What makes a dot big: audience, ties, bridge_reach or equal"), N_ ("KEY") },
    { "person", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &person,
      N_ ("Only this person, by name or id, with everyone he or she knows around"), N_ ("NAME") },
    { "color-by", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &color_by,
      N_ ("What colors tell: community, tier, stance, category, health or one"), N_ ("KEY") },
    KITH_CLI_ONLY (&only),
    { "bands", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &bands, N_ ("One band between two communities, not each tie"),
      NULL },
    { "events", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &events,
      N_ ("With a small square for each event and group, in the middle of its people"), NULL },
    { "plan", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &plan,
      N_ ("Whom the team reaches once, twice and not at all, the team as it was wished for"), NULL },
    { "since", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &since,
      N_ ("What is different since before this act of the history, or the last “import”"), N_ ("ACT") },
    { "pins", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &pins, N_ ("With the mark of a pin where people are pinned"),
      NULL },
    { "dark", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &dark, N_ ("On dark ground"), NULL },
    { "no-legend", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &no_legend, N_ ("Without what colors and sizes mean"),
      NULL },
    { "no-heading", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &no_heading,
      N_ ("Without name, date, source and number of people"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) words = NULL;
  g_autoptr (KithStore) store = NULL;
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autoptr (KithMapShown) shown = NULL;
  g_autoptr (KithMapSheet) sheet = NULL;
  KithMapChoices choices;
  KithMapSize by = KITH_MAP_SIZE_EQUAL;
  KithMapColor color = KITH_MAP_COLOR_COMMUNITY;
  KithPictureFormat format;

  kith_map_choices_init (&choices);
  if (!kith_cli_parse (argc, argv, entries, 1, 1, &words, error)
      || (size != NULL && !parse_size (size, &choices, error)))
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
  if ((names != NULL && !kith_map_names_from_name (names, &choices.names))
      || (paper != NULL && !kith_paper_from_name (paper, &choices.paper))
      || (poster != NULL && !kith_map_choices_parse_poster (poster, &choices))
      || (size != NULL && (paper != NULL || poster != NULL || portrait)) || (view != NULL && person != NULL))
    return refuse_choices (error);
  if ((plan && since != NULL) || (since != NULL && only != NULL)
      || (person != NULL && (plan || since != NULL || events || pins)))
    {
      g_set_error_literal (error, KITH_ERROR, KITH_ERROR_INVALID,
                           _ ("--plan and --since go without each other, --since without --only, and neither they nor "
                              "--events and --pins with --person."));
      return FALSE;
    }
  if (size == NULL && paper == NULL && poster == NULL && !portrait)
    {
      choices.width = 1600;
      choices.height = 1200;
    }
  choices.landscape = !portrait;
  choices.dark = dark;
  choices.legend = !no_legend;
  choices.heading = !no_heading;
  if (labels >= 0)
    choices.labels = (guint) labels;

  snapshot = kith_cli_open (words[0], only, TRUE, &store, error);
  if (snapshot == NULL)
    return FALSE;
  shown = kith_map_shown_new (snapshot);
  if (size_by != NULL)
    shown->size_by = by;
  if (color_by != NULL)
    shown->color_by = color;
  shown->bands = bands;
  shown->events = shown->events || events;
  if (person != NULL)
    {
      int center = kith_cli_find_person (snapshot, person, error);

      if (center < 0)
        return FALSE;
      shown->ring = snapshot->id[center];
    }
  if (pins)
    shown->pinned = list_pinned (snapshot);
  if ((plan && !point_out_plan (shown, error)) || (since != NULL && !point_out_changes (store, shown, since, error)))
    return FALSE;
  if (view != NULL && !look_at (store, shown, view, &choices, error))
    return FALSE;
  sheet = kith_map_sheet_new (store, shown, &choices, error);
  if (sheet == NULL || !kith_map_sheet_write (sheet, output, NULL, NULL, error))
    return FALSE;
  if (kith_cli_json)
    kith_cli_print_file (output);
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
  snapshot = kith_cli_open (words[0], NULL, TRUE, &store, error);
  if (snapshot == NULL)
    return FALSE;
  label = off ? g_strdup_printf (ngettext ("Unpin %'u Person on the Map", "Unpin %'u People on the Map", n), n)
              : g_strdup_printf (ngettext ("Pin %'u Person on the Map", "Pin %'u People on the Map", n), n);
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
    g_print (ngettext ("%'u person is no longer pinned.\n", "%'u people are no longer pinned.\n", n), n);
  else
    g_print (ngettext ("%'u person will stay there on the map.\n", "%'u people will stay there on the map.\n", n), n);
  return TRUE;
}

const KithCommand kith_map_commands[] = {
  { "layout", N_ ("NETWORK.kith"), N_ ("Place people on the map"), layout },
  { "map", N_ ("NETWORK.kith -o FILE"), N_ ("Draw the map as PNG, SVG or PDF"), map },
  { "pin", N_ ("NETWORK.kith NAME…"), N_ ("Keep people where they are on the map, whatever it is arranged like"), pin },
  { NULL, NULL, NULL, NULL },
};
