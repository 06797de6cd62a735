/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The whole of a map: islands of people, and a band below them. */

#include "kith-layout.h"
#include "kith-communities.h"
#include "kith-error.h"
#include "kith-layout-band.h"
#include "kith-layout-pins.h"
#include "kith-placing.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

static const char *const engine_names[] = { "communities", "sfdp", "neato", "fdp", "twopi", "circo" };

/* The memory of neato and the time of neato, twopi and circo grow by the square of the people. */
#define MOST_FOR_NEATO 8000
#define MOST_FOR_TWOPI 10000
#define MOST_FOR_CIRCO 1000

/* Of the whole time, where splitting, and where the engines' drawing is done. */
#define SPLIT_SHARE .3
#define DRAWN_SHARE .7

gboolean
kith_layout_engine_from_name (const char *name, KithLayoutEngine *engine)
{
  for (guint i = 0; i < G_N_ELEMENTS (engine_names); i++)
    if (g_strcmp0 (name, engine_names[i]) == 0)
      {
        *engine = (KithLayoutEngine) i;
        return TRUE;
      }
  return FALSE;
}

const char *
kith_layout_engine_get_name (KithLayoutEngine engine)
{
  g_return_val_if_fail (engine >= 0 && engine < G_N_ELEMENTS (engine_names), NULL);
  return engine_names[engine];
}

/* The group of each person: a community, or for the whole-graph engines a piece of the network; -1 for people of the block. */
static guint
find_groups (const KithGraph *graph, const KithLayoutOptions *options, int *group)
{
  g_autofree guint *component = NULL;
  g_autofree guint *size = NULL;
  guint n_components;

  if (options->engine == KITH_LAYOUT_COMMUNITIES && options->membership != NULL)
    {
      for (guint i = 0; i < graph->n; i++)
        group[i] = options->membership[i] >= 0 && (guint) options->membership[i] < options->n_communities
                       ? options->membership[i]
                       : -1;
      return options->n_communities;
    }
  component = g_new (guint, MAX (graph->n, 1));
  n_components = kith_graph_components (graph, component);
  size = g_new0 (guint, MAX (n_components, 1));
  for (guint i = 0; i < graph->n; i++)
    size[component[i]]++;
  for (guint i = 0; i < graph->n; i++)
    group[i] = size[component[i]] >= KITH_COMMUNITY_LEAST ? (int) component[i] : -1;
  return n_components;
}

static gboolean
check_size (const KithIslands *islands, KithLayoutEngine engine, GError **error)
{
  const char *name = kith_layout_engine_get_name (engine);
  guint most = engine == KITH_LAYOUT_NEATO   ? MOST_FOR_NEATO
               : engine == KITH_LAYOUT_TWOPI ? MOST_FOR_TWOPI
               : engine == KITH_LAYOUT_CIRCO ? MOST_FOR_CIRCO
                                             : G_MAXUINT;

  for (guint index = 1; index < islands->islands->len; index++)
    {
      const KithIsland *island = &g_array_index (islands->islands, KithIsland, index);

      if (island->count > most)
        {
          g_set_error (error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
                       /* Translators: %s is the name of a way to arrange the map, such as neato */
                       _ ("“%s” can place at most %u people who are all connected. Arrange the map by communities."),
                       name, most);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
kith_layout_run (const KithGraph *graph, const KithLayoutOptions *options, float *x, float *y, KithProgress *progress,
                 GCancellable *cancellable, GError **error)
{
  g_autofree int *group = g_new (int, MAX (graph->n, 1));
  guint n_groups = find_groups (graph, options, group);
  g_autoptr (KithIslands) islands = kith_islands_new (graph, group, n_groups, options->seed);
  g_autofree float *new_x = g_new0 (float, MAX (graph->n, 1)), *new_y = g_new0 (float, MAX (graph->n, 1));
  guint threads = options->workers > 0 ? options->workers : g_get_num_processors ();
  gboolean whole = options->engine != KITH_LAYOUT_COMMUNITIES;
  gboolean has_old = options->old_x != NULL && options->old_y != NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  kith_progress_step (progress, _ ("Arranging the map"), 0);
  if (islands->n > 0)
    {
      g_autoptr (KithLayoutPool) pool = kith_layout_pool_new (options->workers, cancellable, error);

      if (pool == NULL || !check_size (islands, options->engine, error))
        return FALSE;
      if (has_old && !whole)
        kith_islands_keep (islands, options->old_x, options->old_y);
      if (whole ? !kith_islands_draw_whole (islands, options->engine, options->membership, options->n_communities, pool,
                                            error)
                : !kith_islands_split (islands, progress, SPLIT_SHARE, cancellable, error)
                      || !kith_islands_draw_children (islands, pool, error))
        return FALSE;
      if (!kith_layout_pool_finish (pool, progress, whole ? 0 : SPLIT_SHARE, DRAWN_SHARE, error))
        return FALSE;
      if (!kith_islands_arrange (islands, whole, threads, new_x, new_y, cancellable))
        {
          g_cancellable_set_error_if_cancelled (cancellable, error);
          return FALSE;
        }
    }
  if (!islands->is_keeping || !kith_layout_band_keep (graph, islands, options->old_x, options->old_y, new_x, new_y))
    kith_layout_band_place (graph, islands, islands->is_keeping ? options->old_x : NULL,
                            islands->is_keeping ? options->old_y : NULL, new_x, new_y);
  if (has_old && !islands->is_keeping)
    {
      KithTurn turn = kith_placing_fit (graph->n, new_x, new_y, options->old_x, options->old_y);

      for (guint i = 0; i < graph->n; i++)
        kith_turn_apply (&turn, &new_x[i], &new_y[i]);
    }
  else if (!has_old)
    {
      kith_placing_center_box (graph->n, new_x, new_y);
      if (options->pin_x != NULL && options->pin_y != NULL)
        kith_layout_pins_fit (graph->n, new_x, new_y, options->pin_x, options->pin_y);
    }
  if (options->pin_x != NULL && options->pin_y != NULL)
    kith_layout_pins_keep (graph->n, new_x, new_y, options->pin_x, options->pin_y, NULL);
  memcpy (x, new_x, graph->n * sizeof *x);
  memcpy (y, new_y, graph->n * sizeof *y);
  kith_progress_step (progress, NULL, 1);
  return TRUE;
}
