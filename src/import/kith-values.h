/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands in cells: text made clean, numbers, dates, yes and no, lists in one cell. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KITH_VALUE_NO_DATE G_MININT64

/**
 * kith_value_clean:
 * @cell: may be changed
 * @owned: (element-type utf8): takes the text where a new one had to be made
 *
 * As kith_text_clean (), but in place where the cell is plain, which most are. Bytes that are no UTF-8 are taken for Windows-1252;
 * text that was read in the wrong character set once ("JosÃ©") is mended; curly quotes around the whole go.
 *
 * Returns: (transfer none): the clean text, in @cell or in @owned; "" where it says nothing
 */
char *kith_value_clean (char *cell, GPtrArray *owned);

/* Digits only, with a sign or not. */
gboolean kith_value_integer (const char *text, gint64 *value);

/* Also "1,5", "1 234.5", "1.234,5" and "1,234". Finite. */
gboolean kith_value_number (const char *text, double *value);

typedef enum
{
  KITH_SAYS_NOTHING,
  KITH_SAYS_NO,
  KITH_SAYS_YES,
} KithSays;

/* 0/1, yes/no, ja/nein, oui/non, x, true/false, t/f, on/off … in the languages of the heads; %KITH_SAYS_NOTHING for others. */
KithSays kith_value_says (const char *text);

/* What somebody thinks of us, from -2 (critic, opponent) to 2 (champion, fan), in the languages of the heads or as a number; 0 for neutral
 * and for what is not understood. */
int kith_value_stance (const char *text);

typedef enum
{
  KITH_DATES_DAY_FIRST,
  KITH_DATES_MONTH_FIRST,
} KithDateOrder;

/**
 * kith_value_date:
 * @date: (out) (optional): seconds since 1970 in UTC, of the midnight before where there is no time of day
 * @order: (out) (optional): what the value alone says of the order in its column: 1 day first, 2 month first, 0 nothing
 *
 * "2024-03-05", "2024-03-05 14:40:47", "2026/05/28 7:01:33 PM GMT+2", "20240305", "5.3.2024", "3/5/24", "12 Mar 2025",
 * "September 12, 2008", "01-Sep-08". Years 1900 to 2200.
 */
gboolean kith_value_date (const char *text, KithDateOrder order_known, gint64 *date, int *order);

/* A number that can be a time: seconds or milliseconds since 1970, between 1990 and 2100. */
gboolean kith_value_unix_time (gint64 number, gint64 *date);

/**
 * kith_value_split:
 *
 * The parts of a list in one cell: `"VIP","Blog"`, `a ::: b`, `a; b`, `a | b`, lines, `a, b`, `a / b`. Each clean, none empty, none
 * twice.
 *
 * Returns: (transfer full) (element-type utf8)
 */
GPtrArray *kith_value_split (const char *cell);

/* Whether the text is an address and nothing much else ("Nea Nord <nea@example.org>" counts). */
gboolean kith_value_is_email (const char *text);

/* Letters in two to five words, as names have them. */
gboolean kith_value_is_name (const char *text);

G_END_DECLS
