/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The benchmark networks of Lancichinetti, Fortunato & Radicchi (Phys. Rev. E 78:046110, 2008): numbers of ties by a power law of 2, sizes
 * of communities by one of 1; everybody has the same share of ties, the mixing, to people of other communities. Ties are drawn by the
 * configuration model, inside each community and between all of them, and pairs that may not be are mended by swaps. */

#pragma once

#include "made-network.h"

#define LFR_MOST_TIES 100 /* of one person */
#define LFR_FEWEST 20     /* people in a community */
#define LFR_ROUNDS 100    /* of mending */

/* A law of exponent 1 has no closed form of power_law (). */
static inline double
lfr_inverse_law (GRand *rand, double low, double high)
{
  return low * pow (high / low, g_rand_double (rand));
}

/* The least number of ties that gives the mean wanted: for an exponent of 2 the mean is low ln (high / low) / (1 - low / high). */
static inline double
lfr_least_ties (double mean)
{
  double low = 1, high = mean;

  for (guint i = 0; i < 60; i++)
    {
      double middle = (low + high) / 2;

      if (middle * log (LFR_MOST_TIES / middle) / (1 - middle / LFR_MOST_TIES) < mean)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* Sizes that add up to n: the last community takes what is left, or the one before takes it in. */
static inline GArray *
lfr_sizes (GRand *rand, guint n, guint largest)
{
  GArray *sizes = g_array_new (FALSE, FALSE, sizeof (guint));
  guint left = n;

  while (left > 0)
    {
      guint size = MIN ((guint) lfr_inverse_law (rand, LFR_FEWEST, largest + 1), left);

      if (left - size < LFR_FEWEST)
        size = left;
      g_array_append_val (sizes, size);
      left -= size;
    }
  return sizes;
}

/* Puts everybody, those with many ties first, into a community with room that has more people than they have ties inside. */
static inline void
lfr_place_people (GRand *rand, guint n, const guint *inside, const GArray *sizes, int *membership)
{
  g_autofree guint *room = g_memdup2 (sizes->data, sizes->len * sizeof *room);
  g_autofree guint *start = g_new0 (guint, LFR_MOST_TIES + 2);
  g_autofree guint *order = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    start[LFR_MOST_TIES - inside[i] + 1]++;
  for (guint k = 1; k < LFR_MOST_TIES + 2; k++)
    start[k] += start[k - 1];
  for (guint i = 0; i < n; i++)
    order[start[LFR_MOST_TIES - inside[i]]++] = i;
  for (guint o = 0; o < n; o++)
    {
      guint best = 0;

      membership[order[o]] = -1;
      for (guint try = 0; try < 200 && membership[order[o]] < 0; try++)
        {
          guint c = (guint) g_rand_int_range (rand, 0, (gint32) sizes->len);

          if (room[c] > 0 && g_array_index (sizes, guint, c) > inside[order[o]])
            membership[order[o]] = (int) c;
        }
      for (guint c = 1; c < sizes->len; c++)
        if (room[c] > room[best])
          best = c;
      if (membership[order[o]] < 0)
        membership[order[o]] = (int) best;
      room[membership[order[o]]]--;
    }
}

static inline gboolean
lfr_may_be (GHashTable *seen, guint a, guint b, const int *apart)
{
  guint64 key = (guint64) MIN (a, b) << 32 | MAX (a, b);

  return a != b && (apart == NULL || apart[a] != apart[b]) && !g_hash_table_contains (seen, &key);
}

static inline void
lfr_note (GHashTable *seen, GArray *a, GArray *b, guint p, guint q)
{
  guint64 key = (guint64) MIN (p, q) << 32 | MAX (p, q);

  g_hash_table_add (seen, g_memdup2 (&key, sizeof key));
  g_array_append_val (a, p);
  g_array_append_val (b, q);
}

/* Half-ties become ties two by two, nobody to himself and no two people twice, nor inside a community where @apart is given; what cannot
 * be paired is shuffled and tried again, at last left out. */
static inline void
lfr_pair_up (GRand *rand, GArray *half, const int *apart, GHashTable *seen, GArray *a, GArray *b)
{
  guint *person = (guint *) half->data;

  for (guint round = 0; round < LFR_ROUNDS && half->len > 1; round++)
    {
      guint left = 0;

      for (guint k = half->len; k-- > 1;)
        {
          guint other = (guint) g_rand_int_range (rand, 0, (gint32) k + 1);
          guint keep = person[k];

          person[k] = person[other];
          person[other] = keep;
        }
      for (guint k = 0; k + 1 < half->len; k += 2)
        {
          guint p = person[k], q = person[k + 1];

          if (lfr_may_be (seen, p, q, apart))
            lfr_note (seen, a, b, p, q);
          else
            {
              person[left++] = p;
              person[left++] = q;
            }
        }
      g_array_set_size (half, left);
    }
}

/* membership gets the communities as made. */
static inline KithGraph *
lfr_network (guint n, double mean_ties, double mixing, guint32 seed, int *membership, guint *n_communities)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GArray) sizes = lfr_sizes (rand, n, MAX (100, n / 50));
  g_autoptr (GArray) a = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) b = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) within = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) between = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint *inside = g_new (guint, n);
  double least = lfr_least_ties (mean_ties);

  *n_communities = sizes->len;
  for (guint c = 0; c < sizes->len; c++)
    g_ptr_array_add (within, g_array_new (FALSE, FALSE, sizeof (guint)));
  for (guint i = 0; i < n; i++)
    {
      guint ties = (guint) (power_law (rand, least, LFR_MOST_TIES, 2) + g_rand_double (rand));
      guint outside = (guint) (mixing * ties + g_rand_double (rand));

      inside[i] = ties - MIN (outside, ties);
      for (guint k = inside[i]; k < ties; k++)
        g_array_append_val (between, i);
    }
  lfr_place_people (rand, n, inside, sizes, membership);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < inside[i]; k++)
      g_array_append_val (within->pdata[membership[i]], i);
  for (guint c = 0; c < sizes->len; c++)
    lfr_pair_up (rand, within->pdata[c], NULL, seen, a, b);
  lfr_pair_up (rand, between, membership, seen, a, b);
  return kith_graph_new (n, a->len, (guint *) a->data, (guint *) b->data, NULL);
}
