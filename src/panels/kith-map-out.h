/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The map on its way out of a window: what was shown when somebody asked for it, and the jobs that draw, copy and save it. */

#pragma once

#include "kith-canvas.h"
#include "kith-map-sheet.h"
#include "kith-session.h"

G_BEGIN_DECLS

typedef struct
{
  KithSession *session;
  KithMapShown *shown;
} KithMapOut;

/* As the canvas shows it now. */
/* @ring: the person in the middle, where the canvas shows a ring; else 0 */
KithMapOut *kith_map_out_new (KithSession *session, KithSnapshot *snapshot, KithCanvas *canvas, gint64 ring);
void kith_map_out_free (KithMapOut *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KithMapOut, kith_map_out_free)

/* A part of the map is in view, and not only the whole. */
gboolean kith_map_out_has_view (const KithMapOut *self);

/* What a file of the format would hold, in words: "A4, landscape · 6 sheets · 84 × 40 cm when glued together" */
char *kith_map_out_dup_size (const KithMapOut *self, const KithMapChoices *choices, KithPictureFormat format);

/* Width by height of what kith_map_out_draw () draws. */
double kith_map_out_get_shape (const KithMapOut *self, const KithMapChoices *choices, KithPictureFormat format);

typedef void (*KithMapDrawn) (gpointer owner, GdkTexture *texture);

/**
 * kith_map_out_draw:
 * @owner: a GObject; @drawn is not called once it is gone, nor where it asks again before
 * @width, @height: pixels, in that shape
 *
 * A small picture of what a file of the format would hold, drawn in a job: of a PDF the sheet, or all sheets glued together.
 */
void kith_map_out_draw (const KithMapOut *self, const KithMapChoices *choices, KithPictureFormat format, int width,
                        int height, gpointer owner, KithMapDrawn drawn);

/* Puts a picture into the clipboard of @widget, and says so. */
void kith_map_out_copy (const KithMapOut *self, const KithMapChoices *choices, GtkWidget *widget);

/* Asks for a file, and writes it. */
void kith_map_out_save (const KithMapOut *self, const KithMapChoices *choices, KithPictureFormat format,
                        GtkWidget *parent);

/* What a widget shows now; NULL for nothing, of which it has then told. */
typedef KithMapOut *(*KithMapOutTake) (GtkWidget *widget);

/* Puts the actions "out.save" and "out.print", which ask what and how in a dialog, and "out.copy", with what was chosen last, into @widget
 * and all below it. */
void kith_map_out_install (GtkWidget *widget, KithMapOutTake take);

G_END_DECLS
