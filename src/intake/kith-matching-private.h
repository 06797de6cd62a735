/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What finding people and writing them down share: the keys by which they are found from then on. */

#pragma once

#include "kith-matching.h"

G_BEGIN_DECLS

void kith_matching_know_name (KithMatching *self, const char *key, gint64 person);
void kith_matching_know_email (KithMatching *self, const char *key, gint64 person);
void kith_matching_know_handle (KithMatching *self, const char *key, gint64 person);

G_END_DECLS
