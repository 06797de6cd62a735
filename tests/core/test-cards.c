/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Address cards of all ages and LDIF, and archives around any format. */

#include "format-fixture.h"
#include "kith-people.h"

static void
assert_rows (const char *name, const char *text, const char *rows)
{
  g_autofree char *path = make_file (name, text);
  g_autofree char *dump = dump_sheets (path);

  g_assert_cmpstr (dump, ==, rows);
}

/* id|name|first|middle|last|nickname|email|phone|2|3|organization|town|website|2|3|notes|groups */
static void
test_vcard (void)
{
  assert_rows (
      "old.vcf",
      "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Bj=F6rk;=C5sa;\r\n"
      "FN;QUOTED-PRINTABLE:=C3=85sa =\r\nBj=C3=B6rk\r\nTEL;CELL:070-123 45 67\r\nTEL;HOME;VOICE:040-1\r\n"
      "EMAIL;INTERNET:asa@example.org\r\nEMAIL;PREF:asa@example.com\r\nORG:Harbour Food Bank;Kitchen\r\n"
      "URL:https://a.example\r\nURL;WORK:https://b.example\r\nPHOTO;JPEG;BASE64:\r\n AAAA\r\n BBBB\r\n\r\nADR;HOME:;;Storgatan 1;Lund;;222 22;\r\nEND:VCARD\r\n",
      "[old.vcf] 1:|Åsa Björk|Åsa||Björk||asa@example.org, asa@example.com|070-123 45 67|040-1||Harbour Food "
      "Bank|Lund|https://a.example|https://b.example|||");
  assert_rows (
      "new.vcf",
      "BEGIN:VCARD\nVERSION:3.0\nUID:u1\nFN:Nea Nord\nN:Nord;Nea;;;\nitem1.EMAIL;type=INTERNET:nea@example.org\n"
      "CATEGORIES:Choir,Board\\, old\nNOTE:one\\ntwo\n  lines\nitem2.X-ABRELATEDNAMES;type=pref:Max Berg\n"
      "item2.X-ABLabel:_$!<Spouse>!$_\nBDAY:1980-01-01\nEND:VCARD\n"
      "BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:u2\nFN:Li Wei\nRELATED;TYPE=friend:u1\n"
      "RELATED;TYPE=colleague;VALUE=text:Ana Paz\nRELATED;TYPE=contact:urn:uuid:elsewhere\nTEL;VALUE=uri:tel:+46-1\nEND:VCARD\n"
      "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Team\nMEMBER:urn:uuid:u2\nMEMBER:urn:uuid:u1\nEND:VCARD\n",
      "[new.vcf] 1:u1|Nea Nord|Nea||Nord||nea@example.org|||||||||one\ntwo lines|Choir ::: Board, old ::: Team"
      " 14:urn:uuid:u2|Li Wei||||||+46-1|||||||||Team"
      " [new.vcf] 1:u1|Nea Nord|nea@example.org||Max Berg||Spouse"
      " 14:urn:uuid:u2|Li Wei||u1|Nea Nord|nea@example.org|friend 14:urn:uuid:u2|Li Wei|||Ana Paz||colleague");
  {
    g_autofree char *path = make_file (
        "ties.vcf", "BEGIN:VCARD\nVERSION:4.0\nUID:a\nFN:Nea Nord\nRELATED;TYPE=spouse:mailto:max@example.org\n"
                    "CATEGORIES:Choir\nEND:VCARD\n");

    assert_brings (path, "2 people 1 ties 0 events 1 groups 1 attendance");
  }
}

static void
test_ldif (void)
{
  assert_rows (
      "a.ldif",
      "version: 1\n# by hand\ndn: cn=Team\nobjectclass: groupOfNames\ncn: Team\nmember: cn=Nea,\n mail=nea@example.org\n\n"
      "dn: cn=Nea,mail=nea@example.org\ncn:: TsOpYSBOb3Jk\ngivenName: Nea\nsn: Nord\nmail: nea@example.org\n"
      "mobile: 070\ndescription: a\n longer note\njpegPhoto:< file:///etc/passwd\n",
      "[a.ldif] 9:|Néa Nord|Nea||Nord||nea@example.org|070||||||||alonger note|Team");
}

static void
test_zip (void)
{
  const ArchivePart parts[] = { { "export/people.csv", "id,name\n1,Nea Nord\n2,Max Berg\n" },
                                { "export/ties.gml", "graph [ node [ id 1 label \"Li\" ] ]" },
                                { "__MACOSX/._people.csv", "xx" },
                                { "../../etc/cards.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Paz\nEND:VCARD\n" },
                                { "picture.png", "\211PNG" },
                                { "what.bin", "\001\002\003\004\005\006\007\010\001\002\003\004\005\006\007\010" } };
  const ArchivePart none[] = { { "picture.png", "x" } };
  g_autofree char *path = make_zip ("export.zip", parts, G_N_ELEMENTS (parts));
  g_autofree char *empty = make_zip ("none.zip", none, 1);
  g_autofree char *cut = make_file_sized ("cut.zip", "PK\003\004aaaaaaaaaaaaaaaa", 20);
  g_autofree char *dump = dump_sheets (path);
  const char *const paths[] = { path, NULL };
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = NULL;

  g_assert_cmpstr (dump, ==,
                   "[export.zip: people.csv] 1:id|name 2:1|Nea Nord 3:2|Max Berg [export.zip: ties.gml] 1:1|Li||Li"
                   " [export.zip: cards.vcf] 1:|Ana Paz|||||||||||||||");
  accounts = kith_intake_run (fixture->store, paths, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 3);
  g_assert_cmpstr (((KithAccount *) accounts->pdata[0])->format, ==, "csv.zip");
  g_assert_cmpstr (((KithAccount *) accounts->pdata[1])->format, ==, "gml.zip");
  assert_brings (path, "4 people 0 ties 0 events 0 groups 0 attendance");
  assert_refused (empty, KITH_ERROR_NOT_A_TABLE, "no file with people");
  assert_refused (cut, KITH_ERROR_NOT_READABLE, "damaged");
}

/* Archives that unpack to more than anybody has, and archives in archives without end. */
static void
test_bombs (void)
{
  g_autofree char *zeros = g_strnfill (64 << 20, '0');
  const ArchivePart big[]
      = { { "a.csv", zeros }, { "b.csv", zeros }, { "c.csv", zeros }, { "d.csv", zeros }, { "e.csv", zeros } };
  g_autofree char *path = make_zip ("inner0.zip", big, 1);

  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("inner%u.zip", i);
      g_autofree char *bytes = NULL;
      gsize length;
      struct archive *archive = archive_write_new ();
      struct archive_entry *entry = archive_entry_new ();
      g_autofree char *outer = g_build_filename (made_folder (), name, NULL);

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      archive_write_set_format_zip (archive);
      g_assert_cmpint (archive_write_open_filename (archive, outer), ==, ARCHIVE_OK);
      archive_entry_set_pathname (entry, "next.zip");
      archive_entry_set_size (entry, length);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_write_header (archive, entry);
      archive_write_data (archive, bytes, length);
      archive_entry_free (entry);
      archive_write_free (archive);
      g_free (path);
      path = g_steal_pointer (&outer);
    }
  assert_refused (path, KITH_ERROR_NOT_A_TABLE, "no file with people");
}

static void
test_real (void)
{
  static const SharedFile files[] = {
    { "networks/football.zip", "115 people 613 ties 0 events 0 groups 0 attendance" },
    { "people/thunderbird-import.ldif", "1 people 0 ties 0 events 1 groups 1 attendance" },
  };

  assert_shared_bring (files, G_N_ELEMENTS (files));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cards/vcard", test_vcard);
  g_test_add_func ("/cards/ldif", test_ldif);
  g_test_add_func ("/archives/zip", test_zip);
  g_test_add_func ("/archives/bombs", test_bombs);
  g_test_add_func ("/cards/real", test_real);
  result = g_test_run ();
  remove_made_files ();
  return result;
}
