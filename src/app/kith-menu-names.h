/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* All menus of @window, those of its dialogs too, are heard with the names of their items. */
void kith_menu_names_watch (GtkWindow *window);

G_END_DECLS
