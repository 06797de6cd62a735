/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-map-layers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

KithLayer *
kith_map_layer_plan (const KithSnapshot *snapshot, const guint *team, guint n_team, KithPlanReach *reach)
{
  const KithGraph *graph = snapshot->graph;
  KithLayer *layer = kith_layer_new (snapshot->n, snapshot->n_communities);
  g_autofree guint *touches = g_new0 (guint, MAX (snapshot->n, 1));

  memset (layer->pointed, 1, snapshot->n_communities);
  for (guint k = 0; k < n_team; k++)
    for (guint t = graph->offset[team[k]]; t < graph->offset[team[k] + 1]; t++)
      touches[graph->neighbor[t]]++;
  *reach = (KithPlanReach) { .team = n_team };
  for (guint i = 0; i < snapshot->n; i++)
    {
      layer->shade[i] = touches[i] > 1 ? KITH_SHADE_FULL : touches[i] == 1 ? KITH_SHADE_HALF : KITH_SHADE_FAINT;
      reach->twice += touches[i] > 1;
      reach->once += touches[i] == 1;
      reach->unreached += touches[i] == 0;
      if (touches[i] > 0 && snapshot->community[i] >= 0)
        layer->pointed[snapshot->community[i]] = 0;
    }
  for (guint k = 0; k < n_team; k++)
    {
      layer->shade[team[k]] = KITH_SHADE_FULL;
      reach->unreached -= touches[team[k]] == 0;
    }
  for (guint c = 0; c < snapshot->n_communities; c++)
    reach->untouched += layer->pointed[c];
  g_array_append_vals (layer->marked, team, n_team);
  kith_sign_add (layer->lines, KITH_SIGN_RING, C_ ("legend", "Team"), reach->team);
  kith_sign_add (layer->lines, KITH_SIGN_FULL, C_ ("legend", "Reached twice"), reach->twice);
  kith_sign_add (layer->lines, KITH_SIGN_HALF, C_ ("legend", "Reached once"), reach->once);
  kith_sign_add (layer->lines, KITH_SIGN_FAINT, C_ ("legend", "Not reached"), reach->unreached);
  if (reach->untouched > 0)
    kith_sign_add (layer->lines, KITH_SIGN_CIRCLE, C_ ("legend", "Community not touched"), reach->untouched);
  return layer;
}

/* What of it is to be seen. */
static void
add_lines (KithLayer *layer, const KithChanges *changes)
{
  gboolean ringed = layer->marked->len <= KITH_LAYER_MOST_MARKED;
  guint different = 0, joined = 0;

  for (guint c = 0; c < layer->n_communities; c++)
    different += layer->pointed[c];
  for (guint i = 0; i < layer->n; i++)
    joined += layer->shade[i] == KITH_SHADE_HALF;
  if (changes->people > 0)
    kith_sign_add (layer->lines, ringed ? KITH_SIGN_RING : KITH_SIGN_FULL, C_ ("legend", "New person"),
                   changes->people);
  if (joined > 0)
    kith_sign_add (layer->lines, KITH_SIGN_HALF, C_ ("legend", "Has a new tie"), joined);
  if (changes->people + joined < layer->n)
    kith_sign_add (layer->lines, KITH_SIGN_FAINT, C_ ("legend", "As before"), layer->n - changes->people - joined);
  if (changes->a->len > 0)
    kith_sign_add (layer->lines, KITH_SIGN_TIE, C_ ("legend", "New tie"), changes->a->len);
  if (different > 0)
    kith_sign_add (layer->lines, KITH_SIGN_CIRCLE, C_ ("legend", "New or merged community"), different);
}

KithLayer *
kith_map_layer_changes (const KithSnapshot *snapshot, const KithChanges *changes, gint64 since)
{
  KithLayer *layer = kith_layer_new (snapshot->n, snapshot->n_communities);

  memset (layer->shade, KITH_SHADE_FAINT, snapshot->n);
  for (guint t = 0; t < changes->a->len; t++)
    layer->shade[g_array_index (changes->a, guint, t)] = layer->shade[g_array_index (changes->b, guint, t)]
        = KITH_SHADE_HALF;
  for (guint i = 0; i < snapshot->n; i++)
    if (changes->is_new[i])
      {
        layer->shade[i] = KITH_SHADE_FULL;
        g_array_append_val (layer->marked, i);
      }
  g_array_append_vals (layer->a, changes->a->data, changes->a->len);
  g_array_append_vals (layer->b, changes->b->data, changes->b->len);
  if (snapshot->n_communities > 0)
    memcpy (layer->pointed, changes->is_different, snapshot->n_communities);
  layer->sentence = kith_changes_dup_sentence (changes, since);
  add_lines (layer, changes);
  return layer;
}
