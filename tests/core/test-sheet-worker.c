/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Workbooks are read by a program of its own: what that program may still do, and that whatever becomes of it – a crash on a hostile file, a
 * hang, nonsense – is one sentence here. */

#include "import-fixture.h"
#include "kith-error.h"
#include "kith-program.h"
#include "kith-sheet-answer.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static gboolean
read_file (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (KithSource) source = kith_source_new (cancellable);

  return kith_source_add_path (source, path, error);
}

static void
assert_sentence (const GError *error)
{
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_suffix (error->message, ".") && strchr (error->message, '\n') == NULL);
}

/* --- what it may do --- */

static char *
proc (GPid pid, const char *name)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", (int) pid, name);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* "Max open files   16  16  files": both numbers, or "" */
static void
assert_limit (const char *limits, const char *what, const char *most)
{
  const char *line = strstr (limits, what);
  g_autofree char *soft = NULL;
  g_autofree char *hard = NULL;

  g_assert_nonnull (line);
  g_assert_cmpint (sscanf (line + strlen (what), " %ms %ms", &soft, &hard), ==, 2);
  g_assert_cmpstr (soft, ==, most);
  g_assert_cmpstr (hard, ==, most);
}

/* A pipe nobody reads from stops the worker as soon as it wants to say something: it has given up all it can by then. */
static void
test_confined (void)
{
  g_autofree char *program = kith_program_find ("kith-sheet-worker", NULL);
  g_autofree char *workbook = own_file ("members.xls");
  g_autofree char *limits = NULL;
  g_autofree char *status = NULL;
  g_autofree char *environment = NULL;
  int in = open (workbook, O_RDONLY | O_CLOEXEC), out[2];
  int left_open = open ("/dev/null", O_RDONLY); /* without O_CLOEXEC */
  char full[65536] = { 0 };
  GPid pid;

  g_assert_cmpint (pipe2 (out, O_CLOEXEC | O_NONBLOCK), ==, 0);
  while (write (out[1], full, sizeof full) > 0)
    ;
  while (write (out[1], full, 1) > 0)
    ;
  fcntl (out[1], F_SETFL, 0);
  pid = kith_program_spawn (program, NULL, in, out[1], TRUE, NULL);
  g_assert_cmpint (pid, >, 0);
  do
    {
      g_usleep (20 * 1000);
      g_clear_pointer (&status, g_free);
      status = proc (pid, "status");
    }
  while (strstr (status, "State:\tS") == NULL);

  limits = proc (pid, "limits");
  assert_limit (limits, "Max file size", "0");
  assert_limit (limits, "Max core file size", "0");
  assert_limit (limits, "Max open files", "16");
  assert_limit (limits, "Max cpu time", "100");
#ifndef __SANITIZE_ADDRESS__
  assert_limit (limits, "Max address space", "2147483648");
#endif
  g_assert_nonnull (strstr (status, "NoNewPrivs:\t1"));
  /* Who may look into the process: its owner if it is dumpable, and root. */
  if (getuid () == 0)
    {
      g_autofree char *path = g_strdup_printf ("/proc/%d/fd/%d", (int) pid, left_open);

      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK));
      environment = proc (pid, "environ");
      g_assert_cmpstr (environment, ==, "");
    }
  kith_program_end (pid);
  g_assert_cmpint (kill (pid, 0), ==, -1);
  close (in);
  close (left_open);
  close (out[0]);
  close (out[1]);
}

/* --- what may become of it --- */

/* One byte makes FreeXL 2.0 read where nothing is: a number in no bytes. */
static void
test_hostile (void)
{
  static const guint lengths[] = { 1674, 1699, 1722, 1812 };
  g_autofree char *workbook = own_file ("members.xls");
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (workbook, &bytes, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *changed = g_memdup2 (bytes, length);
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (changed[lengths[i]], ==, 4);
      changed[lengths[i]] = 0;
      path = make_file_sized ("hostile.xls", changed, length);
      if (read_file (path, NULL, &error))
        continue;
      g_assert_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE);
      assert_sentence (error);
    }
}

static void
use_script (const char *text)
{
  g_autofree char *script = g_build_filename (made_folder (), "worker", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (script, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, &error);
  g_assert_no_error (error);
  g_setenv ("KITH_SHEET_WORKER", script, TRUE);
}

static void
test_wrong (void)
{
  static const char *const scripts[] = {
    "#!/bin/sh\nexit 0\n",   "#!/bin/sh\nkill -9 $$\n",         "#!/bin/sh\necho This is something else entirely\n",
    "#!/bin/sh\nexec cat\n", "#!/bin/sh\nexec cat /dev/zero\n",
  };
  g_autofree char *workbook = own_file ("members.xls");
  g_autoptr (GError) missing = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr (GError) error = NULL;

      use_script (scripts[i]);
      g_assert_false (read_file (workbook, NULL, &error));
      g_assert_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE);
      g_assert_nonnull (strstr (error->message, "XLSX or CSV"));
      assert_sentence (error);
    }
  g_setenv ("KITH_SHEET_WORKER", "/nonexistent/kith-sheet-worker", TRUE);
  g_assert_false (read_file (workbook, NULL, &missing));
  g_assert_error (missing, KITH_ERROR, KITH_ERROR_ENGINE);
  assert_sentence (missing);
  g_unsetenv ("KITH_SHEET_WORKER");
}

/* A worker that hangs after it wrote its number into a pipe. */
static char *
use_hanging_script (void)
{
  char *number = g_build_filename (made_folder (), "pid", NULL);
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\necho $$ > '%s'\nexec sleep 1000\n", number);

  g_assert_cmpint (mkfifo (number, 0600), ==, 0);
  use_script (text);
  return number;
}

/* Sleeps until the worker is there. */
static GPid
wait_for_number (const char *path)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return (GPid) atoi (text);
}

typedef struct
{
  const char *number;
  GCancellable *cancellable;
  GPid pid;
} Stopper;

static gpointer
stop (gpointer data)
{
  Stopper *stopper = data;

  stopper->pid = wait_for_number (stopper->number);
  g_cancellable_cancel (stopper->cancellable);
  return NULL;
}

static void
test_cancel (void)
{
  g_autofree char *workbook = own_file ("members.xls");
  g_autofree char *number = use_hanging_script ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Stopper stopper = { number, cancellable, 0 };
  GThread *thread = g_thread_new ("stop", stop, &stopper);

  g_assert_false (read_file (workbook, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  g_assert_cmpint (kill (stopper.pid, 0), ==, -1);
  g_unsetenv ("KITH_SHEET_WORKER");
  g_remove (number);
}

/* Patience is one second here, and two minutes for workbooks. */
static void
test_hang (void)
{
  g_autofree char *number = use_hanging_script ();
  g_autoptr (GError) error = NULL;
  int in = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  KithProgram *worker = kith_program_start ("kith-sheet-worker", NULL, in, TRUE, 1, NULL, &error);
  char byte;
  GPid pid;

  g_assert_no_error (error);
  pid = wait_for_number (number);
  g_assert_cmpint (kith_program_read (worker, &byte, 1, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpint (kill (pid, 0), ==, 0);
  kith_program_free (worker);
  g_assert_cmpint (kill (pid, 0), ==, -1);
  close (in);
  g_unsetenv ("KITH_SHEET_WORKER");
  g_remove (number);
}

/* --- what it says --- */

static void
say (GByteArray *out, guint kind, guint number, const char *bytes, gsize length)
{
  const KithSheetRecord record = { kind, number, length };

  g_byte_array_append (out, (const guint8 *) &record, sizeof record);
  g_byte_array_append (out, (const guint8 *) bytes, length);
}

#define HELLO KITH_SHEET_HELLO, KITH_SHEET_VERSION, "", 0
#define END KITH_SHEET_END, KITH_SHEET_DONE, "", 0

/* The rows of an answer that is taken in pieces of @step bytes: "[name]1:a|b"; NULL where it is none. */
static char *
understand (const GByteArray *said, gsize step)
{
  g_autofree char *path = make_file ("any.xls", "any");
  g_autoptr (KithFile) file = kith_file_open (path, NULL);
  g_autoptr (KithSheetAnswer) answer = kith_sheet_answer_new (file);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  KithSheetStatus status = KITH_SHEET_BROKEN;
  GPtrArray *sheets;

  for (gsize at = 0; at < said->len; at += step)
    if (!kith_sheet_answer_take (answer, said->data + at, MIN (step, said->len - at), &error))
      {
        g_assert_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE);
        return NULL;
      }
  sheets = kith_sheet_answer_finish (answer, &status, &error);
  if (sheets == NULL)
    {
      g_assert_error (error, KITH_ERROR, KITH_ERROR_NOT_READABLE);
      return NULL;
    }
  g_assert_cmpint (status, ==, KITH_SHEET_DONE);
  for (guint i = 0; i < sheets->len; i++)
    {
      KithSheet *sheet = sheets->pdata[i];
      KithCsvRow row;

      g_string_append_printf (out, "[%s]", sheet->name);
      g_assert_true (kith_sheet_rewind (sheet, &error));
      while (kith_sheet_next (sheet, &row, NULL, &error))
        {
          g_string_append_printf (out, "%u:", (guint) row.number);
          for (guint k = 0; k < row.n_cells; k++)
            g_string_append_printf (out, "%s%s", k > 0 ? "|" : "", row.cells[k]);
        }
    }
  return g_strdup (out->str);
}

static void
test_answer (void)
{
  g_autoptr (GByteArray) said = g_byte_array_new ();
  const double half = 12.5;
  char cells[32] = "\002\003\0\0\0Nea\000\001";

  memcpy (cells + 10, &half, sizeof half);
  say (said, HELLO);
  say (said, KITH_SHEET_BEGIN, 0, "Us", 2);
  say (said, KITH_SHEET_ROW, 3, cells, 18);
  say (said, KITH_SHEET_BEGIN, 1, "", 0);
  /* not UTF-8, and a zero in the middle */
  say (said, KITH_SHEET_ROW, 1, "\002\004\0\0\0a\377\000b", 9);
  say (said, END);
  for (gsize step = 1; step <= said->len; step++)
    {
      g_autofree char *rows = understand (said, step);

      g_assert_cmpstr (rows, ==, "[any.xls: Us]3:Nea||12.5[any.xls]1:a\357\277\275");
    }
  /* Cut anywhere, it is no answer. */
  for (guint length = said->len - 1; length > 0; length--)
    {
      g_byte_array_set_size (said, length);
      g_assert_null (understand (said, length));
    }
}

static void
test_nonsense (void)
{
  static const struct
  {
    guint kind, number;
    const char *bytes;
    gsize length;
  } records[] = {
    { 9, 0, "", 0 },                                  /* no such record */
    { HELLO },                                        /* twice */
    { KITH_SHEET_ROW, 1, "\000\000\007", 3 },         /* no such cell */
    { KITH_SHEET_ROW, 1, "\001abc", 4 },              /* half a number */
    { KITH_SHEET_ROW, 1, "\002\004\0\0\0abc", 8 },    /* a text beyond its record */
    { KITH_SHEET_ROW, 1, "\002\377\377\377\377", 5 }, /* far beyond */
    { KITH_SHEET_ROW, 1, "\002\004", 2 },             /* half a length */
    { KITH_SHEET_ROW, 0, "\000", 1 },                 /* rows begin with 1 */
    { KITH_SHEET_BEGIN, 0, NULL, 401 },               /* a long name */
    { KITH_SHEET_ROW, 1, NULL, KITH_SHEET_CELLS_MAX + 1 },
    { KITH_SHEET_END, KITH_SHEET_N_STATUSES, "", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      g_autoptr (GByteArray) said = g_byte_array_new ();
      g_autofree char *zeros = g_malloc0 (records[i].length);

      say (said, HELLO);
      say (said, KITH_SHEET_BEGIN, 0, "", 0);
      say (said, records[i].kind, records[i].number, records[i].bytes != NULL ? records[i].bytes : zeros,
           records[i].length);
      say (said, END);
      g_assert_null (understand (said, said->len));
    }
  {
    /* a row before any sheet, rows that go backwards, something behind the end, another version, a record that never ends */
    static const guint32 endless[] = { KITH_SHEET_ROW, 1, 0xffffffff };
    g_autoptr (GByteArray) a = g_byte_array_new (), b = g_byte_array_new (), c = g_byte_array_new ();
    g_autoptr (GByteArray) d = g_byte_array_new (), e = g_byte_array_new ();

    say (a, HELLO);
    say (a, KITH_SHEET_ROW, 1, "\000", 1);
    say (a, END);
    say (b, HELLO);
    say (b, KITH_SHEET_BEGIN, 0, "", 0);
    say (b, KITH_SHEET_ROW, 2, "\000", 1);
    say (b, KITH_SHEET_ROW, 2, "\000", 1);
    say (b, END);
    say (c, HELLO);
    say (c, END);
    say (c, END);
    say (d, KITH_SHEET_HELLO, KITH_SHEET_VERSION + 1, "", 0);
    say (d, END);
    say (e, HELLO);
    say (e, KITH_SHEET_BEGIN, 0, "", 0);
    g_byte_array_append (e, (const guint8 *) endless, sizeof endless);
    g_assert_null (understand (a, a->len));
    g_assert_null (understand (b, b->len));
    g_assert_null (understand (c, c->len));
    g_assert_null (understand (c, 1));
    g_assert_null (understand (d, d->len));
    g_assert_null (understand (e, e->len));
  }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet-worker/confined", test_confined);
  g_test_add_func ("/sheet-worker/hostile", test_hostile);
  g_test_add_func ("/sheet-worker/wrong", test_wrong);
  g_test_add_func ("/sheet-worker/cancel", test_cancel);
  g_test_add_func ("/sheet-worker/hang", test_hang);
  g_test_add_func ("/sheet-worker/answer", test_answer);
  g_test_add_func ("/sheet-worker/nonsense", test_nonsense);
  result = g_test_run ();
  remove_made_files ();
  return result;
}
