/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kith-window.h"

G_BEGIN_DECLS

/**
 * kith_window_import:
 * @files: (element-type GFile)
 *
 * Imports into the open network as one act, finds communities and places, and ends with the account of every row.
 */
void kith_window_import (KithWindow *self, GListModel *files);

G_END_DECLS
