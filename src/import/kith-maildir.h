/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A Maildir is a folder: each file in its "cur" and "new" is a message. */

#pragma once

#include "kith-sheet.h"

G_BEGIN_DECLS

gboolean kith_is_maildir (const char *path);
gboolean kith_source_add_maildir (KithSource *source, const char *path, GError **error);

G_END_DECLS
