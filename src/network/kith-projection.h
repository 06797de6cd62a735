/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Shared events and groups made into ties (METHODS 4.4): Newman, Phys. Rev. E 64:016132 (2001). An event with k people gives
 * each pair w = decay / (k - 1), so each attendee gets a total weight of one per event whatever its size. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The longest list of ties a projection makes: a gigabyte. An event that would take it further is left out like one beyond the cap. */
#define KITH_PROJECTION_MOST_TIES (G_GUINT64_CONSTANT (1) << 26)

typedef struct
{
  GArray *a, *b;  /* guint: people */
  GArray *weight; /* double */
} KithTieList;

KithTieList *kith_tie_list_new (void);
void kith_tie_list_free (KithTieList *self);
void kith_tie_list_add (KithTieList *self, guint a, guint b, double weight);

typedef struct
{
  guint event;   /* index of the event in the caller's order */
  guint people;  /* how many it has */
  guint64 pairs; /* how many ties it would have made */
} KithLeftOutEvent;

/**
 * kith_projection_add:
 * @offset: n_events + 1; the people of event e stand at person[offset[e]] … person[offset[e + 1] - 1], without repetition
 * @decay: (nullable): n_events, 0…1 by age (2^(-age / half-life)); %NULL for 1. Where it is 0 the event makes no ties
 * @cap: events with more people than this make no ties (FORMATS 3.2: 200 for events, 60 for groups) and are reported
 * @left_out: (nullable): a GArray of KithLeftOutEvent to which those are added
 *
 * Appends the ties (parallel ones too: kith_graph_new joins them). O(sum of k^2 over events within the cap).
 */
void kith_projection_add (KithTieList *ties, guint n_events, const guint *offset, const guint *person,
                          const double *decay, guint cap, GArray *left_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithTieList, kith_tie_list_free)

G_END_DECLS
