/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two records made one: nothing is lost, the stricter holds; and taken apart again, at once and after other acts. */

#include "kith-campaigns.h"
#include "kith-error.h"
#include "kith-events.h"
#include "kith-imports.h"
#include "kith-memberships.h"
#include "kith-merging.h"
#include "kith-places.h"
#include "kith-questions.h"
#include "kith-reports.h"
#include "kith-schema.h"
#include "kith-tags.h"
#include "kith-ties.h"
#include "store-fixture.h"

#include <string.h>

/* Everything but the tables that remember merging, and when people were changed. */
static char *
dump_people (KithStore *store)
{
  g_autofree char *all = store_fixture_dump (store);
  char *end = strstr (all, "\nquestion\n");

  g_assert_nonnull (end);
  return g_strndup (all, end - all);
}

static void
tie (KithStore *store, gint64 a, gint64 b, double weight, gint64 date)
{
  g_autoptr (GError) error = NULL;

  kith_tie_put (
      store,
      &(KithTie) { .a = a, .b = b, .kind = KITH_TIE_REFERRED, .weight = weight, .date = date, .ended = KITH_NO_DATE },
      NULL, &error);
  g_assert_no_error (error);
}

/* Nea, twice: 13 and 14, with something of every kind, some of it the same. */
static void
fill (KithStore *store)
{
  g_autoptr (GError) error = NULL;
  KithPerson nea = { .name = (char *) "Nea Nord",
                     .given = (char *) "Nea",
                     .family = (char *) "Nord",
                     .town = (char *) "Harborside",
                     .notes = (char *) "Sings alto",
                     .audience = 40 };
  KithPerson linnea = { .name = (char *) "Linnea Nord",
                        .organization = (char *) "Harbor School",
                        .town = (char *) "Northside",
                        .notes = (char *) "Bakes",
                        .audience = -1,
                        .do_not_contact = TRUE,
                        .by_hand = KITH_FIELD_TOWN };
  KithEvent fair = { .name = (char *) "Fair", .date = KITH_NO_DATE };
  KithCampaign campaign = { .name = (char *) "Winter", .date = KITH_NO_DATE };
  gint64 name_space, tag;

  store_fixture_fill (store);
  store_fixture_begin (store);
  kith_person_add (store, &nea, &error);
  kith_person_add (store, &linnea, &error);
  g_assert_cmpint (nea.id, ==, 13);
  g_assert_cmpint (linnea.id, ==, 14);
  kith_namespace_put (store, "civicrm", &name_space, &error);
  kith_tag_put (store, "Choir", &tag, &error);
  kith_event_put (store, &fair, NULL, &error);
  kith_campaign_add (store, &campaign, &error);
  for (gint64 id = 13; id <= 14; id++)
    {
      g_autofree char *number = g_strdup_printf ("c%d", (int) id);
      g_autofree char *own = g_strdup_printf ("n%d@example.org", (int) id);
      KithContact shared = { .person = id,
                             .kind = KITH_CONTACT_PHONE,
                             .value = (char *) (id == 13 ? "555 012 3456" : "+1 555 0123456"),
                             .label = (char *) (id == 14 ? "work" : NULL) };
      KithContact email = { .person = id, .kind = KITH_CONTACT_EMAIL, .value = own };
      KithConsent consent = { .person = id,
                              .channel = KITH_CHANNEL_EMAIL,
                              .state = id == 13 ? KITH_CONSENT_GIVEN : KITH_CONSENT_REFUSED,
                              .since = id };
      KithConsent given
          = { .person = id, .channel = KITH_CHANNEL_POST, .state = KITH_CONSENT_GIVEN, .since = KITH_NO_DATE };
      KithInvitation invitation = { .campaign = campaign.id,
                                    .person = id,
                                    .channel = -1,
                                    .sender = (char *) (id == 13 ? "Ben" : NULL),
                                    .notes = (char *) (id == 13 ? "Asked twice" : "Gladly"),
                                    .status = id == 13 ? KITH_INVITATION_SENT : KITH_INVITATION_AGREED };
      KithReport report = { .person = id, .what = number, .date = KITH_NO_DATE };

      kith_contact_add (store, &shared, FALSE, NULL, &error);
      kith_contact_add (store, &email, FALSE, NULL, &error);
      kith_consent_set (store, &consent, NULL, &error);
      if (id == 14)
        kith_consent_set (store, &given, NULL, &error);
      kith_source_id_add (store, id, name_space, number, 0, NULL, &error);
      kith_attendance_put (store, fair.id, id, 0, NULL, &error);
      if (id == 14)
        kith_attendance_put (store, 1, id, 0, NULL, &error);
      kith_person_tag_add (store, id, tag, 0, NULL, &error);
      kith_person_tag_set_topics (store, id, tag, id == 13 ? "Music" : "Food", &error);
      kith_invitation_add (store, &invitation, NULL, &error);
      kith_report_add (store, &report, &error);
      kith_place_set (store, id, id, id, &error);
      kith_pin_set (store, id, id == 14, &error);
      tie (store, id, 5, id, id);
      g_assert_no_error (error);
    }
  tie (store, 14, 6, 3, KITH_NO_DATE);
  tie (store, 13, 14, 1, 9);
  kith_question_answer (store, 14, 5, KITH_ANSWER_DIFFERENT, &error);
  kith_question_ask (store, 13, 5, KITH_QUESTION_SAME_EMAIL, 1, NULL, &error);
  kith_question_ask (store, 13, 14, KITH_QUESTION_SAME_EMAIL, 1, NULL, &error);
  g_assert_no_error (error);
  store_fixture_commit (store);
}

static void
merge (KithStore *store, gint64 keep, gint64 gone, guint take)
{
  g_autoptr (GError) error = NULL;

  store_fixture_begin (store);
  kith_people_merge (store, keep, gone, take, &error);
  g_assert_no_error (error);
  store_fixture_commit (store);
}

static gint64
separate (KithStore *store, gint64 person)
{
  g_autoptr (GError) error = NULL;
  gint64 apart = 0;

  store_fixture_begin (store);
  kith_people_separate (store, person, &apart, &error);
  g_assert_no_error (error);
  store_fixture_commit (store);
  return apart;
}

static gboolean
take_tie (const KithTie *tie, gpointer user_data)
{
  GString *text = user_data;

  g_string_append_printf (text, "%d-%d %g %d;", (int) tie->a, (int) tie->b, tie->weight,
                          tie->date == KITH_NO_DATE ? -1 : (int) tie->date);
  return TRUE;
}

static gboolean
take_question (const KithQuestion *question, gpointer user_data)
{
  g_string_append_printf (user_data, "%d-%d %d;", (int) question->a, (int) question->b, question->answer);
  return TRUE;
}

static void
test_keeps_all (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) ties = g_string_new (NULL);
  g_autoptr (GString) questions = g_string_new (NULL);
  KithStore *store = fixture->store;
  g_autoptr (KithPerson) before_keep = NULL;
  g_autoptr (KithPerson) before_gone = NULL;
  g_autoptr (KithPerson) person = NULL;
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) tags = NULL;
  g_autoptr (GPtrArray) invitations = NULL;
  g_autoptr (GPtrArray) reports = NULL;
  g_autoptr (GPtrArray) merges = NULL;
  KithConsentState states[KITH_N_CHANNELS];
  guint take;

  fill (store);
  before_keep = kith_person_get (store, 13, &error);
  before_gone = kith_person_get (store, 14, &error);
  take = kith_merge_choose (before_keep, before_gone);
  /* Set by hand, only known of one, and longer where as new. */
  g_assert_cmpint (take, ==, KITH_FIELD_TOWN | KITH_FIELD_ORGANIZATION | KITH_FIELD_NAME);
  g_assert_cmpint (kith_merge_differing (before_keep, before_gone), ==,
                   KITH_FIELD_NAME | KITH_FIELD_GIVEN | KITH_FIELD_FAMILY | KITH_FIELD_TOWN);
  merge (store, 13, 14, take & ~KITH_FIELD_NAME);
  store_fixture_assert_sound (store);
  g_assert_null (kith_person_get (store, 14, NULL));

  person = kith_person_get (store, 13, &error);
  g_assert_cmpstr (person->name, ==, "Nea Nord");
  g_assert_cmpstr (person->town, ==, "Northside");
  g_assert_cmpstr (person->organization, ==, "Harbor School");
  g_assert_cmpstr (person->notes, ==, "Sings alto\nBakes");
  g_assert_cmpint (person->audience, ==, 40);
  g_assert_true (person->do_not_contact);
  g_assert_cmpint (person->by_hand, ==, KITH_FIELD_NAME | KITH_FIELD_GIVEN | KITH_FIELD_FAMILY | KITH_FIELD_TOWN);

  contacts = kith_person_get_contacts (store, 13, &error);
  g_assert_cmpuint (contacts->len, ==, 3);
  g_assert_cmpstr (((KithContact *) contacts->pdata[2])->label, ==, "work");
  kith_person_get_consents (store, 13, states, &error);
  g_assert_cmpint (states[KITH_CHANNEL_EMAIL], ==, KITH_CONSENT_REFUSED);
  g_assert_cmpint (states[KITH_CHANNEL_POST], ==, KITH_CONSENT_GIVEN);
  ids = kith_person_get_source_ids (store, 13, &error);
  g_assert_cmpuint (ids->len, ==, 2);
  events = kith_events_of (store, 13, &error);
  g_assert_cmpuint (events->len, ==, 2);
  tags = kith_person_tag_list (store, 13, &error);
  g_assert_cmpuint (tags->len, ==, 1);
  g_assert_cmpstr (((KithPersonTag *) tags->pdata[0])->topics, ==, "Music\nFood");
  invitations = kith_invitations_of (store, 13, &error);
  g_assert_cmpuint (invitations->len, ==, 1);
  g_assert_cmpint (((KithInvitation *) invitations->pdata[0])->status, ==, KITH_INVITATION_AGREED);
  g_assert_cmpstr (((KithInvitation *) invitations->pdata[0])->sender, ==, "Ben");
  g_assert_cmpstr (((KithInvitation *) invitations->pdata[0])->notes, ==, "Asked twice\nGladly");
  reports = kith_report_list (store, &(KithReportFilter) { .person = 13 }, &error);
  g_assert_cmpuint (reports->len, ==, 2);
  kith_ties_of (store, 13, take_tie, ties, &error);
  g_assert_cmpstr (ties->str, ==, "5-13 27 13;6-13 3 -1;");
  kith_questions_each (store, take_question, questions, NULL, &error);
  g_assert_cmpstr (questions->str, ==, "5-13 2;7-8 0;9-10 2;");
  merges = kith_merges_of (store, 13, &error);
  g_assert_cmpuint (merges->len, ==, 1);
  g_assert_cmpstr (((KithMerge *) merges->pdata[0])->name, ==, "Linnea Nord");
  g_assert_no_error (error);
}

/* Taken apart at once, every row is as it was; undone and redone on the way. */
static void
test_apart_at_once (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *whole_before = NULL;

  fill (fixture->store);
  before = dump_people (fixture->store);
  whole_before = store_fixture_dump (fixture->store);
  for (guint round = 0; round < 4; round++)
    {
      gboolean first = round % 2 == 0;
      g_autofree char *merged = NULL;
      g_autofree char *after = NULL;
      g_autofree char *undone = NULL;
      g_autofree char *whole_undone = NULL;
      g_autofree char *again = NULL;

      merge (fixture->store, first ? 13 : 14, first ? 14 : 13, round < 2 ? KITH_FIELD_ALL : 0);
      merged = dump_people (fixture->store);
      g_assert_cmpint (separate (fixture->store, first ? 13 : 14), ==, first ? 14 : 13);
      store_fixture_assert_sound (fixture->store);
      after = dump_people (fixture->store);
      g_assert_cmpstr (after, ==, before);
      kith_act_undo (fixture->store, NULL, NULL, NULL, &error);
      undone = dump_people (fixture->store);
      g_assert_cmpstr (undone, ==, merged);
      kith_act_redo (fixture->store, NULL, NULL, NULL, &error);
      again = dump_people (fixture->store);
      g_assert_cmpstr (again, ==, before);
      kith_act_undo (fixture->store, NULL, NULL, NULL, &error);
      kith_act_undo (fixture->store, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      whole_undone = store_fixture_dump (fixture->store);
      g_assert_cmpstr (whole_undone, ==, whole_before);
    }
}

static void
test_apart_later (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  KithStore *store = fixture->store;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) nea_ties = g_string_new (NULL);
  g_autoptr (GString) linnea_ties = g_string_new (NULL);
  g_autoptr (GString) questions = g_string_new (NULL);
  g_autoptr (KithPerson) nea = NULL;
  g_autoptr (KithPerson) linnea = NULL;
  g_autoptr (GPtrArray) contacts = NULL;
  g_autoptr (GPtrArray) nea_contacts = NULL;
  g_autoptr (GPtrArray) tags = NULL;
  KithPerson changed = { .id = 13, .name = (char *) "Nea Nord-Berg", .tier = (char *) "friend" };
  KithContact mobile = { .person = 13, .kind = KITH_CONTACT_PHONE, .value = (char *) "555 777 8888" };
  KithConsent refusal = { .person = 13, .channel = KITH_CHANNEL_SMS, .state = KITH_CONSENT_REFUSED, .since = 1 };
  KithConsentState states[KITH_N_CHANNELS];
  gint64 other;

  fill (store);
  merge (store, 13, 14, KITH_FIELD_NAME | KITH_FIELD_TOWN | KITH_FIELD_ORGANIZATION);
  store_fixture_begin (store);
  kith_person_update (store, &changed, KITH_FIELD_NAME | KITH_FIELD_TIER, TRUE, NULL, &error);
  kith_contact_add (store, &mobile, FALSE, NULL, &error);
  kith_consent_set (store, &refusal, NULL, &error);
  kith_person_tag_remove (store, 13, 3, NULL, &error); /* "Choir", which both had */
  kith_tie_remove (store, &(KithTie) { .a = 13, .b = 6, .kind = KITH_TIE_REFERRED }, NULL, &error);
  tie (store, 13, 7, 2, KITH_NO_DATE);
  /* The number of whoever is gone is not given to others, and somebody they know is made one with another. */
  other = store_fixture_add_person (store, "Otto", NULL);
  g_assert_cmpint (other, ==, 15);
  kith_people_merge (store, 8, 5, 0, &error);
  g_assert_no_error (error);
  store_fixture_commit (store);

  g_assert_cmpint (separate (store, 13), ==, 14);
  store_fixture_assert_sound (store);
  nea = kith_person_get (store, 13, &error);
  linnea = kith_person_get (store, 14, &error);
  g_assert_cmpstr (nea->name, ==, "Nea Nord-Berg");
  g_assert_cmpstr (nea->tier, ==, "friend");
  g_assert_cmpstr (nea->town, ==, "Harborside");
  g_assert_null (nea->organization);
  g_assert_cmpstr (nea->notes, ==, "Sings alto");
  g_assert_false (nea->do_not_contact);
  g_assert_cmpstr (linnea->name, ==, "Linnea Nord");
  g_assert_cmpstr (linnea->town, ==, "Northside");
  g_assert_true (linnea->do_not_contact);
  nea_contacts = kith_person_get_contacts (store, 13, &error);
  g_assert_cmpuint (nea_contacts->len, ==, 3);
  contacts = kith_person_get_contacts (store, 14, &error);
  g_assert_cmpuint (contacts->len, ==, 2);
  tags = kith_person_tag_list (store, 14, &error);
  g_assert_cmpuint (tags->len, ==, 0);
  for (gint64 id = 13; id <= 14; id++)
    {
      kith_person_get_consents (store, id, states, &error);
      g_assert_cmpint (states[KITH_CHANNEL_SMS], ==, KITH_CONSENT_REFUSED);
      g_assert_cmpint (states[KITH_CHANNEL_EMAIL], ==, id == 13 ? KITH_CONSENT_GIVEN : KITH_CONSENT_REFUSED);
    }
  kith_ties_of (store, 13, take_tie, nea_ties, &error);
  kith_ties_of (store, 14, take_tie, linnea_ties, &error);
  g_assert_cmpstr (nea_ties->str, ==, "7-13 2 -1;8-13 13 13;13-14 1 9;");
  g_assert_cmpstr (linnea_ties->str, ==, "8-14 14 14;13-14 1 9;");
  kith_questions_each (store, take_question, questions, NULL, &error);
  g_assert_cmpstr (questions->str, ==, "7-8 0;8-13 0;8-14 2;9-10 2;13-14 2;");
  g_assert_no_error (error);
  store_fixture_begin (store);
  g_assert_false (kith_people_separate (store, 13, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
  kith_act_rollback (store);
}

/* Random people, made one in random order and taken apart in the reverse of it: every row as it was. */
static void
test_random (void)
{
  for (guint seed = 0; seed < 12; seed++)
    {
      g_autoptr (StoreFixture) fixture = store_fixture_new ();
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      gint64 left[14], kept[14];
      guint n = 14, merges = 0;

      fill (fixture->store);
      store_fixture_begin (fixture->store);
      for (guint i = 0; i < 60; i++)
        {
          gint64 a = g_rand_int_range (random, 1, 15), b = g_rand_int_range (random, 1, 15);

          if (a != b)
            kith_tie_put (fixture->store,
                          &(KithTie) { .a = a,
                                       .b = b,
                                       .kind = g_rand_int_range (random, 0, 7),
                                       .directed = g_rand_boolean (random),
                                       .weight = g_rand_int_range (random, 1, 9),
                                       .date = g_rand_boolean (random) ? i : KITH_NO_DATE,
                                       .ended = g_rand_boolean (random) ? 1000 + i : KITH_NO_DATE },
                          NULL, &error);
          g_assert_no_error (error);
        }
      store_fixture_commit (fixture->store);
      before = dump_people (fixture->store);
      for (guint i = 0; i < n; i++)
        left[i] = i + 1;
      while (n > 2)
        {
          guint x = g_rand_int_range (random, 0, n), y = g_rand_int_range (random, 0, n);

          if (x == y)
            continue;
          kept[merges++] = left[x];
          merge (fixture->store, left[x], left[y], g_rand_int (random) & KITH_FIELD_ALL);
          left[y] = left[--n];
        }
      store_fixture_assert_sound (fixture->store);
      while (merges > 0)
        separate (fixture->store, kept[--merges]);
      store_fixture_assert_sound (fixture->store);
      after = dump_people (fixture->store);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_choice (void)
{
  KithPerson whole = { .name = (char *) "Nea Nord", .audience = -1, .changed = 10 };
  KithPerson poor = { .name = (char *) "N. Nord-Berg", .audience = 3, .changed = 20, .stance = 1 };
  KithPerson newer = { .name = (char *) "Nea Berg", .audience = 5, .changed = 30, .stance = -1 };

  g_assert_cmpint (kith_merge_choose (&whole, &poor), ==, KITH_FIELD_AUDIENCE | KITH_FIELD_STANCE);
  g_assert_cmpint (kith_merge_choose (&poor, &whole), ==, KITH_FIELD_NAME);
  g_assert_cmpint (kith_merge_choose (&poor, &newer), ==, KITH_FIELD_NAME | KITH_FIELD_AUDIENCE | KITH_FIELD_STANCE);
  g_assert_cmpint (kith_merge_choose (&newer, &whole), ==, 0);
  whole.by_hand = KITH_FIELD_NAME;
  g_assert_cmpint (kith_merge_choose (&newer, &whole), ==, KITH_FIELD_NAME);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merging/keeps-all", test_keeps_all);
  g_test_add_func ("/merging/apart-at-once", test_apart_at_once);
  g_test_add_func ("/merging/apart-later", test_apart_later);
  g_test_add_func ("/merging/random", test_random);
  g_test_add_func ("/merging/choice", test_choice);
  return g_test_run ();
}
