/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Header, map, legend. The picture is laid out in pixels of a design about 1000 across, then scaled to what is asked for. */

#include "kith-painter.h"

#include "kith-labels.h"
#include "kith-legend.h"
#include "kith-painter-text.h"
#include "kith-raster.h"

#include <glib/gi18n-lib.h>

#define VECTOR_DOTS 20000u  /* more people than that are drawn as pixels in vector files too */
#define IMAGE_ACROSS 2600.0 /* pixels of the longer side of an image inside a vector file */
#define IMAGE_MOST 16384    /* pixels of any side */
#define GLOW_DENSITY 2.0    /* pixels of ties per pixel of the design at most */
#define BAND 256            /* rows of pixels drawn at a time */
#define SCALE_MOST 105.0    /* pixels of the design per map unit: two people do not fill the page */
#define NAME_WIDEST 170.0   /* pixels of the design */
#define COMMUNITY_WIDEST 260.0
#define GRADIENTS 1500u /* ties between communities that get a gradient each in vectors */

typedef struct
{
  const KithScene *scene;
  const KithPainterOptions *options;
  cairo_t *cr;
  PangoContext *context;
  double unit;                     /* the context's units per pixel of the design */
  double left, top, width, height; /* of the map's area */
  double scale, x, y;              /* the context's units per map unit; map point at the area's top left corner */
  guint32 ground, text, dim;
} Painter;

static double
place_x (const Painter *self, guint i)
{
  return self->left + (self->scene->x[i] - self->x) * self->scale;
}

static double
place_y (const Painter *self, guint i)
{
  return self->top + (self->scene->y[i] - self->y) * self->scale;
}

static guint32
color_of (const Painter *self, guint i)
{
  return kith_scene_color (self->scene, i, self->options->dark);
}

/* Of a tie's end: none, where colors tell of people something else than their community. */
static guint32
tie_color_of (const Painter *self, guint i)
{
  return self->scene->n_kinds > 0 ? kith_palette_none (self->options->dark) : color_of (self, i);
}

static double
radius_of (const Painter *self, guint i)
{
  return self->unit * kith_scene_dot_radius (self->scene->radius[i], self->scale / self->unit);
}

/* The map as large as the area holds, in its middle. */
static void
fit (Painter *self)
{
  const KithScene *scene = self->scene;
  double pad = (self->options->bare ? 2 : 12) * self->unit;
  /* Above and below there is room for a community's name. */
  double pad_y = (self->options->bare ? 2 : 26) * self->unit;
  double width = MAX (scene->right - scene->left, 1e-3);
  double height = MAX (scene->bottom - scene->top, 1e-3);

  self->scale = MIN ((self->width - 2 * pad) / width, (self->height - 2 * pad_y) / height);
  self->scale = MIN (self->scale, SCALE_MOST * self->unit);
  self->x = (scene->left + scene->right) / 2.0 - self->width / 2 / self->scale;
  self->y = (scene->top + scene->bottom) / 2.0 - self->height / 2 / self->scale;
}

/* One picture of the view, its top left corner at @left, @top of the context. */
static void
paint_view (const Painter *self, const KithRasterView *view, double left, double top, double per_unit)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, view->width, view->height);

  if (cairo_surface_status (image) == CAIRO_STATUS_SUCCESS)
    {
      kith_raster_draw (self->scene, view, KITH_RASTER_CLEAR, cairo_image_surface_get_data (image),
                        cairo_image_surface_get_stride (image), NULL);
      cairo_surface_mark_dirty (image);
      cairo_save (self->cr);
      cairo_translate (self->cr, left, top);
      cairo_scale (self->cr, 1 / per_unit, 1 / per_unit);
      cairo_set_source_surface (self->cr, image, 0, 0);
      cairo_paint (self->cr);
      cairo_restore (self->cr);
    }
  cairo_surface_destroy (image);
}

/* The pixels of one layer, laid over the area. On an image pixel by pixel, in bands, which need little memory and join without a seam; in a
 * vector file as one image, which no viewer can pull apart. Ties on a large image are drawn at most twice as fine as the design and
 * enlarged: their glow is soft anyway, and costs as much as it has pixels. */
static void
paint_layer (const Painter *self, gboolean ties)
{
  cairo_surface_t *target = cairo_get_target (self->cr);
  gboolean is_image = cairo_surface_get_type (target) == CAIRO_SURFACE_TYPE_IMAGE;
  double per_unit = 1;
  KithRasterView view = { 0 };
  double left = self->left;
  double top = self->top;
  int height;

  if (is_image)
    {
      double scale_y = 1;

      cairo_surface_get_device_scale (target, &per_unit, &scale_y);
      /* On whole pixels nothing is blurred. */
      left = floor (left * per_unit) / per_unit;
      top = floor (top * per_unit) / per_unit;
    }
  else
    per_unit = MAX (IMAGE_ACROSS / MAX (self->width, self->height), 1);
  if (ties && self->unit * per_unit > GLOW_DENSITY)
    {
      per_unit = GLOW_DENSITY / self->unit;
      is_image = FALSE;
    }

  view.width = (int) ceil (self->width * per_unit) + 1;
  height = (int) ceil (self->height * per_unit) + 1;
  view.scale = self->scale * per_unit;
  view.x = self->x - (self->left - left) / self->scale;
  view.dark = self->options->dark;
  view.tie_budget = G_MAXUINT;
  view.ties = ties;
  view.dots = !ties;
  view.density = self->unit * per_unit;
  for (int row = 0; row < height; row += view.height)
    {
      view.height = is_image ? MIN (BAND, height - row) : height;
      view.y = self->y - (self->top - top) / self->scale + row / view.scale;
      paint_view (self, &view, left, top + row / per_unit, per_unit);
    }
}

static guint32
mix (guint32 a, guint32 b, double t)
{
  guint32 color = 0;

  for (int shift = 0; shift <= 16; shift += 8)
    color |= (guint32) floor ((a >> shift & 0xff) * (1 - t) + (b >> shift & 0xff) * t + 0.5) << shift;
  return color;
}

/* Each tie a gently bent line, so that lines beside each other can be told apart; colored from one end to the other. */
static void
draw_tie_lines (const Painter *self)
{
  const KithScene *scene = self->scene;
  cairo_t *cr = self->cr;
  double opacity = MIN (kith_raster_tie_opacity (scene, self->scale / self->unit, scene->n_ties) * 1.25, 0.5);
  guint gradients = 0;

  cairo_save (cr);
  cairo_set_line_width (cr, 1.0 * self->unit);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  for (guint t = 0; t < scene->n_ties; t++)
    {
      guint a = MIN (scene->a[t], scene->b[t]);
      guint b = MAX (scene->a[t], scene->b[t]);
      double x0 = place_x (self, a), y0 = place_y (self, a);
      double x1 = place_x (self, b), y1 = place_y (self, b);
      guint32 from = tie_color_of (self, a);
      guint32 to = tie_color_of (self, b);
      double bend = scene->community[a] == scene->community[b] ? 0.06 : 0.1;
      double middle_x = (x0 + x1) / 2 - (y1 - y0) * bend;
      double middle_y = (y0 + y1) / 2 + (x1 - x0) * bend;

      cairo_move_to (cr, x0, y0);
      cairo_curve_to (cr, x0 + (middle_x - x0) * 2 / 3, y0 + (middle_y - y0) * 2 / 3, x1 + (middle_x - x1) * 2 / 3,
                      y1 + (middle_y - y1) * 2 / 3, x1, y1);
      if (from != to && gradients < GRADIENTS)
        {
          cairo_pattern_t *pattern = cairo_pattern_create_linear (x0, y0, x1, y1);

          gradients++;
          cairo_pattern_add_color_stop_rgba (pattern, 0.1, (from >> 16 & 0xff) / 255.0, (from >> 8 & 0xff) / 255.0,
                                             (from & 0xff) / 255.0, opacity);
          cairo_pattern_add_color_stop_rgba (pattern, 0.9, (to >> 16 & 0xff) / 255.0, (to >> 8 & 0xff) / 255.0,
                                             (to & 0xff) / 255.0, opacity);
          cairo_set_source (cr, pattern);
          cairo_pattern_destroy (pattern);
        }
      else
        kith_painter_set_color (cr, mix (from, to, 0.5), opacity);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

static void
draw_dots (const Painter *self)
{
  const KithScene *scene = self->scene;

  for (guint k = 0; k < scene->n_drawn; k++)
    {
      guint i = scene->order[k];

      kith_legend_dot (self->cr, scene->shape[i], place_x (self, i), place_y (self, i), radius_of (self, i),
                       color_of (self, i), self->ground, self->unit);
    }
}

static void
draw_marked (const Painter *self)
{
  for (guint k = 0; k < self->options->n_marked; k++)
    {
      guint i = self->options->marked[k];
      double radius;

      if (i >= self->scene->n || isnan (self->scene->x[i]))
        continue;
      radius = radius_of (self, i) * kith_shape_reach (self->scene->shape[i]) + 2.6 * self->unit;
      for (int pass = 0; pass < 2; pass++)
        {
          cairo_new_sub_path (self->cr);
          cairo_arc (self->cr, place_x (self, i), place_y (self, i), radius, 0, 2 * G_PI);
          kith_painter_set_color (self->cr, pass == 0 ? self->ground : self->text, 1);
          cairo_set_line_width (self->cr, (pass == 0 ? 3.6 : 1.6) * self->unit);
          cairo_stroke (self->cr);
        }
    }
}

static PangoLayout *
label_layout (const Painter *self, const char *text, gboolean is_community, double size, double *width, double *height)
{
  const KithTextStyle style
      = { size * self->unit, is_community, (is_community ? COMMUNITY_WIDEST : NAME_WIDEST) * self->unit };

  return kith_painter_text_layout (self->context, text, &style, width, height);
}

static void
measure_label (const char *text, gboolean is_community, double size, double *width, double *height, gpointer data)
{
  const Painter *self = data;
  g_autoptr (PangoLayout) layout = label_layout (self, text, is_community, size, width, height);

  *width /= self->unit;
  *height /= self->unit;
}

static gboolean
may_name (const Painter *self, const KithLabel *label)
{
  if (label->is_community || !self->options->only_marked)
    return TRUE;
  for (guint k = 0; k < self->options->n_marked; k++)
    if (self->options->marked[k] == label->index)
      return TRUE;
  return FALSE;
}

static void
draw_names (const Painter *self)
{
  const KithScene *scene = self->scene;
  double unit = self->unit;
  /* Placed in pixels of the design. Marked people come first. */
  g_autoptr (GArray) labels
      = kith_labels_place (scene, self->scale / unit, self->x, self->y, (int) floor (self->width / unit),
                           (int) floor (self->height / unit), self->options->labels, self->options->marked,
                           self->options->labels > 0 ? self->options->n_marked : 0, measure_label, (gpointer) self);

  for (guint k = labels->len; k-- > 0;)
    {
      const KithLabel *label = &g_array_index (labels, KithLabel, k);
      const char *text = label->is_community ? scene->communities[label->index].name : scene->name[label->index];
      guint32 color = self->text;
      g_autoptr (PangoLayout) layout = label_layout (self, text, label->is_community, label->size, NULL, NULL);

      if (!may_name (self, label))
        continue;
      if (label->is_community && scene->n_kinds > 0)
        color = self->dim;
      else if (label->is_community)
        color = self->options->dark
                    ? mix (kith_palette_on (scene->communities[label->index].color, TRUE), 0xffffff, 0.55)
                    : mix (scene->communities[label->index].color, 0x000000, 0.55);
      kith_painter_show (self->cr, layout, self->left + label->x * unit, self->top + label->y * unit, color,
                         (label->is_community ? 2.4 : 1.8) * unit, self->ground);
    }
}

/* Title and note at the top left. Returns the height used. */
static double
draw_header (const Painter *self, double x, double y, double width)
{
  double used = 0;

  if (self->options->title != NULL && self->options->title[0] != '\0')
    {
      const KithTextStyle style = { 20 * self->unit, TRUE, width };

      kith_painter_write (self->cr, self->context, self->options->title, &style, x, y, self->text);
      used += 27 * self->unit;
    }
  if (self->options->note != NULL && self->options->note[0] != '\0')
    {
      const KithTextStyle style = { 11.5 * self->unit, FALSE, width };

      kith_painter_write (self->cr, self->context, self->options->note, &style, x, y + used, self->dim);
      used += 18 * self->unit;
    }
  return used > 0 ? used + 8 * self->unit : 0;
}

static void
draw_nobody (const Painter *self)
{
  const KithTextStyle style = { 13 * self->unit, FALSE, self->width };
  double width, height;
  g_autoptr (PangoLayout) layout
      = kith_painter_text_layout (self->context, _ ("Nobody is on the map yet."), &style, &width, &height);

  kith_painter_show (self->cr, layout, self->left + (self->width - width) / 2, self->top + (self->height - height) / 2,
                     self->dim, 0, 0);
}

/* Where header and legend go, and the map in what is left. */
static void
arrange (Painter *self)
{
  const KithPainterOptions *options = self->options;
  KithLegend legend = { self->scene, options, self->context, self->unit, 0, self->text, self->dim };
  double margin = 26 * self->unit;
  gboolean beside = options->width >= options->height * 1.12;
  double header, column, below;

  self->left = self->top = margin;
  self->width = options->width - 2 * margin;
  self->height = options->height - 2 * margin;
  if (options->bare)
    {
      self->left = self->top = margin / 4;
      self->width = options->width - margin / 2;
      self->height = options->height - margin / 2;
      fit (self);
      return;
    }

  if (options->on_page)
    {
      self->left = self->top = 0;
      self->width = options->width;
      self->height = options->height;
      fit (self);
      return;
    }

  header = draw_header (self, self->left, self->top, self->width);
  self->top += header;
  self->height -= header;
  if (self->scene->n_drawn == 0)
    return;

  /* The sizes in the legend need the map's scale, which needs the room that the legend leaves: first guess, then again. */
  for (int pass = 0; pass < 2; pass++)
    {
      double width = self->width;
      double height = self->height;

      column = kith_legend_column_width (&legend);
      if (beside && column + margin < width * 0.42)
        self->width -= column + margin;
      else if (!beside)
        {
          below = kith_legend_row_height (&legend, width);
          if (below + margin / 2 < height * 0.4)
            self->height -= below + margin / 2;
        }
      fit (self);
      legend.dot_scale = self->unit * kith_scene_dot_scale (self->scale / self->unit);
      if (pass == 0)
        {
          self->width = width;
          self->height = height;
          continue;
        }
      if (self->width < width)
        kith_legend_draw_column (&legend, self->cr, self->left + self->width + margin, self->top + 4 * self->unit,
                                 column, height - 4 * self->unit);
      else if (self->height < height)
        kith_legend_draw_row (&legend, self->cr, self->left, self->top + self->height + margin / 2, width,
                              height - self->height - margin / 2);
    }
}

void
kith_painter_draw (cairo_t *cr, const KithScene *scene, const KithPainterOptions *options)
{
  Painter self = { scene, options, cr };

  self.unit = CLAMP (sqrt (options->width * options->height) / 1000, 0.5, 40.0);
  self.ground = kith_raster_ground (options->dark);
  self.text = options->dark ? 0xf2f2f4 : 0x26262a;
  self.dim = options->dark ? 0xa9a9b0 : 0x6d6d74;
  cairo_save (cr);
  self.context = kith_painter_text_context (cr);

  kith_painter_set_color (cr, self.ground, 1);
  cairo_rectangle (cr, 0, 0, options->width, options->height);
  cairo_fill (cr);

  arrange (&self);
  if (scene->n_drawn == 0)
    {
      if (!options->bare)
        draw_nobody (&self);
    }
  else
    {
      gboolean dots_too = scene->n_drawn > VECTOR_DOTS || options->bare;

      if (options->density)
        paint_layer (&self, TRUE);
      else
        draw_tie_lines (&self);
      if (scene->ring != NULL)
        {
          cairo_save (cr);
          cairo_translate (cr, self.left, self.top);
          kith_ring_draw (cr, scene, self.x, self.y, self.scale, self.unit, options->dark);
          cairo_restore (cr);
        }
      if (dots_too)
        paint_layer (&self, FALSE);
      else
        draw_dots (&self);
      draw_marked (&self);
      if (!options->bare)
        draw_names (&self);
    }
  g_object_unref (self.context);
  cairo_restore (cr);
}
