/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kith-snapshot.h"

G_BEGIN_DECLS

/* An empty one, to be filled before anybody else has it. */
KithSnapshot *kith_snapshot_new_empty (void);
/* Fills in whatever follows from people, ties, communities and reports: order by name, figures, health, outsiders, dots, quiet connectors. */
void kith_snapshot_finish (KithSnapshot *self);

G_END_DECLS
