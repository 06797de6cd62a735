/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-map-sheet.h"

#include "kith-error.h"
#include "kith-occasions.h"
#include "kith-painter-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>

#define MARGIN (8 * KITH_PAPER_MM)
#define OVERLAP (10 * KITH_PAPER_MM)
#define MARK (5 * KITH_PAPER_MM) /* a cut mark */
#define MARK_GAP (1.5 * KITH_PAPER_MM)
#define NUMBER 7.5          /* points: the writing in the margin */
#define FINEST (200 / 72.0) /* pixels of a picture per point of paper */
#define PIXELS_MOST 60e6    /* of a picture of paper */
#define VIEW_DENSITY 2      /* pixels of a picture per pixel of the window */
#define VIEW_NAMES 20000    /* pixels of the window per name, as there */
#define VIEW_NAMES_MOST 40
#define LABELS 40        /* on a sheet like A4 */
#define DETAIL_MOST 12.0 /* times as much on paper, however large */

struct _KithMapSheet
{
  KithScene *scene;
  KithMapShown *shown;
  KithMapChoices choices;
  KithPainterOptions painter;
  char *title, *note, *foot;
  guint unnamed;
};

/* — Choices — */

void
kith_map_choices_init (KithMapChoices *choices)
{
  *choices = (KithMapChoices) {
    .whole = TRUE,
    .heading = TRUE,
    .legend = TRUE,
    .labels = KITH_MAP_LABELS_FIT,
    .paper = kith_paper_default (),
    .landscape = TRUE,
    .across = 1,
    .down = 1,
  };
}

gboolean
kith_map_choices_parse_poster (const char *text, KithMapChoices *choices)
{
  guint across, down;
  char rest;

  if (sscanf (text, "%2ux%2u%c", &across, &down, &rest) != 2 || across < 1 || down < 1 || across > KITH_MAP_SHEETS_MOST
      || down > KITH_MAP_SHEETS_MOST)
    return FALSE;
  choices->across = across;
  choices->down = down;
  return TRUE;
}

KithMapShown *
kith_map_shown_new (const KithSnapshot *snapshot)
{
  KithMapShown *self = g_atomic_rc_box_new0 (KithMapShown);

  self->snapshot = kith_snapshot_ref ((KithSnapshot *) snapshot);
  self->size_by = kith_map_size_of (snapshot);
  self->color_by = kith_map_color_of (snapshot);
  self->events = snapshot->map_events;
  return self;
}

KithMapShown *
kith_map_shown_ref (KithMapShown *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
shown_clear (gpointer data)
{
  KithMapShown *self = data;

  kith_snapshot_unref (self->snapshot);
  g_clear_pointer (&self->scene, kith_scene_unref);
  g_clear_pointer (&self->drawn, kith_scene_unref);
  g_clear_pointer (&self->team, g_array_unref);
  g_clear_pointer (&self->chosen, g_array_unref);
  g_clear_pointer (&self->pinned, g_array_unref);
  g_clear_pointer (&self->layer, kith_layer_unref);
}

void
kith_map_shown_unref (KithMapShown *self)
{
  g_atomic_rc_box_release_full (self, shown_clear);
}

/* — Making one — */

static void
sheet_clear (gpointer data)
{
  KithMapSheet *self = data;

  g_clear_pointer (&self->scene, kith_scene_unref);
  g_clear_pointer (&self->shown, kith_map_shown_unref);
  g_free (self->title);
  g_free (self->note);
  g_free (self->foot);
}

KithMapSheet *
kith_map_sheet_ref (KithMapSheet *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
kith_map_sheet_unref (KithMapSheet *self)
{
  g_atomic_rc_box_release_full (self, sheet_clear);
}

/* What lies over the dots, of the whole map too. */
static void
show_over (KithMapSheet *self)
{
  const KithMapShown *shown = self->shown;

  self->painter.layer = shown->layer;
  if (shown->pinned != NULL)
    {
      self->painter.pinned = (const guint *) (gconstpointer) shown->pinned->data;
      self->painter.n_pinned = shown->pinned->len;
    }
}

/* As the window has it: its rings, its names, its ties. */
static void
show_view (KithMapSheet *self)
{
  const KithMapShown *shown = self->shown;
  KithPainterOptions *painter = &self->painter;

  painter->view = &shown->view;
  painter->labels = (guint) CLAMP (shown->view.width * shown->view.height / VIEW_NAMES, 8, VIEW_NAMES_MOST);
  painter->density = TRUE;
  if (shown->team != NULL)
    {
      painter->marked = (const guint *) (gconstpointer) shown->team->data;
      painter->n_marked = shown->team->len;
    }
  if (shown->chosen != NULL)
    {
      painter->chosen = (const guint *) (gconstpointer) shown->chosen->data;
      painter->n_chosen = shown->chosen->len;
    }
}

/* Where it all comes from, whose it is, and who is not named. */
static char *
dup_foot (const char *source, guint unnamed, KithMapNames names)
{
  g_autofree char *private = NULL;

  if (unnamed == 0 || names == KITH_MAP_NAMES_OFF)
    return g_strjoin (" ", source, _ ("Personal data: for this organization only."), NULL);
  /* Translators: at the foot of a page, after a sentence that says where it comes from */
  private = g_strdup_printf (
      ngettext ("Personal data: for this organization only. %'u person who asked not to be contacted is not named.",
                "Personal data: for this organization only. %'u people who asked not to be contacted are not named.",
                unnamed),
      unnamed);
  return g_strjoin (" ", source, private, NULL);
}

KithScene *
kith_map_shown_dup_scene (const KithMapShown *self, KithStore *store, GError **error)
{
  g_autoptr (KithScene) plain = NULL;
  KithSquares *squares;

  if (self->scene != NULL)
    return kith_scene_ref (self->scene);
  plain = kith_map_scene_new (self->snapshot, self->size_by);
  if (self->events)
    {
      squares = kith_occasions_load (store, self->snapshot, NULL, error);
      if (squares == NULL)
        return NULL;
      kith_scene_take_squares (plain, squares);
    }
  return kith_map_paint (plain, self->snapshot, self->color_by, NULL);
}

/* What is drawn. */
static KithScene *
dup_scene (KithStore *store, const KithMapShown *shown, const KithMapRing *ring, gboolean view, GError **error)
{
  g_autoptr (KithScene) scene = NULL;

  /* As the window has it, with those who step back there. */
  if (view && shown->drawn != NULL)
    return kith_scene_ref (shown->drawn);
  if (ring != NULL)
    return kith_scene_ref (ring->scene);
  scene = kith_map_shown_dup_scene (shown, store, error);
  if (scene == NULL || shown->layer == NULL)
    return g_steal_pointer (&scene);
  return kith_scene_new_shaded (scene, shown->layer->shade);
}

/* A poster is seen from farther away than a sheet, but people also step up to it: of what it is larger, half goes to larger writing and half
 * to more of it, as far as there are people to name. */
static double
get_detail (const KithMapChoices *choices, const KithScene *scene)
{
  KithMapPaper paper;
  double width, height, sheet_width, sheet_height, most;

  if (choices->width > 0)
    return 1;
  kith_map_paper_init (&paper, choices);
  kith_map_paper_get_picture (&paper, &width, &height);
  kith_paper_get_size (KITH_PAPER_A4, &sheet_width, &sheet_height);
  most = MIN (DETAIL_MOST, scene->n_named / (double) LABELS);
  return MAX (MIN (sqrt (width * height / (sheet_width * sheet_height)), most), 1);
}

/* Of a ring the note says whom the one in the middle knows, under the names that may be told. */
static void
describe (KithMapSheet *self, KithStore *store, const KithMapRing *ring)
{
  const KithMapShown *shown = self->shown;

  if (ring == NULL)
    {
      self->note = kith_map_describe (shown->snapshot, shown->size_by, &self->painter);
      self->painter.color_title
          = shown->color_by != KITH_MAP_COLOR_ONE ? kith_map_color_get_title (shown->color_by) : NULL;
    }
  else
    {
      KithMapRing told = *ring;

      told.scene = self->scene;
      self->note = kith_map_ring_describe (shown->snapshot, &told, &self->painter);
      self->title = g_strdup (self->scene->name[ring->scene->ring->center]);
    }
  if (self->title == NULL || *self->title == '\0')
    {
      g_free (self->title);
      self->title = kith_store_dup_name (store);
    }
}

KithMapSheet *
kith_map_sheet_new (KithStore *store, const KithMapShown *shown, const KithMapChoices *choices, GError **error)
{
  const KithSnapshot *snapshot = shown->snapshot;
  g_autoptr (KithMapSheet) self = g_atomic_rc_box_new0 (KithMapSheet);
  g_autofree char *source = kith_map_dup_source (store, error);
  g_autoptr (KithMapRing) ring = NULL;
  g_autoptr (KithScene) scene = NULL;
  int center = shown->ring != 0 ? kith_snapshot_find (snapshot, shown->ring) : -1;
  gboolean view = !choices->whole && shown->view.scale > 0;

  if (source == NULL)
    return NULL;
  if (shown->ring != 0 && center < 0)
    {
      g_set_error_literal (error, KITH_ERROR, KITH_ERROR_NOT_FOUND, _ ("There is no such person any more."));
      return NULL;
    }
  self->shown = kith_map_shown_ref ((KithMapShown *) shown);
  self->choices = *choices;
  if (center >= 0)
    ring = kith_map_ring_new (snapshot, (guint) center);
  scene = dup_scene (store, shown, ring, view, error);
  if (scene == NULL)
    return NULL;
  self->scene = kith_map_names_scene (scene, snapshot, ring, choices->names, &self->unnamed);
  describe (self, store, ring);
  self->foot = dup_foot (source, self->unnamed, choices->names);
  self->painter.title = choices->heading ? self->title : NULL;
  self->painter.note = choices->heading ? self->note : NULL;
  self->painter.foot = choices->heading ? self->foot : NULL;
  self->painter.no_legend = !choices->legend;
  self->painter.dark = choices->dark;
  self->painter.bands = shown->bands && ring == NULL;
  self->painter.detail = view ? 1 : get_detail (choices, self->scene);
  self->painter.labels
      = choices->labels != KITH_MAP_LABELS_FIT ? choices->labels : (guint) ceil (LABELS * self->painter.detail);
  if (ring == NULL)
    show_over (self);
  if (view)
    show_view (self);
  if (choices->names == KITH_MAP_NAMES_OFF)
    self->painter.labels = 0;
  return g_steal_pointer (&self);
}

guint
kith_map_sheet_get_people (const KithMapSheet *self)
{
  return self->scene->n_drawn;
}

guint
kith_map_sheet_get_ties (const KithMapSheet *self)
{
  return self->scene->n_ties;
}

guint
kith_map_sheet_get_unnamed (const KithMapSheet *self)
{
  return self->unnamed;
}

/* — Paper — */

void
kith_map_paper_set_size (KithMapPaper *self, double width, double height)
{
  self->width = width;
  self->height = height;
  /* A margin never takes more than a fifth, however small the paper. */
  self->margin = MIN (MARGIN, MIN (width, height) / 10);
  self->overlap = MIN (OVERLAP, MIN (width, height) / 8);
}

void
kith_map_paper_init (KithMapPaper *self, const KithMapChoices *choices)
{
  double width, height;

  kith_paper_get_size (choices->paper, &width, &height);
  self->across = choices->across;
  self->down = choices->down;
  kith_map_paper_set_size (self, choices->landscape ? height : width, choices->landscape ? width : height);
}

void
kith_map_paper_get_picture (const KithMapPaper *self, double *width, double *height)
{
  *width = self->across * (self->width - 2 * self->margin) - (self->across - 1) * self->overlap;
  *height = self->down * (self->height - 2 * self->margin) - (self->down - 1) * self->overlap;
}

static void
line (cairo_t *cr, double x0, double y0, double x1, double y1)
{
  cairo_move_to (cr, x0, y0);
  cairo_line_to (cr, x1, y1);
  cairo_stroke (cr);
}

/* Marks in the margin: where to cut at the corners of the sheet, and, dashed, where the next sheet comes to lie. */
static void
draw_marks (cairo_t *cr, const KithMapPaper *paper, guint row, guint column)
{
  const double dashes[] = { 2, 2 };
  double x[] = { paper->margin, paper->width - paper->margin };
  double y[] = { paper->margin, paper->height - paper->margin };
  double reach = MIN (MARK + MARK_GAP, paper->margin * 0.75);

  cairo_save (cr);
  kith_painter_set_color (cr, 0x000000, 1);
  cairo_set_line_width (cr, 0.5);
  for (int i = 0; i < 2; i++)
    for (int j = 0; j < 2; j++)
      {
        double out_x = i == 0 ? -1 : 1;
        double out_y = j == 0 ? -1 : 1;

        line (cr, x[i] + out_x * MARK_GAP, y[j], x[i] + out_x * reach, y[j]);
        line (cr, x[i], y[j] + out_y * MARK_GAP, x[i], y[j] + out_y * reach);
      }
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  for (int j = 0; j < 2 && column + 1 < paper->across; j++)
    line (cr, x[1] - paper->overlap, y[j] + (j == 0 ? -1 : 1) * MARK_GAP, x[1] - paper->overlap,
          y[j] + (j == 0 ? -1 : 1) * reach);
  for (int i = 0; i < 2 && row + 1 < paper->down; i++)
    line (cr, x[i] + (i == 0 ? -1 : 1) * MARK_GAP, y[1] - paper->overlap, x[i] + (i == 0 ? -1 : 1) * reach,
          y[1] - paper->overlap);
  cairo_restore (cr);
}

static void
draw_number (const KithMapSheet *self, cairo_t *cr, const KithMapPaper *paper, guint row, guint column)
{
  g_autoptr (GObject) kept = G_OBJECT (kith_painter_text_context (cr));
  PangoContext *context = PANGO_CONTEXT (kept);
  /* Translators: in the margin of one sheet of a poster, counted from the top left */
  g_autofree char *number = g_strdup_printf (_ ("Row %u, column %u"), row + 1, column + 1);
  g_autofree char *words = g_strjoin (" · ", number, self->title[0] != '\0' ? self->title : NULL, NULL);
  const KithTextStyle style = { NUMBER, FALSE, paper->width - 2 * (paper->margin + MARK) };
  double width, height;
  g_autoptr (PangoLayout) layout = kith_painter_text_layout (context, words, &style, &width, &height);

  kith_painter_show (cr, layout, (paper->width - width) / 2, paper->height - paper->margin / 2 - height / 2, 0x000000,
                     0, 0);
}

gboolean
kith_map_sheet_draw_page (const KithMapSheet *self, cairo_t *cr, const KithMapPaper *paper, guint page,
                          GCancellable *cancellable)
{
  KithPainterOptions painter = self->painter;
  guint row = page / paper->across;
  guint column = page % paper->across;
  double width = paper->width - 2 * paper->margin;
  double height = paper->height - 2 * paper->margin;
  gboolean poster = paper->across * paper->down > 1;
  gboolean done;

  painter.on_paper = TRUE;
  kith_map_paper_get_picture (paper, &painter.width, &painter.height);
  if (poster)
    painter.part
        = (KithPainterPart) { column * (width - paper->overlap), row * (height - paper->overlap), width, height };
  else if (painter.dark)
    {
      /* A single dark sheet is dark to its edge. */
      kith_painter_set_color (cr, kith_painter_ground (&painter), 1);
      cairo_rectangle (cr, 0, 0, paper->width, paper->height);
      cairo_fill (cr);
    }

  cairo_save (cr);
  cairo_rectangle (cr, paper->margin, paper->margin, width, height);
  cairo_clip (cr);
  cairo_translate (cr, paper->margin - painter.part.x, paper->margin - painter.part.y);
  done = kith_painter_draw (cr, self->scene, &painter, cancellable);
  cairo_restore (cr);
  if (done && poster)
    {
      draw_marks (cr, paper, row, column);
      draw_number (self, cr, paper, row, column);
    }
  return done;
}

/* — A picture — */

void
kith_map_sheet_get_picture_size (const KithMapSheet *self, double *width, double *height)
{
  KithMapPaper paper;
  double finest;

  if (self->choices.width > 0)
    {
      *width = self->choices.width;
      *height = self->choices.height;
      return;
    }
  if (self->painter.view != NULL)
    {
      *width = self->painter.view->width * VIEW_DENSITY;
      *height = self->painter.view->height * VIEW_DENSITY;
      return;
    }
  kith_map_paper_init (&paper, &self->choices);
  kith_map_paper_get_picture (&paper, width, height);
  finest = MIN (FINEST, sqrt (PIXELS_MOST / (*width * *height)));
  finest = MIN (finest, KITH_PICTURE_SIDE_MOST / MAX (*width, *height));
  *width = floor (*width * finest);
  *height = floor (*height * finest);
}

gboolean
kith_map_sheet_draw_picture (const KithMapSheet *self, cairo_t *cr, double width, double height, gboolean on_paper,
                             GCancellable *cancellable)
{
  KithPainterOptions painter = self->painter;

  painter.width = width;
  painter.height = height;
  painter.on_paper = on_paper;
  return kith_painter_draw (cr, self->scene, &painter, cancellable);
}

/* — A file — */

typedef struct
{
  const KithMapSheet *sheet;
  KithMapPaper paper;
  KithProgress *progress;
  GCancellable *cancellable;
} Pages;

static void
draw_pages (cairo_t *cr, gpointer data)
{
  const Pages *pages = data;
  guint n = pages->paper.across * pages->paper.down;

  for (guint page = 0; page < n; page++)
    {
      /* Of a single sheet it cannot be known. */
      kith_progress_step (pages->progress, NULL, n > 1 ? page / (double) n : -1);
      if (page > 0)
        cairo_show_page (cr);
      if (!kith_map_sheet_draw_page (pages->sheet, cr, &pages->paper, page, pages->cancellable))
        return;
    }
}

gboolean
kith_map_sheet_write (const KithMapSheet *self, const char *path, KithProgress *progress, GCancellable *cancellable,
                      GError **error)
{
  KithPainterOptions painter = self->painter;
  KithPictureFormat format;

  kith_progress_step (progress, NULL, -1);
  if (kith_picture_format_from_path (path, &format) && format == KITH_PICTURE_PDF && self->choices.width <= 0)
    {
      Pages pages = { .sheet = self, .progress = progress, .cancellable = cancellable };

      kith_map_paper_init (&pages.paper, &self->choices);
      return kith_picture_save (path, format, pages.paper.width, pages.paper.height, 1, self->title, draw_pages, &pages,
                                cancellable, error);
    }
  kith_map_sheet_get_picture_size (self, &painter.width, &painter.height);
  return kith_picture_write (path, self->scene, &painter, cancellable, error);
}
