/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Exports of services: who answered, named and follows whom; what people wrote, and what they wrote to each other alone, stays outside. */

#include "format-fixture.h"
#include "kith-ties.h"

static const char users[]
    = "[{\"id\":\"U1\",\"name\":\"nea\",\"profile\":{\"real_name\":\"Nea Nord\",\"email\":\"nea@example.org\"}},"
      "{\"id\":\"U2\",\"name\":\"max\",\"profile\":{\"real_name\":\"\",\"display_name\":\"Max Berg\"}},"
      "{\"id\":\"U3\",\"name\":\"li\",\"deleted\":true,\"profile\":{\"real_name\":\"Li Wei\"}},"
      "{\"id\":\"U4\",\"name\":\"gone\",\"deleted\":true,\"profile\":{\"real_name\":\"Long Gone\"}},"
      "{\"id\":\"B1\",\"name\":\"robot\",\"is_bot\":true,\"profile\":{\"real_name\":\"Robot\"}},"
      "{\"id\":\"USLACKBOT\",\"name\":\"slackbot\",\"profile\":{}}, 7, null]";
static const char channels[] = "[{\"name\":\"general\",\"is_general\":true,\"members\":[\"U1\",\"U2\",\"U3\"]},"
                               "{\"name\":\"garden\",\"members\":[\"U1\",\"U2\",\"B1\",\"U99\"]},{\"id\":\"C3\"}]";
/* The answer of 5 March comes before what it answers. */
static const char march_5[]
    = "[{\"user\":\"U3\",\"ts\":\"1709640000.000200\",\"thread_ts\":\"1709550000.000100\",\"text\":\"Secret words\"},"
      "{\"user\":\"U1\",\"ts\":\"1709641000.000200\",\"subtype\":\"channel_join\",\"text\":\"<@U1> has joined <@U2>\"},"
      "{\"user\":\"B1\",\"ts\":\"1709642000.000200\",\"text\":\"<@U1> beep\"}]";
static const char march_4[]
    = "[{\"user\":\"U1\",\"ts\":\"1709550000.000100\",\"thread_ts\":\"1709550000.000100\",\"text\":\"Who has a spade?\","
      "\"reactions\":[{\"name\":\"wave\",\"users\":[\"U2\",\"U1\"]}]},"
      "{\"user\":\"U2\",\"ts\":\"1709551000.000100\",\"thread_ts\":\"1709550000.000100\",\"parent_user_id\":\"U1\","
      "\"text\":\"<@U1> I have, ask <@U3|li> or <@U3>\"}]";

static char *
make_slack (const char *name, const char *folder, const char *later)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  static const char *const paths[]
      = { "general/2024-03-05.json", "general/2024-03-04.json", "channels.json", "users.json", "dms.json",
          "D1/2024-03-04.json",      "general/2024-03-06.json" };
  const char *const texts[] = { march_5,
                                march_4,
                                channels,
                                users,
                                "[{\"id\":\"D1\",\"members\":[\"U1\",\"U4\"]}]",
                                "[{\"user\":\"U4\",\"ts\":\"1709550000.000100\",\"text\":\"<@U1> between us\"}]",
                                later };
  ArchivePart parts[G_N_ELEMENTS (paths)];

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_ptr_array_add (names, g_strconcat (folder, paths[i], NULL));
      parts[i] = (ArchivePart) { names->pdata[i], texts[i] };
    }
  return make_zip (name, parts, later != NULL ? G_N_ELEMENTS (paths) : G_N_ELEMENTS (paths) - 1);
}

static void
test_slack (void)
{
  g_autofree char *path = make_slack ("Our Slack export.zip", "", NULL);
  g_autofree char *inside = make_slack ("again.zip", "Our Slack export/", NULL);
  g_autofree char *rows = dump_sheets (path);
  g_autofree char *rows_inside = dump_sheets (inside);
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *const paths[] = { path, NULL };
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = NULL;
  g_auto (GStrv) cells = NULL;
  g_autoptr (GString) told = g_string_new (NULL);
  const KithAccount *account;

  /* all but the digests at the ends of contacts */
  cells = g_strsplit (rows, " ", -1);
  for (char **cell = cells; *cell != NULL; cell++)
    {
      char *last = strrchr (*cell, '|');

      if (last != NULL && strlen (last + 1) == 16)
        *last = '\0';
      g_string_append_printf (told, "%s%s", cell > cells ? " " : "", *cell);
    }
  g_assert_cmpstr (told->str, ==,
                   "[Our Slack export.zip] 1:U1|Nea Nord|nea|nea@example.org 2:U2|Max Berg|max| 3:U3|Li Wei|li|"
                   " [Our Slack export.zip] 1:U1|#garden 2:U2|#garden"
                   " [Our Slack export.zip] 3:U2|U1|reaction|1709550000 4:U2|U1|reply|1709551000"
                   " 5:U2|U3|mention|1709551000 6:U3|U1|reply|1709640000");
  g_assert_nonnull (strstr (rows_inside, "6:U3|U1|reply|1709640000"));

  accounts = kith_intake_run (fixture->store, paths, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 1);
  account = accounts->pdata[0];
  g_assert_cmpstr (account->recognized_as, ==, "Slack export");
  g_assert_cmpstr (account->name_space, ==, "Slack");
  g_assert_cmpstr (account->format, ==, "slack.zip");
  g_assert_nonnull (strstr (account->notes->pdata[0], "Direct messages"));
  dump = store_fixture_dump (fixture->store);
  g_assert_null (strstr (dump, "Secret"));
  g_assert_null (strstr (dump, "spade"));
  g_assert_null (strstr (dump, "between"));
  g_assert_null (strstr (dump, "Robot"));
  g_assert_null (strstr (dump, "Long Gone"));
  assert_brings (path, "3 people 4 ties 0 events 1 groups 2 attendance");
}

static gboolean
sum_weights (const KithTie *tie, gpointer user_data)
{
  if (tie->kind == KITH_TIE_REPLY)
    *(double *) user_data += tie->weight;
  return TRUE;
}

/* The export of next month holds this one. */
static void
test_slack_grows (void)
{
  g_autofree char *now = make_slack ("now.zip", "", NULL);
  g_autofree char *later
      = make_slack ("later.zip", "",
                    "[{\"user\":\"U2\",\"ts\":\"1709730000.000100\",\"thread_ts\":\"1709550000.000100\","
                    "\"parent_user_id\":\"U1\",\"text\":\"Here\"}]");
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *const first[] = { now, NULL };
  const char *const second[] = { later, NULL };
  g_autofree char *before = bring_in (fixture->store, first);
  g_autofree char *after = bring_in (fixture->store, second);
  double weight = 0;

  g_assert_cmpstr (before, ==, after);
  g_assert_true (kith_ties_each (fixture->store, sum_weights, &weight, NULL, NULL));
  g_assert_cmpfloat (weight, ==, 4); /* three answers and one that names somebody */
}

static const char account_js[]
    = "window.YTD.account.part0 = [ {\"account\":{\"email\":\"nea@example.org\",\"username\":\"neanord\","
      "\"accountId\":\"100\",\"accountDisplayName\":\"Nea Nord\"}} ]";
static const char tweets_js[]
    = "window.YTD.tweets.part0 = [ {\"tweet\":{\"id_str\":\"1\",\"created_at\":\"Wed Oct 10 20:19:24 +0000 2018\","
      "\"full_text\":\"@max Secret words\",\"in_reply_to_user_id_str\":\"200\",\"in_reply_to_screen_name\":\"max\","
      "\"entities\":{\"user_mentions\":[{\"name\":\"Max Berg\",\"screen_name\":\"max\",\"id_str\":\"200\"},"
      "{\"name\":\"Li Wei\",\"screen_name\":\"li\",\"id_str\":\"300\"}]}}},"
      "{\"tweet\":{\"id_str\":\"2\",\"full_text\":\"RT @ana: more\",\"entities\":{\"user_mentions\":"
      "[{\"name\":\"Ana Paz\",\"screen_name\":\"ana\",\"id_str\":\"400\"},{\"id_str\":\"-1\"}]}}}, 5, {} ]";
static const char follower_js[]
    = "window.YTD.follower.part0 = [ {\"follower\":{\"accountId\":\"200\",\"userLink\":\"x\"}},"
      "{\"follower\":{\"accountId\":\"999\"}} ]";

static void
test_x (void)
{
  const ArchivePart parts[] = { { "data/tweets.js", tweets_js },
                                { "data/account.js", account_js },
                                { "data/follower.js", follower_js },
                                { "data/following.js", "window.YTD.following.part0 = [ ]" },
                                { "data/direct-messages.js", "window.YTD.direct_messages.part0 = [ broken" } };
  g_autofree char *path = make_zip ("twitter-2024.zip", parts, G_N_ELEMENTS (parts));
  g_autofree char *part = make_file ("follower.js", follower_js);
  g_autofree char *rows = dump_sheets (path);

  g_test_message ("%s", rows);
  g_assert_true (g_str_has_prefix (
      rows,
      "[twitter-2024.zip] 1:100|Nea Nord|neanord|nea@example.org 2:200|Max Berg|max| 3:300|Li Wei|li| 4:400|Ana Paz|ana|"
      " [twitter-2024.zip] 4:200|100|follows"
      " [twitter-2024.zip] 1:100|200|reply|1539202764|"));
  g_assert_nonnull (strstr (rows, " 2:100|300|mention|1539202764|"));
  g_assert_nonnull (strstr (rows, " 3:100|400|retweet||"));
  assert_brings (path, "4 people 4 ties 0 events 0 groups 0 attendance");
  assert_refused (part, KITH_ERROR_NOT_A_TABLE, "as it was downloaded");
}

static void
test_facebook (void)
{
  static const char friends[] = "{\"friends_v2\":[{\"name\":\"Max B\\u00c3\\u00b6rg\",\"timestamp\":1654321098},"
                                "{\"name\":\"\\u5f20\\u4f1f\"},{\"timestamp\":1}]}";
  static const char profile[]
      = "{\"profile_v2\":{\"name\":{\"full_name\":\"Zo\\u00c3\\u00a9 Petit\"},\"emails\":{\"emails\":[\"zoe@example.org\"]}}}";
  const ArchivePart parts[]
      = { { "facebook-zoe/connections/friends/your_friends.json", friends },
          { "facebook-zoe/personal_information/profile_information/profile_information.json", profile },
          { "facebook-zoe/messages/inbox/max/message_1.json", "{\"messages\":[{\"content\":\"between us\"}]}" } };
  g_autofree char *path = make_zip ("facebook-zoe.zip", parts, G_N_ELEMENTS (parts));
  g_autofree char *alone = make_file ("your_friends.json", friends);
  g_autofree char *rows = dump_sheets (path);

  g_assert_cmpstr (rows, ==, "[facebook-zoe.zip] 1:Max Börg|Zoé Petit 2:张伟|Zoé Petit");
  assert_brings (path, "3 people 2 ties 0 events 0 groups 0 attendance");
  assert_brings (alone, "2 people 0 ties 0 events 0 groups 0 attendance");
}

static void
test_refused (void)
{
  const ArchivePart empty[] = { { "users.json", "[]" }, { "channels.json", "[]" } };
  const ArchivePart broken[] = { { "users.json", "[{\"id\":" }, { "channels.json", "[]" } };
  const ArchivePart broken_day[]
      = { { "users.json", users }, { "channels.json", channels }, { "garden/2024-03-04.json", "[{" } };
  const ArchivePart nobody[] = { { "data/account.js", "window.YTD.account.part0 = [ {} ]" } };
  const ArchivePart friendless[] = { { "friends/friends.json", "{\"friends\":[]}" } };
  g_autofree char *a = make_zip ("a.zip", empty, 2), *b = make_zip ("b.zip", broken, 2);
  g_autofree char *c = make_zip ("c.zip", broken_day, 3), *d = make_zip ("d.zip", nobody, 1);
  g_autofree char *e = make_zip ("e.zip", friendless, 1);

  assert_refused (a, KITH_ERROR_EMPTY, "no people");
  assert_refused (b, KITH_ERROR_NOT_READABLE, "damaged");
  assert_refused (c, KITH_ERROR_NOT_READABLE, "damaged");
  assert_refused (d, KITH_ERROR_NOT_READABLE, "damaged");
  assert_refused (e, KITH_ERROR_EMPTY, "no people");
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/social/slack", test_slack);
  g_test_add_func ("/social/slack-grows", test_slack_grows);
  g_test_add_func ("/social/x", test_x);
  g_test_add_func ("/social/facebook", test_facebook);
  g_test_add_func ("/social/refused", test_refused);
  result = g_test_run ();
  remove_made_files ();
  return result;
}
