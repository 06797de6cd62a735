/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* For tests that bring files into a network. */

#pragma once

#include "kith-intake.h"

/* One file, which is read. Returns: (transfer full): its accounts */
static inline GPtrArray *
import_accounts (KithStore *store, const char *path)
{
  const char *const paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  GPtrArray *accounts = kith_intake_run (store, paths, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return accounts;
}

static inline void
import_file (KithStore *store, const char *path)
{
  g_ptr_array_unref (import_accounts (store, path));
}
