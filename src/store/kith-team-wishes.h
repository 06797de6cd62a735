/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What people want of the team: how many, wide or dense, and whom they put in or left out by hand. Kept with the network. */

#pragma once

#include "kith-store.h"

G_BEGIN_DECLS

#define KITH_TEAM_SIZE_MAX 1000

typedef enum
{
  KITH_WISH_NONE,
  KITH_WISH_IN,
  KITH_WISH_OUT,
} KithWish;

typedef struct
{
  guint size;
  double wide;     /* 1 wide … 0 dense */
  GArray *people;  /* gint64 ids, rising */
  GArray *choices; /* guint8 KithWish, IN or OUT, one for each of people */
} KithTeamWishes;

/* Twelve people, wide, nobody by hand. */
KithTeamWishes *kith_team_wishes_new (void);
KithTeamWishes *kith_team_wishes_copy (const KithTeamWishes *self);
void kith_team_wishes_free (KithTeamWishes *self);

KithWish kith_team_wishes_get (const KithTeamWishes *self, gint64 person);

/* Returns: whether that changed anything */
gboolean kith_team_wishes_set (KithTeamWishes *self, gint64 person, KithWish wish);

/* How many people have that wish. */
guint kith_team_wishes_count (const KithTeamWishes *self, KithWish wish);

/* What was saved last; the defaults for what was not, or cannot be read. */
KithTeamWishes *kith_team_wishes_load (KithStore *store);

/* Part of an act, and undone with it. */
gboolean kith_team_wishes_save (KithStore *store, const KithTeamWishes *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithTeamWishes, kith_team_wishes_free)

G_END_DECLS
