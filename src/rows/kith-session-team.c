/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The session's team: chosen anew in the thinking lane whenever what it rests on changes; a newer choice drops an older one. */

#include "kith-session-private.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_TEAM_SIZE 12

typedef struct
{
  KithSnapshot *snapshot;
  guint8 *excluded;
  guint *fixed;
  KithTeamOptions options;
  KithTeam *team;
} TeamChoice;

static void
team_choice_free (gpointer data)
{
  TeamChoice *self = data;

  g_clear_pointer (&self->team, kith_team_free);
  kith_snapshot_unref (self->snapshot);
  g_free (self->excluded);
  g_free (self->fixed);
  g_free (self);
}

static gboolean
choose_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  TeamChoice *choice = data;
  const KithSnapshot *snapshot = choice->snapshot;

  choice->team = kith_team_choose (snapshot->graph, snapshot->community, snapshot->n_communities, snapshot->dot,
                                   &choice->options, progress, cancellable, error);
  return choice->team != NULL;
}

/* Takes both; NULL for none. */
static void
take_team (KithSession *self, KithTeam *team, KithSnapshot *snapshot)
{
  g_clear_pointer (&self->team, kith_team_free);
  g_clear_pointer (&self->team_snapshot, kith_snapshot_unref);
  g_hash_table_remove_all (self->team_ids);
  self->team = team;
  self->team_snapshot = snapshot;
  for (guint i = 0; team != NULL && i < team->n_members; i++)
    g_hash_table_add (self->team_ids, g_memdup2 (&snapshot->id[team->members[i].person], sizeof (gint64)));
}

static void
choose_done (gpointer owner, gpointer data, const GError *error)
{
  KithSession *self = owner;
  TeamChoice *choice = data;

  self->choosing = FALSE;
  if (error == NULL && self->snapshot->n_communities > 0)
    take_team (self, g_steal_pointer (&choice->team), kith_snapshot_ref (choice->snapshot));
  kith_session_notify (self, KITH_SESSION_TEAM);
}

void
kith_session_choose_team (KithSession *self)
{
  KithSnapshot *snapshot = self->snapshot;
  TeamChoice *choice;
  GHashTableIter iter;
  gpointer key;

  if (snapshot == NULL || self->closed)
    return;
  if (snapshot->n_communities == 0)
    {
      take_team (self, NULL, NULL);
      kith_session_notify (self, KITH_SESSION_TEAM);
      return;
    }
  choice = g_new0 (TeamChoice, 1);
  choice->snapshot = kith_snapshot_ref (snapshot);
  choice->excluded = g_new0 (guint8, snapshot->n);
  kith_snapshot_excluded (snapshot, choice->excluded);
  choice->fixed = g_new (guint, g_hash_table_size (self->team_fixed) + 1);
  g_hash_table_iter_init (&iter, self->team_out);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      int person = kith_snapshot_find (snapshot, *(gint64 *) key);

      if (person >= 0)
        choice->excluded[person] = 1;
    }
  /* By index, so that the order of a hash table never decides anything. */
  for (guint i = 0; i < snapshot->n && g_hash_table_size (self->team_fixed) > 0; i++)
    if (!choice->excluded[i] && g_hash_table_contains (self->team_fixed, &snapshot->id[i]))
      choice->fixed[choice->options.n_fixed++] = i;
  choice->options.size = MAX (self->team_size, choice->options.n_fixed);
  choice->options.wide = self->team_wide;
  choice->options.excluded = choice->excluded;
  choice->options.fixed = choice->fixed;

  self->choosing = TRUE;
  kith_session_notify (self, KITH_SESSION_TEAM);
  kith_session_run (self, &(KithJob) {
                              .lane = KITH_LANE_THINK,
                              .slot = "team",
                              .work = choose_work,
                              .data = choice,
                              .free_data = team_choice_free,
                              .owner = self,
                              .done = choose_done,
                          });
}

void
kith_session_init_team (KithSession *self)
{
  self->team_size = DEFAULT_TEAM_SIZE;
  self->team_wide = 1;
  self->team_ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->team_out = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->team_fixed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

void
kith_session_clear_team (KithSession *self)
{
  take_team (self, NULL, NULL);
  g_clear_pointer (&self->team_ids, g_hash_table_unref);
  g_clear_pointer (&self->team_out, g_hash_table_unref);
  g_clear_pointer (&self->team_fixed, g_hash_table_unref);
}

const KithTeam *
kith_session_get_team (KithSession *self, KithSnapshot **snapshot)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), NULL);

  if (snapshot != NULL)
    *snapshot = self->team_snapshot;
  return self->team;
}

gboolean
kith_session_is_choosing (KithSession *self)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), FALSE);

  return self->choosing;
}

guint
kith_session_get_team_size (KithSession *self)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), 0);

  return self->team_size;
}

void
kith_session_set_team_size (KithSession *self, guint size)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  if (self->team_size == size)
    return;
  self->team_size = size;
  kith_session_choose_team (self);
}

double
kith_session_get_team_wide (KithSession *self)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), 0);

  return self->team_wide;
}

void
kith_session_set_team_wide (KithSession *self, double wide)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  wide = CLAMP (wide, 0, 1);
  if (G_APPROX_VALUE (self->team_wide, wide, 1e-9))
    return;
  self->team_wide = wide;
  kith_session_choose_team (self);
}

/* Puts @person in @set, and out of @other, or takes it away; chooses anew where that changed anything. */
static void
set_in_list (KithSession *self, GHashTable *set, GHashTable *other, gint64 person, gboolean in)
{
  gboolean changed;

  if (in)
    {
      changed = g_hash_table_add (set, g_memdup2 (&person, sizeof person));
      g_hash_table_remove (other, &person);
    }
  else
    {
      changed = g_hash_table_remove (set, &person);
    }
  if (changed)
    kith_session_choose_team (self);
}

void
kith_session_set_out_of_team (KithSession *self, gint64 person, gboolean out)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  set_in_list (self, self->team_out, self->team_fixed, person, out);
}

gboolean
kith_session_is_out_of_team (KithSession *self, gint64 person)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), FALSE);

  return g_hash_table_contains (self->team_out, &person);
}

void
kith_session_set_fixed_in_team (KithSession *self, gint64 person, gboolean fixed)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  set_in_list (self, self->team_fixed, self->team_out, person, fixed);
}

gboolean
kith_session_is_fixed_in_team (KithSession *self, gint64 person)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), FALSE);

  return g_hash_table_contains (self->team_fixed, &person);
}

guint
kith_session_count_out_of_team (KithSession *self)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), 0);

  return g_hash_table_size (self->team_out);
}

void
kith_session_clear_team_changes (KithSession *self)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  if (g_hash_table_size (self->team_out) + g_hash_table_size (self->team_fixed) == 0)
    return;
  g_hash_table_remove_all (self->team_out);
  g_hash_table_remove_all (self->team_fixed);
  kith_session_choose_team (self);
}

gboolean
kith_session_is_in_team (KithSession *self, gint64 person)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), FALSE);

  return g_hash_table_contains (self->team_ids, &person);
}
