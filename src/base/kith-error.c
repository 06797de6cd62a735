/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-error.h"

/* Not G_DEFINE_QUARK: it makes the name of its first word, which clang-format takes for a subtraction. */
GQuark
kith_error_quark (void)
{
  return g_quark_from_static_string ("kith-error-quark");
}
