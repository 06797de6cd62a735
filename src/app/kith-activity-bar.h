/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the network is busy with and how far it is, with a Cancel button. Comes after a moment, so that short work does not flash. */

#pragma once

#include "kith-panel.h"

G_BEGIN_DECLS

#define KITH_TYPE_ACTIVITY_BAR (kith_activity_bar_get_type ())
G_DECLARE_FINAL_TYPE (KithActivityBar, kith_activity_bar, KITH, ACTIVITY_BAR, KithPanel)

G_END_DECLS
