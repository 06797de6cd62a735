/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is drawn, as a file: a map, or the pages of a paper. */

#pragma once

#include "kith-painter.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  KITH_PICTURE_PNG,
  KITH_PICTURE_SVG,
  KITH_PICTURE_PDF,
} KithPictureFormat;

#define KITH_PICTURE_SIDE_MOST 16384 /* pixels, or points for SVG and PDF */
#define KITH_PICTURE_MOST 150e6      /* pixels of a PNG */

/* By the suffix of a path, in any case; FALSE for another one. */
gboolean kith_picture_format_from_path (const char *path, KithPictureFormat *format);

/* May end a page with cairo_show_page () and go on; the last one ends by itself. */
typedef void (*KithPictureDraw) (cairo_t *cr, gpointer data);

/**
 * kith_picture_save:
 * @width, @height: points for SVG and PDF, pixels of PNG for each of which there are @density
 * @title: (nullable): of the document
 *
 * Written beside @path under another name, readable by its owner only until it is whole, then put in its place: what stood there
 * stays until then, and after a failure or where @cancellable was triggered (G_IO_ERROR_CANCELLED). Errors of writing in words.
 */
gboolean kith_picture_save (const char *path, KithPictureFormat format, double width, double height, double density,
                            const char *title, KithPictureDraw draw, gpointer data, GCancellable *cancellable,
                            GError **error);

/**
 * kith_picture_write:
 * @path: ends in .png, .svg or .pdf
 * @options: its width and height are pixels for PNG, points for SVG and PDF
 *
 * The map, saved. KITH_ERROR_INVALID for another suffix or a size out of bounds.
 */
gboolean kith_picture_write (const char *path, const KithScene *scene, const KithPainterOptions *options,
                             GCancellable *cancellable, GError **error);

G_END_DECLS
