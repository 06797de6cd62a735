/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Each name is drawn once, with a halo in the color of the ground so that it can be read over ties, and kept as a picture; a frame then
 * only puts pictures down. Names hang on a map point by a distance in pixels, so they neither grow nor shrink on the way. */

#include "kith-canvas-labels.h"

#include "kith-raster.h"

#include <math.h>
#include <string.h>

#define HALO 2.5       /* pixels around the letters */
#define MOST_PEOPLE 40 /* names of people in view at most */
#define MOST_ON_RING                                                                                                   \
  60 /* the same of a ring, which is there to be read, and of people without ties, who are there to be named */
#define LONGEST 17.0      /* times the font size; longer names end in an ellipsis */
#define APART 4           /* pixels between names and what lies over the map */
#define PICTURES_KEPT 400 /* then all are drawn anew */
#define EXTENTS_KEPT 4000 /* then all are measured anew */

typedef struct
{
  KithLabelKind kind;
  guint index;
  double x, y;          /* map point it hangs on */
  double dx, dy;        /* from there to its top left corner, pixels */
  double width, height; /* pixels */
  double size;
  guint32 color;
  char *text;
} Label;

struct _KithCanvasLabels
{
  GtkWidget *widget;
  PangoLayout *layout;
  gboolean dark, contrast;
  GArray *labels;       /* Label */
  GArray *covered;      /* KithLabelsBox */
  GHashTable *pictures; /* text, kind, size, color, scale → GdkTexture */
  GHashTable *extents;  /* text, kind, size → graphene_size_t: the same few hundred names are tried at each placing */
};

static void
label_clear (gpointer data)
{
  g_free (((Label *) data)->text);
}

/* Text as large as the person set it up, whatever unit the font comes in. */
static void
shape (KithCanvasLabels *self, const char *text, gboolean is_community, double size)
{
  PangoContext *context = gtk_widget_get_pango_context (self->widget);
  g_autoptr (PangoFontDescription) font = pango_font_description_copy (pango_context_get_font_description (context));
  double dpi = pango_cairo_context_get_resolution (context);
  double larger = dpi > 0 ? dpi / 96 : 1;

  if (self->layout == NULL)
    self->layout = pango_layout_new (context);
  pango_font_description_set_absolute_size (font, size * larger * PANGO_SCALE);
  pango_font_description_set_weight (font, is_community ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_MEDIUM);
  pango_layout_set_font_description (self->layout, font);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (self->layout, -1);
  pango_layout_set_text (self->layout, text, -1);

  int width;
  pango_layout_get_size (self->layout, &width, NULL);
  if (width > LONGEST * size * larger * PANGO_SCALE)
    pango_layout_set_width (self->layout, (int) (LONGEST * size * larger * PANGO_SCALE));
}

static void
measure (const char *text, gboolean is_community, double size, double *width, double *height, gpointer data)
{
  KithCanvasLabels *self = data;
  g_autofree char *key = g_strdup_printf ("%d %.2f %s", is_community, size, text);
  graphene_size_t *extent = g_hash_table_lookup (self->extents, key);

  if (extent == NULL)
    {
      int across, down;

      if (g_hash_table_size (self->extents) >= EXTENTS_KEPT)
        g_hash_table_remove_all (self->extents);
      shape (self, text, is_community, size);
      pango_layout_get_pixel_size (self->layout, &across, &down);
      extent = graphene_size_init (graphene_size_alloc (), (float) (across + 2 * HALO), (float) down);
      g_hash_table_insert (self->extents, g_steal_pointer (&key), extent);
    }
  *width = extent->width;
  *height = extent->height;
}

static guint32
mixed (guint32 color, guint32 with, double share)
{
  guint32 result = 0;

  for (int shift = 0; shift <= 16; shift += 8)
    {
      double a = (color >> shift) & 0xff;
      double b = (with >> shift) & 0xff;

      result |= (guint32) round (a + (b - a) * share) << shift;
    }
  return result;
}

static guint32
text_color (const KithScene *scene, KithLabelKind kind, guint index, gboolean dark, gboolean contrast)
{
  if (contrast)
    return dark ? 0xffffff : 0x000000;
  if (kind == KITH_LABEL_PERSON)
    return dark ? 0xf2f2f4 : 0x1f1f23;
  /* Where colors tell something else, a name in its community's would mislead. */
  if (kind == KITH_LABEL_SQUARE || scene->n_kinds > 0)
    return dark ? 0xb4b4ba : 0x5e5e66;

  /* The community's color, near enough to black or white to be read. */
  guint32 color = kith_palette_on (scene->communities[index].color, dark);
  return dark ? mixed (color, 0xffffff, 0.45) : mixed (color, 0x000000, 0.45);
}

static GdkTexture *
draw_picture (KithCanvasLabels *self, const Label *label, double device_scale)
{
  int width = (int) ceil ((label->width + 2) * device_scale);
  int height = (int) ceil ((label->height + 2 * HALO) * device_scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  guint32 ground = kith_raster_ground (self->dark);

  cairo_surface_set_device_scale (surface, device_scale, device_scale);
  cairo_t *cr = cairo_create (surface);
  shape (self, label->text, label->kind == KITH_LABEL_COMMUNITY, label->size);
  cairo_move_to (cr, HALO, HALO);
  pango_cairo_layout_path (cr, self->layout);
  cairo_set_source_rgba (cr, ((ground >> 16) & 0xff) / 255.0, ((ground >> 8) & 0xff) / 255.0, (ground & 0xff) / 255.0,
                         self->contrast ? 1 : 0.85);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 2 * HALO);
  cairo_stroke (cr);
  cairo_move_to (cr, HALO, HALO);
  cairo_set_source_rgb (cr, ((label->color >> 16) & 0xff) / 255.0, ((label->color >> 8) & 0xff) / 255.0,
                        (label->color & 0xff) / 255.0);
  pango_cairo_show_layout (cr, self->layout);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  gsize stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) pixels = g_bytes_new (cairo_image_surface_get_data (surface), stride * height);
  GdkTexture *texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, pixels, stride);
  cairo_surface_destroy (surface);

  return texture;
}

static GdkTexture *
get_picture (KithCanvasLabels *self, const Label *label, double device_scale)
{
  g_autofree char *key
      = g_strdup_printf ("%d %.2f %06x %.3f %s", label->kind, label->size, label->color, device_scale, label->text);
  GdkTexture *texture = g_hash_table_lookup (self->pictures, key);

  if (texture == NULL)
    {
      if (g_hash_table_size (self->pictures) >= PICTURES_KEPT)
        g_hash_table_remove_all (self->pictures);
      texture = draw_picture (self, label, device_scale);
      g_hash_table_insert (self->pictures, g_steal_pointer (&key), texture);
    }
  return texture;
}

gboolean
kith_canvas_labels_look_around (KithCanvasLabels *self)
{
  GtkWidget *parent = gtk_widget_get_parent (self->widget);
  GArray *covered = g_array_new (FALSE, FALSE, sizeof (KithLabelsBox));
  GtkWidget *other = GTK_IS_OVERLAY (parent) ? gtk_widget_get_first_child (parent) : NULL;
  gboolean changed;

  for (; other != NULL; other = gtk_widget_get_next_sibling (other))
    {
      graphene_rect_t bounds;

      if (other != self->widget && gtk_widget_get_mapped (other)
          && gtk_widget_compute_bounds (other, self->widget, &bounds))
        {
          KithLabelsBox box
              = { bounds.origin.x - APART, bounds.origin.y - APART, bounds.origin.x + bounds.size.width + APART,
                  bounds.origin.y + bounds.size.height + APART };

          g_array_append_val (covered, box);
        }
    }
  changed = covered->len != self->covered->len
            || (covered->len > 0
                && memcmp (covered->data, self->covered->data, covered->len * sizeof (KithLabelsBox)) != 0);
  g_array_unref (self->covered);
  self->covered = covered;
  return changed;
}

void
kith_canvas_labels_place (KithCanvasLabels *self, const KithScene *scene, const KithViewport *view, gboolean dark,
                          gboolean contrast, const guint *always, guint n_always)
{
  double x, y;
  g_autoptr (GArray) placed = NULL;

  if (self->dark != dark || self->contrast != contrast)
    kith_canvas_labels_clear (self);
  self->dark = dark;
  self->contrast = contrast;
  kith_viewport_to_map (view, 0, 0, &x, &y);
  placed = kith_labels_place (scene, view->scale, x, y, (int) view->width, (int) view->height,
                              scene->n_ties == 0 || (scene->ring != NULL && scene->n_drawn <= MOST_ON_RING)
                                  ? MOST_ON_RING
                                  : (guint) CLAMP (view->width * view->height / 20000, 8, MOST_PEOPLE),
                              always, n_always, (const KithLabelsBox *) self->covered->data, self->covered->len,
                              measure, self);

  g_array_set_size (self->labels, 0);
  for (guint i = 0; i < placed->len; i++)
    {
      const KithLabel *from = &g_array_index (placed, KithLabel, i);
      double px, py;
      Label label = {
        .kind = from->kind,
        .index = from->index,
        .width = from->width,
        .height = from->height,
        .size = from->size,
        .color = text_color (scene, from->kind, from->index, dark, contrast),
        .text = g_strdup (kith_label_get_name (scene, from->kind, from->index)),
      };

      kith_label_get_place (scene, from->kind, from->index, &label.x, &label.y);
      kith_viewport_to_view (view, label.x, label.y, &px, &py);
      label.dx = from->x - px;
      label.dy = from->y - py;
      g_array_append_val (self->labels, label);
    }
}

void
kith_canvas_labels_clear (KithCanvasLabels *self)
{
  g_array_set_size (self->labels, 0);
  g_hash_table_remove_all (self->pictures);
  g_hash_table_remove_all (self->extents);
  g_clear_object (&self->layout);
}

void
kith_canvas_labels_snapshot (KithCanvasLabels *self, GtkSnapshot *snapshot, const KithViewport *view,
                             double device_scale)
{
  /* The most important last, on top. */
  for (guint i = self->labels->len; i-- > 0;)
    {
      const Label *label = &g_array_index (self->labels, Label, i);
      double px, py;

      kith_viewport_to_view (view, label->x, label->y, &px, &py);
      px += label->dx;
      py += label->dy - HALO;
      if (px > view->width || py > view->height || px + label->width < 0 || py + label->height + 2 * HALO < 0)
        continue;

      GdkTexture *texture = get_picture (self, label, device_scale);
      gtk_snapshot_append_texture (snapshot, texture,
                                   &GRAPHENE_RECT_INIT (round (px * device_scale) / device_scale,
                                                        round (py * device_scale) / device_scale,
                                                        gdk_texture_get_width (texture) / device_scale,
                                                        gdk_texture_get_height (texture) / device_scale));
    }
}

gboolean
kith_canvas_labels_pick (KithCanvasLabels *self, const KithViewport *view, double x, double y, KithLabelKind *kind,
                         guint *index)
{
  for (guint i = 0; i < self->labels->len; i++)
    {
      const Label *label = &g_array_index (self->labels, Label, i);
      double px, py;

      kith_viewport_to_view (view, label->x, label->y, &px, &py);
      px += label->dx;
      py += label->dy;
      if (x >= px && x < px + label->width && y >= py && y < py + label->height)
        {
          *kind = label->kind;
          *index = label->index;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
kith_canvas_labels_pick_near (KithCanvasLabels *self, const KithViewport *view, double x, double y, double beside,
                              double around, guint *person)
{
  double nearest = G_MAXDOUBLE;

  for (guint i = 0; i < self->labels->len; i++)
    {
      const Label *label = &g_array_index (self->labels, Label, i);
      double px, py, to_name, to_dot;

      if (label->kind != KITH_LABEL_PERSON)
        continue;
      kith_viewport_to_view (view, label->x, label->y, &px, &py);
      to_dot = hypot (x - px, y - py);
      px += label->dx;
      py += label->dy;
      to_name = hypot (MAX (MAX (px - x, x - px - label->width), 0), MAX (MAX (py - y, y - py - label->height), 0));
      if ((to_name <= beside || to_dot <= around) && MIN (to_name, to_dot) < nearest)
        {
          nearest = MIN (to_name, to_dot);
          *person = label->index;
        }
    }
  return nearest < G_MAXDOUBLE;
}

guint
kith_canvas_labels_count (KithCanvasLabels *self)
{
  return self->labels->len;
}

KithCanvasLabels *
kith_canvas_labels_new (GtkWidget *widget)
{
  KithCanvasLabels *self = g_new0 (KithCanvasLabels, 1);

  self->widget = widget;
  self->labels = g_array_new (FALSE, TRUE, sizeof (Label));
  g_array_set_clear_func (self->labels, label_clear);
  self->covered = g_array_new (FALSE, FALSE, sizeof (KithLabelsBox));
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->extents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) graphene_size_free);

  return self;
}

void
kith_canvas_labels_free (KithCanvasLabels *self)
{
  g_array_unref (self->labels);
  g_array_unref (self->covered);
  g_hash_table_unref (self->pictures);
  g_hash_table_unref (self->extents);
  g_clear_object (&self->layout);
  g_free (self);
}
