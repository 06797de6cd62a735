/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One open network: its communities, its map and its table, the side panels, and how they lie in a wide window and in a narrow one. It is
 * made once the network has been read, and shows that one until it is closed. The functions are what the window's keys and menus ask for. */

#pragma once

#include "kith-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KITH_TYPE_NETWORK_PAGE (kith_network_page_get_type ())
G_DECLARE_FINAL_TYPE (KithNetworkPage, kith_network_page, KITH, NETWORK_PAGE, AdwBreakpointBin)

/* @session: with a snapshot */
KithNetworkPage *kith_network_page_new (KithSession *session);

void kith_network_page_find_people (KithNetworkPage *self);
void kith_network_page_open_menu (KithNetworkPage *self);
/* @view: "map" or "people" */
void kith_network_page_show_view (KithNetworkPage *self, const char *view);
/* @panel: "ambassadors", "person", "invitations" or "reports" */
void kith_network_page_show_panel (KithNetworkPage *self, const char *panel);
void kith_network_page_toggle_panel (KithNetworkPage *self);
void kith_network_page_toggle_communities (KithNetworkPage *self);
/* Name and color of the community in focus. */
void kith_network_page_edit_community (KithNetworkPage *self);
/* @way: "out.save", "out.print" or "out.copy" */
void kith_network_page_take_map (KithNetworkPage *self, const char *way);

G_END_DECLS
