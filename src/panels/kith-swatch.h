/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The color of a community: a small disc, or a bar as long as a share. Light or dark as the desktop is. Says nothing to a screen reader:
 * the words beside it do. */

#pragma once

#include "kith-sign.h"
#include "kith-snapshot.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KITH_TYPE_SWATCH (kith_swatch_get_type ())
G_DECLARE_FINAL_TYPE (KithSwatch, kith_swatch, KITH, SWATCH, GtkWidget)

/* @community: index in the snapshot, or KITH_NOT_CONNECTED; @share: 0…1 for a bar, negative for a disc */
GtkWidget *kith_swatch_new (const KithSnapshot *snapshot, int community, double share);

/* A disc of so many pixels across, for a color that is set, and set again in rows that are used again. In a template: $KithSwatch, 12 across. */
GtkWidget *kith_swatch_new_disc (int size);
/* @color: 0xRRGGBB on light ground; its twin is used on dark */
void kith_swatch_set_color (KithSwatch *self, guint32 color);
/* What the map shows somebody as, instead of a disc. */
void kith_swatch_set_shape (KithSwatch *self, KithShape shape);
/* A sign of the map instead. */
void kith_swatch_set_sign (KithSwatch *self, KithSign sign);
/* Of people without a community. */
void kith_swatch_set_no_community (KithSwatch *self);

G_END_DECLS
