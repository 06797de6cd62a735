/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-progress.h"

static void
assert_at (KithProgress *progress, double step, double expected)
{
  kith_progress_step (progress, NULL, step);
  g_assert_cmpfloat_with_epsilon (kith_progress_get_fraction (progress), expected, 1e-12);
}

static void
test_parts (void)
{
  g_autoptr (KithProgress) progress = kith_progress_new ();
  g_autofree char *what = NULL;

  g_assert_cmpfloat (kith_progress_get_fraction (progress), <, 0);
  kith_progress_step (progress, "Reading", .5);
  what = kith_progress_dup_what (progress);
  g_assert_cmpstr (what, ==, "Reading");
  assert_at (progress, 2, 1);
  kith_progress_part (progress, .5, .75);
  assert_at (progress, .5, .625);
  kith_progress_step (progress, NULL, -1);
  g_assert_cmpfloat (kith_progress_get_fraction (progress), <, 0);
}

/* What is called may divide its share again, and the caller's parts are as before when it is back. */
static void
test_nested (void)
{
  g_autoptr (KithProgress) progress = kith_progress_new ();

  kith_progress_enter (progress, .5, 1);
  assert_at (progress, 0, .5);
  kith_progress_part (progress, 0, .5);
  assert_at (progress, 1, .75);
  kith_progress_enter (progress, .5, 1);
  kith_progress_part (progress, .5, 1);
  assert_at (progress, 0, .875);
  kith_progress_leave (progress);
  assert_at (progress, 1, 1);
  kith_progress_leave (progress);
  kith_progress_part (progress, 0, .1);
  assert_at (progress, 1, .1);
}

static void
test_nobody_watches (void)
{
  kith_progress_enter (NULL, 0, 1);
  kith_progress_part (NULL, 0, 1);
  kith_progress_step (NULL, "Reading", .5);
  kith_progress_leave (NULL);
  g_assert_cmpfloat (kith_progress_get_fraction (NULL), <, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/progress/parts", test_parts);
  g_test_add_func ("/progress/nested", test_nested);
  g_test_add_func ("/progress/nobody-watches", test_nobody_watches);
  return g_test_run ();
}
