/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Acts: each kind done, undone, redone, across restarts, with the whole network compared. */

#include "kith-campaigns.h"
#include "kith-error.h"
#include "kith-events.h"
#include "kith-memberships.h"
#include "kith-merging.h"
#include "kith-people.h"
#include "kith-places.h"
#include "kith-questions.h"
#include "kith-reports.h"
#include "kith-settings.h"
#include "kith-tags.h"
#include "kith-ties.h"
#include "store-fixture.h"

#include <string.h>

typedef void (*Deed) (KithStore *store, GError **error);

static void
rename_person (KithStore *store, GError **error)
{
  KithPerson person = { .id = 3, .name = (char *) "Nea Nord", .notes = (char *) "Sings\nalto", .audience = 40 };

  kith_person_update (store, &person, KITH_FIELD_NAME | KITH_FIELD_NOTES | KITH_FIELD_AUDIENCE, TRUE, NULL, error);
}

static void
remove_person (KithStore *store, GError **error)
{
  kith_person_remove (store, 3, error); /* contacts, ties, attendance, tags, invitation, place go along */
  if (*error == NULL)
    kith_person_remove (store, 4, error); /* whose report stays */
}

static void
remove_all_people (KithStore *store, GError **error)
{
  for (gint64 id = 1; id <= 12 && *error == NULL; id++)
    kith_person_remove (store, id, error);
}

static void
change_contacts (KithStore *store, GError **error)
{
  KithContact contact = { .person = 1, .kind = KITH_CONTACT_PHONE, .value = (char *) "+46 70 123 45 67" };
  KithConsent consent = { .person = 1, .channel = KITH_CHANNEL_EMAIL, .state = KITH_CONSENT_REFUSED, .since = 5 };

  kith_contact_remove (store, 1, error);
  kith_contact_add (store, &contact, FALSE, NULL, error);
  kith_consent_set (store, &consent, NULL, error);
}

static void
swap_source_ids (KithStore *store, GError **error)
{
  /* Two rows that trade a unique value: put back one by one they would stand in each other's way. */
  KithDb *db = kith_store_get_db (store);

  kith_db_run (db, "UPDATE source_id SET value = 'x' WHERE id = 1", error);
  kith_db_run (db, "UPDATE source_id SET value = '100' WHERE id = 2", error);
  kith_db_run (db, "UPDATE source_id SET value = '101' WHERE id = 1", error);
}

static void
change_ties (KithStore *store, GError **error)
{
  KithTie tie = { .a = 1, .b = 2, .kind = KITH_TIE_STATED, .weight = 9, .date = 1, .ended = KITH_NO_DATE };

  kith_tie_put (store, &tie, NULL, error);
  tie.b = 9;
  kith_tie_put (store, &tie, NULL, error);
  tie.a = 5;
  tie.b = 6;
  kith_tie_remove (store, &tie, NULL, error);
}

static void
change_tags (KithStore *store, GError **error)
{
  gint64 people[] = { 1, 2, 3, 4 }, tag;

  kith_ambassadors_tag (store, people, 4, NULL, error);
  kith_person_tag_set_topics (store, 1, 1, "Food\nMusic", error);
  kith_ambassadors_untag (store, people + 2, 1, NULL, error);
  kith_tag_put (store, "Driver", &tag, error);
  kith_tag_rename (store, tag, "Drives", error);
  kith_tag_remove (store, 2, error);
}

static void
change_communities (KithStore *store, GError **error)
{
  gint64 person[] = { 12, 1, 2 }, community[] = { 1, 0, 2 };
  float x[] = { 1, 2, 3 }, y[] = { 1, 2, 3 };
  KithCommunity youth
      = { .name = (char *) "Youth club", .palette = 3, .color = 0xff8800, .born = 1, .ended = KITH_NO_DATE };

  kith_community_add (store, &youth, error);
  kith_community_rename (store, 1, "Choir by the sea", error);
  kith_community_set_pinned (store, 1, TRUE, error);
  kith_memberships_write (store, 3, person, community, NULL, NULL, error);
  kith_places_write (store, 3, person, x, y, NULL, error);
  kith_place_set (store, 2, 7, 8, error);
  kith_setting_set_double (store, KITH_SETTING_RESOLUTION, 0.7, error);
}

static void
change_campaigns (KithStore *store, GError **error)
{
  g_autoptr (KithInvitation) first = kith_invitation_get (store, 1, error);
  KithInvitation second = { .campaign = 1, .person = 5, .channel = KITH_CHANNEL_PHONE, .status = KITH_INVITATION_SENT };
  g_autoptr (KithReport) report = kith_report_get (store, 1, error);

  first->status = KITH_INVITATION_AGREED;
  g_set_str (&first->notes, "Gladly");
  kith_invitation_update (store, first, error);
  kith_invitation_add (store, &second, NULL, error);
  report->state = KITH_REPORT_ACTED_ON;
  kith_report_update (store, report, error);
}

static void
remove_campaign (KithStore *store, GError **error)
{
  kith_campaign_remove (store, 1, error);
  kith_report_remove (store, 1, error);
  kith_event_remove (store, 1, error);
}

static void
merge_people (KithStore *store, GError **error)
{
  /* Neighbors, who are tied to each other, and the second of whom has tags and an invitation. */
  kith_people_merge (store, 2, 3, KITH_FIELD_NAME, error);
  if (*error == NULL)
    kith_people_merge (store, 4, 2, 0, error);
  if (*error == NULL)
    kith_people_merge (store, 11, 12, KITH_FIELD_NAME, error);
}

static void
separate_people (KithStore *store, GError **error)
{
  gint64 apart;

  merge_people (store, error);
  if (*error == NULL)
    kith_people_separate (store, 4, &apart, error);
  g_assert_cmpint (apart, ==, 2);
}

static void
answer_questions (KithStore *store, GError **error)
{
  kith_question_answer (store, 7, 8, KITH_ANSWER_LATER, error);
  kith_question_answer (store, 5, 1, KITH_ANSWER_DIFFERENT, error);
  kith_question_ask (store, 5, 3, KITH_QUESTION_SAME_NAME, 0, NULL, error);
}

static void
add_and_change_again (KithStore *store, GError **error)
{
  KithPerson person = { .name = (char *) "Here and gone", .audience = -1 };

  kith_person_add (store, &person, error);
  person.name = (char *) "Other";
  kith_person_update (store, &person, KITH_FIELD_NAME, TRUE, NULL, error);
  kith_person_remove (store, person.id, error);
  kith_person_remove (store, 12, error);
  kith_person_add (store, &person, error); /* gets the number 12 again */
  g_assert_cmpint (person.id, ==, 12);
  store_fixture_add_person (store, "Stays", "stays@example.org");
}

static void
test_deed (gconstpointer data)
{
  Deed deed = *(const Deed *) data;
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 act;

  store_fixture_fill (fixture->store);
  before = store_fixture_dump (fixture->store);
  g_assert_true (kith_act_begin (fixture->store, "Deed", FALSE, &error));
  deed (fixture->store, &error);
  g_assert_no_error (error);
  kith_act_commit (fixture->store, &act, &error);
  g_assert_no_error (error);
  g_assert_cmpint (act, >, 1);
  after = store_fixture_dump (fixture->store);
  g_assert_cmpstr (before, !=, after);

  for (guint round = 0; round < 3; round++)
    {
      g_autofree char *label = NULL;
      g_autofree char *undone = NULL;
      g_autofree char *redone = NULL;

      if (round == 1)
        store_fixture_reopen (fixture);
      g_assert_true (kith_act_undo (fixture->store, &label, NULL, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (label, ==, "Deed");
      undone = store_fixture_dump (fixture->store);
      g_assert_cmpstr (undone, ==, before);
      store_fixture_assert_sound (fixture->store);
      if (round == 2)
        store_fixture_reopen (fixture);
      g_assert_true (kith_act_redo (fixture->store, NULL, NULL, NULL, &error));
      g_assert_no_error (error);
      redone = store_fixture_dump (fixture->store);
      g_assert_cmpstr (redone, ==, after);
      store_fixture_assert_sound (fixture->store);
    }
}

/* Undo as far back as there is something, and forward again. */
static void
test_chain (void)
{
  static const Deed deeds[] = { rename_person,    change_ties,   change_tags,    change_communities,
                                change_campaigns, remove_person, swap_source_ids };
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (dumps, store_fixture_dump (fixture->store));
  store_fixture_fill (fixture->store);
  g_ptr_array_add (dumps, store_fixture_dump (fixture->store));
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      kith_act_begin (fixture->store, "Deed", FALSE, &error);
      deeds[i](fixture->store, &error);
      kith_act_commit (fixture->store, NULL, &error);
      g_assert_no_error (error);
      g_ptr_array_add (dumps, store_fixture_dump (fixture->store));
    }
  for (guint i = dumps->len - 1; i > 0; i--)
    {
      g_autofree char *dump = NULL;

      kith_act_undo (fixture->store, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      dump = store_fixture_dump (fixture->store);
      g_assert_cmpstr (dump, ==, dumps->pdata[i - 1]);
    }
  g_assert_false (kith_act_undo (fixture->store, NULL, NULL, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
  g_clear_error (&error);
  store_fixture_reopen (fixture);
  for (guint i = 1; i < dumps->len; i++)
    {
      g_autofree char *dump = NULL;

      kith_act_redo (fixture->store, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      dump = store_fixture_dump (fixture->store);
      g_assert_cmpstr (dump, ==, dumps->pdata[i]);
    }
  g_assert_false (kith_act_redo (fixture->store, NULL, NULL, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
}

static void
do_deed (KithStore *store, const char *label, gboolean joined, Deed deed)
{
  g_autoptr (GError) error = NULL;

  kith_act_begin (store, label, joined, &error);
  deed (store, &error);
  kith_act_commit (store, NULL, &error);
  g_assert_no_error (error);
}

static void
test_joined (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) acts = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *label = NULL;
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;

  store_fixture_fill (fixture->store);
  before = store_fixture_dump (fixture->store);
  do_deed (fixture->store, "Import members.csv", FALSE, change_ties);
  do_deed (fixture->store, "Find communities", TRUE, change_communities);
  do_deed (fixture->store, "Place", TRUE, change_tags);
  after = store_fixture_dump (fixture->store);

  undo = kith_act_dup_undo_label (fixture->store);
  g_assert_cmpstr (undo, ==, "Import members.csv");
  kith_act_undo (fixture->store, &label, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (label, ==, "Import members.csv");
  undone = store_fixture_dump (fixture->store);
  g_assert_cmpstr (undone, ==, before);
  redo = kith_act_dup_redo_label (fixture->store);
  g_assert_cmpstr (redo, ==, "Import members.csv");

  acts = kith_act_list (fixture->store, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (acts->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      const KithAct *act = acts->pdata[i];

      g_assert_cmpint (act->state, ==, i < 3 ? KITH_ACT_UNDONE : KITH_ACT_DONE);
      g_assert_cmpint (act->joined, ==, i < 2);
      g_assert_true (act->kept);
    }
  kith_act_redo (fixture->store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  redone = store_fixture_dump (fixture->store);
  g_assert_cmpstr (redone, ==, after);
}

static void
test_new_act_drops_redo (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) acts = NULL;

  store_fixture_fill (fixture->store);
  do_deed (fixture->store, "One", FALSE, rename_person);
  kith_act_undo (fixture->store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  do_deed (fixture->store, "Two", FALSE, change_ties);
  g_assert_null (kith_act_dup_redo_label (fixture->store));
  acts = kith_act_list (fixture->store, 1, &error);
  g_assert_cmpuint (acts->len, ==, 1);
  g_assert_cmpstr (((KithAct *) acts->pdata[0])->label, ==, "Two");
}

static void
do_nothing (KithStore *store, GError **error)
{
  KithPerson person = { .id = 3, .name = (char *) "Person 2", .audience = -1 };
  gboolean changed = TRUE;

  kith_person_update (store, &person, KITH_FIELD_NAME, TRUE, &changed, error);
  g_assert_false (changed);
}

static void
test_no_change (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) acts = NULL;
  g_autofree char *redo = NULL;
  gint64 id = 99;

  store_fixture_fill (fixture->store);
  do_deed (fixture->store, "Some", FALSE, rename_person);
  kith_act_undo (fixture->store, NULL, NULL, NULL, &error);
  kith_act_begin (fixture->store, "None", FALSE, &error);
  do_nothing (fixture->store, &error);
  kith_act_commit (fixture->store, &id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, ==, 0);
  acts = kith_act_list (fixture->store, 0, &error);
  g_assert_cmpuint (acts->len, ==, 2);
  redo = kith_act_dup_redo_label (fixture->store); /* nothing was done, so what can be redone still can */
  g_assert_cmpstr (redo, ==, "Some");
}

static void
test_rollback (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  store_fixture_fill (fixture->store);
  before = store_fixture_dump (fixture->store);
  {
    g_autoptr (KithActScope) act = kith_act_scope (fixture->store);

    kith_act_begin (act, "Given up", FALSE, &error);
    remove_all_people (act, &error);
    g_assert_no_error (error);
  }
  g_assert_false (kith_act_is_open (fixture->store));
  after = store_fixture_dump (fixture->store);
  g_assert_cmpstr (after, ==, before);
}

/* Only acts write: a statement outside one is refused. */
static void
test_outside (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  store_fixture_fill (fixture->store);
  before = store_fixture_dump (fixture->store);
  g_assert_false (kith_db_run (kith_store_get_db (fixture->store), "DELETE FROM person", &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_FAILED);
  after = store_fixture_dump (fixture->store);
  g_assert_cmpstr (after, ==, before);
}

static void
test_cancel (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  store_fixture_fill (fixture->store);
  before = store_fixture_dump (fixture->store);
  g_cancellable_cancel (cancellable);
  g_assert_false (kith_act_undo (fixture->store, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = store_fixture_dump (fixture->store);
  g_assert_cmpstr (after, ==, before);
}

static void
test_forget (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  store_fixture_fill (fixture->store);
  kith_act_begin (fixture->store, "Remove", FALSE, &error);
  kith_contact_remove (fixture->store, 5, &error);
  kith_act_commit (fixture->store, NULL, &error);
  kith_act_forget (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_null (kith_act_dup_undo_label (fixture->store));
  g_assert_false (kith_act_undo (fixture->store, NULL, NULL, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
  g_clear_error (&error);
  g_clear_pointer (&fixture->store, kith_store_close);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, &error));
  g_assert_null (memmem (bytes, size, "p4@example.org", 14));
  g_assert_nonnull (memmem (bytes, size, "p5@example.org", 14));
}

/* A record that was tampered with is refused, whatever it says, and nothing changes. */
static void
test_bad_record (void)
{
  for (guint seed = 0; seed < 300; seed++)
    {
      static StoreFixture *fixture;
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (GError) error = NULL;
      g_autofree guint8 *record = NULL;
      sqlite3_stmt *stmt;
      sqlite3 *plain;
      gsize size;

      if (fixture == NULL)
        {
          fixture = store_fixture_new ();
          store_fixture_fill (fixture->store);
          do_deed (fixture->store, "Deed", FALSE, remove_person);
        }
      kith_store_close (fixture->store);
      /* Through the page guard, so that only the record is bad. */
      g_assert_cmpint (sqlite3_open_v2 (fixture->path, &plain, SQLITE_OPEN_READWRITE, "kith"), ==, SQLITE_OK);
      sqlite3_prepare_v2 (plain, "SELECT record FROM act_part ORDER BY id DESC LIMIT 1", -1, &stmt, NULL);
      g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
      size = sqlite3_column_bytes (stmt, 0);
      record = g_memdup2 (sqlite3_column_blob (stmt, 0), size);
      sqlite3_finalize (stmt);
      for (guint i = 0; i < 3; i++)
        record[g_rand_int_range (random, 0, size)] = g_rand_int (random);
      sqlite3_prepare_v2 (plain, "UPDATE act_part SET record = ?1 WHERE id = (SELECT max (id) FROM act_part)", -1,
                          &stmt, NULL);
      sqlite3_bind_blob (stmt, 1, record, size, SQLITE_STATIC);
      sqlite3_step (stmt);
      sqlite3_finalize (stmt);
      g_assert_cmpint (sqlite3_close (plain), ==, SQLITE_OK);
      fixture->store = kith_store_open (fixture->path, KITH_STORE_DEFAULT, &error);
      g_assert_no_error (error);
      if (!kith_act_undo (fixture->store, NULL, NULL, NULL, &error))
        g_assert_error (error, KITH_ERROR, KITH_ERROR_DAMAGED);
      else if (!kith_act_redo (fixture->store, NULL, NULL, NULL, &error))
        g_assert_error (error, KITH_ERROR, KITH_ERROR_DAMAGED);
      if (seed % 3 == 2)
        g_clear_pointer (&fixture, store_fixture_free);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    Deed deed;
  } deeds[] = {
    { "/acts/rename-person", rename_person },
    { "/acts/remove-person", remove_person },
    { "/acts/remove-all-people", remove_all_people },
    { "/acts/contacts", change_contacts },
    { "/acts/swap", swap_source_ids },
    { "/acts/ties", change_ties },
    { "/acts/tags", change_tags },
    { "/acts/communities", change_communities },
    { "/acts/campaigns", change_campaigns },
    { "/acts/remove-campaign", remove_campaign },
    { "/acts/again", add_and_change_again },
    { "/acts/merge", merge_people },
    { "/acts/separate", separate_people },
    { "/acts/answers", answer_questions },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    g_test_add_data_func (deeds[i].name, &deeds[i].deed, test_deed);
  g_test_add_func ("/acts/chain", test_chain);
  g_test_add_func ("/acts/joined", test_joined);
  g_test_add_func ("/acts/new-act-drops-redo", test_new_act_drops_redo);
  g_test_add_func ("/acts/no-change", test_no_change);
  g_test_add_func ("/acts/rollback", test_rollback);
  g_test_add_func ("/acts/outside", test_outside);
  g_test_add_func ("/acts/cancel", test_cancel);
  g_test_add_func ("/acts/forget", test_forget);
  g_test_add_func ("/acts/bad-record", test_bad_record);
  return g_test_run ();
}
