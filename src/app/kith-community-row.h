/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One community in the list. Signal edit (): the editor is asked for. */

#pragma once

#include "kith-communities-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KITH_TYPE_COMMUNITY_ROW (kith_community_row_get_type ())
G_DECLARE_FINAL_TYPE (KithCommunityRow, kith_community_row, KITH, COMMUNITY_ROW, GtkWidget)

GtkWidget *kith_community_row_new (void);
KithCommunityItem *kith_community_row_get_item (KithCommunityRow *self);
void kith_community_row_set_item (KithCommunityRow *self, KithCommunityItem *item);

/* What a screen reader hears: "Harbour Choir, 212 people, kept" */
char *kith_community_row_dup_description (KithCommunityItem *item);

G_END_DECLS
