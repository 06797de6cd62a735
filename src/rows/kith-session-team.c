/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The session's team: chosen anew in the thinking lane whenever what it rests on changes; a newer choice drops an older one. */

#include "kith-session-private.h"

#include "kith-acts.h"
#include "kith-analysis.h"
#include "kith-error.h"

#include <glib/gi18n-lib.h>

/* Changes of size and width that follow each other within this time are undone as one. */
#define TOGETHER 60

typedef struct
{
  KithSnapshot *snapshot;
  KithTeamWishes *wishes;
  KithTeam *team;
} TeamChoice;

static void
team_choice_free (gpointer data)
{
  TeamChoice *self = data;

  g_clear_pointer (&self->team, kith_team_free);
  kith_snapshot_unref (self->snapshot);
  kith_team_wishes_free (self->wishes);
  g_free (self);
}

static gboolean
choose_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  TeamChoice *choice = data;

  choice->team = kith_analysis_choose_team (choice->snapshot, choice->wishes, progress, cancellable, error);
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
  choice->wishes = kith_team_wishes_copy (self->wishes);

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

/* — What people want of the team is kept in the network — */

typedef struct
{
  KithTeamWishes *wishes;
  char *label;
  guint number;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  kith_team_wishes_free (self->wishes);
  g_free (self->label);
  g_free (self);
}

/* A slider that is drawn writes many times what is one act for people. */
static gboolean
continues (KithStore *store, const char *label)
{
  g_autoptr (GPtrArray) acts = kith_act_list (store, 1, NULL);
  const KithAct *last = acts != NULL && acts->len > 0 ? acts->pdata[0] : NULL;

  return last != NULL && last->state == KITH_ACT_DONE && g_str_equal (last->label, label)
         && g_get_real_time () / G_USEC_PER_SEC - last->time < TOGETHER;
}

static gboolean
save_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Saving *saving = data;
  g_autoptr (KithActScope) act = kith_act_scope (store);

  return kith_act_begin (store, saving->label, continues (store, saving->label), error)
         && kith_team_wishes_save (store, saving->wishes, error) && kith_act_commit (store, NULL, error);
}

static void
save_done (gpointer owner, gpointer data, const GError *error)
{
  KithSession *self = owner;
  Saving *saving = data;

  self->wishes_saved = saving->number;
  /* In a network that cannot be written to people may try teams, for as long as it is open. */
  if (error == NULL || g_error_matches (error, KITH_ERROR, KITH_ERROR_READ_ONLY))
    return;
  /* What could not be kept is not shown as if it were. */
  kith_session_fail (self, error->message);
  kith_session_take_wishes (self);
  kith_session_choose_team (self);
}

static void
save_wishes (KithSession *self, const char *label, const char *toast)
{
  Saving *saving;

  /* Before anything is open there is nothing to keep them in. */
  if (self->snapshot == NULL)
    return;
  saving = g_new0 (Saving, 1);
  saving->wishes = kith_team_wishes_copy (self->wishes);
  saving->label = g_strdup (label);
  saving->number = ++self->wishes_saving;
  kith_session_run (self, &(KithJob) {
                              .lane = KITH_LANE_WRITE,
                              .toast = toast,
                              .slot = "wishes",
                              .shows_own_errors = TRUE,
                              .work = save_work,
                              .data = saving,
                              .free_data = saving_free,
                              .owner = self,
                              .done = save_done,
                          });
}

void
kith_session_take_wishes (KithSession *self)
{
  if (self->wishes_saved != self->wishes_saving || self->snapshot == NULL)
    return;
  kith_team_wishes_free (self->wishes);
  self->wishes = kith_team_wishes_copy (self->snapshot->wishes);
}

void
kith_session_init_team (KithSession *self)
{
  self->wishes = kith_team_wishes_new ();
  self->team_ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

void
kith_session_clear_team (KithSession *self)
{
  take_team (self, NULL, NULL);
  g_clear_pointer (&self->team_ids, g_hash_table_unref);
  g_clear_pointer (&self->wishes, kith_team_wishes_free);
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

  return self->wishes->size;
}

void
kith_session_set_team_size (KithSession *self, guint size)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  size = CLAMP (size, 1, KITH_TEAM_SIZE_MAX);
  if (self->wishes->size == size)
    return;
  self->wishes->size = size;
  kith_session_choose_team (self);
  save_wishes (self, _ ("Change the Size of the Team"), NULL);
}

double
kith_session_get_team_wide (KithSession *self)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), 0);

  return self->wishes->wide;
}

void
kith_session_set_team_wide (KithSession *self, double wide)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  wide = CLAMP (wide, 0, 1);
  if (G_APPROX_VALUE (self->wishes->wide, wide, 1e-9))
    return;
  self->wishes->wide = wide;
  kith_session_choose_team (self);
  save_wishes (self, _ ("Make the Team Wider or Denser"), NULL);
}

static void
set_wish (KithSession *self, gint64 person, KithWish wish, const char *label, const char *toast)
{
  if (!kith_team_wishes_set (self->wishes, person, wish))
    return;
  kith_session_choose_team (self);
  save_wishes (self, label, toast);
}

/* The name of somebody for an act, or what stands for it. */
static const char *
get_name (KithSession *self, gint64 person)
{
  int i = self->snapshot != NULL ? kith_snapshot_find (self->snapshot, person) : -1;

  return i >= 0 ? self->snapshot->name[i] : _ ("Unnamed person");
}

void
kith_session_set_out_of_team (KithSession *self, gint64 person, gboolean out)
{
  g_autofree char *label = NULL;
  g_autofree char *toast = NULL;

  g_return_if_fail (KITH_IS_SESSION (self));

  if (!out && !kith_session_is_out_of_team (self, person))
    return;
  /* Translators: an act, as in "Undo …"; %s is a name */
  label = g_strdup_printf (out ? _ ("Leave %s out of the Team") : _ ("Let %s into the Team Again"),
                           get_name (self, person));
  toast = out ? g_strdup_printf (_ ("%s is left out of the team"), get_name (self, person)) : NULL;
  set_wish (self, person, out ? KITH_WISH_OUT : KITH_WISH_NONE, label, toast);
}

gboolean
kith_session_is_out_of_team (KithSession *self, gint64 person)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), FALSE);

  return kith_team_wishes_get (self->wishes, person) == KITH_WISH_OUT;
}

void
kith_session_set_fixed_in_team (KithSession *self, gint64 person, gboolean fixed)
{
  g_autofree char *label = NULL;
  g_autofree char *toast = NULL;

  g_return_if_fail (KITH_IS_SESSION (self));

  if (!fixed && !kith_session_is_fixed_in_team (self, person))
    return;
  /* Translators: an act, as in "Undo …"; %s is a name */
  label = g_strdup_printf (fixed ? _ ("Keep %s in the Team") : _ ("No Longer Keep %s in the Team"),
                           get_name (self, person));
  /* Where the team is not in sight, or only heard of, nothing else says so. */
  toast = fixed ? g_strdup_printf (_ ("%s is in the team to stay"), get_name (self, person)) : NULL;
  set_wish (self, person, fixed ? KITH_WISH_IN : KITH_WISH_NONE, label, toast);
}

gboolean
kith_session_is_fixed_in_team (KithSession *self, gint64 person)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), FALSE);

  return kith_team_wishes_get (self->wishes, person) == KITH_WISH_IN;
}

guint
kith_session_count_out_of_team (KithSession *self)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), 0);

  return kith_team_wishes_count (self->wishes, KITH_WISH_OUT);
}

void
kith_session_clear_team_changes (KithSession *self)
{
  g_return_if_fail (KITH_IS_SESSION (self));

  if (self->wishes->people->len == 0)
    return;
  g_array_set_size (self->wishes->people, 0);
  g_array_set_size (self->wishes->choices, 0);
  kith_session_choose_team (self);
  save_wishes (self, _ ("Choose the Team Anew"), NULL);
}

gboolean
kith_session_is_in_team (KithSession *self, gint64 person)
{
  g_return_val_if_fail (KITH_IS_SESSION (self), FALSE);

  return g_hash_table_contains (self->team_ids, &person);
}
