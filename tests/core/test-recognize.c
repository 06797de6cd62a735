/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "import-fixture.h"
#include "kith-error.h"
#include "kith-record.h"
#include "kith-table.h"

#include <string.h>

/* The first table of a file. */
static KithTable *
try_table (const char *path, const KithTableOptions *options, GError **error)
{
  KithSource *source = kith_source_new (NULL);

  g_test_queue_destroy ((GDestroyNotify) kith_source_free, source);
  return kith_source_add_path (source, path, error) ? kith_table_new (source->sheets->pdata[0], options, error) : NULL;
}

static KithTable *
open_table (const char *path, KithTableKind as, const char *const *map)
{
  const KithTableOptions options = { .as = as, .map = map };
  g_autoptr (GError) error = NULL;
  KithTable *table = try_table (path, &options, &error);

  g_assert_no_error (error);
  return table;
}

/* Every file of the project's own: what it is, and the row its data begin in. */
static void
test_own_files (void)
{
  static const struct
  {
    const char *file, *recognized;
    guint first_row, rows;
  } files[] = {
    { "karate.csv", "ties", 2, 78 },
    { "southern-women.csv", "attendance", 2, 89 },
    { "civicrm-contacts.csv", "CiviCRM contacts", 2, 3 },
    { "mailchimp-audience.csv", "Mailchimp audience", 2, 2 },
    { "action-network.csv", "Action Network people", 2, 2 },
    { "nationbuilder.csv", "NationBuilder people", 2, 2 },
    { "everyaction.xls.txt", "EveryAction or VAN people", 2, 2 },
    { "eventbrite-attendees.csv", "Eventbrite attendees", 2, 3 },
    { "meetup-members.xls.txt", "Meetup members", 2, 2 },
    { "npsp-relationships.csv", "NPSP relationships", 2, 3 },
    { "discourse-users.csv", "Discourse users", 2, 2 },
    { "linkedin-connections.csv", "LinkedIn connections", 5, 2 },
    { "google-contacts.csv", "Google contacts", 2, 1 },
    { "relationships.csv", "CiviCRM relationships", 2, 2 },
    { "medlemmar-1252.csv", "people", 2, 3 },
    { "vorname.csv", "people", 2, 2 },
    { "sign-in-sheet.csv", "people", 4, 4 },
    { "duplicate-heads.csv", "people", 2, 3 },
    { "gephi-edges.csv", "ties", 2, 4 },
    { "gephi-nodes.csv", "people", 2, 4 },
    { "household.csv", "people", 2, 4 },
    { "sign-ups.csv", "attendance", 2, 4 },
    { "followers.csv", "people", 2, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = own_file (files[i].file);
      g_autoptr (KithTable) table = open_table (path, KITH_TABLE_AUTO, NULL);
      g_autoptr (GError) error = NULL;
      KithCsvRow row;
      guint rows = 0;

      g_test_message ("%s", files[i].file);
      g_assert_cmpstr (table->recognized, ==, files[i].recognized);
      g_assert_cmpuint (table->first_row, ==, files[i].first_row);
      while (kith_table_next (table, &row, NULL, &error))
        rows++;
      g_assert_no_error (error);
      g_assert_cmpuint (rows, ==, files[i].rows);
      g_assert_true (kith_table_rewind (table, &error));
      g_assert_true (kith_table_next (table, &row, NULL, &error));
      g_assert_cmpuint (row.number, ==, files[i].first_row);
    }
}

/* "from=from to=to …" of what is used. */
static char *
describe (const KithTable *table)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < table->n_columns; i++)
    {
      const char *name = kith_column_get_name (table->columns[i].kind, table->columns[i].side);

      if (name != NULL && !g_str_equal (name, "ignore"))
        g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", name);
    }
  return g_string_free_and_steal (out);
}

static void
assert_is (const char *text, const char *recognized, const char *columns)
{
  g_autofree char *path = make_file ("table.csv", text);
  g_autoptr (KithTable) table = open_table (path, KITH_TABLE_AUTO, NULL);
  g_autofree char *described = describe (table);

  g_test_message ("%s", text);
  g_assert_cmpstr (table->recognized, ==, recognized);
  g_assert_cmpstr (described, ==, columns);
}

static void
test_heads (void)
{
  assert_is ("Namn;E-post;Mobil\nNea Nord;nea@x.org;0701234567\n", "people", "name email phone");
  assert_is ("Vorname,Nachname,E-Mail\nUte,Groß,ute@x.org\n", "people", "first_name last_name email");
  assert_is ("Prénom;Nom;Courriel;Ville\nZoé;Petit;zoe@x.org;Lyon\n", "people", "first_name last_name email town");
  assert_is ("Nombre;Apellidos;Correo electrónico;Teléfono\nAna;Ruiz;ana@x.org;600111222\n", "people",
             "first_name last_name email phone");
  assert_is ("Nome;Cognome;Cellulare\nLuca;Rossi;3331112223\n", "people", "first_name last_name phone");
  assert_is ("Voornaam,Achternaam,Woonplaats\nJan,Blom,Delft\n", "people", "first_name last_name town");
  assert_is ("Imię;Nazwisko;Miasto\nEwa;Nowak;Łódź\n", "people", "first_name last_name town");
  assert_is ("Etunimi;Sukunimi;Sähköposti\nAino;Virta;aino@x.org\n", "people", "first_name last_name email");
  assert_is ("Fornavn;Etternavn;Telefon\nKari;Dal;91234567\n", "people", "first_name last_name phone");
  assert_is ("FIRSTNAME,LASTNAME,ID,Do Not Mail\nMary,Jones,1,0\n", "people", "first_name last_name id no_post");
}

static void
test_ties (void)
{
  /* Addresses that stand on both sides are of people who know each other; two that never meet may be one person's. */
  assert_is ("a,b\nx@ex.org,y@ex.org\ny@ex.org,z@ex.org\n", "ties", "from to");
  assert_is ("a,b\nx@ex.org,x@home.org\ny@ex.org,y@home.org\n", "people", "email");
  /* heads that say nothing */
  assert_is ("a,b\nNea Nord,nea@ex.org\nBo Ek,bo@ex.org\n", "people", "name email");
  assert_is ("x,b,a\n7,nea@ex.org,Nea Nord\n9,bo@ex.org,Bo Ek\n", "people", "email name");
  assert_is ("a,b\nNea Nord,Bo Ek\nLi Wei,Rut Rask\n", "ties", "from to");
  assert_is ("Source,Target,Weight\na,b,2\n", "ties", "from to weight");
  assert_is ("id_1,id_2\n0,747\n", "ties", "from to");
  assert_is ("0 1\n0 2\n1 2\n", "ties", "from to");
  assert_is ("1,2,5\n2,3,1\n", "ties", "from to weight");
  assert_is ("person a,person b\nNea Nord,Bo Ek\n", "ties", "from to");
  assert_is ("nea@x.org,bo@x.org\nbo@x.org,cy@x.org\n", "ties", "from to");
  assert_is ("George Keith,William Bradford\nGeorge Fox,George Keith\n", "ties", "from to");
  assert_is ("src dst time\n1 2 1082040961\n3 4 1082155839\n", "ties", "from to date");
  assert_is ("From,To,Date,Subject\na@x.org,\"b@x.org, c@x.org\",1/6/2014 8:39,Hi\n", "ties", "from to date");
}

static void
test_attendance (void)
{
  assert_is ("member_id,group_id,weight\n2069,19277993,3\n625050,19277993,2\n", "attendance", "id group_id");
  assert_is ("event,person,time\n1,55566,136124026250\n1,60571,136124026250\n", "attendance", "event from date");
  assert_is (",Lodge,Caucus\nAdams,0,1\nAllen,1,1\n", "attendance", "from");
  assert_is ("from,to\nA,x\nA,y\nB,x\nB,y\nC,x\nC,y\nD,x\nD,y\n", "attendance", "from event");
  assert_is ("Name,E-mail,Event\nNea,nea@x.org,Fair\nNea,nea@x.org,Choir\n", "attendance", "name email event");
}

static void
test_shapes (void)
{
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (labels, "%u %u\n", i, i % 7);
  assert_is (labels->str, "people", "id");
  assert_is ("id,target\n0,8\n1,17\n2,3\n3,8\n4,8\n", "people", "id");
  assert_is ("Id,Label,political_ideology\n0,One,x\n1,Two,y\n", "people", "id name");
  assert_is (" ,A,B,C\nA,0,1,0\nB,1,0,2\nC,0,2,0\n", "ties", "from");
  assert_is (";101;102;7\n101;;2;\n102;;;1\n7;3;;\n", "ties", "from");
  assert_is (";;Nea Nord;Bo Ek\n;0;2;1\nNea Nord;2;0;3\nBo Ek;1;3;0\n", "ties", "from");
  assert_is ("nea@x.org\nbo@x.org\ncy@x.org\n", "people", "email");
  assert_is ("Nea Nord,nea@x.org\nBo Ek,bo@x.org\n", "people", "name email");
  /* The recruiter is somebody else. */
  assert_is ("id,name,recruiter_id\n1,Nea,\n2,Bo,1\n", "people", "id name");
  /* A mark is nobody. */
  assert_is ("Name,Email,Referred\nNea Nord,nea@x.org,yes\nBo Ek,bo@x.org,No\nLi Wei,li@x.org,Yes\n", "people",
             "name email");
  assert_is ("Name,Email,Referred\nNea Nord,nea@x.org,1\nBo Ek,bo@x.org,0\n", "people", "name email");
  assert_is ("Name,Referred\nNea Nord,yes\nBo Ek,no\n", "people", "name");
  assert_is ("Name,Referred\nNea Nord,Bo Ek\nLi Wei,Nea Nord\n", "ties", "name to");
  assert_is ("from,to\na,y\nb,x\n", "ties", "from to");
}

static void
test_sensitive (void)
{
  g_autofree char *path
      = make_file ("table.csv", "Name,Birthday,Ethnicity,Party,Church,IP,Latitude\nNea,1990,x,y,z,1.2.3.4,59\n");
  g_autoptr (KithTable) table = open_table (path, KITH_TABLE_AUTO, NULL);
  KithCsvRow row;

  g_assert_cmpuint (table->notes->len, ==, 1);
  g_assert_nonnull (strstr (table->notes->pdata[0], "Birthday, Ethnicity, Party, Church, IP, Latitude"));
  g_assert_true (kith_table_next (table, &row, NULL, NULL));
  for (guint i = 1; i < table->n_columns; i++)
    g_assert_cmpstr (row.cells[i], ==, "");
}

static void
test_wishes (void)
{
  static const char *const map[] = { "Kolumn=name", "2=email", NULL };
  static const char *const ties[] = { "x=from", "y=to", NULL };
  g_autofree char *path = make_file ("table.csv", "Kolumn,Annat\nNea,nea@x.org\n");
  g_autofree char *pairs = make_file ("pairs.csv", "x,y\n1,5\n2,6\n");
  g_autoptr (KithTable) table = open_table (path, KITH_TABLE_AUTO, map);
  g_autoptr (KithTable) tied = open_table (pairs, KITH_TABLE_AUTO, ties);
  g_autoptr (KithTable) forced = open_table (pairs, KITH_TABLE_TIES, NULL);
  g_autoptr (KithTable) attended = open_table (pairs, KITH_TABLE_ATTENDANCE, NULL);
  g_autofree char *described = describe (table);
  g_autofree char *attended_columns = describe (attended);

  g_assert_cmpstr (described, ==, "name email");
  g_assert_cmpint (tied->kind, ==, KITH_TABLE_TIES);
  g_assert_cmpint (forced->kind, ==, KITH_TABLE_TIES);
  g_assert_cmpint (attended->kind, ==, KITH_TABLE_ATTENDANCE);
  g_assert_cmpstr (attended_columns, ==, "from event");
}

static void
assert_not (const char *text, const char *const *map, KithError code, const char *says)
{
  g_autofree char *path = make_file ("table.csv", text);
  const KithTableOptions options = { .map = map };
  g_autoptr (GError) error = NULL;
  g_autoptr (KithTable) table = try_table (path, &options, &error);

  g_assert_null (table);
  g_assert_error (error, KITH_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_refused (void)
{
  static const char *const no_column[] = { "Nme=name", NULL };
  static const char *const no_field[] = { "Name=nam", NULL };
  static const char *const no_sign[] = { "Name", NULL };

  assert_not ("Name,Email\n", NULL, KITH_ERROR_EMPTY, "no rows below");
  assert_not ("Name,Email\nNea,x@y.org\n", no_column, KITH_ERROR_MAPPING, "Name, Email");
  assert_not ("Name,Email\nNea,x@y.org\n", no_field, KITH_ERROR_MAPPING, "first_name");
  assert_not ("Name,Email\nNea,x@y.org\n", no_sign, KITH_ERROR_MAPPING, "COLUMN=FIELD");
  assert_not ("date,temperature,place\n2011-01-01,1,Galway\n2011-01-02,-1,Berkeley\n", NULL, KITH_ERROR_MAPPING,
              "--map");
  assert_not ("a,b,c\n1,2,3\n", NULL, KITH_ERROR_MAPPING, "--map");
  assert_not ("Once upon a time there was a file of text.\nIt had lines, but no table.\n", NULL, KITH_ERROR_MAPPING,
              "--map");
}

static void
test_records (void)
{
  g_autofree char *path
      = make_file ("table.csv", "Name,E-mail,Phone,Followers,Tags,Support level,Do not email\n"
                                "\"Nord, Nea\",\"Nea <NEA@x.org>; n.nord@y.org\",p:+46701234567,1.5k,\"a, b\",1,\n"
                                "BO EK,none,4.47E+11,\"1,250\",,5,Yes\n");
  g_autoptr (KithTable) table = open_table (path, KITH_TABLE_AUTO, NULL);
  g_auto (KithRecord) record = { 0 };
  KithCsvRow row;

  kith_record_init (&record);
  g_assert_true (kith_table_next (table, &row, NULL, NULL));
  kith_record_read (&record, table, &row, 0);
  g_assert_cmpstr (record.name, ==, "Nea Nord");
  g_assert_cmpstr (record.given, ==, "Nea");
  g_assert_cmpstr (record.family, ==, "Nord");
  g_assert_cmpuint (record.emails->len, ==, 2);
  g_assert_cmpstr (record.emails->pdata[0], ==, "nea@x.org");
  g_assert_cmpuint (record.phones->len, ==, 1);
  g_assert_cmpint (record.audience, ==, 1500);
  g_assert_cmpuint (record.tags->len, ==, 2);
  g_assert_cmpint (record.stance, ==, 2);
  g_assert_cmpint (record.email_word, ==, KITH_WORD_NONE);

  g_assert_true (kith_table_next (table, &row, NULL, NULL));
  kith_record_read (&record, table, &row, 0);
  g_assert_cmpstr (record.name, ==, "Bo Ek");
  g_assert_cmpuint (record.emails->len, ==, 0);
  g_assert_cmpuint (record.phones->len, ==, 0);
  g_assert_cmpint (record.audience, ==, 1250);
  g_assert_cmpint (record.stance, ==, -2);
  g_assert_cmpint (record.email_word, ==, KITH_WORD_NO);
}

int
main (int argc, char **argv)
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recognize/own-files", test_own_files);
  g_test_add_func ("/recognize/heads", test_heads);
  g_test_add_func ("/recognize/ties", test_ties);
  g_test_add_func ("/recognize/attendance", test_attendance);
  g_test_add_func ("/recognize/shapes", test_shapes);
  g_test_add_func ("/recognize/sensitive", test_sensitive);
  g_test_add_func ("/recognize/wishes", test_wishes);
  g_test_add_func ("/recognize/refused", test_refused);
  g_test_add_func ("/record/records", test_records);
  failed = g_test_run ();
  remove_made_files ();
  return failed;
}
