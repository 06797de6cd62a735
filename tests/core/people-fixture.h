/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A snapshot of made-up people, for tests and benchmarks of what shows it. */

#pragma once

#include "kith-search.h"
#include "kith-snapshot.h"
#include "kith-text.h"

static const char *const made_first[]
    = { "Ana", "Bo", "Çelik", "Dörte", "Eve", "Fatima", "Göran", "Hye", "Íñigo", "Jo" };
static const char *const made_last[]
    = { "Nord", "Süd", "Okafor", "Ng", "Østby", "Quist", "Ray", "Stone", "Tran", "Urban" };

/* @n people with ids from @first_id in steps of 3, in @n_communities; figures without a graph behind them. */
static inline KithSnapshot *
make_people (GRand *rand, guint n, gint64 first_id, guint n_communities)
{
  KithSnapshot *self = g_new0 (KithSnapshot, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n = n;
  self->id = g_new (gint64, n);
  self->name = g_new0 (char *, n + 1);
  self->search = g_new0 (char *, n + 1);
  self->audience = g_new (gint64, n);
  self->stance = g_new0 (gint8, n);
  self->flags = g_new0 (guint8, n);
  self->tier = g_new (const char *, n);
  self->community = g_new (int, n);
  self->x = g_new0 (float, n);
  self->y = g_new0 (float, n);
  self->graph = kith_graph_new (n, 0, NULL, NULL, NULL);
  self->n_communities = n_communities;
  self->communities = g_new0 (KithSnapshotCommunity, n_communities);
  for (guint c = 0; c < n_communities; c++)
    {
      self->communities[c].id = 100 + c;
      self->communities[c].name = g_strdup_printf ("Community %u", c);
    }
  for (guint i = 0; i < n; i++)
    {
      guint number = (guint) g_rand_int_range (rand, 0, 1000);
      g_autofree char *text = NULL;

      self->id[i] = first_id + 3 * i;
      self->name[i] = g_strdup_printf ("%s %s %u", made_first[g_rand_int_range (rand, 0, 10)],
                                       made_last[g_rand_int_range (rand, 0, 10)], number);
      text = g_strdup_printf ("%s p%u@example.org", self->name[i], i);
      self->search[i] = kith_text_fold (text);
      self->audience[i] = g_rand_int_range (rand, -1, 50);
      self->tier[i] = "";
      self->community[i] = n_communities > 0 ? g_rand_int_range (rand, -1, (int) n_communities) : -1;
      if (self->community[i] >= 0)
        self->communities[self->community[i]].people++;
      if (g_rand_int_range (rand, 0, 10) == 0)
        self->flags[i] = (guint8) g_rand_int_range (rand, 0, 32);
    }
  self->by_name = kith_search_rank (self->search, n);
  self->figures = kith_figures_new (self->graph, self->community, n_communities);
  for (guint i = 0; i < n; i++)
    {
      self->figures->ties[i] = (guint) g_rand_int_range (rand, 0, 40);
      self->figures->outside_ties[i] = (guint) g_rand_int_range (rand, 0, 10);
      self->figures->communities_reached[i] = (guint) g_rand_int_range (rand, 0, 5);
      self->figures->bridge_reach[i] = (float) g_rand_double (rand);
    }
  return self;
}
