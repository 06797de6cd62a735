/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a team reaches, kept up to date as people join and leave: the touchpoints of everyone and the sums of each community. The one
 * place where the objective of kith-team.h is computed. Private to plan. */

#pragma once

#include "kith-graph.h"
#include "kith-team.h"

G_BEGIN_DECLS

typedef struct
{
  const KithGraph *graph;
  const int *membership;
  guint n_communities;
  double second; /* f (2) - f (1) */
  double power;  /* of g */

  guint *size;   /* people of each community */
  guint *touch;  /* n; t_v */
  guint *once;   /* by community: people with at least one touchpoint */
  guint *twice;  /* by community: with at least two */
  guint reached; /* people with at least one touchpoint, those without a community too */
  guint reached_twice;
  guint members;

  /* Scratch of kith_team_state_gain (). */
  guint *more_once, *more_twice; /* by community, 0 between calls */
  guint *touched;                /* communities */
} KithTeamState;

void kith_team_state_init (KithTeamState *self, const KithGraph *graph, const int *membership, guint n_communities,
                           double wide);
void kith_team_state_clear (KithTeamState *self);

/* The state of a team of none again. */
void kith_team_state_reset (KithTeamState *self);

/* O(ties of the person) each. */
void kith_team_state_join (KithTeamState *self, guint person);
void kith_team_state_leave (KithTeamState *self, guint person);

/* What F gains if this person, not in the team, joins; what it loses if this member leaves. In steps of 2^-30. O(ties) */
gint64 kith_team_state_gain (KithTeamState *self, guint person);
gint64 kith_team_state_loss (KithTeamState *self, guint person);

/* What this many more people with their first touchpoint would add to F in a community. */
double kith_team_state_worth_of_more (const KithTeamState *self, guint community, guint more);

double kith_team_state_value (const KithTeamState *self);
void kith_team_state_totals (const KithTeamState *self, KithTeamTotals *totals);

G_END_DECLS
