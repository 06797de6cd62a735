/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The window: the start page, or one open network (kith-network-page). Everything people do in it is an action "win.…", so that menus,
 * keys, buttons and tests go the same way. */

#pragma once

#include "kith-application.h"
#include "kith-session.h"

G_BEGIN_DECLS

#define KITH_TYPE_WINDOW (kith_window_get_type ())
G_DECLARE_FINAL_TYPE (KithWindow, kith_window, KITH, WINDOW, AdwApplicationWindow)

KithWindow *kith_window_new (KithApplication *application);

/* The open network, or the one being opened; NULL on the start page. */
KithSession *kith_window_get_session (KithWindow *self);

/* Opens a live network in place of what the window shows. */
void kith_window_open_network (KithWindow *self, const char *path);

/* Opens what was open when Kith was last used, if it is still there. */
void kith_window_reopen (KithWindow *self);

/* Back to the start page. */
void kith_window_close_network (KithWindow *self);

/* Whether the file is a network by its name, and not a table to be imported. */
gboolean kith_window_is_network_file (GFile *file);

/**
 * kith_window_take_files:
 * @files: (element-type GFile): from the desktop, a drop or a dialog
 *
 * A network is opened (brought in first, where it is a copy from elsewhere); everything else is imported into the open network, or
 * into a new one.
 */
void kith_window_take_files (KithWindow *self, GListModel *files);

G_END_DECLS
