/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-map-preview.h"

#define MARGIN 18  /* pixels around the paper */
#define SETTLE 120 /* milliseconds without another size */
#define SHADOW 0.25f

struct _KithMapPreview
{
  GtkWidget parent_instance;

  const KithMapOut *out; /* nullable, borrowed */
  KithMapChoices choices;
  KithPictureFormat format;
  double shape;        /* width by height */
  GdkTexture *texture; /* nullable */
  guint waiting;       /* timeout */
  gboolean settled;
};

G_DEFINE_FINAL_TYPE (KithMapPreview, kith_map_preview, GTK_TYPE_WIDGET)

/* Where the paper lies. */
static graphene_rect_t
paper_rect (KithMapPreview *self)
{
  float width = MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN, 1);
  float height = MAX (gtk_widget_get_height (GTK_WIDGET (self)) - 2 * MARGIN, 1);
  float across = MIN (width, height * (float) self->shape);
  float down = across / (float) self->shape;

  return GRAPHENE_RECT_INIT (MARGIN + (width - across) / 2, MARGIN + (height - down) / 2, across, down);
}

static void
drawn_cb (gpointer owner, GdkTexture *texture)
{
  KithMapPreview *self = owner;

  g_set_object (&self->texture, texture);
  self->settled = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
ask (KithMapPreview *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;
  double scale = surface != NULL ? gdk_surface_get_scale (surface) : 1;
  graphene_rect_t paper = paper_rect (self);

  g_clear_handle_id (&self->waiting, g_source_remove);
  if (self->out == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  kith_map_out_draw (self->out, &self->choices, self->format, (int) (paper.size.width * scale),
                     (int) (paper.size.height * scale), self, drawn_cb);
}

static gboolean
waited_cb (gpointer data)
{
  KithMapPreview *self = data;

  self->waiting = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

static void
ask_soon (KithMapPreview *self)
{
  self->settled = FALSE;
  g_clear_handle_id (&self->waiting, g_source_remove);
  self->waiting = g_timeout_add (SETTLE, waited_cb, self);
}

void
kith_map_preview_show (KithMapPreview *self, const KithMapOut *out, const KithMapChoices *choices,
                       KithPictureFormat format)
{
  double shape;

  g_return_if_fail (KITH_IS_MAP_PREVIEW (self));

  self->out = out;
  if (out == NULL)
    {
      g_clear_handle_id (&self->waiting, g_source_remove);
      return;
    }
  self->choices = *choices;
  self->format = format;
  shape = kith_map_out_get_shape (out, choices, format);
  /* Stretched it would be wrong for a moment; empty paper is not. */
  if (shape != self->shape)
    g_clear_object (&self->texture);
  self->shape = shape;
  ask_soon (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
kith_map_preview_is_settled (KithMapPreview *self)
{
  return self->settled;
}

/* — Drawing — */

static void
draw_strips (KithMapPreview *self, GtkSnapshot *snapshot, const graphene_rect_t *rect)
{
  AdwAccentColor accent = adw_style_manager_get_accent_color (adw_style_manager_get_default ());
  KithMapPaper paper;
  double width, height, scale;
  GdkRGBA color;

  adw_accent_color_to_rgba (accent, &color);
  color.alpha = 0.3f;
  kith_map_paper_init (&paper, &self->choices);
  kith_map_paper_get_picture (&paper, &width, &height);
  scale = rect->size.width / width;
  for (guint k = 1; k < paper.across; k++)
    gtk_snapshot_append_color (
        snapshot, &color,
        &GRAPHENE_RECT_INIT ((float) (rect->origin.x + k * (paper.width - 2 * paper.margin - paper.overlap) * scale),
                             rect->origin.y, (float) (paper.overlap * scale), rect->size.height));
  for (guint k = 1; k < paper.down; k++)
    gtk_snapshot_append_color (
        snapshot, &color,
        &GRAPHENE_RECT_INIT (rect->origin.x,
                             (float) (rect->origin.y + k * (paper.height - 2 * paper.margin - paper.overlap) * scale),
                             rect->size.width, (float) (paper.overlap * scale)));
}

static void
kith_map_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KithMapPreview *self = KITH_MAP_PREVIEW (widget);
  graphene_rect_t rect = paper_rect (self);
  GskRoundedRect outline;
  const GdkRGBA shadow = { 0, 0, 0, SHADOW };
  const GdkRGBA ground = self->choices.dark ? (GdkRGBA) { 0.114f, 0.114f, 0.125f, 1 } : (GdkRGBA) { 1, 1, 1, 1 };

  if (self->out == NULL)
    return;
  gsk_rounded_rect_init_from_rect (&outline, &rect, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shadow, 0, 1, 1, 6);
  gtk_snapshot_append_color (snapshot, &ground, &rect);
  if (self->texture != NULL)
    gtk_snapshot_append_scaled_texture (snapshot, self->texture, GSK_SCALING_FILTER_TRILINEAR, &rect);
  if (self->format == KITH_PICTURE_PDF)
    draw_strips (self, snapshot, &rect);
}

static void
kith_map_preview_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ask_soon (KITH_MAP_PREVIEW (widget));
}

static void
kith_map_preview_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (kith_map_preview_parent_class)->map (widget);
  ask_soon (KITH_MAP_PREVIEW (widget));
}

static void
kith_map_preview_dispose (GObject *object)
{
  KithMapPreview *self = KITH_MAP_PREVIEW (object);

  self->out = NULL;
  g_clear_handle_id (&self->waiting, g_source_remove);
  g_clear_object (&self->texture);

  G_OBJECT_CLASS (kith_map_preview_parent_class)->dispose (object);
}

static void
kith_map_preview_class_init (KithMapPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kith_map_preview_dispose;
  widget_class->snapshot = kith_map_preview_snapshot;
  widget_class->size_allocate = kith_map_preview_size_allocate;
  widget_class->map = kith_map_preview_map;
  gtk_widget_class_set_css_name (widget_class, "mappreview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kith_map_preview_init (KithMapPreview *self)
{
  self->shape = 1;
  self->settled = FALSE;
}
