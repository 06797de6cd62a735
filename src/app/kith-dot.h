/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A small disc in the color of a community, as on the map: light or dark as the desktop is. Says nothing to a screen reader: the name beside it does. */

#pragma once

#include "kith-scene.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KITH_TYPE_DOT (kith_dot_get_type ())
G_DECLARE_FINAL_TYPE (KithDot, kith_dot, KITH, DOT, GtkWidget)

GtkWidget *kith_dot_new (void);

/* @color: 0xRRGGBB on light ground; where it is that of @palette, its dark twin is used on dark ground. */
void kith_dot_set_color (KithDot *self, guint32 color, guint palette);
/* People without a community. */
void kith_dot_set_no_community (KithDot *self);
/* Pixels across; 12 unless set. */
void kith_dot_set_size (KithDot *self, int size);

G_END_DECLS
