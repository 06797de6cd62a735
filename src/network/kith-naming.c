/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Terms that set a community apart. With y holders of a term among the n members, Y among all N people, and the whole as the prior
 * (alpha = Y, alpha_0 = N),
 *   delta = ln [(y + Y) / (n + N - y - Y)] - ln [(Y - y + Y) / (N - n + N - (Y - y) - Y)],  z = delta / sqrt (1 / (y + Y) + 1 / (Y - y + Y)).
 * Counting people rather than holdings, unlike for words of a text, keeps what everybody holds from naming those who hold little else. */

#include "kith-naming.h"

#include <math.h>

#define LEAST_Z 1.96
#define LEAST_SHARE 5 /* a fifth of the members */
#define MOST_CANDIDATES 8

typedef struct
{
  guint term;
  guint holders;
  double z;
} Candidate;

typedef struct
{
  guint n; /* people */
  guint n_communities;
  const guint *offset, *term;
  guint *first, *people; /* the people of each community */
  guint *in_whole;       /* Y by term */
  guint *inside;         /* y by term, scratch, all 0 between communities */
  GHashTable *given;     /* names given, as a pair of terms in rising order */
} Naming;

static double
log_odds_z (double inside, double whole, double members, double people)
{
  double own = inside + whole;
  double others = whole - inside + whole;
  double own_rest = members + people - own;
  double others_rest = people - members + people - others;

  /* What everybody holds sets nobody apart. */
  if (own_rest <= 0 || others_rest <= 0)
    return 0;
  return (log (own / own_rest) - log (others / others_rest)) / sqrt (1 / own + 1 / others);
}

static gboolean
is_better (const Candidate *a, const Candidate *b)
{
  if (a->z != b->z)
    return a->z > b->z;
  return a->term < b->term;
}

static guint
insert_candidate (Candidate *list, guint count, Candidate candidate)
{
  guint at;

  if (count == MOST_CANDIDATES)
    {
      if (!is_better (&candidate, &list[count - 1]))
        return count;
      count--;
    }
  for (at = count; at > 0 && is_better (&candidate, &list[at - 1]); at--)
    list[at] = list[at - 1];
  list[at] = candidate;
  return count + 1;
}

static guint
find_candidates (Naming *self, guint community, Candidate *list)
{
  guint members = self->first[community + 1] - self->first[community];
  guint count = 0;

  for (guint k = self->first[community]; k < self->first[community + 1]; k++)
    {
      guint i = self->people[k];

      for (guint t = self->offset[i]; t < self->offset[i + 1]; t++)
        self->inside[self->term[t]]++;
    }

  /* The counts are put back to 0 as they are read, so each term is met once. */
  for (guint k = self->first[community]; k < self->first[community + 1]; k++)
    for (guint t = self->offset[self->people[k]]; t < self->offset[self->people[k] + 1]; t++)
      {
        guint term = self->term[t];
        Candidate candidate = { term, self->inside[term], 0 };

        self->inside[term] = 0;
        if (candidate.holders == 0 || (guint64) candidate.holders * LEAST_SHARE < members)
          continue;
        candidate.z = log_odds_z (candidate.holders, self->in_whole[term], members, self->n);
        if (candidate.z > LEAST_Z)
          count = insert_candidate (list, count, candidate);
      }
  return count;
}

/* together[i][j]: members who hold both. */
static void
count_together (const Naming *self, guint community, const Candidate *list, guint count,
                guint together[MOST_CANDIDATES][MOST_CANDIDATES])
{
  for (guint i = 0; i < MOST_CANDIDATES; i++)
    for (guint j = 0; j < MOST_CANDIDATES; j++)
      together[i][j] = 0;

  for (guint k = self->first[community]; k < self->first[community + 1]; k++)
    {
      gboolean holds[MOST_CANDIDATES] = { FALSE };
      guint person = self->people[k];

      for (guint t = self->offset[person]; t < self->offset[person + 1]; t++)
        for (guint c = 0; c < count; c++)
          holds[c] |= list[c].term == self->term[t];
      for (guint i = 0; i < count; i++)
        for (guint j = 0; j < count; j++)
          together[i][j] += holds[i] && holds[j];
    }
}

/* 0 stands for "no second term". */
static gint64
name_key (guint first, gint64 second)
{
  gint64 a = (gint64) first + 1;
  gint64 b = second + 1;

  return MIN (a, b) * ((gint64) G_MAXUINT + 2) + MAX (a, b);
}

static gboolean
give (Naming *self, int *best, guint first, int second)
{
  gint64 key = name_key (first, second);

  if (g_hash_table_contains (self->given, &key))
    return FALSE;
  g_hash_table_add (self->given, g_memdup2 (&key, sizeof key));
  best[0] = (int) first;
  best[1] = second;
  return TRUE;
}

/* The first term's best name (with its best companion, else with another, else alone) that nobody has yet; then the next term's. */
static void
choose_name (Naming *self, guint community, int *best)
{
  Candidate list[MOST_CANDIDATES];
  guint together[MOST_CANDIDATES][MOST_CANDIDATES];
  guint count = find_candidates (self, community, list);
  int wanted = -1;

  best[0] = best[1] = -1;
  if (count == 0)
    return;
  count_together (self, community, list, count, together);

  for (guint i = 0; i < count; i++)
    {
      for (guint j = i + 1; j < count; j++)
        {
          guint either = list[i].holders + list[j].holders - together[i][j];

          if ((guint64) together[i][j] * 10 > (guint64) either * 9)
            continue;
          if (i == 0 && wanted < 0)
            wanted = (int) list[j].term;
          if (give (self, best, list[i].term, (int) list[j].term))
            return;
        }
      if (give (self, best, list[i].term, -1))
        return;
    }

  /* Everything is taken: two communities of one name are better than one without. */
  best[0] = (int) list[0].term;
  best[1] = wanted;
}

static void
gather_people (Naming *self, const int *membership)
{
  g_autofree guint *next = NULL;

  self->first = g_new0 (guint, self->n_communities + (gsize) 1);
  self->people = g_new (guint, self->n);
  for (guint i = 0; i < self->n; i++)
    if (membership[i] >= 0)
      self->first[membership[i] + 1]++;
  for (guint c = 0; c < self->n_communities; c++)
    self->first[c + 1] += self->first[c];
  next = g_memdup2 (self->first, (self->n_communities + (gsize) 1) * sizeof *next);
  for (guint i = 0; i < self->n; i++)
    if (membership[i] >= 0)
      self->people[next[membership[i]]++] = i;
}

void
kith_naming_terms (guint n, const int *membership, guint n_communities, const guint *offset, const guint *term,
                   guint n_terms, int *best)
{
  Naming naming = { n, n_communities, offset, term };

  gather_people (&naming, membership);
  naming.in_whole = g_new0 (guint, n_terms);
  naming.inside = g_new0 (guint, n_terms);
  naming.given = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < n; i++)
    for (guint t = offset[i]; t < offset[i + 1]; t++)
      naming.in_whole[term[t]]++;

  for (guint c = 0; c < n_communities; c++)
    choose_name (&naming, c, best + 2 * (gsize) c);

  g_free (naming.first);
  g_free (naming.people);
  g_free (naming.in_whole);
  g_free (naming.inside);
  g_hash_table_unref (naming.given);
}
