/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "store-fixture.h"

#include "kith-campaigns.h"
#include "kith-check.h"
#include "kith-events.h"
#include "kith-imports.h"
#include "kith-memberships.h"
#include "kith-own-fields.h"
#include "kith-people.h"
#include "kith-places.h"
#include "kith-questions.h"
#include "kith-reports.h"
#include "kith-schema.h"
#include "kith-settings.h"
#include "kith-tags.h"
#include "kith-ties.h"

#include <glib/gstdio.h>

StoreFixture *
store_fixture_new (void)
{
  StoreFixture *self = g_new0 (StoreFixture, 1);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("kith-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "network.kith", NULL);
  self->store = kith_store_open (self->path, KITH_STORE_NEW, &error);
  g_assert_no_error (error);
  return self;
}

void
store_fixture_free (StoreFixture *self)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  kith_store_close (self->store);
  dir = g_dir_open (self->folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

void
store_fixture_reopen (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  g_autofree char *shared = g_strconcat (self->path, "-shm", NULL);

  kith_store_close (self->store);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (shared, G_FILE_TEST_EXISTS));
  self->store = kith_store_open (self->path, KITH_STORE_DEFAULT, &error);
  g_assert_no_error (error);
}

char *
store_fixture_unpack (StoreFixture *self, const char *name)
{
  g_autofree char *packed = g_strconcat (name, ".kith.gz", NULL);
  g_autofree char *from = g_test_build_filename (G_TEST_DIST, "stores", packed, NULL);
  g_autofree char *path = g_build_filename (self->folder, "old.kith", NULL);
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GConverter) gzip = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) in = G_INPUT_STREAM (g_file_read (source, NULL, &error));
  g_autoptr (GInputStream) unpacked = NULL;
  g_autoptr (GOutputStream) out = NULL;

  g_assert_no_error (error);
  unpacked = g_converter_input_stream_new (in, gzip);
  out = G_OUTPUT_STREAM (g_file_create (target, G_FILE_CREATE_NONE, NULL, &error));
  g_output_stream_splice (out, unpacked, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                          NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

char *
store_fixture_try_dump (KithStore *store, GError **error)
{
  g_autoptr (GString) dump = g_string_new (NULL);

  for (guint i = 0; kith_schema_recorded[i] != NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY 1", kith_schema_recorded[i]);
      g_autoptr (KithStmt) stmt = kith_db_prepare_once (kith_store_get_db (store), sql, error);
      int row;

      if (stmt == NULL)
        return NULL;
      g_string_append_printf (dump, "%s\n", kith_schema_recorded[i]);
      while ((row = kith_stmt_step (stmt, error)) > 0)
        for (int column = 0; column < kith_stmt_get_columns (stmt); column++)
          {
            const char *text = kith_stmt_get_text (stmt, column);

            g_string_append_printf (dump, column == 0 ? "  %s" : "|%s", text != NULL ? text : "<none>");
            if (column == kith_stmt_get_columns (stmt) - 1)
              g_string_append_c (dump, '\n');
          }
      if (row < 0)
        return NULL;
    }
  return g_strdup (dump->str);
}

char *
store_fixture_dump (KithStore *store)
{
  g_autoptr (GError) error = NULL;
  char *dump = store_fixture_try_dump (store, &error);

  g_assert_no_error (error);
  return dump;
}

void
store_fixture_begin (KithStore *store)
{
  g_autoptr (GError) error = NULL;

  kith_act_begin (store, "Deed", FALSE, &error);
  g_assert_no_error (error);
}

void
store_fixture_commit (KithStore *store)
{
  g_autoptr (GError) error = NULL;

  kith_act_commit (store, NULL, &error);
  g_assert_no_error (error);
}

gint64
store_fixture_add_person (KithStore *store, const char *name, const char *email)
{
  g_autoptr (GError) error = NULL;
  KithPerson person = { .name = (char *) name, .audience = -1 };

  kith_person_add (store, &person, &error);
  g_assert_no_error (error);
  if (email != NULL)
    {
      KithContact contact = { .person = person.id, .kind = KITH_CONTACT_EMAIL, .value = (char *) email };

      kith_contact_add (store, &contact, TRUE, NULL, &error);
      g_assert_no_error (error);
    }
  return person.id;
}

void
store_fixture_fill (KithStore *store)
{
  g_autoptr (GError) error = NULL;
  gint64 people[12], communities[12], name_space, tag, field;
  guint8 confidence[12];
  float x[12], y[12];
  KithImport import = { .file = (char *) "members.csv", .rows = 13, .added = 12, .left_out = 1, .people = 12 };
  KithCommunity choir = { .name = (char *) "Harbor Choir", .color = -1, .born = 1700000000, .ended = KITH_NO_DATE };
  KithEvent event = { .name = (char *) "Spring picnic", .date = 1714000000, .place = (char *) "The harbor" };
  KithConsent consent = { .channel = KITH_CHANNEL_EMAIL, .state = KITH_CONSENT_GIVEN, .since = KITH_NO_DATE };
  KithCampaign campaign = { .name = (char *) "Open day", .date = 1720000000 };
  KithInvitation invitation = { .reason = (char *) "Knows many", .channel = -1 };
  KithReport report = { .what = (char *) "Wants to help", .tone = 1, .date = 1719000000 };

  kith_act_begin (store, "Fill", FALSE, &error);
  g_assert_no_error (error);
  g_assert_true (kith_import_add (store, &import, &error));
  g_assert_true (kith_import_row_add (
      store,
      &(KithImportRow) { .import = import.id, .row = 7, .outcome = KITH_ROW_LEFT_OUT, .reason = (char *) "No name" },
      &error));
  g_assert_true (kith_import_keep_heard (store, import.id, KITH_HEARD_CONTACTS, "12345678", 8, &error));
  g_assert_true (kith_mapping_remember (store, "name,email", "people", "members", "name=name", &error));
  g_assert_true (kith_namespace_put (store, "members", &name_space, &error));
  g_assert_true (kith_community_add (store, &choir, &error));
  g_assert_true (kith_event_put (store, &event, NULL, &error));
  g_assert_true (kith_tag_put (store, "Volunteer", &tag, &error));
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *name = g_strdup_printf ("Person %u", i);
      g_autofree char *email = g_strdup_printf ("p%u@example.org", i);
      g_autofree char *number = g_strdup_printf ("%u", 100 + i);

      people[i] = store_fixture_add_person (store, name, email);
      communities[i] = i < 10 ? choir.id : 0;
      confidence[i] = i;
      x[i] = i;
      y[i] = 0.5F * i;
      g_assert_true (kith_source_id_add (store, people[i], name_space, number, import.id, NULL, &error));
      g_assert_true (kith_attendance_put (store, event.id, people[i], import.id, NULL, &error));
      if (i > 0)
        g_assert_true (kith_tie_put (store,
                                     &(KithTie) { .a = people[i],
                                                  .b = people[i - 1],
                                                  .kind = KITH_TIE_STATED,
                                                  .weight = i,
                                                  .date = KITH_NO_DATE,
                                                  .ended = KITH_NO_DATE },
                                     NULL, &error));
    }
  consent.person = people[0];
  g_assert_true (kith_consent_set (store, &consent, NULL, &error));
  g_assert_true (kith_person_tag_add (store, people[1], tag, 0, NULL, &error));
  g_assert_true (kith_own_field_put (store, "Shirt size", KITH_VALUE_CHOICE, &field, NULL, &error));
  g_assert_true (kith_own_value_set (store, people[4], field, "XL", NULL, &error));
  g_assert_true (kith_ambassadors_tag (store, people + 2, 3, NULL, &error));
  g_assert_true (kith_memberships_write (store, 12, people, communities, confidence, NULL, &error));
  g_assert_true (kith_places_write (store, 12, people, x, y, NULL, &error));
  g_assert_true (kith_campaign_add (store, &campaign, &error));
  invitation.campaign = campaign.id;
  invitation.person = people[2];
  g_assert_true (kith_invitation_add (store, &invitation, NULL, &error));
  report.person = people[3];
  g_assert_true (kith_report_add (store, &report, &error));
  g_assert_true (kith_question_ask (store, people[6], people[7], KITH_QUESTION_SAME_EMAIL, import.id, NULL, &error));
  g_assert_true (kith_question_answer (store, people[9], people[8], KITH_ANSWER_DIFFERENT, &error));
  g_assert_true (kith_store_set_name (store, "Harbor Food Bank", &error));
  kith_act_commit (store, NULL, &error);
  g_assert_no_error (error);
}

void
store_fixture_assert_sound (KithStore *store)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  kith_store_check (store, problems, NULL, NULL, &error);
  g_assert_no_error (error);
  if (problems->len > 0)
    g_error ("%u problems, first: %s", problems->len, (char *) problems->pdata[0]);
}
