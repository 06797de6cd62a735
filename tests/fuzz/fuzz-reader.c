/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One reader, given anything: it reads or refuses, in one sentence, and what it read can be read again and looked at. Built once a reader, with
 * READER its description; with PART, the bytes are that part of an archive that is otherwise whole. Under libFuzzer the bytes are made up; without
 * it the program reads the files of the folders it is called with. With ANSWER, the bytes are what kith-sheet-worker says, with RECORDS, what kith-layout-worker says. */

#include "kith-error.h"
#include "kith-readers.h"
#if defined(ANSWER)
#include "kith-sheet-answer.h"
#include "kith-workbook.h"
#elif defined(RECORDS)
#include "kith-dot-records.h"
#endif
#include "kith-table.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#ifdef PART
typedef struct
{
  const char *name, *text;
} Part;

static const Part parts[] = {
#if defined(SLACK)
  { "users.json", "[{\"id\":\"U1\",\"profile\":{\"real_name\":\"Nea\"}},{\"id\":\"U2\",\"name\":\"max\"}]" },
  { "channels.json", "[{\"name\":\"garden\",\"members\":[\"U1\",\"U2\"]}]" },
#elif defined(X)
  { "data/account.js", "window.YTD.account.part0 = [{\"account\":{\"accountId\":\"1\",\"username\":\"nea\"}}]" },
  { "data/follower.js", "window.YTD.follower.part0 = [{\"follower\":{\"accountId\":\"2\"}}]" },
#else
  { "xl/workbook.xml", "<workbook><sheets><sheet name='a' id='r1'/></sheets></workbook>" },
  { "xl/_rels/workbook.xml.rels",
    "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='sheet.xml'/></Relationships>" },
  { "xl/styles.xml", "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='000'/></numFmts>"
                     "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/></cellXfs></styleSheet>" },
  { "xl/sharedStrings.xml", "<sst><si><t>Name</t></si><si><t>Nea</t></si></sst>" },
#endif
};

static void
add_part (struct archive *archive, const char *name, const void *bytes, gsize length)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, length);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_write_header (archive, entry);
  archive_write_data (archive, bytes, length);
  archive_entry_free (entry);
}

static KithFile *
make_file (const guint8 *data, gsize size)
{
  KithFile *file = kith_file_new_held ("fuzz", NULL);
  gsize room = size + 8192, used = 0;
  g_autofree char *buffer = g_malloc (room);
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  archive_write_set_options (archive, "zip:compression=store");
  archive_write_open_memory (archive, buffer, room, &used);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strcmp (parts[i].name, PART) != 0)
      add_part (archive, parts[i].name, parts[i].text, strlen (parts[i].text));
  add_part (archive, PART, data, size);
  archive_write_free (archive);
  kith_file_append (file, buffer, used, NULL);
  return file;
}
#else
static KithFile *
make_file (const guint8 *data, gsize size)
{
  KithFile *file = kith_file_new_held ("fuzz", NULL);

  kith_file_append (file, data, size, NULL);
  return file;
}
#endif

#if defined(ANSWER)
static gboolean
read_bytes (KithSource *source, KithFile *file, KithInput *input, const guint8 *data, gsize size, GError **error)
{
  g_autoptr (KithSheetAnswer) answer = kith_sheet_answer_new (file);
  KithSheetStatus status;
  GPtrArray *sheets;

  for (gsize at = 0; at < size; at += 100)
    if (!kith_sheet_answer_take (answer, data + at, MIN (size - at, 100), error))
      return FALSE;
  sheets = kith_sheet_answer_finish (answer, &status, error);
  return sheets != NULL && kith_workbook_finish (source, file, sheets, error);
}
#elif defined(RECORDS)
static gboolean
read_bytes (KithSource *source, KithFile *file, KithInput *input, const guint8 *data, gsize size, GError **error)
{
  g_autoptr (KithNet) net = kith_net_new (input, "dot");
  g_autoptr (KithDotRecords) records = kith_dot_records_new (net);
  guint64 bad_line;

  for (gsize at = 0; at < size; at += 100)
    if (!kith_dot_records_take (records, (const char *) data + at, MIN (size - at, 100)))
      return kith_net_fail (input, 1, error);
  if (!kith_dot_records_finish (records, &bad_line) || bad_line > 0)
    return kith_net_fail (input, MAX (bad_line, 1), error);
  return kith_net_finish (net, source, error);
}
#else
static gboolean
read_bytes (KithSource *source, KithFile *file, KithInput *input, const guint8 *data, gsize size, GError **error)
{
  return READER.read (source, input, error);
}
#endif

static void
check_error (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (g_str_has_suffix (error->message, ".") && strchr (error->message, '\n') == NULL);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static guint64
count_rows (KithSheet *sheet)
{
  g_autoptr (GError) error = NULL;
  KithCsvRow row;
  guint64 rows = 0;
  gsize length = 0;

  if (kith_sheet_rewind (sheet, &error))
    for (; kith_sheet_next (sheet, &row, NULL, &error); rows++)
      for (guint i = 0; i < row.n_cells; i++)
        length += strlen (row.cells[i]);
  if (error != NULL)
    check_error (error);
  return rows + length;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (KithSource) source = kith_source_new (NULL);
  g_autoptr (KithFile) file = make_file (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (KithInput) input = kith_input_new (file, &error);
  const guchar *head;
  gsize length;

  if (input == NULL)
    {
      check_error (error);
      return 0;
    }
  head = kith_input_get_head (input, &length);
  READER.knows ("fuzz", head, length);
  if (!read_bytes (source, file, input, data, size, &error))
    check_error (error);
  else
    g_assert_cmpuint (source->sheets->len, >, 0);
  for (guint i = 0; i < source->sheets->len; i++)
    {
      g_autoptr (GError) unfit = NULL;
      KithSheet *sheet = source->sheets->pdata[i];
      g_autoptr (KithTable) table = NULL;
      guint64 rows;

      count_rows (sheet);
      /* What it is found to hold decides where a lone quote ends; from then on it reads the same every time. */
      table = kith_table_new (sheet, NULL, &unfit);
      rows = count_rows (sheet);
      g_assert_cmpuint (count_rows (sheet), ==, rows);
      if (table == NULL)
        check_error (unfit);
    }
  return 0;
}

#ifndef FUZZING
static void
replay (gconstpointer path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  LLVMFuzzerTestOneInput ((const guint8 *) bytes, length);
  /* And cut anywhere. */
  for (gsize n = 0; n < MIN (length, 4096); n += 1 + length / 200)
    LLVMFuzzerTestOneInput ((const guint8 *) bytes, n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GDir) dir = g_dir_open (argv[i], 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *test = g_strconcat ("/", name, NULL);

          g_test_add_data_func_full (test, g_build_filename (argv[i], name, NULL), (GTestDataFunc) replay, g_free);
        }
    }
  return g_test_run ();
}
#endif
