/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-error.h"

G_DEFINE_QUARK (kith - error - quark, kith_error)
