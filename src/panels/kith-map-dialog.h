/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* "Save or Print Map": what of the map, with which words, on which paper; a preview; and the ways out: a file, the printer, the clipboard.
 * What was chosen is there again the next time. */

#pragma once

#include "kith-map-out.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KITH_TYPE_MAP_DIALOG (kith_map_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KithMapDialog, kith_map_dialog, KITH, MAP_DIALOG, AdwDialog)

/* @out: (transfer full); @print: Enter prints; else it saves */
AdwDialog *kith_map_dialog_new (KithMapOut *out, gboolean print);

G_END_DECLS
