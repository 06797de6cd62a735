/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The picture on the start page: a small map such as Kith draws, in its colors, light or dark as the desktop is. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GdkPaintable *kith_start_picture_new (void);

G_END_DECLS
