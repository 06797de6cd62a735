/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Whom to ask, on paper: a block for each person with why, how to reach them, boxes to tick, and lines to write on. */

#pragma once

#include "kith-export.h"

G_BEGIN_DECLS

/**
 * kith_call_sheet_write:
 * @path: a PDF; written whole or not at all
 * @pages: (out) (optional)
 *
 * People held back are not on it; how many, and why, is told at the end.
 */
gboolean kith_call_sheet_write (const char *path, const KithAsks *asks, KithPaper paper, guint *pages, GError **error);

G_END_DECLS
