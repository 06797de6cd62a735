/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a layer over the map points out: the one place that says who steps back, for the team's plan and for what has changed. */

#pragma once

#include "kith-changes.h"
#include "kith-layer.h"
#include "kith-snapshot.h"

G_BEGIN_DECLS

typedef struct
{
  guint team;
  guint twice;     /* people tied to at least two of the team, those of the team included */
  guint once;      /* to one */
  guint unreached; /* all others, but for the team */
  guint untouched; /* communities of which nobody is reached: those that are pointed out */
} KithPlanReach;

/**
 * kith_map_layer_plan:
 * @team: n_team people, without repetition
 * @reach: (out): once and twice together are what kith_team_measure () says
 *
 * The team and those reached twice as always, those reached once paler, the others faint; the team is marked, communities not touched are pointed out.
 * O(n + ties of the team).
 */
KithLayer *kith_map_layer_plan (const KithSnapshot *snapshot, const guint *team, guint n_team, KithPlanReach *reach);

/**
 * kith_map_layer_changes:
 * @since: seconds; the sentence says it
 *
 * Those who are new as always and with a ring, those with a new tie paler, the others faint; new ties are drawn out, new communities and
 * those into which others went are pointed out. O(n + new ties).
 */
KithLayer *kith_map_layer_changes (const KithSnapshot *snapshot, const KithChanges *changes, gint64 since);

G_END_DECLS
