/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a file is from its first bytes, for files that no reader knows and that are not tables of text. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kith_sniff_foreign:
 *
 * Returns: (nullable): what the bytes are and what to do, as the rest of a sentence that begins with the file's name
 *   ("is a picture …: save …"), translated; %NULL where they may be a table of text
 */
const char *kith_sniff_foreign (const guchar *bytes, gsize length);

/* Whether the bytes cannot be text in any character set in use: zeros, or many control characters. */
gboolean kith_sniff_is_binary (const guchar *bytes, gsize length);

G_END_DECLS
