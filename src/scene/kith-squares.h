/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Small squares over a map for what people have in common, such as an event they were at: each stands in the middle of its people, beside
 * whoever stands there, and not upon another. A scene that has them is drawn with them, in a window and in pictures alike. */

#pragma once

#include "kith-map-look.h"

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

struct _KithScene;

typedef struct
{
  gint64 id;     /* the caller's own */
  char *name;    /* "" for none */
  char *words;   /* all there is to say of it, in one sentence */
  gboolean open; /* drawn as an outline: something of another sort than those that are filled */
  guint n_people;
  guint *people; /* n_people, rising, of the scene */
  float x, y;    /* map units, of its middle; NAN where none of its people has a place */
} KithSquare;

typedef struct
{
  guint n;
  KithSquare *squares;
  guint others; /* that there is no square for: words tell how many */
} KithSquares;

/* @n: squares, to be filled in but for their places */
KithSquares *kith_squares_new (guint n, guint others);
void kith_squares_free (KithSquares *self);
/* The same in the same places. @names: n, copied */
KithSquares *kith_squares_new_renamed (const KithSquares *self, const char *const *names);

/**
 * kith_squares_place:
 * @scene: whose people they are of, with places and bounds
 *
 * Gives each the free place that is nearest to the middle of its people: as it is drawn where the whole map is seen, it touches no
 * dot and no square placed before. Where nothing near is free, the place that covers the fewest dots. Deterministic.
 * O(squares · (people of them + places tried)).
 */
void kith_squares_place (KithSquares *self, const struct _KithScene *scene);

/* Half of a square's side as it is drawn. @scale: pixels per map unit */
double kith_squares_half (double scale);
/* The square under a point, or within @slack of it; -1 for none. Map units. */
int kith_squares_pick (const KithSquares *self, double scale, double x, double y, double slack);
/* Whether exactly its people are these. @people: n, rising */
gboolean kith_square_is_of (const KithSquare *self, const guint *people, guint n);
/* The first square that is of exactly these; -1 for none. @self: nullable */
int kith_squares_find (const KithSquares *self, const guint *people, guint n);
/* How strongly the ties of people chosen are drawn: where a square's lines lead to them, they are its ground. */
double kith_squares_ties_alpha (const KithSquares *self, const guint *people, guint n);

void kith_squares_draw (const struct _KithScene *scene, cairo_t *cr, const KithMapLook *look);
/* Lines from it to its people, set off from ties that they cross; of very many a fair sample. */
void kith_squares_draw_lines (const struct _KithScene *scene, guint square, cairo_t *cr, const KithMapLook *look);
/* One alone, with a rim in the color of the ground, such as in a legend. */
void kith_squares_draw_one (cairo_t *cr, gboolean open, double x, double y, double half, const KithMapLook *look);

G_END_DECLS
