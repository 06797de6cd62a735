/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the pointer points at: a square, a person, or what a name stands for. Large dots and squares are aimed at themselves, also where a
 * name lies over them; small ones are hidden by letters, and lie so near to each other that whoever points there means the one with the
 * name. */

#include "kith-canvas-private.h"

#define DOT_SLACK 5.0    /* pixels around a dot that count as it */
#define SQUARE_SLACK 4.0 /* the same of a square */
#define NAME_SLACK 3.0   /* the same of a name */
#define AIMED_AT 4.0     /* pixels of radius from which a dot is aimed at itself */

static int
pick_square (KithCanvas *self, double px, double py, double slack)
{
  double x, y;

  if (self->scene->squares == NULL)
    return -1;
  kith_viewport_to_map (&self->view, px, py, &x, &y);
  return kith_squares_pick (self->scene->squares, self->view.scale, x, y, slack / self->view.scale);
}

static int
pick_dot (KithCanvas *self, double px, double py, double slack)
{
  double x, y;

  kith_viewport_to_map (&self->view, px, py, &x, &y);
  return kith_scene_pick (self->scene, self->view.scale, x, y, slack / self->view.scale);
}

int
kith_canvas_pick (KithCanvas *self, double px, double py)
{
  return self->scene != NULL ? pick_dot (self, px, py, DOT_SLACK) : -1;
}

static gboolean
is_aimed_at (KithCanvas *self, int person)
{
  return person >= 0 && kith_canvas_get_dot_radius (self, (guint) person) >= AIMED_AT;
}

KithCanvasPicked
kith_canvas_pick_any (KithCanvas *self, double px, double py)
{
  KithCanvasPicked picked = { -1, -1, -1 };
  KithLabelKind kind;
  guint index;

  if (self->scene == NULL)
    return picked;
  picked.square = pick_square (self, px, py, 0);
  if (picked.square >= 0)
    return picked;
  picked.person = pick_dot (self, px, py, 0);
  if (is_aimed_at (self, picked.person))
    return picked;
  if (kith_canvas_labels_pick (self->labels, &self->view, px, py, &kind, &index))
    {
      picked.person = kind == KITH_LABEL_PERSON ? (int) index : -1;
      picked.community = kind == KITH_LABEL_COMMUNITY ? (int) index : -1;
      picked.square = kind == KITH_LABEL_SQUARE ? (int) index : -1;
      return picked;
    }
  picked.person = pick_dot (self, px, py, DOT_SLACK);
  if (!is_aimed_at (self, picked.person)
      && kith_canvas_labels_pick_near (self->labels, &self->view, px, py, NAME_SLACK, DOT_SLACK, &index))
    picked.person = (int) index;
  if (picked.person < 0)
    picked.square = pick_square (self, px, py, SQUARE_SLACK);
  return picked;
}
