/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the canvas shows: the scene and how it is colored, who is selected, hovered, or in the team, and which of their ties stand out. */

#include "kith-canvas-private.h"

/* — Who stands out — */

static int
compare_people (gconstpointer one, gconstpointer other)
{
  guint a = *(const guint *) one;
  guint b = *(const guint *) other;

  return (a > b) - (a < b);
}

gboolean
kith_canvas_is_selected (KithCanvas *self, guint person)
{
  return g_array_binary_search (self->selection, &person, compare_people, NULL);
}

static void
find_ties (KithCanvas *self, const guint *people, guint n, GArray *ties)
{
  if (self->scene != NULL)
    kith_scene_find_ties (self->scene, people, n, ties);
  else
    g_array_set_size (ties, 0);
}

static void
selection_moved (KithCanvas *self)
{
  find_ties (self, (const guint *) self->selection->data, self->selection->len, self->selection_ties);
  self->labels_stale = TRUE;
  self->labels_placed = 0;
  kith_canvas_update_parts (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kith_canvas_hover (KithCanvas *self, int person, int square)
{
  if (self->hovered == person && self->hovered_square == square)
    return;

  guint people = (guint) MAX (person, 0);
  self->hovered = person;
  self->hovered_square = square;
  find_ties (self, &people, person >= 0 ? 1 : 0, self->hover_ties);
  kith_canvas_show_tool (self);
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kith_canvas_hover_at (KithCanvas *self, double px, double py)
{
  const KithCanvasPicked picked = kith_canvas_pick_any (self, px, py);

  kith_canvas_hover (self, picked.person, picked.square);
}

void
kith_canvas_take_selection (KithCanvas *self, GArray *people)
{
  gboolean same = people->len == self->selection->len;

  for (guint i = 0; same && i < people->len; i++)
    same = g_array_index (people, guint, i) == g_array_index (self->selection, guint, i);
  if (same)
    return;

  g_array_set_size (self->selection, 0);
  g_array_append_vals (self->selection, people->data, people->len);
  selection_moved (self);
  g_signal_emit (self, kith_canvas_signals[KITH_CANVAS_SELECTION_CHANGED], 0);
}

/* — What is shown — */

/* Whether two maps are so different in size that a view of the one says nothing of the other. */
static gboolean
is_other_size (const KithScene *one, const KithScene *other)
{
  double a = MAX (one->right - one->left, one->bottom - one->top) + 1;
  double b = MAX (other->right - other->left, other->bottom - other->top) + 1;

  return MAX (a, b) > 1.6 * MIN (a, b);
}

/* The scene as it is drawn: the emphasized community keeps its color, and so does whom the layer lets keep it. */
static void
renew_drawn (KithCanvas *self, gboolean keep)
{
  kith_canvas_drop_kept (self);
  g_clear_pointer (&self->drawn, kith_scene_unref);
  if (self->scene != NULL && self->community >= 0)
    {
      g_autofree guint32 *colors = g_new (guint32, self->scene->n_communities);

      for (guint i = 0; i < self->scene->n_communities; i++)
        colors[i] = (int) i == self->community ? self->scene->communities[i].color : KITH_PALETTE_FAINT;
      self->drawn = kith_scene_new_recolored (self->scene, colors);
    }
  else if (self->scene != NULL)
    self->drawn = kith_scene_ref (self->scene);
  if (self->layer != NULL)
    {
      KithScene *shaded = kith_scene_new_shaded (self->drawn, self->layer->shade);

      kith_scene_unref (self->drawn);
      self->drawn = shaded;
    }

  kith_canvas_tiles_set_scene (self->tiles, self->drawn, self->dark, keep);
  self->labels_stale = TRUE;
  self->labels_placed = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, kith_canvas_signals[KITH_CANVAS_LOOKED_AT], 0);
}

void
kith_canvas_set_scene (KithCanvas *self, KithScene *scene, gboolean keep_view)
{
  g_return_if_fail (KITH_IS_CANVAS (self));

  if (scene == self->scene)
    return;

  gboolean keep = keep_view && self->scene != NULL && scene != NULL && !is_other_size (self->scene, scene);
  kith_canvas_stop (self);
  g_clear_pointer (&self->scene, kith_scene_unref);
  self->scene = scene != NULL ? kith_scene_ref (scene) : NULL;
  g_clear_pointer (&self->layer, kith_layer_unref);
  g_array_set_size (self->selection, 0);
  g_array_set_size (self->team, 0);
  g_array_set_size (self->pinned, 0);
  g_array_set_size (self->selection_ties, 0);
  self->cursor = self->cursor_square = -1;
  kith_canvas_hover (self, -1, -1);
  kith_canvas_put_back (self);
  kith_canvas_drop_parts (self);
  if (scene == NULL || self->community >= (int) scene->n_communities)
    self->community = -1;

  kith_canvas_labels_clear (self->labels);
  if (scene != NULL)
    {
      kith_viewport_set_bounds (&self->view, scene->left, scene->top, scene->right, scene->bottom);
      if (!keep || self->untouched)
        {
          kith_viewport_fit (&self->view, 36);
          self->untouched = TRUE;
        }
      kith_canvas_rest_soon (self);
    }
  renew_drawn (self, keep);
  kith_canvas_describe_map (self);
}

KithScene *
kith_canvas_get_scene (KithCanvas *self)
{
  g_return_val_if_fail (KITH_IS_CANVAS (self), NULL);

  return self->scene;
}

void
kith_canvas_set_dark (KithCanvas *self, gboolean dark)
{
  g_return_if_fail (KITH_IS_CANVAS (self));

  dark = !!dark;
  if (self->dark == dark)
    return;
  self->dark = dark;
  /* Light pictures on dark ground would flash: the names and the ground change at once, so the tiles must too. */
  renew_drawn (self, FALSE);
  g_object_notify (G_OBJECT (self), "dark");
}

void
kith_canvas_set_contrast (KithCanvas *self, gboolean contrast)
{
  g_return_if_fail (KITH_IS_CANVAS (self));

  contrast = !!contrast;
  if (self->contrast == contrast)
    return;
  self->contrast = contrast;
  kith_canvas_tiles_set_contrast (self->tiles, contrast);
  renew_drawn (self, FALSE);
  g_object_notify (G_OBJECT (self), "contrast");
}

void
kith_canvas_set_bands (KithCanvas *self, gboolean bands)
{
  g_return_if_fail (KITH_IS_CANVAS (self));

  bands = !!bands;
  if (self->bands == bands)
    return;
  self->bands = bands;
  kith_canvas_tiles_set_bands (self->tiles, bands);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify (G_OBJECT (self), "bands");
}

gboolean
kith_canvas_get_bands (KithCanvas *self)
{
  g_return_val_if_fail (KITH_IS_CANVAS (self), FALSE);

  return self->bands;
}

gboolean
kith_canvas_get_dark (KithCanvas *self)
{
  g_return_val_if_fail (KITH_IS_CANVAS (self), FALSE);

  return self->dark;
}

void
kith_canvas_set_tool (KithCanvas *self, KithCanvasTool tool)
{
  g_return_if_fail (KITH_IS_CANVAS (self));

  if (self->tool == tool)
    return;
  self->tool = tool;
  kith_canvas_show_tool (self);
  g_object_notify (G_OBJECT (self), "tool");
}

KithCanvasTool
kith_canvas_get_tool (KithCanvas *self)
{
  g_return_val_if_fail (KITH_IS_CANVAS (self), KITH_CANVAS_HAND);

  return self->tool;
}

static void
set_people (KithCanvas *self, GArray *array, const guint *people, guint n)
{
  g_array_set_size (array, 0);
  for (guint i = 0; i < n; i++)
    if (self->scene != NULL && people[i] < self->scene->n)
      g_array_append_val (array, people[i]);
}

void
kith_canvas_set_selection (KithCanvas *self, const guint *people, guint n)
{
  g_return_if_fail (KITH_IS_CANVAS (self));

  set_people (self, self->selection, people, n);
  g_array_sort (self->selection, compare_people);
  selection_moved (self);
}

const guint *
kith_canvas_get_selection (KithCanvas *self, guint *n)
{
  g_return_val_if_fail (KITH_IS_CANVAS (self), NULL);

  *n = self->selection->len;
  return (const guint *) self->selection->data;
}

int
kith_canvas_get_cursor (KithCanvas *self)
{
  g_return_val_if_fail (KITH_IS_CANVAS (self), -1);

  return self->cursor;
}

void
kith_canvas_set_cursor (KithCanvas *self, int person)
{
  g_return_if_fail (KITH_IS_CANVAS (self));

  self->cursor = self->scene != NULL && kith_canvas_has_place (self, person) ? person : -1;
  self->labels_stale = TRUE;
  self->labels_placed = 0;
  kith_canvas_update_parts (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kith_canvas_set_team (KithCanvas *self, const guint *people, guint n)
{
  g_return_if_fail (KITH_IS_CANVAS (self));

  set_people (self, self->team, people, n);
  self->labels_stale = TRUE;
  self->labels_placed = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const guint *
kith_canvas_get_team (KithCanvas *self, guint *n)
{
  g_return_val_if_fail (KITH_IS_CANVAS (self), NULL);

  *n = self->team->len;
  return (const guint *) self->team->data;
}

KithScene *
kith_canvas_get_drawn (KithCanvas *self)
{
  g_return_val_if_fail (KITH_IS_CANVAS (self), NULL);

  return self->drawn;
}

void
kith_canvas_set_pinned (KithCanvas *self, const guint *people, guint n)
{
  g_return_if_fail (KITH_IS_CANVAS (self));

  set_people (self, self->pinned, people, n);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const guint *
kith_canvas_get_pinned (KithCanvas *self, guint *n)
{
  g_return_val_if_fail (KITH_IS_CANVAS (self), NULL);

  *n = self->pinned->len;
  return (const guint *) self->pinned->data;
}

void
kith_canvas_take_layer (KithCanvas *self, KithLayer *layer)
{
  g_return_if_fail (KITH_IS_CANVAS (self));

  if (layer != NULL
      && (self->scene == NULL || layer->n != self->scene->n || layer->n_communities != self->scene->n_communities))
    g_clear_pointer (&layer, kith_layer_unref);
  if (layer == self->layer)
    return;
  g_clear_pointer (&self->layer, kith_layer_unref);
  self->layer = layer;
  renew_drawn (self, TRUE);
}

KithLayer *
kith_canvas_get_layer (KithCanvas *self)
{
  g_return_val_if_fail (KITH_IS_CANVAS (self), NULL);

  return self->layer;
}

void
kith_canvas_set_community (KithCanvas *self, int community)
{
  g_return_if_fail (KITH_IS_CANVAS (self));

  if (self->scene == NULL || community >= (int) self->scene->n_communities)
    community = -1;
  if (self->community == community)
    return;
  self->community = community;
  renew_drawn (self, TRUE);
  kith_canvas_describe_map (self);
}

int
kith_canvas_get_community (KithCanvas *self)
{
  g_return_val_if_fail (KITH_IS_CANVAS (self), -1);

  return self->community;
}

void
kith_canvas_set_describe (KithCanvas *self, KithCanvasDescribe describe, gpointer data, GDestroyNotify free_data)
{
  g_return_if_fail (KITH_IS_CANVAS (self));

  if (self->describe_free != NULL)
    self->describe_free (self->describe_data);
  self->describe = describe;
  self->describe_data = data;
  self->describe_free = free_data;
}

gboolean
kith_canvas_is_settled (KithCanvas *self)
{
  g_return_val_if_fail (KITH_IS_CANVAS (self), FALSE);

  return self->tick == 0 && self->rest == 0
         && (self->scene == NULL || (!self->zooming && !self->labels_stale && self->tiles_settled));
}
