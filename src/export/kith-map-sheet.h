/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The map as it goes out: a picture, or paper, one sheet or a poster of many, with the names that may be told. What the dialog, its
 * preview, the printer, the clipboard and kith-cli have in common. */

#pragma once

#include "kith-map-color.h"
#include "kith-map-names.h"
#include "kith-map.h"
#include "kith-paper.h"
#include "kith-picture.h"

G_BEGIN_DECLS

#define KITH_MAP_LABELS_FIT G_MAXUINT
#define KITH_MAP_SHEETS_MOST 10 /* beside each other, and below each other */

/* What a person chooses. */
typedef struct
{
  gboolean whole; /* the whole map; else what is seen in the window, as it is there */
  KithMapNames names;
  gboolean heading; /* the network's name, number of people, date and source */
  gboolean legend;
  gboolean dark;
  guint labels; /* people's names at most, of a whole map; KITH_MAP_LABELS_FIT for as many as suit the paper */
  KithPaper paper;
  gboolean landscape;
  guint across, down;   /* sheets of a poster; 1 × 1 for one sheet */
  double width, height; /* exactly so large instead of on paper: pixels, or points for SVG and PDF; 0 for paper */
} KithMapChoices;

/* The whole map with all there is to say about it, on one sheet of the locale's paper that suits its shape. */
void kith_map_choices_init (KithMapChoices *choices);

/* "2x3": two sheets across, three down; FALSE where it is none, or too many */
gboolean kith_map_choices_parse_poster (const char *text, KithMapChoices *choices);

/* What there is to be seen. Immutable once filled in, and shared by reference. */
typedef struct
{
  KithSnapshot *snapshot;
  gint64 ring;      /* only this person and whom he or she knows; 0 for all */
  KithScene *scene; /* nullable: made where it is needed; not of a ring */
  KithMapSize size_by;
  KithMapColor color_by;
  gboolean bands;
  gboolean events;      /* as squares; where there is a scene it has them */
  KithPainterView view; /* in the window; scale 0 for none */
  KithScene *drawn;     /* nullable: the scene as the window colors it */
  GArray *team;         /* nullable: guint, people ringed in the window */
  GArray *chosen;       /* nullable: guint, rising */
  GArray *pinned;       /* nullable: guint */
  KithLayer *layer;     /* nullable: what is pointed out, in the view and on the whole map */
} KithMapShown;

/* All of it, dots and squares as they were chosen for the network. */
KithMapShown *kith_map_shown_new (const KithSnapshot *snapshot);
KithMapShown *kith_map_shown_ref (KithMapShown *self);
void kith_map_shown_unref (KithMapShown *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithMapShown, kith_map_shown_unref)
/* Its scene, made where it has none; nobody steps back in it. */
KithScene *kith_map_shown_dup_scene (const KithMapShown *self, KithStore *store, GError **error);

typedef struct _KithMapSheet KithMapSheet;

/**
 * kith_map_sheet_new:
 *
 * Immutable; one thread at a time may draw it. O(people), and a scene where @shown has none. KITH_ERROR_NOT_FOUND where the one in the
 * middle of the ring is not there.
 */
KithMapSheet *kith_map_sheet_new (KithStore *store, const KithMapShown *shown, const KithMapChoices *choices,
                                  GError **error);
KithMapSheet *kith_map_sheet_ref (KithMapSheet *self);
void kith_map_sheet_unref (KithMapSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithMapSheet, kith_map_sheet_unref)

/* People and ties drawn; people who are drawn without a name because they asked to be left alone. */
guint kith_map_sheet_get_people (const KithMapSheet *self);
guint kith_map_sheet_get_ties (const KithMapSheet *self);
guint kith_map_sheet_get_unnamed (const KithMapSheet *self);

/* — Paper — */

typedef struct
{
  double width, height;   /* of a sheet, points */
  double margin, overlap; /* left free around; of neighbors, so that they can be glued */
  guint across, down;
} KithMapPaper;

void kith_map_paper_init (KithMapPaper *self, const KithMapChoices *choices);
/* The same sheets on paper of another size, such as a printer has. */
void kith_map_paper_set_size (KithMapPaper *self, double width, double height);
/* Of all sheets glued together, points. */
void kith_map_paper_get_picture (const KithMapPaper *self, double *width, double *height);

/**
 * kith_map_sheet_draw_page:
 * @page: of across × down, row by row
 *
 * Draws a sheet of paper from 0, 0; its margin stays free, but for the marks and numbers of a poster.
 *
 * Returns: %FALSE where @cancellable was triggered
 */
gboolean kith_map_sheet_draw_page (const KithMapSheet *self, cairo_t *cr, const KithMapPaper *paper, guint page,
                                   GCancellable *cancellable);

/* — A picture — */

/* Pixels of a picture that is not on paper: of the view as sharp as good screens are, of the whole map as printers are. */
void kith_map_sheet_get_picture_size (const KithMapSheet *self, double *width, double *height);
/* %FALSE where @cancellable was triggered. @on_paper: what all sheets together show, on white */
gboolean kith_map_sheet_draw_picture (const KithMapSheet *self, cairo_t *cr, double width, double height,
                                      gboolean on_paper, GCancellable *cancellable);

/**
 * kith_map_sheet_write:
 * @path: ends in .png, .svg or .pdf
 *
 * A PDF holds the sheets, a PNG or SVG one picture. Written whole or not at all.
 */
gboolean kith_map_sheet_write (const KithMapSheet *self, const char *path, KithProgress *progress,
                               GCancellable *cancellable, GError **error);

G_END_DECLS
