/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Text made comparable: what people type and export, brought to keys that can be matched and searched.
 * All keys are valid UTF-8; NULL counts as "". */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kith_text_fold:
 *
 * Case and marks taken away (NFKD, case-folded, combining marks and zero-width characters dropped), blanks of any kind
 * to one space, ends trimmed: "José  NÚÑEZ" is "jose nunez". For search as you type. Plain ASCII takes a fast path.
 *
 * Returns: (transfer full)
 */
char *kith_text_fold (const char *text);

/* 64 bits by which a text is known again, the same on any machine: the first of its SHA-256. */
guint64 kith_text_digest (const char *text, gsize length);

/* Another 64 bits for a digest, by HMAC-SHA256: who has not got @secret can neither make them from a text nor tell of which they were made. */
guint64 kith_text_seal (const char *secret, guint64 digest);

/**
 * kith_text_name_key:
 *
 * The folded words of a name in order of the alphabet, without punctuation: "Nord, Nea" and "Nea Nord" are the same.
 *
 * Returns: (transfer full)
 */
char *kith_text_name_key (const char *name);

/**
 * kith_text_email_key:
 *
 * Takes "Nea Nord <NEA@Example.org>", "mailto:nea@example.org" and the like.
 *
 * Returns: (transfer full) (nullable): the address in small letters, or %NULL where there is none in it
 */
char *kith_text_email_key (const char *text);

/* Whether an address is shown in part, as in "jo...@example.org" and "j***n@example.org". */
gboolean kith_text_is_masked (const char *address);

/**
 * kith_text_phone_key:
 *
 * Returns: (transfer full) (nullable): the last nine digits, or %NULL where there are fewer than seven or the number was
 *   damaged by a spreadsheet ("4.47E+11")
 */
char *kith_text_phone_key (const char *text);

/**
 * kith_text_clean:
 *
 * A cell as it should be kept: made valid UTF-8, control and zero-width characters dropped, blanks trimmed; "n/a",
 * "none", "-", "TBD" and the like become "".
 *
 * Returns: (transfer full)
 */
char *kith_text_clean (const char *cell);

/**
 * kith_text_apart:
 *
 * A name as it is put into a sentence: one with letters that run from right to left is set apart (by U+2068 and U+2069, Unicode Standard
 * Annex 9), so that the numbers and commas after it stay where the sentence has them; any other is only copied.
 *
 * Returns: (transfer full)
 */
char *kith_text_apart (const char *name);

/* A day as people write it, "21 November 2026", of a time in seconds; "" for a time outside the calendar, such as that of no date. */
char *kith_text_day (gint64 seconds);
/* The same of today, where the reader is. */
char *kith_text_today (void);

G_END_DECLS
