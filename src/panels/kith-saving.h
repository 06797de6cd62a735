/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Saving something to a file that the person chooses: a call sheet, a table, the map. The file dialog, the job that writes, and the
 * sentence on what was written and what was held back. */

#pragma once

#include "kith-export.h"
#include "kith-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * kith_saving_choose:
 * @parent: the widget that asks
 * @options: what to write, of the session's snapshot; copied
 * @title: of the file dialog
 * @name: suggested for the file, without a suffix; what stands for folders is taken out of it
 * @suffix: ".pdf"; the person may type another one that goes with the content
 */
void kith_saving_choose (GtkWidget *parent, KithSession *session, const KithExportOptions *options, const char *title,
                         const char *name, const char *suffix);

G_END_DECLS
