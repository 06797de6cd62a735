/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a layer over the map points out: the one place that says who steps back, for the team's plan and for what has changed. */

#pragma once

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
 * The team and those reached twice as always, those reached once paler, the others faint; communities not touched are pointed out.
 * O(n + ties of the team).
 */
KithLayer *kith_map_layer_plan (const KithSnapshot *snapshot, const guint *team, guint n_team, KithPlanReach *reach);

G_END_DECLS
