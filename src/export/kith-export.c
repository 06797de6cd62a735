/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-export-private.h"

#include "kith-briefing.h"
#include "kith-call-sheet.h"
#include "kith-error.h"
#include "kith-survey-sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum
{
  FORM_CSV,
  FORM_TSV,
  FORM_GRAPHML,
  FORM_GEXF,
  FORM_DOT,
  FORM_PDF,
  FORM_PICTURE,
} Form;

static const struct
{
  const char *suffix;
  Form form;
} forms[] = {
  { ".csv", FORM_CSV },   { ".tsv", FORM_TSV },     { ".graphml", FORM_GRAPHML },
  { ".gexf", FORM_GEXF }, { ".dot", FORM_DOT },     { ".gv", FORM_DOT },
  { ".pdf", FORM_PDF },   { ".png", FORM_PICTURE }, { ".svg", FORM_PICTURE },
};

static const char *const what_names[] = {
  [KITH_EXPORT_DEFAULT] = "",          [KITH_EXPORT_PEOPLE] = "people",
  [KITH_EXPORT_TIES] = "ties",         [KITH_EXPORT_COMMUNITIES] = "communities",
  [KITH_EXPORT_TEAM] = "team",         [KITH_EXPORT_CALL_SHEET] = "call-sheet",
  [KITH_EXPORT_NETWORK] = "network",   [KITH_EXPORT_MAP] = "map",
  [KITH_EXPORT_BRIEFING] = "briefing", [KITH_EXPORT_ACCOUNT] = "account",
  [KITH_EXPORT_SURVEY] = "survey",
};

gboolean
kith_export_what_from_name (const char *name, KithExportWhat *what)
{
  for (guint k = KITH_EXPORT_PEOPLE; k < G_N_ELEMENTS (what_names); k++)
    if (g_strcmp0 (name, what_names[k]) == 0)
      {
        *what = k;
        return TRUE;
      }
  return FALSE;
}

void
kith_export_options_init (KithExportOptions *options, const KithSnapshot *snapshot)
{
  memset (options, 0, sizeof *options);
  options->paper = kith_paper_default ();
  options->color_by = kith_map_color_of (snapshot);
  options->size_by = kith_map_size_of (snapshot);
  kith_map_choices_init (&options->map);
  options->map.width = 1600;
  options->map.height = 1000;
}

char *
kith_export_dup_held_back (const KithExportResult *result)
{
  return kith_held_back_dup_list (result->held_back);
}

static gboolean
find_form (const char *path, Form *form, GError **error)
{
  g_autofree char *small = g_ascii_strdown (path, -1);

  for (guint k = 0; k < G_N_ELEMENTS (forms); k++)
    if (g_str_has_suffix (small, forms[k].suffix))
      {
        *form = forms[k].form;
        return TRUE;
      }
  g_set_error (
      error, KITH_ERROR, KITH_ERROR_INVALID,
      _ ("Kith writes .csv, .tsv, .graphml, .gexf, .dot, .png, .svg and .pdf. Choose a name that ends in one of them."));
  return FALSE;
}

/* What of a form can hold. */
static gboolean
settle_what (Form form, KithExportWhat *what, GError **error)
{
  gboolean fits = FALSE;

  switch (form)
    {
    case FORM_CSV:
    case FORM_TSV:
      if (*what == KITH_EXPORT_DEFAULT)
        *what = KITH_EXPORT_PEOPLE;
      fits = *what == KITH_EXPORT_PEOPLE || *what == KITH_EXPORT_TIES || *what == KITH_EXPORT_COMMUNITIES
             || *what == KITH_EXPORT_TEAM || *what == KITH_EXPORT_ACCOUNT;
      break;
    case FORM_GRAPHML:
    case FORM_GEXF:
    case FORM_DOT:
      if (*what == KITH_EXPORT_DEFAULT)
        *what = KITH_EXPORT_NETWORK;
      fits = *what == KITH_EXPORT_NETWORK;
      break;
    case FORM_PDF:
      if (*what == KITH_EXPORT_DEFAULT)
        *what = KITH_EXPORT_CALL_SHEET;
      fits = *what == KITH_EXPORT_CALL_SHEET || *what == KITH_EXPORT_MAP || *what == KITH_EXPORT_BRIEFING
             || *what == KITH_EXPORT_SURVEY;
      break;
    case FORM_PICTURE:
    default:
      if (*what == KITH_EXPORT_DEFAULT)
        *what = KITH_EXPORT_MAP;
      fits = *what == KITH_EXPORT_MAP || *what == KITH_EXPORT_BRIEFING;
      break;
    }
  if (fits)
    return TRUE;
  switch (*what)
    {
    case KITH_EXPORT_CALL_SHEET:
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID, _ ("A call sheet is a .pdf. Choose a name that ends in it."));
      break;
    case KITH_EXPORT_SURVEY:
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   _ ("A survey sheet is a .pdf. Choose a name that ends in it."));
      break;
    case KITH_EXPORT_MAP:
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   _ ("A map can be saved as .png, .svg or .pdf. Choose a name that ends in one of them."));
      break;
    case KITH_EXPORT_BRIEFING:
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   _ ("A briefing can be saved as .pdf, .png or .svg. Choose a name that ends in one of them."));
      break;
    case KITH_EXPORT_NETWORK:
      g_set_error (
          error, KITH_ERROR, KITH_ERROR_INVALID,
          _ ("A whole network can be saved as .graphml, .gexf or .dot. Choose a name that ends in one of them."));
      break;
    default:
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   _ ("A table can be saved as .csv or .tsv. Choose a name that ends in one of them."));
      break;
    }
  return FALSE;
}

/* The people given, or those who together touch the most. */
static KithTeam *
find_team (const KithSnapshot *snapshot, const KithExportOptions *options, KithProgress *progress,
           GCancellable *cancellable, GError **error)
{
  KithTeamOptions wanted = { .wide = 1 };
  g_autofree guint8 *excluded = g_new0 (guint8, MAX (snapshot->n, 1));
  g_autofree guint *fixed = g_new (guint, MAX (options->n_people, 1));

  kith_snapshot_excluded (snapshot, excluded);
  for (guint k = 0; k < options->n_people; k++)
    {
      int index = kith_snapshot_find (snapshot, options->people[k]);

      if (index >= 0)
        fixed[wanted.n_fixed++] = (guint) index;
    }
  wanted.size = options->n_people > 0 ? wanted.n_fixed : options->team_size > 0 ? options->team_size : 12;
  wanted.excluded = excluded;
  wanted.fixed = fixed;
  return kith_team_choose (snapshot->graph, snapshot->community, snapshot->n_communities, snapshot->dot, &wanted,
                           progress, cancellable, error);
}

static KithAsks *
find_asks (KithStore *store, const KithSnapshot *snapshot, const KithExportOptions *options, KithProgress *progress,
           GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) campaigns = NULL;
  g_autoptr (KithTeam) team = NULL;

  if (options->campaign > 0)
    return kith_asks_of_campaign (store, snapshot, options->campaign, error);
  if (options->n_people == 0)
    {
      campaigns = kith_campaign_list (store, error);
      if (campaigns == NULL)
        return NULL;
      if (campaigns->len > 0)
        return kith_asks_of_campaign (store, snapshot, ((const KithCampaign *) g_ptr_array_index (campaigns, 0))->id,
                                      error);
    }
  team = find_team (snapshot, options, progress, cancellable, error);
  return team != NULL ? kith_asks_of_team (store, snapshot, team, NULL, error) : NULL;
}

static gboolean
write_map (KithStore *store, const KithSnapshot *snapshot, const char *path, const KithExportOptions *options,
           KithExportResult *result, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (KithMapShown) shown
      = options->shown != NULL ? kith_map_shown_ref (options->shown) : kith_map_shown_new (snapshot);
  g_autoptr (KithMapSheet) sheet = NULL;

  if (options->shown == NULL)
    {
      shown->color_by = options->color_by;
      shown->size_by = options->size_by;
      shown->ring = options->ring;
    }
  sheet = kith_map_sheet_new (store, shown, &options->map, error);
  if (sheet == NULL)
    return FALSE;
  result->rows = kith_map_sheet_get_people (sheet);
  result->ties = kith_map_sheet_get_ties (sheet);
  if (options->map.names != KITH_MAP_NAMES_OFF)
    result->held_back[KITH_HELD_BACK_DO_NOT_CONTACT] = kith_map_sheet_get_unnamed (sheet);
  return kith_map_sheet_write (sheet, path, progress, cancellable, error);
}

static gboolean
write_briefing (KithStore *store, const KithSnapshot *snapshot, const char *path, const KithExportOptions *options,
                KithExportResult *result, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (KithTeam) team = find_team (snapshot, options, progress, cancellable, error);
  g_autoptr (KithBriefing) briefing = team != NULL ? kith_briefing_new (store, snapshot, team, error) : NULL;

  if (briefing == NULL)
    return FALSE;
  result->rows = kith_asks_count (briefing->asks);
  memcpy (result->held_back, briefing->asks->held_back, sizeof result->held_back);
  return kith_briefing_write (path, briefing, options->paper, error);
}

static gboolean
write_table (KithStore *store, const KithSnapshot *snapshot, KithExportWhat what, KithWriting *writing, Form form,
             const KithExportOptions *options, KithExportResult *result, KithProgress *progress,
             GCancellable *cancellable, GError **error)
{
  KithCsvWriter csv;
  g_autoptr (KithAsks) asks = NULL;

  kith_csv_writer_init (&csv, writing, form == FORM_TSV ? options->csv | KITH_CSV_TAB : options->csv);
  switch (what)
    {
    case KITH_EXPORT_TIES:
      return kith_export_ties (store, snapshot, &csv, result, cancellable, error);
    case KITH_EXPORT_COMMUNITIES:
      kith_export_communities (snapshot, &csv, result);
      return TRUE;
    case KITH_EXPORT_ACCOUNT:
      return kith_export_account (store, &csv, options, result, error);
    case KITH_EXPORT_TEAM:
      asks = find_asks (store, snapshot, options, progress, cancellable, error);
      if (asks == NULL)
        return FALSE;
      kith_export_asks (asks, &csv, result);
      return TRUE;
    default:
      return kith_export_people (store, snapshot, &csv, options, result, progress, cancellable, error);
    }
}

gboolean
kith_export_run (KithStore *store, const KithSnapshot *snapshot, const char *path, const KithExportOptions *options,
                 KithExportResult *result, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  KithExportResult own_result = { 0 };
  KithExportWhat what = options->what;
  g_autoptr (KithWriting) writing = NULL;
  gboolean done;
  Form form;

  if (result == NULL)
    result = &own_result;
  memset (result, 0, sizeof *result);
  if (!find_form (path, &form, error) || !settle_what (form, &what, error))
    return FALSE;

  if (what == KITH_EXPORT_MAP)
    return write_map (store, snapshot, path, options, result, progress, cancellable, error);
  if (what == KITH_EXPORT_BRIEFING)
    return write_briefing (store, snapshot, path, options, result, progress, cancellable, error);
  if (what == KITH_EXPORT_SURVEY)
    {
      g_autofree char *title = kith_store_dup_name (store);

      return kith_survey_sheet_write (path, snapshot, options->people, options->n_people, title, options->paper,
                                      &result->rows, &result->held_back[KITH_HELD_BACK_DO_NOT_CONTACT], error);
    }
  if (what == KITH_EXPORT_CALL_SHEET)
    {
      g_autoptr (KithAsks) asks = find_asks (store, snapshot, options, progress, cancellable, error);

      if (asks == NULL)
        return FALSE;
      result->rows = kith_asks_count (asks);
      memcpy (result->held_back, asks->held_back, sizeof result->held_back);
      return kith_call_sheet_write (path, asks, options->paper, NULL, error);
    }

  writing = kith_writing_new (path, error);
  if (writing == NULL)
    return FALSE;
  if (what == KITH_EXPORT_NETWORK)
    {
      g_autoptr (KithExportFields) fields = kith_export_fields_new (store, snapshot, cancellable, error);

      if (fields == NULL)
        return FALSE;
      result->rows = snapshot->n;
      result->ties = snapshot->graph->m;
      done = form == FORM_GRAPHML ? kith_export_graphml (snapshot, fields, writing, cancellable, error)
             : form == FORM_GEXF  ? kith_export_gexf (snapshot, fields, writing, cancellable, error)
                                  : kith_export_dot (snapshot, writing, cancellable, error);
    }
  else
    done = write_table (store, snapshot, what, writing, form, options, result, progress, cancellable, error);
  return done && kith_writing_finish (writing, error);
}
