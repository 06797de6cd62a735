/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-ring.h"

#include "kith-painter-text.h"
#include "kith-scene.h"

#include <math.h>

#define ROW 48       /* people who stand in one row */
#define WIDE 2.0     /* map units from one to the next where there are few */
#define NARROW 1.25  /* where there are many */
#define GAP 0.6      /* between two arcs on the innermost row, in steps */
#define GAPS 0.25    /* of the circle at most */
#define SMALLEST 3.4 /* radius of the innermost row */
#define WIDEST 3.1   /* pixels that the strongest spoke is wider than the weakest could be */
#define SPOKES 60.0  /* so many still have that */
#define MARGIN 1.0   /* of an arc around its dots */

/* — Places — */

typedef struct
{
  guint person;
  double strength;
} Contact;

static int
compare_contacts (gconstpointer one, gconstpointer other)
{
  const Contact *a = one, *b = other;

  if (a->strength != b->strength)
    return a->strength > b->strength ? -1 : 1;
  return (a->person > b->person) - (a->person < b->person);
}

static int
compare_arcs (gconstpointer one, gconstpointer other, gpointer data)
{
  const KithRingArc *a = one, *b = other;
  guint16 own = GPOINTER_TO_UINT (data);

  /* Those without a community are no one's own. */
  if (own != KITH_SCENE_NO_COMMUNITY && (a->community == own) != (b->community == own))
    return a->community == own ? -1 : 1;
  if (a->people != b->people)
    return a->people > b->people ? -1 : 1;
  return (a->community > b->community) - (a->community < b->community);
}

static void
find_arcs (KithRing *self, guint n, const guint16 *community)
{
  g_autofree guint *count = g_new0 (guint, G_MAXUINT16 + 1);
  g_autoptr (GArray) arcs = g_array_new (FALSE, TRUE, sizeof (KithRingArc));

  for (guint i = 0; i < n; i++)
    if (i != self->center)
      count[community[i]]++;
  for (guint c = 0; c <= G_MAXUINT16; c++)
    if (count[c] > 0)
      g_array_append_val (arcs, ((KithRingArc) { .community = (guint16) c, .people = count[c] }));
  g_array_sort_with_data (arcs, compare_arcs, GUINT_TO_POINTER (community[self->center]));
  self->n_arcs = arcs->len;
  self->arcs = (KithRingArc *) g_array_free (g_steal_pointer (&arcs), FALSE);
}

static int
compare_sizes (gconstpointer one, gconstpointer other, gpointer data)
{
  const KithRingArc *arcs = data;
  guint a = *(const guint *) one, b = *(const guint *) other;

  if (arcs[a].people != arcs[b].people)
    return arcs[a].people < arcs[b].people ? -1 : 1;
  return (a > b) - (a < b);
}

/* Shares the circle out: the smallest first, so that what they need beyond their part comes from the larger ones. */
static void
turn_arcs (KithRing *self, guint n_contacts, double radius, double step)
{
  g_autofree guint *order = g_new (guint, self->n_arcs);
  g_autofree double *angle = g_new (double, self->n_arcs);
  double gap = GAP * step / radius;
  double left = 2 * G_PI - self->n_arcs * gap;
  double people = n_contacts;
  double at;

  for (guint k = 0; k < self->n_arcs; k++)
    order[k] = k;
  g_sort_array (order, self->n_arcs, sizeof (guint), compare_sizes, self->arcs);
  for (guint k = 0; k < self->n_arcs; k++)
    {
      double its = self->arcs[order[k]].people;

      angle[order[k]] = MAX (left * its / people, step / radius);
      left -= angle[order[k]];
      people -= its;
    }
  at = -G_PI / 2 - angle[0] / 2;
  for (guint k = 0; k < self->n_arcs; k++)
    {
      self->arcs[k].from = (float) at;
      self->arcs[k].to = (float) (at + angle[k]);
      at += angle[k] + gap;
    }
}

/* The k-th of a row of @n: the first in the middle, the others by turns on either side. */
static guint
from_middle (guint k, guint n)
{
  guint middle = (n - 1) / 2;

  return k % 2 == 1 ? middle + (k + 1) / 2 : middle - k / 2;
}

/* @contacts: of one arc, the closest first. Returns: the radius of its last row */
static double
place_arc (const KithRingArc *arc, const guint *contacts, double radius, double step, float *x, float *y)
{
  double angle = arc->to - arc->from;

  for (guint done = 0; done < arc->people;)
    {
      /* A hair more, so that what was made to fit does. */
      guint room = (guint) MAX (floor (angle * radius / step + 1e-3), 1);
      guint n = MIN (room, arc->people - done);

      for (guint k = 0; k < n; k++)
        {
          double at = arc->from + angle * (from_middle (k, n) + 0.5) / n;

          x[contacts[done + k]] = (float) (radius * cos (at));
          y[contacts[done + k]] = (float) (radius * sin (at));
        }
      done += n;
      if (done < arc->people)
        radius += 0.9 * step;
    }
  return radius;
}

KithRing *
kith_ring_new (guint n, guint center, const guint16 *community, const double *strength, float *x, float *y)
{
  KithRing *self = g_new0 (KithRing, 1);
  guint m = n - 1;
  g_autofree Contact *contacts = g_new (Contact, MAX (m, 1));
  g_autofree guint *of_arc = g_new (guint, MAX (m, 1));
  double step = CLAMP (WIDE * sqrt ((double) ROW / MAX (m, 1)), NARROW, WIDE);
  double radius, last;

  g_assert (center < n);

  self->center = center;
  x[center] = y[center] = 0;
  find_arcs (self, n, community);
  for (guint i = 0, k = 0; i < n; i++)
    if (i != center)
      contacts[k++] = (Contact) { i, strength[i] };
  if (m > 0)
    qsort (contacts, m, sizeof *contacts, compare_contacts);

  radius = MAX (SMALLEST, (MIN (m, ROW) + self->n_arcs * GAP) * step / (2 * G_PI));
  radius = last = MAX (radius, self->n_arcs * step * MAX (1 + GAP, GAP / GAPS) / (2 * G_PI));
  if (m > 0)
    turn_arcs (self, m, radius, step);
  for (guint k = 0; k < self->n_arcs; k++)
    {
      guint its = 0;

      for (guint i = 0; i < m; i++)
        if (community[contacts[i].person] == self->arcs[k].community)
          of_arc[its++] = contacts[i].person;
      last = MAX (last, place_arc (&self->arcs[k], of_arc, radius, step, x, y));
    }
  self->inner = (float) (radius - MARGIN);
  self->outer = (float) (last + MARGIN);

  self->n_spokes = MIN (m, KITH_RING_MOST_SPOKES);
  self->spoke = g_new (guint, MAX (self->n_spokes, 1));
  self->strength = g_new (float, MAX (self->n_spokes, 1));
  for (guint k = 0; k < self->n_spokes; k++)
    {
      self->spoke[k] = contacts[k].person;
      self->strength[k] = (float) (contacts[k].strength / MAX (contacts[0].strength, G_MINFLOAT));
    }
  return self;
}

void
kith_ring_free (KithRing *self)
{
  g_free (self->arcs);
  g_free (self->spoke);
  g_free (self->strength);
  g_free (self);
}

const KithRingArc *
kith_ring_find_arc (const KithRing *self, guint16 community)
{
  for (guint k = 0; k < self->n_arcs; k++)
    if (self->arcs[k].community == community)
      return &self->arcs[k];
  return NULL;
}

/* — Lines — */

static guint32
color_of (const KithScene *scene, guint16 community, gboolean dark)
{
  return community == KITH_SCENE_NO_COMMUNITY ? kith_palette_none (dark)
                                              : kith_palette_on (scene->communities[community].color, dark);
}

static void
draw_arc (cairo_t *cr, const KithRing *self, const KithRingArc *arc, double x, double y, double scale, double unit,
          guint32 color)
{
  double line = CLAMP (0.22 * scale, 2.5 * unit, 6 * unit);

  cairo_new_path (cr);
  cairo_arc (cr, x, y, self->outer * scale, arc->from, arc->to);
  cairo_arc_negative (cr, x, y, self->inner * scale, arc->to, arc->from);
  cairo_close_path (cr);
  kith_painter_set_color (cr, color, 0.14);
  cairo_fill (cr);
  cairo_arc (cr, x, y, self->outer * scale - line / 2, arc->from, arc->to);
  kith_painter_set_color (cr, color, 1);
  cairo_set_line_width (cr, line);
  cairo_stroke (cr);
}

void
kith_ring_draw (cairo_t *cr, const KithScene *scene, double left, double top, double scale, double unit, gboolean dark)
{
  const KithRing *self = scene->ring;
  const double dashes[] = { 4 * unit, 5 * unit };
  guint16 own = scene->community[self->center];
  double x = -left * scale;
  double y = -top * scale;
  double alpha = self->n_spokes > 100 ? 0.5 : 0.75;
  /* Where all are as strong none stands out; where they are many they are fine. */
  gboolean differ = self->n_spokes > 0 && self->strength[self->n_spokes - 1] < self->strength[0];
  double wider = differ ? CLAMP (WIDEST * SPOKES / MAX (self->n_spokes, 1), 0.6, WIDEST) : 0.4;

  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  for (guint k = 0; k < self->n_arcs; k++)
    draw_arc (cr, self, &self->arcs[k], x, y, scale, unit, color_of (scene, self->arcs[k].community, dark));
  for (guint k = self->n_spokes; k-- > 0;)
    {
      guint i = self->spoke[k];
      gboolean inside = own != KITH_SCENE_NO_COMMUNITY && scene->community[i] == own;

      cairo_set_dash (cr, dashes, inside ? 2 : 0, 0);
      cairo_new_path (cr);
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, (scene->x[i] - left) * scale, (scene->y[i] - top) * scale);
      kith_painter_set_color (cr, color_of (scene, scene->community[i], dark), alpha);
      cairo_set_line_width (cr, unit * (0.9 + wider * sqrt (self->strength[k])));
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}
