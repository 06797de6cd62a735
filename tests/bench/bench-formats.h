/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What bench-import measures of single formats. */

#pragma once

#include <glib.h>

/* Makes files in @folder, and prints what reading them costs, beside others who read the same. */
void bench_formats (const char *folder, guint scale);

/* CPU time of user and system so far; @who: RUSAGE_SELF or RUSAGE_CHILDREN */
double bench_cpu (int who);
