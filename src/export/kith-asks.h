/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whom to ask, with how to reach them and why: what a call sheet prints and a mail merge reads. Made of a campaign's invitations, or of a team
 * that has no campaign yet. Consent and "do not contact" are applied here, once for every form of it. */

#pragma once

#include "kith-campaigns.h"
#include "kith-snapshot.h"
#include "kith-team.h"

G_BEGIN_DECLS

typedef enum
{
  KITH_HELD_BACK_NOT, /* is in the list */
  KITH_HELD_BACK_DO_NOT_CONTACT,
  KITH_HELD_BACK_HEARSAY, /* known by hearsay only: never gave us anything to be reached by */
  KITH_HELD_BACK_REFUSED, /* refused the channel of the invitation, or every channel there is */
  KITH_N_HELD_BACK,
} KithHeldBack;

typedef struct
{
  gint64 id;
  char *name, *given, *family;
  char *organization; /* "" where there is none, like all texts here */
  char *community;
  guint32 color; /* of the community, for light ground */
  char *reason;
  char *adds; /* what the person adds to those before in the list */
  char *sender;
  char *notes;
  char *email, *phone, *handle, *post; /* only what may be used */
  int channel;                         /* KithChannel, -1 while undecided */
  KithInvitationStatus status;
  KithHeldBack held_back; /* then all ways of contact are "" */
} KithAsk;

typedef struct
{
  char *network; /* its name */
  char *title;
  char *objective;
  gint64 date;                       /* KITH_NO_DATE */
  char *sentence;                    /* what those asked reach together */
  GPtrArray *asks;                   /* KithAsk */
  guint held_back[KITH_N_HELD_BACK]; /* how many, for each reason */
} KithAsks;

/* "asked not to be contacted" and the like, translated, for the count it stands with: "2 asked not to be contacted" */
char *kith_held_back_dup_words (KithHeldBack reason, guint count);
/* The same as a word for --json: "do-not-contact", "hearsay", "refused" */
const char *kith_held_back_get_name (KithHeldBack reason);

/* Those of all reasons: "2 asked not to be contacted, 1 is known by hearsay only" or "". @counts: KITH_N_HELD_BACK */
char *kith_held_back_dup_list (const guint *counts);

KithAsks *kith_asks_of_campaign (KithStore *store, const KithSnapshot *snapshot, gint64 campaign, GError **error);

/* @title: (nullable): "Team of 12" where %NULL */
KithAsks *kith_asks_of_team (KithStore *store, const KithSnapshot *snapshot, const KithTeam *team, const char *title,
                             GError **error);
void kith_asks_free (KithAsks *self);

/* How many are not held back. */
guint kith_asks_count (const KithAsks *self);
/* Who is, as a sentence for the sheet: "2 people are not on this sheet: 2 asked not to be contacted." or "" */
char *kith_asks_dup_held_back (const KithAsks *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithAsks, kith_asks_free)

G_END_DECLS
