/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Workbooks: what stands in cells comes as staff see it, several sheets are several tables, and what is locked, damaged or too large is
 * refused in a sentence. */

#include "kith-archive.h"
#include "format-fixture.h"

#define SHEET(rows) "<worksheet xmlns='m'><sheetData>" rows "</sheetData><mergeCells/></worksheet>"

static const char types[] = "<Types xmlns='t'/>";
static const char relations[] = "<Relationships xmlns='r'>"
                                "<Relationship Id='a' Type='x/worksheet' Target='worksheets/sheet1.xml'/>"
                                "<Relationship Id='b' Type='x/worksheet' Target='/xl/worksheets/two.xml'/>"
                                "<Relationship Id='c' Type='x/sharedStrings' Target='sharedStrings.xml'/>"
                                "<Relationship Id='d' Type='x/styles' Target='styles.xml'/></Relationships>";
static const char styles[]
    = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='00000'/><numFmt numFmtId='165' formatCode='[$-407]d/ mmm\\ yy'/>"
      "<numFmt numFmtId='166' formatCode='&quot;days&quot; 0'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
      "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='166'/>"
      "<xf numFmtId='22'/><xf numFmtId='20'/></cellXfs></styleSheet>";
static const char strings[] = "<sst><si><t>Name</t></si><si><r><t>Nea </t></r><r><rPr/><t>Nord</t></r></si>"
                              "<si><t>漢字</t><rPh sb='0' eb='2'><t>かんじ</t></rPh></si></sst>";

static char *
make_xlsx (const char *name, const char *workbook, const char *one, const char *two)
{
  const ArchivePart parts[] = {
    { "[Content_Types].xml", types }, { "xl/workbook.xml", workbook },     { "xl/_rels/workbook.xml.rels", relations },
    { "xl/styles.xml", styles },      { "xl/sharedStrings.xml", strings }, { "xl/worksheets/sheet1.xml", one },
    { "xl/worksheets/two.xml", two }
  };

  return make_zip (name, parts, two != NULL ? 7 : 6);
}

#define ONE_SHEET "<workbook><sheets><sheet name='First' id='a'/></sheets></workbook>"

static void
test_cells (void)
{
  static const char cells[] = SHEET (
      "<row r='2'><c r='A2' t='s'><v>0</v></c><c r='C2' t='inlineStr'><is><t>own</t></is></c><c r='D2' t='s'><v>2</v></c></row>"
      "<row r='5'><c r='A5' t='s'><v>1</v></c><c r='B5'><v>4.47E+11</v></c><c><v>12</v></c><c><v>0.30000000000000004</v></c>"
      "<c s='1'><v>45000</v></c><c s='2'><v>420</v></c><c s='3'><v>45000</v></c><c s='4'><v>7</v></c>"
      "<c s='5'><v>45000.5</v></c><c s='6'><v>0.75</v></c></row>"
      "<row><c t='b'><v>1</v></c><c t='e'><v>#N/A</v></c><c t='str'><f>A&amp;B</f><v>made</v></c><c t='d'><v>2024-03-05T14:40:47</v></c>"
      "<c t='s'><v>99</v></c><c><v>-3</v></c></row>");
  static const char date_1904[] = SHEET ("<row><c s='1'><v>1</v></c><c s='1'><v>43538</v></c></row>");
  g_autofree char *path = make_xlsx ("cells.xlsx", ONE_SHEET, cells, NULL);
  g_autofree char *dump = dump_sheets (path);
  g_autofree char *path_1904 = make_xlsx (
      "old.xlsx", "<workbook><workbookPr date1904='1'/><sheets><sheet name='x' id='a'/></sheets></workbook>", date_1904,
      NULL);
  g_autofree char *dump_1904 = dump_sheets (path_1904);

  g_assert_cmpstr (dump, ==,
                   "[cells.xlsx] 2:Name||own|漢字"
                   " 5:Nea Nord|447000000000|12|0.3|2023-03-15|00420|2023-03-15|7|2023-03-15 12:00:00|18:00:00"
                   " 6:TRUE||made|2024-03-05 14:40:47||-3");
  g_assert_cmpstr (dump_1904, ==, "[old.xlsx] 1:1904-01-02|2023-03-15");
}

static void
test_ods (void)
{
  static const char content[]
      = "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x'><office:body><office:spreadsheet>"
        "<table:table table:name='Blank'><table:table-row table:number-rows-repeated='1048576'>"
        "<table:table-cell table:number-columns-repeated='16384'/></table:table-row></table:table>"
        "<table:table table:name='Members'>"
        "<table:table-row><table:table-cell office:value-type='string'><office:annotation><text:p>a note</text:p></office:annotation>"
        "<text:p>Name</text:p></table:table-cell><table:covered-table-cell/>"
        "<table:table-cell office:value-type='string'><text:p>one</text:p><text:p>two<text:s/>three</text:p></table:table-cell></table:table-row>"
        "<table:table-row table:number-rows-repeated='2'><table:table-cell table:number-columns-repeated='3'/></table:table-row>"
        "<table:table-row table:number-rows-repeated='2'>"
        "<table:table-cell office:value-type='float' office:value='420'><text:p>00420</text:p></table:table-cell>"
        "<table:table-cell office:value-type='float' office:value='447000000000'><text:p>4.47E+11</text:p></table:table-cell>"
        "<table:table-cell office:value-type='date' office:date-value='2024-03-05T00:00:00'><text:p>05/03/24</text:p></table:table-cell>"
        "<table:table-cell office:value-type='boolean' office:boolean-value='true'><text:p>WAHR</text:p></table:table-cell>"
        "<table:table-cell office:value-type='time' office:time-value='PT14H05M07S'><text:p>14:05</text:p></table:table-cell>"
        "<table:table-cell table:number-columns-repeated='2' office:value-type='float' office:value='1'/></table:table-row>"
        "</table:table></office:spreadsheet></office:body></office:document-content>";
  const ArchivePart parts[]
      = { { "mimetype", "application/vnd.oasis.opendocument.spreadsheet" }, { "content.xml", content } };
  const ArchivePart locked[]
      = { { "mimetype", "application/vnd.oasis.opendocument.spreadsheet" },
          { "META-INF/manifest.xml", "<m:manifest xmlns:m='m'><m:encryption-data/></m:manifest>" },
          { "content.xml", "\001\002\003" } };
  g_autofree char *path = make_zip ("members.ods", parts, 2);
  g_autofree char *locked_path = make_zip ("locked.ods", locked, 3);
  g_autofree char *dump = dump_sheets (path);

  g_assert_cmpstr (
      dump, ==,
      "[members.ods] 1:Name||one\ntwo three"
      " 4:00420|447000000000|2024-03-05|TRUE|14:05:07|1|1 5:00420|447000000000|2024-03-05|TRUE|14:05:07|1|1");
  assert_refused (locked_path, KITH_ERROR_NOT_READABLE, "password");
}

static char *
make_repeated (const char *name, const char *rows)
{
  g_autofree char *content = g_strconcat (
      "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x'><table:table table:name='a'>"
      "<table:table-row><table:table-cell><text:p>Name</text:p></table:table-cell></table:table-row>",
      rows, "</table:table></office:document-content>", NULL);
  const ArchivePart parts[]
      = { { "mimetype", "application/vnd.oasis.opendocument.spreadsheet" }, { "content.xml", content } };

  return make_zip (name, parts, 2);
}

static void
assert_rows (const char *path, guint n)
{
  g_autoptr (KithSource) source = kith_source_new (NULL);
  g_autoptr (GError) error = NULL;
  KithCsvRow row;
  guint rows = 0;

  g_assert_true (kith_source_add_path (source, path, &error));
  g_assert_cmpuint (source->sheets->len, ==, 1);
  g_assert_true (kith_sheet_rewind (source->sheets->pdata[0], &error));
  while (kith_sheet_next (source->sheets->pdata[0], &row, NULL, &error))
    rows++;
  g_assert_no_error (error);
  g_assert_cmpuint (rows, ==, n);
}

/* A few bytes that mean gigabytes are refused before they take them; a column that is filled to the end of the sheet, and a large matrix of noughts,
 * are not. */
static void
test_repeated (void)
{
#define CELL(times, text)                                                                                              \
  "<table:table-cell table:number-columns-repeated='" times "'><text:p>" text "</text:p></table:table-cell>"
#define ROW(times, cells) "<table:table-row table:number-rows-repeated='" times "'>" cells "</table:table-row>"
  g_autofree char *rows = make_repeated ("rows.ods", ROW ("10000000", CELL ("1", "a")));
  g_autofree char *square = make_repeated ("square.ods", ROW ("10000", CELL ("16384", "Name")));
  g_autofree char *column = make_repeated ("column.ods", ROW ("1048575", CELL ("1", "") CELL ("2", "yes")));
  g_autofree char *noughts = make_repeated ("noughts.ods", ROW ("4000", CELL ("10000", "0")));
  g_autoptr (GString) many = g_string_new (NULL);
  g_autofree char *sum = NULL;

  assert_refused (rows, KITH_ERROR_TOO_LARGE, "repeats cells");
  assert_refused (square, KITH_ERROR_TOO_LARGE, "repeats cells");
  assert_rows (column, 1048576);
  assert_rows (noughts, 4001);
  /* Each is small. */
  for (guint i = 0; i < 20000; i++)
    g_string_append (many, ROW ("1", CELL ("16384", "0")));
  sum = make_repeated ("sum.ods", many->str);
  assert_refused (sum, KITH_ERROR_TOO_LARGE, "repeats cells");
#undef ROW
#undef CELL
}

/* Two sheets are two tables, whatever their order, with an account each; a third that says nothing of people is passed over. */
static void
test_sheets (void)
{
  static const char workbook[]
      = "<workbook><sheets><sheet name='Ties' id='a'/><sheet name='People' id='b'/></sheets></workbook>";
  static const char ties[]
      = SHEET ("<row><c t='inlineStr'><is><t>from</t></is></c><c t='inlineStr'><is><t>to</t></is></c></row>"
               "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>2</v></c><c><v>3</v></c></row>");
  static const char people[] = SHEET (
      "<row><c t='inlineStr'><is><t>Members of the choir</t></is></c></row><row/>"
      "<row><c t='inlineStr'><is><t>id</t></is></c><c t='inlineStr'><is><t>name</t></is></c><c t='inlineStr'><is><t>city</t></is></c></row>"
      "<row><c><v>1</v></c><c t='inlineStr'><is><t>Nea Nord</t></is></c><c t='inlineStr'><is><t>Lund</t></is></c></row>"
      "<row><c><v>2</v></c><c t='inlineStr'><is><t>Max Berg</t></is></c><c t='inlineStr'><is><t>Lund</t></is></c></row>"
      "<row><c><v>3</v></c><c t='inlineStr'><is><t>Li Wei</t></is></c><c t='inlineStr'><is><t>Ystad</t></is></c></row>"
      "<row><c><v>4</v></c><c t='inlineStr'><is><t>Ana Paz</t></is></c><c t='inlineStr'><is><t>Ystad</t></is></c></row>");
  g_autofree char *path = make_xlsx ("choir.xlsx", workbook, ties, people);
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *const paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = kith_intake_run (fixture->store, paths, NULL, NULL, NULL, &error);
  const KithAccount *account;

  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 2);
  account = accounts->pdata[0];
  g_assert_cmpstr (account->file, ==, "choir.xlsx: Ties");
  g_assert_cmpstr (account->recognized_as, ==, "ties");
  g_assert_cmpstr (account->format, ==, "xlsx");
  g_assert_cmpuint (account->ties, ==, 2);
  g_assert_cmpuint (account->people, ==, 0);
  account = accounts->pdata[1];
  g_assert_cmpstr (account->recognized_as, ==, "people");
  g_assert_cmpuint (account->people, ==, 4);
  assert_brings (path, "4 people 2 ties 0 events 0 groups 0 attendance");
}

/* Writes into all heads of an archive that its entries unpack to @size bytes. */
static void
say_size (const char *path, guint32 size)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  const guint32 said = GUINT32_TO_LE (size);
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, &error));
  for (gsize i = 0; i + 46 < length; i++)
    {
      if (memcmp (bytes + i, "PK\001\002", 4) == 0)
        memcpy (bytes + i + 24, &said, sizeof said);
      if (memcmp (bytes + i, "PK\003\004", 4) == 0)
        memcpy (bytes + i + 22, &said, sizeof said);
    }
  g_assert_true (g_file_set_contents (path, bytes, length, &error));
}

/* Of an archive that says of a large entry that it is small no more is unpacked than it says. */
static void
test_lying (void)
{
  g_autofree char *big = g_strnfill (4 << 20, ' ');
  const ArchivePart parts[] = { { "xl/worksheets/sheet1.xml", big } };
  g_autofree char *path = make_zip ("lying.xlsx", parts, G_N_ELEMENTS (parts));
  g_autoptr (KithFile) file = NULL;
  g_autoptr (KithArchive) archive = NULL;
  g_autoptr (GError) error = NULL;
  char buffer[1000];
  gsize unpacked = 0;
  guint64 size;
  gssize n;

  say_size (path, 2500);
  file = kith_file_open (path, &error);
  g_assert_no_error (error);
  archive = kith_archive_open (file, &error);
  g_assert_true (kith_archive_find (archive, parts[0].name, &size, &error));
  g_assert_cmpuint (size, ==, 2500);
  while ((n = kith_archive_read (archive, buffer, sizeof buffer, &error)) > 0)
    unpacked += n;
  g_assert_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE);
  g_assert_cmpuint (unpacked, <=, size);
}

static void
test_refused (void)
{
  static const char bomb[] = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><worksheet><sheetData>"
                             "<row><c t='inlineStr'><is><t>&b;</t></is></c></row></sheetData></worksheet>";
  g_autofree char *big = g_strnfill (40 << 20, ' ');
  const ArchivePart document[] = { { "[Content_Types].xml", types }, { "word/document.xml", "<w/>" } };
  ArchivePart zeros[] = { { "[Content_Types].xml", types },
                          { "xl/workbook.xml", ONE_SHEET },
                          [2 ... 25] = { "xl/worksheets/sheet1.xml", big } };
  g_autofree char *trap = make_xlsx ("trap.xlsx", ONE_SHEET, bomb, NULL);
  g_autofree char *empty = make_xlsx ("empty.xlsx", ONE_SHEET, SHEET (""), NULL);
  g_autofree char *broken = make_xlsx ("broken.xlsx", ONE_SHEET, "<worksheet><sheetData><row><c", NULL);
  g_autofree char *text = make_zip ("letter.docx", document, 2);
  g_autofree char *huge = make_zip ("huge.xlsx", zeros, G_N_ELEMENTS (zeros));
  g_autofree char *cut = make_file_sized ("cut.xlsx", "PK\003\004", 4);

  assert_refused (trap, KITH_ERROR_NOT_A_TABLE, "entities");
  assert_refused (empty, KITH_ERROR_EMPTY, "no rows");
  assert_refused (broken, KITH_ERROR_NOT_READABLE, "damaged");
  assert_refused (text, KITH_ERROR_NOT_A_TABLE, "without sheets");
  assert_refused (huge, KITH_ERROR_TOO_LARGE, "768 megabytes");
  assert_refused (cut, KITH_ERROR_NOT_READABLE, "damaged");
}

/* The project's own file of Excel 2.1, and others' of all ages. */
static void
test_real (void)
{
  static const SharedFile files[] = {
    { "suites/gephi-import/spreadsheet/matrix.xlsx", "5 people 3 ties 0 events 0 groups 0 attendance" },
    { "suites/gephi-import/spreadsheet/repeated_headers.xls", "5 people 0 ties 0 events 0 groups 0 attendance" },
    { "suites/messytables/simple.ods", "3 people 0 ties 0 events 0 groups 0 attendance" },
    { "suites/messytables/sw_gen.xlsx", "10 people 0 ties 0 events 0 groups 0 attendance" },
  };
  g_autofree char *own = own_file ("members.xls");
  g_autofree char *dump = dump_sheets (own);
  g_autofree char *dates = shared_file_or_skip ("suites/sheetjs/1904/1904.xlsx");
  g_autofree char *locked = shared_file_or_skip ("suites/sheetjs/password_2002_40_xor.xls");

  g_assert_cmpstr (dump, ==,
                   "[members.xls] 1:Name|E-mail|Phone 2:Nea Nord|nea@example.org|46701234567 3:Max Berg||12.5");
  if (dates == NULL)
    return;
  {
    g_autofree char *shown = dump_sheets (dates);

    g_test_message ("%s", shown);
    g_assert_nonnull (strstr (shown, "4:1111|1907-01-16"));
  }
  assert_refused (locked, KITH_ERROR_NOT_READABLE, "password");
  assert_shared_bring (files, G_N_ELEMENTS (files));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workbooks/cells", test_cells);
  g_test_add_func ("/workbooks/ods", test_ods);
  g_test_add_func ("/workbooks/repeated", test_repeated);
  g_test_add_func ("/workbooks/sheets", test_sheets);
  g_test_add_func ("/workbooks/lying", test_lying);
  g_test_add_func ("/workbooks/refused", test_refused);
  g_test_add_func ("/workbooks/real", test_real);
  result = g_test_run ();
  remove_made_files ();
  return result;
}
