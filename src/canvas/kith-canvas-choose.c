/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whom the pointer and the keys choose: one more or one less, those inside a rectangle or a line drawn around them, a community; and saying
 * what came of it. Lists of people rise. */

#include "kith-canvas-private.h"

#include "kith-lasso.h"

#include <glib/gi18n-lib.h>

#define MOST_CORNERS 4096 /* of a lasso; a hand that goes on and on draws no more of them */

static int
compare_people (gconstpointer one, gconstpointer other)
{
  guint a = *(const guint *) one;
  guint b = *(const guint *) other;

  return (a > b) - (a < b);
}

void
kith_canvas_choose_one (KithCanvas *self, guint person, gboolean add)
{
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean was_in = FALSE;

  for (guint i = 0; add && i < self->selection->len; i++)
    {
      guint other = g_array_index (self->selection, guint, i);

      if (other == person)
        was_in = TRUE;
      else
        g_array_append_val (people, other);
    }
  if (!was_in)
    {
      g_array_append_val (people, person);
      g_array_sort (people, compare_people);
    }
  kith_canvas_take_selection (self, people);
}

void
kith_canvas_choose_nobody (KithCanvas *self)
{
  g_autoptr (GArray) nobody = g_array_new (FALSE, FALSE, sizeof (guint));

  kith_canvas_take_selection (self, nobody);
}

void
kith_canvas_choose_all (KithCanvas *self, GArray *people, gboolean add)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0, k = 0; i < people->len || (add && k < self->selection->len);)
    {
      guint a = i < people->len ? g_array_index (people, guint, i) : G_MAXUINT;
      guint b = add && k < self->selection->len ? g_array_index (self->selection, guint, k) : G_MAXUINT;
      guint next = MIN (a, b);

      g_array_append_val (all, next);
      i += a == next;
      k += b == next;
    }
  g_array_unref (people);
  kith_canvas_take_selection (self, all);
  kith_canvas_say_choice (self);
}

void
kith_canvas_choose_community (KithCanvas *self, guint community, gboolean add)
{
  GArray *people = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->scene->n; i++)
    if (self->scene->community[i] == community)
      g_array_append_val (people, i);
  kith_canvas_choose_all (self, people, add);
}

/* — The rectangle and the lasso: both are kept in map units, so that zooming on the way does no harm — */

void
kith_canvas_begin_gather (KithCanvas *self, KithCanvasTool tool, double x, double y)
{
  self->gathering = tool;
  g_array_set_size (self->corners, 0);
  kith_canvas_gather (self, x, y);
}

void
kith_canvas_gather (KithCanvas *self, double x, double y)
{
  KithCanvasPoint point;

  kith_viewport_to_map (&self->view, x, y, &point.x, &point.y);
  /* A rectangle is its first corner and the last. */
  if (self->gathering == KITH_CANVAS_RECTANGLE)
    g_array_set_size (self->corners, MIN (self->corners->len, 1));
  if (self->corners->len < MOST_CORNERS)
    g_array_append_val (self->corners, point);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
kith_canvas_end_gather (KithCanvas *self, gboolean choosing, gboolean add)
{
  const KithCanvasPoint *corners = (const KithCanvasPoint *) self->corners->data;
  guint n = self->corners->len;
  GArray *people = NULL;

  if (choosing && n > 1 && self->gathering == KITH_CANVAS_RECTANGLE)
    people = kith_scene_in_rectangle (self->scene, MIN (corners[0].x, corners[1].x), MIN (corners[0].y, corners[1].y),
                                      MAX (corners[0].x, corners[1].x), MAX (corners[0].y, corners[1].y));
  else if (choosing && n > 1)
    {
      g_autofree double *x = g_new (double, n);
      g_autofree double *y = g_new (double, n);

      for (guint i = 0; i < n; i++)
        {
          x[i] = corners[i].x;
          y[i] = corners[i].y;
        }
      people = kith_lasso_people (self->scene, n, x, y);
    }
  self->gathering = KITH_CANVAS_HAND;
  g_array_set_size (self->corners, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (people != NULL)
    kith_canvas_choose_all (self, people, add);
}

/* — Saying it — */

void
kith_canvas_say_choice (KithCanvas *self)
{
  guint n = self->selection->len;
  g_autofree char *words = n == 0 ? g_strdup (_ ("Nobody chosen"))
                                  /* Translators: how many people are chosen on the map; read out by a screen reader */
                                  : g_strdup_printf (ngettext ("%'u person chosen", "%'u people chosen", n), n);

  gtk_accessible_announce (GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}
