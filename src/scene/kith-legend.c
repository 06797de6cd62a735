/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-legend.h"

#include "kith-mask.h"
#include "kith-painter-text.h"
#include "kith-sign.h"

#include <glib/gi18n-lib.h>

#define ROW 19.0     /* pixels of the design from line to line */
#define FONT 11.5    /* pixels */
#define DOT 5.0      /* pixels of radius */
#define GAP 14.0     /* between the parts of the legend */
#define INDENT 19.0  /* from a dot's left to its words */
#define WIDEST 230.0 /* a column */
#define ALWAYS 12    /* communities that have a line however small */
#define SPECK 400    /* smaller than this part of all people: no line of its own */
#define ROWS_BELOW 4 /* lines of communities below a map */

/* @radius: of the dot whose area the shape has; @more: wider on all sides */
static void
outline (cairo_t *cr, KithShape shape, double x, double y, double radius, double more)
{
  double half;

  cairo_new_sub_path (cr);
  switch (shape)
    {
    case KITH_SHAPE_DIAMOND:
      half = radius * KITH_MASK_DIAMOND + more * G_SQRT2;
      cairo_move_to (cr, x, y - half);
      cairo_line_to (cr, x + half, y);
      cairo_line_to (cr, x, y + half);
      cairo_line_to (cr, x - half, y);
      cairo_close_path (cr);
      break;
    case KITH_SHAPE_PEAK:
      half = radius * KITH_MASK_PEAK + more;
      cairo_move_to (cr, x, y - 2 * half);
      cairo_line_to (cr, x + 1.7320508 * half, y + half);
      cairo_line_to (cr, x - 1.7320508 * half, y + half);
      cairo_close_path (cr);
      break;
    case KITH_SHAPE_DOT:
    case KITH_SHAPE_RING:
    case KITH_SHAPE_STAR:
    case KITH_SHAPE_EYE:
    case KITH_N_SHAPES:
    default:
      cairo_arc (cr, x, y, radius + more, 0, 2 * G_PI);
    }
}

void
kith_legend_dot (cairo_t *cr, KithShape shape, double x, double y, double radius, guint32 color, guint32 ground,
                 double unit)
{
  double line = kith_mask_outline (radius / unit) * unit;
  double halo = 0, halo_width = 0;

  if (shape == KITH_SHAPE_STAR)
    kith_mask_halo (radius / unit, &halo, &halo_width);
  if (line > 0)
    {
      kith_painter_set_color (cr, ground, 1);
      outline (cr, shape, x, y, halo > 0 ? (halo + halo_width / 2) * unit : radius, line);
      cairo_fill (cr);
    }
  kith_painter_set_color (cr, color, 1);
  if (shape == KITH_SHAPE_RING)
    {
      double width = kith_mask_ring (radius / unit) * unit;

      outline (cr, shape, x, y, radius, -width / 2);
      cairo_set_line_width (cr, width);
      cairo_stroke (cr);
      return;
    }
  outline (cr, shape, x, y, radius, 0);
  if (shape == KITH_SHAPE_EYE && kith_mask_hole (radius / unit) > 0)
    {
      cairo_new_sub_path (cr);
      cairo_arc_negative (cr, x, y, kith_mask_hole (radius / unit) * unit, 2 * G_PI, 0);
    }
  cairo_fill (cr);
  if (halo > 0)
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, x, y, halo * unit, 0, 2 * G_PI);
      cairo_set_line_width (cr, halo_width * unit);
      cairo_stroke (cr);
    }
}

/* A line: a color and whom it tells of. */
typedef struct
{
  const char *name;
  guint32 color;
  guint people;
} Entry;

/* The largest first; the sort keeps those of one size as they stand. */
static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *x = a, *y = b;

  return (x->people < y->people) - (x->people > y->people);
}

static void
add_entry (GArray *entries, const char *name, gint64 color, guint people, gboolean dark)
{
  Entry entry = { name, color >= 0 ? kith_palette_on ((guint32) color, dark) : kith_palette_none (dark), people };

  if (people > 0)
    g_array_append_val (entries, entry);
}

/* What colors mean: kinds in their order, or communities, the largest first. @worth: (out) how many are worth a line: the dozen largest, and
 * others that are not specks beside them */
static GArray *
list_entries (const KithLegend *self, guint *worth)
{
  const KithScene *scene = self->scene;
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  guint least = scene->n / SPECK;

  for (guint k = 0; k < scene->n_kinds; k++)
    add_entry (entries, scene->kinds[k].name, scene->kinds[k].color, scene->kinds[k].people, self->options->dark);
  *worth = entries->len;
  if (scene->n_kinds > 0)
    return entries;
  for (guint c = 0; c < scene->n_communities; c++)
    add_entry (entries, scene->communities[c].name, scene->communities[c].color, scene->communities[c].people,
               self->options->dark);
  g_array_sort (entries, compare_entries);
  *worth = entries->len;
  while (*worth > ALWAYS && g_array_index (entries, Entry, *worth - 1).people < least)
    (*worth)--;
  return entries;
}

/* Those no line tells of: who has no community, where colors tell of communities. */
static guint
people_without (const KithScene *scene)
{
  guint n = 0;

  for (guint i = 0; scene->n_kinds == 0 && i < scene->n; i++)
    n += scene->community[i] == KITH_SCENE_NO_COMMUNITY;
  return n;
}

/* Lines that all of it would take. */
static guint
wanted_lines (const KithLegend *self)
{
  guint worth;
  g_autoptr (GArray) entries = list_entries (self, &worth);

  return worth + (worth < entries->len) + (people_without (self->scene) > 0);
}

const char *
kith_legend_shape_name (KithShape shape)
{
  switch (shape)
    {
    case KITH_SHAPE_RING:
      return C_ ("legend", "Known by hearsay");
    case KITH_SHAPE_DIAMOND:
      return C_ ("legend", "Detractor");
    case KITH_SHAPE_STAR:
      return C_ ("legend", "Ambassador");
    case KITH_SHAPE_EYE:
      return C_ ("legend", "Friend");
    case KITH_SHAPE_PEAK:
      /* Translators: a tier besides community, friend and ambassador, with a name that people gave it */
      return C_ ("legend", "Tier of your own");
    case KITH_SHAPE_DOT:
    case KITH_N_SHAPES:
    default:
      return "";
    }
}

static char *
number (double value)
{
  if (value != floor (value) && value < 100)
    return g_strdup_printf ("%.1f", value);
  return g_strdup_printf ("%'.0f", value);
}

static double
measure (const KithLegend *self, const char *text, gboolean bold)
{
  const KithTextStyle style = { FONT * self->unit, bold };
  double width;
  g_autoptr (PangoLayout) layout = kith_painter_text_layout (self->context, text, &style, &width, NULL);

  return width;
}

/* A dot, words, and a number at the right end. @color: -1 for no dot; @shape: KITH_N_SHAPES for only its place */
static void
draw_line (const KithLegend *self, cairo_t *cr, double x, double y, double width, gint64 color, KithShape shape,
           const char *words, guint count)
{
  double unit = self->unit;
  g_autofree char *amount = count > 0 ? g_strdup_printf ("%'u", count) : NULL;
  double amount_width = amount != NULL ? measure (self, amount, FALSE) : 0;
  double indent = color >= 0 ? INDENT * unit : 0;
  const KithTextStyle style = { FONT * unit, FALSE, MAX (width - indent - amount_width - 8 * unit, 10 * unit) };
  const KithTextStyle number_style = { FONT * unit };
  double height;
  g_autoptr (PangoLayout) layout = kith_painter_text_layout (self->context, words, &style, NULL, &height);
  double top = y + (ROW * unit - height) / 2;

  if (color >= 0 && shape != KITH_N_SHAPES)
    kith_legend_dot (cr, shape, x + DOT * 1.3 * unit, y + ROW * unit / 2, DOT / kith_shape_reach (shape) * unit,
                     (guint32) color, kith_painter_ground (self->options), unit);
  kith_painter_show (cr, layout, x + indent, top, color >= 0 ? self->text : self->dim, 0, 0);
  if (amount != NULL)
    kith_painter_write (cr, self->context, amount, &number_style, x + width - amount_width, top, self->dim);
}

static guint
size_values (const KithLegend *self)
{
  guint n = 0;

  if (self->options->size_title == NULL || self->options->size_title[0] == '\0')
    return 0;
  for (guint k = 0; k < 3; k++)
    n += self->options->size_values[k] > 0;
  return n;
}

static double
size_radius (const KithLegend *self, guint k)
{
  return MAX (self->options->size_radii[k] * self->dot_scale, KITH_SCENE_DOT_LEAST * self->unit);
}

static double
size_height (const KithLegend *self)
{
  double largest = 0;

  if (size_values (self) == 0)
    return 0;
  for (guint k = 0; k < 3; k++)
    if (self->options->size_values[k] > 0)
      largest = MAX (largest, size_radius (self, k));
  return ROW * self->unit + MAX (2 * largest, 10 * self->unit) + 4 * self->unit + ROW * self->unit;
}

static double
size_width (const KithLegend *self)
{
  double width = 0;

  for (guint k = 0; k < 3; k++)
    if (self->options->size_values[k] > 0)
      {
        g_autofree char *value = number (self->options->size_values[k]);

        width += MAX (2 * size_radius (self, k), measure (self, value, FALSE)) + 16 * self->unit;
      }
  return MAX (width, measure (self, self->options->size_title, TRUE));
}

static void
draw_sizes (const KithLegend *self, cairo_t *cr, double x, double y)
{
  double unit = self->unit;
  const KithTextStyle title = { FONT * unit, TRUE };
  const KithTextStyle style = { FONT * unit };
  double bottom = y + size_height (self) - ROW * unit;

  kith_painter_write (cr, self->context, self->options->size_title, &title, x, y, self->text);
  for (guint k = 0; k < 3; k++)
    {
      g_autofree char *value = NULL;
      double radius, width, cell;

      if (self->options->size_values[k] <= 0)
        continue;
      value = number (self->options->size_values[k]);
      radius = size_radius (self, k);
      width = measure (self, value, FALSE);
      cell = MAX (2 * radius, width);
      kith_legend_dot (cr, KITH_SHAPE_DOT, x + cell / 2, bottom - radius - 2 * unit, radius, self->dim,
                       kith_painter_ground (self->options), unit);
      kith_painter_write (cr, self->context, value, &style, x + (cell - width) / 2, bottom, self->dim);
      x += cell + 16 * unit;
    }
}

/* A line on a shape that occurs, or on another sign. */
typedef struct
{
  KithShape shape; /* KITH_N_SHAPES for the sign */
  KithSign sign;
  const char *words;
  guint count;
} Mark;

static void
add_signs (const GArray *lines, GArray *marks)
{
  for (guint k = 0; k < lines->len; k++)
    {
      const KithSignLine *line = &g_array_index (lines, KithSignLine, k);
      Mark mark = { KITH_N_SHAPES, line->sign, line->words, line->count };

      g_array_append_val (marks, mark);
    }
}

/* What lies over the dots. */
static GArray *
list_signs (const KithLegend *self)
{
  const KithPainterOptions *options = self->options;
  GArray *lines = kith_sign_list_squares (self->scene);

  for (guint k = 0; options->layer != NULL && k < options->layer->lines->len; k++)
    {
      const KithSignLine *line = &g_array_index (options->layer->lines, KithSignLine, k);

      kith_sign_add (lines, line->sign, line->words, line->count);
    }
  if (options->layer == NULL && options->n_marked > 0)
    kith_sign_add (lines, KITH_SIGN_RING, C_ ("legend", "Team"), options->n_marked);
  if (options->n_pinned > 0)
    kith_sign_add (lines, KITH_SIGN_PIN, C_ ("legend", "Pinned"), options->n_pinned);
  return lines;
}

/* @signs: keeps the words */
static GArray *
list_marks (const KithLegend *self, GArray **signs)
{
  const KithScene *scene = self->scene;
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  gboolean used[KITH_N_SHAPES] = { FALSE };

  for (guint i = 0; i < scene->n; i++)
    if (!isnan (scene->x[i]))
      used[MIN (scene->shape[i], KITH_N_SHAPES - 1)] = TRUE;
  /* Dots need no word. */
  for (int shape = KITH_N_SHAPES - 1; shape > KITH_SHAPE_DOT; shape--)
    if (used[shape])
      {
        Mark mark = { (KithShape) shape, KITH_SIGN_NONE, kith_legend_shape_name ((KithShape) shape), 0 };

        g_array_append_val (marks, mark);
      }
  *signs = list_signs (self);
  add_signs (*signs, marks);
  return marks;
}

static double
draw_marks (const KithLegend *self, cairo_t *cr, double x, double y, double width)
{
  g_autoptr (GArray) signs = NULL;
  g_autoptr (GArray) marks = list_marks (self, &signs);
  double unit = self->unit;
  const KithMapLook look = { .unit = unit, .dark = self->options->dark, .ground = kith_painter_ground (self->options) };

  for (guint k = 0; k < marks->len; k++, y += ROW * unit)
    {
      const Mark *mark = &g_array_index (marks, Mark, k);
      gboolean has_sign = mark->shape != KITH_N_SHAPES || mark->sign != KITH_SIGN_NONE;

      draw_line (self, cr, x, y, width, has_sign ? (gint64) self->dim : -1, mark->shape, mark->words, mark->count);
      if (mark->shape == KITH_N_SHAPES)
        kith_sign_draw (cr, mark->sign, x + DOT * 1.3 * unit, y + ROW * unit / 2, DOT * 1.15 * unit, &look);
    }
  return marks->len * ROW * unit;
}

static guint
count_marks (const KithLegend *self, double *widest)
{
  g_autoptr (GArray) signs = NULL;
  g_autoptr (GArray) marks = list_marks (self, &signs);

  for (guint k = 0; widest != NULL && k < marks->len; k++)
    *widest = MAX (*widest, measure (self, g_array_index (marks, Mark, k).words, FALSE)
                                + (INDENT + (g_array_index (marks, Mark, k).count > 0 ? 40 : 10)) * self->unit);
  return marks->len;
}

/* As many colors as there are lines for; the last line tells of the others. */
static void
draw_entries (const KithLegend *self, cairo_t *cr, double x, double y, double width, guint columns, guint rows)
{
  guint worth;
  g_autoptr (GArray) entries = list_entries (self, &worth);
  guint without = people_without (self->scene);
  guint lines = columns * rows;
  guint wanted = worth + (worth < entries->len) + (without > 0);
  guint shown = wanted <= lines ? worth : lines > 1 + (without > 0) ? lines - 1 - (without > 0) : 0;
  double cell = columns > 1 ? MIN (width / columns, kith_legend_column_width (self) + 24 * self->unit) : width;
  guint at = 0;

  for (guint k = 0; k < shown; k++, at++)
    {
      const Entry *entry = &g_array_index (entries, Entry, k);

      draw_line (self, cr, x + at / rows * cell, y + at % rows * ROW * self->unit,
                 cell - (columns > 1) * 24 * self->unit, entry->color, KITH_SHAPE_DOT, entry->name, entry->people);
    }
  if (shown < entries->len && at < lines)
    {
      guint others = entries->len - shown;
      g_autofree char *more = NULL;
      guint people = 0;

      for (guint k = shown; k < entries->len; k++)
        people += g_array_index (entries, Entry, k).people;
      /* Translators: last line of the list of communities beside a map */
      more = g_strdup_printf (ngettext ("and %'u more", "and %'u more", others), others);
      draw_line (self, cr, x + at / rows * cell, y + at % rows * ROW * self->unit,
                 cell - (columns > 1) * 24 * self->unit, -1, KITH_SHAPE_DOT, more, people);
      at++;
    }
  if (without > 0 && at < lines)
    draw_line (self, cr, x + at / rows * cell, y + at % rows * ROW * self->unit, cell - (columns > 1) * 24 * self->unit,
               kith_palette_none (self->options->dark), KITH_SHAPE_DOT, _ ("Not connected yet"), without);
}

/* What the colors tell of, over their lines; nothing where it is communities. */
static double
title_height (const KithLegend *self)
{
  return self->options->color_title != NULL && self->scene->n_kinds > 0 ? ROW * self->unit : 0;
}

static double
draw_title (const KithLegend *self, cairo_t *cr, double x, double y)
{
  const KithTextStyle style = { FONT * self->unit, TRUE };

  if (title_height (self) > 0)
    kith_painter_write (cr, self->context, self->options->color_title, &style, x, y, self->text);
  return title_height (self);
}

double
kith_legend_column_width (const KithLegend *self)
{
  guint worth;
  g_autoptr (GArray) entries = list_entries (self, &worth);
  double width = measure (self, _ ("Not connected yet"), FALSE) + (INDENT + 40) * self->unit;

  for (guint k = 0; k < MIN (worth, 40); k++)
    width = MAX (width, measure (self, g_array_index (entries, Entry, k).name, FALSE) + (INDENT + 44) * self->unit);
  count_marks (self, &width);
  width = MIN (width, WIDEST * self->unit);
  return size_values (self) > 0 ? MAX (width, size_width (self)) : width;
}

void
kith_legend_draw_column (const KithLegend *self, cairo_t *cr, double x, double y, double width, double height)
{
  guint marks = count_marks (self, NULL);
  double unit = self->unit;
  double below = 0;
  guint rows;

  y += draw_title (self, cr, x, y);
  height -= title_height (self);
  if (size_values (self) > 0)
    below += size_height (self) + GAP * unit;
  if (marks > 0)
    below += marks * ROW * unit + GAP * unit;
  rows = (guint) CLAMP (floor ((height - below) / (ROW * unit)), 0, wanted_lines (self));
  if (rows > 0)
    draw_entries (self, cr, x, y, width, 1, rows);
  y += rows * ROW * unit + GAP * unit;
  if (marks > 0)
    y += draw_marks (self, cr, x, y, width) + GAP * unit;
  if (size_values (self) > 0)
    draw_sizes (self, cr, x, y);
}

/* Below a map: communities in columns at the left; sizes and shapes at the right. */
static void
split_row (const KithLegend *self, double width, double *right, guint *columns, guint *rows)
{
  double least = MIN (kith_legend_column_width (self) + 16 * self->unit, width);

  *right = 0;
  if (size_values (self) > 0)
    *right = size_width (self);
  count_marks (self, right);
  if (*right > 0)
    *right += 24 * self->unit;
  *columns = (guint) CLAMP (floor ((width - *right) / least), 1, 6);
  *rows = CLAMP ((wanted_lines (self) + *columns - 1) / *columns, 1, ROWS_BELOW);
}

double
kith_legend_row_height (const KithLegend *self, double width)
{
  guint marks = count_marks (self, NULL);
  double right;
  guint columns, rows;

  split_row (self, width, &right, &columns, &rows);
  return MAX (title_height (self) + rows * ROW * self->unit,
              size_height (self) + (marks * ROW + (marks > 0) * GAP / 2) * self->unit);
}

void
kith_legend_draw_row (const KithLegend *self, cairo_t *cr, double x, double y, double width, double height)
{
  double right, marks;
  guint columns, rows;

  split_row (self, width, &right, &columns, &rows);
  rows = MAX (rows, MIN ((guint) ((height - title_height (self)) / (ROW * self->unit)), ROWS_BELOW + 2));
  draw_entries (self, cr, x, y + draw_title (self, cr, x, y), width - right, columns, rows);
  x += width - right + 24 * self->unit;
  marks = draw_marks (self, cr, x, y, right - 24 * self->unit);
  if (marks > 0)
    y += marks + GAP / 2 * self->unit;
  if (size_values (self) > 0)
    draw_sizes (self, cr, x, y);
}
