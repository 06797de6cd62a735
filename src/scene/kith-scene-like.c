/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Scenes made of another, which share all of it but what they are made for: other colors, shades or names. They hold the one they are made
 * of, whose arrays they point to; what is not the other's is their own. */

#include "kith-scene-private.h"

#include <string.h>

/* Shares all but the communities. */
static KithScene *
scene_new_like (KithScene *scene)
{
  KithScene *self = g_memdup2 (scene, sizeof *scene);

  g_atomic_ref_count_init (&self->ref_count);
  self->base = kith_scene_ref (scene);
  self->communities = g_memdup2 (scene->communities, scene->n_communities * sizeof *scene->communities);
  for (guint c = 0; c < self->n_communities; c++)
    self->communities[c].name = g_strdup (scene->communities[c].name);
  return self;
}

KithScene *
kith_scene_new_recolored (KithScene *scene, const guint32 *colors)
{
  KithScene *self = scene_new_like (scene);

  for (guint c = 0; c < self->n_communities; c++)
    self->communities[c].color = colors[c];
  return self;
}

KithScene *
kith_scene_new_shaded (KithScene *scene, const guint8 *shade)
{
  KithScene *self = scene_new_like (scene);

  self->shade = g_memdup2 (shade, self->n);
  return self;
}

KithScene *
kith_scene_new_painted (KithScene *scene, guint n_kinds, const KithSceneKind *kinds, const guint8 *kind)
{
  KithScene *self = scene_new_like (scene);

  g_assert (n_kinds > 0 && n_kinds <= 256);
  self->n_kinds = n_kinds;
  self->kinds = g_new0 (KithSceneKind, n_kinds);
  self->kind = g_memdup2 (kind, MAX (self->n, 1) * sizeof *kind);
  for (guint k = 0; k < n_kinds; k++)
    {
      self->kinds[k].name = g_utf8_make_valid (kinds[k].name != NULL ? kinds[k].name : "", -1);
      self->kinds[k].color = kinds[k].color >= 0 ? kinds[k].color & 0xffffff : -1;
    }
  for (guint i = 0; i < self->n; i++)
    {
      g_assert (kind[i] < n_kinds);
      self->kinds[kind[i]].people++;
    }
  return self;
}

KithScene *
kith_scene_new_renamed (KithScene *scene, char **names, const char *const *communities, const char *const *squares)
{
  KithScene *self = scene_new_like (scene);

  self->name = names;
  if (scene->squares != NULL)
    self->squares = kith_squares_new_renamed (scene->squares, squares);
  for (guint c = 0; c < self->n_communities; c++)
    {
      g_free (self->communities[c].name);
      self->communities[c].name = g_strdup (communities[c]);
    }
  return self;
}

void
kith_scene_free_like (KithScene *self)
{
  const KithScene *base = self->base;

  if (self->kinds != base->kinds)
    {
      for (guint k = 0; k < self->n_kinds; k++)
        g_free (self->kinds[k].name);
      g_free (self->kinds);
      g_free (self->kind);
    }
  if (self->shade != base->shade)
    g_free (self->shade);
  if (self->name != base->name)
    g_strfreev (self->name);
  if (self->squares != base->squares)
    kith_squares_free (self->squares);
  kith_scene_unref (self->base);
}

guint32
kith_scene_color (const KithScene *self, guint person, gboolean dark)
{
  guint16 c = self->community[person];
  gint64 color = c != KITH_SCENE_NO_COMMUNITY ? (gint64) self->communities[c].color : -1;

  if (self->n_kinds > 0 && !kith_scene_steps_back (self, person))
    color = self->kinds[self->kind[person]].color;
  return kith_palette_shaded (color >= 0 ? kith_palette_on ((guint32) color, dark) : kith_palette_none (dark),
                              self->shade != NULL ? (KithShade) self->shade[person] : KITH_SHADE_FULL, dark);
}

gboolean
kith_scene_same_ties (const KithScene *self, const KithScene *other)
{
  if (self->n != other->n)
    return FALSE;
  if (self->shade != other->shade
      && (self->shade == NULL || other->shade == NULL || memcmp (self->shade, other->shade, self->n) != 0))
    return FALSE;
  /* The bounds, in which dots have a part, decide how many ties are drawn. */
  if (self->ties_stamp != other->ties_stamp || self->n_communities != other->n_communities || self->left != other->left
      || self->top != other->top || self->right != other->right || self->bottom != other->bottom)
    return FALSE;
  if ((self->n_kinds > 0) != (other->n_kinds > 0))
    return FALSE;
  for (guint c = 0; c < self->n_communities; c++)
    {
      guint32 one = self->communities[c].color;
      guint32 another = other->communities[c].color;

      /* Ties without a color only step back or do not. */
      if (self->n_kinds > 0 ? (one == KITH_PALETTE_FAINT) != (another == KITH_PALETTE_FAINT) : one != another)
        return FALSE;
    }
  return TRUE;
}
