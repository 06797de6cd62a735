/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Says that only a part of the network is shown, and which, with a button to show everybody again. */

#pragma once

#include "kith-panel.h"

G_BEGIN_DECLS

#define KITH_TYPE_PART_BANNER (kith_part_banner_get_type ())
G_DECLARE_FINAL_TYPE (KithPartBanner, kith_part_banner, KITH, PART_BANNER, KithPanel)

G_END_DECLS
