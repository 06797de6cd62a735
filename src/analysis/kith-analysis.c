/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-analysis.h"

#include "kith-acts.h"
#include "kith-changes.h"
#include "kith-communities.h"
#include "kith-error.h"
#include "kith-keeping.h"
#include "kith-memberships.h"
#include "kith-names.h"
#include "kith-places.h"
#include "kith-scene.h"
#include "kith-settings.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* The list that a person's confidence is about, and how often it is drawn anew. */
#define CONFIDENCE_LIST 20
#define CONFIDENCE_COPIES 20

/* Above so many communities their colors are chosen without regard to which are neighbors: the table of ties would be too large. */
#define MOST_FOR_NEIGHBORS 512

#define MOST_NEWS 12

typedef struct
{
  const KithSnapshot *snapshot;
  int *membership;
  guint n; /* communities found */
  double modularity;
  int *kept;    /* n; index of the community in the snapshot that goes on */
  char **name;  /* n */
  int *palette; /* n */
  gint64 *id;   /* n, once written */
  GArray *changes;
  guint8 *confidence;
} Found;

static void
found_clear (Found *found)
{
  g_free (found->membership);
  g_free (found->kept);
  for (guint c = 0; found->name != NULL && c < found->n; c++)
    g_free (found->name[c]);
  g_free (found->name);
  g_free (found->palette);
  g_free (found->id);
  g_clear_pointer (&found->changes, g_array_unref);
  g_free (found->confidence);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

static void
choose_palette (Found *found)
{
  const KithSnapshot *snapshot = found->snapshot;
  const KithGraph *graph = snapshot->graph;
  g_autofree double *weight = NULL;

  found->palette = g_new (int, MAX (found->n, 1));
  for (guint c = 0; c < found->n; c++)
    found->palette[c] = found->kept[c] >= 0 ? (int) snapshot->communities[found->kept[c]].palette : -1;
  if (found->n <= MOST_FOR_NEIGHBORS)
    {
      weight = g_new0 (double, MAX ((gsize) found->n * found->n, 1));
      for (guint i = 0; i < graph->n; i++)
        for (guint k = graph->offset[i]; k < graph->offset[i + 1]; k++)
          {
            int a = found->membership[i], b = found->membership[graph->neighbor[k]];

            if (a >= 0 && b >= 0 && a != b)
              weight[(gsize) a * found->n + b] += graph->weight[k];
          }
    }
  kith_keeping_choose_colors (found->n, found->palette, weight, kith_palette_size ());
}

/* A pinned community that found no successor takes over the one most of its people went to. */
static void
keep_pinned (Found *found)
{
  const KithSnapshot *snapshot = found->snapshot;
  g_autofree guint *count = g_new (guint, MAX (found->n, 1));

  for (guint old = 0; old < snapshot->n_communities; old++)
    {
      int best = -1;
      gboolean goes_on = FALSE;

      for (guint c = 0; c < found->n; c++)
        goes_on |= found->kept[c] == (int) old;
      if (!snapshot->communities[old].pinned || goes_on)
        continue;
      memset (count, 0, found->n * sizeof *count);
      for (guint i = 0; i < snapshot->n; i++)
        if (snapshot->community[i] == (int) old && found->membership[i] >= 0)
          count[found->membership[i]]++;
      for (guint c = 0; c < found->n; c++)
        if (count[c] > 0 && (best < 0 || count[c] > count[best])
            && (found->kept[c] < 0 || !snapshot->communities[found->kept[c]].pinned))
          best = c;
      if (best >= 0)
        found->kept[best] = old;
    }
}

static gboolean
look (Found *found, KithStore *store, double resolution, KithProgress *progress, GCancellable *cancellable,
      GError **error)
{
  const KithSnapshot *snapshot = found->snapshot;
  g_autofree guint8 *excluded = g_new0 (guint8, MAX (snapshot->n, 1));
  KithCommunitiesOptions options = {
    .resolution = resolution,
    .seed = kith_store_get_seed (store),
    .start = snapshot->n_communities > 0 ? snapshot->community : NULL,
  };

  kith_progress_part (progress, .1, .7);
  found->membership = g_new (int, MAX (snapshot->n, 1));
  if (!kith_communities_find (snapshot->graph, &options, found->membership, &found->n, &found->modularity, progress,
                              cancellable, error))
    return FALSE;

  found->kept = g_new (int, MAX (found->n, 1));
  found->changes = g_array_new (FALSE, FALSE, sizeof (KithChange));
  kith_keeping_match (snapshot->n, snapshot->community, snapshot->n_communities, found->membership, found->n,
                      found->kept, NULL);
  keep_pinned (found);
  kith_keeping_tell (snapshot->n, snapshot->community, snapshot->n_communities, found->membership, found->n,
                     found->kept, found->changes);
  found->name = g_new0 (char *, MAX (found->n, 1));
  for (guint c = 0; c < found->n; c++)
    if (found->kept[c] >= 0)
      found->name[c] = g_strdup (snapshot->communities[found->kept[c]].name);
  if (!kith_names_find (store, snapshot, found->membership, found->n, found->name, cancellable, error))
    return FALSE;
  choose_palette (found);

  kith_progress_part (progress, .7, .9);
  kith_snapshot_excluded (snapshot, excluded);
  for (guint i = 0; i < snapshot->n; i++)
    excluded[i] = !excluded[i];
  found->confidence = g_new0 (guint8, MAX (snapshot->n, 1));
  return kith_figures_confidence (snapshot->graph, found->membership, found->n, excluded, CONFIDENCE_LIST,
                                  CONFIDENCE_COPIES, kith_store_get_seed (store), found->confidence, progress,
                                  cancellable, error);
}

/* Those that live but were not found again end; also those that had nobody left, which the snapshot does not hold. */
static gboolean
end_others (const Found *found, KithStore *store, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) living = kith_community_list (store, FALSE, error);
  g_autoptr (GHashTable) goes_on = g_hash_table_new (g_int64_hash, g_int64_equal);

  if (living == NULL)
    return FALSE;
  for (guint c = 0; c < found->n; c++)
    g_hash_table_add (goes_on, &found->id[c]);
  for (guint k = 0; k < living->len; k++)
    {
      KithCommunity *community = living->pdata[k];

      if (g_hash_table_contains (goes_on, &community->id))
        continue;
      community->ended = now;
      if (!kith_community_update (store, community, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_communities (Found *found, KithStore *store, GError **error)
{
  const KithSnapshot *snapshot = found->snapshot;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  found->id = g_new (gint64, MAX (found->n, 1));
  for (guint c = 0; c < found->n; c++)
    {
      KithCommunity community = {
        .name = found->name[c],
        .palette = found->palette[c],
        .color = -1,
        .born = now,
        .ended = KITH_NO_DATE,
      };

      if (found->kept[c] >= 0)
        {
          found->id[c] = snapshot->communities[found->kept[c]].id;
          continue;
        }
      if (!kith_community_add (store, &community, error))
        return FALSE;
      found->id[c] = community.id;
    }
  return end_others (found, store, now, error);
}

static gboolean
write_all (Found *found, KithStore *store, double resolution, gboolean joined, GCancellable *cancellable,
           GError **error)
{
  const KithSnapshot *snapshot = found->snapshot;
  g_autofree gint64 *community = g_new0 (gint64, MAX (snapshot->n, 1));

  if (!kith_act_begin (store, _ ("Find Communities"), joined, error))
    return FALSE;
  if (!write_communities (found, store, error))
    goto failed;
  for (guint i = 0; i < snapshot->n; i++)
    community[i] = found->membership[i] >= 0 ? found->id[found->membership[i]] : 0;
  if (!kith_memberships_write (store, snapshot->n, snapshot->id, community, found->confidence, cancellable, error)
      || !kith_setting_set_double (store, KITH_SETTING_RESOLUTION, resolution, error)
      || !kith_setting_set_double (store, KITH_SETTING_MODULARITY, found->modularity, error)
      || !kith_setting_set_int (store, KITH_SETTING_ANALYZED, kith_snapshot_get_extent (snapshot), error))
    goto failed;
  return kith_act_commit (store, NULL, error);

failed:
  kith_act_rollback (store);
  return FALSE;
}

static void
tell_news (const Found *found, GPtrArray *news)
{
  const KithSnapshot *snapshot = found->snapshot;
  g_autofree const char **before = g_new0 (const char *, snapshot->n_communities + 1);

  if (snapshot->n_communities == 0)
    return; /* all of them are new, which the list of communities tells */
  for (guint c = 0; c < snapshot->n_communities; c++)
    before[c] = snapshot->communities[c].name;
  for (guint k = 0; k < found->changes->len && news->len < MOST_NEWS; k++)
    {
      char *sentence = kith_change_dup_news (&g_array_index (found->changes, KithChange, k), before,
                                             (const char *const *) found->name);

      if (sentence != NULL)
        g_ptr_array_add (news, sentence);
    }
}

gboolean
kith_analysis_find_communities (KithStore *store, double resolution, gboolean joined, GPtrArray *news,
                                KithProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_auto (Found) found = { 0 };

  kith_progress_part (progress, 0, .1);
  snapshot = kith_snapshot_load (store, progress, cancellable, error);
  if (snapshot == NULL)
    return FALSE;
  if (!(resolution > 0))
    resolution = kith_setting_get_double (store, KITH_SETTING_RESOLUTION, 1);
  found.snapshot = snapshot;
  if (!look (&found, store, resolution, progress, cancellable, error))
    return FALSE;
  kith_progress_part (progress, .9, 1);
  kith_progress_step (progress, _ ("Saving communities"), 0);
  if (!write_all (&found, store, resolution, joined, cancellable, error))
    return FALSE;
  kith_progress_step (progress, NULL, 1);
  if (news != NULL)
    tell_news (&found, news);
  return TRUE;
}

/* Writes places as one act; @engine is NULL where it stays what it was. */
static gboolean
write_places (KithStore *store, const KithSnapshot *snapshot, const float *x, const float *y, const char *label,
              const char *engine, gboolean joined, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  kith_progress_part (progress, .9, 1);
  kith_progress_step (progress, _ ("Saving the map"), 0);
  if (!kith_act_begin (store, label, joined, error))
    return FALSE;
  if (!kith_places_write (store, snapshot->n, snapshot->id, x, y, cancellable, error)
      || (engine != NULL && !kith_setting_set (store, KITH_SETTING_ENGINE, engine, error))
      || !kith_act_commit (store, NULL, error))
    {
      kith_act_rollback (store);
      return FALSE;
    }
  kith_progress_step (progress, NULL, 1);
  return TRUE;
}

/* Where those who are pinned stay: n and n, NAN for all others. */
static void
find_pins (const KithSnapshot *snapshot, KithLayoutOptions *options, float **x, float **y)
{
  *x = g_new (float, MAX (snapshot->n, 1));
  *y = g_new (float, MAX (snapshot->n, 1));
  for (guint i = 0; i < snapshot->n; i++)
    {
      gboolean pinned = (snapshot->flags[i] & KITH_PERSON_PINNED) != 0;

      (*x)[i] = pinned ? snapshot->x[i] : NAN;
      (*y)[i] = pinned ? snapshot->y[i] : NAN;
    }
  options->pin_x = *x;
  options->pin_y = *y;
}

static gboolean
place_all (KithStore *store, KithLayoutEngine engine, gboolean anew, gboolean joined, guint *placed,
           KithProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autofree float *x = NULL;
  g_autofree float *y = NULL;
  g_autofree float *pin_x = NULL;
  g_autofree float *pin_y = NULL;
  g_autofree char *before = kith_setting_dup (store, KITH_SETTING_ENGINE);
  const char *name = kith_layout_engine_get_name (engine);
  KithLayoutOptions options = { .engine = engine, .seed = kith_store_get_seed (store) };

  kith_progress_part (progress, 0, .1);
  snapshot = kith_snapshot_load (store, progress, cancellable, error);
  if (snapshot == NULL)
    return FALSE;
  options.membership = snapshot->community;
  options.n_communities = snapshot->n_communities;
  find_pins (snapshot, &options, &pin_x, &pin_y);
  if (!anew && snapshot->n_placed > 0 && g_strcmp0 (before, name) == 0)
    {
      options.old_x = snapshot->x;
      options.old_y = snapshot->y;
    }
  x = g_new (float, MAX (snapshot->n, 1));
  y = g_new (float, MAX (snapshot->n, 1));
  kith_progress_part (progress, .1, .9);
  if (!kith_layout_run (snapshot->graph, &options, x, y, progress, cancellable, error)
      || !write_places (store, snapshot, x, y, anew ? _ ("Arrange the Map Anew") : _ ("Arrange the Map"), name, joined,
                        progress, cancellable, error))
    return FALSE;
  if (placed != NULL)
    *placed = snapshot->n;
  return TRUE;
}

gboolean
kith_analysis_place (KithStore *store, KithLayoutEngine engine, gboolean joined, guint *placed, KithProgress *progress,
                     GCancellable *cancellable, GError **error)
{
  return place_all (store, engine, FALSE, joined, placed, progress, cancellable, error);
}

gboolean
kith_analysis_place_anew (KithStore *store, KithLayoutEngine engine, guint *placed, KithProgress *progress,
                          GCancellable *cancellable, GError **error)
{
  return place_all (store, engine, TRUE, FALSE, placed, progress, cancellable, error);
}

gboolean
kith_analysis_place_community (KithStore *store, gint64 community, guint *placed, KithProgress *progress,
                               GCancellable *cancellable, GError **error)
{
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autofree float *x = NULL;
  g_autofree float *y = NULL;
  g_autofree float *pin_x = NULL;
  g_autofree float *pin_y = NULL;
  g_autofree char *label = NULL;
  KithLayoutOptions options = { .seed = kith_store_get_seed (store) };
  int index;

  kith_progress_part (progress, 0, .1);
  snapshot = kith_snapshot_load (store, progress, cancellable, error);
  if (snapshot == NULL)
    return FALSE;
  index = kith_snapshot_find_community (snapshot, community);
  if (index < 0)
    {
      g_set_error_literal (error, KITH_ERROR, KITH_ERROR_NOT_FOUND, _ ("There is no such community any more."));
      return FALSE;
    }
  if (snapshot->n_placed == 0)
    {
      g_set_error_literal (error, KITH_ERROR, KITH_ERROR_INVALID,
                           _ ("Arrange the whole map first: nobody has a place on it yet."));
      return FALSE;
    }
  options.membership = snapshot->community;
  options.n_communities = snapshot->n_communities;
  options.old_x = snapshot->x;
  options.old_y = snapshot->y;
  find_pins (snapshot, &options, &pin_x, &pin_y);
  x = g_new (float, MAX (snapshot->n, 1));
  y = g_new (float, MAX (snapshot->n, 1));
  kith_progress_part (progress, .1, .9);
  /* Translators: the label of an act; %s is the name of a community */
  label = g_strdup_printf (_ ("Arrange “%s” Anew"), snapshot->communities[index].name);
  if (!kith_layout_run_community (snapshot->graph, &options, (guint) index, x, y, progress, cancellable, error)
      || !write_places (store, snapshot, x, y, label, NULL, FALSE, progress, cancellable, error))
    return FALSE;
  if (placed != NULL)
    *placed = snapshot->communities[index].people;
  return TRUE;
}

gboolean
kith_analysis_look_again (KithStore *store, gboolean joined, GPtrArray *news, KithProgress *progress,
                          GCancellable *cancellable, GError **error)
{
  gboolean done;

  kith_progress_enter (progress, 0, .4);
  done = kith_analysis_find_communities (store, 0, joined, news, progress, cancellable, error);
  kith_progress_leave (progress);
  if (!done)
    return FALSE;
  kith_progress_enter (progress, .4, 1);
  done = kith_analysis_place (store, KITH_LAYOUT_COMMUNITIES, TRUE, NULL, progress, cancellable, error);
  kith_progress_leave (progress);
  return done;
}

gboolean
kith_analysis_refresh (KithStore *store, GPtrArray *news, KithProgress *progress, GCancellable *cancellable,
                       GError **error)
{
  KithStoreCounts counts;

  if (!kith_store_count (store, &counts, error))
    return FALSE;
  if (counts.people == 0)
    return TRUE;
  return kith_analysis_look_again (store, TRUE, news, progress, cancellable, error);
}

KithTeam *
kith_analysis_choose_team (const KithSnapshot *snapshot, const KithTeamWishes *wishes, KithProgress *progress,
                           GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *excluded = g_new0 (guint8, MAX (snapshot->n, 1));
  g_autofree guint *fixed = g_new (guint, wishes->people->len + 1);
  KithTeamOptions options = { .wide = wishes->wide, .excluded = excluded, .fixed = fixed };

  kith_snapshot_excluded (snapshot, excluded);
  for (guint k = 0; k < wishes->people->len; k++)
    {
      int person = kith_snapshot_find (snapshot, g_array_index (wishes->people, gint64, k));

      if (person >= 0 && g_array_index (wishes->choices, guint8, k) == KITH_WISH_OUT)
        excluded[person] = 1;
      else if (person >= 0 && !excluded[person])
        fixed[options.n_fixed++] = (guint) person;
    }
  options.size = MAX (wishes->size, options.n_fixed);
  return kith_team_choose (snapshot->graph, snapshot->community, snapshot->n_communities, snapshot->dot, &options,
                           progress, cancellable, error);
}
