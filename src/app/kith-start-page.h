/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is seen before a network is open: how to begin, and the networks there are.
 * Signal open-network (path): one of those was chosen. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KITH_TYPE_START_PAGE (kith_start_page_get_type ())
G_DECLARE_FINAL_TYPE (KithStartPage, kith_start_page, KITH, START_PAGE, AdwBin)

/* Looks through the folder of networks again. */
void kith_start_page_refresh (KithStartPage *self);

G_END_DECLS
