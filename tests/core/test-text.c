/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-text.h"

static void
check (char *(*function) (const char *), const char *in, const char *out)
{
  g_autofree char *got = function (in);

  g_assert_cmpstr (got, ==, out);
}

static void
test_fold (void)
{
  check (kith_text_fold, "José  NÚÑEZ ", "jose nunez");
  check (kith_text_fold, " Plain\tText", "plain text");
  check (kith_text_fold, "Straße", "strasse");
  check (kith_text_fold, "zero\xe2\x80\x8bwidth", "zerowidth");
  check (kith_text_fold, "bad \xff byte", "bad � byte");
  check (kith_text_fold, NULL, "");
}

static void
test_name_key (void)
{
  check (kith_text_name_key, "Nord, Nea", "nea nord");
  check (kith_text_name_key, "Nea Nord", "nea nord");
  check (kith_text_name_key, "O'Brien, Seán", "obrien sean");
  check (kith_text_name_key, "J. R. R. Tolkien", "j r r tolkien");
  check (kith_text_name_key, " -,- ", "");
  check (kith_text_name_key, "李 伟", "伟 李");
}

static void
test_email_key (void)
{
  check (kith_text_email_key, "Nea Nord <NEA@Example.org>", "nea@example.org");
  check (kith_text_email_key, "mailto:nea@example.org", "nea@example.org");
  check (kith_text_email_key, "nea+list@sub.example.org.", "nea+list@sub.example.org");
  check (kith_text_email_key, "not an address", NULL);
  check (kith_text_email_key, "@", NULL);
  check (kith_text_email_key, "", NULL);
}

static void
test_phone_key (void)
{
  check (kith_text_phone_key, "+46 (0)70-123 45 67", "701234567");
  check (kith_text_phone_key, "p:+46701234567", "701234567");
  check (kith_text_phone_key, "4.47E+11", NULL);
  check (kith_text_phone_key, "12345", NULL);
}

static void
test_clean (void)
{
  check (kith_text_clean, "  a b\u00a0", "a b");
  check (kith_text_clean, "n/a", "");
  check (kith_text_clean, "-", "");
  check (kith_text_clean, "a\x01z", "az");
}

/* A name from right to left does not take the numbers after it along. */
static void
test_apart (void)
{
  static const char *const apart[] = { "فاطمة الزهراء", "שרה", "Around ליאור", "𞤀𞤁", "ﻼ" };
  static const char *const as_they_are[] = { "", "José", "Ελένη", "李小龍", "Ж", "👩‍🌾", "ณัฐ" };

  for (guint k = 0; k < G_N_ELEMENTS (apart); k++)
    {
      g_autofree char *set = kith_text_apart (apart[k]);
      g_autofree char *wanted = g_strdup_printf ("\u2068%s\u2069", apart[k]);

      g_assert_cmpstr (set, ==, wanted);
    }
  for (guint k = 0; k < G_N_ELEMENTS (as_they_are); k++)
    {
      g_autofree char *set = kith_text_apart (as_they_are[k]);

      g_assert_cmpstr (set, ==, as_they_are[k]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/name-key", test_name_key);
  g_test_add_func ("/text/email-key", test_email_key);
  g_test_add_func ("/text/phone-key", test_phone_key);
  g_test_add_func ("/text/clean", test_clean);
  g_test_add_func ("/text/apart", test_apart);
  return g_test_run ();
}
