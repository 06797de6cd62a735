/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-map-out.h"

#include "kith-map-dialog.h"
#include "kith-map-memory.h"
#include "kith-saving.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define VIEW_LEAST 50    /* pixels: less is no view */
#define COPY_SIDE 4096.0 /* pixels of a copied picture at most: other programs have to take it */

static GArray *
dup_people (const guint *people, guint n)
{
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);

  g_array_append_vals (copy, people, n);
  return copy;
}

KithMapOut *
kith_map_out_new (KithSession *session, KithSnapshot *snapshot, KithCanvas *canvas, gint64 ring)
{
  KithMapOut *self = g_new0 (KithMapOut, 1);
  const KithViewport *view = kith_canvas_get_viewport (canvas);
  const guint *people;
  guint n = 0;

  self->session = g_object_ref (session);
  self->shown = kith_map_shown_new (snapshot);
  self->shown->ring = ring;
  self->shown->scene = kith_scene_ref (kith_canvas_get_scene (canvas));
  self->shown->drawn = kith_scene_ref (kith_canvas_get_drawn (canvas));
  self->shown->bands = kith_canvas_get_bands (canvas);
  people = kith_canvas_get_team (canvas, &n);
  self->shown->team = dup_people (people, n);
  people = kith_canvas_get_selection (canvas, &n);
  self->shown->chosen = dup_people (people, n);
  people = kith_canvas_get_pinned (canvas, &n);
  self->shown->pinned = dup_people (people, n);
  if (kith_canvas_get_layer (canvas) != NULL)
    self->shown->layer = kith_layer_ref (kith_canvas_get_layer (canvas));
  if (view->width >= VIEW_LEAST && view->height >= VIEW_LEAST)
    self->shown->view = (KithPainterView) {
      .x = view->x - view->width / 2 / view->scale,
      .y = view->y - view->height / 2 / view->scale,
      .width = view->width,
      .height = view->height,
      .scale = view->scale,
    };
  return self;
}

void
kith_map_out_free (KithMapOut *self)
{
  g_object_unref (self->session);
  kith_map_shown_unref (self->shown);
  g_free (self);
}

gboolean
kith_map_out_has_view (const KithMapOut *self)
{
  return self->shown->view.scale > 0;
}

/* Pixels, or points of paper, of what a file holds. @sheet: (out): paper with its margins, all sheets glued together where there are many */
static void
get_size (const KithMapOut *self, const KithMapChoices *choices, KithPictureFormat format, double *width,
          double *height, KithMapPaper *paper)
{
  kith_map_paper_init (paper, choices);
  if (format != KITH_PICTURE_PDF && !choices->whole && kith_map_out_has_view (self))
    {
      *width = self->shown->view.width;
      *height = self->shown->view.height;
    }
  else if (format == KITH_PICTURE_PDF && choices->across * choices->down == 1)
    {
      *width = paper->width;
      *height = paper->height;
    }
  else
    kith_map_paper_get_picture (paper, width, height);
}

double
kith_map_out_get_shape (const KithMapOut *self, const KithMapChoices *choices, KithPictureFormat format)
{
  KithMapPaper paper;
  double width, height;

  get_size (self, choices, format, &width, &height, &paper);
  return width / height;
}

char *
kith_map_out_dup_size (const KithMapOut *self, const KithMapChoices *choices, KithPictureFormat format)
{
  guint sheets = choices->across * choices->down;
  KithMapPaper paper;
  double width, height;
  g_autofree char *one = NULL;
  g_autofree char *all = NULL;

  get_size (self, choices, format, &width, &height, &paper);
  if (format != KITH_PICTURE_PDF)
    return g_strdup (choices->whole || !kith_map_out_has_view (self) ? _ ("One picture in the shape of the paper")
                                                                     : _ ("One picture in the shape of the window"));
  /* Translators: a size of paper and how it lies: "A4, landscape" */
  one = g_strdup_printf (choices->landscape ? _ ("%s, landscape") : _ ("%s, portrait"),
                         kith_paper_get_title (choices->paper));
  if (sheets == 1)
    return g_steal_pointer (&one);
  all = g_strdup_printf (ngettext ("%'u sheet", "%'u sheets", sheets), sheets);
  /* Translators: under a preview of a poster: "A4, landscape · 6 sheets · 84 × 40 cm when glued together" */
  return g_strdup_printf (_ ("%s · %s · %.0f × %.0f cm when glued together"), one, all, width / KITH_PAPER_MM / 10,
                          height / KITH_PAPER_MM / 10);
}

/* — Drawing in a job — */

typedef struct
{
  KithSession *session;
  KithMapShown *shown;
  KithMapChoices choices;
  KithPictureFormat format;
  int width, height; /* 0 for that of the picture */
  gboolean copy;
  GdkClipboard *clipboard; /* nullable */
  KithMapDrawn drawn;
  GdkTexture *texture;
} Drawing;

static void
drawing_free (gpointer data)
{
  Drawing *self = data;

  g_object_unref (self->session);
  kith_map_shown_unref (self->shown);
  g_clear_object (&self->clipboard);
  g_clear_object (&self->texture);
  g_free (self);
}

static Drawing *
drawing_new (const KithMapOut *out, const KithMapChoices *choices, KithPictureFormat format)
{
  Drawing *self = g_new0 (Drawing, 1);

  self->session = g_object_ref (out->session);
  self->shown = kith_map_shown_ref (out->shown);
  self->choices = *choices;
  self->format = format;
  return self;
}

/* What a file would hold, as large as asked for. */
static gboolean
draw (const Drawing *self, const KithMapSheet *sheet, cairo_t *cr, int width, int height, GCancellable *cancellable)
{
  gboolean is_pdf = self->format == KITH_PICTURE_PDF;

  if (is_pdf && self->choices.across * self->choices.down == 1)
    {
      KithMapPaper paper;

      kith_map_paper_init (&paper, &self->choices);
      cairo_scale (cr, width / paper.width, height / paper.height);
      return kith_map_sheet_draw_page (sheet, cr, &paper, 0, cancellable);
    }
  return kith_map_sheet_draw_picture (sheet, cr, width, height, is_pdf, cancellable);
}

static gboolean
drawing_work (KithStore *store, gpointer data, KithProgress *progress, GCancellable *cancellable, GError **error)
{
  Drawing *self = data;
  g_autoptr (KithMapSheet) sheet = kith_map_sheet_new (store, self->shown, &self->choices, error);
  g_autoptr (GBytes) pixels = NULL;
  cairo_surface_t *image;
  cairo_t *cr;
  int width = self->width, height = self->height;
  gboolean done;

  if (sheet == NULL)
    return FALSE;
  if (self->copy)
    {
      double across, down, smaller;

      kith_map_sheet_get_picture_size (sheet, &across, &down);
      smaller = MIN (COPY_SIDE / MAX (across, down), 1);
      width = MAX ((int) (across * smaller), 1);
      height = MAX ((int) (down * smaller), 1);
    }
  kith_progress_step (progress, NULL, -1);
  image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cr = cairo_create (image);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  done = draw (self, sheet, cr, width, height, cancellable);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  if (done)
    {
      gsize stride = cairo_image_surface_get_stride (image);

      pixels = g_bytes_new_with_free_func (cairo_image_surface_get_data (image), stride * height,
                                           (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (image));
      self->texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, pixels, stride);
    }
  cairo_surface_destroy (image);
  return done || !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
drawn_cb (gpointer owner, gpointer data, const GError *error)
{
  Drawing *self = data;

  if (error == NULL && self->texture != NULL)
    self->drawn (owner, self->texture);
}

void
kith_map_out_draw (const KithMapOut *self, const KithMapChoices *choices, KithPictureFormat format, int width,
                   int height, gpointer owner, KithMapDrawn drawn)
{
  Drawing *drawing = drawing_new (self, choices, format);

  drawing->width = MAX (width, 1);
  drawing->height = MAX (height, 1);
  drawing->drawn = drawn;
  kith_session_run (self->session, &(KithJob) {
                                       .lane = KITH_LANE_READ,
                                       .slot = "map-preview",
                                       .work = drawing_work,
                                       .data = drawing,
                                       .free_data = drawing_free,
                                       .owner = owner,
                                       .done = drawn_cb,
                                   });
}

static void
copied_cb (gpointer owner, gpointer data, const GError *error)
{
  Drawing *self = data;

  if (error != NULL || self->texture == NULL)
    return;
  gdk_clipboard_set_texture (self->clipboard, self->texture);
  kith_session_tell (self->session, _ ("Copied the map as a picture"), FALSE);
}

void
kith_map_out_copy (const KithMapOut *self, const KithMapChoices *choices, GtkWidget *widget)
{
  Drawing *drawing = drawing_new (self, choices, KITH_PICTURE_PNG);

  drawing->copy = TRUE;
  drawing->clipboard = g_object_ref (gtk_widget_get_clipboard (widget));
  kith_session_run (self->session, &(KithJob) {
                                       .lane = KITH_LANE_READ,
                                       .label = _ ("Copying the map"),
                                       .slot = "map-copy",
                                       .work = drawing_work,
                                       .data = drawing,
                                       .free_data = drawing_free,
                                       .owner = self->session,
                                       .done = copied_cb,
                                   });
}

void
kith_map_out_save (const KithMapOut *self, const KithMapChoices *choices, KithPictureFormat format, GtkWidget *parent)
{
  static const char *const suffixes[]
      = { [KITH_PICTURE_PNG] = ".png", [KITH_PICTURE_SVG] = ".svg", [KITH_PICTURE_PDF] = ".pdf" };
  KithExportOptions options;

  kith_export_options_init (&options, self->shown->snapshot);
  options.what = KITH_EXPORT_MAP;
  options.map = *choices;
  options.shown = self->shown;
  /* A ring bears no name of a person by itself: a file name travels farther than its content. */
  kith_saving_choose (parent, self->session, &options, _ ("Save Map"), kith_session_get_name (self->session),
                      suffixes[format]);
}

/* — The actions — */

/* What they are about; lives as long as the group. */
typedef struct
{
  GtkWidget *widget; /* weak */
  KithMapOutTake take;
} Taking;

static void
taking_free (gpointer data)
{
  Taking *self = data;

  g_clear_weak_pointer (&self->widget);
  g_free (self);
}

static void
dialog_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const Taking *self = data;
  KithMapOut *out = self->take (self->widget);

  if (out != NULL)
    adw_dialog_present (kith_map_dialog_new (out, g_str_equal (g_action_get_name (G_ACTION (action)), "print")),
                        self->widget);
}

static void
copy_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const Taking *self = data;
  g_autoptr (KithMapOut) out = self->take (self->widget);
  KithMapChoices choices;
  KithPictureFormat format;

  if (out == NULL)
    return;
  kith_map_memory_load (&choices, &format);
  kith_map_out_copy (out, &choices, self->widget);
}

static const GActionEntry entries[] = {
  { .name = "save", .activate = dialog_activated },
  { .name = "print", .activate = dialog_activated },
  { .name = "copy", .activate = copy_activated },
};

void
kith_map_out_install (GtkWidget *widget, KithMapOutTake take)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  Taking *self = g_new0 (Taking, 1);

  g_set_weak_pointer (&self->widget, widget);
  self->take = take;
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  g_object_set_data_full (G_OBJECT (group), "taking", self, taking_free);
  gtk_widget_insert_action_group (widget, "out", G_ACTION_GROUP (group));
}
