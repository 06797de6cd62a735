/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The signs by which a key or a legend tells of what is on a map besides dots: as small as a dot of a legend, as alike as can be. */

#pragma once

#include "kith-map-look.h"
#include "kith-scene.h"

#include <cairo.h>

G_BEGIN_DECLS

typedef enum
{
  KITH_SIGN_NONE,
  KITH_SIGN_SQUARE,      /* an event */
  KITH_SIGN_OPEN_SQUARE, /* a group */
  KITH_SIGN_FULL,        /* people as always */
  KITH_SIGN_HALF,        /* paler ones */
  KITH_SIGN_FAINT,       /* those who step back */
  KITH_SIGN_RING,        /* people with a ring around */
  KITH_SIGN_CIRCLE,      /* a community with a circle around */
  KITH_SIGN_TIE,         /* ties drawn out */
  KITH_SIGN_PIN,
} KithSign;

/* A line of a key or a legend. */
typedef struct
{
  KithSign sign;
  char *words;
  guint count; /* 0 for none told */
} KithSignLine;

/* (element-type KithSignLine) */
GArray *kith_sign_lines_new (void);

/* What squares of a scene mean, nothing where it has none; translated. */
GArray *kith_sign_list_squares (const KithScene *scene);

void kith_sign_add (GArray *lines, KithSign sign, const char *words, guint count); /* copies the words */

/* @radius: half of what the sign takes */
void kith_sign_draw (cairo_t *cr, KithSign sign, double x, double y, double radius, const KithMapLook *look);

/* A pin stuck into a point, as on the map. */
void kith_sign_draw_pin (cairo_t *cr, double x, double y, const KithMapLook *look);
/* A dashed circle with a halo, so that it is seen over ties. */
void kith_sign_draw_circle (cairo_t *cr, double x, double y, double radius, const KithMapLook *look);

G_END_DECLS
