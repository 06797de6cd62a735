/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "kith-acts.h"
#include "kith-error.h"
#include "kith-people.h"
#include "store-fixture.h"

static StoreFixture *
begin (void)
{
  StoreFixture *fixture = store_fixture_new ();

  g_assert_true (kith_act_begin (fixture->store, "Test", FALSE, NULL));
  return fixture;
}

static void
test_round (void)
{
  g_autoptr (StoreFixture) fixture = begin ();
  g_autoptr (GError) error = NULL;
  KithPerson person = { .name = (char *) "Nord, Nea",
                        .given = (char *) "Nea",
                        .family = (char *) "Nord",
                        .audience = 0,
                        .stance = 7,
                        .tier = (char *) "friend",
                        .do_not_contact = TRUE,
                        .stub = TRUE,
                        .town = (char *) "Malmö",
                        .organization = (char *) "",
                        .language = (char *) "sv",
                        .notes = (char *) "two\nlines",
                        .import = 0,
                        .by_hand = KITH_FIELD_TOWN };
  g_autoptr (KithPerson) got = NULL;

  g_assert_true (kith_person_add (fixture->store, &person, &error));
  got = kith_person_get (fixture->store, person.id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (got->name, ==, "Nord, Nea");
  g_assert_cmpstr (got->given, ==, "Nea");
  g_assert_cmpstr (got->family, ==, "Nord");
  g_assert_cmpstr (got->name_key, ==, "nea nord");
  g_assert_cmpint (got->audience, ==, 0);
  g_assert_cmpint (got->stance, ==, 2);
  g_assert_cmpstr (got->tier, ==, "friend");
  g_assert_true (got->do_not_contact && got->stub);
  g_assert_cmpstr (got->town, ==, "Malmö");
  g_assert_null (got->organization);
  g_assert_cmpstr (got->language, ==, "sv");
  g_assert_cmpstr (got->notes, ==, "two\nlines");
  g_assert_cmpuint (got->by_hand, ==, KITH_FIELD_TOWN);
  g_assert_cmpint (got->created, >, 1700000000);

  g_assert_null (kith_person_get (fixture->store, 999, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_NOT_FOUND);
}

static void
test_update (void)
{
  g_autoptr (StoreFixture) fixture = begin ();
  g_autoptr (GError) error = NULL;
  gint64 id = store_fixture_add_person (fixture->store, "Nea Nord", NULL);
  KithPerson change = { .id = id, .name = (char *) "Nea Süd", .town = (char *) "Malmö", .audience = -1 };
  g_autoptr (KithPerson) got = NULL;
  gboolean changed;

  g_assert_true (kith_person_update (fixture->store, &change, KITH_FIELD_NAME, FALSE, &changed, &error));
  g_assert_true (changed);
  g_assert_true (kith_person_update (fixture->store, &change, KITH_FIELD_NAME, FALSE, &changed, &error));
  g_assert_false (changed);
  g_assert_true (kith_person_update (fixture->store, &change, KITH_FIELD_TOWN, TRUE, &changed, &error));
  change.audience = 12;
  g_assert_true (kith_person_update (fixture->store, &change, KITH_FIELD_AUDIENCE, FALSE, &changed, &error));
  got = kith_person_get (fixture->store, id, &error);
  g_assert_cmpstr (got->name, ==, "Nea Süd");
  g_assert_cmpstr (got->name_key, ==, "nea sud");
  g_assert_cmpstr (got->town, ==, "Malmö");
  g_assert_cmpint (got->audience, ==, 12);
  g_assert_cmpuint (got->by_hand, ==, KITH_FIELD_TOWN);
  change.name = (char *) "";
  g_assert_true (kith_person_update (fixture->store, &change, KITH_FIELD_NAME, FALSE, &changed, &error));
  g_clear_pointer (&got, kith_person_free);
  got = kith_person_get (fixture->store, id, &error);
  g_assert_null (got->name);
  g_assert_cmpstr (got->name_key, ==, "");
}

static void
test_contacts (void)
{
  g_autoptr (StoreFixture) fixture = begin ();
  g_autoptr (GError) error = NULL;
  gint64 id = store_fixture_add_person (fixture->store, "Nea Nord", "nea@example.org");
  KithContact same = { .person = id, .kind = KITH_CONTACT_EMAIL, .value = (char *) "Nea Nord <NEA@example.org>" };
  KithContact phone
      = { .person = id, .kind = KITH_CONTACT_PHONE, .value = (char *) "+46 (0)70-123 45 67", .label = (char *) "work" };
  KithContact odd = { .person = id, .kind = KITH_CONTACT_PHONE, .value = (char *) "ask at the Café" };
  g_autoptr (GPtrArray) contacts = NULL;
  gboolean added;

  g_assert_true (kith_contact_add (fixture->store, &same, FALSE, &added, &error));
  g_assert_false (added);
  g_assert_cmpint (same.id, ==, 1);
  g_assert_true (kith_contact_add (fixture->store, &phone, FALSE, &added, &error));
  g_assert_true (added);
  g_assert_true (kith_contact_add (fixture->store, &odd, FALSE, &added, &error));
  contacts = kith_person_get_contacts (fixture->store, id, &error);
  g_assert_cmpuint (contacts->len, ==, 3);
  g_assert_cmpstr (((KithContact *) contacts->pdata[0])->key, ==, "nea@example.org");
  g_assert_cmpstr (((KithContact *) contacts->pdata[1])->key, ==, "701234567");
  g_assert_cmpstr (((KithContact *) contacts->pdata[1])->label, ==, "work");
  g_assert_cmpstr (((KithContact *) contacts->pdata[2])->key, ==, "ask at the cafe");
  g_assert_true (kith_contact_remove (fixture->store, same.id, &error));
  g_clear_pointer (&contacts, g_ptr_array_unref);
  contacts = kith_person_get_contacts (fixture->store, id, &error);
  g_assert_cmpuint (contacts->len, ==, 2);
}

static gboolean
count_consent (const KithConsent *consent, gpointer user_data)
{
  g_assert_cmpint (consent->channel, ==, KITH_CHANNEL_POST);
  g_assert_cmpstr (consent->how, ==, "by letter");
  ++*(guint *) user_data;
  return TRUE;
}

static void
test_consent (void)
{
  g_autoptr (StoreFixture) fixture = begin ();
  g_autoptr (GError) error = NULL;
  KithConsent consent
      = { .channel = KITH_CHANNEL_POST, .state = KITH_CONSENT_GIVEN, .since = 5, .how = (char *) "by letter" };
  KithConsentState states[KITH_N_CHANNELS];
  gboolean changed;
  guint n = 0;

  consent.person = store_fixture_add_person (fixture->store, "Nea Nord", NULL);
  g_assert_true (kith_consent_set (fixture->store, &consent, &changed, &error));
  g_assert_true (changed);
  g_assert_true (kith_consent_set (fixture->store, &consent, &changed, &error));
  g_assert_false (changed);
  consent.state = KITH_CONSENT_REFUSED;
  g_assert_true (kith_consent_set (fixture->store, &consent, &changed, &error));
  g_assert_true (changed);
  g_assert_true (kith_person_get_consents (fixture->store, consent.person, states, &error));
  g_assert_cmpint (states[KITH_CHANNEL_POST], ==, KITH_CONSENT_REFUSED);
  g_assert_cmpint (states[KITH_CHANNEL_EMAIL], ==, KITH_CONSENT_UNKNOWN);
  g_assert_true (kith_consents_each (fixture->store, count_consent, &n, NULL, &error));
  g_assert_cmpuint (n, ==, 1);
}

static gboolean
take_namespace (gint64 id, const char *name, guint values, gpointer user_data)
{
  g_string_append_printf (user_data, "%d %s %u;", (int) id, name, values);
  return TRUE;
}

static gboolean
take_key (KithKeyKind key_kind, gint64 person, gint64 kind, const char *key, gpointer user_data)
{
  g_string_append_printf (user_data, "%d %d %d %s;", key_kind, (int) person, (int) kind, key);
  return TRUE;
}

static void
test_source_ids (void)
{
  g_autoptr (StoreFixture) fixture = begin ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GString) keys = g_string_new (NULL);
  gint64 nea = store_fixture_add_person (fixture->store, "Nea Nord", "Nea@example.org");
  gint64 ole = store_fixture_add_person (fixture->store, "Ole Ost", NULL);
  gint64 one, two, again;
  gboolean added;

  g_assert_true (kith_namespace_put (fixture->store, "civicrm", &one, &error));
  g_assert_true (kith_namespace_put (fixture->store, "meetup", &two, &error));
  g_assert_true (kith_namespace_put (fixture->store, "civicrm", &again, &error));
  g_assert_cmpint (one, ==, again);
  g_assert_true (kith_source_id_add (fixture->store, nea, one, "12", 0, &added, &error));
  g_assert_true (added);
  g_assert_true (kith_source_id_add (fixture->store, nea, one, "12", 0, &added, &error));
  g_assert_false (added);
  g_assert_true (kith_source_id_add (fixture->store, ole, two, "12", 0, &added, &error)); /* another system's 12 */
  g_assert_true (added);
  g_assert_false (kith_source_id_add (fixture->store, ole, one, "12", 0, &added, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
  g_clear_error (&error);
  ids = kith_person_get_source_ids (fixture->store, ole, &error);
  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_cmpstr (ids->pdata[0], ==, "meetup:12");
  g_assert_true (kith_namespaces_each (fixture->store, take_namespace, names, &error));
  g_assert_cmpstr (names->str, ==, "1 civicrm 1;2 meetup 1;");
  g_assert_true (kith_people_each_key (fixture->store, take_key, keys, NULL, &error));
  g_assert_cmpstr (keys->str, ==, "0 1 0 nea nord;0 2 0 ole ost;1 1 0 nea@example.org;2 1 1 12;2 2 2 12;");
}

static gboolean
stop_at_two (const KithPerson *person, gpointer user_data)
{
  return ++*(guint *) user_data < 2;
}

static void
test_each (void)
{
  g_autoptr (StoreFixture) fixture = begin ();
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (guint i = 0; i < 5; i++)
    store_fixture_add_person (fixture->store, "Nea Nord", NULL);
  g_assert_true (kith_people_each (fixture->store, stop_at_two, &n, NULL, &error));
  g_assert_cmpuint (n, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people/round", test_round);
  g_test_add_func ("/people/update", test_update);
  g_test_add_func ("/people/contacts", test_contacts);
  g_test_add_func ("/people/consent", test_consent);
  g_test_add_func ("/people/source-ids", test_source_ids);
  g_test_add_func ("/people/each", test_each);
  return g_test_run ();
}
