/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-picture.h"

#include "kith-error.h"
#include "kith-writing.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>

gboolean
kith_picture_format_from_path (const char *path, KithPictureFormat *format)
{
  static const char *const suffixes[]
      = { [KITH_PICTURE_PNG] = ".png", [KITH_PICTURE_SVG] = ".svg", [KITH_PICTURE_PDF] = ".pdf" };
  g_autofree char *small = g_ascii_strdown (path, -1);

  for (guint k = 0; k < G_N_ELEMENTS (suffixes); k++)
    if (g_str_has_suffix (small, suffixes[k]))
      {
        *format = k;
        return TRUE;
      }
  return FALSE;
}

typedef struct
{
  KithWriting *writing;
  GCancellable *cancellable;
} Sink;

static cairo_status_t
write_bytes (void *closure, const unsigned char *bytes, unsigned int size)
{
  const Sink *sink = closure;

  kith_writing_put_bytes (sink->writing, bytes, size);
  return sink->writing->failed || g_cancellable_is_cancelled (sink->cancellable) ? CAIRO_STATUS_WRITE_ERROR
                                                                                 : CAIRO_STATUS_SUCCESS;
}

gboolean
kith_picture_save (const char *path, KithPictureFormat format, double width, double height, double density,
                   const char *title, KithPictureDraw draw, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (KithWriting) writing = kith_writing_new (path, error);
  Sink sink = { writing, cancellable };
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  if (writing == NULL)
    return FALSE;
  switch (format)
    {
    case KITH_PICTURE_SVG:
      surface = cairo_svg_surface_create_for_stream (write_bytes, &sink, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      break;
    case KITH_PICTURE_PDF:
      surface = cairo_pdf_surface_create_for_stream (write_bytes, &sink, width, height);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Kith");
      if (title != NULL)
        cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
      break;
    case KITH_PICTURE_PNG:
    default:
      surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (width * density),
                                            (int) ceil (height * density));
      cairo_surface_set_device_scale (surface, density, density);
      break;
    }

  cr = cairo_create (surface);
  draw (cr, data);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && format == KITH_PICTURE_PNG && !g_cancellable_is_cancelled (cancellable))
    status = cairo_surface_write_to_png_stream (surface, write_bytes, &sink);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  /* A failure to write is told by the writing, with its reason. */
  if (status != CAIRO_STATUS_SUCCESS && !writing->failed)
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error, KITH_ERROR, KITH_ERROR_FAILED, _ ("“%s” could not be drawn: %s."), shown,
                   cairo_status_to_string (status));
      return FALSE;
    }
  return kith_writing_finish (writing, error);
}

typedef struct
{
  const KithScene *scene;
  const KithPainterOptions *options;
  GCancellable *cancellable;
} Map;

static void
draw_map (cairo_t *cr, gpointer data)
{
  const Map *map = data;

  kith_painter_draw (cr, map->scene, map->options, map->cancellable);
}

gboolean
kith_picture_write (const char *path, const KithScene *scene, const KithPainterOptions *options,
                    GCancellable *cancellable, GError **error)
{
  Map map = { scene, options, cancellable };
  KithPictureFormat format;

  if (!kith_picture_format_from_path (path, &format))
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID,
                   _ ("A map can be saved as .png, .svg or .pdf. Choose a name that ends in one of them."));
      return FALSE;
    }
  if (!(options->width >= 16 && options->height >= 16 && options->width <= KITH_PICTURE_SIDE_MOST
        && options->height <= KITH_PICTURE_SIDE_MOST))
    {
      g_set_error (error, KITH_ERROR, KITH_ERROR_INVALID, _ ("A picture can be from 16 to %d wide and high."),
                   KITH_PICTURE_SIDE_MOST);
      return FALSE;
    }
  if (format == KITH_PICTURE_PNG && options->width * options->height > KITH_PICTURE_MOST)
    {
      g_set_error (
          error, KITH_ERROR, KITH_ERROR_TOO_LARGE,
          _ ("A PNG picture of that size would be too large. Choose a smaller one, or save it as .pdf or .svg."));
      return FALSE;
    }
  return kith_picture_save (path, format, options->width, options->height, 1, options->title, draw_map, &map,
                            cancellable, error);
}
