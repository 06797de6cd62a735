/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The smaller tables: events, tags, communities with memberships, places, imports, campaigns, reports. That acts undo them is tested in test-acts.c. */

#include "kith-acts.h"
#include "kith-campaigns.h"
#include "kith-error.h"
#include "kith-events.h"
#include "kith-imports.h"
#include "kith-memberships.h"
#include "kith-people.h"
#include "kith-places.h"
#include "kith-reports.h"
#include "kith-tags.h"
#include "store-fixture.h"

#include <math.h>

#define PEOPLE 50

static StoreFixture *
begin (void)
{
  StoreFixture *fixture = store_fixture_new ();

  g_assert_true (kith_act_begin (fixture->store, "Test", FALSE, NULL));
  for (guint i = 0; i < PEOPLE; i++)
    store_fixture_add_person (fixture->store, "Nea Nord", NULL);
  return fixture;
}

static gboolean
take_event (const KithEvent *event, gpointer user_data)
{
  g_string_append_printf (user_data, "%d %s;", event->kind, event->name);
  return TRUE;
}

static gboolean
take_attendance (gint64 event, gint64 person, gpointer user_data)
{
  g_string_append_printf (user_data, "%d %d;", (int) event, (int) person);
  return TRUE;
}

static void
test_events (void)
{
  g_autoptr (StoreFixture) fixture = begin ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (GString) attendance = g_string_new (NULL);
  g_autoptr (GPtrArray) of_one = NULL;
  KithEvent picnic = { .name = (char *) "Spring picnic", .date = 86400 * 100 + 3600 };
  KithEvent same = { .name = (char *) "SPRING  Picnic", .date = 86400 * 100 + 7200 };
  KithEvent next = { .name = (char *) "Spring picnic", .date = 86400 * 465 };
  KithEvent choir = { .kind = KITH_GROUP, .name = (char *) "Spring picnic", .date = KITH_NO_DATE };
  KithEvent early = { .name = (char *) "Long ago", .date = -1 };
  gboolean added;

  g_assert_true (kith_event_put (fixture->store, &picnic, &added, &error));
  g_assert_true (added);
  g_assert_true (kith_event_put (fixture->store, &same, &added, &error));
  g_assert_false (added);
  g_assert_cmpint (same.id, ==, picnic.id);
  g_assert_true (kith_event_put (fixture->store, &next, &added, &error));
  g_assert_true (added);
  g_assert_true (kith_event_put (fixture->store, &choir, &added, &error));
  g_assert_true (added);
  g_assert_true (kith_event_put (fixture->store, &early, &added, &error));
  g_assert_true (added);
  g_assert_true (kith_attendance_put (fixture->store, next.id, 3, 0, &added, &error));
  g_assert_true (kith_attendance_put (fixture->store, picnic.id, 3, 0, &added, &error));
  g_assert_true (kith_attendance_put (fixture->store, choir.id, 3, 0, &added, &error));
  g_assert_true (kith_attendance_put (fixture->store, picnic.id, 2, 0, &added, &error));
  g_assert_true (added);
  g_assert_true (kith_attendance_put (fixture->store, picnic.id, 2, 0, &added, &error));
  g_assert_false (added);
  g_assert_true (kith_events_each (fixture->store, take_event, events, NULL, &error));
  g_assert_cmpstr (events->str, ==, "0 Spring picnic;0 Spring picnic;1 Spring picnic;0 Long ago;");
  g_assert_true (kith_attendance_each (fixture->store, take_attendance, attendance, NULL, &error));
  g_assert_cmpstr (attendance->str, ==, "1 2;1 3;2 3;3 3;");
  of_one = kith_events_of (fixture->store, 3, &error);
  g_assert_cmpuint (of_one->len, ==, 3);
  g_assert_cmpint (((KithEvent *) of_one->pdata[0])->id, ==, next.id);
  g_assert_cmpint (((KithEvent *) of_one->pdata[2])->id, ==, choir.id);
  g_assert_true (kith_attendance_remove (fixture->store, picnic.id, 3, &error));
  g_assert_true (kith_event_remove (fixture->store, next.id, &error));
  g_string_truncate (attendance, 0);
  g_assert_true (kith_attendance_each (fixture->store, take_attendance, attendance, NULL, &error));
  g_assert_cmpstr (attendance->str, ==, "1 2;3 3;");
}

static gboolean
take_person_tag (gint64 person, gint64 tag, const char *topics, gpointer user_data)
{
  g_string_append_printf (user_data, "%d %d %s;", (int) person, (int) tag, topics != NULL ? topics : "");
  return TRUE;
}

static void
test_tags (void)
{
  g_autoptr (StoreFixture) fixture = begin ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tags = NULL;
  g_autoptr (GPtrArray) of_one = NULL;
  g_autoptr (GArray) ambassadors = NULL;
  g_autoptr (GString) all = g_string_new (NULL);
  gint64 driver, again, own, people[] = { 4, 2, 3 };
  guint changed;
  gboolean done;

  g_assert_true (kith_tag_put (fixture->store, "Driver", &driver, &error));
  g_assert_true (kith_tag_put (fixture->store, " DRIVER ", &again, &error));
  g_assert_cmpint (driver, ==, again);
  g_assert_true (kith_tag_put (fixture->store, KITH_TAG_AMBASSADOR, &own, &error));
  g_assert_false (kith_tag_put (fixture->store, "  ", &again, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (kith_person_tag_add (fixture->store, 4, driver, 0, &done, &error));
  g_assert_true (done);
  g_assert_true (kith_person_tag_add (fixture->store, 4, driver, 0, &done, &error));
  g_assert_false (done);
  g_assert_true (kith_ambassadors_tag (fixture->store, people, 3, &changed, &error));
  g_assert_cmpuint (changed, ==, 3);
  g_assert_true (kith_ambassadors_tag (fixture->store, people, 3, &changed, &error));
  g_assert_cmpuint (changed, ==, 0);
  g_assert_true (kith_person_tag_set_topics (fixture->store, 4, own, "Food", &error));
  g_assert_true (kith_ambassadors_untag (fixture->store, people + 2, 1, &changed, &error));
  g_assert_cmpuint (changed, ==, 1);
  ambassadors = kith_ambassadors_list (fixture->store, &error);
  g_assert_cmpuint (ambassadors->len, ==, 2);
  g_assert_cmpint (g_array_index (ambassadors, gint64, 0), ==, 2);
  g_assert_true (kith_person_tags_each (fixture->store, take_person_tag, all, NULL, &error));
  g_assert_cmpstr (all->str, ==, "2 1 ;4 1 Food;4 2 ;");
  of_one = kith_person_tag_list (fixture->store, 4, &error);
  g_assert_cmpuint (of_one->len, ==, 2);
  g_assert_cmpstr (((KithPersonTag *) of_one->pdata[0])->topics, ==, "Food");
  tags = kith_tag_list (fixture->store, &error);
  g_assert_cmpuint (tags->len, ==, 2);
  g_assert_cmpstr (((KithTag *) tags->pdata[0])->name, ==, KITH_TAG_AMBASSADOR);
  g_assert_cmpuint (((KithTag *) tags->pdata[0])->people, ==, 2);

  g_assert_false (kith_tag_rename (fixture->store, driver, "Ambassador", &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (kith_tag_remove (fixture->store, own, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (kith_tag_rename (fixture->store, driver, "Drives", &error));
  g_assert_true (kith_tag_remove (fixture->store, driver, &error));
}

static gboolean
take_membership (gint64 person, gint64 community, int confidence, gpointer user_data)
{
  g_string_append_printf (user_data, "%d %d %d;", (int) person, (int) community, confidence);
  return TRUE;
}

static void
test_communities (void)
{
  g_autoptr (StoreFixture) fixture = begin ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GString) members = g_string_new (NULL);
  KithCommunity small = { .name = (char *) "Small", .palette = 1, .color = -1, .born = 5, .ended = KITH_NO_DATE };
  KithCommunity large = { .name = (char *) "Large", .palette = 2, .color = -1, .born = 5, .ended = KITH_NO_DATE };
  KithCommunity gone = { .name = (char *) "Gone", .palette = 3, .color = -1, .born = 5, .ended = 6 };
  gint64 person[] = { 5, 1, 3, 2 }, community[4];
  guint8 confidence[] = { 20, 0, 7, 1 };
  const KithCommunity *first;

  g_assert_true (kith_community_add (fixture->store, &small, &error));
  g_assert_true (kith_community_add (fixture->store, &large, &error));
  g_assert_true (kith_community_add (fixture->store, &gone, &error));
  community[0] = small.id;
  community[1] = community[2] = large.id;
  community[3] = 0;
  g_assert_true (kith_memberships_write (fixture->store, 4, person, community, confidence, NULL, &error));
  g_assert_true (kith_memberships_each (fixture->store, take_membership, members, NULL, &error));
  g_assert_cmpstr (members->str, ==, "1 2 0;2 0 1;3 2 7;5 1 20;");
  person[1] = 4;
  g_assert_true (kith_memberships_write (fixture->store, 4, person, community, NULL, NULL, &error));
  g_string_truncate (members, 0);
  g_assert_true (kith_memberships_each (fixture->store, take_membership, members, NULL, &error));
  g_assert_cmpstr (members->str, ==, "3 2 -1;4 2 -1;5 1 -1;");

  g_assert_true (kith_community_rename (fixture->store, large.id, "Harbor Choir", &error));
  g_assert_true (kith_community_set_color (fixture->store, large.id, 0xff8800, &error));
  g_assert_true (kith_community_set_pinned (fixture->store, large.id, TRUE, &error));
  g_assert_false (kith_community_rename (fixture->store, large.id, "", &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
  g_clear_error (&error);
  list = kith_community_list (fixture->store, FALSE, &error);
  g_assert_cmpuint (list->len, ==, 2);
  first = list->pdata[0];
  g_assert_cmpstr (first->name, ==, "Harbor Choir");
  g_assert_cmpuint (first->people, ==, 2);
  g_assert_cmpint (first->color, ==, 0xff8800);
  g_assert_true (first->pinned && first->named_by_hand);
  g_assert_true (kith_community_set_palette (fixture->store, large.id, 4, &error));
  g_clear_pointer (&list, g_ptr_array_unref);
  list = kith_community_list (fixture->store, TRUE, &error);
  g_assert_cmpuint (list->len, ==, 3);
  first = list->pdata[0];
  g_assert_cmpint (first->color, ==, -1);
  g_assert_cmpuint (first->palette, ==, 4);
  g_assert_null (kith_community_get (fixture->store, 99, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_NOT_FOUND);
}

static gboolean
take_place (gint64 person, float x, float y, gpointer user_data)
{
  g_string_append_printf (user_data, "%d %g %g;", (int) person, x, y);
  return TRUE;
}

static void
test_places (void)
{
  g_autoptr (StoreFixture) fixture = begin ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) places = g_string_new (NULL);
  gint64 person[] = { 9, 1, 5 };
  float x[] = { 0.1F, 1, 2 }, y[] = { -1, 1, NAN };

  g_assert_true (kith_places_write (fixture->store, 3, person, x, y, NULL, &error));
  g_assert_true (kith_place_set (fixture->store, 9, 0.1F, 3, &error));
  g_assert_true (kith_places_each (fixture->store, take_place, places, NULL, &error));
  g_assert_cmpstr (places->str, ==, "1 1 1;9 0.1 3;");
  y[2] = 7;
  g_assert_true (kith_places_write (fixture->store, 1, person + 2, x + 2, y + 2, NULL, &error));
  g_string_truncate (places, 0);
  g_assert_true (kith_places_each (fixture->store, take_place, places, NULL, &error));
  g_assert_cmpstr (places->str, ==, "5 2 7;");
}

/* Pins: where people are, once each; they go along with who is moved by hand, and stay where all are placed anew. */
static void
test_pins (void)
{
  g_autoptr (StoreFixture) fixture = begin ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) pins = g_string_new (NULL);
  gint64 person[] = { 9, 1, 5 };
  float x[] = { 0.1F, 1, 2 }, y[] = { -1, 1, NAN };

  g_assert_true (kith_places_write (fixture->store, 3, person, x, y, NULL, &error));
  for (guint i = 0; i < 3; i++)
    g_assert_true (kith_pin_set (fixture->store, person[i], TRUE, &error));
  g_assert_true (kith_pin_set (fixture->store, 9, TRUE, &error));
  g_assert_true (kith_pins_each (fixture->store, take_place, pins, NULL, &error));
  g_assert_cmpstr (pins->str, ==, "1 1 1;9 0.1 -1;");
  g_assert_true (kith_place_set (fixture->store, 9, 4, 3, &error));
  x[1] = 70;
  g_assert_true (kith_places_write (fixture->store, 3, person, x, y, NULL, &error));
  g_string_truncate (pins, 0);
  g_assert_true (kith_pins_each (fixture->store, take_place, pins, NULL, &error));
  g_assert_cmpstr (pins->str, ==, "1 1 1;9 4 3;");
  g_assert_true (kith_pin_set (fixture->store, 1, FALSE, &error));
  g_assert_true (kith_pin_set (fixture->store, 1, FALSE, &error));
  g_assert_true (kith_person_remove (fixture->store, 9, &error));
  g_string_truncate (pins, 0);
  g_assert_true (kith_pins_each (fixture->store, take_place, pins, NULL, &error));
  g_assert_cmpstr (pins->str, ==, "");
}

/* What is the same is not written, so a second analysis with the same result is no act. */
static void
test_same_again (void)
{
  g_autoptr (StoreFixture) fixture = begin ();
  g_autoptr (GError) error = NULL;
  KithCommunity only = { .name = (char *) "Only", .color = -1, .born = 5, .ended = KITH_NO_DATE };
  gint64 person[] = { 1, 2, 3 }, community[3], act;
  float x[] = { 0.3F, 1e-30F, 2e30F };

  g_assert_true (kith_community_add (fixture->store, &only, &error));
  community[0] = community[1] = community[2] = only.id;
  for (guint round = 0; round < 2; round++)
    {
      if (round > 0)
        g_assert_true (kith_act_begin (fixture->store, "Again", FALSE, &error));
      g_assert_true (kith_memberships_write (fixture->store, 3, person, community, NULL, NULL, &error));
      g_assert_true (kith_places_write (fixture->store, 3, person, x, x, NULL, &error));
      g_assert_true (kith_act_commit (fixture->store, &act, &error));
      g_assert_true ((act == 0) == (round > 0));
    }
}

static void
test_imports (void)
{
  g_autoptr (StoreFixture) fixture = begin ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *as = NULL;
  g_autofree char *source = NULL;
  g_autofree char *mapping = NULL;
  KithImport import = { .file = (char *) "members.csv", .format = (char *) "csv", .recognized_as = (char *) "people" };
  gboolean found;

  g_assert_true (kith_import_add (fixture->store, &import, &error));
  for (int row = 9; row >= 2; row--)
    g_assert_true (kith_import_row_add (fixture->store,
                                        &(KithImportRow) { .import = import.id,
                                                           .row = row,
                                                           .outcome = KITH_ROW_ASKED,
                                                           .reason = (char *) "Two people fit.",
                                                           .text = (char *) "a,b" },
                                        &error));
  import.rows = 10;
  import.asked = 8;
  import.added = 2;
  g_assert_true (kith_import_update (fixture->store, &import, &error));
  list = kith_import_list (fixture->store, &error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (((KithImport *) list->pdata[0])->rows, ==, 10);
  g_assert_cmpint (((KithImport *) list->pdata[0])->asked, ==, 8);
  g_assert_null (((KithImport *) list->pdata[0])->source);
  rows = kith_import_get_rows (fixture->store, import.id, 3, &error);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpint (((KithImportRow *) rows->pdata[0])->row, ==, 2);

  g_assert_true (kith_mapping_recall (fixture->store, "a,b", &found, NULL, NULL, NULL, &error));
  g_assert_false (found);
  g_assert_true (kith_mapping_remember (fixture->store, "a,b", "ties", NULL, "one", &error));
  g_assert_true (kith_mapping_remember (fixture->store, "a,b", "people", "crm", "two", &error));
  g_assert_true (kith_mapping_recall (fixture->store, "a,b", &found, &as, &source, &mapping, &error));
  g_assert_true (found);
  g_assert_cmpstr (as, ==, "people");
  g_assert_cmpstr (source, ==, "crm");
  g_assert_cmpstr (mapping, ==, "two");
}

static void
test_campaigns (void)
{
  g_autoptr (StoreFixture) fixture = begin ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) invitations = NULL;
  KithCampaign campaign = { .name = (char *) "Open day", .objective = (char *) "Forty guests", .date = KITH_NO_DATE };
  KithCampaign nameless = { .name = (char *) "" };
  KithInvitation invitation = { .person = 3, .channel = KITH_CHANNEL_SMS, .reason = (char *) "Knows 14" };
  KithInvitation other = { .person = 4, .channel = -1, .status = KITH_INVITATION_AGREED };
  const KithInvitation *got;
  gboolean added;

  g_assert_false (kith_campaign_add (fixture->store, &nameless, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (kith_campaign_add (fixture->store, &campaign, &error));
  invitation.campaign = other.campaign = campaign.id;
  g_assert_true (kith_invitation_add (fixture->store, &invitation, &added, &error));
  g_assert_true (added);
  invitation.id = 0;
  g_assert_true (kith_invitation_add (fixture->store, &invitation, &added, &error));
  g_assert_false (added);
  g_assert_cmpint (invitation.id, ==, 1);
  g_assert_true (kith_invitation_add (fixture->store, &other, &added, &error));
  invitation.status = KITH_INVITATION_SENT;
  invitation.sender = (char *) "Ole";
  g_assert_true (kith_invitation_update (fixture->store, &invitation, &error));
  invitations = kith_invitation_list (fixture->store, campaign.id, &error);
  g_assert_cmpuint (invitations->len, ==, 2);
  got = invitations->pdata[0];
  g_assert_cmpint (got->status, ==, KITH_INVITATION_SENT);
  g_assert_cmpstr (got->sender, ==, "Ole");
  g_assert_cmpint (got->channel, ==, KITH_CHANNEL_SMS);
  got = invitations->pdata[1];
  g_assert_cmpint (got->channel, ==, -1);
  campaign.date = 77;
  g_assert_true (kith_campaign_update (fixture->store, &campaign, &error));
  list = kith_campaign_list (fixture->store, &error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpuint (((KithCampaign *) list->pdata[0])->invitations, ==, 2);
  g_assert_cmpuint (((KithCampaign *) list->pdata[0])->agreed, ==, 1);
  g_assert_cmpint (((KithCampaign *) list->pdata[0])->date, ==, 77);
  g_clear_pointer (&invitations, g_ptr_array_unref);
  invitations = kith_invitations_of (fixture->store, 4, &error);
  g_assert_cmpuint (invitations->len, ==, 1);
  g_assert_true (kith_invitation_remove (fixture->store, 1, &error));
  g_assert_true (kith_campaign_remove (fixture->store, campaign.id, &error));
  g_assert_null (kith_invitation_get (fixture->store, 2, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_NOT_FOUND);
}

static guint
count_reports (KithStore *store, const KithReportFilter *filter)
{
  g_autoptr (GPtrArray) list = kith_report_list (store, filter, NULL);

  return list->len;
}

static void
test_reports (void)
{
  g_autoptr (StoreFixture) fixture = begin ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (KithReport) got = NULL;
  KithReport one
      = { .person = 3, .kind = KITH_REPORT_HEARING, .what = (char *) "The Café closes", .tone = -5, .date = 10 };
  KithReport two = { .who = (char *) "A neighbor",
                     .kind = KITH_REPORT_ABOUT_US,
                     .what = (char *) "Good soup",
                     .where = (char *) "Market",
                     .tone = 2,
                     .date = 20,
                     .state = KITH_REPORT_ANSWERED };
  KithReport empty = { .what = NULL };
  guint counts[KITH_N_REPORT_STATES];

  g_assert_true (kith_report_add (fixture->store, &one, &error));
  g_assert_true (kith_report_add (fixture->store, &two, &error));
  g_assert_false (kith_report_add (fixture->store, &empty, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
  g_clear_error (&error);
  list = kith_report_list (fixture->store, NULL, &error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpint (((KithReport *) list->pdata[0])->id, ==, two.id);
  g_assert_cmpstr (((KithReport *) list->pdata[1])->who, ==, "Nea Nord");
  g_assert_cmpint (((KithReport *) list->pdata[1])->tone, ==, -2);

  g_assert_cmpuint (count_reports (fixture->store, &(KithReportFilter) { .kinds = 1 << KITH_REPORT_HEARING }), ==, 1);
  g_assert_cmpuint (count_reports (fixture->store, &(KithReportFilter) { .states = 1 << KITH_REPORT_ACTED_ON }), ==, 0);
  g_assert_cmpuint (count_reports (fixture->store, &(KithReportFilter) { .person = 3 }), ==, 1);
  g_assert_cmpuint (count_reports (fixture->store, &(KithReportFilter) { .text = "CAFE nea" }), ==, 1);
  g_assert_cmpuint (count_reports (fixture->store, &(KithReportFilter) { .text = "cafe soup" }), ==, 0);
  g_assert_cmpuint (count_reports (fixture->store, &(KithReportFilter) { .text = "market" }), ==, 1);
  g_assert_cmpuint (count_reports (fixture->store, &(KithReportFilter) { .text = "  " }), ==, 2);

  one.state = KITH_REPORT_ACTED_ON;
  one.answer = (char *) "Called them";
  g_assert_true (kith_report_update (fixture->store, &one, &error));
  g_assert_true (kith_report_count (fixture->store, counts, &error));
  g_assert_cmpuint (counts[KITH_REPORT_NEW], ==, 0);
  g_assert_cmpuint (counts[KITH_REPORT_ANSWERED], ==, 1);
  g_assert_cmpuint (counts[KITH_REPORT_ACTED_ON], ==, 1);
  g_assert_true (kith_person_remove (fixture->store, 3, &error));
  got = kith_report_get (fixture->store, one.id, &error);
  g_assert_cmpint (got->person, ==, 0);
  g_assert_null (got->who);
  g_assert_cmpstr (got->answer, ==, "Called them");
  g_assert_true (kith_report_remove (fixture->store, one.id, &error));
  g_assert_null (kith_report_get (fixture->store, one.id, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tables/events", test_events);
  g_test_add_func ("/tables/tags", test_tags);
  g_test_add_func ("/tables/communities", test_communities);
  g_test_add_func ("/tables/places", test_places);
  g_test_add_func ("/tables/pins", test_pins);
  g_test_add_func ("/tables/same-again", test_same_again);
  g_test_add_func ("/tables/imports", test_imports);
  g_test_add_func ("/tables/campaigns", test_campaigns);
  g_test_add_func ("/tables/reports", test_reports);
  return g_test_run ();
}
