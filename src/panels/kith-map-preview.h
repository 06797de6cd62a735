/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A small picture of the map as it would go out: a sheet of paper, or all sheets of a poster with the strips where they overlap. It is
 * drawn in a job; until it comes, the last one stays. */

#pragma once

#include "kith-map-out.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KITH_TYPE_MAP_PREVIEW (kith_map_preview_get_type ())
G_DECLARE_FINAL_TYPE (KithMapPreview, kith_map_preview, KITH, MAP_PREVIEW, GtkWidget)

/* @out: borrowed, must outlive what is shown; %NULL for nothing any more */
void kith_map_preview_show (KithMapPreview *self, const KithMapOut *out, const KithMapChoices *choices,
                            KithPictureFormat format);

/* What is shown is what was asked for last. For tests. */
gboolean kith_map_preview_is_settled (KithMapPreview *self);

G_END_DECLS
