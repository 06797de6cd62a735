/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The signs by which a key or a legend tells of what is on a map besides dots: as small as a dot of a legend, as alike as can be. */

#pragma once

#include "kith-scene.h"

#include <cairo.h>

G_BEGIN_DECLS

typedef enum
{
  KITH_SIGN_NONE,
  KITH_SIGN_SQUARE,      /* an event */
  KITH_SIGN_OPEN_SQUARE, /* a group */
} KithSign;

/* A line of a key or a legend. */
typedef struct
{
  KithSign sign;
  char *words;
  guint count; /* 0 for none told */
} KithSignLine;

void kith_sign_line_clear (KithSignLine *self);

/* What squares of a scene mean: (element-type KithSignLine), nothing where it has none; translated. */
GArray *kith_sign_list_squares (const KithScene *scene);

/* @radius: half of what the sign takes; @unit: the context's units per pixel of the design */
void kith_sign_draw (cairo_t *cr, KithSign sign, double x, double y, double radius, gboolean dark, guint32 ground,
                     double unit);

G_END_DECLS
