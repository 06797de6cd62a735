/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "import-fixture.h"
#include "kith-csv.h"
#include "kith-error.h"
#include "kith-values.h"

#include <string.h>
#include <sys/stat.h>

/* Rows as "[a|b][c]", read with the dialect found. */
static char *
read_all (const char *path, KithCsvDialect *dialect, GError **error)
{
  g_autoptr (KithInput) input = kith_input_open (path, error);
  g_autoptr (KithCsv) csv = NULL;
  g_autoptr (GError) broken = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  static char text[1 << 20];
  KithCsvRow row;
  gsize length = 0;
  gssize n;

  if (input == NULL)
    return NULL;
  while ((n = kith_input_read (input, text + length, 4096, NULL, error)) > 0 && length + 8192 < sizeof text)
    length += n;
  if (n < 0)
    return NULL;
  kith_csv_sniff (text, length, TRUE, dialect);
  csv = kith_csv_new (input, text, length, dialect);
  while (kith_csv_next (csv, &row, NULL, &broken))
    {
      g_string_append_c (out, '[');
      for (guint i = 0; i < row.n_cells; i++)
        g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", row.cells[i]);
      g_string_append_c (out, ']');
    }
  if (broken != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&broken));
      return NULL;
    }
  return g_string_free_and_steal (g_steal_pointer (&out));
}

static void
assert_reads_sized (const char *bytes, gssize length, char delimiter, const char *expected)
{
  g_autofree char *path = make_file_sized ("rows.csv", bytes, length);
  g_autoptr (GError) error = NULL;
  KithCsvDialect dialect;
  g_autofree char *read = read_all (path, &dialect, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (read, ==, expected);
  g_assert_cmpint (dialect.delimiter, ==, delimiter);
}

static void
assert_reads (const char *text, char delimiter, const char *expected)
{
  assert_reads_sized (text, -1, delimiter, expected);
}

static void
test_rfc4180 (void)
{
  assert_reads ("a,b,c\r\n1,2,3\r\n", ',', "[a|b|c][1|2|3]");
  assert_reads ("a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4", ',', "[a|b][1|ha \"ha\" ha][3|4]");
  assert_reads ("a,b\n\"Once upon\na time\",\"x\r\ny\"\n", ',', "[a|b][Once upon\na time|x\r\ny]");
  assert_reads ("a,b\n\"\",\"\"\n,\n", ',', "[a|b][|][|]");
  assert_reads ("a,b\n\"1, 2\",3\n", ',', "[a|b][1, 2|3]");
}

static void
test_line_ends (void)
{
  assert_reads ("a,b\r1,2\r3,4\r", ',', "[a|b][1|2][3|4]");
  assert_reads ("a,b\r\n1,2\n3,4\r5,6", ',', "[a|b][1|2][3|4][5|6]");
  assert_reads ("a,b\n\n1,2\n   \n", ',', "[a|b][][1|2][]");
}

static void
test_delimiters (void)
{
  assert_reads ("name;sum\nNea;1,5\nBo;2,5\n", ';', "[name|sum][Nea|1,5][Bo|2,5]");
  assert_reads ("name\tplace\nNea, N\tUmeå\n", '\t', "[name|place][Nea, N|Umeå]");
  assert_reads ("name|place\nNea|Oslo\n", '|', "[name|place][Nea|Oslo]");
  assert_reads ("sep=;\r\na;b,c\r\n1;2\r\n", ';', "[a|b,c][1|2]");
  assert_reads ("0 1\n0 22\n1  2 \n", ' ', "[0|1][0|22][1|2]");
  assert_reads ("src dst time\n1 2 1082040961\n", ' ', "[src|dst|time][1|2|1082040961]");
  /* Names with a blank in them are not two columns. */
  assert_reads ("Name\nNea Nord\nBo Ek\n", ',', "[Name][Nea Nord][Bo Ek]");
}

static void
test_comments (void)
{
  assert_reads ("# Nodes: 3\n# From\tTo\n0\t1\n1\t2\n", '\t', "[# Nodes: 3][# From\tTo][0|1][1|2]");
  assert_reads ("% a list\n1 2\n2 3\n", ' ', "[% a list][1|2][2|3]");
  assert_reads ("#,What's your name?\n1,Nea\n", ',', "[#|What's your name?][1|Nea]");
}

static void
test_broken_quotes (void)
{
  /* Quotes inside, lone ones, ones that never close. */
  assert_reads ("a,b\n5\" pipe,x\n", ',', "[a|b][5\" pipe|x]");
  assert_reads ("a,b\n\"Anna \"Ann\" Berg\",x\n", ',', "[a|b][Anna \"Ann\" Berg|x]");
  assert_reads ("a,b\n\"Nea,x\nBo,y\n", ',', "[a|b][\"Nea|x][Bo|y]");
  assert_reads ("a,b\n\"Nea,x\n\"Berg, Bo\",y\nCy,z\n", ',', "[a|b][\"Nea|x][Berg, Bo|y][Cy|z]");
  assert_reads ("a,b\n1, \"x, y\" \n", ',', "[a|b][1|x, y]");
}

static void
test_ragged (void)
{
  assert_reads ("a,b,c\n1\n1,2,3,4\n1,2,3\n", ',', "[a|b|c][1][1|2|3|4][1|2|3]");
}

static void
test_charsets (void)
{
  assert_reads ("\357\273\277n,o\nZo\303\253,x\n", ',', "[n|o][Zoë|x]");
  assert_reads_sized ("\377\376n\0,\0o\0\n\0\344\0,\0x\0\n\0", 18, ',', "[n|o][ä|x]");
  assert_reads_sized ("\376\377\0n\0,\0o\0\n\0\344\0,\0x\0\n", 18, ',', "[n|o][ä|x]");
  assert_reads_sized ("n\0a\0m\0e\0,\0o\0\n\0b\0,\0x\0\n\0", 22, ',', "[name|o][b|x]");
  assert_reads ("n,o\nG\366teborg,x\n", ',', "[n|o][Göteborg|x]");
}

static void
test_clean (void)
{
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  static const struct
  {
    const char *cell, *clean;
  } cells[] = {
    { "Nea Nord", "Nea Nord" },
    { "  Nea\t", "Nea" },
    { "n/a", "" },
    { "-", "" },
    { "none", "" },
    { "No", "No" },
    { "nina", "nina" },
    { "Bear\302\240", "Bear" },
    { "Bear\240", "Bear" },
    { "Jos\303\203\302\251", "José" },
    { "\342\200\234creators\342\200\235", "creators" },
    { "zero\342\200\213width", "zerowidth" },
    { "=1+1", "=1+1" },
    { "caf\351", "café" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *cell = g_strdup (cells[i].cell);

      g_assert_cmpstr (kith_value_clean (cell, owned), ==, cells[i].clean);
    }
}

static void
assert_date (const char *text, KithDateOrder order, const char *expected)
{
  gint64 date;

  if (expected == NULL)
    {
      g_assert_false (kith_value_date (text, order, &date, NULL));
      return;
    }
  g_assert_true (kith_value_date (text, order, &date, NULL));
  {
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (date);
    g_autofree char *shown = g_date_time_format (time, "%Y-%m-%d %H:%M:%S");

    g_assert_cmpstr (shown, ==, expected);
  }
}

static void
test_dates (void)
{
  assert_date ("2024-03-05", 0, "2024-03-05 00:00:00");
  assert_date ("2015-03-16 14:40:47", 0, "2015-03-16 14:40:47");
  assert_date ("2026/05/28 7:01:33 PM GMT+2", 0, "2026-05-28 17:01:33");
  assert_date ("2021-05-16T11:56:19Z", 0, "2021-05-16 11:56:19");
  assert_date ("20080901", 0, "2008-09-01 00:00:00");
  assert_date ("5.3.2024", 0, "2024-03-05 00:00:00");
  assert_date ("03/05/2024", KITH_DATES_DAY_FIRST, "2024-05-03 00:00:00");
  assert_date ("03/05/2024", KITH_DATES_MONTH_FIRST, "2024-03-05 00:00:00");
  assert_date ("05/28/26", KITH_DATES_DAY_FIRST, "2026-05-28 00:00:00");
  assert_date ("12 Mar 2025", 0, "2025-03-12 00:00:00");
  assert_date ("September 12, 2008", 0, "2008-09-12 00:00:00");
  assert_date ("01-Sep-08", 0, "2008-09-01 00:00:00");
  assert_date ("5 de marzo de 2024", 0, "2024-03-05 00:00:00");
  assert_date ("2024-02-30", 0, NULL);
  assert_date ("Q1 2024", 0, NULL);
  assert_date ("257.3.2024", 0, NULL);
  assert_date ("2024-03-00000257", 0, NULL);
  assert_date ("04/12", 0, NULL);
  assert_date ("1.2.3.4", 0, NULL);
  assert_date ("070-123 45 67", 0, NULL);
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    double value;
  } numbers[] = { { "2.45", 2.45 },      { "1,5", 1.5 }, { "1,234", 1234 }, { "1.234,5", 1234.5 },
                  { "1 234.5", 1234.5 }, { "-3", -3 },   { "1e3", 1000 } };
  double value;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_assert_true (kith_value_number (numbers[i].text, &value));
      g_assert_cmpfloat_with_epsilon (value, numbers[i].value, 1e-9);
    }
  g_assert_false (kith_value_number ("12 Elm St", &value));
  g_assert_false (kith_value_number ("nan", &value));
  g_assert_false (kith_value_number ("inf", &value));
  g_assert_false (kith_value_number ("1e999", &value));
  g_assert_false (kith_value_number ("", &value));
}

static void
assert_splits (const char *cell, const char *expected)
{
  g_autoptr (GPtrArray) parts = kith_value_split (cell);

  g_ptr_array_add (parts, NULL);
  {
    g_autofree char *joined = g_strjoinv ("+", (char **) parts->pdata);

    g_assert_cmpstr (joined, ==, expected);
  }
}

static void
test_lists (void)
{
  assert_splits ("\"VIP\",\"Blog\"", "VIP+Blog");
  assert_splits ("* My Contacts ::: Test", "* My Contacts+Test");
  assert_splits ("choir; garden;choir", "choir+garden");
  assert_splits ("a, b , ,c", "a+b+c");
  assert_splits ("\"Food, drink\",Blog", "Food, drink+Blog");
  assert_splits ("one / two", "one+two");
  assert_splits ("just one", "just one");
}

/* What is written by the rules is read as it was, whatever is in it: against the plainest writer, over several buffers. */
static void
test_any_cells (void)
{
  static const char *const bits[]
      = { "a", "Åsa", ",", "\"", "\n", "\r\n", ";", " ", "\t", "0", "|", "longer text", "" };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (GString) text = g_string_new ("one,two,three\n");
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KithInput) input = NULL;
  g_autoptr (KithCsv) csv = NULL;
  const KithCsvDialect dialect = { .delimiter = ',', .columns = 3 };
  KithCsvRow row;
  guint cell = 0;

  for (guint i = 0; i < 60000; i++)
    for (guint k = 0; k < 3; k++)
      {
        g_autoptr (GString) value = g_string_new (NULL);
        g_autoptr (GString) quoted = NULL;

        for (guint n = g_rand_int_range (random, 0, 6); n > 0; n--)
          g_string_append (value, bits[g_rand_int_range (random, 0, G_N_ELEMENTS (bits))]);
        quoted = g_string_new (value->str);
        g_string_replace (quoted, "\"", "\"\"", 0);
        g_string_append_printf (text, "\"%s\"%s", quoted->str, k < 2 ? "," : "\n");
        g_ptr_array_add (expected, g_strdup (value->str));
      }
  path = make_file ("any.csv", text->str);
  input = kith_input_open (path, &error);
  g_assert_no_error (error);
  csv = kith_csv_new (input, "", 0, &dialect);
  g_assert_true (kith_csv_next (csv, &row, NULL, &error));
  while (kith_csv_next (csv, &row, NULL, &error))
    {
      g_assert_cmpuint (row.n_cells, ==, 3);
      for (guint k = 0; k < 3; k++)
        g_assert_cmpstr (row.cells[k], ==, expected->pdata[cell++]);
    }
  g_assert_no_error (error);
  g_assert_cmpuint (cell, ==, expected->len);
}

static void
assert_refused (const char *path, KithError code)
{
  g_autoptr (GError) error = NULL;
  KithCsvDialect dialect;
  g_autofree char *read = read_all (path, &dialect, &error);

  g_assert_null (read);
  g_assert_error (error, KITH_ERROR, (int) code);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_refused (void)
{
  static const struct
  {
    const char *bytes;
    gssize length;
    KithError code;
  } files[] = {
    { "", 0, KITH_ERROR_EMPTY },
    { " \n\r\n", 4, KITH_ERROR_EMPTY },
    { "name\0,x\n", 8, KITH_ERROR_NOT_A_TABLE },
    { "\037\213\010\000\000\000\000\000\000\003garbage", 17, KITH_ERROR_NOT_READABLE },
  };
  g_autofree char *folder = g_build_filename (made_folder (), "folder", NULL);
  g_autofree char *pipe = g_build_filename (made_folder (), "pipe", NULL);
  g_autofree char *missing = g_build_filename (made_folder (), "missing", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = make_file_sized ("refused", files[i].bytes, files[i].length);

      assert_refused (path, files[i].code);
    }
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  assert_refused (folder, KITH_ERROR_NOT_A_TABLE);
  g_rmdir (folder);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_refused (pipe, KITH_ERROR_NOT_A_TABLE);
  assert_refused (missing, KITH_ERROR_NOT_FOUND);
}

/* A line of 40 megabytes is refused before it is all in memory. */
static void
test_long_line (void)
{
  g_autofree char *line = g_malloc (40 << 20);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KithInput) input = NULL;
  g_autoptr (KithCsv) csv = NULL;
  const KithCsvDialect dialect = { .delimiter = ',' };
  KithCsvRow row;

  memset (line, 'a', 40 << 20);
  path = make_file_sized ("line.csv", line, 40 << 20);
  input = kith_input_open (path, &error);
  csv = kith_csv_new (input, "", 0, &dialect);
  g_assert_false (kith_csv_next (csv, &row, NULL, &error));
  g_assert_error (error, KITH_ERROR, KITH_ERROR_TOO_LARGE);
  g_assert_cmpfloat (kith_input_get_fraction (input), <, 0.6);
}

static void
test_gzip (void)
{
  g_autoptr (GConverter) packer = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  const char *text = "Name,Town\nNea,Umeå\n";
  char packed[512];
  gsize used, made;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  KithCsvDialect dialect;
  g_autofree char *read = NULL;

  g_assert_cmpint (g_converter_convert (packer, text, strlen (text), packed, sizeof packed / 2,
                                        G_CONVERTER_INPUT_AT_END, &used, &made, &error),
                   ==, G_CONVERTER_FINISHED);
  /* Two members, one behind the other, are one file. */
  memcpy (packed + made, packed, made);
  path = make_file_sized ("packed.csv.gz", packed, 2 * made);
  read = read_all (path, &dialect, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read, ==, "[Name|Town][Nea|Umeå][Name|Town][Nea|Umeå]");
  g_free (path);
  path = make_file_sized ("cut.csv.gz", packed, made - 6);
  assert_refused (path, KITH_ERROR_NOT_READABLE);
}

int
main (int argc, char **argv)
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/rfc4180", test_rfc4180);
  g_test_add_func ("/csv/line-ends", test_line_ends);
  g_test_add_func ("/csv/delimiters", test_delimiters);
  g_test_add_func ("/csv/comments", test_comments);
  g_test_add_func ("/csv/broken-quotes", test_broken_quotes);
  g_test_add_func ("/csv/ragged", test_ragged);
  g_test_add_func ("/csv/charsets", test_charsets);
  g_test_add_func ("/csv/any-cells", test_any_cells);
  g_test_add_func ("/csv/refused", test_refused);
  g_test_add_func ("/csv/long-line", test_long_line);
  g_test_add_func ("/csv/gzip", test_gzip);
  g_test_add_func ("/values/clean", test_clean);
  g_test_add_func ("/values/dates", test_dates);
  g_test_add_func ("/values/numbers", test_numbers);
  g_test_add_func ("/values/lists", test_lists);
  failed = g_test_run ();
  remove_made_files ();
  return failed;
}
