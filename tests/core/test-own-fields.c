/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Fields of one's own: columns kept as such, their values told again, set by hand, joined and taken apart, and written out. */

#include "kith-error.h"
#include "kith-export.h"
#include "kith-field-columns.h"
#include "kith-intake.h"
#include "kith-merging.h"
#include "kith-own-fields.h"
#include "kith-people.h"
#include "kith-search.h"
#include "kith-snapshot.h"
#include "kith-text.h"
#include "import-fixture.h"
#include "store-fixture.h"

#include <string.h>

#define MEMBERS                                                                                                        \
  "Name,E-mail,Shirt size,Joined,Shifts,Drives,Any food allergies?,Dish,Locker\n"                                      \
  "Nea Nord,nea@example.org,M,03/04/2021,12,yes,nuts,Soup,01099\n"                                                     \
  "Olle Berg,olle@example.org,L,13/04/2021,3,no,,=1+1,01100\n"                                                         \
  "Ada Ek,ada@example.org,M,05/05/2020,7,yes,milk,Stew,04177\n"                                                        \
  "Bo Dahl,bo@example.org,M,01/02/2019,,no,,Bread,04178\n"                                                             \
  "Cy Falk,cy@example.org,L,,5,,,\"Pie, with cream\",00001\n"                                                          \
  "Di Gren,di@example.org,L,02/02/2022,105,no,,,\n"

/* --- kinds of values --- */

static void
test_kinds (void)
{
  static const struct
  {
    KithValueKind kind;
    const char *text;
    gboolean fits;
    double order;
  } values[] = {
    { KITH_VALUE_NUMBER, "12", TRUE, 12 },
    { KITH_VALUE_NUMBER, "1,5", TRUE, 1.5 },
    { KITH_VALUE_NUMBER, "about 12", FALSE, 0 },
    { KITH_VALUE_NUMBER, "7\n9", TRUE, 7 },
    { KITH_VALUE_DATE, "1970-01-02", TRUE, 86400 },
    { KITH_VALUE_DATE, "soon", FALSE, 0 },
    { KITH_VALUE_YES_NO, "ja", TRUE, 1 },
    { KITH_VALUE_YES_NO, "no", TRUE, 0 },
    { KITH_VALUE_YES_NO, "perhaps", FALSE, 0 },
    { KITH_VALUE_TEXT, "anything", TRUE, 0 },
    { KITH_VALUE_CHOICE, "", TRUE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      double order = -1;

      g_assert_cmpint (kith_value_get_order (values[i].kind, values[i].text, &order), ==, values[i].fits);
      if (values[i].fits)
        g_assert_cmpfloat (order, ==, values[i].order);
    }
  for (int kind = 0; kind < KITH_N_VALUE_KINDS; kind++)
    {
      KithValueKind found;

      g_assert_true (kith_value_kind_from_name (kith_value_kind_get_name (kind), &found));
      g_assert_cmpint (found, ==, kind);
    }
}

static void
test_kept (void)
{
  static const struct
  {
    KithValueKind kind;
    KithDateOrder dates;
    const char *text, *kept;
  } values[] = {
    { KITH_VALUE_DATE, KITH_DATES_DAY_FIRST, "03/04/2021", "2021-04-03" },
    { KITH_VALUE_DATE, KITH_DATES_MONTH_FIRST, "03/04/2021", "2021-03-04" },
    { KITH_VALUE_DATE, KITH_DATES_DAY_FIRST, "2021-04-03 14:40:47", "2021-04-03 14:40:47" },
    { KITH_VALUE_DATE, KITH_DATES_DAY_FIRST, "3.4.2021 7:05 PM", "2021-04-03 19:05" },
    { KITH_VALUE_DATE, KITH_DATES_DAY_FIRST, "3 Apr 2021", "3 Apr 2021" },
    { KITH_VALUE_DATE, KITH_DATES_DAY_FIRST, "03/04/2021, or so", "03/04/2021, or so" },
    { KITH_VALUE_DATE, KITH_DATES_DAY_FIRST, "spring", "spring" },
    { KITH_VALUE_TEXT, KITH_DATES_DAY_FIRST, "03/04/2021", "03/04/2021" },
    { KITH_VALUE_NUMBER, KITH_DATES_DAY_FIRST, "1 234,50", "1 234,50" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *kept = kith_value_dup_kept (values[i].kind, values[i].text, values[i].dates);

      g_assert_cmpstr (kept, ==, values[i].kept);
    }
}

static void
test_sensitive (void)
{
  static const char *const sensitive[]
      = { "Any food allergies?",       "Date of birth (optional)", "Ihre Religion", "Gender", "IP",
          "Your date-of-birth, please" };
  static const char *const others[] = { "Shirt size", "Village", "Message", "Recipe", "Tshirt", "Zip code" };

  for (gsize i = 0; i < G_N_ELEMENTS (sensitive); i++)
    g_assert_true (kith_head_is_sensitive (sensitive[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (kith_head_is_sensitive (others[i]));
}

/* --- what is there --- */

/* "Shirt size" → its number; asserts that it is there. */
static gint64
find (KithStore *store, const char *head)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_assert_true (kith_own_field_find (store, head, &id, &error));
  g_assert_no_error (error);
  return id;
}

/* As the store says it, one query a value: the slow twin of the columns. "" for none */
static char *
dup_value (KithStore *store, gint64 person, gint64 field)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT value FROM field_value WHERE person = %" G_GINT64_FORMAT " AND field = %" G_GINT64_FORMAT, person, field);
  g_autoptr (KithStmt) stmt = kith_db_prepare_once (kith_store_get_db (store), sql, NULL);

  return g_strdup (kith_stmt_step (stmt, NULL) > 0 ? kith_stmt_get_string (stmt, 0) : "");
}

static gint64
find_person (KithStore *store, const char *name)
{
  g_autoptr (KithSnapshot) snapshot = kith_snapshot_load (store, NULL, NULL, NULL);

  for (guint i = 0; i < snapshot->n; i++)
    if (g_str_equal (snapshot->name[i], name))
      return snapshot->id[i];
  g_assert_not_reached ();
}

static void
assert_value (KithStore *store, const char *name, const char *field, const char *expected)
{
  g_autofree char *value = dup_value (store, find_person (store, name), find (store, field));

  g_assert_cmpstr (value, ==, expected);
}

static KithAccount *
bring_in (KithStore *store, const char *name, const char *text, const KithIntakeOptions *options)
{
  g_autofree char *path = make_file (name, text);
  const char *const paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = kith_intake_run (store, paths, options, NULL, NULL, &error);

  g_assert_no_error (error);
  store_fixture_assert_sound (store);
  return g_ptr_array_steal_index (accounts, 0);
}

static const KithIntakeOptions keep_all = { .keep_all = TRUE };

/* --- the tables --- */

static void
test_fields (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  KithStore *store = fixture->store;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  gint64 id, same, person;
  gboolean added, changed;

  store_fixture_begin (store);
  person = store_fixture_add_person (store, "Nea Nord", NULL);
  g_assert_true (kith_own_field_put (store, "Shirt size ", KITH_VALUE_CHOICE, &id, &added, &error));
  g_assert_true (added);
  g_assert_true (kith_own_field_put (store, "shirt-size", KITH_VALUE_TEXT, &same, &added, &error));
  g_assert_false (added);
  g_assert_cmpint (same, ==, id);
  g_assert_false (kith_own_field_put (store, " ?! ", KITH_VALUE_TEXT, &same, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (kith_own_field_put (store, "Locker", KITH_VALUE_TEXT, &same, NULL, &error));
  store_fixture_commit (store);

  /* A field has two names: the one it came with, and the one it is given. */
  store_fixture_begin (store);
  g_assert_false (kith_own_field_rename (store, id, "locker", &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (kith_own_field_rename (store, id, "T-shirt", &error));
  g_assert_true (kith_own_field_set_shown (store, id, TRUE, &error));
  store_fixture_commit (store);
  g_assert_cmpint (find (store, "Shirt Size"), ==, id);
  g_assert_cmpint (find (store, "T-shirt"), ==, id);
  g_assert_cmpint (find (store, "Hat"), ==, 0);
  list = kith_own_field_list (store, &error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((KithOwnField *) list->pdata[0])->name, ==, "T-shirt");
  g_assert_true (((KithOwnField *) list->pdata[0])->shown);
  g_assert_false (((KithOwnField *) list->pdata[1])->shown);

  /* By hand: taking away what was never there is nothing. */
  before = store_fixture_dump (store);
  store_fixture_begin (store);
  g_assert_true (kith_own_value_set (store, person, id, NULL, &changed, &error));
  g_assert_false (changed);
  g_assert_true (kith_own_value_set (store, person, id, "M", &changed, &error));
  g_assert_true (changed);
  g_assert_true (kith_own_value_set (store, person, id, "M", &changed, &error));
  g_assert_false (changed);
  store_fixture_commit (store);
  store_fixture_begin (store);
  g_assert_true (kith_own_field_remove (store, id, &error));
  store_fixture_commit (store);
  g_assert_cmpint (find (store, "T-shirt"), ==, 0);
  after = store_fixture_dump (store);

  store_fixture_reopen (fixture);
  store = fixture->store;
  g_assert_true (kith_act_undo (store, NULL, NULL, NULL, &error));
  g_assert_true (kith_act_undo (store, NULL, NULL, NULL, &error));
  undone = store_fixture_dump (store);
  g_assert_cmpstr (undone, ==, before);
  g_assert_true (kith_act_redo (store, NULL, NULL, NULL, &error));
  assert_value (store, "Nea Nord", "T-shirt", "M");
  g_assert_true (kith_act_redo (store, NULL, NULL, NULL, &error));
  redone = store_fixture_dump (store);
  g_assert_cmpstr (redone, ==, after);
  store_fixture_assert_sound (store);

  /* With the person goes what was known of him or her. */
  g_assert_true (kith_act_undo (store, NULL, NULL, NULL, &error));
  store_fixture_begin (store);
  g_assert_true (kith_person_remove (store, person, &error));
  store_fixture_commit (store);
  {
    gint64 values;

    g_assert_true (
        kith_db_get_int (kith_store_get_db (store), "SELECT count (*) FROM field_value", 0, &values, &error));
    g_assert_cmpint (values, ==, 0);
  }
}

static void
test_too_many (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GString) text = g_string_new ("Name");
  g_autoptr (KithAccount) account = NULL;
  g_autoptr (GPtrArray) list = NULL;

  for (guint i = 0; i < KITH_OWN_FIELDS_MAX + 5; i++)
    g_string_append_printf (text, ",Answer no %u", i + 1);
  g_string_append (text, "\nNea Nord");
  for (guint i = 0; i < KITH_OWN_FIELDS_MAX + 5; i++)
    g_string_append_printf (text, ",%u", i + 1);
  account = bring_in (fixture->store, "wide.csv", text->str, &keep_all);
  g_assert_cmpuint (account->added, ==, 1);
  g_assert_true (has_note (account->notes, "cannot be kept"));
  list = kith_own_field_list (fixture->store, NULL);
  g_assert_cmpuint (list->len, ==, KITH_OWN_FIELDS_MAX);
  assert_value (fixture->store, "Nea Nord", "Answer no 200", "200");
}

static void
test_set_kind (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  KithStore *store = fixture->store;
  static const char *const written[] = { "03/04/2021", "04/13/2021", "later", "04/05/2020\n04/06/2020" };
  static const char *const kept[] = { "2021-03-04", "2021-04-13", "later", "04/05/2020\n04/06/2020" };
  gint64 people[G_N_ELEMENTS (written)], id;
  g_autoptr (GError) error = NULL;

  store_fixture_begin (store);
  g_assert_true (kith_own_field_put (store, "Joined", KITH_VALUE_TEXT, &id, NULL, &error));
  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    {
      people[i] = store_fixture_add_person (store, "Somebody", NULL);
      g_assert_true (kith_own_value_set (store, people[i], id, written[i], NULL, &error));
    }
  store_fixture_commit (store);
  store_fixture_begin (store);
  g_assert_true (kith_own_field_set_kind (store, id, KITH_VALUE_DATE, &error));
  store_fixture_commit (store);
  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autofree char *value = dup_value (store, people[i], id);

      g_assert_cmpstr (value, ==, kept[i]);
    }
  g_assert_true (kith_act_undo (store, NULL, NULL, NULL, &error));
  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autofree char *value = dup_value (store, people[i], id);

      g_assert_cmpstr (value, ==, written[i]);
    }
}

/* --- import --- */

static void
test_import (void)
{
  static const struct
  {
    const char *head;
    KithValueKind kind;
  } expected[] = { { "Shirt size", KITH_VALUE_CHOICE }, { "Joined", KITH_VALUE_DATE }, { "Shifts", KITH_VALUE_NUMBER },
                   { "Drives", KITH_VALUE_YES_NO },     { "Dish", KITH_VALUE_TEXT },   { "Locker", KITH_VALUE_TEXT } };
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  KithStore *store = fixture->store;
  g_autofree char *empty = store_fixture_dump (store);
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autofree char *undone = NULL;
  g_autoptr (KithAccount) account = bring_in (store, "members.csv", MEMBERS, &keep_all);
  g_autoptr (KithAccount) second = NULL;
  g_autoptr (GPtrArray) list = kith_own_field_list (store, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (account->added, ==, 6);
  g_assert_true (
      has_note (account->notes, "Kept as fields of your own: Shirt size, Joined, Shifts, Drives, Dish, Locker."));
  g_assert_true (has_note (account->notes, "Left out to protect people: Any food allergies?."));
  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const KithOwnField *field = list->pdata[i];

      g_assert_cmpstr (field->name, ==, expected[i].head);
      g_assert_cmpint (field->kind, ==, expected[i].kind);
    }
  /* 13/04 tells for the whole column. */
  assert_value (store, "Nea Nord", "Joined", "2021-04-03");
  assert_value (store, "Nea Nord", "Locker", "01099");
  assert_value (store, "Cy Falk", "Dish", "Pie, with cream");
  assert_value (store, "Cy Falk", "Drives", "");

  /* The same once more, nothing said: what was chosen is remembered, and nothing changes. */
  first = store_fixture_dump (store);
  second = bring_in (store, "members.csv", MEMBERS, NULL);
  g_assert_cmpuint (second->matched, ==, 6);
  again = store_fixture_dump (store);
  g_assert_cmpstr (again, ==, first);

  g_assert_true (kith_act_undo (store, NULL, NULL, NULL, &error));
  undone = store_fixture_dump (store);
  g_assert_cmpstr (undone, ==, empty);
  g_assert_true (kith_act_redo (store, NULL, NULL, NULL, &error));
  g_clear_pointer (&again, g_free);
  again = store_fixture_dump (store);
  g_assert_cmpstr (again, ==, first);
}

/* Nothing is kept that nobody asked for; a sensitive column comes in where it is named. */
static void
test_asked (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *const map[] = { "Any food allergies?=field", "Shifts=field", NULL };
  const KithIntakeOptions options = { .map = map };
  g_autoptr (KithAccount) plain = bring_in (fixture->store, "members.csv", MEMBERS, NULL);
  g_autoptr (GPtrArray) none = kith_own_field_list (fixture->store, NULL);
  g_autoptr (KithAccount) asked = NULL;
  g_autoptr (KithAccount) other = NULL;
  g_autoptr (GPtrArray) two = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (has_note (plain->notes, "Columns not used: Shirt size,"));
  asked = bring_in (fixture->store, "members.csv", MEMBERS, &options);
  g_assert_cmpuint (asked->updated, ==, 5);
  two = kith_own_field_list (fixture->store, NULL);
  g_assert_cmpuint (two->len, ==, 2);
  assert_value (fixture->store, "Nea Nord", "Any food allergies?", "nuts");

  /* In another table a column of that name is the same field, but what is sensitive must be named again. */
  other = bring_in (fixture->store, "other.csv",
                    "Full name,E-mail,SHIFTS,Any food allergies?\nNea Nord,nea@example.org,13,eggs\n", NULL);
  g_assert_cmpuint (other->updated, ==, 1);
  assert_value (fixture->store, "Nea Nord", "Shifts", "13");
  assert_value (fixture->store, "Nea Nord", "Any food allergies?", "nuts");
}

static void
test_again (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  KithStore *store = fixture->store;
  g_autoptr (KithAccount) first = bring_in (store, "members.csv", MEMBERS, &keep_all);
  g_autoptr (KithAccount) newer = NULL;
  g_autoptr (KithAccount) doubled = NULL;
  g_autoptr (KithAccount) without = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_begin (store);
  g_assert_true (
      kith_own_value_set (store, find_person (store, "Olle Berg"), find (store, "Shirt size"), "XXL", NULL, &error));
  g_assert_true (kith_own_value_set (store, find_person (store, "Ada Ek"), find (store, "Dish"), NULL, NULL, &error));
  g_assert_true (kith_own_field_rename (store, find (store, "Shirt size"), "T-shirt", &error));
  store_fixture_commit (store);

  /* A newer value takes the place of an older one; an empty cell takes nothing away; what was set by hand stays. */
  newer = bring_in (store, "members.csv",
                    "Name,E-mail,Shirt size,Joined,Shifts,Drives,Any food allergies?,Dish,Locker\n"
                    "Nea Nord,nea@example.org,L,,about 20,yes,nuts,Soup,\n"
                    "Olle Berg,olle@example.org,S,13/04/2021,3,no,,=1+1,01100\n"
                    "Ada Ek,ada@example.org,M,05/05/2020,7,yes,milk,Stew,04177\n",
                    NULL);
  g_assert_cmpuint (newer->updated, ==, 1);
  g_assert_cmpuint (newer->matched, ==, 2);
  assert_value (store, "Nea Nord", "T-shirt", "L");
  assert_value (store, "Nea Nord", "Joined", "2021-04-03");
  assert_value (store, "Nea Nord", "Shifts", "about 20");
  assert_value (store, "Nea Nord", "Locker", "01099");
  assert_value (store, "Olle Berg", "T-shirt", "XXL");
  assert_value (store, "Ada Ek", "Dish", "");

  /* Of two rows about one person the first one holds, however often they come in. */
  for (guint i = 0; i < 2; i++)
    {
      doubled = bring_in (store, "twice.csv",
                          "Name,E-mail,T-shirt\nBo Dahl,bo@example.org,S\nBo Dahl,bo@example.org,XS\n", NULL);
      g_assert_cmpuint (doubled->updated, ==, i == 0 ? 1 : 0);
      assert_value (store, "Bo Dahl", "T-shirt", "S");
      g_clear_pointer (&doubled, kith_account_free);
    }

  /* What was taken away does not come again by itself. */
  store_fixture_begin (store);
  g_assert_true (kith_own_field_remove (store, find (store, "Locker"), &error));
  store_fixture_commit (store);
  without = bring_in (store, "members.csv", MEMBERS, NULL);
  g_assert_true (has_note (without->notes, "Columns not used: Locker."));
  g_assert_cmpint (find (store, "Locker"), ==, 0);
  left = kith_own_field_list (store, NULL);
  g_assert_cmpuint (left->len, ==, 5);
}

/* "members.csv", "by hand"; NULL for none */
static char *
dup_source (KithStore *store, const char *name, const char *head)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sources = kith_own_value_sources (store, find_person (store, name), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < sources->len; i++)
    {
      const KithOwnValueSource *source = sources->pdata[i];

      g_assert_true ((source->file != NULL) == (source->time != 0));
      if (source->field == find (store, head))
        return g_strdup (source->file != NULL ? source->file : "by hand");
    }
  return NULL;
}

/* Of each value it is known where it is from: the file that told it first, until another tells otherwise. */
static void
test_sources (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  KithStore *store = fixture->store;
  g_autoptr (KithAccount) first = bring_in (store, "members.csv", MEMBERS, &keep_all);
  g_autoptr (KithAccount) second
      = bring_in (store, "shifts.csv", "Name,E-mail,Shifts,Dish\nNea Nord,nea@example.org,13,Soup\n", NULL);
  g_autofree char *shifts = NULL;
  g_autofree char *dish = NULL;
  g_autofree char *locker = NULL;
  g_autofree char *drives = dup_source (store, "Cy Falk", "Drives");

  store_fixture_begin (store);
  g_assert_true (kith_own_value_set (store, find_person (store, "Nea Nord"), find (store, "Locker"), "7", NULL, NULL));
  store_fixture_commit (store);
  shifts = dup_source (store, "Nea Nord", "Shifts");
  dish = dup_source (store, "Nea Nord", "Dish");
  locker = dup_source (store, "Nea Nord", "Locker");
  g_assert_cmpstr (shifts, ==, "shifts.csv");
  g_assert_cmpstr (dish, ==, "members.csv");
  g_assert_cmpstr (locker, ==, "by hand");
  g_assert_null (drives);
}

/* Columns beside who was where are about the person too; those of ties are not. */
static void
test_other_tables (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithAccount) signed_in = bring_in (
      fixture->store, "sign-in.csv",
      "Name,Email,Event,Shirt size\nNea Nord,nea@example.org,Picnic,M\nOlle Berg,o@example.org,Picnic,L\n", &keep_all);
  g_autoptr (KithAccount) ties
      = bring_in (fixture->store, "ties.csv",
                  "From,To,Weight,Mood\nNea Nord,Olle Berg,2,good\nOlle Berg,Nea Nord,1,bad\n", &keep_all);
  g_autoptr (GPtrArray) list = kith_own_field_list (fixture->store, NULL);

  g_assert_cmpuint (signed_in->added, ==, 2);
  assert_value (fixture->store, "Nea Nord", "Shirt size", "M");
  g_assert_true (has_note (ties->notes, "Columns not used: Mood."));
  g_assert_cmpuint (list->len, ==, 1);
}

/* --- two records made one --- */

static void
test_merge (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  KithStore *store = fixture->store;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autoptr (KithAccount) account = bring_in (store, "members.csv", MEMBERS, &keep_all);
  g_autoptr (KithAccount) again = NULL;
  gint64 nea = find_person (store, "Nea Nord"), di = find_person (store, "Di Gren"), apart;

  before = store_fixture_dump (store);
  store_fixture_begin (store);
  g_assert_true (kith_people_merge (store, nea, di, 0, &error));
  store_fixture_commit (store);
  g_assert_no_error (error);
  after = store_fixture_dump (store);
  assert_value (store, "Nea Nord", "Shirt size", "M\nL");
  assert_value (store, "Nea Nord", "Shifts", "12\n105");
  assert_value (store, "Nea Nord", "Dish", "Soup");
  assert_value (store, "Nea Nord", "Drives", "yes\nno");

  g_assert_true (kith_act_undo (store, NULL, NULL, NULL, &error));
  undone = store_fixture_dump (store);
  g_assert_cmpstr (undone, ==, before);
  g_assert_true (kith_act_redo (store, NULL, NULL, NULL, &error));
  redone = store_fixture_dump (store);
  g_assert_cmpstr (redone, ==, after);

  /* Neither of the tables they came with brings back one alone. */
  again = bring_in (store, "members.csv", MEMBERS, NULL);
  assert_value (store, "Nea Nord", "Shirt size", "M\nL");

  /* Each has again what they had, but for what was changed since. */
  store_fixture_begin (store);
  g_assert_true (kith_own_value_set (store, nea, find (store, "Shifts"), "117", NULL, &error));
  g_assert_true (kith_people_separate (store, nea, &apart, &error));
  store_fixture_commit (store);
  g_assert_no_error (error);
  assert_value (store, "Nea Nord", "Shirt size", "M");
  assert_value (store, "Di Gren", "Shirt size", "L");
  assert_value (store, "Nea Nord", "Drives", "yes");
  assert_value (store, "Di Gren", "Drives", "no");
  assert_value (store, "Nea Nord", "Shifts", "117");
  assert_value (store, "Di Gren", "Shifts", "105");
  assert_value (store, "Di Gren", "Dish", "");
  store_fixture_assert_sound (store);
}

/* --- in arrays --- */

static void
test_columns (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  KithStore *store = fixture->store;
  g_autoptr (KithAccount) account = bring_in (store, "members.csv", MEMBERS, &keep_all);
  g_autoptr (KithSnapshot) snapshot = kith_snapshot_load (store, NULL, NULL, NULL);
  const KithFieldColumns *fields = snapshot->fields;
  const guint few[] = { 1, 4 };
  g_autoptr (KithFieldColumns) part = NULL;

  g_assert_cmpuint (fields->n_columns, ==, 6);
  for (guint c = 0; c < fields->n_columns; c++)
    {
      guint people = 0;

      g_assert_cmpint (kith_field_columns_find (fields, fields->columns[c].id), ==, c);
      for (guint i = 0; i < snapshot->n; i++)
        {
          g_autofree char *value = dup_value (store, snapshot->id[i], fields->columns[c].id);

          g_assert_cmpstr (kith_field_columns_get (fields, c, i), ==, value);
          people += *value != '\0';
        }
      g_assert_cmpuint (fields->columns[c].people, ==, people);
    }
  g_assert_cmpint (kith_field_columns_find (fields, 99), ==, -1);

  part = kith_field_columns_new_part (snapshot->fields, G_N_ELEMENTS (few), few);
  for (guint c = 0; c < fields->n_columns; c++)
    for (guint i = 0; i < G_N_ELEMENTS (few); i++)
      g_assert_cmpstr (kith_field_columns_get (part, c, i), ==, kith_field_columns_get (fields, c, few[i]));
}

/* Names in the order of a column. */
static char *
dup_order (const KithSnapshot *snapshot, const char *field)
{
  guint c = 0;
  g_autofree guint32 *rank = NULL;
  g_autoptr (GString) order = g_string_new (NULL);

  while (!g_str_equal (snapshot->fields->columns[c].name, field))
    c++;
  rank = kith_field_columns_rank (snapshot->fields, c);
  for (guint32 wanted = 1; wanted <= snapshot->n; wanted++)
    for (guint i = 0; i < snapshot->n; i++)
      if (rank[snapshot->fields->columns[c].value[i]] == wanted)
        g_string_append_printf (order, "%.2s ", snapshot->name[i]);
  return g_string_free_and_steal (g_steal_pointer (&order));
}

static void
test_order (void)
{
  static const struct
  {
    const char *field, *order;
  } expected[] = {
    { "Shifts", "Ol Cy Ad Ne Di Bo " }, /* 3 5 7 12 105, and then what is no number */
    { "Joined", "Bo Ad Ne Ol Di " },    /* of whom it is known */
    { "Drives", "Ol Bo Di Ne Ad " },    /* no, yes */
    { "Shirt size", "Ol Cy Di Ne Ad Bo " }, { "Locker", "Cy Ne Ol Ad Bo " },
  };
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithAccount) account = bring_in (fixture->store, "members.csv", MEMBERS, &keep_all);
  g_autoptr (KithSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_begin (fixture->store);
  g_assert_true (kith_own_value_set (fixture->store, find_person (fixture->store, "Bo Dahl"),
                                     find (fixture->store, "Shifts"), "a few", NULL, &error));
  store_fixture_commit (fixture->store);
  snapshot = kith_snapshot_load (fixture->store, NULL, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *order = dup_order (snapshot, expected[i].field);

      g_assert_cmpstr (order, ==, expected[i].order);
    }
}

static void
test_match (void)
{
  static const struct
  {
    const char *field; /* NULL for all that are searched */
    const char *word, *found;
  } expected[] = {
    { NULL, "soup", "Ne " },    { NULL, "m", "Ne Ad Bo Cy " },   { NULL, "105", "" },
    { "Shifts", "105", "Di " }, { "Drives", "no", "Ol Bo Di " }, { "Joined", "2021", "Ne Ol " },
    { "Locker", "soup", "" },
  };
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithAccount) account = bring_in (fixture->store, "members.csv", MEMBERS, &keep_all);
  g_autoptr (KithSnapshot) snapshot = kith_snapshot_load (fixture->store, NULL, NULL, NULL);
  g_autofree guint8 *hit = g_new (guint8, snapshot->n);

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      int column = expected[i].field != NULL
                       ? kith_field_columns_find (snapshot->fields, find (fixture->store, expected[i].field))
                       : -1;
      g_autoptr (GString) found = g_string_new (NULL);

      kith_field_columns_match (snapshot->fields, column, expected[i].word, hit);
      for (guint k = 0; k < snapshot->n; k++)
        if (hit[k])
          g_string_append_printf (found, "%.2s ", snapshot->name[k]);
      g_assert_cmpstr (found->str, ==, expected[i].found);
    }
}

/* Words as somebody types them, against what each should find. */
static void
test_search (void)
{
  static const struct
  {
    const char *typed, *found;
  } expected[] = {
    { "soup", "Ne " },
    { "shirt:m", "Ne Ad Bo " },
    { "Shirt-Size:L example", "Ol Cy Di " },
    { "shirt:m berg", "" },
    { "shirt: dish:", "Ne Ol Ad Bo Cy " },
    { "s:m", "" }, /* of two that begin so it is neither, and nobody is called that */
    { "size:m", "Ne Ad Bo " },
    { "drives:no", "Ol Bo Di " },
    { "shifts:>5", "Ne Ad Di " },
    { "shifts:>=5", "Ne Ad Cy Di " },
    { "shifts:<5", "Ol " },
    { "joined:<2021", "Ad Bo " },
    { "joined:>=2021-04-13", "Ol Di " },
    { "dish:\"with cream\"", "Cy " },
    { "dish:with soup", "" },
    { "nea@example.org", "Ne " },
    { "hat:red", "" },
  };
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithAccount) account = bring_in (fixture->store, "members.csv", MEMBERS, &keep_all);
  g_autoptr (KithSnapshot) snapshot = kith_snapshot_load (fixture->store, NULL, NULL, NULL);
  g_autofree guint8 *matches = g_new (guint8, snapshot->n);

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *folded = kith_text_fold (expected[i].typed);
      g_autoptr (GString) found = g_string_new (NULL);

      memset (matches, TRUE, snapshot->n);
      kith_search_narrow (snapshot, folded, matches);
      for (guint k = 0; k < snapshot->n; k++)
        if (matches[k])
          g_string_append_printf (found, "%.2s ", snapshot->name[k]);
      g_test_message ("%s", expected[i].typed);
      g_assert_cmpstr (found->str, ==, expected[i].found);
    }
  g_assert_true (kith_search_is_narrower ("shirts", "shirt"));
  g_assert_false (kith_search_is_narrower ("shirt:", "shirt"));
  g_assert_false (kith_search_is_narrower ("shirt", "shirts"));
}

/* An edit of something else takes the arrays over; one of a field, or of who is there, makes new ones. */
static void
test_shared (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  KithStore *store = fixture->store;
  g_autoptr (KithAccount) account = bring_in (store, "members.csv", MEMBERS, &keep_all);
  g_autoptr (KithSnapshot) first = kith_snapshot_load (store, NULL, NULL, NULL);
  g_autoptr (KithSnapshot) same = NULL;
  g_autoptr (KithSnapshot) other = NULL;
  g_autoptr (KithSnapshot) fewer = NULL;
  g_autoptr (GError) error = NULL;
  KithPerson person = { .id = find_person (store, "Nea Nord"), .town = (char *) "Harborside" };

  store_fixture_begin (store);
  g_assert_true (kith_person_update (store, &person, KITH_FIELD_TOWN, TRUE, NULL, &error));
  store_fixture_commit (store);
  same = kith_snapshot_load_again (store, first, NULL, NULL, &error);
  g_assert_true (same->fields == first->fields);
  store_fixture_begin (store);
  g_assert_true (kith_own_value_set (store, person.id, find (store, "Dish"), "Cake", NULL, &error));
  store_fixture_commit (store);
  other = kith_snapshot_load_again (store, same, NULL, NULL, &error);
  g_assert_true (other->fields != same->fields);
  g_assert_cmpstr (kith_field_columns_get (other->fields, 4, 0), ==, "Cake");
  g_assert_cmpstr (kith_field_columns_get (same->fields, 4, 0), ==, "Soup");
  store_fixture_begin (store);
  g_assert_true (kith_person_remove (store, person.id, &error));
  store_fixture_commit (store);
  fewer = kith_snapshot_load_again (store, other, NULL, NULL, &error);
  g_assert_cmpuint (fewer->fields->n, ==, 5);
  g_assert_cmpstr (kith_field_columns_get (fewer->fields, 4, 0), ==, "=1+1");
}

static void
test_shown (void)
{
  g_autofree char *yes = kith_field_value_dup_shown (KITH_VALUE_YES_NO, "ja");
  g_autofree char *odd = kith_field_value_dup_shown (KITH_VALUE_YES_NO, "perhaps");
  g_autofree char *both = kith_field_value_dup_shown (KITH_VALUE_CHOICE, "M\nL");
  g_autofree char *date = kith_field_value_dup_shown (KITH_VALUE_DATE, "2021-04-03");
  g_autofree char *late = kith_field_value_dup_shown (KITH_VALUE_DATE, "next year");

  g_assert_cmpstr (yes, ==, "Yes");
  g_assert_cmpstr (odd, ==, "perhaps");
  g_assert_cmpstr (both, ==, "M · L");
  g_assert_cmpstr (date, ==, "04/03/21");
  g_assert_cmpstr (late, ==, "next year");
}

/* --- written out --- */

static char *
dup_export (KithStore *store, const char *name, KithCsvFlags csv, KithExportResult *result)
{
  g_autoptr (KithSnapshot) snapshot = kith_snapshot_load (store, NULL, NULL, NULL);
  g_autofree char *path = g_build_filename (made_folder (), name, NULL);
  g_autoptr (GError) error = NULL;
  KithExportOptions options;
  char *text;

  kith_export_options_init (&options, snapshot);
  options.csv = csv;
  kith_export_run (store, snapshot, path, &options, result, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  return text;
}

/* What goes out and comes in again elsewhere is the same. */
static void
test_round_trip (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (StoreFixture) other = store_fixture_new ();
  const char *const map[]
      = { "Shirt size=field", "Joined=field", "Shifts=field", "Drives=field", "Dish=field", "Locker=field", NULL };
  const KithIntakeOptions options = { .map = map };
  g_autoptr (KithAccount) account = bring_in (fixture->store, "members.csv", MEMBERS, &keep_all);
  g_autofree char *text = dup_export (fixture->store, "out.csv", KITH_CSV_PLAIN, NULL);
  g_autoptr (KithAccount) back = bring_in (other->store, "out.csv", text, &options);
  g_autoptr (KithSnapshot) here = kith_snapshot_load (fixture->store, NULL, NULL, NULL);
  g_autoptr (KithSnapshot) there = kith_snapshot_load (other->store, NULL, NULL, NULL);

  g_assert_cmpuint (back->added, ==, 6);
  g_assert_cmpuint (there->fields->n_columns, ==, here->fields->n_columns);
  for (guint c = 0; c < here->fields->n_columns; c++)
    {
      g_assert_cmpint (there->fields->columns[c].kind, ==, here->fields->columns[c].kind);
      for (guint i = 0; i < here->n; i++)
        {
          const char *value = kith_field_columns_get (here->fields, c, i);

          /* A formula is text by a mark before it. */
          g_assert_cmpstr (kith_field_columns_get (there->fields, c, i), ==,
                           g_str_equal (value, "=1+1") ? "'=1+1" : value);
        }
    }
}

/* Networks for other programs tell the kinds, and come back as fields. */
static void
test_graphs (void)
{
  static const char *const files[] = { "net.graphml", "net.gexf" };
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (KithAccount) account = bring_in (fixture->store, "members.csv", MEMBERS, &keep_all);
  g_autoptr (KithAccount) tied = bring_in (fixture->store, "ties.csv", "From,To\nNea Nord,Olle Berg\n", NULL);
  g_autoptr (KithSnapshot) here = kith_snapshot_load (fixture->store, NULL, NULL, NULL);

  for (gsize k = 0; k < G_N_ELEMENTS (files); k++)
    {
      g_autofree char *text = dup_export (fixture->store, files[k], KITH_CSV_PLAIN, NULL);
      g_autoptr (StoreFixture) other = store_fixture_new ();
      g_autoptr (KithAccount) back = bring_in (other->store, files[k], text, &keep_all);
      g_autoptr (KithSnapshot) there = kith_snapshot_load (other->store, NULL, NULL, NULL);

      g_assert_nonnull (strstr (text, "\"Shirt size\""));
      g_assert_nonnull (strstr (text, k == 0 ? "attr.type=\"boolean\"" : "type=\"boolean\""));
      for (guint i = 0; i < here->n; i++)
        {
          gint64 person = find_person (other->store, here->name[i]);
          int at = kith_snapshot_find (there, person);

          for (guint c = 0; c < here->fields->n_columns; c++)
            {
              int column = kith_field_columns_find (there->fields, find (other->store, here->fields->columns[c].name));
              const char *value = kith_field_columns_get (here->fields, c, i);

              /* "yes" and "no" are true and false there. */
              if (here->fields->columns[c].kind == KITH_VALUE_YES_NO)
                value = g_str_equal (value, "yes") ? "true" : g_str_equal (value, "no") ? "false" : value;
              g_assert_cmpstr (kith_field_columns_get (there->fields, (guint) column, (guint) at), ==, value);
            }
        }
    }
}

/* What somebody who asked not to be contacted has in fields stays here, and of others what a refusal may be about. */
static void
test_discretion (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  KithStore *store = fixture->store;
  g_autoptr (KithAccount) account = bring_in (store, "members.csv",
                                              "Name,Email,Do not contact,No calls,Second number,Notes 7\n"
                                              "Nea Nord,nea@example.org,yes,,+46 8 555 111 22,blue\n"
                                              "Olle Berg,olle@example.org,,yes,+46 8 555 111 33,green\n"
                                              "Ada Ek,ada@example.org,,,+46 8 555 111 44,red\n",
                                              &keep_all);
  KithExportResult result = { 0 };
  g_autofree char *text = NULL;

  g_assert_cmpuint (account->added, ==, 3);
  text = dup_export (store, "out.csv", KITH_CSV_PLAIN, &result);
  g_assert_null (strstr (text, "111 22"));
  g_assert_null (strstr (text, "blue"));
  g_assert_null (strstr (text, "111 33"));
  g_assert_nonnull (strstr (text, "green"));
  g_assert_nonnull (strstr (text, "111 44"));
  g_assert_nonnull (strstr (text, "red"));
  g_assert_cmpuint (result.held_back[KITH_HELD_BACK_DO_NOT_CONTACT], ==, 1);
  g_assert_cmpuint (result.held_back[KITH_HELD_BACK_REFUSED], ==, 1);

  {
    g_autofree char *graph = dup_export (store, "out.graphml", KITH_CSV_PLAIN, NULL);

    g_assert_null (strstr (graph, "111 22"));
    g_assert_null (strstr (graph, "blue"));
    g_assert_null (strstr (graph, "111 33"));
    g_assert_nonnull (strstr (graph, "green"));
    g_assert_nonnull (strstr (graph, "111 44"));
  }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/own-fields/kinds", test_kinds);
  g_test_add_func ("/own-fields/kept", test_kept);
  g_test_add_func ("/own-fields/sensitive", test_sensitive);
  g_test_add_func ("/own-fields/fields", test_fields);
  g_test_add_func ("/own-fields/too-many", test_too_many);
  g_test_add_func ("/own-fields/set-kind", test_set_kind);
  g_test_add_func ("/own-fields/import", test_import);
  g_test_add_func ("/own-fields/asked", test_asked);
  g_test_add_func ("/own-fields/again", test_again);
  g_test_add_func ("/own-fields/sources", test_sources);
  g_test_add_func ("/own-fields/other-tables", test_other_tables);
  g_test_add_func ("/own-fields/merge", test_merge);
  g_test_add_func ("/own-fields/columns", test_columns);
  g_test_add_func ("/own-fields/order", test_order);
  g_test_add_func ("/own-fields/match", test_match);
  g_test_add_func ("/own-fields/search", test_search);
  g_test_add_func ("/own-fields/graphs", test_graphs);
  g_test_add_func ("/own-fields/shared", test_shared);
  g_test_add_func ("/own-fields/shown", test_shown);
  g_test_add_func ("/own-fields/round-trip", test_round_trip);
  g_test_add_func ("/own-fields/discretion", test_discretion);
  status = g_test_run ();
  remove_made_files ();
  return status;
}
