/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The map to a printer, or to a file by the desktop's own print dialog. Sheets are drawn in jobs, one after another, so that the window
 * goes on living, and printing can be cancelled. */

#pragma once

#include "kith-map-out.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * kith_map_print:
 * @parent: the widget that asks
 * @file: (nullable): print to this PDF and ask nothing, by the same way; %NULL for the print dialog
 */
void kith_map_print (GtkWidget *parent, const KithMapOut *out, const KithMapChoices *choices, const char *file);

G_END_DECLS
