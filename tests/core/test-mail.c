/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Mail: replies are ties, across files; hidden addresses are mended or people known by name; nothing of what people wrote is kept. */

#include "format-fixture.h"
#include "intake-fixture.h"
#include "kith-ties.h"

static const char archive_one[]
    = "From nea at example.org  Mon Sep 17 10:00:00 2001\nFrom: nea at example.org (Nea Nord)\n"
      "Date: Mon, 17 Sep 2001 10:00:00 +0200\nSubject: Welcome\nMessage-ID: <1@x>\n\nSecret words.\n\n"
      "From the beginning at 10:00 in 2001 it was\nFrom: nobody@example.org\n\n"
      "From max@example.org  Mon Sep 17 11:00:00 2001\nFrom: =?utf-8?q?Max_B=C3=B6rg?= <max@example.org>\n"
      "Date: Mon, 17 Sep 2001 11:00:00 +0200\nIn-Reply-To: <1@x>\nMessage-ID: <2@x>\n\n>From old\n";
static const char archive_two[]
    = "From m@x @end|ng |rom ex@mp|e@org  Tue Oct 16 10:00:00 2001\r\nFrom: m@x @end|ng |rom ex@mp|e@org (=?utf-8?q?Max_B=C3=B6rg?=)\r\n"
      "Date: Tue, 16 Oct 2001 10:00:00 +0200\r\nIn-Reply-To: <1@x>\r\nMessage-ID: <3@x>\r\n\r\n"
      "From li@example.org  Tue Oct 16 11:00:00 2001\r\nFrom: Li Wei <li@example.org>\r\nIn-Reply-To: <lost@x>\r\n"
      "References: <1@x>\r\n <2@x>\r\nMessage-ID: <4@x>\r\n\r\nWords.\r\n\r\n"
      "From li@example.org  Tue Oct 16 11:30:00 2001\r\nFrom: Li Wei <li@example.org>\r\nIn-Reply-To: <gone@x>\r\nMessage-ID: <5@x>\r\n\r\n"
      "From li@example.org  Tue Oct 16 11:30:00 2001\r\nFrom: Li Wei <li@example.org>\r\nIn-Reply-To: <1@x>\r\nMessage-ID: <4@x>\r\n\r\n";

static gboolean
take_tie (const KithTie *tie, gpointer user_data)
{
  g_string_append_printf (user_data, "%d-%d kind %d weight %g; ", (int) MIN (tie->a, tie->b),
                          (int) MAX (tie->a, tie->b), (int) tie->kind, tie->weight);
  return TRUE;
}

static void
test_replies (void)
{
  g_autofree char *one = make_file ("2001-September.txt", archive_one);
  g_autofree char *two = make_file ("2001-October.txt", archive_two);
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  /* The answers come before what they answer. */
  const char *const paths[] = { two, one, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = kith_intake_run (fixture->store, paths, NULL, NULL, NULL, &error);
  g_autoptr (GString) ties = g_string_new (NULL);
  g_autofree char *again = NULL;
  g_autofree char *dump = NULL;
  const KithAccount *account;

  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 2);
  account = accounts->pdata[0];
  g_assert_cmpstr (account->recognized_as, ==, "mail");
  g_assert_cmpstr (account->name_space, ==, "E-mail");
  /* Two writers and three replies, of which one answers a mail that is not there; the last message came twice. */
  g_assert_cmpuint (account->rows, ==, 5);
  g_assert_cmpuint (account->n_left_out, ==, 1);
  g_assert_nonnull (strstr (g_array_index (account->left_out, KithAccountRow, 0).reason, "not in these files"));
  g_assert_true (kith_ties_each (fixture->store, take_tie, ties, NULL, &error));
  g_test_message ("%s", ties->str);
  g_assert_nonnull (strstr (ties->str, "weight 2; "));
  g_assert_nonnull (strstr (ties->str, "weight 1; "));
  again = bring_in (fixture->store, paths);
  g_assert_cmpstr (again, ==, "3 people 2 ties 0 events 0 groups 0 attendance");
  dump = store_fixture_dump (fixture->store);
  g_assert_null (strstr (dump, "Secret"));
  g_assert_null (strstr (dump, "Words"));
  g_assert_nonnull (strstr (dump, "Max Börg"));
  g_assert_nonnull (strstr (dump, "nea@example.org"));
}

static char *
dump_ties (KithStore *store)
{
  GString *ties = g_string_new (NULL);

  g_assert_true (kith_ties_each (store, take_tie, ties, NULL, NULL));
  return g_string_free_and_steal (ties);
}

/* Archives that come in one after the other end as if they had come together, whatever they share; again they change nothing; and each is undone
 * by itself. */
static void
test_one_by_one (void)
{
  static const char month[] = "From max@example.org  Fri Nov 16 10:00:00 2001\nFrom: Max <max@example.org>\n"
                              "Date: Fri, 16 Nov 2001 10:00:00 +0200\nIn-Reply-To: <1@x>\nMessage-ID: <6@x>\n\nWords\n";
  g_autofree char *grown = g_strconcat (archive_one, "\n", month, NULL);
  g_autofree char *september = make_file ("2001-September.txt", archive_one);
  g_autofree char *october = make_file ("2001-October.txt", archive_two);
  g_autofree char *to_november = make_file ("until-November.mbox", grown);
  const char *const paths[] = { september, october, to_november };
  const char *const all[] = { september, october, to_november, NULL };
  g_autoptr (StoreFixture) together = store_fixture_new ();
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *counts = bring_in (together->store, all);
  g_autofree char *expected = dump_ties (together->store);
  g_autofree char *ties = NULL;
  gint64 version;

  g_assert_cmpstr (expected, ==, "1-2 kind 5 weight 3; 2-3 kind 5 weight 1; ");
  g_assert_nonnull (counts);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_ptr_array_add (states, store_fixture_dump (fixture->store));
      import_file (fixture->store, paths[i]);
    }
  ties = dump_ties (fixture->store);
  g_assert_cmpstr (ties, ==, expected);

  /* what is kept of it survives closing */
  store_fixture_reopen (fixture);
  version = kith_store_get_version (fixture->store);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    import_file (fixture->store, paths[i]);
  {
    g_autofree char *same = bring_in (fixture->store, all);

    g_assert_cmpstr (same, ==, counts);
  }
  g_assert_cmpint (kith_store_get_version (fixture->store), ==, version);

  {
    g_autofree char *whole = store_fixture_dump (fixture->store);
    g_autofree char *redone = NULL;

    for (guint i = states->len; i > 0; i--)
      {
        g_autofree char *undone = NULL;

        g_assert_true (kith_act_undo (fixture->store, NULL, NULL, NULL, NULL));
        undone = store_fixture_dump (fixture->store);
        g_assert_cmpstr (undone, ==, states->pdata[i - 1]);
      }
    for (guint i = 0; i < states->len; i++)
      g_assert_true (kith_act_redo (fixture->store, NULL, NULL, NULL, NULL));
    redone = store_fixture_dump (fixture->store);
    g_assert_cmpstr (redone, ==, whole);
    /* What was undone may come in again. */
    g_assert_true (kith_act_undo (fixture->store, NULL, NULL, NULL, NULL));
    import_file (fixture->store, to_november);
  }
  {
    g_autofree char *again = dump_ties (fixture->store);

    g_assert_cmpstr (again, ==, expected);
  }
  store_fixture_assert_sound (fixture->store);
}

/* Answers that come before what they answer count once that comes, be it in an archive without an answer in it. */
static void
test_answers_first (void)
{
  g_autofree char *letters
      = make_file ("2001-September.txt",
                   "From nea@example.org  Mon Sep 17 10:00:00 2001\nFrom: Nea Nord <nea@example.org>\n"
                   "Date: Mon, 17 Sep 2001 10:00:00 +0200\nList-Id: <l.example.org>\nMessage-ID: <1@x>\n\nWords\n\n"
                   "From max@example.org  Mon Sep 17 11:00:00 2001\nFrom: Max Moor <max@example.org>\n"
                   "Date: Mon, 17 Sep 2001 11:00:00 +0200\nList-Id: <l.example.org>\nMessage-ID: <2@x>\n\nWords\n");
  g_autofree char *answers
      = make_file ("2001-October.txt",
                   "From max@example.org  Tue Oct 16 10:00:00 2001\nFrom: Max Moor <max@example.org>\n"
                   "Date: Tue, 16 Oct 2001 10:00:00 +0200\nIn-Reply-To: <1@x>\nMessage-ID: <3@x>\n\nWords\n\n"
                   "From li@example.org  Tue Oct 16 11:00:00 2001\nFrom: Li Wei <li@example.org>\n"
                   "Date: Tue, 16 Oct 2001 11:00:00 +0200\nIn-Reply-To: <lost@x>\nReferences: <1@x> <2@x>\n"
                   "Message-ID: <4@x>\n\nWords\n\n"
                   "From li@example.org  Tue Oct 16 12:00:00 2001\nFrom: Li Wei <li@example.org>\n"
                   "Date: Tue, 16 Oct 2001 12:00:00 +0200\nIn-Reply-To: <never@x>\nMessage-ID: <5@x>\n\nWords\n");
  const char *const all[] = { answers, letters, NULL };
  g_autoptr (StoreFixture) together = store_fixture_new ();
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *counts = bring_in (together->store, all);
  g_autofree char *expected = dump_ties (together->store);
  g_autofree char *none = NULL;
  g_autofree char *ties = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *again = NULL;
  gint64 version;

  g_assert_cmpstr (counts, ==, "3 people 2 ties 0 events 0 groups 0 attendance");
  import_file (fixture->store, answers);
  none = dump_ties (fixture->store);
  g_assert_cmpstr (none, ==, "");
  store_fixture_reopen (fixture);
  import_file (fixture->store, letters);
  ties = dump_ties (fixture->store);
  g_assert_cmpstr (ties, ==, expected);

  /* Once, whatever comes again. */
  version = kith_store_get_version (fixture->store);
  import_file (fixture->store, letters);
  import_file (fixture->store, answers);
  {
    g_autofree char *same = bring_in (fixture->store, all);

    g_assert_cmpstr (same, ==, counts);
  }
  g_assert_cmpint (kith_store_get_version (fixture->store), ==, version);
  store_fixture_assert_sound (fixture->store);

  /* Undone, they wait again. */
  whole = store_fixture_dump (fixture->store);
  g_assert_true (kith_act_undo (fixture->store, NULL, NULL, NULL, NULL));
  g_clear_pointer (&none, g_free);
  none = dump_ties (fixture->store);
  g_assert_cmpstr (none, ==, "");
  import_file (fixture->store, letters);
  g_clear_pointer (&ties, g_free);
  ties = dump_ties (fixture->store);
  g_assert_cmpstr (ties, ==, expected);
  again = store_fixture_dump (fixture->store);
  g_assert_nonnull (strstr (again, "max@example.org"));
}

/* What waits is kept as bytes, too. */
static void
test_waiting (void)
{
  g_autoptr (KithThreads) threads = kith_threads_new ("secret"), later = kith_threads_new ("secret");
  KithWaiting *waiting = kith_threads_get_waiting (threads);
  const char *nea = kith_threads_put_person (threads, "nea@example.org", "Nea Nord");
  g_autoptr (GPtrArray) pieces = NULL;
  g_autoptr (GPtrArray) again = NULL;
  const guint8 *bytes;
  gsize length;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *contact = g_strdup_printf ("%u", i);
      g_autofree char *ids = g_strdup_printf ("%u@x\nlost@x", i);

      kith_waiting_put (waiting, threads, contact, nea, i % 2 == 0 ? "1000713600" : "", ids);
      kith_waiting_put (waiting, threads, contact, nea, "", ids);
    }
  kith_waiting_put (waiting, threads, "none", nea, "", "");
  g_assert_true (kith_threads_put_message (threads, "7@x", nea));
  pieces = kith_waiting_pack (waiting, threads);
  g_assert_cmpuint (pieces->len, ==, 1);
  bytes = g_bytes_get_data (pieces->pdata[0], &length);
  /* all but the one whose mail is there: four numbers, two ids */
  g_assert_cmpuint (length, ==, 49 * (4 * 8 + 2 * 8));
  kith_waiting_recall (kith_threads_get_waiting (later), bytes, length);
  again = kith_waiting_pack (kith_threads_get_waiting (later), later);
  g_assert_cmpuint (again->len, ==, 0);

  for (gsize n = 0; n < length; n++)
    {
      g_autoptr (KithThreads) cut = kith_threads_new ("secret");
      g_autofree guint8 *part = g_memdup2 (bytes, n);

      kith_waiting_recall (kith_threads_get_waiting (cut), part, n);
    }
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (KithThreads) damaged = kith_threads_new ("secret");
      g_autofree guint8 *part = g_memdup2 (bytes, length);

      part[g_test_rand_int_range (0, length)] ^= 1 << g_test_rand_int_range (0, 8);
      kith_waiting_recall (kith_threads_get_waiting (damaged), part, length);
    }
}

static const char *
get_author (KithThreads *threads, const char *id)
{
  return kith_threads_get_author (threads, kith_threads_digest (threads, id));
}

/* Who wrote what is kept as bytes, which may be damaged when they are read again. */
static void
test_recall (void)
{
  g_autoptr (KithThreads) stranger = kith_threads_new ("another secret");
  g_autoptr (KithThreads) threads = kith_threads_new ("secret"), later = kith_threads_new ("secret");
  const char *nea = kith_threads_put_person (threads, "nea@example.org", "Nea Nord");
  const char *max = kith_threads_put_person (threads, "", "Max Berg");
  const char *email;
  g_autoptr (GPtrArray) pieces = NULL;
  g_autoptr (GPtrArray) again = NULL;
  const guint8 *bytes;
  gsize length;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u@x", i);

      g_assert_true (kith_threads_put_message (threads, id, i % 3 == 0 ? max : nea));
    }
  pieces = kith_threads_pack (threads);
  g_assert_cmpuint (pieces->len, ==, 1);
  bytes = g_bytes_get_data (pieces->pdata[0], &length);
  /* a name and two people, of two digests and a count each, and the digests of a hundred mails */
  g_assert_cmpuint (length, ==, 3 * (2 * 8 + 4) + 100 * 8);
  kith_threads_recall (later, bytes, length);
  g_assert_null (get_author (later, "1@x"));
  kith_threads_know (later, "nea@example.org");
  kith_threads_know (later, "name:berg max");
  g_assert_cmpstr (get_author (later, "1@x"), ==, "nea@example.org");
  g_assert_cmpstr (get_author (later, "99@x"), ==, "name:berg max");
  g_assert_null (get_author (later, "100@x"));
  /* A name is known to have that address, too. */
  g_assert_cmpstr (
      kith_threads_resolve (later, kith_threads_put_person (later, "n@@ @end|ng", "Nea Nord"), NULL, &email), ==,
      "nea@example.org");
  g_assert_cmpstr (email, ==, "nea@example.org");
  /* With another secret the same bytes say nothing. */
  kith_threads_recall (stranger, bytes, length);
  kith_threads_know (stranger, "nea@example.org");
  g_assert_null (get_author (stranger, "1@x"));
  /* What was recalled is not packed again. */
  kith_threads_put_message (later, "1@x", kith_threads_put_person (later, "nea@example.org", NULL));
  again = kith_threads_pack (later);
  g_assert_cmpuint (again->len, ==, 0);

  for (gsize n = 0; n < length; n++)
    {
      g_autoptr (KithThreads) cut = kith_threads_new ("secret");
      g_autofree guint8 *part = g_memdup2 (bytes, n);

      kith_threads_recall (cut, part, n);
    }
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (KithThreads) damaged = kith_threads_new ("secret");
      g_autofree guint8 *part = g_memdup2 (bytes, length);

      part[g_test_rand_int_range (0, length)] ^= 1 << g_test_rand_int_range (0, 8);
      kith_threads_recall (damaged, part, length);
    }
}

/* What a table says of how often two people wrote is added to and never replaced, nor does it replace what was added. */
static void
test_beside_table (void)
{
  g_autofree char *table
      = make_file ("replies.csv", "from email,to email,kind,weight\nmax@example.org,nea@example.org,reply,5\n");
  g_autofree char *mail = make_file ("2001-September.txt", archive_one);
  g_autofree char *log = make_file ("log.csv", "From,To,Date\nmax@example.org,nea@example.org,1/16/2014 8:39\n"
                                               "nea@example.org,max@example.org,1/17/2014 8:39\n");
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *ties = NULL;

  import_file (fixture->store, table);
  import_file (fixture->store, mail);
  import_file (fixture->store, log);
  import_file (fixture->store, mail);
  import_file (fixture->store, log);
  import_file (fixture->store, table);
  ties = dump_ties (fixture->store);
  g_assert_cmpstr (ties, ==, "1-2 kind 5 weight 8; ");
}

/* Letters tie their writer to those they are for; letters to lists do not. */
static void
test_letters (void)
{
  g_autofree char *letter
      = make_file ("letter.eml", "From: Nea Nord <nea@example.org>\nTo: Max <max@example.org>,\n Li <li@example.org>\n"
                                 "Cc: nea@example.org\nDate: Mon, 17 Sep 2001 10:00:00 +0200\n\nFrom here on words.\n");
  g_autofree char *posting = make_file (
      "posting.eml", "From: Nea Nord <nea@example.org>\nTo: list@example.org\nList-Id: <list.example.org>\n\nx\n");
  g_autofree char *folder = g_build_filename (made_folder (), "Maildir", NULL);
  g_autofree char *cur = g_build_filename (folder, "cur", NULL);
  g_autofree char *new = g_build_filename (folder, "new", NULL);
  g_autofree char *inside = g_build_filename (cur, "1:2,S", NULL);

  assert_brings (letter, "3 people 2 ties 0 events 0 groups 0 attendance");
  assert_brings (posting, "1 people 0 ties 0 events 0 groups 0 attendance");
  g_assert_cmpint (g_mkdir (folder, 0700) | g_mkdir (cur, 0700) | g_mkdir (new, 0700), ==, 0);
  g_assert_cmpint (g_rename (letter, inside), ==, 0);
  assert_brings (folder, "3 people 2 ties 0 events 0 groups 0 attendance");
  g_remove (inside);
  g_rmdir (cur);
  g_rmdir (new);
  g_rmdir (folder);
}

static void
test_listserv (void)
{
  g_autofree char *rule = g_strnfill (73, '=');
  g_autofree char *text = g_strconcat (
      rule,
      "\r\nDate:         Tue, 5 Dec 2017 18:06:18 +0100\r\nFrom:         Nea Nord <nea@EXAMPLE.ORG>\r\nMessage-ID: <1@x>\r\n\r\nwords\r\n",
      rule,
      "\r\nDate:         Tue, 5 Dec 2017 19:06:18 +0100\r\nFrom:         Max <max@example.org>\r\nIn-Reply-To:  <1@x>\r\n\r\nwords\r\n",
      NULL);
  g_autofree char *path = make_file ("LIST.LOG1712A", text);

  assert_brings (path, "2 people 1 ties 0 events 0 groups 0 attendance");
}

/* Of a letter to very many the first ten count, and of a header that goes on and on no more than is whole. */
static void
test_many_recipients (void)
{
  static const struct
  {
    guint words, expected;
  } cases[] = { { 0, 10 }, { 40, 10 }, { 180, 8 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StoreFixture) fixture = store_fixture_new ();
      g_autoptr (GString) mail
          = g_string_new ("From nea@example.org  Mon Sep 17 10:00:00 2001\nFrom: Nea Nord <nea@example.org>\n"
                          "Date: Mon, 17 Sep 2001 10:00:00 +0200\nMessage-ID: <1@x>\nTo: ");
      g_autofree char *path = NULL;
      g_autofree char *dump = NULL;
      KithStoreCounts counts;

      for (guint k = 0; k < 60; k++)
        {
          g_string_append_printf (mail, "%s\"Person %u", k > 0 ? ",\n " : "", k);
          for (guint w = 0; w < cases[i].words; w++)
            g_string_append (mail, " name");
          g_string_append_printf (mail, "\" <somebody%u@example.org>", k);
        }
      g_string_append (mail, "\n\nWords\n");
      path = make_file ("many.mbox", mail->str);
      import_file (fixture->store, path);
      g_assert_true (kith_store_count (fixture->store, &counts, NULL));
      g_assert_cmpuint (counts.people, ==, 1 + cases[i].expected);
      g_assert_cmpuint (counts.ties, ==, cases[i].expected);
      dump = store_fixture_dump (fixture->store);
      for (guint k = 0; k < cases[i].expected; k++)
        {
          g_autofree char *address = g_strdup_printf ("somebody%u@example.org", k);

          g_assert_nonnull (strstr (dump, address));
        }
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail/replies", test_replies);
  g_test_add_func ("/mail/one-by-one", test_one_by_one);
  g_test_add_func ("/mail/recall", test_recall);
  g_test_add_func ("/mail/answers-first", test_answers_first);
  g_test_add_func ("/mail/waiting", test_waiting);
  g_test_add_func ("/mail/beside-table", test_beside_table);
  g_test_add_func ("/mail/letters", test_letters);
  g_test_add_func ("/mail/many-recipients", test_many_recipients);
  g_test_add_func ("/mail/listserv", test_listserv);
  result = g_test_run ();
  remove_made_files ();
  return result;
}
