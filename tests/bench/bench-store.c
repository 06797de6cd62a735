/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The store's share of an import: made people with an e-mail address and a number each, and ties among them, written by the functions an import uses,
 * against sqlite3's own .import of the same into bare tables with the same indexes. CPU time of user and system, and the highest
 * memory of this process before anything is read back. Then what undo, redo and reading cost. */

#include "kith-acts.h"
#include "kith-memberships.h"
#include "kith-people.h"
#include "kith-places.h"
#include "kith-ties.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

static double
cpu (int who)
{
  struct rusage usage;

  getrusage (who, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double
memory (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024.0;
}

static void
check (gboolean done, GError *error)
{
  if (!done)
    g_error ("%s", error->message);
}

typedef struct
{
  guint people, ties;
  guint *a, *b;
} Made;

static void
make (Made *made, guint people, guint ties)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  made->people = people;
  made->ties = ties;
  made->a = g_new (guint, ties);
  made->b = g_new (guint, ties);
  for (guint i = 0; i < ties; i++)
    {
      made->a[i] = g_rand_int_range (random, 0, people);
      made->b[i] = (made->a[i] + 1 + g_rand_int_range (random, 0, people - 1)) % people;
    }
}

static double
bare (const Made *made, const char *folder)
{
  g_autofree char *script = g_build_filename (folder, "script", NULL);
  g_autofree char *command = g_strdup_printf ("cd %s && sqlite3 bare.db < script > /dev/null && rm bare.db*", folder);
  g_autofree char *people = g_build_filename (folder, "people.csv", NULL);
  g_autofree char *ties = g_build_filename (folder, "ties.csv", NULL);
  FILE *out = fopen (people, "w");
  double before;

  for (guint i = 0; i < made->people; i++)
    fprintf (out, "%u,%u,Name%u Family%u,person%u@example.org,Town%u\n", i + 1, 1000000 + i, i % 997, i, i, i % 50);
  fclose (out);
  out = fopen (ties, "w");
  for (guint i = 0; i < made->ties; i++)
    fprintf (out, "%u,%u\n", made->a[i] + 1, made->b[i] + 1);
  fclose (out);
  check (g_file_set_contents (
             script,
             "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;\n"
             "CREATE TABLE person (id INTEGER PRIMARY KEY, number TEXT, name TEXT, email TEXT, town TEXT);\n"
             "CREATE UNIQUE INDEX person_number ON person (number);\n"
             "CREATE INDEX person_email ON person (email);\n"
             "CREATE TABLE tie (a INTEGER, b INTEGER);\n"
             "CREATE INDEX tie_a ON tie (a, b);\n"
             "CREATE INDEX tie_b ON tie (b);\n"
             ".mode csv\n.import people.csv person\n.import ties.csv tie\n",
             -1, NULL),
         NULL);
  before = cpu (RUSAGE_CHILDREN);
  if (system (command) != 0)
    g_error ("sqlite3 did not run");
  return cpu (RUSAGE_CHILDREN) - before;
}

static void
import (KithStore *store, const Made *made)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KithTieLoad) load = kith_tie_load_new ();
  KithTieLoadCounts counts;
  gint64 name_space;

  check (kith_act_begin (store, "Import", FALSE, &error), error);
  check (kith_namespace_put (store, "made", &name_space, &error), error);
  for (guint i = 0; i < made->people; i++)
    {
      char name[64], email[64], number[16], town[16];
      KithPerson person = { .name = name, .town = town, .audience = -1 };
      KithContact contact = { .kind = KITH_CONTACT_EMAIL, .value = email };

      g_snprintf (name, sizeof name, "Name%u Family%u", i % 997, i);
      g_snprintf (email, sizeof email, "person%u@example.org", i);
      g_snprintf (number, sizeof number, "%u", 1000000 + i);
      g_snprintf (town, sizeof town, "Town%u", i % 50);
      check (kith_person_add (store, &person, &error), error);
      contact.person = person.id;
      check (kith_contact_add (store, &contact, TRUE, NULL, &error), error);
      check (kith_source_id_add (store, person.id, name_space, number, 0, NULL, &error), error);
    }
  for (guint i = 0; i < made->ties; i++)
    kith_tie_load_add (load, &(KithTie) { .a = made->a[i] + 1,
                                          .b = made->b[i] + 1,
                                          .kind = KITH_TIE_STATED,
                                          .weight = 1,
                                          .date = KITH_NO_DATE,
                                          .ended = KITH_NO_DATE });
  check (kith_tie_load_write (load, store, &counts, NULL, NULL, &error), error);
  check (kith_act_commit (store, NULL, &error), error);
}

static gboolean
count_person (const KithPerson *person, gpointer user_data)
{
  ++*(guint *) user_data;
  return TRUE;
}

static gboolean
count_tie (const KithTie *tie, gpointer user_data)
{
  ++*(guint *) user_data;
  return TRUE;
}

static double
lap (double *since)
{
  double now = cpu (RUSAGE_SELF), spent = now - *since;

  *since = now;
  return spent;
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("kith-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "made.kith", NULL);
  g_autofree char *clean = g_strdup_printf ("rm -rf '%s'", folder);
  g_autoptr (GError) error = NULL;
  KithStore *store;
  Made made;
  guint scale = argc > 1 ? atoi (argv[1]) : 1, counted = 0;
  double sqlite, since, imported;
  g_autofree gint64 *ids = NULL;
  g_autofree gint64 *communities = NULL;
  g_autofree float *x = NULL;

  make (&made, scale * 100000, scale * 500000);
  sqlite = bare (&made, folder);
  printf ("sqlite3 .import, bare tables: %.2f CPU s\n", sqlite);

  since = cpu (RUSAGE_SELF);
  store = kith_store_open (path, KITH_STORE_NEW, &error);
  check (store != NULL, error);
  import (store, &made);
  imported = lap (&since);
  printf ("store, %u people and %u ties: %.2f CPU s, ratio %.2f, %.0f MB\n", made.people, made.ties, imported,
          imported / sqlite, memory ());
  kith_store_close (store);
  lap (&since);

  store = kith_store_open (path, KITH_STORE_DEFAULT, &error);
  check (store != NULL, error);
  check (kith_people_each (store, count_person, &counted, NULL, &error), error);
  printf ("read people: %.3f CPU s\n", lap (&since));
  check (kith_ties_each (store, count_tie, &counted, NULL, &error), error);
  printf ("read ties: %.3f CPU s\n", lap (&since));

  ids = g_new (gint64, made.people);
  communities = g_new (gint64, made.people);
  x = g_new (float, made.people);
  for (guint i = 0; i < made.people; i++)
    {
      ids[i] = i + 1;
      communities[i] = 1;
      x[i] = i;
    }
  check (kith_act_begin (store, "Communities and places", TRUE, &error), error);
  check (kith_community_add (
             store, &(KithCommunity) { .name = (char *) "One", .color = -1, .born = 0, .ended = KITH_NO_DATE }, &error),
         error);
  check (kith_memberships_write (store, made.people, ids, communities, NULL, NULL, &error), error);
  check (kith_places_write (store, made.people, ids, x, x, NULL, &error), error);
  check (kith_act_commit (store, NULL, &error), error);
  printf ("memberships and places: %.3f CPU s\n", lap (&since));

  check (kith_act_undo (store, NULL, NULL, NULL, &error), error);
  printf ("undo all: %.2f CPU s, %.0f MB\n", lap (&since), memory ());
  check (kith_act_redo (store, NULL, NULL, NULL, &error), error);
  printf ("redo all: %.2f CPU s, %.0f MB\n", lap (&since), memory ());
  kith_store_close (store);
  g_free (made.a);
  g_free (made.b);
  return system (clean);
}
