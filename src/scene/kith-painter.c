/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Heading, map, legend, foot. The picture is laid out in pixels of a design about 1000 across, then scaled to what is asked for. */

#include "kith-painter-map.h"

#include "kith-legend.h"
#include "kith-painter-text.h"
#include "kith-raster.h"

#include <glib/gi18n-lib.h>

#define FOOT 9.5 /* pixels of the design */

/* Title and note at the top left. Returns the height used. */
static double
draw_header (const KithPainterMap *self, double x, double y, double width)
{
  double used = 0;

  if (self->options->title != NULL && self->options->title[0] != '\0')
    {
      /* It is read from afar, however fine the map is. */
      double unit = self->unit * sqrt (MAX (self->options->detail, 1));
      const KithTextStyle style = { 20 * unit, TRUE, width };

      kith_painter_write (self->cr, self->context, self->options->title, &style, x, y, self->text);
      used += 27 * unit;
    }
  if (self->options->note != NULL && self->options->note[0] != '\0')
    {
      const KithTextStyle style = { 11.5 * self->unit, FALSE, width };

      kith_painter_write (self->cr, self->context, self->options->note, &style, x, y + used, self->dim);
      used += 18 * self->unit;
      if (self->options->layer != NULL && self->options->layer->sentence != NULL)
        {
          kith_painter_write (self->cr, self->context, self->options->layer->sentence, &style, x, y + used, self->text);
          used += 18 * self->unit;
        }
    }
  return used > 0 ? used + 8 * self->unit : 0;
}

static void
draw_nobody (const KithPainterMap *self)
{
  const KithTextStyle style = { 13 * self->unit, FALSE, self->width };
  double width, height;
  g_autoptr (PangoLayout) layout
      = kith_painter_text_layout (self->context, _ ("Nobody is on the map yet."), &style, &width, &height);

  kith_painter_show (self->cr, layout, self->left + (self->width - width) / 2, self->top + (self->height - height) / 2,
                     self->dim, 0, 0);
}

/* The quiet line at the bottom. Returns the height used. */
static double
draw_foot (const KithPainterMap *self, double x, double bottom, double width)
{
  const KithTextStyle style = { FOOT * self->unit, FALSE, width };
  double height;
  g_autoptr (PangoLayout) layout = NULL;

  if (self->options->foot == NULL || self->options->foot[0] == '\0')
    return 0;
  layout = kith_painter_text_layout (self->context, self->options->foot, &style, NULL, &height);
  kith_painter_show (self->cr, layout, x, bottom - height, self->dim, 0, 0);
  return height + 8 * self->unit;
}

/* A hair around what is cut from a larger map, so that it does not look as if it ended there. */
static void
draw_frame (const KithPainterMap *self, double unit)
{
  cairo_rectangle (self->cr, self->left, self->top, self->width, self->height);
  kith_painter_set_color (self->cr, self->dim, 0.4);
  cairo_set_line_width (self->cr, 0.8 * unit);
  cairo_stroke (self->cr);
}

static gboolean
is_alone (const KithPainterOptions *options)
{
  return options->view != NULL && options->no_legend && options->title == NULL && options->note == NULL
         && options->foot == NULL;
}

/* The map in what of the area the legend leaves; a legend that would take too much is left out. */
static void
arrange_in (KithPainterMap *self, double left, double top, double width, double height, double margin)
{
  KithLegend legend = { self->scene, self->options, self->context, self->unit, 0, self->text, self->dim };
  gboolean beside = self->options->width >= self->options->height * 1.12;
  double unit = self->unit;
  double column = 0, below = 0;

  /* The sizes in the legend need the map's scale, which needs the room that the legend leaves: first guess, then again. */
  for (int pass = 0; pass < 2; pass++)
    {
      if (self->options->no_legend)
        column = below = 0;
      else if (beside)
        column = kith_legend_column_width (&legend);
      else
        below = kith_legend_row_height (&legend, width);
      if (column + margin >= width * 0.42)
        column = 0;
      if (below + margin / 2 >= height * 0.4)
        below = 0;
      self->unit = unit;
      self->left = left;
      self->top = top;
      self->width = width - (column > 0 ? column + margin : 0);
      self->height = height - (below > 0 ? below + margin / 2 : 0);
      kith_painter_map_fit (self);
      legend.dot_scale = self->unit * kith_scene_dot_scale (self->scale / self->unit);
    }
  if (column > 0)
    kith_legend_draw_column (&legend, self->cr, left + width - column, top + 4 * unit, column, height - 4 * unit);
  else if (below > 0)
    kith_legend_draw_row (&legend, self->cr, left, top + height - below, width, below);
  if (self->options->view != NULL)
    draw_frame (self, unit);
}

/* Where heading, foot and legend go, and the map in what is left. */
static void
arrange (KithPainterMap *self)
{
  const KithPainterOptions *options = self->options;
  double margin = options->bare ? 6.5 * self->unit : options->on_page || is_alone (options) ? 0 : 26 * self->unit;
  double left = margin, top = margin;
  double width = options->width - 2 * margin;
  double height = options->height - 2 * margin;
  double heading;

  if (options->bare || options->on_page || is_alone (options))
    {
      self->left = left;
      self->top = top;
      self->width = width;
      self->height = height;
      kith_painter_map_fit (self);
      return;
    }
  heading = draw_header (self, left, top, width);
  top += heading;
  height -= heading;
  height -= draw_foot (self, left, top + height, width);
  self->left = left;
  self->top = top;
  self->width = width;
  self->height = height;
  if (self->scene->n_drawn > 0)
    arrange_in (self, left, top, width, height, margin);
}

guint32
kith_painter_ground (const KithPainterOptions *options)
{
  return options->on_paper && !options->dark ? 0xffffff : kith_raster_ground (options->dark);
}

gboolean
kith_painter_draw (cairo_t *cr, const KithScene *scene, const KithPainterOptions *options, GCancellable *cancellable)
{
  KithPainterMap self = { scene, options, cr };

  self.cancellable = cancellable;
  self.unit = CLAMP (sqrt (options->width * options->height / MAX (options->detail, 1)) / 1000, 0.5, 40.0);
  self.ground = kith_painter_ground (options);
  self.text = options->dark ? 0xf2f2f4 : 0x26262a;
  self.dim = options->dark ? 0xa9a9b0 : 0x6d6d74;
  cairo_save (cr);
  self.context = kith_painter_text_context (cr);

  kith_painter_set_color (cr, self.ground, 1);
  cairo_rectangle (cr, 0, 0, options->width, options->height);
  cairo_fill (cr);

  arrange (&self);
  if (scene->n_drawn > 0)
    kith_painter_map_draw (&self);
  else if (!options->bare)
    draw_nobody (&self);
  g_object_unref (self.context);
  cairo_restore (cr);
  return !g_cancellable_is_cancelled (cancellable);
}
