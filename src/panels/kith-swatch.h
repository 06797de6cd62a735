/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The color of a community: a small disc, or a bar as long as a share. Light or dark as the desktop is. Says nothing to a screen reader:
 * the words beside it do. */

#pragma once

#include "kith-snapshot.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KITH_TYPE_SWATCH (kith_swatch_get_type ())
G_DECLARE_FINAL_TYPE (KithSwatch, kith_swatch, KITH, SWATCH, GtkWidget)

/* @community: index in the snapshot, or KITH_NOT_CONNECTED; @share: 0…1 for a bar, negative for a disc */
GtkWidget *kith_swatch_new (const KithSnapshot *snapshot, int community, double share);

G_END_DECLS
