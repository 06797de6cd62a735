/* SPDX-FileCopyrightText: 2026 The Kith authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* make-store FILE : the network that is kept, packed by gzip -9n, for each version of the schema. Made anew only for a new version, before anything of it is
 * released; the older ones stay as they were. */

#include "kith-merging.h"
#include "kith-places.h"
#include "store-fixture.h"

#include <stdio.h>

int
main (int argc, char **argv)
{
  g_autoptr (StoreFixture) fixture = NULL;
  g_autoptr (GError) error = NULL;
  gint64 twice;

  if (argc != 2)
    {
      fprintf (stderr, "make-store FILE\n");
      return 2;
    }
  fixture = store_fixture_new ();
  store_fixture_fill (fixture->store);
  kith_act_begin (fixture->store, "Merge", FALSE, &error);
  twice = store_fixture_add_person (fixture->store, "Person eleven", "eleven@example.org");
  if (!kith_people_merge (fixture->store, 12, twice, 0, &error) || !kith_pin_set (fixture->store, 3, TRUE, &error)
      || !kith_act_commit (fixture->store, NULL, &error))
    fprintf (stderr, "%s\n", error->message);
  else if (kith_store_backup (fixture->store, argv[1], FALSE, NULL, NULL, &error))
    return 0;
  fprintf (stderr, "%s\n", error->message);
  return 1;
}
