/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writing data out: the one door for the window and kith-cli. The suffix of the file says the form, "what" the content. */

#pragma once

#include "kith-asks.h"
#include "kith-csv-writer.h"
#include "kith-map-sheet.h"
#include "kith-page.h"

G_BEGIN_DECLS

typedef enum
{
  KITH_EXPORT_DEFAULT, /* by the suffix: people for tables, the network for graphs, the call sheet for PDF, the map for PNG and SVG */
  KITH_EXPORT_PEOPLE,
  KITH_EXPORT_TIES,
  KITH_EXPORT_COMMUNITIES,
  KITH_EXPORT_TEAM,       /* .csv, .tsv: one row for each person to ask, for mail merge */
  KITH_EXPORT_CALL_SHEET, /* .pdf */
  KITH_EXPORT_NETWORK,    /* .graphml, .gexf, .dot, .gv: people and ties */
  KITH_EXPORT_MAP,        /* .png, .svg, .pdf */
  KITH_EXPORT_BRIEFING,   /* .pdf, .png, .svg: one page for a board */
  KITH_EXPORT_ACCOUNT,    /* .csv, .tsv: rows of imports that are to be decided or were left out, with reasons */
  KITH_EXPORT_SURVEY,     /* .pdf: a sheet that asks people whom they talk to most */
} KithExportWhat;

typedef struct
{
  KithExportWhat what;
  KithCsvFlags csv;
  /* For the team and the call sheet: the campaign; 0 for the team; where there is none either, the newest campaign. */
  gint64 campaign;
  /* Ids of people. Of a table of people and a survey only these are written, rising; %NULL for everybody. For the team and the call sheet the team; without
   * them @team_size people are chosen now. */
  const gint64 *people;
  guint n_people;
  guint team_size; /* 0 for 12 */
  /* Of the account only these imports; %NULL for all. */
  const gint64 *imports;
  guint n_imports;
  KithPaper paper;
  /* For the map: what is to be seen of it; %NULL for all, with these colors and sizes */
  KithMapChoices map;
  KithMapColor color_by;
  KithMapSize size_by;
  KithMapShown *shown;
  gint64 ring; /* without it: of this person and whom he or she knows; 0 for the whole map */
} KithExportOptions;

/* Paper as of the locale; a map of 1600 × 1000 with 40 names, dots by the default of the snapshot. */
void kith_export_options_init (KithExportOptions *options, const KithSnapshot *snapshot);

typedef struct
{
  guint rows;                        /* data rows, people on a sheet, people of a network */
  guint ties;                        /* of a network */
  guint held_back[KITH_N_HELD_BACK]; /* people, or their ways of contact, left out of what was written, by reason */
} KithExportResult;

/* "people", "ties", "communities", "team", "call-sheet", "network", "map", "briefing", "account", "survey" */
gboolean kith_export_what_from_name (const char *name, KithExportWhat *what);

/**
 * kith_export_run:
 * @result: (out) (optional)
 *
 * The file is written whole or not at all. KITH_ERROR_INVALID where suffix and content do not go together.
 */
gboolean kith_export_run (KithStore *store, const KithSnapshot *snapshot, const char *path,
                          const KithExportOptions *options, KithExportResult *result, KithProgress *progress,
                          GCancellable *cancellable, GError **error);

/* "2 asked not to be contacted, 1 is known by hearsay only" or "" */
char *kith_export_dup_held_back (const KithExportResult *result);

G_END_DECLS
