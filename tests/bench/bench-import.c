/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A whole import: a million made people and five million ties among them from CSV files into a durable network, beside a tenth of that, in
 * processes of their own for their highest memory: whether time grows like the files. Then the tenth against sqlite3's own .import of the same
 * files into bare tables with the same indexes; the same files again, which must change nothing. CPU time of user and system. Then matching: a
 * list of 50,000 people into a network of 50,000, where half are in both, under the same address, a short form with the same telephone, or
 * their name alone; and all 75,000 or so compared for duplicates. Then reading single formats (bench-formats.c). An argument scales the
 * sizes. */

#include "bench-formats.h"

#include "kith-duplicates.h"
#include "kith-intake.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static double
cpu_of (const struct rusage *usage)
{
  return usage->ru_utime.tv_sec + usage->ru_stime.tv_sec + (usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
}

double
bench_cpu (int who)
{
  struct rusage usage;

  getrusage (who, &usage);
  return cpu_of (&usage);
}

static double
memory (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024.0;
}

static void
make (const char *people_path, const char *ties_path, guint people, guint ties)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  FILE *out = fopen (people_path, "w");

  if (out == NULL)
    g_error ("cannot write %s", people_path);
  fprintf (out, "Member ID,First Name,Last Name,Email,City\n");
  for (guint i = 0; i < people; i++)
    fprintf (out, "%u,Name%u,Family%u,person%u@example.org,Town%u\n", 1000000 + i, i % 997, i, i, i % 50);
  fclose (out);
  out = fopen (ties_path, "w");
  if (out == NULL)
    g_error ("cannot write %s", ties_path);
  fprintf (out, "from,to\n");
  for (guint i = 0; i < ties; i++)
    {
      guint a = g_rand_int_range (random, 0, people);

      fprintf (out, "%u,%u\n", 1000000 + a, 1000000 + (a + 1 + g_rand_int_range (random, 0, people - 1)) % people);
    }
  fclose (out);
}

/* The indexes that the network keeps on the same: numbers, who a contact is of, ties from either side. */
static double
bare (const char *folder)
{
  g_autofree char *script = g_build_filename (folder, "script", NULL);
  g_autofree char *command = g_strdup_printf ("cd '%s' && sqlite3 bare.db < script > /dev/null && rm bare.db*", folder);
  double before = bench_cpu (RUSAGE_CHILDREN);

  if (!g_file_set_contents (script,
                            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;\n"
                            "CREATE TABLE person (number TEXT, given TEXT, family TEXT, email TEXT, town TEXT);\n"
                            "CREATE UNIQUE INDEX person_number ON person (number);\n"
                            "CREATE INDEX person_email ON person (email);\n"
                            "CREATE TABLE tie (a INTEGER, b INTEGER);\n"
                            "CREATE INDEX tie_a ON tie (a, b);\n"
                            "CREATE INDEX tie_b ON tie (b);\n"
                            ".mode csv\n.import --skip 1 people.csv person\n.import --skip 1 ties.csv tie\n",
                            -1, NULL)
      || system (command) != 0)
    g_error ("sqlite3 did not run");
  return bench_cpu (RUSAGE_CHILDREN) - before;
}

static void import (KithStore *store, const char *const *paths, gboolean expect_new);

/* In a process that has not needed memory for anything else. Returns: CPU seconds */
static double
import_alone (const char *folder, guint people, guint ties)
{
  g_autofree char *path = g_build_filename (folder, "alone.kith", NULL);
  g_autofree char *people_path = g_build_filename (folder, "alone-people.csv", NULL);
  g_autofree char *ties_path = g_build_filename (folder, "alone-ties.csv", NULL);
  const char *const paths[] = { ties_path, people_path, NULL };
  struct rusage usage;
  int status;
  pid_t child;

  make (people_path, ties_path, people, ties);
  fflush (stdout);
  child = fork ();
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;
      KithStore *store = kith_store_open (path, KITH_STORE_NEW, &error);

      if (store == NULL)
        g_error ("%s", error->message);
      import (store, paths, TRUE);
      kith_store_close (store);
      _exit (0);
    }
  if (child < 0 || wait4 (child, &status, 0, &usage) != child || status != 0)
    g_error ("the import did not end well");
  printf ("import of %u people and %u ties in a process of its own: %.2f CPU s, %.0f MB\n", people, ties,
          cpu_of (&usage), usage.ru_maxrss / 1024.0);
  g_unlink (path);
  g_unlink (people_path);
  g_unlink (ties_path);
  return cpu_of (&usage);
}

static void
import (KithStore *store, const char *const *paths, gboolean expect_new)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = kith_intake_run (store, paths, NULL, NULL, NULL, &error);

  if (accounts == NULL)
    g_error ("%s", error->message);
  for (guint i = 0; i < accounts->len; i++)
    {
      const KithAccount *account = accounts->pdata[i];

      if ((account->added > 0) != expect_new)
        g_error ("%s: %" G_GUINT64_FORMAT " rows added", account->file, account->added);
    }
}

/* Names as they are spread: some given names common, family names from very common to one only. */
static void
make_list (const char *path, guint n, gboolean second)
{
  static const char *const given[][2] = {
    { "Robert", "Bob" },     { "Margaret", "Peggy" }, { "William", "Bill" },   { "Katherine", "Kathy" },
    { "Aleksandra", "Ola" }, { "Johannes", "Hans" },  { "Francisco", "Paco" }, { "Elizabeth", "Liz" },
    { "Michael", "Mike" },   { "Ursula", "Uschi" },   { "Nea", "Nea" },        { "Fatima", "Fatima" },
    { "Wei", "Wei" },        { "Priya", "Priya" },    { "Olena", "Olena" },    { "Kwame", "Kwame" },
  };
  static const char *const parts[] = { "ber", "lin", "mar", "ko", "sen", "to", "gar", "ni", "sch", "wal", "ro", "dan" };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  FILE *out = fopen (path, "w");

  if (out == NULL)
    g_error ("cannot write %s", path);
  fprintf (out, "First Name,Last Name,Email,Phone,City\n");
  for (guint i = 0; i < n; i++)
    {
      guint first = g_rand_int_range (random, 0, G_N_ELEMENTS (given));
      guint name = (guint) (g_rand_double (random) * g_rand_double (random) * 20000);
      gboolean both = second && i % 2 == 0;
      guint way = i / 2 % 3;

      fprintf (out, "%s,%c%s%s%s,%s%u@example.org,555 %07u,Town%d\n", given[first][both && way == 1],
               'A' + (int) (name / 1728 % 26), parts[name % 12], parts[name / 12 % 12], parts[name / 144 % 12],
               second && !(both && way == 0) ? "other" : "person", i, second && !(both && way == 1) ? 5000000 + i : i,
               g_rand_int_range (random, 0, 50));
    }
  fclose (out);
}

static void
match (const char *folder, guint n)
{
  g_autofree char *path = g_build_filename (folder, "matched.kith", NULL);
  g_autofree char *known = g_build_filename (folder, "known.csv", NULL);
  g_autofree char *list = g_build_filename (folder, "list.csv", NULL);
  const char *const known_paths[] = { known, NULL };
  const char *const list_paths[] = { list, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (KithStore) store = kith_store_open (path, KITH_STORE_NEW, &error);
  g_autoptr (GArray) found = NULL;
  double before, matched, compared;
  guint likely = 0;

  if (store == NULL)
    g_error ("%s", error->message);
  make_list (known, n, FALSE);
  make_list (list, n, TRUE);
  import (store, known_paths, TRUE);
  before = bench_cpu (RUSAGE_SELF);
  import (store, list_paths, TRUE);
  matched = bench_cpu (RUSAGE_SELF) - before;
  found = kith_duplicates_find (store, NULL, NULL, &error);
  if (found == NULL)
    g_error ("%s", error->message);
  compared = bench_cpu (RUSAGE_SELF) - before - matched;
  for (guint i = 0; i < found->len; i++)
    likely += g_array_index (found, KithDuplicate, i).likelihood > 0.9F;
  printf ("matching %u against %u: %.2f CPU s to bring them in, %.2f to find duplicates, together %.2f (goal 10);"
          " %u pairs, %u of them likely, %.0f MB\n",
          n, n, matched, compared, matched + compared, found->len, likely, memory ());
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("kith-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "made.kith", NULL);
  g_autofree char *people = g_build_filename (folder, "people.csv", NULL);
  g_autofree char *ties = g_build_filename (folder, "ties.csv", NULL);
  g_autofree char *clean = g_strdup_printf ("rm -rf '%s'", folder);
  const char *const paths[] = { ties, people, NULL };
  g_autoptr (GError) error = NULL;
  guint scale = argc > 1 ? atoi (argv[1]) : 1;
  double sqlite, before, spent;
  KithStore *store;

  spent = import_alone (folder, scale * 100000, scale * 500000);
  printf ("ten times as much takes %.1f times the time (goal: linear, 10; 500 MB)\n",
          import_alone (folder, scale * 1000000, scale * 5000000) / spent);

  make (people, ties, scale * 100000, scale * 500000);
  sqlite = bare (folder);
  printf ("sqlite3 .import, bare tables with the same indexes: %.2f CPU s\n", sqlite);

  before = bench_cpu (RUSAGE_SELF);
  store = kith_store_open (path, KITH_STORE_NEW, &error);
  if (store == NULL)
    g_error ("%s", error->message);
  import (store, paths, TRUE);
  kith_store_close (store);
  spent = bench_cpu (RUSAGE_SELF) - before;
  printf ("import of %u people and %u ties: %.2f CPU s, ratio %.2f (goal 2)\n", scale * 100000, scale * 500000, spent,
          spent / sqlite);

  before = bench_cpu (RUSAGE_SELF);
  store = kith_store_open (path, KITH_STORE_DEFAULT, &error);
  if (store == NULL)
    g_error ("%s", error->message);
  import (store, paths, FALSE);
  kith_store_close (store);
  printf ("the same files again: %.2f CPU s, %.0f MB\n", bench_cpu (RUSAGE_SELF) - before, memory ());
  match (folder, scale * 50000);
  bench_formats (folder, scale);
  return system (clean);
}
