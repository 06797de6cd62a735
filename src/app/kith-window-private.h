/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of the window share: kith-window.c (what is shown), -actions.c (what can be done), -files.c (what comes in and goes out). */

#pragma once

#include "kith-network-page.h"
#include "kith-start-page.h"
#include "kith-window.h"

G_BEGIN_DECLS

struct _KithWindow
{
  AdwApplicationWindow parent_instance;

  KithSession *session;      /* open or being opened; NULL on the start page */
  KithNetworkPage *network;  /* what shows it, once it is read; a child of pages */
  GListModel *waiting_files; /* to be imported once the network is open; GFile */
  gboolean is_sample;        /* they are the sample's */
  gboolean is_fresh;         /* the network was made for the files being imported, and goes where they do not come in */
  guint opening_timeout;     /* until it is said that opening takes long */
  gboolean is_drawn;         /* the first frame is on the screen; what is not in it is made from then on */

  AdwToastOverlay *toasts;
  GtkStack *pages;
  KithStartPage *start_page;
  GtkWidget *opening_page;
  AdwToast *undo_toast; /* the one with an Undo button, if it is still up */
};

void kith_window_install_actions (GtkWidgetClass *widget_class);
/* Which of them make sense with what is open. */
void kith_window_update_actions (KithWindow *self);

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
