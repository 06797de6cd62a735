/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Addresses shown in part: somebody whose whole address comes later, or came before, is one person. */

#include "import-fixture.h"
#include "intake-fixture.h"
#include "kith-acts.h"
#include "kith-masks.h"
#include "kith-people.h"
#include "kith-questions.h"
#include "kith-text.h"
#include "kith-ties.h"
#include "store-fixture.h"

static void
test_fits (void)
{
  static const struct
  {
    const char *mask, *address;
    gboolean fits;
  } cases[] = {
    { "jo...@example.org", "john@example.org", TRUE },    { "jo...@example.org", "jo@example.org", FALSE },
    { "jo...@example.org", "joh@example.org", TRUE },     { "jo...@example.org", "jane@example.org", FALSE },
    { "jo...@example.org", "john@example.com", FALSE },   { "j.d...@example.org", "j.doe@example.org", TRUE },
    { "j.d...@example.org", "jd.oe@example.org", FALSE }, { "j***n@example.org", "john@example.org", TRUE },
    { "j***n@example.org", "jon@example.org", TRUE },     { "j***n@example.org", "jn@example.org", FALSE },
    { "j***n@example.org", "johnny@example.org", FALSE }, { "jo…@example.org", "john@example.org", TRUE },
    { "john@example.org", "john@example.org", FALSE },    { "jo...", "john@example.org", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s %s", cases[i].mask, cases[i].address);
      g_assert_cmpint (kith_mask_fits (cases[i].mask, cases[i].address), ==, cases[i].fits);
    }
  g_assert_true (kith_text_is_masked ("jo...@example.org"));
  g_assert_false (kith_text_is_masked ("j.o@example.org"));
  g_assert_false (kith_text_is_masked ("john@ex...org"));
  g_assert_false (kith_text_is_masked ("and so on..."));
}

/* What is found is what looking at all finds. */
static void
test_find (void)
{
  g_autoptr (KithMasks) masks = kith_masks_new ();
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 400; i++)
    {
      static const char *const hidden[] = { "", "", "...", "***" };
      char local[8] = { 0 };

      for (int k = 0; k < g_rand_int_range (rand, 1, 5); k++)
        local[k] = (char) ('a' + g_rand_int_range (rand, 0, 3));
      g_ptr_array_add (all, g_strdup_printf ("%s%s@%s.org", local, hidden[i % 4], i % 3 == 0 ? "x" : "y"));
      kith_masks_put (masks, all->pdata[i], i + 1);
    }
  for (guint i = 0; i < all->len; i++)
    for (guint whole = 0; whole < 2; whole++)
      {
        g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
        const char *address = all->pdata[i];
        guint n = 0;

        kith_masks_find (masks, address, whole, found);
        for (guint k = 0; k < all->len; k++)
          {
            const char *other = all->pdata[k];
            gboolean alike = kith_text_is_masked (address) == kith_text_is_masked (other);
            gboolean fits = alike ? g_str_equal (address, other)
                                  : kith_mask_fits (address, other) || kith_mask_fits (other, address);

            if (kith_text_is_masked (other) == (whole != 0) || !fits)
              continue;
            g_assert_cmpint (g_array_index (found, gint64, n), ==, k + 1);
            n++;
          }
        g_assert_cmpuint (found->len, ==, n);
      }
}

typedef struct
{
  KithStore *store;
  GString *text;
} Dump;

static gboolean
take_person (const KithPerson *person, gpointer user_data)
{
  Dump *dump = user_data;
  g_autoptr (GPtrArray) contacts = kith_person_get_contacts (dump->store, person->id, NULL);

  g_string_append_printf (dump->text, "%s%s", dump->text->len > 0 ? "; " : "", person->name);
  for (guint i = 0; i < contacts->len; i++)
    g_string_append_printf (dump->text, " %s", ((KithContact *) contacts->pdata[i])->value);
  return TRUE;
}

static char *
dup_people (KithStore *store)
{
  Dump dump = { store, g_string_new (NULL) };
  gint64 questions;

  g_assert_true (kith_people_each (store, take_person, &dump, NULL, NULL));
  g_assert_true (kith_db_get_int (kith_store_get_db (store), "SELECT count (*) FROM question", 0, &questions, NULL));
  for (gint64 i = 0; i < questions; i++)
    g_string_append (dump.text, "?");
  return g_string_free_and_steal (dump.text);
}

static void
import_text (KithStore *store, const char *name, const char *text)
{
  g_autofree char *path = make_file (name, text);

  import_file (store, path);
}

static void
test_tables (void)
{
  static const struct
  {
    const char *files[3];
    const char *people;
  } cases[] = {
    /* first in part, then whole, and the other way about */
    { { "John Doe,jo...@example.org\n", "John Doe,john@example.org\n" },
      "John Doe john@example.org jo...@example.org" },
    { { "John Doe,john@example.org\n", "John Doe,jo...@example.org\n" }, "John Doe john@example.org" },
    /* No name tells. */
    { { "John Doe,john@example.org\n,jo...@example.org\n" },
      "John Doe john@example.org; jo...@example.org jo...@example.org?" },
    { { "John Doe,jo...@example.org\n", ",john@example.org\n" },
      "John Doe jo...@example.org; john@example.org john@example.org?" },
    /* Two of the same part have names. */
    { { "John Doe,jo...@example.org\nJoan Roe,jo...@example.org\n", "Joan Roe,joan@example.org\n" },
      "John Doe jo...@example.org; Joan Roe joan@example.org jo...@example.org" },
    { { "John Doe,jo...@example.org\n", "Joan Roe,joan@example.org\n" },
      "John Doe jo...@example.org; Joan Roe joan@example.org" },
    { { "John Doe,jo...@example.org\n", "John Doe,john@example.com\n" },
      "John Doe jo...@example.org; John Doe john@example.com" },
    /* Somebody with another address that fits. */
    { { "John Doe,jo...@example.org\n", "John Doe,john@example.org\n", "John Doe,joe@example.org\n" },
      "John Doe john@example.org jo...@example.org; John Doe joe@example.org" },
    /* Both may be meant. */
    { { "John Doe,john@example.org\nJoan Roe,joan@example.org\n", ",jo...@example.org\n" },
      "John Doe john@example.org; Joan Roe joan@example.org; jo...@example.org jo...@example.org?" },
    { { "John,joh...@example.org\nJohn,jo...@example.org\n", ",johnny@example.org\n" },
      "John joh...@example.org; John jo...@example.org; johnny@example.org johnny@example.org?" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StoreFixture) fixture = store_fixture_new ();
      g_autofree char *people = NULL;
      g_autofree char *whole = NULL;
      gint64 version;

      for (gsize k = 0; k < G_N_ELEMENTS (cases[i].files) && cases[i].files[k] != NULL; k++)
        {
          g_autofree char *text = g_strconcat ("Name,Email\n", cases[i].files[k], NULL);

          import_text (fixture->store, "people.csv", text);
          store_fixture_reopen (fixture);
        }
      people = dup_people (fixture->store);
      g_assert_cmpstr (people, ==, cases[i].people);
      /* again they change nothing */
      version = kith_store_get_version (fixture->store);
      for (gsize k = 0; k < G_N_ELEMENTS (cases[i].files) && cases[i].files[k] != NULL; k++)
        {
          g_autofree char *text = g_strconcat ("Name,Email\n", cases[i].files[k], NULL);

          import_text (fixture->store, "people.csv", text);
        }
      g_assert_cmpint (kith_store_get_version (fixture->store), ==, version);
      whole = store_fixture_dump (fixture->store);
      g_assert_true (kith_act_undo (fixture->store, NULL, NULL, NULL, NULL));
      g_assert_true (kith_act_redo (fixture->store, NULL, NULL, NULL, NULL));
      {
        g_autofree char *redone = store_fixture_dump (fixture->store);

        g_assert_cmpstr (redone, ==, whole);
      }
      store_fixture_assert_sound (fixture->store);
    }
}

#define MAIL(from, id, rest)                                                                                           \
  "From x  Tue Oct 16 10:00:00 2001\nFrom: " from "\nDate: Tue, 16 Oct 2001 10:00:00 +0200\n" rest "Message-ID: <" id  \
  "@x>\n\nWords\n\n"

/* The archive of a group that shows addresses in part, and one that does not; and one that hides them, but not names. */
static void
test_mail (void)
{
  static const char *const archives[] = {
    MAIL ("John <jo...@example.org>", "1", "List-Id: <l>\n")
        MAIL ("Nea Nord <n@@ @end|ng>", "2", "In-Reply-To: <1@x>\n"),
    MAIL ("John <john@example.org>", "3", "In-Reply-To: <2@x>\n")
        MAIL ("Nea Nord <nea@example.org>", "4", "In-Reply-To: <3@x>\n"),
  };

  for (guint order = 0; order < 3; order++)
    {
      g_autoptr (StoreFixture) fixture = store_fixture_new ();
      KithStoreCounts counts;
      double weight;

      if (order == 2)
        {
          g_autofree char *both = g_strconcat (archives[0], archives[1], NULL);

          import_text (fixture->store, "both.mbox", both);
        }
      else
        for (guint i = 0; i < 2; i++)
          {
            import_text (fixture->store, "one.mbox", archives[(i + order) % 2]);
            store_fixture_reopen (fixture);
          }
      g_test_message ("%u", order);
      g_assert_true (kith_store_count (fixture->store, &counts, NULL));
      g_assert_cmpuint (counts.people, ==, 2);
      g_assert_cmpuint (counts.ties, ==, 1);
      g_assert_true (kith_store_count (fixture->store, &counts, NULL));
      {
        KithTie tie = { .a = 1, .b = 2, .kind = KITH_TIE_REPLY };
        gboolean found;

        g_assert_true (kith_tie_get (fixture->store, &tie, &found, NULL));
        weight = tie.weight;
      }
      g_assert_cmpfloat (weight, ==, 3);
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/masks/fits", test_fits);
  g_test_add_func ("/masks/find", test_find);
  g_test_add_func ("/masks/tables", test_tables);
  g_test_add_func ("/masks/mail", test_mail);
  result = g_test_run ();
  remove_made_files ();
  return result;
}
