/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files as they are shown before they come in, what is said of their columns, and that it is remembered. */

#include "import-fixture.h"
#include "kith-error.h"
#include "kith-intake.h"
#include "kith-people.h"
#include "kith-preview.h"
#include "kith-ties.h"
#include "store-fixture.h"

#include <string.h>

static GPtrArray *
preview (KithStore *store, const KithChoices *choices, const char *path, const char *other)
{
  const char *const paths[] = { path, other, NULL };
  g_autoptr (GError) error = NULL;
  GPtrArray *previews = kith_preview_read (store, paths, choices, NULL, &error);

  g_assert_no_error (error);
  return previews;
}

static const KithPreviewColumn *
get_column (const KithPreview *self, guint i)
{
  g_assert_cmpuint (i, <, self->columns->len);
  return &g_array_index (self->columns, KithPreviewColumn, i);
}

static GPtrArray *
import (StoreFixture *fixture, const KithIntakeOptions *options, const char *path, const char *other)
{
  const char *const paths[] = { path, other, NULL };
  g_autoptr (GError) error = NULL;
  GPtrArray *accounts = kith_intake_run (fixture->store, paths, options, NULL, NULL, &error);

  g_assert_no_error (error);
  return accounts;
}

static gboolean
keep_name (const KithPerson *person, gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup (person->name));
  return TRUE;
}

/* All names, in the order of their ids. */
static char *
dup_names (StoreFixture *fixture)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (kith_people_each (fixture->store, keep_name, names, NULL, NULL));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static void
test_known_export (void)
{
  g_autofree char *path = own_file ("civicrm-contacts.csv");
  g_autoptr (GPtrArray) previews = preview (NULL, NULL, path, NULL);
  const KithPreview *self = previews->pdata[0];

  g_assert_cmpuint (previews->len, ==, 1);
  g_assert_null (self->trouble);
  g_assert_cmpstr (self->recognized_as, ==, "CiviCRM contacts");
  g_assert_cmpstr (self->system->name, ==, "CiviCRM");
  g_assert_cmpint (self->kind, ==, KITH_TABLE_PEOPLE);
  g_assert_cmpuint (self->head_row, ==, 1);
  g_assert_true (self->rows_counted);
}

static void
test_columns (void)
{
  g_autofree char *path = make_file ("messy.csv", "Members of the choir\n\nName,E-mail,Birthday,Shoes,Nothing\n"
                                                  "Nea Nord,,4.5.1980,\xf0\x9f\x91\x9f,\n"
                                                  "Ole Ost,ole@example.org,,41,\n"
                                                  "Pia Past,pia@example.org,,41,\n"
                                                  "Quinn Quist,quinn@example.org,,42,\n"
                                                  "Rut Rask,rut@example.org,,43,\n");
  g_autoptr (GPtrArray) previews = preview (NULL, NULL, path, NULL);
  const KithPreview *self = previews->pdata[0];

  g_assert_cmpstr (self->recognized_as, ==, "people");
  g_assert_cmpuint (self->head_row, ==, 3);
  g_assert_cmpuint (self->rows, ==, 5);
  g_assert_cmpuint (self->columns->len, ==, 5);
  g_assert_cmpint (get_column (self, 0)->kind, ==, KITH_COLUMN_PERSON_NAME);
  g_assert_cmpstr (get_column (self, 0)->samples[2], ==, "Pia Past");
  g_assert_null (get_column (self, 0)->samples[3]);
  /* The first ones there are, each once. */
  g_assert_cmpstr (get_column (self, 1)->samples[0], ==, "ole@example.org");
  g_assert_true (get_column (self, 2)->sensitive);
  g_assert_cmpint (get_column (self, 2)->kind, ==, KITH_COLUMN_SENSITIVE);
  g_assert_cmpstr (get_column (self, 2)->samples[0], ==, "4.5.1980");
  g_assert_cmpint (get_column (self, 3)->kind, ==, KITH_COLUMN_UNKNOWN);
  g_assert_cmpstr (get_column (self, 3)->samples[1], ==, "41");
  g_assert_cmpstr (get_column (self, 3)->samples[2], ==, "42");
  g_assert_null (get_column (self, 4)->samples[0]);
}

/* A file that is no table says so, and the others are shown. */
static void
test_trouble (void)
{
  g_autofree char *good = own_file ("sign-ups.csv");
  g_autofree char *bad = make_file_sized ("picture.csv", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
  g_autoptr (GPtrArray) previews = preview (NULL, NULL, bad, good);
  const KithPreview *self = previews->pdata[0];

  g_assert_nonnull (self->trouble);
  g_assert_cmpstr (self->name, ==, "picture.csv");
  g_assert_cmpuint (self->columns->len, ==, 0);
  g_assert_null (((const KithPreview *) previews->pdata[1])->trouble);
}

static void
test_many_rows (void)
{
  g_autoptr (GString) text = g_string_new ("Name,Email\n");
  g_autoptr (GPtrArray) previews = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  const KithPreview *self;

  for (guint i = 0; i < 40000; i++)
    g_string_append_printf (text, "Nea Nord %05u,nea%05u@example.org\n", i, i);
  path = make_file ("many.csv", text->str);
  previews = preview (NULL, NULL, path, NULL);
  self = previews->pdata[0];
  g_assert_false (self->rows_counted);
  g_assert_cmpuint (self->rows, >, 38000);
  g_assert_cmpuint (self->rows, <, 42000);

  g_cancellable_cancel (cancelled);
  g_assert_null (kith_preview_read (NULL, (const char *const[]) { path, NULL }, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Where nobody is found the columns can be said, and then it is a table as any. */
static void
test_by_hand (void)
{
  g_autofree char *path = make_file ("codes.csv", "Q1,Q2\n17,a\n18,b\n18,b\n");
  g_autoptr (GPtrArray) before = preview (NULL, NULL, path, NULL);
  const KithTableField fields[] = { { 1, KITH_COLUMN_PERSON_NAME, 0 }, { 0, KITH_COLUMN_TAGS, 0 } };
  const KithTableChoice choice = { .path = path, .fields = fields, .n_fields = G_N_ELEMENTS (fields) };
  const KithChoices choices = { .tables = &choice, .n_tables = 1 };
  g_autoptr (GPtrArray) after = preview (NULL, &choices, path, NULL);
  const KithPreview *self = before->pdata[0];

  g_assert_cmpint (self->kind, ==, KITH_TABLE_AUTO);
  g_assert_nonnull (self->trouble);
  g_assert_cmpuint (self->columns->len, ==, 2);
  g_assert_cmpstr (get_column (self, 1)->samples[0], ==, "a");
  self = after->pdata[0];
  g_assert_null (self->trouble);
  g_assert_cmpint (self->kind, ==, KITH_TABLE_PEOPLE);
  g_assert_cmpint (get_column (self, 1)->kind, ==, KITH_COLUMN_PERSON_NAME);
  g_assert_true (get_column (self, 1)->by_hand);
}

static void
test_remembered (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *first = make_file ("one.csv", "Wer,Womit\nNea Nord,nea@example.org\n");
  g_autofree char *second = make_file ("two.csv", "Wer,Womit\nOle Ost,ole@example.org\n");
  g_autofree char *names = NULL;
  const KithTableField fields[] = { { 0, KITH_COLUMN_LEFT_OUT, 0 } };
  const KithTableChoice choice = { .path = first, .fields = fields, .n_fields = 1 };
  g_autoptr (GPtrArray) accounts
      = import (fixture, &(KithIntakeOptions) { .tables = &choice, .n_tables = 1 }, first, NULL);
  g_autoptr (GPtrArray) previews = preview (fixture->store, NULL, second, NULL);
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) anew = NULL;
  const KithPreview *self = previews->pdata[0];

  g_assert_false (has_note (((KithAccount *) accounts->pdata[0])->notes, "earlier file"));
  g_assert_true (self->remembered);
  g_assert_cmpint (get_column (self, 0)->kind, ==, KITH_COLUMN_LEFT_OUT);
  g_assert_true (get_column (self, 0)->by_hand);
  again = import (fixture, NULL, second, NULL);
  g_assert_true (has_note (((KithAccount *) again->pdata[0])->notes, "Wer = Leave out"));
  names = dup_names (fixture);
  g_assert_cmpstr (names, ==, "nea@example.org, ole@example.org");

  /* Unless it is said anew, or that it does not count. */
  anew = preview (fixture->store, &(KithChoices) { .forget = TRUE }, second, NULL);
  g_assert_false (((const KithPreview *) anew->pdata[0])->remembered);
  g_assert_cmpint (get_column (anew->pdata[0], 0)->kind, !=, KITH_COLUMN_LEFT_OUT);

  /* What was never brought in is not remembered; taking back the import takes the memory too. */
  g_assert_true (kith_act_undo (fixture->store, NULL, NULL, NULL, NULL));
  g_assert_true (kith_act_undo (fixture->store, NULL, NULL, NULL, NULL));
  g_clear_pointer (&anew, g_ptr_array_unref);
  anew = preview (fixture->store, NULL, second, NULL);
  g_assert_false (((const KithPreview *) anew->pdata[0])->remembered);
  store_fixture_assert_sound (fixture->store);
}

/* Of several files each takes what it has a column for; a column that none has is a mistake. */
static void
test_map_of_several (void)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autofree char *odd = make_file ("odd.csv", "Wer,Womit\nNea Nord,nea@example.org\n");
  g_autofree char *plain = make_file ("plain.csv", "Name\nOle Ost\n");
  g_autofree char *names = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = import (
      fixture, &(KithIntakeOptions) { .map = (const char *const[]) { "Wer=name", "Womit=email", NULL } }, odd, plain);

  names = dup_names (fixture);
  g_assert_cmpstr (names, ==, "Nea Nord, Ole Ost");
  g_assert_null (kith_intake_run (fixture->store, (const char *const[]) { odd, plain, NULL },
                                  &(KithIntakeOptions) { .map = (const char *const[]) { "Wo=name", NULL } }, NULL, NULL,
                                  &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_MAPPING);
}

static gboolean
keep_date (const KithTie *tie, gpointer user_data)
{
  /* of the first two people */
  if (MAX (tie->a, tie->b) == 2)
    *(gint64 *) user_data = tie->date;
  return TRUE;
}

static char *
dup_date_of_tie (StoreFixture *fixture)
{
  gint64 date = 0;
  g_autoptr (GDateTime) time = NULL;

  g_assert_true (kith_ties_each (fixture->store, keep_date, &date, NULL, NULL));
  time = g_date_time_new_from_unix_utc (date);
  return g_date_time_format (time, "%F");
}

/* Values above twelve tell; where none does it is said, or asked. */
static void
test_dates (void)
{
  static const struct
  {
    const char *date, *other;
    KithDateWish wish;
    const char *expected;
    gboolean open;
  } cases[] = {
    { "03/04/2024", "25/12/2023", KITH_DATE_WISH_NONE, "2024-04-03", FALSE },
    { "03/04/2024", "12/25/2023", KITH_DATE_WISH_DAY_FIRST, "2024-03-04", FALSE },
    { "03/04/2024", "01/02/2023", KITH_DATE_WISH_NONE, "2024-04-03", TRUE },
    { "03/04/2024", "01/02/2023", KITH_DATE_WISH_DAY_FIRST, "2024-04-03", TRUE },
    { "03/04/2024", "01/02/2023", KITH_DATE_WISH_MONTH_FIRST, "2024-03-04", TRUE },
    { "03-04-2024", "01-02-2023", KITH_DATE_WISH_MONTH_FIRST, "2024-03-04", TRUE },
    { "03.04.2024", "01.02.2023", KITH_DATE_WISH_NONE, "2024-04-03", FALSE },
    { "4-Mar-2024", "1-Feb-2023", KITH_DATE_WISH_NONE, "2024-03-04", FALSE },
    { "2024-03-04", "2023-01-02", KITH_DATE_WISH_DAY_FIRST, "2024-03-04", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StoreFixture) fixture = store_fixture_new ();
      g_autofree char *text = g_strdup_printf ("From,To,Kind,Date\nNea Nord,Ole Ost,friends,%s\n"
                                               "Ole Ost,Nea Nord,friends,%s\n",
                                               cases[i].date, cases[i].other);
      g_autofree char *path = make_file ("dates.csv", text);
      g_autoptr (GPtrArray) previews = preview (NULL, NULL, path, NULL);
      g_autoptr (GPtrArray) accounts = import (fixture, &(KithIntakeOptions) { .dates = cases[i].wish }, path, NULL);
      g_autofree char *date = dup_date_of_tie (fixture);

      g_test_message ("%u", i);
      g_assert_cmpint (get_column (previews->pdata[0], 3)->dates_open, ==, cases[i].open);
      g_assert_cmpstr (date, ==, cases[i].expected);
      g_assert_cmpint (has_note (((KithAccount *) accounts->pdata[0])->notes, "day/month/year"), ==,
                       cases[i].open && cases[i].wish == KITH_DATE_WISH_NONE);
    }
}

/* Thousands of dates may come before the one that tells. */
static void
test_late_dates (void)
{
  static const struct
  {
    const char *late, *late_too;
    const char *expected, *note;
    gboolean open;
  } cases[] = {
    { "2/13/2024", "5/5/2024", "2024-03-04", "month/day/year, as row 5002 shows", FALSE },
    { "13/2/2024", "5/5/2024", "2024-04-03", "day/month/year, as row 5002 shows", FALSE },
    { "5/5/2024", "1/2/2024", "2024-04-03", "none of them says otherwise", TRUE },
    { "2/13/2024", "2/14/2024", "2024-03-04", "month/day/year, as row 5002 shows", FALSE },
    { "13/2/2024", "2/14/2024", "2024-04-03", "except those that can only be month/day/year", TRUE },
  };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      guint at = i / 2;
      gboolean empty = i % 2 == 1; /* or nothing at all */
      g_autoptr (StoreFixture) fixture = store_fixture_new ();
      g_autoptr (GString) text = g_string_new ("From,To,Kind,Date\nNea Nord,Ole Ost,friends,03/04/2024\n");
      g_autofree char *path = NULL;
      g_autofree char *date = NULL;

      if (empty)
        g_string_assign (text, "From,To,Kind,Date\nNea Nord,Ole Ost,friends,\n");
      for (guint k = 0; k < 4999; k++)
        g_string_append_printf (text, "Person %u,Nea Nord,friends,%s\n", k, empty ? "" : "1/2/2023");
      g_string_append_printf (text, "Nea Nord,Max Moor,friends,%s\nNea Nord,Li Wei,friends,%s\n", cases[at].late,
                              cases[at].late_too);
      if (empty)
        g_string_append (text, "Nea Nord,Ole Ost,friends,03/04/2024\n");
      path = make_file ("dates.csv", text->str);
      {
        g_autoptr (GPtrArray) previews = preview (NULL, NULL, path, NULL);
        g_autoptr (GPtrArray) accounts = import (fixture, &(KithIntakeOptions) { 0 }, path, NULL);

        g_test_message ("%u", i);
        date = dup_date_of_tie (fixture);
        g_assert_cmpint (get_column (previews->pdata[0], 3)->dates_open, ==, cases[at].open);
        g_assert_cmpstr (date, ==, cases[at].expected);
        g_assert_true (has_note (((KithAccount *) accounts->pdata[0])->notes, cases[at].note));
      }
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/preview/known-export", test_known_export);
  g_test_add_func ("/preview/columns", test_columns);
  g_test_add_func ("/preview/trouble", test_trouble);
  g_test_add_func ("/preview/many-rows", test_many_rows);
  g_test_add_func ("/preview/by-hand", test_by_hand);
  g_test_add_func ("/preview/remembered", test_remembered);
  g_test_add_func ("/preview/map-of-several", test_map_of_several);
  g_test_add_func ("/preview/dates", test_dates);
  g_test_add_func ("/preview/late-dates", test_late_dates);
  status = g_test_run ();
  remove_made_files ();
  return status;
}
