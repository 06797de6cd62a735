/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading alone, into sheets: a workbook of 100,000 rows against FreeXL, which reads the same cells; 40 MB of mail; a GraphML network and a CSV
 * table against networkx and pandas where Python has them. Medians of three. */

#include "bench-formats.h"

#include "kith-sheet.h"

#include <archive.h>
#include <archive_entry.h>
#include <freexl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define TRIES 3

static guint64 cells; /* what was read, so that nothing is optimized away */

typedef void (*Work) (const char *path);

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (Work work, const char *path, int who)
{
  double spent[TRIES];

  for (guint i = 0; i < TRIES; i++)
    {
      double before = bench_cpu (who);

      work (path);
      spent[i] = bench_cpu (who) - before;
    }
  qsort (spent, TRIES, sizeof *spent, compare);
  return spent[TRIES / 2];
}

/* All cells of all sheets. */
static void
read_by_kith (const char *path)
{
  g_autoptr (KithSource) source = kith_source_new (NULL);
  g_autoptr (GError) error = NULL;

  cells = 0;
  if (!kith_source_add_path (source, path, &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < source->sheets->len; i++)
    {
      KithSheet *sheet = source->sheets->pdata[i];
      KithCsvRow row;

      if (!kith_sheet_rewind (sheet, &error))
        g_error ("%s", error->message);
      while (kith_sheet_next (sheet, &row, NULL, &error))
        cells += row.n_cells;
      if (error != NULL)
        g_error ("%s", error->message);
    }
}

/* --- a workbook --- */

static void
add_part (struct archive *archive, const char *name, const GString *text)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, text->len);
  archive_entry_set_filetype (entry, AE_IFREG);
  if (archive_write_header (archive, entry) != ARCHIVE_OK
      || archive_write_data (archive, text->str, text->len) != (la_ssize_t) text->len)
    g_error ("cannot write a workbook");
  archive_entry_free (entry);
}

static void
add_text (struct archive *archive, const char *name, const char *text)
{
  g_autoptr (GString) string = g_string_new (text);

  add_part (archive, name, string);
}

/* As Excel writes it: texts shared, numbers and dates in place. */
static void
make_workbook (const char *path, guint rows)
{
  static const char main_space[] = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  g_autoptr (GString) sheet = g_string_new (NULL);
  g_autoptr (GString) strings = g_string_new (NULL);
  g_autofree char *workbook = g_strdup_printf (
      "<?xml version=\"1.0\"?><workbook xmlns=\"%s\" "
      "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Members\" "
      "sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
      main_space);
  g_autofree char *styles = g_strdup_printf (
      "<?xml version=\"1.0\"?><styleSheet xmlns=\"%s\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
      main_space);
  struct archive *archive = archive_write_new ();

  g_string_append_printf (strings, "<?xml version=\"1.0\"?><sst xmlns=\"%s\" count=\"%u\" uniqueCount=\"%u\">",
                          main_space, 3 * rows, 1000 + rows);
  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (strings, "<si><t>Name%u</t></si>", i);
  for (guint i = 0; i < rows; i++)
    g_string_append_printf (strings, "<si><t>person%u@example.org</t></si>", i);
  g_string_append (strings, "</sst>");
  g_string_append_printf (
      sheet, "<?xml version=\"1.0\"?><worksheet xmlns=\"%s\"><dimension ref=\"A1:F%u\"/><sheetData>", main_space, rows);
  for (guint i = 0; i < rows; i++)
    g_string_append_printf (sheet,
                            "<row r=\"%u\"><c r=\"A%u\"><v>%u</v></c><c r=\"B%u\" t=\"s\"><v>%u</v></c>"
                            "<c r=\"C%u\" t=\"s\"><v>%u</v></c><c r=\"D%u\" t=\"s\"><v>%u</v></c>"
                            "<c r=\"E%u\" s=\"1\"><v>%u</v></c><c r=\"F%u\"><v>%u.5</v></c></row>",
                            i + 1, i + 1, 1000000 + i, i + 1, i % 997, i + 1, i * 7 % 1000, i + 1, 1000 + i, i + 1,
                            40000 + i % 5000, i + 1, i % 100);
  g_string_append (sheet, "</sheetData></worksheet>");

  archive_write_set_format_zip (archive);
  if (archive_write_open_filename (archive, path) != ARCHIVE_OK)
    g_error ("cannot write %s", path);
  add_text (archive, "[Content_Types].xml",
            "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            "<Override PartName=\"/xl/workbook.xml\" "
            "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>");
  add_text (archive, "xl/workbook.xml", workbook);
  add_text (archive, "xl/_rels/workbook.xml.rels",
            "<?xml version=\"1.0\"?><Relationships "
            "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
            "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" "
            "Target=\"worksheets/sheet1.xml\"/></Relationships>");
  add_text (archive, "xl/styles.xml", styles);
  add_part (archive, "xl/sharedStrings.xml", strings);
  add_part (archive, "xl/worksheets/sheet1.xml", sheet);
  archive_write_free (archive);
}

static void
read_by_freexl (const char *path)
{
  const void *workbook = NULL;
  guint rows = 0;
  gushort columns = 0;

  cells = 0;
  if (freexl_open_xlsx (path, &workbook) != FREEXL_OK || freexl_select_active_worksheet (workbook, 0) != FREEXL_OK
      || freexl_worksheet_dimensions (workbook, &rows, &columns) != FREEXL_OK)
    g_error ("FreeXL does not read the workbook");
  for (guint row = 0; row < rows; row++)
    for (guint i = 0; i < columns; i++)
      {
        FreeXL_CellValue value;

        cells += freexl_get_cell_value (workbook, row, i, &value) == FREEXL_OK && value.type != FREEXL_CELL_NULL;
      }
  freexl_close (workbook);
}

/* --- mail --- */

static gsize
make_mail (const char *path, guint messages)
{
  FILE *out = fopen (path, "w");
  g_autofree char *line = g_strnfill (70, 'x');
  gsize size;

  if (out == NULL)
    g_error ("cannot write %s", path);
  for (guint i = 0; i < messages; i++)
    {
      guint from = i * 7919 % 997;

      fprintf (out,
               "From person%u@example.org  Mon Sep 17 10:00:00 2001\nReceived: from a.example.org by b.example.org\n"
               "From: =?utf-8?q?N=C3=A9a?= Nord%u <person%u@example.org>\nTo: list@example.org\nSubject: Number %u\n"
               "Date: Mon, 17 Sep 2001 10:%02u:%02u +0200\nMessage-ID: <%u@example.org>\nList-Id: <list.example.org>\n",
               from, from, from, i, i / 60 % 60, i % 60, i);
      if (i % 3 > 0)
        fprintf (out, "In-Reply-To: <%u@example.org>\nReferences: <%u@example.org>\n", i - i % 3, i - i % 3);
      fputc ('\n', out);
      for (guint k = 0; k < 20; k++)
        fprintf (out, "%s\n", line);
      fputc ('\n', out);
    }
  size = ftell (out);
  fclose (out);
  return size;
}

/* --- Python --- */

static void
make_graphml (const char *path, guint people, guint ties)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  FILE *out = fopen (path, "w");

  if (out == NULL)
    g_error ("cannot write %s", path);
  fprintf (out,
           "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"><key id=\"d0\" for=\"node\" attr.name=\"name\" "
           "attr.type=\"string\"/><graph edgedefault=\"undirected\">\n");
  for (guint i = 0; i < people; i++)
    fprintf (out, "<node id=\"n%u\"><data key=\"d0\">Name%u</data></node>\n", i, i);
  for (guint i = 0; i < ties; i++)
    fprintf (out, "<edge source=\"n%u\" target=\"n%u\"/>\n", g_rand_int_range (random, 0, people),
             g_rand_int_range (random, 0, people));
  fprintf (out, "</graph></graphml>\n");
  fclose (out);
}

static void
run (const char *command)
{
  if (system (command) != 0)
    g_error ("%s failed", command);
}

/* Kith against @module, with what it costs to load that taken off. */
static void
against_python (const char *what, const char *path, const char *module, const char *call)
{
  g_autofree char *load = g_strdup_printf ("python3 -c 'import %s' 2>/dev/null", module);
  g_autofree char *read = g_strdup_printf ("python3 -c 'import %s; %s.%s(\"%s\")'", module, module, call, path);
  double kith = median (read_by_kith, path, RUSAGE_SELF), other;

  if (system (load) != 0)
    {
      printf ("%s: %.2f CPU s; Python has no %s here\n", what, kith, module);
      return;
    }
  other = median (run, read, RUSAGE_CHILDREN) - median (run, load, RUSAGE_CHILDREN);
  printf ("%s: %.2f CPU s, %s %.2f, ratio %.2f\n", what, kith, module, other, kith / other);
}

void
bench_formats (const char *folder, guint scale)
{
  g_autofree char *workbook = g_build_filename (folder, "members.xlsx", NULL);
  g_autofree char *mail = g_build_filename (folder, "list.mbox", NULL);
  g_autofree char *graphml = g_build_filename (folder, "network.graphml", NULL);
  g_autofree char *people = g_build_filename (folder, "people.csv", NULL);
  guint rows = scale * 100000;
  double kith, peer;
  guint64 filled;
  gsize size;

  make_workbook (workbook, rows);
  kith = median (read_by_kith, workbook, RUSAGE_SELF);
  filled = cells;
  peer = median (read_by_freexl, workbook, RUSAGE_SELF);
  if (cells != filled || cells != 6 * (guint64) rows)
    g_error ("%" G_GUINT64_FORMAT " cells, FreeXL reads %" G_GUINT64_FORMAT, filled, cells);
  printf ("XLSX of %u rows: %.2f CPU s, FreeXL %.2f, ratio %.2f (goal 2)\n", rows, kith, peer, kith / peer);

  size = make_mail (mail, scale * 22000);
  kith = median (read_by_kith, mail, RUSAGE_SELF);
  printf ("mbox of %.0f MB: %.2f CPU s, %.0f MB/s (goal 20)\n", size / 1e6, kith, size / 1e6 / kith);

  make_graphml (graphml, scale * 20000, scale * 100000);
  against_python ("GraphML of 20,000 people and 100,000 ties", graphml, "networkx", "read_graphml");
  against_python ("CSV of 100,000 people", people, "pandas", "read_csv");
}
