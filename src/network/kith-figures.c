/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The figures per person. All of them come from one thing: how many ties a person has into each community. The figures themselves count
 * that in one scratch array; the confidence keeps it for all people at once, a run of "cells" for each person (one for each community that he or
 * she has ties into), so that a copy of the graph is nothing but the cells filled anew. */

#include "kith-figures.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define OWN_PSEUDO_TIES 4.0
#define KEPT_NUMERATOR 4
#define KEPT_DENOMINATOR 5

/* sum_squares is of the counts of all communities. */
static inline double
bridge_reach (double log_outside, guint ties, guint own, double sum_squares)
{
  double all = ties + OWN_PSEUDO_TIES;
  double with_pseudo = sum_squares + OWN_PSEUDO_TIES * (OWN_PSEUDO_TIES + 2.0 * own);

  return (1 - with_pseudo / (all * all)) * log_outside;
}

KithFigures *
kith_figures_new (const KithGraph *graph, const int *membership, guint n_communities)
{
  KithFigures *self = g_new0 (KithFigures, 1);
  guint n = graph->n;
  g_autofree guint *count = g_new0 (guint, n_communities);
  g_autofree guint *touched = g_new (guint, n_communities);

  self->n = n;
  self->ties = g_new0 (guint, n);
  self->outside_ties = g_new0 (guint, n);
  self->communities_reached = g_new0 (guint, n);
  self->firm_communities = g_new0 (guint, n);
  self->participation = g_new0 (float, n);
  self->bridge_reach = g_new0 (float, n);

  for (guint i = 0; i < n; i++)
    {
      guint ties = 0;
      guint n_touched = 0;
      guint own;
      double sum_squares = 0;

      self->ties[i] = kith_graph_degree (graph, i);
      if (membership[i] < 0)
        continue;

      for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
        {
          int c = membership[graph->neighbor[h]];

          if (c < 0)
            continue;
          if (count[c]++ == 0)
            touched[n_touched++] = (guint) c;
          ties++;
        }
      if (ties == 0)
        continue;

      own = count[membership[i]];
      for (guint t = 0; t < n_touched; t++)
        {
          guint k = count[touched[t]];

          sum_squares += (double) k * k;
          self->communities_reached[i] += touched[t] != (guint) membership[i];
          self->firm_communities[i] += touched[t] != (guint) membership[i] && k >= 2;
          count[touched[t]] = 0;
        }
      self->outside_ties[i] = ties - own;
      self->participation[i] = (float) (1 - sum_squares / ((double) ties * ties));
      self->bridge_reach[i] = (float) bridge_reach (log1p (ties - own), ties, own, sum_squares);
    }
  return self;
}

void
kith_figures_free (KithFigures *self)
{
  g_free (self->ties);
  g_free (self->outside_ties);
  g_free (self->communities_reached);
  g_free (self->firm_communities);
  g_free (self->participation);
  g_free (self->bridge_reach);
  g_free (self);
}

/* The best of a list as it goes by: a heap with the worst of the best at the root. */
typedef struct
{
  const float *score;
  guint *person;
  guint n;
  guint size;
} Top;

static inline gboolean
is_worse (const float *score, guint a, guint b)
{
  return score[a] < score[b] || (score[a] == score[b] && a > b);
}

static void
top_sink (Top *self, guint at)
{
  guint person = self->person[at];

  for (guint child; (child = 2 * at + 1) < self->n; at = child)
    {
      if (child + 1 < self->n && is_worse (self->score, self->person[child + 1], self->person[child]))
        child++;
      if (!is_worse (self->score, self->person[child], person))
        break;
      self->person[at] = self->person[child];
    }
  self->person[at] = person;
}

static void
top_rise (Top *self, guint at)
{
  guint person = self->person[at];

  for (; at > 0 && is_worse (self->score, person, self->person[(at - 1) / 2]); at = (at - 1) / 2)
    self->person[at] = self->person[(at - 1) / 2];
  self->person[at] = person;
}

static inline void
top_offer (Top *self, guint person)
{
  if (self->n < self->size)
    {
      self->person[self->n++] = person;
      top_rise (self, self->n - 1);
    }
  else if (is_worse (self->score, self->person[0], person))
    {
      self->person[0] = person;
      top_sink (self, 0);
    }
}

static guint
choose_top (const float *score, guint n, const guint8 *usable, guint size, guint *top)
{
  Top best = { score, top, 0, size };

  if (size == 0)
    return 0;
  for (guint i = 0; i < n; i++)
    if (score[i] > 0 && (usable == NULL || usable[i]))
      top_offer (&best, i);
  return best.n;
}

guint
kith_figures_top (const KithFigures *self, const guint8 *usable, guint size, guint *top)
{
  guint n_top = choose_top (self->bridge_reach, self->n, usable, size, top);
  Top rest = { self->bridge_reach, top, n_top, n_top };

  /* Taking the worst off to the end of the shrinking heap leaves the best in front. */
  while (rest.n > 1)
    {
      guint worst = top[0];

      top[0] = top[--rest.n];
      top[rest.n] = worst;
      top_sink (&rest, 0);
    }
  return n_top;
}

/* What the copies need, made once. */
typedef struct
{
  guint n;
  guint *start; /* n + 1; the cells of each person, none for people without a community */
  guint *own;   /* n; the cell of the own community, G_MAXUINT where there is none */
  guint n_cells;
  guint n_ties; /* between people with a community */
  guint *a, *b; /* n_ties; the cells that a tie counts in, one on either side */
} Cells;

static void
cells_clear (Cells *self)
{
  g_free (self->start);
  g_free (self->own);
  g_free (self->a);
  g_free (self->b);
}

static void
cells_init (Cells *self, const KithGraph *graph, const int *membership, guint n_communities)
{
  guint n = graph->n;
  g_autofree guint *cell = g_new (guint, n_communities);
  g_autofree guint *holder = g_new (guint, n_communities); /* whose cell that is */
  g_autofree guint *next = g_new (guint, n);               /* how far the ties of each have been numbered */
  g_autofree guint *of_half = g_new (guint, 2 * (gsize) graph->m);

  self->n = n;
  self->start = g_new (guint, n + (gsize) 1);
  self->own = g_new (guint, n);
  self->a = g_new (guint, graph->m);
  self->b = g_new (guint, graph->m);
  for (guint c = 0; c < n_communities; c++)
    holder[c] = G_MAXUINT;

  for (guint i = 0; i < n; i++)
    {
      self->start[i] = self->n_cells;
      self->own[i] = G_MAXUINT;
      for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
        {
          int c = membership[graph->neighbor[h]];

          if (c < 0 || membership[i] < 0)
            continue;
          if (holder[c] != i)
            {
              holder[c] = i;
              cell[c] = self->n_cells++;
              if (c == membership[i])
                self->own[i] = cell[c];
            }
          of_half[h] = cell[c];
        }
    }
  self->start[n] = self->n_cells;

  /* The other half of a tie: lists are sorted, so walking everyone in order meets each list's entries in order too. */
  for (guint i = 0; i < n; i++)
    next[i] = graph->offset[i];
  for (guint i = 0; i < n; i++)
    for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
      {
        guint j = graph->neighbor[h];
        guint other = next[j]++;

        if (j <= i || membership[i] < 0 || membership[j] < 0)
          continue;
        self->a[self->n_ties] = of_half[h];
        self->b[self->n_ties] = of_half[other];
        self->n_ties++;
      }
}

/* xorshift64*, Vigna 2016: the upper half of each number. */
static inline guint32
next_random (guint64 *state)
{
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return (guint32) ((*state * G_GUINT64_CONSTANT (0x2545F4914F6CDD1D)) >> 32);
}

/* Exactly four fifths of the ties, each set of them equally likely (selection sampling, Knuth, TAOCP 3.4.2 S). */
static void
cells_draw (const Cells *self, guint64 *random, guint *count)
{
  guint64 wanted = (guint64) self->n_ties * KEPT_NUMERATOR / KEPT_DENOMINATOR;

  for (guint s = 0; s < self->n_cells; s++)
    count[s] = 0;
  for (guint t = 0; t < self->n_ties; t++)
    {
      guint64 left = self->n_ties - t;
      guint keep = ((next_random (random) * left) >> 32) < wanted;

      wanted -= keep;
      count[self->a[t]] += keep;
      count[self->b[t]] += keep;
    }
}

static void
cells_score (const Cells *self, const guint *count, const double *log_of, guint n_logs, float *score)
{
  for (guint i = 0; i < self->n; i++)
    {
      guint ties = 0;
      guint own = 0;
      double sum_squares = 0;
      guint outside;

      score[i] = 0;
      /* Whoever has ties into no community but the own reaches nobody in any copy. */
      if (self->start[i + 1] - self->start[i] < 1 + (self->own[i] != G_MAXUINT))
        continue;
      for (guint s = self->start[i]; s < self->start[i + 1]; s++)
        {
          ties += count[s];
          sum_squares += (double) count[s] * count[s];
        }
      if (self->own[i] != G_MAXUINT)
        own = count[self->own[i]];
      outside = ties - own;
      if (outside > 0)
        score[i] = (float) bridge_reach (outside < n_logs ? log_of[outside] : log1p (outside), ties, own, sum_squares);
    }
}

gboolean
kith_figures_confidence (const KithGraph *graph, const int *membership, guint n_communities, const guint8 *usable,
                         guint size, guint copies, guint64 seed, guint8 *times, KithProgress *progress,
                         GCancellable *cancellable, GError **error)
{
  Cells cells = { 0 };
  g_autofree guint *count = NULL;
  g_autofree float *score = g_new (float, graph->n);
  g_autofree guint *top = g_new (guint, MIN (size, graph->n));
  double log_of[256];
  guint64 random = (seed ^ G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)) | 1;
  gboolean ok = TRUE;

  g_assert (copies <= G_MAXUINT8);

  for (guint i = 0; i < graph->n; i++)
    times[i] = 0;
  for (guint k = 0; k < G_N_ELEMENTS (log_of); k++)
    log_of[k] = log1p (k);
  cells_init (&cells, graph, membership, n_communities);
  count = g_new (guint, cells.n_cells);
  for (guint k = 0; k < 16; k++)
    next_random (&random); /* seeds that differ in a bit differ in all */

  for (guint copy = 0; ok && copy < copies; copy++)
    {
      guint n_top;

      kith_progress_step (progress, copy == 0 ? _ ("Trying how sure the list is") : NULL, (double) copy / copies);
      cells_draw (&cells, &random, count);
      cells_score (&cells, count, log_of, G_N_ELEMENTS (log_of), score);
      n_top = choose_top (score, graph->n, usable, MIN (size, graph->n), top);
      for (guint k = 0; k < n_top; k++)
        times[top[k]]++;
      ok = !g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  kith_progress_step (progress, NULL, 1);
  cells_clear (&cells);
  return ok;
}

void
kith_figures_profile (const KithGraph *graph, const int *membership, guint n_communities, guint i, guint *count)
{
  for (guint c = 0; c < n_communities; c++)
    count[c] = 0;
  for (guint h = graph->offset[i]; h < graph->offset[i + 1]; h++)
    {
      int c = membership[graph->neighbor[h]];

      if (c >= 0)
        count[c]++;
    }
}
