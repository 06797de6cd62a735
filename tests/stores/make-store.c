/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* make-store FILE : the network that is kept, packed by gzip -9n, for each version of the schema. Made anew only for a new version, before anything of it is
 * released; the older ones stay as they were.
 *
 * make-store FILE NAME ARCHIVE : a network that an archive of mail made, and from which whoever has that name was removed since. */

#include "kith-intake.h"
#include "kith-merging.h"
#include "kith-places.h"
#include "store-fixture.h"

#include <stdio.h>

static gboolean
merge_and_pin (KithStore *store, GError **error)
{
  gint64 twice;

  store_fixture_fill (store);
  if (!kith_act_begin (store, "Merge", FALSE, error))
    return FALSE;
  twice = store_fixture_add_person (store, "Person eleven", "eleven@example.org");
  return kith_people_merge (store, 12, twice, 0, error) && kith_pin_set (store, 3, TRUE, error)
         && kith_act_commit (store, NULL, error);
}

typedef struct
{
  const char *name;
  gint64 person;
} Leaving;

static gboolean
find_leaving (const KithPerson *person, gpointer user_data)
{
  Leaving *leaving = user_data;

  if (g_strcmp0 (person->name, leaving->name) == 0)
    leaving->person = person->id;
  return TRUE;
}

static gboolean
import_and_remove (KithStore *store, const char *name, const char *const *archives, GError **error)
{
  g_autoptr (GPtrArray) accounts = kith_intake_run (store, archives, NULL, NULL, NULL, error);
  Leaving leaving = { .name = name };

  return accounts != NULL && kith_people_each (store, find_leaving, &leaving, NULL, error)
         && kith_act_begin (store, "Remove", FALSE, error) && kith_person_remove (store, leaving.person, error)
         && kith_act_commit (store, NULL, error) && kith_act_forget (store, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (StoreFixture) fixture = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 2 && argc < 4)
    {
      fprintf (stderr, "make-store FILE [NAME ARCHIVE…]\n");
      return 2;
    }
  fixture = store_fixture_new ();
  if ((argc == 2 ? merge_and_pin (fixture->store, &error)
                 : import_and_remove (fixture->store, argv[2], (const char *const *) argv + 3, &error))
      && kith_store_backup (fixture->store, argv[1], FALSE, NULL, NULL, &error))
    return 0;
  fprintf (stderr, "%s\n", error->message);
  return 1;
}
