/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* For the tests of formats: archives made of texts, the rows of a file's sheets as text, and what a file brings to an empty network. */

#pragma once

#include "import-fixture.h"
#include "kith-error.h"
#include "kith-intake.h"
#include "../shared-data.h"
#include "store-fixture.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

typedef struct
{
  const char *name, *text;
} ArchivePart;

static inline char *
make_zip (const char *name, const ArchivePart *parts, gsize n)
{
  char *path = g_build_filename (made_folder (), name, NULL);
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  for (gsize i = 0; i < n; i++)
    {
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_set_pathname (entry, parts[i].name);
      archive_entry_set_size (entry, strlen (parts[i].text));
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0600);
      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
      g_assert_cmpint (archive_write_data (archive, parts[i].text, strlen (parts[i].text)), ==,
                       (gssize) strlen (parts[i].text));
      archive_entry_free (entry);
    }
  archive_write_free (archive);
  return path;
}

/* "[name] number:cell|cell number:cell|cell [name] …" of all sheets. */
static inline char *
dump_sheets (const char *path)
{
  g_autoptr (KithSource) source = kith_source_new (NULL);
  g_autoptr (GError) error = NULL;
  GString *out = g_string_new (NULL);

  g_assert_true (kith_source_add_path (source, path, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < source->sheets->len; i++)
    {
      KithSheet *sheet = source->sheets->pdata[i];
      KithCsvRow row;

      g_string_append_printf (out, "%s[%s]", i > 0 ? " " : "", sheet->name);
      g_assert_true (kith_sheet_rewind (sheet, &error));
      while (kith_sheet_next (sheet, &row, NULL, &error))
        {
          g_string_append_printf (out, " %u:", (guint) row.number);
          for (guint k = 0; k < row.n_cells; k++)
            g_string_append_printf (out, "%s%s", k > 0 ? "|" : "", row.cells[k]);
        }
      g_assert_no_error (error);
    }
  return g_string_free_and_steal (out);
}

/* @message: a part of the sentence */
static inline void
assert_refused (const char *path, KithError code, const char *message)
{
  g_autoptr (KithSource) source = kith_source_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (kith_source_add_path (source, path, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, KITH_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, message));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

/* Brings files into a network, and says what is in it then: "3 people 2 ties 1 events 0 groups 4 attendance". */
static inline char *
bring_in (KithStore *store, const char *const *paths)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = kith_intake_run (store, paths, NULL, NULL, NULL, &error);
  KithStoreCounts counts;

  g_assert_no_error (error);
  g_assert_true (kith_store_count (store, &counts, &error));
  return g_strdup_printf ("%u people %u ties %u events %u groups %u attendance", (guint) counts.people,
                          (guint) counts.ties, (guint) counts.events, (guint) counts.groups, (guint) counts.attendance);
}

static inline void
assert_brings (const char *path, const char *what)
{
  g_autoptr (StoreFixture) fixture = store_fixture_new ();
  const char *const paths[] = { path, NULL };
  g_autofree char *first = bring_in (fixture->store, paths);
  gint64 version = kith_store_get_version (fixture->store);
  g_autofree char *again = NULL;

  g_test_message ("%s", path);
  g_assert_cmpstr (first, ==, what);
  again = bring_in (fixture->store, paths);
  g_assert_cmpstr (again, ==, what);
  g_assert_cmpint (kith_store_get_version (fixture->store), ==, version);
}

typedef struct
{
  const char *file, *brings;
} SharedFile;

/* Each of these real files in a network of its own. */
static inline void
assert_shared_bring (const SharedFile *files, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = shared_file_or_skip (files[i].file);

      if (path == NULL)
        return;
      assert_brings (path, files[i].brings);
    }
}
