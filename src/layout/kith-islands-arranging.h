/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the two files that make a map of islands share. */

#pragma once

#include "kith-islands.h"

G_BEGIN_DECLS

#define LARGEST_CRUMB 9 /* people tied to nobody else that are not worth an island of their own */

typedef struct
{
  KithIslands *islands;
  gboolean whole;
  GCancellable *cancellable;
  float *middle_x,
      *middle_y; /* by index in people: the middle of the lowest island placed so far that holds the person */
  float *x, *y;  /* by index in people: within the island that is being packed */
} KithArranging;

static inline KithIsland *
island_at (const KithArranging *self, guint index)
{
  return &g_array_index (self->islands->islands, KithIsland, index);
}

/* Puts the children of an island side by side; FALSE where it was cancelled. */
gboolean kith_arranging_pack (KithArranging *self, guint index);

/* Turns the packed map so that it is drawn as large as a window allows. */
void kith_arranging_turn_into_window (KithArranging *self);

G_END_DECLS
