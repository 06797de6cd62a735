/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Choosing a team: people who together touch every community, with two touchpoints for as many as can be. The objective is
 *
 *   F (S) = sum over communities of g (sum of f (t_v) over the members v),   t_v = members of the team S tied to v,
 *
 * with f (0) = 0, f (1) = 1, f (t) = 2 - wide / 5 from two on, and g (y) = y^(1 - wide / 2). At the wide end (1) a second touchpoint counts
 * 0.8 and g is the square root, so that the first people reached in a community count most; at the dense end (0) F is the number of
 * people reached plus the number reached twice, wherever they are. A concave non-decreasing function of a monotone submodular one is
 * submodular, so lazy greedy (Minoux 1978; CELF, Leskovec et al. 2007) is within 1 - 1/e of the best for each value of wide, and finds the
 * same team as plain greedy. All members of a community count, those of the team included: otherwise F would not be monotone. People
 * without a community count in the totals, not in F. */

#pragma once

#include "kith-graph.h"
#include "kith-progress.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  guint size;  /* members wanted */
  double wide; /* 1 wide (all communities) … 0 dense (most people reached, most of them twice) */
  const guint8 *
      excluded; /* nullable: n; 1 for people who must not be asked (do not contact, stubs, detractors, taken out by hand) */
  const guint *
      fixed; /* people who are in whatever they add, unless excluded; they come first, even where they are more than size */
  guint n_fixed;
} KithTeamOptions;

/* What a set of people reaches: all who are tied to at least one of it, with a community or without, those of the set included. */
typedef struct
{
  guint members;
  guint reached;             /* people tied to at least one member */
  guint reached_twice;       /* to at least two */
  guint communities_touched; /* communities with at least one person reached */
  guint communities_firm;    /* with at least two */
  double worst_share;        /* smallest share reached of any community, 0…1 */
  int worst_community;       /* which, -1 without communities */
} KithTeamTotals;

typedef struct
{
  guint person;
  guint adds_reached;     /* people newly reached */
  guint adds_twice;       /* people given their second touchpoint */
  guint adds_communities; /* communities touched for the first time */
  int main_community;     /* where the people newly reached add most to F, -1 where there are none */
  guint main_people;      /* people newly reached there */
  guint drop_reached;     /* people nobody else in the team reaches: what is lost if this person declines */
  guint drop_communities; /* communities lost likewise */
  int substitute; /* person who keeps F highest if this one declines, neither in the team nor excluded; -1 where nobody adds anything */
} KithTeamMember;

typedef struct
{
  guint n_members;
  KithTeamMember *members; /* fixed ones first, then in the order of choice */
  KithTeamTotals totals;
  KithTeamTotals biggest; /* the same number of people with the highest audience (or ties), for comparison */
  guint *
      biggest_people; /* biggest.members of them, the biggest first; fewer than n_members only where fewer have a community */
  KithTeamTotals worst_drop; /* the totals if the one person whose loss takes most off F declines */
  int worst_drop_member;     /* index into members, -1 for a team of none */
  double value;              /* F (S) */
} KithTeam;

/**
 * kith_team_choose:
 * @membership: n; community or KITH_NOT_CONNECTED
 * @size_of_dot: (nullable): n; audience or what else makes a dot big; %NULL for number of ties. Biggest dots are taken among all
 *   people with a community, whether or not they may be asked
 *
 * Fewer members than asked for come back where nobody adds anything. Gains are compared to 2^-30, ties go to the lower index. About
 * 0.1 CPU s for 50 of 100,000 people with 500,000 ties. %NULL when cancelled, and with KITH_ERROR_INVALID where wide is not within 0…1.
 */
KithTeam *kith_team_choose (const KithGraph *graph, const int *membership, guint n_communities,
                            const gint64 *size_of_dot, const KithTeamOptions *options, KithProgress *progress,
                            GCancellable *cancellable, GError **error);
void kith_team_free (KithTeam *self);

/* The totals of any set of people without repetition; O(n + sum of their ties). */
void kith_team_measure (const KithGraph *graph, const int *membership, guint n_communities, const guint *people,
                        guint n_people, KithTeamTotals *totals);

/* F (S) of any set without repetition, the plain way; for tests and for comparing. O(n + ties of the set) */
double kith_team_value (const KithGraph *graph, const int *membership, guint n_communities, double wide,
                        const guint *people, guint n_people);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithTeam, kith_team_free)

G_END_DECLS
