/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which names fit: the most important first, none over another, community names before people's. Screen pixels in and out; measuring is
 * the caller's, by a function, so that cairo and GTK draw what they measured. */

#pragma once

#include "kith-scene.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean is_community;
  guint index;          /* person or community */
  double x, y;          /* top left corner, pixels */
  double width, height; /* pixels */
  double size;          /* font size, pixels */
} KithLabel;

typedef void (*KithLabelMeasure) (const char *text, gboolean is_community, double size, double *width, double *height,
                                  gpointer data);

/**
 * kith_labels_place:
 * @scale: pixels per map unit; @x, @y: map point at the top left; @width, @height: pixels
 * @max_people: at most so many people's names
 * @always: (nullable): people whose names come first whatever their importance (hovered, selected, team)
 *
 * Returns: (transfer full): a GArray of KithLabel. Deterministic.
 */
GArray *kith_labels_place (const KithScene *scene, double scale, double x, double y, int width, int height,
                           guint max_people, const guint *always, guint n_always, KithLabelMeasure measure,
                           gpointer data);

G_END_DECLS
