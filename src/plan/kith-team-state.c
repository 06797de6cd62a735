/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-team-state.h"

#include <math.h>

#define GAIN_STEPS 1073741824.0 /* 2^30 */

void
kith_team_state_init (KithTeamState *self, const KithGraph *graph, const int *membership, guint n_communities,
                      double wide)
{
  *self = (KithTeamState) {
    .graph = graph,
    .membership = membership,
    .n_communities = n_communities,
    .second = 1 - wide / 5,
    .power = 1 - wide / 2,
    .size = g_new0 (guint, n_communities),
    .touch = g_new0 (guint, graph->n),
    .once = g_new0 (guint, n_communities),
    .twice = g_new0 (guint, n_communities),
    .more_once = g_new0 (guint, n_communities),
    .more_twice = g_new0 (guint, n_communities),
    .touched = g_new (guint, n_communities),
  };
  for (guint i = 0; i < graph->n; i++)
    if (membership[i] >= 0)
      self->size[membership[i]]++;
}

void
kith_team_state_clear (KithTeamState *self)
{
  g_free (self->size);
  g_free (self->touch);
  g_free (self->once);
  g_free (self->twice);
  g_free (self->more_once);
  g_free (self->more_twice);
  g_free (self->touched);
}

void
kith_team_state_reset (KithTeamState *self)
{
  for (guint i = 0; i < self->graph->n; i++)
    self->touch[i] = 0;
  for (guint c = 0; c < self->n_communities; c++)
    self->once[c] = self->twice[c] = 0;
  self->reached = self->reached_twice = self->members = 0;
}

void
kith_team_state_join (KithTeamState *self, guint person)
{
  self->members++;
  for (guint h = self->graph->offset[person]; h < self->graph->offset[person + 1]; h++)
    {
      guint v = self->graph->neighbor[h];
      int c = self->membership[v];

      switch (++self->touch[v])
        {
        case 1:
          self->reached++;
          if (c >= 0)
            self->once[c]++;
          break;
        case 2:
          self->reached_twice++;
          if (c >= 0)
            self->twice[c]++;
          break;
        default:
          break;
        }
    }
}

void
kith_team_state_leave (KithTeamState *self, guint person)
{
  self->members--;
  for (guint h = self->graph->offset[person]; h < self->graph->offset[person + 1]; h++)
    {
      guint v = self->graph->neighbor[h];
      int c = self->membership[v];

      switch (self->touch[v]--)
        {
        case 1:
          self->reached--;
          if (c >= 0)
            self->once[c]--;
          break;
        case 2:
          self->reached_twice--;
          if (c >= 0)
            self->twice[c]--;
          break;
        default:
          break;
        }
    }
}

/* g (y) of a community; the two ends, which are asked for most, need no pow (). */
static inline double
worth (const KithTeamState *self, guint once, guint twice)
{
  double y = once + self->second * twice;

  return self->power == 0.5 ? sqrt (y) : self->power == 1 ? y : pow (y, self->power);
}

/* People who have from touchpoints get their first, people who have from + 1 their second. */
static guint
count_more (KithTeamState *self, guint person, guint from)
{
  guint n_touched = 0;

  for (guint h = self->graph->offset[person]; h < self->graph->offset[person + 1]; h++)
    {
      guint v = self->graph->neighbor[h];
      guint touch = self->touch[v];
      int c = self->membership[v];

      if (c < 0 || touch < from || touch > from + 1)
        continue;
      if (self->more_once[c] + self->more_twice[c] == 0)
        self->touched[n_touched++] = (guint) c;
      if (touch == from)
        self->more_once[c]++;
      else
        self->more_twice[c]++;
    }
  return n_touched;
}

gint64
kith_team_state_gain (KithTeamState *self, guint person)
{
  guint n_touched = count_more (self, person, 0);
  double gain = 0;

  for (guint t = 0; t < n_touched; t++)
    {
      guint c = self->touched[t];

      gain += worth (self, self->once[c] + self->more_once[c], self->twice[c] + self->more_twice[c])
              - worth (self, self->once[c], self->twice[c]);
      self->more_once[c] = self->more_twice[c] = 0;
    }
  return llround (gain * GAIN_STEPS);
}

gint64
kith_team_state_loss (KithTeamState *self, guint person)
{
  guint n_touched = count_more (self, person, 1);
  double loss = 0;

  for (guint t = 0; t < n_touched; t++)
    {
      guint c = self->touched[t];

      loss += worth (self, self->once[c], self->twice[c])
              - worth (self, self->once[c] - self->more_once[c], self->twice[c] - self->more_twice[c]);
      self->more_once[c] = self->more_twice[c] = 0;
    }
  return llround (loss * GAIN_STEPS);
}

double
kith_team_state_worth_of_more (const KithTeamState *self, guint community, guint more)
{
  return worth (self, self->once[community] + more, self->twice[community])
         - worth (self, self->once[community], self->twice[community]);
}

double
kith_team_state_value (const KithTeamState *self)
{
  double value = 0;

  for (guint c = 0; c < self->n_communities; c++)
    value += worth (self, self->once[c], self->twice[c]);
  return value;
}

void
kith_team_state_totals (const KithTeamState *self, KithTeamTotals *totals)
{
  *totals = (KithTeamTotals) {
    .members = self->members,
    .reached = self->reached,
    .reached_twice = self->reached_twice,
    .worst_community = -1,
  };
  for (guint c = 0; c < self->n_communities; c++)
    {
      double share;

      totals->communities_touched += self->once[c] >= 1;
      totals->communities_firm += self->once[c] >= 2;
      if (self->size[c] == 0)
        continue;
      share = (double) self->once[c] / self->size[c];
      if (totals->worst_community < 0 || share < totals->worst_share)
        {
          totals->worst_share = share;
          totals->worst_community = (int) c;
        }
    }
}
