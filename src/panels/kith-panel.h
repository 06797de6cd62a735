/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What all parts of a network's page share: a nullable, read-write property "session", being told what has changed in it, and writing to
 * the network as one act that can be undone. */

#pragma once

#include "kith-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KITH_TYPE_PANEL (kith_panel_get_type ())
G_DECLARE_DERIVABLE_TYPE (KithPanel, kith_panel, KITH, PANEL, AdwBin)

/* Each is called at once when a session is set, and with none when it is cleared; kith_panel_get_session () tells. */
struct _KithPanelClass
{
  AdwBinClass parent_class;

  void (*session_changed) (KithPanel *self); /* before the others */
  void (*snapshot_changed) (KithPanel *self);
  void (*selection_changed) (KithPanel *self);
  void (*community_changed) (KithPanel *self);
  void (*team_changed) (KithPanel *self);
  void (*search_changed) (KithPanel *self);
  void (*busy_changed) (KithPanel *self);
};

/* %NULL for none. Borrowed. */
KithSession *kith_panel_get_session (KithPanel *self);
void kith_panel_set_session (KithPanel *self, KithSession *session);

/* %NULL while nothing is open or read yet. */
KithSnapshot *kith_panel_get_snapshot (KithPanel *self);

/* In another thread, inside an act. */
typedef gboolean (*KithPanelWrite) (KithStore *store, gpointer data, GError **error);

/**
 * kith_panel_write:
 * @label: as in "Undo …"; also what is shown while it takes long
 * @toast: (nullable): told when it is done, with Undo
 * @data: (transfer full): freed on the main thread
 * @done: (nullable): on the main thread, with @owner and @data, unless it failed, which the window tells
 */
void kith_panel_write (KithSession *session, const char *label, const char *toast, KithPanelWrite write, gpointer data,
                       GDestroyNotify free_data, gpointer owner, void (*done) (gpointer owner, gpointer data));

/* Makes the panels' templates known; each class calls it before using its own. */
void kith_panels_ensure_resources (void);

G_END_DECLS
