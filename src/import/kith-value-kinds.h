/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Of which kind the values of a field of one's own are. All are kept as text; the kind says how they sort, how they are edited, and what is
 * drawn of them. One that does not fit its kind stays the text it is. */

#pragma once

#include "kith-values.h"

G_BEGIN_DECLS

typedef enum
{
  KITH_VALUE_TEXT,
  KITH_VALUE_NUMBER,
  KITH_VALUE_DATE,
  KITH_VALUE_YES_NO,
  KITH_VALUE_CHOICE, /* one of a few that many have */
  KITH_N_VALUE_KINDS,
} KithValueKind;

/* "text", "number", "date", "yes-no", "choice" */
const char *kith_value_kind_get_name (KithValueKind kind);
gboolean kith_value_kind_from_name (const char *name, KithValueKind *kind);

/* The kind in words, translated. */
const char *kith_value_kind_get_words (KithValueKind kind);

/**
 * kith_value_get_order:
 * @order: (out): what the value sorts by among those of its kind; for text and choices 0
 *
 * Of several lines the first one counts.
 *
 * Returns: whether the value is of this kind
 */
gboolean kith_value_get_order (KithValueKind kind, const char *text, double *order);

/**
 * kith_value_dup_kept:
 * @dates: which of day and month comes first where @text does not tell
 *
 * Returns: (transfer full): @text as a field of this kind keeps it: dates in figures as "2024-03-05", with the time of day where there is one,
 *   so that they read the same whatever the table was like; all else as it is
 */
char *kith_value_dup_kept (KithValueKind kind, const char *text, KithDateOrder dates);

/* Which of day and month comes first where this runs, as of the locale. */
KithDateOrder kith_value_dates_here (void);

G_END_DECLS
