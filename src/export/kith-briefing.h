/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The briefing: one page for a board or a director. How large the network is, its map, its communities and who connects them, whom to ask
 * and why, what people reported lately, how campaigns stand. Nobody is named who asked not to be contacted, is known by hearsay only or
 * speaks against us. */

#pragma once

#include "kith-asks.h"
#include "kith-map.h"
#include "kith-page.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  guint32 color;
  guint people;
  char *connectors; /* names */
} KithBriefingCommunity;

typedef struct
{
  char *head;
  char *words;
} KithBriefingNote;

typedef struct
{
  char *network, *date;
  guint people, n_communities, unconnected, ambassadors;

  KithScene *scene;
  gboolean density;       /* ties of the map as a density */
  const char *size_title; /* what makes a dot large; "" where all are equal */
  guint *marked;          /* the people of the team who may be named, by index in the scene */
  guint n_marked;

  GPtrArray *communities; /* KithBriefingCommunity, the largest first; at most KITH_BRIEFING_MOST */
  KithAsks *asks;         /* the team */
  char *biggest;          /* the sentence that compares it with the biggest dots */

  char *reports_sentence; /* "" where nobody ever reported anything */
  GPtrArray *reports;     /* KithBriefingNote, the newest first; at most KITH_BRIEFING_MOST */
  GPtrArray *campaigns;   /* KithBriefingNote, the newest first; at most KITH_BRIEFING_MOST */
  guint n_reports, n_campaigns;

  char *source;  /* where it comes from, a sentence */
  guint unnamed; /* people who asked not to be contacted */
} KithBriefing;

#define KITH_BRIEFING_MOST 60 /* things of a kind: more than fit on a page */

/**
 * kith_briefing_new:
 * @team: of the snapshot
 *
 * Gathers what the page says. One pass over people, reports and campaigns.
 */
KithBriefing *kith_briefing_new (KithStore *store, const KithSnapshot *snapshot, const KithTeam *team, GError **error);
void kith_briefing_free (KithBriefing *self);

/**
 * kith_briefing_write:
 * @path: ends in .pdf, .png or .svg; written whole or not at all
 *
 * Always one page: what does not fit is counted in words.
 */
gboolean kith_briefing_write (const char *path, const KithBriefing *briefing, KithPaper paper, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithBriefing, kith_briefing_free)

G_END_DECLS
