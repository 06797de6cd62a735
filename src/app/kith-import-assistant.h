/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Bringing in files: which ones and what each was taken for, what would happen, behind each file its columns, and then the import itself.
 * Nothing is written before that, and nothing stays where it is stopped. */

#pragma once

#include "kith-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KITH_TYPE_IMPORT_ASSISTANT (kith_import_assistant_get_type ())
G_DECLARE_FINAL_TYPE (KithImportAssistant, kith_import_assistant, KITH, IMPORT_ASSISTANT, AdwDialog)

/* Once the files are in, an account takes its place. @files: GFile */
AdwDialog *kith_import_assistant_new (KithSession *session, GListModel *files);

/* More files, beside those that are there. */
void kith_import_assistant_add (KithImportAssistant *self, GListModel *files);

/* For when it was closed: whether anything was brought in. */
gboolean kith_import_assistant_has_imported (KithImportAssistant *self);

G_END_DECLS
