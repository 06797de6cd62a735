/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-map-color.h"

#include "kith-traits.h"

#include <glib/gi18n-lib.h>

static gboolean
get_trait (KithMapColor color, KithTrait *trait)
{
  switch (color)
    {
    case KITH_MAP_COLOR_TIER:
      *trait = KITH_TRAIT_TIER;
      return TRUE;
    case KITH_MAP_COLOR_STANCE:
      *trait = KITH_TRAIT_STANCE;
      return TRUE;
    case KITH_MAP_COLOR_CATEGORY:
      *trait = KITH_TRAIT_CATEGORY;
      return TRUE;
    case KITH_MAP_COLOR_HEALTH:
      *trait = KITH_TRAIT_HEALTH;
      return TRUE;
    case KITH_MAP_COLOR_COMMUNITY:
    case KITH_MAP_COLOR_ONE:
    case KITH_N_MAP_COLORS:
    default:
      return FALSE;
    }
}

gboolean
kith_map_color_from_name (const char *name, KithMapColor *color)
{
  for (guint k = 0; k < KITH_N_MAP_COLORS; k++)
    if (g_strcmp0 (name, kith_map_color_get_name (k)) == 0)
      {
        *color = k;
        return TRUE;
      }
  return FALSE;
}

const char *
kith_map_color_get_name (KithMapColor color)
{
  KithTrait trait;

  if (get_trait (color, &trait))
    return kith_trait_get_name (trait);
  return color == KITH_MAP_COLOR_ONE ? "one" : "community";
}

const char *
kith_map_color_get_title (KithMapColor color)
{
  KithTrait trait;

  if (get_trait (color, &trait))
    return kith_trait_get_title (trait);
  return color == KITH_MAP_COLOR_ONE ? _ ("One color") : _ ("Community");
}

KithMapColor
kith_map_color_of (const KithSnapshot *snapshot)
{
  KithMapColor color;

  return kith_map_color_from_name (snapshot->map_color, &color) ? color : KITH_MAP_COLOR_COMMUNITY;
}

KithScene *
kith_map_paint (KithScene *scene, const KithSnapshot *snapshot, KithMapColor color, char **note)
{
  g_autoptr (KithTraits) traits = NULL;
  g_autofree KithSceneKind *kinds = NULL;
  KithTrait trait;

  if (note != NULL)
    *note = NULL;
  if (color == KITH_MAP_COLOR_ONE)
    {
      const KithSceneKind all = { .name = (char *) _ ("Everybody"), .color = kith_palette_color (0, FALSE) };
      g_autofree guint8 *kind = g_new0 (guint8, MAX (scene->n, 1));

      return kith_scene_new_painted (scene, 1, &all, kind);
    }
  /* Where nobody is, there is nothing to tell. */
  if (!get_trait (color, &trait) || snapshot->n == 0)
    return kith_scene_ref (scene);

  traits = kith_traits_new (snapshot, trait);
  kinds = g_new0 (KithSceneKind, traits->n_kinds);
  for (guint k = 0; k < traits->n_kinds; k++)
    {
      kinds[k].name = traits->kinds[k].name;
      kinds[k].color = traits->kinds[k].color;
    }
  if (note != NULL)
    *note = g_steal_pointer (&traits->note);
  return kith_scene_new_painted (scene, traits->n_kinds, kinds, traits->kind);
}
