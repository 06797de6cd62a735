/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-painter-map.h"

#include "kith-labels.h"
#include "kith-legend.h"
#include "kith-painter-text.h"
#include "kith-raster.h"

#define VECTOR_DOTS 20000u  /* more people than that are drawn as pixels in vector files too */
#define IMAGE_ACROSS 2600.0 /* pixels of the longer side of an image inside a vector file, at least */
#define IMAGE_FINEST 2.5    /* pixels per point there at most: 180 in an inch */
#define IMAGE_PIXELS 16e6   /* all together, so that a wall of paper needs no more memory than a large photograph */
#define GLOW_DENSITY 2.0    /* pixels of ties per pixel of the design at most */
#define BAND 256            /* rows of pixels drawn at a time */
#define SCALE_MOST 105.0    /* pixels of the design per map unit: two people do not fill the page */
#define NAME_WIDEST 170.0   /* pixels of the design */
#define COMMUNITY_WIDEST 260.0
#define GRADIENTS 1500u  /* ties between communities that get a gradient each in vectors */
#define LOOK_UP 4096u    /* dots or lines between two looks whether to stop */
#define ALWAYS_NAMED 24u /* people chosen who are all named */

double
kith_painter_map_x (const KithPainterMap *self, guint i)
{
  return self->left + (self->scene->x[i] - self->x) * self->scale;
}

double
kith_painter_map_y (const KithPainterMap *self, guint i)
{
  return self->top + (self->scene->y[i] - self->y) * self->scale;
}

guint32
kith_painter_map_color (const KithPainterMap *self, guint i)
{
  return kith_scene_color (self->scene, i, self->options->dark);
}

/* Of a tie's end: none, where colors tell of people something else than their community. */
static guint32
tie_color_of (const KithPainterMap *self, guint i)
{
  return self->scene->n_kinds > 0 ? kith_palette_none (self->options->dark) : kith_painter_map_color (self, i);
}

double
kith_painter_map_radius (const KithPainterMap *self, guint i)
{
  return self->unit * kith_scene_dot_radius (self->scene->radius[i], self->scale / self->unit);
}

gboolean
kith_painter_map_is_stopped (const KithPainterMap *self, guint k)
{
  return k % LOOK_UP == LOOK_UP - 1 && g_cancellable_is_cancelled (self->cancellable);
}

gboolean
kith_painter_map_is_seen (const KithPainterMap *self, double x, double y, double around)
{
  const KithPainterPart *part = &self->options->part;

  if (self->options->view != NULL
      && (x + around < self->left || y + around < self->top || x - around > self->left + self->width
          || y - around > self->top + self->height))
    return FALSE;
  return part->width <= 0
         || (x + around >= part->x && y + around >= part->y && x - around <= part->x + part->width
             && y - around <= part->y + part->height);
}

static void
fit_view (KithPainterMap *self, const KithPainterView *view)
{
  double unit = MIN (self->width / view->width, self->height / view->height);

  self->left += (self->width - view->width * unit) / 2;
  self->top += (self->height - view->height * unit) / 2;
  self->width = view->width * unit;
  self->height = view->height * unit;
  self->unit = unit;
  self->scale = view->scale * unit;
  self->x = view->x;
  self->y = view->y;
}

void
kith_painter_map_fit (KithPainterMap *self)
{
  const KithScene *scene = self->scene;
  double pad = (self->options->bare ? 2 : 12) * self->unit;
  /* Above and below there is room for a community's name. */
  double pad_y = (self->options->bare ? 2 : 26) * self->unit;
  double left = scene->left, top = scene->top, right = scene->right, bottom = scene->bottom;

  if (self->options->view != NULL)
    {
      fit_view (self, self->options->view);
      return;
    }
  for (guint c = 0; c < scene->n_communities && self->options->bands; c++)
    {
      const KithSceneCommunity *community = &scene->communities[c];
      double radius = kith_raster_disc_radius (community);

      if (radius <= 0 || isnan (community->x))
        continue;
      left = MIN (left, community->x - radius);
      right = MAX (right, community->x + radius);
      top = MIN (top, community->y - radius);
      bottom = MAX (bottom, community->y + radius);
    }
  self->scale = (self->width - 2 * pad) / MAX (right - left, 1e-3);
  self->scale = MIN (self->scale, (self->height - 2 * pad_y) / MAX (bottom - top, 1e-3));
  self->scale = MIN (self->scale, SCALE_MOST * self->unit * sqrt (MAX (self->options->detail, 1)));
  self->x = (left + right) / 2 - self->width / 2 / self->scale;
  self->y = (top + bottom) / 2 - self->height / 2 / self->scale;
}

/* One picture of the view, its top left corner at @left, @top of the context. */
static void
paint_view (const KithPainterMap *self, const KithRasterView *view, double left, double top, double per_unit)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, view->width, view->height);

  if (cairo_surface_status (image) == CAIRO_STATUS_SUCCESS
      && kith_raster_draw (self->scene, view, KITH_RASTER_CLEAR, cairo_image_surface_get_data (image),
                           cairo_image_surface_get_stride (image), self->cancellable))
    {
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

/* What of the area is in the part that will be seen; FALSE for nothing. */
static gboolean
seen_area (const KithPainterMap *self, double *left, double *top, double *width, double *height)
{
  const KithPainterPart *part = &self->options->part;

  *left = self->left;
  *top = self->top;
  *width = self->width;
  *height = self->height;
  if (part->width <= 0)
    return TRUE;
  *left = MAX (self->left, part->x);
  *top = MAX (self->top, part->y);
  *width = MIN (self->left + self->width, part->x + part->width) - *left;
  *height = MIN (self->top + self->height, part->y + part->height) - *top;
  return *width > 0 && *height > 0;
}

/* The pixels of one layer, laid over the area. On an image pixel by pixel, in bands, which need little memory and join without a seam; in a
 * vector file as one image, which no viewer can pull apart. Ties on a large image are drawn at most twice as fine as the design and
 * enlarged: their glow is soft anyway, and costs as much as it has pixels. */
static void
paint_layer (const KithPainterMap *self, gboolean ties)
{
  cairo_surface_t *target = cairo_get_target (self->cr);
  gboolean is_image = cairo_surface_get_type (target) == CAIRO_SURFACE_TYPE_IMAGE;
  const KithPainterView *shown = self->options->view;
  double per_unit = 1;
  KithRasterView view = { 0 };
  double left, top, width, height;
  int rows;

  if (!seen_area (self, &left, &top, &width, &height))
    return;
  if (is_image)
    {
      double scale_y = 1;

      cairo_surface_get_device_scale (target, &per_unit, &scale_y);
      /* On whole pixels nothing is blurred. */
      width += left - floor (left * per_unit) / per_unit;
      height += top - floor (top * per_unit) / per_unit;
      left = floor (left * per_unit) / per_unit;
      top = floor (top * per_unit) / per_unit;
    }
  else
    {
      per_unit = MAX (IMAGE_ACROSS / MAX (width, height), MIN (IMAGE_FINEST, sqrt (IMAGE_PIXELS / (width * height))));
      per_unit = MAX (per_unit, 1e-3);
    }
  if (ties && self->unit * per_unit > GLOW_DENSITY)
    {
      per_unit = GLOW_DENSITY / self->unit;
      is_image = FALSE;
    }

  view.width = (int) ceil (width * per_unit) + 1;
  rows = (int) ceil (height * per_unit) + 1;
  view.scale = self->scale * per_unit;
  view.x = self->x + (left - self->left) / self->scale;
  view.dark = self->options->dark;
  view.tie_budget = shown != NULL ? kith_raster_budget (self->scene, shown->scale, KITH_RASTER_USUAL_WIDTH,
                                                        KITH_RASTER_USUAL_HEIGHT)
                                  : G_MAXUINT;
  view.ties = ties;
  view.bands = self->options->bands;
  view.dots = !ties;
  view.density = self->unit * per_unit;
  for (int row = 0; row < rows && !g_cancellable_is_cancelled (self->cancellable); row += view.height)
    {
      view.height = is_image ? MIN (BAND, rows - row) : rows;
      view.y = self->y + (top - self->top) / self->scale + row / view.scale;
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
draw_tie_lines (const KithPainterMap *self)
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
      double x0 = kith_painter_map_x (self, a), y0 = kith_painter_map_y (self, a);
      double x1 = kith_painter_map_x (self, b), y1 = kith_painter_map_y (self, b);
      guint32 from = tie_color_of (self, a);
      guint32 to = tie_color_of (self, b);
      double bend = scene->community[a] == scene->community[b] ? 0.06 : 0.1;
      double middle_x = (x0 + x1) / 2 - (y1 - y0) * bend;
      double middle_y = (y0 + y1) / 2 + (x1 - x0) * bend;

      if (kith_painter_map_is_stopped (self, t))
        break;
      if (!kith_painter_map_is_seen (self, (x0 + x1) / 2, (y0 + y1) / 2, hypot (x1 - x0, y1 - y0)))
        continue;
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

void
kith_painter_map_draw_dot (const KithPainterMap *self, guint i)
{
  double radius = kith_painter_map_radius (self, i);

  if (kith_painter_map_is_seen (self, kith_painter_map_x (self, i), kith_painter_map_y (self, i), 3 * radius))
    kith_legend_dot (self->cr, self->scene->shape[i], kith_painter_map_x (self, i), kith_painter_map_y (self, i),
                     radius, kith_painter_map_color (self, i), self->ground, self->unit);
}

static void
draw_dots (const KithPainterMap *self)
{
  for (guint k = 0; k < self->scene->n_drawn && !kith_painter_map_is_stopped (self, k); k++)
    kith_painter_map_draw_dot (self, self->scene->order[k]);
}

/* — Names — */

static PangoLayout *
label_layout (const KithPainterMap *self, const char *text, gboolean is_community, double size, double *width,
              double *height)
{
  const KithTextStyle style
      = { size * self->unit, is_community, (is_community ? COMMUNITY_WIDEST : NAME_WIDEST) * self->unit };

  return kith_painter_text_layout (self->context, text, &style, width, height);
}

static void
measure_label (const char *text, gboolean is_community, double size, double *width, double *height, gpointer data)
{
  const KithPainterMap *self = data;
  g_autoptr (PangoLayout) layout = label_layout (self, text, is_community, size, width, height);

  *width /= self->unit;
  *height /= self->unit;
}

static gboolean
may_name (const KithPainterMap *self, const KithLabel *label)
{
  if (label->kind == KITH_LABEL_COMMUNITY || !self->options->only_marked)
    return TRUE;
  for (guint k = 0; k < self->options->n_marked; k++)
    if (label->kind == KITH_LABEL_PERSON && self->options->marked[k] == label->index)
      return TRUE;
  return FALSE;
}

static void
draw_names (const KithPainterMap *self)
{
  const KithScene *scene = self->scene;
  const KithPainterOptions *options = self->options;
  double unit = self->unit;
  g_autoptr (GArray) always = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) labels = NULL;

  if (options->labels > 0 && options->n_chosen <= ALWAYS_NAMED)
    g_array_append_vals (always, options->chosen, options->n_chosen);
  if (options->labels > 0)
    g_array_append_vals (always, options->marked, options->n_marked);
  if (options->labels > 0 && options->layer != NULL && options->layer->marked->len <= ALWAYS_NAMED)
    g_array_append_vals (always, options->layer->marked->data, options->layer->marked->len);
  /* Placed in pixels of the design. Those chosen and marked come first. */
  labels = kith_labels_place (scene, self->scale / unit, self->x, self->y, (int) floor (self->width / unit + 1e-6),
                              (int) floor (self->height / unit + 1e-6), options->labels,
                              (const guint *) (gconstpointer) always->data, always->len, NULL, 0, measure_label,
                              (gpointer) self);

  for (guint k = labels->len; k-- > 0;)
    {
      const KithLabel *label = &g_array_index (labels, KithLabel, k);
      const char *text = kith_label_get_name (scene, label->kind, label->index);
      gboolean is_community = label->kind == KITH_LABEL_COMMUNITY;
      guint32 color = self->text;
      g_autoptr (PangoLayout) layout = NULL;

      if (!may_name (self, label)
          || !kith_painter_map_is_seen (self, self->left + (label->x + label->width / 2) * unit,
                                        self->top + (label->y + label->height / 2) * unit,
                                        (label->width + label->height) * unit))
        continue;
      layout = label_layout (self, text, is_community, label->size, NULL, NULL);
      if (label->kind == KITH_LABEL_SQUARE || (is_community && scene->n_kinds > 0))
        color = self->dim;
      else if (is_community)
        color = options->dark ? mix (kith_palette_on (scene->communities[label->index].color, TRUE), 0xffffff, 0.55)
                              : mix (scene->communities[label->index].color, 0x000000, 0.55);
      kith_painter_show (self->cr, layout, self->left + label->x * unit, self->top + label->y * unit, color,
                         (is_community ? 2.4 : 1.8) * unit, self->ground);
    }
}

void
kith_painter_map_draw (const KithPainterMap *self)
{
  const KithPainterOptions *options = self->options;
  gboolean dots_too = self->scene->n_drawn > VECTOR_DOTS || options->bare;

  cairo_save (self->cr);
  if (options->view != NULL)
    {
      cairo_rectangle (self->cr, self->left, self->top, self->width, self->height);
      cairo_clip (self->cr);
    }
  if (options->density || options->bands)
    paint_layer (self, TRUE);
  else
    draw_tie_lines (self);
  if (self->scene->ring != NULL)
    {
      cairo_save (self->cr);
      cairo_translate (self->cr, self->left, self->top);
      kith_ring_draw (self->cr, self->scene, self->x, self->y, self->scale, self->unit, options->dark);
      cairo_restore (self->cr);
    }
  if (dots_too)
    paint_layer (self, FALSE);
  else
    draw_dots (self);
  kith_painter_over_draw (self);
  if (!options->bare && !g_cancellable_is_cancelled (self->cancellable))
    draw_names (self);
  cairo_restore (self->cr);
}
