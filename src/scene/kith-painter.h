/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The whole map as a picture on a cairo context: ground, ties, dots, names, legend. For files and print; vector where the surface is. */

#pragma once

#include "kith-layer.h"

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* A part of the map as a window shows it. */
typedef struct
{
  double x, y;          /* map point at the top left corner */
  double width, height; /* pixels of the window */
  double scale;         /* pixels of the window per map unit */
} KithPainterView;

typedef struct
{
  double x, y, width, height; /* the surface's units */
} KithPainterPart;

typedef struct
{
  double width, height; /* of the picture, in the surface's units */
  double detail; /* how many times as much as a sheet of paper holds: all is drawn so much finer in area; 0 for once */
  gboolean dark;
  guint labels;            /* people's names at most; community names are always drawn */
  const char *title;       /* nullable: network's name */
  const char *note;        /* nullable: date and number of people */
  const char *foot;        /* nullable: a quiet line at the bottom: where it all comes from */
  const char *color_title; /* nullable: what colors tell of people ("Tier"), where it is not their community */
  const char *size_title;  /* nullable: what a dot's size means ("Audience"); none without it */
  double size_values[3];   /* the three values of the size legend, with the radii in map units; 0 for unused */
  double size_radii[3];
  const guint *marked; /* nullable: people drawn with a ring around them (a team) */
  guint n_marked;
  const guint *chosen; /* nullable: people with a strong ring, whose ties stand out; rising */
  guint n_chosen;
  const guint *pinned; /* nullable: people with the mark of a pin */
  guint n_pinned;
  const KithLayer *layer; /* nullable: what is pointed out; its shades are the scene's already */
  gboolean
      density; /* ties as a density picture (embedded as an image in vector files) instead of lines; dots too, where there
                     * are very many */
  gboolean bands;              /* instead of each tie, one band between two communities */
  const KithPainterView *view; /* nullable: what is shown, dots and names as large as there; else the whole map */
  KithPainterPart part;        /* the only part that will be seen, such as one sheet of many; width 0 for all */
  gboolean on_paper;           /* light ground is white, and costs no ink */
  gboolean bare;               /* the map alone, without any word: for a small picture of it */
  gboolean on_page;     /* part of a page, whose words say what colors and sizes mean: without legend and margin */
  gboolean no_legend;   /* heading, map and foot only */
  gboolean only_marked; /* no names but those of the people marked */
} KithPainterOptions;

/**
 * kith_painter_draw:
 *
 * Draws from 0, 0 to the width and height. Text, dots and lines grow with the picture, so that a large one shows the same as a
 * small one, sharper; with @detail they grow less, and there is room for more. Nothing is cut: names that do not fit are shortened or left out; only a view is cut at its border, as in the window.
 *
 * Returns: %FALSE where @cancellable was triggered; what is drawn is then incomplete
 */
gboolean kith_painter_draw (cairo_t *cr, const KithScene *scene, const KithPainterOptions *options,
                            GCancellable *cancellable);

/* The ground under the picture. */
guint32 kith_painter_ground (const KithPainterOptions *options);

G_END_DECLS
