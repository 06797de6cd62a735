/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-settling.h"

#include "kith-communities.h"

#include <math.h>

#define MOST_ROUNDS 10

/* Marks of a walk. */
#define MET 1
#define SOUGHT 2

/* A move must be worth more than the rounding of the sums it is judged by. */
#define LEAST_GAIN 1e-9

/* Sums are of weights as they are; an expected weight is resolution × strength × strength / total. */
typedef struct
{
  const KithGraph *graph;
  int *membership;
  double resolution;
  guint *size;      /* by community */
  double *strength; /* by community */
  double *tie;      /* by community, scratch: ties of the one that moves, 0 between calls */
  double total;
  guint8 *mark;  /* by person, scratch, 0 between calls */
  GArray *queue; /* guint, scratch */
} Settling;

static void
settling_init (Settling *self, const KithGraph *graph, int *membership, double resolution)
{
  guint n = graph->n;

  *self = (Settling) {
    .graph = graph,
    .membership = membership,
    .resolution = resolution,
    .size = g_new0 (guint, n),
    .strength = g_new0 (double, n),
    .tie = g_new0 (double, n),
    .mark = g_new0 (guint8, n),
    .queue = g_array_new (FALSE, FALSE, sizeof (guint)),
  };
  for (guint i = 0; i < n; i++)
    {
      double own = 0;

      for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
        own += graph->weight[h];
      self->total += own;
      if (membership[i] < 0)
        continue;
      self->strength[membership[i]] += own;
      self->size[membership[i]]++;
    }
}

static void
settling_clear (Settling *self)
{
  g_free (self->size);
  g_free (self->strength);
  g_free (self->tie);
  g_free (self->mark);
  g_array_unref (self->queue);
}

/* The gain in modularity, in ties, of these people leaving their community (all of it, or one of them) for another; the best other is
 * set, or left as it is where none has a higher gain than best_gain. */
static double
find_best_other (Settling *self, const guint *people, guint n_people, double best_gain, int *best)
{
  const KithGraph *graph = self->graph;
  int own = self->membership[people[0]];
  double strength = 0;

  for (guint k = 0; k < n_people; k++)
    for (guint h = graph->offset[people[k]]; h < graph->offset[people[k] + 1]; h++)
      {
        int other = self->membership[graph->neighbor[h]];

        strength += graph->weight[h];
        if (other >= 0)
          self->tie[other] += graph->weight[h];
      }

  if (n_people == 1 && self->size[own] > 1)
    best_gain = self->tie[own] - self->resolution * (strength / self->total) * (self->strength[own] - strength)
                + LEAST_GAIN * strength;
  for (guint k = 0; k < n_people; k++)
    for (guint h = graph->offset[people[k]]; h < graph->offset[people[k] + 1]; h++)
      {
        int other = self->membership[graph->neighbor[h]];
        double gain;

        if (other < 0 || other == own || self->tie[other] == 0)
          continue;
        gain = self->tie[other] - self->resolution * (strength / self->total) * self->strength[other];
        if (gain > best_gain || (gain == best_gain && other < *best))
          {
            best_gain = gain;
            *best = other;
          }
        self->tie[other] = 0;
      }
  self->tie[own] = 0;
  return strength;
}

static void
move (Settling *self, const guint *people, guint n_people, double strength, int to)
{
  int own = self->membership[people[0]];

  for (guint k = 0; k < n_people; k++)
    self->membership[people[k]] = to;
  self->size[to] += n_people;
  self->size[own] -= n_people;
  self->strength[to] += strength;
  self->strength[own] -= strength;
}

void
kith_settling_join_small (const KithGraph *graph, int *membership, double resolution)
{
  Settling settling;

  settling_init (&settling, graph, membership, resolution);
  for (guint size = 1; size < KITH_COMMUNITY_LEAST; size++)
    for (guint i = 0; i < graph->n; i++)
      {
        guint people[KITH_COMMUNITY_LEAST] = { i };
        guint count = 1;
        double strength;
        int best;

        if (membership[i] < 0 || settling.size[membership[i]] != size)
          continue;
        for (guint h = graph->offset[i]; h < graph->offset[i + 1] && count < size; h++)
          if (membership[graph->neighbor[h]] == membership[i])
            people[count++] = graph->neighbor[h];
        best = membership[i];
        strength = find_best_other (&settling, people, count, -INFINITY, &best);
        move (&settling, people, count, strength, best);
      }
  settling_clear (&settling);
}

/* Walks over a community from its person first, without passing left_out, until wanted of the people marked SOUGHT were met or
 * there is nobody more. Returns how many people were met; wanted is what is still missing. */
static guint
walk (Settling *self, guint first, guint left_out, guint *wanted)
{
  const KithGraph *graph = self->graph;
  int own = self->membership[first];

  g_array_set_size (self->queue, 0);
  g_array_append_val (self->queue, first);
  *wanted -= (self->mark[first] & SOUGHT) != 0;
  self->mark[first] |= MET;
  for (guint head = 0; head < self->queue->len && *wanted > 0; head++)
    {
      guint i = g_array_index (self->queue, guint, head);

      for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
        {
          guint j = graph->neighbor[h];

          if (j == left_out || self->membership[j] != own || (self->mark[j] & MET))
            continue;
          *wanted -= (self->mark[j] & SOUGHT) != 0;
          self->mark[j] |= MET;
          g_array_append_val (self->queue, j);
        }
    }
  for (guint k = 0; k < self->queue->len; k++)
    self->mark[g_array_index (self->queue, guint, k)] &= (guint8) ~MET;
  return self->queue->len;
}

/* A community holds together without a person when the person's own contacts in it still reach each other, which mostly takes a step or two
 * to see. */
static gboolean
stays_connected_without (Settling *self, guint person)
{
  const KithGraph *graph = self->graph;
  int own = self->membership[person];
  guint wanted = 0;
  guint first = person;

  for (guint h = graph->offset[person]; h < graph->offset[person + 1]; h++)
    if (self->membership[graph->neighbor[h]] == own)
      {
        first = graph->neighbor[h];
        self->mark[first] |= SOUGHT;
        wanted++;
      }
  if (wanted == 0)
    return FALSE;
  walk (self, first, person, &wanted);
  for (guint h = graph->offset[person]; h < graph->offset[person + 1]; h++)
    self->mark[graph->neighbor[h]] = 0;
  return wanted == 0;
}

guint
kith_settling_move (const KithGraph *graph, int *membership, double resolution)
{
  Settling settling;
  guint moves = 0;
  guint before;
  guint round = 0;

  settling_init (&settling, graph, membership, resolution);
  do
    {
      before = moves;
      for (guint i = 0; i < graph->n; i++)
        {
          int best = membership[i];
          double strength;

          if (best < 0 || settling.size[best] <= KITH_COMMUNITY_LEAST)
            continue;
          strength = find_best_other (&settling, &i, 1, INFINITY, &best);
          if (best == membership[i] || !stays_connected_without (&settling, i))
            continue;
          move (&settling, &i, 1, strength, best);
          moves++;
        }
    }
  while (moves > before && ++round < MOST_ROUNDS);
  settling_clear (&settling);
  return moves;
}

gboolean
kith_settling_is_sound (const KithGraph *graph, const int *membership, const guint *place)
{
  g_autofree int *copy = g_memdup2 (membership, graph->n * sizeof *copy);
  g_autofree guint8 *met = NULL;
  Settling settling;
  gboolean sound = TRUE;

  for (guint i = 0; i < graph->n; i++)
    if (membership[i] >= (int) graph->n || (membership[i] >= 0) != (place[i] != G_MAXUINT))
      return FALSE;

  met = g_new0 (guint8, graph->n);
  settling_init (&settling, graph, copy, 1);
  for (guint i = 0; sound && i < graph->n; i++)
    {
      guint wanted = G_MAXUINT; /* everybody */
      guint size;

      if (membership[i] < 0 || met[membership[i]])
        continue;
      met[membership[i]] = TRUE;
      size = settling.size[membership[i]];
      sound = size >= KITH_COMMUNITY_LEAST && walk (&settling, i, G_MAXUINT, &wanted) == size;
    }
  settling_clear (&settling);
  return sound;
}
