/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the window share: kith-window.c (what is shown), -actions.c (what can be done), -files.c (what comes in and goes out). */

#pragma once

#include "kith-communities-list.h"
#include "kith-people-view.h"
#include "kith-start-page.h"
#include "kith-window.h"

G_BEGIN_DECLS

struct _KithWindow
{
  AdwApplicationWindow parent_instance;

  KithSession *session;
  GListModel *waiting_files; /* to be imported once the network is open; GFile */
  gboolean is_fresh;         /* the network was made for the files being imported, and goes where they do not come in */

  AdwToastOverlay *toasts;
  GtkStack *pages;
  KithStartPage *start_page;
  AdwOverlaySplitView *left_split;
  AdwMultiLayoutView *layout;
  AdwOverlaySplitView *right_split;
  AdwBottomSheet *sheet;
  AdwWindowTitle *network_title;
  AdwWindowTitle *narrow_title;
  KithCommunitiesList *communities_list;
  AdwViewStack *views;
  AdwViewStack *panels;
  GtkWidget *map_panel;
  KithPeopleView *people_view;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkWidget *undo_button;
  GtkMenuButton *menu_button;
  AdwToast *undo_toast; /* the one with an Undo button, if it is still up */
};

/* Without a reason the action is only made insensitive. */
void kith_window_update_actions (KithWindow *self);
void kith_window_install_actions (GtkWidgetClass *widget_class);
/* The main menu, with what undo and redo would do. */
void kith_window_update_menu (KithWindow *self);

/* A dialog that says one sentence. */
void kith_window_show_error (KithWindow *self, const char *sentence);

void kith_window_choose_import (KithWindow *self);
void kith_window_choose_network (KithWindow *self);
void kith_window_ask_new_network (KithWindow *self);
void kith_window_open_sample (KithWindow *self);
void kith_window_save_copy (KithWindow *self);
void kith_window_ask_name (KithWindow *self);
void kith_window_init_drop (KithWindow *self);

G_END_DECLS
