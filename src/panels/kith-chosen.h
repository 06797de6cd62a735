/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with the people chosen, the same on the map, in the table and in the Person panel: choosing others by them, and acts on all
 * of them at once, each undone as one. Actions "chosen.…":
 *
 *   contacts (i)  and whom they know, so many steps        common      who knows all of them, in their place
 *   communities   everybody in their communities           invert      everybody but them
 *   all, none                                              open        see all about the one (or the one looked at)
 *   ring          whom the one knows, in a ring around
 *   tag, ambassadors, campaign, invite, save               ask, then do
 *   pin, unpin    on the map
 *   into-team, out-of-team                                 as by hand in the Team panel
 */

#pragma once

#include "kith-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts the actions into @widget and all below it; @session %NULL takes them away. Dialogs belong to the widget, and what comes of choosing is
 * announced from it. */
void kith_chosen_install (GtkWidget *widget, KithSession *session);

/* Those chosen in a few words, as a title: "Nea Nord", "14 People Chosen", "Nobody Chosen". */
char *kith_chosen_dup_title (KithSession *session);

/* A menu of the actions, (transfer full). @more: (nullable): put at its end. */
GMenuModel *kith_chosen_create_menu (KithSession *session, GMenuModel *more);

/* Shows a menu at a point of @parent, whose layout must be a layout manager's; it goes by itself. */
void kith_chosen_popup (GtkWidget *parent, GMenuModel *menu, double x, double y);

/* Dialogs of kith-chosen-dialogs.c: ask for a tag, or for a campaign, and give it to those chosen. */
void kith_chosen_ask_tag (GtkWidget *parent, KithSession *session);
void kith_chosen_ask_campaign (GtkWidget *parent, KithSession *session);

G_END_DECLS
