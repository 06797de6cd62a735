/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where and how a map is drawn by what lies over its dots, the same in a window and in pictures. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double left, top; /* map point at 0, 0 of the context */
  double scale;     /* the context's units per map unit */
  double unit;      /* the context's units per pixel of the design */
  gboolean dark;
  gboolean contrast; /* for who needs more of it */
  guint32 ground;    /* 0xRRGGBB */
} KithMapLook;

static inline double
kith_map_look_x (const KithMapLook *look, double x)
{
  return (x - look->left) * look->scale;
}

static inline double
kith_map_look_y (const KithMapLook *look, double y)
{
  return (y - look->top) * look->scale;
}

/* Of lines and signs that mean no community. */
static inline guint32
kith_map_look_ink (const KithMapLook *look)
{
  return look->contrast ? (look->dark ? 0xffffff : 0x000000) : look->dark ? 0xffffff : 0x1b1b1f;
}

G_END_DECLS
