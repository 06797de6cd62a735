/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How somebody took the map away last, kept in the settings. Where there are none, it is forgotten. */

#pragma once

#include "kith-map-sheet.h"

G_BEGIN_DECLS

void kith_map_memory_load (KithMapChoices *choices, KithPictureFormat *format);
void kith_map_memory_store (const KithMapChoices *choices, KithPictureFormat format);

G_END_DECLS
