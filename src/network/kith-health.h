/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a relationship is doing, from answers of a few people: a mean with its interval, and no word at all below five answers (METHODS 4.6).
 * Numbers only: what was asked is the caller's. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KITH_HEALTH_LEAST 5 /* answers */

typedef enum
{
  KITH_HEALTH_UNKNOWN, /* too few answers */
  KITH_HEALTH_POOR,    /* surely below the middle */
  KITH_HEALTH_MIXED,   /* on either side of it, as far as so few answers tell */
  KITH_HEALTH_GOOD,    /* surely above it */
  KITH_N_HEALTH_STATES,
} KithHealthState;

typedef struct
{
  guint n;     /* answers */
  double mean; /* 0 without any */
  double half; /* half of the 95 % interval, t s / sqrt n; INFINITY below two answers */
  KithHealthState state;
} KithHealth;

/* The 97.5 % quantile of Student's t with @freedom degrees of freedom, to a thousandth (Cornish-Fisher, Abramowitz & Stegun 26.7.5; the
 * first three are from the table). */
double kith_health_t (guint freedom);

/**
 * kith_health_find:
 * @group: n answers; whose relationship each is about, below 0 for none of them
 * @value: n, above and below @middle
 * @health: (out caller-allocates): n_groups
 *
 * O(n + n_groups)
 */
void kith_health_find (guint n, const int *group, const double *value, double middle, guint n_groups,
                       KithHealth *health);

G_END_DECLS
